// Numbers, exact fractions and dates as they stand in texts. Never follows the locale.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace ronghe {

// A whole text as a finite number by std::from_chars; nothing for leading zeros (`010`), signs `+`, hex, inf, nan,
// blanks.
std::optional<double> parse_number(std::string_view text);

// The shortest text that reads back to the same double.
std::string format_number(double value);

// An exact fraction in lowest terms, denominator > 0.
struct Fraction {
  std::int64_t numerator = 0;
  std::int64_t denominator = 1;

  double value() const { return static_cast<double>(numerator) / static_cast<double>(denominator); }
  bool operator==(const Fraction&) const = default;
};

// `2023`, `0.125`, `1/16`, `-3/4`; nothing when it is none of these or does not fit.
std::optional<Fraction> parse_fraction(std::string_view text);
// Nothing on overflow (and on a zero divisor).
std::optional<Fraction> add(const Fraction& a, const Fraction& b);
std::optional<Fraction> subtract(const Fraction& a, const Fraction& b);
std::optional<Fraction> multiply(const Fraction& a, const Fraction& b);
std::optional<Fraction> divide(const Fraction& a, const Fraction& b);
bool less(const Fraction& a, const Fraction& b);
std::string to_text(const Fraction& value);

// A date: a year `2025`, a year with decimals `2025.5`, or `YYYY-MM` (month m is (m - 1)/12 after the year's start), in
// years.
std::optional<Fraction> parse_date(std::string_view text);

}  // namespace ronghe
