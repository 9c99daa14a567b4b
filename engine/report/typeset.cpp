#include "report/typeset.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>

#include <utf8proc.h>

namespace ronghe {
namespace {

struct Character {
  std::size_t bytes;
  int width;
};

Character character_at(std::string_view text, std::size_t at) {
  utf8proc_int32_t code = -1;
  const auto* const bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
  const utf8proc_ssize_t read = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  if (read <= 0) return {1, 1};  // not UTF-8: a terminal shows a replacement character
  return {static_cast<std::size_t>(read), utf8proc_charwidth(code)};
}

// Puts a comma before every third digit of the whole part.
std::string with_separators(std::string digits) {
  const std::size_t first = digits.find_first_of("0123456789");
  const std::size_t point = std::min(digits.find('.'), digits.size());
  if (first == std::string::npos || point - first < 5) return digits;  // 1234 is read at a glance
  for (std::size_t at = point; at > first + 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string with_decimals(double value, int decimals) {
  char buffer[400];
  const auto fixed = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, decimals);
  return {buffer, fixed.ptr};
}

bool needs_exponent(double value) {
  const double size = std::abs(value);
  return size >= 1e15 || (size > 0 && size < 1e-6);
}

std::string with_exponent(double value) {
  char buffer[64];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific, 2).ptr;
  return {buffer, end};
}

}  // namespace

int display_width(std::string_view text) {
  int width = 0;
  for (std::size_t at = 0; at < text.size();) {
    const Character character = character_at(text, at);
    width += character.width;
    at += character.bytes;
  }
  return width;
}

std::string paint(std::string text, Ink ink, const Style& style) {
  if (!style.color || text.empty()) return text;
  switch (ink) {
    case Ink::plain:
      return text;
    case Ink::bold:
      return "\x1b[1m" + text + "\x1b[0m";
    case Ink::faint:
      return "\x1b[2m" + text + "\x1b[0m";
    case Ink::green:
      return "\x1b[32m" + text + "\x1b[0m";
    case Ink::red:
      return "\x1b[31m" + text + "\x1b[0m";
  }
  throw InternalError("an ink without a colour");
}

std::string pad_right(std::string text, int width) {
  text.append(static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
  return text;
}

std::string pad_left(std::string text, int width) {
  text.insert(0, static_cast<std::size_t>(std::max(0, width - display_width(text))), ' ');
  return text;
}

std::string shorten(std::string_view text, int width) {
  if (display_width(text) <= width) return std::string(text);
  int taken = 1;  // the ellipsis
  std::size_t at = 0;
  while (at < text.size()) {
    const Character character = character_at(text, at);
    if (taken + character.width > width) break;
    taken += character.width;
    at += character.bytes;
  }
  return std::string(text.substr(0, at)) + "…";
}

std::vector<std::string> wrap(std::string_view text, int width) {
  // Pieces that are never broken: a word with the blanks behind it, or one wide character. A mark that closes stays
  // with what it closes.
  constexpr std::string_view closing[] = {"，", "。", "、", "；", "：", "）", "”", "》", "！", "？"};
  std::vector<std::string_view> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const Character first = character_at(text, at);
    at += first.bytes;
    if (first.width < 2) {
      while (at < text.size() && text[at - 1] != ' ' && text[at - 1] != '\n') {
        const Character next = character_at(text, at);
        if (next.width >= 2) break;
        at += next.bytes;
      }
    }
    for (const std::string_view mark : closing) {
      if (text.substr(at, mark.size()) == mark) at += mark.size();
    }
    pieces.push_back(text.substr(begin, at - begin));
  }

  std::vector<std::string> lines(1);
  const auto trim = [](std::string line) {
    line.erase(line.find_last_not_of(" \n") + 1);
    return line;
  };
  for (const std::string_view piece : pieces) {
    const std::string bare = trim(std::string(piece));
    if (!lines.back().empty() && display_width(lines.back()) + display_width(bare) > width) {
      lines.back() = trim(lines.back());
      lines.emplace_back();
    }
    lines.back() += piece;
    if (lines.back().ends_with('\n')) {
      lines.back() = trim(lines.back());
      lines.emplace_back();
    }
  }
  lines.back() = trim(lines.back());
  if (lines.back().empty()) lines.pop_back();
  return lines;
}

std::string titled(std::string_view title, std::string_view text, int indent, int title_width, const Style& style) {
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  std::string head = margin + paint(pad_right(std::string(title), title_width), Ink::faint, style);
  std::string result;
  for (const std::string& line : wrap(text, style.columns - indent - title_width)) {
    result += head + line + "\n";
    head = std::string(static_cast<std::size_t>(indent + title_width), ' ');
  }
  return result;
}

std::string headline(std::string_view text, const Style& style) {
  std::string lines;
  for (std::string& line : wrap(text, style.columns)) lines += paint(std::move(line), Ink::bold, style) + "\n";
  return lines;
}

std::string listed(const std::vector<std::string>& items, std::string_view separator, int indent, const Style& style) {
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  std::string text;
  std::string line;
  for (const std::string& item : items) {
    if (!line.empty() &&
        indent + display_width(line) + display_width(separator) + display_width(item) > style.columns) {
      text += margin + line + "\n";
      line.clear();
    }
    line += line.empty() ? item : std::string(separator) + item;
  }
  return line.empty() ? text : text + margin + line + "\n";
}

int decimals_for(double largest) {
  if (!(largest > 0) || std::isinf(largest)) return 0;
  return std::clamp(3 - static_cast<int>(std::floor(std::log10(largest))), 0, 6);
}

std::string number(double value, int decimals) {
  if (!std::isfinite(value)) return "–";
  if (needs_exponent(value)) return with_exponent(value);
  std::string digits = with_decimals(value, decimals);
  if (digits.find_first_of("123456789") == std::string::npos && digits.starts_with('-')) digits.erase(0, 1);
  return with_separators(std::move(digits));
}

std::string signed_number(double value, int decimals) {
  if (!std::isfinite(value)) return "–";
  if (value == 0) return "0";
  std::string size = number(std::abs(value), decimals);
  if (size.find_first_of("123456789") == std::string::npos) return size;  // too small for a sign
  return (value < 0 ? "-" : "+") + size;
}

std::string plain_number(double value) {
  if (!std::isfinite(value)) return "–";
  char buffer[64];
  // 0.0006, not 6e-04: the shorter of both would change its form from one figure to the next.
  const bool everyday = value == 0 || (std::abs(value) >= 1e-6 && std::abs(value) < 1e15);
  const auto format = everyday ? std::chars_format::fixed : std::chars_format::general;
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value, format).ptr};
}

}  // namespace ronghe
