// Which cells of an array a key such as `rural`, `c1, urban` or `others` means.
//
// Equations and values may be given by element, in nested mappings. Together the keys must cover every cell once.
#pragma once

#include "model/draft.hpp"

#include <string>
#include <vector>

namespace ronghe {

// A product of elements, one rising list for each of an array's dimensions.
using Box = std::vector<std::vector<int>>;

Box whole_box(const Model& model, const std::vector<int>& dimensions);

// A scalar and the cells it is for. `others` may need several boxes.
struct Piece {
  const Node* node = nullptr;
  std::vector<Box> boxes;
};

// Tells the two users apart in messages: a value that is missing, an equation that is missing.
enum class ByElement { equations, values };

// Takes `node`, a scalar or a mapping by element, apart. Reports keys that address nothing, and cells covered twice or
// never, then `complete` is false. `name` is the variable's.
struct Pieces {
  std::vector<Piece> pieces;
  bool complete = true;
};
Pieces by_element(Draft& draft, const Node& node, const Variable& variable, ByElement what);

}  // namespace ronghe
