// How many runs are to tell about what is not known, and with which draws.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/scenario.hpp"
#include "scenario/files.hpp"
#include "syntax/tree.hpp"

#include <optional>
#include <string_view>

namespace ronghe {

// A whole number from `least` to 10 million, behind `key`; nothing when it is missing or wrong.
std::optional<int> read_count(const Node& node, std::string_view key, int least, Diagnostics& diagnostics);

// The block `ensemble` (null: there is none) of a scenario whose uncertainties have been read. When some of these could
// not be read (`draws_known` is false), what depends on their draws is not looked at.
std::optional<EnsembleDesign> read_ensemble(const Node* ensemble, const Scenario& scenario, bool draws_known,
                                            Files& files, Diagnostics& diagnostics);

}  // namespace ronghe
