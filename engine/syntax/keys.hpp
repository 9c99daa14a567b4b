// Reads mappings strictly, by a table of their keys.
//
// One table describes every key of a kind of mapping: its name, what may stand there, whether it must, and what it
// means in both languages. The readers, and whatever else speaks of the format (completion, reference pages), come from
// the same tables, so they cannot disagree.
#pragma once

#include "diagnostics/catalogue.hpp"
#include "syntax/tree.hpp"

#include <span>
#include <string_view>

namespace ronghe {

struct Key {
  enum class Kind { scalar, sequence, mapping, scalar_or_mapping, scalar_or_sequence, sequence_or_mapping, any };

  std::string_view name;
  Kind kind = Kind::scalar;
  bool required = false;
  Phrase help = {};  // zh and en, one sentence
};

// Reports what `node` has wrong as a mapping of `keys`: no mapping at all, unknown keys, required keys that are
// missing, values of another kind. `what` is what the mapping describes, in the user's words: "a stock". True when
// nothing was wrong.
bool check_keys(const Node& node, std::span<const Key> keys, const Text& what, Diagnostics& diagnostics);

// Reports an entry whose value is of another kind than `kind`. `help` is what the key means.
bool check_kind(const Entry& entry, Key::Kind kind, Diagnostics& diagnostics, const Phrase& help = {});

}  // namespace ronghe
