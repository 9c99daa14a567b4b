#include "syntax/read_csv.hpp"

#include <gtest/gtest.h>

namespace ronghe {
namespace {

Outcome<Table> read(std::string text) { return read_csv(std::make_shared<const Source>("t.csv", std::move(text))); }

TEST(Csv, IsReadWithThePlaceOfEveryCell) {
  const Table table = read(
                          "\xEF\xBB\xBF"
                          "code, name ,\"a \"\"b\"\"\"\r\n422801,恩施市,\"1,5\"\r\n\r\n2,,x\n")
                          .value();
  ASSERT_EQ(table.header.size(), 3U);
  EXPECT_EQ(table.header[1].text, "name");
  EXPECT_EQ(table.header[2].text, "a \"b\"");
  EXPECT_EQ(table.column("name"), 1);
  EXPECT_EQ(table.column("nothing"), -1);
  ASSERT_EQ(table.rows.size(), 2U);
  EXPECT_EQ(table.rows[0][2].text, "1,5");
  EXPECT_EQ(table.rows[0][1].span.text(), "恩施市");
  EXPECT_EQ(table.source->position(table.rows[1][2].span.begin).line, 4);
  EXPECT_EQ(table.rows[1][1].text, "");
}

TEST(Csv, RefusesWhatItWouldHaveToGuess) {
  const std::pair<std::string, const char*> mistakes[] = {
      {"", "csv.empty"},
      {"a,b\n", "csv.no_rows"},
      {"a,,c\n1,2,3\n", "csv.empty_column_name"},
      {"a,b,a\n1,2,3\n", "csv.duplicate_column"},
      {"a,b\n1,2,3\n", "csv.row_length"},
      {"a,b\n1\n", "csv.row_length"},
      {"a,b\n1,\"2\n", "csv.unclosed_quote"},
      {"a,b\n1,\"2\"3\n", "csv.after_quote"},
      {"a;b\n1;2\n", "csv.separator"},
      {"a\tb\n1\t2\n", "csv.separator"},
      {"a,b\n\xD6\xD0,2\n", "csv.encoding_gb18030"},
      {"a,b\n\xFF,2\n", "csv.encoding"},
      {"a，b\n1，2\n", "csv.separator"},
      {std::string("a,b\n1\0,2\n", 9), "csv.hidden_character"},
      {"a,b\n1,\u202Ex\n", "csv.hidden_character"},
      {"a,b\n" + std::string(2'000'001, ','), "csv.too_large"},
      {std::string((64U << 20U) + 1, 'a'), "csv.too_large"},
  };
  for (const auto& [text, code] : mistakes) {
    SCOPED_TRACE(text.substr(0, 100));
    const auto outcome = read(text);
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.diagnostics()[0].code, code);
  }
}

TEST(Csv, SkipsLinesWithoutValues) { EXPECT_EQ(read("a,b\n,\n1,2\n\n,\"\"\n").value().rows.size(), 1U); }

TEST(Csv, EndsLinesWithLineFeedsOrCarriageReturnsOrBoth) {
  for (const char* text : {"a,b\n1,2\n3,4", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r"}) {
    const Table table = read(text).value();
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_EQ(table.rows[1][1].text, "4");
    EXPECT_EQ(table.source->position(table.rows[1][0].span.begin).line, 3);
  }
}

TEST(Csv, ReportsEveryRowOfAnotherLength) { EXPECT_EQ(read("a,b\n1\n1,2\n1,2,3\n").diagnostics().size(), 2U); }

}  // namespace
}  // namespace ronghe
