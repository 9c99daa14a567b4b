// Sets text for a terminal: widths, padding, wrapping, colour and numbers.
#pragma once

#include "ronghe/report.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

enum class Ink { plain, bold, faint, green, red };

// Escape sequences around the text, when the style has colour.
std::string paint(std::string text, Ink ink, const Style& style);

std::string pad_right(std::string text, int width);  // text at the left
std::string pad_left(std::string text, int width);   // text at the right

// The text, or as much of it as fits with `…` behind.
std::string shorten(std::string_view text, int width);

// Lines no wider than `width`, broken at blanks and beside wide characters; a word that is too long stands alone.
std::vector<std::string> wrap(std::string_view text, int width);

// `title` in a column of its own, then the text wrapped beside it; later lines are indented.
std::string titled(std::string_view title, std::string_view text, int indent, int title_width, const Style& style);

// A title in bold, on as many lines as it needs.
std::string headline(std::string_view text, const Style& style);

// The items one behind the other on indented lines, broken only between items.
std::string listed(const std::vector<std::string>& items, std::string_view separator, int indent, const Style& style);

// Digits behind the point that show a value of this size to four significant digits (at most six).
int decimals_for(double largest);

// `1,234.5`; `–` for a missing value. Very large and very small numbers have an exponent.
std::string number(double value, int decimals);
std::string signed_number(double value, int decimals);

// The shortest text of a number, for values that a person wrote.
std::string plain_number(double value);

}  // namespace ronghe
