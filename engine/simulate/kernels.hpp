// The machine's kernels: one small function for each instruction and each way its operands lie in memory.
//
// A kernel meets its arrays as runs of numbers that lie side by side: the members of a block, or in a single run the
// cells of an array. An operand of a run is a run too, or one number that is broadcast, or numbers some stride apart,
// which are first brought together. What a number becomes never depends on where in its run it stands: SLEEF works on
// whole packets, a last partial one is padded with a copy.
//
// Kernels compute every number, of live lanes and dead ones: nobody reads the dead ones.
#pragma once

#include "program/arithmetic.hpp"
#include "program/instruction.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace ronghe {

// What the draws need to know of the moment.
struct Moment {
  std::uint64_t step = 0;
  std::uint64_t seed = 0;
  const std::uint64_t* members = nullptr;  // [lanes]
};

// What only some instructions have.
struct BoundDetail {
  // Axes around the runs, outermost first.
  std::vector<int> extents;
  std::vector<std::array<std::ptrdiff_t, 4>> strides;  // of out and the operands, [doubles]
  // Reductions: where each term lies from the operand's place; gather: the source of each cell; draws: the cells.
  std::vector<std::ptrdiff_t> table;
  const arithmetic::Curve* curve = nullptr;
  std::uint64_t key = 0;
  bool at_start = false;
};

// An instruction over memory. Small, because a step reads all of them.
struct Bound {
  using Kernel = void (*)(const Bound&, double* slots, const Moment&);

  Kernel kernel = nullptr;
  std::array<std::int32_t, 4> place{};   // of out and the operands from the slots' beginning, [doubles]
  std::array<std::int32_t, 4> stride{};  // within a run, [doubles]
  std::int32_t count = 1;                // numbers in a run
  std::int32_t exponent = 0;
  const BoundDetail* detail = nullptr;
};

// The kernel of `operation` for operands with these strides within a run of `count`.
Bound::Kernel kernel_of(Operation operation, const std::array<std::int32_t, 4>& stride, int count,
                        const BoundDetail& detail);

}  // namespace ronghe
