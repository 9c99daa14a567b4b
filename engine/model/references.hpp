// What a name in an equation reads: the variable, and for each of its dimensions an element or a loop.
//
// Loops are an equation's own dimensions and those that reductions bind. A dimension of the variable takes the loop of
// that dimension, or of a sub-range of it; a subscript says otherwise.
#pragma once

#include "model/draft.hpp"
#include "syntax/expression.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ronghe {

// A loop of an equation and the elements it runs over, rising. An equation by element runs over a part of a dimension.
struct ElementLoop {
  int dimension = -1;
  std::vector<int> elements;
};

// A parameter of a library model that stands for an element by its number.
struct WholeNumber {
  std::string name;
  int value = 0;
};

// The names and loops that may be used at one place of an equation.
struct Scope {
  const Names* names = nullptr;
  const std::vector<WholeNumber>* whole_numbers = nullptr;  // may be null
  const std::vector<ElementLoop>* loops = nullptr;
  std::vector<int> visible;  // indices into `loops`

  const ElementLoop& loop(int index) const { return (*loops)[static_cast<std::size_t>(index)]; }
};

// `scope` inside a reduction that binds these loops: the equation's own loops over the same dimensions, their parents
// or their sub-ranges are hidden.
Scope bind_loops(const Model& model, const Scope& scope, const std::vector<int>& bound);

// The axes of a reference to `variable` with the subscripts of `name`; reports what does not fit.
std::optional<std::vector<Axis>> find_axes(Draft& draft, const Scope& scope, const Expression& name, int variable);

// The dimensions that occur in `expression` and are not picked by element or bound inside it, in the model's order, no
// family twice: what `over all` reduces, and what a check is asked over.
std::vector<int> free_dimensions(const Draft& draft, const Expression& expression);

}  // namespace ronghe
