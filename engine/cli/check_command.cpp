#include "cli/commands.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

namespace ronghe {

void report(const std::vector<Diagnostic>& diagnostics, Language language) {
  if (!diagnostics.empty()) print_error(render(diagnostics, language));
}

void report_and_stop(const std::vector<Diagnostic>& diagnostics, Language language) {
  std::string text = render(diagnostics, language);
  text.pop_back();  // the end of the line that counts them
  print_error(text + std::string(wording::nothing_was_run.in(language)) + "\n");
}

ScenarioOptions scenario_options(const CommandLine& line) {
  ScenarioOptions options;
  options.model = line.value("model");
  if (const auto sets = line.options.find("set"); sets != line.options.end()) options.sets = sets->second;
  return options;
}

ExitCode check_command(const CommandLine& line) {
  const Outcome<ScenarioSet> read = load_scenarios(line.arguments, scenario_options(line), line.has("alone"));
  if (!read) {
    report(read.diagnostics(), line.language);
    return input_wrong;
  }
  if (!line.has("quiet")) {
    const Style style = style_of_output(line.language);
    const ScenarioSet& set = read.value();
    for (std::size_t s = 0; s < static_cast<std::size_t>(set.asked); ++s) {
      const Scenario& scenario = set.scenarios[s];
      const Scenario* baseline =
          set.ancestor[s] < 0 ? nullptr : &set.scenarios[static_cast<std::size_t>(set.ancestor[s])];
      print(tell_reading(scenario, baseline, Ensemble().seed, style));
      const Time& time = scenario.model->time;
      const std::string programmes = tell_programmes(programme_sums(scenario), time.start(), time.stop(), style);
      print(programmes.empty() ? "\n" : "\n" + programmes + "\n");
    }
  }
  report(read.diagnostics(), line.language);
  if (read.diagnostics().empty() && !line.has("quiet")) print(render(read.diagnostics(), line.language));
  return done;
}

}  // namespace ronghe
