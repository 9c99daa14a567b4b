// A difference that is split, as a user sees it.
#include "cli/school.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::Finished;
using ::testing::HasSubstr;
using testing::read_text;
using testing::run_program;
using ::testing::StartsWith;
using testing::write_text;
using Json = nlohmann::ordered_json;

class Attribute : public testing::School {
 protected:
  Finished attribute(const std::string& arguments) const { return run_program("attribute " + arguments, folder()); }
};

TEST_F(Attribute, PrintsPartsThatAddUpThenTheFiles) {
  const Finished finished = attribute("city/baseline.yaml city/plan.yaml -o out");
  EXPECT_EQ(finished.status, 0) << finished.err;
  for (const char* part : {"What makes Plan (plan) differ from Baseline (baseline)\n", "New rooms (new-rooms)",
                           "100.0 %", "out/attribution.csv\n"}) {
    EXPECT_THAT(finished.out, HasSubstr(part));
  }
  EXPECT_THAT(read_text(folder() / "out" / "attribution.csv"),
              StartsWith("variable,county,time,item,kind,part,share,standard_error,unit\nbuilding,,2024,new-rooms,"));
}

TEST_F(Attribute, SplitsAParameterAndEveryPlace) {
  write_text(city() / "plan.yaml", std::string(testing::school_plan) + "parameters:\n  wear: {to: 0.2 1/year}\n");
  const Finished finished = attribute("city/baseline.yaml city/plan.yaml --of building@2023 --places --json");
  EXPECT_EQ(finished.status, 0) << finished.err;
  const Json json = Json::parse(finished.out);
  ASSERT_EQ(json["figures"].size(), 3U) << "the whole and two places";
  for (const Json& figure : json["figures"]) {
    EXPECT_EQ(figure["time"], 2023.0);
    double sum = 0;
    for (const auto& [id, part] : figure["parts"].items()) sum += part["part"].get<double>();
    const double scale = std::max(std::abs(figure["from"].get<double>()), std::abs(figure["to"].get<double>()));
    EXPECT_NEAR(sum, figure["difference"].get<double>(), 1e-9 * scale);
  }
}

TEST_F(Attribute, SplitsSomeCells) {
  const Finished finished = attribute("city/baseline.yaml city/plan.yaml --of 'building[west]@2023' --json");
  EXPECT_EQ(finished.status, 0) << finished.err;
  const Json json = Json::parse(finished.out);
  ASSERT_EQ(json["figures"].size(), 1U);
  EXPECT_EQ(json["figures"][0]["place"]["county"], "west");
  EXPECT_EQ(attribute("city/baseline.yaml city/plan.yaml --of 'building[north]'").status, 1);
}

TEST_F(Attribute, SplitsWhatTheScenarioAsks) {
  write_text(city() / "plan.yaml",
             std::string(testing::school_plan) + "analysis: {attribution: {of: building@2022, method: shapley}}\n");
  const Json json = Json::parse(attribute("city/baseline.yaml city/plan.yaml --json").out);
  ASSERT_EQ(json["figures"].size(), 1U);
  EXPECT_EQ(json["figures"][0]["time"], 2022.0);
}

TEST_F(Attribute, WritesTheSameBytesAgain) {
  ASSERT_EQ(attribute("city/baseline.yaml city/plan.yaml -o one").status, 0);
  ASSERT_EQ(attribute("city/baseline.yaml city/plan.yaml -o two --lang zh --quiet --threads 2").status, 0);
  for (const char* file : {"attribution.csv", "attribution.json", "manifest.json"}) {
    const std::string first = read_text(folder() / "one" / file);
    ASSERT_FALSE(first.empty());
    EXPECT_EQ(first, read_text(folder() / "two" / file)) << file;
  }
}

TEST_F(Attribute, TellsWhatItCannotSplit) {
  EXPECT_EQ(attribute("city/baseline.yaml city/plan.yaml --of bilding").status, 1);
  EXPECT_EQ(attribute("city/baseline.yaml city/plan.yaml --of building@2020.5").status, 2);
  EXPECT_THAT(made(), ::testing::IsEmpty());
}

}  // namespace
}  // namespace ronghe
