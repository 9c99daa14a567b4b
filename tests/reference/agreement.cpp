#include "reference/agreement.hpp"

#include "ronghe/compile.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace ronghe::reference {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

bool same(double a, double b) {
  if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b);
}

// The step at which a member failed, or -1.
int failure_of(const Trajectories& machine, int member) {
  for (const LaneFailure& failure : machine.failures) {
    if (failure.member == member) return failure.step;
  }
  return -1;
}

std::string told(int step) { return step < 0 ? "does not fail" : fmt::format("fails at step {}", step); }

std::string different_failures(const Trajectories& machine, const std::vector<Verdict>& runs) {
  for (int member = 0; member < machine.members; ++member) {
    const int theirs = failure_of(machine, member);
    const int ours = runs[at(member)].failed_at;
    if (theirs != ours) {
      return fmt::format("member {} {} for the machine and {} for the judge", member, told(theirs), told(ours));
    }
  }
  return {};
}

std::string different_values(const Model& model, const Trajectories& machine, const std::vector<Verdict>& runs) {
  // Times first: the earliest difference is the one to look at.
  for (int time = 0; time < static_cast<int>(machine.times.size()); ++time) {
    for (int output = 0; output < static_cast<int>(machine.variables.size()); ++output) {
      const int variable = machine.variables[at(output)];
      for (int cell = 0; cell < machine.cells[at(output)]; ++cell) {
        for (int member = 0; member < machine.members; ++member) {
          const double theirs = machine.at(output, cell, time, member);
          const double ours = runs[at(member)].values[at(variable)][at(cell)][at(time)];
          if (same(theirs, ours)) continue;
          return fmt::format("{} at time {} of member {}: machine {:a} ({}), judge {:a} ({})",
                             model.cell_name(model.variables[at(variable)], cell), machine.times[at(time)], member,
                             theirs, theirs, ours, ours);
        }
      }
    }
  }
  return {};
}

std::string different_checks(const Model& model, const Trajectories& machine, const std::vector<Verdict>& runs) {
  if (!machine.failures.empty()) return {};
  if (machine.checks.size() != model.checks.size()) return "not every check has a result";
  for (std::size_t i = 0; i < model.checks.size(); ++i) {
    CheckCount all;
    for (const Verdict& run : runs) {
      all.violations += run.checks[i].violations;
      all.largest = std::max(all.largest, run.checks[i].largest);
    }
    const CheckResult& theirs = machine.checks[i];
    if (theirs.violations != all.violations || theirs.largest != all.largest) {
      return fmt::format("check {}: machine {} violations up to {}, judge {} up to {}", model.checks[i].name,
                         theirs.violations, theirs.largest, all.violations, all.largest);
    }
  }
  return {};
}

std::string different_shape(const Model& model, const Trajectories& machine, const std::vector<Verdict>& runs) {
  if (machine.members != static_cast<int>(runs.size())) return "another number of members";
  const std::vector<int>& steps = runs.front().steps;
  if (machine.times.size() != steps.size()) return "another number of times";
  for (std::size_t i = 0; i < steps.size(); ++i) {
    if (!same(machine.times[i], model.time.at(steps[i]))) {
      return fmt::format("saved at {}, not at {}", machine.times[i], model.time.at(steps[i]));
    }
  }
  for (std::size_t i = 0; i < machine.variables.size(); ++i) {
    const Variable& variable = model.variables[at(machine.variables[i])];
    if (machine.cells[i] != variable.cells) return "another number of cells of " + variable.name;
  }
  for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
    if (!model.variables[at(v)].hidden() && machine.output_of(v) < 0) {
      return model.variables[at(v)].name + " was not saved";
    }
  }
  return {};
}

}  // namespace

std::string disagreement(const Model& model, const Trajectories& machine, const std::vector<Verdict>& runs) {
  std::string result = different_shape(model, machine, runs);
  if (result.empty()) result = different_values(model, machine, runs);
  if (result.empty()) result = different_failures(machine, runs);
  if (result.empty()) result = different_checks(model, machine, runs);
  return result;
}

std::vector<Verdict> evaluate_all(const Model& model, const Ensemble& ensemble) {
  std::vector<Verdict> runs;
  for (int member = 0; member < ensemble.members; ++member) {
    runs.push_back(evaluate(model, ensemble, member));
  }
  return runs;
}

Ensemble alone(const Ensemble& ensemble, int member) {
  Ensemble result = ensemble;
  result.members = 1;
  if (!ensemble.plan_of_member.empty()) {
    result.plan_of_member = {ensemble.plan_of_member[at(member)]};
  }
  for (Setting& setting : result.settings) {
    if (setting.values.size() > 1) setting.values = {setting.values[at(member)]};
  }
  return result;
}

std::vector<int> moving_inputs(const Ensemble& ensemble) {
  std::vector<int> result;
  for (const Plan& plan : ensemble.plans) {
    for (const Schedule& schedule : plan.schedules) {
      if (std::find(result.begin(), result.end(), schedule.variable) == result.end()) {
        result.push_back(schedule.variable);
      }
    }
  }
  return result;
}

Model model_from(const std::vector<std::string>& texts, const ModelOptions& options) {
  std::vector<SourcePtr> parts;
  for (std::size_t i = 0; i < texts.size(); ++i) {
    parts.push_back(std::make_shared<Source>(fmt::format("part{}.yaml", i), texts[i]));
  }
  return read_model(parts, options).value();
}

Trajectories run(const Model& model, const Ensemble& ensemble, const SimulateOptions& options) {
  const Program program = compile(model, {.outputs = {}, .moving_inputs = moving_inputs(ensemble)});
  return simulate(program, ensemble, options);
}

std::vector<double> series(const Model& model, const Trajectories& trajectories, const std::string& name, int cell,
                           int member) {
  const int variable = model.find(name);
  const int output = variable < 0 ? -1 : trajectories.output_of(variable);
  if (output < 0) throw std::invalid_argument("no output called " + name);
  std::vector<double> result;
  for (int time = 0; time < static_cast<int>(trajectories.times.size()); ++time) {
    result.push_back(trajectories.at(output, cell, time, member));
  }
  return result;
}

}  // namespace ronghe::reference
