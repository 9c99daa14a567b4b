// What each design promises of its draws: which ones stay when keys or members are added, and how they lie.
#include "ronghe/diagnostics.hpp"
#include "ronghe/sampling.hpp"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <set>
#include <string>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using Kind = Design::Kind;
using testing::Each;
using testing::ElementsAre;

// Shares themselves as values.
std::vector<DrawKey> keys_called(const std::vector<std::string>& names) {
  std::vector<DrawKey> keys;
  for (const std::string& name : names) {
    DrawKey key;
    key.name = name;
    key.distribution.min = 0;
    key.distribution.max = 1;
    key.dimension = static_cast<int>(keys.size());
    keys.push_back(key);
  }
  return keys;
}

Design design_of(Kind kind, int members) {
  Design design;
  design.kind = kind;
  design.members = members;
  design.seed = 7;
  design.base = 5;
  if (kind == Kind::table) design.table.assign(12, 0.5);
  return design;
}

const Kind every_kind[] = {Kind::sobol, Kind::lhs, Kind::random, Kind::grid, Kind::morris, Kind::saltelli, Kind::table};

std::vector<double> of_key(const std::vector<double>& shares, std::size_t key, std::size_t members) {
  return {shares.begin() + static_cast<std::ptrdiff_t>(key * members),
          shares.begin() + static_cast<std::ptrdiff_t>((key + 1) * members)};
}

double rank_correlation(const std::vector<double>& x, const std::vector<double>& y) {
  const auto ranks = [](const std::vector<double>& values) {
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    std::vector<double> rank(values.size());
    for (std::size_t i = 0; i < order.size(); ++i) rank[order[i]] = static_cast<double>(i);
    return rank;
  };
  const std::vector<double> a = ranks(x), b = ranks(y);
  const double n = static_cast<double>(x.size()), mean = (n - 1) / 2;
  double sum = 0;
  for (std::size_t i = 0; i < a.size(); ++i) sum += (a[i] - mean) * (b[i] - mean);
  return sum / (n * (n * n - 1) / 12);
}

TEST(Draws, OfAPartOfTheMembersAreThoseOfTheWhole) {
  for (const Kind kind : every_kind) {
    const std::vector<KeyCorrelation> correlations = kind == Kind::sobol || kind == Kind::lhs || kind == Kind::random
                                                         ? std::vector<KeyCorrelation>{{0, 2, 0.5}}
                                                         : std::vector<KeyCorrelation>{};
    const Draws draws(keys_called({"a", "b", "c"}), correlations, design_of(kind, 100));
    const auto members = static_cast<std::size_t>(draws.members());
    const std::vector<double> whole = draws.values(0, draws.members());
    for (const auto& [first, count] : {std::pair(0, 1), {1, 2}, {3, 1}, {2, 0}}) {
      const std::vector<double> part = draws.values(first, count);
      for (std::size_t key = 0; key < 3; ++key) {
        for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
          EXPECT_EQ(part[key * static_cast<std::size_t>(count) + i],
                    whole[key * members + static_cast<std::size_t>(first) + i]);
        }
      }
    }
  }
}

TEST(Draws, StayWhenKeysAreAdded) {
  for (const Kind kind : {Kind::sobol, Kind::lhs, Kind::random}) {
    // In between, as the order of ids has it; the dimensions are kept.
    std::vector<DrawKey> more = keys_called({"a", "a2", "b"});
    more[1].dimension = 2;
    more[2].dimension = 1;
    const Draws draws(keys_called({"a", "b"}), {{0, 1, 0.3}}, design_of(kind, 64));
    const Draws extended(more, {{0, 2, 0.3}}, design_of(kind, 64));
    const std::vector<double> before = draws.shares(0, 64), after = extended.shares(0, 64);
    EXPECT_EQ(of_key(before, 0, 64), of_key(after, 0, 64));
    EXPECT_EQ(of_key(before, 1, 64), of_key(after, 2, 64));
    // An addition that is correlated with others, too.
    std::vector<DrawKey> pairs = keys_called({"a", "b", "y", "z"});
    const Draws paired(pairs, {{2, 3, -0.6}, {0, 1, 0.3}}, design_of(kind, 64));
    EXPECT_EQ(of_key(before, 1, 64), of_key(paired.shares(0, 64), 1, 64));
    // And one that is correlated with a key that was there and comes behind it by name.
    std::vector<DrawKey> drawn_with = keys_called({"a-x", "b"});
    std::swap(drawn_with[0].dimension, drawn_with[1].dimension);
    const Draws alone(keys_called({"b"}), {}, design_of(kind, 64));
    const Draws with(drawn_with, {{0, 1, 0.7}}, design_of(kind, 64));
    EXPECT_EQ(of_key(alone.shares(0, 64), 0, 64), of_key(with.shares(0, 64), 1, 64));
  }
}

TEST(Draws, StayWhenMembersAreAdded) {
  for (const Kind kind : {Kind::sobol, Kind::random}) {
    const Draws draws(keys_called({"a", "b"}), {{0, 1, 0.3}}, design_of(kind, 50));
    const Draws extended(keys_called({"a", "b"}), {{0, 1, 0.3}}, design_of(kind, 1000));
    EXPECT_EQ(draws.shares(0, 50), extended.shares(0, 50));
  }
}

TEST(Draws, AreOthersWithAnotherSeed) {
  for (const Kind kind : {Kind::sobol, Kind::lhs, Kind::random, Kind::morris, Kind::saltelli}) {
    Design other = design_of(kind, 50);
    other.seed = 8;
    const Draws draws(keys_called({"a", "b"}), {}, design_of(kind, 50)), others(keys_called({"a", "b"}), {}, other);
    EXPECT_NE(draws.shares(0, 10), others.shares(0, 10));
  }
}

TEST(Draws, LieInsideZeroAndOne) {
  for (const Kind kind : every_kind) {
    if (kind == Kind::table) continue;
    const Draws draws(keys_called({"a", "b", "c"}), {}, design_of(kind, 3000));
    EXPECT_THAT(draws.shares(0, draws.members()), Each(testing::AllOf(testing::Gt(0.0), testing::Lt(1.0))));
  }
}

TEST(Draws, OfALatinHypercubeHitEachStratumOnce) {
  for (const int members : {1, 2, 10, 1000}) {
    const Draws draws(keys_called({"a", "b"}), {}, design_of(Kind::lhs, members));
    const std::vector<double> shares = draws.shares(0, members);
    for (std::size_t key = 0; key < 2; ++key) {
      std::vector<int> hits(static_cast<std::size_t>(members));
      for (const double u : of_key(shares, key, hits.size())) ++hits.at(static_cast<std::size_t>(u * members));
      EXPECT_THAT(hits, Each(1));
    }
  }
}

TEST(Draws, OfDifferentKeysAreIndependent) {
  for (const Kind kind : {Kind::sobol, Kind::lhs, Kind::random}) {
    std::vector<DrawKey> keys = keys_called({"u[1]", "u[2]", "u[3]", "u[4]"});
    keys[3].dimension = 3600;  // by Philox
    const Draws draws(keys, {}, design_of(kind, 4096));
    const std::vector<double> shares = draws.shares(0, 4096);
    for (std::size_t a = 0; a < 4; ++a) {
      for (std::size_t b = 0; b < a; ++b) {
        EXPECT_NEAR(rank_correlation(of_key(shares, a, 4096), of_key(shares, b, 4096)), 0, 4.0 / std::sqrt(4096));
      }
    }
  }
}

TEST(Draws, HaveTheRankCorrelationAskedFor) {
  for (const Kind kind : {Kind::sobol, Kind::lhs, Kind::random}) {
    std::vector<DrawKey> keys = keys_called({"c", "b", "a", "free"});
    keys[1].distribution = {.kind = Distribution::Kind::lognormal, .median = 1, .sigma = 1};
    const Draws draws(keys, {{0, 1, 0.7}, {1, 2, -0.4}}, design_of(kind, 20000));
    const std::vector<double> values = draws.values(0, 20000);
    const auto between = [&](std::size_t x, std::size_t y) {
      return rank_correlation(of_key(values, x, 20000), of_key(values, y, 20000));
    };
    // Five standard errors of 20,000 independent draws.
    EXPECT_NEAR(between(0, 1), 0.7, 0.035);
    EXPECT_NEAR(between(1, 2), -0.4, 0.035);
    EXPECT_NEAR(between(0, 2), 0, 0.035);
    EXPECT_NEAR(between(0, 3), 0, 0.035);
    // What a key draws by itself is as before.
    const std::vector<double> shares = draws.shares(0, 20000);
    for (std::size_t key = 0; key < 4; ++key) {
      std::vector<double> sorted = of_key(shares, key, 20000);
      std::sort(sorted.begin(), sorted.end());
      double largest_gap = 0;  // of Kolmogorov and Smirnov
      for (std::size_t i = 0; i < sorted.size(); ++i) {
        largest_gap = std::max(largest_gap, std::abs(sorted[i] - static_cast<double>(i) / 20000));
      }
      EXPECT_LT(largest_gap, 2.0 / std::sqrt(20000));
    }
  }
}

TEST(Draws, OfAGridAreAllCombinations) {
  Design design = design_of(Kind::grid, 1);
  design.levels = 2;
  const Draws draws(keys_called({"a", "b"}), {}, design);
  EXPECT_EQ(draws.members(), 4);
  EXPECT_THAT(draws.shares(0, 4), ElementsAre(0.25, 0.25, 0.75, 0.75, 0.25, 0.75, 0.25, 0.75));
}

TEST(Draws, OfMorrisMoveOneKeyAtATime) {
  for (const int levels : {2, 4, 8}) {
    Design design = design_of(Kind::morris, 1);
    design.base = 400;
    design.levels = levels;
    constexpr std::size_t keys = 3;
    const Draws draws(keys_called({"a", "b", "c"}), {}, design);
    ASSERT_EQ(draws.members(), 1600);
    const std::vector<double> shares = draws.shares(0, 1600);
    std::set<std::vector<std::size_t>> orders;
    std::vector<int> rising(keys), at_level(static_cast<std::size_t>(levels));
    for (std::size_t trajectory = 0; trajectory < 400; ++trajectory) {
      std::vector<std::size_t> order;
      for (std::size_t step = 1; step <= keys; ++step) {
        for (std::size_t key = 0; key < keys; ++key) {
          const double* here = &shares[key * 1600 + trajectory * (keys + 1) + step];
          const double move = here[0] - here[-1];
          if (move == 0) continue;
          EXPECT_EQ(std::abs(move), 0.5);
          rising[key] += move > 0 ? 1 : 0;
          order.push_back(key);
        }
      }
      ASSERT_EQ(order.size(), keys);
      EXPECT_EQ(std::set<std::size_t>(order.begin(), order.end()).size(), keys);
      orders.insert(order);
      ++at_level.at(static_cast<std::size_t>(shares[trajectory * (keys + 1)] * levels));
    }
    EXPECT_EQ(orders.size(), 6U);
    // Five standard errors around one half, and around equal levels.
    EXPECT_THAT(rising, Each(testing::AllOf(testing::Gt(150), testing::Lt(250))));
    EXPECT_THAT(at_level, Each(testing::Gt(400 / levels - 50)));
  }
}

TEST(Draws, OfSaltelliExchangeOneColumn) {
  Design design = design_of(Kind::saltelli, 1);
  design.base = 64;
  const Draws draws(keys_called({"a", "b", "c"}), {}, design);
  ASSERT_EQ(draws.members(), 64 * 5);
  const std::vector<double> shares = draws.shares(0, draws.members());
  for (std::size_t key = 0; key < 3; ++key) {
    std::vector<int> hits_of_a(64), hits_of_b(64);
    for (std::size_t point = 0; point < 64; ++point) {
      const double* u = &shares[key * 320 + point * 5];
      EXPECT_NE(u[0], u[1]);
      for (std::size_t other = 0; other < 3; ++other) EXPECT_EQ(u[2 + other], other == key ? u[1] : u[0]);
      ++hits_of_a.at(static_cast<std::size_t>(u[0] * 64));
      ++hits_of_b.at(static_cast<std::size_t>(u[1] * 64));
    }
    EXPECT_THAT(hits_of_a, Each(1));
    EXPECT_THAT(hits_of_b, Each(1));
  }
}

TEST(Draws, OfATableAreItsValues) {
  Design design = design_of(Kind::table, 1);
  design.table = {1, 10, 2, 20, 3, 30};
  const Draws draws(keys_called({"a", "b"}), {}, design);
  EXPECT_EQ(draws.members(), 3);
  EXPECT_THAT(draws.values(1, 2), ElementsAre(2, 3, 20, 30));
  EXPECT_THAT(draws.shares(0, 1), Each(testing::IsNan()));
}

// A change of these numbers changes the results of every study.
TEST(Draws, ArePinned) {
  const auto first_two = [](Kind kind) {
    const Draws draws(keys_called({"u-growth[恩施市]", "u-migration"}), {}, design_of(kind, 8));
    return draws.shares(0, 2);
  };
  EXPECT_THAT(first_two(Kind::sobol),
              ElementsAre(0.29815446804757639, 0.96449116191360551, 0.44207565376853319, 0.51810544329760921));
  EXPECT_THAT(first_two(Kind::lhs),
              ElementsAre(0.78677473007701337, 0.32268870645202696, 0.94265943230129778, 0.078404547413811088));
  EXPECT_THAT(first_two(Kind::random),
              ElementsAre(0.74505557834643821, 0.90580017679516522, 0.64723766960048235, 0.56426882673689283));
  EXPECT_THAT(first_two(Kind::morris), ElementsAre(0.875, 0.375, 0.875, 0.875));
  EXPECT_THAT(first_two(Kind::saltelli),
              ElementsAre(0.29815446804757639, 0.79088876486132553, 0.44207565376853319, 0.93240365165620298));
  const Draws correlated(keys_called({"a", "b"}), {{0, 1, 0.5}}, design_of(Kind::sobol, 8));
  EXPECT_THAT(correlated.shares(0, 2),
              ElementsAre(0.67107133865442126, 0.4370423051119422, 0.27205495313277306, 0.66365460149226796));
}

TEST(Draws, AreRefusedWhenTheDesignCannotBe) {
  Design huge = design_of(Kind::grid, 1);
  huge.levels = 1000;
  EXPECT_THROW(Draws(keys_called({"a", "b", "c", "d"}), {}, huge), InternalError);
  EXPECT_THROW(Draws(keys_called({"a", "b"}), {{0, 1, 0.5}}, design_of(Kind::morris, 1)), InternalError);
  std::vector<DrawKey> twins = keys_called({"a", "b"});
  twins[1].dimension = 0;
  EXPECT_THROW(Draws(twins, {}, design_of(Kind::sobol, 8)), InternalError);
  EXPECT_THROW(Draws(keys_called({"a"}), {}, design_of(Kind::sobol, 8)).shares(5, 4), InternalError);
  EXPECT_THROW(Draws(keys_called({"a", "b", "c"}), {{0, 1, 0.9}, {1, 2, 0.9}, {0, 2, -0.9}}, design_of(Kind::sobol, 8)),
               InternalError);
}

TEST(MembersOf, FollowFromTheDesign) {
  Design design;
  design.members = 100;
  design.levels = 10;
  design.base = 1000;
  design.table = {1, 2, 3, 4, 5, 6};
  struct Case {
    Kind kind;
    std::size_t keys;
    int members;
  };
  constexpr std::size_t most_keys = std::numeric_limits<std::size_t>::max();
  const Case cases[] = {
      {Kind::sobol, 5, 100},
      {Kind::lhs, 5, 100},
      {Kind::random, 5, 100},
      {Kind::grid, 0, 1},
      {Kind::grid, 3, 1000},
      {Kind::grid, 9, 1000000000},
      {Kind::grid, 10, -1},
      {Kind::grid, 100000, -1},
      {Kind::morris, 4, 5000},
      {Kind::morris, 2147483, -1},
      {Kind::saltelli, 4, 6000},
      {Kind::saltelli, 2147482, -1},
      {Kind::saltelli, most_keys, -1},
      {Kind::table, 2, 3},
      {Kind::table, 0, 0},
  };
  for (const auto& [kind, keys, members] : cases) {
    design.kind = kind;
    EXPECT_EQ(members_of(design, keys), members) << static_cast<int>(kind) << ' ' << keys;
  }
}

}  // namespace
}  // namespace ronghe
