#include "ronghe/report.hpp"

#include <limits>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

TEST(TellEffects, NamesTheVariableThePlaceAndTheTime) {
  const std::vector<ChangeEffect> effects = {
      {ChangeEffect::Kind::programme, "schools", {}, {}, 0.1234, "gap", {"422801"}, {{"恩施市", "Enshi City"}}, 2035},
      {ChangeEffect::Kind::parameter, "cost", {}, {}, 1e-12, "gap", {}, {}, 2025},
      {ChangeEffect::Kind::reform, "posts", {}, {}, std::numeric_limits<double>::infinity(), "gap", {}, {}, 2025}};
  const std::vector<Overlap> overlapping = {{"schools", "roads", "grant", 3, 2025, 2030.5}};
  EXPECT_EQ(tell_effects(effects, overlapping, {}),
            "Changes, and the largest effect of each on anything asked for\n"
            "  schools  programme  12 % of gap[Enshi City], 2035\n"
            "  cost     parameter  no effect\n"
            "  posts    reform     the run fails only with it, or only without it\n"
            "\n"
            "Changes that overlap\n"
            "  `schools` and `roads` both move `grant`, in 3 of its cells from 2025 to 2030.5\n");
  EXPECT_EQ(tell_effects(effects, overlapping, {.language = Language::chinese}),
            "各项变更及其对所求结果的最大影响\n"
            "  schools  项目       12 %：gap[恩施市]，2035\n"
            "  cost     参数       没有作用\n"
            "  posts    改革       有无该项决定运行是否中断\n"
            "\n"
            "相互重叠的变更\n"
            "  `schools` 与 `roads` 同时改变 `grant`（3 个单元，2025 至 2030.5）\n");
  EXPECT_EQ(tell_effects({}, {}, {}), "");
}

TEST(TellEffects, CountsWhatIsInheritedUnlessNothingComesOfIt) {
  ChangeEffect own{ChangeEffect::Kind::shock, "flood", {}, {}, 0.02, "gap", {}, {}, 2030};
  own.points = true;
  ChangeEffect inherited{ChangeEffect::Kind::parameter, "cost", {}, {}, 0.1, "gap", {}, {}, 2025, true};
  ChangeEffect idle{ChangeEffect::Kind::parameter, "idle", {}, {}, 0, "", {}, {}, 0, true};
  EXPECT_EQ(tell_effects({own, inherited, idle}, {}, {}),
            "Changes, and the largest effect of each on anything asked for\n"
            "  flood  shock      2 pp of gap, 2030\n"
            "  idle   parameter  no effect\n"
            "  … and 1 of its parents, each with an effect\n");
}

}  // namespace
}  // namespace ronghe
