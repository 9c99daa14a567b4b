#include "ronghe/statistics.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

// Every number here was worked out by hand from the definitions in docs/report.md.
namespace ronghe {
namespace {

TEST(Indices, OfEqualValuesAreNothing) {
  EXPECT_EQ(theil_index({2, 2, 2}), 0);
  EXPECT_EQ(coefficient_of_variation({2, 2, 2}), 0);
  EXPECT_EQ(largest_over_smallest({2, 2, 2}), 1);
  EXPECT_EQ(dagum_gini({2, 2, 2}, {0, 1, 1}).gini, 0);
}

TEST(Indices, OfTwoValues) {
  EXPECT_NEAR(theil_index({1, 3}), (0.5 * std::log(0.5) + 1.5 * std::log(1.5)) / 2, 1e-15);
  EXPECT_EQ(coefficient_of_variation({1, 3}), 0.5) << "mean 2, standard deviation 1";
  EXPECT_EQ(largest_over_smallest({4, 2, 8}), 4);
}

TEST(Indices, AreUnknownForWhatIsNotPositive) {
  const double none = std::numeric_limits<double>::quiet_NaN();
  for (const std::vector<double>& values : {std::vector<double>{1, 0}, {1, -1}, {1, none}, {}}) {
    EXPECT_TRUE(std::isnan(theil_index(values)));
    EXPECT_TRUE(std::isnan(coefficient_of_variation(values)));
    EXPECT_TRUE(std::isnan(largest_over_smallest(values)));
    EXPECT_TRUE(std::isnan(dagum_gini(values, std::vector<int>(values.size())).gini));
  }
}

// The differences of 1, 2, 3, 4 add up to 10, each counted twice: 20 / (2 · 16 · 2.5) = 0.25.
TEST(DagumGini, OfOneGroupIsAllWithin) {
  const GiniParts parts = dagum_gini({1, 2, 3, 4}, {0, 0, 0, 0});
  EXPECT_NEAR(parts.gini, 0.25, 1e-15);
  EXPECT_EQ(parts.within, parts.gini);
  EXPECT_EQ(parts.between, 0);
  EXPECT_EQ(parts.overlap, 0);
}

// Within: (2/12) · 0.5 · 0.3 + (2/28) · 0.5 · 0.7 = 0.05; what is left lies between.
TEST(DagumGini, OfGroupsApartHasNoOverlap) {
  const GiniParts parts = dagum_gini({1, 3, 2, 4}, {0, 1, 0, 1});
  EXPECT_NEAR(parts.within, 0.05, 1e-15);
  EXPECT_NEAR(parts.between, 0.2, 1e-15);
  EXPECT_EQ(parts.overlap, 0);
  EXPECT_NEAR(parts.gini, 0.25, 1e-15);
}

// Both means are 2.5: nothing lies between. Within: 0.3 / 4 + 0.1 / 4; overlap: (6/4/5) · 0.5.
TEST(DagumGini, OfGroupsWithOneMeanIsOverlap) {
  const GiniParts parts = dagum_gini({1, 4, 2, 3}, {0, 0, 1, 1});
  EXPECT_NEAR(parts.within, 0.1, 1e-15);
  EXPECT_EQ(parts.between, 0);
  EXPECT_NEAR(parts.overlap, 0.15, 1e-15);
  EXPECT_NEAR(parts.gini, 0.25, 1e-15);
}

// One criterion, scaled to 0, 1/2, 1: shares 0, 1/3, 2/3.
TEST(EntropyTopsis, ScoresByDistanceFromBestAndWorst) {
  const EntropyTopsis up = entropy_topsis({10, 15, 20}, {true});
  EXPECT_EQ(up.weights, std::vector<double>{1});
  EXPECT_EQ(up.scores, (std::vector<double>{0, 0.5, 1}));
  const EntropyTopsis down = entropy_topsis({10, 15, 20}, {false});
  EXPECT_EQ(down.scores, (std::vector<double>{1, 0.5, 0}));
}

// First criterion as above: entropy (ln 3 - 2/3 ln 2) / ln 3. Second one: 0, 0, 1, entropy 0. Third one: all alike.
TEST(EntropyTopsis, WeightsByHowMuchAlternativesDiffer) {
  const EntropyTopsis topsis = entropy_topsis({10, 1, 7, 15, 1, 7, 20, 3, 7}, {true, true, true});
  const double first = 1 - (std::log(3) - 2.0 / 3 * std::log(2)) / std::log(3);
  EXPECT_NEAR(topsis.weights[0], first / (first + 1), 1e-15);
  EXPECT_NEAR(topsis.weights[1], 1 / (first + 1), 1e-15);
  EXPECT_EQ(topsis.weights[2], 0);
  const double to_worst = first * 0.5;
  const double to_best = std::hypot(first * 0.5, 1);
  EXPECT_NEAR(topsis.scores[1], to_worst / (to_best + to_worst), 1e-15);
}

TEST(EntropyTopsis, SaysNothingOfOneAlternativeOrOfEqualOnes) {
  EXPECT_TRUE(std::isnan(entropy_topsis({1, 2}, {true, true}).scores[0]));
  EXPECT_TRUE(std::isnan(entropy_topsis({1, 1}, {true}).scores[0]));
}

}  // namespace
}  // namespace ronghe
