#include "ronghe/output.hpp"
#include "running/run_program.hpp"

#include <gtest/gtest.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using testing::read_text;
using testing::TemporaryFolder;
using testing::write_text;

std::vector<std::string> names_in(const fs::path& folder) {
  std::vector<std::string> names;
  for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
  std::sort(names.begin(), names.end());
  return names;
}

TEST(WriteFiles, MakesTheFolderAndLeavesNothingElseInIt) {
  const TemporaryFolder root;
  const fs::path folder = root.path() / "a" / "b";
  const auto written = write_files(folder.string(), {{"one.txt", "1"}, {"two.txt", ""}});
  ASSERT_TRUE(written);
  EXPECT_EQ(written.value(), (std::vector<std::string>{(folder / "one.txt").string(), (folder / "two.txt").string()}));
  EXPECT_EQ(names_in(folder), (std::vector<std::string>{"one.txt", "two.txt"}));
  EXPECT_EQ(read_text(folder / "one.txt"), "1");
}

TEST(WriteFiles, ReplacesWhatWasThereAndKeepsWhatIsNotItsOwn) {
  const TemporaryFolder root;
  write_text(root.path() / "one.txt", "a longer text from before");
  write_text(root.path() / "notes.txt", "mine");
  ASSERT_TRUE(write_files(root.path().string(), {{"one.txt", "1"}}));
  EXPECT_EQ(read_text(root.path() / "one.txt"), "1");
  EXPECT_EQ(read_text(root.path() / "notes.txt"), "mine");
}

TEST(WriteFiles, WritesNoneWhenOneCannotBeWritten) {
  const TemporaryFolder root;
  write_text(root.path() / "one.txt", "before");
  fs::create_directories(root.path() / "two.txt");
  const auto written = write_files(root.path().string(), {{"one.txt", "after"}, {"two.txt", "2"}});
  ASSERT_FALSE(written);
  EXPECT_EQ(written.diagnostics()[0].code, "command.cannot_write");
  EXPECT_EQ(read_text(root.path() / "one.txt"), "before");
  EXPECT_EQ(names_in(root.path()), (std::vector<std::string>{"one.txt", "two.txt"}));
}

TEST(WriteFiles, TakesBackTheFoldersItMadeWhenItFails) {
  const TemporaryFolder root;
  const auto written =
      write_files((root.path() / "a" / "b").string(), {{"one.txt", "1"}, {std::string(300, 'x'), "2"}});
  EXPECT_FALSE(written);
  EXPECT_TRUE(names_in(root.path()).empty());
}

TEST(WriteFiles, MakesTheFoldersThatNamesAskFor) {
  const TemporaryFolder root;
  const auto written = write_files((root.path() / "a").string(), {{"b/c/one.txt", "1"}, {"two.txt", "2"}});
  ASSERT_TRUE(written);
  EXPECT_EQ(read_text(root.path() / "a" / "b" / "c" / "one.txt"), "1");
  EXPECT_FALSE(write_files((root.path() / "d").string(), {{"e/f/one.txt", "1"}, {std::string(300, 'x'), "2"}}));
  EXPECT_EQ(names_in(root.path()), std::vector<std::string>{"a"});
}

TEST(WriteFiles, RefusesAFolderThatIsAFile) {
  const TemporaryFolder root;
  write_text(root.path() / "file", "mine");
  EXPECT_FALSE(write_files((root.path() / "file").string(), {{"one.txt", "1"}}));
  EXPECT_FALSE(write_files((root.path() / "file" / "below").string(), {{"one.txt", "1"}}));
  EXPECT_EQ(read_text(root.path() / "file"), "mine");
}

}  // namespace
}  // namespace ronghe
