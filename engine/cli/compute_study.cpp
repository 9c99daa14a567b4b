#include "cli/compute_study.hpp"

#include "cli/results.hpp"
#include "cli/study_size.hpp"
#include "cli/terminal.hpp"

#include <algorithm>
#include <chrono>

#include <fmt/format.h>

namespace ronghe {
namespace {

void tell_plan(const OpenStudy& open, const Study& study, int block, Language language) {
  const int members = study.shape().members;
  const std::string size = size_text(Study::bytes(study.shape(), block));
  const std::string design = name_of(open.plan.options.design.kind);
  const std::size_t scenarios = open.plan.scenarios.size();
  const std::size_t keys = open.plan.keys.size();
  std::string text =
      language == Language::chinese
          ? fmt::format("{} 个情景 × {} 个成员，抽样设计 {}（种子 {}），{} 个不确定量；结果约占 {}，存于 {}", scenarios,
                        members, design, open.plan.options.design.seed, keys, size, open.folder)
          : fmt::format("{} {} × {} members, design {} (seed {}), {} {}; the blocks take {} in {}", scenarios,
                        scenarios == 1 ? "scenario" : "scenarios", members, design, open.plan.options.design.seed, keys,
                        keys == 1 ? "uncertain number" : "uncertain numbers", size, open.folder);
  if (study.done() > 0) {
    text += language == Language::chinese ? fmt::format("；已有 {} 个成员", study.done())
                                          : fmt::format("; {} members are there already", study.done());
  }
  print(text + "\n");
}

Shard shard_of(const CommandLine& line) {
  Shard shard;
  if (!line.has("shard")) return shard;
  const std::string text = line.value("shard");
  const std::size_t slash = text.find('/');
  shard.index = std::stoi(text.substr(0, slash)) - 1;
  shard.of = std::stoi(text.substr(slash + 1));
  return shard;
}

// Joins the other processes, if there are any, and keeps what they agree on.
std::variant<OpenStudy, ExitCode> open_together(const Ranks& ranks, const CommandLine& line, const StudyWish& wish) {
  StudyWish of_rank = wish;
  of_rank.silent = ranks.rank() > 0;
  std::variant<OpenStudy, ExitCode> opened = run_failed;
  if (ranks.rank() == 0) {
    opened = open_study(line, of_rank);
    if (OpenStudy* open = std::get_if<OpenStudy>(&opened); open != nullptr && line.has("extend")) {
      const std::vector<Diagnostic> trouble = extend_study(line, *open);
      if (!trouble.empty()) {
        report_and_stop(trouble, line.language);
        opened = input_wrong;
      }
    }
  }
  const bool good = ranks.all(ranks.rank() > 0 || std::holds_alternative<OpenStudy>(opened));
  if (ranks.rank() > 0 && good) opened = open_study(line, of_rank);
  return opened;
}

}  // namespace

std::variant<ComputedStudy, ExitCode> compute_study(const CommandLine& line, const StudyWish& wish) {
  // Shards are processes that do not know each other.
  Outcome<Ranks> joined = line.has("shard") ? Outcome<Ranks>(Ranks::alone()) : Ranks::join();
  if (!joined) {
    report_and_stop(joined.diagnostics(), line.language);
    return run_failed;
  }
  Ranks& ranks = joined.value();
  auto opened = open_together(ranks, line, wish);
  OpenStudy* const open = std::get_if<OpenStudy>(&opened);
  const bool first = ranks.rank() == 0;

  // Every rank says whether it is ready before any begins, so that none waits for one that has stopped.
  const int threads = threads_of(line);
  std::optional<Study> study;
  ComputeOptions options;
  options.threads = threads;
  if (open != nullptr) {
    Outcome<Study> blocks = blocks_of(*open);
    if (first) report(blocks.diagnostics(), line.language);
    // Told before hours are spent, and again when the file is to be written.
    if (first && !gives_indices(open->plan.options.design.kind)) {
      report(netcdf_troubles(open->folder + "/results.nc"), line.language);
    }
    if (blocks) study = std::move(blocks.value());
    const int members = open->plan.draws->members();
    options.block = block_of(line, open->plan);
    if (study && first) {
      if (const auto trouble = what_does_not_fit(open->plan, open->folder, members - study->done(), line);
          !trouble.empty()) {
        report_and_stop(trouble, line.language);
        study.reset();
      }
    }
  }
  if (!ranks.all(study.has_value())) {
    const ExitCode* const code = std::get_if<ExitCode>(&opened);
    return code != nullptr ? *code : run_failed;
  }
  const bool told = first && !line.has("quiet") && !line.has("json");
  if (told) tell_plan(*open, *study, options.block, line.language);
  if (line.has("prepare")) return done;

  options.shard = shard_of(line);
  options.cancel = &interrupt();
  const Scenario& leader = *open->plan.scenarios[open->plan.baseline];
  if (leader.limits.wall_time) {
    options.deadline =
        std::chrono::steady_clock::now() + std::chrono::duration_cast<std::chrono::steady_clock::duration>(
                                               std::chrono::duration<double>(*leader.limits.wall_time));
  }
  std::vector<Diagnostic> troubles;
  {
    const int before = study->done();
    Progress progress(line.language, first && watched() && !line.has("quiet"));
    options.progress = [&](int there, int members, int failed) {
      progress.tell(there - before, members - before, failed);
    };
    try {
      troubles = compute_missing(*study, ranks, EnsembleRunner(open->plan), options);
    } catch (...) {
      ranks.all(false);
      throw;
    }
  }
  report(troubles, line.language);
  const bool failed = std::any_of(troubles.begin(), troubles.end(),
                                  [](const Diagnostic& diagnostic) { return diagnostic.severity == Severity::error; });
  const bool all_well = ranks.all(!failed);
  if (!first) return failed ? run_failed : done;
  if (!all_well) return run_failed;
  if (!study->missing(options.block, options.shard).empty()) {
    print_error(
        fmt::format(fmt::runtime(wording::study_interrupted.in(line.language)), study->done(), study->shape().members) +
        "\n");
    return interrupted;
  }
  if (study->done() < study->shape().members) {
    if (told) {
      print(fmt::format(fmt::runtime(wording::shard_done.in(line.language)), study->done(), study->shape().members,
                        open->folder) +
            "\n");
    }
    return done;
  }
  return ComputedStudy{std::move(*open), std::move(*study)};
}

}  // namespace ronghe
