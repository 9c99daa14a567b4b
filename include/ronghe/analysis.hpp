// What came out: results as tables of values and as a summary. Nothing is formatted here; `output` and `report` do
// that.
#pragma once

#include "ronghe/compile.hpp"
#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/program.hpp"
#include "ronghe/scenario.hpp"
#include "ronghe/simulate.hpp"

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

namespace ronghe {

// One scenario in a result. Scenario and trajectories outlive it.
struct Lane {
  const Scenario* scenario = nullptr;
  const Trajectories* trajectories = nullptr;
  int member = 0;
};

// Whether these can be members of one ensemble. They have one model (`Scenario::model` is the same pointer), and it
// draws no random numbers: draws are a member's own, and a difference between scenarios must not come from other dice.
bool can_run_together(const std::vector<const Scenario*>& scenarios);

// Scenarios of one model as members of one ensemble, in their order.
Ensemble ensemble_of(const std::vector<const Scenario*>& scenarios);

// What of their model has to be computed and saved: the outputs of each, and the inputs that some plan moves.
CompileOptions compile_options_of(const std::vector<const Scenario*>& scenarios);

// A column of words or of numbers. Words repeat on many rows and are kept once each.
struct ResultColumn {
  enum class Type { word, number };

  std::string name;
  Type type = Type::word;
  std::vector<std::string> words;  // word: each that occurs
  std::vector<int> codes;          // word: [row] index into `words`, or -1 for an empty field
  std::vector<double> numbers;     // number: [row], NaN for a missing value
};

struct ResultTable {
  std::vector<ResultColumn> columns;
  std::size_t rows = 0;
};

// Dimensions that the author of the model declared; the library's delays and smooths bring their own.
std::vector<int> declared_dimensions(const Model& model);
// Whether this was declared in one of the model's own texts. A model that was made without texts declared everything.
bool is_declared(const Model& model, const Span& span);

// All values of the lanes at the times their scenarios want, one a row: scenario, variable, one column for each
// declared dimension of their models (empty where the variable lacks it), time, value, unit. Rows stand in order of
// lane, variable, cell and time. A value is missing after its lane failed.
ResultTable tidy_table(const std::vector<Lane>& lanes);

// The unit of a value as it stands beside it. Money carries its price basis: `亿元/year, 2023 prices`.
std::string unit_with_prices(const Unit& unit, const std::optional<Prices>& prices, Language language);

// One cell of a variable at both ends of the run. NaN: there is no such value.
struct SummaryRow {
  std::vector<std::string> elements;  // on each dimension of the variable
  std::vector<Text> labels;           // of these elements; an empty one: the name
  double start = std::numeric_limits<double>::quiet_NaN();
  double stop = std::numeric_limits<double>::quiet_NaN();
  double baseline_start = std::numeric_limits<double>::quiet_NaN();
  double baseline_stop = std::numeric_limits<double>::quiet_NaN();

  double difference() const { return stop - baseline_stop; }
};

struct SummaryVariable {
  std::string name;
  Text label;
  Text unit;                      // with its price basis
  std::optional<double> percent;  // of a dimensionless variable: how many percent one of its unit is
  std::optional<Indicator> indicator;
  std::vector<std::string> dimensions;  // their names
  std::vector<SummaryRow> rows;
};

// What a programme asks for from the start of the run to its end, and what of it is paid. Without a run, and in a model
// that pays whatever is asked for, all is paid.
struct ProgrammeSum {
  struct Share {
    std::string place;
    Text label;
    double asked = 0;  // [unit]
    double paid = 0;   // [unit]; NaN after the lane failed
  };

  std::string id;
  Text title;
  Text unit;                    // with its price basis
  double asked = 0;             // [unit], in all
  double paid = 0;              // [unit], in all
  std::string dimension;        // of the places; empty when its input has no dimensions
  std::vector<Share> by_place;  // places that get something, in order of the model
  Span span;                    // its id

  // Whether less is paid than asked for, beyond what rounding makes of sums.
  bool cut() const { return paid < asked * (1 - 1e-9); }
};

// A sentence of the model that did not hold in some lane.
struct BrokenCheck {
  std::string name;
  Text label;
  std::string condition;     // as written
  long long violations = 0;  // cells × steps × lanes
  double largest = 0;        // by how much, at worst
  std::string scenario;      // where that was: its id
  std::vector<std::string> elements;
  std::vector<Text> labels;  // of these elements
  double time = 0;
  Span span;
};

// A lane that stopped before its end.
struct FailedLane {
  std::string scenario;  // id
  std::string variable;  // whose value it was; empty for a check
  std::string check;     // that did not hold in a strict run, or compares what is no number
  std::vector<std::string> elements;
  std::vector<Text> labels;  // of these elements
  double time = 0;
  double value = 0;  // NaN or infinite, what a requirement of the model refused, or the size of a violation
  std::string code;  // of the diagnostic that tells it
  Span span;         // the equation
};

// How one scenario came out, beside its baseline when there is one.
struct Summary {
  std::string scenario;  // id
  Text title;
  std::string baseline;  // id; empty without one
  Text baseline_title;
  std::string model;
  Text model_title;
  double start = 0;  // time of the first saved value
  double stop = 0;   // and of the last
  Text time_unit;
  std::optional<Prices> prices;
  std::vector<SummaryVariable> variables;
  std::vector<ProgrammeSum> programmes;
  int checks = 0;  // of the model, in all
  std::vector<BrokenCheck> broken_checks;
  std::vector<FailedLane> failures;
};

// The baseline may have another model: its variables and elements are found by name.
Summary summarize(const Lane& lane, const std::optional<Lane>& baseline = std::nullopt);

// The same troubles as messages: failed lanes as errors; broken checks as warnings, or as errors when they are
// `strict`.
std::vector<Diagnostic> run_diagnostics(const Summary& summary, bool strict);

// Something that two scenarios say differently.
struct Difference {
  enum class Kind { only_first, only_second, changed };

  Kind kind = Kind::changed;
  std::string section;  // key of the file: `programmes`, `data.inputs`; `model` for a part of the model's text
  std::string item;     // id of a policy item or table, or name of a part; may be empty
  Text title;           // of the item
  std::string key;      // below these: `each.profile.2028`; empty for the whole
  std::string first;    // as written there; empty for a whole item or text
  std::string second;
};

// A cell of an input or constant for which tables give different figures. NaN: they give none.
struct FigureDifference {
  std::string name;  // `residents_at_start[恩施市, urban]`
  Text unit;
  double first = 0;
  double second = 0;
};

struct ScenarioDifferences {
  std::vector<Difference> said;
  std::vector<FigureDifference> figures;
};

// Title, id and notes are not compared.
ScenarioDifferences differences(const Scenario& first, const Scenario& second);

// What each programme of the scenario asks for, and what of it is paid in a run. Without one all is paid.
std::vector<ProgrammeSum> programme_sums(const Scenario& scenario, const std::optional<Lane>& lane = std::nullopt);

}  // namespace ronghe
