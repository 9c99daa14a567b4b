#include "scenario/prices.hpp"

#include "scenario/value.hpp"
#include "syntax/number.hpp"

#include <algorithm>
#include <cmath>

namespace ronghe {
namespace {

constexpr double first_year = 1000;
constexpr double last_year = 9999;

const Variable* first_money(const Model& model) {
  const auto found = std::find_if(model.variables.begin(), model.variables.end(), [](const Variable& variable) {
    return !variable.hidden() && is_money(variable.unit);
  });
  return found == model.variables.end() ? nullptr : &*found;
}

}  // namespace

std::optional<int> parse_year(std::string_view text) {
  const std::optional<double> number = parse_number(text);
  if (!number || *number != std::floor(*number) || *number < first_year || *number > last_year) return std::nullopt;
  return static_cast<int>(*number);
}

bool in_current_prices(const Node& block) {
  const Node* prices = block.find("prices");
  return prices != nullptr && prices->text == "current";
}

PriceBasis::PriceBasis(const Node* prices, const Span& asked_at, const Model& model, Files& files,
                       Diagnostics& diagnostics) {
  if (prices == nullptr) {
    if (const Variable* money = first_money(model)) {
      diagnostics.error("prices.missing", asked_at, {{"variable", money->name}, {"unit", money->unit.text()}},
                        money->span);
    }
    broken_ = true;
    return;
  }
  span_ = prices->span;
  const Node* base = prices->find("base");
  if (base == nullptr || !base->is_scalar()) {
    broken_ = true;
    return;
  }
  const std::optional<int> year = parse_year(base->text);
  if (!year) {
    diagnostics.error("prices.bad_year", base->span, {{"found", base->text}});
    broken_ = true;
    return;
  }
  prices_ = Prices{*year};
  if (const Node* deflator = prices->find("deflator")) read_deflator(*deflator, files, diagnostics);
}

void PriceBasis::read_deflator(const Node& deflator, Files& files, Diagnostics& diagnostics) {
  has_deflator_ = true;
  broken_ = true;
  const Node* file = deflator.find("file");
  const Node* column = deflator.find("column");
  if (file == nullptr || column == nullptr || !column->is_scalar()) return;
  const Table* table = files.table(*file, diagnostics);
  if (table == nullptr) return;
  const int years = table->column("year");
  const int levels = table->column(column->text);
  if (years < 0)
    diagnostics.error("data.unknown_column", file->span, {{"name", "year"}, {"years", "year"}},
                      table->header.front().span.to(table->header.back().span));
  if (levels < 0) {
    std::vector<std::string> names;
    for (const Cell& cell : table->header) names.push_back(cell.text);
    Words words = {{"name", column->text}};
    if (const auto nearest = nearest_name(column->text, names)) words.emplace_back("nearest", *nearest);
    diagnostics.error("data.unknown_column", column->span, std::move(words),
                      table->header.front().span.to(table->header.back().span));
  }
  if (years < 0 || levels < 0) return;
  bool good = true;
  for (const std::vector<Cell>& row : table->rows) {
    const Cell& year_cell = row[static_cast<std::size_t>(years)];
    const Cell& level_cell = row[static_cast<std::size_t>(levels)];
    const std::optional<int> year = parse_year(year_cell.text);
    const std::optional<double> level = parse_number(level_cell.text);
    if (!year) {
      diagnostics.error("prices.bad_year", year_cell.span, {{"found", year_cell.text}});
      good = false;
    }
    if (!level || *level <= 0) {
      diagnostics.error("prices.bad_level", level_cell.span, {{"found", level_cell.text}});
      good = false;
    }
    if (!year || !level) continue;
    if (!level_.emplace(*year, *level).second) {
      diagnostics.error("prices.year_twice", year_cell.span, {{"year", year_cell.text}});
      good = false;
    }
  }
  broken_ = !good;
}

std::optional<double> PriceBasis::factor(int year, const Span& asked_at, Diagnostics& diagnostics) {
  if (!broken_ && !has_deflator_) {
    diagnostics.error("prices.no_deflator", asked_at, {}, span_);
    broken_ = true;
  }
  if (broken_) return std::nullopt;
  const auto here = level_.find(year);
  const auto base = level_.find(prices_->base);
  if (here != level_.end() && base != level_.end()) return base->second / here->second;
  const int missing = base == level_.end() ? prices_->base : year;
  diagnostics.error("prices.year_missing", asked_at, {{"year", std::to_string(missing)}}, span_);
  broken_ = true;
  return std::nullopt;
}

}  // namespace ronghe
