// Resampling: how far a number would have moved with other draws (Efron 1979).
//
// What a resample draws is a function of the seed, the resample and the draw, by the counter-based generator Philox
// 4×32-10 (Salmon et al. 2011). So all numbers of an ensemble are resampled alike, in any order, on any machine.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace ronghe {

// `count` indices below `count`, each equally likely (to count / 2³²). `count` is below 2³².
std::vector<std::size_t> resampled_indices(std::uint64_t seed, int resample, std::size_t count);

struct Interval {
  double low = 0, high = 0;
};

// The percentile interval of what the resamples gave (Efron and Tibshirani 1993, chapter 13). NaN of none.
Interval percentile_interval(std::vector<double> values, double confidence);

}  // namespace ronghe
