// Decisions over time, against the formulas of ronghe/program.hpp.
#include "simulate/inputs.hpp"

#include "reference/evaluator.hpp"

#include <algorithm>
#include <random>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

constexpr int steps = 24;

// A program with one moving input of one cell.
Code one_input() {
  Code code;
  code.clock.start_numerator = 2020;
  code.clock.step_denominator = 4;
  code.clock.steps = steps;
  VariableCode variable;
  variable.name = "aid";
  variable.array = 0;
  variable.places = {0};
  variable.moves = true;
  code.variables = {variable};
  code.inputs = {{.variable = 0, .reference = 0, .present = 1}};
  return code;
}

Time same_clock() {
  Time time;
  time.start_numerator = 2020;
  time.step_denominator = 4;
  time.steps = steps;
  return time;
}

Ensemble following(std::vector<Change> changes) {
  Schedule schedule;
  schedule.variable = 0;
  schedule.changes = std::move(changes);
  Ensemble ensemble;
  ensemble.plans = {Plan{"plan", {schedule}}};
  return ensemble;
}

double value_at(const Code& code, const Schedule& schedule, double base, int n, double t) {
  Moves moves;
  moves.prepare(code.clock, &schedule, n, t);
  return moves.value(base);
}

// Changes of every kind, some of which begin before the run or end behind it.
std::vector<Change> random_changes(std::mt19937& random) {
  const auto between = [&](int low, int high) {
    return low + static_cast<int>(random() % static_cast<unsigned>(high - low + 1));
  };
  std::vector<Change> changes;
  for (int verb = 0; verb < 3; ++verb) {
    for (int i = between(0, 2); i > 0; --i) {
      Change change;
      change.verb = static_cast<Change::Verb>(verb);
      change.path = static_cast<Change::Path>(between(0, verb == 2 ? 4 : 2));
      change.value = between(-5, 5) * 0.7;
      change.from = between(-4, steps);
      change.length = between(1, 9);
      if (between(0, 1) == 1) change.until = between(std::max(change.from, 0) + 1, steps + 2);
      change.hold = between(0, 2) == 0;
      if (change.path == Change::Path::linear_profile || change.path == Change::Path::flat_profile) {
        change.from = 0;
        for (int step = between(-2, 5); step < steps + 3; step += between(1, 6)) {
          change.points.push_back({step, between(0, 9) * 0.3});
        }
      }
      changes.push_back(change);
    }
  }
  return changes;
}

TEST(Inputs, FollowTheFormulasAtEveryStage) {
  std::mt19937 random(3);
  const Code code = one_input();
  const Time clock = same_clock();
  for (int round = 0; round < 300; ++round) {
    Schedule schedule;
    schedule.changes = random_changes(random);
    for (int n = 0; n <= steps; ++n) {
      for (const double t : {clock.at(n), clock.between(n), clock.at(n + 1)}) {
        EXPECT_EQ(value_at(code, schedule, 2.5, n, t), reference::input_value(clock, schedule, 2.5, n, t));
      }
    }
  }
}

TEST(Inputs, ComputeACellAnewWheneverItMayDiffer) {
  std::mt19937 random(4);
  const Code code = one_input();
  int spared = 0;
  for (int round = 0; round < 300; ++round) {
    const Ensemble ensemble = following(random_changes(random));
    const Schedule& schedule = ensemble.plans[0].schedules[0];
    const Inputs inputs(code, ensemble);
    double held = 0;
    for (int n = 0; n <= steps; ++n) {
      const double now = value_at(code, schedule, 2.5, n, code.clock.at(n));
      if (!inputs.changing(n).empty()) {
        held = now;
      } else {
        ++spared;
      }
      ASSERT_EQ(held, now) << "step " << n;
      const double later = value_at(code, schedule, 2.5, n, code.clock.at(n + 1));
      if (inputs.moving(n).empty()) {
        ASSERT_EQ(later, now) << "step " << n;
      }
      if (!inputs.moving(n).empty()) held = later;
    }
  }
  EXPECT_GT(spared, 300 * steps / 4);
}

}  // namespace
}  // namespace ronghe
