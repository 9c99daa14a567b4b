// The built-in functions: one row each.
#pragma once

#include "ronghe/model.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

// What a function asks of the units of its arguments, and the unit it gives.
enum class UnitRule {
  clock,          // none; the unit of time
  dimensionless,  // 1 to 1
  keep,           // of the argument
  root,           // the root of the argument's
  common,         // all agree, and so does the result
  quotient,       // a / b, with which `otherwise` agrees
  step,           // height, date: of the height
  ramp,           // slope, date, date: of the slope times time
  pulse,          // height, date, time, time: of the height
  previous,       // x, x0: both agree
  delay_fixed,    // x, T, x0: x and x0 agree, T is a time
  random,         // two parameters that agree
};

struct Function {
  std::string_view name;
  std::size_t fewest;
  std::size_t most;
  UnitRule rule;
  Term::Op op;              // of a function that is one operator; else literal
  Variable::Memory memory;  // of a function that remembers or draws; else none
  std::string_view usage;
};

// Null for a name that is none; the library's models are not here.
const Function* find_function(std::string_view name);

std::vector<std::string> function_names();

}  // namespace ronghe
