// Targets, constraints and checks: sentences about the results, in the language of the model.
#pragma once

#include "model/condition.hpp"
#include "ronghe/diagnostics.hpp"
#include "ronghe/model.hpp"
#include "ronghe/scenario.hpp"
#include "syntax/tree.hpp"

#include <optional>
#include <string_view>
#include <vector>

namespace ronghe {

class SentenceReader {
 public:
  SentenceReader(const Model& model, Diagnostics& diagnostics) : model_(model), diagnostics_(diagnostics) {}

  // Active ones in order of id. `list` may be null; `key` is where the condition stands: `want` or `must`.
  std::vector<Sentence> read(const Node* list, std::string_view key);
  // Checks are asked everywhere, and always unless they say `at`.
  std::vector<Sentence> read_checks(const Node* list);

 private:
  std::optional<Condition> read_condition(const Node& item, std::string_view key);

  const Model& model_;
  Diagnostics& diagnostics_;
  std::optional<ConditionReader> conditions_;  // made when it is first needed
};

// The step of a date at which values are saved.
std::optional<int> read_saved_date(const Node& node, const Time& time, Diagnostics& diagnostics);

}  // namespace ronghe
