// What a scenario wants to see.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/scenario.hpp"
#include "scenario/document.hpp"
#include "syntax/tree.hpp"

#include <optional>
#include <string>

namespace ronghe {

// Puts what `outputs` asks for into the scenario: variables, sums over time, times, kinds of files, language. It may be
// null: then the model's indicators are wanted.
void read_outputs(const Node* outputs, const Model& model, Scenario& scenario, Diagnostics& diagnostics);

// The ancestor that `compare_with` names: its index in the document. The scenario's own id means none.
std::optional<std::size_t> read_compare_with(const Node* outputs, const std::string& own_id, const Document& document,
                                             Diagnostics& diagnostics);

}  // namespace ronghe
