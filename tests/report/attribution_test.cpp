#include "ronghe/report.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using ::testing::HasSubstr;

AttributionResult split() {
  AttributionResult split;
  split.from = "baseline";
  split.from_title = {"基准", "Baseline"};
  split.to = "plan";
  split.to_title = {"方案", "Plan"};
  split.time_unit = {"年", "year"};
  split.items = {{"schools", {"学校", "Schools"}, AttributedItem::Kind::added},
                 {"cost", {}, AttributedItem::Kind::parameter}};
  split.lanes = 4;
  AttributedFigure figure;
  figure.name = "gap";
  figure.label = {"差距", "Gap"};
  figure.unit = {"1", "1"};
  figure.percent = 100;
  figure.indicator = Indicator{Indicator::Better::lower, Indicator::Format::percent};
  figure.dimensions = {"county"};
  figure.elements = {""};
  figure.labels = {{}};
  figure.joined = Joined::mean;
  figure.time = 2035;
  figure.from = 0.30;
  figure.to = 0.28;
  figure.parts = {0.01, -0.03};
  figure.standard_errors = {0, 0};
  figure.interactions = {{0, 1, 0.005}};
  split.figures = {figure};
  return split;
}

TEST(TellAttribution, SetsTheLargestPartFirstWithBarsToBothSides) {
  EXPECT_EQ(tell_attribution(split(), {.columns = 80}),
            "What makes Plan (plan) differ from Baseline (baseline)\n"
            "  Schools (schools)  only in the second\n"
            "  cost  parameter\n"
            "\n"
            "Gap (gap, %), mean, 2035\n"
            "  30.00 → 28.00, a difference of -2.00\n"
            "  cost                                -3.00   150.0 %  ------------|\n"
            "  Schools (schools)                   +1.00   -50.0 %              |++++\n"
            "  `schools` and `cost` together bring +0.50 beyond what each brings alone\n"
            "\n"
            "The parts add up to the difference. Each is a Shapley value: what the item\n"
            "brings on average over all orders in which the items can be switched. Exact,\n"
            "from 4 runs.\n");
}

TEST(TellAttribution, TellsTheStandardErrorOfWhatIsEstimated) {
  AttributionResult estimated = split();
  estimated.method = SplitMethod::orders;
  estimated.orders = 200;
  estimated.figures[0].standard_errors = {0.001, 0.002};
  const std::string text = tell_attribution(estimated, {.language = Language::chinese});
  EXPECT_THAT(text, HasSubstr("± 0.20\n"));
  EXPECT_THAT(text, HasSubstr("由抽取的 200 种次序估计"));
}

TEST(TellAttribution, SaysWhenThereIsNoDifference) {
  AttributionResult none = split();
  none.figures[0].to = none.figures[0].from;
  none.figures[0].parts = {0, 0};
  EXPECT_THAT(tell_attribution(none, {}), HasSubstr("  30.00 → 30.00, no difference\n\n"));
  none.items.clear();
  EXPECT_THAT(tell_attribution(none, {}), HasSubstr("both decide the same"));
}

}  // namespace
}  // namespace ronghe
