#include "scenario/data.hpp"

#include "scenario/item.hpp"
#include "scenario/places.hpp"
#include "scenario/value.hpp"
#include "syntax/encoding.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <functional>
#include <optional>
#include <set>
#include <utility>

namespace ronghe {
namespace {

// The column that `node` names. Null and no report when `node` is null or not a scalar.
std::optional<std::size_t> column_named(const Node* node, const Table& table, Diagnostics& diagnostics) {
  if (node == nullptr || !node->is_scalar()) return std::nullopt;
  return column_of(table, *node, diagnostics);
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

// A row of sums, which would count as one more place.
bool is_total(std::string_view name) {
  static constexpr std::string_view words[] = {"合计", "总计", "小计", "总和", "total", "Total", "TOTAL", "sum", "Sum"};
  return std::find(std::begin(words), std::end(words), name) != std::end(words);
}

// What a spreadsheet makes of a code that it takes for a number: `422801.0`, `4.22801E+05`.
bool is_code_as_number(std::string_view text) {
  return parse_number(text) && text.find_first_not_of("0123456789") != std::string_view::npos;
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
    if (is_total(name.text) || (zh && is_total(row[*zh].text)) || (en && is_total(row[*en].text))) {
      diagnostics.error("data.total_row", name.span);
      continue;
    }
    if (is_code_as_number(name.text)) {
      diagnostics.error("data.code_as_number", name.span,
                        {{"found", name.text}, {"code", format_number(*parse_number(name.text))}});
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
      : item_(item),
        table_(table),
        rows_(table, elements, model, diagnostics),
        model_(model),
        diagnostics_(diagnostics) {}

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
    for (const Node* name : names) good = rows_.add_dimension(*name) && good;
    return good;
  }

  // Every combination of elements stands in one row.
  bool read_rows() {
    std::map<std::vector<int>, Span> seen;
    bool all_known = true;
    for (const std::vector<Cell>& row : table_.rows) {
      std::optional<std::vector<int>> place = rows_.place(row);
      if (!place) {
        all_known = false;
        row_places_.emplace_back();
        continue;
      }
      const Span span = row[rows_.place_column()].span;
      const auto [first, fresh] = seen.emplace(*place, span);
      if (!fresh) diagnostics_.error("data.row_twice", span, {{"place", rows_.text(*place)}}, first->second);
      if (!fresh) place->clear();
      row_places_.push_back(std::move(*place));
    }
    // A misspelt place leaves its own row missing: that is one mistake.
    if (all_known) report_missing_rows(seen);
    return true;
  }

  void report_missing_rows(const std::map<std::vector<int>, Span>& seen) {
    constexpr std::size_t most_named = 5;
    const std::vector<int>& by = rows_.dimensions();
    std::vector<std::string> missing;
    std::size_t count = 0;
    Span first;
    std::vector<int> place(by.size(), 0);
    while (true) {
      if (seen.count(place) == 0) {
        if (count == 0) first = dimension(by.front()).elements[static_cast<std::size_t>(place.front())].span;
        if (count < most_named) missing.push_back(rows_.text(place));
        ++count;
      }
      std::size_t axis = by.size();
      while (axis > 0 && ++place[axis - 1] == dimension(by[axis - 1]).size()) place[--axis] = 0;
      if (axis == 0) break;
    }
    if (count == 0) return;
    if (count > most_named) missing.push_back("…");
    diagnostics_.error("data.missing_row", table_.header[rows_.place_column()].span,
                       {{"places", listed(missing)}, {"count", std::to_string(count)}, {"id", item_.id}}, first);
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
    const std::optional<int> level = parse_year(year->text);
    if (!level) {
      diagnostics_.error("prices.bad_year", year->span, {{"found", year->text}});
      return std::nullopt;
    }
    return prices.factor(*level, said, diagnostics_);
  }

  // Returns whether the column is money.
  bool read_column(const Entry& entry, double factor, ReferenceValues& values) {
    const std::optional<std::size_t> column = column_named(&entry.key, table_, diagnostics_);
    const Node* into = entry.value.find("into");
    const Node* unit_text = entry.value.find("unit");
    if (into == nullptr || !into->is_scalar()) return false;  // reported as missing
    const auto target = read_target(into->text, into->span, model_, rows_.dimensions(), diagnostics_);
    if (!target) {
      const std::optional<Unit> unit = unit_text == nullptr ? Unit() : read_unit(*unit_text, diagnostics_);
      return unit && is_money(*unit);
    }
    const Variable& variable = model_.variables[static_cast<std::size_t>(target->variable)];
    const bool placed = rows_.check_dimensions(*target, *into);
    const std::optional<Unit> unit = read_column_unit(entry, variable, diagnostics_);
    const bool money = is_money(unit ? *unit : variable.unit);
    if (!placed || !unit) return money;
    if (!column) return money;
    given_elsewhere_ = false;
    for (std::size_t row = 0; row < table_.rows.size(); ++row) {
      if (row_places_[row].empty()) continue;
      read_cell(table_.rows[row][*column], row_places_[row], *target, *unit, money ? factor : 1.0, values);
    }
    return money;
  }

  void read_cell(const Cell& cell, const std::vector<int>& place, const Target& target, const Unit& unit, double factor,
                 ReferenceValues& values) {
    const Variable& variable = model_.variables[static_cast<std::size_t>(target.variable)];
    const int variable_cell = rows_.cell(target, place);
    const std::string name = model_.cell_name(variable, variable_cell);
    // A county without the figure follows the rule.
    if (cell.text.empty() && variable.has_rule()) return;
    const std::optional<double> number = parse_number(cell.text);
    // Remember the cell even when it is wrong, so that it is not told as missing too.
    const Span first = values.place(target.variable, variable_cell);
    const double value = number ? converted(*number, unit, variable.unit) * factor : 0;
    values.set({Origin::Layer::data, target.variable, variable_cell, value, cell.span, {}});
    if (first) {
      // Two tables for one input are one mistake, however long they are.
      if (!given_elsewhere_) diagnostics_.error("data.value_twice", cell.span, {{"name", name}}, first);
      given_elsewhere_ = true;
    } else if (cell.text.empty()) {
      diagnostics_.error("data.missing_number", cell.span, {{"name", name}}, variable.span);
    } else if (!number) {
      Words words = {{"found", cell.text}, {"name", name}};
      if (cell.text.find(',') != std::string::npos) words.emplace_back("comma", ",");
      if (const std::string narrow = half_width(cell.text); narrow != cell.text) words.emplace_back("half", narrow);
      diagnostics_.error("data.not_a_number", cell.span, std::move(words));
    } else {
      check_range(model_, target.variable, variable_cell, values.at(target.variable, variable_cell), cell.span,
                  diagnostics_);
    }
  }

  const PolicyItem& item_;
  const Table& table_;
  TableRows rows_;
  const Model& model_;
  Diagnostics& diagnostics_;
  bool given_elsewhere_ = false;              // a cell of the column had a value already
  std::vector<std::vector<int>> row_places_;  // elements of each row; empty for a row to be passed over
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
