#include "syntax/encoding.hpp"

#include <algorithm>
#include <cstdlib>

#include <utf8proc.h>

namespace ronghe {

std::optional<std::size_t> first_bad_byte(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    if (static_cast<unsigned char>(text[at]) < 0x80) {
      ++at;
      continue;
    }
    utf8proc_int32_t code = 0;
    const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                        static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (bytes <= 0) return at;
    at += static_cast<std::size_t>(bytes);
  }
  return std::nullopt;
}

bool is_gb18030(std::string_view text) {
  const auto byte = [&](std::size_t at) { return at < text.size() ? static_cast<unsigned char>(text[at]) : 0U; };
  const auto within = [](unsigned value, unsigned low, unsigned high) { return value >= low && value <= high; };
  // Of the character at `at`; 0: there is none.
  const auto length = [&](std::size_t at) -> std::size_t {
    if (byte(at) < 0x80) return 1;
    if (!within(byte(at), 0x81, 0xFE)) return 0;
    if (within(byte(at + 1), 0x40, 0x7E) || within(byte(at + 1), 0x80, 0xFE)) return 2;
    const bool four =
        within(byte(at + 1), 0x30, 0x39) && within(byte(at + 2), 0x81, 0xFE) && within(byte(at + 3), 0x30, 0x39);
    return four ? 4 : 0;
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t bytes = length(at);
    if (bytes == 0) return false;
    at += bytes;
  }
  return true;
}

std::string normalized(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return std::string(text);
  }
  utf8proc_uint8_t* result = nullptr;
  const auto size =
      utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(text.data()), static_cast<utf8proc_ssize_t>(text.size()),
                   &result, static_cast<utf8proc_option_t>(UTF8PROC_STABLE | UTF8PROC_COMPOSE));
  std::string normal =
      size >= 0 ? std::string(reinterpret_cast<char*>(result), static_cast<std::size_t>(size)) : std::string(text);
  std::free(result);  // NOLINT: utf8proc allocates with malloc
  return normal;
}

std::string half_width(std::string_view text) {
  std::string narrow;
  for (std::size_t at = 0; at < text.size(); ++at) {
    // U+FF01 to U+FF5E stand for `!` to `~`.
    const auto byte = [&](std::size_t i) {
      return static_cast<unsigned char>(at + i < text.size() ? text[at + i] : 0);
    };
    const int code = (byte(0) & 0x0F) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    if (byte(0) == 0xEF && code >= 0xFF01 && code <= 0xFF5E) {
      narrow += static_cast<char>(code - 0xFF01 + '!');
      at += 2;
    } else {
      narrow += text[at];
    }
  }
  return narrow;
}

bool is_utf16(std::string_view text) { return text.starts_with("\xFF\xFE") || text.starts_with("\xFE\xFF"); }

std::optional<std::size_t> first_hidden_character(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    utf8proc_int32_t code = 0;
    const auto bytes = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                        static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    if (bytes <= 0) return at;
    const bool control = (code < 0x20 && code != '\t' && code != '\n' && code != '\r') || (code >= 0x7F && code < 0xA0);
    const bool bidirectional = code == 0x200E || code == 0x200F || (code >= 0x202A && code <= 0x202E) ||
                               (code >= 0x2066 && code <= 0x2069) || (code == 0xFEFF && at > 0);
    if (control || bidirectional) return at;
    at += static_cast<std::size_t>(bytes);
  }
  return std::nullopt;
}

}  // namespace ronghe
