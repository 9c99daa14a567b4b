// Dimensions, copies, sub-ranges and mappings, and how the elements of one are found in another.
//
// A sub-range and its parent are one family: the sub-range may stand where its parent is asked for. A copy starts a
// family of its own: two axes of one set must not be confused by themselves. All of them, copies too, share the
// elements of one ground dimension, so that `x[county=destination]` can be read.
#pragma once

#include "model/draft.hpp"

#include <optional>
#include <vector>

namespace ronghe {

// Reads the parts' `dimensions` (name and declaration), then `mappings`.
void read_dimensions(Draft& draft, const std::vector<const Entry*>& dimensions);
void read_mappings(Draft& draft, const std::vector<const Entry*>& mappings);

// The dimension that stands for the family of `dimension`: itself, or the outermost parent that is not behind a copy.
int family(const Model& model, int dimension);

// For each element of `from` its element in `to`, -1 where it has none; nothing when they have no ground in common.
std::optional<std::vector<int>> image(const Model& model, int from, int to);

// Whether `map` leaves every index as it is.
bool is_identity(const std::vector<int>& map);

// 0, 1, … size - 1.
std::vector<int> all_elements(int size);

}  // namespace ronghe
