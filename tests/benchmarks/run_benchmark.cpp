// What a user waits for: the program's start, a model read and compiled, one run, a thousand members; for 1, 8 and 100
// counties. Of two models: the small county model with the figures of Enshi (taken in turn where there are more
// counties), and the recipe of recipe.hpp, whose equations also run as straight C++ beside it.
//
// `equation_step` is the time for one equation of one county in one step of one member.
#include "benchmarks/recipe.hpp"
#include "ronghe/analysis.hpp"
#include "ronghe/compile.hpp"
#include "ronghe/model.hpp"
#include "ronghe/scenario.hpp"
#include "ronghe/simulate.hpp"

#include <cmath>
#include <cstddef>
#include <memory>
#include <string>
#include <vector>

#include <benchmark/benchmark.h>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

namespace ronghe {
namespace {

using namespace benchmarks;

std::size_t at(int index) { return static_cast<std::size_t>(index); }

void start_of_the_program(benchmark::State& state) {
  std::string path = RONGHE_PROGRAM;
  std::string version = "--version";
  char* const arguments[] = {path.data(), version.data(), nullptr};
  posix_spawn_file_actions_t quiet;
  posix_spawn_file_actions_init(&quiet);
  posix_spawn_file_actions_addopen(&quiet, 1, "/dev/null", 1, 0);
  for (auto _ : state) {
    pid_t child = 0;
    int status = 0;
    if (posix_spawn(&child, path.c_str(), &quiet, nullptr, arguments, environ) != 0 || waitpid(child, &status, 0) < 0 ||
        status != 0) {
      state.SkipWithError("the program did not start");
      break;
    }
  }
  posix_spawn_file_actions_destroy(&quiet);
}

// --- the recipe
// -------------------------------------------------------------------------------------------------------

Model recipe(int counties) {
  return read_model({std::make_shared<Source>("recipe.yaml", recipe_text(counties))}).value();
}

Program recipe_program(const Model& model) {
  std::vector<int> outputs;
  for (int j = 0; j < stocks; j += 3) outputs.push_back(model.find("s" + std::to_string(j)));
  return compile(model, {.outputs = outputs, .moving_inputs = {}});
}

// Members that differ in every parameter.
Ensemble recipe_members(const Model& model, int members) {
  Ensemble ensemble;
  ensemble.members = members;
  for (int j = 0; j < parameters; ++j) {
    Setting setting;
    setting.variable = model.find("p" + std::to_string(j));
    for (int k = 0; k < members; ++k) {
      setting.values.push_back(parameter_value(j) * (0.8 + 0.2 * ((k * 7919 + j * 31) % 1000) / 1000.0));
    }
    ensemble.settings.push_back(std::move(setting));
  }
  return ensemble;
}

void count_equations(benchmark::State& state, double counties, double members) {
  state.counters["equation_step"] =
      benchmark::Counter(equations * counties * steps * members,
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void recipe_load_and_compile(benchmark::State& state) {
  const std::string text = recipe_text(static_cast<int>(state.range(0)));
  for (auto _ : state) {
    const Model model = read_model({std::make_shared<Source>("recipe.yaml", text)}).value();
    benchmark::DoNotOptimize(recipe_program(model));
  }
}

void recipe_one_run(benchmark::State& state) {
  const Model model = recipe(static_cast<int>(state.range(0)));
  const Program program = recipe_program(model);
  for (auto _ : state) benchmark::DoNotOptimize(simulate(program, {}));
  count_equations(state, static_cast<double>(state.range(0)), 1);
}

void recipe_thousand_members(benchmark::State& state) {
  const Model model = recipe(static_cast<int>(state.range(0)));
  const Program program = recipe_program(model);
  const Ensemble ensemble = recipe_members(model, 1000);
  SimulateOptions options;
  options.threads = static_cast<int>(state.range(1));
  for (auto _ : state) benchmark::DoNotOptimize(simulate(program, ensemble, options));
  count_equations(state, static_cast<double>(state.range(0)), 1000);
}

void recipe_straight(benchmark::State& state) {
  const int counties = static_cast<int>(state.range(0));
  std::vector<double> values;
  for (int j = 0; j < parameters; ++j) values.push_back(parameter_value(j));
  std::vector<double> ends;
  for (auto _ : state) ends = run_straight(counties, values);
  count_equations(state, counties, 1);

  // A peer that computes something else proves nothing.
  const Model model = recipe(counties);
  const Trajectories ours = simulate(recipe_program(model), {});
  const int last = static_cast<int>(ours.times.size()) - 1;
  for (int output = 0; output < static_cast<int>(ours.variables.size()); ++output) {
    for (int county = 0; county < counties; ++county) {
      const double theirs = ends[at(county * stocks + output * 3)];
      if (!(std::abs(ours.at(output, county, last) - theirs) <= 1e-9)) state.SkipWithError("the peer differs");
    }
  }
}

// --- the small county model
// -------------------------------------------------------------------------------------------

struct SmallCounty {
  Model model;
  Ensemble ensemble;
};

// The baseline of Enshi for `counties` counties: county i has the figures of county i modulo 8.
SmallCounty small_county(int counties) {
  const Scenario enshi = load_scenario(RONGHE_SOURCE_DIR "/scenarios/enshi/teaching-baseline.yaml").value();
  const Model& given = *enshi.model;
  const int county = given.find_dimension("county");
  const std::vector<Element>& known = given.dimensions[at(county)].elements;
  ModelOptions options;
  for (int i = 0; i < counties; ++i) {
    Element element = known[at(i) % known.size()];
    element.name = "county" + std::to_string(i);
    options.data["county"].elements.push_back(std::move(element));
  }
  SmallCounty result{load_model("small-county", options).value(), {}};
  std::vector<std::vector<const Setting*>> settings(given.variables.size());
  for (std::size_t v = 0; v < settings.size(); ++v) settings[v].resize(at(given.variables[v].cells));
  for (const Setting& setting : enshi.settings) settings[at(setting.variable)][at(setting.cell)] = &setting;
  for (std::size_t v = 0; v < result.model.variables.size(); ++v) {
    const Variable& variable = result.model.variables[v];
    for (int cell = 0; cell < variable.cells; ++cell) {
      const std::vector<int> elements = result.model.indices(variable, cell);
      int source = 0;
      for (std::size_t d = 0; d < elements.size(); ++d) {
        const int size = given.dimensions[at(variable.dimensions[d])].size();
        source = source * size + elements[d] % size;
      }
      if (const Setting* setting = settings[v][at(source)]) {
        result.ensemble.settings.push_back({static_cast<int>(v), cell, setting->values});
      }
    }
  }
  return result;
}

void county_load_and_compile(benchmark::State& state) {
  const SmallCounty prepared = small_county(static_cast<int>(state.range(0)));
  ModelOptions options;
  for (const Dimension& dimension : prepared.model.dimensions) {
    if (dimension.from_data) options.data[dimension.name].elements = dimension.elements;
  }
  for (auto _ : state) {
    const Model model = load_model("small-county", options).value();
    benchmark::DoNotOptimize(compile(model));
  }
}

void county_run(benchmark::State& state, int members) {
  SmallCounty prepared = small_county(static_cast<int>(state.range(0)));
  const Program program = compile(prepared.model);
  prepared.ensemble.members = members;
  // Members differ in one elasticity, which reaches nearly everything.
  Setting varied;
  varied.variable = prepared.model.find("investment_rate");
  for (int member = 0; member < members && members > 1; ++member) varied.values.push_back(0.2 + 0.1 * member / members);
  if (members > 1) prepared.ensemble.settings.push_back(varied);
  std::size_t failures = 0;
  for (auto _ : state) failures = simulate(program, prepared.ensemble).failures.size();
  double user_equations = 0;
  for (const Variable& variable : prepared.model.variables) {
    const bool moves = variable.kind == Variable::Kind::stock || variable.kind == Variable::Kind::flow ||
                       variable.kind == Variable::Kind::auxiliary;
    user_equations += moves ? variable.cells : 0;
  }
  state.counters["failures"] = static_cast<double>(failures);
  state.counters["equation_step"] =
      benchmark::Counter(user_equations * program.steps() * members,
                         benchmark::Counter::kIsIterationInvariantRate | benchmark::Counter::kInvert);
}

void county_one_run(benchmark::State& state) { county_run(state, 1); }
void county_thousand_members(benchmark::State& state) { county_run(state, 1000); }

// --- the county model on Enshi: eight counties, twelve years

const std::string enshi_option = RONGHE_SOURCE_DIR "/scenarios/enshi/rural-services-first.yaml";

void full_model_load_and_compile(benchmark::State& state) {
  for (auto _ : state) {
    const Scenario scenario = load_scenario(enshi_option).value();
    benchmark::DoNotOptimize(compile(*scenario.model, compile_options_of({&scenario})));
  }
}

void full_model_run(benchmark::State& state) {
  const Scenario scenario = load_scenario(enshi_option).value();
  const Program program = compile(*scenario.model, compile_options_of({&scenario}));
  Ensemble ensemble = ensemble_of({&scenario});
  ensemble.members = static_cast<int>(state.range(0));
  for (auto _ : state) benchmark::DoNotOptimize(simulate(program, ensemble));
}

BENCHMARK(start_of_the_program)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(county_load_and_compile)->Arg(1)->Arg(8)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(county_one_run)->Arg(1)->Arg(8)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(county_thousand_members)->Arg(1)->Arg(8)->Arg(100)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(full_model_load_and_compile)->Unit(benchmark::kMillisecond)->UseRealTime();
BENCHMARK(full_model_run)->Arg(1)->Arg(64)->Unit(benchmark::kMillisecond);
BENCHMARK(recipe_load_and_compile)->Arg(1)->Arg(8)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(recipe_one_run)->Arg(1)->Arg(8)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(recipe_straight)->Arg(1)->Arg(8)->Arg(100)->Unit(benchmark::kMillisecond);
BENCHMARK(recipe_thousand_members)
    ->ArgsProduct({{1, 8, 100}, {1, 2}})
    ->ArgNames({"counties", "threads"})
    ->Unit(benchmark::kMillisecond)
    ->UseRealTime();

}  // namespace
}  // namespace ronghe
