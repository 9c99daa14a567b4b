// Evaluating a saved run's equations once more gives what was saved, bit for bit: every operator that a model of the
// tests uses.
#include "analysis/evaluate.hpp"

#include "ronghe/ronghe.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstdint>
#include <filesystem>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
const fs::path root = RONGHE_SOURCE_DIR;

bool same_bits(double a, double b) { return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b); }

class Again {
 public:
  explicit Again(const Scenario& scenario) : model_(*scenario.model) {
    CompileOptions options = compile_options_of({&scenario});
    options.outputs.clear();
    for (std::size_t v = 0; v < model_.variables.size(); ++v) options.outputs.push_back(static_cast<int>(v));
    run_ = simulate(compile(model_, options), ensemble_of({&scenario}));
  }

  // How many values were compared.
  int compare() const {
    int compared = 0;
    for (std::size_t v = 0; v < model_.variables.size(); ++v) {
      const Variable& variable = model_.variables[v];
      if (variable.kind != Variable::Kind::flow && variable.kind != Variable::Kind::auxiliary) continue;
      for (const Equation& equation : variable.equations) {
        for (int cell = 0; cell < variable.cells; ++cell) {
          if (covers(equation, model_.indices(variable, cell))) {
            compared += compare(static_cast<int>(v), equation, cell);
          }
        }
      }
    }
    return compared;
  }

 private:
  static bool covers(const Equation& equation, const std::vector<int>& indices) {
    for (std::size_t d = 0; d < indices.size(); ++d) {
      const std::vector<int>& cells = equation.cells[d];
      if (std::find(cells.begin(), cells.end(), indices[d]) == cells.end()) return false;
    }
    return true;
  }

  int compare(int index, const Equation& equation, int cell) const {
    const Variable& variable = model_.variables[static_cast<std::size_t>(index)];
    int compared = 0;
    for (std::size_t t = 0; t < run_.times.size(); ++t) {
      const double saved = run_.at(run_.output_of(index), cell, static_cast<int>(t));
      const bool failed = !run_.failures.empty() && run_.times[t] >= run_.failures.front().time;
      if (failed) continue;
      const auto value = [&](int v, int c) { return run_.at(run_.output_of(v), c, static_cast<int>(t)); };
      const double again = evaluate(equation, model_.indices(variable, cell), {&model_, run_.times[t], value});
      if (!same_bits(saved, again) && !(std::isnan(saved) && std::isnan(again))) {
        ADD_FAILURE() << model_.cell_name(variable, cell) << " at " << run_.times[t] << ": saved " << saved
                      << ", evaluated " << again << "\n"
                      << equation.text;
        return compared;
      }
      ++compared;
    }
    return compared;
  }

  const Model& model_;
  Trajectories run_;
};

TEST(Evaluate, GivesWhatTheMachineSaved) {
  std::vector<fs::path> files = {root / "scenarios/enshi/baseline.yaml", root / "tests/mutation/whole/whole.yaml"};
  for (const auto& entry : fs::directory_iterator(root / "tests/models")) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  int compared = 0;
  for (const fs::path& file : files) {
    SCOPED_TRACE(file.string());
    const Outcome<Scenario> scenario = load_scenario(file.string());
    ASSERT_TRUE(scenario) << render(scenario.diagnostics(), Language::english);
    compared += Again(scenario.value()).compare();
  }
  EXPECT_GT(compared, 5000);
}

}  // namespace
}  // namespace ronghe
