// Where something happens: elements of the model's dimensions by name, code, label or group.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "syntax/tree.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

// For each dimension of a variable the elements that are meant, rising. The cells meant are their product.
using Places = std::vector<std::vector<int>>;

// The elements of `dimension` that `text` may mean: the one with this name, else all with this label in one of the
// languages.
std::vector<int> elements_called(const Dimension& dimension, std::string_view text);

// The one element that `text` means. Reports an unknown or ambiguous one at `span`.
std::optional<int> read_element(const Dimension& dimension, std::string_view text, const Span& span,
                                Diagnostics& diagnostics);

// A `where` (null: there is none) for a variable: `all`, or for each of its dimensions `all`, an element, a list of
// them or `{group: …}`. `item` is the place of what lacks it.
std::optional<Places> read_places(const Node* where, const Span& item, const Model& model, const Variable& variable,
                                  Diagnostics& diagnostics);

// Every element of every dimension.
Places all_places(const Model& model, const Variable& variable);

// The cells of `variable` at these places, rising.
std::vector<int> cells_at(const Model& model, const Variable& variable, const Places& places);
int cell_at(const Model& model, const Variable& variable, const std::vector<int>& indices);

// `恩施市 (422801)`, or the name alone.
std::string shown(const Element& element);

// The names joined for a message: `a, b, c`.
Word listed(const std::vector<std::string>& names);

}  // namespace ronghe
