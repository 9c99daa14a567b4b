// How the numbers of an ensemble are called.
#pragma once

#include "ronghe/uncertainty.hpp"
#include "uncertainty/rows.hpp"

#include <vector>

namespace ronghe {

// Without values.
EnsembleVariable headed(const Scenario& scenario, const EnsembleRows::Item& item);
EnsembleSentence headed(const EnsembleRows::Asked& asked);

// 1: more is better, -1: less is, 0: neither.
int direction_of(const Heading& heading);

// What all blocks of the study tell.
struct AllNotes {
  std::vector<EnsembleFailureCount> failure_counts;
  std::vector<EnsembleFailure> failures;  // the first of each of these; by scenario, then by member
  std::vector<EnsembleCheck> checks;      // by scenario and check, all members together
  std::vector<std::vector<bool>> failed;  // [scenario][member]
};
Outcome<AllNotes> notes_of(const EnsemblePlan& plan, const Study& study);

// An error when the plan's members depend on each other, so that no chances can be counted over them.
std::vector<Diagnostic> unfit(const EnsemblePlan& plan);

// An error when members are missing.
std::vector<Diagnostic> whole(const Study& study);

}  // namespace ronghe
