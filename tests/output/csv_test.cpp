#include "analysis/example.hpp"

#include <gtest/gtest.h>

namespace ronghe {
namespace {

ResultTable table_of(std::vector<std::string> words, std::vector<double> numbers) {
  ResultTable table;
  table.rows = words.size();
  ResultColumn text{.name = "text", .type = ResultColumn::Type::word, .words = words, .codes = {}, .numbers = {}};
  for (std::size_t i = 0; i < words.size(); ++i) text.codes.push_back(words[i].empty() ? -1 : static_cast<int>(i));
  table.columns = {
      text,
      {.name = "value", .type = ResultColumn::Type::number, .words = {}, .codes = {}, .numbers = std::move(numbers)}};
  return table;
}

TEST(Csv, QuotesAFieldOnlyWhereItMust) {
  EXPECT_EQ(to_csv(table_of({"恩施市", "a,b", "say \"a\"", "two\nlines", ""}, {1, 2, 3, 4, 5})),
            "text,value\n恩施市,1\n\"a,b\",2\n\"say \"\"a\"\"\",3\n\"two\nlines\",4\n,5\n");
}

TEST(Csv, WritesNumbersAsTheShortestTextThatReadsBack) {
  EXPECT_EQ(to_csv(table_of({"a", "b", "c", "d", "e"}, {0.1, 1.0 / 3, 1e300, -0.0, 2023})),
            "text,value\na,0.1\nb,0.3333333333333333\nc,1e+300\nd,-0\ne,2023\n");
}

TEST(Csv, LeavesAMissingValueEmpty) { EXPECT_EQ(to_csv(table_of({"a"}, {testing::none})), "text,value\na,\n"); }

TEST(Csv, BeginsWithAByteOrderMarkWhenAsked) {
  EXPECT_EQ(to_csv(table_of({"a"}, {1}), {.byte_order_mark = true}), "\xEF\xBB\xBFtext,value\na,1\n");
}

TEST(Csv, HoldsARunWithItsUnits) {
  const testing::Example made = testing::example({testing::gdp});
  const std::string text = to_csv(tidy_table({made.plan_lane()}));
  EXPECT_EQ(text.substr(0, text.find('\n')), "scenario,variable,county,area,time,value,unit");
  EXPECT_NE(text.find("more-schools,gdp,422802,,2025,2121,\"亿元/year, 2023 prices\"\n"), std::string::npos) << text;
}

}  // namespace
}  // namespace ronghe
