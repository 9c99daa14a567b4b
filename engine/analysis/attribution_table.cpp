#include "analysis/columns.hpp"
#include "ronghe/analysis.hpp"

#include <algorithm>
#include <cmath>

namespace ronghe {
const char* name_of(AttributedItem::Kind kind) {
  switch (kind) {
    case AttributedItem::Kind::added:
      return "added";
    case AttributedItem::Kind::removed:
      return "removed";
    case AttributedItem::Kind::changed:
      return "changed";
    case AttributedItem::Kind::parameter:
      return "parameter";
  }
  throw InternalError("an item of no kind");
}

ResultTable attribution_table(const AttributionResult& attribution) {
  ResultTable table;
  table.rows = attribution.figures.size() * attribution.items.size();
  std::vector<std::string> dimensions;
  for (const AttributedFigure& figure : attribution.figures) {
    for (const std::string& name : figure.dimensions) {
      if (std::find(dimensions.begin(), dimensions.end(), name) == dimensions.end()) dimensions.push_back(name);
    }
  }
  WordColumn variable("variable", table.rows);
  std::vector<WordColumn> places;
  for (const std::string& dimension : dimensions) places.emplace_back(dimension, table.rows);
  ResultColumn time = number_column("time", table.rows);
  WordColumn item("item", table.rows);
  WordColumn kind("kind", table.rows);
  ResultColumn part = number_column("part", table.rows);
  ResultColumn share = number_column("share", table.rows);
  ResultColumn error = number_column("standard_error", table.rows);
  WordColumn unit("unit", table.rows);
  for (const AttributedFigure& figure : attribution.figures) {
    const std::size_t rows = attribution.items.size();
    variable.add(variable.code(figure.name), rows);
    unit.add(unit.code(figure.unit.en), rows);
    for (std::size_t d = 0; d < dimensions.size(); ++d) {
      const auto axis = std::find(figure.dimensions.begin(), figure.dimensions.end(), dimensions[d]);
      const auto at = static_cast<std::size_t>(axis - figure.dimensions.begin());
      const bool named = axis != figure.dimensions.end() && !figure.elements[at].empty();
      places[d].add(named ? places[d].code(figure.elements[at]) : empty_field, rows);
    }
    for (std::size_t i = 0; i < rows; ++i) {
      time.numbers.push_back(figure.time);
      item.add(item.code(attribution.items[i].id), 1);
      kind.add(kind.code(name_of(attribution.items[i].kind)), 1);
      part.numbers.push_back(figure.parts[i]);
      // Of a difference that is only rounding there are no shares.
      const double whole = figure.to - figure.from;
      const bool any = std::abs(whole) > 1e-12 * std::max(std::abs(figure.from), std::abs(figure.to));
      share.numbers.push_back(any ? figure.parts[i] / whole : std::numeric_limits<double>::quiet_NaN());
      error.numbers.push_back(figure.standard_errors[i]);
    }
  }
  table.columns.push_back(variable.take());
  for (WordColumn& place : places) table.columns.push_back(place.take());
  table.columns.push_back(std::move(time));
  table.columns.push_back(item.take());
  table.columns.push_back(kind.take());
  table.columns.push_back(std::move(part));
  table.columns.push_back(std::move(share));
  table.columns.push_back(std::move(error));
  table.columns.push_back(unit.take());
  return table;
}

}  // namespace ronghe
