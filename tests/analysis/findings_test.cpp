#include "analysis/example.hpp"
#include "ronghe/statistics.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::example;
using testing::Example;

// The example, in which counties are what the data give and the moves carry people.
Example with_places(const std::vector<int>& outputs) {
  Example made = example(outputs);
  Model model = *made.model;
  model.dimensions[0].from_data = true;
  model.variables[testing::moves].moves = Move{{"人口", "People"}, {"乡村", "Villages"}, {"城镇", "Towns"}};
  made.model = made.plan.model = made.baseline.model = std::make_shared<const Model>(model);
  return made;
}

TEST(ReportedVariables, AreTheOutputsThenIndicatorsAndWhatMoves) {
  const Example made = with_places({testing::people, testing::gdp});
  EXPECT_EQ(reported_variables(made.plan),
            (std::vector<int>{testing::people, testing::gdp, testing::share, testing::moves}));
}

TEST(Findings, HoldEveryValueScenarioByScenario) {
  const Example made = with_places({testing::people, testing::gdp, testing::share, testing::moves});
  const Findings findings = gather_findings({made.baseline_lane(), made.plan_lane()}, 0, {});
  EXPECT_EQ(findings.times, (std::vector<double>{2023, 2024, 2025}));
  EXPECT_EQ(findings.places, 0);
  const FoundIndicator& gdp = findings.indicators[0];
  EXPECT_EQ(gdp.name, "gdp");
  EXPECT_TRUE(gdp.headline);
  EXPECT_EQ(gdp.joined, Joined::total);
  EXPECT_EQ(gdp.values, (std::vector<double>{2000, 2010, 2020, 2100, 2110, 2120, 2000, 2011, 2021, 2100, 2111, 2121}));
  EXPECT_EQ(gdp.whole, (std::vector<double>{4100, 4120, 4140, 4100, 4122, 4142}));
  EXPECT_EQ(gdp.ranks, (std::vector<std::vector<int>>{{2, 1}})) << "the same as the comparison's";
  EXPECT_EQ(gdp.ranks[0], findings.comparison.variables[0].whole[0].ranks);
}

TEST(Findings, KeepTheDimensionsBesideThePlaces) {
  const Example made = with_places({testing::people});
  const Findings findings = gather_findings({made.baseline_lane()}, 0, {});
  const auto people = std::find_if(findings.indicators.begin(), findings.indicators.end(),
                                   [](const FoundIndicator& each) { return each.name == "people"; });
  ASSERT_NE(people, findings.indicators.end());
  EXPECT_EQ(people->values.size(), 4U * 3U);
  EXPECT_EQ(people->whole,
            (std::vector<double>{1000 + 1200, 1010 + 1210, 1020 + 1220, 1100 + 1300, 1110 + 1310, 1120 + 1320}));
  EXPECT_EQ(people->ranks.size(), 2U);
}

TEST(Findings, GatherWhatMoves) {
  const Example made = with_places({testing::gdp, testing::moves});
  const Findings findings = gather_findings({made.baseline_lane()}, 0, {});
  ASSERT_EQ(findings.factors.size(), 1U);
  EXPECT_EQ(findings.factors[0].what.en, "People");
  ASSERT_EQ(findings.factors[0].links.size(), 1U);
  EXPECT_EQ(findings.indicators[findings.factors[0].links[0].indicator].name, "moves");
  EXPECT_EQ(findings.factors[0].links[0].to.zh, "城镇");
}

TEST(Findings, TellHowIndicatorsAreSpreadOverPlaces) {
  const Example made = with_places({testing::people, testing::gdp, testing::share});
  const Findings findings = gather_findings({made.baseline_lane(), made.plan_lane()}, 0, {});
  ASSERT_EQ(findings.dispersions.size(), 1U) << "people have another dimension, the share has none";
  const Dispersion& gdp = findings.dispersions[0];
  EXPECT_EQ(findings.indicators[gdp.indicator].name, "gdp");
  ASSERT_EQ(gdp.spread.size(), 2U * 3U);
  EXPECT_EQ(gdp.spread[0], 2100.0 / 2000);
  EXPECT_EQ(gdp.theil[5], theil_index({2021, 2121}));
  EXPECT_FALSE(findings.grouped);
  EXPECT_EQ(gdp.gini[3], gdp.within[3]) << "without groups all is within";
  EXPECT_EQ(findings.ranking.weights, std::vector<double>{1});
  EXPECT_EQ(findings.ranking.scores.size(), 2U * 2U * 3U);
}

TEST(Findings, AreMissingWhereARunHasNoValue) {
  Example made = with_places({testing::gdp});
  Example other = example({testing::share});
  const Findings findings = gather_findings({made.baseline_lane(), other.plan_lane()}, 0, {});
  EXPECT_TRUE(std::isnan(findings.indicators[0].values.back()));
  EXPECT_TRUE(findings.ranking.scores.empty());
}

}  // namespace
}  // namespace ronghe
