// What somebody meant who wrote a unit that is none.
#pragma once

#include <optional>
#include <string>

namespace ronghe {

// The same unit by the name that is known here (`亿圆` is `亿元`), else the nearest name, or nothing when none is near.
std::optional<std::string> nearest_unit(const std::string& name);

}  // namespace ronghe
