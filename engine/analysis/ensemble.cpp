// Scenarios side by side: what the machine needs to run them as members of one ensemble.
#include "ronghe/analysis.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>

namespace ronghe {

bool can_run_together(const std::vector<const Scenario*>& scenarios) {
  const std::shared_ptr<const Model>& model = scenarios.front()->model;
  for (const Scenario* scenario : scenarios) {
    if (scenario->model != model) return false;
  }
  return std::none_of(model->variables.begin(), model->variables.end(), [](const Variable& variable) {
    return variable.memory == Variable::Memory::random_uniform || variable.memory == Variable::Memory::random_normal;
  });
}

Ensemble ensemble_of(const std::vector<const Scenario*>& scenarios) {
  const std::size_t members = scenarios.size();
  Ensemble ensemble;
  ensemble.members = static_cast<int>(members);

  // A cell that only some of the scenarios set has the model's own value in the others.
  std::map<std::pair<int, int>, std::vector<double>> values;
  for (std::size_t m = 0; m < members; ++m) {
    const Scenario& scenario = *scenarios[m];
    ensemble.plans.push_back(scenario.plan);
    ensemble.plan_of_member.push_back(static_cast<int>(m));
    for (const Setting& setting : scenario.settings) {
      auto& of_members = values[{setting.variable, setting.cell}];
      if (of_members.empty()) {
        const Variable& variable = scenario.model->variables[static_cast<std::size_t>(setting.variable)];
        of_members.assign(members, variable.values.at(static_cast<std::size_t>(setting.cell)));
      }
      of_members[m] = setting.values.front();
    }
  }
  for (auto& [at, of_members] : values) {
    // One value serves all members. NaN equals nothing and stays one for each.
    const auto differ = std::adjacent_find(of_members.begin(), of_members.end(), std::not_equal_to<>());
    if (differ == of_members.end() && of_members.front() == of_members.front()) of_members.resize(1);
    ensemble.settings.push_back({at.first, at.second, std::move(of_members)});
  }
  return ensemble;
}

CompileOptions compile_options_of(const std::vector<const Scenario*>& scenarios, Wanted wanted) {
  std::set<int> outputs;
  std::set<int> moving;
  std::set<int> followed;
  bool everything = false;
  for (const Scenario* scenario : scenarios) {
    everything = everything || scenario->outputs.empty();
    outputs.insert(scenario->outputs.begin(), scenario->outputs.end());
    const std::vector<int> judged = judged_variables(*scenario);
    outputs.insert(judged.begin(), judged.end());
    if (wanted == Wanted::report) {
      const std::vector<int> reported = reported_variables(*scenario);
      outputs.insert(reported.begin(), reported.end());
    }
    for (const SumOverTime& sum : scenario->sums) followed.insert(sum.variable);
    for (const Schedule& schedule : scenario->plan.schedules) moving.insert(schedule.variable);
  }
  CompileOptions options;
  if (!everything) options.outputs.assign(outputs.begin(), outputs.end());
  options.moving_inputs.assign(moving.begin(), moving.end());
  const int share_paid = scenarios.front()->model->money_share_paid;
  const bool asks = std::any_of(scenarios.begin(), scenarios.end(),
                                [](const Scenario* scenario) { return !scenario->programmes.empty(); });
  if (share_paid >= 0 && asks) followed.insert(share_paid);
  options.followed.assign(followed.begin(), followed.end());
  return options;
}

FinishedRuns run_scenarios(const std::vector<const Scenario*>& scenarios, const SimulateOptions& options,
                           Wanted wanted) {
  FinishedRuns finished;
  finished.lanes.resize(scenarios.size());
  const auto run = [&](const std::vector<std::size_t>& members) {
    std::vector<const Scenario*> together;
    for (const std::size_t s : members) together.push_back(scenarios[s]);
    const Program program = compile(*together.front()->model, compile_options_of(together, wanted));
    finished.runs.push_back(std::make_unique<const Trajectories>(simulate(program, ensemble_of(together), options)));
    for (std::size_t m = 0; m < members.size(); ++m) {
      finished.lanes[members[m]] = {together[m], finished.runs.back().get(), static_cast<int>(m)};
    }
  };
  std::vector<const Model*> models;
  for (const Scenario* scenario : scenarios) {
    const Model* model = scenario->model.get();
    if (std::find(models.begin(), models.end(), model) != models.end()) continue;
    models.push_back(model);
    std::vector<std::size_t> members;
    for (std::size_t s = 0; s < scenarios.size(); ++s) {
      if (scenarios[s]->model.get() == model) members.push_back(s);
    }
    if (can_run_together({scenario})) {
      run(members);
    } else {
      for (const std::size_t s : members) run({s});
    }
  }
  return finished;
}

}  // namespace ronghe
