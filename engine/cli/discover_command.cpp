// In which futures targets are missed: boxes of the uncertain numbers, in a study that has been computed.
#include "cli/commands.hpp"
#include "cli/open_study.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>
#include <string>

namespace ronghe {
namespace {

// The scenario that is meant, or its number of scenarios when there is none of that name.
std::size_t scenario_of(const OpenStudy& open, const CommandLine& line) {
  if (!line.has("scenario")) return open.plan.baseline;
  const auto& scenarios = open.plan.scenarios;
  const auto found = std::find_if(scenarios.begin(), scenarios.end(),
                                  [&](const Scenario* scenario) { return scenario->id == line.value("scenario"); });
  return static_cast<std::size_t>(found - scenarios.begin());
}

ExitCode no_such_scenario(const OpenStudy& open, const CommandLine& line) {
  std::vector<std::string> ids;
  for (const Scenario* scenario : open.plan.scenarios) ids.push_back(scenario->id);
  Words words = {{"id", line.value("scenario")}};
  if (const auto nearest = nearest_name(line.value("scenario"), ids)) words.emplace_back("nearest", *nearest);
  Diagnostics diagnostics;
  diagnostics.error("discover.unknown_scenario", {}, std::move(words));
  report(diagnostics.take(), line.language);
  return input_wrong;
}

// What is asked for by name, else by the scenario, else all targets and constraints.
std::vector<std::string> sentences_of(const Scenario& scenario, const CommandLine& line) {
  if (line.arguments.size() > 1) return {line.arguments.begin() + 1, line.arguments.end()};
  if (scenario.discovery) return {scenario.discovery->target};
  std::vector<std::string> ids;
  for (const auto* list : {&scenario.targets, &scenario.constraints}) {
    for (const Sentence& sentence : *list) ids.push_back(sentence.id);
  }
  return ids;
}

}  // namespace

ExitCode discover_command(const CommandLine& line) {
  auto opened = open_study_in(line.arguments.front(), line.language);
  if (const ExitCode* code = std::get_if<ExitCode>(&opened)) return *code;
  const OpenStudy& open = std::get<OpenStudy>(opened);
  const std::size_t scenario = scenario_of(open, line);
  if (scenario == open.plan.scenarios.size()) return no_such_scenario(open, line);
  const Outcome<Study> study = blocks_of(open);
  report(study.diagnostics(), line.language);
  if (!study) return run_failed;

  std::vector<DiscoveryResult> results;
  Diagnostics troubles;
  for (const std::string& id : sentences_of(*open.plan.scenarios[scenario], line)) {
    Outcome<DiscoveryResult> found = gather_discovery(open.plan, study.value(), scenario, id);
    troubles.add(found.diagnostics());
    if (found) results.push_back(std::move(found.value()));
  }
  const bool failed = troubles.has_errors();
  report(troubles.take(), line.language);
  if (failed) return input_wrong;
  const bool told = !line.has("quiet") && !line.has("json");
  std::vector<OutputFile> files;
  std::string json;
  for (const DiscoveryResult& result : results) {
    if (told) print(tell_discovery(result, style_of_output(line.language)));
    const std::string name = "discovery-" + result.scenario->id + "-" + result.sentence.id;
    files.push_back({name + ".json", discovery_json(result)});
    json += (json.empty() ? "[" : ",\n") + files.back().text;
    files.push_back({name + ".csv", to_csv(discovery_table(result), {.byte_order_mark = line.has("csv-bom")})});
  }
  if (line.has("json")) print((json.empty() ? "[" : json) + "]\n");
  const auto written = write_files(open.folder, files);
  report(written.diagnostics(), line.language);
  if (!written) return run_failed;
  if (told) print_written(written.value(), line.language);
  return done;
}

}  // namespace ronghe
