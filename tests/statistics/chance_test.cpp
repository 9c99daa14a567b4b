#include "ronghe/statistics.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

TEST(ChanceOf, HasTheBinomialError) {
  const Chance chance = chance_of(20, 100);
  EXPECT_DOUBLE_EQ(chance.value, 0.2);
  EXPECT_DOUBLE_EQ(chance.standard_error, 0.04);
  EXPECT_EQ(chance.members, 100);
}

TEST(ChanceOf, NoneAllAndOneOfOne) {
  EXPECT_EQ(chance_of(0, 50).value, 0);
  EXPECT_EQ(chance_of(0, 50).standard_error, 0);
  EXPECT_EQ(chance_of(50, 50).value, 1);
  EXPECT_EQ(chance_of(1, 1).standard_error, 0);
  EXPECT_TRUE(std::isnan(chance_of(0, 0).value));
  EXPECT_TRUE(std::isnan(chance_of(0, 0).standard_error));
  EXPECT_EQ(chance_of(0, 0).members, 0);
}

}  // namespace
}  // namespace ronghe
