#include "program/clock.hpp"

namespace ronghe {
namespace {

__extension__ using Wide = __int128;

Wide common_divisor(Wide a, Wide b) {
  if (a < 0) a = -a;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

// Rounds once as long as both parts of the reduced fraction are below 2^53, which whole years, months and binary
// fractions of them are.
double quotient(Wide numerator, Wide denominator) {
  const Wide divisor = common_divisor(numerator, denominator);
  const Wide reduced_numerator = numerator / divisor;  // without rest
  const Wide reduced_denominator = denominator / divisor;
  return static_cast<double>(reduced_numerator) / static_cast<double>(reduced_denominator);
}

}  // namespace

double Clock::step() const { return quotient(step_numerator, step_denominator); }

double Clock::half_steps(std::int64_t count) const {
  const Wide two = 2;
  return quotient(two * start_numerator * step_denominator + Wide{count} * step_numerator * start_denominator,
                  two * start_denominator * step_denominator);
}

std::vector<int> Clock::saved_steps() const {
  std::vector<int> result;
  for (int n = 0; n <= steps; ++n) {
    if (saves(n)) result.push_back(n);
  }
  return result;
}

}  // namespace ronghe
