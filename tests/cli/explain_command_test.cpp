// What `explain` prints for people and for programs.
#include "running/run_program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

using testing::Finished;
using ::testing::HasSubstr;
using testing::run_program;

const std::filesystem::path enshi = std::filesystem::path(RONGHE_SOURCE_DIR) / "scenarios" / "enshi";

TEST(ExplainCommand, TellsTheValuesOverTimeWithTheLineBelowEach) {
  const Finished finished = run_program("explain rural-reform-first.yaml reform_target", enshi);
  EXPECT_EQ(finished.status, 0) << finished.err;
  EXPECT_THAT(finished.out, HasSubstr("  Homesteads\n"
                                      "    2023: 0.15; 2025: 0.15 → 2029: 0.6\n"
                                      "        reform `homestead` rural-reform-first.yaml:61:9\n"
                                      "    without it: 0.15\n"
                                      "        the model county/reform.yaml:"));
}

TEST(ExplainCommand, TellsSomeCellsOrWhatAnItemMoves) {
  const Finished cells = run_program("explain rural-reform-first.yaml 'reform_target[homestead]'", enshi);
  EXPECT_EQ(cells.status, 0) << cells.err;
  EXPECT_THAT(cells.out, HasSubstr("reform `homestead` rural-reform-first.yaml:61:9"));
  const Finished item = run_program("explain rural-reform-first.yaml homestead", enshi);
  EXPECT_EQ(item.status, 0) << item.err;
  EXPECT_THAT(item.out, HasSubstr("reform `homestead` rural-reform-first.yaml:61:9"));
  EXPECT_EQ(run_program("explain rural-reform-first.yaml 'reform_target[nowhere]'", enshi).status, 1);
}

TEST(ExplainCommand, TellsWhatNobodySetAtTheEnd) {
  EXPECT_THAT(run_program("explain weakest-counties-first.yaml service_investment", enshi).out,
              HasSubstr("  everywhere else\n    0\n"));
}

TEST(ExplainCommand, SpeaksChinese) {
  const Finished finished = run_program("explain rural-reform-first.yaml reform_target --lang zh", enshi);
  EXPECT_THAT(finished.out, HasSubstr("若无此项：0.15"));
}

TEST(ExplainCommand, TellsWhatIsNotSetWhenAskedForIt) {
  EXPECT_THAT(run_program("explain cooling-cup", enshi).out, HasSubstr("sets no input"));
  EXPECT_THAT(run_program("explain teaching-baseline.yaml reserve_goal", enshi).out, HasSubstr("0.08\n"));
}

TEST(ExplainCommand, TellsTheTextOfTheCommandLine) {
  const Finished finished =
      run_program("explain teaching-baseline.yaml reserve_goal --set reserve_goal=0.1year", enshi);
  EXPECT_EQ(finished.status, 1) << "a number stands one space before its unit";
  const Finished good = run_program("explain teaching-baseline.yaml reserve_goal --set 'reserve_goal=0.1 year'", enshi);
  EXPECT_THAT(good.out, HasSubstr("0.1\n      `--set` reserve_goal=0.1 year\n  without it: 0.08"));
}

TEST(ExplainCommand, GivesPlacesAndValuesAsJson) {
  const Finished finished = run_program("explain rural-services-first.yaml --json", enshi);
  const auto json = nlohmann::json::parse(finished.out);
  EXPECT_GT(json.size(), 20U);
  for (const auto& input : json) {
    for (const auto& group : input["groups"]) {
      EXPECT_FALSE(group["cells"].empty());
      EXPECT_EQ(group["layers"][0]["kind"], "model");
      EXPECT_EQ(group["values"], group["layers"].back()["values"]);
      for (const auto& layer : group["layers"]) EXPECT_GT(layer["places"][0]["line"].get<int>(), 0);
    }
  }
}

}  // namespace
}  // namespace ronghe
