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

std::vector<Robustness> robustness_of(const std::vector<double>& values, std::size_t options, bool higher,
                                      double wanted) {
  constexpr double none = std::numeric_limits<double>::quiet_NaN();
  if (options == 0) return {};
  if (values.size() % options != 0) throw InternalError("robustness: options with other members");
  const std::size_t members = values.size() / options;

  std::vector<std::size_t> compared;
  std::vector<double> best;  // of each compared member
  for (std::size_t member = 0; member < members; ++member) {
    bool all = true;
    double top = values[member];
    for (std::size_t option = 0; option < options; ++option) {
      const double value = values[option * members + member];
      all = all && std::isfinite(value);
      top = higher ? std::max(top, value) : std::min(top, value);
    }
    if (!all) continue;
    compared.push_back(member);
    best.push_back(top);
  }
  if (compared.empty()) return std::vector<Robustness>(options, {none, none, none, none, none});

  std::vector<Robustness> result(options);
  std::vector<double> regrets(compared.size());
  for (std::size_t option = 0; option < options; ++option) {
    long long met = 0;
    long long first = 0;
    double worst = values[option * members + compared[0]];
    for (std::size_t i = 0; i < compared.size(); ++i) {
      const double value = values[option * members + compared[i]];
      regrets[i] = std::abs(best[i] - value);
      worst = higher ? std::min(worst, value) : std::max(worst, value);
      if (higher ? value >= wanted : value <= wanted) ++met;
      if (value == best[i]) ++first;
    }
    std::sort(regrets.begin(), regrets.end());
    const auto all = static_cast<long long>(compared.size());
    result[option] = {quantile_of_sorted(regrets.data(), regrets.size(), 0.9), regrets.back(),
                      std::isnan(wanted) ? none : chance_of(met, all).value, worst, chance_of(first, all).value};
  }
  return result;
}

}  // namespace ronghe
