// Every sentence of docs/language.md has a test.
//
// language_sentences.txt goes through the page from its first chapter on, sentence by sentence, and names the tests
// that prove each: it stands at the margin, word for word, and its tests stand indented below it, as CTest calls them
// (`model.Text.CaseMatters` is the test Text.CaseMatters in tests/model/). Headings, heads of tables, and blocks of
// code, which other tests run, are left out. So a new sentence on the page fails here until a test is named for it.
#include "running/run_program.hpp"

#include <algorithm>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::IsEmpty;

const fs::path root = RONGHE_SOURCE_DIR;

void add_words(std::string& text, const std::string& line) {
  std::istringstream words(line);
  for (std::string word; words >> word;) text += (text.empty() ? "" : " ") + word;
}

// What a page says from its first chapter on, as one line without marks of headings, lists and tables.
std::string sentences_of(const std::string& page) {
  static const std::regex list_mark("^(-|[0-9]+\\.) ");
  static const std::regex table_edges("^\\| | \\|$");
  static const std::regex bold("\\*\\*");
  std::string text;
  bool in_chapter = false;
  bool in_code = false;
  bool in_table = false;
  std::istringstream lines(page);
  for (std::string line; std::getline(lines, line);) {
    const bool row = line.starts_with("|");
    const bool head = row && (!in_table || line.starts_with("|-"));
    in_table = row;
    if (line.starts_with("```")) {
      in_code = !in_code;
    } else if (line.starts_with("#")) {
      in_chapter = in_chapter || line.starts_with("## ");
    } else if (in_chapter && !in_code && !head) {
      line = std::regex_replace(line, list_mark, "");
      line = std::regex_replace(line, table_edges, "");
      add_words(text, std::regex_replace(line, bold, ""));
    }
  }
  return text;
}

struct Sentence {
  std::string text;
  std::vector<std::string> tests;
};

std::vector<Sentence> entries_of(const std::string& table) {
  std::vector<Sentence> sentences;
  bool begins = true;
  std::istringstream lines(table);
  for (std::string line; std::getline(lines, line);) {
    if (line.empty() || line.starts_with("#")) continue;
    if (line.starts_with("  ")) {
      if (!sentences.empty()) sentences.back().tests.push_back(line.substr(2));
      begins = true;
      continue;
    }
    if (begins) sentences.emplace_back();
    begins = false;
    add_words(sentences.back().text, line);
  }
  return sentences;
}

// What is wrong with the table of a page, given the tests that there are.
std::vector<std::string> gaps(std::string_view page, const std::vector<Sentence>& sentences,
                              const std::set<std::string>& tests) {
  std::vector<std::string> found;
  const auto beginning = [](std::string_view text) {
    return "`" + std::string(text.substr(0, text.find(' ', 60))) + "`";
  };
  for (const Sentence& sentence : sentences) {
    if (sentence.tests.empty()) found.push_back(beginning(sentence.text) + " names no test");
    for (const std::string& test : sentence.tests) {
      if (!tests.contains(test)) found.push_back("there is no test " + test);
    }
  }
  for (const Sentence& sentence : sentences) {
    if (!page.starts_with(sentence.text)) {
      found.push_back("the page goes on with " + beginning(page) + ", the table with " + beginning(sentence.text));
      return found;
    }
    page.remove_prefix(std::min(sentence.text.size() + 1, page.size()));
  }
  if (!page.empty()) found.push_back("the table ends before " + beginning(page));
  return found;
}

// Every test by its folder, suite and name.
std::set<std::string> tests_of_the_sources() {
  static const std::regex declaration("(?:^|\n)TEST(?:_F|_P)?\\((\\w+),\\s*(\\w+)\\)");
  std::set<std::string> tests;
  for (const auto& file : fs::recursive_directory_iterator(root / "tests")) {
    if (!file.path().filename().string().ends_with("_test.cpp")) continue;
    const std::string folder = file.path().parent_path().filename().string();
    const std::string text = testing::read_text(file.path());
    for (std::sregex_iterator it(text.begin(), text.end(), declaration), end; it != end; ++it) {
      tests.insert(folder + "." + (*it)[1].str() + "." + (*it)[2].str());
    }
  }
  return tests;
}

TEST(Sentences, OfAPageComeWithoutItsMarks) {
  EXPECT_EQ(
      sentences_of("# Page\nNot yet.\n## One\nA rule.\n```yaml m.yaml\ncode: 1\n```\n\n- An **item**\n  goes on.\n"
                   "1. First.\n\n| head | of table |\n|---|---|\n| `a` | first |\n| `b` | second |\n"),
      "A rule. An item goes on. First. `a` | first `b` | second");
}

TEST(Sentences, AreReadWithTheTestsBelowThem) {
  const auto sentences = entries_of("# A remark.\n\nOne rule\ngoes on.\n  a.A.One\n  a.A.Two\nAnother.\n");
  ASSERT_EQ(sentences.size(), 2U);
  EXPECT_EQ(sentences[0].text, "One rule goes on.");
  EXPECT_THAT(sentences[0].tests, ElementsAre("a.A.One", "a.A.Two"));
  EXPECT_EQ(sentences[1].text, "Another.");
  EXPECT_THAT(sentences[1].tests, IsEmpty());
}

TEST(Sentences, AreMissedWhereverTheyAre) {
  const std::set<std::string> tests = {"a.A.One", "a.A.Two"};
  const std::vector<Sentence> sentences = {{"One.", {"a.A.One"}}, {"Two.", {"a.A.Two"}}};
  EXPECT_THAT(gaps("One. Two.", sentences, tests), IsEmpty());
  EXPECT_THAT(gaps("One. New. Two.", sentences, tests),
              ElementsAre("the page goes on with `New. Two.`, the table with `Two.`"));
  EXPECT_THAT(gaps("One.", sentences, tests), ElementsAre("the page goes on with ``, the table with `Two.`"));
  EXPECT_THAT(gaps("One. Two. New.", sentences, tests), ElementsAre("the table ends before `New.`"));
  EXPECT_THAT(gaps("One. Two.", sentences, {"a.A.Two"}), ElementsAre("there is no test a.A.One"));
  EXPECT_THAT(gaps("One.", {{"One.", {}}}, tests), ElementsAre("`One.` names no test"));
}

TEST(Sentences, OfTheLanguageHaveATestEach) {
  const std::string page = sentences_of(testing::read_text(root / "docs" / "language.md"));
  const auto sentences = entries_of(testing::read_text(root / "tests" / "docs" / "language_sentences.txt"));
  EXPECT_GT(sentences.size(), 100U);
  for (const std::string& gap : gaps(page, sentences, tests_of_the_sources())) ADD_FAILURE() << gap;
}

}  // namespace
}  // namespace ronghe
