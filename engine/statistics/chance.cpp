#include "ronghe/statistics.hpp"

#include <cmath>
#include <limits>

namespace ronghe {

Chance chance_of(long long hits, long long members) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (members <= 0) return {none, none, 0};
  const auto n = static_cast<double>(members);
  const double p = static_cast<double>(hits) / n;
  return {p, std::sqrt(p * (1 - p) / n), members};
}

}  // namespace ronghe
