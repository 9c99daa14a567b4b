#include "ronghe/statistics.hpp"
#include "statistics/designs.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
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

// All passes over the numbers, `at_once` at a time.
std::vector<double> in_passes(const std::vector<double>& numbers, const std::vector<double>& shares, std::size_t kept,
                              std::size_t at_once, int& passes) {
  ExactQuantiles quantiles(shares, numbers.size(), kept);
  passes = 0;
  bool again = true;
  for (; again; ++passes) {
    for (std::size_t i = 0; i < numbers.size(); i += at_once) {
      quantiles.take(numbers.data() + i, std::min(at_once, numbers.size() - i));
    }
    again = quantiles.end_pass();
  }
  std::size_t counted = 0;
  for (const double number : numbers) counted += std::isnan(number) ? 0 : 1;
  EXPECT_EQ(quantiles.count(), counted);
  return quantiles.quantiles();
}

void expect_same_bits(const std::vector<double>& some, const std::vector<double>& others) {
  ASSERT_EQ(some.size(), others.size());
  for (std::size_t i = 0; i < some.size(); ++i) {
    EXPECT_EQ(std::bit_cast<std::uint64_t>(some[i]), std::bit_cast<std::uint64_t>(others[i]))
        << some[i] << " and " << others[i];
  }
}

TEST(ExactQuantiles, OfCountedNumbersHaveTheBitsOfSortedOnes) {
  const std::vector<double> shares = {0.5, 0, 0.05, 0.25, 1, 0.9999, 0.5, 0.31};
  for (const std::size_t n : {1U, 2U, 3U, 10U, 1000U}) {
    for (int kind = 0; kind < 5; ++kind) {
      SCOPED_TRACE(::testing::Message() << n << " numbers of kind " << kind);
      std::vector<double> numbers;
      for (std::size_t i = 0; i < n; ++i) {
        const double u = ronghe::testing::uniform(n, i);
        const double value[] = {u - 0.5, std::floor(u * 4) - 2, 1 + u * 1e-12, std::exp(800 * (u - 0.5)),
                                u < 0.2   ? none
                                : u < 0.3 ? endless
                                : u < 0.4 ? -endless
                                : u < 0.6 ? -0.0
                                          : 0.0};
        numbers.push_back(value[kind]);
      }
      int passes = 0;
      const std::vector<double> sorted = in_passes(numbers, shares, n, n, passes);
      EXPECT_EQ(passes, 1);
      const std::vector<double> counted = in_passes(numbers, shares, 0, 7, passes);
      EXPECT_LE(passes, 4);
      expect_same_bits(counted, sorted);

      std::vector<double> expected;
      std::erase_if(numbers, [](double number) { return std::isnan(number); });
      std::sort(numbers.begin(), numbers.end());
      for (const double share : shares) expected.push_back(quantile(numbers, share) + 0.0);
      expect_same_bits(counted, expected);
    }
  }
}

TEST(ExactQuantiles, OfNoNumbersAreUnknown) {
  int passes = 0;
  for (const std::size_t kept : {0U, 2U}) {
    EXPECT_TRUE(std::isnan(in_passes({none, none}, {0.5}, kept, 1, passes).front()));
    EXPECT_TRUE(std::isnan(in_passes({1, 2}, {none}, kept, 1, passes).front()));
    EXPECT_TRUE(in_passes({1, 2}, {}, kept, 1, passes).empty());
  }
}

}  // namespace
}  // namespace ronghe
