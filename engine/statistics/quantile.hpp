// Where a quantile lies among sorted values.
#pragma once

#include <cstddef>

namespace ronghe {

// On the way from the order statistic `below` to the one above it.
struct QuantilePlace {
  std::size_t below = 0;
  double way = 0;  // 0 to 1; 0: on `below`
};

// `p` is no NaN, and there are values.
QuantilePlace quantile_place(std::size_t count, double p);

double quantile_between(double low, double high, double way);

}  // namespace ronghe
