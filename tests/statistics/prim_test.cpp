#include "ronghe/diagnostics.hpp"
#include "ronghe/statistics.hpp"
#include "statistics/designs.hpp"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::random_shares;

// Of each member by its shares.
std::vector<char> interest_of(const std::vector<double>& shares, std::size_t keys,
                              const std::function<bool(const std::vector<double>&)>& interesting) {
  const std::size_t members = shares.size() / keys;
  std::vector<char> interest;
  for (std::size_t member = 0; member < members; ++member) {
    std::vector<double> u;
    for (std::size_t key = 0; key < keys; ++key) u.push_back(shares[key * members + member]);
    interest.push_back(interesting(u) ? 1 : 0);
  }
  return interest;
}

const PrimBox::Limit* limit_of(const PrimBox& box, std::size_t key) {
  const auto found =
      std::find_if(box.limits.begin(), box.limits.end(), [&](const auto& limit) { return limit.key == key; });
  return found == box.limits.end() ? nullptr : &*found;
}

// Counts the box's members by its limits alone.
void expect_counts(const PrimBox& box, const std::vector<double>& shares, const std::vector<char>& interest) {
  const std::size_t members = interest.size();
  long long inside = 0;
  long long cases = 0;
  for (std::size_t member = 0; member < members; ++member) {
    const bool in = std::all_of(box.limits.begin(), box.limits.end(), [&](const auto& limit) {
      const double share = shares[limit.key * members + member];
      return limit.low <= share && share <= limit.high;
    });
    if (!in) continue;
    ++inside;
    if (interest[member] != 0) ++cases;
  }
  EXPECT_EQ(box.members, inside);
  EXPECT_EQ(box.cases, cases);
}

// Two of five keys matter. Peeling ends when every slice holds a case, and a slice is 5 % of the box's 120 members: so
// a limit is off by 5 % of 0.4, give or take how six members happen to lie; and each costs 5 % of the density.
TEST(PrimBoxes, FindABoxWithKnownLimits) {
  for (std::uint64_t seed = 1; seed <= 5; ++seed) {
    SCOPED_TRACE(seed);
    const auto shares = random_shares(seed, 5, 1000);
    const auto interest = interest_of(shares, 5, [](const auto& u) { return u[0] > 0.6 && u[1] < 0.3; });
    const auto boxes = prim_boxes(shares, 5, interest);
    ASSERT_FALSE(boxes.empty());
    const PrimBox& box = boxes[0];
    EXPECT_GE(box.coverage, 0.95);
    EXPECT_GE(box.density, 0.9);
    ASSERT_EQ(box.limits.size(), 2U) << "keys that do not matter are not limited";
    const PrimBox::Limit* first = limit_of(box, 0);
    const PrimBox::Limit* second = limit_of(box, 1);
    ASSERT_TRUE(first != nullptr && second != nullptr);
    EXPECT_NEAR(first->low, 0.6, 0.03);
    EXPECT_EQ(first->high, 1);
    EXPECT_EQ(second->low, 0);
    EXPECT_NEAR(second->high, 0.3, 0.03);
    EXPECT_LT(first->quasi_p, 1e-20);
    EXPECT_LE(box.limits[0].quasi_p, box.limits[1].quasi_p);
    expect_counts(box, shares, interest);
    EXPECT_DOUBLE_EQ(box.density, static_cast<double>(box.cases) / static_cast<double>(box.members));
    EXPECT_DOUBLE_EQ(box.coverage, static_cast<double>(box.cases) /
                                       static_cast<double>(std::count(interest.begin(), interest.end(), 1)));
  }
}

TEST(PrimBoxes, FindLimitsOnBothSides) {
  const auto shares = random_shares(6, 4, 2000);
  const auto interest = interest_of(shares, 4, [](const auto& u) { return u[2] > 0.35 && u[2] < 0.65; });
  const auto boxes = prim_boxes(shares, 4, interest);
  ASSERT_EQ(boxes.size(), 1U);
  ASSERT_EQ(boxes[0].limits.size(), 1U);
  EXPECT_EQ(boxes[0].limits[0].key, 2U);
  EXPECT_NEAR(boxes[0].limits[0].low, 0.35, 0.02);
  EXPECT_NEAR(boxes[0].limits[0].high, 0.65, 0.02);
}

// The quasi-p-value of one limit by its definition: the binomial tail at the density without it. Here that is the
// density of all members.
TEST(PrimBoxes, TellWhatOneLimitCouldBeByChance) {
  std::vector<double> shares;
  std::vector<char> interest;
  for (int i = 0; i < 40; ++i) {
    shares.push_back((i + 0.5) / 40);
    interest.push_back(i < 10 ? 1 : 0);
  }
  const auto boxes = prim_boxes(shares, 1, interest, {.peel = 0.1});
  ASSERT_EQ(boxes.size(), 1U);
  EXPECT_EQ(boxes[0].members, 10);
  EXPECT_EQ(boxes[0].density, 1);
  EXPECT_EQ(boxes[0].limits[0].high, 0.25) << "half-way between the shares 9.5 / 40 and 10.5 / 40";
  EXPECT_NEAR(boxes[0].limits[0].quasi_p, std::pow(0.25, 10), 1e-18);
}

// Two corners: each end of the first two keys is denser than the middle, so greedy peeling alone finds nothing here.
// The second box is found among what the first leaves (the covering of Friedman and Fisher 1999).
TEST(PrimBoxes, CoverTwoRegionsOneAfterTheOther) {
  const auto shares = random_shares(7, 6, 3000);
  const auto interest = interest_of(shares, 6, [](const auto& u) {
    return (u[0] < 0.3 && u[1] < 0.35) || (u[0] > 0.75 && u[1] > 0.6 && u[2] < 0.9);
  });
  const auto boxes = prim_boxes(shares, 6, interest);
  ASSERT_GE(boxes.size(), 2U);
  double coverage = 0;
  for (std::size_t i = 0; i < 2; ++i) {
    EXPECT_GE(boxes[i].density, 0.8);
    ASSERT_TRUE(limit_of(boxes[i], 0) != nullptr && limit_of(boxes[i], 1) != nullptr);
    EXPECT_TRUE(limit_of(boxes[i], 3) == nullptr && limit_of(boxes[i], 4) == nullptr &&
                limit_of(boxes[i], 5) == nullptr);
    coverage += boxes[i].coverage;
  }
  EXPECT_GE(coverage, 0.9);
  const bool low_first = limit_of(boxes[0], 0)->low == 0;
  const PrimBox& low = boxes[low_first ? 0 : 1];
  const PrimBox& high = boxes[low_first ? 1 : 0];
  EXPECT_NEAR(limit_of(low, 0)->high, 0.3, 0.03);
  EXPECT_NEAR(limit_of(low, 1)->high, 0.35, 0.03);
  EXPECT_NEAR(limit_of(high, 0)->low, 0.75, 0.03);
  EXPECT_NEAR(limit_of(high, 1)->low, 0.6, 0.03);
  expect_counts(boxes[0], shares, interest);
}

// Of 60 samples of noise at most 3 may show a limit at 5 %; the rule is on the safe side.
TEST(PrimBoxes, FindNothingInNoise) {
  int found = 0;
  for (std::uint64_t seed = 0; seed < 60; ++seed) {
    const std::size_t members = seed % 2 == 0 ? 100 : 500;
    const auto shares = random_shares(1000 + seed, 8, members);
    std::vector<char> interest;
    for (std::size_t member = 0; member < members; ++member) {
      interest.push_back(testing::uniform(2000 + seed, member) < 0.3 ? 1 : 0);
    }
    found += prim_boxes(shares, 8, interest).empty() ? 0 : 1;
  }
  EXPECT_LE(found, 3);
}

TEST(PrimBoxes, FindWhatIsOnlyLikelier) {
  const auto shares = random_shares(9, 5, 2000);
  const auto interest = interest_of(
      shares, 5, [at = 0ULL](const auto& u) mutable { return testing::uniform(10, at++) < (u[3] > 0.7 ? 0.9 : 0.1); });
  const auto boxes = prim_boxes(shares, 5, interest);
  ASSERT_FALSE(boxes.empty());
  ASSERT_EQ(boxes[0].limits.size(), 1U);
  EXPECT_EQ(boxes[0].limits[0].key, 3U);
  EXPECT_NEAR(boxes[0].limits[0].low, 0.7, 0.05);
  EXPECT_GE(boxes[0].density, 0.8);
}

// A grid of 4 × 5 × 6 levels: members of one level stay together.
TEST(PrimBoxes, CutGridsBetweenTheirLevels) {
  std::vector<double> shares(360);
  for (std::size_t member = 0; member < 120; ++member) {
    const std::size_t levels[] = {member % 4, member / 4 % 5, member / 20};
    shares[member] = (static_cast<double>(levels[0]) + 0.5) / 4;
    shares[120 + member] = (static_cast<double>(levels[1]) + 0.5) / 5;
    shares[240 + member] = (static_cast<double>(levels[2]) + 0.5) / 6;
  }
  const auto interest = interest_of(shares, 3, [](const auto& u) { return u[0] > 0.5 && u[1] < 0.6; });
  const auto boxes = prim_boxes(shares, 3, interest);
  ASSERT_EQ(boxes.size(), 1U);
  EXPECT_EQ(boxes[0].coverage, 1);
  EXPECT_EQ(boxes[0].density, 1);
  ASSERT_EQ(boxes[0].limits.size(), 2U);
  EXPECT_NEAR(limit_of(boxes[0], 0)->low, 0.5, 1e-15) << "half-way between two levels";
  EXPECT_NEAR(limit_of(boxes[0], 1)->high, 0.6, 1e-15);
}

TEST(PrimBoxes, DoNotDependOnTheOrderOfTheMembers) {
  const auto shares = random_shares(11, 4, 300);
  const auto interest = interest_of(shares, 4, [](const auto& u) { return u[0] + u[1] > 1.3; });
  std::vector<double> reversed = shares;
  for (auto row = reversed.begin(); row != reversed.end(); row += 300) std::reverse(row, row + 300);
  const auto boxes = prim_boxes(shares, 4, interest);
  const auto again = prim_boxes(reversed, 4, {interest.rbegin(), interest.rend()});
  ASSERT_EQ(boxes.size(), again.size());
  ASSERT_FALSE(boxes.empty());
  for (std::size_t i = 0; i < boxes.size(); ++i) {
    EXPECT_EQ(boxes[i].members, again[i].members);
    ASSERT_EQ(boxes[i].limits.size(), again[i].limits.size());
    for (std::size_t j = 0; j < boxes[i].limits.size(); ++j) {
      EXPECT_EQ(boxes[i].limits[j].key, again[i].limits[j].key);
      EXPECT_EQ(boxes[i].limits[j].low, again[i].limits[j].low);
      EXPECT_EQ(boxes[i].limits[j].high, again[i].limits[j].high);
    }
  }
}

// A target that most futures miss: the whole is as dense as a box is wanted to be elsewhere, and so are halves of it.
TEST(PrimBoxes, AreFoundWhereMostMembersAreOfInterest) {
  const auto shares = random_shares(16, 3, 2000);
  const auto interest = interest_of(shares, 3, [](const auto& u) { return u[0] < 0.7 || u[1] < 0.5; });
  const auto boxes = prim_boxes(shares, 3, interest);
  ASSERT_FALSE(boxes.empty());
  EXPECT_GT(boxes[0].density, 0.925) << "85 % of all members are of interest";
  EXPECT_GT(boxes[0].coverage, 0.5);
  expect_counts(boxes[0], shares, interest);
}

TEST(PrimBoxes, KeepTheirSmallestSize) {
  const auto shares = random_shares(12, 3, 400);
  const auto interest = interest_of(shares, 3, [](const auto& u) { return u[0] < 0.05 && u[1] < 0.5; });
  for (const auto& box : prim_boxes(shares, 3, interest, {.smallest = 0.2})) EXPECT_GE(box.members, 80);
  // Nor does one that begins from half of what is left.
  const auto two = interest_of(shares, 3, [](const auto& u) { return u[0] < 0.3 || u[0] > 0.7; });
  for (const auto& box : prim_boxes(shares, 3, two, {.smallest = 0.3})) EXPECT_GE(box.members, 120);
}

TEST(PrimBoxes, AreAtMostAsManyAsWanted) {
  const auto shares = random_shares(13, 2, 1000);
  const auto interest = interest_of(shares, 2, [](const auto& u) { return u[0] < 0.2 || u[0] > 0.7; });
  EXPECT_EQ(prim_boxes(shares, 2, interest, {.boxes = 0}).size(), 0U);
  EXPECT_EQ(prim_boxes(shares, 2, interest, {.boxes = 1}).size(), 1U);
  EXPECT_EQ(prim_boxes(shares, 2, interest, {.boxes = 4}).size(), 2U);
}

TEST(PrimBoxes, SayNothingWhereAllAreAlike) {
  const auto shares = random_shares(14, 3, 50);
  EXPECT_TRUE(prim_boxes(shares, 3, std::vector<char>(50, 0)).empty()) << "no cases";
  EXPECT_TRUE(prim_boxes(shares, 3, std::vector<char>(50, 1)).empty()) << "all cases";
  EXPECT_TRUE(prim_boxes({}, 3, {}).empty()) << "no members";
  EXPECT_TRUE(prim_boxes({}, 0, {1, 0, 1}).empty()) << "no keys";
  EXPECT_TRUE(prim_boxes({0.1, 0.7}, 2, {1}).empty()) << "one member";
  EXPECT_TRUE(
      prim_boxes(std::vector<double>(20, 0.5), 1, {1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0, 1, 0}).empty())
      << "one level";
  EXPECT_THROW(prim_boxes({0.1}, 1, {1, 0}), InternalError);
}

TEST(PrimBoxes, LeaveKeysUnlimitedWhoseSharesAreUnknown) {
  auto shares = random_shares(15, 3, 500);
  const auto interest = interest_of(shares, 3, [](const auto& u) { return u[1] > 0.6; });
  std::fill(shares.begin(), shares.begin() + 500, std::numeric_limits<double>::quiet_NaN());
  const auto boxes = prim_boxes(shares, 3, interest);
  ASSERT_EQ(boxes.size(), 1U);
  ASSERT_EQ(boxes[0].limits.size(), 1U);
  EXPECT_EQ(boxes[0].limits[0].key, 1U);
}

}  // namespace
}  // namespace ronghe
