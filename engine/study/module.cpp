#include "study/module.hpp"

#include <cstring>
#include <filesystem>
#include <vector>

#include <dlfcn.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

std::vector<fs::path> places_of(const std::string& file) {
  std::vector<fs::path> places;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  if (!error) {
    for (const char* folder : {"", "..", RONGHE_MODULES_FROM_PROGRAM}) places.push_back(program / folder / file);
  }
  Dl_info library{};
  if (::dladdr(reinterpret_cast<const void*>(&load_module), &library) != 0 && library.dli_fname != nullptr) {
    const fs::path folder = fs::canonical(library.dli_fname, error).parent_path();
    if (!error) {
      for (const char* below : {"", RONGHE_MODULES_FROM_LIBRARY}) places.push_back(folder / below / file);
    }
  }
  return places;
}

std::string found(const std::string& file) {
  for (const fs::path& place : places_of(file)) {
    std::error_code ignored;
    if (fs::is_regular_file(place, ignored)) return place.lexically_normal().string();
  }
  return "";
}

}  // namespace

std::variant<void*, Text> load_module(const std::string& name, const std::string& file) {
  const std::string path = file.empty() ? found(name + ".so") : file;
  if (path.empty()) return Text("本版本未附带模块 " + name, "this build has no module " + name);
  // Global: Open MPI loads parts of its own that look for what it has.
  void* const module = ::dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL);
  if (module == nullptr) {
    const char* why = ::dlerror();  // NOLINT(concurrency-mt-unsafe): of this thread in glibc
    return Text("模块无法加载（" + std::string(why) + "）", "its module cannot be loaded (" + std::string(why) + ")");
  }
  auto* const build = reinterpret_cast<ModuleBuild*>(function_in(module, module_build_symbol));
  if (build == nullptr || std::strcmp(build(), module_build) != 0) {
    return Text("`" + path + "` 属于另一版本的 Ronghe", "`" + path + "` belongs to another build of Ronghe");
  }
  return module;
}

void* function_in(void* module, const char* name) { return ::dlsym(module, name); }

}  // namespace ronghe
