#include "scenario/data.hpp"

#include "scenario/item.hpp"
#include "scenario/places.hpp"
#include "scenario/value.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

namespace ronghe {
namespace {

void report_unknown_column(const Node& named, const Table& table, Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (const Cell& cell : table.header) names.push_back(cell.text);
  Words words = {{"name", named.text}};
  if (const auto nearest = nearest_name(named.text, names)) words.emplace_back("nearest", *nearest);
  words.emplace_back("columns", listed(names));
  diagnostics.error("data.unknown_column", named.span, std::move(words),
                    table.header.front().span.to(table.header.back().span));
}

// The column that `node` names. Null and no report when `node` is null or not a scalar.
std::optional<std::size_t> column_named(const Node* node, const Table& table, Diagnostics& diagnostics) {
  if (node == nullptr || !node->is_scalar()) return std::nullopt;
  const int column = table.column(node->text);
  if (column < 0) {
    report_unknown_column(*node, table, diagnostics);
    return std::nullopt;
  }
  return static_cast<std::size_t>(column);
}

// Whether the text holds characters that are not seen: control characters and those that turn the direction of writing.
bool has_hidden_characters(std::string_view text) {
  static constexpr std::string_view hidden[] = {"\u200b", "\u200c", "\u200d", "\u200e", "\u200f",
                                                "\u202a", "\u202b", "\u202c", "\u202d", "\u202e",
                                                "\u2066", "\u2067", "\u2068", "\u2069", "\ufeff"};
  const auto is_control = [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7f; };
  if (std::any_of(text.begin(), text.end(), is_control)) return true;
  return std::any_of(std::begin(hidden), std::end(hidden),
                     [&](std::string_view mark) { return text.find(mark) != std::string_view::npos; });
}

std::optional<ElementTable> read_element_table(const Entry& entry, Files& files, Diagnostics& diagnostics) {
  ElementTable found{entry.key.text, entry.key.span, {}, {}};
  const Node* file = entry.value.find("file");
  if (file == nullptr) return std::nullopt;  // reported as missing
  const Table* table = files.table(*file, diagnostics);
  if (table == nullptr) return std::nullopt;
  const std::optional<std::size_t> id = column_named(entry.value.find("id"), *table, diagnostics);
  const std::optional<std::size_t> zh = column_named(entry.value.find("label_zh"), *table, diagnostics);
  const std::optional<std::size_t> en = column_named(entry.value.find("label_en"), *table, diagnostics);
  std::vector<std::size_t> group_columns;
  if (const Node* groups = entry.value.find("groups")) {
    for (const Node& group : groups->items) {
      if (const auto column = column_named(&group, *table, diagnostics)) group_columns.push_back(*column);
    }
  }
  if (!id) return std::nullopt;
  for (const auto& column : {id, zh, en}) {
    if (column) found.columns.push_back(table->header[*column].text);
  }

  std::map<std::string, Span> ids;
  std::map<std::string, std::size_t> column_of_group;
  for (const std::vector<Cell>& row : table->rows) {
    const Cell& name = row[*id];
    if (name.text.empty() || has_hidden_characters(name.text)) {
      diagnostics.error(name.text.empty() ? "data.no_id" : "data.bad_id", name.span,
                        {{"column", table->header[*id].text}});
      continue;
    }
    const auto [first, fresh] = ids.emplace(name.text, name.span);
    if (!fresh) {
      diagnostics.error("data.id_twice", name.span, {{"id", name.text}}, first->second);
      continue;
    }
    const int index = static_cast<int>(found.data.elements.size());
    found.data.elements.push_back(
        {name.text, Text(zh ? row[*zh].text : std::string(), en ? row[*en].text : std::string()), name.span});
    for (const std::size_t column : group_columns) {
      const Cell& group = row[column];
      if (group.text.empty()) continue;
      const auto [owner, own] = column_of_group.emplace(group.text, column);
      if (!own && owner->second != column) {
        diagnostics.error("data.group_twice", group.span,
                          {{"name", group.text},
                           {"first", table->header[owner->second].text},
                           {"second", table->header[column].text}});
        continue;
      }
      found.data.groups[group.text].push_back(index);
    }
  }
  return found;
}

// Reads one table of `data: inputs:`.
class InputTable {
 public:
  InputTable(const PolicyItem& item, const Table& table, const std::vector<ElementTable>& elements, const Model& model,
             Diagnostics& diagnostics)
      : item_(item), table_(table), elements_(elements), model_(model), diagnostics_(diagnostics) {}

  // Nothing is written when the table's own place columns are wrong.
  void read(PriceBasis& prices, ReferenceValues& values) {
    if (!find_place_columns() || !read_rows()) return;
    const Node* columns = item_.node->find("columns");
    if (columns == nullptr || !columns->is_mapping()) return;
    const std::optional<double> factor = price_factor(prices);
    if (!factor) return;
    bool money = false;
    for (const Entry& column : columns->entries) money = read_column(column, *factor, values) || money;
    if (in_current_prices(*item_.node) && !money) {
      diagnostics_.error("data.no_money", item_.node->find("prices")->span, {{"id", item_.id}});
    }
  }

 private:
  const Dimension& dimension(int index) const { return model_.dimensions[static_cast<std::size_t>(index)]; }

  // The dimensions that `by` names, and the columns that tell the element of each.
  bool find_place_columns() {
    const Node* by = item_.node->find("by");
    if (by == nullptr) return false;  // reported as missing
    std::vector<const Node*> names;
    if (by->is_scalar()) names.push_back(by);
    for (const Node& name : by->items) names.push_back(&name);
    bool good = !names.empty();
    for (const Node* name : names) good = find_place_column(*name) && good;
    return good;
  }

  bool find_place_column(const Node& name) {
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
  std::vector<std::string> columns_that_name(int index) const {
    std::vector<std::string> columns;
    for (const ElementTable& table : elements_) {
      const std::vector<std::string> meant = dimensions_called(table.key);
      if (std::find(meant.begin(), meant.end(), dimension(index).name) == meant.end()) continue;
      columns = table.columns;
    }
    columns.insert(columns.begin() + (columns.empty() ? 0 : 1), dimension(index).name);
    return columns;
  }

  // Every combination of elements stands in one row.
  bool read_rows() {
    std::map<std::vector<int>, Span> seen;
    bool all_known = true;
    for (const std::vector<Cell>& row : table_.rows) {
      std::vector<int> place;
      for (std::size_t axis = 0; axis < by_.size(); ++axis) {
        const Cell& cell = row[place_columns_[axis]];
        if (const auto element = read_element(dimension(by_[axis]), cell.text, cell.span, diagnostics_)) {
          place.push_back(*element);
        }
      }
      if (place.size() < by_.size()) {
        all_known = false;
        row_places_.emplace_back();
        continue;
      }
      const Span span = row[place_columns_.front()].span;
      const auto [first, fresh] = seen.emplace(place, span);
      if (!fresh) diagnostics_.error("data.row_twice", span, {{"place", place_text(place)}}, first->second);
      if (!fresh) place.clear();
      row_places_.push_back(std::move(place));
    }
    // A misspelt place leaves its own row missing: that is one mistake.
    if (all_known) report_missing_rows(seen);
    return true;
  }

  void report_missing_rows(const std::map<std::vector<int>, Span>& seen) {
    constexpr std::size_t most_named = 5;
    std::vector<std::string> missing;
    std::size_t count = 0;
    Span first;
    std::vector<int> place(by_.size(), 0);
    while (true) {
      if (seen.count(place) == 0) {
        if (count == 0) first = dimension(by_.front()).elements[static_cast<std::size_t>(place.front())].span;
        if (count < most_named) missing.push_back(place_text(place));
        ++count;
      }
      std::size_t axis = by_.size();
      while (axis > 0 && ++place[axis - 1] == dimension(by_[axis - 1]).size()) place[--axis] = 0;
      if (axis == 0) break;
    }
    if (count == 0) return;
    if (count > most_named) missing.push_back("…");
    diagnostics_.error("data.missing_row", table_.header[place_columns_.front()].span,
                       {{"places", listed(missing)}, {"count", std::to_string(count)}, {"id", item_.id}}, first);
  }

  std::string place_text(const std::vector<int>& place) const {
    std::vector<std::string> names;
    for (std::size_t axis = 0; axis < place.size(); ++axis) {
      const Element& element = dimension(by_[axis]).elements[static_cast<std::size_t>(place[axis])];
      names.push_back(element.label.zh.empty() ? element.name : element.label.zh + " (" + element.name + ")");
    }
    return listed(names);
  }

  std::optional<double> price_factor(PriceBasis& prices) {
    const Node* year = item_.node->find("year");
    if (!in_current_prices(*item_.node)) {
      if (year != nullptr) diagnostics_.error("data.year_unused", year->span, {{"id", item_.id}});
      return 1.0;
    }
    const Span said = item_.node->find("prices")->span;
    if (year == nullptr) {
      diagnostics_.error("data.year_needed", said, {{"id", item_.id}});
      return std::nullopt;
    }
    const std::optional<double> number = parse_number(year->text);
    if (!number || *number != static_cast<int>(*number)) {
      diagnostics_.error("prices.bad_year", year->span, {{"found", year->text}});
      return std::nullopt;
    }
    return prices.factor(static_cast<int>(*number), said, diagnostics_);
  }

  // Returns whether the column is money.
  bool read_column(const Entry& entry, double factor, ReferenceValues& values) {
    const std::optional<std::size_t> column = column_named(&entry.key, table_, diagnostics_);
    const Node* into = entry.value.find("into");
    const Node* unit_text = entry.value.find("unit");
    if (into == nullptr || !into->is_scalar()) return false;  // reported as missing
    const std::optional<Target> target = read_target(into->text, into->span, model_, by_, diagnostics_);
    std::optional<Unit> unit = unit_text == nullptr ? Unit() : read_unit(*unit_text, diagnostics_);
    if (!target) return unit && is_money(*unit);
    const Variable& variable = model_.variables[static_cast<std::size_t>(target->variable)];
    if (!check_dimensions(*target, variable, *into) || !unit) return unit && is_money(*unit);
    const bool money = is_money(*unit);
    if (unit_text == nullptr && !(variable.unit == Unit())) {
      diagnostics_.error("data.unit_missing", entry.key.span,
                         {{"name", variable.name}, {"unit", variable.unit.text()}});
      return money;
    }
    if (!unit->same_dimension(variable.unit)) {
      diagnostics_.error("quantity.unit_mismatch", unit_text == nullptr ? entry.key.span : unit_text->span,
                         mismatch_words(*unit, variable.unit), variable.span);
      return money;
    }
    if (!column) return money;
    given_elsewhere_ = false;
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      if (row_places_[row].empty()) continue;
      read_cell(table_.rows[row][*column], row_places_[row], *target, *unit, money ? factor : 1.0, values);
    }
    return money;
  }

  // Each dimension of the variable is told once: by the rows or between the brackets.
  bool check_dimensions(const Target& target, const Variable& variable, const Node& into) {
    bool good = true;
    for (const int index : by_) {
      const auto axis = std::find(variable.dimensions.begin(), variable.dimensions.end(), index);
      if (axis == variable.dimensions.end()) {
        diagnostics_.error("data.no_such_dimension", into.span,
                           {{"name", variable.name}, {"dimension", dimension(index).name}}, variable.span);
        good = false;
      }
    }
    for (std::size_t axis = 0; axis < variable.dimensions.size(); ++axis) {
      const int index = variable.dimensions[axis];
      const bool by_rows = std::find(by_.begin(), by_.end(), index) != by_.end();
      if (by_rows || target.fixed[axis] >= 0) continue;
      diagnostics_.error("data.element_needed", into.span,
                         {{"name", variable.name},
                          {"dimension", dimension(index).name},
                          {"example", variable.name + "[" + dimension(index).elements.front().name + "]"}},
                         variable.span);
      good = false;
    }
    return good;
  }

  void read_cell(const Cell& cell, const std::vector<int>& place, const Target& target, const Unit& unit, double factor,
                 ReferenceValues& values) {
    const Variable& variable = model_.variables[static_cast<std::size_t>(target.variable)];
    std::vector<int> indices = target.fixed;
    for (std::size_t axis = 0; axis < indices.size(); ++axis) {
      const auto by = std::find(by_.begin(), by_.end(), variable.dimensions[axis]);
      if (by != by_.end()) indices[axis] = place[static_cast<std::size_t>(by - by_.begin())];
    }
    const int variable_cell = cell_at(model_, variable, indices);
    const std::string name = model_.cell_name(variable, variable_cell);
    // A county without the figure follows the rule.
    if (cell.text.empty() && variable.has_rule()) return;
    const std::optional<double> number = parse_number(cell.text);
    // Remember the cell even when it is wrong, so that it is not told as missing too.
    const Span first = values.place(target.variable, variable_cell);
    const double value = number ? converted(*number, unit, variable.unit) * factor : 0;
    values.set({Origin::Layer::data, target.variable, variable_cell, value, cell.span});
    if (first) {
      // Two tables for one input are one mistake, however long they are.
      if (!given_elsewhere_) diagnostics_.error("data.value_twice", cell.span, {{"name", name}}, first);
      given_elsewhere_ = true;
    } else if (cell.text.empty()) {
      diagnostics_.error("data.missing_number", cell.span, {{"name", name}}, variable.span);
    } else if (!number) {
      Words words = {{"found", cell.text}, {"name", name}};
      if (cell.text.find(',') != std::string::npos) words.emplace_back("comma", ",");
      diagnostics_.error("data.not_a_number", cell.span, std::move(words));
    } else {
      check_range(model_, target.variable, variable_cell, values.at(target.variable, variable_cell), cell.span,
                  diagnostics_);
    }
  }

  const PolicyItem& item_;
  const Table& table_;
  const std::vector<ElementTable>& elements_;
  const Model& model_;
  Diagnostics& diagnostics_;
  std::vector<int> by_;                       // dimensions of the model
  std::vector<std::size_t> place_columns_;    // columns of the table, one for each of them
  bool given_elsewhere_ = false;              // a cell of the column had a value already
  std::vector<std::vector<int>> row_places_;  // elements, one for each of them; empty for a row to be passed over
};

}  // namespace

std::vector<ElementTable> read_elements(const Node* data, Files& files, Diagnostics& diagnostics) {
  std::vector<ElementTable> tables;
  if (data == nullptr) return tables;
  for (const Entry& entry : data->entries) {
    if (entry.key.text == "inputs" || !entry.value.is_mapping()) continue;
    if (auto table = read_element_table(entry, files, diagnostics)) tables.push_back(std::move(*table));
  }
  return tables;
}

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

std::map<std::string, DimensionData> dimension_data(const std::vector<ElementTable>& tables) {
  std::map<std::string, DimensionData> data;
  for (const ElementTable& table : tables) {
    for (const std::string& name : dimensions_called(table.key)) data.emplace(name, table.data);
  }
  return data;
}

void check_elements_are_wanted(const std::vector<ElementTable>& tables, const Model& model, Diagnostics& diagnostics) {
  std::vector<std::string> wanted;
  for (const Dimension& dimension : model.dimensions) {
    if (dimension.from_data && dimension.parent < 0) wanted.push_back(dimension.name);
  }
  for (const ElementTable& table : tables) {
    const std::vector<std::string> meant = dimensions_called(table.key);
    const auto hit = [&](const std::string& name) {
      return std::find(wanted.begin(), wanted.end(), name) != wanted.end();
    };
    if (std::any_of(meant.begin(), meant.end(), hit)) continue;
    Words words = {{"name", table.key}, {"model", model.name}};
    if (const auto nearest = nearest_name(table.key, wanted)) words.emplace_back("nearest", *nearest);
    if (!wanted.empty()) words.emplace_back("dimensions", listed(wanted));
    diagnostics.error("data.elements_not_wanted", table.span, std::move(words));
  }
}

void read_input_tables(const Node* data, const std::vector<ElementTable>& elements, const Model& model,
                       PriceBasis& prices, ReferenceValues& values, Files& files, Diagnostics& diagnostics) {
  if (data == nullptr) return;
  ReferenceValues unused(model);
  for (const PolicyItem& item : items_of(data->find("inputs"))) {
    const Node* file = item.node->find("file");
    if (file == nullptr) continue;  // reported as missing
    const Table* table = files.table(*file, diagnostics);
    if (table == nullptr) continue;
    InputTable(item, *table, elements, model, diagnostics).read(prices, item.active ? values : unused);
  }
}

}  // namespace ronghe
