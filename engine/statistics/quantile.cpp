#include "statistics/quantile.hpp"

#include "ronghe/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ronghe {

QuantilePlace quantile_place(std::size_t count, double p) {
  const double place = std::clamp(p, 0.0, 1.0) * static_cast<double>(count - 1);
  const auto below = static_cast<std::size_t>(place);
  return {below, place - static_cast<double>(below)};
}

double quantile_between(double low, double high, double way) {
  if (way == 0 || low == high) return low;  // infinities, too
  // From the nearer end, as numpy does: never beyond it by rounding.
  return way < 0.5 ? low + (high - low) * way : high - (high - low) * (1 - way);
}

double quantile_of_sorted(const double* values, std::size_t count, double p) {
  if (count == 0 || std::isnan(p)) return std::numeric_limits<double>::quiet_NaN();
  const QuantilePlace place = quantile_place(count, p);
  const double low = values[place.below];
  return quantile_between(low, place.way == 0 ? low : values[place.below + 1], place.way);
}

}  // namespace ronghe
