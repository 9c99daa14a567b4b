#include "scenario/table_rows.hpp"

#include "scenario/places.hpp"
#include "scenario/value.hpp"
#include "syntax/number.hpp"

#include <algorithm>

namespace ronghe {

std::vector<std::string> dimensions_called(const std::string& key) {
  std::vector<std::string> names = {key};
  const auto ends_with = [&](std::string_view end) {
    return key.size() > end.size() && std::string_view(key).substr(key.size() - end.size()) == end;
  };
  if (ends_with("ies")) names.push_back(key.substr(0, key.size() - 3) + "y");
  if (ends_with("es")) names.push_back(key.substr(0, key.size() - 2));
  if (ends_with("s")) names.push_back(key.substr(0, key.size() - 1));
  return names;
}

std::optional<std::size_t> column_of(const Table& table, const Node& named, Diagnostics& diagnostics) {
  const int column = table.column(named.text);
  if (column >= 0) return static_cast<std::size_t>(column);
  std::vector<std::string> names;
  for (const Cell& cell : table.header) names.push_back(cell.text);
  Words words = {{"name", named.text}};
  if (const auto nearest = nearest_name(named.text, names)) words.emplace_back("nearest", *nearest);
  words.emplace_back("columns", listed(names));
  diagnostics.error("data.unknown_column", named.span, std::move(words),
                    table.header.front().span.to(table.header.back().span));
  return std::nullopt;
}

std::optional<double> read_number(const Cell& cell, Diagnostics& diagnostics) {
  const std::optional<double> number = parse_number(cell.text);
  if (number) return number;
  Words words = {{"found", cell.text}};
  if (cell.text.find(',') != std::string::npos) words.emplace_back("comma", ",");
  diagnostics.error("data.not_a_number", cell.span, std::move(words));
  return std::nullopt;
}

std::optional<Unit> read_column_unit(const Entry& entry, const Variable& variable, Diagnostics& diagnostics) {
  const Node* text = entry.value.find("unit");
  if (text == nullptr && variable.unit == Unit()) return Unit();
  if (text == nullptr) {
    diagnostics.error("data.unit_missing", entry.key.span, {{"name", variable.name}, {"unit", variable.unit.text()}});
    return std::nullopt;
  }
  std::optional<Unit> unit = read_unit(*text, diagnostics);
  if (!unit || unit->same_dimension(variable.unit)) return unit;
  diagnostics.error("quantity.unit_mismatch", text->span, mismatch_words(*unit, variable.unit), variable.span);
  return std::nullopt;
}

bool TableRows::add_dimension(const Node& name) {
  const int index = model_.find_dimension(name.text);
  if (index < 0) {
    std::vector<std::string> candidates;
    for (const Dimension& candidate : model_.dimensions) candidates.push_back(candidate.name);
    Words words = {{"name", name.text}, {"model", model_.name}};
    if (const auto nearest = nearest_name(name.text, candidates)) words.emplace_back("nearest", *nearest);
    if (!candidates.empty()) words.emplace_back("dimensions", listed(candidates));
    diagnostics_.error("data.unknown_dimension", name.span, std::move(words));
    return false;
  }
  if (std::find(by_.begin(), by_.end(), index) != by_.end()) {
    diagnostics_.error("data.by_twice", name.span, {{"name", name.text}});
    return false;
  }
  const std::vector<std::string> candidates = columns_that_name(index);
  for (const std::string& candidate : candidates) {
    const int column = table_.column(candidate);
    if (column < 0) continue;
    by_.push_back(index);
    place_columns_.push_back(static_cast<std::size_t>(column));
    return true;
  }
  diagnostics_.error("data.no_place_column", name.span, {{"dimension", name.text}, {"columns", listed(candidates)}},
                     table_.header.front().span.to(table_.header.back().span));
  return false;
}

// A column is called like the dimension, or like one of those that named its elements.
std::vector<std::string> TableRows::columns_that_name(int index) const {
  std::vector<std::string> columns;
  for (const ElementTable& table : elements_) {
    const std::vector<std::string> meant = dimensions_called(table.key);
    if (std::find(meant.begin(), meant.end(), dimension(index).name) == meant.end()) continue;
    columns = table.columns;
  }
  columns.insert(columns.begin() + (columns.empty() ? 0 : 1), dimension(index).name);
  return columns;
}

std::optional<std::vector<int>> TableRows::place(const std::vector<Cell>& row) const {
  std::vector<int> place;
  for (std::size_t axis = 0; axis < by_.size(); ++axis) {
    const Cell& cell = row[place_columns_[axis]];
    if (const auto element = read_element(dimension(by_[axis]), cell.text, cell.span, diagnostics_)) {
      place.push_back(*element);
    }
  }
  if (place.size() < by_.size()) return std::nullopt;
  return place;
}

std::string TableRows::text(const std::vector<int>& place) const {
  std::vector<std::string> names;
  for (std::size_t axis = 0; axis < place.size(); ++axis) {
    const Element& element = dimension(by_[axis]).elements[static_cast<std::size_t>(place[axis])];
    names.push_back(element.label.zh.empty() ? element.name : element.label.zh + " (" + element.name + ")");
  }
  return listed(names).en;
}

bool TableRows::check_dimensions(const Target& target, const Node& written) const {
  const Variable& variable = model_.variables[static_cast<std::size_t>(target.variable)];
  bool good = true;
  for (const int index : by_) {
    const auto axis = std::find(variable.dimensions.begin(), variable.dimensions.end(), index);
    if (axis != variable.dimensions.end()) continue;
    diagnostics_.error("data.no_such_dimension", written.span,
                       {{"name", variable.name}, {"dimension", dimension(index).name}}, variable.span);
    good = false;
  }
  for (std::size_t axis = 0; axis < variable.dimensions.size(); ++axis) {
    const int index = variable.dimensions[axis];
    const bool by_rows = std::find(by_.begin(), by_.end(), index) != by_.end();
    if (by_rows || target.fixed[axis] >= 0) continue;
    diagnostics_.error("data.element_needed", written.span,
                       {{"name", variable.name},
                        {"dimension", dimension(index).name},
                        {"example", variable.name + "[" + dimension(index).elements.front().name + "]"}},
                       variable.span);
    good = false;
  }
  return good;
}

int TableRows::cell(const Target& target, const std::vector<int>& place) const {
  const Variable& variable = model_.variables[static_cast<std::size_t>(target.variable)];
  std::vector<int> indices = target.fixed;
  for (std::size_t axis = 0; axis < indices.size(); ++axis) {
    const auto by = std::find(by_.begin(), by_.end(), variable.dimensions[axis]);
    if (by != by_.end()) indices[axis] = place[static_cast<std::size_t>(by - by_.begin())];
  }
  return cell_at(model_, variable, indices);
}

}  // namespace ronghe
