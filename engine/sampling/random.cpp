#include "sampling/random.hpp"

#include <Random123/philox.h>

namespace ronghe {

std::uint64_t mix(std::uint64_t word) {
  word = (word ^ (word >> 30)) * 0xbf58476d1ce4e5b9U;
  word = (word ^ (word >> 27)) * 0x94d049bb133111ebU;
  return word ^ (word >> 31);
}

// FNV-1a over the name's bytes, begun at the seed.
std::uint64_t stream_of(std::uint64_t seed, std::string_view name) {
  std::uint64_t hash = mix(seed + 0xcbf29ce484222325U);
  for (const char c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3U;
  return mix(hash);
}

std::uint64_t random_word(std::uint64_t stream, Purpose purpose, std::uint64_t counter) {
  const r123::Philox4x64::ctr_type place{{counter, static_cast<std::uint64_t>(purpose), 0, 0}};
  const r123::Philox4x64::key_type key{{stream, 0x726f6e676865U}};  // the machine's noise has 0 there
  return r123::Philox4x64()(place, key)[0];
}

// k + 1/2 with k < 2^52 has 53 bits, so neither 0 nor 1 is ever rounded to.
double share_of_word(std::uint64_t word) { return (static_cast<double>(word >> 12) + 0.5) * 0x1p-52; }

}  // namespace ronghe
