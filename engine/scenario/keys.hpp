// Every key of a scenario file: what may stand there, whether it must, and what it means.
//
// The reader comes from these tables, and so does everything else that speaks of the format.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "syntax/keys.hpp"
#include "syntax/tree.hpp"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace ronghe {

struct KeyTable;

struct ScenarioKey {
  // Where `table` describes what stands below the key.
  enum class Below { nothing, mapping, items };
  // Must the key be there? `in_each_file`: before the parents are joined; `joined`: afterwards.
  enum class Needed { no, in_each_file, joined };
  // What stands behind the key, or in each item of its list; of a mapping whose keys are no words of the format, what
  // these keys and values are.
  enum class Says {
    text,
    id,            // of the item itself
    item,          // the id of another item
    ancestor,      // the id of a scenario that this one extends
    version,       // of the format
    truth,         // `true` or `false`
    word,          // one of `words`
    number,        // without a unit
    whole_number,  // not below zero
    year,
    date,
    duration,     // a length of time
    quantity,     // a number with its unit
    size,         // of memory
    unit,         //
    path,         // `step`, `ramp 4 years`
    file,         // a CSV table
    map,          // a GeoJSON file
    property,     // of its features
    scenario,     // a scenario file
    model,        // the name of a model, or a file or folder
    column,       // of a CSV table
    dimension,    // of the model
    row_name,     // a dimension of the model, or `year`
    input,        // of the model
    settable,     // an input or constant of the model
    target,       // the same with elements between brackets
    money_input,  // an input of the model that receives money
    variable,     // any of the model's, with elements between brackets
    output,       // a variable, or `sum of x by year`
    measure,      // `x@2035`
    condition,    // about variables of the model
    programme,    // `programmes.ID`
    places,       // {dimension: elements}
    profile,      // {date: money}
    split,        // {element: share}
    funding,      // {source of money: share}
    across,       // {dimension: `shared` or `independent`}
    values,       // a quantity, or {element: quantity}
    mapping,      // described by `table`
  };

  std::string_view name;
  Key::Kind kind = Key::Kind::scalar;
  Needed needed = Needed::no;
  Phrase help = {};
  Says says = Says::text;
  std::string_view words = {};  // the words that may stand there, separated by blanks; empty: not limited
  const KeyTable* table = nullptr;
  Below below = Below::nothing;
};

struct KeyTable {
  Phrase what;  // describes the mapping: "a programme"
  std::span<const ScenarioKey> keys;
  const KeyTable* others = nullptr;  // what stands below keys that are names of the user's; null: there are none
  Phrase others_help = {};           // what such a name stands for
  ScenarioKey::Says others_say = ScenarioKey::Says::text;
};

// The keys of the whole file.
const KeyTable& scenario_keys();

// The row of `name` in a table, or null.
const ScenarioKey* find_key(const KeyTable& table, std::string_view name);

// The words of a row, one by one.
std::vector<std::string> words_of(const ScenarioKey& key);

// Reports unknown keys, values of a wrong kind, and what every file must have. False when there is no mapping at all,
// so that reading cannot go on.
bool check_keys_of_file(const Node& root, Diagnostics& diagnostics);

// Reports keys that neither the file nor its parents have.
void check_needed_keys(const Node& joined, const Span& file, Diagnostics& diagnostics);

}  // namespace ronghe
