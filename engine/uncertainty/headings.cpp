#include "uncertainty/headings.hpp"

#include "analysis/message_words.hpp"
#include "uncertainty/notes.hpp"

#include <algorithm>
#include <map>
#include <tuple>

namespace ronghe {
namespace {

constexpr long long most_alike = 1000;  // failures that are kept one by one

void name_places(const std::vector<Figure>& figures, EnsembleFigures& named) {
  for (const Figure& figure : figures) {
    named.labels.push_back(place_text(figure.place));
    named.elements.push_back(figure.place.elements);
  }
}

}  // namespace

EnsembleVariable headed(const Scenario& scenario, const EnsembleRows::Item& item) {
  EnsembleVariable variable;
  static_cast<Heading&>(variable) = heading_of(scenario, item.variable);
  variable.variable = item.variable;
  variable.joined = joined(*scenario.model, scenario.model->variables[static_cast<std::size_t>(item.variable)]);
  name_places(item.cells, variable.cells);
  name_places(item.whole.empty() ? item.cells : item.whole, variable.whole);
  return variable;
}

EnsembleSentence headed(const EnsembleRows::Asked& asked) {
  EnsembleSentence sentence;
  const Sentence& first = **std::find_if(asked.sentences.begin(), asked.sentences.end(),
                                         [](const Sentence* of_scenario) { return of_scenario != nullptr; });
  sentence.kind = asked.kind;
  sentence.id = asked.id;
  sentence.label = first.label;
  sentence.condition = first.condition.equation.text;
  return sentence;
}

int direction_of(const Heading& heading) {
  if (!heading.indicator || heading.indicator->better == Indicator::Better::neither) return 0;
  return heading.indicator->better == Indicator::Better::higher ? 1 : -1;
}

long long EnsembleResult::failed_in(std::size_t scenario) const {
  long long failed = 0;
  for (const EnsembleFailureCount& count : failure_counts) failed += count.scenario == scenario ? count.members : 0;
  return failed;
}

Outcome<AllNotes> notes_of(const EnsemblePlan& plan, const Study& study) {
  AllNotes all;
  all.failed.assign(plan.scenarios.size(), std::vector<bool>(static_cast<std::size_t>(study.shape().members)));
  std::map<std::pair<std::size_t, int>, CheckResult> checks;
  std::map<std::tuple<std::size_t, int, std::string>, long long> counts;
  const auto take = [&](const Study::Notes& of_block) {
    const MemberRange& members = of_block.members;
    BlockNotes notes = read_notes(of_block.text, *plan.scenarios.front()->model);
    // Checks are counted for a block in all: for a part of it they are looked at again.
    if (members != of_block.block && !notes.checks.empty()) {
      notes = read_notes(EnsembleRunner(plan)(members).block.notes, *plan.scenarios.front()->model);
    }
    for (EnsembleFailure& failure : notes.failures) {
      const int member = failure.failure.member;
      if (member < members.first || member >= members.end()) continue;  // another block tells of it
      all.failed[failure.scenario][static_cast<std::size_t>(member)] = true;
      const long long alike = ++counts[{failure.scenario, failure.failure.variable, failure.failure.code}];
      if (alike <= most_alike) all.failures.push_back(std::move(failure));
    }
    for (const EnsembleCheck& check : notes.checks) {
      const auto [known, added] = checks.emplace(std::pair(check.scenario, check.result.check), check.result);
      if (added) continue;
      const long long violations = known->second.violations + check.result.violations;
      if (check.result.largest > known->second.largest) known->second = check.result;
      known->second.violations = violations;
    }
  };
  if (std::vector<Diagnostic> lost = study.read_notes(take); !lost.empty()) return lost;
  std::stable_sort(all.failures.begin(), all.failures.end(), [](const EnsembleFailure& a, const EnsembleFailure& b) {
    return std::pair(a.scenario, a.failure.member) < std::pair(b.scenario, b.failure.member);
  });
  for (const auto& [at, members] : counts) {
    all.failure_counts.push_back({std::get<0>(at), std::get<1>(at), std::get<2>(at), members});
  }
  for (const auto& [at, result] : checks) all.checks.push_back({at.first, result});
  return all;
}

std::vector<Diagnostic> unfit(const EnsemblePlan& plan) {
  Diagnostics diagnostics;
  const Design::Kind kind = plan.options.design.kind;
  if (gives_indices(kind)) diagnostics.error("study.dependent_members", {}, {{"design", name_of(kind)}});
  return diagnostics.take();
}

std::vector<Diagnostic> whole(const Study& study) {
  if (study.done() == study.shape().members) return {};
  Diagnostics diagnostics;
  diagnostics.error("study.incomplete", {},
                    {{"done", std::to_string(study.done())}, {"members", std::to_string(study.shape().members)}});
  return diagnostics.take();
}

}  // namespace ronghe
