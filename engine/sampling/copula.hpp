// Makes draws of some keys depend on each other without changing what each key draws by itself.
#pragma once

#include "ronghe/sampling.hpp"

#include <cstddef>
#include <vector>

namespace ronghe {

// Keys that depend on each other, directly or by others.
struct CorrelatedGroup {
  std::vector<std::size_t> keys;  // in order of their dimensions, then of their names
  std::vector<double> factor;     // [keys × keys]: lower triangle whose square is the matrix of correlations
};

// Groups without a key in common. Throws InternalError when a matrix is not positive definite.
std::vector<CorrelatedGroup> correlated_groups(const std::vector<DrawKey>& keys,
                                               const std::vector<KeyCorrelation>& correlations);

// Takes shares that are independent, [key of the group × count], to shares that are correlated.
void correlate(const CorrelatedGroup& group, std::vector<double>& shares, std::size_t count);

}  // namespace ronghe
