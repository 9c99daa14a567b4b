// An equation as it is written: the tree of its operators, with the place of every part. Names are not resolved.
#pragma once

#include "ronghe/diagnostics.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

// One entry between `[` and `]`: `urban`, `area=urban`, `county=destination`, `region=region_of`.
struct Subscript {
  std::string dimension;  // empty when only a name stands there
  std::string name;       // element, dimension or mapping
  Span span;
};

struct Expression {
  enum class Kind {
    number,       // value, unit_text (empty: bare)
    name,         // name, subscripts
    call,         // name, operands; `time`, `dt`, `start_time`, `stop_time` are calls without operands
    reduction,    // name (sum mean min max product), operands[0], dimensions (empty with over_all)
    negate,       // operands[0]
    logical_not,  // operands[0]
    add,
    subtract,
    multiply,
    divide,
    power,  // two operands
    equal,
    not_equal,
    less,
    less_equal,
    greater,
    greater_equal,  // two operands
    logical_and,
    logical_or,   // two operands
    conditional,  // if operands[0] then operands[1] else operands[2]
  };

  Kind kind = Kind::number;
  Span span;
  double value = 0;                   // number
  std::string unit_text;              // number: its unit as written
  std::string name;                   // name, call, reduction; NFC, without backquotes
  Span name_span;                     // name, call, reduction, number's unit
  std::vector<Subscript> subscripts;  // name
  std::vector<Subscript> dimensions;  // reduction: `name` is each dimension after `over`
  bool over_all = false;              // reduction
  std::vector<Expression> operands;
};

// Reads one equation. `text` is the value of a tree's scalar; `where` is the place of that scalar in its source, used
// to place every part (exact for plain and quoted scalars on one line and for block scalars; the whole scalar
// otherwise). An operator between values has spaces around it; the reader reports one that has not.
Outcome<Expression> parse_expression(std::string_view text, const Span& where);
// For tests and short scripts: the text is its own source, named "equation".
Outcome<Expression> parse_expression(std::string_view text);

// In prefix form, for tests: `a + b * c` is "(+ a (* b c))", `2 GWh` is "2{GWh}", `x[area=urban]` is "x[area=urban]",
// `sum(x over a, b)` is "(sum x over a b)", `if c then a else b` is "(if c a b)", calls are "(max a b)".
std::string to_prefix(const Expression& expression);
// Back in the language itself, with the fewest parentheses: parse(print(t)) = t.
std::string to_text(const Expression& expression);

// A letter of any script or `_`, then letters, digits, `_`.
bool is_plain_name(std::string_view name);
// Names that no variable may have: and or not if then else over all others time dt start_time stop_time and the
// built-in functions.
bool is_reserved(std::string_view name);

}  // namespace ronghe
