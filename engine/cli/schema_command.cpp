#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <filesystem>

namespace ronghe {

ExitCode schema_command(const CommandLine& line) {
  if (line.has("reference")) {
    print(scenario_key_reference());
    return done;
  }
  if (line.arguments.empty()) {
    print(scenario_schema(nullptr));
    return done;
  }
  // A scenario brings its city; a model alone has nameless places.
  const std::string& name = line.arguments.front();
  const Outcome<Scenario> scenario = load_scenario(name);
  if (scenario) {
    report(scenario.diagnostics(), line.language);
    print(scenario_schema(scenario.value().model.get()));
    return done;
  }
  std::error_code ignored;
  const bool file = std::filesystem::is_regular_file(name, ignored);
  const Outcome<Model> model = load_model(name, {.data = {}, .time = {}, .placeholders = true});
  if (!model) {
    report(file ? scenario.diagnostics() : model.diagnostics(), line.language);
    return input_wrong;
  }
  print(scenario_schema(&model.value()));
  return done;
}

}  // namespace ronghe
