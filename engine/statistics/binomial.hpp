// Tails of the binomial distribution.
#pragma once

namespace ronghe {

// The chance of at least `hits` in `trials` of chance `p` each.
double binomial_tail(long long trials, long long hits, double p);

}  // namespace ronghe
