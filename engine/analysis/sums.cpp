// Sums over time, which need every step of a run and not the saved values alone.
#include "analysis/headline.hpp"
#include "ronghe/analysis.hpp"

namespace ronghe {
namespace {

double sum_of(const Lane& lane, int output, int cell, const SumOverTime::Between& span) {
  double sum = 0;
  for (int step = span.begin; step < span.end; ++step) {
    sum += lane.trajectories->each_step.at(output, cell, step, lane.member);
  }
  return sum * lane.scenario->model->time.step();
}

}  // namespace

std::vector<Summed> sums_over_time(const Lane& lane) {
  const Scenario& scenario = *lane.scenario;
  const Model& model = *scenario.model;
  std::vector<Summed> sums;
  for (const SumOverTime& asked : scenario.sums) {
    const Variable& variable = model.variables[static_cast<std::size_t>(asked.variable)];
    Summed summed;
    summed.name = asked.name;
    summed.label = variable.label;
    summed.unit = unit_texts(asked.unit, scenario.prices);
    for (const int dimension : variable.dimensions) {
      summed.dimensions.push_back(model.dimensions[static_cast<std::size_t>(dimension)].name);
    }
    for (const SumOverTime::Between& span : asked.spans) {
      summed.begins.push_back(model.time.at(span.begin));
      summed.ends.push_back(model.time.at(span.end));
    }
    const int output = lane.trajectories->each_step.output_of(asked.variable);
    for (int cell = 0; cell < variable.cells; ++cell) {
      SummedRow row;
      const std::vector<int> indices = model.indices(variable, cell);
      for (std::size_t d = 0; d < indices.size(); ++d) {
        const Dimension& dimension = model.dimensions[static_cast<std::size_t>(variable.dimensions[d])];
        const Element& element = dimension.elements[static_cast<std::size_t>(indices[d])];
        row.elements.push_back(element.name);
        row.labels.push_back(element.label);
      }
      for (const SumOverTime::Between& span : asked.spans) row.values.push_back(sum_of(lane, output, cell, span));
      summed.rows.push_back(std::move(row));
    }
    sums.push_back(std::move(summed));
  }
  return sums;
}

}  // namespace ronghe
