// The names that a unit may be built from.
#pragma once

#include <span>
#include <string_view>

namespace ronghe {

// A unit by name. `definition` is empty for a base unit; else a unit text over earlier rows, with a factor in front.
struct UnitRow {
  std::string_view name;
  std::string_view definition;
  std::string_view zh;  // how Chinese statistics write it; empty: the name itself
  bool prefixes;        // may carry k M G T m (letters) or 千 万 亿 (Chinese names)
};

// A prefix. Chinese ones stand before names of Chinese characters, letters before the others.
struct PrefixRow {
  std::string_view name;
  double factor;
  bool chinese;
};

std::span<const UnitRow> unit_rows();
std::span<const PrefixRow> prefix_rows();

}  // namespace ronghe
