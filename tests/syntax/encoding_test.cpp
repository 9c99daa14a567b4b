#include "syntax/encoding.hpp"

#include <gtest/gtest.h>

namespace ronghe {
namespace {

TEST(Encoding, FindsTheFirstByteThatIsNotUtf8) {
  EXPECT_FALSE(first_bad_byte("abc 人口 \U0001F600"));
  const std::pair<const char*, std::size_t> cases[] = {{"ab\xFF", 2},           {"\xC0\x80", 0},  {"\xED\xA0\x80", 0},
                                                       {"\xF4\x90\x80\x80", 0}, {"a\xE4\xBA", 1}, {"\x80", 0}};
  for (const auto& [text, at] : cases) EXPECT_EQ(first_bad_byte(text), at);
}

TEST(Encoding, KnowsTheStructureOfGb18030) {
  EXPECT_TRUE(is_gb18030("abc"));
  EXPECT_TRUE(is_gb18030("\xB6\xF7\xCA\xA9,1\n"));  // 恩施 in two bytes each
  EXPECT_TRUE(is_gb18030("\x95\x32\x82\x36"));      // U+20000 in four
  for (const char* text : {"\xFF\xFE", "caf\xE9\n", "\xB6", "\x95\x32\x82", "\x81\x7F", "\x80"}) {
    EXPECT_FALSE(is_gb18030(text)) << text;
  }
}

TEST(Encoding, KnowsTheMarkOfUtf16) {
  EXPECT_TRUE(is_utf16("\xFF\xFEs"));
  EXPECT_TRUE(is_utf16("\xFE\xFFs"));
  EXPECT_FALSE(is_utf16("s\xFF\xFE"));
}

TEST(Encoding, ReadsFullWidthSignsAsAscii) {
  EXPECT_EQ(half_width("９０ ％，｛ａ：～｝"), "90 %,{a:~}");
  EXPECT_EQ(half_width("人口 90 %"), "人口 90 %") << "other characters stay";
}

TEST(Encoding, FindsCharactersThatHideOrTurnText) {
  EXPECT_FALSE(first_hidden_character("a\tb\r\n人口，\u3000\u00E9"));
  for (const char* text : {"a\x1b", "a\x7F", "a\u0085", "a\u202E", "a\u2066", "a\u200F", "a\uFEFF"}) {
    EXPECT_EQ(first_hidden_character(text), 1U);
  }
  EXPECT_EQ(first_hidden_character(std::string_view("a\0", 2)), 1U);
}

TEST(Encoding, GivesOneSpellingToOneName) {
  EXPECT_EQ(normalized("e\u0301"), "\u00E9");
  EXPECT_EQ(normalized("人口"), "人口");
  EXPECT_EQ(normalized("：（"), "：（") << "full-width signs stay what they are";
}

}  // namespace
}  // namespace ronghe
