#include "ronghe/statistics.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;

TEST(MiddleRanks, AreSharesOfTheMembersBelow) {
  EXPECT_THAT(middle_ranks({30, 10, 20, 40}), ElementsAre(0.625, 0.125, 0.375, 0.875));
}

TEST(MiddleRanks, OfEqualValuesAreTheMiddleOfThem) {
  EXPECT_THAT(middle_ranks({2, 1, 2, 2}), ElementsAre(0.625, 0.125, 0.625, 0.625));
  EXPECT_THAT(middle_ranks({5, 5}), ElementsAre(0.5, 0.5));
  EXPECT_THAT(middle_ranks({}), IsEmpty());
}

}  // namespace
}  // namespace ronghe
