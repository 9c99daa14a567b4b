// The results of a study as files. The commands that compute and the one that verifies share it, so that one study
// gives one set of bytes.
#pragma once

#include "ronghe/ronghe.hpp"

#include <vector>

namespace ronghe {

// All but the array, results.nc.
std::vector<OutputFile> ensemble_files(const EnsembleResult& result, bool byte_order_mark);
std::vector<OutputFile> sensitivity_files(const SensitivityResult& result, bool byte_order_mark);

}  // namespace ronghe
