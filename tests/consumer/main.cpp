// A user's first program: takes a model that ships with Ronghe, and checks and compiles it.

#include <cstdio>

#include <ronghe/ronghe.hpp>

int main() {
  const auto shipped = ronghe::shipped_models();
  if (shipped.empty()) {
    std::fprintf(stderr, "no model came with the package\n");
    return 1;
  }
  for (const auto& [name, title] : shipped) {
    const ronghe::Model model = ronghe::load_model(name, {.placeholders = true}).value();
    const ronghe::Program program = ronghe::compile(model);
    std::printf("%s: %zu variables\n", name.c_str(), model.variables.size());
  }
}
