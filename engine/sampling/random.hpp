// Random numbers that are a function of who asks: a seed, a stream with a name, what the number is for, and a counter.
// Nobody's numbers depend on who else asks, or on when.
#pragma once

#include <cstdint>
#include <string_view>

namespace ronghe {

// What a stream's numbers are for. The values are part of every draw: a new purpose is added at the end.
enum class Purpose : std::uint64_t { share, base, scramble, permutation, jitter, level, direction, turn };

// A number of 64 bits in which every bit of `word` has its say (finaliser of SplitMix64; Steele et al. 2014, with the
// constants of Stafford's Mix13). A bijection.
std::uint64_t mix(std::uint64_t word);

// Names a stream of random numbers.
std::uint64_t stream_of(std::uint64_t seed, std::string_view name);

// Philox 4x64-10 (Salmon et al. 2011).
std::uint64_t random_word(std::uint64_t stream, Purpose purpose, std::uint64_t counter);

// The top 52 bits of a word as a share inside (0, 1): the middle of one of 2^52 equal parts.
double share_of_word(std::uint64_t word);

}  // namespace ronghe
