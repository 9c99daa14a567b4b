// The files that a scenario may name: relative paths that stay below one folder after resolving links.
//
// A path in a file is relative to that file. Each file is read once, whoever names it.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "syntax/read_csv.hpp"
#include "syntax/tree.hpp"

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ronghe {

class Files {
 public:
  // A file named by another: where it is, and how the user should see it.
  struct Place {
    std::filesystem::path path;  // links resolved
    std::string shown;
  };

  // `asked` is the file of the command line. No path may leave its folder.
  explicit Files(const std::string& asked);

  const Place& asked() const { return asked_; }

  // Where the path in `node` leads, from the folder of the file that holds it. Reports absolute paths and those that
  // leave.
  std::optional<Place> place(const Node& node, Diagnostics& diagnostics) const;
  // How a file is called from the folder of the asked one, with `/`.
  std::string relative(const Place& place) const;

  // The text of a file, or null. A failure is told once, at the first place that names it.
  SourcePtr text(const Place& place, const Span& asked_at, Diagnostics& diagnostics);
  // Whether there is such a file to be read; it does not count as read. Reports what is wrong with it.
  static bool can_read(const Place& place, const Span& asked_at, Diagnostics& diagnostics);
  // What a YAML file says, or null. Its mistakes are told to everyone who asks.
  const Node* tree(const Place& place, const Span& asked_at, Diagnostics& diagnostics);
  // The table that `node` names.
  const Table* table(const Node& node, Diagnostics& diagnostics);

  // What the JSON file says that `node` names, or null.
  const Node* json(const Node& node, Diagnostics& diagnostics);

  // What a text that was read as a table or as JSON is called from the folder of the asked file; nothing for other
  // texts.
  std::optional<std::string> data_name(const Source& text) const;

  // Every file that was asked for since the last call, in order of their first use.
  std::vector<SourcePtr> take_sources() { return std::exchange(used_, {}); }

 private:
  Place asked_;
  std::filesystem::path root_;
  std::map<std::filesystem::path, SourcePtr> texts_;  // null: could not be read
  std::map<std::filesystem::path, Outcome<Node>> trees_;
  std::map<std::filesystem::path, std::optional<Table>> tables_;
  std::map<std::filesystem::path, std::optional<Node>> jsons_;
  std::map<const Source*, Place> places_;
  std::vector<SourcePtr> used_;
};

}  // namespace ronghe
