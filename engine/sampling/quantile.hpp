// The quantile function of a distribution, with all that does not depend on the share computed once.
#pragma once

#include "ronghe/sampling.hpp"

#include <vector>

namespace ronghe {

class Quantile {
 public:
  // Keeps a reference to `distribution`.
  explicit Quantile(const Distribution& distribution);

  double operator()(double u) const;

 private:
  enum class Side { below, above };

  double of_beta(double alpha, double beta, double u) const;
  double of_endless(double u) const;
  double of_values(double u) const;
  double of_choice(double u) const;
  // Of a distribution without ends, not truncated: the value that has a share below it or above it, and the reverse.
  double at_share(double share, Side side) const;
  double share_beyond(double x, Side side) const;

  const Distribution& of_;
  bool truncated_ = false;
  double below_lowest_ = 0, below_highest_ = 1;
  double above_lowest_ = 1, above_highest_ = 0;
  std::vector<double> weight_up_to_;  // of a choice: of each value and those before it
};

}  // namespace ronghe
