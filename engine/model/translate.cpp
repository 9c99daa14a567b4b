#include "model/translate.hpp"

#include "model/functions.hpp"
#include "model/jumps.hpp"
#include "model/library.hpp"
#include "model/memory.hpp"
#include "model/quantity.hpp"
#include "model/texts.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace ronghe {
namespace {

using Kind = Expression::Kind;
using Op = Term::Op;

constexpr double largest_whole_power = 1e6;
constexpr double most_terms = 1e7;  // of a reduction

// A unit that is only another name for a part of one: `%`, not `万元/亿元`.
bool names_a_share(const std::string& unit_text, const Unit& unit) {
  return unit.dimensionless() && unit_text.find_first_of("/*") == std::string::npos;
}

bool is_clock(const Value& value) {
  const Op op = value.term.op;
  return value.known() && (op == Op::time || op == Op::start_time || op == Op::stop_time);
}

Value unknown() { return {}; }

Value number_value(Op op, const Unit& unit, const Span& span, std::vector<Term> operands) {
  Value result;
  result.type = Value::Type::number;
  result.unit = unit;
  result.term.op = op;
  result.term.span = span;
  result.term.operands = std::move(operands);
  return result;
}

Value condition_value(Op op, const Span& span, std::vector<Term> operands) {
  Value result = number_value(op, Unit(), span, std::move(operands));
  result.type = Value::Type::condition;
  return result;
}

template <class... Values>
std::vector<Term> terms(Values&&... values) {
  std::vector<Term> result;
  result.reserve(sizeof...(values));
  (result.push_back(std::move(values.term)), ...);
  return result;
}

bool uses_loop(const Term& term, int loop) {
  for (const Axis& axis : term.axes) {
    if (axis.loop == loop) return true;
  }
  return std::any_of(term.operands.begin(), term.operands.end(), [&](const Term& t) { return uses_loop(t, loop); });
}

// A whole number written as an exponent: `2`, `-3`.
std::optional<double> written_exponent(const Expression& e) {
  const Expression& number = e.kind == Kind::negate ? e.operands[0] : e;
  if (number.kind != Kind::number || !number.unit_text.empty()) return std::nullopt;
  return e.kind == Kind::negate ? -number.value : number.value;
}

class Translator {
 public:
  Translator(Draft& draft, const Site& place) : draft_(draft), place_(place) {
    for (std::size_t i = 0; i < place.dimensions.size(); ++i) loops_.push_back({place.dimensions[i], place.cells[i]});
    scope_.names = place.instance != nullptr ? &place.instance->names : &draft.names;
    scope_.whole_numbers = place.instance != nullptr ? &place.instance->whole_numbers : nullptr;
    scope_.loops = &loops_;
    for (std::size_t i = 0; i < loops_.size(); ++i) scope_.visible.push_back(static_cast<int>(i));
  }

  std::optional<Equation> equation(const Expression& e, const Unit& unit, const Span& unit_span) {
    Value result = value(e, scope_, &unit);
    if (!check_number(draft_, result)) return std::nullopt;
    if (!fit(result, unit)) {
      Words words = mismatch_words(result, unit);
      words.emplace_back("name", place_.name);
      const bool amount = result.unit == unit * draft_.model.time.unit;
      draft_.diagnostics.error(amount ? "units.over_time" : "units.equation", e.span, std::move(words), unit_span);
      return std::nullopt;
    }
    return finished(std::move(result));
  }

  std::optional<Condition> condition(const Expression& e) {
    Value result = value(e, scope_, nullptr);
    if (!check_condition(draft_, result)) return std::nullopt;
    const bool single = result.term.op >= Op::equal && result.term.op <= Op::greater_equal;
    const std::optional<Unit> unit = single ? std::optional(compared_) : std::nullopt;
    return Condition{finished(std::move(result)), place_.dimensions, unit};
  }

 private:
  Equation finished(Value value) {
    Equation result;
    for (const ElementLoop& loop : loops_) result.loops.push_back(loop.dimension);
    result.cells = place_.cells;
    result.span = value.term.span;
    result.term = std::move(value.term);
    return result;
  }

  Value value(const Expression& e, const Scope& scope, const Unit* wanted) {
    switch (e.kind) {
      case Kind::number:
        return literal(e);
      case Kind::name:
        return name(e, scope);
      case Kind::call:
        return call(e, scope, wanted);
      case Kind::reduction:
        return reduction(e, scope, wanted);
      case Kind::negate:
        return negate(e, scope, wanted);
      case Kind::add:
        return sum(e, Op::add, scope, wanted);
      case Kind::subtract:
        return sum(e, Op::subtract, scope, wanted);
      case Kind::multiply:
      case Kind::divide:
        return product(e, scope, wanted);
      case Kind::power:
        return power(e, scope);
      case Kind::equal:
        return comparison(e, Op::equal, scope);
      case Kind::not_equal:
        return comparison(e, Op::not_equal, scope);
      case Kind::less:
        return comparison(e, Op::less, scope);
      case Kind::less_equal:
        return comparison(e, Op::less_equal, scope);
      case Kind::greater:
        return comparison(e, Op::greater, scope);
      case Kind::greater_equal:
        return comparison(e, Op::greater_equal, scope);
      case Kind::logical_and:
        return logical(e, Op::logical_and, scope);
      case Kind::logical_or:
        return logical(e, Op::logical_or, scope);
      case Kind::logical_not:
        return logical(e, Op::logical_not, scope);
      case Kind::conditional:
        return conditional(e, scope, wanted);
    }
    throw InternalError("an expression of no kind");
  }

  // --- numbers and names ---

  Value literal(const Expression& e) {
    Unit unit;
    if (!e.unit_text.empty()) {
      const auto own = draft_.unit(e.unit_text, e.name_span, format_number(e.value));
      if (!own) return unknown();
      unit = *own;
    }
    Value result = make_literal(e.value, unit, e.span);
    result.literal = true;
    result.bare = e.unit_text.empty();
    result.share = !result.bare && names_a_share(e.unit_text, unit);
    return result;
  }

  Value name(const Expression& e, const Scope& scope) {
    if (place_.instance != nullptr) {
      const auto parameter = place_.instance->parameters.find(e.name);
      if (parameter != place_.instance->parameters.end()) return parameter->second;
    }
    const Named* named = scope.names->find(e.name);
    if (named == nullptr) return unknown_variable(e);
    switch (named->kind) {
      case Named::Kind::variable:
        return reference(e, scope, named->index);
      case Named::Kind::lookup:
        draft_.diagnostics.error("name.lookup", e.name_span, {{"name", e.name}}, named->span);
        return unknown();
      case Named::Kind::dimension:
      case Named::Kind::mapping:
        draft_.diagnostics.error("name.dimension", e.name_span, {{"name", e.name}}, named->span);
        return unknown();
    }
    throw InternalError("a name of no kind");
  }

  Value reference(const Expression& e, const Scope& scope, int variable) {
    if (!draft_.declared[static_cast<std::size_t>(variable)].sound) return unknown();
    auto axes = find_axes(draft_, scope, e, variable);
    if (!axes) return unknown();
    Value result = number_value(Op::reference, draft_.variable(variable).unit, e.span, {});
    result.term.variable = variable;
    result.term.axes = std::move(*axes);
    return result;
  }

  Value unknown_variable(const Expression& e) {
    const auto element = draft_.dimension_of_element.find(e.name);
    if (element != draft_.dimension_of_element.end()) {
      draft_.diagnostics.error("name.element", e.name_span,
                               {{"name", e.name}, {"dimension", draft_.dimension(element->second).name}});
    } else if (find_function(e.name) != nullptr || draft_.library->find(e.name) != nullptr) {
      draft_.diagnostics.error("name.function", e.name_span, {{"name", e.name}});
    } else {
      draft_.unknown_name(e.name, e.name_span, draft_.names.of_kind(Named::Kind::variable));
    }
    return unknown();
  }

  // --- operators ---

  Value negate(const Expression& e, const Scope& scope, const Unit* wanted) {
    Value operand = value(e.operands[0], scope, wanted);
    if (!check_number(draft_, operand)) return unknown();
    if (operand.literal) {
      operand.term.value = -operand.term.value;
      operand.term.span = e.span;
      return operand;
    }
    const Unit unit = operand.unit;
    return number_value(Op::negate, unit, e.span, terms(operand));
  }

  // A bare number beside the clock is a date: `time >= 2025`.
  void read_date(Value& a, const Value& b) {
    if (!a.literal || !a.bare || !is_clock(b)) return;
    a.unit = draft_.model.time.unit;
    a.bare = false;
  }

  // The two sides of `+`, `-` or a comparison.
  struct Sides {
    Value a;
    Value b;
    std::optional<Unit> unit;  // nothing: they do not agree
  };

  Sides sides(const Expression& e, const Scope& scope, const Unit* wanted, bool dates) {
    Sides result;
    result.a = value(e.operands[0], scope, wanted);
    const bool told = result.a.type == Value::Type::number && !result.a.literal;
    result.b = value(e.operands[1], scope, told ? &result.a.unit : wanted);
    if (dates) {
      read_date(result.a, result.b);
      read_date(result.b, result.a);
    }
    result.unit = agree(draft_, {&result.a, &result.b}, wanted);
    return result;
  }

  Value sum(const Expression& e, Op op, const Scope& scope, const Unit* wanted) {
    Sides both = sides(e, scope, wanted, op == Op::subtract);
    if (!both.unit) return unknown();
    return number_value(op, *both.unit, e.span, terms(both.a, both.b));
  }

  Value comparison(const Expression& e, Op op, const Scope& scope) {
    Sides both = sides(e, scope, nullptr, true);
    if (!both.unit) return unknown();
    compared_ = *both.unit;
    // A condition on the clock jumps at a date that is known now.
    if (both.a.term.op == Op::time && clock_value(draft_.model.time, both.b.term)) {
      check_jump(draft_, both.b.term, JumpTime::date, loops_, place_.owner);
    } else if (both.b.term.op == Op::time && clock_value(draft_.model.time, both.a.term)) {
      check_jump(draft_, both.a.term, JumpTime::date, loops_, place_.owner);
    }
    return condition_value(op, e.span, terms(both.a, both.b));
  }

  Value logical(const Expression& e, Op op, const Scope& scope) {
    std::vector<Term> operands;
    bool good = true;
    for (const Expression& operand : e.operands) {
      Value side = value(operand, scope, nullptr);
      good = check_condition(draft_, side) && good;
      operands.push_back(std::move(side.term));
    }
    return good ? condition_value(op, e.span, std::move(operands)) : unknown();
  }

  Value conditional(const Expression& e, const Scope& scope, const Unit* wanted) {
    Value condition = value(e.operands[0], scope, nullptr);
    const bool good = check_condition(draft_, condition);
    Value a = value(e.operands[1], scope, wanted);
    const bool told = a.type == Value::Type::number && !a.literal;
    Value b = value(e.operands[2], scope, told ? &a.unit : wanted);
    if (a.type == Value::Type::condition && b.type == Value::Type::condition) {
      return good ? condition_value(Op::conditional, e.span, terms(condition, a, b)) : unknown();
    }
    const auto unit = agree(draft_, {&a, &b}, wanted);
    if (!good || !unit) return unknown();
    return number_value(Op::conditional, *unit, e.span, terms(condition, a, b));
  }

  // A chain of `*` and `/`, read as a whole, so that a share in it is a plain number unless the chain is wanted in its
  // unit.
  Value product(const Expression& e, const Scope& scope, const Unit* wanted) {
    std::vector<const Expression*> links;  // outermost last
    const Expression* first = &e;
    for (; first->kind == Kind::multiply || first->kind == Kind::divide; first = &first->operands[0])
      links.push_back(first);
    std::reverse(links.begin(), links.end());

    std::vector<Value> factors;
    factors.push_back(value(*first, scope, nullptr));
    for (const Expression* link : links) factors.push_back(value(link->operands[1], scope, nullptr));
    bool good = true;
    for (const Value& factor : factors) good = check_number(draft_, factor) && good;
    if (!good) return unknown();

    const auto unit_of = [&](std::size_t i) { return factors[i].share ? Unit() : factors[i].unit; };
    const auto divides = [&](std::size_t i) { return i > 0 && links[i - 1]->kind == Kind::divide; };
    Unit unit = unit_of(0);
    for (std::size_t i = 1; i < factors.size(); ++i) unit = divides(i) ? unit / unit_of(i) : unit * unit_of(i);
    for (std::size_t i = 0; i < factors.size(); ++i) {
      if (!factors[i].share) continue;
      if (wanted != nullptr && unit != *wanted) {
        const Unit kept = divides(i) ? unit / factors[i].unit : unit * factors[i].unit;
        if (kept == *wanted) {
          unit = kept;
          continue;
        }
      }
      fit(factors[i], Unit());
    }

    Term result = std::move(factors[0].term);
    for (std::size_t i = 1; i < factors.size(); ++i) {
      Term link;
      link.op = divides(i) ? Op::divide : Op::multiply;
      link.span = links[i - 1]->span;
      link.operands.push_back(std::move(result));
      link.operands.push_back(std::move(factors[i].term));
      result = std::move(link);
    }
    Value made;
    made.type = Value::Type::number;
    made.unit = unit;
    made.term = std::move(result);
    return made;
  }

  Value power(const Expression& e, const Scope& scope) {
    Value base = value(e.operands[0], scope, nullptr);
    const auto exponent = written_exponent(e.operands[1]);
    if (exponent && *exponent == std::trunc(*exponent) && std::abs(*exponent) <= largest_whole_power) {
      if (!check_number(draft_, base)) return unknown();
      if (base.share) fit(base, Unit());
      const int whole = static_cast<int>(*exponent);
      const Unit unit = base.unit == Unit() ? Unit() : base.unit.power(whole);
      Value result = number_value(Op::power_whole, unit, e.span, terms(base));
      result.term.exponent = whole;
      return result;
    }
    if (exponent && *exponent == 0.5) return square_root(std::move(base), e.span);
    Value above = value(e.operands[1], scope, nullptr);
    const bool good = demand_dimensionless(draft_, base, "^");
    if (!demand_dimensionless(draft_, above, "^") || !good) return unknown();
    return number_value(Op::power, Unit(), e.span, terms(base, above));
  }

  Value square_root(Value base, const Span& span) {
    if (!check_number(draft_, base)) return unknown();
    if (base.share) fit(base, Unit());
    const auto unit = base.unit == Unit() ? std::optional(Unit()) : base.unit.root(2);
    if (!unit) {
      draft_.diagnostics.error("units.no_root", base.term.span, {{"found", unit_word(base.unit)}});
      return unknown();
    }
    return number_value(Op::square_root, *unit, span, terms(base));
  }

  // --- reductions ---

  static Op reduction_op(const std::string& name) {
    if (name == "sum") return Op::sum;
    if (name == "mean") return Op::mean;
    if (name == "product") return Op::product;
    if (name == "min") return Op::smallest;
    return Op::largest;
  }

  // The dimensions that a reduction binds, in the model's order; nothing when one is no dimension.
  std::optional<std::vector<int>> bound_dimensions(const Expression& e, const Scope& scope) {
    std::vector<int> result;
    if (e.over_all) {
      result = free_dimensions(draft_, e.operands[0]);
      if (!result.empty()) return result;
      // What is inside may be wrong itself; then that is the mistake.
      if (value(e.operands[0], scope, nullptr).known()) {
        draft_.diagnostics.error("reduction.nothing", e.span, {{"name", e.name}});
      }
      return std::nullopt;
    }
    bool good = true;
    for (const Subscript& over : e.dimensions) {
      const Named* named = scope.names->find(over.name);
      if (named == nullptr || named->kind != Named::Kind::dimension) {
        draft_.unknown_name(over.name, over.span, scope.names->of_kind(Named::Kind::dimension));
        good = false;
      } else if (std::find(result.begin(), result.end(), named->index) != result.end()) {
        draft_.diagnostics.error("reduction.twice", over.span, {{"dimension", over.name}});
        good = false;
      } else {
        result.push_back(named->index);
      }
    }
    if (!good) return std::nullopt;
    std::sort(result.begin(), result.end());
    return result;
  }

  Value reduction(const Expression& e, const Scope& scope, const Unit* wanted) {
    const auto dimensions = bound_dimensions(e, scope);
    if (!dimensions) return unknown();
    std::vector<int> bound;
    double cells = 1;
    for (const int dimension : *dimensions) cells *= draft_.dimension(dimension).size();
    if (cells > most_terms) {
      draft_.diagnostics.error("reduction.too_large", e.span, {{"name", e.name}, {"most", format_number(most_terms)}});
      return unknown();
    }
    for (const int dimension : *dimensions) {
      bound.push_back(static_cast<int>(loops_.size()));
      loops_.push_back({dimension, whole_box(draft_.model, {dimension}).front()});
    }
    const Op op = reduction_op(e.name);
    Value operand = value(e.operands[0], bind_loops(draft_.model, scope, bound), op == Op::product ? nullptr : wanted);
    if (!check_number(draft_, operand)) return unknown();
    bool good = true;
    for (std::size_t i = 0; i < bound.size(); ++i) {
      if (uses_loop(operand.term, bound[i])) continue;
      const std::string& dimension = draft_.dimension((*dimensions)[i]).name;
      draft_.diagnostics.error("reduction.dimension_absent", e.span, {{"name", e.name}, {"dimension", dimension}});
      good = false;
    }
    if (op == Op::product) good = demand_dimensionless(draft_, operand, "product") && good;
    if (!good) return unknown();
    const Unit unit = operand.unit;
    Value result = number_value(op, unit, e.span, terms(operand));
    result.term.loops = std::move(bound);
    return result;
  }

  // --- functions ---

  Value call(const Expression& e, const Scope& scope, const Unit* wanted) {
    if (const Named* named = scope.names->find(e.name)) {
      if (named->kind == Named::Kind::lookup) return look_up(e, scope, named->index);
      draft_.diagnostics.error("function.not_one", e.name_span, {{"name", e.name}}, named->span);
      return unknown();
    }
    if (const Function* function = find_function(e.name)) {
      if (e.operands.size() < function->fewest || e.operands.size() > function->most) {
        draft_.diagnostics.error(
            "function.arguments", e.span,
            {{"name", e.name}, {"usage", function->usage}, {"found", std::to_string(e.operands.size())}});
        return unknown();
      }
      return apply(*function, e, scope, wanted);
    }
    if (const LibraryModel* model = draft_.library->find(e.name)) {
      if (!may_make_hidden(e)) return unknown();
      return unfold(draft_, {model, &e, &place_, &loops_, arguments(e, scope)});
    }
    std::vector<std::string> candidates = function_names();
    for (const std::string& library : Library::names()) candidates.push_back(library);
    for (const std::string& lookup : draft_.names.of_kind(Named::Kind::lookup)) candidates.push_back(lookup);
    Words words = {{"name", e.name}};
    if (const auto nearest = nearest_name(e.name, candidates)) words.emplace_back("nearest", *nearest);
    draft_.diagnostics.error("function.unknown", e.name_span, std::move(words));
    return unknown();
  }

  bool may_make_hidden(const Expression& e) {
    if (place_.owner >= 0) return true;
    draft_.diagnostics.error("function.in_check", e.span, {{"name", e.name}});
    return false;
  }

  std::vector<Value> arguments(const Expression& e, const Scope& scope) {
    std::vector<Value> result;
    for (const Expression& operand : e.operands) result.push_back(value(operand, scope, nullptr));
    return result;
  }

  Value look_up(const Expression& e, const Scope& scope, int index) {
    if (e.operands.size() != 1) {
      draft_.diagnostics.error(
          "function.arguments", e.span,
          {{"name", e.name}, {"usage", e.name + "(x)"}, {"found", std::to_string(e.operands.size())}});
      return unknown();
    }
    const Unit x_unit = draft_.model.lookups[static_cast<std::size_t>(index)].x_unit;
    Value x = value(e.operands[0], scope, &x_unit);
    const Lookup& lookup = draft_.model.lookups[static_cast<std::size_t>(index)];
    if (!demand(draft_, x, x_unit, lookup.span)) return unknown();
    Value result = number_value(Op::lookup, lookup.y_unit, e.span, terms(x));
    result.term.lookup = index;
    return result;
  }

  Value apply(const Function& function, const Expression& e, const Scope& scope, const Unit* wanted) {
    switch (function.rule) {
      case UnitRule::clock:
        return number_value(function.op, draft_.model.time.unit, e.span, {});
      case UnitRule::dimensionless: {
        const Unit one;
        Value x = value(e.operands[0], scope, &one);
        if (!demand_dimensionless(draft_, x, e.name)) return unknown();
        return number_value(function.op, one, e.span, terms(x));
      }
      case UnitRule::keep: {
        Value x = value(e.operands[0], scope, wanted);
        if (!check_number(draft_, x)) return unknown();
        if (x.literal && wanted != nullptr) fit(x, *wanted);
        const Unit unit = x.unit;
        return number_value(function.op, unit, e.span, terms(x));
      }
      case UnitRule::root:
        return square_root(value(e.operands[0], scope, nullptr), e.span);
      case UnitRule::common:
        return common(function, e, scope, wanted);
      case UnitRule::quotient:
        return quotient(e, scope, wanted);
      case UnitRule::step:
      case UnitRule::ramp:
      case UnitRule::pulse:
        return jump(function, e, scope, wanted);
      case UnitRule::previous:
      case UnitRule::delay_fixed:
      case UnitRule::random:
        return memory(function, e, scope);
    }
    throw InternalError("a function without a rule");
  }

  Value common(const Function& function, const Expression& e, const Scope& scope, const Unit* wanted) {
    std::vector<Value> values;
    const Unit* told = wanted;
    values.reserve(e.operands.size());
    for (const Expression& operand : e.operands) {
      values.push_back(value(operand, scope, told));
      if (values.back().type == Value::Type::number && !values.back().literal) told = &values.back().unit;
    }
    std::vector<Value*> all;
    for (Value& each : values) all.push_back(&each);
    const auto unit = agree(draft_, all, wanted);
    if (!unit) return unknown();
    Value result = std::move(values.front());
    for (std::size_t i = 1; i < values.size(); ++i) {
      result = number_value(function.op, *unit, e.span, terms(result, values[i]));
    }
    return result;
  }

  Value quotient(const Expression& e, const Scope& scope, const Unit* wanted) {
    std::vector<Value> values = arguments(e, scope);
    bool good = true;
    for (const Value& each : values) good = check_number(draft_, each) && good;
    if (!good) return unknown();
    Value& a = values[0];
    Value& b = values[1];
    Value& otherwise = values[2];
    if (a.share) fit(a, Unit());
    if (b.share) fit(b, Unit());
    if (a.zero() && !otherwise.literal) a.unit = otherwise.unit * b.unit;
    const Unit unit = a.zero() && otherwise.literal && wanted != nullptr ? *wanted : a.unit / b.unit;
    if (!demand(draft_, otherwise, unit, a.term.span)) return unknown();
    return number_value(Op::divide_or, unit, e.span, terms(a, b, otherwise));
  }

  // A date, or a length of time; bare numbers are dates only.
  bool moment(Value& value, bool date) {
    if (date && value.literal && value.bare) {
      value.unit = draft_.model.time.unit;
      value.bare = false;
    }
    return demand(draft_, value, draft_.model.time.unit);
  }

  Value jump(const Function& function, const Expression& e, const Scope& scope, const Unit* wanted) {
    const Unit& time = draft_.model.time.unit;
    const bool ramp = function.rule == UnitRule::ramp;
    std::vector<Value> values;
    values.push_back(value(e.operands[0], scope, ramp ? nullptr : wanted));
    bool good = check_number(draft_, values[0]);
    if (good && values[0].literal && wanted != nullptr) fit(values[0], ramp ? *wanted / time : *wanted);
    for (std::size_t i = 1; i < e.operands.size(); ++i) {
      const bool date = ramp || i == 1;
      values.push_back(value(e.operands[i], scope, &time));
      if (!moment(values.back(), date)) {
        good = false;
        continue;
      }
      const JumpTime kind = date ? JumpTime::date : i == 2 ? JumpTime::length : JumpTime::interval;
      check_jump(draft_, values.back().term, kind, loops_, place_.owner);
    }
    if (!good) return unknown();
    const Unit unit = ramp ? values[0].unit * time : values[0].unit;
    std::vector<Term> operands;
    for (Value& each : values) operands.push_back(std::move(each.term));
    return number_value(function.op, unit, e.span, std::move(operands));
  }

  Value memory(const Function& function, const Expression& e, const Scope& scope) {
    if (!may_make_hidden(e)) return unknown();
    std::vector<Value> values = arguments(e, scope);
    bool good = true;
    for (const Value& each : values) good = check_number(draft_, each) && good;
    if (!good) return unknown();
    if (function.rule == UnitRule::delay_fixed && !demand(draft_, values[1], draft_.model.time.unit)) return unknown();
    if (!agree(draft_, {&values.front(), &values.back()}, nullptr)) return unknown();
    return remember(draft_, {&function, &e, &place_, &scope, std::move(values)});
  }

  Draft& draft_;
  const Site& place_;
  std::vector<ElementLoop> loops_;  // grows with every reduction
  Scope scope_;
  Unit compared_;  // by the comparison that was finished last
};

}  // namespace

std::optional<Equation> translate(Draft& draft, const Expression& expression, const Site& place, const Unit& unit,
                                  const Span& unit_span) {
  return Translator(draft, place).equation(expression, unit, unit_span);
}

std::optional<Condition> translate_condition(Draft& draft, const Expression& expression, const Site& place) {
  return Translator(draft, place).condition(expression);
}

int add_hidden(Draft& draft, const std::string& name, Variable::Kind kind, const Unit& unit,
               std::vector<int> dimensions, int owner, const Span& span) {
  Variable variable;
  variable.name = name;
  variable.kind = kind;
  variable.unit = unit;
  for (const int dimension : dimensions) variable.cells *= draft.dimension(dimension).size();
  variable.dimensions = std::move(dimensions);
  variable.owner = owner;
  variable.span = span;
  draft.model.variables.push_back(std::move(variable));
  draft.declared.emplace_back();
  return static_cast<int>(draft.model.variables.size()) - 1;
}

}  // namespace ronghe
