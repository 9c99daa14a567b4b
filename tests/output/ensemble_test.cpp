#include "output/example_ensemble.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

using Json = nlohmann::ordered_json;
using testing::ensemble_example;
using ::testing::HasSubstr;
using ::testing::StartsWith;

TEST(EnsembleJson, HasEachFigureWithItsRangeAndChance) {
  const auto made = ensemble_example();
  const Json json = Json::parse(ensemble_json(made->ensemble));
  std::vector<std::string> keys;
  for (const auto& [key, value] : json.items()) keys.push_back(key);
  EXPECT_EQ(keys, (std::vector<std::string>{"baseline", "time", "design", "quantiles", "scenarios", "keys", "variables",
                                            "sentences", "failure_counts", "failures", "notes"}));
  EXPECT_EQ(json["design"], Json::parse(R"({"kind": "sobol", "members": 200, "seed": 7, "kept": 2})"));
  EXPECT_EQ(json["scenarios"][1]["failed"], 1);
  EXPECT_EQ(json["keys"][0]["variable"], "people");
  const Json& gdp = json["variables"][0];
  EXPECT_EQ(gdp["variable"], "gdp");
  EXPECT_EQ(gdp["whole"]["by"], "total");
  const Json& plan = gdp["whole"]["rows"][0]["scenarios"]["more-schools"];
  EXPECT_EQ(plan["quantiles"][1], 4142.0);
  EXPECT_EQ(plan["difference"][1], 2.0);
  EXPECT_EQ(plan["better"], 0.9);
  EXPECT_EQ(plan["robustness"],
            Json::parse(R"({"regret_90": 0.0, "regret_max": 0.5, "satisficing": 0.7, "worst": 3900.0, "first": 0.0})"));
  EXPECT_EQ(gdp["places"][1]["place"], Json::parse(R"({"county": "422802"})"));
  EXPECT_EQ(json["sentences"][0]["scenarios"]["more-schools"],
            Json::parse(R"({"chance": 0.75, "standard_error": 0.03, "members": 199})"));
  EXPECT_EQ(json["sentences"][1]["scenarios"]["baseline"], nullptr);
  EXPECT_EQ(
      json["failure_counts"],
      Json::parse(R"([{"scenario": "more-schools", "code": "run.not_finite", "variable": "gdp", "members": 1}])"));
  EXPECT_EQ(json["failures"][0], Json::parse(R"({"scenario": "more-schools", "member": 17, "code": "run.not_finite",
      "variable": "gdp", "place": ["422802"], "time": 2024.5})"));
}

TEST(EnsembleJson, HasNullForWhatHasNoDirection) {
  const auto made = ensemble_example({testing::people});
  const Json json = Json::parse(ensemble_json(made->ensemble));
  const Json& plan = json["variables"][0]["whole"]["rows"][0]["scenarios"]["more-schools"];
  EXPECT_EQ(plan["better"], nullptr);
  EXPECT_EQ(plan["robustness"], nullptr);
}

TEST(EnsembleTable, HasOneQuantileARow) {
  const auto made = ensemble_example({testing::gdp});
  const std::string csv = to_csv(ensemble_table(made->ensemble));
  EXPECT_THAT(csv, StartsWith("scenario,variable,county,area,joined,time,quantile,value,difference,mean,better,unit\n"
                              "baseline,gdp,422801,,,2023,0.05,1820,0,2001,0.5,\"亿元/year, 2023 prices\"\n"));
  EXPECT_THAT(csv, HasSubstr("\nmore-schools,gdp,,,total,2025,0.5,4142,2,4143,0.9,"));
  EXPECT_EQ(ensemble_table(made->ensemble).rows, 2U * 3 * 3 * 3);  // scenarios × (cells and whole) × times × quantiles
}

TEST(EnsembleTable, TellsAVariableWithoutPlacesOnce) {
  const auto made = ensemble_example({testing::share});
  EXPECT_EQ(ensemble_table(made->ensemble).rows, 2U * 3 * 3);
}

TEST(EnsembleTable, LeavesWhatIsMissingEmpty) {
  auto made = ensemble_example({testing::share});
  made->ensemble.variables[0].cells.quantiles[0] = testing::none;
  EXPECT_THAT(to_csv(ensemble_table(made->ensemble)), HasSubstr("\nbaseline,share,,,,2023,0.05,,0,"));
}

TEST(MembersTable, HasTheValuesOfTheMembersThatAreKept) {
  const auto made = ensemble_example({testing::share});
  const std::string csv = to_csv(members_table(made->ensemble));
  EXPECT_THAT(csv, StartsWith("scenario,variable,county,area,joined,time,member,value,unit\n"
                              "baseline,share,,,,2023,0,0.475,1\n"
                              "baseline,share,,,,2023,1,0.525,1\n"));
}

TEST(DrawsTable, HasOneNumberARow) {
  const auto made = ensemble_example();
  EXPECT_EQ(to_csv(draws_table(made->ensemble)),
            "member,key,value,unit\n"
            "0,u-birth,0.01,1/year\n"
            "0,u-pull[422801],1.4,1\n"
            "1,u-birth,0.02,1/year\n"
            "1,u-pull[422801],1.6,1\n");
}

TEST(SensitivityJson, NamesWhatItsMethodGives) {
  const auto made = ensemble_example();
  const Json sobol = Json::parse(sensitivity_json(sensitivity_example(*made, Sensitivity::Method::sobol)));
  EXPECT_EQ(sobol["method"], "sobol");
  EXPECT_EQ(sobol["figures"][0]["variable"], "gdp");
  EXPECT_EQ(sobol["figures"][0]["joined"], "total");
  EXPECT_EQ(sobol["figures"][0]["keys"]["u-pull[422801]"]["total"], 0.8);
  const Json morris = Json::parse(sensitivity_json(sensitivity_example(*made, Sensitivity::Method::morris)));
  EXPECT_EQ(morris["figures"][0]["keys"]["u-birth"], Json::parse(R"({"mean_effect": 40.0, "mean_absolute": 50.0,
      "mean_absolute_low": 30.0, "mean_absolute_high": 70.0, "deviation": 20.0, "at_low": 4100.0, "at_high": 4180.0})"));
}

TEST(SensitivityTable, HasOneKeyARow) {
  const auto made = ensemble_example();
  EXPECT_EQ(to_csv(sensitivity_table(sensitivity_example(*made, Sensitivity::Method::sobol))),
            "scenario,variable,county,area,time,key,first,first_low,first_high,total,total_low,total_high,at_low,"
            "at_high,unit\n"
            "more-schools,gdp,,,2025,u-birth,0.1,0.05,0.15,0.2,0.12,0.28,4100,4180,\"亿元/year, 2023 prices\"\n"
            "more-schools,gdp,,,2025,u-pull[422801],0.7,0.62,0.78,0.8,0.7,0.9,4300,3980,\"亿元/year, 2023 prices\"\n");
}

TEST(Discovery, HasOneLimitARow) {
  const auto made = ensemble_example();
  const DiscoveryResult discovery = discovery_example(*made);
  EXPECT_EQ(to_csv(discovery_table(discovery)),
            "scenario,sentence,box,key,above,below,unit,quasi_p,box_members,box_missed,coverage,density\n"
            "more-schools,closer,1,u-pull[422801],1.6,,1,1e-04,40,36,0.72,0.9\n"
            "more-schools,closer,1,u-birth,0.005,0.011,1/year,0.02,40,36,0.72,0.9\n");
  const Json json = Json::parse(discovery_json(discovery));
  EXPECT_EQ(json["missed"], 50);
  EXPECT_EQ(json["boxes"][0]["limits"][0],
            Json::parse(R"({"key": "u-pull[422801]", "above": 1.6, "below": null, "quasi_p": 0.0001})"));
}

TEST(EnsembleTexts, AreTheSameForTheSameResults) {
  EXPECT_EQ(ensemble_json(ensemble_example()->ensemble), ensemble_json(ensemble_example()->ensemble));
  EXPECT_EQ(to_csv(ensemble_table(ensemble_example()->ensemble)), to_csv(ensemble_table(ensemble_example()->ensemble)));
}

}  // namespace
}  // namespace ronghe
