// The county model reproduces the table of its specification: three counties, 2010 to 2035, county 1, in the towns
// where a variable is over areas. Whatever the table prints must come out of the YAML files and the command line.
#include "running/run_program.hpp"
#include "syntax/number.hpp"
#include "syntax/read_csv.hpp"

#include <map>
#include <utility>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(RONGHE_SOURCE_DIR) / "tests/county/reference";

Table table_of(const fs::path& path) {
  return read_csv(std::make_shared<const Source>(path.string(), testing::read_text(path))).value();
}

TEST(CountyModel, ReproducesTheReferenceTableToAllPrintedDigits) {
  const testing::TemporaryFolder out;
  const auto finished = testing::run_program("run reference.yaml --quiet -o '" + out.path().string() + "'", folder);
  ASSERT_EQ(finished.status, 0) << finished.err;
  EXPECT_EQ(finished.err, "");

  const Table results = table_of(out.path() / "results.csv");
  const auto column = [&](const char* name) { return static_cast<std::size_t>(results.column(name)); };
  std::map<std::pair<std::string, std::string>, double> found;  // by variable and year
  for (const auto& row : results.rows) {
    const std::string& county = row[column("county")].text;
    const std::string& area = row[column("area")].text;
    if ((county != "c1" && !county.empty()) || area == "rural") continue;
    found[{row[column("variable")].text, row[column("time")].text}] = parse_number(row[column("value")].text).value();
  }

  const Table expected = table_of(folder / "expected.csv");
  ASSERT_EQ(expected.rows.size(), 27u);
  for (const auto& row : expected.rows) {
    for (std::size_t year = 1; year < row.size(); ++year) {
      const std::string& when = expected.header[year].text;
      ASSERT_TRUE(found.contains({row[0].text, when})) << row[0].text << " " << when;
      EXPECT_EQ(fmt::format("{:.6g}", found.at({row[0].text, when})),
                fmt::format("{:.6g}", parse_number(row[year].text).value()))
          << row[0].text << " " << when;
    }
  }
}

}  // namespace
}  // namespace ronghe
