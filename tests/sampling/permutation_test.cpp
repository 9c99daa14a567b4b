#include "sampling/permutation.hpp"

#include <algorithm>
#include <map>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

TEST(Permutation, TakesEachPlaceOnce) {
  for (const std::uint32_t count : {1U, 2U, 3U, 7U, 255U, 256U, 257U, 5000U}) {
    const Permutation permutation(count, 42);
    std::vector<int> hits(count);
    for (std::uint32_t i = 0; i < count; ++i) ++hits.at(permutation(i));
    EXPECT_EQ(hits, std::vector<int>(count, 1)) << count;
  }
}

TEST(Permutation, ReachesEveryOrderAlike) {
  std::map<std::vector<std::uint32_t>, int> orders;
  constexpr int streams = 24000;
  for (int stream = 0; stream < streams; ++stream) {
    const Permutation permutation(4, static_cast<std::uint64_t>(stream));
    ++orders[{permutation(0), permutation(1), permutation(2), permutation(3)}];
  }
  EXPECT_EQ(orders.size(), 24U);
  // Chi-squared with 23 degrees of freedom: above 58 once in 13,000 times.
  double chi_squared = 0;
  for (const auto& [order, count] : orders) chi_squared += (count - 1000.0) * (count - 1000.0) / 1000;
  EXPECT_LT(chi_squared, 58);
}

}  // namespace
}  // namespace ronghe
