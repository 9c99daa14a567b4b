// `previous`, `delay_fixed` and random draws: hidden variables whose value is taken once per step.
#pragma once

#include "model/functions.hpp"
#include "model/translate.hpp"

#include <vector>

namespace ronghe {

// One call in an equation, its arguments read in the loops of that equation and their units checked.
struct MemoryCall {
  const Function* function = nullptr;
  const Expression* expression = nullptr;
  const Site* place = nullptr;
  const Scope* scope = nullptr;
  std::vector<Value> arguments;
};

Value remember(Draft& draft, MemoryCall call);

}  // namespace ronghe
