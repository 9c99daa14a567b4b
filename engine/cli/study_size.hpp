// How large a study is, on the disk and in memory, and into what pieces it is cut.
#pragma once

#include "cli/command_line.hpp"
#include "ronghe/ronghe.hpp"

#include <string>
#include <vector>

namespace ronghe {

// Threads that were asked for, else one for each core.
int threads_of(const CommandLine& line);

// Members in a block: whole groups of lanes; of very many members more, so that the folder stays readable, while a
// block stays small. The same for all shards.
int block_of(const CommandLine& line, const EnsemblePlan& plan);

// Bytes that are held at a time: a block of each thread while it is computed, or what is held while they are joined.
double memory_of(const EnsemblePlan& plan, int block, int threads);

// `12 MB`
std::string size_text(double bytes);

// What of so many members does not fit on the disk of the folder, or into the memory that the scenario allows.
std::vector<Diagnostic> what_does_not_fit(const EnsemblePlan& plan, const std::string& folder, int members,
                                          const CommandLine& line);

}  // namespace ronghe
