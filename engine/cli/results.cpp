#include "cli/results.hpp"

#include "cli/terminal.hpp"

#include <array>
#include <csignal>
#include <ctime>
#include <filesystem>
#include <set>

#include <unistd.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

std::atomic<bool> interrupted_by_user = false;

extern "C" void take_interrupt(int) {
  interrupted_by_user = true;
  std::signal(SIGINT, SIG_DFL);
}

// The part of `folder` that is there and is no folder, or nothing.
std::optional<std::string> obstacle(const fs::path& folder) {
  for (fs::path at = folder; !at.empty(); at = at.parent_path()) {
    std::error_code error;
    const fs::file_status status = fs::status(at, error);
    if (fs::exists(status)) return fs::is_directory(status) ? std::nullopt : std::optional(at.string());
    if (at == at.parent_path()) break;
  }
  return std::nullopt;
}

std::vector<Manifest::Warning> manifest_warnings(const std::vector<Diagnostic>& diagnostics,
                                                 const std::string& folder) {
  std::vector<Manifest::Warning> warnings;
  for (const Diagnostic& diagnostic : diagnostics) {
    Manifest::Warning warning;
    warning.code = diagnostic.code;
    if (diagnostic.span) {
      const auto [line, column] = diagnostic.span.source->position(diagnostic.span.begin);
      warning.file = portable_name(diagnostic.span.source->name(), folder);
      warning.line = line;
      warning.column = column;
    }
    // The first line of what was told, without the place and the code.
    const std::string told = render(diagnostic, Language::english);
    const std::string head = "[" + diagnostic.code + "]: ";
    const std::size_t begin = told.find(head) + head.size();
    warning.text = told.substr(begin, told.find('\n', begin) - begin);
    warnings.push_back(std::move(warning));
  }
  return warnings;
}

// Every text that was read, those of the scenarios first.
std::vector<FileHash> input_hashes(const std::vector<std::pair<const Scenario*, std::string>>& scenarios,
                                   const std::string& folder) {
  std::vector<FileHash> hashes;
  std::set<std::string> seen;
  const auto add = [&](const std::vector<SourcePtr>& sources) {
    for (const SourcePtr& source : sources) {
      if (seen.insert(source->name()).second) {
        hashes.push_back({portable_name(source->name(), folder), sha256(source->text())});
      }
    }
  };
  for (const auto& [scenario, role] : scenarios) add(scenario->sources);
  for (const auto& [scenario, role] : scenarios) add(scenario->model->sources);
  return hashes;
}

std::string host_name() {
  std::array<char, 256> name{};
  return gethostname(name.data(), name.size() - 1) == 0 ? name.data() : "";
}

std::string utc_now() {
  const std::time_t now = std::time(nullptr);
  std::tm parts{};
  gmtime_r(&now, &parts);
  std::array<char, 32> text{};
  std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts);
  return text.data();
}

}  // namespace

ScenarioOptions reading_options(const CommandLine& line) {
  ScenarioOptions options;
  options.model = line.value("model");
  if (const auto sets = line.options.find("set"); sets != line.options.end()) options.sets = sets->second;
  return options;
}

const std::atomic<bool>& interrupt() {
  std::signal(SIGINT, take_interrupt);
  return interrupted_by_user;
}

ExitCode tell_interrupted(Language language) {
  print_error(std::string(wording::interrupted.in(language)) + "\n");
  return interrupted;
}

void check_folder(const std::string& folder, Diagnostics& diagnostics) {
  if (const auto path = obstacle(folder)) {
    diagnostics.error("command.not_a_folder", {}, {{"folder", folder}, {"path", *path}});
  }
}

Circumstances::Circumstances(const CommandLine& line)
    : line_(line),
      threads_(line.has("threads") ? std::stoi(line.value("threads")) : 1),
      started_(utc_now()),
      clock_(std::chrono::steady_clock::now()) {}

void Circumstances::add_records(const std::vector<std::pair<const Scenario*, std::string>>& scenarios,
                                const std::vector<std::pair<std::string, long long>>& counts,
                                std::vector<OutputFile>& files) const {
  const std::string folder = fs::path(scenarios.front().first->path).parent_path().string();
  Manifest manifest;
  manifest.version = RONGHE_VERSION;
  manifest.build = RONGHE_BUILD;
  manifest.model = scenarios.front().first->model->name;
  manifest.seed = Ensemble().seed;
  manifest.sets = reading_options(line_).sets;
  for (const auto& [scenario, role] : scenarios) manifest.scenarios.push_back({scenario->id, role, scenario->resolved});
  manifest.inputs = input_hashes(scenarios, folder);
  manifest.warnings = manifest_warnings(warnings, folder);
  manifest.counts = counts;
  for (const OutputFile& file : files) manifest.outputs.push_back({file.name, sha256(file.text)});
  files.push_back({"manifest.json", manifest_json(manifest)});

  RunRecord record;
  record.started = started_;
  record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - clock_).count();
  record.host = host_name();
  record.threads = threads_;
  std::error_code ignored;
  record.folder = fs::current_path(ignored).string();
  record.command = line_.words;
  files.push_back({"run.json", run_json(record)});
}

std::optional<FinishedRuns> run_watched(const std::vector<const Scenario*>& scenarios, const CommandLine& line) {
  SimulateOptions options;
  options.threads = line.has("threads") ? std::stoi(line.value("threads")) : 1;
  options.strict = line.has("strict");
  options.cancel = &interrupt();
  FinishedRuns finished;
  {
    Progress progress(line.language, watched() && !line.has("quiet"));
    options.progress = [&](int done, int members) { progress.tell(done, members); };
    finished = run_scenarios(scenarios, options);
  }
  if (!*options.cancel) return finished;
  tell_interrupted(line.language);
  return std::nullopt;
}

std::string tell_written(const std::vector<std::string>& paths, Language language) {
  std::string text = "\n" + std::string(wording::written.in(language)) + "\n";
  for (const std::string& path : paths) text += "  " + path + "\n";
  return text;
}

}  // namespace ronghe
