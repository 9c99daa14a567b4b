#include "analysis/example.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::example;
using testing::Example;

std::vector<std::string> names(const Summary& summary) {
  std::vector<std::string> result;
  for (const SummaryVariable& variable : summary.variables) result.push_back(variable.name);
  return result;
}

TEST(Summarize, ShowsBothEndsBesideTheBaseline) {
  const Example made = example();
  const Summary summary = summarize(made.plan_lane(), made.baseline_lane());
  EXPECT_EQ(summary.start, 2023);
  EXPECT_EQ(summary.stop, 2025);
  EXPECT_EQ(names(summary), (std::vector<std::string>{"people", "gdp", "share"}));
  const SummaryRow& row = summary.variables[1].rows[1];
  EXPECT_EQ(row.elements, (std::vector<std::string>{"422802"}));
  EXPECT_EQ(row.labels[0].zh, "利川市");
  EXPECT_EQ(row.start, 2100);
  EXPECT_EQ(row.stop, 2121);
  EXPECT_EQ(row.baseline_start, 2100);
  EXPECT_EQ(row.baseline_stop, 2120);
  EXPECT_EQ(row.difference(), 1);
}

TEST(Summarize, HasNoBaselineValuesWhenItStandsAlone) {
  const Example made = example();
  const Summary summary = summarize(made.plan_lane());
  EXPECT_EQ(summary.baseline, "");
  EXPECT_TRUE(std::isnan(summary.variables[0].rows[0].baseline_stop));
  EXPECT_EQ(summary.variables[0].rows[0].stop, 1021);
}

TEST(Summarize, FindsTheBaselinesValuesByNameWhenItHasAnotherModel) {
  Example made = example({testing::gdp});
  Model other = *made.model;
  std::swap(other.dimensions[0].elements[0], other.dimensions[0].elements[1]);
  other.variables[testing::share].name = "something else";
  made.baseline.model = std::make_shared<const Model>(other);
  const Summary summary = summarize(made.plan_lane(), made.baseline_lane());
  EXPECT_EQ(summary.variables[0].rows[0].elements[0], "422801");
  EXPECT_EQ(summary.variables[0].rows[0].baseline_stop, 2120);
  EXPECT_EQ(summary.variables[0].rows[1].baseline_stop, 2020);
}

TEST(Summarize, ReadsTheBaselineAtTheTimesOfTheRun) {
  const Example made = example({testing::gdp});
  Example other = example({testing::gdp});
  other.run.times = {2024, 2025, 2026};
  const Summary summary = summarize(made.plan_lane(), other.baseline_lane());
  EXPECT_EQ(summary.variables[0].rows[0].baseline_stop, 2010) << "of 2025";
  EXPECT_TRUE(std::isnan(summary.variables[0].rows[0].baseline_start)) << "there is no 2023";
}

TEST(Summarize, ComparesNoValuesOfAnotherUnit) {
  Example made = example({testing::gdp});
  Model other = *made.model;
  other.variables[testing::gdp].unit = *Unit::parse("万元/year");
  made.baseline.model = std::make_shared<const Model>(other);
  const Summary summary = summarize(made.plan_lane(), made.baseline_lane());
  EXPECT_TRUE(std::isnan(summary.variables[0].rows[0].baseline_stop));
}

TEST(Summarize, ShowsIndicatorsElseStocksWhenNothingIsAskedFor) {
  Example made = example({testing::people, testing::gdp, testing::share, testing::moves});
  made.plan.outputs.clear();
  EXPECT_EQ(names(summarize(made.plan_lane())), (std::vector<std::string>{"gdp", "share"}));
  Model plain = *made.model;
  for (Variable& variable : plain.variables) variable.indicator.reset();
  made.plan.model = std::make_shared<const Model>(plain);
  EXPECT_EQ(names(summarize(made.plan_lane())), (std::vector<std::string>{"people"}));
}

TEST(Summarize, KnowsHowManyPercentADimensionlessValueIs) {
  const Example made = example();
  const Summary summary = summarize(made.plan_lane());
  EXPECT_EQ(summary.variables[2].percent, 100);
  EXPECT_FALSE(summary.variables[1].percent.has_value());
}

TEST(Summarize, TellsBrokenChecksWithScenarioAndPlace) {
  Example made = example();
  made.run.checks = {{.check = 0, .violations = 3, .largest = 0.25, .member = 1, .step = 2, .cell = 1, .time = 2024}};
  const Summary summary = summarize(made.plan_lane(), made.baseline_lane());
  ASSERT_EQ(summary.broken_checks.size(), 1U);
  EXPECT_EQ(summary.broken_checks[0].name, "people_stay");
  EXPECT_EQ(summary.broken_checks[0].scenario, "baseline");
  EXPECT_EQ(summary.broken_checks[0].elements, (std::vector<std::string>{"422802"}));
  EXPECT_EQ(summary.checks, 1);
  made.run.checks[0].violations = 0;
  EXPECT_TRUE(summarize(made.plan_lane(), made.baseline_lane()).broken_checks.empty());
}

TEST(Summarize, TellsAFailedLaneByTheAuthorsVariable) {
  Example made = example();
  made.run.failures = {{.member = 0,
                        .step = 3,
                        .time = 2024.5,
                        .variable = testing::hidden_stock,
                        .cell = 0,
                        .value = testing::none,
                        .code = "run.not_finite",
                        .span = {}}};
  const Summary summary = summarize(made.plan_lane(), made.baseline_lane());
  ASSERT_EQ(summary.failures.size(), 1U);
  EXPECT_EQ(summary.failures[0].variable, "gdp");
  EXPECT_EQ(summary.failures[0].scenario, "more-schools");
  EXPECT_EQ(summary.failures[0].time, 2024.5);
}

TEST(Summarize, TellsALaneThatACheckStopped) {
  Example made = example();
  Model model = *made.model;
  model.checks[0].span = {std::make_shared<const Source>("model.yaml", "people_stay: …"), 0, 11};
  made.plan.model = made.baseline.model = std::make_shared<const Model>(model);
  made.run.failures = {{.member = 0,
                        .step = 2,
                        .time = 2024,
                        .variable = -1,
                        .cell = 1,
                        .value = 0.5,
                        .code = "run.check_broken",
                        .span = model.checks[0].span}};
  const Summary summary = summarize(made.plan_lane(), made.baseline_lane());
  EXPECT_EQ(summary.failures[0].check, "people_stay");
  EXPECT_EQ(summary.failures[0].variable, "");
  EXPECT_EQ(summary.failures[0].elements, (std::vector<std::string>{"422802"}));
  EXPECT_TRUE(run_diagnostics(summary, true).empty()) << "one cause gives one error, and the check tells it";
}

TEST(Summarize, LeavesOutTheTroublesOfOtherMembers) {
  Example made = example();
  made.run.failures = {{.member = 7, .variable = testing::gdp, .code = "run.not_finite", .span = {}}};
  EXPECT_TRUE(summarize(made.plan_lane(), made.baseline_lane()).failures.empty());
}

TEST(ProgrammeSums, NameThePlacesThatGetSomething) {
  Example made = example();
  Programme programme;
  programme.id = "schools";
  programme.title = {"学校", "Schools"};
  programme.input = testing::grant;
  programme.unit = *Unit::parse("亿元");
  programme.place = 0;
  programme.cells = {1};
  programme.sums = {2.5};
  programme.by_place = {0, 2.5};
  programme.sum = 2.5;
  made.plan.programmes = {programme};
  const auto sums = programme_sums(made.plan);
  ASSERT_EQ(sums.size(), 1U);
  EXPECT_EQ(sums[0].unit.en, "亿元, 2023 prices");
  EXPECT_EQ(sums[0].asked, 2.5);
  EXPECT_EQ(sums[0].dimension, "county");
  ASSERT_EQ(sums[0].by_place.size(), 1U);
  EXPECT_EQ(sums[0].by_place[0].place, "422802");
}

// Two steps a year; the programme asks for 1, 2, 4, 0 times 0.5 and 1 亿元/year, of which a quarter, a half, all are
// paid.
TEST(ProgrammeSums, TellWhatIsPaidStepByStep) {
  Example made = example();
  Model model = *made.model;
  model.money_inputs = {testing::grant};
  model.money_share_paid = testing::gdp;  // whatever it is called: over county
  made.plan.model = made.baseline.model = std::make_shared<const Model>(model);
  Programme programme;
  programme.id = "schools";
  programme.unit = *Unit::parse("亿元");
  programme.input = testing::grant;
  programme.cells = {0, 1};
  programme.weights = {0.5, 1};
  programme.profile = {1, 2, 4, 0};
  programme.sums = {1.75, 3.5};
  programme.place = 0;
  programme.by_place = {1.75, 3.5};
  programme.sum = 5.25;
  made.plan.programmes = {programme};
  Series& shares = made.run.each_step;
  shares.variables = {testing::gdp};
  shares.cells = {2};
  shares.times = {2023, 2023.5, 2024, 2024.5, 2025};
  shares.members = 2;
  const double none = testing::none;  // the lane fails when nothing is asked for any more
  shares.values = {0.25, 9, 0.5, 9, 1, 9, none, 9, none, 9, 1, 9, 1, 9, 1, 9, none, 9, none, 9};

  const ProgrammeSum sum = programme_sums(made.plan, made.plan_lane())[0];
  EXPECT_EQ(sum.by_place[0].paid, 0.5 * 0.5 * (1 * 0.25 + 2 * 0.5 + 4));
  EXPECT_EQ(sum.by_place[1].paid, 3.5);
  EXPECT_EQ(sum.paid, sum.by_place[0].paid + 3.5);
  EXPECT_EQ(sum.years, (std::vector<double>{2023, 2024}));
  EXPECT_EQ(sum.asked_in, (std::vector<double>{0.5 * 3 * 1.5, 0.5 * 4 * 1.5}));
  EXPECT_EQ(sum.paid_in, (std::vector<double>{0.5 * (0.5 * (0.25 + 1) + 3), 0.5 * 4 * 1.5}));
  EXPECT_EQ(sum.by_place[0].asked_in, (std::vector<double>{0.5 * 0.5 * 3, 0.5 * 0.5 * 4}));
  EXPECT_EQ(sum.by_place[0].paid_in, (std::vector<double>{0.5 * 0.5 * 1.25, 0.5 * 0.5 * 4}));
  EXPECT_TRUE(sum.cut());
  EXPECT_FALSE(programme_sums(made.plan)[0].cut()) << "without a run all is paid";

  const auto told = run_diagnostics(summarize(made.plan_lane(), made.baseline_lane()), false);
  ASSERT_EQ(told.size(), 1U);
  EXPECT_EQ(told[0].code, "run.programme_cut");
}

TEST(RunDiagnostics, AreWarningsForBrokenChecksUnlessStrict) {
  Example made = example();
  made.run.checks = {{.check = 0, .violations = 3, .largest = 0.25, .member = 0, .step = 2, .cell = 1, .time = 2024}};
  const Summary summary = summarize(made.plan_lane());
  EXPECT_EQ(run_diagnostics(summary, false)[0].severity, Severity::warning);
  EXPECT_EQ(run_diagnostics(summary, true)[0].severity, Severity::error);
  EXPECT_EQ(render(run_diagnostics(summary, false)[0], Language::english),
            "warning[run.check_broken]: `people_stay` does not hold in `more-schools` (3×; at worst by 0.25, at 2024, "
            "Lichuan)\n"
            "hint: `--strict` stops the run where a check does not hold\n");
}

}  // namespace
}  // namespace ronghe
