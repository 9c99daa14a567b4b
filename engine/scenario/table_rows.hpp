// A table whose rows stand for places: which columns name them, and which cell of a variable a row speaks of.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "scenario/target.hpp"
#include "syntax/read_csv.hpp"
#include "syntax/tree.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ronghe {

// `counties: {file: counties.csv, id: code, …}`: what the table says about the dimension `county`.
struct ElementTable {
  std::string key;                   // as written: the dimension's name, or its English plural
  Span span;                         // of the key
  std::vector<std::string> columns;  // that name an element: its id, then its labels
  DimensionData data;
};

// The dimensions that `key` may mean: `counties` is `counties` or `county`.
std::vector<std::string> dimensions_called(const std::string& key);

// The column that `named` names. Reports one that is not there.
std::optional<std::size_t> column_of(const Table& table, const Node& named, Diagnostics& diagnostics);

// The number in a cell. Reports what is none.
std::optional<double> read_number(const Cell& cell, Diagnostics& diagnostics);

// The unit in which a column of `entry` is written, which must convert to that of the variable.
std::optional<Unit> read_column_unit(const Entry& entry, const Variable& variable, Diagnostics& diagnostics);

class TableRows {
 public:
  TableRows(const Table& table, const std::vector<ElementTable>& elements, const Model& model, Diagnostics& diagnostics)
      : table_(table), elements_(elements), model_(model), diagnostics_(diagnostics) {}

  // Rows are told by the elements of the dimension called `name`.
  bool add_dimension(const Node& name);

  const std::vector<int>& dimensions() const { return by_; }
  // Where the first dimension's element stands.
  std::size_t place_column() const { return place_columns_.front(); }

  // The elements that a row names, one for each dimension. Reports those that are none.
  std::optional<std::vector<int>> place(const std::vector<Cell>& row) const;
  // `恩施市 (422801), urban`
  std::string text(const std::vector<int>& place) const;

  // Reports a dimension of the target that neither the rows nor its brackets tell, and one of the rows that it lacks.
  bool check_dimensions(const Target& target, const Node& written) const;
  // The cell of the target's variable at a place.
  int cell(const Target& target, const std::vector<int>& place) const;

 private:
  const Dimension& dimension(int index) const { return model_.dimensions[static_cast<std::size_t>(index)]; }
  std::vector<std::string> columns_that_name(int index) const;

  const Table& table_;
  const std::vector<ElementTable>& elements_;
  const Model& model_;
  Diagnostics& diagnostics_;
  std::vector<int> by_;                     // dimensions of the model
  std::vector<std::size_t> place_columns_;  // columns of the table, one for each of them
};

}  // namespace ronghe
