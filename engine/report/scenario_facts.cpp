#include "report/scenario_facts.hpp"

#include "analysis/headline.hpp"
#include "report/facts.hpp"
#include "report/typeset.hpp"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>
#include <map>
#include <utility>

namespace ronghe {
namespace {

// Who says what a variable is worth: its own source, or whoever was the last to set it.
Text source_of(const Variable& variable, const Origin* origin) {
  if (origin == nullptr) return variable.source;
  if (!origin->source.empty()) return origin->source;
  if (origin->layer != Origin::Layer::data) return variable.source;
  const std::string file = std::filesystem::path(origin->place.source->name()).filename().string();
  return {file, file};
}

bool says_assumed(const Text& source) {
  return source.en.find("assumed") != std::string::npos || source.zh.find("假设") != std::string::npos;
}

}  // namespace

std::string Assumption::value() const {
  std::string text = low > high ? "" : plain_number(low);
  if (low < high) text += " – " + plain_number(high);
  return text;
}

std::vector<Assumption> assumptions_of(const Scenario& scenario) {
  const Model& model = *scenario.model;
  std::map<int, const Origin*> set;  // the last one to set a cell of the variable
  for (const Origin& origin : scenario.origins) set[origin.variable] = &origin;
  std::map<std::pair<int, int>, double> values;
  for (const Setting& setting : scenario.settings) values[{setting.variable, setting.cell}] = setting.values.front();
  std::vector<Assumption> assumptions;
  for (int index = 0; index < static_cast<int>(model.variables.size()); ++index) {
    const Variable& variable = variable_at(model, index);
    const auto found = set.find(index);
    const Origin* const origin = found == set.end() ? nullptr : found->second;
    if (variable.hidden() || !(variable.kind == Variable::Kind::constant || origin != nullptr)) continue;
    Assumption assumption;
    assumption.low = std::numeric_limits<double>::infinity();
    assumption.high = -assumption.low;
    for (int cell = 0; cell < variable.cells; ++cell) {
      // What data say of a variable with a rule goes before the rule, cell by cell.
      const auto given = values.find({variable.has_rule() ? variable.given : index, cell});
      const double own = variable.values.empty() ? std::numeric_limits<double>::quiet_NaN()
                                                 : variable.values[static_cast<std::size_t>(cell)];
      const double value = given == values.end() ? own : given->second;
      if (!std::isfinite(value)) continue;
      assumption.low = std::min(assumption.low, value);
      assumption.high = std::max(assumption.high, value);
    }
    assumption.name = variable.name;
    assumption.label = variable.label;
    assumption.unit = unit_texts(variable.unit, scenario.prices);
    assumption.part = part_title(model, variable);
    assumption.source = source_of(variable, origin);
    assumption.assumed = says_assumed(assumption.source);
    assumption.range = variable.range;
    assumption.set = origin != nullptr;
    assumptions.push_back(std::move(assumption));
  }
  return assumptions;
}

std::vector<DatedFigure> points_of(const Change& change, const Model& model) {
  if (change.points.empty()) return {{model.time.at(change.from + change.length), change.value}};
  std::vector<DatedFigure> points;
  for (const Change::Point& point : change.points) points.push_back({model.time.at(point.step), point.value});
  return points;
}

const char* name_of(Change::Verb verb) {
  switch (verb) {
    case Change::Verb::to:
      return "to";
    case Change::Verb::multiply:
      return "multiply";
    case Change::Verb::add:
      return "add";
  }
  throw InternalError("a change that does nothing");
}

const char* name_of(Change::Path path) {
  switch (path) {
    case Change::Path::step:
    case Change::Path::flat_profile:
      return "step";
    case Change::Path::ramp:
      return "ramp";
    case Change::Path::s_curve:
      return "s-curve";
    case Change::Path::linear_profile:
      return "linear";
  }
  throw InternalError("a change without a path");
}

}  // namespace ronghe
