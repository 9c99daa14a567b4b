#include "sampling/sobol.hpp"

#include "sampling/random.hpp"

#include <cmath>
#include <set>
#include <vector>

#include <boost/random/sobol.hpp>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

TEST(SobolPoints, HitEachStratumOnce) {
  const SobolPoints points(SobolPoints::most_dimensions);
  for (const int dimension : {0, 1, 2, 17, 500, SobolPoints::most_dimensions - 1}) {
    for (const std::uint32_t count : {1U, 2U, 16U, 1024U}) {
      std::vector<int> hits(count);
      for (std::uint32_t point = 0; point < count; ++point) {
        ++hits.at(static_cast<std::size_t>(points(point, dimension, 99) * count));
      }
      EXPECT_EQ(hits, std::vector<int>(count, 1)) << dimension;
    }
  }
}

// The first two dimensions are a net in base 2: so is any box of area 2^-k hit once by 2^k points, scrambled or not.
TEST(SobolPoints, HitEachBoxOfTheFirstTwoDimensionsOnce) {
  const SobolPoints points(2);
  for (int across = 0; across <= 8; ++across) {
    std::set<std::pair<int, int>> boxes;
    for (std::uint32_t point = 0; point < 256; ++point) {
      boxes.emplace(static_cast<int>(std::ldexp(points(point, 0, 1), across)),
                    static_cast<int>(std::ldexp(points(point, 1, 2), 8 - across)));
    }
    EXPECT_EQ(boxes.size(), 256U) << across;
  }
}

TEST(SobolPoints, AreScrambledIndependently) {
  const SobolPoints points(2);
  // The mean over streams of each point of a dimension is 1/2, of its square 1/3, and of two points of a pair 1/4.
  constexpr int streams = 20000;
  double sum = 0, squares = 0, products = 0;
  for (std::uint64_t stream = 0; stream < streams; ++stream) {
    const double x = points(5, 0, mix(stream)), y = points(5, 1, mix(stream + streams));
    sum += x;
    squares += x * x;
    products += x * y;
  }
  EXPECT_NEAR(sum / streams, 0.5, 4 * std::sqrt(1.0 / 12 / streams));
  EXPECT_NEAR(squares / streams, 1.0 / 3, 4 * std::sqrt(4.0 / 45 / streams));
  EXPECT_NEAR(products / streams, 0.25, 4 * std::sqrt(7.0 / 144 / streams));
}

// The mean of a smooth product of five keys, where the error of n independent draws is 1 / sqrt(n).
TEST(SobolPoints, IntegrateBetterThanRandomDraws) {
  const SobolPoints points(5);
  constexpr std::uint32_t count = 4096;
  const auto integrate = [&](std::uint64_t seed, bool sobol) {
    double sum = 0;
    for (std::uint32_t point = 0; point < count; ++point) {
      double product = 1;
      for (int dimension = 0; dimension < 5; ++dimension) {
        const std::uint64_t stream = stream_of(seed, std::string(1, static_cast<char>('a' + dimension)));
        const double u =
            sobol ? points(point, dimension, stream) : share_of_word(random_word(stream, Purpose::share, point));
        product *= 1 + 0.5 * (u - 0.5);
      }
      sum += product;
    }
    return sum / count - 1;
  };
  double of_sobol = 0, of_random = 0;
  for (std::uint64_t seed = 0; seed < 20; ++seed) {
    of_sobol += std::pow(integrate(seed, true), 2);
    of_random += std::pow(integrate(seed, false), 2);
  }
  EXPECT_LT(std::sqrt(of_sobol), 0.02 * std::sqrt(of_random));
}

}  // namespace
}  // namespace ronghe
