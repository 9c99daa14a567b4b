#include "ronghe/ronghe.hpp"

#include <cmath>
#include <numeric>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

// Games whose Shapley values are known: `sum` adds what three reforms bring, `pair` needs two of them.
constexpr std::string_view text = R"(model: game
time: {start: 2020, stop: 2022, step: 1 year}
inputs:
  a: {unit: 1, default: 0}
  b: {unit: 1, default: 0}
  c: {unit: 1, default: 0}
constants:
  scale: {unit: 1, value: 1}
auxiliaries:
  sum_of_all: {unit: 1, equation: scale * (a + b + c), indicator: {better: higher}}
  pair: {unit: 1, equation: a * b, indicator: {better: higher}}
  three: {unit: 1, equation: a * b * c}
  broken: {unit: 1, equation: 1 / (1 - a)}
)";

std::shared_ptr<const Model> game() {
  static const auto model = std::make_shared<const Model>(
      read_model({std::make_shared<const Source>("game.yaml", std::string(text))}).value());
  return model;
}

Change reform(const std::string& id, double value, Change::Verb verb = Change::Verb::add) {
  Change change;
  change.id = id;
  change.verb = verb;
  change.value = value;
  change.from = 1;
  return change;
}

// A scenario with one reform of each of these inputs.
Scenario scenario(const std::string& id, const std::vector<std::pair<std::string, Change>>& reforms) {
  Scenario made;
  made.id = id;
  made.model = game();
  made.plan.name = id;
  for (const auto& [name, change] : reforms) made.plan.schedules.push_back({game()->find(name), 0, {change}});
  return made;
}

AttributionOptions of(const std::string& name) { return {.of = {{game()->find(name), 2022}}}; }

const Scenario nothing = scenario("nothing", {});
const Scenario everything =
    scenario("everything", {{"a", reform("ra", 2)}, {"b", reform("rb", 3)}, {"c", reform("rc", 5)}});

TEST(Attribute, GivesEachItemWhatItAddsToASum) {
  const AttributionResult split = attribute(nothing, everything, of("sum_of_all")).value();
  ASSERT_EQ(split.items.size(), 3U);
  EXPECT_EQ(split.items[0].id, "ra");
  EXPECT_EQ(split.lanes, 8);
  EXPECT_EQ(split.orders, 0);
  const AttributedFigure& figure = split.figures[0];
  EXPECT_EQ(figure.from, 0);
  EXPECT_EQ(figure.to, 10);
  for (std::size_t i = 0; i < 3; ++i) EXPECT_NEAR(figure.parts[i], std::vector<double>({2, 3, 5})[i], 1e-12);
  for (const Interaction& interaction : figure.interactions) EXPECT_NEAR(interaction.value, 0, 1e-12);
}

TEST(Attribute, SharesASynergyEqually) {
  const AttributedFigure pair = attribute(nothing, everything, of("pair")).value().figures[0];
  EXPECT_NEAR(pair.parts[0], 3, 1e-12);
  EXPECT_NEAR(pair.parts[1], 3, 1e-12);
  EXPECT_NEAR(pair.parts[2], 0, 1e-12) << "who brings nothing has no part";
  EXPECT_EQ(pair.interactions[0].first, 0U);
  EXPECT_EQ(pair.interactions[0].second, 1U);
  EXPECT_NEAR(pair.interactions[0].value, 6, 1e-12);
  const AttributedFigure three = attribute(nothing, everything, of("three")).value().figures[0];
  for (const double part : three.parts) EXPECT_NEAR(part, 10, 1e-12);
  EXPECT_NEAR(three.interactions[0].value, 0, 1e-12) << "two alone bring nothing yet";
}

TEST(Attribute, KnowsWhatWasAddedRemovedChangedAndSet) {
  Scenario other = scenario("other", {{"a", reform("ra", 4)}, {"b", reform("rb", 3)}});
  other.settings = {{game()->find("scale"), 0, {2}}};
  const AttributionResult split = attribute(everything, other, of("sum_of_all")).value();
  using Kind = AttributedItem::Kind;
  ASSERT_EQ(split.items.size(), 3U) << "what both do alike is no item";
  EXPECT_EQ(split.items[0].id, "ra");
  EXPECT_EQ(split.items[0].kind, Kind::changed);
  EXPECT_EQ(split.items[1].id, "rc");
  EXPECT_EQ(split.items[1].kind, Kind::removed);
  EXPECT_EQ(split.items[2].id, "scale");
  EXPECT_EQ(split.items[2].kind, Kind::parameter);
  const AttributedFigure& figure = split.figures[0];
  EXPECT_EQ(figure.from, 10);
  EXPECT_EQ(figure.to, 14);
  EXPECT_NEAR(std::accumulate(figure.parts.begin(), figure.parts.end(), 0.0), 4, 1e-12);
  // ra brings 2 at scale 1 and 4 at scale 2, in half of the orders each.
  EXPECT_NEAR(figure.parts[0], 3, 1e-12);
}

TEST(Attribute, JoinsItemsThatExcludeEachOther) {
  const Scenario one = scenario("one", {{"a", reform("old", 2, Change::Verb::to)}});
  const Scenario two = scenario("two", {{"a", reform("new", 3, Change::Verb::to)}});
  const AttributionResult split = attribute(one, two, of("sum_of_all")).value();
  ASSERT_EQ(split.items.size(), 1U);
  EXPECT_EQ(split.items[0].id, "new + old");
  EXPECT_NEAR(split.figures[0].parts[0], 1, 1e-12);
}

TEST(Attribute, TellsTogetherWhatIsNotAskedForByName) {
  AttributionOptions options = of("sum_of_all");
  options.apart = {"rb"};
  const AttributionResult split = attribute(nothing, everything, options).value();
  ASSERT_EQ(split.items.size(), 2U);
  EXPECT_EQ(split.items[0].id, "ra + rc");
  EXPECT_NEAR(split.figures[0].parts[0], 7, 1e-12);
  EXPECT_NEAR(split.figures[0].parts[1], 3, 1e-12);
}

TEST(Attribute, EstimatesThePartsOfManyItemsAndSaysHowWell) {
  AttributionOptions options = of("pair");
  options.exact_up_to = 2;
  options.orders = 100;
  const AttributionResult split = attribute(nothing, everything, options).value();
  EXPECT_EQ(split.orders, 100);
  const AttributedFigure& figure = split.figures[0];
  EXPECT_NEAR(std::accumulate(figure.parts.begin(), figure.parts.end(), 0.0), 6, 1e-12) << "they add up all the same";
  // Each order gives 0 or 6, so the standard error of the mean of 100 is near 3 / sqrt(100).
  EXPECT_NEAR(figure.standard_errors[0], 0.3, 0.01);
  EXPECT_NEAR(figure.parts[0], 3, 4 * figure.standard_errors[0]);
  EXPECT_EQ(figure.standard_errors[2], 0);
  const AttributionResult again = attribute(nothing, everything, options).value();
  EXPECT_EQ(again.figures[0].parts, figure.parts) << "the orders drawn are always the same";
}

// 2 · 3 · 5 = 30 is what three bring together: pairs know nothing of it, so each gets a third, and the error says so.
TEST(Attribute, SplitsByPairsAndTellsWhatMoreBringTogether) {
  AttributionOptions options = of("pair");
  options.exact_up_to = 2;
  options.above = SplitMethod::pairs;
  const AttributionResult pair = attribute(nothing, everything, options).value();
  EXPECT_EQ(pair.method, SplitMethod::pairs);
  EXPECT_EQ(pair.lanes, 1 + 3 + 3 + 1);
  EXPECT_EQ(pair.figures[0].parts, (std::vector<double>{3, 3, 0})) << "as all subsets say";
  EXPECT_EQ(pair.figures[0].standard_errors, (std::vector<double>{0, 0, 0}));
  options.of = of("three").of;
  const AttributionResult three = attribute(nothing, everything, options).value();
  EXPECT_EQ(three.figures[0].parts, (std::vector<double>{10, 10, 10}));
  EXPECT_EQ(three.figures[0].standard_errors, (std::vector<double>{30, 30, 30}));
}

TEST(Attribute, TakesIndicatorsWithADirectionWhenNothingIsAskedFor) {
  const AttributionResult split = attribute(nothing, everything).value();
  ASSERT_EQ(split.figures.size(), 2U);
  EXPECT_EQ(split.figures[0].name, "sum_of_all");
  EXPECT_EQ(split.figures[0].time, 2022);
}

TEST(Attribute, FindsNothingBetweenEqualScenarios) {
  const AttributionResult split = attribute(everything, everything, of("pair")).value();
  EXPECT_TRUE(split.items.empty());
  EXPECT_EQ(split.figures[0].from, split.figures[0].to);
}

TEST(Attribute, ReportsAMixtureThatFails) {
  const Scenario two = scenario("two", {{"a", reform("half", 0.5)}, {"b", reform("rb", 1)}});
  EXPECT_TRUE(attribute(nothing, two, of("broken")));
  const Scenario one = scenario("one", {{"a", reform("whole", 1)}, {"b", reform("rb", 1)}});
  const auto failed = attribute(nothing, one, of("broken"));
  ASSERT_FALSE(failed);
  EXPECT_EQ(failed.diagnostics()[0].code, "run.mixture_failed");
}

TEST(AttributionTable, HasOneRowForEachPart) {
  const ResultTable table = attribution_table(attribute(nothing, everything, of("pair")).value());
  EXPECT_EQ(table.rows, 3U);
  std::vector<std::string> names;
  for (const ResultColumn& column : table.columns) names.push_back(column.name);
  EXPECT_EQ(names,
            (std::vector<std::string>{"variable", "time", "item", "kind", "part", "share", "standard_error", "unit"}));
  EXPECT_NEAR(table.columns[5].numbers[0], 0.5, 1e-12);
}

}  // namespace
}  // namespace ronghe
