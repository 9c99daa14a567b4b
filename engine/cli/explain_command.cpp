// Tells for each input and constant its values, who set them and where, and what would be there without.
#include "cli/commands.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <optional>

namespace ronghe {
namespace {

// The inputs and constants of these names. Reports names that the model does not have or computes.
std::vector<int> variables_called(const std::vector<std::string>& names, const Model& model, Diagnostics& diagnostics) {
  std::vector<std::string> candidates;
  for (const Variable& variable : model.variables) {
    if (variable.settable()) candidates.push_back(variable.name);
  }
  std::vector<int> found;
  for (const std::string& name : names) {
    const int index = model.find(name);
    const bool known = index >= 0 && !model.variables[static_cast<std::size_t>(index)].hidden();
    Words words = {{"name", name}, {"model", model.name}};
    if (known && model.variables[static_cast<std::size_t>(index)].settable()) {
      found.push_back(index);
    } else if (known) {
      diagnostics.error("explain.computed", {}, std::move(words));
    } else {
      if (const auto nearest = nearest_name(name, candidates)) words.emplace_back("nearest", *nearest);
      diagnostics.error("explain.unknown", {}, std::move(words));
    }
  }
  return found;
}

}  // namespace

ExitCode explain_command(const CommandLine& line) {
  const Outcome<Scenario> read = load_scenario(line.arguments.front(), reading_options(line));
  report(read.diagnostics(), line.language);
  if (!read) return input_wrong;
  const Scenario& scenario = read.value();
  std::vector<int> variables = set_variables(scenario);
  if (line.arguments.size() > 1) {
    Diagnostics diagnostics;
    variables = variables_called({line.arguments.begin() + 1, line.arguments.end()}, *scenario.model, diagnostics);
    report(diagnostics.items(), line.language);
    if (diagnostics.has_errors()) return input_wrong;
  }
  const std::vector<Explanation> explanations = explain(scenario, variables);
  print(line.has("json") ? explanations_json(scenario, explanations)
                         : tell_explanations(scenario, explanations, style_of_output(line.language)));
  return done;
}

}  // namespace ronghe
