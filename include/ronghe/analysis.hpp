// What came out: results as tables of values and as a summary. Nothing is formatted here; `output` and `report` do that.
#pragma once

#include <cstddef>
#include <limits>
#include <optional>
#include <string>
#include <vector>

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/scenario.hpp"
#include "ronghe/simulate.hpp"

namespace ronghe {

// One lane of a result, with the scenario that it shows. Model and trajectories outlive it.
struct Lane {
  std::string scenario;  // id
  const Model* model = nullptr;
  const Trajectories* trajectories = nullptr;
  int member = 0;
  std::optional<int> price_year;  // of all money; none when the scenario says nothing about prices
};

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

// All values of the lanes, one a row: scenario, variable, one column for each dimension of their models (empty where the
// variable lacks it), time, value, unit. Rows stand in order of lane, variable, cell and time. A value is missing
// after its lane failed.
ResultTable tidy_table(const std::vector<Lane>& lanes);

// The unit of a value as it stands beside it. Money carries its price basis: `亿元/year, 2023 prices`.
std::string unit_text(const Unit& unit, const std::optional<int>& price_year, Language language);

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
  Text unit;                            // with its price basis
  std::optional<double> percent;        // dimensionless: how many percent one of its unit is
  std::optional<Indicator> indicator;
  std::vector<std::string> dimensions;  // their names
  std::vector<SummaryRow> rows;
};

// A sentence of the model that did not hold in some lane.
struct BrokenCheck {
  std::string name;
  Text label;
  std::string condition;    // as written
  long long violations = 0; // cells × steps × lanes
  double largest = 0;
  std::string scenario;     // where the largest was
  std::string place;        // its elements, joined by a comma; empty for a check without dimensions
  double time = 0;
  Span span;
};

// A lane that stopped before its end.
struct FailedLane {
  std::string scenario;
  std::string variable;  // with its elements: people[urban]
  double time = 0;
  double value = 0;      // NaN or infinite, or what a requirement of the model refused
  std::string code;
  Span span;             // the equation
};

// What a programme spends from the start of the run to its end.
struct ProgrammeSum {
  struct Share {
    std::string place;  // element of the programme's first dimension; empty when it has none
    Text label;
    double asked = 0;   // [unit]
  };

  std::string id;
  Text title;
  std::string scenario;
  Text unit;                  // with its price basis
  double asked = 0;           // [unit] in all
  std::vector<Share> shares;  // one for each place that gets something, in order of the model
};

struct Summary {
  std::string scenario;                 // id
  Text title;
  std::string baseline;                 // id; empty without one
  Text baseline_title;
  std::string model;
  Text model_title;
  double start = 0;
  double stop = 0;
  std::vector<SummaryVariable> variables;
  std::vector<ProgrammeSum> programmes;
  std::vector<BrokenCheck> broken_checks;
  int checks = 0;                       // of the model, in all
  std::vector<FailedLane> failures;
};

// The variables by which a run is judged: those asked for that are indicators of the model, else all asked for, else the
// model's indicators, else its stocks.
std::vector<int> headline_variables(const Model& model, const std::vector<int>& asked);

// Both ends of `variables` in `lane`, beside `baseline` when there is one. The baseline may have another model: its
// variables and elements are found by name.
std::vector<SummaryVariable> summarize(const Lane& lane, const std::optional<Lane>& baseline,
                                       const std::vector<int>& variables);

// Checks that did not hold, and lanes that failed. `names[m]` is the scenario of member m.
std::vector<BrokenCheck> broken_checks(const Model& model, const Trajectories& trajectories,
                                       const std::vector<std::string>& names);
std::vector<FailedLane> failed_lanes(const Model& model, const Trajectories& trajectories,
                                     const std::vector<std::string>& names);

}  // namespace ronghe
