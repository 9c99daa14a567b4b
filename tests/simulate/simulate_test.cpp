// What a run promises, whatever the model: the same bits however it is computed, lanes that fail alone, and a truthful
// report of what happened.
#include "ronghe/simulate.hpp"

#include "reference/agreement.hpp"
#include "ronghe/compile.hpp"

#include <atomic>
#include <bit>
#include <cmath>
#include <cstdint>
#include <limits>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using reference::model_from;
using reference::moving_inputs;
using reference::series;

const std::string yearly = "model: m\ntime: {start: 2020, stop: 2030, step: 1 year}\n";

// Something of everything: arrays, a sum of nine, copies of dimensions, memories, draws, a lookup, parts, a jump.
const char* const rich_model = R"text(
model: rich
time: {start: 2020, stop: 2030, step: 1/4 year, save: 1/2 year, method: rk4}
dimensions:
  county: [a, b, c, d, e, f, g, h, i]
  destination: {copy_of: county}
  area: [urban, rural]
inputs:
  aid: {over: [county], unit: 1/year, default: 1}
constants:
  rate: {over: [area], unit: 1/year, value: {urban: 0.03, rural: 0.02}}
  pull: {unit: 1, value: 0.4}
  wait: {over: [county], unit: year, value: 2}
lookups:
  crowding: {x: [0, 10, 30], y: [1, 0.7, 0.2]}
stocks:
  people: {over: [county, area], unit: 1, initial: 10, inflows: [births, arrivals], outflows: [departures]}
flows:
  births:
    over: [county, area]
    unit: 1/year
    equation: people * rate * crowding(people) + aid * noise / 10
  departures:
    over: [county, area]
    unit: 1/year
    equation:
      rural: people[rural] * 0.02 / 1 year
      urban: 0
  arrivals:
    over: [county, area]
    unit: 1/year
    equation:
      urban: departures[rural]
      rural: 0
auxiliaries:
  noise: {over: [county], unit: 1, equation: "random_normal(1, 0.2)"}
  total: {unit: 1, equation: sum(people over all)}
  attraction:
    over: [county, destination]
    unit: 1
    equation: (people[urban, county=destination] / people[urban]) ^ pull
  wanted: {over: [county], unit: 1, equation: max(attraction over destination)}
  late: {over: [county], unit: 1, equation: "delay_fixed(wanted, wait, 1)"}
  mean_late: {unit: 1, equation: mean(late over county)}
  before: {over: [area], unit: 1, equation: "previous(sum(people over county), 90)"}
  smooth: {over: [county], unit: 1, equation: "smooth3(wanted, wait)"}
  jumping: {unit: 1, equation: "if time >= 2025 year then total / 9 else sin(total) + log10(total)"}
checks:
  few: {must: "people <= 12", always: true}
)text";

// Members with parameters, delays and plans of their own; some start with a number that breaks them.
Ensemble rich_ensemble(const Model& model, int members) {
  Ensemble ensemble;
  ensemble.members = members;
  ensemble.seed = 42;
  Setting pull;
  pull.variable = model.find("pull");
  Setting wait;
  wait.variable = model.find("wait");
  wait.cell = 3;
  for (int member = 0; member < members; ++member) {
    pull.values.push_back(member % 13 == 5 ? 1e308 : 0.1 + 0.01 * member);
    wait.values.push_back(0.5 + member % 7);
  }
  ensemble.settings = {pull, wait};
  for (const double strength : {0.0, 2.0, 5.0}) {
    Plan plan;
    for (int cell = 0; cell < 9; cell += 2) {
      Change change;
      change.id = "more";
      change.path = Change::Path::ramp;
      change.value = strength;
      change.from = 4 + cell;
      change.length = 6;
      change.until = 30;
      Schedule schedule;
      schedule.variable = model.find("aid");
      schedule.cell = cell;
      schedule.changes = {change};
      plan.schedules.push_back(schedule);
    }
    ensemble.plans.push_back(plan);
  }
  for (int member = 0; member < members; ++member) ensemble.plan_of_member.push_back(member % 3);
  return ensemble;
}

Program program_of(const Model& model, const std::vector<std::string>& outputs) {
  CompileOptions options;
  for (const std::string& output : outputs) options.outputs.push_back(model.find(output));
  return compile(model, options);
}

SimulateOptions of_width(int width) {
  SimulateOptions options;
  options.width = width;
  return options;
}

// FNV-1a over the bits of all values and of what else was found.
std::uint64_t hash_of(const Trajectories& result) {
  std::uint64_t hash = 14695981039346656037u;
  const auto add = [&](std::uint64_t word) { hash = (hash ^ word) * 1099511628211u; };
  const auto add_number = [&](double x) { add(std::isnan(x) ? 1 : std::bit_cast<std::uint64_t>(x)); };
  for (const double value : result.values) add_number(value);
  for (const LaneFailure& failure : result.failures) {
    for (const int number : {failure.member, failure.step, failure.variable, failure.cell}) {
      add(static_cast<std::uint64_t>(number));
    }
    add_number(failure.value);
  }
  for (const CheckResult& check : result.checks) {
    add(static_cast<std::uint64_t>(check.violations));
    for (const int number : {check.member, check.step, check.cell}) add(static_cast<std::uint64_t>(number));
    add_number(check.largest);
    add_number(check.time);
  }
  return hash;
}

TEST(Simulate, GivesOneHashForEveryWidthAndAnyNumberOfThreads) {
  const Model model = model_from({rich_model});
  const Ensemble ensemble = rich_ensemble(model, 70);
  const Program program = compile(model, {.outputs = {}, .moving_inputs = moving_inputs(ensemble)});
  const Trajectories first = simulate(program, ensemble, of_width(8));
  EXPECT_GT(first.failures.size(), 3u);
  EXPECT_LT(first.failures.size(), 40u);
  EXPECT_GT(first.checks.at(0).violations, 100);
  for (const int width : {0, 1, 8, 16, 24, 64, 128}) {
    for (const int threads : {1, 2, 5}) {
      SimulateOptions options;
      options.width = width;
      options.threads = threads;
      EXPECT_EQ(hash_of(simulate(program, ensemble, options)), hash_of(first)) << width << " " << threads;
    }
  }
}

TEST(Simulate, GivesTheSameBitsToAMemberAloneAndAmongOthers) {
  // Draws belong to a member's number, so each runs here as the first of an ensemble of its own kind.
  const Model model = model_from({rich_model});
  const Ensemble ensemble = rich_ensemble(model, 20);
  const Program program = compile(model, {.outputs = {}, .moving_inputs = moving_inputs(ensemble)});
  for (const int member : {0, 5, 13}) {
    Ensemble alike = ensemble;
    for (Setting& setting : alike.settings) setting.values.assign(20, setting.values[static_cast<std::size_t>(member)]);
    alike.plan_of_member.assign(20, ensemble.plan_of_member[static_cast<std::size_t>(member)]);
    const Trajectories among = simulate(program, alike);
    const Trajectories alone = simulate(program, reference::alone(ensemble, member));
    ASSERT_EQ(alone.members, 1);
    for (std::size_t row = 0; row < alone.values.size(); ++row) {
      const double a = alone.values[row];
      const double b = among.values[row * 20];
      ASSERT_TRUE(std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) ||
                  (std::isnan(a) && std::isnan(b)));
    }
  }
}

TEST(Simulate, ComputesAnEnsembleWithoutDifferencesToo) {
  const Model model = model_from({yearly + "stocks:\n  x: {unit: 1, initial: 1, inflows: [f]}\nflows:\n"
                                           "  f: {unit: 1/year, equation: x / 2 year}\n"});
  Ensemble many;
  many.members = 11;
  const Program program = compile(model);
  const Trajectories all = simulate(program, many);
  const Trajectories one = simulate(program, {});
  for (int member = 0; member < 11; ++member) {
    for (int time = 0; time < 11; ++time) EXPECT_EQ(all.at(0, 0, time, member), one.at(0, 0, time));
  }
}

// --- failure --------------------------------------------------------------------------------------------------------

const char* const failing_model = R"text(
dimensions:
  area: [urban, rural]
constants:
  last: {over: [area], unit: year, value: 2029.5}
stocks:
  level: {over: [area], unit: 1, initial: 1, inflows: [rise]}
flows:
  rise: {over: [area], unit: 1/year, equation: quick / 1 year}
auxiliaries:
  harmless: {unit: 1, equation: "1 / 0"}
  quick: {over: [area], unit: 1, equation: "ln((last - time) / 1 year)"}
  after_it: {over: [area], unit: 1, equation: quick * 2}
)text";

Ensemble failing_ensemble(const Model& model, int member, int cell, double last) {
  Ensemble ensemble;
  ensemble.members = 10;
  Setting setting;
  setting.variable = model.find("last");
  setting.cell = cell;
  setting.values.assign(10, 2031);
  setting.values[static_cast<std::size_t>(member)] = last;
  ensemble.settings = {setting};
  setting.cell = 1 - cell;
  setting.values = {2031};
  ensemble.settings.push_back(setting);
  return ensemble;
}

TEST(Failure, NamesTheFirstVariableItsElementItsTimeAndItsEquation) {
  const Model model = model_from({yearly + failing_model});
  const Program program = program_of(model, {"after_it", "quick", "level"});
  const Trajectories result = simulate(program, failing_ensemble(model, 6, 1, 2025));
  ASSERT_EQ(result.failures.size(), 1u);
  const LaneFailure& failure = result.failures[0];
  EXPECT_EQ(failure.member, 6);
  EXPECT_EQ(failure.step, 5);
  EXPECT_EQ(failure.time, 2025);
  EXPECT_EQ(failure.variable, model.find("quick"));
  EXPECT_EQ(failure.cell, 1);
  EXPECT_EQ(failure.value, -std::numeric_limits<double>::infinity());
  EXPECT_EQ(failure.code, "run.not_finite");
  EXPECT_EQ(failure.span.text(), "\"ln((last - time) / 1 year)\"");
}

TEST(Failure, StopsOneLaneAndLeavesTheOthersAlone) {
  const Model model = model_from({yearly + failing_model});
  const Program program = program_of(model, {"quick", "level"});
  const Trajectories result = simulate(program, failing_ensemble(model, 6, 0, 2025));
  for (int time = 0; time <= 10; ++time) {
    for (int member = 0; member < 10; ++member) {
      EXPECT_EQ(std::isnan(result.at(1, 1, time, member)), member == 6 && time >= 5) << time << " " << member;
      if (member != 6) {
        EXPECT_EQ(result.at(0, 0, time, member), result.at(0, 0, time, 0));
      }
    }
  }
}

TEST(Failure, LeavesNothingOfTheStepAndLaterInWhatIsFollowed) {
  const Model model = model_from({yearly + "stocks:\n  x: {unit: 1, initial: 3, outflows: [loss]}\nflows:\n"
                                           "  loss: {unit: 1/year, equation: 1 / 1 year}\nauxiliaries:\n"
                                           "  root: {unit: 1, equation: sqrt(x)}\n"});
  const Trajectories result = simulate(compile(model, {.followed = {model.find("root")}}), {});
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].step, 4);  // the root of -1
  EXPECT_EQ(result.each_step.at(0, 0, 3), 0);
  EXPECT_TRUE(std::isnan(result.each_step.at(0, 0, 4)));
  EXPECT_TRUE(std::isnan(result.each_step.at(0, 0, 10)));
}

TEST(Failure, LooksAtWhatIsSavedOnly) {
  const Model model = model_from({yearly + failing_model});
  EXPECT_TRUE(simulate(program_of(model, {"level"}), {}).failures.empty());
  const Trajectories saved = simulate(program_of(model, {"harmless"}), {});
  ASSERT_EQ(saved.failures.size(), 1u);
  EXPECT_EQ(saved.failures[0].step, 0);
}

TEST(Failure, ComesBetweenSavesToo) {
  for (const std::string equation : {"1 year / (time - 2020.5)", "x / (x - 3)"}) {
    SCOPED_TRACE(equation);
    const Model model = model_from(
        {"model: m\ntime: {start: 2020, stop: 2022, step: 1/4 year, save: 1 year}\n"
         "stocks:\n  x: {unit: 1, initial: 1, inflows: [f]}\nflows:\n  f: {unit: 1/year, equation: 4 1/year}\n"
         "auxiliaries:\n  spike:\n    unit: 1\n    equation: " +
         equation + "\n"});
    const Trajectories result = simulate(program_of(model, {"spike"}), {});
    ASSERT_EQ(result.failures.size(), 1u);
    EXPECT_EQ(result.failures[0].step, 2);
    EXPECT_EQ(result.failures[0].time, 2020.5);
    EXPECT_FALSE(std::isnan(result.at(0, 0, 0)));
    EXPECT_TRUE(std::isnan(result.at(0, 0, 1)));
  }
}

TEST(Failure, ComesAtTheStepWhereAStockIsNoLongerFinite) {
  const Model model = model_from({yearly + R"text(
stocks:
  x: {unit: 1, initial: 1e200, inflows: [f]}
flows:
  f: {unit: 1/year, equation: x * x / 1 year}
)text"});
  const Trajectories result = simulate(program_of(model, {"x"}), {});
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].variable, model.find("x"));
  EXPECT_EQ(result.failures[0].step, 1);
  EXPECT_FALSE(std::isnan(result.at(0, 0, 0)));
  EXPECT_TRUE(std::isnan(result.at(0, 0, 1)));
}

TEST(Failure, ComesFromARequirementOfALibraryModel) {
  const Model model = model_from({yearly + R"text(
dimensions:
  area: [urban, rural]
constants:
  wait: {over: [area], unit: year, value: 4}
auxiliaries:
  late: {over: [area], unit: 1, equation: "smooth1(time / 1 year, wait - (time - 2020))"}
)text"});
  Ensemble ensemble;
  Setting setting;
  setting.variable = model.find("wait");
  setting.cell = 1;
  setting.values = {3};
  ensemble.settings = {setting};
  const Trajectories result = simulate(compile(model), ensemble);
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].code, "run.delay_not_positive");
  EXPECT_EQ(result.failures[0].variable, model.find("late"));
  EXPECT_EQ(result.failures[0].cell, 1);
  EXPECT_EQ(result.failures[0].time, 2023);
  EXPECT_EQ(result.failures[0].value, 0);
}

// --- checks ---------------------------------------------------------------------------------------------------------

const char* const checked_model = R"text(
dimensions:
  area: [urban, rural]
constants:
  limit: {over: [area], unit: 1, value: {urban: 103.5, rural: 100}}
stocks:
  x: {unit: 1, initial: 100, inflows: [f]}
flows:
  f: {unit: 1/year, equation: 1 / 1 year}
checks:
  low: {must: "x <= limit", always: true}
  exact: {must: "x = 105", at: stop}
  begins: {must: "x > 200 or x < 0", at: start}
)text";

TEST(Checks, CountWhereTheyDoNotHoldAndKeepTheLargestViolation) {
  const Model model = model_from({yearly + checked_model});
  Ensemble ensemble;
  ensemble.members = 9;
  const Trajectories result = simulate(compile(model), ensemble);
  ASSERT_EQ(result.checks.size(), 3u);
  EXPECT_EQ(result.checks[0].violations, 9 * (7 + 10));
  EXPECT_EQ(result.checks[0].largest, 10);
  EXPECT_EQ(result.checks[0].member, 0);
  EXPECT_EQ(result.checks[0].step, 10);
  EXPECT_EQ(result.checks[0].cell, 1);
  EXPECT_EQ(result.checks[0].time, 2030);
  EXPECT_EQ(result.checks[1].violations, 9);
  EXPECT_EQ(result.checks[1].largest, 5);
  EXPECT_EQ(result.checks[2].violations, 9);
  EXPECT_EQ(result.checks[2].largest, 1);
  EXPECT_TRUE(result.failures.empty());
}

TEST(Checks, StopTheLaneInAStrictRun) {
  const Model model = model_from({yearly + R"text(
constants:
  limit: {unit: 1, value: 110}
stocks:
  x: {unit: 1, initial: 100, inflows: [f]}
flows:
  f: {unit: 1/year, equation: 1 / 1 year}
checks:
  low: {must: "x <= limit", always: true}
)text"});
  Ensemble ensemble;
  ensemble.members = 3;
  Setting setting;
  setting.variable = model.find("limit");
  setting.values = {110, 104, 110};
  ensemble.settings = {setting};
  SimulateOptions options;
  options.strict = true;
  const Trajectories result = simulate(compile(model), ensemble, options);
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].member, 1);
  EXPECT_EQ(result.failures[0].step, 5);
  EXPECT_EQ(result.failures[0].code, "run.check_broken");
  EXPECT_EQ(result.failures[0].value, 1);
  EXPECT_EQ(result.checks[0].violations, 1);
  const int x = result.output_of(model.find("x"));
  EXPECT_EQ(result.at(x, 0, 4, 1), 104);
  EXPECT_TRUE(std::isnan(result.at(x, 0, 5, 1)));
  EXPECT_EQ(result.at(x, 0, 10, 2), 110);
}

TEST(Checks, FailTheLaneWhenWhatTheyCompareIsNotFinite) {
  const Model model = model_from({yearly + R"text(
stocks:
  x: {unit: 1, initial: 0}
checks:
  odd: {must: "1 / x <= 5", always: true}
)text"});
  const Trajectories result = simulate(compile(model), {});
  ASSERT_EQ(result.failures.size(), 1u);
  EXPECT_EQ(result.failures[0].code, "run.check_not_finite");
  EXPECT_EQ(result.failures[0].variable, -1);
  EXPECT_EQ(result.checks[0].violations, 0);
}

// --- the rest of the contract
// -----------------------------------------------------------------------------------------

TEST(Simulate, TellsItsProgressAndEndsWithAllMembers) {
  const Model model = model_from({yearly + "stocks:\n  x: {unit: 1, initial: 1}\n"});
  Ensemble ensemble;
  ensemble.members = 20;
  for (const int threads : {1, 2}) {
    std::atomic<int> calls{0};
    std::atomic<int> most{0};
    SimulateOptions options;
    options.width = 8;
    options.threads = threads;
    options.progress = [&](int done, int members) {
      EXPECT_EQ(members, 20);
      ++calls;
      int known = most;
      while (done > known && !most.compare_exchange_weak(known, done)) {
      }
    };
    simulate(compile(model), ensemble, options);
    EXPECT_EQ(calls, 3);
    EXPECT_EQ(most, 20);
  }
}

TEST(Simulate, StopsBetweenBlocksWhenItIsCancelled) {
  const Model model = model_from({yearly + "stocks:\n  x: {unit: 1, initial: 1}\n"});
  Ensemble ensemble;
  ensemble.members = 20;
  std::atomic<bool> cancel{false};
  SimulateOptions options;
  options.width = 8;
  options.cancel = &cancel;
  options.progress = [&](int, int) { cancel = true; };
  const Trajectories result = simulate(compile(model), ensemble, options);
  EXPECT_EQ(result.at(0, 0, 10, 7), 1);
  EXPECT_TRUE(std::isnan(result.at(0, 0, 0, 8)));
  EXPECT_TRUE(result.failures.empty());
}

TEST(Simulate, RefusesAPlanForAnInputCompiledAsUnmoving) {
  const Model model = model_from({rich_model});
  EXPECT_THROW(simulate(compile(model), rich_ensemble(model, 9)), InternalError);
}

TEST(Simulate, FollowsAVariableAtEveryStep) {
  const Model model = model_from({rich_model});
  const int total = model.find("total");
  const int people = model.find("people");
  Ensemble ensemble;
  ensemble.members = 3;
  const Trajectories result =
      simulate(compile(model, {.outputs = {total}, .followed = {people, total}}), ensemble, {.width = 8});
  const Series& steps = result.each_step;
  ASSERT_EQ(steps.times.size(), 41u);
  ASSERT_EQ(steps.cells, (std::vector<int>{18, 1}));
  EXPECT_EQ(steps.times[3], 2020.75);
  const int followed = steps.output_of(total);
  for (int save = 0; save <= 20; ++save) {
    EXPECT_EQ(steps.at(followed, 0, 2 * save, 2), result.at(0, 0, save, 2));
  }
  EXPECT_NE(steps.at(followed, 0, 1, 2), steps.at(followed, 0, 2, 2));
  EXPECT_TRUE(simulate(compile(model), ensemble).each_step.values.empty()) << "nobody asked for it";
}

TEST(Simulate, SavesAtEverySaveAndAtTheStop) {
  const Model model =
      model_from({"model: m\ntime: {start: 2020, stop: 2022, step: 1/4 year, save: 1/2 year}\n"
                  "auxiliaries:\n  now: {unit: year, equation: time}\n"});
  const Trajectories result = simulate(compile(model), {});
  EXPECT_EQ(result.times, (std::vector<double>{2020, 2020.5, 2021, 2021.5, 2022}));
  EXPECT_EQ(series(model, result, "now"), result.times);
}

}  // namespace
}  // namespace ronghe
