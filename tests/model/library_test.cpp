// How library models are unfolded: over which elements, with which variables, at which place of the text.
#include "model/embedded.hpp"
#include "model/world.hpp"

#include <string>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::equations_of;
using testing::read;
using testing::with_equation;

std::string shown(const Outcome<Model>& model) { return render(model.diagnostics(), Language::english); }

const Variable& variable(const Model& model, std::string_view name) {
  const int index = model.find(name);
  if (index < 0) throw InternalError("no variable " + std::string(name));
  return model.variables[static_cast<std::size_t>(index)];
}

std::string dimensions_of(const Model& model, std::string_view name) {
  std::string result;
  for (const int dimension : variable(model, name).dimensions) {
    result += (result.empty() ? "" : " ") + model.dimensions[static_cast<std::size_t>(dimension)].name;
  }
  return result;
}

TEST(Library, EveryModelCanBeUsed) {
  const struct {
    std::string_view call;
    std::string_view unit;
  } cases[] = {
      {"smooth1(money, 2 year)", "亿元"},
      {"smooth3(money, 2 year, 0)", "亿元"},
      {"smooth_n(money, 2 year, 5)", "亿元"},
      {"delay1(money, 2 year)", "亿元"},
      {"delay3(money, 2 year, 0)", "亿元"},
      {"delay_n(money, 2 year, 1)", "亿元"},
      {"trend(money, 2 year)", "1/year"},
      {"forecast(money, 2 year, 1 year)", "亿元"},
      {"initial(money)", "亿元"},
  };
  for (const auto& [call, unit] : cases) {
    SCOPED_TRACE(call);
    const auto model = with_equation(call, "", unit);
    EXPECT_TRUE(model) << shown(model);
  }
  EXPECT_EQ(std::size(cases), embedded_library().size());
}

TEST(Library, AnInstanceIsOverWhatOccursInItsArguments) {
  const auto model = with_equation("smooth1(c * a, delay_time) + smooth1(x * 2, delay_time)", "county, area");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(dimensions_of(model.value(), "y·smooth1·1·average"), "county area");
  EXPECT_EQ(dimensions_of(model.value(), "y·smooth1·2·average"), "");
}

TEST(Library, InsideAReductionAnInstanceIsOverTheReductionsDimension) {
  const auto model = with_equation("sum(smooth1(c, delay_time) over county)");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(equations_of(model.value(), "y"), "(sum y·smooth1·1·average[county'] over county')");
}

TEST(Library, AnArgumentThatIsAReductionIsComputedOnce) {
  const auto model = with_equation("smooth1(sum(ca over area), delay_time)", "county");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(equations_of(model.value(), "y·smooth1·1·x"), "(sum ca[county area'] over area')");
  EXPECT_EQ(equations_of(model.value(), "y·smooth1·1·average"), "y·smooth1·1·x[county]");
}

TEST(Library, UsesInsideUsesAreUnfoldedFromWithin) {
  const auto model = with_equation("smooth1(smooth1(c, delay_time), 3 year)", "county");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(equations_of(model.value(), "y"), "y·smooth1·2·average[county]");
  EXPECT_EQ(equations_of(model.value(), "y·smooth1·2·average"), "y·smooth1·1·average[county]");
}

constexpr const char* by_element =
    "model: m\ntime: {start: 0, stop: 10, step: 1/2 year}\ndimensions:\n  d: [p, q, r]\n  e: [u, v]\n"
    "constants:\n  x: {over: [d, e], unit: 1, value: 1}\nauxiliaries:\n  y:\n    over: [d, e]\n    unit: 1\n    "
    "equation:\n";

TEST(Library, AUseForOneElementIsComputedForThatElementAlone) {
  const auto model = read(std::string(by_element) + "      q: \"smooth1(ln(x), 2 year)\"\n      others: 0\n");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(dimensions_of(model.value(), "y·smooth1·1·average"), "e");
  EXPECT_EQ(equations_of(model.value(), "y·smooth1·1·x"), "(ln x[1 e])");
  EXPECT_EQ(equations_of(model.value(), "y"), "[q, u v] y·smooth1·1·average[e]\n[p r, u v] 0");
}

TEST(Library, AUseForSomeElementsIsComputedForThoseAlone) {
  const auto model = read(std::string(by_element) + "      q: 0\n      others: \"smooth1(ln(x), 2 year)\"\n");
  ASSERT_TRUE(model) << shown(model);
  const Variable& average = variable(model.value(), "y·smooth1·1·average");
  EXPECT_EQ(average.cells, 4);
  const Dimension& part = model.value().dimensions[static_cast<std::size_t>(average.dimensions[0])];
  EXPECT_TRUE(part.hidden);
  EXPECT_EQ(part.parent_elements, (std::vector<int>{0, 2}));
  EXPECT_EQ(equations_of(model.value(), "y·smooth1·1·x"), "(ln x[" + part.name + "→02 e])");
  EXPECT_EQ(equations_of(model.value(), "y"), "[q, u v] 0\n[p r, u v] y·smooth1·1·average[d→001 e]");
}

TEST(Library, HiddenVariablesBelongToTheUsersVariableAndStandAtTheCall) {
  const auto model = with_equation("1 + smooth3(x, delay_time)");
  ASSERT_TRUE(model) << shown(model);
  const int owner = model.value().find("y");
  for (const Variable& each : model.value().variables) {
    if (each.name.rfind("y·", 0) != 0) continue;
    EXPECT_EQ(each.owner, owner) << each.name;
    EXPECT_EQ(each.span.text(), "smooth3(x, delay_time)") << each.name;
    for (const Equation& equation : each.equations) EXPECT_EQ(equation.span.source->name(), "model.yaml") << each.name;
  }
  for (const Requirement& requirement : model.value().requirements) EXPECT_EQ(requirement.owner, owner);
}

TEST(Library, AllUsesWithAsManyStagesShareTheirDimension) {
  const auto model = with_equation("smooth3(x, 2 year) + smooth_n(x, 3 year, 3) + smooth_n(x, 3 year, 4)");
  ASSERT_TRUE(model) << shown(model);
  int hidden = 0;
  for (const Dimension& dimension : model.value().dimensions) hidden += dimension.hidden ? 1 : 0;
  EXPECT_EQ(hidden, 2);
}

TEST(Memory, TheDelayOfDelayFixedIsTakenAtTheStart) {
  const auto moving = with_equation("delay_fixed(x, delay_time * people[c1] / 10 万人, 0)");
  ASSERT_TRUE(moving) << shown(moving);
  EXPECT_EQ(equations_of(moving.value(), "y·delay_fixed·1"), "x\ninitial 0\ndelay y·delay_fixed·1·T");
  EXPECT_EQ(variable(moving.value(), "y·delay_fixed·1·T").kind, Variable::Kind::at_start);
  const auto fixed = with_equation("delay_fixed(x, delay_time, 0)");
  ASSERT_TRUE(fixed) << shown(fixed);
  EXPECT_EQ(equations_of(fixed.value(), "y·delay_fixed·1"), "x\ninitial 0\ndelay delay_time");
}

TEST(Memory, EveryCellInSightDrawsForItself) {
  const auto model = with_equation("sum(c * random_uniform(0, 1) over county)", "area");
  ASSERT_TRUE(model) << shown(model);
  EXPECT_EQ(dimensions_of(model.value(), "y·random_uniform·1"), "county area");
}

}  // namespace
}  // namespace ronghe
