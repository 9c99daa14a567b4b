#include "report/typeset.hpp"

#include <cmath>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

TEST(DisplayWidth, CountsTwoColumnsForChineseAndNoneForMarks) {
  EXPECT_EQ(display_width(""), 0);
  EXPECT_EQ(display_width("GDP"), 3);
  EXPECT_EQ(display_width("恩施市"), 6);
  EXPECT_EQ(display_width("e\u0301"), 1);
  EXPECT_EQ(display_width("（亿元）"), 8);
}

TEST(Padding, FillsToColumnsNotBytes) {
  EXPECT_EQ(pad_right("恩施", 6) + "|", "恩施  |");
  EXPECT_EQ(pad_left("恩施", 6), "  恩施");
  EXPECT_EQ(pad_left("too long", 3), "too long");
}

TEST(Shorten, EndsWithAnEllipsisAndNeverSplitsACharacter) {
  EXPECT_EQ(shorten("恩施市", 6), "恩施市");
  EXPECT_EQ(shorten("恩施市", 5), "恩施…");
  EXPECT_EQ(shorten("恩施市", 4), "恩…");
}

TEST(Wrap, BreaksAtBlanksAndBesideChineseCharacters) {
  EXPECT_EQ(wrap("one two three", 8), (std::vector<std::string>{"one two", "three"}));
  EXPECT_EQ(wrap("基准情景延续", 6), (std::vector<std::string>{"基准情", "景延续"}));
  EXPECT_EQ(wrap("averylongword b", 5), (std::vector<std::string>{"averylongword", "b"}));
  EXPECT_EQ(wrap("", 5), (std::vector<std::string>{}));
}

TEST(Wrap, KeepsAClosingMarkWithWhatItCloses) {
  EXPECT_EQ(wrap("基准，情景", 6), (std::vector<std::string>{"基准，", "情景"}));
  EXPECT_EQ(wrap("基准情，景", 6), (std::vector<std::string>{"基准", "情，景"}));
}

TEST(Listed, BreaksOnlyBetweenItems) {
  EXPECT_EQ(listed({"a b", "c d", "e"}, " · ", 2, {.columns = 12}), "  a b · c d\n  e\n");
  EXPECT_EQ(listed({}, " · ", 2, {}), "");
}

TEST(Number, HasDigitsForItsSize) {
  struct Case {
    double value;
    const char* text;
  };
  const Case cases[] = {
      {12345.67, "12,346"},   {1234.5, "1234"},   {123.456, "123.5"},     {1.23456, "1.235"},
      {0.0123456, "0.01235"}, {0, "0"},           {1234567, "1,234,567"}, {-12345, "-12,345"},
      {1e18, "1.00e+18"},     {1e-9, "1.00e-09"},
  };
  for (const auto& [value, text] : cases) {
    SCOPED_TRACE(text);
    EXPECT_EQ(number(value, decimals_for(std::abs(value))), text);
  }
  EXPECT_EQ(number(std::nan(""), 2), "–");
  EXPECT_EQ(number(-0.001, 2), "0.00") << "no negative nothing";
}

TEST(SignedNumber, ShowsItsSignAndAnExactZero) {
  EXPECT_EQ(signed_number(0.5, 2), "+0.50");
  EXPECT_EQ(signed_number(-0.5, 2), "-0.50");
  EXPECT_EQ(signed_number(0, 2), "0");
  EXPECT_EQ(signed_number(std::nan(""), 2), "–");
}

}  // namespace
}  // namespace ronghe
