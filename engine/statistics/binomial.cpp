#include "statistics/binomial.hpp"

#include <algorithm>

namespace ronghe {

// Terms are computed from each other, outwards from the largest, which is taken as 1, and their sum stands for the
// whole. That needs no logarithm, so it gives the same bits everywhere. What is below 1e-308 of the largest is 0.
double binomial_tail(long long trials, long long hits, double p) {
  if (hits <= 0 || p >= 1) return hits <= trials ? 1 : 0;
  if (hits > trials || p <= 0) return 0;
  const double odds = p / (1 - p);
  const long long mode = std::min(trials, static_cast<long long>(static_cast<double>(trials + 1) * p));
  double all = 0;
  double tail = 0;
  const auto count = [&](long long at, double term) {
    all += term;
    if (at >= hits) tail += term;
  };
  double term = 1;
  for (long long at = mode; at <= trials && term > 0; ++at) {
    count(at, term);
    term *= static_cast<double>(trials - at) / static_cast<double>(at + 1) * odds;
  }
  term = 1;
  for (long long at = mode; at > 0 && term > 0; --at) {
    term *= static_cast<double>(at) / (static_cast<double>(trials - at + 1) * odds);
    count(at - 1, term);
  }
  return tail / all;
}

}  // namespace ronghe
