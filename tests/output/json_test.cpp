#include "analysis/example.hpp"
#include "running/run_program.hpp"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

using Json = nlohmann::ordered_json;
using testing::example;
using testing::Example;

TEST(SummaryJson, HasEachRowWithItsPlaceAndDifference) {
  const Example made = example();
  const Json json = Json::parse(summary_json(summarize(made.plan_lane(), made.baseline_lane())));
  EXPECT_EQ(json["scenario"]["id"], "more-schools");
  EXPECT_EQ(json["baseline"]["title"]["zh"], "基准情景");
  EXPECT_EQ(json["time"], Json::parse(R"({"start": 2023.0, "stop": 2025.0, "unit": "year"})"));
  const Json& gdp = json["variables"][1];
  EXPECT_EQ(gdp["variable"], "gdp");
  EXPECT_EQ(gdp["unit"], "亿元/year, 2023 prices");
  EXPECT_EQ(gdp["better"], "higher");
  EXPECT_EQ(gdp["values"][1], Json::parse(R"({"place": {"county": "422802"}, "start": 2100.0, "stop": 2121.0,
      "baseline_start": 2100.0, "baseline_stop": 2120.0, "difference": 1.0})"));
}

TEST(SummaryJson, HasNullForWhatIsMissing) {
  Example made = example({testing::share});
  made.run.values[4] = testing::none;
  const Json json = Json::parse(summary_json(summarize(made.plan_lane())));
  EXPECT_TRUE(json["baseline"].is_null());
  EXPECT_TRUE(json["variables"][0]["values"][0]["stop"].is_null());
  EXPECT_FALSE(json["variables"][0]["values"][0].contains("difference"));
}

TEST(SummaryJson, TellsTroubles) {
  Example made = example();
  made.run.checks = {{.check = 0, .violations = 3, .largest = 0.25, .member = 0, .step = 2, .cell = 1, .time = 2024}};
  made.run.failures = {{.member = 1,
                        .step = 3,
                        .time = 2024.5,
                        .variable = testing::gdp,
                        .cell = 1,
                        .value = testing::none,
                        .code = "run.not_finite",
                        .span = {}}};
  const Json json = Json::parse(summary_json(summarize(made.plan_lane(), made.baseline_lane())));
  EXPECT_EQ(json["checks"]["all"], 1);
  EXPECT_EQ(json["checks"]["broken"][0]["check"], "people_stay");
  EXPECT_EQ(json["failures"][0], Json::parse(R"({"scenario": "baseline", "code": "run.not_finite", "variable": "gdp",
      "check": null, "place": ["422802"], "time": 2024.5})"));
}

TEST(ManifestJson, IsTheSameTextForTheSameRun) {
  Manifest manifest;
  manifest.version = "1.0";
  manifest.scenarios = {{"plan", "scenario", "plan.yaml", R"({"b": 1, "a": 2})"},
                        {"bare", "baseline", "bare.yaml", ""}};
  manifest.inputs = {{"plan.yaml", sha256("plan")}};
  manifest.counts = {{"steps", 4}};
  const std::string text = manifest_json(manifest);
  EXPECT_EQ(text, manifest_json(manifest));
  const Json json = Json::parse(text);
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"command", "file", "with_model", "strict", "csv_bom", "ronghe", "model",
                                            "seed", "set", "scenarios", "inputs", "warnings", "counts", "outputs"}));
  EXPECT_EQ(json["scenarios"][0]["resolved"].dump(), R"({"b":1,"a":2})") << "in the order of the scenario room";
  EXPECT_TRUE(json["scenarios"][1]["resolved"].is_null());
}

TEST(PortableName, IsSeenFromTheScenariosFolder) {
  const testing::TemporaryFolder root;
  const std::string folder = (root.path() / "city").string();
  testing::write_text(root.path() / "city" / "plan.yaml", "");
  testing::write_text(root.path() / "city" / "data" / "counties.csv", "");
  testing::write_text(root.path() / "model.yaml", "");
  EXPECT_EQ(portable_name(folder + "/plan.yaml", folder), "plan.yaml");
  EXPECT_EQ(portable_name(folder + "/data/counties.csv", folder), "data/counties.csv");
  EXPECT_EQ(portable_name((root.path() / "model.yaml").string(), folder), "../model.yaml");
}

TEST(PortableName, NeverTellsTheFoldersOfTheMachine) {
  const testing::TemporaryFolder root;
  testing::write_text(root.path() / "model.yaml", "");
  EXPECT_EQ(portable_name((root.path() / "model.yaml").string(), "/usr/share/far/away/from/it"), "model.yaml");
  EXPECT_EQ(portable_name("small-county/people.yaml", root.path().string()), "small-county/people.yaml");
}

}  // namespace
}  // namespace ronghe
