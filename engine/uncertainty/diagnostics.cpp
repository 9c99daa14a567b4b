#include "analysis/message_words.hpp"
#include "ronghe/uncertainty.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace ronghe {
namespace {

constexpr std::size_t most_listed = 8;

bool is_of(const EnsembleFailure& failure, const EnsembleFailureCount& count) {
  return failure.scenario == count.scenario && failure.failure.variable == count.variable &&
         failure.failure.code == count.code;
}

// `3, 17, 40 …`
std::string listed(const std::vector<const LaneFailure*>& failures) {
  std::string text;
  for (std::size_t i = 0; i < std::min(failures.size(), most_listed); ++i) {
    text += fmt::format("{}{}", i == 0 ? "" : ", ", failures[i]->member);
  }
  return failures.size() > most_listed ? text + " …" : text;
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
  for (const EnsembleFailureCount& count : ensemble.failure_counts) {
    std::vector<const LaneFailure*> alike;
    for (const EnsembleFailure& failure : ensemble.failures) {
      if (is_of(failure, count)) alike.push_back(&failure.failure);
    }
    if (alike.empty()) continue;
    const LaneFailure& failure = *alike.front();
    const Scenario& scenario = *ensemble.scenarios[count.scenario];
    const Model& model = *scenario.model;
    Words words = {{"scenario", scenario.id},
                   {"count", std::to_string(count.members)},
                   {"members", std::to_string(ensemble.members)},
                   {"which", listed(alike)},
                   {"time", number_text(failure.time)},
                   {"value", value_word(failure.value)}};
    if (failure.code == "run.check_broken") {
      words.emplace_back("checks", broken_checks(ensemble, count.scenario));
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
    const auto told = [&](const EnsembleFailureCount& count) {
      return count.scenario == broken.scenario && count.code == "run.check_broken";
    };
    if (std::any_of(ensemble.failure_counts.begin(), ensemble.failure_counts.end(), told)) continue;
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
