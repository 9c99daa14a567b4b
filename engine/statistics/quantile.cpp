#include "ronghe/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ronghe {

double quantile_of_sorted(const double* values, std::size_t count, double p) {
  if (count == 0 || std::isnan(p)) return std::numeric_limits<double>::quiet_NaN();
  const double place = std::clamp(p, 0.0, 1.0) * static_cast<double>(count - 1);
  const auto below = static_cast<std::size_t>(place);
  const double way = place - static_cast<double>(below);
  const double low = values[below];
  if (way == 0) return low;
  const double high = values[below + 1];
  if (low == high) return low;  // infinities, too
  // From the nearer end, as numpy does: never beyond it by rounding.
  return way < 0.5 ? low + (high - low) * way : high - (high - low) * (1 - way);
}

}  // namespace ronghe
