#include "study/module.hpp"

#include <filesystem>
#include <system_error>

#include <dlfcn.h>

namespace ronghe {

void* find_in_module(const std::string& module, const char* function) {
  namespace fs = std::filesystem;
  std::error_code error;
  const fs::path program = fs::read_symlink("/proc/self/exe", error).parent_path();
  for (const fs::path& folder : {program, program / ".." / RONGHE_MODULES, fs::path(RONGHE_MODULES_INSTALLED)}) {
    const fs::path path = folder / (module + ".so");
    if (!fs::exists(path, error)) continue;
    // RTLD_GLOBAL: Open MPI loads parts of its own that look for it.
    if (void* const library = ::dlopen(path.c_str(), RTLD_NOW | RTLD_GLOBAL)) return ::dlsym(library, function);
  }
  return nullptr;
}

}  // namespace ronghe
