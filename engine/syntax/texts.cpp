#include "syntax/texts.hpp"

namespace ronghe {

Text read_text(const Node* node) {
  if (node == nullptr) return {};
  if (node->is_scalar()) return {node->text, node->text};
  const auto said = [&](std::string_view language) {
    const Node* const text = node->find(language);
    return text != nullptr && text->is_scalar() ? text->text : std::string();
  };
  return {said("zh"), said("en")};
}

Text read_source(const Node* node) {
  const Text assumed("假设", "assumed");
  const Text source = read_text(node);
  return source.zh == assumed.en && source.en == assumed.en ? assumed : source;
}

}  // namespace ronghe
