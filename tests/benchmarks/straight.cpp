// The recipe as a compiler likes it best: every index is known, every value a variable of its own.
#include "benchmarks/recipe.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>
#include <vector>

namespace ronghe::benchmarks {
namespace {

struct County {
  double figure[figures];
  double stock[stocks];
  double smooth[auxiliaries][3];  // of the auxiliaries that are smooths
  double flow_into_smooth[auxiliaries][3];
};

double curve(double x) {
  if (x <= curve_x.front()) return curve_y.front();
  if (x >= curve_x.back()) return curve_y.back();
  std::size_t i = 0;
  while (x >= curve_x[i + 1]) ++i;
  return curve_y[i] + (curve_y[i + 1] - curve_y[i]) * ((x - curve_x[i]) / (curve_x[i + 1] - curve_x[i]));
}

// One auxiliary of one county. `starting` puts the smooths where they begin.
template <int i, bool starting>
inline void auxiliary(County& county, const double* parameter, const double* sums, double* a) {
  constexpr Form form = form_of(i);
  const double x = county.stock[stock_of(i)];
  const double y = i > 0 ? a[before(i)] : 0;
  const double p = parameter[parameter_of(i)];
  const double d = county.figure[figure_of(i)];
  if constexpr (form == Form::sum) {
    a[i] = sums[i];
  } else if constexpr (form == Form::power) {
    a[i] = std::pow(std::max(x, 0.0) / (1 + d), p);
  } else if constexpr (form == Form::lookup) {
    a[i] = curve(y);
  } else if constexpr (form == Form::smooth1 || form == Form::smooth3) {
    constexpr int stages = form == Form::smooth1 ? 1 : 3;
    double* const smooth = county.smooth[i];
    double* const flow = county.flow_into_smooth[i];
    if constexpr (starting) {
      for (int k = 0; k < stages; ++k) smooth[k] = y;
    }
    constexpr double time = stages == 1 ? 2.0 : 3.0 / 3;
    flow[0] = (y - smooth[0]) / time;
    for (int k = 1; k < stages; ++k) flow[k] = (smooth[k - 1] - smooth[k]) / time;
    a[i] = smooth[stages - 1];
  } else if constexpr (form == Form::mixed) {
    a[i] = i == 0 ? d * x + p : d * x + p * y;
  } else if constexpr (form == Form::difference) {
    a[i] = (x - y) * p + d / (1 + p);
  } else if constexpr (form == Form::bounded) {
    a[i] = std::max(x, y * d) - std::min(p, y);
  } else if constexpr (form == Form::chosen) {
    a[i] = x > y ? d * x : p * y;
  } else {
    a[i] = (x + y) / (1 + d + p);
  }
}

template <bool starting, int... i>
inline void all_auxiliaries(County& county, const double* parameter, const double* sums, double* a,
                            std::integer_sequence<int, i...>) {
  (auxiliary<i, starting>(county, parameter, sums, a), ...);
}

template <bool starting>
void compute(std::vector<County>& counties, const double* parameter) {
  double sums[auxiliaries] = {};
  for (int i = 0; i < auxiliaries; ++i) {
    if (form_of(i) != Form::sum) continue;
    for (const County& county : counties) sums[i] += county.figure[figure_of(i)] * county.stock[stock_of(i)];
  }
  for (County& county : counties) {
    double a[auxiliaries];
    all_auxiliaries<starting>(county, parameter, sums, a, std::make_integer_sequence<int, auxiliaries>());
    if constexpr (!starting) {
      for (int j = 0; j < stocks; ++j) {
        const double in = std::max(a[static_cast<std::size_t>(j) * 5], 0.0) * 0.1;
        const double out = county.stock[j] * (0.1 + parameter[j] * 0.1);
        county.stock[j] += step * (in - out);
      }
      for (int i = 0; i < auxiliaries; ++i) {
        const int stages = form_of(i) == Form::smooth1 ? 1 : form_of(i) == Form::smooth3 ? 3 : 0;
        for (int k = 0; k < stages; ++k) county.smooth[i][k] += step * county.flow_into_smooth[i][k];
      }
    }
  }
}

}  // namespace

std::vector<double> run_straight(int counties, const std::vector<double>& parameter_values) {
  std::vector<County> all(static_cast<std::size_t>(counties));
  for (int c = 0; c < counties; ++c) {
    County& county = all[static_cast<std::size_t>(c)];
    for (int j = 0; j < figures; ++j) county.figure[j] = figure_value(j, c);
    for (int j = 0; j < stocks; ++j) county.stock[j] = start_value(j, c);
  }
  compute<true>(all, parameter_values.data());
  for (int n = 0; n < steps; ++n) compute<false>(all, parameter_values.data());
  std::vector<double> result;
  for (const County& county : all) result.insert(result.end(), county.stock, county.stock + stocks);
  return result;
}

}  // namespace ronghe::benchmarks
