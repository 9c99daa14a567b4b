// Scenarios between two: each thing in which they differ is taken from the one or from the other.
#pragma once

#include "ronghe/analysis.hpp"

#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace ronghe {

class Mixture {
 public:
  // Both have the same model and outlive this. What is not called in `apart` is one item, unless nothing is.
  Mixture(const Scenario& from, const Scenario& to, const std::vector<std::string>& apart = {});

  const std::vector<AttributedItem>& items() const { return items_; }

  // `from` with those items of `to` that are in. It has a plan, settings and a model and is enough to be run: with none
  // of them it runs as `from`, with all of them as `to`, bit for bit.
  Scenario mix(const std::vector<bool>& in) const;

 private:
  using Cell = std::pair<int, int>;  // variable, cell

  // A change that a mixture may have: always, or as its item is in (`to`) or out.
  struct Choice {
    Change change;
    int item = -1;  // -1: both scenarios have it
    bool to = false;
  };
  struct Reference {
    std::optional<double> from;  // nothing: the model's own value
    std::optional<double> to;
    int item = -1;
  };

  void find_changes();
  void find_references();
  // Two changes that would both say what a cell is `to` be cannot stand in one mixture: their items become one, and so
  // do those that are not told apart.
  void join_items(const std::vector<std::string>& apart);

  const Scenario& from_;
  const Scenario& to_;
  std::vector<AttributedItem> items_;
  std::map<Cell, std::vector<Choice>> changes_;  // in the order in which they count
  std::map<Cell, Reference> references_;
};

}  // namespace ronghe
