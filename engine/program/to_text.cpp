// A program in words:
//
//   program cooling-cup: euler, 240 steps of 0.25 from 0
//   data
//     %0        room_temperature
//   each step
//     %1        temperature                     stock, from %0
//     %2        subtract %1 %0                  cooling
//
// An array is called %n, with its extents: %3[2 x 8]. An operand that does not run over all of its array in order says
// where it begins and how far each axis moves in it: %3+8(0, 1).
#include "program/code.hpp"
#include "ronghe/program.hpp"

#include <cstddef>
#include <string>
#include <vector>

#include <fmt/format.h>

namespace ronghe {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

std::string name(const Code& code, int array) {
  std::string text = fmt::format("%{}", array);
  const std::vector<int>& extents = code.arrays[at(array)].extents;
  if (extents.empty()) return text;
  return text + fmt::format("[{}]", fmt::join(extents, " x "));
}

std::string numbers(const std::vector<double>& values) {
  constexpr std::size_t shown = 8;
  std::string text;
  for (std::size_t i = 0; i < values.size() && i < shown; ++i) {
    text += (i == 0 ? "" : ", ") + fmt::format("{}", values[i]);
  }
  if (values.size() > shown) text += ", …";
  return text;
}

// An array that is read as a whole.
std::string whole(const Code& code, int array) {
  const Array& known = code.arrays[at(array)];
  if (known.source == Array::Source::constant && known.cells == 1) return numbers(known.numbers);
  return fmt::format("%{}", array);
}

std::string operand_text(const Code& code, const Instruction& in, const Operand& operand) {
  const Array& array = code.arrays[at(operand.array)];
  std::string text = whole(code, operand.array);
  if (array.source == Array::Source::constant && array.cells == 1) return text;
  if (in.operation == Operation::gather) return text;
  std::vector<int> dense(operand.strides.size(), 1);
  std::vector<int> extents = in.extents;
  extents.insert(extents.end(), in.reduced.begin(), in.reduced.end());
  for (std::size_t i = extents.size(); i-- > 1;) dense[i - 1] = dense[i] * extents[i];
  if (operand.offset == 0 && operand.strides == dense && extents == array.extents) return text;
  if (operand.offset != 0) text += fmt::format("+{}", operand.offset);
  if (!operand.strides.empty()) text += fmt::format("({})", fmt::join(operand.strides, ", "));
  return text;
}

std::string instruction_text(const Code& code, const Instruction& in) {
  std::string text(name_of(in.operation));
  if (in.held) text = "hold";
  for (const Operand& operand : in.operands) text += " " + operand_text(code, in, operand);
  if (in.operation == Operation::power_whole) text += fmt::format(" {}", in.exponent);
  if (in.operation == Operation::lookup) text += " in " + code.lookup_names[at(in.lookup)];
  if (in.operation == Operation::gather) {
    text += " at (" + numbers(std::vector<double>(in.table.begin(), in.table.end())) + ")";
  }
  if (is_reduction(in.operation)) text += fmt::format(" over [{}]", fmt::join(in.reduced, " x "));
  if (in.each_stage) text += ", each stage";
  return text;
}

class Writer {
 public:
  explicit Writer(const Code& code) : code_(code) {}

  std::string write() {
    const Clock& clock = code_.clock;
    constexpr const char* methods[] = {"euler", "rk2", "rk4"};
    text_ = fmt::format("program {}: {}, {} steps of {} from {}\n", code_.model,
                        methods[static_cast<int>(clock.method)], clock.steps, clock.step(), clock.at(0));
    constants();
    section("data");
    for (std::size_t i = 0; i < code_.arrays.size(); ++i) {
      if (code_.arrays[i].source == Array::Source::data) source(static_cast<int>(i), "");
    }
    instructions(Rate::data);
    section("once per run");
    instructions(Rate::once);
    section("time only");
    if (code_.time >= 0) line(name(code_, code_.time), "time", "");
    if (code_.number >= 0) line(name(code_, code_.number), "number of the step", "");
    for (const InputCode& input : code_.inputs) source(input.present, "input, from " + whole(code_, input.reference));
    instructions(Rate::time);
    section("each step");
    for (const StockCode& stock : code_.stocks) source(stock.state, "stock, from " + whole(code_, stock.initial));
    for (const MemoryCode& memory : code_.memories)
      source(memory.state, "memory, from " + whole(code_, memory.initial));
    instructions(Rate::step);
    section("saved or tested");
    for (const Observation& observation : code_.observations) {
      const std::string what = code_.variables[at(observation.variable)].name;
      line(whole(code_, observation.window.array), what + cells_text(observation.window), "");
    }
    section("then");
    for (const MemoryCode& memory : code_.memories) {
      const std::string after = memory.delay >= 0 ? "after " + whole(code_, memory.delay) : "one step later";
      line(fmt::format("%{}", memory.state), fmt::format("becomes {}, {}", whole(code_, memory.remembered), after), "");
    }
    for (const StockCode& stock : code_.stocks) {
      line(fmt::format("%{}", stock.state), "moves by dt * " + whole(code_, stock.net_flow),
           code_.variables[at(stock.variable)].name);
    }
    return std::move(text_);
  }

 private:
  // Which cells a window shows, where they are not the array's own.
  std::string cells_text(const Window& window) const {
    const Array& array = code_.arrays[at(window.array)];
    const auto cells = static_cast<std::size_t>(array.cells);
    if (window.cells.size() == cells) return {};
    return fmt::format(", {} cells", window.cells.size());
  }

  // A heading is written when the first line below it comes.
  void section(std::string heading) { heading_ = std::move(heading); }

  void line(const std::string& left, const std::string& middle, const std::string& right) {
    if (!heading_.empty()) text_ += heading_ + "\n";
    heading_.clear();
    std::string text = fmt::format("  {:<17} {}", left, middle);
    if (!right.empty()) text = fmt::format("{:<60} # {}", text, right);
    text_ += text + "\n";
  }

  void source(int array, const std::string& what) {
    const int variable = code_.arrays[at(array)].variable;
    line(name(code_, array), code_.variables[at(variable)].name, what);
  }

  void constants() {
    section("constants");
    for (std::size_t i = 0; i < code_.arrays.size(); ++i) {
      const Array& array = code_.arrays[i];
      if (array.source != Array::Source::constant || array.cells == 1) continue;
      line(name(code_, static_cast<int>(i)), numbers(array.numbers), "");
    }
  }

  void instructions(Rate rate) {
    for (const Instruction& in : code_.instructions) {
      const Array& out = code_.arrays[at(in.out.array)];
      if (out.rate != rate) continue;
      std::string left = name(code_, in.out.array);
      if (in.extents != out.extents || in.out.offset != 0) {
        left = fmt::format("%{}+{}", in.out.array, in.out.offset);
        if (!in.out.strides.empty()) left += fmt::format("({})", fmt::join(in.out.strides, ", "));
      }
      line(left, instruction_text(code_, in), in.equation >= 0 ? code_.equations[at(in.equation)].name : "");
    }
  }

  const Code& code_;
  std::string text_;
  std::string heading_;
};

}  // namespace

std::string to_text(const Program& program) { return Writer(program.code()).write(); }

}  // namespace ronghe
