// What the statistics of an ensemble cost beside its runs: shares of variance of one number at 4,096 base points of 60
// keys with 200 resamples, and boxes among 4,096 members of 60 keys, of a clear case and of noise, which is searched
// longest.
#include "ronghe/statistics.hpp"
#include "statistics/designs.hpp"

#include <cstddef>
#include <vector>

#include <benchmark/benchmark.h>

namespace ronghe {
namespace {

constexpr std::size_t keys = 60;
constexpr std::size_t points = 4096;

void shares_of_variance(benchmark::State& state) {
  std::vector<double> values;
  for (std::size_t i = 0; i < points * (keys + 2); ++i) values.push_back(testing::uniform(1, i));
  for (auto _ : state) benchmark::DoNotOptimize(variance_shares(values, keys));
}
BENCHMARK(shares_of_variance)->Unit(benchmark::kMillisecond);

void boxes(benchmark::State& state, bool noise) {
  const std::vector<double> shares = testing::random_shares(2, keys, points);
  std::vector<char> interest;
  for (std::size_t member = 0; member < points; ++member) {
    const bool inside = shares[member] > 0.6 && shares[points + member] < 0.3;
    interest.push_back((noise ? testing::uniform(3, member) < 0.3 : inside) ? 1 : 0);
  }
  for (auto _ : state) benchmark::DoNotOptimize(prim_boxes(shares, keys, interest));
}
BENCHMARK_CAPTURE(boxes, clear, false)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(boxes, noise, true)->Unit(benchmark::kMillisecond);

}  // namespace
}  // namespace ronghe
