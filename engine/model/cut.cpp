#include "model/cut.hpp"

#include "model/cells.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace ronghe {
namespace {

void collect(const Term& term, std::set<int>& used, std::set<int>& bound) {
  for (const Axis& axis : term.axes) {
    if (axis.loop >= 0) used.insert(axis.loop);
  }
  bound.insert(term.loops.begin(), term.loops.end());
  for (const Term& operand : term.operands) collect(operand, used, bound);
}

// The dimension that is the part `elements` of `dimension`.
int part_of(Draft& draft, int dimension, const std::vector<int>& elements) {
  std::vector<Dimension>& dimensions = draft.model.dimensions;
  for (std::size_t i = 0; i < dimensions.size(); ++i) {
    if (dimensions[i].parent == dimension && !dimensions[i].copy && dimensions[i].parent_elements == elements) {
      return static_cast<int>(i);
    }
  }
  const Dimension& whole = draft.dimension(dimension);
  Dimension part;
  part.name = whole.name + "·" + std::to_string(dimensions.size());
  part.parent = dimension;
  part.parent_elements = elements;
  part.hidden = true;
  for (const int element : elements) part.elements.push_back(whole.elements[static_cast<std::size_t>(element)]);
  dimensions.push_back(std::move(part));
  return static_cast<int>(dimensions.size()) - 1;
}

}  // namespace

std::vector<int> used_loops(const Term& term) {
  std::set<int> used;
  std::set<int> bound;
  collect(term, used, bound);
  std::vector<int> result;
  std::set_difference(used.begin(), used.end(), bound.begin(), bound.end(), std::back_inserter(result));
  return result;
}

Cut::Cut(Draft& draft, const std::vector<ElementLoop>& loops, const std::vector<int>& used)
    : old_loops_(loops), places_(loops.size()) {
  std::vector<int> ordered = used;
  std::sort(ordered.begin(), ordered.end(), [&](int a, int b) {
    return loops[static_cast<std::size_t>(a)].dimension < loops[static_cast<std::size_t>(b)].dimension;
  });
  for (const int index : ordered) {
    const ElementLoop& loop = loops[static_cast<std::size_t>(index)];
    Place& place = places_[static_cast<std::size_t>(index)];
    const auto size = static_cast<std::size_t>(draft.dimension(loop.dimension).size());
    if (loop.elements.size() == 1 && size > 1) {
      place.element = loop.elements.front();
      continue;
    }
    place.loop = static_cast<int>(dimensions_.size());
    if (loop.elements.size() == size) {
      dimensions_.push_back(loop.dimension);
    } else {
      place.elements = loop.elements;
      place.size = static_cast<int>(size);
      dimensions_.push_back(part_of(draft, loop.dimension, loop.elements));
    }
  }
}

void Cut::move(Term& term, std::vector<Place>& places, std::vector<int>& loops) const {
  for (int& loop : term.loops) {
    Place& place = places[static_cast<std::size_t>(loop)];
    place = {-1, static_cast<int>(loops.size()), {}, 0};
    loops.push_back(old_loops_[static_cast<std::size_t>(loop)].dimension);
    loop = place.loop;
  }
  for (Axis& axis : term.axes) {
    if (axis.loop < 0) continue;
    const Place& place = places[static_cast<std::size_t>(axis.loop)];
    const auto mapped = [&](int element) {
      return axis.map.empty() ? element : axis.map[static_cast<std::size_t>(element)];
    };
    if (place.element >= 0) {
      axis = {mapped(place.element), -1, {}};
      continue;
    }
    axis.loop = place.loop;
    if (place.elements.empty()) continue;
    std::vector<int> map;
    for (const int element : place.elements) map.push_back(mapped(element));
    axis.map = std::move(map);
  }
  for (Term& operand : term.operands) move(operand, places, loops);
}

Equation Cut::equation(const Draft& draft, Term old) const {
  Equation result;
  result.loops = dimensions_;
  result.cells = whole_box(draft.model, dimensions_);
  result.span = old.span;
  std::vector<Place> places = places_;
  move(old, places, result.loops);
  result.term = std::move(old);
  return result;
}

Term Cut::term(Term old) const {
  std::vector<Place> places = places_;
  std::vector<int> loops;
  move(old, places, loops);
  return old;
}

std::vector<Axis> Cut::axes() const {
  std::vector<Axis> result(dimensions_.size());
  for (std::size_t i = 0; i < places_.size(); ++i) {
    const Place& place = places_[i];
    if (place.loop < 0) continue;
    Axis& axis = result[static_cast<std::size_t>(place.loop)];
    axis.loop = static_cast<int>(i);
    if (place.elements.empty()) continue;
    // Elements outside of the part are never asked for.
    axis.map.assign(static_cast<std::size_t>(place.size), 0);
    for (std::size_t j = 0; j < place.elements.size(); ++j) {
      axis.map[static_cast<std::size_t>(place.elements[j])] = static_cast<int>(j);
    }
  }
  return result;
}

}  // namespace ronghe
