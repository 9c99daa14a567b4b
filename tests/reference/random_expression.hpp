// Random expressions over what a random model has declared. Each has the unit that is asked for and uses only
// dimensions that are in sight where it stands.
#pragma once

#include "reference/random_model.hpp"

#include <initializer_list>
#include <limits>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ronghe::reference {

// --- what has been declared ---

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

  std::string reference() const;  // its name, in backquotes when it needs them
};

inline const std::vector<std::string> units = {"1", "万人", "亿元", "km^2"};
inline const std::vector<std::string> comparisons = {"<", "<=", ">", ">=", "=", "!="};

struct WholeFraction {
  int numerator;
  int denominator;

  WholeFraction operator+(WholeFraction other) const;
  WholeFraction operator*(int factor) const;
  std::string text() const;
  double value() const;
};

struct World {
  std::string time_unit;
  WholeFraction start{0, 1};
  WholeFraction step{1, 1};
  int steps = 1;
  std::vector<Set> sets;
  std::vector<SetMapping> mappings;
  std::vector<LookupUnits> lookups;
  std::vector<Quantity> quantities;

  bool related(int a, int b) const { return set(a).root == set(b).root; }
  bool full(int a) const { return set(a).kind != Set::Kind::part; }
  bool same_family(int a, int b) const;  // binding one hides the other
  const Set& set(int index) const { return sets[static_cast<std::size_t>(index)]; }
  const Quantity& quantity(int index) const { return quantities[static_cast<std::size_t>(index)]; }
  Quantity& quantity(int index) { return quantities[static_cast<std::size_t>(index)]; }
};

// --- texts ---

struct Word {
  std::string text;
  Word(std::string value) : text(std::move(value)) {}  // NOLINT: meant to convert
  Word(const char* value) : text(value) {}             // NOLINT
  Word(int value) : text(std::to_string(value)) {}     // NOLINT
};

// Puts the words into the places `{}` of the pattern. Words are made from left to right, which the arguments of a
// function need not be.
std::string fill(std::string_view pattern, std::initializer_list<Word> words);

std::string with_unit(const std::string& number, int unit);

// --- expressions ---

// What an expression may use where it stands.
struct Scope {
  std::vector<int> sets;                        // dimensions that have an element here
  int reach = std::numeric_limits<int>::max();  // the stocks whose initial values may be asked for
  bool calls = true;                            // delays, memories, random draws

  bool has(int set) const;
};

class ExpressionWriter {
 public:
  ExpressionWriter(Random& random, const World& world) : random_(random), world_(world) {}

  // An expression of some size. Stands alone as an operand.
  std::string fresh(int unit, bool rate, const Scope& scope, int depth);
  // A value that stays between bounds, most of the time.
  std::string bounded(int unit, bool rate, const Scope& scope);

  // Index of each axis; "" is the element in sight, nothing means that any will do.
  using Indices = std::vector<std::optional<std::string>>;
  std::string refer(int quantity, const Scope& scope, const Indices& fixed = {});

  std::string number(int low, int high);  // with two decimals, from `low` to `high`
  std::string duration(int low, int high);
  int choose_unit() { return random_.chance(60) ? 0 : random_.between(1, 3); }

  int reach = 0;  // of all that has been referred to since it was last set to 0

 private:
  std::string value(int unit, bool rate, const Scope& scope, int depth);
  std::string expand(std::string_view pattern, int unit, const Scope& scope, int depth);
  std::string part(std::string_view name, int unit, int other_unit, const Scope& scope, int depth);
  std::string leaf(int unit, bool rate, const Scope& scope);
  std::string literal(int unit, bool rate);
  std::string remembered(int unit, const Scope& scope);
  std::string reduction(int unit, bool rate, const Scope& scope, int depth);
  std::string looked_up(int unit, const Scope& scope, int depth);
  std::string time_constant(const Scope& scope);
  std::string date_literal(int step) const;
  std::string duration_literal(int steps) const;
  std::vector<int> candidates(int unit, bool rate, const Scope& scope) const;
  std::vector<std::string> indices(const Quantity& quantity, int axis, const Scope& scope) const;

  Random& random_;
  const World& world_;
  int budget_ = 0;  // operators that the expression may still have
};

}  // namespace ronghe::reference
