#include "scenario/files.hpp"

#include "syntax/read_json.hpp"
#include "syntax/read_yaml.hpp"

#include <algorithm>
#include <system_error>

namespace ronghe {
namespace {

constexpr std::size_t largest_scenario = std::size_t{4} << 20;  // [bytes]
constexpr std::size_t largest_table = std::size_t{64} << 20;    // [bytes], or map

// With links resolved as far as the path exists.
std::filesystem::path resolved(const std::filesystem::path& path) {
  std::error_code failed;
  std::filesystem::path whole = std::filesystem::weakly_canonical(std::filesystem::absolute(path, failed), failed);
  return failed ? path.lexically_normal() : whole;
}

bool lies_below(const std::filesystem::path& path, const std::filesystem::path& folder) {
  const auto [end, rest] = std::mismatch(folder.begin(), folder.end(), path.begin(), path.end());
  return end == folder.end();
}

}  // namespace

Files::Files(const std::string& asked)
    : asked_{resolved(asked), asked}, root_(resolved(std::filesystem::path(asked)).parent_path()) {
  // A link on the command line is the user's own choice; what the file names is found beside the link's name.
  const std::filesystem::path folder = std::filesystem::path(asked).parent_path();
  root_ = resolved(folder.empty() ? std::filesystem::path(".") : folder);
}

std::optional<Files::Place> Files::place(const Node& node, Diagnostics& diagnostics) const {
  if (!node.is_scalar() || node.text.empty()) return std::nullopt;  // reported with its key
  const std::filesystem::path named(node.text);
  if (named.is_absolute()) {
    diagnostics.error("path.absolute", node.span, {{"found", node.text}});
    return std::nullopt;
  }
  const auto holder = places_.find(node.span.source.get());
  const std::filesystem::path shown_folder =
      std::filesystem::path(holder == places_.end() ? asked_.shown : holder->second.shown).parent_path();
  const std::filesystem::path shown = (shown_folder / named).lexically_normal();
  Place found{resolved(shown), shown.string()};
  if (!lies_below(found.path, root_)) {
    diagnostics.error("path.leaves", node.span, {{"found", node.text}});
    return std::nullopt;
  }
  return found;
}

std::string Files::relative(const Place& place) const { return place.path.lexically_relative(root_).generic_string(); }

SourcePtr Files::text(const Place& place, const Span& asked_at, Diagnostics& diagnostics) {
  auto known = texts_.find(place.path);
  if (known == texts_.end()) {
    const std::filesystem::path kind = place.path.extension();
    const bool table = kind == ".csv" || kind == ".json" || kind == ".geojson";
    Outcome<SourcePtr> read =
        read_file(place.path.string(), place.shown, table ? largest_table : largest_scenario, asked_at);
    diagnostics.add(read.diagnostics());
    known = texts_.emplace(place.path, read ? read.value() : nullptr).first;
    if (known->second) places_.emplace(known->second.get(), place);
  }
  const SourcePtr& source = known->second;
  if (source && std::find(used_.begin(), used_.end(), source) == used_.end()) used_.push_back(source);
  return source;
}

bool Files::can_read(const Place& place, const Span& asked_at, Diagnostics& diagnostics) {
  const Outcome<SourcePtr> read = read_file(place.path.string(), place.shown, largest_scenario, asked_at);
  diagnostics.add(read.diagnostics());
  return static_cast<bool>(read);
}

const Node* Files::tree(const Place& place, const Span& asked_at, Diagnostics& diagnostics) {
  const SourcePtr source = text(place, asked_at, diagnostics);
  if (!source) return nullptr;
  auto known = trees_.find(place.path);
  if (known == trees_.end()) known = trees_.emplace(place.path, read_yaml(source)).first;
  diagnostics.add(known->second.diagnostics());
  return known->second ? &known->second.value() : nullptr;
}

const Table* Files::table(const Node& node, Diagnostics& diagnostics) {
  const std::optional<Place> where = place(node, diagnostics);
  if (!where) return nullptr;
  const SourcePtr source = text(*where, node.span, diagnostics);
  if (!source) return nullptr;
  const auto known = tables_.find(where->path);
  if (known != tables_.end()) return known->second ? &*known->second : nullptr;
  std::optional<Table>& table = tables_[where->path];
  Outcome<Table> read = read_csv(source);
  diagnostics.add(read.diagnostics());
  if (!read) return nullptr;
  table = std::move(read).value();
  return &*table;
}

const Node* Files::json(const Node& node, Diagnostics& diagnostics) {
  const std::optional<Place> where = place(node, diagnostics);
  if (!where) return nullptr;
  const SourcePtr source = text(*where, node.span, diagnostics);
  if (!source) return nullptr;
  const auto [known, fresh] = jsons_.try_emplace(where->path);
  if (fresh) {
    Outcome<Node> read = read_json(source);
    diagnostics.add(read.diagnostics());
    if (read) known->second = std::move(read).value();
  }
  return known->second ? &*known->second : nullptr;
}

std::optional<std::string> Files::data_name(const Source& text) const {
  const auto found = places_.find(&text);
  if (found == places_.end()) return std::nullopt;
  const std::filesystem::path& path = found->second.path;
  return tables_.contains(path) || jsons_.contains(path) ? std::optional(relative(found->second)) : std::nullopt;
}

}  // namespace ronghe
