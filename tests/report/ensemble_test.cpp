#include "output/example_ensemble.hpp"
#include "report/typeset.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::ensemble_example;
using ::testing::HasSubstr;
using ::testing::Not;

void expect_fits(const std::string& text, int columns) {
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = text.find('\n', at);
    EXPECT_LE(display_width(text.substr(at, end - at)), columns) << text.substr(at, end - at);
    at = end + 1;
  }
}

TEST(TellEnsemble, SetsRangesInPlaceOfValuesAndDifferencesUnderThem) {
  const auto made = ensemble_example({testing::gdp, testing::share});
  EXPECT_EQ(tell_ensemble(made->ensemble, {.columns = 60}),
            "200 futures (sobol, seed 7), compared at 2025 with Baseline\n"
            "(baseline)\n"
            "  Baseline (baseline)\n"
            "  More schools (more-schools)\n"
            "\n"
            "                         median           5 % to 95 % better\n"
            "Output (gdp, 亿元/year, 2023 prices), higher is better\n"
            "  total\n"
            "    baseline               4140          3767 to 4513\n"
            "    more-schools           4142          3769 to 4515\n"
            "                          +2.00        +0.20 to +3.80   90 %\n"
            "Rural share (share, %), lower is better\n"
            "    baseline              52.00        47.32 to 56.68\n"
            "    more-schools          52.10        47.41 to 56.79\n"
            "                         +0.100      +0.010 to +0.190   10 %\n"
            "\n"
            "A scenario's row: median and range over the futures. Below\n"
            "it: its difference to the baseline in the same futures, and\n"
            "the share of them in which it is better.\n"
            "\n"
            "Targets and constraints: share of futures in which they are\n"
            "met or kept\n"
            "A closer gap (closer)\n"
            "    baseline            25.0 % ± 3.0\n"
            "    more-schools        75.0 % ± 3.0  of 199\n"
            "debt\n"
            "    more-schools       100.0 % ± 0.0  of 199\n"
            "\n"
            "How robust each scenario is\n"
            "                   regret    largest   suffices      worst\n"
            "Output (gdp, 亿元/year, 2023 prices), higher is better\n"
            "  total\n"
            "    baseline         2.00       4.00       60 %       3900\n"
            "    more-schoo…      0.00 *     0.50 *     70 % *     3900\n"
            "Rural share (share, %), lower is better\n"
            "    baseline        0.020      0.040       60 %      39.00\n"
            "    more-schoo…     0.000 *    0.005 *     70 % *    39.00\n"
            "\n"
            "Regret: how far a scenario falls behind the best one of the\n"
            "same future, 90th percentile; then the largest. Suffices:\n"
            "share of futures in which what is wanted is met. Worst: the\n"
            "value in the worst future. * is the best by its measure.\n"
            "\n"
            "1 of 200 futures of `more-schools` failed and count nowhere:\n"
            "  future 17, 2024.5: `gdp` (Lichuan) is not a number\n");
}

TEST(TellEnsemble, SpeaksChinese) {
  const auto made = ensemble_example({testing::gdp});
  EXPECT_EQ(tell_ensemble(made->ensemble, {.language = Language::chinese}),
            "200 种未来（sobol，种子 7），2025 与 基准情景（baseline） 对照\n"
            "  基准情景（baseline）\n"
            "  多建学校（more-schools）\n"
            "\n"
            "                                   中位数           5 % 至 95 %   更优\n"
            "地区生产总值 (gdp, 亿元/年，2023年价)，越高越好\n"
            "  合计\n"
            "    baseline                         4140          3767 至 4513\n"
            "    more-schools                     4142          3769 至 4515\n"
            "                                    +2.00        +0.20 至 +3.80   90 %\n"
            "\n"
            "各情景一行为各种未来的中位数和范围；其下为同一未来中与基准之差，以及优于基准的比例。\n"
            "\n"
            "目标与约束：达到或满足的未来所占比例\n"
            "差距缩小（closer）\n"
            "    baseline                      25.0 % ± 3.0\n"
            "    more-schools                  75.0 % ± 3.0  共 199 种\n"
            "debt\n"
            "    more-schools                 100.0 % ± 0.0  共 199 种\n"
            "\n"
            "各情景的稳健性\n"
            "                                   遗憾   最大遗憾   达标比例   最差未来\n"
            "地区生产总值 (gdp, 亿元/年，2023年价)，越高越好\n"
            "  合计\n"
            "    baseline                       2.00       4.00       60 %       3900\n"
            "    more-schools                   0.00 *     0.50 *     70 % *     3900\n"
            "\n"
            "遗憾：同一未来中与最优情景的差距，取 90% 分位；其后为最大值。达标比例：满足要求的未来所占比例。最差\n"
            "未来：最不利未来中的数值。* 为该项最优。\n"
            "\n"
            "`more-schools` 的 200 种未来中有 1 种运行中断，未计入：\n"
            "  未来 17，2024.5：`gdp`（利川市） 为 非数（NaN）\n");
}

TEST(TellEnsemble, FitsItsColumns) {
  const auto made = ensemble_example({testing::gdp, testing::share, testing::people});
  for (const Language language : {Language::english, Language::chinese}) {
    for (const int columns : {60, 100}) {
      expect_fits(tell_ensemble(made->ensemble, {.language = language, .columns = columns}), columns);
      for (const auto method : {Sensitivity::Method::sobol, Sensitivity::Method::morris}) {
        expect_fits(tell_sensitivity(sensitivity_example(*made, method), {.language = language, .columns = columns}),
                    columns);
      }
      expect_fits(tell_discovery(discovery_example(*made), {.language = language, .columns = columns}), columns);
    }
  }
}

TEST(TellEnsemble, TakesTheRoundingOfSumsForNoDifference) {
  auto made = ensemble_example({testing::gdp});
  for (double& difference : made->ensemble.variables[0].whole.differences) difference = 1e-13;
  EXPECT_THAT(tell_ensemble(made->ensemble, {}), HasSubstr(" 0                0 to 0   90 %\n"));
}

TEST(TellEnsemble, CountsTheFailedMembersThatItDoesNotName) {
  auto made = ensemble_example({testing::gdp});
  made->ensemble.failures.assign(8, made->ensemble.failures[0]);
  made->ensemble.failure_counts[0].members = 8;
  const std::string text = tell_ensemble(made->ensemble, {});
  EXPECT_THAT(text, HasSubstr("8 of 200 futures of `more-schools` failed"));
  EXPECT_THAT(text, HasSubstr("… 3 more in ensemble.json"));
}

TEST(TellEnsemble, TellsNoShareOfWhatIsNotAsked) {
  auto made = ensemble_example({testing::gdp});
  made->ensemble.satisficing = {Chance{Distribution::none, Distribution::none, 200}, Chance{0.125, 0.02, 200}};
  EXPECT_THAT(tell_ensemble(made->ensemble, {}), HasSubstr("12.5 %"));
  made->ensemble.satisficing.pop_back();
  const std::string text = tell_ensemble(made->ensemble, {});
  made->ensemble.satisficing.clear();
  EXPECT_EQ(text, tell_ensemble(made->ensemble, {}));
}

TEST(TellEnsemble, MarksNothingAsTheBestWhereAllAreAlike) {
  auto made = ensemble_example({testing::gdp});
  made->ensemble.variables[0].robustness[0] = made->ensemble.variables[0].robustness[1];
  EXPECT_THAT(tell_ensemble(made->ensemble, {}), Not(HasSubstr(" *\n")));
}

TEST(TellSensitivity, RanksWhatMovesTheFigure) {
  const auto made = ensemble_example();
  EXPECT_EQ(tell_sensitivity(sensitivity_example(*made, Sensitivity::Method::sobol), {}),
            "What moves More schools (more-schools): 400 runs, 3 of them failed\n"
            "\n"
            "Output (gdp, 亿元/year, 2023 prices), total, 2025\n"
            "  mean 4142, standard deviation 200\n"
            "                                                in all     alone            low → high\n"
            "  Pull (Enshi City)                           80 ±10 %      70 %           4300 → 3980  ++++++++++++\n"
            "  Birth rate                                   20 ±8 %      10 %           4100 → 4180  +++\n"
            "\n"
            "Alone: share of the variance that one number explains by itself. In all: with all that it does\n"
            "together with others, and its 95 % interval. Low → high: mean where the number is in its lowest and\n"
            "in its highest fifth.\n");
}

TEST(TellSensitivity, TellsEffectsOfMorris) {
  const auto made = ensemble_example();
  EXPECT_EQ(tell_sensitivity(sensitivity_example(*made, Sensitivity::Method::morris), {.columns = 60}),
            "What moves More schools (more-schools): 400 runs, 3 of them\n"
            "failed\n"
            "\n"
            "Output (gdp, 亿元/year, 2023 prices), total, 2025\n"
            "  mean 4142, standard deviation 200\n"
            "                   effect μ*  spread σ            low → high\n"
            "  Pull (Enshi Ci…        160        25           4300 → 3980\n"
            "  Birth rate              50        20           4100 → 4180\n"
            "\n"
            "μ*: mean size of what a number does when it moves through\n"
            "its range. σ: how much that depends on the others. Low →\n"
            "high: mean where the number is in its lowest and in its\n"
            "highest fifth.\n");
}

TEST(TellSensitivity, SaysSoWhereNothingMovesTheFigure) {
  const auto made = ensemble_example();
  SensitivityResult sensitivity = sensitivity_example(*made, Sensitivity::Method::sobol);
  for (VarianceShare& share : sensitivity.figures[0].shares) share = {};
  EXPECT_THAT(tell_sensitivity(sensitivity, {}), HasSubstr("  nothing that is drawn moves it\n"));
}

TEST(TellDiscovery, TellsInASentenceWhenATargetIsMissed) {
  const auto made = ensemble_example();
  EXPECT_EQ(tell_discovery(discovery_example(*made), {.columns = 100}),
            "When More schools (more-schools) misses A closer gap (closer)\n"
            "  Missed in 50 of 200 futures (25 %).\n"
            "  - When Pull (Enshi City) is above 1.6 and Birth rate is between 0.005 and 0.011 1/year, it is\n"
            "    missed in 36 of 40 futures (90 %); these are 72 % of all in which it is.\n");
  EXPECT_EQ(tell_discovery(discovery_example(*made), {.language = Language::chinese}),
            "多建学校（more-schools） 在何种未来达不到 差距缩小（closer）\n"
            "  200 种未来中有 50 种未达到（25 %）。\n"
            "  - 当吸引力（恩施市） 高于 1.6，且 出生率 介于 0.005 与 0.011 1/年之间时，40 种未来中有 36 种未达到\n"
            "    （90 %），占全部未达到的 72 %。\n");
}

TEST(TellDiscovery, SaysSoWhereNothingSetsTheseFuturesApart) {
  const auto made = ensemble_example();
  DiscoveryResult discovery = discovery_example(*made);
  discovery.boxes.clear();
  EXPECT_THAT(tell_discovery(discovery, {}), HasSubstr("Nothing that is drawn sets these futures apart"));
}

}  // namespace
}  // namespace ronghe
