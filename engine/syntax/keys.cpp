#include "syntax/keys.hpp"

#include <algorithm>

namespace ronghe {
namespace {

Text kind_name(Key::Kind kind) {
  switch (kind) {
    case Key::Kind::scalar:
      return {"一个值", "one value"};
    case Key::Kind::sequence:
      return {"列表 [a, b]", "a list [a, b]"};
    case Key::Kind::mapping:
      return {"映射 {键: 值}", "a mapping {key: value}"};
    case Key::Kind::scalar_or_mapping:
      return {"一个值或映射", "one value or a mapping"};
    case Key::Kind::scalar_or_sequence:
      return {"一个值或列表", "one value or a list"};
    case Key::Kind::sequence_or_mapping:
      return {"列表或映射", "a list or a mapping"};
    case Key::Kind::any:
      return {"一个值", "a value"};
  }
  throw InternalError("unknown kind of key");
}

bool fits(Node::Kind node, Key::Kind kind) {
  switch (kind) {
    case Key::Kind::scalar:
      return node == Node::Kind::scalar;
    case Key::Kind::sequence:
      return node == Node::Kind::sequence;
    case Key::Kind::mapping:
      return node == Node::Kind::mapping;
    case Key::Kind::scalar_or_mapping:
      return node == Node::Kind::scalar || node == Node::Kind::mapping;
    case Key::Kind::scalar_or_sequence:
      return node == Node::Kind::scalar || node == Node::Kind::sequence;
    case Key::Kind::sequence_or_mapping:
      return node == Node::Kind::sequence || node == Node::Kind::mapping;
    case Key::Kind::any:
      return node != Node::Kind::null;
  }
  throw InternalError("unknown kind of key");
}

Text node_name(const Node& node) {
  switch (node.kind) {
    case Node::Kind::null:
      return {"空", "nothing"};
    case Node::Kind::scalar: {
      // A whole file may stand here: a table where a scenario is meant.
      constexpr std::size_t longest = 60;
      std::string text = node.text.substr(0, longest);
      while (text.size() < node.text.size() && (static_cast<unsigned char>(node.text[text.size()]) & 0xC0U) == 0x80U) {
        text.pop_back();
      }
      const std::string told = "`" + text + (text.size() < node.text.size() ? " …`" : "`");
      return {" " + told, told};
    }
    case Node::Kind::sequence:
      return {"列表", "a list"};
    case Node::Kind::mapping:
      return {"映射", "a mapping"};
  }
  throw InternalError("unknown kind of node");
}

std::string join_names(std::span<const Key> keys) {
  std::string text;
  for (const Key& key : keys) text += (text.empty() ? "" : ", ") + std::string(key.name);
  return text;
}

}  // namespace

bool check_kind(const Entry& entry, Key::Kind kind, Diagnostics& diagnostics, const Phrase& help) {
  if (fits(entry.value.kind, kind)) return true;
  // An empty value is told at its key, where there is something to see.
  const Span& span = entry.value.kind == Node::Kind::null ? entry.key.span : entry.value.span;
  Words words = {{"key", entry.key.text}, {"expected", kind_name(kind)}, {"found", node_name(entry.value)}};
  if (!help.en.empty()) words.emplace_back("help", Text(std::string(help.zh), std::string(help.en)));
  diagnostics.error("keys.kind", span, std::move(words));
  return false;
}

bool check_keys(const Node& node, std::span<const Key> keys, const Text& what, Diagnostics& diagnostics) {
  if (!node.is_mapping()) {
    diagnostics.error("keys.not_a_mapping", node.span,
                      {{"what", what}, {"found", node_name(node)}, {"keys", join_names(keys)}});
    return false;
  }
  bool right = true;
  std::vector<std::string> misspelt;
  for (const Entry& entry : node.entries) {
    const auto key = std::find_if(keys.begin(), keys.end(), [&](const Key& k) { return k.name == entry.key.text; });
    if (key != keys.end()) {
      right = check_kind(entry, key->kind, diagnostics, key->help) && right;
      continue;
    }
    std::vector<std::string> names;
    for (const Key& k : keys) names.emplace_back(k.name);
    Words words = {{"key", entry.key.text}, {"what", what}, {"keys", join_names(keys)}};
    if (const auto nearest = nearest_name(entry.key.text, names)) {
      words.emplace_back("nearest", *nearest);
      misspelt.push_back(*nearest);
    }
    diagnostics.error("keys.unknown", entry.key.span, std::move(words));
    right = false;
  }
  for (const Key& key : keys) {
    if (!key.required || node.find(key.name) != nullptr) continue;
    if (std::find(misspelt.begin(), misspelt.end(), key.name) != misspelt.end()) continue;  // that is one mistake
    Words words = {{"key", key.name}, {"what", what}};
    if (!key.help.en.empty()) words.emplace_back("help", Text(std::string(key.help.zh), std::string(key.help.en)));
    diagnostics.error("keys.missing", node.span, std::move(words));
    right = false;
  }
  return right;
}

}  // namespace ronghe
