// Finds and loads the module that writes netCDF files.
#pragma once

#include "output/netcdf_file.hpp"
#include "ronghe/diagnostics.hpp"

#include <string>
#include <variant>

namespace ronghe {

// The module's function, or why there is none. `file`: the module itself; empty: where it stands beside the program.
std::variant<NetcdfWrite*, Text> load_netcdf_module(const std::string& file);

}  // namespace ronghe
