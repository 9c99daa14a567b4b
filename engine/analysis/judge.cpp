// Which targets a run meets, which constraints and checks it breaks, where, and by how much.
#include "analysis/judge.hpp"

#include "analysis/evaluate.hpp"
#include "analysis/headline.hpp"
#include "ronghe/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ronghe {
namespace {

// How far a comparison is from its edge: not below 0 where it holds, NaN for what is no single comparison.
double margin_of(const Equation& equation, const std::vector<int>& loops, const SavedMoment& moment) {
  const Term& term = equation.term;
  const auto side = [&](std::size_t i) { return evaluate(equation, term.operands[i], loops, moment); };
  switch (term.op) {
    case Term::Op::less:
    case Term::Op::less_equal:
      return side(1) - side(0);
    case Term::Op::greater:
    case Term::Op::greater_equal:
      return side(0) - side(1);
    case Term::Op::equal:
      return -std::fabs(side(0) - side(1));
    case Term::Op::not_equal:
      return std::fabs(side(0) - side(1));
    default:
      return std::numeric_limits<double>::quiet_NaN();
  }
}

// The values that the lane saved at a step.
SavedMoment moment_of(const Lane& lane, const std::vector<int>& saved, int step) {
  const Model& model = *lane.scenario->model;
  const int at = static_cast<int>(std::lower_bound(saved.begin(), saved.end(), step) - saved.begin());
  const auto value = [&lane, at](int variable, int cell) {
    const int output = lane.trajectories->output_of(variable);
    return output < 0 ? std::numeric_limits<double>::quiet_NaN() : lane.trajectories->at(output, cell, at, lane.member);
  };
  return {&model, model.time.at(step), value};
}

// Calls `look` at each place and time that the sentence asks about.
template <class Look>
void each_place(const Lane& lane, const Sentence& sentence, const Look& look) {
  const Model& model = *lane.scenario->model;
  const std::vector<int> saved = model.time.saved_steps();
  for (const int step : sentence.steps) {
    const SavedMoment moment = moment_of(lane, saved, step);
    for (const int cell : sentence.cells) {
      look(step, model.indices(sentence.condition.dimensions, cell), moment);
    }
  }
}

class Judge {
 public:
  Judge(const Lane& lane, Judgement::Kind kind)
      : lane_(lane), scenario_(*lane.scenario), model_(*scenario_.model), kind_(kind) {
    for (const LaneFailure& failure : lane.trajectories->failures) {
      if (failure.member == lane.member) failed_at_ = failure.step;
    }
  }

  Judgement judge(const Sentence& sentence) const {
    Judgement judgement;
    judgement.kind = kind_;
    judgement.id = sentence.id;
    judgement.label = sentence.label;
    judgement.condition = sentence.condition.equation.text;
    judgement.span = sentence.span;
    judgement.percent = sentence.condition.percent;
    if (const auto& unit = sentence.condition.unit) {
      judgement.unit = unit_texts(*unit, scenario_.prices);
    }
    bool worst_holds = true;
    const Equation& condition = sentence.condition.equation;
    each_place(lane_, sentence, [&](int step, const std::vector<int>& loops, const SavedMoment& moment) {
      ++judgement.asked;
      if (step >= failed_at_) {
        ++judgement.unknown;
        return;
      }
      const bool holds = evaluate(condition, loops, moment) != 0;
      const double margin = margin_of(condition, loops, moment);
      if (!holds) ++judgement.broken;
      // The worst is the first of those that do not hold, and among equals the one with the smallest margin.
      const bool worse = judgement.asked == judgement.unknown + 1 || (worst_holds && !holds) ||
                         (worst_holds == holds && margin < judgement.margin);
      if (!worse) return;
      worst_holds = holds;
      judgement.margin = margin;
      judgement.time = moment.time;
      name_place(sentence.condition.dimensions, loops, judgement);
    });
    return judgement;
  }

 private:
  void name_place(const std::vector<int>& dimensions, const std::vector<int>& elements, Judgement& judgement) const {
    judgement.dimensions.clear();
    judgement.elements.clear();
    judgement.labels.clear();
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
      const Dimension& dimension = model_.dimensions[static_cast<std::size_t>(dimensions[d])];
      const Element& element = dimension.elements[static_cast<std::size_t>(elements[d])];
      judgement.dimensions.push_back(dimension.name);
      judgement.elements.push_back(element.name);
      judgement.labels.push_back(element.label);
    }
  }

  const Lane& lane_;
  const Scenario& scenario_;
  const Model& model_;
  Judgement::Kind kind_;
  int failed_at_ = std::numeric_limits<int>::max();  // step
};

void add_variables(const Term& term, std::vector<int>& variables) {
  const bool known = std::find(variables.begin(), variables.end(), term.variable) != variables.end();
  if (term.op == Term::Op::reference && !known) variables.push_back(term.variable);
  for (const Term& operand : term.operands) add_variables(operand, variables);
}

}  // namespace

std::vector<int> judged_variables(const Scenario& scenario) {
  std::vector<int> variables;
  for (const auto* list : {&scenario.targets, &scenario.constraints, &scenario.checks}) {
    for (const Sentence& sentence : *list) add_variables(sentence.condition.equation.term, variables);
  }
  return variables;
}

std::vector<int> variables_of(const Sentence& sentence) {
  std::vector<int> variables;
  add_variables(sentence.condition.equation.term, variables);
  return variables;
}

int broken_places(const Lane& lane, const Sentence& sentence) {
  int broken = 0;
  each_place(lane, sentence, [&](int, const std::vector<int>& loops, const SavedMoment& moment) {
    if (evaluate(sentence.condition.equation, loops, moment) == 0) ++broken;
  });
  return broken;
}

std::vector<Judgement> judge(const Lane& lane) {
  std::vector<Judgement> judgements;
  const auto add = [&](const std::vector<Sentence>& sentences, Judgement::Kind kind) {
    for (const Sentence& sentence : sentences) judgements.push_back(Judge(lane, kind).judge(sentence));
  };
  add(lane.scenario->targets, Judgement::Kind::target);
  add(lane.scenario->constraints, Judgement::Kind::constraint);
  add(lane.scenario->checks, Judgement::Kind::check);
  return judgements;
}

}  // namespace ronghe
