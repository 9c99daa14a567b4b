// What a scenario assumes and decides, as plain rows from which the report's page and its workbook are made.
#pragma once

#include "ronghe/report.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ronghe {

// A constant, or an input that something sets: what it is worth, and who says so.
struct Assumption {
  std::string name;
  Text label;
  Text unit;       // with its price basis
  Text part;       // title of the part of the model that declares it
  double low = 0;  // the smallest value of any cell; above `high` when none has a value
  double high = 0;
  Text source;
  bool assumed = false;  // the source says so
  std::optional<Range> range;
  bool set = false;  // data, the scenario or the command line give it

  // `0.5`, `0.2 – 0.5`, or nothing.
  std::string value() const;
};

// In the order of the model. Hidden variables are left out.
std::vector<Assumption> assumptions_of(const Scenario& scenario);

// The value of a decision from a date on.
struct DatedFigure {
  double date = 0;
  double value = 0;  // [unit of the input]
};
// The points of a profile; of any other path the end, where all of the change is there.
std::vector<DatedFigure> points_of(const Change& change, const Model& model);

const char* name_of(Change::Verb verb);  // as scenario files write it
const char* name_of(Change::Path path);

}  // namespace ronghe
