#include "ronghe/statistics.hpp"

#include <algorithm>
#include <cstdint>
#include <numeric>

namespace ronghe {

std::vector<double> middle_ranks(const std::vector<double>& values) {
  std::vector<std::uint32_t> order(values.size());
  std::iota(order.begin(), order.end(), std::uint32_t{0});
  std::sort(order.begin(), order.end(), [&](std::uint32_t a, std::uint32_t b) { return values[a] < values[b]; });
  std::vector<double> ranks(values.size());
  for (std::size_t first = 0, end = 0; first < order.size(); first = end) {
    while (end < order.size() && values[order[end]] == values[order[first]]) ++end;
    const double middle = static_cast<double>(first + end) / 2 / static_cast<double>(order.size());
    for (std::size_t i = first; i < end; ++i) ranks[order[i]] = middle;
  }
  return ranks;
}

}  // namespace ronghe
