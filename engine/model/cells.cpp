#include "model/cells.hpp"

#include "model/sets.hpp"
#include "model/texts.hpp"

#include <algorithm>
#include <iterator>
#include <string_view>
#include <utility>

namespace ronghe {
namespace {

// What is left of a box of cells, cut into as few boxes as whole rows allow. `taken` tells cell by cell, row by row.
std::vector<Box> free_boxes(const std::vector<bool>& taken, std::size_t begin, const std::vector<int>& sizes,
                            const Box& within, std::size_t dimension) {
  if (dimension == sizes.size()) return taken[begin] ? std::vector<Box>{} : std::vector<Box>{Box{}};
  std::size_t stride = 1;
  for (std::size_t d = dimension + 1; d < sizes.size(); ++d) stride *= static_cast<std::size_t>(sizes[d]);
  std::vector<std::pair<std::vector<Box>, std::vector<int>>> groups;  // what is free below, for which elements
  for (const int element : within[dimension]) {
    std::vector<Box> below =
        free_boxes(taken, begin + static_cast<std::size_t>(element) * stride, sizes, within, dimension + 1);
    if (below.empty()) continue;
    const auto same =
        std::find_if(groups.begin(), groups.end(), [&](const auto& group) { return group.first == below; });
    if (same == groups.end()) {
      groups.emplace_back(std::move(below), std::vector{element});
    } else {
      same->second.push_back(element);
    }
  }
  std::vector<Box> result;
  for (auto& [below, elements] : groups) {
    for (Box& box : below) {
      box.insert(box.begin(), elements);
      result.push_back(std::move(box));
    }
  }
  return result;
}

class Reader {
 public:
  Reader(Draft& draft, const Variable& variable, ByElement what)
      : draft_(draft), variable_(variable), what_(what), taken_(static_cast<std::size_t>(variable.cells), false) {
    for (const int dimension : variable.dimensions) sizes_.push_back(draft.dimension(dimension).size());
  }

  Pieces read(const Node& node) {
    const std::size_t errors = draft_.errors();
    visit(node, whole_box(draft_.model, variable_.dimensions), std::vector<bool>(sizes_.size(), false));
    // A key that was not understood would leave its cells missing: one message is enough.
    if (draft_.errors() == errors) report_missing(node);
    result_.complete = draft_.errors() == errors;
    return std::move(result_);
  }

 private:
  // `named` marks the dimensions that outer keys have spoken of.
  void visit(const Node& node, const Box& box, const std::vector<bool>& named) {
    if (!node.is_mapping()) {
      take(node, box);
      return;
    }
    if (variable_.dimensions.empty()) {
      draft_.diagnostics.error("equation.by_element_of_scalar", node.span, {{"name", variable_.name}});
      return;
    }
    const Entry* others = nullptr;
    for (const Entry& entry : node.entries) {
      if (entry.key.text == "others") {
        others = &entry;
        continue;
      }
      Box inner = box;
      std::vector<bool> inner_named = named;
      if (narrow(entry.key, inner, inner_named)) visit(entry.value, inner, inner_named);
    }
    if (others != nullptr) take_others(*others, box);
  }

  void take(const Node& node, const Box& box) {
    if (!node.is_scalar()) {
      draft_.diagnostics.error("equation.not_text", node.span, {{"name", variable_.name}});
      return;
    }
    std::vector<std::string> twice;
    for_each_cell(box, [&](std::size_t cell) {
      if (taken_[cell]) twice.push_back(draft_.model.cell_name(variable_, static_cast<int>(cell)));
      taken_[cell] = true;
    });
    if (!twice.empty()) {
      const auto code = what_ == ByElement::equations ? "equation.cells_twice" : "value.cells_twice";
      draft_.diagnostics.error(code, node.span, {{"cells", list_of_names(twice)}});
      return;
    }
    result_.pieces.push_back({&node, {box}});
  }

  void take_others(const Entry& others, const Box& box) {
    std::vector<Box> rest = free_boxes(taken_, 0, sizes_, box, 0);
    if (!others.value.is_scalar()) {
      // Below `others` keys may go on only where one box is left.
      if (rest.size() == 1) visit(others.value, rest.front(), std::vector<bool>(sizes_.size(), false));
      if (rest.size() > 1) take(others.value, box);
      return;
    }
    for (const Box& free : rest) {
      for_each_cell(free, [&](std::size_t cell) { taken_[cell] = true; });
    }
    result_.pieces.push_back({&others.value, std::move(rest)});
  }

  template <class Visit>
  void for_each_cell(const Box& box, Visit visit_cell, std::size_t dimension = 0, std::size_t cell = 0) {
    if (dimension == box.size()) {
      visit_cell(cell);
      return;
    }
    for (const int element : box[dimension]) {
      for_each_cell(box, visit_cell, dimension + 1,
                    cell * static_cast<std::size_t>(sizes_[dimension]) + static_cast<std::size_t>(element));
    }
  }

  // Cuts the box down to what a key such as `c1, rural` or `area=rural` names.
  bool narrow(const Node& key, Box& box, std::vector<bool>& named) {
    std::string_view text = key.text;
    std::vector<std::string_view> parts;
    while (true) {
      const std::size_t comma = text.find(',');
      parts.push_back(trimmed(text.substr(0, comma)));
      if (comma == std::string_view::npos) break;
      text = text.substr(comma + 1);
    }
    // As many names as dimensions are left stand in the order of `over`; so does a single one at each level of values.
    const auto free = static_cast<std::size_t>(std::count(named.begin(), named.end(), false));
    const bool in_order = what_ == ByElement::values || parts.size() == free;
    return std::all_of(parts.begin(), parts.end(),
                       [&](std::string_view part) { return narrow(key, part, in_order, box, named); });
  }

  static std::string_view trimmed(std::string_view text) {
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    while (!text.empty() && text.back() == ' ') text.remove_suffix(1);
    if (text.size() > 2 && text.front() == '`' && text.back() == '`') text = text.substr(1, text.size() - 2);
    return text;
  }

  bool narrow(const Node& key, std::string_view part, bool in_order, Box& box, std::vector<bool>& named) {
    std::string_view dimension_name;
    if (const std::size_t equals = part.find('='); equals != std::string_view::npos) {
      dimension_name = trimmed(part.substr(0, equals));
      part = trimmed(part.substr(equals + 1));
    }
    int found = -1;
    std::vector<int> elements;
    for (std::size_t d = 0; d < sizes_.size(); ++d) {
      const Dimension& dimension = draft_.dimension(variable_.dimensions[d]);
      if (named[d] || (!dimension_name.empty() && dimension.name != dimension_name)) continue;
      std::vector<int> meant = meaning(variable_.dimensions[d], part);
      if (meant.empty()) continue;
      if (found >= 0) {
        draft_.diagnostics.error(
            "equation.key_ambiguous", key.span,
            {{"key", part},
             {"first", draft_.dimension(variable_.dimensions[static_cast<std::size_t>(found)]).name},
             {"second", dimension.name}});
        return false;
      }
      found = static_cast<int>(d);
      elements = std::move(meant);
      if (in_order) break;
    }
    if (found < 0) {
      report_unknown(key, part, dimension_name, named);
      return false;
    }
    named[static_cast<std::size_t>(found)] = true;
    std::vector<int>& here = box[static_cast<std::size_t>(found)];
    std::vector<int> both;
    std::set_intersection(here.begin(), here.end(), elements.begin(), elements.end(), std::back_inserter(both));
    here = std::move(both);
    return true;
  }

  // The elements of `dimension` that a name means: one, or those of a sub-range.
  std::vector<int> meaning(int dimension, std::string_view name) const {
    if (const int element = draft_.dimension(dimension).element(name); element >= 0) return {element};
    const Named* named = draft_.names.find(name);
    if (named == nullptr || named->kind != Named::Kind::dimension) return {};
    if (family(draft_.model, named->index) != family(draft_.model, dimension)) return {};
    std::vector<int> result;
    for (const int element : image(draft_.model, named->index, dimension).value_or(std::vector<int>{})) {
      if (element >= 0) result.push_back(element);
    }
    std::sort(result.begin(), result.end());
    return result;
  }

  void report_unknown(const Node& key, std::string_view part, std::string_view dimension_name,
                      const std::vector<bool>& named) {
    std::vector<std::string> candidates;
    std::vector<std::string> dimensions;
    for (std::size_t d = 0; d < sizes_.size(); ++d) {
      const Dimension& dimension = draft_.dimension(variable_.dimensions[d]);
      dimensions.push_back(dimension.name);
      if (named[d] || (!dimension_name.empty() && dimension.name != dimension_name)) continue;
      for (const Element& element : dimension.elements) candidates.push_back(element.name);
    }
    Words words = {{"key", part}, {"name", variable_.name}, {"dimensions", list_of_names(dimensions)}};
    if (const auto nearest = nearest_name(part, candidates)) words.emplace_back("nearest", *nearest);
    if (!candidates.empty()) words.emplace_back("elements", list_of_names(candidates));
    draft_.diagnostics.error("equation.key_unknown", key.span, std::move(words));
  }

  void report_missing(const Node& node) {
    std::vector<std::string> missing;
    for (std::size_t cell = 0; cell < taken_.size(); ++cell) {
      if (!taken_[cell]) missing.push_back(draft_.model.cell_name(variable_, static_cast<int>(cell)));
    }
    if (missing.empty()) return;
    const auto code = what_ == ByElement::equations ? "equation.cells_missing" : "value.cells_missing";
    draft_.diagnostics.error(code, node.span, {{"cells", list_of_names(missing)}});
  }

  Draft& draft_;
  const Variable& variable_;
  ByElement what_;
  std::vector<bool> taken_;
  std::vector<int> sizes_;
  Pieces result_;
};

}  // namespace

Box whole_box(const Model& model, const std::vector<int>& dimensions) {
  Box result;
  for (const int dimension : dimensions) {
    result.push_back(all_elements(model.dimensions[static_cast<std::size_t>(dimension)].size()));
  }
  return result;
}

Pieces by_element(Draft& draft, const Node& node, const Variable& variable, ByElement what) {
  return Reader(draft, variable, what).read(node);
}

}  // namespace ronghe
