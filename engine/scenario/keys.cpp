#include "scenario/keys.hpp"

#include "scenario/places.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <cmath>

namespace ronghe {
namespace {

using Kind = Key::Kind;
using Below = ScenarioKey::Below;
using Needed = ScenarioKey::Needed;
using Says = ScenarioKey::Says;

constexpr double largest_whole = 9007199254740992;  // 2^53: up to there a double holds every whole number

Text text_of(const Phrase& phrase) { return {std::string(phrase.zh), std::string(phrase.en)}; }

// Checks one file before it is joined with others.
class FileCheck {
 public:
  explicit FileCheck(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void check(const Node& node, const KeyTable& table) {
    if (table.others == nullptr) {
      std::vector<Key> keys;
      for (const ScenarioKey& key : table.keys) {
        keys.push_back({key.name, key.kind, key.needed == Needed::in_each_file, key.help});
      }
      check_keys(node, keys, text_of(table.what), diagnostics_);
    }
    for (const Entry& entry : node.entries) {
      if (const ScenarioKey* key = find_key(table, entry.key.text)) {
        check_entry(entry, *key, table);
      } else if (table.others != nullptr) {
        if (check_kind(entry, Kind::mapping, diagnostics_)) check(entry.value, *table.others);
      }
    }
  }

 private:
  void check_entry(const Entry& entry, const ScenarioKey& key, const KeyTable& table) {
    const Node& value = entry.value;
    if (table.others != nullptr) check_kind(entry, key.kind, diagnostics_);
    if (is_empty(value)) {
      diagnostics_.error("scenario.empty", entry.key.span, {{"key", key.name}});
    } else if (value.is_scalar()) {
      check_scalar(value, key);
    }
    if (key.below == Below::mapping && value.is_mapping()) check(value, *key.table);
    if (key.below == Below::items) {
      for (const Node& item : value.items) check(item, *key.table);
    }
    if (key.below == Below::nothing && value.is_sequence()) check_list(value, key);
    if (key.below == Below::nothing && value.is_mapping()) check_names(value, key);
  }

  // Mappings whose keys are dates, places or sources of money. A name without a value would be passed over.
  void check_names(const Node& mapping, const ScenarioKey& key) {
    for (const Entry& entry : mapping.entries) {
      const Node& value = entry.value;
      if (value.kind == Node::Kind::null || (value.is_mapping() && value.entries.empty())) {
        diagnostics_.error("scenario.no_value", entry.key.span, {{"name", entry.key.text}, {"key", key.name}});
      } else if (check_kind(entry, kind_behind_names(key.says), diagnostics_) && value.is_mapping()) {
        check_names(value, key);
      }
    }
  }

  // What may stand behind such a name.
  static Kind kind_behind_names(Says says) {
    if (says == Says::places) return Kind::any;
    return says == Says::split || says == Says::values ? Kind::scalar_or_mapping : Kind::scalar;
  }

  // Nothing said is nothing changed: an empty list does not take the parents' items away.
  static bool is_empty(const Node& value) {
    return value.kind != Node::Kind::null && value.text.empty() && value.items.empty() && value.entries.empty();
  }

  // Lists of anything but mappings.
  void check_list(const Node& list, const ScenarioKey& key) {
    if (key.kind != Kind::sequence && key.kind != Kind::scalar_or_sequence) return;
    for (const Node& item : list.items) {
      if (item.is_scalar() && !item.text.empty()) {
        check_scalar(item, key);
      } else {
        diagnostics_.error("scenario.not_a_name", item.span, {{"key", key.name}});
      }
    }
  }

  // Words and plain numbers need nothing but the table.
  void check_scalar(const Node& value, const ScenarioKey& key) {
    if (!key.words.empty()) check_word(value, key);
    if (key.says != Says::number && key.says != Says::whole_number) return;
    const std::optional<double> number = parse_number(value.text);
    const bool whole = key.says == Says::whole_number;
    if (number && (!whole || (*number >= 0 && *number == std::floor(*number) && *number <= largest_whole))) return;
    diagnostics_.error(whole ? "scenario.not_whole" : "scenario.not_a_number", value.span,
                       {{"key", key.name}, {"found", value.text}});
  }

  void check_word(const Node& value, const ScenarioKey& key) {
    const std::vector<std::string> words = words_of(key);
    if (std::find(words.begin(), words.end(), value.text) != words.end()) return;
    std::vector<std::string> allowed;
    for (const std::string& word : words) allowed.push_back("`" + word + "`");
    Words said = {
        {"key", key.name}, {"found", value.text}, {"allowed", listed(allowed)}, {"help", Word(text_of(key.help))}};
    if (const auto nearest = nearest_name(value.text, words)) said.emplace_back("nearest", *nearest);
    diagnostics_.error("scenario.bad_word", value.span, std::move(said));
  }

  Diagnostics& diagnostics_;
};

// Looks for what is still missing when all files are joined. `place` and `name` tell of which mapping.
class NeededCheck {
 public:
  explicit NeededCheck(Diagnostics& diagnostics) : diagnostics_(diagnostics) {}

  void check(const Node& node, const KeyTable& table, const Span& place, const std::string& name) {
    if (!node.is_mapping()) return;
    for (const ScenarioKey& key : table.keys) {
      if (key.needed == Needed::joined && node.find(key.name) == nullptr && !is_misspelt(node, table, key.name)) {
        diagnostics_.error("scenario.key_missing", place,
                           {{"id", name}, {"key", key.name}, {"help", Word(text_of(key.help))}});
      }
    }
    for (const Entry& entry : node.entries) {
      const ScenarioKey* key = find_key(table, entry.key.text);
      if (key == nullptr) {
        if (table.others != nullptr) check(entry.value, *table.others, entry.key.span, entry.key.text);
      } else if (key->below == Below::mapping) {
        check(entry.value, *key->table, entry.key.span, entry.key.text);
      } else if (key->below == Below::items) {
        for (const Node& item : entry.value.items) {
          if (find_key(*key->table, "id") == nullptr) continue;  // told by each file
          const Node* id = item.find("id");
          if (id != nullptr && id->is_scalar()) check(item, *key->table, id->span, id->text);
        }
      }
    }
  }

 private:
  // Whether a key that has been reported as unknown was meant for `name`: that is one mistake.
  static bool is_misspelt(const Node& node, const KeyTable& table, std::string_view name) {
    std::vector<std::string> names;
    for (const ScenarioKey& key : table.keys) names.emplace_back(key.name);
    return std::any_of(node.entries.begin(), node.entries.end(), [&](const Entry& entry) {
      return find_key(table, entry.key.text) == nullptr && nearest_name(entry.key.text, names) == name;
    });
  }

  Diagnostics& diagnostics_;
};

}  // namespace

const ScenarioKey* find_key(const KeyTable& table, std::string_view name) {
  const auto found =
      std::find_if(table.keys.begin(), table.keys.end(), [&](const ScenarioKey& key) { return key.name == name; });
  return found == table.keys.end() ? nullptr : &*found;
}

std::vector<std::string> words_of(const ScenarioKey& key) {
  std::vector<std::string> words;
  std::string_view rest = key.words;
  while (!rest.empty()) {
    const std::size_t end = std::min(rest.find(' '), rest.size());
    words.emplace_back(rest.substr(0, end));
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return words;
}

bool check_keys_of_file(const Node& root, Diagnostics& diagnostics) {
  FileCheck(diagnostics).check(root, scenario_keys());
  if (!root.is_mapping()) return false;
  const Node* version = root.find("scenario");
  if (version != nullptr && version->is_scalar() && version->text != "1") {
    diagnostics.error("scenario.bad_version", version->span, {{"found", version->text}});
  }
  return true;
}

void check_needed_keys(const Node& joined, const Span& file, Diagnostics& diagnostics) {
  const Node* id = joined.find("id");
  NeededCheck(diagnostics)
      .check(joined, scenario_keys(), file, id != nullptr && id->is_scalar() ? id->text : "scenario");
}

}  // namespace ronghe
