// The command line as it is typed: what is read, and what a mistake says. Exact messages stand in tests/golden.
#include "running/run_program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using testing::Finished;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::run_program;
using ::testing::StartsWith;
using testing::TemporaryFolder;

TEST(CommandLine, EndsWithTwoForEveryMistakeInIt) {
  struct Case {
    const char* arguments;
    const char* code;
  };
  const Case cases[] = {
      {"rnu", "command.unknown_command"},
      {"help rnu", "command.unknown_command"},
      {"run", "command.missing_argument"},
      {"check --lang en", "command.missing_argument"},
      {"describe", "command.missing_argument"},
      {"compare cooling-cup", "command.missing_argument"},
      {"compare --baseline cooling-cup", "command.missing_argument"},
      {"compare cooling-cup cooling-cup", "command.same_id"},
      {"attribute cooling-cup epidemic", "command.models_differ"},
      {"attribute cooling-cup cooling-cup cooling-cup", "command.extra_argument"},
      {"models small-county", "command.extra_argument"},
      {"describe cooling-cup room temperature", "command.extra_argument"},
      {"run cooling-cup --qiet", "command.unknown_option"},
      {"run cooling-cup --out x", "command.unknown_option"},
      {"run cooling-cup -z", "command.unknown_option"},
      {"check cooling-cup --csv-bom", "command.unknown_option"},
      {"run cooling-cup -o", "command.missing_value"},
      {"run cooling-cup --threads", "command.missing_value"},
      {"run cooling-cup -o --quiet", "command.missing_value"},
      {"run cooling-cup --output=", "command.missing_value"},
      {"run cooling-cup --quiet=yes", "command.unexpected_value"},
      {"run cooling-cup -o a -o b", "command.repeated_option"},
      {"run cooling-cup --threads 0", "command.bad_value"},
      {"run cooling-cup --threads two", "command.bad_value"},
      {"run cooling-cup --lang fr", "command.bad_value"},
      {"run cooling-cup cooling-cup", "command.same_folder"},
      {"run cooling-cup --html", "command.unknown_option"},
      {"describe cooling-cup --html --json", "command.either_option"},
      {"describe cooling-cup temperature --html", "command.no_page"},
  };
  const TemporaryFolder folder;
  for (const auto& [arguments, code] : cases) {
    SCOPED_TRACE(arguments);
    const Finished finished = run_program(arguments, folder.path());
    EXPECT_EQ(finished.status, 2);
    EXPECT_THAT(finished.err, HasSubstr(std::string("error[") + code + "]"));
    EXPECT_THAT(finished.out, IsEmpty());
    EXPECT_TRUE(std::filesystem::is_empty(folder.path()));
  }
}

TEST(CommandLine, TellsAllItsMistakesAtOnce) {
  const TemporaryFolder folder;
  const Finished finished = run_program("run cooling-cup --qiet --strict=1 --alnoe -o", folder.path());
  for (const char* said : {"--qiet", "`--quiet`", "--strict", "--alnoe", "`--alone`", "--output DIR"}) {
    EXPECT_THAT(finished.err, HasSubstr(said));
  }
}

TEST(CommandLine, ShowsHowToRunAFileThatStandsAlone) {
  const TemporaryFolder folder;
  testing::write_text(folder.path() / "plan.yaml", "model: x\n");
  EXPECT_THAT(run_program("plan.yaml", folder.path()).err, HasSubstr("`ronghe run plan.yaml`"));
}

TEST(CommandLine, TakesItsLanguageFromTheOptionThenFromTheEnvironment) {
  const TemporaryFolder folder;
  EXPECT_THAT(run_program("help", folder.path()).out, StartsWith("Ronghe"));
  EXPECT_THAT(run_program("help --lang zh", folder.path()).out, StartsWith("融合"));
  EXPECT_THAT(run_program("--lang zh help", folder.path()).out, StartsWith("融合"));
  struct Case {
    const char* environment;
    const char* first;
  };
  const Case cases[] = {
      {"LANG=zh_CN.UTF-8", "融合"},
      {"LANG=zh_CN.UTF-8 LC_MESSAGES=de_DE.UTF-8", "Ronghe"},
      {"LC_ALL=zh_CN.UTF-8 LC_MESSAGES=de_DE.UTF-8 LANG=C", "融合"},
      {"LC_ALL= LANG=zh_TW", "融合"},
      {"LANG=C", "Ronghe"},
  };
  for (const auto& [environment, first] : cases) {
    SCOPED_TRACE(environment);
    // The shell runs a second program in place of the one that run_program starts.
    const std::string command =
        std::string("--version >/dev/null; env -u LC_ALL -u LC_MESSAGES ") + environment + " '" RONGHE_PROGRAM "' help";
    EXPECT_THAT(run_program(command, folder.path()).out, StartsWith(first));
  }
}

TEST(CommandLine, HelpsWithEachCommandInBothLanguages) {
  const TemporaryFolder folder;
  for (const std::string command : {"run", "check", "compare", "attribute", "explain", "diff", "freeze", "verify",
                                    "new", "models", "describe", "help"}) {
    SCOPED_TRACE(command);
    const Finished english = run_program("help " + command, folder.path());
    EXPECT_EQ(english.status, 0);
    EXPECT_THAT(english.out, StartsWith("usage  ronghe " + command));
    EXPECT_EQ(run_program(command + " --help", folder.path()).out, english.out);
    EXPECT_THAT(run_program(command + " --help --lang zh", folder.path()).out, StartsWith("用法  ronghe " + command));
  }
}

TEST(CommandLine, TellsItsVersionAndBuild) {
  const TemporaryFolder folder;
  const Finished finished = run_program("--version", folder.path());
  EXPECT_EQ(finished.status, 0);
  EXPECT_EQ(finished.out, "ronghe " RONGHE_VERSION " (" RONGHE_BUILD ")\n");
}

TEST(CommandLine, ShowsHelpOnErrorWhenNothingIsAsked) {
  const TemporaryFolder folder;
  const Finished finished = run_program("", folder.path());
  EXPECT_EQ(finished.status, 2);
  EXPECT_THAT(finished.err, HasSubstr("ronghe run FILE…"));
}

}  // namespace
}  // namespace ronghe
