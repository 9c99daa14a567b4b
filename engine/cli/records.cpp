#include "cli/records.hpp"

#include "cli/results.hpp"

#include <algorithm>
#include <array>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <unistd.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

// Those about the inputs, and those about no file: not what other scenarios of the same command were warned of.
std::vector<Manifest::Warning> manifest_warnings(const std::vector<Diagnostic>& diagnostics,
                                                 const std::vector<FileHash>& inputs, const std::string& folder) {
  const auto concerns = [&](const Diagnostic& diagnostic) {
    return !diagnostic.span || std::any_of(inputs.begin(), inputs.end(), [&](const FileHash& input) {
      return input.name == portable_name(diagnostic.span.source->name(), folder);
    });
  };
  std::vector<Manifest::Warning> warnings;
  for (const Diagnostic& diagnostic : diagnostics) {
    if (!concerns(diagnostic)) continue;
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

std::vector<Role> roles_of(const Scenario& scenario, const Scenario* baseline) {
  std::vector<Role> roles = {{&scenario, "scenario"}};
  if (baseline != nullptr) roles.push_back({baseline, "baseline"});
  return roles;
}

std::vector<const Scenario*> members_of(const std::vector<Role>& roles) {
  std::vector<const Scenario*> members;
  for (const Role& role : roles) members.push_back(role.scenario);
  return members;
}

std::string folder_of(const std::string& path) { return fs::path(path).parent_path().string(); }

std::optional<std::string> text_of(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) return std::nullopt;
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::vector<FileHash> hashes_of(const std::vector<OutputFile>& files) {
  std::vector<FileHash> hashes;
  for (const OutputFile& file : files) hashes.push_back({file.name, sha256(file.text)});
  return hashes;
}

std::vector<FileHash> input_hashes(const std::vector<Role>& roles) {
  const std::string folder = folder_of(roles.front().scenario->path);
  std::vector<FileHash> hashes;
  std::set<std::string> seen;
  const auto add = [&](const std::vector<SourcePtr>& sources) {
    for (const SourcePtr& source : sources) {
      if (seen.insert(source->name()).second) {
        hashes.push_back({portable_name(source->name(), folder), sha256(source->text())});
      }
    }
  };
  for (const Role& role : roles) add(role.scenario->sources);
  for (const Role& role : roles) add(role.scenario->model->sources);
  return hashes;
}

Manifest manifest_of(const std::vector<Role>& roles, const Counts& counts, const std::vector<Diagnostic>& warnings,
                     const std::vector<OutputFile>& files) {
  const std::string folder = folder_of(roles.front().scenario->path);
  Manifest manifest;
  manifest.file = portable_name(roles.front().scenario->path, folder);
  manifest.version = RONGHE_VERSION;
  manifest.build = RONGHE_BUILD;
  manifest.model = roles.front().scenario->model->name;
  manifest.seed = Ensemble().seed;
  for (const Role& role : roles) {
    manifest.scenarios.push_back(
        {role.scenario->id, role.name, portable_name(role.scenario->path, folder), role.scenario->resolved});
  }
  manifest.inputs = input_hashes(roles);
  manifest.warnings = manifest_warnings(warnings, manifest.inputs, folder);
  manifest.counts = counts;
  manifest.outputs = hashes_of(files);
  return manifest;
}

Circumstances::Circumstances(const CommandLine& line)
    : line_(line),
      threads_(line.has("threads") ? std::stoi(line.value("threads")) : 1),
      started_(utc_now()),
      clock_(std::chrono::steady_clock::now()) {}

void Circumstances::add_records(const std::vector<Role>& roles, const Counts& counts,
                                std::vector<OutputFile>& files) const {
  const std::string folder = folder_of(roles.front().scenario->path);
  Manifest manifest = manifest_of(roles, counts, warnings, files);
  manifest.command = name_of(line_.command);
  if (line_.has("model")) manifest.with_model = portable_name(line_.value("model"), folder);
  manifest.strict = line_.has("strict");
  manifest.byte_order_mark = line_.has("csv-bom");
  manifest.sets = reading_options(line_).sets;
  files.push_back({"manifest.json", manifest_json(manifest)});

  RunRecord record;
  record.started = started_;
  record.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - clock_).count();
  record.host = host_name();
  record.threads = threads_;
  std::error_code ignored;
  record.folder = fs::current_path(ignored).string();
  record.inputs = folder;
  record.command = line_.words;
  files.push_back({"run.json", run_json(record)});
}

}  // namespace ronghe
