// A file of sheets for Excel and programs like it, filled row by row from left to right.
//
// What is text stays text, whatever it begins with. The same cells give the same bytes: the file tells no time of its
// own. Numbers are kept to 16 significant digits, one less than a double may need.
#pragma once

#include "report/words.hpp"

#include <compare>
#include <deque>
#include <map>
#include <memory>
#include <string>
#include <vector>

struct lxw_format;
struct lxw_workbook;
struct lxw_worksheet;

namespace ronghe {

// How a text stands in its cell.
enum class TextLook { plain, wrapped, heading, title, note };

// How a number is shown.
struct NumberLook {
  enum class Kind {
    plain,           // 2023
    number,          // 1,234.5
    percent,         // of 1: 35.2%
    change,          // +1.25
    percent_change,  // of 1: +3.5%
  };

  Kind kind = Kind::number;
  int decimals = 0;
  bool best = false;  // marked with a star on a ground of its own, which is seen in grey, too

  auto operator<=>(const NumberLook&) const = default;  // NOLINT(modernize-use-nullptr): it means no pointer
};

class Spreadsheet;

// Some cells of one row or column.
struct CellRange {
  const std::string* sheet = nullptr;
  int first_row = 0;
  int first_column = 0;
  int last_row = 0;
  int last_column = 0;
};

// A chart and what it draws; the cells must have been filled when it is added.
struct Chart {
  enum class Kind { bars, lines };
  struct Series {
    std::string name;
    CellRange categories;
    CellRange values;
  };

  Kind kind = Kind::bars;
  std::string title;
  std::string value_axis;  // its unit
  NumberLook look;         // of the value axis
  std::vector<Series> series;
};

// One sheet. Rows and columns count from 0.
class Sheet {
 public:
  Sheet(Spreadsheet& book, lxw_worksheet* sheet, std::string name);

  const std::string& name() const { return name_; }
  int row() const { return row_; }
  int column() const { return column_; }

  // Fill the next cell of the row. A number that is missing leaves its cell empty.
  void text(const std::string& text, TextLook look = TextLook::plain);
  void text(const Text& text, TextLook look = TextLook::plain);  // two cells: Chinese, English
  void number(double value, const NumberLook& look = {});
  void skip(int cells = 1) { column_ += cells; }
  void next_row();

  // A heading in both languages: `指标 · indicator`.
  void heading(const Said& said);
  // The same over several cells.
  void heading(const std::string& text, int cells);

  // The first rows and columns stay in sight.
  void freeze(int rows, int columns);
  // Rows from `heading_row` to the last one can be filtered by each of the columns; printed pages repeat the heading.
  void filter(int heading_row, int columns);
  // Columns become as wide as their texts need, within limits. To be called when all is filled.
  void fit_columns();

  void add_chart(int row, int column, const Chart& chart);

 private:
  void widen(int width);

  Spreadsheet& book_;
  lxw_worksheet* sheet_;
  std::string name_;
  int row_ = 0;
  int column_ = 0;
  std::vector<int> widths_;  // [column]
};

class Spreadsheet {
 public:
  Spreadsheet(const std::string& title, const std::string& company);
  ~Spreadsheet();
  Spreadsheet(const Spreadsheet&) = delete;
  Spreadsheet& operator=(const Spreadsheet&) = delete;

  // At most 31 characters without []:*?/\.
  Sheet& add_sheet(const std::string& name);

  // The whole file. Nothing can be added afterwards. Throws `std::system_error` when the folder for temporary files
  // takes none.
  std::string bytes();

 private:
  friend class Sheet;
  struct Implementation;

  lxw_format* format_of(TextLook look);
  lxw_format* format_of(const NumberLook& look);

  std::unique_ptr<Implementation> implementation_;
};

}  // namespace ronghe
