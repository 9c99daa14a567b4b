// Opens studies: folders with frozen scenarios, a manifest, blocks and results.
#pragma once

#include "cli/command_line.hpp"
#include "cli/commands.hpp"
#include "ronghe/ronghe.hpp"

#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace ronghe {

// The plan points to the scenarios, which stay where they are.
struct OpenStudy {
  std::string folder;
  std::shared_ptr<const std::vector<Scenario>> scenarios;
  EnsemblePlan plan;
  StudyManifest manifest;
};

// What a command asks of the study that it makes, beside what its scenarios and its options say.
struct StudyWish {
  bool sensitivity = false;  // the design of a sensitivity analysis, without the options of the scenario
  bool silent = false;       // another process tells of it
};

// A study by its folder, or by scenarios: then it is made or, when it is there, gone on with. What is wrong has been
// told.
std::variant<OpenStudy, ExitCode> open_study(const CommandLine& line, const StudyWish& wish);
// A study that is there.
std::variant<OpenStudy, ExitCode> open_study_in(const std::string& folder, Language language);
bool is_study(const std::string& folder);
Outcome<StudyManifest> manifest_in(const std::string& folder);
// Its blocks, to be read.
Outcome<Study> blocks_of(const OpenStudy& open);
// More members, where the design allows it. They are added to a study that is whole: a command that is repeated after
// a stop, or typed for each of several shards, adds no others.
std::vector<Diagnostic> extend_study(const CommandLine& line, OpenStudy& open);

}  // namespace ronghe
