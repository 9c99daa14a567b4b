#include "scenario/history.hpp"

#include "scenario/item.hpp"
#include "scenario/places.hpp"
#include "scenario/prices.hpp"
#include "scenario/target.hpp"
#include "scenario/value.hpp"
#include "syntax/texts.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <string>

namespace ronghe {
namespace {

class HistoryTable {
 public:
  HistoryTable(const PolicyItem& item, const Table& table, const std::vector<ElementTable>& elements,
               const Model& model, PriceBasis& prices, Diagnostics& diagnostics)
      : item_(item),
        table_(table),
        rows_(table, elements, model, diagnostics),
        model_(model),
        prices_(prices),
        diagnostics_(diagnostics) {}

  std::vector<ObservedSeries> read() {
    std::vector<ObservedSeries> series;
    if (!find_row_names() || !read_rows()) return series;
    const Node* columns = item_.node->find("columns");
    if (columns == nullptr || !columns->is_mapping()) return series;
    bool money = false;
    for (const Entry& column : columns->entries) {
      std::optional<ObservedSeries> read = read_column(column);
      if (!read) continue;
      money = money || is_money(variable(read->variable).unit);
      series.push_back(std::move(*read));
    }
    if (in_current_prices(*item_.node) && !money && series.size() == columns->entries.size()) {
      diagnostics_.error("data.no_money", item_.node->find("prices")->span, {{"id", item_.id}});
    }
    return series;
  }

 private:
  struct Row {
    int year = 0;
    std::vector<int> place;  // one element for each dimension of the rows
    bool good = false;
  };

  const Variable& variable(int index) const { return model_.variables[static_cast<std::size_t>(index)]; }

  // `year` is always among them: an observation without a year says nothing.
  bool find_row_names() {
    const Node* by = item_.node->find("by");
    if (by == nullptr) return false;  // reported as missing
    bool good = true;
    std::vector<const Node*> names;
    if (by->is_scalar()) names.push_back(by);
    for (const Node& name : by->items) names.push_back(&name);
    for (const Node* name : names) {
      if (name->text != "year") {
        good = rows_.add_dimension(*name) && good;
      } else if (year_column_) {
        diagnostics_.error("data.by_twice", name->span, {{"name", name->text}});
        good = false;
      } else {
        year_column_ = column_of(table_, *name, diagnostics_);
        good = year_column_.has_value() && good;
      }
    }
    if (good && !year_column_) {
      diagnostics_.error("history.no_year", by->span, {{"id", item_.id}});
      return false;
    }
    return good;
  }

  bool read_rows() {
    bool good = true;
    std::map<std::pair<int, std::vector<int>>, Span> seen;
    for (const std::vector<Cell>& cells : table_.rows) {
      Row row;
      const Cell& year = cells[*year_column_];
      const std::optional<int> in_year = parse_year(year.text);
      if (!in_year) diagnostics_.error("prices.bad_year", year.span, {{"found", year.text}});
      std::optional<std::vector<int>> place = rows_.place(cells);
      row.good = in_year && place;
      good = row.good && good;
      if (row.good) {
        row.year = *in_year;
        row.place = std::move(*place);
        const auto [first, fresh] = seen.emplace(std::pair(row.year, row.place), year.span);
        if (!fresh) {
          const std::string name = rows_.text(row.place);
          diagnostics_.error("data.row_twice", year.span, {{"place", (name.empty() ? "" : name + ", ") + year.text}},
                             first->second);
          good = false;
        }
      }
      read_rows_.push_back(std::move(row));
    }
    return good;
  }

  std::optional<ObservedSeries> read_column(const Entry& entry) {
    const std::optional<std::size_t> column = column_of(table_, entry.key, diagnostics_);
    const Node* of = entry.value.find("of");
    if (of == nullptr || !of->is_scalar()) return std::nullopt;  // reported as missing
    const auto target = read_variable(of->text, of->span, model_, rows_.dimensions(), diagnostics_);
    if (!target || !rows_.check_dimensions(*target, *of)) return std::nullopt;
    const std::optional<Unit> unit = read_column_unit(entry, variable(target->variable), diagnostics_);
    if (!column || !unit) return std::nullopt;
    ObservedSeries series{item_.id, entry.key.text, read_source(item_.node->find("source")), target->variable,
                          {},       entry.key.span};
    for (std::size_t i = 0; i < table_.rows.size(); ++i) {
      const Cell& cell = table_.rows[i][*column];
      if (cell.text.empty()) continue;
      const auto value = read_cell(cell, read_rows_[i], *unit, variable(target->variable).unit);
      if (!value) return std::nullopt;
      series.values.push_back({rows_.cell(*target, read_rows_[i].place), read_rows_[i].year, *value});
    }
    if (series.values.empty()) {
      diagnostics_.error("history.nothing", entry.key.span, {{"column", entry.key.text}});
      return std::nullopt;
    }
    return series;
  }

  std::optional<double> read_cell(const Cell& cell, const Row& row, const Unit& unit, const Unit& wanted) {
    const std::optional<double> number = read_number(cell, diagnostics_);
    if (!number) return std::nullopt;
    double factor = 1;
    if (in_current_prices(*item_.node) && is_money(unit)) {
      const auto level = prices_.factor(row.year, item_.node->find("prices")->span, diagnostics_);
      if (!level) return std::nullopt;
      factor = *level;
    }
    return converted(*number, unit, wanted) * factor;
  }

  const PolicyItem& item_;
  const Table& table_;
  TableRows rows_;
  const Model& model_;
  PriceBasis& prices_;
  Diagnostics& diagnostics_;
  std::optional<std::size_t> year_column_;
  std::vector<Row> read_rows_;
};

}  // namespace

std::vector<ObservedSeries> read_history(const Node* list, const std::vector<ElementTable>& elements,
                                         const Model& model, PriceBasis& prices, Files& files,
                                         Diagnostics& diagnostics) {
  std::vector<ObservedSeries> history;
  for (const PolicyItem& item : items_of(list)) {
    const Node* file = item.node->find("file");
    if (file == nullptr) continue;  // reported as missing
    const Table* table = files.table(*file, diagnostics);
    if (table == nullptr) continue;
    std::vector<ObservedSeries> series = HistoryTable(item, *table, elements, model, prices, diagnostics).read();
    if (!item.active) continue;
    history.insert(history.end(), std::make_move_iterator(series.begin()), std::make_move_iterator(series.end()));
  }
  return history;
}

}  // namespace ronghe
