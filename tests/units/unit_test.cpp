#include "ronghe/units.hpp"

#include <gtest/gtest.h>

namespace ronghe {
namespace {

Unit unit(std::string_view text) {
  const auto result = Unit::parse(text);
  EXPECT_TRUE(result) << text;
  return result.value_or(Unit());
}

TEST(Unit, AgreesWhenDimensionAndScaleAreTheSame) {
  const std::pair<const char*, const char*> same[] = {
      {"亿元/万人", "万元/人"},
      {"亿元/year", "元*亿元/元/year"},
      {"km^2", "平方公里"},
      {"km2", "km^2"},
      {"%", "个百分点"},
      {"month/month", "1"},
      {"hectare", "公顷"},
      {"kW*hour", "千瓦时"},
      {"(元/人)/year", "元/(人*year)"},
      {"year^-1", "1/year"},
      {"1", "year/year"},
  };
  for (const auto& [a, b] : same) {
    SCOPED_TRACE(std::string(a) + " and " + b);
    EXPECT_TRUE(unit(a) == unit(b));
  }
}

TEST(Unit, TellsDimensionAndScaleApart) {
  EXPECT_TRUE(unit("亿元").same_dimension(unit("万元")));
  EXPECT_FALSE(unit("亿元") == unit("万元"));
  EXPECT_EQ(unit("亿元").factor_to(unit("万元")), 10000);
  EXPECT_EQ(unit("万元").factor_to(unit("亿元")), 1.0 / 10000);
  EXPECT_EQ(unit("%").factor_to(Unit()), 0.01);
  EXPECT_TRUE(unit("%").dimensionless());
  EXPECT_FALSE(unit("%") == Unit());
  EXPECT_FALSE(unit("元").same_dimension(unit("人")));
}

TEST(Unit, CountsTimeInYears) {
  EXPECT_EQ(unit("year").factor_to(unit("month")), 12);
  EXPECT_EQ(unit("month").factor_to(unit("year")), 1.0 / 12);
  EXPECT_DOUBLE_EQ(unit("year").factor_to(unit("day")), 365.2425);
  EXPECT_EQ(unit("day").factor_to(unit("hour")), 24);
}

TEST(Unit, KnowsTheNamesOfTheLanguage) {
  for (const char* name :
       {"元",   "人", "户",      "个",       "year",  "month", "day",  "hour", "metre", "km",
        "km^2", "亩", "hectare", "kilogram", "tonne", "joule", "watt", "tce",  "%",     "个百分点"}) {
    EXPECT_TRUE(Unit::parse(name)) << name;
  }
  EXPECT_DOUBLE_EQ(unit("亩").factor_to(unit("metre^2")), 1e4 / 15);
  EXPECT_DOUBLE_EQ(unit("tce").factor_to(unit("joule")), 29.3076e9);
  EXPECT_EQ(unit("个百分点").factor_to(Unit()), 0.01);
}

TEST(Unit, KnowsPrefixesOfBothScripts) {
  const struct {
    const char* name;
    const char* plain;
    double factor;
  } cases[] = {
      {"百元", "元", 1e2},    {"千元", "元", 1e3}, {"万元", "元", 1e4}, {"亿元", "元", 1e8},
      {"万亿元", "元", 1e12}, {"kW", "W", 1e3},    {"MW", "W", 1e6},    {"GW", "W", 1e9},
      {"TW", "W", 1e12},      {"mm", "m", 1e-3},   {"cm", "m", 1e-2},   {"km", "metre", 1e3},
  };
  for (const auto& [name, plain, factor] : cases) {
    SCOPED_TRACE(name);
    EXPECT_DOUBLE_EQ(unit(name).factor_to(unit(plain)), factor);
  }
}

TEST(Unit, OfAProductIsTheProductOfUnits) {
  EXPECT_TRUE(unit("亿元/year") * unit("year") == unit("亿元"));
  EXPECT_TRUE(unit("亿元") / unit("万人") == unit("万元/人"));
  EXPECT_TRUE(unit("km").power(2) == unit("km^2"));
  EXPECT_TRUE(unit("km^2").root(2).value() == unit("km"));
  EXPECT_FALSE(unit("km^3").root(2));
}

TEST(Unit, IsToldAsItWasWritten) {
  const std::pair<Unit, const char*> cases[] = {
      {unit("亿元/year"), "亿元/year"},
      {unit("亿元/(万人*year)"), "亿元/万人/year"},
      {unit("亿元/year") * unit("year"), "亿元"},
      {unit("1/year"), "1/year"},
      {unit("year") / unit("year"), "1"},
      {unit("km").power(2) / unit("人"), "km^2/人"},
      {Unit(), "1"},
  };
  for (const auto& [value, text] : cases) EXPECT_EQ(value.text(), text);
  EXPECT_EQ(unit("亿元/year").text_zh(), "亿元/年");
}

TEST(Unit, RefusesWhatIsNoUnit) {
  const char* const malformed[] = {"",    "元/", "*元",    "元**人", "2",  "2*元",     "元 /人",
                                   "(元", "元)", "km^0.5", "km^99",  "^2", "12 month", "万people"};
  for (const char* text : malformed) EXPECT_FALSE(Unit::parse(text)) << text;
  EXPECT_FALSE(Unit::parse(std::string(1000, '(')));
}

TEST(Unit, NamesTheWordItDoesNotKnow) {
  std::string unknown;
  EXPECT_FALSE(Unit::parse("亿元/yaer", &unknown));
  EXPECT_EQ(unknown, "yaer");
}

TEST(Unit, EveryNameOfTheTableIsReadBack) {
  for (const std::string& name : unit_names()) {
    const auto value = Unit::parse(name);
    ASSERT_TRUE(value) << name;
    EXPECT_EQ(value->text(), name);
  }
}

}  // namespace
}  // namespace ronghe
