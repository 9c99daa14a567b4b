// What has been computed, and survives: a folder of blocks of members.
//
// A block is done when its file has its final name and its hash holds: it is written under a temporary name, brought to
// the disk and renamed, and the folder is brought to the disk too. The listing of the folder is the index, so any
// number of processes on any number of machines with one file system may add blocks, and one that dies loses the blocks
// it was computing and nothing else. What a member's numbers are does not depend on its block, so blocks may be cut
// anew at any time.
#pragma once

#include "ronghe/diagnostics.hpp"

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ronghe {

// Members first … first + count - 1.
struct MemberRange {
  int first = 0;
  int count = 0;

  int end() const { return first + count; }
  bool operator==(const MemberRange&) const = default;
};

struct StudyBlock {
  MemberRange members;
  std::vector<double> values;  // [row × member]
  std::string notes;           // what else was found, in the caller's own words
};

struct StudyShape {
  std::string fingerprint;  // of all that decides the numbers: blocks of another one are not of this study
  std::size_t rows = 0;     // numbers of each member
  int members = 0;
};

// Whether that is the name of a file of a study that was not put in place, by whoever wrote it.
bool is_unfinished(std::string_view name);

// One part of a study when several processes that do not know each other share it: blocks k with k % of = index.
struct Shard {
  int index = 0;
  int of = 1;
};

struct StudyOptions {
  // Writes to a file, as ::write does. For tests of what a full disk does.
  std::function<std::ptrdiff_t(int file, const void* bytes, std::size_t size)> write = {};
};

class Study {
 public:
  // Opens the folder, makes it if need be, and takes stock of its blocks. Damaged ones are told as warnings and are
  // computed again.
  static Outcome<Study> open(const std::string& folder, const StudyShape& shape, const StudyOptions& options = {});

  const StudyShape& shape() const;
  // Members that have no block yet, cut at multiples of `block`.
  std::vector<MemberRange> missing(int block, const Shard& shard = {}) const;
  // Members that have one.
  int done() const;

  // Puts a block in its place: whole or not at all. From any thread.
  std::vector<Diagnostic> write(const StudyBlock& block) const;
  // Takes stock again: other processes may have added blocks.
  std::vector<Diagnostic> refresh();

  // Rows first … first + count - 1 of members that must be there: [row × member]. From any thread.
  std::vector<Diagnostic> read(std::size_t first, std::size_t count, const MemberRange& members,
                               std::vector<double>& values) const;
  // One row with all members.
  Outcome<std::vector<double>> read_row(std::size_t row) const;
  // Hands over the notes of each block, in the members' order; `members` are those of the block that no block before it
  // has.
  struct Notes {
    MemberRange members;
    MemberRange block;
    std::string text;
  };
  std::vector<Diagnostic> read_notes(const std::function<void(const Notes&)>& take) const;

  // Bytes that the blocks of so many members take.
  static double bytes(const StudyShape& shape, int block);

 private:
  struct State;
  explicit Study(std::shared_ptr<State> state);
  std::shared_ptr<State> state_;
};

struct ComputeOptions {
  int threads = 1;
  int block = 64;  // members
  Shard shard = {};
  std::function<void(int done, int members, int failed)> progress = {};  // one call at a time, from any thread
  // When true, or when that time has come, the blocks that were begun are finished, and no others are begun.
  const std::atomic<bool>* cancel = nullptr;
  std::optional<std::chrono::steady_clock::time_point> deadline = {};
};

struct Computed {
  StudyBlock block;
  int failed = 0;  // members of it that failed: for the progress alone
};

// Who computes the blocks: this process, and, under `mpirun` or `srun`, others to whom rank 0 hands out blocks.
class Ranks {
 public:
  // This process alone, unless the launcher's environment tells of others.
  static Outcome<Ranks> join();
  static Ranks alone();
  Ranks(Ranks&&) noexcept;
  Ranks& operator=(Ranks&&) = delete;
  ~Ranks();

  int rank() const;
  int size() const;
  // Waits for all processes; whether each of them says `good`.
  bool all(bool good) const;

 private:
  friend std::vector<Diagnostic> compute_missing(Study&, Ranks&, const std::function<Computed(const MemberRange&)>&,
                                                 const ComputeOptions&);
  struct State;
  explicit Ranks(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

// Computes what is missing. `compute` is called from several threads at once. Ends early when a block cannot be
// written or `compute` throws; what it threw comes out when the other ranks no longer wait for this one.
std::vector<Diagnostic> compute_missing(Study& study, Ranks& ranks,
                                        const std::function<Computed(const MemberRange&)>& compute,
                                        const ComputeOptions& options);

}  // namespace ronghe
