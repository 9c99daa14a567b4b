#include "units/nearest.hpp"

#include "ronghe/diagnostics.hpp"
#include "ronghe/units.hpp"

#include <string_view>

namespace ronghe {
namespace {

struct OtherName {
  std::string_view written;
  std::string_view meant;
};

// By its letters `亿圆` is as near to `亿个` as to `亿元`.
constexpr OtherName other_names[] = {
    {"圆", "元"}, {"圓", "元"}, {"块", "元"}, {"人民币", "元"}, {"RMB", "元"},
};

}  // namespace

std::optional<std::string> nearest_unit(const std::string& name) {
  for (const auto& [written, meant] : other_names) {
    std::string known = name;
    const std::size_t at = known.find(written);
    if (at == std::string::npos) continue;
    known.replace(at, written.size(), meant);
    if (Unit::parse(known)) return known;
  }
  return nearest_name(name, unit_names());
}

}  // namespace ronghe
