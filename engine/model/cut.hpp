// Moves a term out of its equation into one of its own, over the loops that occur in it.
//
// A loop that runs over all of a dimension becomes that dimension, one over a single element is put in as that element,
// and one over a part of a dimension becomes a hidden sub-range. So what is made for `rural: smooth1(x[rural], …)` is
// computed for the villages alone.
#pragma once

#include "model/agreement.hpp"
#include "model/references.hpp"

#include <vector>

namespace ronghe {

// The loops of the equation around `term` that occur in it, rising; those that it binds itself are left out.
std::vector<int> used_loops(const Term& term);

class Cut {
 public:
  // `loops` are those of the equation, `used` the ones that the new equation is over.
  Cut(Draft& draft, const std::vector<ElementLoop>& loops, const std::vector<int>& used);

  // Of what is computed by the new equation, in the model's order.
  const std::vector<int>& dimensions() const { return dimensions_; }
  // `term` as it stands in the new equation.
  Equation equation(const Draft& draft, Term term) const;
  // The same for a term that binds no loops.
  Term term(Term old) const;
  // How the old equation reads what the new one computes.
  std::vector<Axis> axes() const;

 private:
  // What an old loop is in the new equation.
  struct Place {
    int element = -1;
    int loop = -1;
    std::vector<int> elements;  // of the old loop, by the index of the new one; empty: the same
    int size = 0;               // of the old loop's dimension
  };

  void move(Term& term, std::vector<Place>& places, std::vector<int>& loops) const;

  const std::vector<ElementLoop>& old_loops_;
  std::vector<Place> places_;
  std::vector<int> dimensions_;
};

}  // namespace ronghe
