#include "syntax/read_yaml.hpp"

#include <gtest/gtest.h>

namespace ronghe {
namespace {

Outcome<Node> read(std::string text) {
  return read_yaml(std::make_shared<const Source>("m.yaml", std::move(text)));
}

// `{a: 1, b: [x]}` and so on, to compare trees as text.
std::string show(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::null: return "null";
    case Node::Kind::scalar: return node.quoted ? "'" + node.text + "'" : node.text;
    case Node::Kind::sequence:
      for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + show(item);
      return "[" + text + "]";
    case Node::Kind::mapping:
      for (const Entry& entry : node.entries) text += (text.empty() ? "" : ", ") + show(entry.key) + ": " + show(entry.value);
      return "{" + text + "}";
  }
  return {};
}

TEST(Yaml, IsReadAsATreeOfTexts) {
  const std::pair<const char*, const char*> cases[] = {
      {"a: 1\nb: [x, \"y z\"]\n", "{a: 1, b: [x, 'y z']}"},
      {"a:\n  - 1\n  - b: 2\n", "{a: [1, {b: 2}]}"},
      {"a:\nb: ~\n", "{a: null, b: null}"},
      {"a: >\n  one\n  two\n", "{a: 'one two\n'}"},
      {"equation: a +\n  b\n", "{equation: a + b}"},
      {"\xEF\xBB\xBF" "a: 010\r\nb: 2\r\n", "{a: 010, b: 2}"},
      {"---\na: 1\n", "{a: 1}"},
      {"zh: 说明：含全角标点，没有问题\n", "{zh: 说明：含全角标点，没有问题}"},
      {"label: {zh: 两地人口，两类（城乡）, en: x}\n", "{label: {zh: 两地人口，两类（城乡）, en: x}}"},
      {"note: a text\n  说明：goes on\nb: 1\n", "{note: a text 说明：goes on, b: 1}"},
      {"a: 'it''s'\n", "{a: 'it's'}"},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    const auto outcome = read(text);
    ASSERT_TRUE(outcome) << render(outcome.diagnostics(), Language::english);
    EXPECT_EQ(show(outcome.value()), expected);
  }
}

TEST(Yaml, KnowsThePlaceOfEveryPart) {
  const Node root = read("甲: [x, \"y z\", 'it''s']\nb:\n  c: a +\n     b * c   # remark\n  d: {e: 1}\n").value();
  EXPECT_EQ(root.entries[0].key.span.text(), "甲");
  EXPECT_EQ(root.entries[0].value.span.text(), "[x, \"y z\", 'it''s']");
  EXPECT_EQ(root.entries[0].value.items[1].span.text(), "\"y z\"");
  EXPECT_EQ(root.entries[0].value.items[2].span.text(), "'it''s'");
  EXPECT_EQ(root.find("b")->find("c")->span.text(), "a +\n     b * c");
  EXPECT_EQ(root.find("b")->find("d")->span.text(), "{e: 1}");
  EXPECT_TRUE(root.find("b")->find("d")->flow);
}

TEST(Yaml, RefusesWhatItWouldHaveToGuess) {
  struct Mistake {
    std::string text;
    const char* code;
    const char* at;
  };
  const Mistake mistakes[] = {
      {"", "yaml.empty", ""},
      {"# only a remark\n", "yaml.empty", "#"},
      {"a: 1\na: 2\n", "yaml.duplicate_key", "a"},
      {"a: &x 1\n", "yaml.anchor", "&x"},
      {"a: *x\n", "yaml.alias", "*"},
      {"<<: {a: 1}\n", "yaml.merge_key", "<<"},
      {"a: !int 1\n", "yaml.tag", "!int"},
      {"a: 1\n---\nb: 2\n", "yaml.second_document", "-"},
      {"a: \"open\n", "yaml.unclosed_quote", "\""},
      {"a: .inf\n", "yaml.not_a_number_word", ".inf"},
      {"a: -.NaN\n", "yaml.not_a_number_word", "-.NaN"},
      {"? [a, b]\n: 1\n", "yaml.key_not_scalar", "[a, b]"},
      {"a: \xFF\n", "yaml.encoding", "\xFF"},
      {"a: \xD6\xD0\xCE\xC4\n", "yaml.encoding_gb18030", "\xD6"},
      {std::string("a: x\0y\n", 7), "yaml.hidden_character", std::string("\0", 1).c_str()},
      {"a: \xE2\x80\xAE" "b\n", "yaml.hidden_character", "\xE2"},
      {"model：small\n", "yaml.full_width", "："},
      {"a: 1\nb：2\n", "yaml.full_width", "："},
      {"a:\n  b：2\n", "yaml.full_width", "："},
      {"a: [x，y]\n", "yaml.full_width", "，"},
      {"a: {unit: 亿元（现价）}\n", "yaml.full_width", "（"},
      {"a: {equation: max(a, b)}\n", "yaml.flow_equation", "max(a"},
      {"a: {equation: people[urban] / residents}\n", "yaml.flow_equation", "["},
      {"a: 1\n b: 2\n", "yaml.syntax", ":"},
      {"a: [1, 2\n", "yaml.syntax", ""},
  };
  for (const auto& [text, code, at] : mistakes) {
    SCOPED_TRACE(text);
    const auto outcome = read(text);
    ASSERT_FALSE(outcome);
    ASSERT_EQ(outcome.diagnostics().size(), 1U) << render(outcome.diagnostics(), Language::english);
    EXPECT_EQ(outcome.diagnostics()[0].code, code);
    if (*at != '\0') EXPECT_EQ(outcome.diagnostics()[0].span.text().substr(0, std::string(at).size()), at);
  }
}

TEST(Yaml, ReportsAllMistakesAtOnce) {
  const auto outcome = read("a: 1\na: 2\nb: !x 3\nc: .nan\nc: 4\n");
  EXPECT_EQ(outcome.diagnostics().size(), 4U);
}

TEST(Yaml, HasLimits) {
  EXPECT_EQ(read(std::string(100, '[') + std::string(100, ']')).diagnostics()[0].code, "yaml.depth");
  EXPECT_EQ(read(std::string(5 << 20, ' ')).diagnostics()[0].code, "yaml.too_large");
  std::string many = "[";
  for (int i = 0; i < 200'001; ++i) many += "1,";
  EXPECT_EQ(read(many + "1]").diagnostics()[0].code, "yaml.too_many_nodes");
}

TEST(Yaml, NamesAreNormalized) {
  EXPECT_EQ(read("e\xCC\x81: 1\n").value().entries[0].key.text, "\xC3\xA9");
}

}  // namespace
}  // namespace ronghe
