// What the commands share that work on a study: a folder with frozen scenarios, a manifest, blocks and results.
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

// The study of a command, with all members computed as far as this process and those beside it can; its blocks.
// Otherwise the code to end with: what is wrong, an interrupt, a shard that is done, another rank's work.
struct ComputedStudy {
  OpenStudy open;
  Study study;
};
std::variant<ComputedStudy, ExitCode> compute_study(const CommandLine& line, const StudyWish& wish);

// Bytes that are held at a time: a block of each thread while it is computed, or rows of all members while they are
// joined.
double memory_of(const EnsemblePlan& plan, int block, int threads);

// Threads that were asked for, else one for each core.
int threads_of(const CommandLine& line);

}  // namespace ronghe
