// What a model declares: the keys of its parts, read into variables whose equations are still text.
#pragma once

#include "model/draft.hpp"

#include <vector>

namespace ronghe {

// Reads all parts of a model; `parts` stay alive as long as the draft.
void read_declarations(Draft& draft, const std::vector<Node>& parts);

}  // namespace ronghe
