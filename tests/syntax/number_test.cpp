#include "syntax/number.hpp"

#include <gtest/gtest.h>

namespace ronghe {
namespace {

TEST(Number, IsReadWholeOrNotAtAll) {
  EXPECT_EQ(parse_number("1e-9"), 1e-9);
  EXPECT_EQ(parse_number("-0.5"), -0.5);
  EXPECT_EQ(parse_number("0"), 0.0);
  for (const char* text : {"", "010", "-010", "+1", " 1", "1 ", "inf", "nan", "0x1", "1e999", "1,5", "1.2.3", "-"}) {
    EXPECT_FALSE(parse_number(text)) << text;
  }
}

TEST(Number, IsWrittenSoThatItReadsBack) {
  const std::pair<double, const char*> cases[] = {{0.1, "0.1"},
                                                  {1e-9, "1e-09"},
                                                  {1e20, "1e+20"},
                                                  {123456, "123456"},
                                                  {-2.5, "-2.5"},
                                                  {0, "0"},
                                                  {1.0 / 3, "0.3333333333333333"}};
  for (const auto& [value, text] : cases) {
    EXPECT_EQ(format_number(value), text);
    EXPECT_EQ(parse_number(format_number(value)), value);
  }
}

TEST(Fraction, IsExact) {
  EXPECT_EQ(parse_fraction("1/16").value(), (Fraction{1, 16}));
  EXPECT_EQ(parse_fraction("0.0625").value(), (Fraction{1, 16}));
  EXPECT_EQ(parse_fraction("-3/6").value(), (Fraction{-1, 2}));
  EXPECT_EQ(parse_fraction("2023").value(), (Fraction{2023, 1}));
  for (const char* text : {"", "1/0", "1/-2", "a", "1/2/3", "99999999999999999999", "01", "1.", "01/16", "1/016"}) {
    EXPECT_FALSE(parse_fraction(text)) << text;
  }
  EXPECT_EQ(add({1, 3}, {1, 6}).value(), (Fraction{1, 2}));
  EXPECT_EQ(subtract({1, 3}, {1, 3}).value(), (Fraction{0, 1}));
  EXPECT_EQ(multiply({2, 3}, {3, 2}).value(), (Fraction{1, 1}));
  EXPECT_EQ(divide({1, 2}, {1, 4}).value(), (Fraction{2, 1}));
  EXPECT_FALSE(divide({1, 2}, {0, 1}));
  EXPECT_FALSE(multiply({INT64_MAX, 1}, {2, 1}));
  EXPECT_FALSE(add({INT64_MAX, 1}, {1, 1}));
  EXPECT_EQ(multiply({INT64_MAX, 2}, {2, 1}).value(), (Fraction{INT64_MAX, 1}));
  EXPECT_EQ(add({1, INT64_MAX}, {1, INT64_MAX}).value(), (Fraction{2, INT64_MAX}));
  EXPECT_EQ(subtract({1, 3}, {1, 2}).value(), (Fraction{-1, 6}));
  EXPECT_TRUE(less({1, 3}, {1, 2}));
  EXPECT_EQ(to_text(Fraction{1, 16}), "1/16");
}

TEST(Date, IsAYearOrAMonth) {
  EXPECT_EQ(parse_date("2025").value(), (Fraction{2025, 1}));
  EXPECT_EQ(parse_date("2025.5").value(), (Fraction{4051, 2}));
  EXPECT_EQ(parse_date("2025-07").value(), (Fraction{4051, 2}));
  EXPECT_EQ(parse_date("2025-01").value(), (Fraction{2025, 1}));
  for (const char* text : {"2025-13", "2025-00", "2025-1", "2025-07-01", "soon", ""})
    EXPECT_FALSE(parse_date(text)) << text;
}

}  // namespace
}  // namespace ronghe
