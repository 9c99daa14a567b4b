// What every command that runs scenarios shares: an interrupt, a folder for the files, and the records beside them.
#pragma once

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "ronghe/ronghe.hpp"

#include <atomic>
#include <chrono>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ronghe {

// How the command line wants scenarios read: `--model`, `--set`.
ScenarioOptions reading_options(const CommandLine& line);

// Becomes true at an interrupt, which a run sees between two blocks; a second interrupt ends the program at once.
const std::atomic<bool>& interrupt();

// Says that nothing was written.
ExitCode tell_interrupted(Language language);

// Reports a folder whose path leads through something that is no folder.
void check_folder(const std::string& folder, Diagnostics& diagnostics);

// What led to the results that is not in their scenarios. Made when the command begins.
class Circumstances {
 public:
  explicit Circumstances(const CommandLine& line);

  const CommandLine& line() const { return line_; }
  int threads() const { return threads_; }
  std::vector<Diagnostic> warnings;  // of reading

  // Adds manifest.json, which tells of these files, and run.json. The scenario of each role, first of all the one whose
  // folder names are seen from; `counts` of what was done.
  void add_records(const std::vector<std::pair<const Scenario*, std::string>>& scenarios,
                   const std::vector<std::pair<std::string, long long>>& counts, std::vector<OutputFile>& files) const;

 private:
  const CommandLine& line_;
  int threads_;
  std::string started_;
  std::chrono::steady_clock::time_point clock_;
};

// Runs the scenarios as `line` wants it, with a progress line. Nothing when it was interrupted, which has been told.
std::optional<FinishedRuns> run_watched(const std::vector<const Scenario*>& scenarios, const CommandLine& line);

std::string tell_written(const std::vector<std::string>& paths, Language language);

}  // namespace ronghe
