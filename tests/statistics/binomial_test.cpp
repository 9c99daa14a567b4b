#include "statistics/binomial.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

// By the sum of all terms, which is exact enough for few trials.
double by_hand(int trials, int hits, double p) {
  double sum = 0;
  for (int i = hits; i <= trials; ++i) {
    double term = 1;
    for (int j = 1; j <= i; ++j) term *= static_cast<double>(trials - i + j) / j * p;
    sum += term * std::pow(1 - p, trials - i);
  }
  return sum;
}

TEST(BinomialTail, IsTheSumOfItsTerms) {
  for (const double p : {0.01, 0.3, 0.5, 0.97}) {
    for (int hits = 0; hits <= 25; ++hits) {
      const double expected = by_hand(25, hits, p);
      EXPECT_NEAR(binomial_tail(25, hits, p), expected, 1e-12 * expected) << hits << " of 25, p " << p;
    }
  }
}

// By exact fractions in Python. Rounding grows with the number of terms: some hundred, each of 1e-16.
TEST(BinomialTail, HoldsForManyTrialsAndFarTails) {
  EXPECT_NEAR(binomial_tail(1000, 400, 0.3), 1.104129819055682e-11, 1e-12 * 1.104129819055682e-11);
  EXPECT_NEAR(binomial_tail(1000, 200, 0.3), 9.999999999997119e-01, 1e-12 * 9.999999999997119e-01);
  EXPECT_NEAR(binomial_tail(482, 462, 0.307), 9.599344787657666e-206, 1e-12 * 9.599344787657666e-206);
  EXPECT_NEAR(binomial_tail(4000, 2100, 0.5), 8.246331875678499e-04, 1e-12 * 8.246331875678499e-04);
}

TEST(BinomialTail, AtItsEnds) {
  EXPECT_EQ(binomial_tail(10, 0, 0.5), 1);
  EXPECT_EQ(binomial_tail(10, 11, 0.5), 0);
  EXPECT_EQ(binomial_tail(10, 3, 0), 0);
  EXPECT_EQ(binomial_tail(10, 10, 1), 1);
  EXPECT_EQ(binomial_tail(0, 0, 0.5), 1);
}

}  // namespace
}  // namespace ronghe
