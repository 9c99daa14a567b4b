// Tells for each input and constant its values, who set them and where, and what would be there without.
#include "cli/commands.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <numeric>
#include <optional>

namespace ronghe {
namespace {

std::vector<int> all_cells(const Variable& variable) {
  std::vector<int> cells(static_cast<std::size_t>(variable.cells));
  std::iota(cells.begin(), cells.end(), 0);
  return cells;
}

// What is meant by these names: inputs and constants, some of their cells (`x[恩施市]`), or what a programme, reform or
// shock moves. Reports names that neither the model nor the scenario has, and what is computed.
std::vector<Cells> cells_called(const std::vector<std::string>& names, const Scenario& scenario,
                                Diagnostics& diagnostics) {
  const Model& model = *scenario.model;
  std::vector<std::string> candidates;
  for (const Variable& variable : model.variables) {
    if (variable.settable()) candidates.push_back(variable.name);
  }
  for (const Programme& programme : scenario.programmes) candidates.push_back(programme.id);
  for (const Reform& reform : scenario.reforms) candidates.push_back(reform.id);
  for (const Reform& shock : scenario.shocks) candidates.push_back(shock.id);
  std::vector<Cells> found;
  for (const std::string& asked : names) {
    if (const std::vector<Cells> moved = cells_moved_by(asked, scenario); !moved.empty()) {
      found.insert(found.end(), moved.begin(), moved.end());
      continue;
    }
    const std::string name = asked.substr(0, asked.find('['));
    const int index = model.find(name);
    const bool known = index >= 0 && !model.variables[static_cast<std::size_t>(index)].hidden();
    Words words = {{"name", name}, {"model", model.name}};
    if (known && model.variables[static_cast<std::size_t>(index)].settable()) {
      if (name == asked) {
        found.push_back({index, all_cells(model.variables[static_cast<std::size_t>(index)])});
      } else if (auto cells = cells_called(asked, "explain", model, diagnostics)) {
        found.push_back(std::move(*cells));
      }
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
  std::vector<Explanation> explanations;
  if (line.arguments.size() > 1) {
    Diagnostics diagnostics;
    const std::vector<Cells> asked =
        cells_called({line.arguments.begin() + 1, line.arguments.end()}, scenario, diagnostics);
    report(diagnostics.items(), line.language);
    if (diagnostics.has_errors()) return input_wrong;
    explanations = explain_cells(scenario, asked);
  } else {
    explanations = explain(scenario, set_variables(scenario));
  }
  print(line.has("json") ? explanations_json(scenario, explanations)
                         : tell_explanations(scenario, explanations, style_of_output(line.language)));
  return done;
}

}  // namespace ronghe
