#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

namespace ronghe {

ExitCode models_command(const CommandLine& line) {
  const std::vector<ShippedModel> models = shipped_models();
  print(line.has("json") ? models_json(models) : tell_models(models, style_of_output(line.language)));
  return done;
}

ExitCode describe_command(const CommandLine& line) {
  // A model can be described without a city: dimensions that its data would give have two nameless elements.
  const Outcome<Model> loaded = load_model(line.arguments.front(), {.data = {}, .time = {}, .placeholders = true});
  report(loaded.diagnostics(), line.language);
  if (!loaded) return input_wrong;
  const Model& model = loaded.value();
  const Style style = style_of_output(line.language);
  if (line.arguments.size() == 1) {
    print(line.has("json") ? describe_model_json(model) : describe_model(model, style));
    return done;
  }

  const std::string& name = line.arguments[1];
  std::vector<std::string> names;
  for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
    const Variable& variable = model.variables[static_cast<std::size_t>(v)];
    if (variable.hidden()) continue;
    if (variable.name == name || variable.id == name) {
      print(line.has("json") ? describe_variable_json(model, v) : describe_variable(model, v, style));
      return done;
    }
    names.push_back(variable.name);
  }
  Diagnostics diagnostics;
  Words words = {{"name", name}, {"model", model.name}};
  if (const auto nearest = nearest_name(name, names)) words.emplace_back("nearest", *nearest);
  diagnostics.error("command.unknown_variable", {}, std::move(words));
  report(diagnostics.take(), line.language);
  return input_wrong;
}

}  // namespace ronghe
