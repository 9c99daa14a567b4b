// Reads a variable of another run, whose model may be another, by the names of variable and elements.
#pragma once

#include "ronghe/analysis.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ronghe {

class Counterpart {
 public:
  // Without a lane, without the variable there, or with another unit there are no values. The lane outlives this.
  Counterpart(const std::optional<Lane>& lane, const Variable& variable);

  // The cell there, or -1.
  int cell(const std::vector<std::string>& elements) const;
  // The index of a saved time, or -1.
  int time(double time) const;
  // NaN when there is no such value.
  double at(int cell, int time) const;

 private:
  const std::optional<Lane>& lane_;
  const Variable* variable_ = nullptr;
  int output_ = -1;
};

}  // namespace ronghe
