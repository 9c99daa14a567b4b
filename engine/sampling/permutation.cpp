// A Feistel network permutes the numbers of 2h bits: each round mixes one half into the other. What lands at n or
// beyond is sent through again until it lands below n (cycle walking; Black and Rogaway 2002), which takes at most
// four turns on average: a permutation of fewer numbers than 2^(2h) remains one.
//
// A network of very short halves reaches only few permutations, so h is at least 4; few strata just walk longer.
#include "sampling/permutation.hpp"

#include "sampling/random.hpp"

namespace ronghe {
namespace {

constexpr int rounds = 8;
constexpr int least_half_bits = 4;

}  // namespace

Permutation::Permutation(std::uint32_t count, std::uint64_t stream)
    : stream_(mix(stream + static_cast<std::uint64_t>(Purpose::permutation))),
      count_(count),
      half_bits_(least_half_bits) {
  while ((std::uint64_t{1} << (2 * half_bits_)) < count) ++half_bits_;
}

std::uint32_t Permutation::operator()(std::uint32_t i) const {
  const std::uint64_t mask = (std::uint64_t{1} << half_bits_) - 1;
  std::uint64_t word = i;
  do {
    std::uint64_t left = word >> half_bits_, right = word & mask;
    for (std::uint64_t round = 0; round < rounds; ++round) {
      const std::uint64_t mixed = left ^ (mix(stream_ + (round << 32 | right)) & mask);
      left = right;
      right = mixed;
    }
    word = left << half_bits_ | right;
  } while (word >= count_);
  return static_cast<std::uint32_t>(word);
}

}  // namespace ronghe
