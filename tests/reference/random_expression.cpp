#include "reference/random_expression.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdlib>
#include <iterator>
#include <numeric>
#include <stdexcept>
#include <utility>

#include <fmt/format.h>

namespace ronghe::reference {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

// The parts of a pattern, each made anew where it stands:
//   u  a value of the wanted unit         v  one of another unit, the same in the whole pattern
//   1  a pure number                      s  a pure number between -1 and 1
//   r  the wanted unit per time           if  a condition
//   leaf  a reference or literal          any  any variable, what a memory may remember
//   one, one v  the number 1 in the unit of u, of v
//   sum  a reduction                      lookup  a lookup
//   T  a time constant   D  some steps    L  many steps    date  a date on the grid    when  one as a literal
//   n  a small whole number               c  a number with decimals
//   comparison  its sign                  until  falls through 0 in the course of the run
//   call, pure, risky  another pattern
constexpr std::string_view of_any_unit[] = {
    "{leaf}",
    "({u} + {u})",
    "({u} - {u})",
    "({u} - {u} + {u})",
    "({u} * {1})",
    "({u} / (1 + abs({1})))",
    "min({u}, {u})",
    "max({u}, {u})",
    "max({u}, {u}, {u})",
    "(if {if} then {u} else {u})",
    "abs({u})",
    "(-{u})",
    "mod({u}, {one} + abs({u}))",
    "sqrt(abs({u} * {u}))",
    "({u} ^ 2 / ({one} + abs({u})))",
    "divide({u} * {u}, {u}, {u})",
    "({u} * {v} / ({one v} + abs({v})))",
    "{sum}",
    "{sum}",
    "{sum}",
    "{lookup}",
    "({D} * {r})",
    "step({u}, {date})",
    "ramp({u} / {D}, {when}, {when})",
    "pulse({u}, {date}, {D})",
    "pulse({u}, {date}, (2 * dt), {D})",
    "{call}",
    "{call}",
    "{call}",
};

constexpr std::string_view calls[] = {
    "smooth1({u}, {T})",
    "smooth1({u}, {T}, {leaf})",
    "smooth3({u}, {L})",
    "smooth_n({u}, {L}, {n})",
    "delay1({u}, {T})",
    "delay1({u}, {T}, {leaf})",
    "delay3({u}, {L})",
    "delay_n({u}, {L}, {n})",
    "({one} * trend({one} + abs({leaf}), {L}) * {D})",
    "forecast({one} + abs({leaf}), {L}, {D})",
    "initial({u})",
    "previous({any}, {leaf})",
    "previous({any}, {leaf})",
    "delay_fixed({any}, {D}, {leaf})",
    "delay_fixed({any}, {T}, {leaf})",
    "random_uniform({leaf}, {leaf})",
    "random_normal({leaf}, {one})",
};

constexpr std::string_view pure_numbers[] = {
    "exp({s})",
    "exp(min({1}, 3))",
    "ln(1 + abs({1}))",
    "log10(0.01 + abs({1}))",
    "sin({1})",
    "cos({1})",
    "tan({s})",
    "arcsin({s})",
    "arccos({s})",
    "arctan({1})",
    "sinh({s})",
    "cosh({s})",
    "tanh({1})",
    "sqrt(abs({1}))",
    "round({1})",
    "int({1})",
    "({s} ^ {n})",
    "({s} ^ 11)",
    "({s} ^ 0)",
    "((1 + abs({1})) ^ -{n})",
    "(abs({1}) ^ 1.37)",
    "(abs({1}) ^ {s})",
    "(abs({1}) ^ 0.5)",
    "((time - start_time) / {L})",
    "sin((stop_time - time) / {L})",
    "({v} / ({one v} + abs({v})))",
    "({v} / ({one v} + abs({v})))",
    "(dt / {D})",
    "(0 * {1} + 0)",  // 0 or -0
    "max(0 * {1}, 0)",
    "min(0, 0 * {1})",
    "min(0 * {1}, 0)",
    "{lookup}",
    "{lookup}",
    "{1}",
    "{risky}",
};

constexpr std::string_view small_numbers[] = {
    "tanh({1})", "sin({1})", "cos({1})", "max(-1, min({1}, 1))", "({1} / (10 + abs({1})))",
};

// Infinite or not a number, at once or after some time, so that some lanes fail.
constexpr std::string_view risky_numbers[] = {
    "ln({until} + {s})", "sqrt({until} + {s})", "({until} ^ 0.7)", "(exp(-99 * {until}) ^ 9)",
    "arcsin({1} / 9)",   "(1 / {1})",           "exp({1} ^ 3)",    "sqrt(9 - {1})",
};

constexpr std::string_view rates[] = {
    "{leaf r}", "({r} + {leaf r})", "({r} * {s})", "{sum r}", "({u} / {T})", "({u} / {T})",
};

constexpr std::string_view conditions[] = {
    "({v} {comparison} {v})",
    "({v} {comparison} {v})",
    "({1} {comparison} {1})",
    "({1} {comparison} {1})",
    "({if} and {if})",
    "({if} or {if})",
    "(not {if})",
    "(time {comparison} {when})",
    "((time - start_time) / {D} {comparison} 1.5)",
};

constexpr std::string_view bounds[] = {
    "{u}",
    "{scale} * tanh({u} / {scale})",
    "{scale} * sin({u} / {scale})",
    "max(min({u}, {scale}), -{scale})",
    "{u} / (1 + abs({1}))",
    "{scale} * {s}",
};

constexpr std::string_view time_constants[] = {"({c} * dt * (2 + {s}))", "({c} * dt + 2 * dt)", "{D}", "{D}", "{L}"};

}  // namespace

// --- what has been declared ---

std::string Quantity::reference() const { return name.find(' ') == std::string::npos ? name : "`" + name + "`"; }

WholeFraction WholeFraction::operator+(WholeFraction other) const {
  const int common = std::lcm(denominator, other.denominator);
  const int sum = numerator * (common / denominator) + other.numerator * (common / other.denominator);
  const int divisor = std::max(1, std::gcd(sum, common));
  return {sum / divisor, common / divisor};
}

WholeFraction WholeFraction::operator*(int factor) const {
  return WholeFraction{0, 1} + WholeFraction{numerator * factor, denominator};
}

std::string WholeFraction::text() const {
  return denominator == 1 ? std::to_string(numerator) : fill("{}/{}", {numerator, denominator});
}

double WholeFraction::value() const { return static_cast<double>(numerator) / static_cast<double>(denominator); }

bool World::same_family(int a, int b) const {
  const auto family = [&](int index) { return set(index).kind == Set::Kind::copy ? index : set(index).root; };
  return family(a) == family(b);
}

bool Scope::has(int set) const { return std::find(sets.begin(), sets.end(), set) != sets.end(); }

// --- texts ---

std::string fill(std::string_view pattern, std::initializer_list<Word> words) {
  std::string result;
  for (const Word& word : words) {
    const std::size_t place = pattern.find("{}");
    result += pattern.substr(0, place);
    result += word.text;
    pattern.remove_prefix(place + 2);
  }
  return result += pattern;
}

std::string with_unit(const std::string& number, int unit) {
  return unit == 0 ? number : number + " " + units[at(unit)];
}

std::string ExpressionWriter::number(int low, int high) {
  const int hundredths = random_.between(low * 100, high * 100);
  const int size = std::abs(hundredths);
  return fmt::format("{}{}.{:02}", hundredths < 0 ? "-" : "", size / 100, size % 100);
}

std::string ExpressionWriter::literal(int unit, bool rate) {
  std::string text = with_unit(number(-9, 9), unit);
  if (text.front() == '-') text = "(" + text + ")";
  return rate ? fill("({} / {})", {text, duration_literal(random_.between(2, 9))}) : text;
}

std::string ExpressionWriter::duration_literal(int steps) const {
  return fmt::format("{} {}", (world_.step * steps).value(), world_.time_unit);
}

std::string ExpressionWriter::duration(int low, int high) {
  const int steps = random_.between(low, high);
  return random_.chance(50) ? duration_literal(steps) : fill("({} * dt)", {steps});
}

std::string ExpressionWriter::date_literal(int step) const {
  const double value = (world_.start + world_.step * step).value();
  return value < 0 ? fmt::format("(-{} {})", -value, world_.time_unit) : fmt::format("{} {}", value, world_.time_unit);
}

std::string ExpressionWriter::time_constant(const Scope& scope) {
  // Rarely one that may not be positive, which fails the lane of a delay.
  const bool bad = scope.calls && random_.chance(2);
  const std::string_view pattern = bad ? "(3 * dt * (0.5 + {s}))" : random_.pick(time_constants);
  return expand(pattern, 0, scope, 1);
}

// --- references ---

// The ways to give an index to an axis over `axis`: "" for the element that is in sight anyway.
std::vector<std::string> ExpressionWriter::indices(const Quantity& quantity, int axis, const Scope& scope) const {
  const std::string& name = world_.set(axis).name;
  std::vector<std::string> result;
  if (scope.has(axis)) result.assign(6, "");
  int parts = 0;
  for (const int set : scope.sets) {
    if (set == axis || !world_.related(set, axis)) continue;
    if (world_.full(set) && world_.full(axis)) result.insert(result.end(), 3, name + "=" + world_.set(set).name);
    if (!world_.full(set) && world_.set(axis).kind == Set::Kind::own) ++parts;
  }
  if (parts == 1 && !scope.has(axis)) result.insert(result.end(), 4, "");
  for (const SetMapping& mapping : world_.mappings) {
    if (mapping.to == axis && scope.has(mapping.from)) result.push_back(name + "=" + mapping.name);
  }
  int alike = 0;
  for (const int other : quantity.sets) alike += world_.related(other, axis) ? 1 : 0;
  const auto& elements = world_.set(axis).elements;
  result.push_back(name + "=" + elements.front());
  result.push_back(alike == 1 ? elements.back() : name + "=" + elements.back());
  return result;
}

std::string ExpressionWriter::refer(int quantity, const Scope& scope, const Indices& fixed) {
  const Quantity& meant = world_.quantity(quantity);
  reach = std::max(reach, meant.reach);
  std::string subscripts;
  for (std::size_t i = 0; i < meant.sets.size(); ++i) {
    const bool given = i < fixed.size() && fixed[i];
    const std::string index = given ? *fixed[i] : random_.pick(indices(meant, meant.sets[i], scope));
    if (!index.empty()) subscripts += (subscripts.empty() ? "" : ", ") + index;
  }
  return subscripts.empty() ? meant.reference() : meant.reference() + "[" + subscripts + "]";
}

std::vector<int> ExpressionWriter::candidates(int unit, bool rate, const Scope& scope) const {
  std::vector<int> result;
  for (int i = 0; i < static_cast<int>(world_.quantities.size()); ++i) {
    const Quantity& quantity = world_.quantity(i);
    const bool fits = quantity.unit == unit && quantity.rate == rate;
    if (fits && quantity.known && quantity.reach <= scope.reach) result.push_back(i);
  }
  return result;
}

std::string ExpressionWriter::leaf(int unit, bool rate, const Scope& scope) {
  const std::vector<int> known = candidates(unit, rate, scope);
  if (known.empty() || random_.chance(15)) return literal(unit, rate);
  return refer(random_.pick(known), scope);
}

// Known or not yet: what is remembered is not needed at the start.
std::string ExpressionWriter::remembered(int unit, const Scope& scope) {
  std::vector<int> fitting;
  for (int i = 0; i < static_cast<int>(world_.quantities.size()); ++i) {
    if (world_.quantity(i).unit == unit && !world_.quantity(i).rate) fitting.push_back(i);
  }
  if (fitting.empty()) return literal(unit, false);
  const int before = reach;
  std::string text = refer(random_.pick(fitting), scope);
  reach = before;
  return text;
}

// --- expressions ---

std::string ExpressionWriter::fresh(int unit, bool rate, const Scope& scope, int depth) {
  budget_ = random_.pick(std::vector<int>{4, 10, 20});
  return value(unit, rate, scope, depth);
}

std::string ExpressionWriter::bounded(int unit, bool rate, const Scope& scope) {
  budget_ = random_.pick(std::vector<int>{4, 10, 20});
  const std::string scale = with_unit(number(1, 9), unit);
  std::string pattern(random_.pick(bounds));
  for (std::size_t place; (place = pattern.find("{scale}")) != std::string::npos;) pattern.replace(place, 7, scale);
  std::string text = expand(pattern, unit, scope, random_.between(2, 5));
  return rate ? fill("({}) / {}", {text, time_constant(scope)}) : text;
}

std::string ExpressionWriter::value(int unit, bool rate, const Scope& scope, int depth) {
  if (depth <= 0 || --budget_ <= 0) return leaf(unit, rate, scope);
  if (rate) return expand(random_.pick(rates), unit, scope, depth);
  if (unit == 0 && random_.chance(55)) return expand(random_.pick(pure_numbers), unit, scope, depth);
  return expand(random_.pick(of_any_unit), unit, scope, depth);
}

std::string ExpressionWriter::expand(std::string_view pattern, int unit, const Scope& scope, int depth) {
  const int other_unit = random_.between(1, static_cast<int>(units.size()) - 1);
  std::string result;
  while (true) {
    const std::size_t open = pattern.find('{');
    result += pattern.substr(0, open);
    if (open == std::string_view::npos) return result;
    const std::size_t close = pattern.find('}', open);
    result += part(pattern.substr(open + 1, close - open - 1), unit, other_unit, scope, depth - 1);
    pattern.remove_prefix(close + 1);
  }
}

std::string ExpressionWriter::part(std::string_view name, int unit, int other_unit, const Scope& scope, int depth) {
  if (name == "u") return value(unit, false, scope, depth);
  if (name == "v") return value(other_unit, false, scope, depth);
  if (name == "1") return value(0, false, scope, depth);
  if (name == "r") return value(unit, true, scope, depth);
  if (name == "s") return expand(random_.pick(small_numbers), 0, scope, depth);
  if (name == "if") return expand(random_.pick(conditions), 0, scope, depth);
  if (name == "call") return scope.calls ? expand(random_.pick(calls), unit, scope, depth) : leaf(unit, false, scope);
  if (name == "risky") {
    return random_.chance(25) ? expand(random_.pick(risky_numbers), 0, scope, depth) : leaf(0, false, scope);
  }
  if (name == "leaf") return leaf(unit, false, scope);
  if (name == "leaf r") return leaf(unit, true, scope);
  if (name == "any") return remembered(unit, scope);
  if (name == "one") return with_unit("1", unit);
  if (name == "one v") return with_unit("1", other_unit);
  if (name == "sum") return reduction(unit, false, scope, depth);
  if (name == "sum r") return reduction(unit, true, scope, depth);
  if (name == "lookup") return looked_up(unit, scope, depth);
  if (name == "T") return time_constant(scope);
  if (name == "D") return duration(1, 9);
  if (name == "L") return duration(8, 20);
  if (name == "when") return date_literal(random_.between(-1, world_.steps + 1));
  if (name == "date") {
    const int step = random_.between(-1, world_.steps + 1);
    return random_.chance(50) ? fill("(start_time + {} * dt)", {step}) : date_literal(step);
  }
  if (name == "n") return std::to_string(random_.between(1, 5));
  if (name == "c") return number(1, 4);
  if (name == "comparison") return random_.pick(comparisons);
  if (name == "until") return fill("({} - (time - start_time) / {})", {number(1, 9), duration(1, 9)});
  throw std::logic_error("no such part of a pattern: " + std::string(name));
}

// A lookup that gives this unit, if there is one.
std::string ExpressionWriter::looked_up(int unit, const Scope& scope, int depth) {
  std::vector<int> fitting;
  for (std::size_t i = 0; i < world_.lookups.size(); ++i) {
    if (world_.lookups[i].y_unit == unit) fitting.push_back(static_cast<int>(i));
  }
  if (fitting.empty()) return value(unit, false, scope, depth);
  const int chosen = random_.pick(fitting);
  return fill("l{}({})", {chosen, value(world_.lookups[at(chosen)].x_unit, false, scope, depth)});
}

// sum, mean, product, min or max over dimensions of some variable.
std::string ExpressionWriter::reduction(int unit, bool rate, const Scope& scope, int depth) {
  std::vector<int> arrays;
  for (const int i : candidates(unit, rate, scope)) {
    if (!world_.quantity(i).sets.empty()) arrays.push_back(i);
  }
  if (arrays.empty()) return leaf(unit, rate, scope);
  const int array = random_.pick(arrays);
  const std::vector<int>& axes = world_.quantity(array).sets;
  std::string function = random_.pick(std::vector<std::string>{"sum", "sum", "mean", "min", "max"});
  std::string form = "{}";
  if (unit == 0 && !rate && random_.chance(15)) {
    function = "product";
    form = "(1 + sin({}) / 50)";
  }

  if (random_.chance(25)) {
    const std::string all = refer(array, {axes}, Indices(axes.size(), ""));
    const std::string body = random_.chance(40) ? fill("abs({})", {all}) : all;
    return fill("{}({} over all)", {function, fill(form, {body})});
  }

  Scope inner = scope;
  std::string over;
  Indices fixed(axes.size());
  const std::size_t always = at(random_.between(0, static_cast<int>(axes.size()) - 1));
  for (std::size_t i = 0; i < axes.size(); ++i) {
    if (i != always && random_.chance(40)) continue;
    // The axis' own dimension, or a copy or a part of it when nothing else of its kind is in sight.
    const int axis = axes[i];
    std::vector<int> choices = {axis, axis};
    const auto is_related = [&](int other) { return world_.related(other, axis); };
    const bool alone = std::none_of(inner.sets.begin(), inner.sets.end(), is_related) &&
                       std::count_if(axes.begin(), axes.end(), is_related) == 1;
    for (int set = 0; alone && set < static_cast<int>(world_.sets.size()); ++set) {
      if (set == axis || !is_related(set) || !world_.full(axis)) continue;
      if (world_.full(set) || world_.set(axis).kind == Set::Kind::own) choices.push_back(set);
    }
    const int chosen = random_.pick(choices);
    const bool as_copy = chosen != axis && world_.full(chosen);
    fixed[i] = as_copy ? world_.set(axis).name + "=" + world_.set(chosen).name : "";
    // Binding a dimension hides it and its parts and whole; copies are dimensions of their own.
    std::erase_if(inner.sets, [&](int set) { return world_.same_family(set, chosen); });
    inner.sets.push_back(chosen);
    over += (over.empty() ? "" : ", ") + world_.set(chosen).name;
  }
  std::string body = refer(array, inner, fixed);
  switch (random_.between(0, 5)) {
    case 0:
      body = fill("{} * {}", {body, value(0, false, inner, depth - 1)});
      break;
    case 1:
      body = fill("({} + {})", {body, value(unit, rate, inner, depth - 1)});
      break;
    case 2:
      body = fill("(if {} then {} else 0)", {expand(random_.pick(conditions), 0, inner, depth - 1), body});
      break;
    default:
      break;
  }
  return fill("{}({} over {})", {function, fill(form, {body}), over});
}

}  // namespace ronghe::reference
