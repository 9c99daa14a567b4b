#include "model/texts.hpp"

#include "syntax/keys.hpp"
#include "syntax/texts.hpp"

#include <algorithm>
#include <array>

namespace ronghe {
namespace {

constexpr std::size_t most_names_told = 6;

constexpr std::array text_keys = {
    Key{"zh", Key::Kind::scalar, false, {"in Chinese", "中文"}},
    Key{"en", Key::Kind::scalar, false, {"in English", "英文"}},
};

}  // namespace

bool check_text(Diagnostics& diagnostics, const Node* node, const Text& what) {
  if (node == nullptr || node->kind == Node::Kind::null) return false;
  return node->is_scalar() || check_keys(*node, text_keys, what, diagnostics);
}

void read_label(Diagnostics& diagnostics, const Node* node, Text& label) {
  if (check_text(diagnostics, node, {"名称", "a label"})) label = read_text(node);
}

bool check_scalar(Diagnostics& diagnostics, const Node& node) {
  if (node.is_scalar()) return true;
  diagnostics.error("model.not_one_value", node.span);
  return false;
}

std::vector<std::string> element_names(const Dimension& dimension) {
  std::vector<std::string> result;
  for (const Element& element : dimension.elements) result.push_back(element.name);
  return result;
}

Word list_of_names(const std::vector<std::string>& names) {
  Word result;
  const std::size_t told = std::min(names.size(), most_names_told);
  for (std::size_t i = 0; i < told; ++i) {
    result.zh += (i == 0 ? "`" : "、`") + names[i] + "`";
    result.en += (i == 0 ? "`" : ", `") + names[i] + "`";
  }
  if (told < names.size()) {
    result.zh += " 等共 " + std::to_string(names.size()) + " 个";
    result.en += " and " + std::to_string(names.size() - told) + " more";
  }
  return result;
}

Word list_of_elements(const std::vector<const Dimension*>& dimensions) {
  Word result;
  for (const Dimension* dimension : dimensions) {
    std::vector<std::string> names;
    for (const Element& element : dimension->elements) {
      const std::string& label = element.label.zh.empty() ? element.label.en : element.label.zh;
      names.push_back(label.empty() || label == element.name ? element.name : element.name + " " + label);
    }
    const Word list = list_of_names(names);
    const std::string name = dimensions.size() > 1 ? "`" + dimension->name + "`" : "";
    result.zh += (result.zh.empty() ? "" : "；") + name + (name.empty() ? "" : "：") + list.zh;
    result.en += (result.en.empty() ? "" : "; ") + name + (name.empty() ? "" : ": ") + list.en;
  }
  return result;
}

}  // namespace ronghe
