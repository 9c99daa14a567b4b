// Observed series: what the region did, beside what the model says it does.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/scenario.hpp"
#include "scenario/data.hpp"
#include "scenario/files.hpp"
#include "scenario/prices.hpp"
#include "syntax/tree.hpp"

#include <vector>

namespace ronghe {

// Every column of the active tables of `history` (null: there is none). Rows may be missing and cells empty, since not
// everything was observed; what is there must be right.
std::vector<ObservedSeries> read_history(const Node* list, const std::vector<ElementTable>& elements,
                                         const Model& model, PriceBasis& prices, Files& files,
                                         Diagnostics& diagnostics);

}  // namespace ronghe
