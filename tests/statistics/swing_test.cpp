#include "ronghe/diagnostics.hpp"
#include "ronghe/statistics.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

TEST(Swing, IsTheMeanOfTheOuterFifths) {
  // Ten members: the two of the lowest shares, 0.05 and 0.1, and the two of the highest, 0.9 and 0.95.
  const std::vector<double> shares = {0.5, 0.9, 0.1, 0.2, 0.3, 0.95, 0.4, 0.05, 0.6, 0.7};
  const std::vector<double> values = {0, 10, 3, 0, 0, 30, 0, 5, 0, 0};
  const Swing swing = swing_of(values, shares);
  EXPECT_EQ(swing.low, 4);
  EXPECT_EQ(swing.high, 20);
}

// Seven members: a fifth is 1.4 of them.
TEST(Swing, CountsAMemberOnTheEdgeInPart) {
  const Swing swing = swing_of({1, 8, 0, 0, 0, 15, 22}, {0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7});
  EXPECT_NEAR(swing.low, (1 + 0.4 * 8) / 1.4, 1e-14);
  EXPECT_NEAR(swing.high, (22 + 0.4 * 15) / 1.4, 1e-14);
}

// Two levels of five members each: of those at a level none comes before the others.
TEST(Swing, TakesMembersOfEqualShareAlike) {
  const std::vector<double> shares = {0.25, 0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.75, 0.25, 0.75};
  const Swing swing = swing_of({1, 10, 2, 20, 3, 30, 4, 40, 5, 50}, shares);
  EXPECT_EQ(swing.low, 3);
  EXPECT_EQ(swing.high, 30);
}

TEST(Swing, LeavesOutMembersWithoutValue) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  const double endless = std::numeric_limits<double>::infinity();
  const Swing swing = swing_of({none, 1, 2, 3, 4, 5, -endless}, {0.01, 0.1, 0.2, 0.3, 0.4, 0.5, 0.99});
  EXPECT_EQ(swing.low, 1);
  EXPECT_EQ(swing.high, 5);
}

TEST(Swing, OfFewOrEqualMembers) {
  EXPECT_TRUE(std::isnan(swing_of({}, {}).low));
  EXPECT_TRUE(std::isnan(swing_of({std::nan("")}, {0.5}).high));
  EXPECT_EQ(swing_of({7}, {0.5}).low, 7);
  EXPECT_EQ(swing_of({7}, {0.5}).high, 7);
  EXPECT_EQ(swing_of({1, 3}, {0.5, 0.5}).low, 2);
  EXPECT_EQ(swing_of({1, 3}, {0.5, 0.5}).high, 2);
  EXPECT_THROW(swing_of({1, 3}, {0.5}), InternalError);
}

}  // namespace
}  // namespace ronghe
