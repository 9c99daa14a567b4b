// A user's first program: compiles every model that ships with Ronghe, and runs one.

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
  const ronghe::Model cup = ronghe::load_model("cooling-cup").value();
  const ronghe::Trajectories result = ronghe::simulate(ronghe::compile(cup), {});
  if (result.times.empty() || !result.failures.empty()) return 1;
  std::printf("the cup was followed to %g\n", result.times.back());
}
