// A scenario to start from: it runs at once, and its examples are right when they are switched on.
#include "running/run_program.hpp"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using testing::Finished;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::read_text;
using testing::run_program;
using testing::TemporaryFolder;
using testing::write_text;

const fs::path scenarios = fs::path(RONGHE_SOURCE_DIR) / "scenarios";

// Runs and checks `file` as it is, then with its examples switched on.
void expect_good(const fs::path& folder, const std::string& file) {
  const Finished checked = run_program("check " + file, folder);
  EXPECT_EQ(checked.status, 0) << checked.err;
  EXPECT_THAT(checked.err, IsEmpty());
  const Finished ran = run_program("run " + file + " -o results", folder);
  EXPECT_EQ(ran.status, 0) << ran.err;
  std::string text = read_text(folder / file);
  for (std::size_t at = 0; (at = text.find("active: false", at)) != std::string::npos;) {
    text.replace(at, 13, "active: true ");
  }
  for (std::size_t at = 0; (at = text.find("\n# parameters:\n# ", at)) != std::string::npos;) {
    text.replace(at, 17, "\nparameters:\n  ");
  }
  write_text(folder / file, text);
  const Finished on = run_program("check " + file + " --lang en", folder);
  EXPECT_EQ(on.status, 0) << on.err << text;
  const Finished explained = run_program("explain " + file, folder);
  EXPECT_EQ(explained.status, 0);
  const bool reformed = text.find("\nreforms:") != std::string::npos;
  EXPECT_EQ(explained.out.find("-reform` " + file) != std::string::npos, reformed) << explained.out;
}

TEST(NewCommand, WritesAScenarioForEveryCityThatRunsAtOnce) {
  for (const char* city : {"enshi", "qiandongnan"}) {
    const TemporaryFolder folder;
    fs::copy(scenarios / city, folder.path(), fs::copy_options::recursive);
    for (const std::string language : {"zh", "en"}) {
      SCOPED_TRACE(city + language);
      const std::string file = "mine-" + language + ".yaml";
      const Finished finished = run_program(fmt::format("new {} --lang {}", file, language), folder.path());
      EXPECT_EQ(finished.status, 0) << finished.err;
      const std::string text = read_text(folder.path() / file);
      EXPECT_THAT(text, HasSubstr("id: mine-" + language + "\n"));
      EXPECT_THAT(text, HasSubstr("extends: [baseline.yaml]"));
      EXPECT_THAT(text, HasSubstr(language == "zh" ? "投资项目" : "Money that is spent"));
      expect_good(folder.path(), file);
    }
  }
}

TEST(NewCommand, ExtendsTheScenarioThatIsNamed) {
  const TemporaryFolder folder;
  fs::copy(scenarios / "enshi", folder.path() / "city", fs::copy_options::recursive);
  EXPECT_EQ(run_program("new mine.yaml --from city/teaching-rural-services.yaml", folder.path()).status, 0);
  EXPECT_THAT(read_text(folder.path() / "mine.yaml"), HasSubstr("extends: [city/teaching-rural-services.yaml]"));
  expect_good(folder.path(), "mine.yaml");
}

TEST(NewCommand, TakesAModelThatNeedsNoCity) {
  const TemporaryFolder folder;
  for (const std::string model : {"cooling-cup", "epidemic", "predator-and-prey"}) {
    SCOPED_TRACE(model);
    const std::string file = model + "-plan.yaml";
    const Finished finished = run_program(fmt::format("new {} --model {}", file, model), folder.path());
    EXPECT_EQ(finished.status, 0) << finished.err;
    expect_good(folder.path(), file);
  }
}

TEST(NewCommand, NeverOverwrites) {
  const TemporaryFolder folder;
  write_text(folder.path() / "mine.yaml", "mine");
  EXPECT_EQ(run_program("new mine.yaml --model cooling-cup", folder.path()).status, 2);
  EXPECT_EQ(read_text(folder.path() / "mine.yaml"), "mine");
}

}  // namespace
}  // namespace ronghe
