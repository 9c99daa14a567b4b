#include "ronghe/program.hpp"

#include "program/code.hpp"

namespace ronghe {

const std::vector<int>& Program::outputs() const { return code_->outputs; }

int Program::steps() const { return code_->clock.steps; }

int Program::instructions() const { return static_cast<int>(code_->instructions.size()); }

long long Program::cells_per_step() const {
  long long cells = 0;
  for (const Item& item : code_->step) {
    if (item.kind != Item::Kind::instruction) continue;
    const Instruction& instruction = code_->instructions[static_cast<std::size_t>(item.index)];
    long long computed = 1;
    for (const int extent : instruction.extents) computed *= extent;
    cells += computed;
  }
  return cells;
}

}  // namespace ronghe
