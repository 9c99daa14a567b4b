// A model for measuring, as a recipe: which equation reads what.
//
// From it come the model's text, which the engine reads, and the same equations as straight C++, its peer. Per county
// it has 150 auxiliaries (6 sums over all counties, 10 powers, 9 lookups, 8 smooths, the rest arithmetic), 30 stocks
// with an inflow and an outflow each, and 14 stocks of the smooths; 60 parameters that members may vary; 60 figures of
// each county. 25 years in steps of an eighth. Everything stays between bounds.
#pragma once

#include <array>
#include <string>
#include <vector>

namespace ronghe::benchmarks {

inline constexpr int auxiliaries = 150;
inline constexpr int stocks = 30;
inline constexpr int parameters = 60;
inline constexpr int figures = 60;
inline constexpr int steps = 200;
inline constexpr double step = 0.125;
inline constexpr int equations = auxiliaries + stocks;  // of a county, for measures of speed

enum class Form { sum, power, lookup, smooth1, smooth3, mixed, difference, bounded, chosen, damped };

constexpr Form form_of(int i) {
  if (i % 25 == 10) return Form::sum;
  if (i % 15 == 4) return Form::power;
  if (i % 16 == 7) return Form::lookup;
  if (i % 18 == 11) return i < 90 ? Form::smooth1 : Form::smooth3;
  constexpr Form others[] = {Form::mixed, Form::difference, Form::bounded, Form::chosen, Form::damped};
  return others[i % 5];
}

constexpr int stock_of(int i) { return (i * 7 + 3) % stocks; }
constexpr int parameter_of(int i) { return (i * 13 + 1) % parameters; }
constexpr int figure_of(int i) { return (i * 11 + 5) % figures; }
// An auxiliary before i, not a sum.
constexpr int before(int i) {
  int j = i - 1 - (i * 5) % (i < 20 ? i : 20);
  while (j > 0 && form_of(j) == Form::sum) --j;
  return j;
}

inline constexpr std::array<double, 6> curve_x = {0, 0.2, 0.5, 1, 2, 4};
inline constexpr std::array<double, 6> curve_y = {0.1, 0.3, 0.4, 0.7, 0.9, 1.0};

// Between 0.05 and 0.95, the same for everyone.
constexpr double parameter_value(int j) { return 0.05 + 0.9 * ((j * 37 % 61) / 61.0); }
constexpr double figure_value(int j, int county) { return 0.05 + 0.9 * (((j * 29 + county * 17) % 97) / 97.0); }
constexpr double start_value(int j, int county) { return 0.2 + 0.9 * (((j * 31 + county * 7) % 89) / 89.0); }

// The model as text.
std::string recipe_text(int counties);

// Runs the equations as straight C++, one member, and gives the stocks at the end, [county][stock].
std::vector<double> run_straight(int counties, const std::vector<double>& parameter_values);

}  // namespace ronghe::benchmarks
