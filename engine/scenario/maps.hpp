// Where the places of a city lie: GeoJSON (RFC 7946) beside the tables that give a dimension its elements.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/scenario.hpp"
#include "scenario/files.hpp"
#include "syntax/tree.hpp"

#include <vector>

namespace ronghe {

// The maps that `data` (null: there is none) gives for dimensions of the model. Each feature is one element; an element
// without one is warned of.
std::vector<PlaceMap> read_maps(const Node* data, const Model& model, Files& files, Diagnostics& diagnostics);

}  // namespace ronghe
