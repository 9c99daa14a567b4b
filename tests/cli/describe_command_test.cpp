// What `ronghe describe` tells of a model, a part and a variable, and which of them a name means.
#include "running/run_program.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

using ::nlohmann::json;
using testing::Finished;
using ::testing::HasSubstr;
using ::testing::IsEmpty;
using testing::run_program;
using ::testing::StartsWith;
using testing::TemporaryFolder;

class DescribeCommand : public ::testing::Test {
 protected:
  void SetUp() override {
    testing::write_text(folder_.path() / "farm/farm.yaml",
                        "model: farm\ntime: {start: 0, stop: 1, step: 1 year}\n"
                        "constants:\n  area: {unit: 1, value: 1, id: herd}\n  feed: {unit: 1, value: 1}\n");
    testing::write_text(folder_.path() / "farm/herd.yaml", "constants:\n  cows: {unit: 1, value: 20}\n");
    testing::write_text(folder_.path() / "farm/feed.yaml", "constants:\n  hay: {unit: 1, value: 3}\n");
    testing::write_text(folder_.path() / "farm/milk.yaml",
                        "part: {zh: 牛奶, en: Milk}\nauxiliaries:\n  churns: {unit: 1, equation: cows * hay}\n");
  }

  Finished describe(const std::string& arguments) const {
    Finished finished = run_program("describe farm " + arguments, folder_.path());
    EXPECT_EQ(finished.status, 0) << finished.err;
    EXPECT_THAT(finished.err, IsEmpty());
    return finished;
  }

  TemporaryFolder folder_;
};

TEST_F(DescribeCommand, TellsAModelAPartOrAVariable) {
  EXPECT_THAT(describe("").out, HasSubstr("milk   1 variable  Milk"));
  EXPECT_THAT(describe("milk").out, StartsWith("milk  Milk\n"));
  EXPECT_THAT(describe("churns").out, HasSubstr("declared in   farm/milk.yaml:3"));
}

TEST_F(DescribeCommand, TakesAVariablesNameOrIdBeforeAPartsName) {
  EXPECT_THAT(describe("feed").out, HasSubstr("kind          constant"));
  EXPECT_THAT(describe("herd").out, StartsWith("area\n"));
}

TEST_F(DescribeCommand, SearchesNamesLabelsAndPartsForAWord) {
  const std::string found = describe("chur").out;
  EXPECT_THAT(found, HasSubstr("  churns"));
  EXPECT_THAT(describe("牛").out, HasSubstr("  milk  part: Milk"));
  EXPECT_EQ(run_program("describe farm tractor", folder_.path()).status, 1);
}

TEST_F(DescribeCommand, PrintsJsonForPrograms) {
  EXPECT_EQ(json::parse(describe("--json").out).size(), 5U);
  EXPECT_EQ(json::parse(describe("milk --json").out).size(), 1U);
  EXPECT_EQ(json::parse(describe("churns --json").out)["part"], "milk");
}

TEST_F(DescribeCommand, PrintsAPageOfAModelOrAPart) {
  const std::string whole = describe("--html").out;
  EXPECT_THAT(whole, StartsWith("<!DOCTYPE html>"));
  EXPECT_THAT(whole, HasSubstr("<tr id=\"cows\">"));
  EXPECT_EQ(whole, describe("--html --lang zh").out) << "both languages stand on the page already";
  const std::string milk = describe("milk --html").out;
  EXPECT_THAT(milk, HasSubstr("<tr id=\"churns\">"));
  EXPECT_THAT(milk, ::testing::Not(HasSubstr("<tr id=\"cows\">")));
}

}  // namespace
}  // namespace ronghe
