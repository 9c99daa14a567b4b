#include "syntax/read_json.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

Outcome<Node> read(std::string text) { return read_json(std::make_shared<const Source>("t.json", std::move(text))); }

TEST(Json, IsReadWithThePlaceOfEveryPart) {
  const Node root =
      read("\xEF\xBB\xBF{\"a\": [1.5e3, -2, true, null],\n \"b\": {\"c\": \"\\u6069\\ud83d\\ude00\\n\\/\"}}\n").value();
  ASSERT_TRUE(root.is_mapping());
  const Node& list = *root.find("a");
  ASSERT_EQ(list.items.size(), 4U);
  EXPECT_EQ(list.items[0].text, "1.5e3");
  EXPECT_FALSE(list.items[0].quoted);
  EXPECT_EQ(list.items[1].span.text(), "-2");
  EXPECT_EQ(list.items[2].text, "true");
  EXPECT_EQ(list.items[3].kind, Node::Kind::null);
  const Node& text = *root.find("b")->find("c");
  EXPECT_EQ(text.text, "恩😀\n/");
  EXPECT_TRUE(text.quoted);
  EXPECT_EQ(text.span.source->position(text.span.begin).line, 2);
}

TEST(Json, RefusesWhatIsNone) {
  const std::pair<std::string, const char*> mistakes[] = {
      {"", "a value is missing here"},
      {"[1,]", "a value is missing here"},
      {"[1 2]", "a `,` or `]` is missing here"},
      {"{\"a\" 1}", "a `:` is missing here"},
      {"{\"a\": 1,}", "a key in double quotes is missing here"},
      {"{a: 1}", "a key in double quotes is missing here"},
      {"{\"a\": 1 \"b\": 2}", "a `,` or `}` is missing here"},
      {"{\"a\": 1, \"a\": 2}", "this key stands in the object twice"},
      {"[01]", "this is not a number of JSON"},
      {"[1.]", "this is not a number of JSON"},
      {"[-]", "this is not a number of JSON"},
      {"[1e]", "this is not a number of JSON"},
      {"[NaN]", "there is no such word in JSON"},
      {"[\"a]", "this string is never closed"},
      {"[\"a\n\"]", "this string is never closed"},
      {"[\"\\x\"]", "there is no such character after `\\`"},
      {"[\"\\ud83d\"]", "there is no such character after `\\`"},
      {"[\"\\u12g4\"]", "there is no such character after `\\`"},
      {"[1] 2", "the value ends before this"},
      {"[\"\xFF\"]", "this byte is not UTF-8"},
      {std::string(66, '['), "it is nested more than 64 levels deep"},
  };
  for (const auto& [text, reason] : mistakes) {
    SCOPED_TRACE(text);
    const auto outcome = read(text);
    ASSERT_FALSE(outcome);
    EXPECT_THAT(render(outcome.diagnostics(), Language::english), ::testing::HasSubstr(reason));
  }
}

}  // namespace
}  // namespace ronghe
