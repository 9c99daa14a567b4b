// The Gaussian copula: shares become normal deviates z, these are mixed by the Cholesky factor L of their correlations
// as L z, and the shares below the results are what the keys draw. A Spearman correlation ρ of the draws needs
// 2 sin(π ρ / 6) between the deviates (Kruskal 1958).
//
// L z is computed in the order of the keys' dimensions, so the first key keeps its draws, a key that is added moves
// none of those before it, and keys outside the group have no say in it. Strata of a Latin hypercube hold for the first
// key of each group only.
#include "sampling/copula.hpp"

#include "ronghe/diagnostics.hpp"
#include "sampling/normal.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numbers>
#include <numeric>
#include <tuple>

#include <sleef.h>

namespace ronghe {
namespace {

// For each key the least key that it hangs together with.
std::vector<std::size_t> groups_of(std::size_t keys, const std::vector<KeyCorrelation>& correlations) {
  std::vector<std::size_t> group(keys);
  std::iota(group.begin(), group.end(), std::size_t{0});
  for (const KeyCorrelation& correlation : correlations) {
    const std::size_t first = group[correlation.first], second = group[correlation.second];
    std::replace(group.begin(), group.end(), std::max(first, second), std::min(first, second));
  }
  return group;
}

// What a Spearman correlation of draws takes between normal deviates.
double normal_correlation(double spearman) { return 2 * Sleef_cinz_sind1_u10purec(std::numbers::pi * spearman / 6); }

// Turns the matrix, of which the lower triangle is given, into its factor (row by row; Golub and Van Loan 4.2.5). False
// when it has none, or hardly one.
bool factorise(std::vector<double>& matrix, std::size_t n) {
  for (std::size_t i = 0; i < n; ++i) {
    for (std::size_t j = 0; j <= i; ++j) {
      double rest = matrix[i * n + j];
      for (std::size_t k = 0; k < j; ++k) rest -= matrix[i * n + k] * matrix[j * n + k];
      if (i == j && !(rest > 1e-12)) return false;
      matrix[i * n + j] = i == j ? std::sqrt(rest) : rest / matrix[j * n + j];
    }
  }
  return true;
}

}  // namespace

std::vector<CorrelatedGroup> correlated_groups(const std::vector<DrawKey>& keys,
                                               const std::vector<KeyCorrelation>& correlations) {
  const std::vector<std::size_t> least = groups_of(keys.size(), correlations);
  std::vector<CorrelatedGroup> groups;
  std::vector<std::size_t> row(keys.size());  // of a key in its group
  for (std::size_t first = 0; first < keys.size(); ++first) {
    CorrelatedGroup group;
    for (std::size_t key = first; key < keys.size(); ++key) {
      if (least[key] == first) group.keys.push_back(key);
    }
    const std::size_t n = group.keys.size();
    if (n < 2) continue;
    std::sort(group.keys.begin(), group.keys.end(), [&](std::size_t a, std::size_t b) {
      return std::tie(keys[a].dimension, keys[a].name) < std::tie(keys[b].dimension, keys[b].name);
    });
    group.factor.assign(n * n, 0.0);
    for (std::size_t i = 0; i < n; ++i) {
      row[group.keys[i]] = i;
      group.factor[i * n + i] = 1;
    }
    for (const KeyCorrelation& correlation : correlations) {
      if (least[correlation.first] != first) continue;
      const auto [low, high] = std::minmax(row[correlation.first], row[correlation.second]);
      group.factor[high * n + low] = normal_correlation(correlation.spearman);
    }
    if (!factorise(group.factor, n)) throw InternalError("correlations that no draws can have");
    groups.push_back(std::move(group));
  }
  return groups;
}

bool can_be_drawn(const std::vector<KeyCorrelation>& correlations) {
  std::map<std::size_t, std::size_t> index;  // of a key in the matrix
  for (const KeyCorrelation& correlation : correlations) {
    for (const std::size_t key : {correlation.first, correlation.second}) index.emplace(key, index.size());
  }
  const std::size_t n = index.size();
  std::vector<double> matrix(n * n, 0.0);
  for (std::size_t i = 0; i < n; ++i) matrix[i * n + i] = 1;
  for (const KeyCorrelation& correlation : correlations) {
    const auto [low, high] = std::minmax(index[correlation.first], index[correlation.second]);
    matrix[high * n + low] = normal_correlation(correlation.spearman);
  }
  return factorise(matrix, n);
}

void correlate(const CorrelatedGroup& group, std::vector<double>& shares, std::size_t count) {
  const std::size_t n = group.keys.size();
  std::vector<double> z(n);
  for (std::size_t member = 0; member < count; ++member) {
    for (std::size_t i = 0; i < n; ++i) z[i] = normal_quantile(shares[i * count + member]);
    for (std::size_t i = 1; i < n; ++i) {
      double mixed = 0;
      for (std::size_t j = 0; j <= i; ++j) mixed += group.factor[i * n + j] * z[j];
      // Nine deviations away the share would round to 0 or 1.
      shares[i * count + member] = std::clamp(normal_share(mixed), 0x1p-53, 1 - 0x1p-53);
    }
  }
}

}  // namespace ronghe
