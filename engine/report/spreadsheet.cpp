#include "report/spreadsheet.hpp"

#include "report/typeset.hpp"

#include <algorithm>
#include <cerrno>
#include <clocale>
#include <cmath>
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <system_error>

#include <locale.h>
#include <stdlib.h>
#include <unistd.h>
#include <utf8proc.h>
#include <xlsxwriter.h>

namespace ronghe {
namespace {

constexpr int narrowest = 9;  // columns of a digit's width
constexpr int widest = 44;
constexpr int widest_heading = 18;            // longer ones are wrapped
constexpr int measured_rows = 2000;           // rows below look like those above
constexpr std::size_t longest_text = 16'000;  // characters; a cell holds 32,767 units of UTF-16
constexpr std::time_t year_2000 = 946'684'800;
constexpr lxw_color_t heading_ground = 0xDCE6EE;
constexpr lxw_color_t best_ground = 0xDDEFD9;

bool is_plain(std::string_view text) {
  return text.size() < longest_text &&
         std::all_of(text.begin(), text.end(), [](char c) { return (c >= ' ' && c < 0x7f) || c == '\n'; });
}

// What XML can hold: bytes that are no UTF-8, and characters that it forbids, become U+FFFD.
std::string cell_text(std::string_view text) {
  if (is_plain(text)) return std::string(text);
  std::string result;
  std::size_t characters = 0;
  for (std::size_t at = 0; at < text.size() && characters < longest_text; ++characters) {
    utf8proc_int32_t code = -1;
    const auto* const bytes = reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at);
    const utf8proc_ssize_t read = utf8proc_iterate(bytes, static_cast<utf8proc_ssize_t>(text.size() - at), &code);
    const std::size_t length = read > 0 ? static_cast<std::size_t>(read) : 1;
    const bool control = code >= 0 && code < 0x20 && code != '\n' && code != '\t';
    const bool allowed = read > 0 && !control && code != 0xFFFE && code != 0xFFFF;
    result += allowed ? text.substr(at, length) : std::string_view("\uFFFD");
    at += length;
  }
  return result;
}

// The widest line of a text.
int text_width(const std::string& text) {
  int width = 0;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    width = std::max(width, display_width(std::string_view(text).substr(at, end - at)));
    at = end + 1;
  }
  return width;
}

std::string number_format(const NumberLook& look) {
  const std::string digits = look.decimals > 0 ? "0." + std::string(static_cast<std::size_t>(look.decimals), '0') : "0";
  const std::string star = look.best ? "\"★ \"" : "";
  const auto with_sign = [](const std::string& shown) { return "+" + shown + ";-" + shown + ";" + shown; };
  switch (look.kind) {
    case NumberLook::Kind::plain:
      return star + "General";
    case NumberLook::Kind::number:
      return star + "#,##" + digits;
    case NumberLook::Kind::percent:
      return star + digits + "%";
    case NumberLook::Kind::change:
      return with_sign("#,##" + digits);
    case NumberLook::Kind::percent_change:
      return with_sign(digits + "%");
  }
  throw InternalError("a number without a look");
}

// A name in a chart. What begins with `=` would be read as a reference to cells.
std::string chart_text(const std::string& text) { return (text.starts_with('=') ? " " : "") + cell_text(text); }

lxw_row_t row_of(int row) { return static_cast<lxw_row_t>(row); }
lxw_col_t column_of(int column) { return static_cast<lxw_col_t>(column); }

void must_work(lxw_error error) {
  if (error != LXW_NO_ERROR) throw InternalError(std::string("a cell that is not taken: ") + lxw_strerror(error));
}

// A file of our own, which is gone with this object. The library that writes sheets only writes to named files.
class TemporaryFile {
 public:
  TemporaryFile() : path_((std::filesystem::temp_directory_path() / "ronghe-XXXXXX").string()) {
    const int file = ::mkstemp(path_.data());
    if (file < 0) throw std::system_error(errno, std::generic_category(), path_);
    ::close(file);
  }
  ~TemporaryFile() {
    std::error_code ignored;
    std::filesystem::remove(path_, ignored);
  }
  TemporaryFile(const TemporaryFile&) = delete;
  TemporaryFile& operator=(const TemporaryFile&) = delete;

  const std::string& path() const { return path_; }

  std::string read() const {
    std::ifstream stream(path_, std::ios::binary);
    return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
  }

 private:
  std::string path_;
};

// In this thread numbers are written with a point, whatever the locale of the program that we are part of.
class PointInNumbers {
 public:
  PointInNumbers() : plain_(newlocale(LC_NUMERIC_MASK, "C", nullptr)), before_(uselocale(plain_)) {}
  ~PointInNumbers() {
    uselocale(before_);
    freelocale(plain_);
  }
  PointInNumbers(const PointInNumbers&) = delete;
  PointInNumbers& operator=(const PointInNumbers&) = delete;

 private:
  locale_t plain_;
  locale_t before_;
};

}  // namespace

struct Spreadsheet::Implementation {
  TemporaryFile file;
  lxw_workbook* book = nullptr;
  std::deque<Sheet> sheets;
  std::map<TextLook, lxw_format*> text_formats;
  std::map<NumberLook, lxw_format*> number_formats;

  ~Implementation() {
    if (book != nullptr) lxw_workbook_free(book);
  }
};

Spreadsheet::Spreadsheet(const std::string& title, const std::string& company)
    : implementation_(std::make_unique<Implementation>()) {
  implementation_->book = workbook_new(implementation_->file.path().c_str());
  if (implementation_->book == nullptr) throw InternalError("a workbook that is not there");
  std::string clean_title = cell_text(title).substr(0, 240);
  clean_title = cell_text(clean_title);  // the cut may have gone through a character
  std::string maker = company;
  lxw_doc_properties properties = {};
  properties.title = clean_title.data();
  properties.company = maker.data();
  properties.created = year_2000;
  must_work(workbook_set_properties(implementation_->book, &properties));
}

Spreadsheet::~Spreadsheet() = default;

Sheet& Spreadsheet::add_sheet(const std::string& name) {
  lxw_worksheet* const sheet = workbook_add_worksheet(implementation_->book, name.c_str());
  if (sheet == nullptr) throw InternalError("a sheet that cannot be called `" + name + "`");
  return implementation_->sheets.emplace_back(*this, sheet, name);
}

std::string Spreadsheet::bytes() {
  const PointInNumbers point;
  const lxw_error error = workbook_close(implementation_->book);
  implementation_->book = nullptr;  // closing frees it
  const std::string& path = implementation_->file.path();
  if (error != LXW_NO_ERROR) {
    throw std::system_error(errno == 0 ? EIO : errno, std::generic_category(), path + ": " + lxw_strerror(error));
  }
  return implementation_->file.read();
}

lxw_format* Spreadsheet::format_of(TextLook look) {
  const auto [at, fresh] = implementation_->text_formats.emplace(look, nullptr);
  if (!fresh || look == TextLook::plain) return at->second;
  lxw_format* const format = at->second = workbook_add_format(implementation_->book);
  switch (look) {
    case TextLook::plain:
      break;
    case TextLook::wrapped:
      format_set_text_wrap(format);
      break;
    case TextLook::heading:
      format_set_bold(format);
      format_set_text_wrap(format);
      format_set_align(format, LXW_ALIGN_VERTICAL_CENTER);
      format_set_bg_color(format, heading_ground);
      format_set_bottom(format, LXW_BORDER_THIN);
      break;
    case TextLook::title:
      format_set_bold(format);
      format_set_font_size(format, 14);
      break;
    case TextLook::note:
      format_set_italic(format);
      break;
  }
  return format;
}

lxw_format* Spreadsheet::format_of(const NumberLook& look) {
  const auto [at, fresh] = implementation_->number_formats.emplace(look, nullptr);
  if (!fresh) return at->second;
  lxw_format* const format = at->second = workbook_add_format(implementation_->book);
  format_set_num_format(format, number_format(look).c_str());
  if (look.best) {
    format_set_bold(format);
    format_set_bg_color(format, best_ground);
  }
  return format;
}

Sheet::Sheet(Spreadsheet& book, lxw_worksheet* sheet, std::string name)
    : book_(book), sheet_(sheet), name_(std::move(name)) {
  constexpr std::uint8_t a4 = 9;
  worksheet_set_paper(sheet, a4);
  worksheet_set_landscape(sheet);
  worksheet_fit_to_pages(sheet, 1, 0);  // as wide as the page, as long as it takes
  // Codes of places are text; Excel would mark each of them as a number that was typed wrongly.
  must_work(worksheet_ignore_errors(sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576"));
}

void Sheet::widen(int width) {
  const auto column = static_cast<std::size_t>(column_);
  if (column >= widths_.size()) widths_.resize(column + 1, narrowest);
  widths_[column] = std::max(widths_[column], std::min(width + 2, widest));
}

void Sheet::text(const std::string& text, TextLook look) {
  const bool overflows = look == TextLook::title || look == TextLook::note;  // over the empty cells beside it
  if (!text.empty()) {
    const std::string shown = cell_text(text);
    must_work(worksheet_write_string(sheet_, row_of(row_), column_of(column_), shown.c_str(), book_.format_of(look)));
    if (row_ < measured_rows && !overflows) {
      const int width = text_width(shown);
      widen(look == TextLook::heading ? std::min(width, widest_heading) : width);
    }
  }
  ++column_;
}

void Sheet::text(const Text& both, TextLook look) {
  text(both.zh, look);
  text(both.en, look);
}

void Sheet::number(double value, const NumberLook& look) {
  if (std::isfinite(value)) {
    must_work(worksheet_write_number(sheet_, row_of(row_), column_of(column_), value, book_.format_of(look)));
    if (row_ < measured_rows && look.kind != NumberLook::Kind::plain) widen(narrowest + 3);
  }
  ++column_;
}

void Sheet::next_row() {
  ++row_;
  column_ = 0;
}

void Sheet::heading(const Said& said) { text(std::string(said.zh) + " · " + std::string(said.en), TextLook::heading); }

void Sheet::heading(const std::string& shown, int cells) {
  lxw_format* const format = book_.format_of(TextLook::heading);
  const std::string clean = cell_text(shown);
  if (cells > 1) {
    must_work(worksheet_merge_range(sheet_, row_of(row_), column_of(column_), row_of(row_),
                                    column_of(column_ + cells - 1), clean.c_str(), format));
  } else if (cells == 1) {
    must_work(worksheet_write_string(sheet_, row_of(row_), column_of(column_), clean.c_str(), format));
  }
  column_ += cells;
}

void Sheet::freeze(int rows, int columns) { worksheet_freeze_panes(sheet_, row_of(rows), column_of(columns)); }

void Sheet::filter(int heading_row, int columns) {
  must_work(worksheet_autofilter(sheet_, row_of(heading_row), 0, row_of(std::max(heading_row, row_ - 1)),
                                 column_of(columns - 1)));
  must_work(worksheet_repeat_rows(sheet_, row_of(heading_row), row_of(heading_row)));  // on each printed page
}

void Sheet::fit_columns() {
  for (std::size_t c = 0; c < widths_.size(); ++c) {
    const lxw_col_t column = column_of(static_cast<int>(c));
    must_work(worksheet_set_column(sheet_, column, column, widths_[c], nullptr));
  }
}

void Sheet::add_chart(int row, int column, const Chart& chart) {
  const bool bars = chart.kind == Chart::Kind::bars;
  lxw_chart* const drawn =
      workbook_add_chart(book_.implementation_->book, static_cast<std::uint8_t>(bars ? LXW_CHART_BAR : LXW_CHART_LINE));
  for (const Chart::Series& series : chart.series) {
    lxw_chart_series* const added = chart_add_series(drawn, nullptr, nullptr);
    const auto cells = [&](const CellRange& range, auto set) {
      set(added, range.sheet->c_str(), row_of(range.first_row), column_of(range.first_column), row_of(range.last_row),
          column_of(range.last_column));
    };
    cells(series.categories, chart_series_set_categories);
    cells(series.values, chart_series_set_values);
    chart_series_set_name(added, chart_text(series.name).c_str());
  }
  std::string title = chart_text(chart.title);
  lxw_chart_font font = {};
  font.size = 12;
  font.bold = LXW_TRUE;
  chart_title_set_name(drawn, title.c_str());
  chart_title_set_name_font(drawn, &font);
  NumberLook axis = chart.look;
  axis.best = false;
  // In a chart of bars the library calls the upright axis y, which has the categories there.
  lxw_chart_axis* const categories = bars ? drawn->y_axis : drawn->x_axis;
  lxw_chart_axis* const values = bars ? drawn->x_axis : drawn->y_axis;
  chart_axis_set_num_format(values, number_format(axis).c_str());
  if (!chart.value_axis.empty()) chart_axis_set_name(values, chart_text(chart.value_axis).c_str());
  chart_axis_set_label_position(categories, LXW_CHART_AXIS_LABEL_POSITION_LOW);  // beside negative values, too
  if (bars) {
    chart_axis_set_reverse(categories);                                         // the first option on top,
    chart_axis_set_label_position(values, LXW_CHART_AXIS_LABEL_POSITION_HIGH);  // and the figures below all the same
  }
  chart_legend_set_position(drawn, static_cast<std::uint8_t>(bars ? LXW_CHART_LEGEND_NONE : LXW_CHART_LEGEND_BOTTOM));
  lxw_chart_options options = {};
  options.x_scale = 1.25;
  options.y_scale = 1.2;
  options.description = title.data();
  must_work(worksheet_insert_chart_opt(sheet_, row_of(row), column_of(column), drawn, &options));
}

}  // namespace ronghe
