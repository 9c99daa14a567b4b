// Modules: parts of the program that are loaded on first use, because the libraries they need would slow every start.
#pragma once

#include "ronghe/diagnostics.hpp"

#include <string>
#include <variant>

namespace ronghe {

// Both sides of a module's door are built together, so plain C++ values may cross it. A module tells its build by this
// function; one of another build is not let in.
inline constexpr char module_build_symbol[] = "ronghe_module_build";
inline constexpr char module_build[] = RONGHE_VERSION ", " RONGHE_BUILD;
using ModuleBuild = const char*();

// The module `name` (`ronghe_mpi`), or why there is none. It is looked for beside the program (a build), above it (its
// tests) and where it is installed, seen from the program or the library: what is installed may be moved. `file`, when
// it is not empty, is the module itself. It stays loaded.
std::variant<void*, Text> load_module(const std::string& name, const std::string& file = "");

// A function of a loaded module, or null.
void* function_in(void* module, const char* name);

}  // namespace ronghe
