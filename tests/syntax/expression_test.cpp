#include "syntax/expression.hpp"

#include <gtest/gtest.h>

namespace ronghe {
namespace {

struct Case {
  const char* text;
  const char* expected;
};

TEST(Expression, BindsAsInMathematics) {
  const Case cases[] = {
      {"a + b * c", "(+ a (* b c))"},
      {"a - b - c", "(- (- a b) c)"},
      {"a / b * c", "(* (/ a b) c)"},
      {"a ^ b ^ c", "(^ a (^ b c))"},
      {"-a ^ 2", "(- (^ a 2))"},
      {"a ^ -b", "(^ a (- b))"},
      {"a ^ -b ^ c", "(^ a (- (^ b c)))"},
      {"-a * b", "(* (- a) b)"},
      {"a * -b", "(* a (- b))"},
      {"a < b + c", "(< a (+ b c))"},
      {"not a < b and c or d", "(or (and (not (< a b)) c) d)"},
      {"if a > b then c else d + 1", "(if (> a b) c (+ d 1))"},
      {"if a then b else if c then d else e", "(if a b (if c d e))"},
      {"(a + b) * c", "(* (+ a b) c)"},
      {"a = b", "(= a b)"},
      {"a == b", "(= a b)"},
      {"a <> b", "(!= a b)"},
      {"a != b", "(!= a b)"},
      {"a >= b", "(>= a b)"},
      {"a <= b", "(<= a b)"},
      {"a > b", "(> a b)"},
      {"not (if a then b else c)", "(not (if a b c))"},
  };
  for (const auto& [text, tree] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(to_prefix(parse_expression(text).value()), tree);
  }
}

TEST(Expression, ReadsNumbersQuantitiesAndNames) {
  const Case cases[] = {
      {"2 GWh/hour", "2{GWh/hour}"},
      {"2 GWh / hour", "(/ 2{GWh} hour)"},
      {"1e-9 万人/year", "1e-09{万人/year}"},
      {"15 %", "15{%}"},
      {"(1 元/(人*year))", "1{元/(人*year)}"},
      {"0.02 1/year", "0.02{1/year}"},
      {"max(2 km, x)", "(max 2{km} x)"},
      {"if a then 1 else 2", "(if a 1 2)"},
      {"1 year < x", "(< 1{year} x)"},
      {"`my flow` * 人口", "(* my flow 人口)"},
      {"time - start_time", "(- time start_time)"},
      {"f()", "f"},
  };
  for (const auto& [text, tree] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(to_prefix(parse_expression(text).value()), tree);
  }
}

TEST(Expression, ReadsSubscriptsAndReductions) {
  const Case cases[] = {
      {"x[urban]", "x[urban]"},
      {"x[area=urban, county=destination]", "x[area=urban, county=destination]"},
      {"x[422801]", "x[422801]"},
      {"x[`0-14`]", "x[`0-14`]"},
      {"sum(x over area)", "(sum x over area)"},
      {"sum(x * y over area, county)", "(sum (* x y) over area county)"},
      {"min(x over all)", "(min x over all)"},
      {"min(x, y)", "(min x y)"},
      {"sum(mean(x over a) over b)", "(sum (mean x over a) over b)"},
  };
  for (const auto& [text, tree] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(to_prefix(parse_expression(text).value()), tree);
  }
}

TEST(Expression, PrintsWhatReadsBackTheSame) {
  const char* const texts[] = {
      "a + b * c",
      "(a + b) * c",
      "a - (b - c)",
      "-(a ^ 2)",
      "(-a) ^ 2",
      "a ^ -b",
      "a ^ (b ^ c) ^ d",
      "a / (b * c)",
      "not (a and b)",
      "(not a) and b",
      "if a then b else c",
      "(if a then b else c) + 1",
      "2 GWh/hour * x",
      "sum(x[area=urban] over county)",
      "max(a, -b)",
      "`a b`[`0-14`, d=e]",
      "a - -b",
      "(a < b) = (c < d)",
      "x[422801] + 5e-07",
      "a ^ (-(-b))",
  };
  for (const char* text : texts) {
    SCOPED_TRACE(text);
    const Expression first = parse_expression(text).value();
    const std::string printed = to_text(first);
    const auto again = parse_expression(printed);
    ASSERT_TRUE(again) << printed;
    EXPECT_EQ(to_prefix(again.value()), to_prefix(first)) << printed;
    EXPECT_EQ(to_text(again.value()), printed);
  }
}

TEST(Expression, PointsToTheMistake) {
  struct Mistake {
    const char* text;
    const char* code;
    const char* at;
  };
  const Mistake mistakes[] = {
      {"", "expression.empty", ""},
      {"a +", "expression.incomplete", "+"},
      {"a b", "expression.unexpected", "b"},
      {"a + * b", "expression.unexpected", "*"},
      {"a+b", "expression.operator_spacing", "+"},
      {"a -b", "expression.operator_spacing", "-"},
      {"a*b", "expression.operator_spacing", "*"},
      {"a^2", "expression.operator_spacing", "^"},
      {"a<b", "expression.operator_spacing", "<"},
      {"2x", "expression.number_without_space", "2x"},
      {"15%", "expression.number_without_space", "15%"},
      {"2  km", "expression.unexpected", "km"},
      {"010 + a", "expression.number", "010"},
      {"(a + b", "expression.unclosed", "("},
      {"max(a, b", "expression.unclosed", "("},
      {"x[urban", "expression.unclosed", "["},
      {"x[area:urban]", "expression.subscript_colon", ":"},
      {"if a else b", "expression.then_missing", "if"},
      {"if a then b", "expression.else_missing", "if"},
      {"1 + if a then b else c", "expression.if_inside", "if"},
      {"a < b < c", "expression.chained_comparison", "<"},
      {"sum(x)", "expression.over_missing", "sum(x)"},
      {"abs(x over a)", "expression.over_unexpected", "over"},
      {"min(x, y over a)", "expression.over_one", "min(x, y over"},
      {"a （b）", "expression.full_width", "（"},
      {"a × b", "expression.full_width", "×"},
      {"`a", "expression.unclosed_backquote", "`a"},
      {"`` + a", "expression.empty_name", "``"},
      {"2 GWh/ x", "expression.operator_spacing", "/"},
      {"and", "expression.unexpected", "and"},
  };
  for (const auto& [text, code, at] : mistakes) {
    SCOPED_TRACE(text);
    const auto outcome = parse_expression(text);
    ASSERT_FALSE(outcome);
    ASSERT_FALSE(outcome.diagnostics().empty());
    EXPECT_EQ(outcome.diagnostics()[0].code, code);
    EXPECT_EQ(outcome.diagnostics()[0].span.text(), at);
  }
}

TEST(Expression, ReportsEveryOperatorWithoutSpaces) { EXPECT_EQ(parse_expression("a+b*c").diagnostics().size(), 2U); }

TEST(Expression, RefusesWhatIsNestedTooDeeply) {
  EXPECT_FALSE(parse_expression(std::string(100000, '(')));
  EXPECT_FALSE(parse_expression(std::string(100000, '-')));
  std::string chain = "a";
  for (int i = 0; i < 100000; ++i) chain += " + a";
  EXPECT_FALSE(parse_expression(chain));
  std::string nots;
  for (int i = 0; i < 100000; ++i) nots += "not ";
  EXPECT_FALSE(parse_expression(nots + "a"));
  std::string powers = "a";
  for (int i = 0; i < 100000; ++i) powers += " ^ a";
  EXPECT_FALSE(parse_expression(powers));
}

TEST(Expression, PlacesItsPartsInTheFile) {
  const auto source = std::make_shared<const Source>("m.yaml", "x: \"a +\n     b * 人口\"\ny: 1\n");
  const Span where{source, 3, static_cast<std::uint32_t>(source->text().find("\ny"))};
  const Expression tree = parse_expression("a + b * 人口", where).value();
  EXPECT_EQ(tree.operands[0].span.text(), "a");
  EXPECT_EQ(tree.operands[1].span.text(), "b * 人口");
  EXPECT_EQ(tree.operands[1].operands[1].span.text(), "人口");
  EXPECT_EQ(source->position(tree.operands[1].span.begin).line, 2);
}

TEST(Expression, KnowsPlainAndReservedNames) {
  EXPECT_TRUE(is_plain_name("人口_2"));
  EXPECT_TRUE(is_plain_name("_x"));
  EXPECT_FALSE(is_plain_name("2x"));
  EXPECT_FALSE(is_plain_name("a b"));
  EXPECT_FALSE(is_plain_name(""));
  EXPECT_TRUE(is_reserved("over"));
  EXPECT_TRUE(is_reserved("smooth3"));
  EXPECT_FALSE(is_reserved("people"));
}

}  // namespace
}  // namespace ronghe
