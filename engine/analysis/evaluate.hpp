// The value of a term at one saved time, from values that a run has saved.
//
// For the few terms that are asked after a run: conditions of a scenario. The rules are those of the language, computed
// with the functions that the machine uses, one cell at a time.
#pragma once

#include "ronghe/model.hpp"

#include <functional>
#include <vector>

namespace ronghe {

struct SavedMoment {
  const Model* model = nullptr;
  double time = 0;
  std::function<double(int variable, int cell)> value;  // at this time
};

// `loops` are the elements of the equation's loops; those of its reductions follow behind its dimensions.
double evaluate(const Equation& equation, const std::vector<int>& loops, const SavedMoment& moment);
// The same for a part of the equation.
double evaluate(const Equation& equation, const Term& term, const std::vector<int>& loops, const SavedMoment& moment);

}  // namespace ronghe
