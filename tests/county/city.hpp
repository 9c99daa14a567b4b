// The county model on cities that are used for tests only: three made-up counties, and Enshi as it was in 2010.
#pragma once

#include "ronghe/ronghe.hpp"

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace ronghe::county {

inline const std::string folder = std::string(RONGHE_SOURCE_DIR) + "/tests/county/";

inline Scenario three_counties() { return load_scenario(folder + "reference/reference.yaml").value(); }
inline Scenario enshi_of_2010() { return load_scenario(folder + "enshi-2010/enshi-2010.yaml").value(); }

inline const Variable& variable(const Model& model, int index) {
  return model.variables[static_cast<std::size_t>(index)];
}

// Members that differ from the scenario by their settings and plans. The scenario's own settings hold for all.
class Members {
 public:
  explicit Members(const Scenario& scenario) : scenario_(scenario) { ensemble_ = ensemble_of({&scenario}); }

  // Adds a member that follows `plan` and returns its number.
  int add(Plan plan) {
    if (ensemble_.plans.size() == 1 && plans_ == 0) ensemble_.plans.clear();
    ensemble_.plans.push_back(std::move(plan));
    return plans_++;
  }

  // One value of a cell for each member.
  void set(int variable, int cell, std::vector<double> values) {
    std::erase_if(ensemble_.settings,
                  [&](const Setting& setting) { return setting.variable == variable && setting.cell == cell; });
    ensemble_.settings.push_back({variable, cell, std::move(values)});
  }

  // Runs as many members as have been added, or `members` when none was.
  Trajectories run(const std::vector<std::string>& outputs, int members = 1) {
    const Model& model = *scenario_.model;
    CompileOptions options;
    for (const std::string& name : outputs) options.outputs.push_back(model.find(name));
    for (const Plan& plan : ensemble_.plans) {
      for (const Schedule& schedule : plan.schedules) options.moving_inputs.push_back(schedule.variable);
    }
    std::sort(options.moving_inputs.begin(), options.moving_inputs.end());
    const auto last = std::unique(options.moving_inputs.begin(), options.moving_inputs.end());
    options.moving_inputs.erase(last, options.moving_inputs.end());
    ensemble_.members = plans_ > 0 ? plans_ : members;
    ensemble_.plan_of_member.clear();
    for (int member = 0; member < plans_; ++member) ensemble_.plan_of_member.push_back(member);
    return simulate(compile(model, options), ensemble_, {.threads = 2});
  }

 private:
  const Scenario& scenario_;
  Ensemble ensemble_;
  int plans_ = 0;
};

// `to` a value from a step on, in some cells of an input.
inline Plan decision(int input, const std::vector<int>& cells, double value, int from) {
  Plan plan;
  for (const int cell : cells) {
    Change change;
    change.id = "decision";
    change.verb = Change::Verb::to;
    change.value = value;
    change.from = from;
    plan.schedules.push_back({input, cell, {change}});
  }
  return plan;
}

}  // namespace ronghe::county
