// Screening after Morris: each trajectory moves every key once, and what the number moves by is its elementary effect
// there.
//
// The effect is per share of the key's distribution (0 to 1), so effects of keys in different units compare. Which key
// a step moved is read from the shares, not assumed: a design is free to move them in any order.
#include "ronghe/diagnostics.hpp"
#include "ronghe/statistics.hpp"
#include "statistics/bootstrap.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ronghe {
namespace {

// Effects of each trajectory whose values are finite: [trajectory × key].
std::vector<double> effects_of(const std::vector<double>& values, const std::vector<double>& shares, std::size_t keys) {
  const std::size_t members = values.size();
  std::vector<double> effects;
  for (std::size_t first = 0; first + keys < members; first += keys + 1) {
    const auto begin = values.begin() + static_cast<std::ptrdiff_t>(first);
    const auto end = begin + static_cast<std::ptrdiff_t>(keys + 1);
    if (!std::all_of(begin, end, [](double value) { return std::isfinite(value); })) continue;
    const std::size_t row = effects.size();
    effects.resize(row + keys, std::numeric_limits<double>::quiet_NaN());
    for (std::size_t member = first; member < first + keys; ++member) {
      std::size_t moved = 0;
      double by = 0;
      for (std::size_t key = 0; key < keys; ++key) {
        const double* share = shares.data() + key * members + member;
        if (std::abs(share[1] - share[0]) > std::abs(by)) {
          by = share[1] - share[0];
          moved = key;
        }
      }
      if (by == 0 || !std::isnan(effects[row + moved])) {
        throw InternalError("a trajectory that does not move each key once");
      }
      effects[row + moved] = (values[member + 1] - values[member]) / by;
    }
  }
  return effects;
}

}  // namespace

std::vector<ElementaryEffect> elementary_effects(const std::vector<double>& values, const std::vector<double>& shares,
                                                 std::size_t keys, const BootstrapOptions& options) {
  if (shares.size() != values.size() * keys) throw InternalError("elementary effects: shares of other members");
  std::vector<ElementaryEffect> result(keys);
  if (keys == 0) return result;
  const std::vector<double> effects = effects_of(values, shares, keys);
  const std::size_t trajectories = effects.size() / keys;
  const auto n = static_cast<double>(trajectories);

  for (std::size_t key = 0; key < keys; ++key) {
    ElementaryEffect& effect = result[key];
    for (std::size_t t = 0; t < trajectories; ++t) {
      effect.mean += effects[t * keys + key];
      effect.mean_absolute += std::abs(effects[t * keys + key]);
    }
    effect.mean /= n;
    effect.mean_absolute /= n;
    double squares = 0;
    for (std::size_t t = 0; t < trajectories; ++t) {
      squares += (effects[t * keys + key] - effect.mean) * (effects[t * keys + key] - effect.mean);
    }
    effect.deviation = std::sqrt(squares / (n - 1));
    if (trajectories < 2) effect.deviation = std::numeric_limits<double>::quiet_NaN();
  }

  std::vector<std::vector<double>> resampled(keys);  // mean absolute effects
  for (int resample = 0; trajectories > 0 && resample < options.resamples; ++resample) {
    std::vector<double> sums(keys);
    for (const std::size_t t : resampled_indices(options.seed, resample, trajectories)) {
      for (std::size_t key = 0; key < keys; ++key) sums[key] += std::abs(effects[t * keys + key]);
    }
    for (std::size_t key = 0; key < keys; ++key) resampled[key].push_back(sums[key] / n);
  }
  for (std::size_t key = 0; key < keys; ++key) {
    const Interval interval = percentile_interval(std::move(resampled[key]), options.confidence);
    result[key].low = interval.low;
    result[key].high = interval.high;
  }
  return result;
}

}  // namespace ronghe
