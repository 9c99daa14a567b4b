// The columns of a table that name a place: one for each dimension that the models declare.
#pragma once

#include "analysis/columns.hpp"
#include "ronghe/uncertainty.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <vector>

namespace ronghe {

class PlaceColumns {
 public:
  // `taken` are the other columns of the table: a dimension may be called as one of them.
  PlaceColumns(const std::vector<const Scenario*>& scenarios, const std::set<std::string>& taken) {
    for (const Scenario* scenario : scenarios) {
      const Model& model = *scenario->model;
      for (const int d : declared_dimensions(model)) {
        const std::string& name = model.dimensions[static_cast<std::size_t>(d)].name;
        if (std::find(names_.begin(), names_.end(), name) != names_.end()) continue;
        names_.push_back(name);
        columns_.emplace_back(taken.contains(name) ? name + " (dimension)" : name, 0);
      }
    }
  }

  // A field is empty where the variable lacks the dimension, and where all places are joined.
  void add(const Heading& variable, const std::vector<std::string>& elements, std::size_t rows) {
    for (std::size_t d = 0; d < names_.size(); ++d) {
      const auto found = std::find(variable.dimensions.begin(), variable.dimensions.end(), names_[d]);
      const auto at = static_cast<std::size_t>(found - variable.dimensions.begin());
      const bool here = at < elements.size() && !elements[at].empty();
      columns_[d].add(here ? columns_[d].code(elements[at]) : empty_field, rows);
    }
  }

  void move_to(ResultTable& table) {
    for (WordColumn& column : columns_) table.columns.push_back(column.take());
  }

 private:
  std::vector<std::string> names_;
  std::vector<WordColumn> columns_;
};

}  // namespace ronghe
