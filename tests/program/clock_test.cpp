#include "program/clock.hpp"

#include "ronghe/model.hpp"

#include <cstdint>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

TEST(Clock, TellsTheTimeOfTheModelBitForBit) {
  const std::int64_t fractions[][2] = {{1, 1}, {1, 2}, {1, 3}, {1, 10}, {1, 12}, {7, 16}, {1, 365}, {3, 1000}};
  for (const auto& start : fractions) {
    for (const auto& step : fractions) {
      Time time;
      time.start_numerator = 2020 * start[1] + start[0];
      time.start_denominator = start[1];
      time.step_numerator = step[0];
      time.step_denominator = step[1];
      Clock clock;
      clock.start_numerator = time.start_numerator;
      clock.start_denominator = time.start_denominator;
      clock.step_numerator = time.step_numerator;
      clock.step_denominator = time.step_denominator;
      EXPECT_EQ(clock.step(), time.step());
      for (int n = 0; n < 1000; ++n) {
        ASSERT_EQ(clock.at(n), time.at(n));
        ASSERT_EQ(clock.between(n), time.between(n));
      }
    }
  }
}

TEST(Clock, IsRoundedOnceAndNeverDrifts) {
  Clock clock;
  clock.step_denominator = 10;
  EXPECT_EQ(clock.at(70), 7.0);
  EXPECT_EQ(clock.at(3), 0.3);
  EXPECT_EQ(clock.between(0), 0.05);
}

TEST(Clock, SavesTheFirstEverySoManyAndTheLastStep) {
  Clock clock;
  clock.steps = 7;
  clock.save_every = 3;
  EXPECT_EQ(clock.saved_steps(), (std::vector<int>{0, 3, 6, 7}));
}

}  // namespace
}  // namespace ronghe
