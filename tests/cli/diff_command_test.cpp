// Two scenarios beside each other, as a user sees it.
#include "running/run_program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

using testing::Finished;
using ::testing::HasSubstr;
using testing::run_program;
using testing::TemporaryFolder;

const std::filesystem::path enshi = std::filesystem::path(RONGHE_SOURCE_DIR) / "scenarios" / "enshi";

TEST(DiffCommand, TellsItemsAndResultsInBothLanguages) {
  const Finished english = run_program("diff teaching-baseline.yaml teaching-rural-services.yaml", enshi);
  EXPECT_EQ(english.status, 0) << english.err;
  for (const char* part : {"only in B: `village-schools` (Village schools to standard)", "reforms (`reforms`)",
                           "results at 2035", "B - A", "GDP, 亿元/year, 2023 prices"}) {
    EXPECT_THAT(english.out, HasSubstr(part));
  }
  const Finished chinese = run_program("diff teaching-baseline.yaml teaching-rural-services.yaml --lang zh", enshi);
  for (const char* part : {"仅 B 有：`village-schools`（乡村学校标准化）", "改革（`reforms`）", "2035 的结果"}) {
    EXPECT_THAT(chinese.out, HasSubstr(part));
  }
}

TEST(DiffCommand, SaysThatEqualScenariosAreEqual) {
  const Finished finished = run_program("diff teaching-baseline.yaml teaching-baseline.yaml", enshi);
  EXPECT_EQ(finished.status, 0);
  EXPECT_THAT(finished.out, HasSubstr("Both scenarios say the same."));
  EXPECT_THAT(finished.out, HasSubstr("Their results at 2035 are equal."));
}

TEST(DiffCommand, TakesValuesAndAModelFromTheCommandLine) {
  const TemporaryFolder folder;
  const Finished set = run_program("diff cooling-cup cooling-cup --set 'room=30'", folder.path());
  EXPECT_EQ(set.status, 1);
  EXPECT_THAT(set.err, HasSubstr("quantity.unit_needed")) << "a value that is read";
  EXPECT_EQ(run_program("diff cooling-cup cooling-cup --set 'room=30 degC'", folder.path()).status, 0);
  const Finished model = run_program("diff epidemic cooling-cup --model cooling-cup", folder.path());
  EXPECT_EQ(model.status, 0) << model.err;
  EXPECT_THAT(model.out, HasSubstr("Both scenarios say the same."));
}

TEST(DiffCommand, ComparesModelsWithoutScenariosAndDifferentModels) {
  const TemporaryFolder folder;
  EXPECT_EQ(run_program("diff cooling-cup cooling-cup", folder.path()).status, 0);
  const Finished finished = run_program("diff cooling-cup epidemic", folder.path());
  EXPECT_EQ(finished.status, 0) << finished.err;
  EXPECT_THAT(finished.out, HasSubstr("from `cooling-cup` to `epidemic`"));
}

TEST(DiffCommand, GivesEveryValueAsJson) {
  const Finished finished = run_program("diff teaching-baseline.yaml teaching-rural-services.yaml --json", enshi);
  const auto json = nlohmann::json::parse(finished.out);
  EXPECT_EQ(json["first"]["id"], "teaching-baseline");
  EXPECT_EQ(json["differences"].size(), 4U);
  for (const auto& result : json["results"]) {
    EXPECT_EQ(result["difference"], result["second"].get<double>() - result["first"].get<double>());
  }
}

}  // namespace
}  // namespace ronghe
