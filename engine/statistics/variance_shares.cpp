// Shares of variance after Sobol (1993), from the members of a Saltelli design.
//
//   first  V_i = mean of B (AB_i − A)        (Saltelli et al. 2010, table 2 (b))
//   total  T_i = mean of (A − AB_i)² / 2     (Jansen 1999; table 2 (f))
//   both over the variance of all values of A and B
//
// The mean of A and B is taken from every value first. The differences have mean 0, so the mean changes nothing but
// noise: without it the error of V_i grows with the mean of the number.
//
// Each point's terms are computed once; an estimate is their sums, and a resample is nothing but sums of other rows.
#include "ronghe/statistics.hpp"
#include "statistics/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ronghe {
namespace {

// What a relative range must exceed to be more than rounding.
constexpr double rounding = 1e-12;

// A row for each base point.
struct Terms {
  std::size_t keys = 0, points = 0;
  std::vector<double> rows;  // [point × (first of each key, total of each key, A + B, A² + B²)]

  std::size_t width() const { return 2 * keys + 2; }
  const double* row(std::size_t point) const { return rows.data() + point * width(); }
};

// Where the points begin whose values are all finite.
std::vector<const double*> finite_points(const std::vector<double>& values, std::size_t keys) {
  std::vector<const double*> points;
  for (std::size_t first = 0; first + keys + 2 <= values.size(); first += keys + 2) {
    const double* point = values.data() + first;
    if (std::all_of(point, point + keys + 2, [](double value) { return std::isfinite(value); })) {
      points.push_back(point);
    }
  }
  return points;
}

Terms terms_of(const std::vector<const double*>& points, std::size_t keys) {
  double mean = 0;
  for (const double* point : points) mean += point[0] / 2 + point[1] / 2;
  mean /= static_cast<double>(points.size());

  Terms terms{keys, points.size(), {}};
  terms.rows.reserve(points.size() * terms.width());
  for (const double* point : points) {
    const double a = point[0] - mean;
    const double b = point[1] - mean;
    const double* mixed = point + 2;
    for (std::size_t key = 0; key < keys; ++key) terms.rows.push_back(b * (mixed[key] - point[0]));
    for (std::size_t key = 0; key < keys; ++key) {
      const double by = point[0] - mixed[key];
      terms.rows.push_back(by * by / 2);
    }
    terms.rows.push_back(a + b);
    terms.rows.push_back(a * a + b * b);
  }
  return terms;
}

// First of each key, total of each key.
std::vector<double> shares_from(const std::vector<double>& sums, const Terms& terms) {
  const auto n = static_cast<double>(terms.points);
  const double mean = sums[2 * terms.keys] / (2 * n);
  const double variance = sums[2 * terms.keys + 1] / (2 * n) - mean * mean;
  std::vector<double> shares(2 * terms.keys);
  if (!(variance > 0)) return shares;  // a resample in which nothing varies
  for (std::size_t i = 0; i < shares.size(); ++i) shares[i] = sums[i] / n / variance;
  return shares;
}

void add(std::vector<double>& sums, const double* row) {
  for (std::size_t i = 0; i < sums.size(); ++i) sums[i] += row[i];
}

bool varies(const std::vector<const double*>& points) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  for (const double* point : points) {
    low = std::min({low, point[0], point[1]});
    high = std::max({high, point[0], point[1]});
  }
  return high - low > rounding * std::max(std::abs(low), std::abs(high));
}

}  // namespace

std::vector<VarianceShare> variance_shares(const std::vector<double>& values, std::size_t keys,
                                           const BootstrapOptions& options) {
  const std::vector<const double*> points = finite_points(values, keys);
  if (points.size() < 2) {
    constexpr double none = std::numeric_limits<double>::quiet_NaN();
    return std::vector<VarianceShare>(keys, {none, none, none, none, none, none});
  }
  std::vector<VarianceShare> result(keys);
  if (!varies(points)) return result;

  const Terms terms = terms_of(points, keys);
  std::vector<double> sums(terms.width());
  for (std::size_t point = 0; point < terms.points; ++point) add(sums, terms.row(point));
  const std::vector<double> shares = shares_from(sums, terms);

  std::vector<std::vector<double>> resampled(2 * keys);
  for (int resample = 0; resample < options.resamples; ++resample) {
    std::fill(sums.begin(), sums.end(), 0.0);
    for (const std::size_t point : resampled_indices(options.seed, resample, terms.points)) {
      add(sums, terms.row(point));
    }
    const std::vector<double> again = shares_from(sums, terms);
    for (std::size_t i = 0; i < again.size(); ++i) resampled[i].push_back(again[i]);
  }
  for (std::size_t key = 0; key < keys; ++key) {
    const Interval first = percentile_interval(std::move(resampled[key]), options.confidence);
    const Interval total = percentile_interval(std::move(resampled[keys + key]), options.confidence);
    result[key] = {shares[key], shares[keys + key], first.low, first.high, total.low, total.high};
  }
  return result;
}

}  // namespace ronghe
