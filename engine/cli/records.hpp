// The records beside every result: manifest.json, which tells from what it was made and is the same on every rerun, and
// run.json, which tells of the one run.
#pragma once

#include "cli/command_line.hpp"
#include "ronghe/ronghe.hpp"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ronghe {

// Scenarios and what each is for, first of all the one whose folder names are seen from.
struct Role {
  const Scenario* scenario = nullptr;
  std::string name;  // "scenario" or "baseline"
};
std::vector<Role> roles_of(const Scenario& scenario, const Scenario* baseline);  // `baseline` may be null
std::vector<const Scenario*> members_of(const std::vector<Role>& roles);

using Counts = std::vector<std::pair<std::string, long long>>;

// `scenarios/enshi` of `scenarios/enshi/plan.yaml`.
std::string folder_of(const std::string& path);

// What the file holds; nothing when it cannot be read.
std::optional<std::string> text_of(const std::filesystem::path& path);

std::vector<FileHash> hashes_of(const std::vector<OutputFile>& files);
// Every text that the scenarios and their models were made from, those of the scenarios first.
std::vector<FileHash> input_hashes(const std::vector<Role>& roles);

// Everything but the options of the command line.
Manifest manifest_of(const std::vector<Role>& roles, const Counts& counts, const std::vector<Diagnostic>& warnings,
                     const std::vector<OutputFile>& files);

// What led to the results that is not in their scenarios. Made when the command begins.
class Circumstances {
 public:
  explicit Circumstances(const CommandLine& line);

  const CommandLine& line() const { return line_; }
  int threads() const { return threads_; }
  std::vector<Diagnostic> warnings;  // of reading

  // Adds manifest.json, which tells of these files, and run.json.
  void add_records(const std::vector<Role>& roles, const Counts& counts, std::vector<OutputFile>& files) const;

 private:
  const CommandLine& line_;
  int threads_;
  std::string started_;
  std::chrono::steady_clock::time_point clock_;
};

}  // namespace ronghe
