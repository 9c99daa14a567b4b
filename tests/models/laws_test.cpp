// What must be true of every model, whatever its numbers.
#include "models/small_model.hpp"
#include "reference/agreement.hpp"
#include "reference/random_model.hpp"
#include "ronghe/model.hpp"
#include "ronghe/simulate.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using reference::run;
using reference::series;

ModelOptions options_of(const std::string& method, const std::string& step) {
  ModelOptions options;
  options.time.method = method;
  options.time.step = step;
  return options;
}

// How the error falls with the step: its order, from halving the step.
double observed_order(const std::string& method, const std::function<double(const ModelOptions&)>& error) {
  const double coarse = error(options_of(method, "1/8 year"));
  const double fine = error(options_of(method, "1/16 year"));
  return std::log2(coarse / fine);
}

struct Order {
  const char* method;
  double order;
};
constexpr Order orders[] = {{"euler", 1}, {"rk2", 2}, {"rk4", 4}};

TEST(Laws, HalfTheStepMakesTheErrorFallByTheOrderOfTheMethod) {
  for (const auto& [method, order] : orders) {
    const auto error = [](const ModelOptions& options) {
      const Model model = small_model("decay", options);
      return std::abs(series(model, run(model), "amount").back() - 100 * std::exp(-2.0));
    };
    EXPECT_NEAR(observed_order(method, error), order, 0.1) << method;
  }
}

// The supply is 2, jumps to 20 in 2023 and falls back to 2 in 2026.
Ensemble with_jumps(const Model& model) {
  Change change;
  change.id = "more-supply";
  change.verb = Change::Verb::to;
  change.value = 20;
  change.from = model.time.step_of(2023).value();
  change.until = model.time.step_of(2026).value();
  Schedule schedule;
  schedule.variable = model.find("supply");
  schedule.changes = {change};
  Ensemble ensemble;
  ensemble.plans = {Plan{"jumps", {schedule}}};
  return ensemble;
}

TEST(Laws, TheOrderIsKeptWhenAnInputJumps) {
  const auto piece = [](double level, double supply, double years) {
    return supply * 4 + (level - supply * 4) * std::exp(-years / 4);
  };
  const double expected = piece(piece(piece(10, 2, 3), 20, 3), 2, 4);
  for (const auto& [method, order] : orders) {
    const auto error = [&](const ModelOptions& options) {
      const Model model = small_model("reservoir", options);
      return std::abs(series(model, run(model, with_jumps(model)), "level").back() - expected);
    };
    EXPECT_NEAR(observed_order(method, error), order, 0.1) << method;
  }
}

// Euler's 1/8 against RK4's: the state before a jump must not know of it.
TEST(Laws, NothingActsBeforeItsDate) {
  for (const auto& [method, order] : orders) {
    const Model model = small_model("reservoir", options_of(method, "1/8 year"));
    const auto before = series(model, run(model), "level");
    const auto after = series(model, run(model, with_jumps(model)), "level");
    for (std::size_t year = 0; year <= 3; ++year) EXPECT_EQ(before[year], after[year]) << method;
    EXPECT_NE(before[4], after[4]) << method;
  }
}

TEST(Laws, WhatLeavesOneStockArrivesInAnother) {
  for (const auto& [method, order] : orders) {
    ModelOptions options;
    options.time.method = method;
    const Model model = small_model("exchange", options);
    Ensemble ensemble;
    ensemble.members = 10;
    const Trajectories result = run(model, ensemble);
    for (int member = 0; member < ensemble.members; ++member) {
      for (const double total : series(model, result, "total", 0, member)) {
        EXPECT_NEAR(total, 800, 1e-10);  // 320 steps of rounding in numbers near 100
      }
    }
    EXPECT_EQ(result.checks.front().violations, 0);
    EXPECT_NE(series(model, result, "people").back(), series(model, result, "people").front());
  }
}

TEST(Laws, DrawsBelongToSeedMemberStepAndCell) {
  const Model model = small_model("exchange");
  Ensemble ensemble;
  ensemble.members = 200;
  const Trajectories first = run(model, ensemble);
  EXPECT_EQ(first.values, run(model, ensemble).values);
  Ensemble fewer = ensemble;
  fewer.members = 3;
  const Trajectories part = run(model, fewer);
  for (int member = 0; member < 3; ++member) {
    EXPECT_EQ(series(model, part, "draws", 4, member), series(model, first, "draws", 4, member));
  }
  Ensemble reseeded = ensemble;
  reseeded.seed = 2;
  EXPECT_NE(series(model, run(model, reseeded), "draws"), series(model, first, "draws"));

  // 200 members × 10 cells × 21 times of a standard normal: mean and variance within five standard errors, none twice.
  std::vector<double> all;
  for (int member = 0; member < ensemble.members; ++member) {
    for (int cell = 0; cell < 10; ++cell) {
      for (const double draw : series(model, first, "draws", cell, member)) all.push_back(draw);
    }
  }
  const auto count = static_cast<double>(all.size());
  double mean = 0;
  for (const double draw : all) mean += draw / count;
  double variance = 0;
  for (const double draw : all) variance += (draw - mean) * (draw - mean) / count;
  EXPECT_NEAR(mean, 0, 5 / std::sqrt(count));
  EXPECT_NEAR(variance, 1, 5 * std::sqrt(2 / count));
  std::sort(all.begin(), all.end());
  EXPECT_EQ(std::adjacent_find(all.begin(), all.end()), all.end());
}

TEST(Laws, UniformDrawsLieEvenlyBetweenTheirBounds) {
  const Model model =
      reference::model_from({"model: m\ntime: {start: 0, stop: 50, step: 1 year}\n"
                             "auxiliaries:\n  drawn: {unit: 1, equation: \"random_uniform(-2, 6)\"}\n"});
  Ensemble ensemble;
  ensemble.members = 200;
  const Trajectories result = run(model, ensemble);
  double mean = 0;
  double variance = 0;
  for (int member = 0; member < ensemble.members; ++member) {
    for (const double draw : series(model, result, "drawn", 0, member)) {
      EXPECT_GE(draw, -2);
      EXPECT_LT(draw, 6);
      mean += draw / 10200;
      variance += (draw - 2) * (draw - 2) / 10200;
    }
  }
  // Of 10,200 draws, each of variance 8²/12; five standard errors.
  EXPECT_NEAR(mean, 2, 5 * std::sqrt(64.0 / 12 / 10200));
  EXPECT_NEAR(variance, 64.0 / 12, 5 * std::sqrt((8.0 * 8 * 8 * 8 / 180) / 10200));
}

bool draws_at_random(const Model& model) {
  return std::any_of(model.variables.begin(), model.variables.end(), [](const Variable& variable) {
    return variable.memory == Variable::Memory::random_uniform || variable.memory == Variable::Memory::random_normal;
  });
}

TEST(Laws, PermutedMembersGivePermutedResults) {
  int compared = 0;
  for (std::uint64_t seed = 1; compared < 20; ++seed) {
    const Model model = reference::model_from(reference::random_model(seed));
    const Ensemble ensemble = reference::random_ensemble(model, seed);
    if (draws_at_random(model) || ensemble.members < 2) continue;
    SCOPED_TRACE(seed);
    const auto mirror = [&](int member) { return static_cast<std::size_t>(ensemble.members - 1 - member); };
    Ensemble mirrored = ensemble;
    std::reverse(mirrored.plan_of_member.begin(), mirrored.plan_of_member.end());
    for (Setting& setting : mirrored.settings) std::reverse(setting.values.begin(), setting.values.end());
    const Trajectories straight = run(model, ensemble);
    const Trajectories turned = run(model, mirrored);
    ASSERT_EQ(straight.values.size(), turned.values.size());
    int different = 0;
    for (std::size_t row = 0; row < straight.values.size(); row += static_cast<std::size_t>(ensemble.members)) {
      for (int member = 0; member < ensemble.members; ++member) {
        const double a = straight.values[row + static_cast<std::size_t>(member)];
        const double b = turned.values[row + mirror(member)];
        const bool same = std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
        different += same || (std::isnan(a) && std::isnan(b)) ? 0 : 1;
      }
    }
    EXPECT_EQ(different, 0);
    ++compared;
  }
}

// The order in which things stand in the text has no meaning.
TEST(Laws, TheOrderOfTheTextChangesNothing) {
  const std::string head = "model: m\ntime: {start: 0, stop: 5, step: 1/2 year, save: 1/2 year}\n";
  const std::string stocks = "stocks:\n  s: {unit: 1, initial: 3, outflows: [f]}\n";
  const std::string flows = "flows:\n  f:\n    unit: 1/year\n    equation: b / 2 year\n";
  const std::string a = "  a:\n    unit: 1\n    equation: s * 1.1\n";
  const std::string b = "  b:\n    unit: 1\n    equation: a - 0.3\n";
  const Model one = reference::model_from({head + stocks + flows + "auxiliaries:\n" + a + b});
  const Model two = reference::model_from({head + "auxiliaries:\n" + b + a + flows + stocks});
  for (const char* name : {"s", "f", "a", "b"}) {
    EXPECT_EQ(series(one, run(one), name), series(two, run(two), name)) << name;
  }
}

}  // namespace
}  // namespace ronghe
