// Parts that the JSON texts of ensembles share.
#pragma once

#include "output/parts.hpp"
#include "ronghe/uncertainty.hpp"

#include <string>
#include <vector>

namespace ronghe {

// Without the dimension whose places are joined.
Json figure_place_json(const Heading& variable, const std::vector<std::string>& elements);
Json keys_json(const std::vector<EnsembleKey>& keys, const Model& model);
// What it says, without how often it holds.
Json sentence_json(const EnsembleSentence& sentence);
Json chance_json(const Chance& chance);

}  // namespace ronghe
