#include "analysis/headline.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>

namespace ronghe {
namespace {

const Variable& variable_of(const Model& model, int variable) {
  return model.variables[static_cast<std::size_t>(variable)];
}

// Whether values in this unit can be added over places: an amount of something, or of something per time. What is per
// person, per area or a pure number cannot.
bool adds_up(const Unit& unit) {
  constexpr const char* amounts[] = {"元", "dollar", "euro", "人",      "户",      "个",       "头",   "床",
                                     "辆", "套",     "bit",  "metre^2", "metre^3", "kilogram", "joule"};
  return std::any_of(std::begin(amounts), std::end(amounts), [&](const char* amount) {
    const Unit one = *Unit::parse(amount);
    return unit.same_dimension(one) || unit.same_dimension(one / *Unit::parse("year"));
  });
}

// Values that differ by less than the rounding of sums make no rank.
bool tie(double a, double b) { return std::abs(a - b) <= 1e-9 * std::max(std::abs(a), std::abs(b)); }

}  // namespace

std::vector<int> headline_variables(const Scenario& scenario) {
  if (!scenario.outputs.empty()) return scenario.outputs;
  const auto those = [&](auto&& wanted) {
    std::vector<int> found;
    for (std::size_t v = 0; v < scenario.model->variables.size(); ++v) {
      const Variable& variable = scenario.model->variables[v];
      if (!variable.hidden() && wanted(variable)) found.push_back(static_cast<int>(v));
    }
    return found;
  };
  using Kind = Variable::Kind;
  auto found = those([](const Variable& variable) { return variable.indicator.has_value(); });
  if (found.empty()) found = those([](const Variable& variable) { return variable.kind == Kind::stock; });
  if (found.empty()) {
    found =
        those([](const Variable& variable) { return variable.kind == Kind::flow || variable.kind == Kind::auxiliary; });
  }
  return found;
}

std::vector<int> headline_indicators(const Scenario& scenario) {
  std::vector<int> found = headline_variables(scenario);
  std::vector<int> indicators;
  std::copy_if(found.begin(), found.end(), std::back_inserter(indicators),
               [&](int variable) { return variable_of(*scenario.model, variable).indicator.has_value(); });
  return indicators.empty() ? found : indicators;
}

Heading heading_of(const Scenario& scenario, int index) {
  const Model& model = *scenario.model;
  const Variable& variable = variable_of(model, index);
  Heading heading;
  heading.name = variable.name;
  heading.label = variable.label;
  heading.unit = unit_texts(variable.unit, scenario.prices);
  if (variable.unit.dimensionless()) heading.percent = 100 * variable.unit.factor_to(Unit());
  heading.indicator = variable.indicator;
  for (const int dimension : variable.dimensions) {
    heading.dimensions.push_back(model.dimensions[static_cast<std::size_t>(dimension)].name);
  }
  return heading;
}

Text part_title(const Model& model, const Variable& variable) {
  const int index = model.part_of(variable.span);
  if (index < 0) return {};
  const ModelPart& part = model.parts[static_cast<std::size_t>(index)];
  return part.title.empty() ? Text(part.name, part.name) : part.title;
}

Text unit_texts(const Unit& unit, const std::optional<Prices>& prices) {
  return {unit_with_prices(unit, prices, Language::chinese), unit_with_prices(unit, prices, Language::english)};
}

std::vector<int> ranks_of(const std::vector<double>& values, const std::optional<Indicator>& indicator) {
  std::vector<int> ranks(values.size(), 0);
  if (!indicator || indicator->better == Indicator::Better::neither) return ranks;
  const double sign = indicator->better == Indicator::Better::higher ? -1 : 1;
  std::vector<std::size_t> order;
  for (std::size_t s = 0; s < values.size(); ++s) {
    if (std::isfinite(values[s])) order.push_back(s);
  }
  std::stable_sort(order.begin(), order.end(),
                   [&](std::size_t a, std::size_t b) { return sign * values[a] < sign * values[b]; });
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool shared = i > 0 && tie(values[order[i]], values[order[i - 1]]);
    ranks[order[i]] = shared ? ranks[order[i - 1]] : static_cast<int>(i) + 1;
  }
  return ranks;
}

PlanItem item_called(const std::string& id, const Scenario& scenario) {
  for (const Programme& programme : scenario.programmes) {
    if (programme.id == id) return {programme.title, programme.span};
  }
  for (const std::vector<Reform>* reforms : {&scenario.reforms, &scenario.shocks}) {
    for (const Reform& reform : *reforms) {
      if (reform.id == id) return {reform.title, reform.span};
    }
  }
  return {};
}

Place place_of(const Model& model, const std::vector<int>& dimensions, const std::vector<int>& indices) {
  Place place;
  for (std::size_t d = 0; d < dimensions.size() && d < indices.size(); ++d) {
    const Dimension& dimension = model.dimensions[static_cast<std::size_t>(dimensions[d])];
    const Element& element = dimension.elements[static_cast<std::size_t>(indices[d])];
    place.elements.push_back(element.name);
    place.labels.push_back(element.label);
  }
  return place;
}

double Figure::at(const Series& run, int output, int time, int member) const {
  return join([&](int cell) { return run.at(output, cell, time, member); });
}

double Figure::join(const std::function<double(int cell)>& value_of) const {
  double sum = 0;
  double size = 0;
  for (const int cell : cells) {
    const double value = value_of(cell);
    sum += value;
    size += std::abs(value);
  }
  // Shares of one whole change by zero in all: what is left of that is rounding.
  if (std::abs(sum) < 1e-14 * size * static_cast<double>(cells.size())) sum = 0;
  return mean ? sum / static_cast<double>(cells.size()) : sum;
}

int place_dimension(const Model& model) {
  const auto from_data = std::find_if(model.dimensions.begin(), model.dimensions.end(),
                                      [](const Dimension& dimension) { return dimension.from_data; });
  if (from_data != model.dimensions.end()) return static_cast<int>(from_data - model.dimensions.begin());
  return model.dimensions.empty() ? -1 : 0;
}

int place_axis(const Model& model, const Variable& variable) {
  const auto found = std::find(variable.dimensions.begin(), variable.dimensions.end(), place_dimension(model));
  return found == variable.dimensions.end() ? -1 : static_cast<int>(found - variable.dimensions.begin());
}

Joined joined(const Model& model, const Variable& variable) {
  if (place_axis(model, variable) < 0) return Joined::not_at_all;
  return adds_up(variable.unit) ? Joined::total : Joined::mean;
}

std::vector<Figure> whole_figures(const Model& model, const Variable& variable) {
  const int axis = place_axis(model, variable);
  if (axis < 0) return cell_figures(model, variable);
  std::vector<Figure> figures;
  std::map<std::vector<int>, std::size_t> figure_of;  // by the indices beside the places
  for (int cell = 0; cell < variable.cells; ++cell) {
    std::vector<int> indices = model.indices(variable, cell);
    Place place = place_of(model, variable.dimensions, indices);
    place.elements[static_cast<std::size_t>(axis)].clear();
    place.labels[static_cast<std::size_t>(axis)] = {};
    indices[static_cast<std::size_t>(axis)] = -1;
    const auto [at, fresh] = figure_of.emplace(std::move(indices), figures.size());
    if (fresh) figures.push_back({std::move(place), {}, joined(model, variable) == Joined::mean});
    figures[at->second].cells.push_back(cell);
  }
  return figures;
}

std::vector<Figure> cell_figures(const Model& model, const Variable& variable) {
  std::vector<Figure> figures;
  for (int cell = 0; cell < variable.cells; ++cell) {
    figures.push_back({place_of(model, variable.dimensions, model.indices(variable, cell)), {cell}, false});
  }
  return figures;
}

}  // namespace ronghe
