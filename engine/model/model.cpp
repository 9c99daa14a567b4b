#include "ronghe/model.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ronghe {
namespace {

// start + (halves / 2)·step as one fraction of whole numbers below 2^53 (the reader of `time` sees to it), so that the
// division is the only rounding.
double moment(const Time& time, std::int64_t halves) {
  const std::int64_t common = std::lcm(time.start_denominator, 2 * time.step_denominator);
  const std::int64_t numerator = time.start_numerator * (common / time.start_denominator) +
                                 halves * time.step_numerator * (common / (2 * time.step_denominator));
  return static_cast<double>(numerator) / static_cast<double>(common);
}

template <class List>
int index_of(const List& list, std::string_view name) {
  const auto at = std::find_if(list.begin(), list.end(), [&](const auto& item) { return item.name == name; });
  return at == list.end() ? -1 : static_cast<int>(at - list.begin());
}

}  // namespace

int Dimension::element(std::string_view element_name) const { return index_of(elements, element_name); }

double Time::at(int n) const { return moment(*this, 2 * static_cast<std::int64_t>(n)); }
double Time::between(int n) const { return moment(*this, 2 * static_cast<std::int64_t>(n) + 1); }
double Time::step() const { return static_cast<double>(step_numerator) / static_cast<double>(step_denominator); }

std::vector<int> Time::saved_steps() const {
  std::vector<int> result;
  for (int n = 0; n < steps; n += save_every) result.push_back(n);
  result.push_back(steps);
  return result;
}

std::optional<int> Time::step_of(double date) const {
  const double n = std::round((date - start()) / step());
  if (!(n >= 0 && n <= steps)) return std::nullopt;
  const int whole = static_cast<int>(n);
  // A date such as 2020.1 is itself rounded, by less than its last bit.
  const double rounding = std::abs(date) * 0x1p-52;
  if (std::abs(at(whole) - date) > std::max(1e-9 * step(), rounding)) return std::nullopt;
  return whole;
}

int Model::find(std::string_view variable_name) const { return index_of(variables, variable_name); }
int Model::find_dimension(std::string_view dimension_name) const { return index_of(dimensions, dimension_name); }
int Model::find_part(std::string_view part_name) const { return index_of(parts, part_name); }

int Model::part_of(const Span& span) const {
  const auto at =
      std::find_if(parts.begin(), parts.end(), [&](const auto& part) { return part.source == span.source; });
  return at == parts.end() ? -1 : static_cast<int>(at - parts.begin());
}

std::vector<int> Model::indices(const std::vector<int>& over, int cell) const {
  std::vector<int> result(over.size());
  for (std::size_t d = over.size(); d-- > 0;) {
    const int size = dimensions[static_cast<std::size_t>(over[d])].size();
    result[d] = cell % size;
    cell /= size;
  }
  return result;
}

std::string Model::cell_name(const Variable& variable, int cell) const {
  if (variable.dimensions.empty()) return variable.name;
  std::string result = variable.name + "[";
  const std::vector<int> elements = indices(variable, cell);
  for (std::size_t d = 0; d < elements.size(); ++d) {
    const Dimension& dimension = dimensions[static_cast<std::size_t>(variable.dimensions[d])];
    result += (d == 0 ? "" : ", ") + dimension.elements[static_cast<std::size_t>(elements[d])].name;
  }
  return result + "]";
}

}  // namespace ronghe
