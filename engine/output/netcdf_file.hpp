// What a netCDF file holds, before it is one, and the door of the module that writes it.
//
// The module is loaded when the first file is written: linking netCDF and HDF5 would cost every start of the program
// ten milliseconds. Both sides are built together, so plain C++ values may cross the door; a module of another build is
// not let in.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

namespace ronghe {

struct NetcdfAttribute {
  std::string name;
  std::string text;
};

struct NetcdfDimension {
  std::string name;
  std::size_t size = 0;  // at least 1
};

struct NetcdfVariable {
  std::string name;
  std::vector<std::size_t> dimensions;  // indices into those of the file; the last varies fastest
  std::vector<NetcdfAttribute> attributes;
  bool words = false;           // strings instead of doubles
  std::vector<double> numbers;  // NaN: missing
  std::vector<std::string> strings;
};

// Everything is written in this order, and nothing else: the same values give the same bytes.
struct NetcdfFile {
  std::vector<NetcdfAttribute> attributes;
  std::vector<NetcdfDimension> dimensions;
  std::vector<NetcdfVariable> variables;
};

// The module and its function.
inline constexpr char netcdf_module_name[] = "ronghe_netcdf";
inline constexpr char netcdf_write_symbol[] = "ronghe_netcdf_write";
// Writes a new file at `path`. When that fails, it says why in `error`.
using NetcdfWrite = bool(const NetcdfFile* file, const char* path, std::string* error);

}  // namespace ronghe
