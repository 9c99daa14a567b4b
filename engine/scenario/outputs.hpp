// What a scenario wants to see.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "scenario/document.hpp"
#include "syntax/tree.hpp"

#include <vector>

namespace ronghe {

struct Outputs {
  std::vector<int> variables;  // empty: every one that is not hidden
  int every = 1;               // steps
};

// `outputs` may be null: then the model's indicators are wanted.
Outputs read_outputs(const Node* outputs, const Model& model, Diagnostics& diagnostics);

// The ancestor that `compare_with` names: its index in the document. The scenario's own id means none.
std::optional<std::size_t> read_compare_with(const Node* outputs, const std::string& own_id, const Document& document,
                                             Diagnostics& diagnostics);

}  // namespace ronghe
