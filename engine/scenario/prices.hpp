// In which year's prices money is told, and what money of other years is worth in them.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/scenario.hpp"
#include "scenario/files.hpp"
#include "syntax/tree.hpp"

#include <map>
#include <optional>
#include <string_view>

namespace ronghe {

// A year as tables write it: a whole number of four digits.
std::optional<int> parse_year(std::string_view text);

class PriceBasis {
 public:
  // Reads `prices` (null: nothing is said) with its deflator. A model with money must have them: `asked_at` is the
  // place that is told when it has not.
  PriceBasis(const Node* prices, const Span& asked_at, const Model& model, Files& files, Diagnostics& diagnostics);

  const std::optional<Prices>& prices() const { return prices_; }

  // By how much money of `year` is to be multiplied. Reports at `asked_at` what is missing, each gap once.
  std::optional<double> factor(int year, const Span& asked_at, Diagnostics& diagnostics);

 private:
  void read_deflator(const Node& deflator, Files& files, Diagnostics& diagnostics);

  std::optional<Prices> prices_;
  bool has_deflator_ = false;
  bool broken_ = false;  // what is wrong has been said
  Span span_;
  std::map<int, double> level_;  // of prices, by year
};

// Whether the block says that its money is in current prices.
bool in_current_prices(const Node& block);

}  // namespace ronghe
