// What is not known, and what may be moved: read and checked here, used by an ensemble.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/scenario.hpp"
#include "scenario/files.hpp"
#include "syntax/tree.hpp"

#include <optional>
#include <vector>

namespace ronghe {

// Active ones in order of id. Lists may be null.
std::vector<Uncertainty> read_uncertainties(const Node* list, const Model& model, Files& files,
                                            Diagnostics& diagnostics);

// Correlations between the items of `uncertainties`. Those of items that are switched off are left out. Reports a
// matrix that is not positive definite.
std::vector<Correlation> read_correlations(const Node* list, const Node* uncertainties, Diagnostics& diagnostics);

// `programmes` are the items that a lever may scale.
std::vector<Lever> read_levers(const Node* list, const Node* programmes, const Model& model, Diagnostics& diagnostics);

Limits read_limits(const Node* limits, Diagnostics& diagnostics);

}  // namespace ronghe
