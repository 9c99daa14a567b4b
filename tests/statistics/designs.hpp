// Plain designs and published functions for the tests of statistics.
#pragma once

#include <array>
#include <cmath>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <numbers>
#include <vector>

namespace ronghe::testing {

using Function = std::function<double(const std::vector<double>&)>;  // of shares

// A number in (0, 1) that depends on `seed` and `at` alone: splitmix64 (Steele et al. 2014).
inline double uniform(std::uint64_t seed, std::uint64_t at) {
  std::uint64_t z = (seed * 0x9E3779B97F4A7C15ULL ^ 0xD1B54A32D192ED03ULL) + (at + 1) * 0x9E3779B97F4A7C15ULL;
  z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9ULL;
  z = (z ^ z >> 27) * 0x94D049BB133111EBULL;
  z ^= z >> 31;
  return (static_cast<double>(z >> 11) + 0.5) * 0x1p-53;
}

// [key × member]
inline std::vector<double> random_shares(std::uint64_t seed, std::size_t keys, std::size_t members) {
  std::vector<double> shares(keys * members);
  for (std::size_t i = 0; i < shares.size(); ++i) shares[i] = uniform(seed, i);
  return shares;
}

// The points of a Saltelli design in its order: for each base point A, B, then A with each key from B.
inline std::vector<std::vector<double>> saltelli_points(std::uint64_t seed, std::size_t base, std::size_t keys) {
  std::vector<std::vector<double>> points;
  for (std::size_t b = 0; b < base; ++b) {
    std::vector<double> first, second;
    for (std::size_t key = 0; key < keys; ++key) {
      first.push_back(uniform(seed, 2 * (b * keys + key)));
      second.push_back(uniform(seed, 2 * (b * keys + key) + 1));
    }
    points.push_back(first);
    points.push_back(second);
    for (std::size_t key = 0; key < keys; ++key) {
      points.push_back(first);
      points.back()[key] = second[key];
    }
  }
  return points;
}

inline std::vector<double> values_of(const Function& function, const std::vector<std::vector<double>>& points) {
  std::vector<double> values;
  for (const auto& point : points) values.push_back(function(point));
  return values;
}

// Members of a Morris design: points, and the same as shares [key × member]. Four levels; each trajectory moves all
// keys by 2/3, in an order of its own.
struct Trajectories {
  std::vector<std::vector<double>> points;
  std::vector<double> shares;
};
inline Trajectories morris_trajectories(std::uint64_t seed, std::size_t count, std::size_t keys) {
  Trajectories result;
  std::uint64_t at = 0;
  for (std::size_t t = 0; t < count; ++t) {
    std::vector<double> point;
    std::vector<std::size_t> order;
    for (std::size_t key = 0; key < keys; ++key) {
      point.push_back(std::floor(4 * uniform(seed, at++)) / 3);
      const auto place = static_cast<std::ptrdiff_t>(uniform(seed, at++) * static_cast<double>(order.size() + 1));
      order.insert(order.begin() + place, key);
    }
    result.points.push_back(point);
    for (const std::size_t key : order) {
      point[key] += point[key] < 0.5 ? 2.0 / 3 : -2.0 / 3;
      result.points.push_back(point);
    }
  }
  for (std::size_t key = 0; key < keys; ++key) {
    for (const auto& point : result.points) result.shares.push_back(point[key]);
  }
  return result;
}

// Ishigami and Homma (1990) with a = 7, b = 0.1; inputs from -π to π.
inline double ishigami(const std::vector<double>& u) {
  const auto x = [&](std::size_t i) { return (2 * u[i] - 1) * std::numbers::pi; };
  const double second = std::sin(x(1));
  return std::sin(x(0)) + 7 * second * second + 0.1 * std::pow(x(2), 4) * std::sin(x(0));
}

// The g-function of Sobol (1993).
inline double sobol_g(const std::vector<double>& u, const std::vector<double>& a) {
  double product = 1;
  for (std::size_t i = 0; i < a.size(); ++i) product *= (std::abs(4 * u[i] - 2) + a[i]) / (1 + a[i]);
  return product;
}

}  // namespace ronghe::testing
