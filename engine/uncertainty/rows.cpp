#include "uncertainty/rows.hpp"

#include <algorithm>

namespace ronghe {

EnsembleRows::EnsembleRows(const std::vector<const Scenario*>& of, const std::vector<Measure>& also)
    : scenarios(of.size()) {
  const Model& model = *of.front()->model;
  std::vector<int> variables;
  const auto keep = [&](int variable) {
    if (std::find(variables.begin(), variables.end(), variable) == variables.end()) variables.push_back(variable);
  };
  for (const Scenario* scenario : of) {
    for (const int variable : headline_variables(*scenario)) keep(variable);
  }
  for (const Measure& measure : also) keep(measure.variable);
  for (const int index : variables) {
    const Variable& variable = model.variables[static_cast<std::size_t>(index)];
    Item item{index, cell_figures(model, variable), {}, figures};
    if (joined(model, variable) != Joined::not_at_all) item.whole = whole_figures(model, variable);
    figures += item.figures();
    items.push_back(std::move(item));
  }

  const std::vector<int> steps = model.time.saved_steps();
  for (std::size_t i = 0; i < steps.size(); ++i) {
    const bool asked_for =
        std::any_of(also.begin(), also.end(), [&](const Measure& measure) { return measure.step == steps[i]; });
    if (steps[i] % of.front()->every != 0 && i + 1 != steps.size() && !asked_for) continue;
    saved.push_back(static_cast<int>(i));
    times.push_back(model.time.at(steps[i]));
  }

  const auto ask = [&](Judgement::Kind kind, std::vector<Sentence> Scenario::*list) {
    for (std::size_t s = 0; s < of.size(); ++s) {
      for (const Sentence& sentence : of[s]->*list) {
        const auto same = [&](const Asked& known) { return known.kind == kind && known.id == sentence.id; };
        auto found = std::find_if(asked.begin(), asked.end(), same);
        if (found == asked.end()) {
          asked.push_back({kind, sentence.id, std::vector<const Sentence*>(of.size(), nullptr)});
          found = std::prev(asked.end());
        }
        found->sentences[s] = &sentence;
      }
    }
  };
  ask(Judgement::Kind::target, &Scenario::targets);
  ask(Judgement::Kind::constraint, &Scenario::constraints);
  ask(Judgement::Kind::check, &Scenario::checks);
}

}  // namespace ronghe
