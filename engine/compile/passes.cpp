#include "compile/passes.hpp"

#include <cstddef>
#include <vector>

namespace ronghe {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// Calls `use` with every array that something outside the instructions reads or writes.
template <class Use>
void for_each_outside_use(Code& code, Use use) {
  for (Observation& observation : code.observations) use(observation.window.array);
  for (StockCode& stock : code.stocks) {
    use(stock.state);
    use(stock.initial);
    use(stock.net_flow);
  }
  for (RequirementCode& requirement : code.requirements) {
    use(requirement.condition.array);
    use(requirement.value.array);
  }
  for (CheckCode& check : code.checks) {
    use(check.condition.array);
    use(check.violation.array);
  }
}

template <class Use>
void for_each_memory_use(MemoryCode& memory, Use use) {
  use(memory.state);
  use(memory.initial);
  use(memory.remembered);
  if (memory.delay >= 0) use(memory.delay);
}

}  // namespace

void drop_unused(Code& code, std::vector<Item>& items) {
  std::vector<std::vector<int>> writers(code.arrays.size());
  for (std::size_t i = 0; i < code.instructions.size(); ++i) {
    writers[at(code.instructions[i].out.array)].push_back(static_cast<int>(i));
  }
  std::vector<char> array_used(code.arrays.size(), 0);
  std::vector<char> instruction_used(code.instructions.size(), 0);
  std::vector<int> waiting;
  const auto need = [&](int array) {
    if (array_used[at(array)]) return;
    array_used[at(array)] = 1;
    waiting.push_back(array);
  };
  const auto spread = [&] {
    while (!waiting.empty()) {
      const int array = waiting.back();
      waiting.pop_back();
      for (const int writer : writers[at(array)]) {
        instruction_used[at(writer)] = 1;
        for (const Operand& operand : code.instructions[at(writer)].operands) need(operand.array);
      }
    }
  };
  for_each_outside_use(code, need);
  spread();
  // A memory that nobody reads needs nothing; one that is read may need another.
  std::vector<char> memory_used(code.memories.size(), 0);
  for (bool more = true; more;) {
    more = false;
    for (std::size_t i = 0; i < code.memories.size(); ++i) {
      if (memory_used[i] || !array_used[at(code.memories[i].state)]) continue;
      memory_used[i] = 1;
      more = true;
      for_each_memory_use(code.memories[i], need);
    }
    spread();
  }
  for (InputCode& input : code.inputs) {
    if (array_used[at(input.present)]) need(input.reference);
  }

  // Single numbers come last: a disassembly shows them where they are used, and counts the others without gaps.
  std::vector<int> array_name(code.arrays.size(), -1);
  std::vector<Array> arrays;
  for (const bool numbers : {false, true}) {
    for (std::size_t i = 0; i < code.arrays.size(); ++i) {
      const bool number = code.arrays[i].source == Array::Source::constant && code.arrays[i].extents.empty();
      if (!array_used[i] || array_name[i] >= 0 || number != numbers) continue;
      array_name[i] = static_cast<int>(arrays.size());
      arrays.push_back(std::move(code.arrays[i]));
    }
  }
  code.arrays = std::move(arrays);
  std::vector<int> instruction_name(code.instructions.size(), -1);
  std::vector<Instruction> instructions;
  for (std::size_t i = 0; i < code.instructions.size(); ++i) {
    if (!instruction_used[i]) continue;
    instruction_name[i] = static_cast<int>(instructions.size());
    instructions.push_back(std::move(code.instructions[i]));
  }
  code.instructions = std::move(instructions);

  const auto rename = [&](int& array) { array = array < 0 ? -1 : array_name[at(array)]; };
  for (Instruction& instruction : code.instructions) {
    rename(instruction.out.array);
    for (Operand& operand : instruction.operands) rename(operand.array);
  }
  for_each_outside_use(code, rename);
  std::vector<MemoryCode> memories;
  for (std::size_t i = 0; i < code.memories.size(); ++i) {
    if (!memory_used[i]) continue;
    for_each_memory_use(code.memories[i], rename);
    memories.push_back(code.memories[i]);
  }
  code.memories = std::move(memories);
  std::vector<InputCode> inputs;
  for (InputCode& input : code.inputs) {
    rename(input.present);
    rename(input.reference);
    if (input.present >= 0) inputs.push_back(input);
  }
  code.inputs = std::move(inputs);
  for (VariableCode& variable : code.variables) rename(variable.array);
  rename(code.time);
  rename(code.number);

  std::vector<Item> kept;
  for (Item item : items) {
    if (item.kind == Item::Kind::instruction) item.index = instruction_name[at(item.index)];
    if (item.index >= 0) kept.push_back(item);
  }
  items = std::move(kept);
}

void mark_stages(Code& code) {
  std::vector<char> needed(code.arrays.size(), 0);
  for (const StockCode& stock : code.stocks) needed[at(stock.net_flow)] = 1;
  for (std::size_t i = code.instructions.size(); i-- > 0;) {
    Instruction& instruction = code.instructions[i];
    const int out = instruction.out.array;
    instruction.each_stage = needed[at(out)] && code.arrays[at(out)].moves_in_step;
    if (!instruction.each_stage) continue;
    for (const Operand& operand : instruction.operands) needed[at(operand.array)] = 1;
  }
}

void deal_out(Code& code, const std::vector<Item>& items) {
  for (const Item& item : items) {
    if (item.kind == Item::Kind::instruction) {
      const Instruction& instruction = code.instructions[at(item.index)];
      if (code.arrays[at(instruction.out.array)].rate <= Rate::once) {
        code.once.push_back(item.index);
        continue;
      }
    }
    code.step.push_back(item);
  }
}

}  // namespace ronghe
