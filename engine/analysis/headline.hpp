// What stands for a scenario on one page, and how its figures are called.
#pragma once

#include "ronghe/analysis.hpp"

#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace ronghe {

// What the scenario asks for; else the model's indicators; else its stocks; else whatever it computes in each step.
std::vector<int> headline_variables(const Scenario& scenario);
// The indicators among them; all of them when none is one.
std::vector<int> headline_indicators(const Scenario& scenario);

Heading heading_of(const Scenario& scenario, int variable);
Text unit_texts(const Unit& unit, const std::optional<Prices>& prices);
// Title of the part of the model that declares the variable, or the part's name; empty without parts.
Text part_title(const Model& model, const Variable& variable);

// 1 for the best; those that tie share a rank, and the next one counts all before it: 1, 1, 3. 0: not ranked.
std::vector<int> ranks_of(const std::vector<double>& values, const std::optional<Indicator>& indicator);

// What the scenario says of the programme, reform or shock with this id.
struct PlanItem {
  Text title;
  Span span;
};
PlanItem item_called(const std::string& id, const Scenario& scenario);

// One element on each of some dimensions.
struct Place {
  std::vector<std::string> elements;
  std::vector<Text> labels;
};
Place place_of(const Model& model, const std::vector<int>& dimensions, const std::vector<int>& indices);

// A figure that is read from a run: the value of one cell, or of the cells of all places joined.
struct Figure {
  Place place;  // an empty element: all places joined
  std::vector<int> cells;
  bool mean = false;

  // The values of its cells as one.
  double join(const std::function<double(int cell)>& value_of) const;
  // `output` and `time` as in `Series::at`.
  double at(const Series& run, int output, int time, int member) const;
};

Joined joined(const Model& model, const Variable& variable);
// The model's dimension whose elements are places: the one that the city's data give, else the first; -1 without
// dimensions.
int place_dimension(const Model& model);
// The variable's axis of that dimension, or -1.
int place_axis(const Model& model, const Variable& variable);
// A figure for each cell of the dimensions beside the places.
std::vector<Figure> whole_figures(const Model& model, const Variable& variable);
std::vector<Figure> cell_figures(const Model& model, const Variable& variable);

}  // namespace ronghe
