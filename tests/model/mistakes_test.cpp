// Faulty models and what they are told: each cause once, all of them together.
#include "model/world.hpp"

#include <string>
#include <string_view>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::codes;
using testing::codes_of;
using testing::read;

std::string codes_of_sections(const std::string& sections) {
  return codes(read("model: m\ntime: {start: 0, stop: 10, step: 1/2 year}\n" + sections).diagnostics());
}

struct Case {
  std::string sections;
  std::string_view codes;
};

template <std::size_t size>
void expect_codes(const Case (&cases)[size]) {
  for (const auto& [sections, expected] : cases) {
    SCOPED_TRACE(sections);
    EXPECT_EQ(codes_of_sections(sections), expected);
  }
}

TEST(Mistakes, OfDeclarations) {
  const Case cases[] = {
      {"stock:\n  s: {unit: 1, initial: 0}\n", "keys.unknown"},
      {"stocks:\n  s: {unit: 1, start: 0}\n", "keys.missing keys.unknown"},
      {"stocks:\n  s: {initial: 0}\n", "keys.missing"},
      {"stocks:\n  s: 3\n", "keys.not_a_mapping"},
      {"constants:\n  c: {unit: 1}\n", "constant.no_value"},
      {"constants:\n  c: {unit: 1, value: 1, rule: 1}\n", "constant.value_and_rule"},
      {"constants:\n  c: {value: 1}\n", "keys.missing"},
      {"constants:\n  c: {unit: 1, value: 1, label: {fr: un}}\n", "keys.unknown"},
      {"constants:\n  c: {unit: wibble, value: 1}\n", "units.unknown"},
      {"constants:\n  c: {unit: 亿元//year, value: 1}\n", "units.malformed"},
      {"constants:\n  c: {unit: 1, value: 1, indicator: {better: bigger}}\n", "model.word"},
      {"constants:\n  c: {unit: 1, value: 1, indicator: {format: per cent}}\n", "model.word"},
      {"constants:\n  c: {unit: 1, value: 1, indicator: {classes: {1: low, 0.5: high}}}\n", "indicator.class"},
      {"auxiliaries:\n  a: {unit: 1, equation: 1, moves: {what: people, from: here}}\n", "keys.missing"},
      {"auxiliaries:\n  a: {unit: 1, equation: 1, moves: {what: people, from: here, to: there}}\n"
       "  b: {unit: year, equation: 1 year, moves: {what: people, from: there, to: here}}\n",
       "moves.unit"},
      {"stocks:\n  s: {unit: 1, initial: 0, moves: {what: people, from: here, to: there}}\n", "keys.unknown"},
      {"constants:\n  \" c\": {unit: 1, value: 1}\n", "name.malformed"},
      {"constants:\n  c: {over: [place], unit: 1, value: 1}\n", "name.unknown"},
      {"constants:\n  c: {over: [[a]], unit: 1, value: 1}\n", "model.not_one_value"},
      {"lookups:\n  l: {x: [0, 1], y: [0, 1], between: smooth}\n", "model.word"},
      {"lookups:\n  l: {x: [0, 1], y: [0, 1], x_unit: wibble}\n", "units.unknown"},
      {"checks:\n  c: {must: 1 > 0, at: noon}\n", "model.word"},
      {"checks:\n  c: {must: 1 > 0, always: no}\n", "model.word"},
      {"checks:\n  c: {must: 1 > 0, always: true, at: stop}\n", "check.when_twice"},
      {"checks:\n  c: {must: 1 + 0}\n", "type.number"},
      {"money: {inputs: [c]}\nconstants:\n  c: {unit: 1, value: 1}\n", "money.not_an_input"},
      {"money: {inputs: [c]}\n", "name.unknown"},
      {"money: {inputs: [c, c]}\ninputs:\n  c: {unit: 亿元/year}\n", "money.twice"},
      {"money: {inputs: [c], sources: {s: {adds_to: d}}}\ninputs:\n  c: {unit: 亿元/year}\n", "name.unknown"},
  };
  expect_codes(cases);
}

TEST(Mistakes, OfTheModelAsAWhole) {
  EXPECT_EQ(codes(read("time: {start: 0, stop: 1, step: 1 year}\n").diagnostics()), "model.name_missing");
  EXPECT_EQ(codes(read("model: m\n").diagnostics()), "time.missing");
  const std::string good = "model: m\ntime: {start: 0, stop: 1, step: 1 year}\n";
  EXPECT_EQ(codes(read(good + "part: [a]\n").diagnostics()), "keys.kind");
  EXPECT_EQ(codes(read(good + "part: {fr: a}\n").diagnostics()), "keys.unknown");
}

TEST(Mistakes, OfTime) {
  const auto with = [](const std::string& time) { return codes(read("model: m\ntime: " + time + "\n").diagnostics()); };
  EXPECT_EQ(with("3"), "keys.kind");
  EXPECT_EQ(with("{start: 0, stop: 1}"), "keys.missing");
  EXPECT_EQ(with("{start: now, stop: 1, step: 1 year}"), "time.date");
  EXPECT_EQ(with("{start: 2020-07, stop: 2021, step: 1/12 year}"), "");
  EXPECT_EQ(with("{start: 0-07, stop: 10, step: 1 day}"), "time.date");
  EXPECT_EQ(with("{start: 0, stop: 1, step: -1 year}"), "time.length");
  EXPECT_EQ(with("{start: 0, stop: 1, step: one year}"), "time.length");
  EXPECT_EQ(with("{start: 0, stop: 1, step: 1}"), "time.unit_missing");
  EXPECT_EQ(with("{start: 0, stop: 1, step: 1, unit: month}"), "");
  EXPECT_EQ(with("{start: 0, stop: 1, step: 1 km}"), "time.unit");
  EXPECT_EQ(with("{start: 0, stop: 1, step: 1, unit: km}"), "time.unit");
  EXPECT_EQ(with("{start: 0, stop: 1, step: 1 month, unit: year}"), "");
  EXPECT_EQ(with("{start: 0, stop: 1, step: 1 day, unit: year}"), "time.inexact_unit");
  EXPECT_EQ(with("{start: 0, stop: 14, step: 1 day, save: 1 week}"), "");
  EXPECT_EQ(with("{start: 0, stop: 1, step: 1 year, method: rk5}"), "time.method");
  EXPECT_EQ(with("{start: 1, stop: 1, step: 1 year}"), "time.stop_before_start");
  EXPECT_EQ(with("{start: 0, stop: 100000, step: 1/1000 year}"), "time.too_many_steps");
  EXPECT_EQ(with("{start: 1/1000000007, stop: 1010000026/10000019070000133, step: 1/10000019 year}"), "time.too_fine");
}

TEST(Mistakes, OfDimensionsAndMappings) {
  const Case cases[] = {
      {"dimensions:\n  d: {}\n", "dimension.form"},
      {"dimensions:\n  d: {from: data, copy_of: e}\n  e: [a]\n", "dimension.form"},
      {"dimensions:\n  d: []\n", "dimension.elements_missing"},
      {"dimensions:\n  d: [a, b, a]\n", "dimension.element_twice"},
      {"dimensions:\n  d: [a, [b]]\n", "model.not_one_value"},
      {"dimensions:\n  d: [\"a,b\"]\n", "dimension.element_malformed"},
      {"dimensions:\n  d: [others]\n", "dimension.element_malformed"},
      {"dimensions:\n  d: [e]\n  e: [a]\n", "dimension.element_is_dimension"},
      {"dimensions:\n  d: {from: file}\n", "dimension.from"},
      {"dimensions:\n  d: {from: data}\n", "dimension.no_data"},
      {"dimensions:\n  d: {copy_of: e}\n  e: {copy_of: d}\n", "dimension.circle"},
      {"dimensions:\n  d: {copy_of: f}\n", "name.unknown"},
      {"dimensions:\n  d: [a]\n  e: {of: d}\n", "dimension.elements_missing"},
      {"dimensions:\n  d: [a]\n  e: {of: d, elements: [b]}\n", "dimension.element_unknown"},
      {"dimensions:\n  d: [a]\n  e: {of: d, elements: {a: first}}\n", "dimension.part_elements"},
      {"dimensions:\n  d: [a]\n  e: {of: d, elements: [a, a]}\n", "dimension.element_twice"},
      {"dimensions:\n  d: [a, b]\nmappings:\n  m: {from: d, to: d}\n", "mapping.form"},
      {"dimensions:\n  d: [a, b]\nmappings:\n  m: {from: d, to: d, shift: half}\n", "mapping.shift"},
      {"dimensions:\n  d: [a, b]\n  e: [p]\nmappings:\n  m: {from: d, to: e, shift: 1}\n", "mapping.shift"},
      {"dimensions:\n  d: [a, b]\nmappings:\n  m: {from: d, to: d, with: {a: b}}\n", "mapping.incomplete"},
      {"dimensions:\n  d: [a, b]\nmappings:\n  m: {from: d, to: d, with: {a: b, b: c}}\n", "dimension.element_unknown"},
      {"dimensions:\n  d: [a, b]\nmappings:\n  m: {from: d, to: x, shift: 1}\n", "name.unknown"},
      {"dimensions:\n  d: {elements: {a: {zh: 甲, en: A}, b: B}, label: letters}\n", ""},
  };
  expect_codes(cases);
}

TEST(Mistakes, OfADimensionAreToldOnceNotAtEachUse) {
  EXPECT_EQ(
      codes_of_sections(
          "dimensions:\n  d: [a, a]\n  e: {of: d, elements: [b]}\nmappings:\n  m: {from: d, to: d, with: {z: z}}\n"
          "constants:\n  c: {over: [d], unit: 1, value: {a: 1, z: 2}}\n"
          "auxiliaries:\n  y: {over: [d], unit: 1, equation: {a: 1, z: c}}\n  x: {unit: 1, equation: sum(y over d)}\n"),
      "dimension.element_twice");
}

TEST(Mistakes, OfValues) {
  const Case cases[] = {
      {"constants:\n  c: {unit: 1, value: many}\n", "value.not_a_number"},
      {"constants:\n  c: {unit: 亿元, value: 3 万元}\n", ""},
      {"constants:\n  c: {unit: 亿元, value: 3 year}\n", "value.unit"},
      {"constants:\n  c: {unit: 1, value: 3, range: [0, 2]}\n", "value.outside_range"},
      {"constants:\n  c: {unit: 1, value: 3, range: [0, 300 %]}\n", ""},
      {"constants:\n  c: {unit: 1, value: 3, range: [4, 2]}\n", "value.range_order"},
      {"constants:\n  c: {unit: 1, value: 3, range: [4]}\n", "value.range_form"},
      {"constants:\n  c: {unit: 1, value: [1, 2]}\n", "value.list"},
      {"dimensions:\n  d: [a, b]\nconstants:\n  c: {over: [d], unit: 1, value: [1, 2, 3]}\n", "value.list"},
      {"dimensions:\n  d: [a, b]\nconstants:\n  c: {over: [d], unit: 1, value: {a: 1}}\n", "value.cells_missing"},
      {"dimensions:\n  d: [a, b]\n  e: {of: d, elements: [a]}\nconstants:\n"
       "  c: {over: [d], unit: 1, value: {a: 1, e: 2, b: 3}}\n",
       "value.cells_twice"},
      {"constants:\n  c: {unit: 1, value: {a: 1}}\n", "equation.by_element_of_scalar"},
      {"inputs:\n  c: {unit: 1, default: 3, range: [0, 2]}\n", "value.outside_range"},
      {"inputs:\n  c: {unit: 1}\n", ""},
  };
  expect_codes(cases);
}

TEST(Mistakes, OfFlows) {
  const std::string stock =
      "dimensions:\n  d: [a, b]\n  e: [p, q]\nstocks:\n  s: {over: [d], unit: 人, initial: 0, inflows: [";
  const std::string flows =
      "]}\nflows:\n  f: {over: [d], unit: 人/year, equation: 0}\n  whole: {unit: 人/year, equation: 0}\n"
      "  wide: {over: [d, e], unit: 人/year, equation: 0}\n"
      "auxiliaries:\n  x: {over: [d], unit: 人/year, equation: 0}\n";
  const struct {
    std::string_view flow;
    std::string_view codes;
  } cases[] = {
      {"f", ""},
      {"2 * f", "flow.not_a_name"},
      {"x", "flow.not_a_flow"},
      {"s", "flow.not_a_flow"},
      {"g", "name.unknown"},
      {"f, f", "flow.twice"},
      {"whole", "flow.broadcast"},
      {"\"f[a]\"", "flow.broadcast"},
      {"wide", "reference.dimension_missing"},
      {"\"wide[p]\"", ""},
      {"\"wide[p]\", \"wide[q]\"", ""},
  };
  for (const auto& [flow, expected] : cases) {
    SCOPED_TRACE(flow);
    EXPECT_EQ(codes_of_sections(fmt::format("{}{}{}", stock, flow, flows)), expected);
  }
}

TEST(Mistakes, OfReferencesAndFunctions) {
  const struct {
    std::string_view equation;
    std::string_view codes;
    std::string_view over = {};
  } cases[] = {
      {"xx", "name.unknown"},
      {"smooth1", "name.function"},
      {"crowding", "name.lookup"},
      {"x(1)", "function.not_one"},
      {"sine(x)", "function.unknown"},
      {"sin(x, x)", "function.arguments"},
      {"min(x)", "function.arguments"},
      {"crowding(x, x)", "function.arguments"},
      {"smooth1(x)", "function.arguments"},
      {"smooth1(x, 2 year, 1, 1)", "function.arguments"},
      {"smooth_n(x, 2 year, x)", "function.whole_number"},
      {"smooth_n(x, 2 year, 2.5)", "function.whole_number"},
      {"smooth_n(x, 2 year, 101)", "function.whole_number"},
      {"smooth1(x, 2)", "units.mismatch"},
      {"smooth1(x, 2 year, money)", "units.mismatch"},
      {"previous(x, money)", "units.mismatch"},
      {"delay_fixed(x, 2, 1)", "units.mismatch"},
      {"random_uniform(x, money)", "units.mismatch"},
      {"step(1, 2025 万元)", "units.mismatch"},
      {"pulse(1, 2025, 1)", "units.mismatch"},
      {"x[urban]", "reference.no_dimensions"},
      {"ca[urbann, c1]", "reference.subscript_unknown"},
      {"ca[twin=urban, c1]", "reference.not_a_dimension_of"},
      {"ca[urban, rural]", "reference.twice", "county"},
      {"c[county=region]", "reference.no_loop", "county"},
      {"i[inland=county]", "reference.outside", "county"},
      {"sum(c over place)", "name.unknown"},
      {"sum(c over x)", "name.unknown"},
  };
  for (const auto& [equation, expected, over] : cases) {
    SCOPED_TRACE(equation);
    EXPECT_EQ(codes_of(equation, over), expected);
  }
}

TEST(Mistakes, OfChecks) {
  EXPECT_EQ(codes_of_sections("constants:\n  x: {unit: 1, value: 1}\nchecks:\n  c: {must: \"previous(x, 0) > 0\"}\n"),
            "function.in_check");
  EXPECT_EQ(
      codes_of_sections("constants:\n  x: {unit: 1, value: 1}\nchecks:\n  c: {must: \"smooth1(x, 2 year) > 0\"}\n"),
      "function.in_check");
}

TEST(Mistakes, AMisspeltNameIsToldOnceWithTheNearest) {
  const auto model = read(
      "model: m\ntime: {start: 0, stop: 1, step: 1 year}\nconstants:\n  residents: {unit: 1, value: 1}\n"
      "auxiliaries:\n  a: {unit: 1, equation: resident}\n  b: {unit: 1, equation: resident + 1}\n");
  EXPECT_EQ(codes(model.diagnostics()), "name.unknown");
  EXPECT_NE(render(model.diagnostics(), Language::english).find("did you mean `residents`?"), std::string::npos);
}

TEST(Mistakes, AreAllToldAtOnce) {
  EXPECT_EQ(codes_of_sections("constants:\n  a: {unit: wibble, value: 1}\n  b: {unit: 1, value: two}\n"
                              "auxiliaries:\n  c: {unit: 1, equation: a + d}\n  e: {unit: 1, equation: b +}\n"
                              "  f: {unit: 亿元, equation: b}\n"),
            "units.unknown value.not_a_number name.unknown expression.incomplete units.equation");
}

TEST(Mistakes, AreToldInBothLanguagesWithoutGaps) {
  const auto model = testing::with_equation("money + small_money + urban + sum(x over all)", "", "亿元");
  for (const Language language : {Language::english, Language::chinese}) {
    const std::string text = render(model.diagnostics(), language);
    EXPECT_EQ(text.find('{'), std::string::npos) << text;
  }
}

}  // namespace
}  // namespace ronghe
