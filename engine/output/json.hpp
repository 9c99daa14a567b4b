// Small parts of all JSON texts of this program.
#pragma once

#include "ronghe/diagnostics.hpp"

#include <cmath>

#include <nlohmann/json.hpp>

namespace ronghe {

using Json = nlohmann::ordered_json;  // keys in the order in which they were written

// A number, or null for NaN and infinity, which JSON does not have.
inline Json number_or_null(double value) { return std::isfinite(value) ? Json(value) : Json(nullptr); }

inline Json text_json(const Text& text) {
  return {{"zh", text.in(Language::chinese)}, {"en", text.in(Language::english)}};
}

// Readable and the same everywhere; what is not UTF-8 is replaced instead of thrown at.
inline std::string dump(const Json& json) {
  return json.dump(2, ' ', false, nlohmann::detail::error_handler_t::replace) + "\n";
}

}  // namespace ronghe
