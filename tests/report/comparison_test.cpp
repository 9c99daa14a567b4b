#include "analysis/example.hpp"
#include "report/typeset.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using ::testing::AllOf;
using testing::example;
using testing::Example;
using ::testing::HasSubstr;
using ::testing::Not;

TEST(TellComparison, SetsTheBaselineFirstAndDifferencesUnderValues) {
  const Example made = example({testing::gdp, testing::share});
  EXPECT_EQ(tell_comparison(compare_lanes({made.plan_lane(), made.baseline_lane()}, 1), Detail::usual, {.columns = 60}),
            "Compared at 2025 with Baseline (baseline)\n"
            "  More schools (more-schools)\n"
            "  Baseline (baseline)\n"
            "\n"
            "                            baseline    more-schools\n"
            "Output (gdp, 亿元/year, 2023 prices), higher is better\n"
            "  total                         4140            4142\n"
            "                                       +2.00 +0.05 %\n"
            "    rank                           2               1\n"
            "  Enshi City                    2020            2021\n"
            "                                       +1.00 +0.05 %\n"
            "  Lichuan                       2120            2121\n"
            "                                       +1.00 +0.05 %\n"
            "Rural share (share, %), lower is better\n"
            "  value                        52.00           52.10\n"
            "                                           +0.100 pp\n"
            "    rank                           1               2\n"
            "\n"
            "Amounts are added over places; of ratios the plain mean is\n"
            "taken, in which each place counts once. Rank 1 is the best;\n"
            "= shares its rank.\n"
            "\n"
            "The model's check held.\n");
}

TEST(TellComparison, SpeaksChineseAndLeavesPlacesOutWhenBrief) {
  const Example made = example({testing::gdp});
  const std::string text = tell_comparison(compare_lanes({made.plan_lane(), made.baseline_lane()}, 1), Detail::brief,
                                           {.language = Language::chinese});
  EXPECT_THAT(text, HasSubstr("2025 各情景与 基准情景（baseline） 对照\n"));
  EXPECT_THAT(text, HasSubstr("地区生产总值 (gdp, 亿元/年，2023年价)，越高越好\n  合计 "));
  EXPECT_THAT(text, HasSubstr("    名次 "));
  EXPECT_THAT(text, Not(HasSubstr("恩施市")));
}

TEST(TellComparison, TellsWhatIsPaidOfAProgrammeThatIsCut) {
  const Example made = example({testing::share});
  Comparison comparison = compare_lanes({made.baseline_lane(), made.plan_lane()}, 0);
  ProgrammeSum sum;
  sum.id = "schools";
  sum.title = {"学校", "Schools"};
  sum.unit = {"亿元，2023年价", "亿元, 2023 prices"};
  sum.asked = 4;
  sum.paid = 3;
  sum.by_place = {{"422801", {"恩施市", "Enshi City"}, 1, 1, {}, {}}, {"422802", {}, 3, 2, {}, {}}};
  comparison.programmes = {{"schools", sum.title, {std::nullopt, sum}}};
  EXPECT_THAT(tell_comparison(comparison, Detail::full, {}),
              HasSubstr("Programmes, money asked for from 2023 to 2025\n"
                        "Schools (schools) (亿元, 2023 prices)\n"
                        "  in all                           –           4.000\n"
                        "    paid                                3.000 75.0 %\n"
                        "  Enshi City                       –           1.000\n"
                        "  422802                           –           3.000\n"
                        "    paid                                2.000 66.7 %\n"));
}

TEST(TellComparison, AddsTheMoneyOfEachOptionUnlessAskedForAll) {
  const Example made = example({testing::share});
  Comparison comparison = compare_lanes({made.baseline_lane(), made.plan_lane()}, 0);
  ProgrammeSum schools;
  schools.id = "schools";
  schools.title = {"学校", "Schools"};
  schools.unit = {"亿元，2023年价", "亿元, 2023 prices"};
  schools.asked = 4;
  schools.paid = 3;
  ProgrammeSum posts = schools;
  posts.id = "posts";
  posts.asked = posts.paid = 2;
  ProgrammeSum land = posts;
  land.id = "land";
  land.unit = {"亩", "亩"};
  comparison.scenarios[1].programmes = {schools, posts, land};
  comparison.programmes = {{"schools", schools.title, {std::nullopt, schools}}};
  const std::string text = tell_comparison(comparison, Detail::usual, {});
  EXPECT_THAT(text, HasSubstr("All programmes (亿元, 2023 prices)\n"
                              "  in all                           –           6.000\n"
                              "    paid                                5.000 83.3 %\n"
                              "All programmes (亩)\n"
                              "  in all                           –           2.000\n"
                              "  the money of each programme: --full\n"));
  EXPECT_THAT(text, Not(HasSubstr("(schools)")));
  EXPECT_THAT(tell_comparison(comparison, Detail::brief, {}), Not(HasSubstr("--full")));
  EXPECT_THAT(tell_comparison(comparison, Detail::full, {}), HasSubstr("Schools (schools)"));
}

TEST(TellComparison, CutsNoLabel) {
  const Example made = example({testing::gdp});
  Comparison comparison = compare_lanes({made.plan_lane(), made.baseline_lane()}, 1);
  comparison.variables[0].cells[0].labels = {{"", "A county with a long name"}};
  EXPECT_THAT(tell_comparison(comparison, Detail::usual, {.columns = 100}),
              HasSubstr("\n  A county with a long name             2020            2021\n"));
  comparison.variables[0].cells[0].labels = {{"", "A county with a name that is longer than any column"}};
  EXPECT_THAT(tell_comparison(comparison, Detail::usual, {.columns = 60}),
              AllOf(HasSubstr("\n  A county with a name that"), HasSubstr("column\n"), Not(HasSubstr("…"))));
}

TEST(TellComparison, TellsWhichTargetsAreMet) {
  const Example made = example({testing::share});
  Comparison comparison = compare_lanes({made.baseline_lane(), made.plan_lane()}, 0);
  Judgement missed;
  missed.id = "closer";
  missed.label = {"差距缩小", "A closer gap"};
  missed.asked = 8;
  missed.broken = 3;
  missed.margin = -0.25;
  missed.unit = {"万元", "万元"};
  Judgement met = missed;
  met.broken = 0;
  met.margin = 0.5;
  comparison.sentences = {{Judgement::Kind::target, "closer", missed.label, "gap < 1", {missed, met}},
                          {Judgement::Kind::constraint, "debt", {}, "debt <= 2", {std::nullopt, met}}};
  EXPECT_THAT(tell_comparison(comparison, Detail::brief, {}),
              HasSubstr("Targets and constraints\n"
                        "A closer gap (closer): gap < 1 (万元)\n"
                        "                          missed 3/8             met\n"
                        "    margin                   -0.2500         +0.5000\n"
                        "debt: debt <= 2 (万元)\n"
                        "                                   –             met\n"
                        "    margin                                   +0.5000\n"));
}

TEST(TellComparison, FitsItsColumnsWithManyScenarios) {
  const Example made = example();
  std::vector<Lane> lanes(9, made.plan_lane());
  lanes[4] = made.baseline_lane();
  const Comparison comparison = compare_lanes(lanes, 4);
  for (const Language language : {Language::english, Language::chinese}) {
    for (const int columns : {60, 100}) {
      const std::string text = tell_comparison(comparison, Detail::usual, {.language = language, .columns = columns});
      for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = text.find('\n', at);
        EXPECT_LE(display_width(text.substr(at, end - at)), columns) << text.substr(at, end - at);
        at = end + 1;
      }
    }
  }
}

}  // namespace
}  // namespace ronghe
