// A policy item or table of a scenario: something with an `id` that can be switched off alone.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "syntax/tree.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

struct PolicyItem {
  const Node* node = nullptr;
  std::string id;
  Span span;  // of the id
  bool active = true;
};

// The items of a list (null: there is none) in order of id. Those without an id have been reported and are left out.
std::vector<PolicyItem> items_of(const Node* list);

// The text of a scalar, or nothing: of a null pointer too.
std::string scalar_text(const Node* node);

// Where an item is written: `value`, then the first other place in each further file that has a say in it.
std::vector<Span> places_of(const PolicyItem& item, const Span& value);

// The one of `keys` that the item has. Reports none, at `place`, and more than one.
const Entry* exactly_one(const Node& node, const Span& place, const std::vector<std::string_view>& keys,
                         Diagnostics& diagnostics);

}  // namespace ronghe
