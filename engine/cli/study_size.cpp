#include "cli/study_size.hpp"

#include <algorithm>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

namespace ronghe {

namespace fs = std::filesystem;

int threads_of(const CommandLine& line) {
  if (line.has("threads")) return std::stoi(line.value("threads"));
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

int block_of(const CommandLine& line, int members) {
  if (line.has("block")) return std::stoi(line.value("block"));
  return 64 * std::clamp(members / 16384, 1, 16);
}

double memory_of(const EnsemblePlan& plan, int block, int threads) {
  constexpr double number = 8;
  constexpr double rows_at_a_time = 1 << 28;
  constexpr double rows_of_work = 4;  // beside a copy of what a thread works on
  const double computing = threads * 2.0 * static_cast<double>(plan.numbers()) * block * number;
  const double members = plan.draws->members();
  const auto scenarios = static_cast<double>(plan.scenarios.size());
  const bool indices = gives_indices(plan.options.design.kind);
  const double held = indices ? static_cast<double>(plan.keys.size()) : scenarios;
  const double of_thread = (indices ? 1 : scenarios) + rows_of_work;
  return rows_at_a_time + std::max(computing, number * members * (held + threads * of_thread));
}

std::string size_text(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", std::max(1.0, bytes / 1e3));
  if (bytes < 1e9) return fmt::format("{:.0f} MB", bytes / 1e6);
  return bytes < 1e12 ? fmt::format("{:.1f} GB", bytes / 1e9) : fmt::format("{:.1f} TB", bytes / 1e12);
}

std::vector<Diagnostic> what_does_not_fit(const EnsemblePlan& plan, const std::string& folder, int members,
                                          const CommandLine& line) {
  Diagnostics diagnostics;
  const int block = block_of(line, plan.draws->members());
  const double needed = Study::bytes({"", plan.numbers(), members}, block);
  fs::path there = fs::absolute(folder);
  std::error_code error;
  while (!fs::exists(there, error) && there.has_relative_path()) there = there.parent_path();
  const fs::space_info space = fs::space(there, error);
  if (!error && needed > static_cast<double>(space.available)) {
    diagnostics.error("study.no_space", {}, {{"needed", size_text(needed)}, {"folder", folder}});
  }
  const double memory = memory_of(plan, block, threads_of(line));
  const auto& limit = plan.scenarios[plan.baseline]->limits.memory;
  if (limit && memory > *limit) {
    diagnostics.error("study.no_memory", {}, {{"needed", size_text(memory)}, {"limit", size_text(*limit)}});
  }
  return diagnostics.take();
}

}  // namespace ronghe
