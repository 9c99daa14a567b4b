#include "ronghe/diagnostics.hpp"
#include "ronghe/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

namespace ronghe {
namespace {

// The mean of the first fifth of `members`, pairs of share and value in order of the share. A fifth need not be whole:
// a member on its edge counts in part. Members of equal share, as choices and grids give them, all count alike.
template <class Iterator>
double mean_of_first_fifth(Iterator first, Iterator last) {
  const double fifth = static_cast<double>(last - first) / 5;
  double sum = 0;
  double counted = 0;
  while (counted < fifth) {
    double of_equals = 0;
    double equals = 0;
    const double share = first->first;
    for (; first != last && first->first == share; ++first) {
      of_equals += first->second;
      ++equals;
    }
    const double taken = std::min(equals, fifth - counted);
    sum += of_equals * (taken / equals);
    counted += taken;
    if (first == last) break;
  }
  return sum / counted;
}

}  // namespace

Swing swing_of(const std::vector<double>& values, const std::vector<double>& shares) {
  if (values.size() != shares.size()) throw InternalError("swing: shares of other members");
  std::vector<std::pair<double, double>> members;
  for (std::size_t member = 0; member < values.size(); ++member) {
    if (std::isfinite(values[member]) && std::isfinite(shares[member])) {
      members.emplace_back(shares[member], values[member]);
    }
  }
  if (members.empty()) return {std::numeric_limits<double>::quiet_NaN(), std::numeric_limits<double>::quiet_NaN()};
  std::stable_sort(members.begin(), members.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
  return {mean_of_first_fifth(members.begin(), members.end()), mean_of_first_fifth(members.rbegin(), members.rend())};
}

}  // namespace ronghe
