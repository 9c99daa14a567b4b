// Machine and judge on models that nobody wrote: every saved value must have the same bits, in every layout, on every
// number of threads, and every member alone as among the others.
//
// RONGHE_RANDOM_MODELS sets how many models are judged (1,000 by default), RONGHE_RANDOM_SEED where their seeds begin.
// A model on which they differ is printed whole; its seed makes it again.
#include "reference/agreement.hpp"
#include "reference/evaluator.hpp"
#include "reference/random_model.hpp"
#include "ronghe/compile.hpp"
#include "ronghe/model.hpp"
#include "ronghe/simulate.hpp"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>
#include <limits>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace ronghe::reference {
namespace {

constexpr int shards = 10;  // CTest runs them side by side

std::uint64_t environment(const char* name, std::uint64_t otherwise) {
  const char* text = std::getenv(name);
  return text ? std::strtoull(text, nullptr, 10) : otherwise;
}

int models_per_shard() {
  const auto models = static_cast<int>(environment("RONGHE_RANDOM_MODELS", 1000));
  return (models + shards - 1) / shards;
}

std::string shown(const std::vector<std::string>& parts) {
  std::string text;
  for (const std::string& part : parts) text += "# --- part\n" + part;
  return text;
}

bool draws_at_random(const Model& model) {
  for (const Variable& variable : model.variables) {
    if (variable.memory == Variable::Memory::random_uniform || variable.memory == Variable::Memory::random_normal) {
      return true;
    }
  }
  return false;
}

// The first layout in which machine and judge differ, and how; empty when they agree in all.
std::string judge(const Model& model, const Ensemble& ensemble) {
  const Program program = compile(model, {.outputs = {}, .moving_inputs = moving_inputs(ensemble)});
  const std::vector<Verdict> runs = evaluate_all(model, ensemble);
  struct Layout {
    int threads;
    int width;  // 0: chosen by the machine
  };
  for (const auto& [threads, width] : {Layout{1, 0}, Layout{1, 8}, Layout{2, 16}, Layout{2, 64}}) {
    SimulateOptions options;
    options.threads = threads;
    options.width = width;
    const std::string difference = disagreement(model, simulate(program, ensemble, options), runs);
    if (!difference.empty()) return fmt::format("width {}, {} threads: {}", width, threads, difference);
  }
  for (int member = 0; member < ensemble.members; ++member) {
    const Ensemble single = alone(ensemble, member);
    // Alone, every member is the first and draws the first one's numbers.
    const bool same_draws = member == 0 || !draws_at_random(model);
    const std::vector<Verdict> run =
        same_draws ? std::vector<Verdict>{runs[static_cast<std::size_t>(member)]} : evaluate_all(model, single);
    const std::string difference = disagreement(model, simulate(program, single), run);
    if (!difference.empty()) return fmt::format("member {} alone: {}", member, difference);
  }
  return {};
}

class RandomModels : public testing::TestWithParam<int> {};

TEST_P(RandomModels, MachineAndJudgeAgreeInBits) {
  const int count = models_per_shard();
  const std::uint64_t first =
      environment("RONGHE_RANDOM_SEED", 1) + static_cast<std::uint64_t>(GetParam()) * static_cast<std::uint64_t>(count);
  int failing_models = 0;
  for (int i = 0; i < count && failing_models < 3; ++i) {
    const std::uint64_t seed = first + static_cast<std::uint64_t>(i);
    const std::vector<std::string> parts = random_model(seed);
    std::string difference;
    try {
      const Model model = model_from(parts);
      difference = judge(model, random_ensemble(model, seed));
    } catch (const std::exception& error) {
      difference = error.what();
    }
    if (difference.empty()) continue;
    ++failing_models;
    ADD_FAILURE() << "seed " << seed << ": " << difference << "\n" << shown(parts);
  }
}

INSTANTIATE_TEST_SUITE_P(Shard, RandomModels, testing::Range(0, shards));

// --- the comparison itself must be able to fail ---

void collect(const Term& term, std::set<Term::Op>& ops) {
  ops.insert(term.op);
  for (const Term& operand : term.operands) collect(operand, ops);
}

TEST(RandomModel, UsesEveryOperatorAndKindOfVariable) {
  std::set<Term::Op> ops;
  std::set<Variable::Kind> kinds;
  std::set<Variable::Memory> memories;
  std::set<Method> methods;
  for (std::uint64_t seed = 1; seed <= 200; ++seed) {
    const Model model = model_from(random_model(seed));
    methods.insert(model.time.method);
    for (const Variable& variable : model.variables) {
      kinds.insert(variable.kind);
      memories.insert(variable.memory);
      for (const auto* equations : {&variable.equations, &variable.initial, &variable.delay}) {
        for (const Equation& equation : *equations) {
          collect(equation.term, ops);
        }
      }
    }
  }
  for (int op = 0; op <= static_cast<int>(Term::Op::pulse); ++op) {
    EXPECT_TRUE(ops.count(static_cast<Term::Op>(op))) << "operator number " << op;
  }
  EXPECT_EQ(kinds.size(), 7u);
  EXPECT_EQ(memories.size(), 5u);
  EXPECT_EQ(methods.size(), 3u);
}

TEST(RandomModel, MostlyStaysFiniteAndSometimesFails) {
  int runs = 0;
  int failed = 0;
  for (std::uint64_t seed = 1; seed <= 100; ++seed) {
    const Model model = model_from(random_model(seed));
    const Ensemble ensemble = random_ensemble(model, seed);
    for (const Verdict& run : evaluate_all(model, ensemble)) {
      ++runs;
      failed += run.failed_at >= 0 ? 1 : 0;
    }
  }
  EXPECT_GT(failed, runs / 100);
  EXPECT_LT(failed, runs / 2);
}

TEST(RandomModel, IsTheSameTextForTheSameSeed) {
  EXPECT_EQ(random_model(7), random_model(7));
  EXPECT_NE(random_model(7), random_model(8));
}

TEST(Agreement, SeesOneBit) {
  int seen = 0;
  for (std::uint64_t seed = 1; seed <= 20; ++seed) {
    const Model model = model_from(random_model(seed));
    const Ensemble ensemble = random_ensemble(model, seed);
    const std::vector<Verdict> runs = evaluate_all(model, ensemble);
    const Program program = compile(model, {.outputs = {}, .moving_inputs = moving_inputs(ensemble)});
    Trajectories machine = simulate(program, ensemble);
    ASSERT_EQ(disagreement(model, machine, runs), "");
    const auto value = std::find_if(machine.values.begin(), machine.values.end(), [](double x) { return x == x; });
    if (value == machine.values.end()) continue;  // every member failed at once
    *value = std::nextafter(*value, std::numeric_limits<double>::infinity());
    EXPECT_NE(disagreement(model, machine, runs), "") << "seed " << seed;
    ++seen;
  }
  EXPECT_GT(seen, 10);
}

// The judge runs a model in which one constant is a little larger than in the machine's.
TEST(Agreement, SeesAPerturbedConstant) {
  int changed = 0;
  int seen = 0;
  for (std::uint64_t seed = 1; seed <= 40; ++seed) {
    const Model model = model_from(random_model(seed));
    Ensemble ensemble;
    ensemble.members = 2;
    const Program program = compile(model, {});
    const Trajectories machine = simulate(program, ensemble);
    Model perturbed = model;
    for (Variable& variable : perturbed.variables) {
      if (variable.kind != Variable::Kind::stock) continue;
      for (Equation& equation : variable.equations) {
        Term scaled;
        scaled.op = Term::Op::multiply;
        Term factor;
        factor.value = 1.0000001;
        scaled.operands = {equation.term, factor};
        equation.term = scaled;
      }
    }
    ++changed;
    seen += disagreement(perturbed, machine, evaluate_all(perturbed, ensemble)).empty() ? 0 : 1;
  }
  EXPECT_GT(seen, changed * 3 / 4);
}

// A sum that begins with its second term differs in the last bit.
TEST(Agreement, SeesAnotherOrderOfASum) {
  const std::vector<std::string> text = {R"(model: order
time: {start: 0, stop: 1, step: 1 year, save: 1 year}
dimensions:
  item: [a, b, c, d, e, f, g, h, i, j]
constants:
  x:
    over: [item]
    unit: 1
    value: {a: 4.1, b: 6.4, c: 8.8, d: 6.2, e: 2.9, f: 9.2, g: 5.3, h: 4.4, i: 7.2, j: 7.9}
auxiliaries:
  total: {unit: 1, equation: sum(x over item)}
)"};
  const Model model = model_from(text);
  const Trajectories machine = run(model);
  EXPECT_EQ(disagreement(model, machine, evaluate_all(model, {})), "");
  Model turned = model;
  for (Variable& variable : turned.variables) {
    for (Equation& equation : variable.equations) {
      for (Term& operand : equation.term.operands) {
        for (Axis& axis : operand.axes) axis.map = {1, 2, 3, 4, 5, 6, 7, 8, 9, 0};
      }
    }
  }
  EXPECT_NE(disagreement(turned, machine, evaluate_all(turned, {})), "");
}

}  // namespace
}  // namespace ronghe::reference
