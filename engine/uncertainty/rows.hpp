// What each of the numbers is that a member of an ensemble leaves behind.
//
// First come the figures: of each variable its cells, then its places joined, each at every time that is kept. Then
// come the sentences: in how many of the places and times that a target, constraint or check asks for it does not hold.
// The scenarios stand innermost, so that what is compared lies together.
#pragma once

#include "analysis/headline.hpp"
#include "ronghe/uncertainty.hpp"

#include <string>
#include <vector>

namespace ronghe {

struct EnsembleRows {
  struct Item {
    int variable = -1;
    std::vector<Figure> cells;
    std::vector<Figure> whole;  // empty: no places to join
    std::size_t first = 0;      // figure

    std::size_t figures() const { return cells.size() + whole.size(); }
  };
  struct Asked {
    Judgement::Kind kind = Judgement::Kind::target;
    std::string id;
    std::vector<const Sentence*> sentences;  // of each scenario, or null
  };

  // `also`: what is kept beside what the scenarios ask for.
  EnsembleRows(const std::vector<const Scenario*>& scenarios, const std::vector<Measure>& also);

  std::size_t scenarios = 0;
  std::vector<Item> items;
  std::size_t figures = 0;
  std::vector<int> saved;     // which of the model's saved times are kept
  std::vector<double> times;  // these
  std::vector<Asked> asked;

  std::size_t row(std::size_t figure, std::size_t time) const { return (figure * times.size() + time) * scenarios; }
  std::size_t sentence_row(std::size_t sentence) const { return (figures * times.size() + sentence) * scenarios; }
  std::size_t size() const { return sentence_row(asked.size()); }
};

}  // namespace ronghe
