// A run as a user sees it: what is printed, what is written, and what is not.
#include "cli/school.hpp"
#include "ronghe/output.hpp"
#include "ronghe/simulate.hpp"

#include <cmath>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::Not;
using ::testing::StartsWith;
using Json = nlohmann::ordered_json;
using testing::Finished;
using testing::read_text;
using testing::run_program;
using testing::write_text;

class Run : public testing::School {
 protected:
  Finished run(const std::string& arguments) const { return run_program("run " + arguments, folder()); }
};

TEST_F(Run, PrintsWhatWasReadThenTheSummaryThenTheFiles) {
  const Finished finished = run("city/plan.yaml -o out");
  EXPECT_EQ(finished.status, 0);
  const char* parts[] = {"scenario  Plan (plan)",
                         "baseline  Baseline (baseline)",
                         "time      ",
                         "Buildings (building, 亿元, 2020 prices)",
                         "Programmes, money asked for from 2020 to 2024",
                         "New rooms (new-rooms)",
                         "west 4.000",
                         "out/results.csv",
                         "out/run.json"};
  std::size_t at = 0;
  for (const char* part : parts) {
    const std::size_t found = finished.out.find(part, at);
    ASSERT_NE(found, std::string::npos) << part << " is missing or too early in\n" << finished.out;
    at = found;
  }
  EXPECT_THAT(finished.out, Not(HasSubstr("\x1b"))) << "no colour without a terminal";
}

TEST_F(Run, SpeaksChinese) {
  const Finished finished = run("city/plan.yaml -o out --lang zh");
  for (const char* part :
       {"情景      方案（plan）", "校舍 (building, 亿元，2020年价)", "新教室（new-rooms）", "已写入"}) {
    EXPECT_THAT(finished.out, HasSubstr(part));
  }
}

TEST_F(Run, WritesTheSameBytesAgainWhateverTheLanguageThreadsAndFolder) {
  ASSERT_EQ(run("city/plan.yaml -o one").status, 0);
  ASSERT_EQ(run("city/plan.yaml -o two --lang zh --threads 2 --quiet").status, 0);
  ASSERT_EQ(run_program("run plan.yaml -o ../three --json", city()).status, 0);
  for (const char* file : {"results.csv", "summary.json", "manifest.json"}) {
    const std::string first = read_text(folder() / "one" / file);
    ASSERT_FALSE(first.empty());
    EXPECT_EQ(first, read_text(folder() / "two" / file)) << file;
    EXPECT_EQ(first, read_text(folder() / "three" / file)) << file;
  }
}

// Of the county model, which takes logarithms and powers.
TEST_F(Run, WritesTheSameBytesWithEveryInstructionSet) {
  const std::string scenario = RONGHE_SOURCE_DIR "/scenarios/enshi/rural-services-first.yaml";
  std::string first;
  for (const InstructionSet set : instruction_sets()) {
    const std::string variable = "RONGHE_ISA=" + std::string(name_of(set));
    ASSERT_EQ(run_program("run '" + scenario + "' -o out --quiet", folder(), variable).status, 0) << variable;
    const std::string results = read_text(folder() / "out" / "results.csv");
    if (first.empty()) first = results;
    ASSERT_FALSE(results.empty());
    EXPECT_TRUE(results == first) << variable;
  }
}

TEST_F(Run, HashesEveryInputAndOutputInItsManifest) {
  ASSERT_EQ(run("city/plan.yaml -o out").status, 0);
  const Json manifest = json("out/manifest.json");
  std::vector<std::string> inputs;
  for (const Json& input : manifest["inputs"]) {
    inputs.push_back(input["file"]);
    EXPECT_EQ(input["sha256"], sha256(read_text(city() / inputs.back())));
  }
  EXPECT_THAT(inputs, ::testing::UnorderedElementsAre("plan.yaml", "baseline.yaml", "model.yaml"));
  ASSERT_EQ(manifest["outputs"].size(), 2U);
  for (const Json& output : manifest["outputs"]) {
    EXPECT_EQ(output["sha256"], sha256(read_text(folder() / "out" / output["file"].get<std::string>())));
  }
  EXPECT_EQ(manifest["scenarios"][0]["resolved"]["programmes"][0]["id"], "new-rooms");
  EXPECT_EQ(manifest["counts"]["lanes"], 2);
  EXPECT_EQ(manifest["counts"]["steps"], 16);
  EXPECT_THAT(read_text(folder() / "out" / "manifest.json"), Not(HasSubstr(folder().string())));
}

TEST_F(Run, TellsInAManifestOfWhatItsOwnInputsWereWarned) {
  write_text(city() / "idle.yaml", R"(scenario: 1
id: idle
title: {zh: 无支出, en: Idle}
extends: [baseline.yaml]
programmes:
  - id: nothing
    title: {zh: 无, en: Nothing}
    into: grant
    where: all
    each: {unit: 亿元/year, profile: {2021: 0, 2023: 0}, between: step}
)");
  ASSERT_EQ(run("city/plan.yaml city/idle.yaml -o out --quiet").status, 0);
  EXPECT_THAT(json("out/plan/manifest.json")["warnings"], IsEmpty());
  const Json warnings = json("out/idle/manifest.json")["warnings"];
  ASSERT_EQ(warnings.size(), 1U);
  EXPECT_EQ(warnings[0]["code"], "programme.pays_nothing");
  EXPECT_EQ(warnings[0]["file"], "idle.yaml");
}

TEST_F(Run, WritesScenarioAndBaselineAsATidyTable) {
  ASSERT_EQ(run("city/plan.yaml -o out").status, 0);
  const std::string table = read_text(folder() / "out" / "results.csv");
  EXPECT_THAT(
      table,
      StartsWith("scenario,variable,county,time,value,unit\nplan,building,east,2020,10,\"亿元, 2020 prices\"\n"));
  EXPECT_THAT(table, HasSubstr("\nbaseline,building,west,2024,"));
  EXPECT_EQ(std::count(table.begin(), table.end(), '\n'), 1 + 2 * 2 * 5);
}

TEST_F(Run, LeavesTheBaselineOutWhenAskedTo) {
  const Finished finished = run("city/plan.yaml -o out --alone");
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.out, Not(HasSubstr("Baseline")));
  EXPECT_THAT(read_text(folder() / "out" / "results.csv"), Not(HasSubstr("baseline")));
  EXPECT_TRUE(json("out/summary.json")["baseline"].is_null());
}

TEST_F(Run, GivesAScenarioTheSameNumbersAloneAndBesideItsBaseline) {
  ASSERT_EQ(run("city/plan.yaml -o both").status, 0);
  ASSERT_EQ(run("city/plan.yaml -o alone --alone").status, 0);
  const std::string both = read_text(folder() / "both" / "results.csv");
  const std::string alone = read_text(folder() / "alone" / "results.csv");
  EXPECT_EQ(both.substr(0, alone.size()), alone);
}

TEST_F(Run, PrintsNothingButJsonWithJson) {
  const Finished finished = run("city/plan.yaml -o out --json");
  EXPECT_EQ(finished.status, 0);
  EXPECT_EQ(finished.out, read_text(folder() / "out" / "summary.json"));
  const Json summary = Json::parse(finished.out);
  EXPECT_EQ(summary["scenario"]["id"], "plan");
  EXPECT_EQ(summary["programmes"][0]["asked"], 4.0);
}

TEST_F(Run, PrintsAListOfSummariesForSeveralFiles) {
  const Finished finished = run("city/plan.yaml city/baseline.yaml -o out --json");
  const Json summaries = Json::parse(finished.out);
  ASSERT_EQ(summaries.size(), 2U);
  EXPECT_EQ(summaries[1]["scenario"]["id"], "baseline");
  EXPECT_TRUE(fs::exists(folder() / "out" / "plan" / "results.csv"));
  EXPECT_TRUE(fs::exists(folder() / "out" / "baseline" / "results.csv"));
}

TEST_F(Run, PrintsNothingWithQuiet) {
  const Finished finished = run("city/plan.yaml -o out --quiet");
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.out, IsEmpty());
  EXPECT_TRUE(fs::exists(folder() / "out" / "results.csv"));
}

TEST_F(Run, WritesBelowRongheResultsWhenNoFolderIsNamed) {
  ASSERT_EQ(run("city/plan.yaml").status, 0);
  EXPECT_TRUE(fs::exists(folder() / "ronghe-results" / "plan" / "results.csv"));
}

TEST_F(Run, TakesAPlainModelAndWritesEveryVariable) {
  const Finished finished = run("city/model.yaml -o out");
  EXPECT_EQ(finished.status, 0);
  const std::string table = read_text(folder() / "out" / "results.csv");
  for (const char* variable : {"building", "built", "worn"}) {
    EXPECT_THAT(table, HasSubstr(std::string(",") + variable + ",east,2024,"));
  }
  EXPECT_THAT(table, Not(HasSubstr("prices")));
  EXPECT_TRUE(json("out/manifest.json")["scenarios"][0]["resolved"].is_null());
}

TEST_F(Run, TakesAModelThatShips) {
  const Finished finished = run("cooling-cup --json");
  EXPECT_EQ(finished.status, 0);
  const Json summary = Json::parse(finished.out);
  // 20 + 70 exp(-6) degrees, within the 1e-6 that the model's own check grants
  EXPECT_NEAR(summary["variables"][0]["values"][0]["stop"].get<double>(), 20 + 70 * std::exp(-6), 1e-6);
}

TEST_F(Run, SetsAReferenceValue) {
  ASSERT_EQ(run("city/plan.yaml -o out --set 'wear=0 %/year'").status, 0);
  EXPECT_EQ(json("out/summary.json")["variables"][0]["values"][0]["stop"], 10.0);
  EXPECT_EQ(json("out/manifest.json")["set"][0], "wear=0 %/year");
}

TEST_F(Run, BeginsTheTableWithAByteOrderMarkWhenAsked) {
  ASSERT_EQ(run("city/plan.yaml -o out --csv-bom").status, 0);
  EXPECT_THAT(read_text(folder() / "out" / "results.csv"), StartsWith("\xEF\xBB\xBFscenario,"));
}

TEST_F(Run, PrintsTheProgramAndRunsNothing) {
  const Finished finished = run("city/plan.yaml --disassemble");
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.out, HasSubstr("building"));
  EXPECT_THAT(made(), IsEmpty());
}

TEST_F(Run, MakesNoFileWhenAnyInputIsWrong) {
  write_text(city() / "wrong.yaml", "scenario: 1\nid: wrong\nextends: [baseline.yaml]\nprogrames: []\n");
  for (const auto& [arguments, ending] : {std::pair("city/wrong.yaml", "Nothing was run.\n"),
                                          std::pair("city/plan.yaml city/wrong.yaml -o out", "Nothing was run.\n"),
                                          std::pair("city/missing.yaml -o out", "Nothing was run.\n"),
                                          std::pair("city/wrong.yaml --lang zh --json", "未运行。\n")}) {
    SCOPED_TRACE(arguments);
    const Finished finished = run(arguments);
    EXPECT_EQ(finished.status, 1);
    EXPECT_THAT(finished.out, IsEmpty());
    EXPECT_THAT(finished.err, ::testing::EndsWith(ending));
    EXPECT_THAT(made(), IsEmpty());
  }
}

TEST_F(Run, RefusesAFolderThatIsAFile) {
  write_text(folder() / "city" / "taken", "mine");
  const Finished finished = run("city/plan.yaml -o city/taken/out");
  EXPECT_EQ(finished.status, 2);
  EXPECT_THAT(finished.err, HasSubstr("command.not_a_folder"));
  EXPECT_EQ(read_text(city() / "taken"), "mine");
}

TEST_F(Run, EndsWithThreeWhenItsFilesCannotBeWritten) {
  fs::create_directories(folder() / "out" / "summary.json");
  const Finished finished = run("city/plan.yaml -o out");
  EXPECT_EQ(finished.status, 3);
  EXPECT_THAT(finished.err, HasSubstr("command.cannot_write"));
  EXPECT_THAT(made(), ::testing::ElementsAre("out", "out/summary.json"));
}

TEST_F(Run, WarnsOfABrokenCheckAndStopsOnlyWhenStrict) {
  const Finished lenient = run("city/plan.yaml -o out");
  EXPECT_EQ(lenient.status, 0);
  EXPECT_THAT(lenient.err, HasSubstr("warning[run.check_broken]"));
  EXPECT_THAT(lenient.err, HasSubstr("city/model.yaml:26:"));
  EXPECT_EQ(json("out/summary.json")["checks"]["broken"][0]["check"], "something_is_left");
  const Finished strict = run("city/plan.yaml -o strict --strict");
  EXPECT_EQ(strict.status, 3);
  EXPECT_THAT(strict.err, HasSubstr("error[run.check_broken]"));
}

TEST_F(Run, EndsWithThreeWhenALaneFailsAndSaysWhere) {
  std::string broken(testing::school_model);
  broken.replace(broken.find("building * wear"), 15, "building * wear / (2022 - time / 1 year)");
  write_text(city() / "model.yaml", broken);
  const Finished finished = run("city/plan.yaml -o out");
  EXPECT_EQ(finished.status, 3);
  EXPECT_THAT(finished.err, HasSubstr("error[run.not_finite]"));
  EXPECT_THAT(finished.err, HasSubstr("city/model.yaml:11:"));
  EXPECT_THAT(read_text(folder() / "out" / "results.csv"), HasSubstr("plan,building,east,2024,,"));
  EXPECT_EQ(json("out/summary.json")["failures"].size(), 2U);
}

TEST_F(Run, IsToldByCheckWithoutRunning) {
  const Finished finished = run_program("check city/plan.yaml", folder());
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.out, HasSubstr("west 4.000"));
  EXPECT_THAT(finished.out, HasSubstr("new-rooms  programme  "));
  EXPECT_THAT(finished.out, ::testing::EndsWith("0 errors, 0 warnings.\n"));
  EXPECT_THAT(made(), IsEmpty());
  write_text(city() / "plan.yaml", "scenario: 1\nid: plan\nextends: [baseline.yaml]\nprogrames: []\n");
  EXPECT_EQ(run_program("check city/plan.yaml", folder()).status, 1);
}

}  // namespace
}  // namespace ronghe
