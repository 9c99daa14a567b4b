// The direction numbers are those of Joe and Kuo (2008), asked of Boost's generator. Its points come in the order of
// the Gray code: point n is the exclusive or of the directions j for which bit j of n ^ (n >> 1) is set. So the point
// 2^(j+1) - 1 is direction j itself. Here point n takes those of the bits of n: the same 2^k points come first, and
// each is computed alone.
//
// Scrambling (Owen 1995) walks down a binary tree along the digits of a coordinate and turns each digit or not, as a
// coin says that is thrown once for each node of the tree. The coins are a hash of the node (as Laine and Karras 2011,
// but without their short cut through the carry bits of products): one hash gives those of six levels, which are
// 1 + 2 + … + 32 = 63 coins.
#include "sampling/sobol.hpp"

#include "sampling/random.hpp"

#include <boost/random/sobol.hpp>

namespace ronghe {
namespace {

constexpr int levels = 6;  // of the tree, for each hash

// Turns six digits by the coins of the nodes that they pass.
std::uint64_t turn_digits(std::uint64_t digits, std::uint64_t coins) {
  std::uint64_t turned = digits;
  for (int level = 0; level < levels; ++level) {
    const std::uint64_t node = (std::uint64_t{1} << level) - 1 + (digits >> (levels - level));
    turned ^= (coins >> node & 1) << (levels - 1 - level);
  }
  return turned;
}

// `coordinate` has its first digit in the top bit; so has the result, of which the top 54 digits count.
std::uint64_t scramble(std::uint64_t coordinate, std::uint64_t stream) {
  constexpr int groups = 9;
  std::uint64_t result = 0;
  for (int group = 0; group < groups; ++group) {
    const int shift = 64 - levels * (group + 1);
    // The digits above with a 1 before them: no two nodes of the tree have the same number.
    const std::uint64_t above =
        group == 0 ? 1 : (coordinate >> (shift + levels)) | (std::uint64_t{1} << (levels * group));
    const std::uint64_t coins = mix(stream + above * 0x9e3779b97f4a7c15U);
    result |= turn_digits(coordinate >> shift & ((1U << levels) - 1), coins) << shift;
  }
  return result;
}

}  // namespace

SobolPoints::SobolPoints(int dimensions) {
  if (dimensions < 1) return;
  const auto count = static_cast<std::size_t>(dimensions);
  directions_.resize(count * bits);
  boost::random::sobol generator(count);
  for (std::size_t bit = 0; bit < bits; ++bit) {
    // Seeded with n, the generator goes on with the point n + 1.
    generator.seed((std::uint64_t{1} << (bit + 1)) - 2);
    for (std::size_t dimension = 0; dimension < count; ++dimension) {
      directions_[dimension * bits + bit] = static_cast<std::uint32_t>(generator() >> 32);
    }
  }
}

double SobolPoints::operator()(std::uint32_t point, int dimension, std::uint64_t stream) const {
  const std::uint32_t* direction = &directions_[static_cast<std::size_t>(dimension) * bits];
  std::uint32_t coordinate = 0;
  for (; point != 0; point >>= 1, ++direction) coordinate ^= (point & 1) != 0 ? *direction : 0;
  const std::uint64_t key = mix(stream + static_cast<std::uint64_t>(Purpose::scramble));
  return share_of_word(scramble(static_cast<std::uint64_t>(coordinate) << 32, key));
}

}  // namespace ronghe
