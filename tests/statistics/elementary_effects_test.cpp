#include "ronghe/diagnostics.hpp"
#include "ronghe/statistics.hpp"
#include "statistics/designs.hpp"

#include <cmath>
#include <limits>
#include <numeric>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::morris_trajectories;
using testing::Trajectories;
using testing::values_of;

std::vector<ElementaryEffect> effects_of(const testing::Function& function, const Trajectories& design,
                                         const BootstrapOptions& options = {}) {
  return elementary_effects(values_of(function, design.points), design.shares, design.points[0].size(), options);
}

// Steps of 2/3 in numbers up to 10: what is left is rounding.
TEST(ElementaryEffects, OfALinearModelAreItsCoefficients) {
  const std::vector<double> coefficients = {3, -5, 0, 0.25};
  const auto linear = [&](const std::vector<double>& u) {
    return 10 + std::inner_product(u.begin(), u.end(), coefficients.begin(), 0.0);
  };
  const auto effects = effects_of(linear, morris_trajectories(1, 8, 4));
  for (std::size_t key = 0; key < 4; ++key) {
    SCOPED_TRACE(key);
    EXPECT_NEAR(effects[key].mean, coefficients[key], 1e-13);
    EXPECT_NEAR(effects[key].mean_absolute, std::abs(coefficients[key]), 1e-13);
    EXPECT_NEAR(effects[key].deviation, 0, 1e-13);
    EXPECT_NEAR(effects[key].low, std::abs(coefficients[key]), 1e-13);
    EXPECT_NEAR(effects[key].high, std::abs(coefficients[key]), 1e-13);
  }
}

// The function of 20 inputs in Morris (1991), with those of its coefficients that he drew at random set to 0:
//   y = Σ β_i w_i + Σ β_ij w_i w_j + Σ β_ijl w_i w_j w_l + Σ β_ijls w_i w_j w_l w_s
// with β_i = 20 for i <= 10, β_ij = -15 for i, j <= 6, β_ijl = -10 for i, j, l <= 5, β_ijls = 5 for all <= 4, and
// w_i = 2 (x_i - 1/2), but w_i = 2 (1.1 x_i / (x_i + 0.1) - 1/2) for i = 3, 5, 7.
double morris_function(const std::vector<double>& x) {
  std::vector<double> w;
  for (std::size_t i = 0; i < 20; ++i) {
    const bool bent = i == 2 || i == 4 || i == 6;
    w.push_back(2 * ((bent ? 1.1 * x[i] / (x[i] + 0.1) : x[i]) - 0.5));
  }
  double y = 0;
  for (std::size_t i = 0; i < 10; ++i) y += 20 * w[i];
  for (std::size_t i = 0; i < 6; ++i) {
    for (std::size_t j = i + 1; j < 6; ++j) {
      y -= 15 * w[i] * w[j];
      for (std::size_t l = j + 1; l < 5; ++l) {
        if (j < 5) y -= 10 * w[i] * w[j] * w[l];
      }
    }
  }
  return y + 5 * w[0] * w[1] * w[2] * w[3];
}

TEST(ElementaryEffects, TellTheKindsOfInputsOfMorrisFunction) {
  constexpr std::size_t trajectories = 200;
  const auto effects = effects_of(morris_function, morris_trajectories(2, trajectories, 20));
  // Inputs 1 to 6 act in products: their effects depend on the others.
  for (std::size_t key = 0; key < 6; ++key) {
    EXPECT_GT(effects[key].mean_absolute, 20) << key;
    EXPECT_GT(effects[key].deviation, 20) << key;
  }
  // Input 6 has only products of two: its mean effect is 40 - 30 · (mean of w over the four levels of inputs 3 and 5;
  // those of 1, 2 and 4 are 0). Four standard errors.
  double bent = 0;
  for (int level = 0; level < 4; ++level) bent += 2 * (1.1 * (level / 3.0) / (level / 3.0 + 0.1) - 0.5) / 4;
  EXPECT_NEAR(effects[5].mean, 40 - 30 * 2 * bent, 4 * effects[5].deviation / std::sqrt(trajectories));
  // Input 7 is bent and alone: a step of 2/3 starts or ends at 0 or at 1, each half of the time.
  const double from_below = 40 * 1.1 * (2.0 / 3) / (2.0 / 3 + 0.1) / (2.0 / 3);
  const double from_above = 40 * (1 - 1.1 * (1.0 / 3) / (1.0 / 3 + 0.1)) / (2.0 / 3);
  const double mean = (from_below + from_above) / 2;
  const double deviation = (from_below - from_above) / 2;
  EXPECT_NEAR(effects[6].mean_absolute, mean, 4 * deviation / std::sqrt(trajectories));
  EXPECT_NEAR(effects[6].deviation, deviation, 0.02 * deviation) << "of halves it hardly depends on the exact split";
  EXPECT_LT(effects[6].low, mean);
  EXPECT_GT(effects[6].high, mean);
  // 8 to 10 are straight: 20 · dw/dx = 40, always; the tolerance is rounding of values around 100 over a step of 2/3.
  for (std::size_t key = 7; key < 10; ++key) {
    EXPECT_NEAR(effects[key].mean, 40, 1e-11) << key;
    EXPECT_NEAR(effects[key].mean_absolute, 40, 1e-11) << key;
    EXPECT_NEAR(effects[key].deviation, 0, 1e-11) << key;
  }
  for (std::size_t key = 10; key < 20; ++key) EXPECT_EQ(effects[key].mean_absolute, 0) << key;
}

// Effects u2 and u1 of both signs around 0: what cancels in the mean stays in the mean of the absolute ones.
TEST(ElementaryEffects, ThatCancelStillCount) {
  const auto product = [](const std::vector<double>& u) { return (u[0] - 0.5) * (u[1] - 0.5); };
  const auto effects = effects_of(product, morris_trajectories(3, 400, 2));
  // The other key is at 0, 1/3, 2/3 or 1: effects -1/2, -1/6, 1/6, 1/2; standard error of the mean 0.37 / 20.
  EXPECT_NEAR(effects[0].mean, 0, 0.075);
  EXPECT_NEAR(effects[0].mean_absolute, 1.0 / 3, 0.035) << "four standard errors of 0.17 / 20";
  EXPECT_NEAR(effects[0].deviation, std::sqrt(5.0 / 36), 0.035);
  EXPECT_LT(effects[0].low, 1.0 / 3);
  EXPECT_GT(effects[0].high, 1.0 / 3);
}

TEST(ElementaryEffects, LeaveOutTrajectoriesThatFailed) {
  const auto function = [](const std::vector<double>& u) { return u[0] * u[1] + u[2]; };
  const Trajectories whole = morris_trajectories(4, 12, 3);
  std::vector<double> values = values_of(function, whole.points);
  values[22] = std::numeric_limits<double>::quiet_NaN();
  values[28] = std::numeric_limits<double>::infinity();
  Trajectories rest;
  for (std::size_t member = 0; member < whole.points.size(); ++member) {
    if (member / 4 != 5 && member / 4 != 7) rest.points.push_back(whole.points[member]);
  }
  for (std::size_t key = 0; key < 3; ++key) {
    for (const auto& point : rest.points) rest.shares.push_back(point[key]);
  }
  const auto with = elementary_effects(values, whole.shares, 3);
  const auto without = effects_of(function, rest);
  for (std::size_t key = 0; key < 3; ++key) {
    EXPECT_EQ(with[key].mean, without[key].mean);
    EXPECT_EQ(with[key].deviation, without[key].deviation);
    EXPECT_EQ(with[key].low, without[key].low);
    EXPECT_EQ(with[key].high, without[key].high);
  }
}

TEST(ElementaryEffects, OfEqualValuesAreNothing) {
  for (const auto& effect : effects_of([](const auto&) { return 0.1; }, morris_trajectories(5, 4, 3))) {
    EXPECT_EQ(effect.mean_absolute, 0);
    EXPECT_EQ(effect.deviation, 0);
    EXPECT_EQ(effect.high, 0);
  }
}

TEST(ElementaryEffects, OfNoOrOneTrajectory) {
  const Trajectories design = morris_trajectories(6, 1, 2);
  const auto one = effects_of([](const auto& u) { return u[0]; }, design);
  EXPECT_NEAR(one[0].mean, 1, 1e-15);
  EXPECT_TRUE(std::isnan(one[0].deviation));
  const auto none = elementary_effects(std::vector<double>(3, std::nan("")), design.shares, 2);
  EXPECT_TRUE(std::isnan(none[0].mean));
  EXPECT_TRUE(std::isnan(none[0].mean_absolute));
  EXPECT_TRUE(std::isnan(none[0].low));
  EXPECT_EQ(elementary_effects({}, {}, 0).size(), 0U);
  EXPECT_EQ(elementary_effects({}, {}, 2).size(), 2U);
}

TEST(ElementaryEffects, RefuseAnotherDesign) {
  EXPECT_THROW(elementary_effects({1, 2}, {0.1}, 1), InternalError);
  EXPECT_THROW(elementary_effects({1, 2, 3}, {0, 0.5, 1, 0, 0, 0}, 2), InternalError) << "one key moves twice";
}

}  // namespace
}  // namespace ronghe
