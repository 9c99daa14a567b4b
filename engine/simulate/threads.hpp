// Several threads of this process at one piece of work.
#pragma once

#include <cstddef>
#include <functional>

namespace ronghe {

// Runs `work` in so many threads at once, and is through when all of them are. They see what was written before, and
// whoever goes on sees what they wrote.
void run_in_threads(int threads, const std::function<void()>& work);

// Calls `work` once for each index below `count`, in any order.
void for_each_index(int threads, std::size_t count, const std::function<void(std::size_t index)>& work);

}  // namespace ronghe
