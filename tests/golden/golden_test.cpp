// Holds every message against its golden file, and every code of the catalogue against the files:
// tests/golden/README.md.
#include "ronghe/diagnostics.hpp"
#include "running/run_program.hpp"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>
#include <unistd.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using testing::Finished;
using testing::read_text;
using testing::run_program;
using testing::TemporaryFolder;

const fs::path golden_folder = fs::path(RONGHE_SOURCE_DIR) / "tests" / "golden";

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

// `{n}` is the number of a repetition, `{next}` one more.
std::string numbered(std::string text, int n) {
  for (const auto& [word, number] : {std::pair<std::string, int>("{n}", n), {"{next}", n + 1}}) {
    for (std::size_t at = 0; (at = text.find(word, at)) != std::string::npos;) {
      text.replace(at, word.size(), std::to_string(number));
    }
  }
  return text;
}

struct Input {
  std::map<std::string, std::string> files;
  std::set<std::string> unreadable;
};

Input input_of(const std::vector<Section>& parts) {
  Input input;
  for (const auto& [title, text] : parts) {
    if (title == "en" || title == "zh" || title.starts_with("run: ") || title.starts_with("before: ") ||
        title.starts_with("environment: ")) {
      continue;
    }
    const std::size_t bracket = title.find(" (");
    const std::string name = title.substr(0, bracket);
    const std::string manner = bracket == std::string::npos ? "" : title.substr(bracket + 2);
    if (manner.ends_with(" times)")) {
      for (int n = 1; n <= std::stoi(manner); ++n) input.files[numbered(name, n)] += numbered(text, n);
      continue;
    }
    input.files[name] += manner == "bytes)" ? bytes(text) : text;
    if (manner == "unreadable)") input.unreadable.insert(name);
  }
  return input;
}

void write(const Input& input, const fs::path& folder) {
  for (const auto& [name, text] : input.files) {
    testing::write_text(folder / name, text);
    if (input.unreadable.contains(name)) fs::permissions(folder / name, fs::perms::none);
  }
}

// What runs the program: with the variables of the file's environment, and bound by permissions (the superuser may read
// everything, unless he gives that up).
std::string runner_of(const std::vector<Section>& parts, const Input& input) {
  std::string runner;
  for (const Section& part : parts) {
    if (part.title.starts_with("environment: ")) runner += part.title.substr(13) + " ";
  }
  if (!input.unreadable.empty() && geteuid() == 0) runner += "setpriv --bounding-set=-dac_override,-dac_read_search";
  return runner;
}

// What the program ends with: docs/language.md and `ronghe help`.
int exit_code(const std::string& code, bool only_warnings) {
  if (only_warnings) return 0;
  if (code == "run.target_missed") return 4;
  if (code.starts_with("run.") || code == "command.cannot_write" || code == "study.incomplete" ||
      code == "study.unreadable") {
    return 3;
  }
  return code.starts_with("command.") && code != "command.unknown_variable" ? 2 : 1;
}

std::vector<fs::path> golden_files() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(golden_folder)) {
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

int messages(const std::string& told) {
  int count = 0;
  for (const std::string_view head : {"error[", "warning[", "错误[", "警告["}) {
    for (std::size_t at = 0; (at = told.find(head, at)) != std::string::npos; ++at) ++count;
  }
  return count;
}

class Golden : public ::testing::TestWithParam<fs::path> {};

TEST_P(Golden, IsToldWordForWord) {
  const std::string before = read_text(GetParam());
  const std::vector<Section> parts = sections(before);
  const std::string code = code_of(GetParam());
  const auto run =
      std::find_if(parts.begin(), parts.end(), [](const Section& part) { return part.title.starts_with("run: "); });
  ASSERT_NE(run, parts.end()) << "the file has no `=== run: …`";
  const std::string command = run->title.substr(5);
  const Input input = input_of(parts);
  std::string written;
  for (const std::string language : {"en", "zh"}) {
    const TemporaryFolder folder_of_input;
    const fs::path& place = folder_of_input.path();
    write(input, place);
    for (const Section& part : parts) {
      if (!part.title.starts_with("before: ")) continue;
      const std::string shell = "ronghe() { '" RONGHE_PROGRAM "' \"$@\" >/dev/null 2>&1; }; cd '" + place.string() +
                                "'; " + part.title.substr(8);
      ASSERT_EQ(std::system(shell.c_str()), 0) << shell;  // NOLINT(concurrency-mt-unsafe)
    }
    std::set<fs::path> files_before;
    for (const auto& entry : fs::recursive_directory_iterator(place)) files_before.insert(entry.path());

    const Finished finished =
        run_program(fmt::format("--lang {} {}", language, command), place, runner_of(parts, input));
    const bool only_warnings = finished.err.find(language == "en" ? "error[" : "错误[") == std::string::npos;
    EXPECT_EQ(finished.status, exit_code(code, only_warnings));
    EXPECT_NE(finished.err.find("[" + code + "]"), std::string::npos) << finished.err;
    EXPECT_EQ(messages(finished.err), 1) << "one cause gives one message:\n" << finished.err;
    written += "=== " + language + "\n" + finished.err;
    const auto expected =
        std::find_if(parts.begin(), parts.end(), [&](const Section& part) { return part.title == language; });
    if (std::getenv("RONGHE_UPDATE_GOLDEN") == nullptr) {  // NOLINT(concurrency-mt-unsafe)
      ASSERT_NE(expected, parts.end()) << "no section for " << language;
      EXPECT_EQ(finished.err, expected->text);
    }
    // A run that fails on the way writes what it reached.
    if (finished.status == 0 || code.starts_with("run.")) continue;
    for (const auto& entry : fs::recursive_directory_iterator(place)) {
      EXPECT_TRUE(files_before.contains(entry.path())) << "left behind: " << entry.path();
    }
  }
  if (std::getenv("RONGHE_UPDATE_GOLDEN") != nullptr) {  // NOLINT(concurrency-mt-unsafe)
    const std::size_t end = std::min(before.find("=== en\n"), before.size());
    testing::write_text(GetParam(), before.substr(0, end) + written);
  }
}

INSTANTIATE_TEST_SUITE_P(Messages, Golden, ::testing::ValuesIn(golden_files()), [](const auto& file) {
  std::string name = file.param.stem().string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

TEST(GoldenFiles, CoverEveryCodeOfTheCatalogue) {
  // Told by a build without MPI alone: study.no_mpi has a test of its own.
  std::set<std::string> covered = {"study.no_mpi"};
  for (const fs::path& file : golden_files()) covered.insert(code_of(file));
  for (const std::string& code : diagnostic_codes()) {
    EXPECT_TRUE(covered.contains(code)) << code << " has no golden file";
    covered.erase(code);
  }
  for (const std::string& code : covered) ADD_FAILURE() << code << " is in no catalogue";
}

}  // namespace
}  // namespace ronghe
