// How sure are we: what scenarios lead to over many futures, each member of an ensemble one of them.
//
// All scenarios of an ensemble draw the same futures, so that a difference between two of them is never one of luck.
#pragma once

#include "ronghe/analysis.hpp"
#include "ronghe/diagnostics.hpp"
#include "ronghe/sampling.hpp"
#include "ronghe/scenario.hpp"
#include "ronghe/statistics.hpp"
#include "ronghe/study.hpp"

#include <cstddef>
#include <map>
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
  Text source;
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

// A member that failed in a scenario. It counts in no statistic of that scenario.
struct EnsembleFailure {
  std::size_t scenario = 0;
  LaneFailure failure;
};

// How many members failed in a scenario for one reason.
struct EnsembleFailureCount {
  std::size_t scenario = 0;
  int variable = -1;  // whose value it was, or -1
  std::string code;
  long long members = 0;
};

// A check of the model that did not hold in some member.
struct EnsembleCheck {
  std::size_t scenario = 0;
  CheckResult result;
};

// What is to be computed: which scenarios, and which futures.
struct EnsembleOptions {
  Design design = {};
  std::vector<double> quantiles = {0.05, 0.25, 0.5, 0.75, 0.95};
  int kept = 0;              // the first so many members are kept whole
  bool from_ranges = false;  // draw every constant that declares a range, in place of the uncertainties
  bool strict = false;       // a broken check of the model stops the member
  DesignTable table = {};    // of the design `table`: `design.table` follows from it
  // Sobol dimensions that keys of an earlier study have: they keep them, and new keys get the next free numbers.
  std::map<std::string, int> dimensions = {};
};

struct EnsembleRows;  // what each number of a member is: engine/uncertainty/rows.hpp

struct EnsemblePlan {
  std::vector<const Scenario*> scenarios;  // outlive it; of one model
  std::size_t baseline = 0;
  EnsembleOptions options;
  std::vector<EnsembleKey> keys;
  std::shared_ptr<const Draws> draws;
  std::shared_ptr<const EnsembleRows> rows;
  std::vector<Diagnostic> notes;  // what readers must know: all ranges at once are too wide, …

  std::size_t numbers() const;  // that each member leaves
};

// The uncertainties and correlations are those of the baseline; other scenarios have the same, or none of their own.
// Reports scenarios that cannot share draws, what is not drawn by any, and correlations that no draws can have.
Outcome<EnsemblePlan> plan_ensemble(const std::vector<const Scenario*>& scenarios, std::size_t baseline,
                                    const EnsembleOptions& options);

// Computes blocks of members. Cheap to copy; may be called from several threads at once.
class EnsembleRunner {
 public:
  explicit EnsembleRunner(const EnsemblePlan& plan);  // outlives it
  Computed operator()(const MemberRange& members) const;

 private:
  const EnsemblePlan* plan_;
  std::shared_ptr<const Program> program_;
};

struct EnsembleResult {
  std::vector<const Scenario*> scenarios;  // outlive it
  std::size_t baseline = 0;
  Design design;
  int members = 0;  // in all
  int kept = 0;     // the first so many are kept whole
  std::vector<EnsembleKey> keys;
  std::vector<double> draws;      // of the kept members: [key × kept member]
  std::vector<double> quantiles;  // which
  std::vector<double> times;      // saved
  std::vector<EnsembleVariable> variables;
  std::vector<EnsembleSentence> sentences;
  std::vector<Chance> satisficing;  // of each scenario: that it meets all its targets and keeps all its constraints
  std::vector<EnsembleFailureCount> failure_counts;  // by scenario, variable and code
  std::vector<EnsembleFailure> failures;             // the first thousand of each of these; by scenario, then by member
  std::vector<EnsembleCheck> checks;                 // those that were broken, by scenario
  std::vector<Diagnostic> notes;                     // what readers must know: all ranges at once are too wide, …

  // Members that failed in the scenario.
  long long failed_in(std::size_t scenario) const;
};

// What moves one number of one scenario.
struct SensitivityFigure {
  std::size_t variable = 0;  // index into `SensitivityResult::variables`
  int cell = 0;              // of the whole, or, unless `joined`, one of its places
  bool joined = true;
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
  std::vector<EnsembleVariable> variables;  // headings and places only
  std::vector<SensitivityFigure> figures;   // at the times asked for

  // Where the figure's cell is called by its elements and labels.
  const EnsembleFigures& places_of(const SensitivityFigure& figure) const {
    const EnsembleVariable& variable = variables[figure.variable];
    return figure.joined ? variable.whole : variable.cells;
  }
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

// Makes the result of a study that has all its members. `memory` is what may be held at a time, [bytes].
Outcome<EnsembleResult> gather_ensemble(const EnsemblePlan& plan, const Study& study, int threads = 1,
                                        std::size_t memory = std::size_t{1} << 28);

// Members that failed and checks of the model that were broken, as warnings.
std::vector<Diagnostic> ensemble_diagnostics(const EnsembleResult& ensemble);

// Of the plan's first scenario, in a study of a Morris or Saltelli design. What is explained is what the scenario's
// `analysis` asks for, else all variables at the last time.
Outcome<SensitivityResult> gather_sensitivity(const EnsemblePlan& plan, const Study& study, int threads = 1);

// Futures in which the scenario misses a target or breaks a constraint.
Outcome<DiscoveryResult> gather_discovery(const EnsemblePlan& plan, const Study& study, std::size_t scenario,
                                          const std::string& sentence, const PrimOptions& options = {});

}  // namespace ronghe
