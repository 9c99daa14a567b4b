#include "analysis/example.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

using Json = nlohmann::ordered_json;
using testing::example;
using testing::Example;

TEST(ComparisonJson, HasEachFigureWithDifferenceAndRank) {
  const Example made = example();
  const Json json = Json::parse(comparison_json(compare_lanes({made.plan_lane(), made.baseline_lane()}, 1)));
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"baseline", "time", "together", "scenarios", "variables"}));
  EXPECT_EQ(json["baseline"], "baseline");
  EXPECT_EQ(json["scenarios"][0]["id"], "more-schools");
  const Json& gdp = json["variables"][0];
  EXPECT_EQ(gdp["variable"], "gdp");
  EXPECT_EQ(gdp["whole"]["by"], "total");
  EXPECT_EQ(gdp["whole"]["of"], 2);
  EXPECT_EQ(gdp["whole"]["rows"][0]["place"], Json::object());
  EXPECT_EQ(gdp["places"][1]["place"], Json::parse(R"({"county": "422802"})"));
  EXPECT_EQ(gdp["places"][1]["scenarios"]["more-schools"], Json::parse(R"({"value": 2121.0, "difference": 1.0,
      "relative_difference": 0.0004716981132075472, "rank": 1})"));
}

TEST(ComparisonJson, HasNullForWhatIsMissing) {
  Example made = example({testing::share});
  made.run.values[4] = testing::none;
  const Json json = Json::parse(comparison_json(compare_lanes({made.plan_lane(), made.baseline_lane()}, 1)));
  EXPECT_EQ(json["variables"][0]["whole"]["rows"][0]["scenarios"]["more-schools"],
            Json::parse(R"({"value": null, "difference": null, "relative_difference": null, "rank": null})"));
}

}  // namespace
}  // namespace ronghe
