// Where every array of a program lies in memory, for blocks of a given width, and the instructions bound to these
// places.
//
// An array that differs from member to member holds `width` numbers for each cell, side by side; one that no member
// touches holds one number and is broadcast. Which is which depends on the ensemble: draws, settings and plans that
// differ, and whatever is computed from them. With a width of 1 all of this falls away, the cells of an array are
// its lanes, and the same instructions run along them.
//
// Values that are used within a step only share memory: an array takes the place of one that has died. So the memory
// that a step walks through stays small, which decides how many members fit into the cache.
#pragma once

#include "program/code.hpp"
#include "ronghe/program.hpp"
#include "simulate/kernels.hpp"

#include <cstddef>
#include <deque>
#include <vector>

namespace ronghe {

// A look at values.
struct BoundObservation {
  int observation = -1;
  int before = 0;             // the instruction of the step that it precedes
  bool every_step = true;     // else what it sees stays, and is tested once
  bool side_by_side = false;  // its numbers are one run
  std::ptrdiff_t begin = 0;   // of that run, [doubles]
  std::size_t count = 0;
};

class Layout {
 public:
  Layout(const Code& code, const Ensemble& ensemble, int width);
  Layout(const Layout&) = delete;
  Layout& operator=(const Layout&) = delete;

  int width() const { return width_; }
  // Numbers side by side for each cell of an array: the width, or 1.
  int lanes(int array) const { return varies_[static_cast<std::size_t>(array)] ? width_ : 1; }
  std::ptrdiff_t place(int array) const { return places_[static_cast<std::size_t>(array)]; }
  // Of all slots, in doubles.
  std::size_t size() const { return size_; }

  std::vector<Bound> once;
  std::vector<Bound> step;         // the first stage
  std::vector<Bound> later_stage;  // what later stages repeat
  std::vector<BoundObservation> observations;

 private:
  void find_varying(const Ensemble& ensemble);
  void place_arrays();
  Bound bind(const Instruction& instruction);
  BoundObservation bind(const Item& item) const;

  const Code& code_;
  const int width_;
  std::vector<char> varies_;
  std::vector<std::ptrdiff_t> places_;
  std::size_t size_ = 0;
  std::deque<BoundDetail> details_;
};

// Members in a block: `asked`, or the widest whose slots, twice, fill at most half of the second-level cache.
int choose_width(const Code& code, const Ensemble& ensemble, int asked, int threads);

}  // namespace ronghe
