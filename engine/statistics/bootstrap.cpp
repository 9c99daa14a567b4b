#include "statistics/bootstrap.hpp"

#include "ronghe/statistics.hpp"

#include <algorithm>

#include <Random123/philox.h>

namespace ronghe {

std::vector<std::size_t> resampled_indices(std::uint64_t seed, int resample, std::size_t count) {
  using Philox = r123::Philox4x32;
  const Philox::key_type key{{static_cast<std::uint32_t>(seed), static_cast<std::uint32_t>(seed >> 32)}};
  std::vector<std::size_t> indices(count);
  for (std::size_t first = 0; first < count; first += 4) {
    const Philox::ctr_type counter{{static_cast<std::uint32_t>(first / 4), static_cast<std::uint32_t>(resample), 0, 0}};
    const Philox::ctr_type drawn = Philox()(counter, key);
    for (std::size_t i = 0; i < 4 && first + i < count; ++i) {
      indices[first + i] = static_cast<std::uint64_t>(drawn[i]) * count >> 32;
    }
  }
  return indices;
}

Interval percentile_interval(std::vector<double> values, double confidence) {
  std::sort(values.begin(), values.end());
  return {quantile_of_sorted(values.data(), values.size(), (1 - confidence) / 2),
          quantile_of_sorted(values.data(), values.size(), (1 + confidence) / 2)};
}

}  // namespace ronghe
