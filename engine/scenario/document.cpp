#include "scenario/document.hpp"

#include "scenario/keys.hpp"
#include "scenario/places.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <map>
#include <set>

namespace ronghe {
namespace {

constexpr std::size_t most_parents = 16;  // of one file
constexpr int most_levels = 8;            // of parents above the asked file

using Path = std::vector<std::string_view>;
// The files whose words a tree was made from: its own and all above.
using Known = std::set<const Source*>;

// Keys that speak of the file itself and are not handed down.
bool is_own_key(const std::string& key) {
  static constexpr std::array<std::string_view, 6> own = {"scenario", "id", "title", "notes", "extends", "remove"};
  return std::find(own.begin(), own.end(), key) != own.end();
}

const std::string& id_of(const Node& item) {
  static const std::string none;
  const Node* id = item.find("id");
  return id != nullptr && id->is_scalar() ? id->text : none;
}

const Node* item_called(const Node& list, const std::string& id) {
  for (const Node& item : list.items) {
    if (!id.empty() && id_of(item) == id) return &item;
  }
  return nullptr;
}

bool same_content(const Node& a, const Node& b) {
  if (a.kind != b.kind || a.text != b.text) return false;
  if (!std::equal(a.items.begin(), a.items.end(), b.items.begin(), b.items.end(), same_content)) return false;
  if (a.entries.size() != b.entries.size()) return false;
  return std::all_of(a.entries.begin(), a.entries.end(), [&](const Entry& entry) {
    const Node* other = b.find(entry.key.text);
    return other != nullptr && same_content(entry.value, *other);
  });
}

enum class Share { none, some, all };

// How much of what `node` says was written in one of the files `known`. The `id` of an item says nothing of its own.
Share share_written_in(const Known& known, const Node& node) {
  bool inside = false;
  bool outside = false;
  const std::function<void(const Node&)> look = [&](const Node& part) {
    if (part.items.empty() && part.entries.empty()) {
      (known.count(part.span.source.get()) > 0 ? inside : outside) = true;
    }
    for (const Node& item : part.items) look(item);
    for (const Entry& entry : part.entries) {
      if (entry.key.text != "id" || part.entries.size() == 1) look(entry.value);
    }
  };
  look(node);
  if (inside && outside) return Share::some;
  return inside ? Share::all : Share::none;
}

// One side of a joining of parents.
struct Side {
  Node tree;
  Known known;
  std::map<std::string, Span> removed;  // items that some file of this side took away, and where
};

// Joins two parents. `decided` is what the file that extends them says itself.
class ParentJoin {
 public:
  ParentJoin(const Side& first, const Side& second, Diagnostics& diagnostics)
      : first_(first), second_(second), diagnostics_(diagnostics) {}

  Node join_maps(const Node& a, const Node& b, const Node* decided, Path& path) {
    Node joined = a;
    joined.entries.clear();
    for (const Entry& entry : a.entries) {
      path.push_back(entry.key.text);
      const Entry* other = b.find_entry(entry.key.text);
      const Node* own = decided == nullptr ? nullptr : decided->find(entry.key.text);
      if (other != nullptr) {
        joined.entries.push_back({entry.key, join(entry.value, other->value, own, path)});
      } else if (share_written_in(second_.known, entry.value) != Share::all) {
        joined.entries.push_back(entry);
      }
      path.pop_back();
    }
    for (const Entry& entry : b.entries) {
      if (a.find(entry.key.text) == nullptr && share_written_in(first_.known, entry.value) != Share::all) {
        joined.entries.push_back(entry);
      }
    }
    return joined;
  }

  // Items that only the asking file removes need no agreement of its parents.
  std::set<std::string> removed_below;

 private:
  Node join(const Node& a, const Node& b, const Node* own, Path& path) {
    const bool own_adds = own != nullptr && own->is_mapping() && (a.is_mapping() || b.is_mapping());
    const bool own_replaces = own != nullptr && !own_adds && !is_item_list(path);
    if (own_replaces || same_content(a, b)) return a;
    if (is_item_list(path) && a.is_sequence() && b.is_sequence()) return join_items(a, b, own, path);
    if (a.is_mapping() && b.is_mapping()) return join_maps(a, b, own, path);
    const bool b_is_older = share_written_in(first_.known, b) == Share::all;
    const bool a_is_older = share_written_in(second_.known, a) == Share::all;
    if (b_is_older && !a_is_older) return a;
    if (a_is_older && !b_is_older) return b;
    std::string name;
    for (const std::string_view key : path) name += (name.empty() ? "" : ".") + std::string(key);
    diagnostics_.error("extends.conflict", b.span, {{"name", name}}, a.span);
    return a;
  }

  Node join_items(const Node& a, const Node& b, const Node* own, Path& path) {
    Node joined = a;
    joined.items.clear();
    for (const Node& item : a.items) {
      const std::string& id = id_of(item);
      const bool removed = removed_below.count(id) > 0;
      const Node* const other = removed ? nullptr : item_called(b, id);
      if (other != nullptr) {
        const Node* decided = own == nullptr ? nullptr : item_called(*own, id);
        path.push_back(id);
        joined.items.push_back(join_maps(item, *other, decided, path));
        path.pop_back();
      } else if (removed || stays(item, second_)) {
        joined.items.push_back(item);
      }
    }
    for (const Node& item : b.items) {
      if (item_called(a, id_of(item)) == nullptr && stays(item, first_)) joined.items.push_back(item);
    }
    return joined;
  }

  // Whether an item that `other` does not have stays: unless `other` knew it and took it away.
  bool stays(const Node& item, const Side& other) {
    const Share known = share_written_in(other.known, item);
    const auto removal = other.removed.find(id_of(item));
    if (known == Share::some && removal != other.removed.end() && removed_below.count(id_of(item)) == 0) {
      diagnostics_.error("extends.conflict_removed", item.span, {{"id", id_of(item)}}, removal->second);
    }
    return known != Share::all;
  }

  const Side& first_;
  const Side& second_;
  Diagnostics& diagnostics_;
};

// Keys that say more about a choice. When a file chooses otherwise, those of its parents fall away.
struct ChoiceOfKey {
  std::string_view mapping;
  std::string_view key;
  std::array<std::string_view, 5> details;
};

constexpr ChoiceOfKey choices[] = {
    {"ensemble", "design", {"members", "levels", "trajectories", "points", "file"}},
    {"analysis.sensitivity", "method", {"points", "trajectories"}},
};

// Lays what a file says over what its parents say, and notes what is replaced.
class Overlay {
 public:
  explicit Overlay(std::vector<Replacement>& replaced) : replaced_(replaced) {}

  Node lay(const Node& below, const Node& above) {
    if (is_item_list(path_) && below.is_sequence() && above.is_sequence()) return lay_items(below, above);
    if (!below.is_mapping() || !above.is_mapping()) {
      replaced_.push_back({above.span, below.span});
      return above;
    }
    Node joined = above;
    joined.entries.clear();
    for (const Entry& entry : below.entries) {
      path_.push_back(entry.key.text);
      const Entry* over = above.find_entry(entry.key.text);
      if (over != nullptr) {
        joined.entries.push_back(Entry{over->key, lay(entry.value, over->value)});
      } else if (!falls_away(entry.key.text, below, above)) {
        joined.entries.push_back(entry);
      }
      path_.pop_back();
    }
    for (const Entry& entry : above.entries) {
      if (below.find(entry.key.text) == nullptr) joined.entries.push_back(entry);
    }
    return joined;
  }

 private:
  // Whether `key`, which only the parents have, said more about something that the file says otherwise. The path ends
  // with the key.
  bool falls_away(std::string_view key, const Node& below, const Node& above) const {
    // A parameter that is set otherwise, or to another value, is not the one that the parents argued for.
    constexpr std::string_view verbs[] = {"to", "multiply", "add"};
    const auto sets = [&](std::string_view verb) { return above.find(verb) != nullptr; };
    const bool of_setting = key == "source" || std::find(std::begin(verbs), std::end(verbs), key) != std::end(verbs);
    // A source is one statement, whatever languages it is in.
    if (path_.size() > 1 && path_[path_.size() - 2] == "source" && (key == "zh" || key == "en")) return true;
    if (path_.front() == "parameters" && of_setting) return std::any_of(std::begin(verbs), std::end(verbs), sets);
    std::string mapping;
    for (std::size_t i = 0; i + 1 < path_.size(); ++i) mapping += (i == 0 ? "" : ".") + std::string(path_[i]);
    return std::any_of(std::begin(choices), std::end(choices), [&](const ChoiceOfKey& choice) {
      if (choice.mapping != mapping) return false;
      const Node* chosen = above.find(choice.key);
      const Node* before = below.find(choice.key);
      return chosen != nullptr && before != nullptr && !same_content(*chosen, *before) &&
             std::find(choice.details.begin(), choice.details.end(), key) != choice.details.end();
    });
  }

  Node lay_items(const Node& below, const Node& above) {
    Node joined = above;
    joined.items.clear();
    for (const Node& item : below.items) {
      const Node* over = item_called(above, id_of(item));
      path_.push_back(id_of(item));
      joined.items.push_back(over == nullptr ? item : lay(item, *over));
      path_.pop_back();
    }
    for (const Node& item : above.items) {
      if (item_called(below, id_of(item)) == nullptr) joined.items.push_back(item);
    }
    return joined;
  }

  std::vector<Replacement>& replaced_;
  Path path_;
};

// Calls `visit` with every list of items in `tree`.
template <class Tree, class Visit>
void for_each_item_list(Tree& tree, const Visit& visit) {
  for (auto& entry : tree.entries) {
    if (is_item_list({entry.key.text}) && entry.value.is_sequence()) visit(entry.value);
    for (auto& inner : entry.value.entries) {
      if (is_item_list({entry.key.text, inner.key.text}) && inner.value.is_sequence()) visit(inner.value);
    }
  }
}

std::map<std::string, Span> ids_in(const Node& tree) {
  std::map<std::string, Span> ids;
  for_each_item_list(tree, [&](const Node& list) {
    for (const Node& item : list.items) {
      if (const Node* id = item.find("id")) ids.emplace(id->text, id->span);
    }
  });
  return ids;
}

// Reads the files and joins them, parents first.
class DocumentReader {
 public:
  DocumentReader(Files& files, Diagnostics& diagnostics) : files_(files), diagnostics_(diagnostics) {}

  std::optional<Document> read(const Files::Place& place) {
    const Resolved* asked = resolve(place, Span(), 0);
    if (asked == nullptr || failed_) return std::nullopt;
    Document document{asked->side.tree, {}, {}, replaced_};
    collect_ancestors(*asked, document.ancestors);
    const Resolved* first = asked;
    while (!first->parents.empty()) first = first->parents.front();
    for (std::size_t i = 0; i < document.ancestors.size(); ++i) {
      if (document.ancestors[i].place.path == first->place.path) document.first_ancestor = i;
    }
    return document;
  }

 private:
  struct Resolved {
    Side side;
    std::string id;
    Files::Place place;
    std::vector<const Resolved*> parents;
  };

  // Null when the file or one of its parents could not be read.
  const Resolved* resolve(const Files::Place& place, const Span& asked_at, int level) {
    const auto open =
        std::find_if(chain_.begin(), chain_.end(), [&](const Files::Place& above) { return above.path == place.path; });
    if (open != chain_.end()) return report_circle(open, asked_at);
    if (const auto done = done_.find(place.path); done != done_.end()) return done->second ? &*done->second : nullptr;
    if (level > most_levels) {
      diagnostics_.error("extends.too_deep", asked_at, {{"most", std::to_string(most_levels)}});
      failed_ = true;
      return nullptr;
    }
    chain_.push_back(place);
    std::optional<Resolved> resolved = read_file_and_parents(place, asked_at, level);
    chain_.pop_back();
    if (!resolved) failed_ = true;
    std::optional<Resolved>& kept = done_[place.path];
    kept = std::move(resolved);
    return kept ? &*kept : nullptr;
  }

  const Resolved* report_circle(std::vector<Files::Place>::const_iterator start, const Span& asked_at) {
    std::string circle;
    for (auto file = start; file != chain_.end(); ++file) circle += file->shown + " → ";
    diagnostics_.error("extends.circle", asked_at, {{"circle", circle + start->shown}});
    failed_ = true;
    return nullptr;
  }

  std::optional<Resolved> read_file_and_parents(const Files::Place& place, const Span& asked_at, int level) {
    const Node* text = files_.tree(place, asked_at, diagnostics_);
    if (text == nullptr) return std::nullopt;
    const Node& own = *text;
    if (!check_keys_of_file(own, diagnostics_)) return std::nullopt;
    check_ids(own);

    Resolved resolved;
    resolved.place = place;
    resolved.id = id_of(own);
    std::vector<const Resolved*>& parents = resolved.parents;
    for (const Node* name : parent_names(own)) {
      const std::optional<Files::Place> parent = files_.place(*name, diagnostics_);
      if (!parent) {
        failed_ = true;
        continue;
      }
      if (const Resolved* found = resolve(*parent, name->span, level + 1)) parents.push_back(found);
    }
    resolved.side = joined_parents(parents, own);
    remove_items(own, resolved.side);
    resolved.side.known.insert(own.span.source.get());
    erase_keys(resolved.side.tree, is_own_key);
    resolved.side.tree = Overlay(replaced_).lay(resolved.side.tree, own);
    erase_keys(resolved.side.tree, [](const std::string& key) { return key == "extends" || key == "remove"; });
    check_id_of_ancestors(own, resolved);
    check_ids_with_parents(own, resolved.side.tree);
    return resolved;
  }

  // The files that `extends` names.
  std::vector<const Node*> parent_names(const Node& own) {
    std::vector<const Node*> names;
    const Node* extends = own.find("extends");
    if (extends == nullptr) return names;
    if (extends->is_scalar()) names.push_back(extends);
    if (!extends->is_sequence()) return names;
    if (extends->items.size() > most_parents) {
      diagnostics_.error("extends.too_many", extends->span,
                         {{"found", std::to_string(extends->items.size())}, {"most", std::to_string(most_parents)}});
      failed_ = true;
      return names;
    }
    for (const Node& item : extends->items) {
      if (item.is_scalar()) names.push_back(&item);
    }
    return names;
  }

  // All ids of a file stand in one name space, so that `remove` and a report can name each item.
  void check_ids(const Node& own) {
    if (const Node* id = own.find("id")) check_id(*id);
    std::map<std::string, Span> seen;
    for_each_item_list(own, [&](const Node& list) {
      for (const Node& item : list.items) {
        const Node* id = item.find("id");
        if (id == nullptr || !id->is_scalar()) continue;
        check_id(*id);
        const auto [first, fresh] = seen.emplace(id->text, id->span);
        if (!fresh) diagnostics_.error("scenario.id_twice", id->span, {{"id", id->text}}, first->second);
      }
    });
  }

  // What the file calls by an id that its parents gave to a thing of another kind.
  void check_ids_with_parents(const Node& own, const Node& joined) {
    std::map<std::string, Span> seen;
    for_each_item_list(joined, [&](const Node& list) {
      for (const Node& item : list.items) {
        const Node* id = item.find("id");
        if (id == nullptr) continue;
        const auto [first, fresh] = seen.emplace(id->text, id->span);
        if (fresh || first->second.source == id->span.source) continue;
        const bool first_is_own = first->second.source == own.span.source;
        diagnostics_.error("scenario.id_twice", first_is_own ? first->second : id->span, {{"id", id->text}},
                           first_is_own ? id->span : first->second);
      }
    });
  }

  void check_id(const Node& id) {
    const auto allowed = [](char c) {
      return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
    };
    if (!id.is_scalar() || (!id.text.empty() && std::all_of(id.text.begin(), id.text.end(), allowed))) return;
    diagnostics_.error("scenario.bad_id", id.span);
  }

  // Results are told apart by the ids of their scenarios.
  void check_id_of_ancestors(const Node& own, const Resolved& resolved) {
    const Node* id = own.find("id");
    if (id == nullptr) return;
    std::vector<Document::Ancestor> ancestors;
    collect_ancestors(resolved, ancestors);
    for (const Document::Ancestor& ancestor : ancestors) {
      if (ancestor.id.empty() || ancestor.id != resolved.id) continue;
      diagnostics_.error("extends.same_id", id->span, {{"id", ancestor.id}, {"file", ancestor.place.shown}});
      return;
    }
  }

  Side joined_parents(const std::vector<const Resolved*>& parents, const Node& own) {
    Side joined;
    joined.tree.kind = Node::Kind::mapping;
    joined.tree.span = own.span;
    for (std::size_t i = 0; i < parents.size(); ++i) {
      Side next = parents[i]->side;
      erase_keys(next.tree, is_own_key);
      if (i > 0) {
        ParentJoin join(joined, next, diagnostics_);
        join.removed_below = removals_of(own);
        Path path;
        next.tree = join.join_maps(joined.tree, next.tree, &own, path);
      }
      joined.tree = std::move(next.tree);
      joined.known.insert(next.known.begin(), next.known.end());
      joined.removed.insert(next.removed.begin(), next.removed.end());
    }
    return joined;
  }

  static std::set<std::string> removals_of(const Node& own) {
    std::set<std::string> ids;
    if (const Node* remove = own.find("remove")) {
      for (const Node& item : remove->items) ids.insert(item.text);
    }
    return ids;
  }

  // Takes away what the file removes from its parents' items. An item of the same id in the file itself then starts
  // anew.
  void remove_items(const Node& own, Side& side) {
    const std::set<std::string> removed = removals_of(own);
    if (removed.empty()) return;
    const std::map<std::string, Span> present = ids_in(side.tree);
    for (const Node& item : own.find("remove")->items) {
      if (!item.is_scalar()) continue;
      if (present.count(item.text) == 0) report_unknown_removal(item, present);
      side.removed.insert_or_assign(item.text, item.span);
    }
    for_each_item_list(side.tree, [&](Node& list) {
      list.items.erase(std::remove_if(list.items.begin(), list.items.end(),
                                      [&](const Node& item) { return removed.count(id_of(item)) > 0; }),
                       list.items.end());
    });
  }

  void report_unknown_removal(const Node& item, const std::map<std::string, Span>& present) {
    std::vector<std::string> ids;
    for (const auto& [id, span] : present) ids.push_back(id);
    Words words = {{"id", item.text}};
    if (const auto nearest = nearest_name(item.text, ids)) words.emplace_back("nearest", *nearest);
    if (!ids.empty()) words.emplace_back("ids", listed(ids));
    diagnostics_.error("scenario.remove_unknown", item.span, std::move(words));
  }

  template <class Predicate>
  static void erase_keys(Node& tree, Predicate unwanted) {
    tree.entries.erase(std::remove_if(tree.entries.begin(), tree.entries.end(),
                                      [&](const Entry& entry) { return unwanted(entry.key.text); }),
                       tree.entries.end());
  }

  static void collect_ancestors(const Resolved& file, std::vector<Document::Ancestor>& ancestors) {
    for (const Resolved* parent : file.parents) {
      const bool known = std::any_of(ancestors.begin(), ancestors.end(),
                                     [&](const Document::Ancestor& a) { return a.place.path == parent->place.path; });
      if (!known) ancestors.push_back({parent->id, parent->place});
    }
    for (const Resolved* parent : file.parents) collect_ancestors(*parent, ancestors);
  }

  Files& files_;
  Diagnostics& diagnostics_;
  std::vector<Files::Place> chain_;  // files that are being read, from the asked one
  std::map<std::filesystem::path, std::optional<Resolved>> done_;
  std::vector<Replacement> replaced_;
  bool failed_ = false;
};

void append_json_string(std::string& json, std::string_view text) {
  static constexpr char digits[] = "0123456789abcdef";
  json += '"';
  for (const char c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '"' || c == '\\') {
      json += '\\';
      json += c;
    } else if (byte < 0x20) {
      json += "\\u00";
      json += digits[byte >> 4];
      json += digits[byte & 15];
    } else {
      json += c;
    }
  }
  json += '"';
}

class JsonWriter {
 public:
  explicit JsonWriter(const Files& files) : files_(files) {}

  std::string write(const Node& tree) {
    Path path;
    append(tree, path);
    return std::move(json_);
  }

 private:
  void append(const Node& node, Path& path) {
    switch (node.kind) {
      case Node::Kind::null:
        json_ += "null";
        return;
      case Node::Kind::scalar:
        append_scalar(node, path);
        return;
      case Node::Kind::sequence:
        append_sequence(node, path);
        return;
      case Node::Kind::mapping:
        append_mapping(node, path);
        return;
    }
  }

  void append_scalar(const Node& node, const Path& path) {
    if (names_a_file(path)) {
      Diagnostics reported;  // the path was checked when the file was read
      if (const auto place = files_.place(node, reported)) return append_json_string(json_, files_.relative(*place));
    }
    const std::optional<double> number = node.quoted ? std::nullopt : parse_number(node.text);
    if (number) {
      json_ += format_number(*number);
    } else if (!node.quoted && (node.text == "true" || node.text == "false")) {
      json_ += node.text;
    } else {
      append_json_string(json_, node.text);
    }
  }

  static bool names_a_file(const Path& path) {
    static constexpr std::array<std::string_view, 5> with_files = {"data", "prices", "history", "uncertainties",
                                                                   "ensemble"};
    if (path.size() < 2 || std::find(with_files.begin(), with_files.end(), path.front()) == with_files.end()) {
      return false;
    }
    return path.back() == "file" || (path.front() == "ensemble" && path[1] == "options");
  }

  void append_sequence(const Node& node, Path& path) {
    std::vector<const Node*> items;
    for (const Node& item : node.items) items.push_back(&item);
    if (is_item_list(path)) {
      std::sort(items.begin(), items.end(), [](const Node* a, const Node* b) { return id_of(*a) < id_of(*b); });
    }
    json_ += '[';
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (i > 0) json_ += ',';
      path.push_back("");
      append(*items[i], path);
      path.pop_back();
    }
    json_ += ']';
  }

  void append_mapping(const Node& node, Path& path) {
    std::vector<const Entry*> entries;
    for (const Entry& entry : node.entries) entries.push_back(&entry);
    std::sort(entries.begin(), entries.end(), [](const Entry* a, const Entry* b) { return a->key.text < b->key.text; });
    json_ += '{';
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (i > 0) json_ += ',';
      append_json_string(json_, entries[i]->key.text);
      json_ += ':';
      path.push_back(entries[i]->key.text);
      append(entries[i]->value, path);
      path.pop_back();
    }
    json_ += '}';
  }

  const Files& files_;
  std::string json_;
};

}  // namespace

bool is_item_list(const Path& path) {
  const KeyTable* table = &scenario_keys();
  for (std::size_t i = 0; i < path.size(); ++i) {
    const ScenarioKey* key = find_key(*table, path[i]);
    if (key == nullptr || key->table == nullptr) return false;
    table = key->table;
    const bool last = i + 1 == path.size();
    if (key->below == ScenarioKey::Below::items) return last && find_key(*table, "id") != nullptr;
  }
  return false;
}

std::optional<Document> read_document(const Files::Place& asked, Files& files, Diagnostics& diagnostics) {
  return DocumentReader(files, diagnostics).read(asked);
}

std::string to_json(const Node& tree, const Files& files) { return JsonWriter(files).write(tree); }

}  // namespace ronghe
