#include "simulate/threads.hpp"

#include <algorithm>
#include <atomic>

#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>

namespace ronghe {

void run_in_threads(int threads, const std::function<void()>& work) {
  if (threads <= 1) {
    work();
    return;
  }
  // Counts the hands that what was written has gone through: the next may read it. oneTBB sees to that too, but the
  // thread sanitizer cannot look into a library that was not built with it.
  std::atomic<int> handed_over{0};
  // oneTBB prints a warning when an arena asks for more than it allows.
  const tbb::global_control allow(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  const auto take_part = [&](int) {
    handed_over.load();
    work();
    ++handed_over;
  };
  ++handed_over;
  arena.execute([&] { tbb::parallel_for(0, threads, take_part, tbb::simple_partitioner()); });
  handed_over.load();
}

void for_each_index(int threads, std::size_t count, const std::function<void(std::size_t index)>& work) {
  std::atomic<std::size_t> next{0};
  const auto enough = static_cast<int>(std::min(count, static_cast<std::size_t>(std::max(threads, 1))));
  run_in_threads(enough, [&] {
    for (std::size_t index = next++; index < count; index = next++) work(index);
  });
}

}  // namespace ronghe
