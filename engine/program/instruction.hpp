// The instructions of the machine: one row each.
//
// A row holds the name and the number of operands. Every instruction computes one array from arrays: element by element
// (an operand whose stride is 0 on an axis is broadcast along it), or, for reductions, over further axes of its one
// operand. What the operations mean on single numbers stands in program/arithmetic.hpp.
#pragma once

#include <string_view>

namespace ronghe {

#define RONGHE_OPERATIONS(ROW)                                                                 \
  /* out = a. The only instruction that may write a part of an array. */                       \
  ROW(copy, 1)                                                                                 \
  /* out[i] = a[table[i]]: what no stride can say (mappings, lists of elements). */            \
  ROW(gather, 1)                                                                               \
                                                                                               \
  /* One operand. */                                                                           \
  ROW(negate, 1)                                                                               \
  ROW(absolute, 1)                                                                             \
  ROW(square_root, 1)                                                                          \
  ROW(exponential, 1)                                                                          \
  ROW(logarithm, 1)                                                                            \
  ROW(logarithm10, 1)                                                                          \
  ROW(sine, 1)                                                                                 \
  ROW(cosine, 1)                                                                               \
  ROW(tangent, 1)                                                                              \
  ROW(arcsine, 1)                                                                              \
  ROW(arccosine, 1)                                                                            \
  ROW(arctangent, 1)                                                                           \
  ROW(hyperbolic_sine, 1)                                                                      \
  ROW(hyperbolic_cosine, 1)                                                                    \
  ROW(hyperbolic_tangent, 1)                                                                   \
  /* Half away from zero; towards zero. */                                                     \
  ROW(round, 1)                                                                                \
  ROW(truncate, 1)                                                                             \
  /* Truth: 1 is true, 0 is false. */                                                          \
  ROW(logical_not, 1)                                                                          \
  /* a ^ exponent by squaring and multiplying, high bit first; negative: one over it. */       \
  ROW(power_whole, 1)                                                                          \
  /* The lookup's y at x = a. */                                                               \
  ROW(lookup, 1)                                                                               \
                                                                                               \
  /* Two operands. */                                                                          \
  ROW(add, 2)                                                                                  \
  ROW(subtract, 2)                                                                             \
  ROW(multiply, 2)                                                                             \
  ROW(divide, 2)                                                                               \
  /* exp(b * ln(a)), with 0 ^ b = 0 for b > 0, 0 ^ 0 = 1, NaN for a < 0. */                    \
  ROW(power, 2)                                                                                \
  /* NaN when either is NaN; the first of equals. */                                           \
  ROW(minimum, 2)                                                                              \
  ROW(maximum, 2)                                                                              \
  /* a - b * floor(a / b): the sign of b. */                                                   \
  ROW(modulo, 2)                                                                               \
  /* What is left of a after whole multiples of b, exactly: the sign of a. */                  \
  ROW(remainder, 2)                                                                            \
  ROW(equal, 2)                                                                                \
  ROW(not_equal, 2)                                                                            \
  ROW(less, 2)                                                                                 \
  ROW(less_equal, 2)                                                                           \
  ROW(logical_and, 2)                                                                          \
  ROW(logical_or, 2)                                                                           \
                                                                                               \
  /* Three operands. */                                                                        \
  /* a / b, or c where b = 0. */                                                               \
  ROW(divide_or, 3)                                                                            \
  /* b where a is true, else c. */                                                             \
  ROW(select, 3)                                                                               \
                                                                                               \
  /* Reductions, in the one order of the language: up to 7 terms left to right, from 8 on  */  \
  /* eight partial results by index modulo 8, joined ((0+4)+(2+6))+((1+5)+(3+7)). */           \
  ROW(sum, 1)                                                                                  \
  ROW(product, 1)                                                                              \
  /* Left to right. */                                                                         \
  ROW(smallest, 1)                                                                             \
  ROW(largest, 1)                                                                              \
                                                                                               \
  /* The first and the second of the numbers in [0, 1) that belong to (seed, member, step,  */ \
  /* cell, variable). */                                                                       \
  ROW(draw_first, 0)                                                                           \
  ROW(draw_second, 0)

enum class Operation {
#define RONGHE_ROW(name, operands) name,
  RONGHE_OPERATIONS(RONGHE_ROW)
#undef RONGHE_ROW
};

constexpr std::string_view operation_names[] = {
#define RONGHE_ROW(name, operands) #name,
    RONGHE_OPERATIONS(RONGHE_ROW)
#undef RONGHE_ROW
};

constexpr int operation_operands[] = {
#define RONGHE_ROW(name, operands) operands,
    RONGHE_OPERATIONS(RONGHE_ROW)
#undef RONGHE_ROW
};

constexpr std::string_view name_of(Operation operation) { return operation_names[static_cast<int>(operation)]; }
constexpr int operands_of(Operation operation) { return operation_operands[static_cast<int>(operation)]; }

constexpr bool is_reduction(Operation operation) {
  return operation == Operation::sum || operation == Operation::product || operation == Operation::smallest ||
         operation == Operation::largest;
}

}  // namespace ronghe
