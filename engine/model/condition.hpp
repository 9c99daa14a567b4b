// Conditions that others than the model ask of its variables: a scenario's targets, constraints and checks.
//
// They are written in the model's own language and read by its own reader, so that names, dimensions and units are
// judged alike. An element may also be called by its label there, as everywhere in a scenario: `gdp[恩施市]`.
#pragma once

#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"

#include <memory>
#include <optional>
#include <string_view>

namespace ronghe {

struct Draft;

class ConditionReader {
 public:
  explicit ConditionReader(const Model& model);
  ~ConditionReader();

  // Nothing when something is wrong, which is reported. `where` is the place of the scalar.
  std::optional<Condition> read(std::string_view text, const Span& where, Diagnostics& diagnostics);

 private:
  ModelOptions options_;
  std::unique_ptr<Draft> draft_;  // the finished model, taken up again
};

}  // namespace ronghe
