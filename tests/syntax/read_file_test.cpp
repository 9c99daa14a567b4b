#include "syntax/read_yaml.hpp"

#include <cstdlib>
#include <filesystem>
#include <fstream>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

class ReadFile : public ::testing::Test {
 protected:
  ReadFile() {
    std::string name = (fs::temp_directory_path() / "ronghe-read-file-XXXXXX").string();
    folder_ = mkdtemp(name.data());
    std::ofstream(folder_ / "baseline.yaml", std::ios::binary) << "a: 1\r\n";
    std::ofstream(folder_ / "empty.yaml");
  }
  ~ReadFile() override { fs::remove_all(folder_); }

  Outcome<SourcePtr> read(const std::string& name, std::size_t max_bytes = 100) const {
    return read_file((folder_ / name).string(), "shown/" + name, max_bytes);
  }

  fs::path folder_;
};

TEST_F(ReadFile, GivesEveryByteAndTheNameThatIsShown) {
  const SourcePtr source = read("baseline.yaml").value();
  EXPECT_EQ(source->text(), "a: 1\r\n");
  EXPECT_EQ(source->name(), "shown/baseline.yaml");
  EXPECT_EQ(read("empty.yaml").value()->text(), "");
}

TEST_F(ReadFile, NamesTheNearestFileOfTheFolder) {
  const std::string told = render(read("basline.yaml").diagnostics(), Language::english);
  EXPECT_EQ(told,
            "error[file.missing]: there is no file `shown/basline.yaml`\n"
            "hint: did you mean `shown/baseline.yaml`?\n"
            "1 error, 0 warnings.\n");
}

TEST_F(ReadFile, RefusesWhatIsNoFileOrTooLarge) {
  EXPECT_EQ(read("other/x.yaml").diagnostics()[0].code, "file.missing");
  EXPECT_EQ(read(".").diagnostics()[0].code, "file.not_a_file");
  EXPECT_EQ(read("baseline.yaml", 5).diagnostics()[0].code, "file.too_large");
  EXPECT_TRUE(read("baseline.yaml", 6));
}

TEST_F(ReadFile, TellsAFileThatMayNotBeRead) {
  fs::permissions(folder_ / "baseline.yaml", fs::perms::none);
  const bool anyway = std::ifstream(folder_ / "baseline.yaml").is_open();  // root may
  const auto outcome = read("baseline.yaml");
  if (anyway) {
    EXPECT_TRUE(outcome);
  } else {
    EXPECT_EQ(outcome.diagnostics()[0].code, "file.unreadable");
  }
  // A name that no file system takes.
  EXPECT_EQ(read(std::string(5000, 'x')).diagnostics()[0].code, "file.unreadable");
}

TEST_F(ReadFile, PointsToThePlaceThatNamedTheFile) {
  const auto source = std::make_shared<const Source>("s.yaml", "extends: nothing.yaml\n");
  const auto outcome = read_file((folder_ / "nothing.yaml").string(), "nothing.yaml", 100, {source, 9, 21});
  EXPECT_EQ(outcome.diagnostics()[0].span.text(), "nothing.yaml");
}

}  // namespace
}  // namespace ronghe
