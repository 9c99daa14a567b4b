// Holds every message against its golden file, and every code of the catalogue against the files: tests/golden/README.md.
#include <gtest/gtest.h>
#include <unistd.h>

#include <algorithm>
#include <cstdlib>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "ronghe/diagnostics.hpp"
#include "running/run_program.hpp"

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using testing::Finished;
using testing::read_text;
using testing::TemporaryFolder;

const fs::path folder = fs::path(RONGHE_SOURCE_DIR) / "tests" / "golden";

// One `=== title` and what follows it, to the next.
struct Section {
  std::string title;
  std::string text;
};

std::vector<Section> sections(const std::string& text) {
  std::vector<Section> result;
  std::istringstream lines(text);
  for (std::string line; std::getline(lines, line);) {
    if (line.rfind("=== ", 0) == 0) {
      result.push_back({line.substr(4), ""});
    } else if (!result.empty()) {
      result.back().text += line + "\n";
    }
  }
  return result;
}

std::string bytes(const std::string& text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text.compare(i, 2, "\\x") == 0 && i + 3 < text.size()) {
      result += static_cast<char>(std::stoi(text.substr(i + 2, 2), nullptr, 16));
      i += 3;
    } else {
      result += text[i];
    }
  }
  return result;
}

std::vector<fs::path> golden_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) {
    if (entry.path().extension() == ".txt") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// `units.mismatch-scale.txt` is a file of `units.mismatch`.
std::string code_of(const fs::path& file) {
  const std::string stem = file.stem().string();
  return stem.substr(0, stem.find('-'));
}

class Golden : public ::testing::TestWithParam<fs::path> {};

TEST_P(Golden, IsToldWordForWord) {
  const std::string before = read_text(GetParam());
  std::vector<Section> parts = sections(before);
  const TemporaryFolder input;
  std::string command;
  for (const Section& part : parts) {
    if (part.title == "en" || part.title == "zh") continue;
    if (part.title.rfind("run: ", 0) == 0) {
      command = part.title.substr(5);
    } else if (part.title.size() > 8 && part.title.ends_with(" (bytes)")) {
      testing::write_text(input.path() / part.title.substr(0, part.title.size() - 8), bytes(part.text));
    } else {
      testing::write_text(input.path() / part.title, part.text);
    }
  }
  ASSERT_FALSE(command.empty()) << "the file has no `=== run: …`";
  std::set<fs::path> files_before;
  for (const auto& entry : fs::recursive_directory_iterator(input.path())) files_before.insert(entry.path());

  std::string written;
  for (const std::string language : {"en", "zh"}) {
    const Finished finished = run_program(command + " --lang " + language, input.path());
    const bool warning = finished.err.find("error[") == std::string::npos && finished.status != 2;
    if (!warning) EXPECT_NE(finished.status, 0) << "a mistake must not end with 0";
    EXPECT_NE(finished.err.find("[" + code_of(GetParam()) + "]"), std::string::npos) << finished.err;
    written += "=== " + language + "\n" + finished.err;
    const auto expected =
        std::find_if(parts.begin(), parts.end(), [&](const Section& part) { return part.title == language; });
    if (std::getenv("RONGHE_UPDATE_GOLDEN") == nullptr) {  // NOLINT(concurrency-mt-unsafe)
      ASSERT_NE(expected, parts.end()) << "no section for " << language;
      EXPECT_EQ(finished.err, expected->text);
    }
    if (finished.status != 0) {
      for (const auto& entry : fs::recursive_directory_iterator(input.path())) {
        EXPECT_TRUE(files_before.contains(entry.path())) << "left behind: " << entry.path();
      }
    }
  }
  if (std::getenv("RONGHE_UPDATE_GOLDEN") != nullptr) {  // NOLINT(concurrency-mt-unsafe)
    const std::size_t end = std::min(before.find("=== en\n"), before.size());
    testing::write_text(GetParam(), before.substr(0, end) + written);
  }
}

INSTANTIATE_TEST_SUITE_P(Messages, Golden, ::testing::ValuesIn(golden_files()), [](const auto& info) {
  std::string name = info.param.stem().string();
  std::replace_if(name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

TEST(GoldenFiles, CoverEveryCodeOfTheCatalogue) {
  std::set<std::string> covered;
  for (const fs::path& file : golden_files()) covered.insert(code_of(file));
  for (const std::string& code : diagnostic_codes()) {
    EXPECT_TRUE(covered.contains(code)) << code << " has no golden file";
    covered.erase(code);
  }
  for (const std::string& code : covered) ADD_FAILURE() << code << " is in no catalogue";
}

}  // namespace
}  // namespace ronghe
