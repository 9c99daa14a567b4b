#include "analysis/example.hpp"
#include "ronghe/report.hpp"

#include <sstream>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::example;
using testing::Example;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(TellPaths, DrawsTheRunAsALineAndTheBaselineAsDots) {
  const Example made = example({testing::gdp});
  EXPECT_EQ(tell_paths(made.plan_lane(), made.baseline_lane(), {.columns = 60}),
            "Paths of the whole (line: this run, dots: baseline)\n"
            "Output, 亿元/year\n"
            "     4142                   ⣀⡠⠤⠒⠒⠙\n"
            "                     ⣀⡠⠤⠔⠒⠉⠉\n"
            "               ⢀⡠⠤⠒⠊⠉⠈\n"
            "     4100 ⣀⠤⠔⠒⠉⠁\n"
            "          2023                2025\n"
            "\n");
}

TEST(TellPaths, SetsChartsBesideEachOtherWhereThereIsRoom) {
  const Example made = example({testing::gdp, testing::share});
  for (const auto& [columns, lines] : {std::pair{100, 8}, std::pair{60, 15}}) {
    const std::string text =
        tell_paths(made.plan_lane(), std::nullopt, {.language = Language::chinese, .columns = columns});
    EXPECT_EQ(std::count(text.begin(), text.end(), '\n'), lines);
    EXPECT_THAT(text, HasSubstr("农村占比, %"));
    EXPECT_THAT(text, Not(HasSubstr("基准")));
  }
}

TEST(TellPaths, DrawsEachFigureOfTheWholeAndCallsItByName) {
  const Example made = example({testing::people});
  const std::string text = tell_paths(made.plan_lane(), made.baseline_lane(), {.columns = 100});
  EXPECT_THAT(text, HasSubstr("people, urban, "));
  EXPECT_THAT(text, HasSubstr("people, rural, "));
}

TEST(TellPaths, SetsTheBaselineAtItsOwnTimes) {
  const Example made = example({testing::gdp});
  Example other = example({testing::gdp});
  other.run.times = {2025, 2026, 2027};
  std::fill(other.run.values.begin(), other.run.values.end(), 2050);
  const std::string text = tell_paths(made.plan_lane(), other.baseline_lane(), {.columns = 60});
  EXPECT_THAT(text, HasSubstr("4142"));
  EXPECT_EQ(text.find("\u2802"), std::string::npos) << "no dot of the baseline before its start";
}

TEST(TellPaths, LeavesOutWhatHasNoValueOrDoesNotMove) {
  Example made = example({testing::gdp});
  for (const double value : {testing::none, 2.0}) {
    std::fill(made.run.values.begin(), made.run.values.end(), value);
    EXPECT_EQ(tell_paths(made.plan_lane(), std::nullopt, {}), "");
  }
}

}  // namespace
}  // namespace ronghe
