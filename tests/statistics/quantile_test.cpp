#include "ronghe/statistics.hpp"
#include "statistics/designs.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();
constexpr double endless = std::numeric_limits<double>::infinity();

double quantile(const std::vector<double>& sorted, double p) {
  return quantile_of_sorted(sorted.data(), sorted.size(), p);
}

// By numpy 1.24.2: numpy.quantile([3.1, -2, 7.7, 0.1, 5.5, 5.5, 11], p), printed with all digits.
TEST(Quantile, IsThatOfNumpy) {
  const std::vector<double> sorted = {-2, 0.1, 3.1, 5.5, 5.5, 7.7, 11};
  const struct {
    double p, value;
  } cases[] = {
      {0, -2},    {0.05, -1.3699999999999999}, {0.1, -0.7399999999999999}, {0.25, 1.6}, {0.33, 3.04}, {0.5, 5.5},
      {0.6, 5.5}, {0.9, 9.020000000000001},    {0.95, 10.009999999999998}, {1, 11}};
  for (const auto& [p, value] : cases) {
    SCOPED_TRACE(p);
    EXPECT_DOUBLE_EQ(quantile(sorted, p), value);
  }
  EXPECT_DOUBLE_EQ(quantile({1, 2, 3, 4}, 0.4), 2.2);
  EXPECT_DOUBLE_EQ(quantile({1e-3, 1e3}, 0.1), 100.0009);
  EXPECT_DOUBLE_EQ(quantile({1e-3, 1e3}, 0.9), 900.0001);
}

// The definition by brute force: the sorted values stand at i / (n - 1), and between them the line is drawn. The
// tolerance is rounding of values around 1.
TEST(Quantile, IsTheLineBetweenSortedValues) {
  for (std::size_t n = 2; n < 40; ++n) {
    std::vector<double> values;
    for (std::size_t i = 0; i < n; ++i) values.push_back(testing::uniform(n, i));
    std::sort(values.begin(), values.end());
    for (int k = 0; k <= 100; ++k) {
      const double p = k / 100.0;
      double expected = values.back();
      for (std::size_t i = 0; i + 1 < n; ++i) {
        const double left = static_cast<double>(i) / static_cast<double>(n - 1);
        const double right = static_cast<double>(i + 1) / static_cast<double>(n - 1);
        if (p < left || p > right) continue;
        expected = values[i] + (values[i + 1] - values[i]) * (p - left) / (right - left);
        break;
      }
      EXPECT_NEAR(quantile(values, p), expected, 1e-13) << n << " values, p " << p;
    }
  }
}

TEST(Quantile, NeverFallsAsPRises) {
  std::vector<double> values;
  for (std::uint64_t i = 0; i < 7; ++i) values.push_back(std::exp(40 * testing::uniform(3, i)));
  std::sort(values.begin(), values.end());
  double before = values.front();
  for (int k = 0; k <= 6000; ++k) {
    const double here = quantile(values, k / 6000.0);
    EXPECT_GE(here, before);
    before = here;
  }
  EXPECT_EQ(before, values.back());
}

TEST(Quantile, OfFewOrEqualOrEndlessValues) {
  EXPECT_TRUE(std::isnan(quantile({}, 0.5)));
  EXPECT_TRUE(std::isnan(quantile({1, 2}, none)));
  EXPECT_EQ(quantile({3}, 0.9), 3);
  EXPECT_EQ(quantile({0.1, 0.1, 0.1}, 0.37), 0.1);
  EXPECT_EQ(quantile({1, 2}, -0.1), 1);
  EXPECT_EQ(quantile({1, 2}, 1.1), 2);
  EXPECT_EQ(quantile({-endless, 1, endless, endless}, 0.9), endless);
  EXPECT_EQ(quantile({-endless, 1, endless}, 0.5), 1);
}

}  // namespace
}  // namespace ronghe
