// Modules: parts of the program that are loaded on first use, because the libraries they need would slow every start.
#pragma once

#include <string>

namespace ronghe {

// A function of the module, or null when the module is not there. It is looked for beside the program (a build) and in
// the library folder of the installation. The module stays loaded.
void* find_in_module(const std::string& module, const char* function);

}  // namespace ronghe
