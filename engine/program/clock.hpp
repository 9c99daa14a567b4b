// The time of a program: step n is at start + n · step, computed in whole numbers and rounded once.
#pragma once

#include <cstdint>
#include <vector>

namespace ronghe {

enum class Integration { euler, rk2, rk4 };

struct Clock {
  std::int64_t start_numerator = 0, start_denominator = 1;
  std::int64_t step_numerator = 1, step_denominator = 1;
  int steps = 0;
  int save_every = 1;
  Integration method = Integration::euler;

  double at(std::int64_t n) const { return half_steps(2 * n); }
  // The middle of step n.
  double between(std::int64_t n) const { return half_steps(2 * n + 1); }
  double step() const;
  bool saves(int n) const { return n % save_every == 0 || n == steps; }
  std::vector<int> saved_steps() const;

 private:
  // start + count · step / 2.
  double half_steps(std::int64_t count) const;
};

}  // namespace ronghe
