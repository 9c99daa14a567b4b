// A small model to try single equations in.
#pragma once

#include "model/model_text.hpp"
#include "ronghe/model.hpp"

#include <string>
#include <string_view>

namespace ronghe::testing {

// Time 2020 to 2030 in steps of 1/4 year. County has a copy (destination), a sub-range (inland: c1, c3) and a mapping
// to regions; twin has the elements of area. Names begin with what they are over: x is scalar, c over county, ca over
// county and area, r over region.
inline constexpr std::string_view world = R"(model: world
time: {start: 2020, stop: 2030, step: 1/4 year, save: 1 year, method: rk4}
dimensions:
  county: [c1, c2, c3]
  destination: {copy_of: county}
  inland: {of: county, elements: [c1, c3]}
  area: [urban, rural]
  twin: [urban, rural]
  region: [north, south]
mappings:
  region_of: {from: county, to: region, with: {c1: north, c2: south, c3: north}}
  before: {from: county, to: county, shift: -1}
lookups:
  crowding: {x: [0, 1, 2], y: [1, 0.8, 0.3]}
  price: {x: [0, 10], y: [1, 2], x_unit: 万人, y_unit: 亿元, between: step}
inputs:
  plan: {unit: 亿元/year, default: 0}
constants:
  x: {unit: 1, value: 2}
  money: {unit: 亿元, value: 3}
  small_money: {unit: 万元, value: 4}
  delay_time: {unit: year, value: 2}
  share: {unit: "%", value: 5}
  c: {over: [county], unit: 1, value: 1}
  c_money: {over: [county], unit: 亿元, value: 1}
  i: {over: [inland], unit: 1, value: 1}
  a: {over: [area], unit: 1, value: 1}
  r: {over: [region], unit: 1, value: 1}
  ca: {over: [county, area], unit: 1, value: 1}
  cd: {over: [county, destination], unit: 1, value: 1}
  at: {over: [area, twin], unit: 1, value: 1}
  `not a plain name`: {unit: 1, value: 1}
stocks:
  people: {over: [county], unit: 万人, initial: 10 万人, inflows: [births]}
flows:
  births: {over: [county], unit: 万人/year, equation: people * 0.01 1/year}
auxiliaries:
)";

// The world with a further auxiliary `y`, whose equation is `text`; `over` is a list such as "county, area".
inline Outcome<Model> with_equation(std::string_view text, std::string_view over = "", std::string_view unit = "1") {
  std::string model(world);
  // A key of YAML takes the backquotes for a part of the name; names need none there.
  for (std::size_t at = model.find('`'); at != std::string::npos; at = model.find('`')) model[at] = '"';
  model += "  y:\n    over: [" + std::string(over) + "]\n    unit: \"" + std::string(unit) +
           "\"\n    equation: " + std::string(text) + "\n";
  return read(std::move(model));
}

// The term of that equation as text, or the codes of what is wrong with it.
inline std::string term_of(std::string_view text, std::string_view over = "", std::string_view unit = "1") {
  const Outcome<Model> model = with_equation(text, over, unit);
  return model ? equations_of(model.value(), "y") : codes(model.diagnostics());
}

inline std::string codes_of(std::string_view text, std::string_view over = "", std::string_view unit = "1") {
  return codes(with_equation(text, over, unit).diagnostics());
}

}  // namespace ronghe::testing
