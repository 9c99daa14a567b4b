// Can these quantities meet, and by what factor?
//
// Units are products of powers of the base units year, 元, 人, 户, metre, kilogram … with a factor, kept by UDUNITS-2
// on a table of our own (engine/units/table.cpp). Two units agree when dimension and scale are the same: 亿元 and 万元
// have one dimension and two scales.
#pragma once

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ronghe {

// A unit. Cheap to copy. The default is the dimensionless unit 1.
class Unit {
 public:
  Unit();

  // Reads for example `亿元/year`, `km^2`, `万人*year`, `%`, `1`; nothing when a name is not in the table or the text
  // is malformed. `unknown_name` (when given) receives the part that was not understood.
  static std::optional<Unit> parse(std::string_view text, std::string* unknown_name = nullptr);

  Unit operator*(const Unit& other) const;
  Unit operator/(const Unit& other) const;
  Unit power(int exponent) const;
  // The unit whose `root`-th power this is; nothing when there is none.
  std::optional<Unit> root(int root) const;

  // Same dimension and same scale.
  bool operator==(const Unit& other) const;
  // Same dimension; the scale may differ.
  bool same_dimension(const Unit& other) const;
  bool dimensionless() const;  // same dimension as 1; `%` is
  // How many of `other` one of this is; both have one dimension. 亿元 in 万元 is 10000.
  double factor_to(const Unit& other) const;

  // As it was written, or the shortest text built from the table for a computed one, for example `亿元/year`.
  std::string text() const;
  // The same in Chinese or with Chinese statistical words where the table has them, for example `亿元/年`.
  std::string text_zh() const;

 private:
  struct Implementation;
  explicit Unit(std::shared_ptr<const Implementation> implementation);
  std::shared_ptr<const Implementation> implementation_;
};

// All names that a unit may be built from, prefixes joined, for nearest-name hints and documentation.
std::vector<std::string> unit_names();

}  // namespace ronghe
