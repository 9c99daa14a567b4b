// The hand-written models of this folder.
#pragma once

#include "ronghe/model.hpp"

#include <string>

namespace ronghe {

inline Model small_model(const std::string& name, const ModelOptions& options = {}) {
  return load_model(std::string(RONGHE_SOURCE_DIR) + "/tests/models/" + name + ".yaml", options).value();
}

}  // namespace ronghe
