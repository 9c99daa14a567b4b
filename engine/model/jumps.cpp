// A jump between two grid dates would act a step too early or too late, and change with the step. So dates are checked:
// now where they are known, at the run where a constant gives them.
//
// In the later stages of a Runge-Kutta step the clock stands at t + dt/2 and t + dt. `step` and `pulse` keep the piece
// of the step's start by themselves; a condition such as `time >= 2025` would turn true in the stage at t + dt = 2025,
// one step before its date. So what jumps with time alone is held at its value of the first stage. `mod` jumps and runs
// at once: it is taken apart into what runs and what is held.
#include "model/jumps.hpp"

#include "model/clock.hpp"
#include "model/cut.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ronghe {
namespace {

using Op = Term::Op;

// A date may be this far from the grid, in steps: half the digits of a double around the year 2000.
constexpr double tolerance = 1e-6;
constexpr int deepest = 200;

class Evaluator {
 public:
  Evaluator(const Time& time, const Model* model) : time_(time), model_(model) {}

  std::optional<double> value(const Term& term, const std::vector<int>& loops, int depth = 0) const {
    if (depth > deepest) return std::nullopt;
    switch (term.op) {
      case Op::literal:
        return term.value;
      case Op::dt:
        return time_.step();
      case Op::start_time:
        return time_.start();
      case Op::stop_time:
        return time_.stop();
      case Op::reference:
        return model_ == nullptr ? std::nullopt : read(term, loops, depth);
      case Op::negate:
      case Op::add:
      case Op::subtract:
      case Op::multiply:
      case Op::divide:
      case Op::greater:
      case Op::greater_equal:
        return operate(term, loops, depth);
      default:
        return std::nullopt;  // not needed for a date or a delay time that someone would call constant
    }
  }

 private:
  std::optional<double> operate(const Term& term, const std::vector<int>& loops, int depth) const {
    const auto a = value(term.operands[0], loops, depth + 1);
    if (!a) return std::nullopt;
    if (term.op == Op::negate) return -*a;
    const auto b = value(term.operands[1], loops, depth + 1);
    if (!b) return std::nullopt;
    switch (term.op) {
      case Op::add:
        return *a + *b;
      case Op::subtract:
        return *a - *b;
      case Op::multiply:
        return *a * *b;
      case Op::divide:
        return *a / *b;
      case Op::greater:
        return *a > *b ? 1 : 0;
      default:
        return *a >= *b ? 1 : 0;
    }
  }

  std::optional<double> read(const Term& term, const std::vector<int>& loops, int depth) const {
    const Variable& variable = model_->variables[static_cast<std::size_t>(term.variable)];
    std::vector<int> elements;
    int cell = 0;
    for (std::size_t i = 0; i < term.axes.size(); ++i) {
      const Axis& axis = term.axes[i];
      int element = axis.element >= 0 ? axis.element : loops[static_cast<std::size_t>(axis.loop)];
      if (axis.element < 0 && !axis.map.empty()) element = axis.map[static_cast<std::size_t>(element)];
      elements.push_back(element);
      cell = cell * model_->dimensions[static_cast<std::size_t>(variable.dimensions[i])].size() + element;
    }
    if (variable.kind == Variable::Kind::constant) {
      const auto place = static_cast<std::size_t>(cell);
      const bool known = place < variable.values.size() && !std::isnan(variable.values[place]);
      return known ? std::optional(variable.values[place]) : std::nullopt;
    }
    if (variable.kind != Variable::Kind::auxiliary && variable.kind != Variable::Kind::at_start) return std::nullopt;
    if (variable.has_rule()) return std::nullopt;
    for (const Equation& equation : variable.equations) {
      bool covers = true;
      for (std::size_t i = 0; i < elements.size(); ++i) {
        covers = covers && std::binary_search(equation.cells[i].begin(), equation.cells[i].end(), elements[i]);
      }
      if (!covers) continue;
      elements.resize(equation.loops.size());
      return value(equation.term, elements, depth + 1);
    }
    return std::nullopt;
  }

  const Time& time_;
  const Model* model_;
};

// Whether a term stays what it is from the start on: literals, the clock, constants and what is computed at the start.
bool stays(const Draft& draft, const Term& term) {
  if (term.op == Op::time || term.op == Op::step || term.op == Op::ramp || term.op == Op::pulse) return false;
  if (term.op == Op::reference) {
    const Variable::Kind kind = draft.model.variables[static_cast<std::size_t>(term.variable)].kind;
    return kind == Variable::Kind::constant || kind == Variable::Kind::at_start;
  }
  return std::all_of(term.operands.begin(), term.operands.end(),
                     [&](const Term& operand) { return stays(draft, operand); });
}

Term operation(Op op, const Span& span, std::vector<Term> operands) {
  Term result;
  result.op = op;
  result.span = span;
  result.operands = std::move(operands);
  return result;
}

Term literal(double value, const Span& span) {
  Term result;
  result.value = value;
  result.span = span;
  return result;
}

// How far a moment is from the grid of steps, in steps, is at most the tolerance; an interval has at least one step.
Term on_grid(const Term& term, JumpTime moment) {
  const Span& span = term.span;
  Term from_start =
      moment == JumpTime::date ? operation(Op::subtract, span, {term, operation(Op::start_time, span, {})}) : term;
  const Term steps = operation(Op::divide, span, {std::move(from_start), operation(Op::dt, span, {})});
  const Term whole = operation(Op::round, span, {steps});
  Term near =
      operation(Op::less_equal, span,
                {operation(Op::abs, span, {operation(Op::subtract, span, {steps, whole})}), literal(tolerance, span)});
  if (moment != JumpTime::interval) return near;
  return operation(Op::logical_and, span,
                   {std::move(near), operation(Op::greater_equal, span, {whole, literal(1, span)})});
}

void check_known(Draft& draft, double value, const Term& term, JumpTime moment) {
  const Time& time = draft.model.time;
  const double steps = moment == JumpTime::date ? (value - time.start()) / time.step() : value / time.step();
  const bool near = std::abs(steps - std::round(steps)) <= tolerance;
  if (near && (moment != JumpTime::interval || std::round(steps) >= 1)) return;
  if (moment == JumpTime::date) {
    const GridDates dates = grid_dates(time, value);
    draft.diagnostics.error("time.jump_off_grid", term.span,
                            {{"date", format_number(value)}, {"before", dates.before}, {"after", dates.after}});
    return;
  }
  draft.diagnostics.error(
      "time.length_off_grid", term.span,
      {{"length", format_number(value)}, {"step", format_number(time.step())}, {"unit", time.unit.text()}});
}

// What a value changes with.
struct Change {
  bool time = false;
  bool else_ = false;

  Change& operator|=(const Change& other) {
    time = time || other.time;
    else_ = else_ || other.else_;
    return *this;
  }
  bool operator==(const Change&) const = default;
};

class Holder {
 public:
  explicit Holder(Model& model) : model_(model), changes_(model.variables.size()) {}

  void run() {
    for (std::size_t i = 0; i < changes_.size(); ++i) {
      const Variable::Kind kind = model_.variables[i].kind;
      changes_[i].else_ =
          kind == Variable::Kind::stock || kind == Variable::Kind::input || kind == Variable::Kind::memory;
    }
    // In step order one pass is enough, but for variables that use each other element by element.
    for (bool moved = true; moved;) {
      moved = false;
      for (const Evaluation& evaluation : model_.step_order) {
        const Variable& variable = model_.variables[static_cast<std::size_t>(evaluation.variable)];
        if (!computed(variable)) continue;
        Change& change = changes_[static_cast<std::size_t>(evaluation.variable)];
        const Change before = change;
        change |= change_of(variable.equations[static_cast<std::size_t>(evaluation.equation)].term);
        moved = moved || !(before == change);
      }
    }
    for (Variable& variable : model_.variables) {
      if (!computed(variable)) continue;
      for (Equation& equation : variable.equations) hold(equation.term);
    }
  }

 private:
  static bool computed(const Variable& variable) {
    return variable.kind == Variable::Kind::flow || variable.kind == Variable::Kind::auxiliary;
  }

  Change change_of(const Term& term) const {
    Change result;
    if (term.op == Op::time || term.op == Op::step || term.op == Op::ramp || term.op == Op::pulse) result.time = true;
    if (term.op == Op::reference) result |= changes_[static_cast<std::size_t>(term.variable)];
    for (const Term& operand : term.operands) result |= change_of(operand);
    return result;
  }

  bool jumps(const Term& term) const {
    switch (term.op) {
      case Op::equal:
      case Op::not_equal:
      case Op::less:
      case Op::less_equal:
      case Op::greater:
      case Op::greater_equal:
      case Op::round:
      case Op::truncate:
      case Op::mod:
        return true;
      case Op::lookup:
        return model_.lookups[static_cast<std::size_t>(term.lookup)].between == Lookup::Between::step;
      default:
        return false;
    }
  }

  // What is held needs no look inside: all of it is taken at the first stage.
  void hold(Term& term) {
    const Change change = jumps(term) ? change_of(term) : Change{};
    if (change.time && !change.else_) {
      if (term.op == Op::mod) {
        take_apart(term);
      } else {
        term.held = true;
        return;
      }
    }
    for (Term& operand : term.operands) hold(operand);
  }

  // mod(a, b) = a - b·floor(a / b), and floor(q) = int(q) - (1 if q < int(q) else 0): the same bits, and only the whole
  // part jumps.
  static void take_apart(Term& term) {
    const Span span = term.span;
    const Term a = std::move(term.operands[0]);
    const Term b = std::move(term.operands[1]);
    const Term quotient = operation(Op::divide, span, {a, b});
    const Term whole = operation(Op::truncate, span, {quotient});
    Term below = operation(Op::conditional, span,
                           {operation(Op::less, span, {quotient, whole}), literal(1, span), literal(0, span)});
    term = operation(Op::subtract, span,
                     {a, operation(Op::multiply, span, {b, operation(Op::subtract, span, {whole, std::move(below)})})});
  }

  Model& model_;
  std::vector<Change> changes_;
};

}  // namespace

std::optional<double> clock_value(const Time& time, const Term& term) {
  return Evaluator(time, nullptr).value(term, {});
}

std::optional<double> constant_value(const Model& model, const Term& term, const std::vector<int>& loops) {
  return Evaluator(model.time, &model).value(term, loops);
}

void check_jump(Draft& draft, const Term& term, JumpTime moment, const std::vector<ElementLoop>& loops, int owner) {
  if (const auto known = clock_value(draft.model.time, term)) {
    if (draft.time_known) check_known(draft, *known, term, moment);
    return;
  }
  if (!stays(draft, term)) {
    draft.diagnostics.error("time.jump_moves", term.span);
    return;
  }
  const Cut cut(draft, loops, used_loops(term));
  Requirement requirement;
  requirement.equation = cut.equation(draft, on_grid(term, moment));
  requirement.equation.span = term.span;
  requirement.equation.text = std::string(term.span.text());
  requirement.dimensions = cut.dimensions();
  requirement.code = "run.jump_off_grid";
  requirement.owner = owner;
  draft.model.requirements.push_back(std::move(requirement));
}

void hold_jumps(Model& model) { Holder(model).run(); }

}  // namespace ronghe
