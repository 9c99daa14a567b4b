#include "model/memory.hpp"

#include "model/cut.hpp"

#include <utility>

namespace ronghe {
namespace {

std::vector<int> loops_in(const std::vector<Value>& values) {
  std::vector<bool> used;
  std::vector<int> result;
  for (const Value& value : values) {
    for (const int loop : used_loops(value.term)) {
      if (used.size() <= static_cast<std::size_t>(loop)) used.resize(static_cast<std::size_t>(loop) + 1, false);
      used[static_cast<std::size_t>(loop)] = true;
    }
  }
  for (std::size_t i = 0; i < used.size(); ++i) {
    if (used[i]) result.push_back(static_cast<int>(i));
  }
  return result;
}

Term reference_to(const Draft& draft, int variable, std::vector<Axis> axes) {
  Term result;
  result.op = Term::Op::reference;
  result.variable = variable;
  result.axes = std::move(axes);
  result.span = draft.model.variables[static_cast<std::size_t>(variable)].span;
  return result;
}

Equation worded(Equation equation) {
  equation.text = std::string(equation.span.text());
  return equation;
}

// The delay time of `delay_fixed` is taken at the start. One that moves later becomes a variable of its own, so that
// what is asked of it (to be above zero) is asked of the value that counts.
Term delay_at_start(Draft& draft, const MemoryCall& call, Term delay, const std::string& name) {
  const bool literal = delay.op == Term::Op::literal;
  const bool fixed =
      delay.op == Term::Op::reference && (draft.variable(delay.variable).kind == Variable::Kind::constant ||
                                          draft.variable(delay.variable).kind == Variable::Kind::at_start);
  if (literal || fixed) return delay;
  const Span span = delay.span;
  const Cut cut(draft, *call.scope->loops, used_loops(delay));
  const int variable = add_hidden(draft, name + "·T", Variable::Kind::at_start, draft.model.time.unit, cut.dimensions(),
                                  call.place->owner, span);
  draft.variable(variable).equations.push_back(worded(cut.equation(draft, std::move(delay))));
  return reference_to(draft, variable, cut.axes());
}

void require_positive(Draft& draft, const MemoryCall& call, const Term& delay) {
  if (delay.op == Term::Op::literal) {
    if (!(delay.value > 0)) draft.diagnostics.error("model.delay_not_positive", delay.span);
    return;
  }
  const Cut cut(draft, *call.scope->loops, used_loops(delay));
  Term condition;
  condition.op = Term::Op::greater;
  condition.span = delay.span;
  condition.operands = {delay, Term{}};
  condition.operands[1].span = delay.span;
  Requirement requirement;
  requirement.equation = worded(cut.equation(draft, std::move(condition)));
  requirement.dimensions = cut.dimensions();
  requirement.code = "run.delay_not_positive";
  requirement.owner = call.place->owner;
  draft.model.requirements.push_back(std::move(requirement));
}

}  // namespace

Value remember(Draft& draft, MemoryCall call) {
  const Variable::Memory memory = call.function->memory;
  const std::string function(call.function->name);
  const std::string name = call.place->name + "·" + function + "·" + std::to_string(++(*call.place->uses)[function]);
  const Span& span = call.expression->span;
  const bool random = memory == Variable::Memory::random_uniform || memory == Variable::Memory::random_normal;
  const Unit unit = call.arguments.front().unit;

  Value& first = call.arguments.front();
  Value& last = call.arguments.back();
  if (memory == Variable::Memory::delay_fixed) {
    Value& delay = call.arguments[1];
    delay.term = delay_at_start(draft, call, std::move(delay.term), name);
    require_positive(draft, call, delay.term);
  }
  // Each cell in sight draws for itself; what is remembered is over what occurs in it.
  const Cut cut(draft, *call.scope->loops, random ? call.scope->visible : loops_in(call.arguments));
  const int variable = add_hidden(draft, name, Variable::Kind::memory, unit, cut.dimensions(), call.place->owner, span);
  Variable& made = draft.variable(variable);
  made.memory = memory;
  made.equations.push_back(worded(cut.equation(draft, std::move(first.term))));
  made.initial.push_back(worded(cut.equation(draft, std::move(last.term))));
  if (memory == Variable::Memory::delay_fixed) {
    made.delay.push_back(worded(cut.equation(draft, std::move(call.arguments[1].term))));
  }

  Value result;
  result.type = Value::Type::number;
  result.unit = unit;
  result.term = reference_to(draft, variable, cut.axes());
  return result;
}

}  // namespace ronghe
