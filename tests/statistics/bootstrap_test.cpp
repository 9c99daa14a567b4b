#include "statistics/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using ::testing::ElementsAre;

TEST(Bootstrap, DrawsEveryPointAboutEquallyOften) {
  std::vector<int> drawn(10);
  for (int resample = 0; resample < 1000; ++resample) {
    for (const std::size_t index : resampled_indices(7, resample, 10)) ++drawn.at(index);
  }
  // 1,000 expected, standard deviation 30.
  for (const int count : drawn) EXPECT_NEAR(count, 1000, 120);
}

TEST(Bootstrap, DependsOnSeedAndResampleAlone) {
  const auto once = resampled_indices(1, 3, 1001);
  resampled_indices(1, 4, 17);
  EXPECT_EQ(resampled_indices(1, 3, 1001), once);
  EXPECT_NE(resampled_indices(1, 4, 1001), once);
  EXPECT_NE(resampled_indices(2, 3, 1001), once);
  EXPECT_NE(resampled_indices(1ULL + (1ULL << 32), 3, 1001), once);
}

// The words of Philox 4×32-10 for the key (1, 2) and the counters (0, 5, 0, 0) and (1, 5, 0, 0), by a program in Python
// that gives the published known answer 6627e8d5 e169c58d bc57ac4c 9b00dbd8 of zeros; each times 1000 / 2³².
TEST(Bootstrap, DrawsTheSameOnEveryMachine) {
  auto indices = resampled_indices(1 + (2ULL << 32), 5, 1000);
  indices.resize(6);
  EXPECT_THAT(indices, ElementsAre(681, 708, 387, 89, 352, 362));
}

TEST(Bootstrap, IntervalLeavesTheSameShareOutOnBothSides) {
  std::vector<double> values;
  for (int i = 100; i >= 0; --i) values.push_back(i);
  const Interval interval = percentile_interval(values, 0.9);
  EXPECT_NEAR(interval.low, 5, 1e-12);
  EXPECT_NEAR(interval.high, 95, 1e-12);
  EXPECT_TRUE(std::isnan(percentile_interval({}, 0.9).low));
}

}  // namespace
}  // namespace ronghe
