// How sure are we: what scenarios lead to over many futures, each member of an ensemble one of them.
//
// All scenarios of an ensemble draw the same futures, so that a difference between two of them is never one of luck.
#pragma once

#include "ronghe/analysis.hpp"
#include "ronghe/diagnostics.hpp"
#include "ronghe/sampling.hpp"
#include "ronghe/scenario.hpp"
#include "ronghe/statistics.hpp"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace ronghe {

// One number that each member draws: an uncertainty at the places that share a draw.
struct EnsembleKey {
  std::string name;  // as in `DrawKey`
  Text label;        // of the uncertainty, else of its variable; with the place
  Text unit;
  std::string source;
  int variable = -1;
  std::vector<int> cells;  // rising
};

// Values of one variable over members, at some cells: each cell by itself, or the places joined.
struct EnsembleFigures {
  std::vector<Text> labels;  // of each cell: `恩施市`, `利川市, 农村`; empty text: all joined
  std::vector<std::vector<std::string>> elements;  // of each cell, on each dimension; an empty one: all places joined
  std::vector<double> quantiles;                   // [scenario × cell × quantile × time]
  std::vector<double> means;                       // [scenario × cell × time]
  std::vector<double> differences;  // to the baseline in the same member: [scenario × cell × quantile × time]
  std::vector<double> better;       // [scenario × cell × time]: share of members in which it is better than the
                                    // baseline, equal ones count half; NaN when no direction is better
  std::vector<double> kept;         // [scenario × cell × time × kept member]
};

struct EnsembleVariable : Heading {
  int variable = -1;  // of the model
  Joined joined = Joined::not_at_all;
  EnsembleFigures cells;
  EnsembleFigures whole;  // without places: the same as `cells`
  // At the last time, of each cell of the whole: how the scenarios stand over all members. [cell × scenario]; empty
  // when no direction is better.
  std::vector<Robustness> robustness;
};

// How often a target is met, or a constraint or check held, at all its places and times.
struct EnsembleSentence {
  Judgement::Kind kind = Judgement::Kind::target;
  std::string id;
  Text label;
  std::string condition;                       // as written
  std::vector<std::optional<Chance>> chances;  // of each scenario; none: it does not have the sentence
};

// A member that failed in a scenario.
struct EnsembleFailure {
  std::size_t scenario = 0;
  LaneFailure failure;
};

struct EnsembleResult {
  std::vector<const Scenario*> scenarios;  // outlive it
  std::size_t baseline = 0;
  Design design;
  std::string design_name;  // `sobol` …
  int members = 0;          // in all
  int kept = 0;             // the first so many are kept whole
  std::vector<EnsembleKey> keys;
  std::vector<double> draws;      // of the kept members: [key × kept member]
  std::vector<double> quantiles;  // which
  std::vector<double> times;      // saved
  std::vector<EnsembleVariable> variables;
  std::vector<EnsembleSentence> sentences;
  std::vector<EnsembleFailure> failures;  // by scenario, then by member
  std::vector<Diagnostic> notes;          // what readers must know: all ranges at once are too wide, …
};

// What moves one number of one scenario.
struct SensitivityFigure {
  std::size_t variable = 0;  // index into `SensitivityResult::variables`
  int cell = 0;              // of the whole
  double time = 0;
  std::vector<VarianceShare> shares;      // [key] method sobol
  std::vector<ElementaryEffect> effects;  // [key] method morris
  std::vector<double> low, high;  // [key]: mean of the number where the key lies in its lowest and highest fifth
  double mean = 0;
  double deviation = 0;
};

struct SensitivityResult {
  const Scenario* scenario = nullptr;  // outlives it
  Sensitivity::Method method = Sensitivity::Method::sobol;
  int members = 0;
  int failed = 0;
  std::vector<EnsembleKey> keys;
  std::vector<EnsembleVariable> variables;  // headings only
  std::vector<SensitivityFigure> figures;   // at the times asked for
};

// Futures in which a target is missed: a box that limits few keys.
struct DiscoveredBox {
  struct Limit {
    std::size_t key = 0;                 // of `DiscoveryResult::keys`
    std::optional<double> above, below;  // [unit of the key]
    double quasi_p = 0;
  };
  std::vector<Limit> limits;
  PrimBox box;
};

struct DiscoveryResult {
  const Scenario* scenario = nullptr;  // outlives it
  EnsembleSentence sentence;
  int members = 0;
  int missed = 0;
  std::vector<EnsembleKey> keys;
  std::vector<DiscoveredBox> boxes;
};

}  // namespace ronghe
