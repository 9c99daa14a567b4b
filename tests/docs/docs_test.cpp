// Runs every YAML block of the documentation and the READMEs, so that they cannot go stale.
//
// A block is opened by ```yaml and the name of the file it would be. A block with `model:` or `scenario:` is run; a
// block called `part-of NAME` is a further part of the model NAME that stands before it on the page, and they are run
// together. A scenario finds the files that stand before it on the page. A block opened by ```console holds commands
// behind `$ ` and exactly what each prints.
#include "running/run_program.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using testing::Finished;
using testing::run_program;
using testing::TemporaryFolder;

struct Block {
  std::string name;  // what stands behind ```yaml
  std::string text;
  int line = 0;
  bool console = false;
};

std::vector<Block> blocks_of(const fs::path& page) {
  std::vector<Block> result;
  std::istringstream lines(testing::read_text(page));
  bool inside = false;
  int number = 0;
  for (std::string line; std::getline(lines, line);) {
    ++number;
    if (line.rfind("```yaml", 0) == 0) {
      inside = true;
      result.push_back({line.size() > 8 ? line.substr(8) : "", "", number});
    } else if (line == "```console") {
      inside = true;
      result.push_back({"", "", number, true});
    } else if (line.rfind("```", 0) == 0) {
      inside = false;
    } else if (inside) {
      result.back().text += line + "\n";
    }
  }
  return result;
}

std::vector<fs::path> pages() {
  const fs::path root = RONGHE_SOURCE_DIR;
  std::vector<fs::path> result;
  for (const char* folder : {"docs", "engine", "scenarios"}) {
    for (auto entry = fs::recursive_directory_iterator(root / folder); entry != fs::end(entry); ++entry) {
      if (entry->path().filename() == "node_modules") entry.disable_recursion_pending();  // pages of others
      if (entry->path().extension() == ".md") result.push_back(entry->path());
    }
  }
  result.push_back(root / "README.md");
  std::sort(result.begin(), result.end());
  return result;
}

// Runs the commands of a console block in `folder` and expects what stands below each.
void expect_console(const Block& block, const fs::path& folder) {
  const std::string prompt = "$ ronghe ";
  for (std::size_t begin = 0; begin < block.text.size();) {
    const std::size_t end = std::min(block.text.find("\n" + prompt, begin), block.text.size() - 1) + 1;
    const std::string part = block.text.substr(begin, end - begin);
    begin = end;
    ASSERT_EQ(part.rfind(prompt, 0), 0U) << "a console block begins with `" << prompt << "`";
    const std::size_t line = part.find('\n');
    const Finished finished = run_program(part.substr(prompt.size(), line - prompt.size()), folder);
    EXPECT_EQ(finished.out + finished.err, part.substr(line + 1));
  }
}

class Page : public ::testing::TestWithParam<fs::path> {};

TEST_P(Page, HasOnlyBlocksThatRun) {
  const TemporaryFolder folder;
  std::map<std::string, std::vector<std::string>> models;
  int blocks = 0;
  for (const Block& block : blocks_of(GetParam())) {
    SCOPED_TRACE(GetParam().string() + ":" + std::to_string(block.line));
    ++blocks;
    if (block.console) {
      expect_console(block, folder.path());
      continue;
    }
    ASSERT_FALSE(block.name.empty()) << "the block has no file name behind ```yaml";
    std::string run = block.name;
    if (block.name.rfind("part-of ", 0) == 0) {
      const std::string whole = block.name.substr(8);
      ASSERT_TRUE(models.contains(whole)) << whole << " does not stand before this block";
      models[whole].push_back(block.text);
      run = "whole";
      fs::remove_all(folder.path() / run);
      for (std::size_t i = 0; i < models[whole].size(); ++i) {
        testing::write_text(folder.path() / run / ("part" + std::to_string(i) + ".yaml"), models[whole][i]);
      }
    } else {
      testing::write_text(folder.path() / block.name, block.text);
      if (block.text.rfind("model:", 0) == 0) models[block.name] = {block.text};
    }
    const Finished finished = run_program("run '" + run + "' -o out", folder.path());
    EXPECT_EQ(finished.status, 0) << finished.err << finished.out;
  }
  RecordProperty("blocks", blocks);
}

INSTANTIATE_TEST_SUITE_P(Docs, Page, ::testing::ValuesIn(pages()), [](const auto& page) {
  std::string name = fs::relative(page.param, RONGHE_SOURCE_DIR).string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

TEST(Documentation, HasBlocksToRun) {
  std::size_t blocks = 0;
  for (const fs::path& page : pages()) blocks += blocks_of(page).size();
  EXPECT_GE(blocks, 8U);
}

}  // namespace
}  // namespace ronghe
