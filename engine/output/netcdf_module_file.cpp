// Places are seen from the program and from the library, never from the root: what is installed may be moved.
#include "output/netcdf_module_file.hpp"

#include <cstring>
#include <filesystem>
#include <vector>

#include <dlfcn.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

// Where a module may stand: beside the program (a build), above it (its tests), or where it is installed.
std::vector<fs::path> module_files() {
  std::vector<fs::path> files;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  if (!error) {
    for (const char* folder : {"", "..", RONGHE_MODULES_FROM_PROGRAM}) {
      files.push_back(program / folder / netcdf_module_name);
    }
  }
  Dl_info library{};
  if (::dladdr(reinterpret_cast<const void*>(&load_netcdf_module), &library) != 0 && library.dli_fname != nullptr) {
    const fs::path folder = fs::canonical(library.dli_fname, error).parent_path();
    if (!error) {
      for (const char* below : {"", RONGHE_MODULES_FROM_LIBRARY}) files.push_back(folder / below / netcdf_module_name);
    }
  }
  return files;
}

std::string found_module() {
  for (const fs::path& file : module_files()) {
    std::error_code ignored;
    if (fs::is_regular_file(file, ignored)) return file.lexically_normal().string();
  }
  return "";
}

template <class Function>
Function* function_of(void* module, const char* name) {
  return reinterpret_cast<Function*>(::dlsym(module, name));
}

}  // namespace

std::variant<NetcdfWrite*, Text> load_netcdf_module(const std::string& file) {
  const std::string path = file.empty() ? found_module() : file;
  if (path.empty()) return Text("本版本未附带 netCDF 模块", "this build has no netCDF module");
  void* module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_LOCAL);  // for good: HDF5 cleans up when the program ends
  if (module == nullptr) {
    const char* why = ::dlerror();  // NOLINT(concurrency-mt-unsafe): of this thread in glibc
    return Text("netCDF 模块无法加载（" + std::string(why) + "）",
                "the netCDF module cannot be loaded (" + std::string(why) + ")");
  }
  auto* const build = function_of<NetcdfBuild>(module, netcdf_build_symbol);
  auto* const write = function_of<NetcdfWrite>(module, netcdf_write_symbol);
  if (build == nullptr || write == nullptr || std::strcmp(build(), netcdf_build) != 0) {
    return Text("`" + path + "` 属于另一版本的 Ronghe", "`" + path + "` belongs to another build of Ronghe");
  }
  return write;
}

}  // namespace ronghe
