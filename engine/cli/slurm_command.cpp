// Writes a script for Slurm that computes a study as an array of jobs; the one that finds all blocks there joins them.
//
// Slurm sends a signal to the steps of a job and not to the shell of its script, unless it is asked to (`B:`). The
// program takes the place of that shell, so the signal reaches it.
#include "cli/commands.hpp"
#include "cli/open_study.hpp"
#include "cli/results.hpp"
#include "cli/study_size.hpp"
#include "cli/terminal.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>
#include <filesystem>

#include <fmt/format.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

// In single quotes, as the shell wants it.
std::string quoted(const std::string& text) {
  std::string result = "'";
  for (const char letter : text) result += letter == '\'' ? std::string("'\\''") : std::string(1, letter);
  return result + "'";
}

constexpr const char* script = R"(#!/bin/bash
# Computes the study {name} as {shards} independent jobs; each takes every {shards}th block of what is missing.
#
#   sbatch run.sbatch       computes; submit it again after a failure: blocks that are done stay
#
# The job that finds everything there joins it: `ronghe merge {name}` does the same by hand.
#SBATCH --job-name={name}
#SBATCH --array=1-{shards}
#SBATCH --ntasks=1
#SBATCH --cpus-per-task={threads}
#SBATCH --mem={memory}M
#SBATCH --time={time}
#SBATCH --signal=B:TERM@60
#SBATCH --output=slurm-%A_%a.log
set -eu

program=${{RONGHE:-ronghe}}
study={study}
exec "$program" ensemble "$study" --shard "$SLURM_ARRAY_TASK_ID/{shards}" --threads "${{SLURM_CPUS_PER_TASK:-{threads}}}" --quiet
)";

}  // namespace

ExitCode slurm_command(const CommandLine& line) {
  auto opened = open_study_in(line.arguments.front(), line.language);
  if (const ExitCode* code = std::get_if<ExitCode>(&opened)) return *code;
  const OpenStudy& open = std::get<OpenStudy>(opened);
  const int members = open.plan.draws->members();
  const int shards = line.has("shards") ? std::stoi(line.value("shards")) : std::clamp(members / 1024, 1, 64);
  const int threads = line.has("threads") ? std::stoi(line.value("threads")) : 4;
  std::error_code error;
  const fs::path folder = fs::absolute(open.folder, error).lexically_normal();
  const std::string name = open.plan.scenarios[open.plan.baseline]->id;
  const std::string text = fmt::format(
      fmt::runtime(script), fmt::arg("name", name), fmt::arg("shards", shards), fmt::arg("threads", threads),
      fmt::arg("memory", static_cast<long long>(256 + memory_of(open.plan, block_of(line, open.plan), threads) / 1e6)),
      fmt::arg("time", line.has("time") ? line.value("time") : "01:00:00"), fmt::arg("study", quoted(folder.string())));
  const auto written = write_files(open.folder, {{"run.sbatch", text}});
  report(written.diagnostics(), line.language);
  if (!written) return run_failed;
  print_written(written.value(), line.language);
  return done;
}

}  // namespace ronghe
