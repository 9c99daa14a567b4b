// What a YAML text says, with the place of every part. No meaning yet: all scalars are text.
#pragma once

#include "ronghe/diagnostics.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

struct Entry;

struct Node {
  enum class Kind { null, scalar, sequence, mapping };

  Kind kind = Kind::null;
  Span span;                   // the whole node; of a mapping, from its first key
  std::string text;            // scalar: its value, NFC
  bool quoted = false;         // scalar: written in single or double quotes, or as a block scalar
  bool flow = false;           // sequence, mapping, or scalar inside one: written in `{}` or `[]`
  std::vector<Node> items;     // sequence
  std::vector<Entry> entries;  // mapping, keys in order of the text; no key twice

  bool is_scalar() const { return kind == Kind::scalar; }
  bool is_mapping() const { return kind == Kind::mapping; }
  bool is_sequence() const { return kind == Kind::sequence; }
  // The value of `key`, or null.
  const Node* find(std::string_view key) const;
  const Entry* find_entry(std::string_view key) const;
};

struct Entry {
  Node key;  // always a scalar
  Node value;
};

}  // namespace ronghe
