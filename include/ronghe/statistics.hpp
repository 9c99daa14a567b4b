// What samples say: functions of plain numbers, without a model. docs/uncertainty.md has formulas and sources.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

namespace ronghe {

// The quantile p of values in rising order: straight lines between order statistics (type 7 of Hyndman and Fan 1996,
// what numpy and R do). NaN of no values.
double quantile_of_sorted(const double* values, std::size_t count, double p);

// The same of numbers that come some at a time, in passes. When so many come that they may not all be kept, each pass
// over the same numbers counts them by their next 16 bits, so that after the fourth the quantiles are known: exactly,
// and in memory that does not grow with the numbers. NaN are left out.
class ExactQuantiles {
 public:
  // `most`: so many come in a pass; `kept`: so many may be kept.
  ExactQuantiles(std::vector<double> shares, std::size_t most, std::size_t kept);

  void take(const double* numbers, std::size_t count);
  // Whether another pass is needed. What was kept is let go when none is.
  bool end_pass();

  std::size_t count() const { return count_; }
  // Of each share, after the last pass.
  const std::vector<double>& quantiles() const { return quantiles_; }

  // While numbers are counted: about so many bytes.
  static std::size_t bytes_to_count(std::size_t shares);

 private:
  struct Prefix {
    std::uint64_t bits = 0;             // the leading ones, of numbers as they are ordered
    std::vector<std::uint32_t> counts;  // by the 16 bits that follow
  };
  struct Place {
    std::size_t prefix = 0;
    std::size_t below = 0;  // numbers of that prefix that come before
  };
  void end_keeping();
  void find_places();
  void go_deeper(Place& place, std::vector<Prefix>& next) const;
  void end_counting();

  std::vector<double> shares_;
  bool keeps_;
  std::vector<double> numbers_;  // kept
  int pass_ = 0;
  std::vector<Prefix> prefixes_;  // those in which a place lies
  std::vector<Place> places_;     // of each share the order statistics below and above it
  std::size_t count_ = 0;
  std::vector<double> quantiles_;
};

// A share of members, with its standard error sqrt(p (1 - p) / n). NaN of no members.
struct Chance {
  double value = 0;
  double standard_error = 0;
  long long members = 0;  // on which it rests
};
Chance chance_of(long long hits, long long members);

// Of each value the share of values below it; of those that are equal to it, itself among them, half count. No value
// may be NaN.
std::vector<double> middle_ranks(const std::vector<double>& values);

// How one number moves with one key (Morris 1991; Campolongo et al. 2007), per share of the key's distribution: from
// its lowest value to its highest is 1.
struct ElementaryEffect {
  double mean = 0;           // of the effects
  double mean_absolute = 0;  // μ*: how much the key matters
  double deviation = 0;      // σ: how much that depends on the other keys
  double low = 0, high = 0;  // bootstrap interval of mean_absolute
};

// Shares of the variance of one number that a key explains: alone (first) and with all its interactions (total).
struct VarianceShare {
  double first = 0, total = 0;
  double first_low = 0, first_high = 0;  // bootstrap intervals
  double total_low = 0, total_high = 0;
};

struct BootstrapOptions {
  int resamples = 200;  // 0: the intervals are NaN
  double confidence = 0.95;
  std::uint64_t seed = 1;  // the same seed resamples the same points, whatever the number
};

// `values` and `shares` in the order of a Morris design: trajectory t has members t (keys + 1) …; `shares` is
// [key × member], as `Draws::shares` gives it. Trajectories with a value that is not finite are left out; of none all
// is NaN, of one the deviation.
std::vector<ElementaryEffect> elementary_effects(const std::vector<double>& values, const std::vector<double>& shares,
                                                 std::size_t keys, const BootstrapOptions& options = {});

// `values` in the order of a Saltelli design: base point b has members b (keys + 2) …: A, B, then A with key i from B.
// First order after Saltelli et al. (2010), total after Jansen (1999). Points with a value that is not finite are
// left out; of a number that does not vary by more than rounding all shares are 0, of less than two points NaN.
// Estimates, not truths: they may be slightly below 0 or above 1.
std::vector<VarianceShare> variance_shares(const std::vector<double>& values, std::size_t keys,
                                           const BootstrapOptions& options = {});

// A box in the space of the keys in which the cases of interest gather (PRIM; Friedman and Fisher 1999). Members of the
// boxes before it do not count, so that coverages add up.
struct PrimBox {
  struct Limit {
    std::size_t key = 0;
    double low = 0, high = 0;  // shares of the key's distribution; 0 and 1: not limited on that side
    double quasi_p = 0;        // that the cases would gather as much by chance without these (Bryant and Lempert 2010)
  };

  std::vector<Limit> limits;  // the least probable by chance first
  long long members = 0;      // in the box
  long long cases = 0;        // of interest in the box
  double coverage = 0;        // of all cases of interest those in the box
  double density = 0;         // of the members in the box those of interest
};

struct PrimOptions {
  double peel = 0.05;      // share of the box that is peeled off at a time
  double paste = 0.05;     // and pasted back
  double smallest = 0.05;  // a box never holds fewer members: share of all
  double density = 0.8;    // wanted, or half-way from that of the members left to 1 where that is more: the box on the
                           // peeling path that first reaches it, else the densest
  double quasi_p = 0.05;   // limits above it, shared among all limits that the search chose from, are dropped
  int boxes = 3;           // at most; each from the members outside those before it
};

// `shares` is [key × member]; `interest` of each member 0 or 1. No box: there is nothing of interest, nothing else, or
// nowhere more of it than by chance. Keys with a share that is not finite are never limited. Members of equal share
// stay together, and their order does not matter.
std::vector<PrimBox> prim_boxes(const std::vector<double>& shares, std::size_t keys, const std::vector<char>& interest,
                                const PrimOptions& options = {});

// What one number does from the one end of a key to the other: a bar of a tornado diagram.
struct Swing {
  double low = 0;   // mean of the values in the lowest fifth of the members by the key
  double high = 0;  // and in the highest
};

// `values` and the `shares` of one key, of each member. Members whose value is not finite are left out; NaN of none. A
// member on the edge of a fifth counts in part; members of equal share count alike.
Swing swing_of(const std::vector<double>& values, const std::vector<double>& shares);

// How options stand over many futures.
struct Robustness {
  double regret_90 = 0;  // 90th percentile over members of: best option of this member − this option, >= 0
  double regret_max = 0;
  double satisficing = 0;  // share of members in which the option meets what is wanted; NaN: nothing is
  double worst = 0;        // over members (maximin: the option whose worst is best)
  double first = 0;        // share of members in which no option is better
};

// `values` is [option × member]; `higher`: more is better. Members in which any option has no finite value are left
// out; of none all is NaN. `wanted`: the value that has to be reached, NaN: none.
std::vector<Robustness> robustness_of(const std::vector<double>& values, std::size_t options, bool higher,
                                      double wanted);

// The same of members that come some at a time, in passes as `ExactQuantiles` wants them.
class RobustnessOverMembers {
 public:
  RobustnessOverMembers(std::size_t options, bool higher, double wanted, std::size_t most, std::size_t kept);

  void take(const double* values, std::size_t members);  // [option × member]
  bool end_pass();
  std::vector<Robustness> result() const;

 private:
  struct Option {
    ExactQuantiles regrets;
    double regret_max = 0;
    double worst = 0;
    long long met = 0;
    long long first = 0;
  };
  bool higher_;
  double wanted_;
  bool counts_ = true;  // in the first pass
  long long compared_ = 0;
  std::vector<Option> options_;
};

// How unequal positive values are. All are NaN for values that are not positive or finite; of one value nothing is
// unequal.
double theil_index(const std::vector<double>& values);               // mean of x/m · ln(x/m) (Theil 1967)
double coefficient_of_variation(const std::vector<double>& values);  // standard deviation (over n) / mean
double largest_over_smallest(const std::vector<double>& values);

// The Gini coefficient, and its parts: within groups, between their means, and from their overlap (Dagum 1997).
struct GiniParts {
  double gini = 0;
  double within = 0;
  double between = 0;
  double overlap = 0;  // gini = within + between + overlap
};
GiniParts dagum_gini(const std::vector<double>& values, const std::vector<int>& groups);  // the group of each value

// Alternatives ranked by how near they are to the best of each criterion and how far from the worst, the criteria
// weighted by how much the alternatives differ in them (entropy weights).
struct EntropyTopsis {
  std::vector<double> weights;  // [criterion], sum 1
  std::vector<double> scores;   // [alternative], 0 to 1
};
// `values` is [alternative × criterion]; `higher`: of each criterion, whether more is better. A criterion in which all
// are alike has no weight.
EntropyTopsis entropy_topsis(const std::vector<double>& values, const std::vector<bool>& higher);

}  // namespace ronghe
