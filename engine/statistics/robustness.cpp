// How options stand over many futures: regret (Savage 1951), satisficing (Starr 1963), maximin (Wald 1950).
//
// Regret is measured in each future against the option that is best in that future, so a future that is bad for all
// counts against none. Hence only futures in which every option has a value can be compared.
#include "ronghe/diagnostics.hpp"
#include "ronghe/statistics.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace ronghe {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

}  // namespace

RobustnessOverMembers::RobustnessOverMembers(std::size_t options, bool higher, double wanted, std::size_t most,
                                             std::size_t kept)
    : higher_(higher), wanted_(wanted) {
  const double least = std::numeric_limits<double>::infinity();
  for (std::size_t i = 0; i < options; ++i) {
    options_.push_back({ExactQuantiles({0.9}, most, kept), 0, higher ? least : -least});
  }
}

void RobustnessOverMembers::take(const double* values, std::size_t members) {
  std::vector<double> best(members);  // NaN: not compared
  for (std::size_t member = 0; member < members; ++member) {
    double top = values[member];
    for (std::size_t option = 0; option < options_.size(); ++option) {
      const double value = values[option * members + member];
      if (!std::isfinite(value)) top = none;
      if (higher_ ? value > top : value < top) top = value;
    }
    best[member] = top;
  }
  std::vector<double> regrets(members);
  for (std::size_t i = 0; i < options_.size(); ++i) {
    Option& option = options_[i];
    const double* const own = values + i * members;
    for (std::size_t member = 0; member < members; ++member) {
      regrets[member] = std::abs(best[member] - own[member]);
      if (!counts_ || std::isnan(best[member])) continue;
      option.regret_max = std::max(option.regret_max, regrets[member]);
      option.worst = higher_ ? std::min(option.worst, own[member]) : std::max(option.worst, own[member]);
      if (higher_ ? own[member] >= wanted_ : own[member] <= wanted_) ++option.met;
      if (own[member] == best[member]) ++option.first;
    }
    option.regrets.take(regrets.data(), members);
  }
  for (std::size_t member = 0; counts_ && member < members; ++member) compared_ += std::isnan(best[member]) ? 0 : 1;
}

bool RobustnessOverMembers::end_pass() {
  counts_ = false;
  bool again = false;
  for (Option& option : options_) again |= option.regrets.end_pass();
  return again;
}

std::vector<Robustness> RobustnessOverMembers::result() const {
  if (compared_ == 0) return std::vector<Robustness>(options_.size(), {none, none, none, none, none});
  std::vector<Robustness> result;
  for (const Option& option : options_) {
    result.push_back({option.regrets.quantiles().front(), option.regret_max,
                      std::isnan(wanted_) ? none : chance_of(option.met, compared_).value, option.worst,
                      chance_of(option.first, compared_).value});
  }
  return result;
}

std::vector<Robustness> robustness_of(const std::vector<double>& values, std::size_t options, bool higher,
                                      double wanted) {
  if (options == 0) return {};
  if (values.size() % options != 0) throw InternalError("robustness: options with other members");
  const std::size_t members = values.size() / options;
  RobustnessOverMembers robustness(options, higher, wanted, members, members);
  robustness.take(values.data(), members);
  robustness.end_pass();
  return robustness.result();
}

}  // namespace ronghe
