// What analyses are about: variables at a date, `service_gap[education]@2035`.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/scenario.hpp"
#include "syntax/tree.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

// One such text. Reports an unknown variable, a date that is not saved, and what is neither.
std::optional<Measure> read_measure(std::string_view text, const Span& span, const Model& model,
                                    Diagnostics& diagnostics);

// The three parts of `analysis` (null: there is none). `decisions` are the ids of all programmes, reforms and shocks.
void read_analysis(const Node* analysis, const Model& model, const std::vector<std::string>& decisions,
                   Scenario& scenario, Diagnostics& diagnostics);

}  // namespace ronghe
