// Makes models that nobody would write, so that the machine meets what nobody thought of.
//
// A model is made as text and goes through the whole front: reader, names, units, order. It is valid by construction:
// every expression is built for the unit that is wanted, every reference for the dimensions in sight, every jump falls
// on the grid, and what the start needs forms no circle. Most variables are kept between bounds so that the numbers
// stay interesting to the end; a few are not, so that some lanes fail.
//
// One seed gives one text on every machine: only whole-number arithmetic decides.
#pragma once

#include "ronghe/model.hpp"
#include "ronghe/program.hpp"

#include <cstdint>
#include <iterator>
#include <string>
#include <utility>
#include <vector>

namespace ronghe::reference {

// Whole numbers that look random (SplitMix64: Steele, Lea and Flood 2014).
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    state_ += 0x9e3779b97f4a7c15u;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
  }
  // In [low, high].
  int between(int low, int high) { return low + static_cast<int>(next() % static_cast<std::uint64_t>(high - low + 1)); }
  bool chance(int percent) { return between(1, 100) <= percent; }
  template <class List>
  const auto& pick(const List& items) {
    return items[static_cast<std::size_t>(between(0, static_cast<int>(std::size(items)) - 1))];
  }
  template <class T>
  void shuffle(std::vector<T>& items) {
    for (std::size_t i = items.size(); i > 1; --i) {
      std::swap(items[i - 1], items[static_cast<std::size_t>(between(0, static_cast<int>(i) - 1))]);
    }
  }

 private:
  std::uint64_t state_;
};

// The text of a model, in one or several parts.
std::vector<std::string> random_model(std::uint64_t seed);

// Members with settings and plans of their own for a model that `random_model` made.
Ensemble random_ensemble(const Model& model, std::uint64_t seed);

}  // namespace ronghe::reference
