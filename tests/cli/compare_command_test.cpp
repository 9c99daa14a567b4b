// A comparison as a user sees it.
#include "cli/school.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::Finished;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using testing::read_text;
using testing::run_program;
using ::testing::StartsWith;
using testing::write_text;
using Json = nlohmann::ordered_json;

class Compare : public testing::School {
 protected:
  Finished compare(const std::string& arguments) const { return run_program("compare " + arguments, folder()); }
};

TEST_F(Compare, PrintsTheScenariosSideBySideThenTheFiles) {
  const Finished finished = compare("city/baseline.yaml city/plan.yaml -o out");
  EXPECT_EQ(finished.status, 0);
  for (const char* part : {"Compared at 2024 with Baseline (baseline)\n", "Buildings (building, 亿元, 2020 prices)",
                           "total", "rank", "All programmes (亿元, 2020 prices)\n", "out/compare.csv\n"}) {
    EXPECT_THAT(finished.out, HasSubstr(part));
  }
  EXPECT_THAT(finished.out, Not(HasSubstr("new-rooms")));
  EXPECT_THAT(compare("city/baseline.yaml city/plan.yaml --full").out,
              HasSubstr("New rooms (new-rooms) (亿元, 2020 prices)\n"));
  const std::string table = read_text(folder() / "out" / "compare.csv");
  EXPECT_THAT(table, StartsWith("scenario,variable,county,time,value,unit,baseline,difference,relative_difference\n"
                                "baseline,building,east,2020,10,\"亿元, 2020 prices\",10,0,0\n"));
}

TEST_F(Compare, GivesTheNumbersOfARun) {
  ASSERT_EQ(compare("city/baseline.yaml city/plan.yaml -o both").status, 0);
  ASSERT_EQ(run_program("run city/plan.yaml -o run --quiet", folder()).status, 0);
  const Json run = json("run/summary.json");
  const Json both = json("both/compare.json");
  EXPECT_EQ(both["variables"][0]["places"][1]["scenarios"]["plan"]["value"], run["variables"][0]["values"][1]["stop"]);
}

TEST_F(Compare, WritesTheSameBytesAgain) {
  ASSERT_EQ(compare("city/baseline.yaml city/plan.yaml -o one").status, 0);
  ASSERT_EQ(compare("city/baseline.yaml city/plan.yaml -o two --lang zh --quiet --threads 2").status, 0);
  for (const char* file : {"compare.csv", "compare.json", "manifest.json"}) {
    const std::string first = read_text(folder() / "one" / file);
    ASSERT_FALSE(first.empty());
    EXPECT_EQ(first, read_text(folder() / "two" / file)) << file;
  }
}

TEST_F(Compare, EndsWithFourWhenStrictAndATargetIsMissed) {
  write_text(city() / "baseline.yaml",
             std::string(testing::school_baseline) + "parameters: {wear: {to: 0.05 1/year}}\n");
  write_text(city() / "plan.yaml", std::string(testing::school_plan) +
                                       "targets:\n  - {id: more, want: building >= 100 亿元, where: all, by: 2024}\n");
  EXPECT_EQ(compare("city/baseline.yaml city/plan.yaml").status, 0);
  EXPECT_EQ(compare("city/baseline.yaml city/plan.yaml --strict").status, 4);
}

TEST_F(Compare, TakesTheBaselineThatIsNamed) {
  const Finished among = compare("city/plan.yaml city/baseline.yaml --baseline ./city/baseline.yaml --json");
  EXPECT_EQ(among.status, 0);
  const Json json = Json::parse(among.out);
  EXPECT_EQ(json["baseline"], "baseline");
  EXPECT_EQ(json["scenarios"][0]["id"], "plan") << "the order is the one given";
  const Finished beside = compare("city/plan.yaml --baseline city/baseline.yaml --json");
  EXPECT_EQ(Json::parse(beside.out)["scenarios"][0]["id"], "baseline");
  EXPECT_EQ(Json::parse(beside.out)["scenarios"].size(), 2U);
}

TEST_F(Compare, RunsScenariosOfDifferentModelsOneByOneAndSaysSo) {
  write_text(city() / "longer.yaml",
             "scenario: 1\nid: longer\ntitle: {zh: 长, en: Longer}\nextends: [baseline.yaml]\n"
             "time: {stop: 2026}\n");
  const Finished finished = compare("city/baseline.yaml city/longer.yaml -o out");
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.out, HasSubstr("one by one"));
  EXPECT_EQ(json("out/compare.json")["together"], false);
  const Json row = json("out/compare.json")["variables"][0]["places"][0]["scenarios"];
  EXPECT_EQ(row["longer"]["difference"], 0.0) << "compared at the last time of the baseline";
}

TEST_F(Compare, WritesNothingWhenAnyInputIsWrong) {
  const Finished finished = compare("city/plan.yaml city/missing.yaml -o out");
  EXPECT_EQ(finished.status, 1);
  EXPECT_THAT(finished.out, IsEmpty());
  EXPECT_THAT(made(), IsEmpty());
}

TEST_F(Compare, WritesThePageOfAReportAndChangesNothingElse) {
  ASSERT_EQ(compare("city/baseline.yaml city/plan.yaml -o plain").status, 0);
  const Finished finished = compare("city/baseline.yaml city/plan.yaml -o out --html");
  ASSERT_EQ(finished.status, 0) << finished.err;
  EXPECT_THAT(finished.out, HasSubstr("out/report.html\n"));
  for (const char* file : {"compare.csv", "compare.json"}) {
    EXPECT_EQ(read_text(folder() / "out" / file), read_text(folder() / "plain" / file)) << file;
  }
  ASSERT_EQ(run_program("report city/baseline.yaml city/plan.yaml -o page.html", folder()).status, 0);
  EXPECT_EQ(read_text(folder() / "out" / "report.html"), read_text(folder() / "page.html"));
}

TEST_F(Compare, LeavesThePlacesOutWhenBrief) {
  EXPECT_THAT(compare("city/baseline.yaml city/plan.yaml --brief").out, Not(HasSubstr("west")));
}

}  // namespace
}  // namespace ronghe
