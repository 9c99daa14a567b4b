// Fills the columns of a table.
#pragma once

#include "ronghe/analysis.hpp"

#include <string>
#include <unordered_map>
#include <utility>

namespace ronghe {

constexpr int empty_field = -1;

// Fills a column of words, each kept once.
class WordColumn {
 public:
  WordColumn(std::string name, std::size_t rows) {
    column_.name = std::move(name);
    column_.codes.reserve(rows);
  }

  int code(const std::string& word) {
    const auto [at, added] = codes_.emplace(word, static_cast<int>(column_.words.size()));
    if (added) column_.words.push_back(word);
    return at->second;
  }
  void add(int code, std::size_t rows) { column_.codes.insert(column_.codes.end(), rows, code); }
  ResultColumn take() { return std::move(column_); }

 private:
  ResultColumn column_;
  std::unordered_map<std::string, int> codes_;
};

inline ResultColumn number_column(std::string name, std::size_t rows) {
  ResultColumn column{
      .name = std::move(name), .type = ResultColumn::Type::number, .words = {}, .codes = {}, .numbers = {}};
  column.numbers.reserve(rows);
  return column;
}

}  // namespace ronghe
