// Writes netCDF-4 files: the one source that knows the netCDF library, built as a module of its own.
//
// HDF5 keeps no times of its objects here (netCDF turns that off), so a file depends on what it holds alone, and on the
// versions of the two libraries.
#include "output/netcdf_file.hpp"
#include "study/module.hpp"

#include <limits>
#include <stdexcept>

#include <netcdf.h>

namespace {

using namespace ronghe;

void must(int status) {
  if (status != NC_NOERR) throw std::runtime_error(nc_strerror(status));
}

// Closes the file again, whatever happens on the way.
class OpenFile {
 public:
  explicit OpenFile(const char* path) { must(nc_create(path, NC_NETCDF4 | NC_CLOBBER, &id_)); }
  OpenFile(const OpenFile&) = delete;
  OpenFile& operator=(const OpenFile&) = delete;
  ~OpenFile() {
    if (open_) nc_close(id_);
  }

  int id() const { return id_; }
  void close() {
    open_ = false;
    must(nc_close(id_));
  }

 private:
  int id_ = 0;
  bool open_ = true;
};

void put(int file, int variable, const std::vector<NetcdfAttribute>& attributes) {
  for (const NetcdfAttribute& attribute : attributes) {
    must(nc_put_att_text(file, variable, attribute.name.c_str(), attribute.text.size(), attribute.text.c_str()));
  }
}

void write(const NetcdfFile& contents, const char* path) {
  OpenFile file(path);
  put(file.id(), NC_GLOBAL, contents.attributes);
  std::vector<int> dimensions;
  for (const NetcdfDimension& dimension : contents.dimensions) {
    must(nc_def_dim(file.id(), dimension.name.c_str(), dimension.size, &dimensions.emplace_back()));
  }
  std::vector<int> variables;
  for (const NetcdfVariable& variable : contents.variables) {
    std::vector<int> over;
    for (const std::size_t d : variable.dimensions) over.push_back(dimensions[d]);
    int& id = variables.emplace_back();
    must(nc_def_var(file.id(), variable.name.c_str(), variable.words ? NC_STRING : NC_DOUBLE,
                    static_cast<int>(over.size()), over.data(), &id));
    if (!variable.words && over.size() > 1) {
      constexpr double missing = std::numeric_limits<double>::quiet_NaN();
      must(nc_def_var_fill(file.id(), id, NC_FILL, &missing));
      must(nc_def_var_deflate(file.id(), id, 1, 1, 1));  // bytes shuffled, then packed quickly: paths are smooth
    }
    put(file.id(), id, variable.attributes);
  }
  must(nc_enddef(file.id()));
  for (std::size_t v = 0; v < variables.size(); ++v) {
    const NetcdfVariable& variable = contents.variables[v];
    if (variable.words) {
      std::vector<const char*> strings;
      for (const std::string& string : variable.strings) strings.push_back(string.c_str());
      must(nc_put_var_string(file.id(), variables[v], strings.data()));
    } else {
      must(nc_put_var_double(file.id(), variables[v], variable.numbers.data()));
    }
  }
  file.close();
}

}  // namespace

extern "C" {

const char* ronghe_module_build() { return module_build; }

bool ronghe_netcdf_write(const NetcdfFile* file, const char* path, std::string* error) {
  try {
    write(*file, path);
    return true;
  } catch (const std::exception& failure) {
    *error = failure.what();
    return false;
  }
}

}  // extern "C"
