#include "analysis/example.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::example;
using testing::Example;

const ResultColumn& column(const ResultTable& table, const std::string& name) {
  for (const ResultColumn& candidate : table.columns) {
    if (candidate.name == name) return candidate;
  }
  throw std::out_of_range(name);
}

std::string word(const ResultTable& table, const std::string& name, std::size_t row) {
  const ResultColumn& words = column(table, name);
  return words.codes[row] < 0 ? "" : words.words[static_cast<std::size_t>(words.codes[row])];
}

TEST(TidyTable, HasOneColumnForEachDimensionOfTheModel) {
  const Example made = example();
  std::vector<std::string> names;
  for (const ResultColumn& c : tidy_table({made.plan_lane()}).columns) names.push_back(c.name);
  EXPECT_EQ(names, (std::vector<std::string>{"scenario", "variable", "county", "area", "time", "value", "unit"}));
}

TEST(TidyTable, HasNoColumnForADimensionThatALibraryFunctionBrought) {
  Example made = example();
  Model model = *made.model;
  model.sources = {std::make_shared<const Source>("model.yaml", "county, area")};
  for (Dimension& dimension : model.dimensions) dimension.span = {model.sources[0], 0, 6};
  Dimension stage;
  stage.name = "stage";
  model.dimensions.push_back(stage);
  made.plan.model = std::make_shared<const Model>(model);
  const ResultTable table = tidy_table({made.plan_lane()});
  EXPECT_EQ(table.columns.size(), 7U);
  for (const ResultColumn& c : table.columns) EXPECT_NE(c.name, "stage");
}

TEST(TidyTable, HoldsOneValueInEachRow) {
  const Example made = example();
  const ResultTable table = tidy_table({made.plan_lane(), made.baseline_lane()});
  ASSERT_EQ(table.rows, 2U * (4 + 2 + 1) * 3);
  for (const ResultColumn& c : table.columns) {
    EXPECT_EQ(c.type == ResultColumn::Type::word ? c.codes.size() : c.numbers.size(), table.rows) << c.name;
  }
  // people[422801, rural] in 2025: cell 1 of variable 1
  EXPECT_EQ(word(table, "variable", 5), "people");
  EXPECT_EQ(word(table, "county", 5), "422801");
  EXPECT_EQ(word(table, "area", 5), "rural");
  EXPECT_EQ(column(table, "time").numbers[5], 2025);
  EXPECT_EQ(column(table, "value").numbers[5], 1000 + 100 + 20 + 1);
  EXPECT_EQ(word(table, "scenario", table.rows - 1), "baseline");
  EXPECT_EQ(column(table, "value").numbers[table.rows - 1], 0.5 + 0.02);
}

TEST(TidyTable, LeavesADimensionEmptyThatTheVariableLacks) {
  const Example made = example({testing::gdp});
  const ResultTable table = tidy_table({made.plan_lane()});
  EXPECT_EQ(word(table, "county", 0), "422801");
  EXPECT_EQ(word(table, "area", 0), "");
}

TEST(TidyTable, TellsTheYearOfPricesBesideMoneyOnly) {
  const Example made = example();
  const ResultTable table = tidy_table({made.plan_lane()});
  EXPECT_EQ(word(table, "unit", 0), "万人");
  EXPECT_EQ(word(table, "unit", 12), "亿元/year, 2023 prices");
  EXPECT_EQ(word(table, "unit", 18), "1");
}

TEST(TidyTable, KeepsOnlyTheTimesThatTheScenarioWantsAndTheLast) {
  Example made = example({testing::share});
  made.plan.every = 3;  // steps 0 and 3; saved are 0, 2 and 4
  const ResultTable table = tidy_table({made.plan_lane()});
  EXPECT_EQ(column(table, "time").numbers, (std::vector<double>{2023, 2025}));
}

TEST(TidyTable, KeepsOnlyWhatEachScenarioAsksFor) {
  Example made = example();
  made.baseline.outputs = {testing::share};
  EXPECT_EQ(tidy_table({made.plan_lane(), made.baseline_lane()}).rows, 7U * 3 + 3);
}

TEST(TidyTable, HasNoValueAfterALaneFailed) {
  Example made = example({testing::share});
  made.run.values[4] = std::numeric_limits<double>::infinity();
  EXPECT_TRUE(std::isnan(column(tidy_table({made.plan_lane()}), "value").numbers[2]));
}

TEST(TidyTable, RenamesADimensionThatIsCalledAsAnotherColumn) {
  Example made = example();
  Model model = *made.model;
  model.dimensions[1].name = "unit";
  made.plan.model = std::make_shared<const Model>(model);
  EXPECT_EQ(tidy_table({made.plan_lane()}).columns[3].name, "unit (dimension)");
}

TEST(UnitWithPrices, KnowsMoneyWhateverStandsBesideIt) {
  struct Case {
    const char* unit;
    const char* english;
    const char* chinese;
  };
  const Case cases[] = {
      {"亿元", "亿元, 2020 prices", "亿元，2020年价"},
      {"yuan/人", "yuan/人, 2020 prices", "元/人，2020年价"},
      {"万人", "万人", "万人"},
      {"亿元/万元", "亿元/万元", "亿元/万元"},
      {"1", "1", "1"},
  };
  for (const auto& [unit, english, chinese] : cases) {
    SCOPED_TRACE(unit);
    EXPECT_EQ(unit_with_prices(*Unit::parse(unit), Prices{2020}, Language::english), english);
    EXPECT_EQ(unit_with_prices(*Unit::parse(unit), Prices{2020}, Language::chinese), chinese);
    EXPECT_EQ(unit_with_prices(*Unit::parse(unit), std::nullopt, Language::english), Unit::parse(unit)->text());
  }
}

}  // namespace
}  // namespace ronghe
