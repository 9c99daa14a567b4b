// Verifies a study: its frozen inputs and the seals of its blocks, some members that are computed again, and the
// results that lie in its folder.
#include "cli/commands.hpp"
#include "cli/open_study.hpp"
#include "cli/records.hpp"
#include "cli/study_results.hpp"
#include "cli/study_size.hpp"
#include "cli/terminal.hpp"
#include "cli/wording.hpp"
#include "ronghe/ronghe.hpp"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <filesystem>
#include <set>

#include <fmt/format.h>

namespace ronghe {
namespace {

constexpr int ranges = 8;  // of members that are computed again, evenly spread
constexpr int members_of_range = 8;

std::vector<StudyBlock> compute_again(const EnsemblePlan& plan) {
  const int members = plan.draws->members();
  const EnsembleRunner runner(plan);
  std::vector<StudyBlock> blocks;
  int reached = 0;
  for (int i = 0; i < ranges; ++i) {
    const int first = std::max(reached, static_cast<int>(static_cast<long long>(members) * i / ranges));
    reached = std::min(members, first + members_of_range);
    if (first < reached) blocks.push_back(runner({first, reached - first}).block);
  }
  return blocks;
}

// Members of which a number differs from the one that is stored.
std::set<int> differing(const std::vector<StudyBlock>& blocks, const Study& study, Diagnostics& diagnostics) {
  std::set<int> found;
  std::vector<double> stored;
  for (const StudyBlock& block : blocks) {
    diagnostics.add(study.read(0, study.shape().rows, block.members, stored));
    if (diagnostics.has_errors()) break;
    for (std::size_t i = 0; i < stored.size(); ++i) {
      if (std::bit_cast<std::uint64_t>(stored[i]) == std::bit_cast<std::uint64_t>(block.values[i])) continue;
      found.insert(block.members.first + static_cast<int>(i % static_cast<std::size_t>(block.members.count)));
    }
  }
  return found;
}

// Without the mark that spreadsheets want.
std::string unmarked(const std::string& text) { return text.starts_with("\xEF\xBB\xBF") ? text.substr(3) : text; }

}  // namespace

ExitCode verify_study(const CommandLine& line) {
  auto opened = open_study_in(line.arguments.front(), line.language);
  if (const ExitCode* code = std::get_if<ExitCode>(&opened)) return *code;
  const OpenStudy& open = std::get<OpenStudy>(opened);
  Diagnostics diagnostics;
  const auto stop = [&] {
    report(diagnostics.take(), line.language);
    return input_wrong;
  };
  const Outcome<Study> study = blocks_of(open);
  diagnostics.add(study.diagnostics());
  if (!study) return stop();
  const Outcome<StudyResult> results = gather_results(open, study.value(), threads_of(line));
  diagnostics.add(results.diagnostics());
  if (!results) return stop();

  const std::vector<StudyBlock> blocks = compute_again(open.plan);
  int computed = 0;
  for (const StudyBlock& block : blocks) computed += block.members.count;
  for (const int member : differing(blocks, study.value(), diagnostics)) {
    diagnostics.error("verify.member_differs", {},
                      {{"member", std::to_string(member)}, {"version", open.manifest.version}});
  }
  std::vector<OutputFile> same;
  for (const OutputFile& file : result_files(results.value(), false)) {
    const std::filesystem::path path = std::filesystem::path(open.folder) / file.name;
    const std::optional<std::string> there = text_of(path);
    if (!there) continue;
    if (unmarked(*there) == file.text) {
      same.push_back(file);
    } else {
      diagnostics.error("verify.output_changed", {}, {{"file", path.string()}});
    }
  }
  if (diagnostics.has_errors()) return stop();
  report(diagnostics.take(), line.language);
  std::string text =
      fmt::format(fmt::runtime(wording::study_verified.in(line.language)), computed, study.value().done()) + "\n";
  for (const OutputFile& file : same) text += "  " + file.name + "  " + sha256(file.text) + "\n";
  print(text);
  return done;
}

}  // namespace ronghe
