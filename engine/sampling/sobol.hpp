// Sobol points, scrambled after Owen.
//
// Each coordinate of the points 0 … 2^k - 1 falls once into each of 2^k equal strata, and pairs of coordinates are
// nearly as even. Scrambling keeps that and makes each point uniform, so that estimates have no bias.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ronghe {

class SobolPoints {
 public:
  static constexpr int most_dimensions = 3600;

  // `dimensions` up to most_dimensions.
  explicit SobolPoints(int dimensions);

  // A share inside (0, 1): the coordinate of a point, scrambled as `stream` says. Dimensions with different streams
  // are scrambled independently.
  double operator()(std::uint32_t point, int dimension, std::uint64_t stream) const;

 private:
  static constexpr std::size_t bits = 32;  // of a point's number
  std::vector<std::uint32_t> directions_;  // [dimension × bits], the first binary digit of a coordinate on top
};

}  // namespace ronghe
