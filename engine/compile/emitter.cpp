#include "compile/emitter.hpp"

#include "compile/fold.hpp"

#include <algorithm>
#include <bit>
#include <cstddef>
#include <cstring>
#include <utility>

namespace ronghe {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

template <class T>
void append(std::string& text, const T& value) {
  char bytes[sizeof(T)];
  std::memcpy(bytes, &value, sizeof(T));
  text.append(bytes, sizeof(T));
}

void append_all(std::string& text, const std::vector<int>& values) {
  append(text, values.size());
  for (const int value : values) append(text, value);
}

std::string text_of(const Operand& operand) {
  std::string text;
  append(text, operand.array);
  append(text, operand.offset);
  append_all(text, operand.strides);
  return text;
}

// Equal for instructions that compute the same.
std::string identity(const Instruction& in) {
  std::vector<std::string> operands;
  for (const Operand& operand : in.operands) operands.push_back(text_of(operand));
  const bool commutes = in.operation == Operation::add || in.operation == Operation::multiply;
  if (commutes && operands[1] < operands[0]) std::swap(operands[0], operands[1]);

  std::string text;
  append(text, in.operation);
  append_all(text, in.extents);
  append_all(text, in.reduced);
  for (const std::string& operand : operands) text += operand;
  append(text, in.exponent);
  append(text, in.lookup);
  append_all(text, in.table);
  append(text, in.key);
  append(text, in.at_start);
  append(text, in.held);
  return text;
}

}  // namespace

int View::stride(int loop) const {
  for (const Stride& known : strides) {
    if (known.loop == loop) return known.stride;
  }
  return 0;
}

void View::move(int loop, int stride) {
  if (stride == 0) return;
  auto place = strides.begin();
  while (place != strides.end() && place->loop < loop) ++place;
  if (place == strides.end() || place->loop != loop) {
    strides.insert(place, {loop, stride});
    return;
  }
  place->stride += stride;
  if (place->stride == 0) strides.erase(place);
}

std::vector<int> dense_strides(const std::vector<int>& extents) {
  std::vector<int> strides(extents.size(), 1);
  for (std::size_t i = extents.size(); i-- > 1;) strides[i - 1] = strides[i] * extents[i];
  return strides;
}

int product_of(const std::vector<int>& extents) {
  int product = 1;
  for (const int extent : extents) product *= extent;
  return product;
}

void Emitter::enter(std::vector<Loop> loops, int equation) {
  loops_ = std::move(loops);
  equation_ = equation;
}

std::vector<int> Emitter::ordered(std::vector<int> candidates) const {
  const auto key = [&](int loop) { return std::pair(loops_[at(loop)].extent, loops_[at(loop)].dimension); };
  candidates.erase(
      std::remove_if(candidates.begin(), candidates.end(), [&](int loop) { return loops_[at(loop)].extent == 1; }),
      candidates.end());
  std::sort(candidates.begin(), candidates.end(),
            [&](int a, int b) { return std::pair(key(a), a) < std::pair(key(b), b); });
  candidates.erase(std::unique(candidates.begin(), candidates.end()), candidates.end());
  return candidates;
}

int Emitter::add_array(Array array) {
  array.cells = product_of(array.extents);
  code_.arrays.push_back(std::move(array));
  return static_cast<int>(code_.arrays.size()) - 1;
}

int Emitter::source(Array::Source source, int variable, std::vector<int> extents, Rate rate, bool moves_in_step) {
  Array array;
  array.source = source;
  array.variable = variable;
  array.extents = std::move(extents);
  array.rate = rate;
  array.moves_in_step = moves_in_step && stages_;
  return add_array(std::move(array));
}

View Emitter::constant(std::vector<int> extents, std::vector<double> numbers, const std::vector<int>& over) {
  std::string text;
  append_all(text, extents);
  for (const double number : numbers) append(text, number);
  auto [place, inserted] = known_constants_.try_emplace(text, -1);
  if (inserted) {
    Array array;
    array.source = Array::Source::constant;
    array.extents = std::move(extents);
    array.rate = Rate::constant;
    array.numbers = std::move(numbers);
    place->second = add_array(std::move(array));
  }
  return dense(place->second, over);
}

View Emitter::number(double value) { return constant({}, {value}, {}); }

View Emitter::dense(int array, const std::vector<int>& over) const {
  View view;
  view.array = array;
  const std::vector<int> strides = dense_strides(code_.arrays[at(array)].extents);
  for (std::size_t i = 0; i < over.size(); ++i) view.move(over[i], strides[i]);
  return view;
}

Operand Emitter::operand(const View& view, const std::vector<int>& over) const {
  Operand result;
  result.array = view.array;
  result.offset = view.offset;
  for (const int loop : over) result.strides.push_back(view.stride(loop));
  return result;
}

bool Emitter::is_number(const View& view, double value) const {
  const Array& known = array(view.array);
  return known.source == Array::Source::constant && view.strides.empty() &&
         std::bit_cast<std::uint64_t>(known.numbers[at(view.offset)]) == std::bit_cast<std::uint64_t>(value);
}

View Emitter::apply(Operation operation, const std::vector<View>& operands, int exponent, int lookup) {
  // What changes no bit of any number: x · 1, x / 1 and x − 0, but not x + 0, which makes 0 of −0.
  if (operation == Operation::multiply && is_number(operands[1], 1)) return operands[0];
  if (operation == Operation::multiply && is_number(operands[0], 1)) return operands[1];
  if (operation == Operation::divide && is_number(operands[1], 1)) return operands[0];
  if (operation == Operation::subtract && is_number(operands[1], 0)) return operands[0];
  if (operation == Operation::select && operands[0].strides.empty() &&
      array(operands[0].array).source == Array::Source::constant) {
    return is_number(operands[0], 0) ? operands[2] : operands[1];  // truth is 0 or 1
  }

  std::vector<int> over;
  for (const View& view : operands) {
    for (const View::Stride& stride : view.strides) over.push_back(stride.loop);
  }
  over = ordered(std::move(over));
  Instruction instruction;
  instruction.operation = operation;
  instruction.exponent = exponent;
  instruction.lookup = lookup;
  for (const View& view : operands) instruction.operands.push_back(operand(view, over));
  return emit(std::move(instruction), over);
}

View Emitter::reduce(Operation operation, const View& view, const std::vector<int>& over) {
  std::vector<int> kept;
  for (const View::Stride& stride : view.strides) {
    if (std::find(over.begin(), over.end(), stride.loop) == over.end()) kept.push_back(stride.loop);
  }
  kept = ordered(std::move(kept));
  Instruction instruction;
  instruction.operation = operation;
  std::vector<int> axes = kept;
  for (const int loop : over) {
    if (loops_[at(loop)].extent == 1) continue;
    axes.push_back(loop);
    instruction.reduced.push_back(loops_[at(loop)].extent);
  }
  if (instruction.reduced.empty()) return view;
  instruction.operands.push_back(operand(view, axes));
  return emit(std::move(instruction), kept);
}

View Emitter::gather(int array, const std::vector<int>& over, std::vector<int> table) {
  Instruction instruction;
  instruction.operation = Operation::gather;
  instruction.table = std::move(table);
  instruction.operands.push_back({.array = array, .offset = 0, .strides = std::vector<int>(over.size(), 0)});
  return emit(std::move(instruction), over);
}

View Emitter::draw(Operation operation, const std::vector<int>& over, std::vector<int> cells, std::uint64_t key,
                   bool at_start) {
  Instruction instruction;
  instruction.operation = operation;
  instruction.table = std::move(cells);
  instruction.key = key;
  instruction.at_start = at_start;
  return emit(std::move(instruction), over);
}

View Emitter::held(const View& view) {
  if (!array(view.array).moves_in_step) return view;
  std::vector<int> over;
  for (const View::Stride& stride : view.strides) over.push_back(stride.loop);
  over = ordered(std::move(over));
  Instruction instruction;
  instruction.held = true;
  instruction.operands.push_back(operand(view, over));
  return emit(std::move(instruction), over);
}

View Emitter::emit(Instruction instruction, const std::vector<int>& over) {
  for (const int loop : over) instruction.extents.push_back(loops_[at(loop)].extent);
  const bool draws = instruction.operation == Operation::draw_first || instruction.operation == Operation::draw_second;

  Rate rate = draws ? (instruction.at_start ? Rate::once : Rate::step) : Rate::constant;
  bool moves = false;
  for (const Operand& operand : instruction.operands) {
    rate = std::max(rate, array(operand.array).rate);
    moves = moves || array(operand.array).moves_in_step;
  }
  if (rate == Rate::constant) {
    std::vector<double> numbers = fold(code_, instruction);
    return constant(std::move(instruction.extents), std::move(numbers), over);
  }

  auto [place, inserted] = known_.try_emplace(identity(instruction), -1);
  if (inserted) {
    Array result;
    result.extents = instruction.extents;
    result.rate = rate;
    result.moves_in_step = moves && !instruction.held;
    place->second = add_array(std::move(result));
    instruction.equation = equation_;
    instruction.out = {.array = place->second, .offset = 0, .strides = dense_strides(instruction.extents)};
    items_.push_back({Item::Kind::instruction, static_cast<int>(code_.instructions.size())});
    code_.instructions.push_back(std::move(instruction));
  }
  return dense(place->second, over);
}

int Emitter::begin_joined(std::vector<int> extents, Rate rate, bool moves_in_step) {
  Array array;
  array.extents = std::move(extents);
  array.rate = std::max(rate, Rate::data);
  array.moves_in_step = moves_in_step;
  return add_array(std::move(array));
}

void Emitter::copy_part(const View& from, const View& to) {
  std::vector<int> over;
  for (const View::Stride& stride : to.strides) over.push_back(stride.loop);
  over = ordered(std::move(over));
  Instruction instruction;
  for (const int loop : over) instruction.extents.push_back(loops_[at(loop)].extent);
  instruction.operands.push_back(operand(from, over));
  instruction.out = operand(to, over);
  instruction.equation = equation_;
  items_.push_back({Item::Kind::instruction, static_cast<int>(code_.instructions.size())});
  code_.instructions.push_back(std::move(instruction));
}

}  // namespace ronghe
