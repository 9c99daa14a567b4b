// The operations on single numbers as docs/language.md defines them, by hand: what kernels and constant folding rest
// on.
#include "program/arithmetic.hpp"

#include <cmath>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe::arithmetic {
namespace {

constexpr double infinity = std::numeric_limits<double>::infinity();
constexpr double nan = std::numeric_limits<double>::quiet_NaN();

// The same number with the same sign, or NaN both.
void expect_same(double found, double expected) {
  if (std::isnan(expected)) {
    EXPECT_TRUE(std::isnan(found)) << found;
    return;
  }
  EXPECT_EQ(found, expected);
  EXPECT_EQ(std::signbit(found), std::signbit(expected));
}

struct Case {
  double a, b, expected;
};

template <std::size_t size>
void expect_values(double (*function)(double, double), const Case (&cases)[size]) {
  for (const auto& [a, b, expected] : cases) {
    SCOPED_TRACE(::testing::Message() << a << " and " << b);
    expect_same(function(a, b), expected);
  }
}

TEST(Arithmetic, RaisesToAWholePowerBySquaringFromTheHighBit) {
  const double x = 1.1;
  const double x3 = x * x * x;
  EXPECT_EQ(power_whole(x, 0), 1);
  EXPECT_EQ(power_whole(x, 1), x);
  EXPECT_EQ(power_whole(x, 3), x3);
  EXPECT_EQ(power_whole(x, 5), (x * x) * (x * x) * x);
  EXPECT_EQ(power_whole(x, 13), (x3 * x3) * (x3 * x3) * x);
  EXPECT_NE(power_whole(x, 13), std::pow(x, 13)) << "this number does not tell the ways of computing apart";
}

TEST(Arithmetic, TakesOneOverForANegativeWholePower) {
  EXPECT_EQ(power_whole(1.1, -3), 1 / (1.1 * 1.1 * 1.1));
  EXPECT_EQ(power_whole(0, -1), infinity);
  EXPECT_EQ(power_whole(-2, std::numeric_limits<int>::min()), 0);
}

TEST(Arithmetic, TakesAnyOtherPowerAsTheExponentialOfTheLogarithm) {
  for (const double a : {0.3, 1.7, 12.5}) {
    for (const double b : {-1.5, 0.3, 2.0, 7.25}) EXPECT_EQ(power(a, b), exponential(b * logarithm(a)));
  }
  expect_values(power, {
                           {0, 2.5, 0},
                           {0, 0, 1},
                           {0, -1.5, infinity},
                           {5, 0, 1},
                           {-8, 1.0 / 3, nan},
                           {-2, 2, nan},
                           {-1, 0, nan},
                       });
}

TEST(Arithmetic, LetsMinAndMaxBeNaNWhenOneIs) {
  expect_values(minimum, {{1, 2, 1}, {2, 1, 1}, {1, nan, nan}, {nan, 1, nan}, {nan, -infinity, nan}});
  expect_values(maximum, {{1, 2, 2}, {2, 1, 2}, {1, nan, nan}, {nan, 1, nan}, {nan, infinity, nan}});
}

// Zeros of both signs are equal, and told apart by their sign.
TEST(Arithmetic, LetsMinAndMaxTakeTheFirstOfEquals) {
  expect_values(minimum, {{0.0, -0.0, 0.0}, {-0.0, 0.0, -0.0}});
  expect_values(maximum, {{0.0, -0.0, 0.0}, {-0.0, 0.0, -0.0}});
}

TEST(Arithmetic, LeavesARemainderWithTheSignOfTheDivisor) {
  expect_values(modulo, {{7, 3, 1}, {-7, 3, 2}, {7, -3, -2}, {-7, -3, -1}, {7.5, 2, 1.5}, {6, 3, 0}, {1, 0, nan}});
}

TEST(Arithmetic, DividesSafelyWhenToldWhatElse) {
  EXPECT_EQ(divide_or(1, 4, 5), 0.25);
  EXPECT_EQ(divide_or(1, 0, 5), 5);
  EXPECT_EQ(divide_or(0, -0.0, 5), 5);
}

TEST(Arithmetic, CountsOnlyTheChosenBranch) {
  EXPECT_EQ(select(1, 2, nan), 2);
  EXPECT_EQ(select(0, infinity, 3), 3);
}

// SLEEF promises one unit in the last place; the C library is as good.
TEST(Arithmetic, HasTheElementaryFunctionsOfMathematics) {
  const struct {
    double (*found)(double);
    double (*expected)(double);
  } functions[] = {
      {exponential, std::exp},
      {logarithm, std::log},
      {logarithm10, std::log10},
      {sine, std::sin},
      {cosine, std::cos},
      {tangent, std::tan},
      {arcsine, std::asin},
      {arccosine, std::acos},
      {arctangent, std::atan},
      {hyperbolic_sine, std::sinh},
      {hyperbolic_cosine, std::cosh},
      {hyperbolic_tangent, std::tanh},
  };
  for (const auto& [found, expected] : functions) {
    for (const double x : {0.001, 0.1, 0.5, 0.9, 0.999}) {
      EXPECT_NEAR(found(x), expected(x), 4e-16 * std::abs(expected(x))) << x;
    }
  }
  expect_same(logarithm(0), -infinity);
  expect_same(logarithm(-1), nan);
}

}  // namespace
}  // namespace ronghe::arithmetic
