#include "cli/comparing.hpp"

#include "cli/results.hpp"

#include <algorithm>
#include <filesystem>

namespace ronghe {
namespace {

Outcome<ScenariosCompared> load_compared(const CommandLine& line) {
  std::vector<std::string> files = line.arguments;
  std::size_t baseline = 0;
  if (line.has("baseline")) {
    const std::string wanted = line.value("baseline");
    const auto same = [&](const std::string& file) {
      std::error_code missing;
      return file == wanted || std::filesystem::equivalent(file, wanted, missing);
    };
    const auto found = std::find_if(files.begin(), files.end(), same);
    if (found == files.end()) {
      files.insert(files.begin(), wanted);
    } else {
      baseline = static_cast<std::size_t>(found - files.begin());
    }
  }
  const bool alone = files.size() > 1 || line.has("baseline");
  Outcome<ScenarioSet> read = load_scenarios(files, reading_options(line), alone);
  if (!read) return read.diagnostics();
  ScenariosCompared compared{std::move(read.value().scenarios), baseline};
  if (!alone && compared.scenarios.size() > 1)
    std::rotate(compared.scenarios.begin(), compared.scenarios.begin() + 1, compared.scenarios.end());
  return {std::move(compared), read.diagnostics()};
}

}  // namespace

void check_ids(const std::vector<Scenario>& scenarios, Diagnostics& diagnostics) {
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    for (std::size_t before = 0; before < s; ++before) {
      if (scenarios[before].id != scenarios[s].id) continue;
      diagnostics.error("command.same_id", {},
                        {{"first", scenarios[before].path}, {"second", scenarios[s].path}, {"id", scenarios[s].id}});
    }
  }
}

std::variant<ScenariosCompared, ExitCode> open_compared(const CommandLine& line, const std::string& folder,
                                                        Circumstances& circumstances) {
  Outcome<ScenariosCompared> read = load_compared(line);
  if (!read) {
    report_and_stop(read.diagnostics(), line.language);
    return input_wrong;
  }
  Diagnostics mistakes;
  check_ids(read.value().scenarios, mistakes);
  check_folder(folder, mistakes);
  if (mistakes.has_errors()) {
    report_and_stop(mistakes.take(), line.language);
    return usage_wrong;
  }
  report(read.diagnostics(), line.language);
  circumstances.warnings = read.diagnostics();
  return std::move(read.value());
}

std::vector<Role> roles_of(const ScenariosCompared& compared) {
  std::vector<Role> roles;
  for (std::size_t s = 0; s < compared.scenarios.size(); ++s) {
    roles.push_back({&compared.scenarios[s], s == compared.baseline ? "baseline" : "scenario"});
  }
  return roles;
}

ComparisonFiles comparison_files(const FinishedRuns& finished, const Comparison& comparison, bool byte_order_mark) {
  const ResultTable table = tidy_table(finished.lanes, finished.lanes[comparison.baseline]);
  return {{{"compare.csv", to_csv(table, {.byte_order_mark = byte_order_mark})},
           {"compare.json", comparison_json(comparison)}},
          static_cast<long long>(table.rows)};
}

}  // namespace ronghe
