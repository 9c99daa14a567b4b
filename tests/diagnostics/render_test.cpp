#include "diagnostics/catalogue.hpp"
#include "ronghe/diagnostics.hpp"

#include <set>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

SourcePtr source(std::string text) { return std::make_shared<const Source>("m.yaml", std::move(text)); }

Span find(const SourcePtr& where, std::string_view word) {
  const auto begin = static_cast<std::uint32_t>(where->text().find(word));
  return {where, begin, begin + static_cast<std::uint32_t>(word.size())};
}

TEST(Source, CountsLinesAndCharacters) {
  const SourcePtr text = source("a\r\n人口: 1\rb\n");
  EXPECT_EQ(text->lines(), 4);
  EXPECT_EQ(text->line(2), "人口: 1");
  EXPECT_EQ(text->position(find(text, "1").begin).line, 2);
  EXPECT_EQ(text->position(find(text, "1").begin).column, 5);
  EXPECT_EQ(text->position(find(text, "b").begin).line, 3);
  EXPECT_EQ(text->position(1000).line, 4);
}

TEST(Rendering, ShowsThePlaceTheMistakeAndWhatToType) {
  const SourcePtr text = source("first: 1\nsecond: 2\nfirst: 3\n");
  Diagnostics diagnostics;
  diagnostics.error("yaml.duplicate_key", {text, 19, 24}, {{"key", "first"}}, {text, 0, 5});
  EXPECT_EQ(render(diagnostics.items(), Language::english),
            "m.yaml:3:1: error[yaml.duplicate_key]: `first` stands here a second time\n"
            "    3 | first: 3\n"
            "      | ^^^^^\n"
            "    1 | first: 1\n"
            "      | ^^^^^ `first` stands here first\n"
            "hint: remove one of the two\n"
            "1 error, 0 warnings.\n");
  EXPECT_EQ(render(diagnostics.items(), Language::chinese),
            "m.yaml:3:1: 错误[yaml.duplicate_key]: `first` 重复出现\n"
            "    3 | first: 3\n"
            "      | ^^^^^\n"
            "    1 | first: 1\n"
            "      | ^^^^^ `first` 第一次出现在这里\n"
            "提示：请删去其中一个\n"
            "1 个错误，0 个警告。\n");
}

TEST(Rendering, PutsCaretsUnderWideCharacters) {
  const SourcePtr text = source("人口: 城乡 + x\n");
  const std::string told =
      render(Diagnostic{Severity::error, "expression.unclosed", find(text, "城乡"), {}, {}}, Language::english);
  EXPECT_NE(told.find("    1 | 人口: 城乡 + x\n      |       ^^^^\n"), std::string::npos) << told;
}

TEST(Rendering, ShowsHiddenCharactersAndCutsLongLines) {
  const SourcePtr text = source(
      "a: \xE2\x80\xAE"
      "b\n" +
      std::string(500, 'x') + "HERE" + std::string(500, 'y') + "\n");
  const std::string hidden =
      render(Diagnostic{Severity::error, "yaml.hidden_character", find(text, "b"), {}, {}}, Language::english);
  EXPECT_NE(hidden.find("a: <202E>b"), std::string::npos) << hidden;
  const std::string cut =
      render(Diagnostic{Severity::error, "expression.unclosed", find(text, "HERE"), {}, {}}, Language::english);
  EXPECT_LT(cut.size(), 600U);
  const std::size_t line = cut.find("| …");
  const std::size_t carets = cut.find("^^^^");
  ASSERT_NE(line, std::string::npos) << cut;
  ASSERT_NE(carets, std::string::npos) << cut;
  EXPECT_EQ(cut.find("^^^^^"), std::string::npos);
  // The carets stand under the word: as far from their `|` as the word is from its own, the sign `…` being one column
  // of three bytes.
  const std::size_t word = cut.find("HERE");
  EXPECT_EQ(word - line - 2, carets - cut.rfind('|', carets)) << cut;
}

TEST(Rendering, LetsNoWordActOnTheTerminal) {
  const Words words = {{"column", "a\x1b[31m\u202E"}};
  const std::string told =
      render(Diagnostic{Severity::error, "csv.duplicate_column", {}, words, {}}, Language::english);
  EXPECT_NE(told.find(": two columns are called `a<1B>[31m<202E>`\n"), std::string::npos) << told;
}

TEST(Rendering, ShowsTheFirstLineOfASpanOverSeveral) {
  const SourcePtr text = source("a: [1,\n  2]\n");
  const std::string told =
      render(Diagnostic{Severity::error, "expression.unclosed", {text, 3, 11}, {}, {}}, Language::english);
  EXPECT_NE(told.find("    1 | a: [1,\n      |    ^^^\n"), std::string::npos) << told;
}

TEST(Rendering, SortsByPlaceAndTellsEqualOnesOnce) {
  const SourcePtr text = source("a\nb\n");
  Diagnostics diagnostics;
  diagnostics.error("expression.unclosed", find(text, "b"));
  diagnostics.warning("expression.unclosed", find(text, "a"));
  diagnostics.error("expression.empty_name", find(text, "b"));
  diagnostics.error("expression.unclosed", find(text, "b"));
  const std::string told = render(diagnostics.items(), Language::english);
  EXPECT_LT(told.find("m.yaml:1:1: warning"), told.find("m.yaml:2:1: error"));
  EXPECT_NE(told.find("2 errors, 1 warning."), std::string::npos);
}

TEST(Rendering, OnlyCountsWhatNobodyReads) {
  const SourcePtr text = source(std::string(1500, 'x'));
  Diagnostics diagnostics;
  for (std::uint32_t i = 0; i < 1500; ++i) diagnostics.error("expression.unclosed", {text, i, i + 1});
  EXPECT_TRUE(
      render(diagnostics.items(), Language::english).ends_with("\n… and 500 more.\n1500 errors, 0 warnings.\n"));
  EXPECT_TRUE(render(diagnostics.items(), Language::chinese).ends_with("\n……另有 500 条。\n1500 个错误，0 个警告。\n"));
}

TEST(Rendering, LeavesOutWhatHasNoWords) {
  const SourcePtr text = source("modle: x\n");
  const Words words = {{"key", "modle"}, {"what", Text("模型", "a model")}, {"keys", "model, time"}};
  const Diagnostic plain{Severity::error, "keys.unknown", find(text, "modle"), words, {}};
  EXPECT_NE(render(plain, Language::english).find("hint: its keys are: model, time"), std::string::npos);
  Diagnostic near = plain;
  near.words.emplace_back("nearest", "model");
  EXPECT_NE(render(near, Language::english).find("hint: did you mean `model`?"), std::string::npos);
}

TEST(NearestName, IsFoundForSmallMistakesOnly) {
  const std::vector<std::string> names = {"population", "births", "deaths", "人口", "gdp_share"};
  EXPECT_EQ(nearest_name("poplation", names), "population");
  EXPECT_EQ(nearest_name("birhts", names), "births");
  EXPECT_EQ(nearest_name("GDP_share", names), "gdp_share");
  EXPECT_EQ(nearest_name("人囗", names), "人口");
  EXPECT_FALSE(nearest_name("temperature", names));
  EXPECT_FALSE(nearest_name("", names));
}

TEST(Catalogue, HasEveryCodeOnceInBothLanguages) {
  std::set<std::string> codes;
  for (const std::string& code : diagnostic_codes()) {
    EXPECT_TRUE(codes.insert(code).second) << code << " stands twice";
    const Message& message = *find_message(code);
    const auto both = [&](const Phrase& phrase) { return phrase.en.empty() == phrase.zh.empty(); };
    EXPECT_FALSE(message.text.en.empty()) << code;
    EXPECT_TRUE(both(message.text) && both(message.marker) && both(message.related)) << code;
    for (const Phrase& hint : message.hints) EXPECT_TRUE(both(hint)) << code;
  }
}

TEST(Outcome, ThrowsWhatWasWrongWhenThereIsNoValue) {
  Diagnostics diagnostics;
  diagnostics.error("file.missing", {}, {{"file", "x.yaml"}});
  const Outcome<int> outcome(diagnostics.take());
  EXPECT_FALSE(outcome);
  try {
    static_cast<void>(outcome.value());
    FAIL();
  } catch (const InputError& error) {
    EXPECT_NE(std::string(error.what()).find("there is no file `x.yaml`"), std::string::npos);
  }
}

}  // namespace
}  // namespace ronghe
