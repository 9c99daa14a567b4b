// Computes an instruction now, cell by cell.
#include "compile/fold.hpp"

#include "program/arithmetic.hpp"

#include <array>
#include <cmath>
#include <cstddef>

namespace ronghe {
namespace {

double combine(Operation operation, double a, double b) {
  switch (operation) {
    case Operation::product:
      return a * b;
    case Operation::smallest:
      return arithmetic::minimum(a, b);
    case Operation::largest:
      return arithmetic::maximum(a, b);
    default:
      return a + b;
  }
}

double reduced(Operation operation, const std::vector<double>& terms) {
  const auto join = [&](double a, double b) { return combine(operation, a, b); };
  const bool in_eight = operation == Operation::sum || operation == Operation::product;
  return in_eight ? arithmetic::reduced_in_eight(terms, join) : arithmetic::reduced(terms, join);
}

double applied(const Code& code, const Instruction& in, const std::array<double, 3>& x) {
  using namespace arithmetic;
  switch (in.operation) {
    case Operation::copy:
      return x[0];
    case Operation::negate:
      return -x[0];
    case Operation::absolute:
      return std::fabs(x[0]);
    case Operation::square_root:
      return std::sqrt(x[0]);
    case Operation::exponential:
      return exponential(x[0]);
    case Operation::logarithm:
      return logarithm(x[0]);
    case Operation::logarithm10:
      return logarithm10(x[0]);
    case Operation::sine:
      return sine(x[0]);
    case Operation::cosine:
      return cosine(x[0]);
    case Operation::tangent:
      return tangent(x[0]);
    case Operation::arcsine:
      return arcsine(x[0]);
    case Operation::arccosine:
      return arccosine(x[0]);
    case Operation::arctangent:
      return arctangent(x[0]);
    case Operation::hyperbolic_sine:
      return hyperbolic_sine(x[0]);
    case Operation::hyperbolic_cosine:
      return hyperbolic_cosine(x[0]);
    case Operation::hyperbolic_tangent:
      return hyperbolic_tangent(x[0]);
    case Operation::round:
      return std::round(x[0]);
    case Operation::truncate:
      return std::trunc(x[0]);
    case Operation::logical_not:
      return truth(x[0] == 0);
    case Operation::power_whole:
      return power_whole(x[0], in.exponent);
    case Operation::lookup:
      return arithmetic::lookup(code.lookups[static_cast<std::size_t>(in.lookup)], x[0]);
    case Operation::add:
      return x[0] + x[1];
    case Operation::subtract:
      return x[0] - x[1];
    case Operation::multiply:
      return x[0] * x[1];
    case Operation::divide:
      return x[0] / x[1];
    case Operation::power:
      return power(x[0], x[1]);
    case Operation::minimum:
      return minimum(x[0], x[1]);
    case Operation::maximum:
      return maximum(x[0], x[1]);
    case Operation::modulo:
      return modulo(x[0], x[1]);
    case Operation::remainder:
      return arithmetic::remainder(x[0], x[1]);
    case Operation::equal:
      return truth(x[0] == x[1]);
    case Operation::not_equal:
      return truth(x[0] != x[1]);
    case Operation::less:
      return truth(x[0] < x[1]);
    case Operation::less_equal:
      return truth(x[0] <= x[1]);
    case Operation::logical_and:
      return truth(x[0] != 0 && x[1] != 0);
    case Operation::logical_or:
      return truth(x[0] != 0 || x[1] != 0);
    case Operation::divide_or:
      return divide_or(x[0], x[1], x[2]);
    case Operation::select:
      return select(x[0], x[1], x[2]);
    case Operation::gather:
    case Operation::sum:
    case Operation::product:
    case Operation::smallest:
    case Operation::largest:
    case Operation::draw_first:
    case Operation::draw_second:
      break;
  }
  throw InternalError("an instruction that cannot be folded");
}

// Calls `use` with the indices of every cell, row by row.
template <class Use>
void for_each_cell(const std::vector<int>& extents, Use use) {
  std::vector<int> index(extents.size(), 0);
  for (;;) {
    use(index);
    std::size_t axis = extents.size();
    while (axis > 0 && ++index[axis - 1] == extents[axis - 1]) index[--axis] = 0;
    if (axis == 0) return;
  }
}

}  // namespace

std::vector<double> fold(const Code& code, const Instruction& in) {
  const auto cell = [&](const Operand& operand, const std::vector<int>& index, std::size_t first) {
    int place = 0;
    for (std::size_t i = 0; i < index.size(); ++i) place += index[i] * operand.strides[first + i];
    return place;
  };
  const auto numbers = [&](const Operand& operand) -> const std::vector<double>& {
    return code.arrays[static_cast<std::size_t>(operand.array)].numbers;
  };

  std::vector<double> result;
  if (in.operation == Operation::gather) {
    for (const int place : in.table) result.push_back(numbers(in.operands[0])[static_cast<std::size_t>(place)]);
    return result;
  }
  for_each_cell(in.extents, [&](const std::vector<int>& index) {
    if (is_reduction(in.operation)) {
      const Operand& a = in.operands[0];
      const int base = a.offset + cell(a, index, 0);
      std::vector<double> terms;
      for_each_cell(in.reduced, [&](const std::vector<int>& inner) {
        const int place = base + cell(a, inner, index.size());
        terms.push_back(numbers(a)[static_cast<std::size_t>(place)]);
      });
      result.push_back(reduced(in.operation, terms));
      return;
    }
    std::array<double, 3> x{};
    for (std::size_t i = 0; i < in.operands.size(); ++i) {
      const Operand& operand = in.operands[i];
      const int place = operand.offset + cell(operand, index, 0);
      x[i] = numbers(operand)[static_cast<std::size_t>(place)];
    }
    result.push_back(applied(code, in, x));
  });
  return result;
}

}  // namespace ronghe
