// The sentences of the language's definition (docs/language.md), one test each, as far as they say what a model means.
// What they say about running is tested by the machine's rooms.
#include "model/world.hpp"

#include <string>
#include <string_view>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::codes_of;
using testing::equations_of;
using testing::read;
using testing::term_of;
using testing::with_equation;

struct Case {
  std::string_view text;
  std::string_view term;
  std::string_view over = {};
  std::string_view unit = "1";
};

template <std::size_t size>
void expect_terms(const Case (&cases)[size]) {
  for (const Case& each : cases) {
    SCOPED_TRACE(std::string(each.text) + " over " + std::string(each.over));
    EXPECT_EQ(term_of(each.text, each.over, each.unit), each.term);
  }
}

std::string shown(const Outcome<Model>& model) { return render(model.diagnostics(), Language::english); }

Outcome<Model> small(const std::string& sections) {
  return read("model: small\ntime: {start: 0, stop: 10, step: 1/2 year, save: 1 year}\n" + sections);
}

// --- Text ---

// "A name is a letter of any script or `_`, then letters, digits, `_` (NFC, case matters); any other name stands in
// backquotes."
TEST(Text, NamesOfAnyScriptArePlainAndOthersStandInBackquotes) {
  const auto model = small(
      "constants:\n  人口_2: {unit: 1, value: 1}\n  X: {unit: 1, value: 1}\n  x: {unit: 1, value: 1}\n"
      "  road length: {unit: 1, value: 1}\n"
      "auxiliaries:\n  y: {unit: 1, equation: 人口_2 + X + x + `road length`}\n");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(equations_of(model.value(), "y"), "(+ (+ (+ 人口_2 X) x) road length)");
}

TEST(Text, CaseMatters) { EXPECT_EQ(codes_of("X"), "name.unknown"); }

TEST(Text, DecomposedAndComposedLettersAreOneName) {
  const auto model =
      small("constants:\n  caf\u00e9: {unit: 1, value: 1}\nauxiliaries:\n  y: {unit: 1, equation: cafe\u0301}\n");
  ASSERT_TRUE(model) << shown(model);
}

// "Variables, lookups, dimensions and mappings share one name space per model; built-ins and keywords are reserved."
TEST(Text, VariablesLookupsDimensionsAndMappingsShareOneNameSpace) {
  for (const std::string other : {"dimensions:\n  n: [a, b]\n", "lookups:\n  n: {x: [0, 1], y: [0, 1]}\n",
                                  "dimensions:\n  d: [a, b]\nmappings:\n  n: {from: d, to: d, shift: 1}\n",
                                  "stocks:\n  n: {unit: 1, initial: 0}\n"}) {
    SCOPED_TRACE(other);
    EXPECT_EQ(testing::codes(small(other + "constants:\n  n: {unit: 1, value: 1}\n").diagnostics()), "name.twice");
  }
}

TEST(Text, BuiltInsAndKeywordsAreReserved) {
  for (const std::string name : {"sum", "time", "dt", "if", "over", "smooth1", "random_normal", "all"}) {
    SCOPED_TRACE(name);
    EXPECT_EQ(testing::codes(small("constants:\n  " + name + ": {unit: 1, value: 1}\n").diagnostics()),
              "name.reserved");
  }
  for (const std::string section : {"dimensions:\n  all: [a, b]\n", "lookups:\n  sum: {x: [0, 1], y: [0, 1]}\n",
                                    "dimensions:\n  d: [a, b]\n  others: {of: d, elements: [a]}\n"}) {
    SCOPED_TRACE(section);
    EXPECT_EQ(testing::codes(small(section).diagnostics()), "name.reserved");
  }
}

// "Elements belong to their dimension only: inside `[ ]` a name is an element or a dimension, outside it never is."
TEST(Text, AnElementOutsideOfBracketsIsNoName) {
  EXPECT_EQ(codes_of("c1 + 1"), "name.element");
  EXPECT_EQ(codes_of("county + 1"), "name.dimension");
  // So a variable may be called like an element.
  const auto model = small(
      "dimensions:\n  area: [urban, rural]\nconstants:\n  urban: {unit: 1, value: 1}\n"
      "  x: {over: [area], unit: 1, value: 1}\nauxiliaries:\n  y: {unit: 1, equation: \"urban + x[urban]\"}\n");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(equations_of(model.value(), "y"), "(+ urban x[0])");
}

TEST(Text, ANameInBracketsIsAnElementOrADimension) {
  expect_terms({
      {"ca[c1, urban]", "ca[0 0]"},
      {"cd[destination=county, county=destination]", "cd[destination county]", "county, destination"},
      {"c[x]", "reference.subscript_unknown"},
      {"c[plan]", "reference.subscript_unknown"},
  });
}

// "`x[urban]` picks the element in the one dimension of `x` that has it; if two have it, `x[area=urban]`."
TEST(Text, ASubscriptPicksInTheOneDimensionThatHasTheElement) {
  expect_terms({
      {"ca[rural]", "ca[county 1]", "county"},
      {"ca[rural, c2]", "ca[1 1]"},
      {"at[urban]", "reference.ambiguous", "twin"},
      {"at[area=urban]", "at[0 twin]", "twin"},
      {"at[area=urban, twin=rural]", "at[0 1]"},
      {"ca[north]", "reference.subscript_unknown", "county"},
  });
}

// "A number followed by one space and a unit without spaces is a quantity (…); an operator between values has spaces
// around it (`2 GWh / cycle_time`)."
TEST(Text, ANumberWithAUnitIsAQuantity) {
  expect_terms({
      {"2 亿元", "2", "", "亿元"},
      {"2 亿元 / delay_time", "(/ 2 delay_time)", "", "亿元/year"},
      {"1e-9 万人/year", "1e-09", "", "万人/year"},
      {"15 %", "0.15"},
  });
}

// "A bare number is dimensionless; `0` fits any unit."
TEST(Text, ABareNumberIsDimensionlessAndZeroFitsAnyUnit) {
  expect_terms({
      {"3", "3"},
      {"3", "units.equation", "", "亿元"},
      {"0", "0", "", "亿元/year"},
      {"max(0, money)", "(max 0 money)", "", "亿元"},
      {"money + 1", "units.mismatch", "", "亿元"},
      {"if x > 1 then money else 0", "(if (> x 1) money 0)", "", "亿元"},
  });
  const auto beginning_with = [](const std::string& initial) {
    return testing::codes(small("stocks:\n  s: {unit: 万人, initial: " + initial + "}\n").diagnostics());
  };
  EXPECT_EQ(beginning_with("10 万人"), "");
  EXPECT_EQ(beginning_with("0"), "");
  EXPECT_EQ(beginning_with("10"), "units.equation");
}

// "The one other place for a bare number is a date: in `step`, `ramp`, `pulse`, and compared with or subtracted from
// `time`, `start_time`, `stop_time`."
TEST(Text, ABareNumberMayBeADate) {
  expect_terms({
      {"step(1, 2025)", "(step 1 2025)"},
      {"ramp(1 1/year, 2025, 2026)", "(ramp 1 2025 2026)"},
      {"pulse(1, 2025, 1 year)", "(pulse 1 2025 1)"},
      {"if time >= 2025 then 1 else 0", "(if (>=! time 2025) 1 0)"},
      {"if 2025 > start_time then 1 else 0", "(if (> 2025 start_time) 1 0)"},
      {"time - 2020", "(- time 2020)", "", "year"},
      {"2030 - stop_time", "(- 2030 stop_time)", "", "year"},
      {"time + 5", "units.mismatch", "", "year"},
      {"max(time, 2025)", "units.mismatch", "", "year"},
      {"delay_time - 1", "units.mismatch", "", "year"},
      {"if delay_time > 1 then 1 else 0", "units.mismatch"},
      {"pulse(1, 2025, 1)", "units.mismatch"},
  });
}

// --- Dimensions ---

// "A name in it stands for the value at the same elements; dimensions it lacks broadcast; a dimension it has and the
// equation lacks must be picked or reduced, else error."
TEST(Dimensions, ANameReadsTheSameElements) {
  expect_terms({
      {"ca", "ca[county area]", "county, area"},
      {"c", "c[county]", "county, area"},
      {"x", "x", "county, area"},
      {"ca", "reference.dimension_missing", "county"},
      {"ca[urban]", "ca[county 0]", "county"},
      {"sum(ca over area)", "(sum ca[county area'] over area')", "county"},
  });
}

// "Order in `over` has no meaning."
TEST(Dimensions, OrderInOverHasNoMeaning) {
  expect_terms({
      {"ca", "ca[county area]", "area, county"},
      {"sum(ca over area, county)", "(sum ca[county' area'] over county' area')"},
      {"sum(ca over county, area)", "(sum ca[county' area'] over county' area')"},
  });
}

// "`sum(e over d, …)` binds `d` anew: inside, the equation's own `d` is hidden; `d` must occur in `e`; `over` is always
// written (`over all` for everything)."
TEST(Dimensions, AReductionBindsItsDimensionAnew) {
  expect_terms({
      {"c / sum(c over county)", "(/ c[county] (sum c[county'] over county'))", "county"},
      {"sum(x over county)", "reduction.dimension_absent"},
      {"sum(a over area, county)", "reduction.dimension_absent"},
      {"sum(ca)", "expression.over_missing"},
      {"sum(ca over all)", "(sum ca[county' area'] over county' area')"},
      {"sum(ca[urban] over all)", "(sum ca[county' 0] over county')", "county"},
      {"sum(x over all)", "reduction.nothing"},
      {"sum(a * sum(ca over area) over all)",
       "(sum (* a[area'] (sum ca[county' area'] over area')) over county' area')"},
      {"sum(c over county, county)", "reduction.twice"},
      {"mean(c over county)", "(mean c[county'] over county')"},
      {"min(c over county)", "(smallest c[county'] over county')"},
      {"max(c over county)", "(largest c[county'] over county')"},
      {"product(c over county)", "(product c[county'] over county')"},
  });
}

// "Two axes of one set need a copy: … `x[county=destination]` reads `x` there."
TEST(Dimensions, ACopyIsAnAxisOfItsOwn) {
  expect_terms({
      {"c + c[county=destination]", "(+ c[county] c[destination])", "county, destination"},
      {"c + c[destination]", "(+ c[county] c[destination])", "county, destination"},
      {"c", "reference.dimension_missing", "destination"},
      {"sum(cd over destination)", "(sum cd[county destination'] over destination')", "county"},
      {"sum(cd[county=destination, destination=county] over destination)",
       "(sum cd[destination' county] over destination')", "county"},
      {"cd[c1]", "reference.ambiguous", "county, destination"},
      {"cd[destination=c1]", "cd[county 0]", "county"},
  });
  EXPECT_EQ(codes_of("c + c", "county, county"), "dimension.twice");
}

TEST(Dimensions, AMissingDimensionWithACopyInSightIsToldSo) {
  const auto model = with_equation("c", "destination");
  EXPECT_NE(shown(model).find("hint: write `c[county=destination]`"), std::string::npos) << shown(model);
}

// "A sub-range (`inland: {of: county, elements: […]}`) may stand where its parent is asked for."
TEST(Dimensions, ASubRangeStandsForItsParent) {
  expect_terms({
      {"c", "c[inland→02]", "inland"},
      {"i + c", "(+ i[inland] c[inland→02])", "inland"},
      {"c[county=inland]", "c[inland→02]", "inland"},
      {"sum(c over inland)", "(sum c[inland'→02] over inland')"},
      {"c / sum(c over inland)", "(/ c[county] (sum c[inland'→02] over inland'))", "county"},
      {"i", "reference.dimension_missing", "county"},
      {"sum(i over all)", "(sum i[inland'] over inland')"},
  });
}

TEST(Dimensions, AnEquationForASubRangeMayReadWhatIsOverIt) {
  const auto model = small(
      "dimensions:\n  county: [c1, c2, c3]\n  inland: {of: county, elements: [c1, c3]}\n"
      "constants:\n  i: {over: [inland], unit: 1, value: [5, 6]}\n"
      "auxiliaries:\n  y:\n    over: [county]\n    unit: 1\n    equation:\n      inland: i\n      c2: 0\n");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(equations_of(model.value(), "y"), "[c1 c3] i[county→001]\n[c2] 0");
}

// "A mapping is declared (…) and used as `x[region=region_of]`; nothing maps by itself."
TEST(Dimensions, AMappingIsUsedByName) {
  expect_terms({
      {"r[region=region_of]", "r[county→010]", "county"},
      {"r[region_of]", "r[county→010]", "county"},
      {"r", "reference.dimension_missing", "county"},
      {"r[region=region_of]", "r[inland→00]", "inland"},
      {"r[region=region_of]", "reference.no_loop", "region"},
      {"c[county=before]", "c[county→001]", "county"},
      {"sum(c * r[region_of] over county)", "(sum (* c[county'] r[county'→010]) over county')"},
  });
}

// "Per-element equations must cover every element once."
TEST(Dimensions, PerElementEquationsCoverEveryElementOnce) {
  const std::string head =
      "dimensions:\n  county: [c1, c2, c3]\n  area: [urban, rural]\n  inland: {of: county, elements: [c1, c3]}\n"
      "auxiliaries:\n  y:\n    over: [county, area]\n    unit: 1\n    equation:\n";
  const struct {
    std::string equation;
    std::string_view result;
  } cases[] = {
      {"      urban: 1\n      rural: 2\n", "[c1 c2 c3, urban] 1\n[c1 c2 c3, rural] 2"},
      {"      urban: 1\n", "equation.cells_missing"},
      {"      urban: 1\n      rural: 2\n      c1: 3\n", "equation.cells_twice"},
      {"      c1, rural: 1\n      others: 2\n", "[c1, rural] 1\n[c1, urban] 2\n[c2 c3, urban rural] 2"},
      {"      inland: 1\n      c2: 2\n", "[c1 c3, urban rural] 1\n[c2, urban rural] 2"},
      {"      inland: {urban: 1, rural: 2}\n      c2: 3\n", "[c1 c3, urban] 1\n[c1 c3, rural] 2\n[c2, urban rural] 3"},
      {"      area=urban: 1\n      area=rural: 2\n", "[c1 c2 c3, urban] 1\n[c1 c2 c3, rural] 2"},
      {"      city: 1\n      others: 2\n", "equation.key_unknown"},
      {"      others: 1\n", "1"},
  };
  for (const auto& [equation, result] : cases) {
    SCOPED_TRACE(equation);
    const auto model = small(head + equation);
    EXPECT_EQ(model ? equations_of(model.value(), "y") : testing::codes(model.diagnostics()), result);
  }
}

TEST(Dimensions, AKeyThatTwoDimensionsHaveNeedsItsDimension) {
  const std::string head =
      "dimensions:\n  county: [c1, c2]\n  destination: {copy_of: county}\n"
      "auxiliaries:\n  y:\n    over: [county, destination]\n    unit: 1\n    equation:\n";
  EXPECT_EQ(testing::codes(small(head + "      c1: 1\n      others: 2\n").diagnostics()), "equation.key_ambiguous");
  const auto named = small(head + "      destination=c1: 1\n      others: 2\n");
  ASSERT_TRUE(named) << shown(named);
  EXPECT_EQ(equations_of(named.value(), "y"), "[c1 c2, c1] 1\n[c1 c2, c2] 2");
  const auto both = small(head + "      c1, c2: 1\n      others: 2\n");
  ASSERT_TRUE(both) << shown(both);
  EXPECT_EQ(equations_of(both.value(), "y"), "[c1, c2] 1\n[c1, c1] 2\n[c2, c1 c2] 2");
}

// "Dependence is judged element by element, so `x[b]` may use `x[a]`."
TEST(Dimensions, AnElementMayUseAnother) {
  const auto model = small(
      "dimensions:\n  d: [a, b, c]\nauxiliaries:\n  y:\n    over: [d]\n    unit: 1\n    equation:\n"
      "      c: y[b] + 1\n      b: y[a] + 1\n      a: 1\n");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(testing::to_text(model.value(), model.value().step_order), "y[a] y[b] y[c]");
}

// --- Units ---

// "Both sides of `+ - min max if` and comparisons, and an equation and its declared unit, must agree in dimension *and*
// scale; 亿元 + 万元 is an error that names the factor (`10000 万元/亿元`)."
TEST(Units, AgreeInDimensionAndScale) {
  const Case cases[] = {
      {"money + small_money", "units.mismatch", "", "亿元"},
      {"money - small_money", "units.mismatch", "", "亿元"},
      {"min(money, small_money)", "units.mismatch", "", "亿元"},
      {"max(money, delay_time)", "units.mismatch", "", "亿元"},
      {"if x > 1 then money else small_money", "units.mismatch", "", "亿元"},
      {"if money > small_money then 1 else 0", "units.mismatch"},
      {"if money <= small_money then 1 else 0", "units.mismatch"},
      {"if money = small_money then 1 else 0", "units.mismatch"},
      {"if money != delay_time then 1 else 0", "units.mismatch"},
      {"small_money", "units.equation", "", "亿元"},
      {"money", "money", "", "亿元"},
      {"share + x", "units.mismatch"},
  };
  expect_terms(cases);
}

TEST(Units, AMismatchOfScaleNamesTheFactor) {
  const auto model = with_equation("money + small_money", "", "亿元");
  const std::string text = shown(model);
  EXPECT_NE(text.find("expected 亿元, found 万元"), std::string::npos) << text;
  EXPECT_NE(text.find("`10000 万元/亿元`"), std::string::npos) << text;
}

TEST(Units, TheNamedFactorRepairsTheEquation) {
  expect_terms({
      {"money + small_money / 10000 万元/亿元", "(+ money (/ small_money 10000))", "", "亿元"},
      {"small_money + money * 10000 万元/亿元", "(+ small_money (* money 10000))", "", "万元"},
      {"x + share / 100 %", "(+ x (/ share 100))"},
      {"x * 100 %", "(* x 100)", "", "%"},
  });
}

// "Conversion happens only at the border: literals, scenarios, tables."
TEST(Units, LiteralsAreConvertedWhereTheyMeetAQuantity) {
  expect_terms({
      {"money + 500 万元", "(+ money 0.05)", "", "亿元"},
      {"500 万元 + money", "(+ 0.05 money)", "", "亿元"},
      {"-500 万元", "-0.05", "", "亿元"},
      {"money - -500 万元", "(- money -0.05)", "", "亿元"},
      {"max(money, 500 万元)", "(max money 0.05)", "", "亿元"},
      {"if small_money > 2 亿元 then 1 else 0", "(if (> small_money 20000) 1 0)"},
      {"x * 15 %", "(* x 0.15)"},
      {"money * 15 %", "(* money 0.15)", "", "亿元"},
      {"100 % * x", "(* 100 x)", "", "%"},
      {"if share > 5 then 1 else 0", "units.mismatch"},
      {"if share > 5 % then 1 else 0", "(if (> share 5) 1 0)"},
      {"money + 5 year", "units.mismatch", "", "亿元"},
  });
}

// "`ln exp sin` and powers that are not whole literals take dimensionless values: `(capital / 1 亿元) ^ 0.4`."
TEST(Units, FunctionsWithoutUnitsTakeDimensionlessValues) {
  expect_terms({
      {"ln(money)", "units.not_dimensionless"},
      {"exp(delay_time)", "units.not_dimensionless"},
      {"sin(share)", "units.mismatch"},
      {"money ^ 0.4", "units.not_dimensionless"},
      {"2 ^ delay_time", "units.not_dimensionless"},
      {"(money / 1 亿元) ^ 0.4", "(^ (/ money 1) 0.4)"},
      {"money ^ 2", "(^whole money 2)", "", "亿元^2"},
      {"money ^ -1", "(^whole money -1)", "", "1/亿元"},
      {"(money ^ 2) ^ 0.5", "(root (^whole money 2))", "", "亿元"},
      {"sqrt(money * money)", "(root (* money money))", "", "亿元"},
      {"sqrt(money)", "units.no_root", "", "亿元"},
  });
}

TEST(Units, ProductsAndQuotientsMultiplyAndDivideUnits) {
  expect_terms({
      {"money / delay_time", "(/ money delay_time)", "", "亿元/year"},
      {"money / small_money * small_money", "(* (/ money small_money) small_money)", "", "亿元"},
      {"divide(money, delay_time, 0)", "(divide money delay_time 0)", "", "亿元/year"},
      {"divide(money, delay_time, money)", "units.mismatch", "", "亿元/year"},
      {"abs(-money)", "(abs (- money))", "", "亿元"},
      {"mod(delay_time, 1 month)", "(mod delay_time 0.08333333333333333)", "", "year"},
      {"price(5 万人)", "(price 5)", "", "亿元"},
      {"price(x)", "units.mismatch", "", "亿元"},
      {"crowding(x)", "(crowding x)"},
      {"product(c_money over county)", "units.not_dimensionless"},
  });
}

// "A flow has its stock's unit per the unit of `time`."
TEST(Units, AFlowHasItsStocksUnitPerTime) {
  const auto with = [](std::string_view unit) {
    return testing::codes(small("stocks:\n  s: {unit: 万人, initial: 0, outflows: [f]}\nflows:\n  f: {unit: " +
                                std::string(unit) + ", equation: 0}\n")
                              .diagnostics());
  };
  EXPECT_EQ(with("万人/year"), "");
  EXPECT_EQ(with("万人"), "units.outflow");
  EXPECT_EQ(with("人/year"), "units.outflow");
  EXPECT_EQ(with("万人/month"), "units.outflow");
}

TEST(Units, AFlowIsPerTheUnitOfItsModelsTime) {
  const auto with = [](std::string_view unit) {
    return testing::codes(read("model: m\ntime: {start: 0, stop: 12, step: 1, unit: month}\n"
                               "stocks:\n  s: {unit: 万人, initial: 0, inflows: [f]}\nflows:\n  f: {unit: " +
                               std::string(unit) + ", equation: 0}\n")
                              .diagnostics());
  };
  EXPECT_EQ(with("万人/month"), "");
  EXPECT_EQ(with("万人/year"), "units.inflow");
}

// "A mismatch is an error in our models" — and one mismatch is one error.
TEST(Units, OneMismatchIsOneError) {
  EXPECT_EQ(codes_of("(money + delay_time) * 3 + 1 year", "", "亿元"), "units.mismatch");
  EXPECT_EQ(codes_of("max(ln(money) + 3 year, 2)", "", "亿元"), "units.not_dimensionless");
}

// --- Operators ---

// "From tight to loose: `^` (right), unary `-`, `* /`, `+ -`, comparisons (not chained), `not`, `and`, `or`, `if then
// else`."
TEST(Operators, BindFromTightToLoose) {
  expect_terms({
      {"if not x > 1 and x < 3 or x = 2 then -x ^ 2 * 3 + 1 else 0",
       "(if (or (and (not (> x 1)) (< x 3)) (= x 2)) (+ (* (- (^whole x 2)) 3) 1) 0)"},
      {"x ^ 2 ^ 0.3", "(^ x (^ 2 0.3))"},
  });
}

// "Conditions are true or false, not numbers."
TEST(Operators, ConditionsAreNotNumbers) {
  expect_terms({
      {"x > 1", "type.condition"},
      {"(x > 1) + 1", "type.condition"},
      {"if x then 1 else 2", "type.number"},
      {"if x > 1 and x then 1 else 2", "type.number"},
      {"sum(c > 1 over county)", "type.condition"},
      {"if (if x > 1 then x > 2 else x < 0) then 1 else 0", "(if (if (> x 1) (> x 2) (< x 0)) 1 0)"},
  });
}

// "`a ^ n` with a whole literal multiplies (…); `a ^ 0.5` is the IEEE root; any other `a ^ b` is `exp(b * ln(a))`."
TEST(Operators, PowersAreOfThreeKinds) {
  expect_terms({
      {"x ^ 3", "(^whole x 3)"},
      {"x ^ -2", "(^whole x -2)"},
      {"x ^ 0", "(^whole x 0)"},
      {"x ^ 0.5", "(root x)"},
      {"x ^ 1.5", "(^ x 1.5)"},
      {"x ^ x", "(^ x x)"},
  });
}

TEST(Operators, MinAndMaxTakeAnyNumberOfArguments) {
  expect_terms({
      {"min(x, 1)", "(min x 1)"},
      {"max(x, 1, share / 100 %, 3)", "(max (max (max x 1) (/ share 100)) 3)"},
      {"min(x, 1, money)", "units.mismatch"},
  });
}

// "A lookup has strictly rising x."
TEST(Operators, ALookupRises) {
  EXPECT_EQ(testing::codes(small("lookups:\n  l: {x: [0, 1, 1], y: [0, 1, 2]}\n").diagnostics()), "lookup.not_rising");
  EXPECT_EQ(testing::codes(small("lookups:\n  l: {x: [0, 1], y: [0, 1, 2]}\n").diagnostics()), "lookup.lengths");
  EXPECT_EQ(testing::codes(small("lookups:\n  l: {x: [0], y: [0]}\n").diagnostics()), "lookup.too_few");
}

// --- Start ---

// "Initial stocks, `at_start` constants and what they need form one acyclic graph, computed once; from then on they are
// constant."
TEST(Start, OrdersWhatTheStartNeedsAndNothingElse) {
  const auto model = small(
      "constants:\n  k: {unit: 1, value: 1}\n"
      "auxiliaries:\n  unused: {unit: 1, equation: s}\n  level: {unit: 1, equation: s + base}\n"
      "at_start:\n  base: {unit: 1, equation: k * 2}\n  level_at_start: {unit: 1, equation: level}\n"
      "stocks:\n  t: {unit: 1, initial: level_at_start}\n  s: {unit: 1, initial: base}\n");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(testing::to_text(model.value(), model.value().start_order), "base s level level_at_start t");
  EXPECT_EQ(testing::to_text(model.value(), model.value().step_order), "unused level");
}

// "A circle is reported with every equation on it."
TEST(Start, ACircleIsReportedWhole) {
  const auto model = small(
      "stocks:\n  s: {unit: 1, initial: a}\nauxiliaries:\n  a: {unit: 1, equation: b}\nat_start:\n  b: {unit: 1, "
      "equation: s}\n");
  EXPECT_EQ(testing::codes(model.diagnostics()), "model.circle_at_start");
  EXPECT_NE(shown(model).find("s → a → b → s"), std::string::npos) << shown(model);
}

// --- Time ---

// "`step`, `start`, `stop`, `save` are exact fractions; `stop − start` and `save` are whole multiples of `step`, else
// error."
TEST(TimeOfAModel, HasAWholeNumberOfSteps) {
  const auto with = [](const std::string& time) {
    return testing::codes(read("model: m\ntime: {" + time + "}\n").diagnostics());
  };
  EXPECT_EQ(with("start: 0, stop: 7, step: 0.1 year, save: 0.7 year"), "");
  EXPECT_EQ(with("start: 0, stop: 1, step: 1/3 year"), "");
  EXPECT_EQ(with("start: 0, stop: 1, step: 0.3 year"), "time.step_does_not_divide");
  EXPECT_EQ(with("start: 0, stop: 1, step: 1/4 year, save: 1/3 year"), "time.save_off_grid");
}

// "Step n is at start + n·step, rounded once (never by adding: 70 × 0.1 drifts)."
TEST(TimeOfAModel, RoundsEachMomentOnce) {
  const auto model = read("model: m\ntime: {start: 0, stop: 10, step: 0.1 year}\n");
  ASSERT_TRUE(model) << shown(model);
  const Time& time = model.value().time;
  EXPECT_EQ(time.at(70), 7.0);
  EXPECT_EQ(time.at(3), 0.3);
  EXPECT_EQ(time.between(0), 0.05);
  double added = 0;
  for (int n = 0; n < 70; ++n) added += 0.1;
  EXPECT_NE(added, 7.0);
}

// "Saved at start, every `save`, and stop."
TEST(TimeOfAModel, SavesStartEverySaveAndStop) {
  const auto model = read("model: m\ntime: {start: 0, stop: 5/2, step: 1/2 year, save: 1 year}\n");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(model.value().time.saved_steps(), (std::vector<int>{0, 2, 4, 5}));
}

// "Every jump must fall on the grid, else error with the nearest grid dates."
TEST(TimeOfAModel, JumpsFallOnTheGrid) {
  expect_terms({
      {"step(1, 2025)", "(step 1 2025)"},
      {"step(1, 2025.25)", "(step 1 2025.25)"},
      {"step(1, 2025.1)", "time.jump_off_grid"},
      {"ramp(1 1/year, 2025, 2026.1)", "time.jump_off_grid"},
      {"pulse(1, 2025, 0.3 year)", "time.length_off_grid"},
      {"pulse(1, 2025, 1 year, 0.3 year)", "time.length_off_grid"},
      {"pulse(1, 2025, 1 year, 0 year)", "time.length_off_grid"},
      {"if time >= 2025.1 then 1 else 0", "time.jump_off_grid"},
      {"step(1, start_time + 3 * dt)", "(step 1 (+ start_time (* 3 dt)))"},
      {"step(1, start_time + dt / 2)", "time.jump_off_grid"},
      {"step(1, time)", "time.jump_moves"},
  });
  const auto model = with_equation("step(1, 2025.1)");
  EXPECT_NE(shown(model).find("the nearest dates are 2025 and 2025.25"), std::string::npos) << shown(model);
}

TEST(TimeOfAModel, ADateMadeOfConstantsIsARequirementOfTheRun) {
  const auto model = with_equation("step(1, start_time + delay_time)");
  ASSERT_TRUE(model) << shown(model);
  ASSERT_EQ(model.value().requirements.size(), 1U);
  EXPECT_EQ(model.value().requirements[0].code, "run.jump_off_grid");
}

// "In later stages `time`, ramps and linear profiles take the stage's time; whatever jumps keeps the piece of (1)."
TEST(AStep, HoldsWhatJumpsWithTimeAlone) {
  expect_terms({
      {"if time >= 2025 then x else 0", "(if (>=! time 2025) x 0)"},
      {"if time * people[c1] > 3 年*万人 then 1 else 0", "(if (> (* time people[0]) 3) 1 0)"},
      {"if plan > 3 亿元/year then 1 else 0", "(if (> plan 3) 1 0)"},
      {"if x > 3 then 1 else 0", "(if (> x 3) 1 0)"},
      {"round(time / 1 year)", "(round! (/ time 1))"},
      {"int(people[c1] / 1 万人)", "(int (/ people[0] 1))"},
      {"price(time * 1 万人/year) / 1 亿元", "(/ (price! (* time 1)) 1)"},
      {"crowding(time / 1 year)", "(crowding (/ time 1))"},
      {"mod(time, 1 year) / 1 year",
       "(/ (- time (* 1 (- (int! (/ time 1)) (if (<! (/ time 1) (int (/ time 1))) 1 0)))) 1)"},
      {"mod(people[c1], 1 万人) / 1 万人", "(/ (mod people[0] 1) 1)"},
  });
}

TEST(AStep, HoldsAConditionOnAnAuxiliaryThatFollowsTime) {
  const auto model = small(
      "stocks:\n  s: {unit: 1, initial: 0}\n"
      "auxiliaries:\n  y: {unit: 1, equation: if clock > 3 then 1 else 0}\n  clock: {unit: 1, equation: later}\n"
      "  later: {unit: 1, equation: time / 1 year}\n  z: {unit: 1, equation: if both > 3 then 1 else 0}\n"
      "  both: {unit: 1, equation: clock + s}\n");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(equations_of(model.value(), "y"), "(if (>! clock 3) 1 0)");
  EXPECT_EQ(equations_of(model.value(), "z"), "(if (> both 3) 1 0)");
}

// --- Memory ---

// "`previous(x, x0)`, `delay_fixed`, random draws are taken once per step in stage 1 and held."
TEST(Memory, BecomesHiddenVariables) {
  const auto previous = with_equation("previous(c * 2, 1) + x", "county");
  ASSERT_TRUE(previous) << shown(previous);
  EXPECT_EQ(equations_of(previous.value(), "y"), "(+ y·previous·1[county] x)");
  EXPECT_EQ(equations_of(previous.value(), "y·previous·1"), "(* c[county] 2)\ninitial 1");

  const auto delayed = with_equation("delay_fixed(people, 1.5 year, 0)", "county", "万人");
  ASSERT_TRUE(delayed) << shown(delayed);
  EXPECT_EQ(equations_of(delayed.value(), "y·delay_fixed·1"), "people[county]\ninitial 0\ndelay 1.5");

  const auto random = with_equation("random_normal(0, x)", "area, county");
  ASSERT_TRUE(random) << shown(random);
  EXPECT_EQ(equations_of(random.value(), "y"), "y·random_normal·1[county area]");
  EXPECT_EQ(equations_of(random.value(), "y·random_normal·1"), "0\ninitial x");
}

// "`smooth_n(x, T, x0 = x)`: n stocks of T/n, all at x0."
TEST(Memory, SmoothIsNStocks) {
  const auto model = with_equation("smooth_n(c, delay_time, 4)", "county");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(equations_of(model.value(), "y"), "y·smooth_n·1·average[county 3]");
  EXPECT_EQ(equations_of(model.value(), "y·smooth_n·1·average"), "c[county]");
  EXPECT_EQ(equations_of(model.value(), "y·smooth_n·1·adjustment"),
            "[c1 c2 c3, 1] (/ (- c[county] y·smooth_n·1·average[county smooth_n·stage·4]) (/ delay_time 4))\n"
            "[c1 c2 c3, 2 3 4] (/ (- y·smooth_n·1·average[county smooth_n·stage·4→0012] "
            "y·smooth_n·1·average[county smooth_n·stage·4]) (/ delay_time 4))");
}

// "`delay_n(x, T, x0 = x)`: n stocks at x0·T/n, outflow stock/(T/n) with the current T, so nothing is lost."
TEST(Memory, DelayIsNStocksAndWhatLeavesOneEntersTheNext) {
  const auto model = with_equation("delay_n(births, delay_time, 2, 0)", "county", "万人/year");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(equations_of(model.value(), "y"), "y·delay_n·1·leaving[county 1]");
  EXPECT_EQ(equations_of(model.value(), "y·delay_n·1·under_way"), "(/ (* 0 delay_time) 2)");
  EXPECT_EQ(equations_of(model.value(), "y·delay_n·1·entering"),
            "[c1 c2 c3, 1] births[county]\n[c1 c2 c3, 2] y·delay_n·1·leaving[county delay_n·stage·2→00]");
  EXPECT_EQ(equations_of(model.value(), "y·delay_n·1·leaving"),
            "(/ y·delay_n·1·under_way[county delay_n·stage·2] (/ delay_time 2))");
  const Variable& stock =
      model.value().variables[static_cast<std::size_t>(model.value().find("y·delay_n·1·under_way"))];
  EXPECT_EQ(stock.inflows.size(), 1U);
  EXPECT_EQ(stock.outflows.size(), 1U);
  EXPECT_EQ(stock.unit.text(), "万人");
}

// "`trend(x, T, g0 = 0)`: average a starts at x/(1+g0·T); (x − a)/(a·T). `forecast(x, T, h) = x·(1 + trend(x, T)·h)`."
TEST(Memory, TrendAndForecastFollowTheirFormulas) {
  const auto trend = with_equation("trend(money, delay_time, 2 %/year)", "", "1/year");
  ASSERT_TRUE(trend) << shown(trend);
  EXPECT_EQ(equations_of(trend.value(), "y·trend·1·average"), "(/ money (+ 1 (* 0.02 delay_time)))");
  EXPECT_EQ(equations_of(trend.value(), "y·trend·1·rate"),
            "(/ (- money y·trend·1·average) (* y·trend·1·average delay_time))");
  const auto forecast = with_equation("forecast(money, delay_time, 3 year)", "", "亿元");
  ASSERT_TRUE(forecast) << shown(forecast);
  EXPECT_EQ(equations_of(forecast.value(), "y·forecast·1·value"),
            "(* money (+ 1 (* y·forecast·1·value·trend·1·rate 3)))");
  EXPECT_EQ(equations_of(forecast.value(), "y·forecast·1·value·trend·1·average"), "(/ money (+ 1 (* 0 delay_time)))");
}

// "`initial(x)`: x at the start."
TEST(Memory, InitialIsComputedAtTheStart) {
  const auto model = with_equation("initial(sum(people over county))", "", "万人");
  ASSERT_TRUE(model) << shown(model);
  const int value = model.value().find("y·initial·1·value");
  ASSERT_GE(value, 0);
  EXPECT_EQ(model.value().variables[static_cast<std::size_t>(value)].kind, Variable::Kind::at_start);
}

// "a library model's parameters take any unit and dimensions (`unit: same as x`), and each use is its own instance with
// its own stocks."
TEST(Memory, EachUseIsAnInstanceOfItsOwn) {
  const auto model = with_equation("smooth1(c_money, delay_time) + smooth1(c_money, delay_time)", "county", "亿元");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(equations_of(model.value(), "y"), "(+ y·smooth1·1·average[county] y·smooth1·2·average[county])");
}

// "T < 2·dt is a warning when T is constant; T ≤ 0 fails the lane."
TEST(Memory, AShortDelayIsAWarning) {
  const auto with = [](std::string_view equation) {
    const auto model = with_equation(equation);
    return (model ? "" : "refused: ") + testing::codes(model.diagnostics());
  };
  EXPECT_EQ(with("smooth1(x, 0.5 year)"), "");
  EXPECT_EQ(with("smooth1(x, 0.4 year)"), "model.delay_short");
  EXPECT_EQ(with("smooth3(x, 1 month)"), "model.delay_short");
  EXPECT_EQ(with("smooth1(x, delay_time / 10)"), "model.delay_short");
  EXPECT_EQ(with("smooth1(x, delay_time / people[c1] * 1 万人)"), "");
}

TEST(Memory, ADelayOfNoTimeIsARequirementOfTheRun) {
  const auto model = with_equation("delay1(births, delay_time)", "county", "万人/year");
  ASSERT_TRUE(model) << shown(model);
  ASSERT_EQ(model.value().requirements.size(), 1U);
  EXPECT_EQ(model.value().requirements[0].code, "run.delay_not_positive");
  EXPECT_EQ(model.value().requirements[0].owner, model.value().find("y"));
  EXPECT_EQ(testing::to_text(model.value(), model.value().requirements[0].equation,
                             model.value().requirements[0].equation.term),
            "(> delay_time 0)");
  EXPECT_EQ(codes_of("smooth1(x, -1 year)"), "model.delay_not_positive");
  EXPECT_EQ(codes_of("delay_fixed(x, 0, 1)"), "model.delay_not_positive");
}

}  // namespace
}  // namespace ronghe
