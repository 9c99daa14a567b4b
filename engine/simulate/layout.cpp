#include "simulate/layout.hpp"

#include "ronghe/diagnostics.hpp"

#include <algorithm>
#include <limits>
#include <map>

#include <unistd.h>

namespace ronghe {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

constexpr std::size_t line = 8;  // doubles in a cache line

std::size_t padded(std::size_t count) { return (count + line - 1) / line * line; }

// Free memory between 0 and an end that grows.
class Heap {
 public:
  std::size_t take(std::size_t size) {
    auto best = free_.end();
    for (auto hole = free_.begin(); hole != free_.end(); ++hole) {
      if (hole->second >= size && (best == free_.end() || hole->second < best->second)) best = hole;
    }
    if (best == free_.end()) {
      const std::size_t place = end_;
      end_ += size;
      return place;
    }
    const std::size_t place = best->first;
    const std::size_t rest = best->second - size;
    free_.erase(best);
    if (rest > 0) free_[place + size] = rest;
    return place;
  }

  void give_back(std::size_t place, std::size_t size) {
    auto after = free_.lower_bound(place);
    if (after != free_.end() && place + size == after->first) {
      size += after->second;
      after = free_.erase(after);
    }
    if (after != free_.begin()) {
      const auto before = std::prev(after);
      if (before->first + before->second == place) {
        before->second += size;
        return;
      }
    }
    free_[place] = size;
  }

  std::size_t end() const { return end_; }

 private:
  std::map<std::size_t, std::size_t> free_;  // by place: size
  std::size_t end_ = 0;
};

// Positions between which an array is alive. 0, 1, … are the instructions of `once`, then comes the moment where the
// states get their initial values, then the items of a step, then its end.
struct Life {
  int begin = std::numeric_limits<int>::max();
  int end = -1;

  void writes(int position) {
    begin = std::min(begin, position);
    end = std::max(end, position);
  }
  void reads(int position) { end = std::max(end, position); }
};

// A result may take the place of an operand that dies with it when every number is read just before it is written.
bool may_replace(const Instruction& in, int dead) {
  if (is_reduction(in.operation) || in.operation == Operation::gather || in.out.offset != 0) return false;
  return std::all_of(in.operands.begin(), in.operands.end(), [&](const Operand& operand) {
    return operand.array != dead || (operand.offset == 0 && operand.strides == in.out.strides);
  });
}

std::vector<char> moving_settings(const Code& code, const Ensemble& ensemble) {
  std::vector<char> varies(code.variables.size(), 0);
  for (const Setting& setting : ensemble.settings) {
    const bool differs = std::any_of(setting.values.begin(), setting.values.end(),
                                     [&](double value) { return !(value == setting.values.front()); });
    if (differs) varies[at(setting.variable)] = 1;
  }
  return varies;
}

bool plans_differ(const Ensemble& ensemble) {
  const std::vector<int>& plans = ensemble.plan_of_member;
  return std::any_of(plans.begin(), plans.end(), [&](int plan) { return plan != plans.front(); });
}

}  // namespace

Layout::Layout(const Code& code, const Ensemble& ensemble, int width)
    : code_(code), width_(width), varies_(code.arrays.size(), 0), places_(code.arrays.size(), 0) {
  if (width > 1) find_varying(ensemble);
  place_arrays();
  for (const int index : code.once) once.push_back(bind(code.instructions[at(index)]));
  for (const Item& item : code.step) {
    if (item.kind == Item::Kind::observation) {
      observations.push_back(bind(item));
      continue;
    }
    const Instruction& instruction = code.instructions[at(item.index)];
    step.push_back(bind(instruction));
    if (instruction.each_stage) later_stage.push_back(step.back());
  }
}

// States make a circle: what flows into a stock may depend on it. So this starts with no state varying and goes on
// until nothing new is found.
void Layout::find_varying(const Ensemble& ensemble) {
  const std::vector<char> settings = moving_settings(code_, ensemble);
  for (std::size_t i = 0; i < code_.arrays.size(); ++i) {
    const Array& array = code_.arrays[i];
    if (array.source == Array::Source::data) varies_[i] = settings[at(array.variable)];
    if (array.source == Array::Source::input) varies_[i] = settings[at(array.variable)] || plans_differ(ensemble);
  }
  for (bool more = true; more;) {
    more = false;
    const auto spread = [&](int from, int to) {
      if (!varies_[at(from)] || varies_[at(to)]) return;
      varies_[at(to)] = 1;
      more = true;
    };
    for (const Instruction& instruction : code_.instructions) {
      for (const Operand& operand : instruction.operands) spread(operand.array, instruction.out.array);
      const bool draws =
          instruction.operation == Operation::draw_first || instruction.operation == Operation::draw_second;
      if (draws) varies_[at(instruction.out.array)] = 1;
    }
    for (const StockCode& stock : code_.stocks) {
      spread(stock.initial, stock.state);
      spread(stock.net_flow, stock.state);
    }
    for (const MemoryCode& memory : code_.memories) {
      spread(memory.initial, memory.state);
      spread(memory.remembered, memory.state);
      if (memory.delay >= 0) spread(memory.delay, memory.state);
    }
  }
}

void Layout::place_arrays() {
  const int starting = static_cast<int>(code_.once.size());
  const int first = starting + 1;
  const int last = first + static_cast<int>(code_.step.size());

  std::vector<Life> lives(code_.arrays.size());
  std::vector<char> lasts(code_.arrays.size(), 0);  // keeps its place from step to step
  const auto meet = [&](const Instruction& instruction, int position) {
    for (const Operand& operand : instruction.operands) lives[at(operand.array)].reads(position);
    lives[at(instruction.out.array)].writes(position);
  };
  for (std::size_t i = 0; i < code_.once.size(); ++i) {
    meet(code_.instructions[at(code_.once[i])], static_cast<int>(i));
  }
  for (std::size_t i = 0; i < code_.step.size(); ++i) {
    const int position = first + static_cast<int>(i);
    const Item& item = code_.step[i];
    if (item.kind == Item::Kind::observation) {
      lives[at(code_.observations[at(item.index)].window.array)].reads(position);
    } else {
      meet(code_.instructions[at(item.index)], position);
    }
  }
  for (const StockCode& stock : code_.stocks) {
    lives[at(stock.initial)].reads(starting);
    lives[at(stock.net_flow)].reads(last);
  }
  for (const MemoryCode& memory : code_.memories) {
    lives[at(memory.initial)].reads(last);  // what is given until the delay has passed
    lives[at(memory.remembered)].reads(last);
    if (memory.delay >= 0) lives[at(memory.delay)].reads(starting);
  }
  for (const RequirementCode& requirement : code_.requirements) {
    lives[at(requirement.condition.array)].reads(last);
    lives[at(requirement.value.array)].reads(last);
  }
  for (const CheckCode& check : code_.checks) {
    lives[at(check.condition.array)].reads(last);
    lives[at(check.violation.array)].reads(last);
  }

  // What the first stage computes for later ones.
  std::vector<char> repeated(code_.arrays.size(), 0);
  for (const Instruction& instruction : code_.instructions) {
    if (instruction.each_stage) repeated[at(instruction.out.array)] = 1;
  }
  for (const Instruction& instruction : code_.instructions) {
    if (!instruction.each_stage) continue;
    for (const Operand& operand : instruction.operands) {
      if (!repeated[at(operand.array)]) lasts[at(operand.array)] = 1;
    }
  }
  if (code_.clock.method != Integration::euler) {
    for (const StockCode& stock : code_.stocks) lasts[at(stock.net_flow)] = 1;
  }

  const auto size_of = [&](int array) {
    return padded(static_cast<std::size_t>(code_.arrays[at(array)].cells) * at(lanes(array)));
  };
  std::size_t end = 0;
  for (std::size_t i = 0; i < code_.arrays.size(); ++i) {
    const bool from_outside = code_.arrays[i].source != Array::Source::computed;
    const bool from_once = lives[i].begin < first && lives[i].end >= first;
    lasts[i] = lasts[i] || from_outside || from_once;
    if (!lasts[i]) continue;
    places_[i] = static_cast<std::ptrdiff_t>(end);
    end += size_of(static_cast<int>(i));
  }

  // Everything else shares what comes behind.
  std::vector<std::vector<int>> dying(static_cast<std::size_t>(last) + 1);
  std::vector<char> placed(code_.arrays.size(), 0);
  for (std::size_t i = 0; i < code_.arrays.size(); ++i) {
    if (!lasts[i] && lives[i].end >= 0) dying[at(lives[i].end)].push_back(static_cast<int>(i));
  }
  Heap heap;
  std::vector<char> replaced(code_.arrays.size(), 0);
  const auto compute = [&](const Instruction& instruction, int position) {
    const int out = instruction.out.array;
    if (lasts[at(out)] || placed[at(out)]) return;
    placed[at(out)] = 1;
    for (const Operand& operand : instruction.operands) {
      const int dead = operand.array;
      const bool fits = !lasts[at(dead)] && !replaced[at(dead)] && lives[at(dead)].end == position &&
                        size_of(dead) == size_of(out) && lanes(dead) == lanes(out) &&
                        code_.arrays[at(dead)].cells == code_.arrays[at(out)].cells && may_replace(instruction, dead) &&
                        lives[at(out)].begin == position;
      if (!fits) continue;
      replaced[at(dead)] = 1;
      places_[at(out)] = places_[at(dead)];
      return;
    }
    places_[at(out)] = static_cast<std::ptrdiff_t>(end + heap.take(size_of(out)));
  };
  for (int position = 0; position <= last; ++position) {
    if (position < starting) {
      compute(code_.instructions[at(code_.once[at(position)])], position);
    } else if (position >= first && position < last) {
      const Item& item = code_.step[at(position - first)];
      if (item.kind == Item::Kind::instruction) compute(code_.instructions[at(item.index)], position);
    }
    for (const int dead : dying[at(position)]) {
      if (replaced[at(dead)]) continue;
      heap.give_back(static_cast<std::size_t>(places_[at(dead)]) - end, size_of(dead));
    }
  }
  size_ = end + heap.end();
  if (size_ > static_cast<std::size_t>(std::numeric_limits<std::int32_t>::max())) {
    throw InternalError("a program larger than the machine's slots");
  }
}

BoundObservation Layout::bind(const Item& item) const {
  const Window& window = code_.observations[at(item.index)].window;
  BoundObservation bound;
  bound.observation = item.index;
  bound.before = static_cast<int>(step.size());
  bound.every_step = code_.arrays[at(window.array)].rate > Rate::once;
  bound.side_by_side = true;
  for (std::size_t i = 1; i < window.places.size(); ++i) {
    bound.side_by_side = bound.side_by_side && window.places[i] == window.places[i - 1] + 1;
  }
  bound.begin = place(window.array) + std::ptrdiff_t{window.places[0]} * lanes(window.array);
  bound.count = window.places.size() * at(lanes(window.array));
  return bound;
}

Bound Layout::bind(const Instruction& in) {
  Bound bound;
  BoundDetail detail;
  std::array<int, 4> numbers{};  // for each cell
  std::array<const Operand*, 4> operands{&in.out, nullptr, nullptr, nullptr};
  for (std::size_t k = 0; k < in.operands.size(); ++k) operands[k + 1] = &in.operands[k];
  for (std::size_t k = 0; k < 4; ++k) {
    if (!operands[k]) continue;
    numbers[k] = lanes(operands[k]->array);
    bound.place[k] =
        static_cast<std::int32_t>(place(operands[k]->array) + std::ptrdiff_t{operands[k]->offset} * numbers[k]);
  }
  bound.exponent = in.exponent;
  detail.key = in.key;
  detail.at_start = in.at_start;
  if (in.lookup >= 0) detail.curve = &code_.lookups[at(in.lookup)];

  if (in.operation == Operation::gather || operands_of(in.operation) == 0) {
    bound.count = numbers[0];
    for (const int cell : in.table) {
      detail.table.push_back(std::ptrdiff_t{cell} * (in.operation == Operation::gather ? numbers[1] : 1));
    }
    details_.push_back(std::move(detail));
    bound.detail = &details_.back();
    bound.kernel = kernel_of(in.operation, bound.stride, bound.count, details_.back());
    return bound;
  }

  // Axes from the outermost on, the members last; neighbours that run on in all operands become one.
  struct Axis {
    int extent;
    std::array<std::ptrdiff_t, 4> strides;
  };
  std::vector<Axis> axes;
  const auto add = [&](const Axis& axis) {
    if (axis.extent == 1) return;
    if (!axes.empty()) {
      bool runs_on = true;
      for (std::size_t k = 0; k < 4; ++k) {
        runs_on = runs_on && axes.back().strides[k] == axis.extent * axis.strides[k];
      }
      if (runs_on) {
        axes.back() = {axes.back().extent * axis.extent, axis.strides};
        return;
      }
    }
    axes.push_back(axis);
  };
  for (std::size_t i = 0; i < in.extents.size(); ++i) {
    Axis axis{in.extents[i], {}};
    for (std::size_t k = 0; k < 4; ++k) {
      if (operands[k]) axis.strides[k] = std::ptrdiff_t{operands[k]->strides[i]} * numbers[k];
    }
    add(axis);
  }
  Axis members{numbers[0], {}};
  for (std::size_t k = 0; k < 4; ++k) members.strides[k] = operands[k] && numbers[k] > 1 ? 1 : 0;
  add(members);

  if (!axes.empty()) {
    bound.count = axes.back().extent;
    for (std::size_t k = 0; k < 4; ++k) bound.stride[k] = static_cast<std::int32_t>(axes.back().strides[k]);
    axes.pop_back();
  }
  if (axes.size() > 16) throw InternalError("an array of more than sixteen dimensions");
  for (const Axis& axis : axes) {
    detail.extents.push_back(axis.extent);
    detail.strides.push_back(axis.strides);
  }
  if (is_reduction(in.operation)) {
    detail.table = {0};
    for (std::size_t r = 0; r < in.reduced.size(); ++r) {
      const std::ptrdiff_t stride = std::ptrdiff_t{in.operands[0].strides[in.extents.size() + r]} * numbers[1];
      std::vector<std::ptrdiff_t> longer;
      for (const std::ptrdiff_t before : detail.table) {
        for (int i = 0; i < in.reduced[r]; ++i) longer.push_back(before + i * stride);
      }
      detail.table = std::move(longer);
    }
  }
  bound.kernel = kernel_of(in.operation, bound.stride, bound.count, detail);
  if (!detail.extents.empty() || !detail.table.empty() || detail.curve) {
    details_.push_back(std::move(detail));
    bound.detail = &details_.back();
  }
  return bound;
}

int choose_width(const Code& code, const Ensemble& ensemble, int asked, int threads) {
  if (asked > 0) return asked;
  if (ensemble.members < 8) return 1;
  const long cache = sysconf(_SC_LEVEL2_CACHE_SIZE);
  const std::size_t bytes = cache > 0 ? static_cast<std::size_t>(cache) : std::size_t{1} << 20;
  // A block for each thread, and no wider than what is left to do.
  const int share = (ensemble.members + threads - 1) / threads;
  int width = std::min(64, (share + 7) / 8 * 8);
  while (width > 8 && 2 * sizeof(double) * Layout(code, ensemble, width).size() > bytes / 2) {
    width = std::max(8, width / 2 / 8 * 8);
  }
  return width;
}

}  // namespace ronghe
