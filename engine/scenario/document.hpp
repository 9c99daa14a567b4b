// A scenario file joined with all its parents into one tree.
//
// Maps are joined key by key, lists of items by their `id`; scalars and other lists replace. Every node keeps the place
// of the file that wrote it, so that messages point there. Two parents that say different things about one key are a
// mistake, unless this file decides, or one of them was written in the knowledge of the other's word: a parent that
// merely inherits a value does not stand against one that changed it.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/scenario.hpp"
#include "scenario/files.hpp"
#include "syntax/tree.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ronghe {

struct Document {
  struct Ancestor {
    std::string id;
    Files::Place place;
  };

  Node tree;                                  // without `extends` and `remove`
  std::vector<Ancestor> ancestors;            // each once, nearest first
  std::optional<std::size_t> first_ancestor;  // the last of the chain of first parents
  std::vector<Replacement> replaced;          // by the file and all its ancestors
};

// Reads a file and its parents. Nothing when some text cannot be read at all or the parents form a circle.
std::optional<Document> read_document(const Files::Place& asked, Files& files, Diagnostics& diagnostics);

// The tree as JSON: keys in order of the alphabet, items in order of id, paths from the folder of the asked file.
std::string to_json(const Node& tree, const Files& files);

// The lists whose items have an `id`, by their path from the root.
bool is_item_list(const std::vector<std::string_view>& path);

}  // namespace ronghe
