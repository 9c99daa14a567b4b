#include "syntax/tree.hpp"

#include <algorithm>

namespace ronghe {

const Entry* Node::find_entry(std::string_view key) const {
  const auto entry = std::find_if(entries.begin(), entries.end(), [&](const Entry& e) { return e.key.text == key; });
  return entry == entries.end() ? nullptr : &*entry;
}

const Node* Node::find(std::string_view key) const {
  const Entry* entry = find_entry(key);
  return entry == nullptr ? nullptr : &entry->value;
}

}  // namespace ronghe
