// What bytes a text is made of.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace ronghe {

// The first byte that is not UTF-8, or nothing.
std::optional<std::size_t> first_bad_byte(std::string_view text);

// Whether the bytes have the structure of GB18030, the encoding in which Chinese Excel saves plain CSV.
bool is_gb18030(std::string_view text);

// In normal form C, so that one name has one spelling. The text must be UTF-8.
std::string normalized(std::string_view text);

// Full-width signs of a Chinese input method as the ASCII that they stand for: `９０ ％` is `90 %`.
std::string half_width(std::string_view text);

// Whether the bytes begin with the mark of UTF-16, which Windows calls Unicode.
bool is_utf16(std::string_view text);

// The first control or bidirectional control character, blanks and line ends left out, or nothing.
std::optional<std::size_t> first_hidden_character(std::string_view text);

}  // namespace ronghe
