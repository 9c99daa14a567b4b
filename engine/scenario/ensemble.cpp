#include "scenario/ensemble.hpp"

#include "scenario/item.hpp"
#include "scenario/places.hpp"
#include "scenario/table_rows.hpp"
#include "scenario/target.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <string>

namespace ronghe {
namespace {

using Kind = Design::Kind;

constexpr int most_members = 10'000'000;

// What tells how large a design is. Each of them has a key for it that the other designs may not have.
constexpr std::string_view size_keys[] = {"members", "levels", "trajectories", "points", "file"};

struct DesignRow {
  Kind kind;
  std::array<std::string_view, 2> needs;
};

constexpr DesignRow designs[] = {
    {Kind::sobol, {"members"}},
    {Kind::lhs, {"members"}},
    {Kind::random, {"members"}},
    {Kind::grid, {"levels"}},
    {Kind::morris, {"levels", "trajectories"}},
    {Kind::saltelli, {"points"}},
    {Kind::table, {"file"}},
};

std::string_view example_of(std::string_view key) {
  if (key == "members") return "members: 1024";
  if (key == "levels") return "levels: 4";
  if (key == "trajectories") return "trajectories: 20";
  if (key == "points") return "points: 512";
  return "file: draws.csv";
}

// Where an uncertainty draws anew: the dimensions across which it is independent, and the cell's elements on them.
SharedDraw draw_at(const Uncertainty& uncertainty, int cell, const Model& model) {
  const Variable& variable = model.variables[static_cast<std::size_t>(uncertainty.variable)];
  const std::vector<int> indices = model.indices(variable, cell);
  SharedDraw draw;
  for (std::size_t axis = 0; axis < indices.size(); ++axis) {
    const auto& independent = uncertainty.independent;
    if (std::find(independent.begin(), independent.end(), variable.dimensions[axis]) == independent.end()) continue;
    draw.dimensions.push_back(variable.dimensions[axis]);
    draw.elements.push_back(indices[axis]);
  }
  draw.name = uncertainty.id;
  for (std::size_t i = 0; i < draw.elements.size(); ++i) {
    const Dimension& dimension = model.dimensions[static_cast<std::size_t>(draw.dimensions[i])];
    draw.name += (i == 0 ? "[" : ", ") + dimension.elements[static_cast<std::size_t>(draw.elements[i])].name;
  }
  if (!draw.elements.empty()) draw.name += "]";
  return draw;
}

// The parts of `a, b`, without blanks around them.
std::vector<std::string_view> parts_of(std::string_view text) {
  std::vector<std::string_view> parts;
  while (true) {
    const std::size_t end = std::min(text.find(','), text.size());
    std::string_view part = text.substr(0, end);
    while (part.starts_with(' ')) part.remove_prefix(1);
    while (part.ends_with(' ')) part.remove_suffix(1);
    parts.push_back(part);
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

// Reads draws that stand in a file, one column for each.
class DesignFileReader {
 public:
  DesignFileReader(const Node& file, const Scenario& scenario, Files& files, Diagnostics& diagnostics)
      : file_(file),
        scenario_(scenario),
        model_(*scenario.model),
        files_(files),
        diagnostics_(diagnostics),
        draws_(shared_draws(scenario.uncertainties, model_)) {}

  std::optional<DesignTable> read() {
    const Table* table = files_.table(file_, diagnostics_);
    if (table == nullptr || !find_columns(*table)) return std::nullopt;
    DesignTable read;
    for (const SharedDraw& draw : draws_) read.keys.push_back(draw.name);
    bool good = true;
    for (const std::vector<Cell>& row : table->rows) {
      for (std::size_t draw = 0; draw < draws_.size(); ++draw) {
        const std::optional<double> value = read_cell(row[columns_[draw]], draws_[draw]);
        good = value && good;
        read.values.push_back(value.value_or(0));
      }
    }
    return good ? std::optional(read) : std::nullopt;
  }

 private:
  std::optional<double> read_cell(const Cell& cell, const SharedDraw& draw) {
    const std::optional<double> value = read_number(cell, diagnostics_);
    const int variable = scenario_.uncertainties[draw.uncertainty].variable;
    if (!value || !check_range(model_, variable, draw.cells.front(), *value, cell.span, diagnostics_)) {
      return std::nullopt;
    }
    return value;
  }

  // The column of each draw.
  bool find_columns(const Table& table) {
    std::map<std::size_t, std::size_t> column_of_draw;
    bool good = true;
    for (std::size_t column = 0; column < table.header.size(); ++column) {
      const Cell& name = table.header[column];
      const std::optional<std::size_t> draw = draw_called(name.text);
      if (!draw) {
        report_unknown(name);
        good = false;
        continue;
      }
      const auto [first, fresh] = column_of_draw.emplace(*draw, column);
      if (fresh) continue;
      diagnostics_.error("ensemble.column_twice", name.span, {{"draw", draws_[*draw].name}},
                         table.header[first->second].span);
      good = false;
    }
    std::vector<std::string> missing;
    for (std::size_t draw = 0; draw < draws_.size(); ++draw) {
      const auto found = column_of_draw.find(draw);
      if (found == column_of_draw.end()) {
        missing.push_back("`" + draws_[draw].name + "`");
      } else {
        columns_.push_back(found->second);
      }
    }
    if (good && !missing.empty()) {
      diagnostics_.error("ensemble.column_missing", file_.span, {{"draws", listed(shortened(missing))}},
                         table.header.front().span.to(table.header.back().span));
    }
    return good && missing.empty();
  }

  // `u-growth[恩施市]`: elements by name or label.
  std::optional<std::size_t> draw_called(std::string_view text) const {
    const std::size_t bracket = text.find('[');
    const std::string_view id = text.substr(0, bracket);
    std::vector<std::string_view> elements;
    if (bracket != std::string_view::npos) {
      if (!text.ends_with(']')) return std::nullopt;
      elements = parts_of(text.substr(bracket + 1, text.size() - bracket - 2));
    }
    for (std::size_t draw = 0; draw < draws_.size(); ++draw) {
      const Uncertainty& uncertainty = scenario_.uncertainties[draws_[draw].uncertainty];
      if (uncertainty.id == id && is_at(draws_[draw], elements)) return draw;
    }
    return std::nullopt;
  }

  bool is_at(const SharedDraw& draw, const std::vector<std::string_view>& elements) const {
    if (draw.elements.size() != elements.size()) return false;
    for (std::size_t i = 0; i < elements.size(); ++i) {
      const Dimension& dimension = model_.dimensions[static_cast<std::size_t>(draw.dimensions[i])];
      if (elements_called(dimension, elements[i]) != std::vector<int>{draw.elements[i]}) return false;
    }
    return true;
  }

  void report_unknown(const Cell& name) {
    std::vector<std::string> names;
    for (const SharedDraw& draw : draws_) names.push_back(draw.name);
    Words words = {{"name", name.text}};
    if (const auto nearest = nearest_name(name.text, names)) words.emplace_back("nearest", *nearest);
    words.emplace_back("draws", listed(shortened(names)));
    diagnostics_.error("ensemble.unknown_column", name.span, std::move(words), file_.span);
  }

  static std::vector<std::string> shortened(std::vector<std::string> names) {
    constexpr std::size_t most = 12;
    if (names.size() <= most) return names;
    names.resize(most);
    names.emplace_back("…");
    return names;
  }

  const Node& file_;
  const Scenario& scenario_;
  const Model& model_;
  Files& files_;
  Diagnostics& diagnostics_;
  std::vector<SharedDraw> draws_;
  std::vector<std::size_t> columns_;  // of each draw
};

class EnsembleReader {
 public:
  EnsembleReader(const Node& ensemble, const Scenario& scenario, bool draws_known, Files& files,
                 Diagnostics& diagnostics)
      : node_(ensemble), scenario_(scenario), draws_known_(draws_known), files_(files), diagnostics_(diagnostics) {}

  std::optional<EnsembleDesign> read() {
    const Node* name = node_.find("design");
    if (name == nullptr || !name->is_scalar()) return std::nullopt;  // reported by the table
    const std::optional<Kind> kind = design_called(name->text);
    if (!kind) return std::nullopt;  // the same
    design_.kind = *kind;
    const auto row = std::find_if(std::begin(designs), std::end(designs),
                                  [&](const DesignRow& candidate) { return candidate.kind == *kind; });
    const bool sized = read_size(*row, *name);
    const bool complete = read_seed() && read_quantiles() && read_kept(sized);
    if (!read_options() || !sized || !complete) return std::nullopt;
    if (!takes_correlations(*kind) && !scenario_.correlations.empty()) {
      diagnostics_.warning("ensemble.correlations_unused", name->span, {{"design", name->text}});
    }
    return design_;
  }

 private:
  bool read_size(const DesignRow& row, const Node& name) {
    if (!check_size_keys(row, name)) return false;
    const auto needs = [&](std::string_view key) {
      return std::find(row.needs.begin(), row.needs.end(), key) != row.needs.end();
    };
    bool good = true;
    const auto read = [&](std::string_view key, int least, int& value) {
      if (!needs(key)) return;
      const std::optional<int> number = read_count(node_, key, least, diagnostics_);
      good = number && good;
      value = number.value_or(value);
    };
    read("members", 1, design_.members);
    read("levels", 2, design_.levels);
    read("trajectories", 1, design_.base);
    read("points", 1, design_.base);
    if (row.kind == Kind::morris && good && design_.levels % 2 != 0) {
      const Node& levels = *node_.find("levels");
      diagnostics_.error("ensemble.odd_levels", levels.span, {{"found", levels.text}});
      return false;
    }
    if (!draws_known_) return false;
    if (row.kind == Kind::table) {
      const Node& file = *node_.find("file");
      std::optional<DesignTable> table = DesignFileReader(file, scenario_, files_, diagnostics_).read();
      if (!table) return false;
      design_.table = std::move(*table);
    }
    return good && count_members(row, name);
  }

  // The keys that tell the size: those of the design, and no others.
  bool check_size_keys(const DesignRow& row, const Node& name) {
    bool good = true;
    std::string needed;
    for (const std::string_view key : row.needs) {
      if (!key.empty()) needed += (needed.empty() ? "`" : ", `") + std::string(key) + "`";
    }
    for (const std::string_view key : size_keys) {
      const bool wanted = std::find(row.needs.begin(), row.needs.end(), key) != row.needs.end();
      const Entry* entry = node_.find_entry(key);
      if (wanted == (entry != nullptr)) continue;
      good = false;
      if (wanted) {
        diagnostics_.error("ensemble.key_missing", name.span,
                           {{"design", name_of(row.kind)}, {"key", key}, {"example", example_of(key)}});
        continue;
      }
      Words words = {{"design", name_of(row.kind)}, {"key", key}};
      if (row.needs.front() != "members") words.emplace_back("needed", needed);
      diagnostics_.error("ensemble.key_unused", entry->key.span, std::move(words), name.span);
    }
    return good;
  }

  // How many members follow from the design.
  bool count_members(const DesignRow& row, const Node& name) {
    if (row.needs.front() == "members") return true;
    Design design;
    design.kind = design_.kind;
    design.levels = design_.levels;
    design.base = design_.base;
    design.table = design_.table.values;
    const std::size_t draws = shared_draws(scenario_.uncertainties, *scenario_.model).size();
    design_.members = members_of(design, draws);
    if (design_.members >= 0 && design_.members <= most_members) return true;
    diagnostics_.error(
        "ensemble.too_many", name.span,
        {{"design", name_of(row.kind)}, {"draws", std::to_string(draws)}, {"most", std::to_string(most_members)}});
    return false;
  }

  bool read_seed() {
    const Node* seed = node_.find("seed");
    const auto number = seed == nullptr || !seed->is_scalar() ? std::nullopt : parse_number(seed->text);
    if (!number || *number < 0) return false;  // reported by the table
    design_.seed = static_cast<std::uint64_t>(*number);
    return true;
  }

  bool read_quantiles() {
    const Node* keep = node_.find("keep");
    const Node* quantiles = keep == nullptr ? nullptr : keep->find("quantiles");
    if (quantiles == nullptr) return true;
    for (const Node& item : quantiles->items) {
      const std::optional<double> quantile = parse_number(item.text);
      if (!quantile) return false;  // reported by the table
      if (*quantile < 0 || *quantile > 1 || (!design_.quantiles.empty() && *quantile <= design_.quantiles.back())) {
        diagnostics_.error("ensemble.quantiles", item.span, {{"found", item.text}});
        return false;
      }
      design_.quantiles.push_back(*quantile);
    }
    return true;
  }

  // `sized`: the number of members is known.
  bool read_kept(bool sized) {
    const Node* keep = node_.find("keep");
    const Node* kept = keep == nullptr ? nullptr : keep->find("members");
    const auto number = kept == nullptr || !kept->is_scalar() ? std::nullopt : parse_number(kept->text);
    if (!number || !sized) return true;
    if (*number > design_.members) {
      const Node* members = node_.find("members");
      diagnostics_.error("ensemble.keep", kept->span, {{"members", std::to_string(design_.members)}},
                         members == nullptr ? Span() : members->span);
      return false;
    }
    design_.whole_members = static_cast<int>(*number);
    return true;
  }

  bool read_options() {
    const Node* options = node_.find("options");
    if (options == nullptr) return true;
    bool good = true;
    std::map<std::filesystem::path, Span> known;
    for (const Node& item : options->items) {
      const std::optional<Files::Place> place = files_.place(item, diagnostics_);
      if (!place || !Files::can_read(*place, item.span, diagnostics_)) {
        good = false;
        continue;
      }
      const auto [first, fresh] = known.emplace(place->path, item.span);
      if (!fresh) {
        diagnostics_.error("ensemble.option_twice", item.span, {{"found", item.text}}, first->second);
        good = false;
      }
      design_.options.push_back(place->shown);
    }
    return good;
  }

  const Node& node_;
  const Scenario& scenario_;
  bool draws_known_;
  Files& files_;
  Diagnostics& diagnostics_;
  EnsembleDesign design_;
};

}  // namespace

std::vector<SharedDraw> shared_draws(const std::vector<Uncertainty>& uncertainties, const Model& model) {
  std::vector<SharedDraw> draws;
  for (std::size_t index = 0; index < uncertainties.size(); ++index) {
    const Uncertainty& uncertainty = uncertainties[index];
    std::map<std::vector<int>, std::size_t> known;  // by the elements of its own
    for (const int cell : uncertainty.cells) {
      SharedDraw draw = draw_at(uncertainty, cell, model);
      draw.uncertainty = index;
      const auto [place, fresh] = known.emplace(draw.elements, draws.size());
      if (fresh) draws.push_back(std::move(draw));
      draws[place->second].cells.push_back(cell);
    }
  }
  return draws;
}

std::optional<int> read_count(const Node& node, std::string_view key, int least, Diagnostics& diagnostics) {
  const Node* said = node.find(key);
  const auto number = said == nullptr || !said->is_scalar() ? std::nullopt : parse_number(said->text);
  if (!number) return std::nullopt;  // missing, or reported by the table
  if (*number >= least && *number <= most_members) return static_cast<int>(*number);
  diagnostics.error(
      "scenario.count", said->span,
      {{"key", key}, {"least", std::to_string(least)}, {"most", std::to_string(most_members)}, {"found", said->text}});
  return std::nullopt;
}

std::optional<EnsembleDesign> read_ensemble(const Node* ensemble, const Scenario& scenario, bool draws_known,
                                            Files& files, Diagnostics& diagnostics) {
  if (ensemble == nullptr || !ensemble->is_mapping()) return std::nullopt;
  return EnsembleReader(*ensemble, scenario, draws_known, files, diagnostics).read();
}

}  // namespace ronghe
