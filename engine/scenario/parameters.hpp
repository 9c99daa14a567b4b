// Corrections of reference values: `parameters` of the scenario, and --set of the command line.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "scenario/target.hpp"
#include "syntax/tree.hpp"

#include <string>
#include <vector>

namespace ronghe {

void read_parameters(const Node* parameters, const Model& model, ReferenceValues& values, Diagnostics& diagnostics);

// `NAME=VALUE`, `NAME[element, …]=VALUE`. Mistakes point into the argument itself.
void apply_sets(const std::vector<std::string>& sets, const Model& model, ReferenceValues& values,
                Diagnostics& diagnostics);

}  // namespace ronghe
