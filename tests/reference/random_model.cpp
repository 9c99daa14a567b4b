#include "reference/random_model.hpp"

#include <algorithm>
#include <initializer_list>
#include <limits>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

namespace ronghe::reference {
namespace {

std::size_t at(int index) { return static_cast<std::size_t>(index); }

constexpr int anything = std::numeric_limits<int>::max();

// One dimension of the model that is being made.
struct Set {
  enum class Kind { own, copy, part };
  std::string name;
  Kind kind = Kind::own;
  int root = -1;                      // the dimension of its own that it comes from, or itself
  std::vector<std::string> elements;  // a copy and a part use the names of their root

  int size() const { return static_cast<int>(elements.size()); }
};

struct SetMapping {
  std::string name;
  int from;
  int to;
  int shift;  // 0: element by element
};

struct LookupUnits {
  int x_unit;
  int y_unit;
};

struct Quantity {
  enum class Kind { input, constant, stock, flow, auxiliary, at_start };
  std::string name;
  Kind kind = Kind::auxiliary;
  int unit = 0;       // index into `units`
  bool rate = false;  // per unit of time
  std::vector<int> sets;
  // Stocks are numbered from 1; what is asked for at the start needs the initial values of stocks up to this number.
  int reach = 0;
  bool known = false;  // may be used by the equation that is being written
  std::string text;    // its lines in the file, once written

  std::string reference() const { return name.find(' ') == std::string::npos ? name : "`" + name + "`"; }
};

const std::vector<std::string> units = {"1", "万人", "亿元", "km^2"};

struct Word {
  std::string text;
  template <class T>
  Word(const T& value) : text(fmt::format("{}", value)) {}  // NOLINT: meant to convert
};

// Puts the words into the places `{}` of the pattern. Words are made from left to right, which the arguments of a
// function need not be.
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

struct Fraction {
  int numerator;
  int denominator;
};

Fraction sum(Fraction a, Fraction b) {
  const int denominator = std::lcm(a.denominator, b.denominator);
  const int numerator = a.numerator * (denominator / a.denominator) + b.numerator * (denominator / b.denominator);
  const int common = std::max(1, std::gcd(numerator, denominator));
  return {numerator / common, denominator / common};
}

std::string to_text(Fraction f) {
  if (f.denominator == 1) return fmt::format("{}", f.numerator);
  return fill("{}/{}", {f.numerator, f.denominator});
}

double to_number(Fraction f) { return static_cast<double>(f.numerator) / static_cast<double>(f.denominator); }

class Writer {
 public:
  explicit Writer(std::uint64_t seed) : random_(seed) {}

  std::vector<std::string> write() {
    choose_time();
    choose_sets();
    choose_lookups();
    choose_quantities();
    write_values();
    write_equations();
    write_stocks();
    write_checks();
    return parts();
  }

 private:
  // What an expression may use where it stands.
  struct Scope {
    std::vector<int> sets;  // dimensions that have an element here
    int reach = anything;   // the stocks whose initial values may be asked for
    bool calls = true;      // delays, memories, random draws

    bool has(int set) const { return std::find(sets.begin(), sets.end(), set) != sets.end(); }
  };

  // --- what there is ---

  void choose_time() {
    time_unit_ = random_.pick(std::vector<std::string>{"year", "year", "year", "month", "day"});
    start_ = random_.pick(std::vector<Fraction>{{0, 1}, {2020, 1}, {2023, 1}, {1, 2}, {-5, 1}, {7, 3}});
    step_ = random_.pick(
        std::vector<Fraction>{{1, 1}, {1, 2}, {1, 4}, {1, 8}, {1, 16}, {1, 10}, {1, 3}, {1, 12}, {3, 7}, {2, 1}});
    steps_ = random_.between(2, 24);
    save_every_ = random_.chance(70) ? 1 : random_.between(2, 5);
    method_ = random_.pick(std::vector<std::string>{"euler", "rk2", "rk4"});
  }

  void choose_sets() {
    const int own = random_.between(0, 4);
    for (int i = 0; i < own; ++i) {
      Set set;
      set.name = fmt::format("d{}", i);
      set.root = static_cast<int>(sets_.size());
      const int size = random_.chance(60)   ? random_.between(1, 5)
                       : random_.chance(92) ? random_.between(6, 20)
                                            : random_.between(60, 150);
      for (int e = 0; e < size; ++e) set.elements.push_back(fill("{}{}", {"pqrs"[i], e}));
      random_.shuffle(set.elements);
      sets_.push_back(set);
    }
    for (int i = 0; i < own; ++i) {
      if (random_.chance(40)) {
        Set copy = sets_[at(i)];
        copy.name += "_copy";
        copy.kind = Set::Kind::copy;
        sets_.push_back(copy);
      }
      if (random_.chance(40) && sets_[at(i)].size() > 1) {
        Set part = sets_[at(i)];
        part.name += "_part";
        part.kind = Set::Kind::part;
        part.elements.clear();
        for (const std::string& element : sets_[at(i)].elements) {
          if (random_.chance(50)) part.elements.push_back(element);
        }
        if (part.elements.empty()) part.elements.push_back(sets_[at(i)].elements.front());
        sets_.push_back(part);
      }
    }
    for (int i = 0; i < own; ++i) {
      const int to = random_.between(0, own - 1);
      if (random_.chance(35)) mappings_.push_back({fmt::format("m{}", i), i, to, 0});
      const int shift = random_.pick(std::vector<int>{-1, 1, -1, 2});
      if (random_.chance(40)) mappings_.push_back({fmt::format("shifted{}", i), i, i, shift});
    }
  }

  void choose_lookups() {
    for (int i = random_.between(0, 4); i-- > 0;) {
      const int x_unit = choose_unit();
      lookups_.push_back({x_unit, choose_unit()});
    }
  }

  // Up to three dimensions, at most `most` cells.
  std::vector<int> choose_dimensions(int most) {
    std::vector<int> result;
    int cells = 1;
    const int wanted = random_.pick(std::vector<int>{0, 1, 1, 1, 2, 2, 3});
    for (int tries = 0; tries < 8 && static_cast<int>(result.size()) < wanted && !sets_.empty(); ++tries) {
      const int set = random_.between(0, static_cast<int>(sets_.size()) - 1);
      bool fits = cells * sets_[at(set)].size() <= most;
      for (const int other : result) {
        const bool related = sets_[at(other)].root == sets_[at(set)].root;
        const bool copies =
            sets_[at(other)].kind != Set::Kind::part && sets_[at(set)].kind != Set::Kind::part && other != set;
        fits = fits && (!related || copies);
      }
      if (!fits) continue;
      result.push_back(set);
      cells *= sets_[at(set)].size();
    }
    return result;
  }

  int choose_unit() { return random_.chance(60) ? 0 : random_.between(1, 3); }

  int add(Quantity::Kind kind, int unit, bool rate, std::vector<int> sets) {
    const int number = static_cast<int>(quantities_.size());
    Quantity quantity;
    quantity.name = fill("{}{}", {std::string("icsfaz")[static_cast<std::size_t>(kind)], number});
    if (random_.chance(5)) quantity.name = fmt::format("人口{}", number);
    if (kind == Quantity::Kind::auxiliary && random_.chance(5)) {
      quantity.name = fmt::format("road length {}", number);
    }
    quantity.kind = kind;
    quantity.unit = unit;
    quantity.rate = rate;
    quantity.sets = std::move(sets);
    quantities_.push_back(std::move(quantity));
    return number;
  }

  int add_any(Quantity::Kind kind, int rate_percent, int most) {
    const int unit = choose_unit();
    const bool rate = random_.chance(rate_percent);
    return add(kind, unit, rate, choose_dimensions(most));
  }

  void choose_quantities() {
    const int most = random_.chance(85) ? 80 : 400;
    for (int i = random_.between(1, 4); i-- > 0;) {
      add_any(Quantity::Kind::input, 20, most);
    }
    for (int i = random_.between(2, 6); i-- > 0;) {
      add_any(Quantity::Kind::constant, 10, most);
    }
    for (Quantity& quantity : quantities_) quantity.known = true;
    for (int i = random_.between(1, 5); i-- > 0;) {
      const int stock = add_any(Quantity::Kind::stock, 0, most);
      stocks_.push_back(stock);
      quantities_[at(stock)].known = true;
      quantities_[at(stock)].reach = static_cast<int>(stocks_.size());
      inflows_.emplace_back();
      outflows_.emplace_back();
    }
    for (std::size_t i = 0; i < stocks_.size(); ++i) {
      const Quantity stock = quantities_[at(stocks_[i])];
      const auto flow = [&] {
        std::vector<int> sets = stock.sets;
        random_.shuffle(sets);
        const int made = add(Quantity::Kind::flow, stock.unit, true, sets);
        order_.push_back(made);
        return made;
      };
      for (int k = random_.between(0, 2); k-- > 0;) inflows_[i].push_back(flow());
      for (int k = random_.between(0, 2); k-- > 0;) outflows_[i].push_back(flow());
      for (std::size_t j = 0; j < i; ++j) {
        const Quantity& other = quantities_[at(stocks_[j])];
        if (other.unit == stock.unit && other.sets == stock.sets && random_.chance(70)) {
          const int moved = flow();
          outflows_[i].push_back(moved);
          inflows_[j].push_back(moved);
        }
      }
    }
    for (int i = random_.between(3, 16); i-- > 0;) {
      order_.push_back(add_any(Quantity::Kind::auxiliary, 15, most));
    }
    for (int i = random_.between(0, 3); i-- > 0;) {
      order_.push_back(add_any(Quantity::Kind::at_start, 15, most));
    }
    random_.shuffle(order_);
  }

  // --- small texts ---

  // A number with two decimals from `low` to `high`, whole ones.
  std::string number(int low, int high) {
    const int hundredths = random_.between(low * 100, high * 100);
    const int size = std::abs(hundredths);
    return fmt::format("{}{}.{:02}", hundredths < 0 ? "-" : "", size / 100, size % 100);
  }

  std::string unit_text(int unit, bool rate) const {
    return rate ? units[at(unit)] + "/" + time_unit_ : units[at(unit)];
  }

  std::string quantity(std::string number, int unit) const {
    if (unit == 0) return number;
    if (number.front() == '-') return "(" + number + " " + units[at(unit)] + ")";
    return number + " " + units[at(unit)];
  }

  std::string literal(int unit, bool rate) {
    std::string text = quantity(number(-9, 9), unit);
    if (text.front() == '-') text = "(" + text + ")";
    if (rate) text = "(" + text + " / " + duration_literal(random_.between(2, 9)) + ")";
    return text;
  }

  std::string duration_literal(int steps) const {
    return fill("{} {}", {to_number({step_.numerator * steps, step_.denominator}), time_unit_});
  }

  // A time that is some whole number of steps.
  std::string duration(int low, int high) {
    const int steps = random_.between(low, high);
    return random_.chance(50) ? duration_literal(steps) : fmt::format("({} * dt)", steps);
  }

  // A time constant: long enough for the step, not on the grid.
  std::string time_constant(const Scope& scope) {
    // Rarely one that may not be positive, which fails the lane of a delay.
    if (scope.calls && random_.chance(2)) return fill("(3 * dt * ({} + {}))", {number(0, 1), small(scope, 1)});
    switch (random_.between(0, 5)) {
      case 0:
        return fill("({} * dt * (2 + {}))", {number(1, 4), small(scope, 1)});
      case 1:
        return fmt::format("({} * dt)", number(2, 9));
      default:
        return duration(2, 12);
    }
  }

  std::string date() {
    const int n = random_.between(-1, steps_ + 1);
    if (random_.chance(50)) return fmt::format("(start_time + {} * dt)", n);
    return date_literal(n);
  }

  std::string date_literal(int n) const {
    const double value = to_number(sum(start_, {step_.numerator * n, step_.denominator}));
    return value < 0 ? fill("(-{} {})", {-value, time_unit_}) : fill("{} {}", {value, time_unit_});
  }

  // --- references ---

  bool related(int a, int b) const { return sets_[at(a)].root == sets_[at(b)].root; }
  bool same_family(int a, int b) const {
    const auto family = [&](int set) { return sets_[at(set)].kind == Set::Kind::copy ? set : sets_[at(set)].root; };
    return family(a) == family(b);
  }
  bool full(int a) const { return sets_[at(a)].kind != Set::Kind::part; }

  // The ways to give an index to an axis over `axis`: "" for the element that is in sight anyway.
  std::vector<std::string> indices(const Quantity& quantity, int axis, const Scope& scope) const {
    const std::string& name = sets_[at(axis)].name;
    std::vector<std::string> result;
    if (scope.has(axis)) result.assign(6, "");
    int parts = 0;
    for (const int set : scope.sets) {
      if (set == axis || !related(set, axis)) continue;
      if (full(set) && full(axis)) result.insert(result.end(), 3, name + "=" + sets_[at(set)].name);
      if (!full(set) && sets_[at(axis)].kind == Set::Kind::own) ++parts;
    }
    if (parts == 1 && !scope.has(axis)) result.insert(result.end(), 4, "");
    for (const SetMapping& mapping : mappings_) {
      if (mapping.to == axis && scope.has(mapping.from)) result.push_back(name + "=" + mapping.name);
    }
    int same_elements = 0;
    for (const int other : quantity.sets) same_elements += related(other, axis) ? 1 : 0;
    const auto& elements = sets_[at(axis)].elements;
    result.push_back(name + "=" + elements.front());
    result.push_back(same_elements == 1 ? elements.back() : name + "=" + elements.back());
    return result;
  }

  // `fixed` gives the index of some axes; "" among them is the element in sight.
  std::string refer(int number, const Scope& scope, const std::vector<std::optional<std::string>>& fixed = {}) {
    const Quantity& quantity = quantities_[at(number)];
    reach_ = std::max(reach_, quantity.reach);
    std::string subscripts;
    for (std::size_t i = 0; i < quantity.sets.size(); ++i) {
      std::string index;
      if (i < fixed.size() && fixed[i]) {
        index = *fixed[i];
      } else {
        index = random_.pick(indices(quantity, quantity.sets[i], scope));
      }
      if (!index.empty()) subscripts += (subscripts.empty() ? "" : ", ") + index;
    }
    return subscripts.empty() ? quantity.reference() : quantity.reference() + "[" + subscripts + "]";
  }

  std::vector<int> candidates(int unit, bool rate, const Scope& scope) const {
    std::vector<int> result;
    for (int i = 0; i < static_cast<int>(quantities_.size()); ++i) {
      const Quantity& quantity = quantities_[at(i)];
      if (quantity.known && quantity.unit == unit && quantity.rate == rate && quantity.reach <= scope.reach) {
        result.push_back(i);
      }
    }
    return result;
  }

  // Any variable, known or not yet: what a memory may remember.
  std::string remembered(int unit, const Scope& scope) {
    std::vector<int> any;
    for (int i = 0; i < static_cast<int>(quantities_.size()); ++i) {
      if (quantities_[at(i)].unit == unit && !quantities_[at(i)].rate) any.push_back(i);
    }
    if (any.empty()) return literal(unit, false);
    const int before = reach_;
    std::string text = refer(random_.pick(any), scope);
    reach_ = before;
    return text;
  }

  std::string leaf(int unit, bool rate, const Scope& scope) {
    const std::vector<int> known = candidates(unit, rate, scope);
    if (known.empty() || random_.chance(15)) return literal(unit, rate);
    return refer(random_.pick(known), scope);
  }

  // --- expressions; each text stands alone as an operand ---

  std::string value(int unit, bool rate, const Scope& scope, int depth) {
    if (depth <= 0 || --budget_ <= 0) return leaf(unit, rate, scope);
    if (rate) return rate_value(unit, scope, depth);
    if (unit == 0 && random_.chance(55)) return pure_number(scope, depth);
    const auto again = [&] { return value(unit, false, scope, depth - 1); };
    const auto factor = [&] { return value(0, false, scope, depth - 1); };
    const std::string one = quantity("1", unit);
    switch (random_.between(0, 23)) {
      case 0:
        return leaf(unit, false, scope);
      case 1:
        return looked_up(unit, scope, depth);
      case 2:
        return fill("({} + {})", {again(), again()});
      case 3:
        return fill("({} - {})", {again(), again()});
      case 4:
        return fill("({} - {} + {})", {again(), again(), again()});
      case 5:
        return fill("({} * {})", {again(), factor()});
      case 6:
        return fill("({} / (1 + abs({})))", {again(), factor()});
      case 7:
        return fill("{}({}, {})", {random_.chance(50) ? "min" : "max", again(), again()});
      case 23:
        return fill("{}({}, {}, {})", {random_.chance(50) ? "min" : "max", again(), again(), again()});
      case 8:
        return fill("(if {} then {} else {})", {condition(scope, depth - 1), again(), again()});
      case 9:
        return fmt::format("abs({})", again());
      case 10:
        return fmt::format("(-{})", again());
      case 11:
        return fill("mod({}, {} + abs({}))", {again(), one, again()});
      case 12:
        return fill("sqrt(abs({} * {}))", {again(), again()});
      case 13:
        return fill("({} ^ 2 / ({} + abs({})))", {again(), one, again()});
      case 14:
        return fill("divide({} * {}, {}, {})", {again(), again(), again(), again()});
      case 15:
      case 16:
      case 17:
        return reduction(unit, scope, depth);
      case 18:
        return jump(unit, scope, depth);
      case 19:
      case 20:
      case 21:
        return scope.calls ? call(unit, scope, depth) : again();
      default:
        return fill("({} * {})", {duration(1, 9), value(unit, true, scope, depth - 1)});
    }
  }

  // A lookup that gives this unit, if there is one.
  std::string looked_up(int unit, const Scope& scope, int depth) {
    std::vector<int> fitting;
    for (int i = 0; i < static_cast<int>(lookups_.size()); ++i) {
      if (lookups_[at(i)].y_unit == unit) fitting.push_back(i);
    }
    if (fitting.empty()) return value(unit, false, scope, depth - 1);
    const int chosen = random_.pick(fitting);
    return fill("l{}({})", {chosen, value(lookups_[at(chosen)].x_unit, false, scope, depth - 1)});
  }

  std::string rate_value(int unit, const Scope& scope, int depth) {
    switch (random_.between(0, 4)) {
      case 0:
        return leaf(unit, true, scope);
      case 1:
        return fill("({} + {})", {value(unit, true, scope, depth - 1), leaf(unit, true, scope)});
      case 2:
        return fill("({} * {})", {value(unit, true, scope, depth - 1), small(scope, depth - 1)});
      case 3:
        return reduction(unit, scope, depth, true);
      default:
        return fill("({} / {})", {value(unit, false, scope, depth - 1), time_constant(scope)});
    }
  }

  // A dimensionless value between -1 and 1.
  std::string small(const Scope& scope, int depth) {
    const std::string x = value(0, false, scope, depth - 1);
    switch (random_.between(0, 4)) {
      case 0:
        return fmt::format("tanh({})", x);
      case 1:
        return fmt::format("sin({})", x);
      case 2:
        return fmt::format("cos({})", x);
      case 3:
        return fill("({} / (1 + abs({})))", {x, x});
      default:
        return fmt::format("max(-1, min({}, 1))", x);
    }
  }

  // What only dimensionless values know.
  std::string pure_number(const Scope& scope, int depth) {
    const auto x = [&] { return value(0, false, scope, depth - 1); };
    const int unit = random_.between(1, 3);
    const auto v = [&] { return value(unit, false, scope, depth - 1); };
    const auto clock = [&] {
      return fill("{} / {}", {random_.chance(70) ? "(time - start_time)" : "(stop_time - time)", duration(1, 20)});
    };
    switch (random_.between(0, 29)) {
      case 0:
        return fmt::format("exp({})", small(scope, depth));
      case 1:
        return fmt::format("exp(min({}, 3))", x());
      case 2:
        return fmt::format("ln(1 + abs({}))", x());
      case 3:
        return fmt::format("log10(0.01 + abs({}))", x());
      case 4:
        return fmt::format("sin({})", x());
      case 5:
        return fmt::format("cos({})", x());
      case 6:
        return fmt::format("tan({})", small(scope, depth));
      case 7:
        return fmt::format("arcsin({})", small(scope, depth));
      case 8:
        return fmt::format("arccos({})", small(scope, depth));
      case 9:
        return fmt::format("arctan({})", x());
      case 10:
        return fmt::format("sinh({})", small(scope, depth));
      case 11:
        return fmt::format("cosh({})", small(scope, depth));
      case 12:
        return fmt::format("tanh({})", x());
      case 13:
        return fmt::format("sqrt(abs({}))", x());
      case 14:
        return fmt::format("round({})", x());
      case 15:
        return fmt::format("int({})", x());
      case 16:
        return fill("({} ^ {})", {small(scope, depth), random_.between(0, 11)});
      case 17:
        return fill("((1 + abs({})) ^ -{})", {x(), random_.between(1, 5)});
      case 18:
        return fill("(abs({}) ^ {})", {x(), number(0, 2)});
      case 19:
        return fill("(abs({}) ^ {})", {x(), small(scope, depth)});
      case 20:
        return fmt::format("(abs({}) ^ 0.5)", x());
      case 21:
        return fmt::format("({})", clock());
      case 22:
        return fmt::format("sin({})", clock());
      case 23:
      case 24:
        return fill("({} / ({} + abs({})))", {v(), quantity("1", unit), v()});
      case 25:
        if (random_.chance(20)) return risky(scope, depth);
        return x();
      case 26:
      case 27:
      case 28:
        return looked_up(0, scope, depth);
      default:
        return fmt::format("(dt / {})", duration(1, 4));
    }
  }

  // What may be infinite or not a number, at once or after some time, so that some lanes fail.
  std::string risky(const Scope& scope, int depth) {
    const std::string x = value(0, false, scope, depth - 1);
    const std::string until = fill("({} - (time - start_time) / {})", {number(1, 9), duration(1, 9)});
    switch (random_.between(0, 7)) {
      case 0:
        return fill("ln({} + {})", {until, small(scope, depth)});
      case 1:
        return fill("sqrt({} + {})", {until, small(scope, depth)});
      case 2:
        return fill("({} ^ 0.7)", {until});
      case 3:
        return fill("arcsin({} / 9)", {x});
      case 4:
        return fill("(1 / {})", {x});
      case 5:
        return fill("exp({} ^ 3)", {x});
      case 6:
        return fill("sqrt(9 - {})", {x});
      default:
        return fill("(exp(-99 * {}) ^ 9)", {until});
    }
  }

  std::string condition(const Scope& scope, int depth) {
    const int unit = choose_unit();
    const auto v = [&] { return value(unit, false, scope, depth - 1); };
    switch (random_.between(0, 8)) {
      case 0:
        return fill("({} and {})", {condition(scope, depth - 1), condition(scope, depth - 1)});
      case 1:
        return fill("({} or {})", {condition(scope, depth - 1), condition(scope, depth - 1)});
      case 2:
        return fmt::format("not {}", condition(scope, depth - 1));
      case 3:
        return fill("time {} {}", {random_.pick(comparisons), date_literal(random_.between(0, steps_))});
      default:
        return fill("({} {} {})", {v(), random_.pick(comparisons), v()});
    }
  }

  std::string jump(int unit, const Scope& scope, int depth) {
    const std::string height = value(unit, false, scope, depth - 1);
    switch (random_.between(0, 3)) {
      case 0:
        return fill("step({}, {})", {height, date()});
      case 1: {
        const int begin = random_.between(-1, steps_);
        return fill("ramp({} / {}, {}, {})",
                    {height, duration(1, 9), date_literal(begin), date_literal(begin + random_.between(1, 9))});
      }
      case 2:
        return fill("pulse({}, {}, {})", {height, date(), duration(1, 5)});
      default:
        return fill("pulse({}, {}, {}, {})", {height, date(), duration(1, 3), duration(2, 6)});
    }
  }

  // sum, mean, product, min or max over dimensions of some variable.
  std::string reduction(int unit, const Scope& scope, int depth, bool rate = false) {
    std::vector<int> arrays;
    for (const int i : candidates(unit, rate, scope)) {
      if (!quantities_[at(i)].sets.empty()) arrays.push_back(i);
    }
    if (arrays.empty()) return leaf(unit, rate, scope);
    const int array = random_.pick(arrays);
    const std::vector<int> axes = quantities_[at(array)].sets;
    std::string function = random_.pick(std::vector<std::string>{"sum", "sum", "mean", "min", "max"});
    const bool product = unit == 0 && !rate && random_.chance(15);
    if (product) function = "product";
    const auto wrap = [&](const std::string& x) {
      return product ? fmt::format("(1 + {} / 50)", x.front() == '`' ? "sin(" + x + ")" : "sin(" + x + ")") : x;
    };

    if (random_.chance(25)) {
      const std::string all = refer(array, {axes}, std::vector<std::optional<std::string>>(axes.size(), ""));
      const std::string body = random_.chance(40) ? fmt::format("abs({})", all) : all;
      return fill("{}({} over all)", {function, wrap(body)});
    }

    Scope inner = scope;
    std::vector<std::string> over;
    std::vector<std::optional<std::string>> fixed(axes.size());
    const std::size_t always = at(random_.between(0, static_cast<int>(axes.size()) - 1));
    for (std::size_t i = 0; i < axes.size(); ++i) {
      if (i != always && random_.chance(40)) continue;
      // The axis' own dimension, or a copy or a part of it that is not otherwise in sight.
      std::vector<int> choices = {axes[i], axes[i]};
      bool alone = true;
      for (const int other : inner.sets) alone = alone && !related(other, axes[i]);
      for (std::size_t j = 0; j < axes.size(); ++j) alone = alone && (j == i || !related(axes[j], axes[i]));
      if (alone && sets_[at(axes[i])].kind != Set::Kind::part) {
        for (int set = 0; set < static_cast<int>(sets_.size()); ++set) {
          if (set == axes[i] || !related(set, axes[i])) continue;
          if (full(set) || sets_[at(axes[i])].kind == Set::Kind::own) choices.push_back(set);
        }
      }
      const int chosen = random_.pick(choices);
      fixed[i] = "";
      if (chosen != axes[i] && full(chosen)) fixed[i] = sets_[at(axes[i])].name + "=" + sets_[at(chosen)].name;
      // Binding a dimension hides it and its parts and whole; copies are dimensions of their own.
      std::erase_if(inner.sets, [&](int set) { return same_family(set, chosen); });
      inner.sets.push_back(chosen);
      over.push_back(sets_[at(chosen)].name);
    }
    const std::string x = refer(array, inner, fixed);
    std::string body = x;
    switch (random_.between(0, 5)) {
      case 0:
        body = fill("{} * {}", {x, value(0, false, inner, depth - 2)});
        break;
      case 1:
        body = fill("({} + {})", {x, value(unit, rate, inner, depth - 2)});
        break;
      case 2:
        body = fill("(if {} then {} else 0)", {condition(inner, depth - 2), x});
        break;
      default:
        break;
    }
    std::string names;
    for (const std::string& name : over) names += (names.empty() ? "" : ", ") + name;
    return fill("{}({} over {})", {function, wrap(body), names});
  }

  // Delays, smooths, memories and random draws.
  std::string call(int unit, const Scope& scope, int depth) {
    const auto x = [&] { return value(unit, false, scope, depth - 1); };
    const auto start = [&] { return leaf(unit, false, scope); };
    const auto time = [&] { return time_constant(scope); };
    const std::string one = quantity("1", unit);
    switch (random_.between(0, 15)) {
      case 0:
        return fill("smooth1({}, {})", {x(), time()});
      case 1:
        return fill("smooth1({}, {}, {})", {x(), time(), start()});
      case 2:
        return fill("smooth3({}, {})", {x(), duration(6, 20)});
      case 3:
        return fill("delay1({}, {})", {x(), time()});
      case 4:
        return fill("delay1({}, {}, {})", {x(), time(), start()});
      case 5:
        return fill("delay3({}, {})", {x(), duration(6, 20)});
      case 6:
        return fill("({} * trend({} + abs({}), {}) * {})",
                    {one, one, leaf(unit, false, scope), duration(3, 12), duration(1, 3)});
      case 7:
        return fill("forecast({} + abs({}), {}, {})", {one, leaf(unit, false, scope), duration(3, 12), duration(1, 6)});
      case 8:
        return fmt::format("initial({})", x());
      case 9:
      case 10:
        return fill("previous({}, {})", {remembered(unit, scope), start()});
      case 11:
        return fill("delay_fixed({}, {}, {})", {remembered(unit, scope), duration(1, 8), start()});
      case 12:
        return fill("random_uniform({}, {})", {leaf(unit, false, scope), leaf(unit, false, scope)});
      case 13:
        return fill("random_normal({}, {})", {start(), one});
      case 14:
        return fill("smooth_n({}, {}, {})", {x(), duration(8, 20), random_.between(1, 4)});
      default:
        return fill("delay_n({}, {}, {})", {x(), duration(8, 20), random_.between(1, 4)});
    }
  }

  // --- sections ---

  static std::string list(const std::vector<std::string>& items) {
    std::string result;
    for (const std::string& item : items) result += (result.empty() ? "" : ", ") + item;
    return "[" + result + "]";
  }

  std::string head(const Quantity& quantity) const {
    std::string text = fmt::format("  {}:\n", quantity.name);
    if (!quantity.sets.empty()) {
      std::vector<std::string> names;
      for (const int set : quantity.sets) names.push_back(sets_[at(set)].name);
      text += fmt::format("    over: {}\n", list(names));
    }
    return text + fmt::format("    unit: {}\n", unit_text(quantity.unit, quantity.rate));
  }

  // A number, or one for each element of the dimensions from `depth` on.
  std::string values(const Quantity& quantity, std::size_t depth) {
    if (depth == quantity.sets.size() || (depth == 0 && random_.chance(25))) return number(-9, 9);
    std::string result;
    for (const std::string& element : sets_[at(quantity.sets[depth])].elements) {
      const bool rest = depth + 1 == quantity.sets.size() && random_.chance(5);
      result += (result.empty() ? "" : ", ") + (rest ? "others" : element) + ": " + values(quantity, depth + 1);
      if (rest) break;
    }
    return "{" + result + "}";
  }

  void write_values() {
    for (Quantity& quantity : quantities_) {
      const bool input = quantity.kind == Quantity::Kind::input;
      if (!input && quantity.kind != Quantity::Kind::constant) continue;
      quantity.text = head(quantity) + fill("    {}: {}\n", {input ? "default" : "value", values(quantity, 0)});
    }
  }

  std::string fresh(int unit, bool rate, const Scope& scope, int depth) {
    budget_ = random_.pick(std::vector<int>{4, 10, 20});
    return value(unit, rate, scope, depth);
  }

  // A value that stays between bounds, most of the time.
  std::string bounded(int unit, bool rate, const Scope& scope) {
    if (rate) return fill("{} / {}", {bounded(unit, false, scope), time_constant(scope)});
    const std::string x = fresh(unit, false, scope, random_.between(1, 4));
    const std::string scale = quantity(number(1, 9), unit);
    switch (random_.between(0, 5)) {
      case 0:
        return x;
      case 1:
        return fill("{} * tanh({} / {})", {scale, x, scale});
      case 2:
        return fill("{} * sin({} / {})", {scale, x, scale});
      case 3:
        return fill("max(min({}, {}), -{})", {x, scale, scale});
      case 4:
        return fill("{} / (1 + abs({} / {}))", {x, x, quantity("1", unit)});
      default:
        return fill("{} * {}", {scale, small(scope, 2)});
    }
  }

  void write_equations() {
    for (std::size_t i = 0; i < order_.size(); ++i) {
      const int number = order_[i];
      if (!quantities_[at(number)].text.empty()) continue;
      reach_ = 0;
      const int before = random_.chance(20) ? shift_along(number) : -1;
      if (before >= 0) {
        write_shifted(number, mappings_[at(before)]);
      } else if (random_.chance(25) && has_short_set(number)) {
        write_chain(number, i);
      } else {
        const std::string equation = single_equation(number);
        finish(number, fmt::format("    equation: {}\n", equation));
      }
    }
  }

  // Puts an equation into parentheses that begins with a sign that no plain YAML value may begin with.
  static std::string scalar(const std::string& equation) {
    return equation.front() == '`' ? "(" + equation + ")" : equation;
  }

  void finish(int number, const std::string& lines) {
    Quantity& quantity = quantities_[at(number)];
    quantity.text = head(quantity) + lines;
    quantity.reach = std::max(quantity.reach, reach_);
    quantity.known = true;
  }

  std::string single_equation(int number) {
    const Quantity quantity = quantities_[at(number)];
    Scope scope{quantity.sets};
    scope.calls = quantity.kind != Quantity::Kind::at_start;
    if (quantity.kind == Quantity::Kind::flow) {
      for (std::size_t s = 0; s < stocks_.size(); ++s) {
        const auto& out = outflows_[s];
        if (std::find(out.begin(), out.end(), number) == out.end()) continue;
        const int stock = stocks_[s];
        const std::string all = refer(stock, scope, std::vector<std::optional<std::string>>(quantity.sets.size(), ""));
        return random_.chance(70)
                   ? fill("{} / {}", {scalar(all), duration(2, 20)})
                   : fill("({} - {}) / {}", {all, fresh(quantity.unit, false, scope, 2), duration(3, 20)});
      }
    }
    return scalar(bounded(quantity.unit, quantity.rate, scope));
  }

  bool has_short_set(int number) const {
    for (const int set : quantities_[at(number)].sets) {
      if (sets_[at(set)].size() >= 2 && sets_[at(set)].size() <= 6) return true;
    }
    return false;
  }

  // A mapping by one element along a dimension of the variable, or -1.
  int shift_along(int number) const {
    for (int i = 0; i < static_cast<int>(mappings_.size()); ++i) {
      const auto& sets = quantities_[at(number)].sets;
      const SetMapping& mapping = mappings_[at(i)];
      if (std::abs(mapping.shift) == 1 && std::find(sets.begin(), sets.end(), mapping.from) != sets.end()) return i;
    }
    return -1;
  }

  // The key of an equation for one element.
  std::string key(const Quantity& quantity, int set, const std::string& element) {
    int alike = 0;
    for (const int other : quantity.sets) alike += related(other, set) ? 1 : 0;
    return alike > 1 || random_.chance(30) ? sets_[at(set)].name + "=" + element : element;
  }

  // One equation for the first element, and one for all others that uses the element before.
  void write_shifted(int number, const SetMapping& mapping) {
    const Quantity quantity = quantities_[at(number)];
    const Set& set = sets_[at(mapping.from)];
    Scope scope{quantity.sets};
    scope.calls = quantity.kind != Quantity::Kind::at_start;
    const std::string first =
        key(quantity, mapping.from, mapping.shift < 0 ? set.elements.front() : set.elements.back());
    const std::string first_equation = scalar(bounded(quantity.unit, quantity.rate, scope));
    std::vector<std::optional<std::string>> fixed(quantity.sets.size(), "");
    const auto axis = std::find(quantity.sets.begin(), quantity.sets.end(), mapping.from) - quantity.sets.begin();
    fixed[static_cast<std::size_t>(axis)] = set.name + "=" + mapping.name;
    const std::string before = refer(number, scope, fixed);
    const std::string lines[] = {
        fill("      {}: {}\n", {first, first_equation}),
        set.size() == 1
            ? ""
            : fill("      others: {} + 0.5 * {}\n", {scalar(bounded(quantity.unit, quantity.rate, scope)), before})};
    const bool turned = random_.chance(50);
    finish(number, "    equation:\n" + lines[turned ? 1 : 0] + lines[turned ? 0 : 1]);
  }

  // One equation for each element, each using the element before it; with a second variable of the same shape, if there
  // is one to come, the two take turns.
  void write_chain(int number, std::size_t place) {
    const Quantity quantity = quantities_[at(number)];
    int partner = -1;
    for (std::size_t j = place + 1; j < order_.size(); ++j) {
      const Quantity& other = quantities_[at(order_[j])];
      if (other.text.empty() && other.kind == quantity.kind && other.sets == quantity.sets &&
          other.unit == quantity.unit && other.rate == quantity.rate) {
        partner = order_[j];
      }
    }
    std::size_t axis = 0;
    while (sets_[at(quantity.sets[axis])].size() < 2 || sets_[at(quantity.sets[axis])].size() > 6) ++axis;
    const int chained = quantity.sets[axis];
    const Set& set = sets_[at(chained)];
    Scope scope{quantity.sets};
    scope.calls = quantity.kind != Quantity::Kind::at_start;

    const auto at_element = [&](int of, const std::string& element) {
      std::vector<std::optional<std::string>> fixed(quantity.sets.size(), "");
      fixed[axis] = set.name + "=" + element;
      return refer(of, scope, fixed);
    };
    std::vector<std::string> lines;
    std::vector<std::string> partner_lines;
    std::vector<std::string> elements = set.elements;
    random_.shuffle(elements);
    for (std::size_t e = 0; e < elements.size(); ++e) {
      std::string equation = bounded(quantity.unit, quantity.rate, scope);
      if (e > 0 && random_.chance(80)) {
        const std::string before = at_element(partner < 0 ? number : partner, elements[e - 1]);
        equation = fill("0.5 * {} + {}", {before, equation});
      }
      lines.push_back(fill("      {}: {}\n", {key(quantity, chained, elements[e]), scalar(equation)}));
      if (partner >= 0) {
        partner_lines.push_back(fill("      {}: {} - {}\n", {key(quantity, chained, elements[e]),
                                                             scalar(bounded(quantity.unit, quantity.rate, scope)),
                                                             at_element(number, elements[e])}));
      }
    }
    const auto joined = [&](std::vector<std::string> all) {
      random_.shuffle(all);
      std::string text = "    equation:\n";
      for (const std::string& line : all) text += line;
      return text;
    };
    finish(number, joined(lines));
    if (partner >= 0) finish(partner, joined(partner_lines));
  }

  void write_stocks() {
    for (std::size_t i = 0; i < stocks_.size(); ++i) {
      Quantity& stock = quantities_[at(stocks_[i])];
      Scope scope{stock.sets};
      scope.reach = static_cast<int>(i);
      scope.calls = false;
      const auto initial = [&] { return scalar(bounded(stock.unit, false, scope)); };
      std::string text = head(stock);
      if (!stock.sets.empty() && random_.chance(20)) {
        const int set = stock.sets.back();
        const std::string element = key(stock, set, random_.pick(sets_[at(set)].elements));
        text += fill("    initial:\n      {}: {}\n", {element, initial()});
        if (sets_[at(set)].size() > 1) text += fill("      others: {}\n", {initial()});
      } else {
        text += fill("    initial: {}\n", {initial()});
      }
      const auto names = [&](const std::vector<int>& flows) {
        std::vector<std::string> result;
        for (const int flow : flows) result.push_back(quantities_[at(flow)].name);
        return result;
      };
      if (!inflows_[i].empty()) text += fmt::format("    inflows: {}\n", list(names(inflows_[i])));
      if (!outflows_[i].empty()) text += fmt::format("    outflows: {}\n", list(names(outflows_[i])));
      stock.text = text;
    }
  }

  void write_checks() {
    for (int i = random_.between(0, 2); i-- > 0;) {
      const int unit = choose_unit();
      Scope scope{random_.chance(50) ? choose_dimensions(80) : std::vector<int>{}};
      scope.calls = false;
      const std::string left = fresh(unit, false, scope, 2);
      checks_ += fill("  check{}:\n    must: {} {} {}\n",
                      {i, scalar(left), random_.pick(comparisons), fresh(unit, false, scope, 1)});
      checks_ += random_.pick(std::vector<std::string>{"    always: true\n", "    always: true\n", "    at: start\n",
                                                       "    at: stop\n", ""});
    }
  }

  std::string sets_text() const {
    std::string text;
    for (const Set& set : sets_) {
      const std::string& root = sets_[at(set.root)].name;
      switch (set.kind) {
        case Set::Kind::own:
          text += fill("  {}: {}\n", {set.name, list(set.elements)});
          break;
        case Set::Kind::copy:
          text += fmt::format("  {}: {{copy_of: {}}}\n", set.name, root);
          break;
        case Set::Kind::part:
          text += fmt::format("  {}: {{of: {}, elements: {}}}\n", set.name, root, list(set.elements));
          break;
      }
    }
    return text;
  }

  std::string mappings_text() {
    std::string text;
    for (const SetMapping& mapping : mappings_) {
      std::string how = fmt::format("shift: {}", mapping.shift);
      if (mapping.shift == 0) {
        std::string with;
        for (const std::string& element : sets_[at(mapping.from)].elements) {
          with += fill("{}{}: {}", {with.empty() ? "" : ", ", element, random_.pick(sets_[at(mapping.to)].elements)});
        }
        how = "with: {" + with + "}";
      }
      text += fmt::format("  {}: {{from: {}, to: {}, {}}}\n", mapping.name, sets_[at(mapping.from)].name,
                          sets_[at(mapping.to)].name, how);
    }
    return text;
  }

  std::string lookups_text() {
    std::string text;
    for (int i = 0; i < static_cast<int>(lookups_.size()); ++i) {
      std::vector<std::string> xs;
      std::vector<std::string> ys;
      int x = random_.between(-30, 5);
      for (int k = random_.chance(85) ? random_.between(2, 9) : random_.between(10, 40); k-- > 0;) {
        xs.push_back(fmt::format("{}", x / 4.0));
        ys.push_back(number(-5, 5));
        x += random_.between(1, 12);
      }
      const std::string between = random_.chance(75) ? "linear" : "step";
      const std::string outside = random_.chance(60) ? "hold" : "extend";
      text +=
          fmt::format("  l{}: {{x: {}, y: {}, between: {}, outside: {}, x_unit: {}, y_unit: {}}}\n", i, list(xs),
                      list(ys), between, outside, units[at(lookups_[at(i)].x_unit)], units[at(lookups_[at(i)].y_unit)]);
    }
    return text;
  }

  std::vector<std::string> parts() {
    std::string text = fmt::format(
        "model: random\ntime: {{start: {}, stop: {}, step: {} {}, save: {} {}, method: {}}}\n", to_text(start_),
        to_text(sum(start_, {step_.numerator * steps_, step_.denominator})), to_text(step_), time_unit_,
        to_text(sum({0, 1}, {step_.numerator * save_every_, step_.denominator})), time_unit_, method_);
    std::vector<std::string> sections;
    const auto section = [&](const std::string& name, const std::string& lines) {
      if (!lines.empty()) sections.push_back(name + ":\n" + lines);
    };
    section("dimensions", sets_text());
    section("mappings", mappings_text());
    section("lookups", lookups_text());
    const std::vector<std::pair<Quantity::Kind, std::string>> kinds = {
        {Quantity::Kind::input, "inputs"},          {Quantity::Kind::constant, "constants"},
        {Quantity::Kind::stock, "stocks"},          {Quantity::Kind::flow, "flows"},
        {Quantity::Kind::auxiliary, "auxiliaries"}, {Quantity::Kind::at_start, "at_start"}};
    for (const auto& [kind, name] : kinds) {
      std::vector<std::string> texts;
      for (const Quantity& quantity : quantities_) {
        if (quantity.kind == kind) texts.push_back(quantity.text);
      }
      random_.shuffle(texts);
      std::string lines;
      for (const std::string& one : texts) lines += one;
      section(name, lines);
    }
    section("checks", checks_);
    random_.shuffle(sections);

    std::vector<std::string> result = {text};
    for (const std::string& one : sections) {
      if (random_.chance(15)) result.emplace_back();
      result.back() += one;
    }
    return result;
  }

  const std::vector<std::string> comparisons = {"<", "<=", ">", ">=", "=", "!="};

  Random random_;
  std::string time_unit_;
  Fraction start_{0, 1};
  Fraction step_{1, 1};
  int steps_ = 0;
  int save_every_ = 1;
  std::string method_;
  std::vector<Set> sets_;
  std::vector<SetMapping> mappings_;
  std::vector<LookupUnits> lookups_;
  std::vector<Quantity> quantities_;
  std::vector<int> stocks_;
  std::vector<std::vector<int>> inflows_;  // of each stock
  std::vector<std::vector<int>> outflows_;
  std::vector<int> order_;  // flows, auxiliaries and at_start: each uses only what stands before it
  std::string checks_;
  int reach_ = 0;   // of the equation that is being written
  int budget_ = 0;  // operators that it may still have
};

}  // namespace

std::vector<std::string> random_model(std::uint64_t seed) { return Writer(seed).write(); }

Ensemble random_ensemble(const Model& model, std::uint64_t seed) {
  Random random(seed ^ 0x5eed);
  Ensemble ensemble;
  ensemble.members = random.chance(30) ? 1 : random.between(2, 20);
  ensemble.seed = random.next();

  const auto number = [&] { return random.between(-900, 900) / 100.0; };
  const auto change = [&](const std::string& id) {
    Change result;
    result.id = id;
    result.verb = random.pick(std::vector<Change::Verb>{Change::Verb::to, Change::Verb::multiply, Change::Verb::add});
    result.path = random.pick(std::vector<Change::Path>{Change::Path::step, Change::Path::ramp, Change::Path::s_curve});
    result.value = number();
    result.from = random.between(0, model.time.steps - 1);
    if (result.path != Change::Path::step) result.length = random.between(1, model.time.steps);
    if (random.chance(50)) {
      result.until = random.between(result.from + 1, model.time.steps);
      result.hold = random.chance(50);
    }
    if (random.chance(30)) {
      result.verb = Change::Verb::add;
      result.programme = random.chance(60);
      result.path = random.chance(60) ? Change::Path::linear_profile : Change::Path::flat_profile;
      result.length = 0;
      result.value = 0;
      int step = result.from;
      for (int points = random.between(1, 5); points-- > 0;) {
        result.points.push_back({step, number()});
        step += random.between(1, 4);
      }
      result.points.push_back({step, random.chance(70) ? 0 : number()});
    }
    return result;
  };
  const auto rank = [](const Change& c) { return c.programme ? 3 : static_cast<int>(c.verb); };

  const int plans = random.between(0, 3);
  for (int p = 0; p < plans; ++p) {
    Plan plan;
    plan.name = fmt::format("plan{}", p);
    for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
      const Variable& variable = model.variables[at(v)];
      if (variable.kind != Variable::Kind::input) continue;
      for (int cell = 0; cell < variable.cells; ++cell) {
        if (!random.chance(50)) continue;
        Schedule schedule;
        schedule.variable = v;
        schedule.cell = cell;
        bool sets = false;
        for (int i = random.between(1, 5); i-- > 0;) {
          Change made = change(fmt::format("item{}", i));
          if (made.verb == Change::Verb::to) {
            if (sets) made.verb = Change::Verb::multiply;  // at most one may be in force
            sets = true;
          }
          schedule.changes.push_back(made);
        }
        std::stable_sort(schedule.changes.begin(), schedule.changes.end(), [&](const Change& a, const Change& b) {
          return std::pair(rank(a), a.id) < std::pair(rank(b), b.id);
        });
        plan.schedules.push_back(schedule);
      }
    }
    ensemble.plans.push_back(plan);
  }
  if (plans > 0 && random.chance(75)) {
    for (int m = 0; m < ensemble.members; ++m) {
      ensemble.plan_of_member.push_back(random.between(0, plans - 1));
    }
  }

  for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
    const Variable& variable = model.variables[at(v)];
    if (variable.kind != Variable::Kind::input && variable.kind != Variable::Kind::constant) continue;
    if (variable.hidden()) continue;
    for (int cell = 0; cell < variable.cells; ++cell) {
      if (!random.chance(20)) continue;
      Setting setting;
      setting.variable = v;
      setting.cell = cell;
      const int count = random.chance(30) ? 1 : ensemble.members;
      for (int i = 0; i < count; ++i) {
        setting.values.push_back(variable.values[at(cell)] * (random.between(50, 150) / 100.0));
      }
      ensemble.settings.push_back(setting);
    }
  }
  return ensemble;
}

}  // namespace ronghe::reference
