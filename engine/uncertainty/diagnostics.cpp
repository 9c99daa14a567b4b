#include "analysis/message_words.hpp"
#include "ronghe/uncertainty.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

namespace ronghe {
namespace {

// `3, 17, 40 …`
std::string listed(const std::vector<int>& members) {
  std::string text;
  for (std::size_t i = 0; i < std::min<std::size_t>(members.size(), 8); ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : ", ", members[i]);
  }
  return members.size() > 8 ? text + " …" : text;
}

// By name.
std::string broken_checks(const EnsembleResult& ensemble, std::size_t scenario) {
  std::string names;
  for (const EnsembleCheck& broken : ensemble.checks) {
    if (broken.scenario != scenario) continue;
    const Check& check = ensemble.scenarios[scenario]->model->checks[static_cast<std::size_t>(broken.result.check)];
    names += (names.empty() ? "`" : ", `") + check.name + "`";
  }
  return names;
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
                   {"time", number_text(failure.time)},
                   {"value", value_word(failure.value)}};
    if (failure.code == "run.check_broken") {
      words.emplace_back("checks", broken_checks(ensemble, those.first->scenario));
      diagnostics.warning("ensemble.failed_check", {}, std::move(words));
      continue;
    }
    if (failure.variable >= 0) {
      const Variable& variable = model.variables[static_cast<std::size_t>(failure.variable)];
      words.emplace_back("variable", model.cell_name(variable, failure.cell));
    }
    diagnostics.warning("ensemble.failed", failure.span, std::move(words));
  }
}

}  // namespace

std::vector<Diagnostic> ensemble_diagnostics(const EnsembleResult& ensemble) {
  Diagnostics diagnostics;
  tell_failures(ensemble, diagnostics);
  for (const EnsembleCheck& broken : ensemble.checks) {
    // In a strict run the members that failed have told of it.
    const auto told = [&](const EnsembleFailure& failure) {
      return failure.scenario == broken.scenario && failure.failure.code == "run.check_broken";
    };
    if (std::any_of(ensemble.failures.begin(), ensemble.failures.end(), told)) continue;
    const Scenario& scenario = *ensemble.scenarios[broken.scenario];
    const Check& check = scenario.model->checks[static_cast<std::size_t>(broken.result.check)];
    diagnostics.warning("ensemble.check_broken", check.span,
                        {{"check", check.name},
                         {"scenario", scenario.id},
                         {"count", std::to_string(broken.result.violations)},
                         {"largest", fmt::format("{:.4g}", broken.result.largest)},
                         {"member", std::to_string(broken.result.member)},
                         {"time", number_text(broken.result.time)}});
  }
  return diagnostics.take();
}

}  // namespace ronghe
