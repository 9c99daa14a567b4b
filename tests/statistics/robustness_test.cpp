#include "ronghe/diagnostics.hpp"
#include "ronghe/statistics.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// Three options in four futures; the best of each future is 5, 6, 9, 4.
const std::vector<double> futures = {
    5, 6, 1, 4,  // regrets 0, 0, 8, 0
    4, 4, 4, 4,  // 1, 2, 5, 0
    1, 2, 9, 3,  // 4, 4, 0, 1
};

// Type 7 at 0.9 of four: 0.7 of the way from the third to the fourth.
TEST(Robustness, IsWorkedOutByHand) {
  const auto options = robustness_of(futures, 3, true, 4);
  ASSERT_EQ(options.size(), 3U);
  EXPECT_DOUBLE_EQ(options[0].regret_90, 5.6);
  EXPECT_DOUBLE_EQ(options[1].regret_90, 4.1);
  EXPECT_DOUBLE_EQ(options[2].regret_90, 4);
  EXPECT_EQ(options[0].regret_max, 8);
  EXPECT_EQ(options[1].regret_max, 5);
  EXPECT_EQ(options[2].regret_max, 4);
  EXPECT_EQ(options[0].satisficing, 0.75);
  EXPECT_EQ(options[1].satisficing, 1);
  EXPECT_EQ(options[2].satisficing, 0.25);
  EXPECT_EQ(options[0].first, 0.75);  // the last future is shared
  EXPECT_EQ(options[1].first, 0.25);
  EXPECT_EQ(options[2].first, 0.25);
  EXPECT_EQ(options[0].worst, 1);
  EXPECT_EQ(options[1].worst, 4);
  EXPECT_EQ(options[2].worst, 1);
}

TEST(Robustness, WhereLessIsBetterIsTheMirrorImage) {
  std::vector<double> mirrored;
  for (const double value : futures) mirrored.push_back(-value);
  const auto up = robustness_of(futures, 3, true, 4);
  const auto down = robustness_of(mirrored, 3, false, -4);
  for (std::size_t option = 0; option < 3; ++option) {
    EXPECT_EQ(down[option].regret_90, up[option].regret_90);
    EXPECT_EQ(down[option].regret_max, up[option].regret_max);
    EXPECT_EQ(down[option].satisficing, up[option].satisficing);
    EXPECT_EQ(down[option].worst, -up[option].worst);
  }
}

TEST(Robustness, ComparesOnlyFuturesThatAllOptionsReach) {
  const auto options = robustness_of({1, none, 3, 2, 9, std::numeric_limits<double>::infinity()}, 2, true, 2);
  EXPECT_EQ(options[0].regret_max, 1);
  EXPECT_EQ(options[1].regret_max, 0);
  EXPECT_EQ(options[0].worst, 1);
  EXPECT_EQ(options[1].satisficing, 1);
}

TEST(Robustness, OfNothingWantedOneMemberOrNone) {
  EXPECT_TRUE(std::isnan(robustness_of(futures, 3, true, none)[0].satisficing));
  EXPECT_EQ(robustness_of(futures, 3, true, none)[0].regret_max, 8);
  EXPECT_EQ(robustness_of({3, 5}, 2, true, none)[0].regret_90, 2);
  EXPECT_EQ(robustness_of({3, 3, 3, 3}, 2, false, 3)[1].satisficing, 1) << "what is wanted is reached";
  EXPECT_EQ(robustness_of({3, 3, 3, 3}, 2, false, 3)[1].regret_max, 0);
  EXPECT_TRUE(std::isnan(robustness_of({none, 1}, 2, true, 0)[1].regret_90));
  EXPECT_TRUE(std::isnan(robustness_of({}, 2, true, 0)[1].worst));
  EXPECT_TRUE(robustness_of({}, 0, true, 0).empty());
  EXPECT_THROW(robustness_of({1, 2, 3}, 2, true, 0), InternalError);
}

}  // namespace
}  // namespace ronghe
