// Reads a CSV table (RFC 4180, comma, header row, UTF-8 with or without BOM) with the place of every cell.
#pragma once

#include "ronghe/diagnostics.hpp"

#include <string>
#include <vector>

namespace ronghe {

struct Cell {
  std::string text;  // NFC, outer blanks removed
  Span span;
};

struct Table {
  SourcePtr source;
  std::vector<Cell> header;
  std::vector<std::vector<Cell>> rows;  // each as long as the header

  // Index of the column called `name`, or -1.
  int column(std::string_view name) const;
};

// Errors: empty file, no header, empty or duplicate column names, rows of another length, unclosed quotes, bad UTF-8
// (with the diagnosis GB18030 and what to click in Excel or WPS when the bytes are valid GB18030), limits of size.
Outcome<Table> read_csv(SourcePtr source);

}  // namespace ronghe
