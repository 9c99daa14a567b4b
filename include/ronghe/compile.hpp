// How a model is computed with the least work: from a checked model to a program. Cannot fail.
#pragma once

#include "ronghe/model.hpp"
#include "ronghe/program.hpp"

#include <string>
#include <vector>

namespace ronghe {

struct CompileOptions {
  std::vector<int> outputs = {};        // variables of the model to save; empty: every variable that is not hidden
  std::vector<int> followed = {};       // variables whose value at each step is wanted, too
  std::vector<int> moving_inputs = {};  // inputs that some plan changes over time; the others are computed once per run
};

Program compile(const Model& model, const CompileOptions& options = {});

}  // namespace ronghe
