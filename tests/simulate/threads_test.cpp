// Several threads at one piece of work.
#include "simulate/threads.hpp"

#include <atomic>
#include <cstdlib>
#include <stdexcept>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

TEST(Threads, TakeEveryIndexOnce) {
  for (const int threads : {0, 1, 2, 5}) {
    std::vector<std::atomic<int>> taken(1000);
    for_each_index(threads, taken.size(), [&](std::size_t index) { ++taken[index]; });
    for (const std::atomic<int>& times : taken) EXPECT_EQ(times, 1) << threads << " threads";
  }
  for_each_index(4, 0, [](std::size_t) { FAIL(); });
}

TEST(Threads, HandOnWhatTheWorkThrows) {
  for (const int threads : {1, 2, 5}) {
    EXPECT_THROW(run_in_threads(threads, [] { throw std::runtime_error("no"); }), std::runtime_error) << threads;
  }
}

#if defined(__SANITIZE_THREAD__)
// The sanitizer ends a process in which it saw a race with 66. Without this test its silence would say nothing.
TEST(ThreadsDeathTest, AreSeenToRaceByTheSanitizer) {
  const auto race = [] {
    int sum = 0;
    run_in_threads(2, [&] {
      for (int i = 0; i < 100'000; ++i) ++sum;
    });
    std::exit(sum > 0 ? 0 : 1);
  };
  GTEST_FLAG_SET(death_test_style, "threadsafe");
  EXPECT_EXIT(race(), ::testing::ExitedWithCode(66), "data race");
}
#endif

}  // namespace
}  // namespace ronghe
