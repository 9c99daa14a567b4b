// A scenario that is frozen, moved, and run again: the same bytes, or a word on what differs.
#include "cli/school.hpp"

#include <algorithm>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using Json = nlohmann::ordered_json;
using testing::Finished;
using testing::read_text;
using testing::run_program;
using testing::TemporaryFolder;
using testing::write_text;

constexpr std::string_view model = R"(model: school
title: {zh: 学校, en: A school}
time: {start: 2020, stop: 2024, step: 1/4 year, save: 1 year}
dimensions:
  county: {from: data}
inputs:
  grant: {over: [county], unit: 亿元/year, default: 0}
  start_value: {over: [county], unit: 亿元}
constants:
  wear: {unit: 1/year, value: 0.1}
stocks:
  building: {over: [county], unit: 亿元, initial: start_value, inflows: [built], outflows: [worn]}
flows:
  built: {over: [county], unit: 亿元/year, equation: grant}
  worn: {over: [county], unit: 亿元/year, equation: building * wear}
money:
  inputs: [grant]
  sources: {own_budget: {}}
)";

constexpr std::string_view baseline = R"(scenario: 1
id: baseline
title: {zh: 基准情景, en: "Baseline: nothing new"}
model: model.yaml
prices: {base: 2020, money: constant}
data:
  counties: {file: tables/counties.csv, id: name}
  inputs:
    - {id: start, file: tables/counties.csv, by: county, columns: {value: {into: start_value, unit: 亿元}}}
)";

constexpr std::string_view plan = R"(scenario: 1
id: plan
title: {zh: 方案, en: Plan}
extends: [baseline.yaml]
outputs: {variables: [building, built], compare_with: baseline}
parameters:
  wear: {to: 12.5 %/year, source: "见《报告》: 表3"}
programmes:
  - id: new-rooms
    title: {zh: 新教室, en: New rooms}
    into: grant
    where: {county: 西县}
    each: {unit: 亿元/year, profile: {2021: 2.30, 2022-07: 0.1, 2023: 0}, between: step}
    funding: {own_budget: 100 %}
)";

// The city with counties from a table, so that a frozen folder has one to take along.
class Verify : public testing::School {
 protected:
  Verify() {
    write_text(city() / "model.yaml", model);
    write_text(city() / "tables" / "counties.csv", "name,value\n东县,10\n西县,20\n");
    write_text(city() / "baseline.yaml", baseline);
    write_text(city() / "plan.yaml", plan);
  }

  Finished ronghe(const std::string& arguments) const { return run_program(arguments, folder()); }
};

TEST_F(Verify, FindsTheRunAsItWasFromEveryFolder) {
  ASSERT_EQ(ronghe("run city/plan.yaml -o out --set 'wear=9 %/year' --csv-bom").status, 0);
  for (const char* arguments : {"verify out", "verify out/manifest.json", "verify out city"}) {
    const Finished finished = ronghe(arguments);
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_THAT(finished.out, HasSubstr("results.csv"));
  }
  EXPECT_EQ(run_program("verify .", folder() / "out").status, 0);
}

TEST_F(Verify, UsesTheModelOfTheCommandLineAgain) {
  std::string other(model);
  other.replace(other.find("value: 0.1"), 10, "value: 0.2");
  write_text(city() / "other" / "model.yaml", other);
  ASSERT_EQ(ronghe("run city/baseline.yaml -o out --model city/other").status, 0);
  const Finished finished = ronghe("verify out");
  EXPECT_EQ(finished.status, 0) << finished.err;
}

TEST_F(Verify, RunsComparisonsAndReportsAgain) {
  ASSERT_EQ(ronghe("compare city/plan.yaml --baseline city/baseline.yaml -o compared --html --csv-bom").status, 0);
  ASSERT_EQ(ronghe("compare city/plan.yaml city/baseline.yaml --baseline city/baseline.yaml -o plain "
                   "--set 'wear=9 %/year'")
                .status,
            0);
  ASSERT_EQ(ronghe("report city/plan.yaml -o reported --threads 2").status, 0);
  for (const char* arguments : {"verify compared", "verify plain city", "verify reported"}) {
    const Finished finished = ronghe(arguments);
    EXPECT_EQ(finished.status, 0) << finished.err;
  }
  EXPECT_THAT(ronghe("verify compared").out, HasSubstr("report.html"));
  EXPECT_THAT(ronghe("verify reported").out, HasSubstr("report.xlsx"));
  write_text(city() / "plan.yaml", std::string(plan) + "# a remark\n");
  EXPECT_THAT(ronghe("verify reported").err, HasSubstr("verify.input_changed"));
}

TEST_F(Verify, RunsTheReportOfARunAgain) {
  std::string wanted(plan);
  wanted.replace(wanted.find("outputs: {"), 10, "outputs: {write: [csv, html, xlsx], ");
  write_text(city() / "plan.yaml", wanted);
  ASSERT_EQ(ronghe("run city/plan.yaml -o out").status, 0);
  const Finished finished = ronghe("verify out");
  EXPECT_EQ(finished.status, 0) << finished.err;
  EXPECT_THAT(finished.out, HasSubstr("report.html"));
  ASSERT_EQ(ronghe("freeze city/plan.yaml -o frozen").status, 0);
  EXPECT_EQ(ronghe("verify frozen").status, 0);
}

TEST_F(Verify, NamesEveryInputThatChanged) {
  ASSERT_EQ(ronghe("run city/plan.yaml -o out").status, 0);
  write_text(city() / "tables" / "counties.csv", "name,value\n东县,10\n西县,21\n");
  write_text(city() / "model.yaml", std::string(model) + "# a remark\n");
  const Finished finished = ronghe("verify out");
  EXPECT_EQ(finished.status, 1);
  EXPECT_THAT(finished.err, HasSubstr("`tables/counties.csv`"));
  EXPECT_THAT(finished.err, HasSubstr("`model.yaml`"));
  EXPECT_THAT(finished.err, HasSubstr("2 errors"));
}

TEST_F(Verify, DoesNotCompareTheRecordOfTheRun) {
  ASSERT_EQ(ronghe("run city/plan.yaml -o out").status, 0);
  write_text(folder() / "out" / "run.json", "{}");
  EXPECT_EQ(ronghe("verify out city").status, 0);
}

TEST_F(Verify, TakesAFrozenFolderThatWasMoved) {
  ASSERT_EQ(ronghe("freeze city/plan.yaml -o frozen").status, 0);
  fs::rename(folder() / "frozen", folder() / "elsewhere");
  fs::remove_all(city());
  const Finished finished = ronghe("verify elsewhere");
  EXPECT_EQ(finished.status, 0) << finished.err;
  EXPECT_EQ(ronghe("verify elsewhere/frozen.json").status, 0);
}

TEST_F(Verify, FreezesWhatRunsToTheSameBytes) {
  ASSERT_EQ(ronghe("freeze city/plan.yaml -o frozen").status, 0);
  ASSERT_EQ(ronghe("run city/plan.yaml --alone -o one").status, 0);
  const Finished again = ronghe("run frozen/plan.yaml -o two");
  ASSERT_EQ(again.status, 0) << again.err;
  for (const char* file : {"results.csv", "summary.json"}) {
    EXPECT_EQ(read_text(folder() / "one" / file), read_text(folder() / "two" / file)) << file;
  }
}

TEST_F(Verify, FreezesTheTextOfEveryFileWithItsHash) {
  ASSERT_EQ(ronghe("freeze city/plan.yaml -o frozen").status, 0);
  EXPECT_EQ(read_text(folder() / "frozen" / "model" / "model.yaml"), model);
  EXPECT_EQ(read_text(folder() / "frozen" / "tables" / "counties.csv"), read_text(city() / "tables" / "counties.csv"));
  const Json frozen = Json::parse(read_text(folder() / "frozen" / "frozen.json"));
  std::vector<std::string> names;
  for (const Json& input : frozen["inputs"]) names.push_back(input["file"]);
  EXPECT_THAT(names, ::testing::UnorderedElementsAre("plan.yaml", "tables/counties.csv", "model/model.yaml"));
  EXPECT_EQ(frozen["ronghe"]["version"], RONGHE_VERSION);
  EXPECT_EQ(frozen["ronghe"]["build"], RONGHE_BUILD);
  EXPECT_THAT(read_text(folder() / "frozen" / "frozen.json"), ::testing::Not(HasSubstr(folder().string())));
}

TEST_F(Verify, FreezesAScenarioThatOnlySaysWhatItIsComparedWith) {
  std::string text = read_text(folder() / "city" / "plan.yaml");
  const std::string wishes = "outputs: {variables: [building, built], compare_with: baseline}";
  text.replace(text.find(wishes), wishes.size(), "outputs: {compare_with: baseline}");
  write_text(folder() / "city" / "plan.yaml", text);
  ASSERT_EQ(ronghe("freeze city/plan.yaml -o frozen").status, 0);
  EXPECT_EQ(ronghe("verify frozen").status, 0);
}

TEST_F(Verify, FreezesNothingWhenAFileCannotBeWritten) {
  fs::create_directories(folder() / "frozen");
  const Finished finished = ronghe("freeze city/plan.yaml -o frozen/" + std::string(300, 'x'));
  EXPECT_EQ(finished.status, 3);
  EXPECT_TRUE(fs::is_empty(folder() / "frozen"));
}

// Freezes a scenario, moves the folder, and runs it there.
void expect_same_bytes_elsewhere(const fs::path& scenario) {
  SCOPED_TRACE(scenario.string());
  const TemporaryFolder place;
  const std::string file = scenario.filename().string();
  ASSERT_EQ(run_program("freeze '" + scenario.string() + "' -o frozen", place.path()).status, 0);
  fs::rename(place.path() / "frozen", place.path() / "elsewhere");
  ASSERT_EQ(run_program("run '" + scenario.string() + "' --alone -o one", place.path()).status, 0);
  ASSERT_EQ(run_program("run 'elsewhere/" + file + "' -o two", place.path()).status, 0);
  for (const char* output : {"results.csv", "summary.json"}) {
    EXPECT_EQ(read_text(place.path() / "one" / output), read_text(place.path() / "two" / output)) << output;
  }
}

TEST(Freeze, RunsEveryShippedScenarioToTheSameBytesElsewhere) {
  int frozen = 0;
  for (const auto& entry : fs::recursive_directory_iterator(fs::path(RONGHE_SOURCE_DIR) / "scenarios")) {
    if (entry.path().extension() != ".yaml") continue;
    expect_same_bytes_elsewhere(entry.path());
    ++frozen;
  }
  EXPECT_GE(frozen, 7);
}

TEST(Freeze, RunsAScenarioWithEveryKeyToTheSameBytesElsewhere) {
  expect_same_bytes_elsewhere(fs::path(RONGHE_SOURCE_DIR) / "tests" / "mutation" / "whole" / "whole.yaml");
}

}  // namespace
}  // namespace ronghe
