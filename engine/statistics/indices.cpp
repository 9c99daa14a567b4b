// Indices that Chinese regional studies expect after a run. Each is a plain function of numbers, so that it can be
// checked by hand; docs/report.md gives formulas and sources.
#include "ronghe/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <limits>
#include <map>
#include <numeric>

namespace ronghe {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

double mean_of(const std::vector<double>& values) {
  return std::accumulate(values.begin(), values.end(), 0.0) / static_cast<double>(values.size());
}

bool all_positive(const std::vector<double>& values) {
  return !values.empty() &&
         std::all_of(values.begin(), values.end(), [](double value) { return std::isfinite(value) && value > 0; });
}

}  // namespace

double theil_index(const std::vector<double>& values) {
  if (!all_positive(values)) return none;
  const double mean = mean_of(values);
  double sum = 0;
  for (const double value : values) sum += value / mean * std::log(value / mean);
  return sum / static_cast<double>(values.size());
}

double coefficient_of_variation(const std::vector<double>& values) {
  if (!all_positive(values)) return none;
  const double mean = mean_of(values);
  double squares = 0;
  for (const double value : values) squares += (value - mean) * (value - mean);
  return std::sqrt(squares / static_cast<double>(values.size())) / mean;
}

double largest_over_smallest(const std::vector<double>& values) {
  if (!all_positive(values)) return none;
  const auto [smallest, largest] = std::minmax_element(values.begin(), values.end());
  return *largest / *smallest;
}

GiniParts dagum_gini(const std::vector<double>& values, const std::vector<int>& groups) {
  if (!all_positive(values)) return {none, none, none, none};
  std::map<int, std::vector<double>> members;
  for (std::size_t i = 0; i < values.size(); ++i) members[groups[i]].push_back(values[i]);
  const double n = static_cast<double>(values.size());
  const double mean = mean_of(values);

  GiniParts parts;
  for (auto j = members.begin(); j != members.end(); ++j) {
    const double people_j = static_cast<double>(j->second.size()) / n;  // share of the places, p
    const double mean_j = mean_of(j->second);
    const double money_j = people_j * mean_j / mean;  // share of the sum, s
    for (auto h = members.begin(); h != std::next(j); ++h) {
      const double mean_h = mean_of(h->second);
      const double people_h = static_cast<double>(h->second.size()) / n;
      const double money_h = people_h * mean_h / mean;
      // Mean differences over all pairs, in the direction of the richer group and against it.
      const bool j_richer = mean_j >= mean_h;
      double with = 0;
      double against = 0;
      for (const double y_j : j->second) {
        for (const double y_h : h->second) {
          const double by = j_richer ? y_j - y_h : y_h - y_j;
          (by > 0 ? with : against) += std::abs(by);
        }
      }
      const double pairs = static_cast<double>(j->second.size()) * static_cast<double>(h->second.size());
      const double gini = (with + against) / pairs / (mean_j + mean_h);
      if (j == h) {
        parts.within += gini * people_j * money_j;
        continue;
      }
      const double distance = with + against == 0 ? 0 : (with - against) / (with + against);  // D
      const double weight = people_j * money_h + people_h * money_j;
      parts.between += gini * weight * distance;
      parts.overlap += gini * weight * (1 - distance);
    }
  }
  parts.gini = parts.within + parts.between + parts.overlap;
  return parts;
}

EntropyTopsis entropy_topsis(const std::vector<double>& values, const std::vector<bool>& higher) {
  const std::size_t criteria = higher.size();
  const std::size_t alternatives = criteria == 0 ? 0 : values.size() / criteria;
  EntropyTopsis result{std::vector<double>(criteria), std::vector<double>(alternatives, none)};
  if (alternatives < 2) return result;

  // Every criterion from 0, the worst, to 1, the best.
  std::vector<double> scaled(values.size());
  for (std::size_t c = 0; c < criteria; ++c) {
    double low = values[c];
    double high = values[c];
    for (std::size_t a = 0; a < alternatives; ++a) {
      low = std::min(low, values[a * criteria + c]);
      high = std::max(high, values[a * criteria + c]);
    }
    double sum = 0;
    for (std::size_t a = 0; a < alternatives; ++a) {
      double& z = scaled[a * criteria + c];
      z = high == low ? 0 : (values[a * criteria + c] - low) / (high - low);
      if (!higher[c] && high != low) z = 1 - z;
      sum += z;
    }
    if (sum == 0) continue;  // all alike: no weight
    double entropy = 0;
    for (std::size_t a = 0; a < alternatives; ++a) {
      const double share = scaled[a * criteria + c] / sum;
      if (share > 0) entropy -= share * std::log(share);
    }
    result.weights[c] = 1 - entropy / std::log(static_cast<double>(alternatives));
  }
  const double weight = std::accumulate(result.weights.begin(), result.weights.end(), 0.0);
  if (weight == 0) return result;
  for (double& each : result.weights) each /= weight;

  for (std::size_t a = 0; a < alternatives; ++a) {
    double to_best = 0;
    double to_worst = 0;
    for (std::size_t c = 0; c < criteria; ++c) {
      const double z = scaled[a * criteria + c];
      to_best += std::pow(result.weights[c] * (1 - z), 2);
      to_worst += std::pow(result.weights[c] * z, 2);
    }
    to_best = std::sqrt(to_best);
    to_worst = std::sqrt(to_worst);
    result.scores[a] = to_worst / (to_best + to_worst);
  }
  return result;
}

}  // namespace ronghe
