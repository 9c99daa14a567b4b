// Builds instructions, each once.
//
// An expression over the loops of an equation becomes a `View`: an array and how far each loop moves in it. A loop that
// the array does not know has no stride, so a value is computed over no more axes than it has. The axes of an
// instruction stand in one order, shortest first: so the longest dimension is the innermost one, equal expressions of
// different equations become equal instructions, and an instruction that is there already is not made again.
//
// What is known is computed here, by the functions the machine's kernels apply.
#pragma once

#include "program/code.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace ronghe {

// One loop of the expression being built.
struct Loop {
  int extent = 1;
  int dimension = -1;  // orders loops of one length
};

struct View {
  struct Stride {
    int loop;
    int stride;
  };

  int array = -1;
  int offset = 0;
  std::vector<Stride> strides;  // by loop, none 0

  int stride(int loop) const;
  void move(int loop, int stride);  // adds to the loop's stride
};

class Emitter {
 public:
  // With `stages`, a step has several of them.
  Emitter(Code& code, bool stages) : code_(code), stages_(stages) {}

  // The loops that views are about from here on, and the equation that new instructions belong to.
  void enter(std::vector<Loop> loops, int equation);
  const std::vector<Loop>& loops() const { return loops_; }
  int equation() const { return equation_; }

  View number(double value);
  // numbers[i] for the i-th combination of `over`, in canonical order.
  View constant(std::vector<int> extents, std::vector<double> numbers, const std::vector<int>& over);
  // An array whose values come from outside the instructions.
  int source(Array::Source source, int variable, std::vector<int> extents, Rate rate, bool moves_in_step);

  // `lookup` and `exponent` belong to the operations of those names.
  View apply(Operation operation, const std::vector<View>& operands, int exponent = 0, int lookup = -1);
  View reduce(Operation operation, const View& operand, const std::vector<int>& over);
  // One cell for each combination of `over`, in canonical order; table[i] is the cell of `array` for the i-th.
  View gather(int array, const std::vector<int>& over, std::vector<int> table);
  // A random number for each combination of `over`; cells[i] is the number of the i-th in its variable.
  View draw(Operation operation, const std::vector<int>& over, std::vector<int> cells, std::uint64_t key,
            bool at_start);
  // The value of the first stage, in all stages of a step.
  View held(const View& view);

  // An array that is written part by part.
  int begin_joined(std::vector<int> extents, Rate rate, bool moves_in_step);
  void copy_part(const View& from, const View& to);

  // The loops of `candidates` that are longer than 1, shortest first.
  std::vector<int> ordered(std::vector<int> candidates) const;

  const Array& array(int index) const { return code_.arrays[static_cast<std::size_t>(index)]; }
  // Every instruction and observation in the order in which they were asked for.
  std::vector<Item>& items() { return items_; }

 private:
  bool is_number(const View& view, double value) const;
  int add_array(Array array);
  View dense(int array, const std::vector<int>& over) const;
  Operand operand(const View& view, const std::vector<int>& over) const;
  View emit(Instruction instruction, const std::vector<int>& over);

  Code& code_;
  const bool stages_;
  std::vector<Loop> loops_;
  int equation_ = -1;
  std::map<std::string, int> known_;  // instructions by what they do: the array they give
  std::map<std::string, int> known_constants_;
  std::vector<Item> items_;
};

// Strides of an array whose cells stand row by row.
std::vector<int> dense_strides(const std::vector<int>& extents);
int product_of(const std::vector<int>& extents);

}  // namespace ronghe
