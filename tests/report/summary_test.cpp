#include "analysis/example.hpp"
#include "report/typeset.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::example;
using testing::Example;
using ::testing::HasSubstr;
using ::testing::Not;

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    lines.push_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

TEST(TellSummary, SetsFiguresUnderFiguresInEnglish) {
  const Example made = example({testing::gdp, testing::share});
  EXPECT_EQ(tell_summary(summarize(made.plan_lane(), made.baseline_lane()), {.columns = 90}),
            "                                      2023        2025 baseline 2025      change\n"
            "Output (gdp, 亿元/year, 2023 prices)\n"
            "  Enshi City                          2000        2021        2020       +1.00     +0.05 %\n"
            "  Lichuan                             2100        2121        2120       +1.00     +0.05 %\n"
            "Rural share (share, %)               50.00       52.10       52.00      +0.100          pp\n"
            "\n"
            "The model's check held.\n");
}

TEST(TellSummary, SetsFiguresUnderFiguresInChinese) {
  const Example made = example({testing::gdp, testing::share});
  EXPECT_EQ(
      tell_summary(summarize(made.plan_lane(), made.baseline_lane()), {.language = Language::chinese, .columns = 90}),
      "                                      2023        2025   基准 2025        变化\n"
      "地区生产总值 (gdp, 亿元/年，2023年价)\n"
      "  恩施市                              2000        2021        2020       +1.00     +0.05 %\n"
      "  利川市                              2100        2121        2120       +1.00     +0.05 %\n"
      "农村占比 (share, %)                  50.00       52.10       52.00      +0.100      百分点\n"
      "\n"
      "模型的检验成立。\n");
}

TEST(TellSummary, ShowsTheChangeSinceTheStartWhenThereIsNoBaseline) {
  const Example made = example({testing::share});
  EXPECT_EQ(lines_of(tell_summary(summarize(made.plan_lane()), {.columns = 60}))[1],
            "Rural share (share, %)         50.00       52.10       +2.10");
}

TEST(TellSummary, FitsItsColumns) {
  Example made = example();
  Programme programme;
  programme.id = "schools";
  programme.title = {"把所有乡村学校建设到国家规定的标准化办学条件并配齐教师",
                     "Bring every village school up to the national standard"};
  programme.unit = *Unit::parse("亿元");
  programme.place = 0;
  programme.by_place = {1.25, 2.5};
  programme.sum = 3.75;
  made.plan.programmes = {programme};
  const Summary summary = summarize(made.plan_lane(), made.baseline_lane());
  for (const Language language : {Language::english, Language::chinese}) {
    for (const int columns : {80, 100}) {
      for (const std::string& line : lines_of(tell_summary(summary, {.language = language, .columns = columns}))) {
        EXPECT_LE(display_width(line), columns) << line;
      }
    }
  }
}

TEST(TellSummary, MarksBetterGreenAndWorseRedOnlyWithColour) {
  const Example made = example({testing::gdp, testing::share});
  const Summary summary = summarize(made.plan_lane(), made.baseline_lane());
  const std::string coloured = tell_summary(summary, {.color = true});
  EXPECT_THAT(coloured, HasSubstr("\x1b[32m       +1.00\x1b[0m")) << "more output is better";
  EXPECT_THAT(coloured, HasSubstr("\x1b[31m      +0.100\x1b[0m")) << "a higher rural share is worse";
  EXPECT_THAT(tell_summary(summary, {.color = false}), Not(HasSubstr("\x1b")));
}

TEST(TellSummary, LeavesOutAPercentageAcrossZero) {
  Example made = example({testing::share});
  Model model = *made.model;
  model.variables[testing::share].indicator.reset();
  made.plan.model = made.baseline.model = std::make_shared<const Model>(model);
  made.run.values = {1, 1, 1, 1, -1, 1};
  EXPECT_THAT(tell_summary(summarize(made.plan_lane(), made.baseline_lane()), {}), Not(HasSubstr("%")));
}

TEST(TellSummary, ShowsADashForWhatIsMissing) {
  Example made = example({testing::share});
  made.run.values[4] = testing::none;
  made.run.failures = {{.member = 0,
                        .step = 3,
                        .time = 2024.5,
                        .variable = testing::share,
                        .cell = 0,
                        .value = testing::none,
                        .code = "run.not_finite",
                        .span = {}}};
  const std::string text = tell_summary(summarize(made.plan_lane(), made.baseline_lane()), {});
  EXPECT_THAT(text, HasSubstr("–"));
  EXPECT_THAT(text, HasSubstr("`more-schools` stopped at 2024.5: `share` is not a number"));
}

TEST(TellSummary, CountsBrokenChecks) {
  Example made = example({testing::share});
  made.run.checks = {{.check = 0, .violations = 3, .largest = 0.25, .member = 0, .step = 2, .cell = 1, .time = 2024}};
  const Summary summary = summarize(made.plan_lane(), made.baseline_lane());
  EXPECT_THAT(tell_summary(summary, {}),
              HasSubstr("1 of 1 checks of the model did not hold:\n"
                        "  People are conserved: 3 times in `more-schools`, by 0.25 at worst\n"));
  EXPECT_THAT(tell_summary(summary, {.language = Language::chinese}),
              HasSubstr("人口守恒：情景 `more-schools` 中共 3 次，最大偏差 0.25"));
}

TEST(TellProgrammes, GivesEachPlaceAndTheSum) {
  std::vector<ProgrammeSum> sums = {{"roads",
                                     {"村道", "Roads"},
                                     {"亿元，2023年价", "亿元, 2023 prices"},
                                     3.75,
                                     3.75,
                                     {2025, 2026},
                                     {2.5, 1.25},
                                     {2.5, 1.25},
                                     "county",
                                     {{"422801", {"恩施市", "Enshi City"}, 1.25, 1.25, {1.25, 0}, {1.25, 0}},
                                      {"422802", {}, 2.5, 2.5, {1.25, 1.25}, {1.25, 1.25}}},
                                     {}}};
  EXPECT_EQ(tell_programmes(sums, {}, 2023, 2035, {.columns = 60}),
            "Programmes, money asked for from 2023 to 2035\n"
            "  Roads (roads)               in all 3.750 亿元, 2023 prices\n"
            "    Enshi City 1.250 · 422802 2.500\n");
  sums[0].paid = 3;
  sums[0].paid_in = {2, 1};
  sums[0].by_place[1].paid = 1.75;
  sums[0].by_place[1].paid_in = {0.75, 1};
  EXPECT_THAT(tell_programmes(sums, {}, 2023, 2035, {.columns = 80}),
              HasSubstr("    Enshi City 1.250, paid 1.250 (100.0 %) · 422802 2.500, paid 1.750 (70.0 %)\n"
                        "    % paid in              2025   2026\n"
                        "    in all                 80.0   80.0\n"
                        "    Enshi City            100.0      –\n"
                        "    422802                 60.0   80.0\n"));
  EXPECT_EQ(tell_programmes({}, {}, 2023, 2035, {}), "");
}

TEST(TellProgrammes, AddsAllUpBySource) {
  std::vector<ProgrammeSum> sums(1);
  sums.front().id = "roads";
  sums.front().asked = sums.front().paid = 4;
  const std::vector<FundingSum> funding = {{.unit = {"亿元", "亿元"},
                                            .programmes = 2,
                                            .asked = 60,
                                            .parts = {{{"own", {"本级财力", "own budget"}, true}, 36},
                                                      {{"transfer", {}, true}, 18},
                                                      {{"own", {"本级财力", "own budget"}, false}, 6}}}};
  EXPECT_THAT(tell_programmes(sums, funding, 2023, 2035, {.columns = 60}),
              HasSubstr("  All programmes                           in all 60.00 亿元\n"
                        "    asked of: own budget 36.00 · transfer 18.00\n"
                        "    own budget, as no `funding` is said, 6.00\n"));
  EXPECT_THAT(tell_programmes(sums, funding, 2023, 2035, {.language = Language::chinese}),
              HasSubstr("    资金来源：本级财力 36.00 · transfer 18.00 · 本级财力（未写 `funding`） 6.00\n"));
}

TEST(TellReading, NamesScenarioBaselineModelTimeAndSeed) {
  Example made = example();
  EXPECT_EQ(tell_reading(made.plan, &made.baseline, 7, {}),
            "scenario  More schools (more-schools)\n"
            "baseline  Baseline (baseline)\n"
            "model     Two counties (two-counties): 5 variables, county 2, area 2\n"
            "time      2023 to 2025, 4 steps of 1/2 year, Euler\n"
            "prices    2023\n");
  EXPECT_EQ(tell_reading(made.plan, nullptr, 7, {.language = Language::chinese}),
            "情景      多建学校（more-schools）\n"
            "模型      两县（two-counties）：5 个变量，county 2，area 2\n"
            "时间      2023 至 2025，4 步，步长 1/2 年，欧拉法\n"
            "价格      2023年价\n");
  Model drawing = *made.model;
  drawing.variables[testing::gdp].memory = Variable::Memory::random_normal;
  made.plan.model = std::make_shared<const Model>(drawing);
  EXPECT_THAT(tell_reading(made.plan, nullptr, 7, {}), HasSubstr("seed      7\n")) << "the model draws numbers";
}

}  // namespace
}  // namespace ronghe
