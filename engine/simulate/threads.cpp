#include "simulate/threads.hpp"

#include <algorithm>
#include <atomic>

#if defined(__SANITIZE_THREAD__)
#include <exception>
#include <thread>
#include <vector>
#else
#include <oneapi/tbb/global_control.h>
#include <oneapi/tbb/parallel_for.h>
#include <oneapi/tbb/task_arena.h>
#endif

namespace ronghe {

#if defined(__SANITIZE_THREAD__)

// Plain threads: what goes on inside oneTBB, which is not built with it, the thread sanitizer cannot see.
void run_in_threads(int threads, const std::function<void()>& work) {
  std::vector<std::exception_ptr> thrown(static_cast<std::size_t>(std::max(threads, 1)));
  const auto take_part = [&](std::exception_ptr& mine) {
    try {
      work();
    } catch (...) {
      mine = std::current_exception();
    }
  };
  {
    std::vector<std::jthread> others;
    for (std::size_t i = 1; i < thrown.size(); ++i) others.emplace_back(take_part, std::ref(thrown[i]));
    take_part(thrown[0]);
  }
  for (const std::exception_ptr& each : thrown) {
    if (each) std::rethrow_exception(each);
  }
}

#else

void run_in_threads(int threads, const std::function<void()>& work) {
  if (threads <= 1) {
    work();
    return;
  }
  // oneTBB prints a warning when an arena asks for more than it allows.
  const tbb::global_control allow(tbb::global_control::max_allowed_parallelism, static_cast<std::size_t>(threads));
  tbb::task_arena arena(threads);
  arena.execute([&] {
    tbb::parallel_for(
        0, threads, [&](int) { work(); }, tbb::simple_partitioner());
  });
}

#endif

void for_each_index(int threads, std::size_t count, const std::function<void(std::size_t index)>& work) {
  std::atomic<std::size_t> next{0};
  const auto enough = static_cast<int>(std::min(count, static_cast<std::size_t>(std::max(threads, 1))));
  run_in_threads(enough, [&] {
    for (std::size_t index = next++; index < count; index = next++) work(index);
  });
}

}  // namespace ronghe
