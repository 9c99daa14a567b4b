#include "scenario/value.hpp"

#include "syntax/encoding.hpp"
#include "syntax/number.hpp"
#include "units/nearest.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace ronghe {
namespace {

// The number and, behind one blank, the unit.
struct Parts {
  std::string_view number;
  std::string_view unit;  // empty: bare
};

Parts parts_of(std::string_view text) {
  const std::size_t blank = text.find(' ');
  if (blank == std::string_view::npos) return {text, {}};
  return {text.substr(0, blank), text.substr(blank + 1)};
}

// `1,000`, `1,234,567.8`; not `90,5`, where the comma is a decimal point.
bool has_thousands(std::string_view number) {
  const std::size_t first = number.find(',');
  if (first == 0 || first == std::string_view::npos || first > 3) return false;
  std::string plain(number.substr(0, first));
  for (std::size_t at = first; at < number.size() && number[at] == ','; at += 4) {
    if (number.size() < at + 4) return false;
    plain += number.substr(at + 1, 3);
    if (at + 4 < number.size() && number[at + 4] != ',' && number[at + 4] != '.') return false;
    if (at + 4 < number.size() && number[at + 4] == '.') plain += number.substr(at + 4);
  }
  return parse_number(plain).has_value();
}

// What was meant by a text that is no number with a unit, as far as that can be seen: in ASCII, without separators of
// thousands, with a blank before the unit.
void add_meant(std::string_view text, Words& words) {
  const std::string narrow = half_width(text);
  if (narrow != text) {
    words.emplace_back("half", narrow);
    return;
  }
  if (has_thousands(parts_of(text).number)) {
    std::string plain(text);
    std::erase(plain, ',');
    words.emplace_back("plain", plain);
    return;
  }
  for (std::size_t end = text.size(); end-- > 1;) {
    if (!parse_number(text.substr(0, end))) continue;
    const std::string_view unit = text.substr(end);
    if (unit.front() != ' ' && Unit::parse(unit))
      words.emplace_back("spaced", std::string(text.substr(0, end)) + " " + std::string(unit));
    return;
  }
}

std::optional<Unit> parse_unit(std::string_view text, const Span& span, Diagnostics& diagnostics) {
  std::string unknown;
  if (std::optional<Unit> unit = Unit::parse(text, &unknown)) return unit;
  const std::string narrow = half_width(text);
  if (unknown.empty()) {
    Words words = {{"found", text}};
    if (narrow != text) words.emplace_back("half", narrow);
    diagnostics.error("units.malformed", span, std::move(words));
    return std::nullopt;
  }
  Words words = {{"name", unknown}};
  if (narrow != text) words.emplace_back("half", narrow);
  if (const auto nearest = nearest_unit(unknown)) words.emplace_back("nearest", *nearest);
  diagnostics.error("units.unknown", span, std::move(words));
  return std::nullopt;
}

// What a person would type for a quantity in this unit.
std::string unit_example(std::string_view number, const Unit& unit) { return std::string(number) + " " + unit.text(); }

// Rounded to 12 digits, which is what people wrote: 0.8 · 1.5 is 1.2, not 1.2000000000000002.
double without_last_digits(double value) {
  if (value == 0 || !std::isfinite(value)) return value;
  const double scale = std::pow(10.0, 11 - std::floor(std::log10(std::abs(value))));
  return std::isfinite(scale) && scale > 0 ? std::round(value * scale) / scale : value;
}

// Without the trailing digits that doubles carry.
std::string date_text(double date) { return format_number(std::round(date * 1e9) / 1e9); }

// Of a date written as `YYYY-MM` the months before and after it that begin with a step.
std::optional<std::pair<std::string, std::string>> months_around(std::string_view text, const Time& time) {
  const std::size_t dash = text.find('-', 1);
  if (dash == std::string_view::npos) return std::nullopt;
  const auto on_grid = [&](int direction) -> std::optional<std::string> {
    int year = std::stoi(std::string(text.substr(0, dash)));
    int month = std::stoi(std::string(text.substr(dash + 1)));
    for (int tried = 0; tried < 12; ++tried) {
      month += direction;
      if (month == 0 || month == 13) year += direction;
      if (month == 0 || month == 13) month = month == 0 ? 12 : 1;
      const std::string date = std::to_string(year) + (month < 10 ? "-0" : "-") + std::to_string(month);
      if (time.step_of(parse_date(date)->value())) return date;
    }
    return std::nullopt;
  };
  const auto before = on_grid(-1);
  const auto after = on_grid(1);
  if (!before || !after) return std::nullopt;
  return std::pair(*before, *after);
}

}  // namespace

double converted(double value, const Unit& from, const Unit& to) {
  if (from == to) return value;
  const double factor = from.factor_to(to);
  // Dividing by the whole number that a small factor is the inverse of rounds once: 7 % is 0.07.
  return factor < 1 ? value / to.factor_to(from) : value * factor;
}

bool is_money(const Unit& unit) {
  static constexpr std::array<std::string_view, 7> currencies = {"元", "yuan", "CNY", "dollar", "USD", "euro", "EUR"};
  const std::string text = unit.text();
  return std::any_of(currencies.begin(), currencies.end(),
                     [&](std::string_view name) { return text.find(name) != std::string::npos; });
}

std::optional<Unit> read_unit(const Node& node, Diagnostics& diagnostics) {
  if (!node.is_scalar()) return std::nullopt;  // reported as a wrong type
  return parse_unit(node.text, node.span, diagnostics);
}

std::optional<double> read_value(std::string_view text, const Span& span, const Unit& wanted,
                                 const std::optional<Unit>& given, Diagnostics& diagnostics) {
  const Parts parts = parts_of(text);
  const std::optional<double> number = parse_number(parts.number);
  if (!number) {
    Words words = {{"found", text}, {"example", wanted.dimensionless() ? "0.5" : unit_example("1.2", wanted)}};
    add_meant(text, words);
    diagnostics.error("quantity.malformed", span, std::move(words));
    return std::nullopt;
  }
  if (parts.unit.empty() && !given) {
    if (wanted == Unit() || *number == 0) return number;
    diagnostics.error("quantity.unit_needed", span,
                      {{"found", text}, {"unit", wanted.text()}, {"example", unit_example(parts.number, wanted)}});
    return std::nullopt;
  }
  const std::optional<Unit> unit = parts.unit.empty() ? given : parse_unit(parts.unit, span, diagnostics);
  if (!unit) return std::nullopt;
  if (!unit->same_dimension(wanted)) {
    diagnostics.error("quantity.unit_mismatch", span, mismatch_words(*unit, wanted));
    return std::nullopt;
  }
  return converted(*number, *unit, wanted);
}

std::optional<double> read_value(const Node& node, const Unit& wanted, const std::optional<Unit>& given,
                                 Diagnostics& diagnostics) {
  if (!node.is_scalar()) return std::nullopt;
  return read_value(node.text, node.span, wanted, given, diagnostics);
}

std::optional<int> read_date(const Node& node, const Time& time, Diagnostics& diagnostics) {
  if (!node.is_scalar()) return std::nullopt;
  const std::optional<Fraction> date = parse_date(node.text);
  if (!date) {
    Words words = {{"found", node.text}};
    if (const std::string narrow = half_width(node.text); narrow != node.text) words.emplace_back("half", narrow);
    diagnostics.error("date.malformed", node.span, std::move(words));
    return std::nullopt;
  }
  const double year = date->value();
  if (const std::optional<int> step = time.step_of(year)) return step;
  if (year < time.start() || year > time.stop()) {
    diagnostics.error("date.outside", node.span,
                      {{"found", node.text}, {"start", date_text(time.start())}, {"stop", date_text(time.stop())}});
    return std::nullopt;
  }
  const int before = static_cast<int>(std::floor((year - time.start()) / time.step()));
  if (const auto months = months_around(node.text, time)) {
    diagnostics.error("date.off_grid", node.span,
                      {{"found", node.text},
                       {"step", length_of_time(time.step(), time.unit)},
                       {"before", months->first},
                       {"after", months->second}});
    return std::nullopt;
  }
  diagnostics.error("date.off_grid", node.span,
                    {{"found", node.text},
                     {"step", length_of_time(time.step(), time.unit)},
                     {"before", date_text(time.at(before))},
                     {"after", date_text(time.at(std::min(before + 1, time.steps)))}});
  return std::nullopt;
}

std::optional<int> read_duration(std::string_view text, const Span& span, const Time& time, Diagnostics& diagnostics,
                                 std::string_view before) {
  const Parts parts = parts_of(text);
  const auto example = [&](std::string_view number) { return std::string(before) + unit_example(number, time.unit); };
  const std::optional<Fraction> number = parse_fraction(parts.number);
  if (!number || number->numerator <= 0) {
    diagnostics.error("duration.malformed", span, {{"found", text}, {"example", example("4")}});
    return std::nullopt;
  }
  if (parts.unit.empty()) {
    diagnostics.error("quantity.unit_needed", span,
                      {{"found", text}, {"unit", time.unit.text()}, {"example", example(parts.number)}});
    return std::nullopt;
  }
  const std::optional<Unit> unit = parse_unit(parts.unit, span, diagnostics);
  if (!unit) return std::nullopt;
  if (!unit->same_dimension(time.unit)) {
    diagnostics.error("quantity.unit_mismatch", span, mismatch_words(*unit, time.unit));
    return std::nullopt;
  }
  const double length = converted(number->value(), *unit, time.unit);
  const double steps = length / time.step();
  // The factor of a month is rounded, so a whole number of steps may be missed by a few of its last bits.
  const double whole = std::round(steps);
  if (whole < 1 || std::abs(steps - whole) > 1e-9 * whole || whole > 1e9) {
    diagnostics.error("duration.off_grid", span, {{"found", text}, {"step", length_of_time(time.step(), time.unit)}});
    return std::nullopt;
  }
  return static_cast<int>(whole);
}

Words mismatch_words(const Unit& found, const Unit& wanted) {
  if (wanted.dimensionless()) return {{"found", found.text()}, {"expected", Text("纯数", "a pure number")}};
  return {{"found", found.text()}, {"expected", wanted.text()}, {"unit", wanted.text()}};
}

std::string quantity_text(double value, const Unit& unit) {
  const std::string number = format_number(without_last_digits(value));
  return unit == Unit() ? number : number + " " + unit.text();
}

Word length_of_time(double value, const Unit& unit) {
  const std::string number = format_number(without_last_digits(value));
  return Text(number + " " + unit.text_zh(), number + " " + unit.text());
}

std::string range_text(const Range& range, const Unit& unit) {
  const std::string numbers = format_number(range.low) + "–" + format_number(range.high);
  return unit == Unit() ? numbers : numbers + " " + unit.text();
}

bool within(double value, const Range& range) {
  const double slack = 1e-9 * std::max(std::abs(range.low), std::abs(range.high));
  return value >= range.low - slack && value <= range.high + slack;
}

}  // namespace ronghe
