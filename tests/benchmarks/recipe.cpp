#include "benchmarks/recipe.hpp"

#include <fmt/format.h>

namespace ronghe::benchmarks {
namespace {

std::string numbers(const std::array<double, 6>& values) {
  std::string text;
  for (const double value : values) text += (text.empty() ? "" : ", ") + fmt::format("{}", value);
  return text;
}

std::string equation(int i) {
  const std::string x = fmt::format("s{}", stock_of(i));
  const std::string y = fmt::format("a{}", i > 0 ? before(i) : 0);
  const std::string p = fmt::format("p{}", parameter_of(i));
  const std::string d = fmt::format("d{}", figure_of(i));
  switch (form_of(i)) {
    case Form::sum:
      return fmt::format("sum({} * {} over county)", d, x);
    case Form::power:
      return fmt::format("(max({}, 0) / (1 + {})) ^ {}", x, d, p);
    case Form::lookup:
      return fmt::format("curve({})", y);
    case Form::smooth1:
      return fmt::format("smooth1({}, 2 year)", y);
    case Form::smooth3:
      return fmt::format("smooth3({}, 3 year)", y);
    case Form::mixed:
      return i == 0 ? fmt::format("{} * {} + {}", d, x, p) : fmt::format("{} * {} + {} * {}", d, x, p, y);
    case Form::difference:
      return fmt::format("({} - {}) * {} + {} / (1 + {})", x, y, p, d, p);
    case Form::bounded:
      return fmt::format("max({}, {} * {}) - min({}, {})", x, y, d, p, y);
    case Form::chosen:
      return fmt::format("if {} > {} then {} * {} else {} * {}", x, y, d, x, p, y);
    case Form::damped:
      return fmt::format("({} + {}) / (1 + {} + {})", x, y, d, p);
  }
  return {};
}

}  // namespace

std::string recipe_text(int counties) {
  std::string text =
      "model: recipe\ntime: {start: 2020, stop: 2045, step: 1/8 year, save: 1 year}\ndimensions:\n  county: [";
  for (int county = 0; county < counties; ++county) text += fmt::format("{}c{}", county == 0 ? "" : ", ", county);
  text += fmt::format("]\nlookups:\n  curve: {{x: [{}], y: [{}]}}\nconstants:\n", numbers(curve_x), numbers(curve_y));
  for (int j = 0; j < parameters; ++j) text += fmt::format("  p{}: {{unit: 1, value: {}}}\n", j, parameter_value(j));
  const auto by_county = [&](const char* name, int j, auto value) {
    text += fmt::format("  {}{}: {{over: [county], unit: 1, value: {{", name, j);
    for (int county = 0; county < counties; ++county) {
      text += fmt::format("{}c{}: {}", county == 0 ? "" : ", ", county, value(j, county));
    }
    text += "}}\n";
  };
  for (int j = 0; j < figures; ++j) by_county("d", j, figure_value);
  for (int j = 0; j < stocks; ++j) by_county("start", j, start_value);
  text += "stocks:\n";
  for (int j = 0; j < stocks; ++j) {
    text += fmt::format(
        "  s{0}: {{over: [county], unit: 1, initial: start{0}, inflows: [in{0}], outflows: [out{0}]}}\n", j);
  }
  text += "flows:\n";
  for (int j = 0; j < stocks; ++j) {
    text += fmt::format("  in{}: {{over: [county], unit: 1/year, equation: \"max(a{}, 0) * 0.1 1/year\"}}\n", j, j * 5);
    text += fmt::format(
        "  out{0}: {{over: [county], unit: 1/year, equation: s{0} * (0.1 1/year + p{0} * 0.1 1/year)}}\n", j);
  }
  text += "auxiliaries:\n";
  for (int i = 0; i < auxiliaries; ++i) {
    const char* over = form_of(i) == Form::sum ? "" : "over: [county], ";
    text += fmt::format("  a{}: {{{}unit: 1, equation: \"{}\"}}\n", i, over, equation(i));
  }
  return text;
}

}  // namespace ronghe::benchmarks
