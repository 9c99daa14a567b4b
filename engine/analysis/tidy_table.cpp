// Results as a tidy table: one value a row, one thing a column (Wickham 2014), which R, pandas and a pivot table of a
// spreadsheet take without reshaping.
#include "analysis/columns.hpp"
#include "analysis/counterpart.hpp"
#include "analysis/headline.hpp"
#include "ronghe/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace ronghe {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

double finite_or_missing(double value) { return std::isfinite(value) ? value : missing; }

// A dimension may be called as one of the other columns.
std::string column_name(const std::string& dimension) {
  for (const char* taken :
       {"scenario", "variable", "time", "value", "unit", "baseline", "difference", "relative_difference"}) {
    if (dimension == taken) return dimension + " (dimension)";
  }
  return dimension;
}

// Which of the saved times the scenario wants: every `every` steps, and the last.
std::vector<int> wanted_times(const Lane& lane) {
  const std::vector<int> steps = lane.scenario->model->time.saved_steps();
  std::vector<int> wanted;
  for (std::size_t i = 0; i < steps.size() && i < lane.trajectories->times.size(); ++i) {
    if (steps[i] % lane.scenario->every == 0 || i + 1 == steps.size()) wanted.push_back(static_cast<int>(i));
  }
  return wanted;
}

// Outputs that this scenario asks for: others may have asked for more in the same run.
std::vector<int> wanted_outputs(const Lane& lane) {
  const Model& model = *lane.scenario->model;
  const std::vector<int>& asked = lane.scenario->outputs;
  std::vector<int> wanted;
  for (std::size_t o = 0; o < lane.trajectories->variables.size(); ++o) {
    const int variable = lane.trajectories->variables[o];
    const bool wants = asked.empty() ? !model.variables[static_cast<std::size_t>(variable)].hidden()
                                     : std::find(asked.begin(), asked.end(), variable) != asked.end();
    if (wants) wanted.push_back(static_cast<int>(o));
  }
  return wanted;
}

}  // namespace

bool is_declared(const Model& model, const Span& span) {
  return model.sources.empty() ||
         std::find(model.sources.begin(), model.sources.end(), span.source) != model.sources.end();
}

std::vector<int> declared_dimensions(const Model& model) {
  std::vector<int> declared;
  for (std::size_t d = 0; d < model.dimensions.size(); ++d) {
    if (is_declared(model, model.dimensions[d].span)) declared.push_back(static_cast<int>(d));
  }
  return declared;
}

ResultTable tidy_table(const std::vector<Lane>& lanes, const std::optional<Lane>& baseline) {
  ResultTable table;
  std::vector<std::string> dimensions;
  for (const Lane& lane : lanes) {
    std::size_t values = 0;
    for (const int output : wanted_outputs(lane)) {
      values += static_cast<std::size_t>(lane.trajectories->cells[static_cast<std::size_t>(output)]);
    }
    table.rows += values * wanted_times(lane).size();
    for (const SumOverTime& sum : lane.scenario->sums) {
      const int cells = lane.scenario->model->variables[static_cast<std::size_t>(sum.variable)].cells;
      table.rows += static_cast<std::size_t>(cells) * sum.spans.size();
    }
    const Model& model = *lane.scenario->model;
    for (const int d : declared_dimensions(model)) {
      const std::string& name = model.dimensions[static_cast<std::size_t>(d)].name;
      if (std::find(dimensions.begin(), dimensions.end(), name) == dimensions.end()) dimensions.push_back(name);
    }
  }

  WordColumn scenario("scenario", table.rows);
  WordColumn variable_column("variable", table.rows);
  std::vector<WordColumn> places;
  for (const std::string& dimension : dimensions) places.emplace_back(column_name(dimension), table.rows);
  ResultColumn time = number_column("time", table.rows);
  ResultColumn value = number_column("value", table.rows);
  std::vector<ResultColumn> beside;
  if (baseline) {
    for (const char* name : {"baseline", "difference", "relative_difference"}) {
      beside.push_back(number_column(name, table.rows));
    }
  }
  WordColumn unit("unit", table.rows);

  const auto add_place = [&](const std::vector<std::string>& names, const std::vector<std::string>& elements,
                             std::size_t rows) {
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
      const auto at = std::find(names.begin(), names.end(), dimensions[d]) - names.begin();
      const bool here = static_cast<std::size_t>(at) < elements.size();
      places[d].add(here ? places[d].code(elements[static_cast<std::size_t>(at)]) : empty_field, rows);
    }
  };
  const auto add_value = [&](double at, double x) {
    time.numbers.push_back(at);
    value.numbers.push_back(std::isfinite(x) ? x : missing);
  };
  for (const Lane& lane : lanes) {
    const Model& model = *lane.scenario->model;
    const std::vector<int> times = wanted_times(lane);
    for (const int output : wanted_outputs(lane)) {
      const Variable& variable =
          model.variables[static_cast<std::size_t>(lane.trajectories->variables[static_cast<std::size_t>(output)])];
      const std::size_t rows = static_cast<std::size_t>(variable.cells) * times.size();
      scenario.add(scenario.code(lane.scenario->id), rows);
      variable_column.add(variable_column.code(variable.name), rows);
      unit.add(unit.code(unit_with_prices(variable.unit, lane.scenario->prices, Language::english)), rows);
      std::vector<std::string> names;
      for (const int d : variable.dimensions) names.push_back(model.dimensions[static_cast<std::size_t>(d)].name);
      const Counterpart counterpart(baseline, variable);
      std::vector<int> same_times;
      for (const int t : times) {
        same_times.push_back(counterpart.time(lane.trajectories->times[static_cast<std::size_t>(t)]));
      }
      for (int cell = 0; cell < variable.cells; ++cell) {
        const std::vector<int> indices = model.indices(variable, cell);
        std::vector<std::string> elements;
        for (std::size_t d = 0; d < variable.dimensions.size(); ++d) {
          const Dimension& dimension = model.dimensions[static_cast<std::size_t>(variable.dimensions[d])];
          elements.push_back(dimension.elements[static_cast<std::size_t>(indices[d])].name);
        }
        add_place(names, elements, times.size());
        const int same_cell = baseline ? counterpart.cell(elements) : -1;
        for (std::size_t i = 0; i < times.size(); ++i) {
          const double x = finite_or_missing(lane.trajectories->at(output, cell, times[i], lane.member));
          add_value(lane.trajectories->times[static_cast<std::size_t>(times[i])], x);
          if (!baseline) continue;
          const double base = finite_or_missing(counterpart.at(same_cell, same_times[i]));
          beside[0].numbers.push_back(base);
          beside[1].numbers.push_back(x - base);
          beside[2].numbers.push_back(relative_to(x - base, base));
        }
      }
    }
    for (const Summed& sum : sums_over_time(lane)) {
      const std::size_t spans = sum.begins.size();
      scenario.add(scenario.code(lane.scenario->id), sum.rows.size() * spans);
      variable_column.add(variable_column.code(sum.name), sum.rows.size() * spans);
      unit.add(unit.code(sum.unit.en), sum.rows.size() * spans);
      for (const SummedRow& row : sum.rows) {
        add_place(sum.dimensions, row.elements, spans);
        for (std::size_t s = 0; s < spans; ++s) add_value(sum.begins[s], row.values[s]);
        for (ResultColumn& column : beside) column.numbers.insert(column.numbers.end(), spans, missing);
      }
    }
  }

  table.columns.push_back(scenario.take());
  table.columns.push_back(variable_column.take());
  for (WordColumn& place : places) table.columns.push_back(place.take());
  table.columns.push_back(std::move(time));
  table.columns.push_back(std::move(value));
  table.columns.push_back(unit.take());
  for (ResultColumn& column : beside) table.columns.push_back(std::move(column));
  return table;
}

std::string unit_with_prices(const Unit& unit, const std::optional<Prices>& prices, Language language) {
  std::string text = language == Language::chinese ? unit.text_zh() : unit.text();
  // Money is what is told with 元 in it; of 亿元/元 only a number is left.
  const bool money = !unit.dimensionless() && unit.text_zh().find("元") != std::string::npos;
  if (!money || !prices) return text;
  const std::string year = std::to_string(prices->base);
  return language == Language::chinese ? text + "，" + year + "年价" : text + ", " + year + " prices";
}

}  // namespace ronghe
