// Tables as CSV (RFC 4180 with plain line feeds): a header, a comma between fields, UTF-8.
//
// A number is the shortest text that reads back to the same double, so that a file can be compared byte by byte and
// nothing is lost on the way to another program. A missing value is an empty field, as R and pandas expect it.
#include "ronghe/output.hpp"

#include <charconv>
#include <cmath>
#include <vector>

namespace ronghe {
namespace {

// A field that holds a comma, a quote or a line end stands in quotes, its own quotes doubled.
std::string field(std::string_view text) {
  if (text.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(text);
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

void append_number(std::string& text, double value) {
  if (std::isnan(value)) return;
  char buffer[32];
  const auto end = std::to_chars(buffer, buffer + sizeof buffer, value).ptr;
  text.append(buffer, end);
}

}  // namespace

std::string to_csv(const ResultTable& table, const CsvOptions& options) {
  // Words repeat on many rows, so each is made a field once.
  std::vector<std::vector<std::string>> fields(table.columns.size());
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    for (const std::string& word : table.columns[c].words) fields[c].push_back(field(word));
  }

  std::string text = options.byte_order_mark ? "\xEF\xBB\xBF" : "";
  for (std::size_t c = 0; c < table.columns.size(); ++c) {
    if (c > 0) text += ',';
    text += field(table.columns[c].name);
  }
  text += '\n';
  for (std::size_t row = 0; row < table.rows; ++row) {
    for (std::size_t c = 0; c < table.columns.size(); ++c) {
      if (c > 0) text += ',';
      const ResultColumn& column = table.columns[c];
      switch (column.type) {
        case ResultColumn::Type::word:
          if (column.codes[row] >= 0) text += fields[c][static_cast<std::size_t>(column.codes[row])];
          break;
        case ResultColumn::Type::number:
          append_number(text, column.numbers[row]);
          break;
      }
    }
    text += '\n';
  }
  return text;
}

}  // namespace ronghe
