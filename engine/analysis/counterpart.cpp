#include "analysis/counterpart.hpp"

#include <algorithm>
#include <limits>

namespace ronghe {

Counterpart::Counterpart(const std::optional<Lane>& lane, const Variable& variable) : lane_(lane) {
  if (!lane_) return;
  const Model& model = *lane_->scenario->model;
  const int index = model.find(variable.name);
  if (index < 0) return;
  variable_ = &model.variables[static_cast<std::size_t>(index)];
  if (variable_->unit == variable.unit) output_ = lane_->trajectories->output_of(index);
}

int Counterpart::cell(const std::vector<std::string>& elements) const {
  if (output_ < 0 || elements.size() != variable_->dimensions.size()) return -1;
  int cell = 0;
  for (std::size_t d = 0; d < elements.size(); ++d) {
    const Dimension& dimension = lane_->scenario->model->dimensions[static_cast<std::size_t>(variable_->dimensions[d])];
    const int element = dimension.element(elements[d]);
    if (element < 0) return -1;
    cell = cell * dimension.size() + element;
  }
  return cell;
}

int Counterpart::time(double time) const {
  if (!lane_) return -1;
  const std::vector<double>& times = lane_->trajectories->times;
  const auto found = std::find(times.begin(), times.end(), time);
  return found == times.end() ? -1 : static_cast<int>(found - times.begin());
}

double Counterpart::at(int cell, int time) const {
  if (output_ < 0 || cell < 0 || time < 0) return std::numeric_limits<double>::quiet_NaN();
  return lane_->trajectories->at(output_, cell, time, lane_->member);
}

}  // namespace ronghe
