// A permutation of 0 … n - 1 of which each place is computed alone, without a table.
#pragma once

#include <cstdint>

namespace ronghe {

class Permutation {
 public:
  Permutation(std::uint32_t count, std::uint64_t stream);

  std::uint32_t operator()(std::uint32_t i) const;

 private:
  std::uint64_t stream_;
  std::uint32_t count_;
  int half_bits_;
};

}  // namespace ronghe
