// With which draws: what is not known, as distributions, and designs that say what each member of an ensemble draws.
//
// A draw is a function of the design's seed, the member and its key, never of who asks first or for what else. So
// members can be computed in any order, on any machine, and more keys or members move none of the draws that a design
// promises to keep.
#pragma once

#include <cstddef>
#include <cstdint>
#include <limits>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

// Of one number that is not known. Values are in its unit; those that a kind does not have are NaN.
struct Distribution {
  enum class Kind {
    uniform,     // min, max
    loguniform,  // min, max: its logarithm is uniform
    triangular,  // min, mode, max
    pert,        // min, mode, max: beta with mean (min + 4 mode + max) / 6 (Malcolm et al. 1959)
    normal,      // mean, sd
    lognormal,   // median, sigma: of the logarithm
    beta,        // alpha, beta; from min to max
    gamma,       // shape, scale
    empirical,   // values: each equally likely, and what lies between two of them by straight lines
    choice,      // values, with weights: one of them
  };
  static constexpr double none = std::numeric_limits<double>::quiet_NaN();
  static constexpr double endless = std::numeric_limits<double>::infinity();

  Kind kind = Kind::uniform;
  double min = none, max = none, mode = none, mean = none, sd = none, median = none;
  double sigma = none, alpha = none, beta = none, shape = none, scale = none;
  std::vector<double> values = {};              // empirical: rising; choice: in the order of the file
  std::vector<double> weights = {};             // choice: above 0; empty: all alike
  double lowest = -endless, highest = endless;  // of normal, lognormal, gamma: draws outside are not taken

  // The value below which a share `u` of the draws lies, 0 < u < 1; of a choice the value that `u` falls on. Never
  // outside the ends. The same bits on every machine, but for beta, pert and gamma: those keep to one kind of machine.
  double quantile(double u) const;
};

// One number that each member draws.
struct DrawKey {
  std::string name;  // as `SharedDraw` has it: `u-growth[422801]`
  Distribution distribution;
  int dimension = 0;  // of the Sobol points: its own for good; those from 3,600 on are drawn by Philox
};

// Between two keys, as indices. The copula is Gaussian: 2 sin(π ρ / 6) for a Spearman correlation ρ (Kruskal 1958).
struct KeyCorrelation {
  std::size_t first = 0, second = 0;
  double spearman = 0;
};

struct Design {
  enum class Kind {
    sobol,     // Sobol points, scrambled after Owen: can be extended
    lhs,       // Latin hypercube: a permutation of strata for each key; more keys move none, more members do
    random,    // independent draws: can be extended
    grid,      // every combination of the shares (i + 1/2) / levels of each key, the last key's change fastest
    morris,    // `base` trajectories of one step for each key, over half of its levels (i + 1/2) / levels:
               // base × (keys + 1) members
    saltelli,  // for each of `base` points A, then B, then A with the first key from B, and so on:
               // base × (keys + 2) members
    table,     // the values themselves
  };

  Kind kind = Kind::sobol;
  int members = 1;  // of sobol, lhs, random; of the others it follows
  std::uint64_t seed = 1;
  int levels = 4;             // of grid and morris, at least 2; of morris even
  int base = 0;               // of morris and saltelli
  std::vector<double> table;  // [member × key]
};

// What the members draw. Made once; cheap to ask from any thread.
class Draws {
 public:
  // Correlations are those of a matrix that is positive definite. Designs grid, morris, saltelli and table take none.
  // With sobol no two keys have one dimension. Throws InternalError otherwise.
  Draws(std::vector<DrawKey> keys, const std::vector<KeyCorrelation>& correlations, Design design);

  int members() const;
  const std::vector<DrawKey>& keys() const;
  const Design& design() const;
  // The shares u of the members first … first + count - 1: [key × member], inside (0, 1). Of a table NaN.
  std::vector<double> shares(int first, int count) const;
  // The values of the same members: [key × member].
  std::vector<double> values(int first, int count) const;

 private:
  std::vector<DrawKey> keys_;
  Design design_;
  struct State;
  std::shared_ptr<const State> state_;
};

// Members of a design with that many keys; more than fit into an int: -1.
int members_of(const Design& design, std::size_t keys);

// `sobol`, `lhs` … as files call them.
const char* name_of(Design::Kind kind);
std::optional<Design::Kind> design_called(std::string_view name);
// Whether more members move none of those before.
bool can_be_extended(Design::Kind kind);
bool takes_correlations(Design::Kind kind);
// Whether it is made of `base` points or trajectories, from which indices of sensitivity follow.
bool gives_indices(Design::Kind kind);

// Whether any draws have all these correlations at once: their matrix has a Cholesky factor.
bool can_be_drawn(const std::vector<KeyCorrelation>& correlations);

}  // namespace ronghe
