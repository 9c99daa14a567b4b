// Every key of a scenario file: what may stand there, whether it must, and what it means.
//
// The reader comes from these tables, and so does everything else that speaks of the format.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "syntax/keys.hpp"
#include "syntax/tree.hpp"

#include <span>
#include <string_view>

namespace ronghe {

struct KeyTable;

struct ScenarioKey {
  // Where `table` describes what stands below the key.
  enum class Below { nothing, mapping, items };
  // Must the key be there? `in_each_file`: before the parents are joined; `joined`: afterwards.
  enum class Needed { no, in_each_file, joined };

  std::string_view name;
  Key::Kind kind = Key::Kind::scalar;
  Needed needed = Needed::no;
  Phrase help = {};
  std::string_view words = {};  // the words that may stand there, separated by blanks; empty: not limited
  const KeyTable* table = nullptr;
  Below below = Below::nothing;
  bool later = false;  // part of the format that this version does not read
};

struct KeyTable {
  Phrase what;  // describes the mapping: "a programme"
  std::span<const ScenarioKey> keys;
  const KeyTable* others = nullptr;  // what stands below keys that are names of the user's; null: there are none
  Phrase others_help = {};           // what such a name stands for
};

// The keys of the whole file.
const KeyTable& scenario_keys();

// Reports unknown keys, keys of later versions, values of a wrong kind, and what every file must have. False when there
// is no mapping at all, so that reading cannot go on.
bool check_keys_of_file(const Node& root, Diagnostics& diagnostics);

// Reports keys that neither the file nor its parents have.
void check_needed_keys(const Node& joined, const Span& file, Diagnostics& diagnostics);

}  // namespace ronghe
