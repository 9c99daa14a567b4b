#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <optional>
#include <string>
#include <vector>

namespace ronghe {

ExitCode models_command(const CommandLine& line) {
  const std::vector<ShippedModel> models = shipped_models();
  print(line.has("json") ? models_json(models) : tell_models(models, style_of_output(line.language)));
  return done;
}

namespace {

// What `describe` is asked to tell: the whole model, one of its parts, or one of its variables.
struct Asked {
  int part = -1;
  int variable = -1;
};

// What is called `name`: a variable by its name or id, else a part. Reports a name that nothing has.
std::optional<Asked> find_asked(const Model& model, const std::string& name, const std::string& typed,
                                Diagnostics& diagnostics) {
  std::vector<std::string> names;
  for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
    const Variable& variable = model.variables[static_cast<std::size_t>(v)];
    if (variable.hidden()) continue;
    if (variable.name == name || variable.id == name) return Asked{.variable = v};
    names.push_back(variable.name);
  }
  if (const int part = model.find_part(name); part >= 0) return Asked{.part = part};
  for (const ModelPart& part : model.parts) names.push_back(part.name);
  Words words = {{"name", name}, {"model", model.name}, {"typed", typed}};
  if (const auto nearest = nearest_name(name, names)) words.emplace_back("nearest", *nearest);
  diagnostics.error("command.unknown_variable", {}, std::move(words));
  return std::nullopt;
}

// Where the page is that tells of a variable: its part, or the model when it has no other.
void report_no_page(const Model& model, int v, const std::string& typed, Diagnostics& diagnostics) {
  const Variable& variable = model.variables[static_cast<std::size_t>(v)];
  std::string page = typed;
  if (model.parts.size() > 1) page += " " + model.parts[static_cast<std::size_t>(model.part_of(variable.span))].name;
  diagnostics.error("command.no_page", {}, {{"name", variable.name}, {"page", page}});
}

}  // namespace

ExitCode describe_command(const CommandLine& line) {
  // A model can be described without a city: dimensions that its data would give have two nameless elements.
  const std::string& typed = line.arguments.front();
  const Outcome<Model> loaded = load_model(typed, {.data = {}, .time = {}, .placeholders = true});
  report(loaded.diagnostics(), line.language);
  if (!loaded) return input_wrong;
  const Model& model = loaded.value();

  Diagnostics diagnostics;
  Asked asked;
  if (line.arguments.size() > 1) {
    const auto found = find_asked(model, line.arguments[1], typed, diagnostics);
    const std::string near = found ? "" : tell_search(model, line.arguments[1], style_of_output(line.language));
    if (!near.empty() && !line.has("json") && !line.has("html")) {
      print(near);
      return done;
    }
    if (!found) {
      report(diagnostics.take(), line.language);
      return input_wrong;
    }
    asked = *found;
  }
  const Style style = style_of_output(line.language);
  if (line.has("html")) {
    if (asked.variable >= 0) {
      report_no_page(model, asked.variable, typed, diagnostics);
      report(diagnostics.take(), line.language);
      return usage_wrong;
    }
    print(asked.part >= 0 ? describe_part_html(model, asked.part) : describe_model_html(model));
  } else if (asked.variable >= 0) {
    print(line.has("json") ? describe_variable_json(model, asked.variable)
                           : describe_variable(model, asked.variable, style));
  } else if (asked.part >= 0) {
    print(line.has("json") ? describe_part_json(model, asked.part) : describe_part(model, asked.part, style));
  } else {
    print(line.has("json") ? describe_model_json(model) : describe_model(model, style));
  }
  return done;
}

}  // namespace ronghe
