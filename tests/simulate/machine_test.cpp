// One step of the machine, worked out by hand: which values it takes, in which order, and what it moves.
#include "reference/agreement.hpp"
#include "ronghe/compile.hpp"
#include "ronghe/model.hpp"
#include "ronghe/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using reference::model_from;
using reference::run;
using reference::series;

const std::string methods[] = {"euler", "rk2", "rk4"};

// A model from 0 to `stop` in steps of `step`, all of which are saved.
Model model_of(const std::string& sections, const std::string& stop, const std::string& step,
               const std::string& method = "euler") {
  return model_from(
      {"model: m\ntime: {start: 0, stop: " + stop + ", step: " + step + ", method: " + method + "}\n" + sections});
}

// A decision about the input called `name`, in force at once.
Ensemble decided(const Model& model, const std::string& name, const Change& change) {
  Schedule schedule;
  schedule.variable = model.find(name);
  schedule.changes = {change};
  Ensemble ensemble;
  ensemble.plans = {Plan{"plan", {schedule}}};
  return ensemble;
}

const char* const paid =
    "inputs:\n  payment: {unit: 1/year, default: 0}\n"
    "stocks:\n  received: {unit: 1, initial: 0, inflows: [receipt]}\n"
    "flows:\n  receipt: {unit: 1/year, equation: payment}\n";

TEST(AStep, TakesInputsFromTheirDateOn) {
  Change change;
  change.verb = Change::Verb::to;
  change.value = 5;
  change.from = 2;
  change.until = 4;
  for (const std::string& method : methods) {
    SCOPED_TRACE(method);
    const Model model = model_of(paid, "5", "1 year", method);
    const Trajectories result = run(model, decided(model, "payment", change));
    EXPECT_EQ(series(model, result, "payment"), (std::vector<double>{0, 0, 5, 5, 0, 0}));
    EXPECT_EQ(series(model, result, "receipt"), (std::vector<double>{0, 0, 5, 5, 0, 0}));
    EXPECT_EQ(series(model, result, "received"), (std::vector<double>{0, 0, 0, 5, 10, 10}));
  }
}

// The payment is 2t and its integral t², which the trapezoid and Simpson's rule give exactly.
TEST(AStep, TakesALinearProfileAtTheTimeOfItsStage) {
  Change change;
  change.path = Change::Path::linear_profile;
  change.points = {{0, 0}, {4, 8}};
  for (const std::string method : {"rk2", "rk4"}) {
    SCOPED_TRACE(method);
    const Model model = model_of(paid, "4", "1 year", method);
    const Trajectories result = run(model, decided(model, "payment", change));
    EXPECT_EQ(series(model, result, "received"), (std::vector<double>{0, 1, 4, 9, 16}));
  }
}

TEST(AStep, KeepsTheFirstStagesPieceOfAFlatProfile) {
  Change change;
  change.path = Change::Path::flat_profile;
  change.points = {{0, 1}, {1, 10}, {2, 100}, {3, 0}};
  for (const std::string& method : methods) {
    SCOPED_TRACE(method);
    const Model model = model_of(paid, "4", "1 year", method);
    const Trajectories result = run(model, decided(model, "payment", change));
    EXPECT_EQ(series(model, result, "received"), (std::vector<double>{0, 1, 11, 111, 111}));
  }
}

// Each is a number of steps that stays the same from one jump to the next, so every method adds it as Euler does. The
// last stage stands on a jump every fourth step.
TEST(AStep, KeepsWhatJumpsWithTimeInLaterStages) {
  const auto condition = [](double t) { return t >= 2 ? 1 : 0; };
  const auto rounded = [](double t) { return std::round(t); };
  const auto whole = [](double t) { return std::trunc(t); };
  const auto stair = [](double t) { return t < 1 ? 7 : t < 3 ? 2 : 5; };
  const struct {
    const char* equation;
    std::function<double(double)> value;
  } cases[] = {
      {"if time >= 2 year then 1 else 0", condition},
      {"round(time / 1 year)", rounded},
      {"int(time / 1 year)", whole},
      {"stairs(time / 1 year)", stair},
  };
  for (const std::string& method : methods) {
    for (const auto& [equation, value] : cases) {
      SCOPED_TRACE(method + ": " + equation);
      const Model model = model_of(
          "lookups:\n  stairs: {x: [0, 1, 3], y: [7, 2, 5], between: step}\n"
          "stocks:\n  s: {unit: 1, initial: 0, inflows: [f]}\n"
          "flows:\n  f: {unit: 1/year, equation: y / 1 year}\n"
          "auxiliaries:\n  y:\n    unit: 1\n    equation: " +
              std::string(equation) + "\n",
          "4", "1/4 year", method);
      const auto s = series(model, run(model), "s");
      double sum = 0;
      for (std::size_t n = 0; n < s.size(); ++n) {
        EXPECT_NEAR(s[n], sum, 1e-14);  // RK4 divides by six, which rounds
        sum += value(static_cast<double>(n) / 4) / 4;
      }
    }
  }
}

TEST(AStep, MovesAllStocksTogether) {
  const Model model = model_of(
      "stocks:\n  a: {unit: 1, initial: 1, inflows: [to_a]}\n  b: {unit: 1, initial: 10, inflows: [to_b]}\n"
      "flows:\n  to_a: {unit: 1/year, equation: b / 1 year}\n  to_b: {unit: 1/year, equation: a / 1 year}\n",
      "1", "1/2 year");
  const Trajectories result = run(model);
  EXPECT_EQ(series(model, result, "a"), (std::vector<double>{1, 6, 6 + 5.25}));
  EXPECT_EQ(series(model, result, "b"), (std::vector<double>{10, 10.5, 10.5 + 3}));
}

// Beside 1e16 a single 1 is lost and two together are not, so that each order of adding gives another number.
TEST(AStep, AddsFlowsInListedOrderAndTakesOutflowsFromInflows) {
  const Model model = model_of(
      "stocks:\n"
      "  large_first: {unit: 1, initial: 0, inflows: [large, one, another]}\n"
      "  large_last: {unit: 1, initial: 0, inflows: [one, another, large]}\n"
      "  out_large_first: {unit: 1, initial: 0, outflows: [large, one, another]}\n"
      "  out_large_last: {unit: 1, initial: 0, outflows: [one, another, large]}\n"
      "  both: {unit: 1, initial: 0, inflows: [large], outflows: [large_too, one, another]}\n"
      "  to_a_large_one: {unit: 1, initial: 1e16, inflows: [one, another]}\n"
      "flows:\n"
      "  large: {unit: 1/year, equation: 1e16 1/year}\n"
      "  large_too: {unit: 1/year, equation: 1e16 1/year}\n"
      "  one: {unit: 1/year, equation: 1 1/year}\n"
      "  another: {unit: 1/year, equation: 1 1/year}\n",
      "1", "1 year");
  const Trajectories result = run(model);
  const double lost = 1e16;
  const double kept = 1e16 + 2;
  ASSERT_NE(lost, kept);
  const auto after = [&](const char* stock) { return series(model, result, stock).back(); };
  EXPECT_EQ(after("large_first"), lost);
  EXPECT_EQ(after("large_last"), kept);
  EXPECT_EQ(after("out_large_first"), -lost);
  EXPECT_EQ(after("out_large_last"), -kept);
  EXPECT_EQ(after("both"), 0);
  EXPECT_EQ(after("to_a_large_one"), kept);
}

TEST(AStep, MultipliesWhatIsLeftOfTheFlowsByTheStepOnce) {
  const Model model = model_of(
      "stocks:\n  s: {unit: 1, initial: 0, inflows: [in], outflows: [out]}\n"
      "flows:\n  in: {unit: 1/year, equation: 0.7 1/year}\n  out: {unit: 1/year, equation: 0.4 1/year}\n",
      "0.1", "0.1 year");
  const double expected = 0.1 * (0.7 - 0.4);
  ASSERT_NE(expected, 0.1 * 0.7 - 0.1 * 0.4);
  EXPECT_EQ(series(model, run(model), "s").back(), expected);
}

TEST(AStep, GivesOneStockWhatItTakesFromAnother) {
  for (const std::string& method : methods) {
    SCOPED_TRACE(method);
    const Model model = model_of(
        "stocks:\n  here: {unit: 1, initial: 0, outflows: [move]}\n  there: {unit: 1, initial: 0, inflows: [move]}\n"
        "flows:\n  move: {unit: 1/year, equation: \"random_uniform(1, 2 + there / 10) / 1 year\"}\n",
        "5", "1/8 year", method);
    const Trajectories result = run(model);
    const auto here = series(model, result, "here");
    const auto there = series(model, result, "there");
    EXPECT_GT(there.back(), 5);
    for (std::size_t n = 0; n < here.size(); ++n) EXPECT_EQ(here[n], -there[n]);
  }
}

// x doubles what is left to grow in each stage, and `spike` is infinite in the middle of the first step: neither is
// seen.
TEST(AStep, SavesAndChecksWhatItsFirstStageComputed) {
  for (const std::string& method : methods) {
    SCOPED_TRACE(method);
    const Model model = model_of(
        "stocks:\n  x: {unit: 1, initial: 1, inflows: [growth]}\n"
        "flows:\n  growth: {unit: 1/year, equation: \"(x + max(-1, min(1, spike))) / 2 year\"}\n"
        "auxiliaries:\n  thrice: {unit: 1, equation: 3 * x}\n  now: {unit: year, equation: time}\n"
        "  spike: {unit: 1, equation: 1 year / (time - 0.5 year)}\n"
        "checks:\n  in_step: {must: thrice = 3 * x, always: true}\n  on_the_grid: {must: now = time, always: true}\n",
        "4", "1 year", method);
    const Trajectories result = run(model);
    EXPECT_TRUE(result.failures.empty());
    EXPECT_EQ(series(model, result, "now"), (std::vector<double>{0, 1, 2, 3, 4}));
    const auto x = series(model, result, "x");
    const auto thrice = series(model, result, "thrice");
    for (std::size_t n = 0; n < x.size(); ++n) EXPECT_EQ(thrice[n], 3 * x[n]);
    EXPECT_GT(x.back(), x.front());
    for (const CheckResult& check : result.checks) EXPECT_EQ(check.violations, 0);
  }
}

TEST(AStep, ThatIsTheLastComputesItsValuesAndMovesNothing) {
  for (const std::string& method : methods) {
    SCOPED_TRACE(method);
    const Model model = model_of(
        "stocks:\n  x: {unit: 1, initial: 0, inflows: [one]}\n"
        "flows:\n  one: {unit: 1/year, equation: 1 1/year}\n"
        "auxiliaries:\n  twice: {unit: 1, equation: 2 * x}\n"
        "checks:\n  at_the_end: {must: twice = 6 and time = 3 year, at: stop}\n",
        "3", "1 year", method);
    const Trajectories result = run(model);
    EXPECT_EQ(result.times, (std::vector<double>{0, 1, 2, 3}));
    EXPECT_EQ(series(model, result, "x"), (std::vector<double>{0, 1, 2, 3}));
    EXPECT_EQ(series(model, result, "twice"), (std::vector<double>{0, 2, 4, 6}));
    EXPECT_EQ(result.checks.front().violations, 0);
  }
}

// x' = x² + t from x = 1 at t = 0, one step of 1/2. Neither linear nor free of t, so that Heun's method is told from
// the midpoint rule, and the classical Runge–Kutta method from Kutta's 3/8 rule.
TEST(AStep, IsEulersHeunsOrTheClassicalRungeKuttas) {
  const auto slope = [](double t, double x) { return x * x + t; };
  const double h = 0.5;
  const double k1 = slope(0, 1);
  const double at_the_end = slope(h, 1 + h * k1);
  const double k2 = slope(h / 2, 1 + h / 2 * k1);
  const double k3 = slope(h / 2, 1 + h / 2 * k2);
  const double k4 = slope(h, 1 + h * k3);
  const struct {
    const char* method;
    double expected;
  } cases[] = {
      {"euler", 1 + h * k1},
      {"rk2", 1 + h * (k1 + at_the_end) / 2},
      {"rk4", 1 + h * (k1 + 2 * k2 + 2 * k3 + k4) / 6},
  };
  for (const auto& [method, expected] : cases) {
    const Model model = model_of(
        "stocks:\n  x: {unit: 1, initial: 1, inflows: [growth]}\n"
        "flows:\n  growth: {unit: 1/year, equation: (x ^ 2 + time / 1 year) / 1 year}\n",
        "1/2", "1/2 year", method);
    // A few roundings of numbers below 4.
    EXPECT_NEAR(series(model, run(model), "x").back(), expected, 1e-15 * 4) << method;
  }
}

}  // namespace
}  // namespace ronghe
