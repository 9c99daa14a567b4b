#include "model/sets.hpp"

#include "model/texts.hpp"
#include "syntax/keys.hpp"

#include <algorithm>
#include <array>
#include <charconv>
#include <numeric>
#include <unordered_map>
#include <utility>

namespace ronghe {
namespace {

using Kind = Key::Kind;

constexpr std::size_t most_elements = 10'000;

constexpr std::array dimension_keys = {
    Key{"elements",
        Kind::sequence_or_mapping,
        false,
        {"its elements: a list, or names with labels", "元素：列表，或名称与标签"}},
    Key{"from", Kind::scalar, false, {"`data`: the city's table gives the elements", "`data`：元素由城市数据表给出"}},
    Key{"copy_of", Kind::scalar, false, {"the dimension whose second axis this is", "作为哪个维度的第二个轴"}},
    Key{"of", Kind::scalar, false, {"the dimension of which this is a part", "是哪个维度的一部分"}},
    Key{"label", Kind::scalar_or_mapping, false, {"name for people", "显示名称"}},
};

constexpr std::array mapping_keys = {
    Key{"from", Kind::scalar, true, {"the dimension it starts from", "起点维度"}},
    Key{"to", Kind::scalar, true, {"the dimension it leads to", "终点维度"}},
    Key{"with",
        Kind::mapping,
        false,
        {"for each element of `from` one of `to`", "`from` 的每个元素对应 `to` 的一个元素"}},
    Key{"shift", Kind::scalar, false, {"so many elements further, held at the ends", "平移的元素个数，两端保持"}},
};

class DimensionReader {
 public:
  DimensionReader(Draft& draft, const std::vector<const Entry*>& entries) : draft_(draft), entries_(entries) {}

  void read() {
    // All names first: a copy may stand before its original.
    for (const Entry* entry : entries_) {
      Dimension dimension;
      dimension.name = entry->key.text;
      dimension.span = entry->key.span;
      const int index = static_cast<int>(draft_.model.dimensions.size());
      if (!draft_.names.add(dimension.name, {Named::Kind::dimension, index, dimension.span}, draft_.diagnostics))
        continue;
      draft_.model.dimensions.push_back(std::move(dimension));
      nodes_.push_back(&entry->value);
    }
    states_.assign(nodes_.size(), State::waiting);
    for (std::size_t i = 0; i < nodes_.size(); ++i) read(i);
    for (std::size_t i = 0; i < nodes_.size(); ++i) {
      for (const Element& element : draft_.model.dimensions[i].elements) {
        draft_.dimension_of_element.emplace(element.name, static_cast<int>(i));
      }
    }
  }

 private:
  enum class State { waiting, reading, done };

  Dimension& dimension(std::size_t i) { return draft_.model.dimensions[i]; }
  Diagnostics& diagnostics() { return draft_.diagnostics; }

  void read(std::size_t i) {
    if (states_[i] != State::waiting) return;
    states_[i] = State::reading;
    const std::size_t errors = draft_.errors();
    const Node& node = *nodes_[i];
    if (node.is_sequence()) {
      read_elements(i, node);
    } else if (check_keys(node, dimension_keys, {"维度", "a dimension"}, diagnostics())) {
      read_label(draft_.diagnostics, node.find("label"), dimension(i).label);
      read_form(i, node);
    }
    states_[i] = State::done;
    const int parent = dimension(i).parent;
    if (draft_.errors() != errors || (parent >= 0 && draft_.broken_dimensions.contains(parent))) {
      draft_.broken_dimensions.insert(static_cast<int>(i));
    }
  }

  void read_form(std::size_t i, const Node& node) {
    const Node* elements = node.find("elements");
    const Node* from = node.find("from");
    const Node* copy_of = node.find("copy_of");
    const Node* of = node.find("of");
    const int forms = (elements != nullptr && of == nullptr ? 1 : 0) + (from != nullptr ? 1 : 0) +
                      (copy_of != nullptr ? 1 : 0) + (of != nullptr ? 1 : 0);
    if (forms != 1) {
      diagnostics().error("dimension.form", dimension(i).span, {{"name", dimension(i).name}});
    } else if (from != nullptr) {
      read_data(i, *from);
    } else if (copy_of != nullptr) {
      if (const auto parent = read_parent(i, *copy_of)) copy(i, *parent);
    } else if (of != nullptr) {
      if (elements == nullptr) {
        diagnostics().error("dimension.elements_missing", dimension(i).span, {{"name", dimension(i).name}});
      } else if (const auto parent = read_parent(i, *of)) {
        read_part(i, *parent, *elements);
      }
    } else {
      read_elements(i, *elements);
    }
  }

  void read_elements(std::size_t i, const Node& node) {
    std::vector<Element>& elements = dimension(i).elements;
    std::unordered_map<std::string, Span> places;
    const auto add = [&](const Node& name, Text label) {
      if (!check_scalar(diagnostics(), name)) return;
      const auto [same, fresh] = places.emplace(name.text, name.span);
      if (!fresh) {
        diagnostics().error("dimension.element_twice", name.span,
                            {{"element", name.text}, {"dimension", dimension(i).name}}, same->second);
        return;
      }
      if (name.text.find('`') != std::string::npos || name.text.find(',') != std::string::npos ||
          name.text.find('=') != std::string::npos || name.text == "others") {
        diagnostics().error("dimension.element_malformed", name.span, {{"element", name.text}});
        return;
      }
      // In brackets the two could not be told apart.
      if (const Named* named = draft_.names.find(name.text);
          named != nullptr && named->kind == Named::Kind::dimension) {
        diagnostics().error("dimension.element_is_dimension", name.span, {{"element", name.text}}, named->span);
        return;
      }
      elements.push_back({name.text, std::move(label), name.span});
    };
    for (const Node& item : node.items) add(item, {});
    for (const Entry& entry : node.entries) {
      Text label;
      read_label(draft_.diagnostics, &entry.value, label);
      add(entry.key, std::move(label));
    }
    if (node.items.empty() && node.entries.empty()) {
      diagnostics().error("dimension.elements_missing", node.span, {{"name", dimension(i).name}});
    }
    if (elements.size() > most_elements) {
      diagnostics().error("dimension.too_large", node.span, {{"name", dimension(i).name}});
      elements.resize(most_elements);
    }
  }

  void read_data(std::size_t i, const Node& from) {
    if (from.text != "data") {
      diagnostics().error("dimension.from", from.span, {{"found", from.text}});
      return;
    }
    dimension(i).from_data = true;
    const auto data = draft_.options.data.find(dimension(i).name);
    if (data != draft_.options.data.end()) {
      dimension(i).elements = data->second.elements;
      dimension(i).groups = data->second.groups;
    } else if (draft_.options.placeholders) {
      dimension(i).elements = {{"1", {}, from.span}, {"2", {}, from.span}};
    }
    if (dimension(i).elements.empty()) {
      diagnostics().error("dimension.no_data", dimension(i).span, {{"name", dimension(i).name}});
    }
  }

  // The dimension that a copy or sub-range names, read first.
  std::optional<int> read_parent(std::size_t i, const Node& name) {
    const Named* named = draft_.names.find(name.text);
    if (named == nullptr || named->kind != Named::Kind::dimension) {
      draft_.unknown_name(name.text, name.span, draft_.names.of_kind(Named::Kind::dimension));
      return std::nullopt;
    }
    const std::size_t parent = static_cast<std::size_t>(named->index);
    if (states_[parent] == State::reading) {
      diagnostics().error("dimension.circle", name.span, {{"name", dimension(i).name}, {"parent", name.text}});
      return std::nullopt;
    }
    read(parent);
    dimension(i).parent = named->index;
    return named->index;
  }

  void copy(std::size_t i, int parent) {
    const Dimension& original = draft_.dimension(parent);
    Dimension& made = dimension(i);
    made.copy = true;
    made.elements = original.elements;
    made.groups = original.groups;
    made.from_data = original.from_data;
    if (made.label.empty()) made.label = original.label;
    made.parent_elements = all_elements(original.size());
  }

  void read_part(std::size_t i, int parent, const Node& elements) {
    if (!elements.is_sequence()) {
      diagnostics().error("dimension.part_elements", elements.span, {{"name", dimension(i).name}});
      return;
    }
    Dimension& made = dimension(i);
    const Dimension& whole = draft_.dimension(parent);
    for (const Node& item : elements.items) {
      if (!check_scalar(diagnostics(), item)) continue;
      const int element = whole.element(item.text);
      if (element < 0) {
        if (draft_.broken_dimensions.contains(parent)) continue;
        Words words = {{"element", item.text}, {"dimension", whole.name}};
        if (const auto nearest = nearest_name(item.text, element_names(whole))) words.emplace_back("nearest", *nearest);
        diagnostics().error("dimension.element_unknown", item.span, std::move(words), whole.span);
        continue;
      }
      if (std::find(made.parent_elements.begin(), made.parent_elements.end(), element) != made.parent_elements.end()) {
        diagnostics().error("dimension.element_twice", item.span, {{"element", item.text}, {"dimension", made.name}});
        continue;
      }
      made.parent_elements.push_back(element);
    }
    // In the order of the parent, so that a sum over a part runs as a sum over the whole would.
    std::sort(made.parent_elements.begin(), made.parent_elements.end());
    for (const int element : made.parent_elements) {
      made.elements.push_back(whole.elements[static_cast<std::size_t>(element)]);
    }
    if (elements.items.empty()) {
      diagnostics().error("dimension.elements_missing", elements.span, {{"name", made.name}});
    }
  }

  Draft& draft_;
  const std::vector<const Entry*>& entries_;
  std::vector<const Node*> nodes_;
  std::vector<State> states_;
};

class MappingReader {
 public:
  MappingReader(Draft& draft, const Entry& entry) : draft_(draft), entry_(entry) {}

  void read() {
    Mapping mapping;
    mapping.name = entry_.key.text;
    mapping.span = entry_.key.span;
    const int index = static_cast<int>(draft_.model.mappings.size());
    if (!draft_.names.add(mapping.name, {Named::Kind::mapping, index, mapping.span}, draft_.diagnostics)) return;
    if (check_keys(entry_.value, mapping_keys, {"映射", "a mapping"}, draft_.diagnostics)) {
      const auto from = dimension(*entry_.value.find("from"));
      const auto to = dimension(*entry_.value.find("to"));
      const auto broken = [&](int dimension) { return draft_.broken_dimensions.contains(dimension); };
      if (from && to && !broken(*from) && !broken(*to)) {
        mapping.from = *from;
        mapping.to = *to;
        read_image(mapping);
      }
    }
    draft_.model.mappings.push_back(std::move(mapping));
  }

 private:
  std::optional<int> dimension(const Node& name) {
    const Named* named = draft_.names.find(name.text);
    if (named != nullptr && named->kind == Named::Kind::dimension) return named->index;
    draft_.unknown_name(name.text, name.span, draft_.names.of_kind(Named::Kind::dimension));
    return std::nullopt;
  }

  void read_image(Mapping& mapping) {
    const Node* with = entry_.value.find("with");
    const Node* shift = entry_.value.find("shift");
    if ((with == nullptr) == (shift == nullptr)) {
      draft_.diagnostics.error("mapping.form", mapping.span, {{"name", mapping.name}});
    } else if (with != nullptr) {
      read_pairs(mapping, *with);
    } else {
      read_shift(mapping, *shift);
    }
  }

  void read_shift(Mapping& mapping, const Node& node) {
    int shift = 0;
    const char* end = node.text.data() + node.text.size();
    const auto [stopped, error] = std::from_chars(node.text.data(), end, shift);
    if (error != std::errc() || stopped != end || shift == 0 || mapping.from != mapping.to) {
      draft_.diagnostics.error("mapping.shift", node.span, {{"found", node.text}});
      return;
    }
    const int size = draft_.dimension(mapping.from).size();
    for (int element = 0; element < size; ++element) {
      const long long moved = static_cast<long long>(element) + shift;
      mapping.image.push_back(static_cast<int>(std::clamp<long long>(moved, 0, size - 1)));
    }
  }

  int element(const Dimension& dimension, const Node& name) {
    if (!check_scalar(draft_.diagnostics, name)) return -1;
    const int result = dimension.element(name.text);
    if (result < 0) {
      Words words = {{"element", name.text}, {"dimension", dimension.name}};
      if (const auto nearest = nearest_name(name.text, element_names(dimension)))
        words.emplace_back("nearest", *nearest);
      draft_.diagnostics.error("dimension.element_unknown", name.span, std::move(words), dimension.span);
    }
    return result;
  }

  void read_pairs(Mapping& mapping, const Node& with) {
    const Dimension& from = draft_.dimension(mapping.from);
    const Dimension& to = draft_.dimension(mapping.to);
    std::vector<int> result(static_cast<std::size_t>(from.size()), -1);
    const std::size_t errors = draft_.errors();
    for (const Entry& pair : with.entries) {
      const int source = element(from, pair.key);
      const int target = element(to, pair.value);
      if (source >= 0) result[static_cast<std::size_t>(source)] = target;
    }
    if (draft_.errors() != errors) return;
    std::string missing;
    for (std::size_t i = 0; i < result.size(); ++i) {
      if (result[i] < 0) missing += (missing.empty() ? "`" : ", `") + from.elements[i].name + "`";
    }
    if (!missing.empty()) {
      draft_.diagnostics.error("mapping.incomplete", with.span, {{"name", mapping.name}, {"missing", missing}},
                               from.span);
      return;
    }
    mapping.image = std::move(result);
  }

  Draft& draft_;
  const Entry& entry_;
};

// The ground dimension, and the element there of each element.
std::pair<int, std::vector<int>> ground(const Model& model, int dimension) {
  const Dimension* at = &model.dimensions[static_cast<std::size_t>(dimension)];
  std::vector<int> elements = all_elements(at->size());
  while (at->parent >= 0) {
    for (int& element : elements) element = at->parent_elements[static_cast<std::size_t>(element)];
    dimension = at->parent;
    at = &model.dimensions[static_cast<std::size_t>(dimension)];
  }
  return {dimension, std::move(elements)};
}

}  // namespace

void read_dimensions(Draft& draft, const std::vector<const Entry*>& dimensions) {
  DimensionReader(draft, dimensions).read();
}

void read_mappings(Draft& draft, const std::vector<const Entry*>& mappings) {
  for (const Entry* entry : mappings) MappingReader(draft, *entry).read();
}

int family(const Model& model, int dimension) {
  while (true) {
    const Dimension& at = model.dimensions[static_cast<std::size_t>(dimension)];
    if (at.parent < 0 || at.copy) return dimension;
    dimension = at.parent;
  }
}

std::optional<std::vector<int>> image(const Model& model, int from, int to) {
  if (from == to) return all_elements(model.dimensions[static_cast<std::size_t>(from)].size());
  auto [ground_from, elements] = ground(model, from);
  const auto [ground_to, targets] = ground(model, to);
  if (ground_from != ground_to) return std::nullopt;
  const std::size_t size = static_cast<std::size_t>(model.dimensions[static_cast<std::size_t>(ground_to)].size());
  std::vector<int> target_of(size, -1);
  for (std::size_t i = 0; i < targets.size(); ++i)
    target_of[static_cast<std::size_t>(targets[i])] = static_cast<int>(i);
  for (int& element : elements) element = target_of[static_cast<std::size_t>(element)];
  return elements;
}

bool is_identity(const std::vector<int>& map) {
  for (std::size_t i = 0; i < map.size(); ++i) {
    if (map[i] != static_cast<int>(i)) return false;
  }
  return true;
}

std::vector<int> all_elements(int size) {
  std::vector<int> result(static_cast<std::size_t>(size));
  std::iota(result.begin(), result.end(), 0);
  return result;
}

}  // namespace ronghe
