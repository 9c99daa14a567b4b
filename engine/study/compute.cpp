// Deals the members that are missing out to threads and processes.
//
// Each thread takes the next range, computes it and puts its block in place. So a thread that is killed loses one
// block, and memory holds one block for each thread. Rank 0 of several processes answers the others while its own
// threads compute.
#include "ronghe/study.hpp"
#include "simulate/threads.hpp"
#include "study/module.hpp"
#include "study/mpi_door.hpp"

#include <chrono>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <string_view>
#include <thread>
#include <utility>

namespace ronghe {
namespace {

// How many processes the launcher says there are: `mpirun`, or `srun` with PMIx.
int told_processes() {
  for (const char* name : {"OMPI_COMM_WORLD_SIZE", "PMI_SIZE", "SLURM_STEP_NUM_TASKS"}) {
    if (const char* text = std::getenv(name)) return std::atoi(text);
  }
  return 1;
}

// The ranges that are left, for whoever asks.
class Queue {
 public:
  Queue(std::vector<MemberRange> ranges, const ComputeOptions& options)
      : ranges_(std::move(ranges)), options_(options) {}

  std::optional<MemberRange> next() {
    const std::lock_guard lock(mutex_);
    const bool late = options_.deadline && std::chrono::steady_clock::now() >= *options_.deadline;
    if (late || (options_.cancel && *options_.cancel) || next_ == ranges_.size()) return std::nullopt;
    return ranges_[next_++];
  }

 private:
  std::mutex mutex_;
  const std::vector<MemberRange> ranges_;
  const ComputeOptions& options_;
  std::size_t next_ = 0;
};

}  // namespace

struct Ranks::State {
  const MpiDoor* door = nullptr;  // null: this process alone
  ~State() {
    if (door) door->close();
  }
};

Ranks::Ranks(std::unique_ptr<State> state) : state_(std::move(state)) {}
Ranks::Ranks(Ranks&&) noexcept = default;
Ranks::~Ranks() = default;

Ranks Ranks::alone() { return Ranks(std::make_unique<State>()); }

Outcome<Ranks> Ranks::join() {
  if (told_processes() <= 1) return alone();
  auto state = std::make_unique<State>();
  Diagnostics diagnostics;
  const auto refuse = [&](const Word& reason) {
    diagnostics.error("study.no_mpi", {}, {{"processes", std::to_string(told_processes())}, {"reason", reason}});
    return diagnostics.take();
  };
  const auto module = load_module(mpi_module_name);
  const Text* reason = std::get_if<Text>(&module);
  if (reason == nullptr) {
    const auto open = reinterpret_cast<OpenMpiDoor*>(function_in(std::get<void*>(module), mpi_door_name));
    state->door = open == nullptr ? nullptr : open();
  }
  if (state->door == nullptr) return refuse(reason == nullptr ? Text("MPI 无法启动", "MPI cannot begin") : *reason);
  // Each process would take itself for the only one, and compute all.
  if (state->door->size() != told_processes()) {
    const std::string seen = std::to_string(state->door->size());
    return refuse(Text("MPI 只看到 " + seen + " 个（Slurm 请用 `srun --mpi=pmix`）",
                       "MPI sees " + seen + " of them (with Slurm, type `srun --mpi=pmix`)"));
  }
  return Ranks(std::move(state));
}

int Ranks::rank() const { return state_->door ? state_->door->rank() : 0; }
int Ranks::size() const { return state_->door ? state_->door->size() : 1; }
bool Ranks::all(bool good) const { return state_->door ? state_->door->all(good) : good; }

std::vector<Diagnostic> compute_missing(Study& study, Ranks& ranks,
                                        const std::function<Computed(const MemberRange&)>& compute,
                                        const ComputeOptions& options) {
  const MpiDoor* const door = ranks.state_->door;
  const bool asks = door != nullptr && ranks.rank() > 0;
  Queue queue(asks ? std::vector<MemberRange>() : study.missing(options.block, options.shard), options);
  std::mutex mutex;  // of all below, and of the door
  Diagnostics diagnostics;
  int members = study.done();
  int failed = 0;
  bool stopped = false;
  std::exception_ptr thrown;

  const auto next = [&]() -> std::optional<MemberRange> {
    if (!asks) return queue.next();
    const std::lock_guard lock(mutex);
    MemberRange range;
    if (stopped || !door->ask(&range.first, &range.count)) {
      stopped = true;
      return std::nullopt;
    }
    return range;
  };
  const auto compute_ranges = [&] {
    while (const auto range = next()) {
      const Computed computed = compute(*range);
      std::vector<Diagnostic> trouble = study.write(computed.block);
      const std::lock_guard lock(mutex);
      if (!trouble.empty()) {
        if (!stopped) diagnostics.add(std::move(trouble));
        stopped = true;
        return;
      }
      if (stopped) return;
      members += range->count;
      failed += computed.failed;
      if (options.progress) options.progress(members, study.shape().members, failed);
    }
  };
  const auto work = [&] {
    try {
      compute_ranges();
    } catch (...) {
      const std::lock_guard lock(mutex);
      thrown = std::current_exception();
      stopped = true;
    }
  };

  if (door == nullptr || asks) {
    run_in_threads(options.threads, work);
    if (asks) door->leave();
  } else {
    std::thread own([&] { run_in_threads(options.threads, work); });
    const auto answer = [](void* context, int* first, int* count) {
      const auto range = static_cast<Queue*>(context)->next();
      if (range) {
        *first = range->first;
        *count = range->count;
      }
      return range.has_value();
    };
    door->serve(answer, &queue);
    own.join();
  }
  if (thrown) std::rethrow_exception(thrown);
  if (!asks) diagnostics.add(study.refresh());
  return diagnostics.take();
}

}  // namespace ronghe
