#include "syntax/number.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <numeric>

namespace ronghe {
namespace {

bool is_digit(char c) { return c >= '0' && c <= '9'; }

std::optional<std::int64_t> whole(std::string_view text) {
  const std::string_view digits = !text.empty() && text[0] == '-' ? text.substr(1) : text;
  if (digits.size() > 1 && digits[0] == '0') return std::nullopt;
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

std::optional<Fraction> reduced(std::int64_t numerator, std::int64_t denominator) {
  constexpr std::int64_t least = INT64_MIN;
  if (denominator == 0 || numerator == least || denominator == least) return std::nullopt;
  if (denominator < 0) {
    numerator = -numerator;
    denominator = -denominator;
  }
  const std::int64_t common = std::gcd(numerator, denominator);
  return Fraction{numerator / common, denominator / common};
}

std::optional<std::int64_t> product(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  if (__builtin_mul_overflow(a, b, &result)) return std::nullopt;
  return result;
}

std::optional<std::int64_t> total(std::int64_t a, std::int64_t b) {
  std::int64_t result = 0;
  if (__builtin_add_overflow(a, b, &result)) return std::nullopt;
  return result;
}

// `-12.50` as a fraction.
std::optional<Fraction> parse_decimal(std::string_view text) {
  const bool negative = !text.empty() && text[0] == '-';
  if (negative) text.remove_prefix(1);
  if (text.empty() || !is_digit(text[0])) return std::nullopt;
  if (text.size() > 1 && text[0] == '0' && is_digit(text[1])) return std::nullopt;
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;
  bool point = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '.' && !point && i + 1 < text.size()) {
      point = true;
      continue;
    }
    if (!is_digit(text[i])) return std::nullopt;
    const auto tens = product(numerator, 10);
    const auto next = tens ? total(*tens, text[i] - '0') : std::nullopt;
    const auto scale = point ? product(denominator, 10) : std::optional(denominator);
    if (!next || !scale) return std::nullopt;
    numerator = *next;
    denominator = *scale;
  }
  return reduced(negative ? -numerator : numerator, denominator);
}

}  // namespace

std::optional<double> parse_number(std::string_view text) {
  const std::string_view digits = !text.empty() && text[0] == '-' ? text.substr(1) : text;
  // from_chars takes `inf`, `nan`, `010` and `.5`, too.
  if (digits.empty() || !(is_digit(digits[0]) || (digits[0] == '.' && digits.size() > 1 && is_digit(digits[1])))) {
    return std::nullopt;
  }
  if (digits.size() > 1 && digits[0] == '0' && is_digit(digits[1])) return std::nullopt;
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size() || !std::isfinite(value)) return std::nullopt;
  return value;
}

std::string format_number(double value) {
  // Shortest digits; without an exponent where that is no longer than people read.
  std::array<char, 64> buffer{};
  const double size = std::abs(value);
  const bool plain = size == 0 || (size >= 1e-4 && size < 1e15);
  const auto [end, error] =
      plain ? std::to_chars(buffer.data(), buffer.data() + buffer.size(), value, std::chars_format::fixed)
            : std::to_chars(buffer.data(), buffer.data() + buffer.size(), value);
  return {buffer.data(), end};
}

std::optional<Fraction> parse_fraction(std::string_view text) {
  const std::size_t slash = text.find('/');
  if (slash == std::string_view::npos) return parse_decimal(text);
  const std::string_view above = text.substr(0, slash);
  const std::string_view below = text.substr(slash + 1);
  if (below.empty() || !is_digit(below[0])) return std::nullopt;
  const auto numerator = whole(above);
  const auto denominator = whole(below);
  if (!numerator || !denominator) return std::nullopt;
  return reduced(*numerator, *denominator);
}

std::optional<Fraction> add(const Fraction& a, const Fraction& b) {
  const std::int64_t common = std::gcd(a.denominator, b.denominator);
  const auto x = product(a.numerator, b.denominator / common);
  const auto y = product(b.numerator, a.denominator / common);
  const auto below = product(a.denominator, b.denominator / common);
  if (!x || !y || !below) return std::nullopt;
  const auto above = total(*x, *y);
  return above ? reduced(*above, *below) : std::nullopt;
}

std::optional<Fraction> subtract(const Fraction& a, const Fraction& b) {
  const auto negative = product(b.numerator, -1);
  return negative ? add(a, {*negative, b.denominator}) : std::nullopt;
}

std::optional<Fraction> multiply(const Fraction& a, const Fraction& b) {
  // Shortened crosswise first, so that only a result that does not fit overflows.
  const std::int64_t left = std::max<std::int64_t>(1, std::gcd(a.numerator, b.denominator));
  const std::int64_t right = std::max<std::int64_t>(1, std::gcd(b.numerator, a.denominator));
  const auto above = product(a.numerator / left, b.numerator / right);
  const auto below = product(a.denominator / right, b.denominator / left);
  return above && below ? reduced(*above, *below) : std::nullopt;
}

std::optional<Fraction> divide(const Fraction& a, const Fraction& b) {
  if (b.numerator == 0) return std::nullopt;
  return multiply(a, {b.denominator, b.numerator});
}

bool less(const Fraction& a, const Fraction& b) {
  return static_cast<__int128>(a.numerator) * b.denominator < static_cast<__int128>(b.numerator) * a.denominator;
}

std::string to_text(const Fraction& value) {
  std::string text = std::to_string(value.numerator);
  if (value.denominator != 1) text += "/" + std::to_string(value.denominator);
  return text;
}

std::optional<Fraction> parse_date(std::string_view text) {
  const std::size_t dash = text.find('-', 1);
  if (dash == std::string_view::npos) return parse_decimal(text);
  const std::string_view month = text.substr(dash + 1);
  if (month.size() != 2 || !is_digit(month[0]) || !is_digit(month[1])) return std::nullopt;
  const int number = (month[0] - '0') * 10 + (month[1] - '0');
  const auto year = whole(text.substr(0, dash));
  if (!year || number < 1 || number > 12) return std::nullopt;
  return add({*year, 1}, {number - 1, 12});
}

}  // namespace ronghe
