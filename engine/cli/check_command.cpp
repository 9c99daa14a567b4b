#include "cli/commands.hpp"
#include "cli/results.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>

namespace ronghe {

void report(const std::vector<Diagnostic>& diagnostics, Language language) {
  if (!diagnostics.empty()) print_error(render(diagnostics, language));
}

void report_and_stop(const std::vector<Diagnostic>& diagnostics, Language language) {
  std::string text = render(diagnostics, language);
  text.pop_back();  // the end of the line that counts them
  print_error(text + std::string(wording::nothing_was_run.in(language)) + "\n");
}

namespace {

// Changes that reading has already found to do nothing are not told twice.
std::vector<Diagnostic> untold(std::vector<Diagnostic> warnings, const std::vector<Diagnostic>& told) {
  const auto id_of = [](const Diagnostic& diagnostic) -> std::string {
    for (const auto& [name, word] : diagnostic.words) {
      if (name == "id") return word.en;
    }
    return "";
  };
  std::erase_if(warnings, [&](const Diagnostic& warning) {
    return std::any_of(told.begin(), told.end(), [&](const Diagnostic& before) {
      return (before.code == "programme.pays_nothing" || before.code == "reform.no_effect" ||
              before.code == "reform.already_there") &&
             id_of(before) == id_of(warning);
    });
  });
  return warnings;
}

}  // namespace

ExitCode check_command(const CommandLine& line) {
  const Outcome<ScenarioSet> read = load_scenarios(line.arguments, reading_options(line), line.has("alone"));
  if (!read) {
    report(read.diagnostics(), line.language);
    return input_wrong;
  }
  Diagnostics diagnostics;
  diagnostics.add(read.diagnostics());
  const Style style = style_of_output(line.language);
  const ScenarioSet& set = read.value();
  for (std::size_t s = 0; s < static_cast<std::size_t>(set.asked); ++s) {
    const Scenario& scenario = set.scenarios[s];
    const Scenario* baseline =
        set.ancestor[s] < 0 ? nullptr : &set.scenarios[static_cast<std::size_t>(set.ancestor[s])];
    const std::vector<ChangeEffect> effects = change_effects(scenario);
    diagnostics.add(untold(effect_diagnostics(effects), read.diagnostics()));
    if (line.has("quiet")) continue;
    print(tell_reading(scenario, baseline, Ensemble().seed, style));
    const Time& time = scenario.model->time;
    for (const std::string& part :
         {tell_programmes(programme_sums(scenario), funding_sums(scenario), time.start(), time.stop(), style),
          tell_effects(effects, overlaps(scenario), style)}) {
      if (!part.empty()) print("\n" + part);
    }
    print("\n");
  }
  report(diagnostics.items(), line.language);
  if (diagnostics.items().empty() && !line.has("quiet")) print(render(diagnostics.items(), line.language));
  return done;
}

}  // namespace ronghe
