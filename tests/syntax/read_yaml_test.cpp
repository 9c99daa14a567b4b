#include "syntax/read_yaml.hpp"

#include <gtest/gtest.h>

namespace ronghe {
namespace {

Outcome<Node> read(std::string text) { return read_yaml(std::make_shared<const Source>("m.yaml", std::move(text))); }

// `{a: 1, b: [x]}` and so on, to compare trees as text.
std::string show(const Node& node) {
  std::string text;
  switch (node.kind) {
    case Node::Kind::null:
      return "null";
    case Node::Kind::scalar:
      return node.quoted ? "'" + node.text + "'" : node.text;
    case Node::Kind::sequence:
      for (const Node& item : node.items) text += (text.empty() ? "" : ", ") + show(item);
      return "[" + text + "]";
    case Node::Kind::mapping:
      for (const Entry& entry : node.entries)
        text += (text.empty() ? "" : ", ") + show(entry.key) + ": " + show(entry.value);
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
      {"\xEF\xBB\xBF"
       "a: 010\r\nb: 2\r\n",
       "{a: 010, b: 2}"},
      {"---\na: 1\n", "{a: 1}"},
      {"zh: 说明：含全角标点，没有问题\n", "{zh: 说明：含全角标点，没有问题}"},
      {"label: {zh: 两地人口，两类（城乡）, en: x}\n", "{label: {zh: 两地人口，两类（城乡）, en: x}}"},
      {"note: a text\n  说明：goes on\nb: 1\n", "{note: a text 说明：goes on, b: 1}"},
      {"a: 'it''s'\n", "{a: 'it's'}"},
      {"a: 1\rb: 2\r", "{a: 1, b: 2}"},
      {"a:\nb :\nc:", "{a: null, b: null, c: null}"},
      {"a: [b: 1, c: 2]\n", "{a: [{b: 1}, {c: 2}]}"},
      {"a: [{b: null}, ~]\n", "{a: [{b: null}, null]}"},
      {"a: 1\n...\n", "{a: 1}"},
  };
  for (const auto& [text, expected] : cases) {
    SCOPED_TRACE(text);
    const auto outcome = read(text);
    ASSERT_TRUE(outcome) << render(outcome.diagnostics(), Language::english);
    EXPECT_EQ(show(outcome.value()), expected);
  }
}

TEST(Yaml, LeavesFullWidthPunctuationInProseAlone) {
  const char* texts[] = {
      "zh: 说明：含全角标点，没有问题（真的）\n",
      "source: 国家统计局（2023）：第七次人口普查\n",
      "label: {zh: 甲，乙（丙）：丁, en: x}\n",
      "note: |\n  Source: 统计局\n  说明：估计值\na: 1\n",
      "note: >-\n  单位：亿元\nb: 1\n",
      "notes:\n  - 说明：这是一个列表\n  - 第二：另一条\n",
      "note:\n  口径：2020 年不变价\n",
      "label: 标题\n  单位：亿元\nb: 2\n",
      "question: 哪些县，为什么？\nb: 1\n",
      "a: \"（甲）：乙\"\n\"（甲）\": 1\n",
      "# 注：这里，（全角）\na: 1  # 单位：亿元\n",
  };
  for (const char* text : texts) {
    SCOPED_TRACE(text);
    const auto outcome = read(text);
    EXPECT_TRUE(outcome) << render(outcome.diagnostics(), Language::english);
  }
}

TEST(Yaml, FindsEveryWronglyTypedColonAtOnce) {
  const auto outcome = read("model：m\ntime：\n  start: 2020\n  stop:2030\nstocks:\n  people：\n    unit: 人\n");
  ASSERT_EQ(outcome.diagnostics().size(), 4U) << render(outcome.diagnostics(), Language::english);
  EXPECT_EQ(outcome.diagnostics()[0].code, "yaml.full_width");
  EXPECT_EQ(outcome.diagnostics()[2].code, "yaml.colon_space");
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

  const Node more = read("a: {b: 1 # }\n , c: 2}\nd: [e: 1, {}]\nf:\ng: null\nh: |\n  x\n  y\n\n").value();
  EXPECT_EQ(more.find("a")->span.text(), "{b: 1 # }\n , c: 2}");
  EXPECT_EQ(more.find("d")->items[0].span.text(), "e: 1");
  EXPECT_EQ(more.find("d")->items[1].span.text(), "{}");
  EXPECT_EQ(more.find("f")->span.begin, more.find_entry("f")->key.span.end);
  EXPECT_EQ(more.find("g")->span.text(), "null");
  EXPECT_EQ(more.find("h")->span.text(), "|\n  x\n  y");
}

TEST(Yaml, RefusesWhatItWouldHaveToGuess) {
  struct Mistake {
    std::string text;
    const char* code;
    std::string at;
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
      {std::string("a: x\0y\n", 7), "yaml.hidden_character", std::string("\0", 1)},
      {"a: \xE2\x80\xAE"
       "b\n",
       "yaml.hidden_character", "\xE2"},
      {"model：small\n", "yaml.full_width", "："},
      {"a: 1\nb：2\n", "yaml.full_width", "："},
      {"a:\n  b：2\n", "yaml.full_width", "："},
      {"a: [x，y]\n", "yaml.full_width", "，"},
      {"a: {unit: 亿元（现价）}\n", "yaml.full_width", "（"},
      {"a: {equation: max(a, b)}\n", "yaml.flow_equation", "max(a"},
      {"a: {equation: people[urban] / residents}\n", "yaml.flow_equation", "["},
      {"a: 1\n b: 2\n", "yaml.syntax", ":"},
      {"a: [1, 2\n", "yaml.syntax", "["},
      {"a: `my name` * 2\n", "yaml.syntax", "`"},
      {"a: 1\nword\n", "yaml.syntax", "word"},
      {"a:\n~ word\n", "yaml.syntax", "~ word"},
      {"a:\n  - b\nword", "yaml.syntax", "word"},
      {"a: \"x\" y\n", "yaml.syntax", "y"},
      {"a: [{b: 1]\n", "yaml.syntax", "]"},
      {"a: \"x\nb: \"y\"\nc: 1\n", "yaml.unclosed_quote", "\""},
      {"a:\n  - 'x\n  - 'y'\n", "yaml.unclosed_quote", "'"},
      {"a: 1\n...\nb: 2\n", "yaml.second_document", "b"},
      {"a: 1\n---\nb: [\n", "yaml.second_document", "-"},
      {"%YAML 1.2\n---\na: 1\n", "yaml.directive", "%YAML 1.2"},
      {"%share: 1\na: 2\n", "yaml.directive", "%share: 1"},
      {"a: 1\n%share: 3\n", "yaml.directive", "%share: 3"},
      {"a:\n\tb: 1\n", "yaml.tab", "\t"},
      {"a:1\nb: 2\n", "yaml.colon_space", ":"},
      {"a: {2025:0.2, 2028: 0.6}\n", "yaml.colon_space", ":"},
      {"a:\n  b:2\n", "yaml.colon_space", ":"},
      {"a:1\n", "yaml.colon_space", ":"},
      {"a:\u3000"
       "1\nb: 2\n",
       "yaml.blank", "\u3000"},
      {"\u3000\u3000"
       "a: 1\n",
       "yaml.blank", "\u3000"},
      {"a: 2020\u00A0\n", "yaml.blank", "\u00A0"},
      {"a\u200B: 1\n", "yaml.blank", "\u200B"},
      {"inflows: ［births］\n", "yaml.full_width", "［"},
      {"label:\n  zh：人口\n", "yaml.full_width", "："},
      {"programmes:\n  - id：x\n    title: y\n", "yaml.full_width", "："},
      {"a: 1\ntitle：x\n  more text\nb: 1\n", "yaml.full_width", "："},
      {"a: {title：x, y: 2}\n", "yaml.full_width", "："},
      {"a: [max(x, y), 2]\n", "yaml.flow_equation", "max(x"},
      {"a: {b: min(1, max(2, 3), 4), c: 1}\n", "yaml.flow_equation", "min(1"},
      {"a: !x &y 1\n", "yaml.tag", "!x"},
      {"a: &x\nb: 1\n", "yaml.anchor", "&x"},
      {"*x : 1\n", "yaml.alias", "*"},
      {"a: \"\\u202e\"\n", "yaml.hidden_character", "\"\\u202e\""},
      {"a: \"\\q\"\n", "yaml.syntax", ""},
  };
  for (const auto& [text, code, at] : mistakes) {
    SCOPED_TRACE(text);
    const auto outcome = read(text);
    ASSERT_FALSE(outcome);
    ASSERT_EQ(outcome.diagnostics().size(), 1U) << render(outcome.diagnostics(), Language::english);
    EXPECT_EQ(outcome.diagnostics()[0].code, code);
    EXPECT_EQ(outcome.diagnostics()[0].span.text().substr(0, at.size()), at);
  }
}

TEST(Yaml, ReportsAllMistakesAtOnce) {
  const auto outcome = read("a: 1\na: 2\nb: !x 3\nc: .nan\nc: 4\n");
  EXPECT_EQ(outcome.diagnostics().size(), 4U);
  EXPECT_EQ(read("a: {b: max(1, 2), c: min(3, 4), d: &x 1}\n").diagnostics().size(), 3U);
}

// Each of these once took time that grew with the square of its length.
TEST(Yaml, TakesLongTextsInTimeProportionalToTheirLength) {
  const auto repeat = [](std::string text, std::string_view unit, std::size_t size) {
    while (text.size() < size) text += unit;
    return text;
  };
  EXPECT_EQ(read(repeat("a: [", "b: 1, ", 450'000) + "]").diagnostics()[0].code, "yaml.too_many_nodes");
  const auto outcome = read(repeat("a: {", "b: 1, ", 200'000) + "}");
  EXPECT_EQ(outcome.diagnostics().size(), 33'332U);
  EXPECT_LT(render(outcome.diagnostics(), Language::english).size(), 1'000'000U);
}

TEST(Yaml, HasLimits) {
  EXPECT_EQ(read(std::string(100, '[') + std::string(100, ']')).diagnostics()[0].code, "yaml.depth");
  EXPECT_EQ(read(std::string(5 << 20, ' ')).diagnostics()[0].code, "file.too_large");
  std::string many = "[";
  for (int i = 0; i < 200'001; ++i) many += "1,";
  EXPECT_EQ(read(many + "1]").diagnostics()[0].code, "yaml.too_many_nodes");
}

TEST(Yaml, NamesAreNormalized) { EXPECT_EQ(read("e\xCC\x81: 1\n").value().entries[0].key.text, "\xC3\xA9"); }

}  // namespace
}  // namespace ronghe
