#include "ronghe/statistics.hpp"
#include "statistics/designs.hpp"

#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::saltelli_points;
using testing::values_of;

struct Exact {
  double first, total;
};

std::vector<VarianceShare> shares_of(const testing::Function& function, std::uint64_t seed, std::size_t base,
                                     std::size_t keys, const BootstrapOptions& options = {}) {
  return variance_shares(values_of(function, saltelli_points(seed, base, keys)), keys, options);
}

// The estimates lie within `tolerance`, and the exact shares within the intervals.
void expect_shares(const std::vector<VarianceShare>& shares, const std::vector<Exact>& exact, double tolerance) {
  ASSERT_EQ(shares.size(), exact.size());
  for (std::size_t key = 0; key < exact.size(); ++key) {
    SCOPED_TRACE("key " + std::to_string(key));
    EXPECT_NEAR(shares[key].first, exact[key].first, tolerance);
    EXPECT_NEAR(shares[key].total, exact[key].total, tolerance);
    EXPECT_LE(shares[key].first_low, exact[key].first);
    EXPECT_GE(shares[key].first_high, exact[key].first);
    EXPECT_LE(shares[key].total_low, exact[key].total);
    EXPECT_GE(shares[key].total_high, exact[key].total);
  }
}

// Variances by Ishigami and Homma (1990): a²/8 + bπ⁴/5 + b²π⁸/18 + 1/2, and their parts.
std::vector<Exact> ishigami_shares() {
  const double b = 0.1 * std::pow(std::numbers::pi, 4);
  const double first = (1 + b / 5) * (1 + b / 5) / 2;
  const double second = 49.0 / 8;
  const double with_third = b * b * 8 / 225;
  const double all = first + second + with_third;
  return {{first / all, (first + with_third) / all}, {second / all, second / all}, {0, with_third / all}};
}

TEST(VarianceShares, OfIshigamiAsPublished) {
  const std::vector<Exact> exact = ishigami_shares();
  EXPECT_NEAR(exact[0].first, 0.3139, 5e-5);
  EXPECT_NEAR(exact[1].first, 0.4424, 5e-5);
  EXPECT_NEAR(exact[0].total, 0.5576, 5e-5);
  EXPECT_NEAR(exact[2].total, 0.2437, 5e-5);
  // The standard errors at 8,192 independent points are about 0.01.
  expect_shares(shares_of(testing::ishigami, 9, 8192, 3), exact, 0.03);
}

// V_i = 1 / (3 (1 + a_i)²); V = Π (1 + V_i) - 1; S_i = V_i / V, T_i = V_i Π_{j≠i} (1 + V_j) / V (Sobol 1993).
TEST(VarianceShares, OfTheGFunction) {
  const std::vector<double> a = {0, 1, 4.5, 9, 99, 99};
  double all = 1;
  for (const double each : a) all *= 1 + 1 / (3 * (1 + each) * (1 + each));
  std::vector<Exact> exact;
  for (const double each : a) {
    const double part = 1 / (3 * (1 + each) * (1 + each));
    exact.push_back({part / (all - 1), part * all / (1 + part) / (all - 1)});
  }
  const auto g = [&](const std::vector<double>& u) { return testing::sobol_g(u, a); };
  // The standard errors at 8,192 independent points are at most 0.015.
  expect_shares(shares_of(g, 2, 8192, 6), exact, 0.04);
}

// Of a sum of independent terms the shares are c_i² / Σ c_j², first and total alike.
TEST(VarianceShares, OfALinearModelAreSquaresOfItsCoefficients) {
  const std::vector<double> coefficients = {4, -2, 1, 0};
  const auto linear = [&](const std::vector<double>& u) {
    return 7 + std::inner_product(u.begin(), u.end(), coefficients.begin(), 0.0);
  };
  const std::vector<Exact> exact = {{16.0 / 21, 16.0 / 21}, {4.0 / 21, 4.0 / 21}, {1.0 / 21, 1.0 / 21}, {0, 0}};
  const auto shares = shares_of(linear, 3, 4096, 4);
  expect_shares(shares, exact, 0.05);
  EXPECT_EQ(shares[3].first, 0) << "a key that does nothing has no noise";
  EXPECT_EQ(shares[3].total, 0);
  EXPECT_EQ(shares[3].total_high, 0);
}

// The estimates by their formulas, for two points worked out by hand: A, B, AB = (1, 5, 3) and (2, 4, 2). Mean 3,
// variance 2.5; first (2 · 2 + 1 · 0) / 2 / 2.5 = 0.8; total ((1 - 3)² + 0) / 4 / 2.5 = 0.4.
TEST(VarianceShares, AreThoseOfTheFormulas) {
  const auto shares = variance_shares({1, 5, 3, 2, 4, 2}, 1);
  EXPECT_DOUBLE_EQ(shares[0].first, 0.8);
  EXPECT_DOUBLE_EQ(shares[0].total, 0.4);
}

// Intervals of 95 % hold the exact share in about 95 of 100 samples; with 256 points a little less, because the
// interval rests on the same few points. 88 is 3 standard deviations below.
TEST(VarianceShares, IntervalsHoldTheExactShareAsOftenAsTheySay) {
  const std::vector<double> coefficients = {3, 2, 1};
  const auto linear = [&](const std::vector<double>& u) {
    return std::inner_product(u.begin(), u.end(), coefficients.begin(), 0.0);
  };
  int first = 0;
  int total = 0;
  for (std::uint64_t seed = 0; seed < 100; ++seed) {
    const VarianceShare share = shares_of(linear, 100 + seed, 256, 3)[1];
    if (share.first_low <= 4.0 / 14 && 4.0 / 14 <= share.first_high) ++first;
    if (share.total_low <= 4.0 / 14 && 4.0 / 14 <= share.total_high) ++total;
  }
  EXPECT_GE(first, 88);
  EXPECT_GE(total, 88);
}

// A mean of 1e9 costs nine of sixteen digits of each value, and no more of the shares.
TEST(VarianceShares, DoNotDependOnLevelOrUnit) {
  const auto plain = shares_of(testing::ishigami, 4, 512, 3);
  const auto moved = shares_of([](const auto& u) { return 1e9 + testing::ishigami(u); }, 4, 512, 3);
  const auto scaled = shares_of([](const auto& u) { return 1024 * testing::ishigami(u); }, 4, 512, 3);
  for (std::size_t key = 0; key < 3; ++key) {
    EXPECT_NEAR(moved[key].first, plain[key].first, 1e-6);
    EXPECT_NEAR(moved[key].total_high, plain[key].total_high, 1e-6);
    EXPECT_EQ(scaled[key].first, plain[key].first) << "a power of two moves no digit";
    EXPECT_EQ(scaled[key].total_low, plain[key].total_low);
  }
}

TEST(VarianceShares, LeaveOutPointsThatFailed) {
  auto values = values_of(testing::ishigami, saltelli_points(5, 20, 3));
  auto rest = values;
  values[38] = std::numeric_limits<double>::quiet_NaN();
  values[60] = -std::numeric_limits<double>::infinity();
  rest.erase(rest.begin() + 60, rest.begin() + 65);
  rest.erase(rest.begin() + 35, rest.begin() + 40);
  const auto with = variance_shares(values, 3);
  const auto without = variance_shares(rest, 3);
  for (std::size_t key = 0; key < 3; ++key) {
    EXPECT_EQ(with[key].first, without[key].first);
    EXPECT_EQ(with[key].total, without[key].total);
    EXPECT_EQ(with[key].first_high, without[key].first_high);
  }
}

TEST(VarianceShares, OfANumberThatDoesNotVaryAreZero) {
  for (const double constant : {0.0, 0.1, -1e12}) {
    for (const auto& share : shares_of([&](const auto&) { return constant; }, 6, 64, 2)) {
      EXPECT_EQ(share.first, 0);
      EXPECT_EQ(share.total, 0);
      EXPECT_EQ(share.total_high, 0);
    }
  }
  // Rounding is no variation.
  const auto noisy = shares_of([](const auto& u) { return 1e6 + 1e-9 * std::floor(2 * u[0]); }, 6, 64, 2);
  EXPECT_EQ(noisy[0].total, 0);
}

TEST(VarianceShares, OfLessThanTwoPointsAreUnknown) {
  EXPECT_TRUE(std::isnan(variance_shares({1, 2, 3}, 1)[0].first));
  EXPECT_TRUE(std::isnan(variance_shares({}, 1)[0].total_high));
  EXPECT_TRUE(std::isnan(variance_shares(std::vector<double>(12, std::nan("")), 1)[0].total));
  EXPECT_TRUE(variance_shares({1, 2}, 0).empty());
}

TEST(VarianceShares, WithoutResamplesHaveNoInterval) {
  const auto share = shares_of(testing::ishigami, 7, 64, 3, {.resamples = 0})[0];
  EXPECT_FALSE(std::isnan(share.first));
  EXPECT_TRUE(std::isnan(share.first_low));
  EXPECT_TRUE(std::isnan(share.total_high));
}

TEST(VarianceShares, MoreConfidenceIsAWiderInterval) {
  const auto narrow = shares_of(testing::ishigami, 8, 256, 3, {.confidence = 0.5})[0];
  const auto wide = shares_of(testing::ishigami, 8, 256, 3, {.confidence = 0.95})[0];
  EXPECT_LT(wide.first_low, narrow.first_low);
  EXPECT_GT(wide.first_high, narrow.first_high);
  EXPECT_EQ(wide.first, narrow.first);
}

}  // namespace
}  // namespace ronghe
