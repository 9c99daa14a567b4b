#include "cli/study_size.hpp"

#include <algorithm>
#include <filesystem>
#include <thread>

#include <fmt/format.h>

namespace ronghe {

namespace fs = std::filesystem;

namespace {

constexpr int lanes = 64;
constexpr double number = sizeof(double);
constexpr double number_as_text = 256;  // with the names of its row, twice

}  // namespace

int threads_of(const CommandLine& line) {
  if (line.has("threads")) return std::stoi(line.value("threads"));
  return static_cast<int>(std::max(1U, std::thread::hardware_concurrency()));
}

int block_of(const CommandLine& line, const EnsemblePlan& plan) {
  if (line.has("block")) return std::stoi(line.value("block"));
  constexpr double large = 1 << 25;  // bytes
  const double smallest = static_cast<double>(plan.numbers()) * lanes * number;
  const int most = std::max(1, static_cast<int>(std::min(16.0, large / smallest)));
  return lanes * std::clamp(plan.draws->members() / 16384, 1, most);
}

double memory_of(const EnsemblePlan& plan, int block, int threads) {
  constexpr double rows_at_a_time = 1 << 28;
  const double numbers = static_cast<double>(plan.numbers());
  const double computing = threads * 2.0 * numbers * block * number;
  const double members = plan.draws->members();
  if (gives_indices(plan.options.design.kind)) {
    constexpr double rows_of_work = 5;  // of a thread
    const double joining = number * members * (static_cast<double>(plan.keys.size()) + threads * rows_of_work);
    return rows_at_a_time + std::max(computing, joining);
  }
  // Many members are counted: one figure of very many scenarios may take more than the rest.
  const auto scenarios = static_cast<double>(plan.scenarios.size());
  const auto shares = plan.options.quantiles.size();
  const double counting =
      scenarios * static_cast<double>(2 * ExactQuantiles::bytes_to_count(shares) + ExactQuantiles::bytes_to_count(1));
  const double kept = number_as_text * numbers * std::min<double>(plan.options.kept, members);
  const double joining = std::max(rows_at_a_time, rows_at_a_time / 2 + counting) + kept + scenarios * members / 8;
  return std::max(computing, joining);
}

std::string size_text(double bytes) {
  if (bytes < 1e6) return fmt::format("{:.0f} kB", std::max(1.0, bytes / 1e3));
  if (bytes < 1e9) return fmt::format("{:.0f} MB", bytes / 1e6);
  return bytes < 1e12 ? fmt::format("{:.1f} GB", bytes / 1e9) : fmt::format("{:.1f} TB", bytes / 1e12);
}

std::vector<Diagnostic> what_does_not_fit(const EnsemblePlan& plan, const std::string& folder, int members,
                                          const CommandLine& line) {
  Diagnostics diagnostics;
  const int block = block_of(line, plan);
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
