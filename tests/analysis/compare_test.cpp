#include "analysis/example.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::example;
using testing::Example;

// Values at the last time: of the baseline base + 100 c + 20, of the plan one more.
TEST(Compare, AddsAmountsOverPlacesAndAveragesRatios) {
  Example made = example();
  const Comparison comparison = compare_lanes({made.plan_lane(), made.baseline_lane()}, 1);
  EXPECT_EQ(comparison.time, 2025);
  EXPECT_TRUE(comparison.together);
  ASSERT_EQ(comparison.variables.size(), 2U) << "only the indicators among what is asked for";
  const ComparedVariable& gdp = comparison.variables[0];
  EXPECT_EQ(gdp.joined, Joined::total);
  EXPECT_EQ(gdp.places, 2);
  ASSERT_EQ(gdp.whole.size(), 1U);
  EXPECT_EQ(gdp.whole[0].elements, (std::vector<std::string>{""}));
  EXPECT_EQ(gdp.whole[0].values, (std::vector<double>{2021 + 2121, 2020 + 2120}));
  ASSERT_EQ(gdp.cells.size(), 2U);
  EXPECT_EQ(gdp.cells[1].elements, (std::vector<std::string>{"422802"}));
  EXPECT_EQ(gdp.cells[1].values, (std::vector<double>{2121, 2120}));
  const ComparedVariable& share = comparison.variables[1];
  EXPECT_EQ(share.joined, Joined::not_at_all);
  EXPECT_TRUE(share.cells.empty());

  Model model = *made.model;
  model.variables[testing::gdp].unit = *Unit::parse("元/人/year");
  made.plan.model = made.baseline.model = std::make_shared<const Model>(model);
  const Comparison ratios = compare_lanes({made.plan_lane(), made.baseline_lane()}, 1);
  EXPECT_EQ(ratios.variables[0].joined, Joined::mean);
  EXPECT_EQ(ratios.variables[0].whole[0].values, (std::vector<double>{2071, 2070}));
}

TEST(Compare, KeepsTheDimensionsBesideThePlaces) {
  Example made = example({testing::people});
  Model model = *made.model;
  model.variables[testing::people].indicator = Indicator{};
  made.plan.model = made.baseline.model = std::make_shared<const Model>(model);
  const Comparison comparison = compare_lanes({made.plan_lane(), made.baseline_lane()}, 1);
  const auto& whole = comparison.variables[0].whole;
  ASSERT_EQ(whole.size(), 2U);
  EXPECT_EQ(whole[1].elements, (std::vector<std::string>{"", "rural"}));
  EXPECT_EQ(whole[1].values[1], (1000 + 100 + 20) + (1000 + 300 + 20));
  EXPECT_EQ(whole[1].ranks, (std::vector<int>{0, 0})) << "neither way is better";
}

// The model's first dimension is that of the places, wherever it stands in a variable.
TEST(Compare, JoinsTheSamePlacesInEveryVariable) {
  Example made = example({testing::people});
  Model model = *made.model;
  model.variables[testing::people].dimensions = {1, 0};
  model.variables[testing::people].indicator = Indicator{};
  made.plan.model = made.baseline.model = std::make_shared<const Model>(model);
  const Comparison comparison = compare_lanes({made.plan_lane(), made.baseline_lane()}, 1);
  const auto& whole = comparison.variables[0].whole;
  ASSERT_EQ(whole.size(), 2U);
  EXPECT_EQ(whole[1].elements, (std::vector<std::string>{"rural", ""}));
  EXPECT_EQ(whole[1].values[1], (1000 + 200 + 20) + (1000 + 300 + 20));
}

TEST(Compare, TellsApartWhatOptionsAskForUnderOneId) {
  Example made = example({testing::gdp});
  Sentence sentence;
  sentence.id = "t-gdp";
  sentence.condition.equation.text = "gdp > 1";
  made.baseline.targets = {sentence};
  sentence.condition.equation.text = "gdp > 2";
  made.plan.targets = {sentence};
  const Comparison comparison = compare_lanes({made.baseline_lane(), made.plan_lane()}, 0);
  ASSERT_EQ(comparison.sentences.size(), 2U);
  EXPECT_EQ(comparison.sentences[0].condition, "gdp > 1");
  EXPECT_TRUE(comparison.sentences[0].judgements[0]);
  EXPECT_FALSE(comparison.sentences[0].judgements[1]);
}

TEST(Compare, RanksByWhatIsBetterAndLetsTiesShare) {
  const Example made = example();
  const Comparison comparison = compare_lanes({made.plan_lane(), made.baseline_lane(), made.plan_lane()}, 1);
  EXPECT_EQ(comparison.variables[0].whole[0].ranks, (std::vector<int>{1, 3, 1})) << "more output is better";
  EXPECT_EQ(comparison.variables[1].whole[0].ranks, (std::vector<int>{2, 1, 2})) << "a lower rural share is better";
}

TEST(Compare, RanksNoScenarioThatHasNoValue) {
  Example made = example({testing::share});
  made.run.values[4] = testing::none;
  const Comparison comparison = compare_lanes({made.plan_lane(), made.baseline_lane()}, 1);
  EXPECT_EQ(comparison.variables[0].whole[0].ranks, (std::vector<int>{0, 1}));
}

TEST(Compare, PermutesItsColumnsWithTheScenarios) {
  const Example made = example();
  const Comparison forth = compare_lanes({made.plan_lane(), made.baseline_lane()}, 1);
  const Comparison back = compare_lanes({made.baseline_lane(), made.plan_lane()}, 0);
  ASSERT_EQ(forth.variables.size(), back.variables.size());
  for (std::size_t v = 0; v < forth.variables.size(); ++v) {
    for (std::size_t r = 0; r < forth.variables[v].whole.size(); ++r) {
      const ComparedRow& a = forth.variables[v].whole[r];
      const ComparedRow& b = back.variables[v].whole[r];
      EXPECT_EQ(a.values, (std::vector<double>{b.values[1], b.values[0]}));
      EXPECT_EQ(a.ranks, (std::vector<int>{b.ranks[1], b.ranks[0]}));
    }
  }
}

TEST(Compare, FindsVariablesAndPlacesByNameWhenTheModelsDiffer) {
  Example made = example({testing::gdp});
  Model other = *made.model;
  std::swap(other.dimensions[0].elements[0], other.dimensions[0].elements[1]);
  made.plan.model = std::make_shared<const Model>(other);
  const Comparison comparison = compare_lanes({made.plan_lane(), made.baseline_lane()}, 1);
  EXPECT_EQ(comparison.variables[0].cells[0].values, (std::vector<double>{2121, 2020}));
  EXPECT_EQ(comparison.variables[0].whole[0].values, (std::vector<double>{2021 + 2121, 2020 + 2120}));
}

TEST(Compare, SetsTheMoneyOfEachProgrammeSideBySide) {
  Example made = example();
  Programme programme;
  programme.id = "schools";
  programme.unit = *Unit::parse("亿元");
  programme.input = testing::grant;
  programme.cells = {1};
  programme.sums = {2.5};
  programme.sum = 2.5;
  made.plan.programmes = {programme};
  const Comparison comparison = compare_lanes({made.plan_lane(), made.baseline_lane()}, 1);
  ASSERT_EQ(comparison.programmes.size(), 1U);
  EXPECT_EQ(comparison.programmes[0].sums[0]->asked, 2.5);
  EXPECT_FALSE(comparison.programmes[0].sums[1].has_value());
}

TEST(TidyTable, SetsTheBaselineBesideEachValue) {
  const Example made = example({testing::share});
  const ResultTable table = tidy_table({made.plan_lane(), made.baseline_lane()}, made.baseline_lane());
  const std::size_t first = table.columns.size() - 3;
  EXPECT_EQ(table.columns[first].name, "baseline");
  EXPECT_EQ(table.columns[first + 2].name, "relative_difference");
  EXPECT_DOUBLE_EQ(table.columns[first].numbers[1], 0.51);
  EXPECT_NEAR(table.columns[first + 1].numbers[1], 0.001, 1e-15);  // one rounding of 0.511 and 0.51
  EXPECT_NEAR(table.columns[first + 2].numbers[1], 0.001 / 0.51, 1e-15);
  EXPECT_EQ(table.columns[first + 1].numbers[4], 0);
  EXPECT_TRUE(std::isnan(relative_to(1, 0)));
  EXPECT_EQ(relative_to(-1, -2), -0.5);
}

}  // namespace
}  // namespace ronghe
