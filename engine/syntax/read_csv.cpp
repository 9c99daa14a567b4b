#include "syntax/read_csv.hpp"

#include "syntax/encoding.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_map>

namespace ronghe {
namespace {

constexpr std::size_t most_bytes = 64U << 20U;
constexpr std::size_t most_cells = 2'000'000;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

class Reader {
 public:
  explicit Reader(SourcePtr source) : source_(std::move(source)), text_(source_->text()) {}

  Outcome<Table> read() {
    if (text_.size() > most_bytes) {
      refuse_size(0, {"64 MiB", "64 MiB"});
      return diagnostics_.take();
    }
    if (const auto bad = first_bad_byte(text_)) {
      const char* code = is_utf16(text_)     ? "csv.encoding_utf16"
                         : is_gb18030(text_) ? "csv.encoding_gb18030"
                                             : "csv.encoding";
      diagnostics_.error(code, span(*bad, *bad + 1));
      return diagnostics_.take();
    }
    if (text_.substr(0, byte_order_mark.size()) == byte_order_mark) at_ = byte_order_mark.size();
    Table table;
    table.source = source_;
    while (at_ < text_.size()) {
      const std::size_t begin = at_;
      std::vector<Cell> row = read_row();
      if (stopped_) return diagnostics_.take();
      // Spreadsheets leave lines of nothing but commas where something was deleted.
      if (std::all_of(row.begin(), row.end(), [](const Cell& cell) { return cell.text.empty(); })) continue;
      if (table.header.empty()) {
        table.header = std::move(row);
        if (!check_header(table.header)) return diagnostics_.take();
      } else {
        check_length(row, table.header, begin);
        table.rows.push_back(std::move(row));
      }
    }
    if (table.header.empty())
      diagnostics_.error("csv.empty", span(0, 0));
    else if (table.rows.empty())
      diagnostics_.error("csv.no_rows", table.header.front().span);
    if (diagnostics_.has_errors()) return diagnostics_.take();
    return {std::move(table), diagnostics_.take()};
  }

 private:
  Span span(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)};
  }

  void refuse_size(std::size_t begin, const Text& limit) {
    diagnostics_.error("csv.too_large", span(begin, begin), {{"limit", limit}});
    stopped_ = true;
  }

  bool at_line_end() const { return at_ >= text_.size() || text_[at_] == '\n' || text_[at_] == '\r'; }

  void take_line_end() {
    if (at_ < text_.size() && text_[at_] == '\r') ++at_;
    if (at_ < text_.size() && text_[at_] == '\n') ++at_;
  }

  std::vector<Cell> read_row() {
    std::vector<Cell> row;
    while (true) {
      const std::size_t begin = at_;
      row.push_back(read_cell());
      if (!stopped_ && ++cells_ > most_cells) refuse_size(begin, {"200 万个值", "2 million values"});
      if (stopped_) return row;
      if (first_hidden_character(row.back().text)) diagnostics_.error("csv.hidden_character", row.back().span);
      if (at_line_end()) break;
      ++at_;  // the comma
    }
    take_line_end();
    return row;
  }

  Cell read_cell() {
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    const std::size_t begin = at_;
    if (at_ < text_.size() && text_[at_] == '"') return read_quoted();
    while (!at_line_end() && text_[at_] != ',') ++at_;
    std::size_t end = at_;
    while (end > begin && (text_[end - 1] == ' ' || text_[end - 1] == '\t')) --end;
    return {normalized(text_.substr(begin, end - begin)), span(begin, end)};
  }

  Cell read_quoted() {
    const std::size_t begin = at_++;
    std::string value;
    while (true) {
      if (at_ >= text_.size()) {
        diagnostics_.error("csv.unclosed_quote", span(begin, begin + 1));
        stopped_ = true;
        return {};
      }
      if (text_[at_] == '"' && at_ + 1 < text_.size() && text_[at_ + 1] == '"') {
        value += '"';
        at_ += 2;
      } else if (text_[at_] == '"') {
        ++at_;
        break;
      } else {
        value += text_[at_++];
      }
    }
    const std::size_t end = at_;
    while (at_ < text_.size() && (text_[at_] == ' ' || text_[at_] == '\t')) ++at_;
    if (!at_line_end() && text_[at_] != ',') {
      diagnostics_.error("csv.after_quote", span(at_, at_ + 1));
      stopped_ = true;
    }
    return {normalized(value), span(begin, end)};
  }

  bool check_header(const std::vector<Cell>& header) {
    if (header.size() == 1) {
      constexpr std::tuple<const char*, const char*, const char*> signs[] = {{";", "分号", "semicolons"},
                                                                             {"\t", "制表符", "tabs"},
                                                                             {"，", "全角逗号", "full-width commas"},
                                                                             {"|", "竖线", "`|`"}};
      for (const auto& [sign, zh, en] : signs) {
        if (header[0].text.find(sign) == std::string::npos) continue;
        diagnostics_.error("csv.separator", header[0].span, {{"found", Text(zh, en)}});
        return false;
      }
    }
    std::unordered_map<std::string, Span> seen;
    for (const Cell& cell : header) {
      if (cell.text.empty()) {
        diagnostics_.error("csv.empty_column_name", cell.span);
      } else if (const auto [before, fresh] = seen.emplace(cell.text, cell.span); !fresh) {
        diagnostics_.error("csv.duplicate_column", cell.span, {{"column", cell.text}}, before->second);
      }
    }
    return !diagnostics_.has_errors();
  }

  void check_length(std::vector<Cell>& row, const std::vector<Cell>& header, std::size_t begin) {
    if (row.size() == header.size()) return;
    const bool more = row.size() > header.size();
    Words words = {{"expected", std::to_string(header.size())}, {"found", std::to_string(row.size())}};
    Span place = more ? row[header.size()].span : span(begin, row.back().span.end);
    if (!more) words.emplace_back("missing", std::to_string(header.size() - row.size()));
    constexpr std::string_view wide_comma = "，";
    if (const std::size_t at = more ? std::string_view::npos : place.text().find(wide_comma);
        at != std::string_view::npos) {
      words.emplace_back("sign", wide_comma);
      place = span(begin + at, begin + at + wide_comma.size());
    }
    diagnostics_.error("csv.row_length", place, std::move(words));
    row.resize(header.size(), Cell{"", row.back().span});
  }

  SourcePtr source_;
  std::string_view text_;
  std::size_t at_ = 0;
  std::size_t cells_ = 0;
  bool stopped_ = false;
  Diagnostics diagnostics_;
};

}  // namespace

int Table::column(std::string_view name) const {
  const auto cell = std::find_if(header.begin(), header.end(), [&](const Cell& c) { return c.text == name; });
  return cell == header.end() ? -1 : static_cast<int>(cell - header.begin());
}

Outcome<Table> read_csv(SourcePtr source) { return Reader(std::move(source)).read(); }

}  // namespace ronghe
