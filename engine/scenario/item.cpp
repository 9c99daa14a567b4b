#include "scenario/item.hpp"

#include "scenario/places.hpp"

#include <algorithm>
#include <functional>

namespace ronghe {

std::vector<PolicyItem> items_of(const Node* list) {
  std::vector<PolicyItem> items;
  if (list == nullptr) return items;
  for (const Node& node : list->items) {
    const Node* id = node.find("id");
    if (id == nullptr || !id->is_scalar()) continue;
    items.push_back({&node, id->text, id->span, scalar_text(node.find("active")) != "false"});
  }
  std::stable_sort(items.begin(), items.end(), [](const PolicyItem& a, const PolicyItem& b) { return a.id < b.id; });
  return items;
}

std::string scalar_text(const Node* node) { return node != nullptr && node->is_scalar() ? node->text : std::string(); }

std::vector<Span> places_of(const PolicyItem& item, const Span& value) {
  std::vector<Span> places = {value};
  const std::function<void(const Node&)> look = [&](const Node& node) {
    if (node.items.empty() && node.entries.empty()) {
      const bool told = std::any_of(places.begin(), places.end(),
                                    [&](const Span& place) { return place.source == node.span.source; });
      if (!told) places.push_back(node.span);
    }
    for (const Node& part : node.items) look(part);
    for (const Entry& entry : node.entries) look(entry.value);
  };
  for (const Entry& entry : item.node->entries) {
    if (entry.key.text != "id") look(entry.value);  // each file names the item
  }
  return places;
}

const Entry* exactly_one(const Node& node, const Span& place, const std::vector<std::string_view>& keys,
                         Diagnostics& diagnostics) {
  const Entry* found = nullptr;
  std::vector<std::string> names;
  for (const std::string_view key : keys) names.push_back("`" + std::string(key) + "`");
  bool more = false;
  for (const std::string_view key : keys) {
    const Entry* entry = node.find_entry(key);
    if (entry == nullptr) continue;
    if (found != nullptr && !more) {
      diagnostics.error("scenario.only_one", entry->key.span,
                        {{"first", found->key.text}, {"second", entry->key.text}, {"keys", listed(names)}},
                        found->key.span);
      more = true;
    }
    if (found == nullptr) found = entry;
  }
  if (found == nullptr)
    diagnostics.error("scenario.one_needed", place, {{"id", place.text()}, {"keys", listed(names)}});
  return more ? nullptr : found;
}

}  // namespace ronghe
