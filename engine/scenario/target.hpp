// The inputs and constants of a model as a scenario names them, and their reference values.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/program.hpp"
#include "ronghe/scenario.hpp"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ronghe {

// The input or constant called `name`. Reports an unknown name, and a variable that the model computes.
std::optional<int> find_settable(std::string_view name, const Span& span, const Model& model, Diagnostics& diagnostics);
// The input called `name`; a constant is reported too, because it cannot change over time.
std::optional<int> find_input(std::string_view name, const Span& span, const Model& model, Diagnostics& diagnostics);

// Cells of an input or constant: `residents_at_start[urban]`.
struct Target {
  int variable = -1;
  std::vector<int> fixed;  // for each of its dimensions the element that is picked, or -1
};

// Reads a target. `spanned` are dimensions that are given elsewhere, so that no element between the brackets can mean
// them.
std::optional<Target> read_target(std::string_view text, const Span& span, const Model& model,
                                  const std::vector<int>& spanned, Diagnostics& diagnostics);

// What inputs and constants are worth before decisions count: the model's values, and over them what was set.
class ReferenceValues {
 public:
  explicit ReferenceValues(const Model& model) : model_(model) {}

  // NaN where there is none: an input without default, a constant that follows its rule.
  double at(int variable, int cell) const;
  void set(Origin origin);
  // Where the value was set, or an empty span.
  Span place(int variable, int cell) const;
  // Every cell that was set.
  std::vector<Setting> settings() const;
  // Every value that was set, in order; a later one for the same cell counts.
  const std::vector<Origin>& origins() const { return origins_; }

 private:
  const Model& model_;
  std::vector<Origin> origins_;
  std::map<std::pair<int, int>, std::size_t> set_;  // of each cell the origin that counts
};

// Reports a value outside the variable's range.
bool check_range(const Model& model, int variable, int cell, double value, const Span& span, Diagnostics& diagnostics);

}  // namespace ronghe
