// What an equation means: its names resolved to references, its operators to terms, its units checked.
#pragma once

#include "model/agreement.hpp"
#include "model/cells.hpp"
#include "model/references.hpp"
#include "syntax/expression.hpp"

#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace ronghe {

// One use of a library model: what the names of its text stand for.
struct Instance {
  std::vector<int> dimensions;  // of the arguments; every variable of the instance is over them, then over its own
  Names names;
  std::unordered_map<std::string, Value> parameters;  // over the loops of `dimensions`
  std::vector<WholeNumber> whole_numbers;
};

// Counts the uses of each function in the equations of one variable: names of hidden variables end in the number.
using Uses = std::unordered_map<std::string, int>;

// Where an equation stands.
struct Site {
  int owner = -1;    // the user's variable that hidden variables belong to; -1 in a check, which may not make any
  std::string name;  // of the variable, the beginning of the names of hidden ones
  Uses* uses = nullptr;
  std::vector<int> dimensions;
  Box cells;
  const Instance* instance = nullptr;  // inside a library model
  Span call;                           // inside a library model: the call in the user's equation
};

// The equation as far as it could be understood; nothing when something was wrong, which is reported.
// `unit` is the declared one, `unit_span` where it stands.
std::optional<Equation> translate(Draft& draft, const Expression& expression, const Site& place, const Unit& unit,
                                  const Span& unit_span);
// An equation that is a condition.
std::optional<Condition> translate_condition(Draft& draft, const Expression& expression, const Site& place);

// Adds a hidden variable over `dimensions` and returns its index.
int add_hidden(Draft& draft, const std::string& name, Variable::Kind kind, const Unit& unit,
               std::vector<int> dimensions, int owner, const Span& span);

}  // namespace ronghe
