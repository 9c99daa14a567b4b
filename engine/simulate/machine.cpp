#include "simulate/machine.hpp"

#include "ronghe/diagnostics.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <limits>

namespace ronghe {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// x - x is 0 when x is finite and NaN when not.
bool all_finite(const double* x, std::size_t count) {
  double sums[8] = {0, 0, 0, 0, 0, 0, 0, 0};
  std::size_t i = 0;
  for (; i + 8 <= count; i += 8) {
    for (std::size_t k = 0; k < 8; ++k) sums[k] += x[i + k] - x[i + k];
  }
  double sum = 0;
  for (; i < count; ++i) sum += x[i] - x[i];
  for (const double part : sums) sum += part;
  return sum == 0;
}

// Cells of a series before each of its variables.
std::vector<std::size_t> first_cells(const Series& series) {
  std::vector<std::size_t> first;
  std::size_t before = 0;
  for (const int cells : series.cells) {
    first.push_back(before);
    before += at(cells);
  }
  return first;
}

}  // namespace

Machine::Machine(const Code& code, const Ensemble& ensemble, const Layout& layout, const Inputs& inputs, bool strict,
                 Trajectories& trajectories)
    : code_(code),
      ensemble_(ensemble),
      layout_(layout),
      inputs_(inputs),
      strict_(strict),
      trajectories_(trajectories),
      memory_(layout.size() + 8, 0.0),
      rings_(code.memories.size()),
      moves_(std::max<std::size_t>(ensemble.plans.size(), 1)),
      members_(at(layout.width())),
      plans_(at(layout.width()), 0) {
  const auto address = reinterpret_cast<std::uintptr_t>(memory_.data());
  slots_ = memory_.data() + (64 - address % 64) % 64 / sizeof(double);
  if (code.clock.method != Integration::euler) {
    for (const StockCode& stock : code.stocks) {
      stages_.push_back({std::vector<double>(numbers(stock.state)), std::vector<double>(numbers(stock.state))});
    }
  }
  first_of_saved_ = first_cells(trajectories);
  first_of_followed_ = first_cells(trajectories.each_step);
  moment_.seed = ensemble.seed;
  moment_.members = members_.data();
  for (std::size_t i = 0; i < code.arrays.size(); ++i) {
    const Array& array = code.arrays[i];
    if (array.source != Array::Source::constant) continue;
    std::copy(array.numbers.begin(), array.numbers.end(), slot(static_cast<int>(i)));
  }
}

std::size_t Machine::numbers(int array) const { return at(code_.arrays[at(array)].cells) * at(layout_.lanes(array)); }

// Both hold the same cells in the same order; `from` may be broadcast over the members.
void Machine::copy_cells(int to, int from) {
  const double* source = slot(from);
  double* target = slot(to);
  if (layout_.lanes(to) == layout_.lanes(from)) {
    std::copy(source, source + numbers(from), target);
    return;
  }
  for (int cell = 0; cell < code_.arrays[at(from)].cells; ++cell) {
    target = std::fill_n(target, layout_.lanes(to), source[cell]);
  }
}

BlockResult Machine::run(int first, int count) {
  begin_block(first, count);
  const Clock& clock = code_.clock;
  int saved = 0;
  for (step_ = 0; step_ <= clock.steps; ++step_) {
    save_ = clock.saves(step_) ? saved++ : -1;
    first_stage();
    stop_lanes();
    if (alive_ == 0 || step_ == clock.steps) break;
    advance();
  }
  return std::move(result_);
}

void Machine::begin_block(int first, int count) {
  first_ = first;
  count_ = count;
  alive_ = count;
  lanes_.assign(at(layout_.width()), Lane::stopped);
  std::fill_n(lanes_.begin(), count, Lane::live);
  for (int lane = 0; lane < layout_.width(); ++lane) {
    const int member = first + std::min(lane, count - 1);
    members_[at(lane)] = static_cast<std::uint64_t>(ensemble_.first_member) + static_cast<std::uint64_t>(member);
    if (!ensemble_.plan_of_member.empty()) plans_[at(lane)] = ensemble_.plan_of_member[at(member)];
  }
  result_ = {};
  for (std::size_t i = 0; i < code_.checks.size(); ++i) {
    result_.checks.emplace_back().check = static_cast<int>(i);
  }

  moment_.step = 0;
  fill_data();
  for (const Bound& instruction : layout_.once) instruction.kernel(instruction, slots_, moment_);
  for (const StockCode& stock : code_.stocks) copy_cells(stock.state, stock.initial);
  begin_memories();
  for (const InputCode& input : code_.inputs) copy_cells(input.present, input.reference);
}

// Reference values: the model's own, then the settings.
void Machine::fill_data() {
  for (const VariableCode& variable : code_.variables) {
    if (variable.array < 0) continue;
    const int lanes = layout_.lanes(variable.array);
    double* const values = slot(variable.array);
    for (std::size_t cell = 0; cell < variable.values.size(); ++cell) {
      std::fill_n(values + std::ptrdiff_t{variable.places[cell]} * lanes, lanes, variable.values[cell]);
    }
  }
  for (const Setting& setting : ensemble_.settings) {
    const VariableCode& variable = code_.variables[at(setting.variable)];
    if (variable.array < 0) continue;
    const int lanes = layout_.lanes(variable.array);
    double* const values = slot(variable.array) + std::ptrdiff_t{variable.places[at(setting.cell)]} * lanes;
    for (int lane = 0; lane < lanes; ++lane) {
      const int member = first_ + std::min(lane, count_ - 1);
      values[lane] = setting.values.size() == 1 ? setting.values[0] : setting.values[at(member)];
    }
  }
}

// --- memory -------------------------------------------------------------------------------------------------------

void Machine::begin_memories() {
  for (std::size_t m = 0; m < code_.memories.size(); ++m) {
    const MemoryCode& memory = code_.memories[m];
    Ring& ring = rings_[m];
    const std::size_t size = numbers(memory.state);
    const int lanes = layout_.lanes(memory.state);
    ring.delays.assign(size, 1);
    if (memory.delay >= 0) {
      const int delay_lanes = layout_.lanes(memory.delay);
      const double* const delay = slot(memory.delay);
      for (std::size_t i = 0; i < size; ++i) {
        const std::size_t source = delay_lanes == lanes ? i : i / at(lanes);
        double places = std::round(delay[source] / code_.clock.step());
        if (!(places >= 1)) places = 1;
        ring.delays[i] = static_cast<int>(std::min(places, static_cast<double>(code_.clock.steps) + 1));
      }
    }
    const auto [least, most] = std::minmax_element(ring.delays.begin(), ring.delays.end());
    ring.equal_delays = *least == *most;
    ring.length = *most;
    ring.rows.resize(std::max(ring.rows.size(), static_cast<std::size_t>(ring.length) * size));
  }
}

// What the memory gives in this step.
void Machine::recall(const MemoryCode& memory, Ring& ring) {
  const std::size_t size = numbers(memory.state);
  double* const state = slot(memory.state);
  if (ring.equal_delays) {
    const int delay = ring.delays[0];
    if (step_ < delay) {
      if (step_ == 0) copy_cells(memory.state, memory.initial);
      return;
    }
    const double* const row = ring.rows.data() + at((step_ - delay) % ring.length) * size;
    std::copy(row, row + size, state);
    return;
  }
  if (step_ == 0) copy_cells(memory.state, memory.initial);
  for (std::size_t i = 0; i < size; ++i) {
    const int delay = ring.delays[i];
    if (step_ >= delay) state[i] = ring.rows[at((step_ - delay) % ring.length) * size + i];
  }
}

void Machine::remember(const MemoryCode& memory, Ring& ring) {
  const std::size_t size = numbers(memory.state);
  double* row = ring.rows.data() + at(step_ % ring.length) * size;
  const double* const value = slot(memory.remembered);
  if (layout_.lanes(memory.state) == layout_.lanes(memory.remembered)) {
    std::copy(value, value + size, row);
    return;
  }
  for (int cell = 0; cell < code_.arrays[at(memory.remembered)].cells; ++cell) {
    row = std::fill_n(row, layout_.lanes(memory.state), value[cell]);
  }
}

// --- a step -------------------------------------------------------------------------------------------------------

void Machine::set_inputs(const std::vector<int>& cells, double time) {
  for (const int index : cells) {
    const MovedCell& cell = inputs_.cells()[at(index)];
    const InputCode& input = code_.inputs[at(cell.input)];
    const int lanes = layout_.lanes(input.present);
    const int base_lanes = layout_.lanes(input.reference);
    double* const present = slot(input.present) + std::ptrdiff_t{cell.place} * lanes;
    const double* const base = slot(input.reference) + std::ptrdiff_t{cell.place} * base_lanes;
    // Lanes of one plan mostly stand together, and every plan is prepared at most once.
    for (std::size_t plan = 0; plan < moves_.size(); ++plan) {
      const auto follows = [&](int lane) { return plans_[at(lane)] == static_cast<int>(plan); };
      int lane = 0;
      while (lane < lanes && !follows(lane)) ++lane;
      if (lane == lanes) continue;
      moves_[plan].prepare(code_.clock, cell.schedules[plan], step_, time);
      for (; lane < lanes; ++lane) {
        if (follows(lane)) present[lane] = moves_[plan].value(base[base_lanes == 1 ? 0 : lane]);
      }
    }
  }
}

void Machine::first_stage() {
  const double time = code_.clock.at(step_);
  moment_.step = static_cast<std::uint64_t>(step_);
  if (code_.time >= 0) *slot(code_.time) = time;
  if (code_.number >= 0) *slot(code_.number) = step_;
  set_inputs(inputs_.changing(step_), time);
  for (std::size_t m = 0; m < code_.memories.size(); ++m) recall(code_.memories[m], rings_[m]);

  const Bound* const instructions = layout_.step.data();
  std::size_t next = 0;
  const auto run_to = [&](std::size_t end) {
    for (; next < end; ++next) instructions[next].kernel(instructions[next], slots_, moment_);
  };
  for (const BoundObservation& observation : layout_.observations) {
    run_to(at(observation.before));
    observe(observation);
  }
  run_to(layout_.step.size());
  test_requirements();
  test_checks();
  for (std::size_t m = 0; m < code_.memories.size(); ++m) remember(code_.memories[m], rings_[m]);
}

void Machine::later_stage(double time) {
  if (code_.time >= 0) *slot(code_.time) = time;
  set_inputs(inputs_.moving(step_), time);
  for (const Bound& instruction : layout_.later_stage) instruction.kernel(instruction, slots_, moment_);
}

// Calls combine(stock, state, net flow, buffers' index) for runs of numbers, `count` of them, where the net flow is a
// run or one number (stride 0).
template <class Combine>
void Machine::for_each_stock_number(Combine combine) {
  for (std::size_t s = 0; s < code_.stocks.size(); ++s) {
    const StockCode& stock = code_.stocks[s];
    double* const state = slot(stock.state);
    const double* const flow = slot(stock.net_flow);
    const std::size_t size = numbers(stock.state);
    const std::size_t lanes = at(layout_.lanes(stock.state));
    if (lanes == at(layout_.lanes(stock.net_flow))) {
      for (std::size_t i = 0; i < size; ++i) combine(s, i, state[i], flow[i]);
    } else {
      for (std::size_t i = 0; i < size; ++i) combine(s, i, state[i], flow[i / lanes]);
    }
  }
}

void Machine::advance() {
  const Clock& clock = code_.clock;
  const double dt = clock.step();
  const double end = clock.at(step_ + 1);
  switch (clock.method) {
    case Integration::euler:
      for_each_stock_number([&](std::size_t, std::size_t, double& state, double flow) { state = state + dt * flow; });
      return;
    case Integration::rk2: {
      const double half = dt / 2;
      for_each_stock_number([&](std::size_t s, std::size_t i, double& state, double flow) {
        stages_[s].start[i] = state;
        stages_[s].sum[i] = flow;
        state = state + dt * flow;
      });
      later_stage(end);
      for_each_stock_number([&](std::size_t s, std::size_t i, double& state, double flow) {
        state = stages_[s].start[i] + half * (stages_[s].sum[i] + flow);
      });
      return;
    }
    case Integration::rk4: {
      const double middle = clock.between(step_);
      const double half = dt / 2;
      const double sixth = dt / 6;
      for_each_stock_number([&](std::size_t s, std::size_t i, double& state, double flow) {
        stages_[s].start[i] = state;
        stages_[s].sum[i] = flow;
        state = state + half * flow;
      });
      for (const double reach : {half, dt}) {
        later_stage(middle);
        for_each_stock_number([&](std::size_t s, std::size_t i, double& state, double flow) {
          stages_[s].sum[i] = stages_[s].sum[i] + 2 * flow;
          state = stages_[s].start[i] + reach * flow;
        });
      }
      later_stage(end);
      for_each_stock_number([&](std::size_t s, std::size_t i, double& state, double flow) {
        state = stages_[s].start[i] + sixth * (stages_[s].sum[i] + flow);
      });
      return;
    }
  }
}

// --- what comes out -----------------------------------------------------------------------------------------------

void Machine::observe(const BoundObservation& bound) {
  const Observation& observation = code_.observations[at(bound.observation)];
  if (step_ == 0 || bound.every_step) {
    // A run is looked at as a whole; cell by cell only when something is wrong in it.
    const bool finite = bound.side_by_side && all_finite(slots_ + bound.begin, bound.count);
    if (!finite) find_not_finite(observation.window, observation.variable, observation.equation, "run.not_finite");
  }
  if (save_ >= 0 && observation.output >= 0) {
    save(observation.window, trajectories_, first_of_saved_[at(observation.output)], save_);
  }
  if (observation.followed >= 0) {
    save(observation.window, trajectories_.each_step, first_of_followed_[at(observation.followed)], step_);
  }
}

void Machine::find_not_finite(const Window& window, int variable, int equation, const char* reason) {
  const int lanes = layout_.lanes(window.array);
  const double* const values = slot(window.array);
  for (std::size_t i = 0; i < window.places.size(); ++i) {
    const double* const cell = values + std::ptrdiff_t{window.places[i]} * lanes;
    if (all_finite(cell, at(lanes))) continue;
    for (int lane = 0; lane < count_; ++lane) {
      const double value = cell[lanes == 1 ? 0 : lane];
      if (!std::isfinite(value)) fail(lane, Lane::failed, window, i, value, variable, equation, reason);
    }
  }
}

void Machine::save(const Window& window, Series& series, std::size_t first_cell, int time) {
  const int lanes = layout_.lanes(window.array);
  const double* const values = slot(window.array);
  const std::size_t times = series.times.size();
  const std::size_t members = at(series.members);
  for (std::size_t i = 0; i < window.cells.size(); ++i) {
    const double* const cell = values + std::ptrdiff_t{window.places[i]} * lanes;
    double* const row =
        series.values.data() + ((first_cell + at(window.cells[i])) * times + at(time)) * members + at(first_);
    if (alive_ == count_) {
      if (lanes == 1) {
        std::fill_n(row, count_, *cell);
      } else {
        std::copy(cell, cell + count_, row);
      }
      continue;
    }
    for (int lane = 0; lane < count_; ++lane) {
      if (lanes_[at(lane)] != Lane::stopped) row[lane] = cell[lanes == 1 ? 0 : lane];
    }
  }
}

void Machine::test_requirements() {
  for (const RequirementCode& requirement : code_.requirements) {
    const Window& window = requirement.condition;
    if (step_ > 0 && code_.arrays[at(window.array)].rate <= Rate::once) continue;
    const int lanes = layout_.lanes(window.array);
    const int value_lanes = layout_.lanes(requirement.value.array);
    for (std::size_t i = 0; i < window.places.size(); ++i) {
      const double* const holds = slot(window.array) + std::ptrdiff_t{window.places[i]} * lanes;
      const double* const value =
          slot(requirement.value.array) + std::ptrdiff_t{requirement.value.places[i]} * value_lanes;
      for (int lane = 0; lane < count_; ++lane) {
        if (holds[lanes == 1 ? 0 : lane] != 0) continue;
        fail(lane, Lane::failed, window, i, value[value_lanes == 1 ? 0 : lane], requirement.variable,
             requirement.equation, requirement.code);
      }
    }
  }
}

bool Machine::asked(const CheckCode& check) const {
  switch (check.when) {
    case CheckCode::When::always:
      return true;
    case CheckCode::When::at_start:
      return step_ == 0;
    case CheckCode::When::at_stop:
      return step_ == code_.clock.steps;
  }
  return false;
}

void Machine::test_checks() {
  for (const CheckCode& check : code_.checks) {
    if (asked(check)) find_not_finite(check.violation, -1, check.equation, "run.check_not_finite");
  }
  for (std::size_t i = 0; i < code_.checks.size(); ++i) {
    if (asked(code_.checks[i])) count_check(code_.checks[i], result_.checks[i]);
  }
}

void Machine::count_check(const CheckCode& check, CheckResult& result) {
  const Window& window = check.condition;
  const int lanes = layout_.lanes(window.array);
  const int violation_lanes = layout_.lanes(check.violation.array);
  for (std::size_t i = 0; i < window.places.size(); ++i) {
    const double* const holds = slot(window.array) + std::ptrdiff_t{window.places[i]} * lanes;
    const double* const violation =
        slot(check.violation.array) + std::ptrdiff_t{check.violation.places[i]} * violation_lanes;
    for (int lane = 0; lane < count_; ++lane) {
      if (holds[lanes == 1 ? 0 : lane] != 0) continue;
      if (lanes_[at(lane)] == Lane::stopped || lanes_[at(lane)] == Lane::failed) continue;
      const double size = violation[violation_lanes == 1 ? 0 : lane];
      if (strict_) fail(lane, Lane::broken, window, i, size, -1, check.equation, "run.check_broken");
      ++result.violations;
      if (result.violations > 1 && !(size > result.largest)) continue;
      result.largest = std::max(0.0, size);
      result.member = first_ + lane;
      result.step = step_;
      result.cell = window.cells[i];
      result.time = code_.clock.at(step_);
    }
  }
}

void Machine::fail(int lane, Lane how, const Window& window, std::size_t cell, double value, int variable, int equation,
                   const std::string& reason) {
  if (lanes_[at(lane)] != Lane::live) return;
  lanes_[at(lane)] = how;
  LaneFailure failure;
  failure.member = first_ + lane;
  failure.step = step_;
  failure.time = code_.clock.at(step_);
  failure.variable = variable;
  failure.cell = window.cells[cell];
  failure.value = value;
  failure.code = reason;
  if (equation >= 0) failure.span = code_.equations[at(equation)].span;
  result_.failures.push_back(std::move(failure));
}

// Takes back what was saved of lanes that stop in this step.
void Machine::stop_lanes() {
  const auto take_back = [&](Series& series, int time, int lane) {
    const std::size_t times = series.times.size();
    const std::size_t members = at(series.members);
    for (std::size_t row = at(time) * members; row < series.values.size(); row += times * members) {
      series.values[row + at(first_ + lane)] = std::numeric_limits<double>::quiet_NaN();
    }
  };
  for (int lane = 0; lane < count_; ++lane) {
    if (lanes_[at(lane)] != Lane::failed && lanes_[at(lane)] != Lane::broken) continue;
    lanes_[at(lane)] = Lane::stopped;
    --alive_;
    if (save_ >= 0) take_back(trajectories_, save_, lane);
    take_back(trajectories_.each_step, step_, lane);
  }
}

}  // namespace ronghe
