#include "ronghe/uncertainty.hpp"

#include <algorithm>
#include <cmath>
#include <map>

#include <fmt/format.h>

namespace ronghe {
namespace {

Word value_word(double value) {
  if (std::isnan(value)) return Text("非数（NaN）", "not a number");
  if (std::isinf(value)) return Text("无穷大", "infinite");
  return fmt::format("{}", value);
}

// `3, 17, 40 …`
std::string listed(const std::vector<int>& members) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(members.size(), 8); ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : ", ", members[i]);
  }
  return members.size() > 8 ? text + " …" : text;
}

// Members that failed for one reason are told together.
void tell_failures(const EnsembleResult& ensemble, Diagnostics& diagnostics) {
  struct Alike {
    const EnsembleFailure* first = nullptr;
    std::vector<int> members;
  };
  std::map<std::tuple<std::size_t, int, std::string>, Alike> alike;
  for (const EnsembleFailure& failure : ensemble.failures) {
    Alike& those = alike[{failure.scenario, failure.failure.variable, failure.failure.code}];
    if (those.first == nullptr) those.first = &failure;
    those.members.push_back(failure.failure.member);
  }
  for (const auto& [key, those] : alike) {
    const LaneFailure& failure = those.first->failure;
    const Scenario& scenario = *ensemble.scenarios[those.first->scenario];
    const Model& model = *scenario.model;
    Words words = {{"scenario", scenario.id},
                   {"count", std::to_string(those.members.size())},
                   {"members", std::to_string(ensemble.members)},
                   {"which", listed(those.members)},
                   {"time", fmt::format("{}", failure.time)},
                   {"value", value_word(failure.value)}};
    if (failure.variable >= 0) {
      const Variable& variable = model.variables[static_cast<std::size_t>(failure.variable)];
      words.emplace_back("variable", model.cell_name(variable, failure.cell));
    }
    diagnostics.warning(failure.variable >= 0 ? "ensemble.failed" : "ensemble.failed_check", failure.span,
                        std::move(words));
  }
}

}  // namespace

std::vector<Diagnostic> ensemble_diagnostics(const EnsembleResult& ensemble) {
  Diagnostics diagnostics;
  tell_failures(ensemble, diagnostics);
  for (const EnsembleCheck& broken : ensemble.checks) {
    const Scenario& scenario = *ensemble.scenarios[broken.scenario];
    const Check& check = scenario.model->checks[static_cast<std::size_t>(broken.result.check)];
    diagnostics.warning("ensemble.check_broken", check.span,
                        {{"check", check.name},
                         {"scenario", scenario.id},
                         {"count", std::to_string(broken.result.violations)},
                         {"largest", fmt::format("{:.4g}", broken.result.largest)},
                         {"member", std::to_string(broken.result.member)},
                         {"time", fmt::format("{}", broken.result.time)}});
  }
  return diagnostics.take();
}

}  // namespace ronghe
