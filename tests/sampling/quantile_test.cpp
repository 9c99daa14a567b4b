// Quantiles against formulas, against Boost.Math computed another way, and against what every distribution keeps.
#include "sampling/quantile.hpp"

#include "sampling/normal.hpp"

#include <cmath>
#include <numeric>
#include <string>
#include <vector>

#include <boost/math/distributions/beta.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/triangular.hpp>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using Kind = Distribution::Kind;

struct Named {
  std::string name;
  Distribution distribution;
  double mean, variance;
};

const std::vector<Named> all = {
    {"uniform", {.kind = Kind::uniform, .min = -1, .max = 3}, 1, 16.0 / 12},
    {"loguniform",
     {.kind = Kind::loguniform, .min = 1, .max = 100},
     99 / std::log(100.0),
     9999 / (2 * std::log(100.0)) - std::pow(99 / std::log(100.0), 2)},
    {"triangular", {.kind = Kind::triangular, .min = 0, .max = 4, .mode = 1}, 5.0 / 3, 13.0 / 18},
    {"triangular, mode at its end", {.kind = Kind::triangular, .min = 0, .max = 3, .mode = 3}, 2, 0.5},
    {"pert", {.kind = Kind::pert, .min = 0, .max = 6, .mode = 2}, 14.0 / 6, 14.0 / 6 * (6 - 14.0 / 6) / 7},
    {"normal", {.kind = Kind::normal, .mean = 5, .sd = 2}, 5, 4},
    {"lognormal",
     {.kind = Kind::lognormal, .median = 2, .sigma = 0.5},
     2 * std::exp(0.125),
     4 * std::exp(0.25) * (std::exp(0.25) - 1)},
    {"beta", {.kind = Kind::beta, .min = 10, .max = 20, .alpha = 2, .beta = 3}, 14, 4},
    {"gamma", {.kind = Kind::gamma, .shape = 3, .scale = 2}, 6, 12},
    {"empirical", {.kind = Kind::empirical, .values = {0, 1, 5}}, 1.75, 32.0 / 6 - 1.75 * 1.75},
    {"choice", {.kind = Kind::choice, .values = {3, 1, 2}, .weights = {1, 2, 1}}, 7.0 / 4, 15.0 / 4 - 49.0 / 16},
    {"truncated normal", {.kind = Kind::normal, .mean = 0, .sd = 1, .lowest = -1, .highest = 1}, 0, 0.2911251},
};

Distribution make(Kind kind) {
  Distribution distribution;
  distribution.kind = kind;
  return distribution;
}

const double shares[] = {1e-300, 1e-15, 1e-6, 0.01, 0.2, 0.3, 0.5, 0.6, 0.9, 0.99, 1 - 1e-6, 1 - 1e-15};

TEST(Quantile, HasTheMomentsOfItsDistribution) {
  constexpr int parts = 10000;
  for (const auto& [name, distribution, mean, variance] : all) {
    SCOPED_TRACE(name);
    const Quantile quantile(distribution);
    double sum = 0, squares = 0;
    for (int i = 0; i < parts; ++i) {
      const double value = quantile((i + 0.5) / parts);
      sum += value;
      squares += (value - mean) * (value - mean);
    }
    // The midpoint rule misses a little of tails without an end.
    EXPECT_NEAR(sum / parts, mean, 3e-4 * std::sqrt(variance));
    EXPECT_NEAR(squares / parts, variance, 4e-3 * variance);
  }
}

TEST(Quantile, RisesWithTheShare) {
  for (const auto& named : all) {
    if (named.distribution.kind == Kind::choice) continue;  // in the order of the file
    SCOPED_TRACE(named.name);
    const Quantile quantile(named.distribution);
    double last = -Distribution::endless;
    for (int i = 1; i < 5000; ++i) {
      const double value = quantile(i / 5000.0);
      EXPECT_GE(value, last) << i;
      last = value;
    }
  }
}

TEST(Quantile, IsThatOfBoost) {
  const Distribution normal{.kind = Kind::normal, .mean = 1, .sd = 3};
  const Distribution lognormal{.kind = Kind::lognormal, .median = 2, .sigma = 0.7};
  const Distribution triangular{.kind = Kind::triangular, .min = 1, .max = 5, .mode = 2};
  const Distribution beta{.kind = Kind::beta, .min = 0, .max = 1, .alpha = 0.5, .beta = 4};
  const Distribution gamma{.kind = Kind::gamma, .shape = 0.3, .scale = 2};
  for (const double u : shares) {
    SCOPED_TRACE(u);
    const auto expect = [&](const Distribution& ours, double theirs) {
      EXPECT_NEAR(ours.quantile(u), theirs, 1e-13 * std::max(1.0, std::abs(theirs)));
    };
    expect(normal, boost::math::quantile(boost::math::normal(1, 3), u));
    expect(lognormal, boost::math::quantile(boost::math::lognormal(std::log(2.0), 0.7), u));
    expect(triangular, boost::math::quantile(boost::math::triangular(1, 2, 5), u));
    expect(beta, boost::math::quantile(boost::math::beta_distribution<>(0.5, 4), u));
    expect(gamma, boost::math::quantile(boost::math::gamma_distribution<>(0.3, 2), u));
  }
}

TEST(Quantile, KeepsTheTailsOfATruncatedDistribution) {
  // Beyond 10 deviations lies a share of 7.6e-24, which 1 - F(10) in doubles would make 0.
  const Distribution far{.kind = Kind::normal, .mean = 0, .sd = 1, .lowest = 10, .highest = 12};
  const boost::math::normal_distribution<long double> exact(0, 1);
  for (const double u : {0.001, 0.3, 0.5, 0.9, 0.999}) {
    const long double above_10 = cdf(complement(exact, 10.0L)), above_12 = cdf(complement(exact, 12.0L));
    const long double expected = quantile(complement(exact, (1 - u) * above_10 + u * above_12));
    EXPECT_NEAR(far.quantile(u), static_cast<double>(expected), 1e-13);
    const Distribution mirrored{.kind = Kind::normal, .mean = 0, .sd = 1, .lowest = -12, .highest = -10};
    EXPECT_NEAR(mirrored.quantile(1 - u), -static_cast<double>(expected), 1e-13);
  }
}

TEST(Quantile, NeverLeavesItsEnds) {
  std::vector<Distribution> truncated = {
      {.kind = Kind::normal, .mean = 0, .sd = 1, .lowest = -0.1, .highest = 0.3},
      {.kind = Kind::normal, .mean = 0, .sd = 1, .lowest = 50, .highest = 60},    // no share in doubles
      {.kind = Kind::normal, .mean = 0, .sd = 1, .lowest = -60, .highest = -50},  // no share in doubles
      {.kind = Kind::lognormal, .median = 1, .sigma = 1, .lowest = 0, .highest = 1.5},
      {.kind = Kind::lognormal, .median = 1, .sigma = 1, .lowest = 3},
      {.kind = Kind::gamma, .shape = 2, .scale = 1, .lowest = 1, .highest = 2},
      {.kind = Kind::gamma, .shape = 2, .scale = 1, .lowest = 1000, .highest = 2000},
  };
  for (const Distribution& distribution : truncated) {
    for (const double u : shares) {
      EXPECT_GE(distribution.quantile(u), distribution.lowest);
      EXPECT_LE(distribution.quantile(u), distribution.highest);
    }
  }
  EXPECT_EQ(truncated[1].quantile(0.5), 50);
  EXPECT_EQ(truncated[2].quantile(0.5), -50);
  for (const auto& [name, distribution, mean, variance] : all) {
    SCOPED_TRACE(name);
    for (const double u : shares) {
      if (std::isnan(distribution.min)) continue;
      EXPECT_GE(distribution.quantile(u), distribution.min);
      EXPECT_LE(distribution.quantile(u), distribution.max);
    }
  }
}

// On every machine, to the last bit.
TEST(Quantile, IsPinned) {
  const Distribution normal{.kind = Kind::normal, .mean = 0, .sd = 1};
  const Distribution lognormal{.kind = Kind::lognormal, .median = 2, .sigma = 0.5};
  const Distribution loguniform{.kind = Kind::loguniform, .min = 1, .max = 100};
  EXPECT_EQ(normal.quantile(1e-9), -5.9978070150076865);
  EXPECT_EQ(normal.quantile(0.3), -0.52440051270804067);
  EXPECT_EQ(lognormal.quantile(0.3), 1.538713879328518);
  EXPECT_EQ(lognormal.quantile(0.987), 6.0875948245683338);
  EXPECT_EQ(loguniform.quantile(0.3), 3.9810717055349727);
}

TEST(Quantile, OfValuesGoesStraightFromOneToTheNext) {
  Distribution values = make(Kind::empirical);
  values.values = {1, 2, 10};
  EXPECT_DOUBLE_EQ(values.quantile(0.25), 1.5);
  EXPECT_DOUBLE_EQ(values.quantile(0.5), 2);
  EXPECT_DOUBLE_EQ(values.quantile(0.75), 6);
  values.values = {7};
  EXPECT_EQ(values.quantile(0.3), 7);
}

TEST(Quantile, OfAChoiceIsOneOfItsValues) {
  Distribution choice = make(Kind::choice);
  choice.values = {30, 10, 20};
  EXPECT_EQ(choice.quantile(0.1), 30);
  EXPECT_EQ(choice.quantile(0.5), 10);
  EXPECT_EQ(choice.quantile(1 - 0x1p-53), 20);
  choice.weights = {1, 8, 1};
  EXPECT_EQ(choice.quantile(0.09), 30);
  EXPECT_EQ(choice.quantile(0.11), 10);
  EXPECT_EQ(choice.quantile(0.89), 10);
  EXPECT_EQ(choice.quantile(0.91), 20);
}

TEST(NormalQuantile, InvertsTheShare) {
  for (const double z : {-37.0, -20.0, -8.3, -5.0, -1.0, -0.3, 0.0, 0.5, 1.2}) {
    // A share rounded to a double moves z by eps / |z| at most in the lower tail.
    EXPECT_NEAR(normal_quantile(normal_share(z)), z, 4e-15 * std::max(1.0, std::abs(z)));
  }
  EXPECT_EQ(normal_quantile(0), -Distribution::endless);
  EXPECT_EQ(normal_quantile(1), Distribution::endless);
  EXPECT_EQ(normal_share(-Distribution::endless), 0);
  EXPECT_EQ(normal_share(Distribution::endless), 1);
}

}  // namespace
}  // namespace ronghe
