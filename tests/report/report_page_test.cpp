#include "output/example_ensemble.hpp"
#include "ronghe/report.hpp"

#include <cstring>
#include <regex>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

namespace ronghe {
namespace {

using testing::example;
using testing::Example;
using ::testing::HasSubstr;
using ::testing::Not;

std::string between(const std::string& text, const std::string& begin, const std::string& end) {
  const std::size_t from = text.find(begin) + begin.size();
  return text.substr(from, text.find(end, from) - from);
}

std::string page_of(const Example& made) {
  return report_html(gather_findings({made.baseline_lane(), made.plan_lane()}, 0, {}), {{"plan.yaml", "00ff"}});
}

nlohmann::json data_in(const std::string& page) {
  return nlohmann::json::parse(between(page, "<script type=\"application/json\" id=\"report-data\">", "</script>"));
}

TEST(ReportPage, AllowsOneScriptAndNoRequest) {
  const std::string page = page_of(example());
  const std::string script = between(page, "\n<script>", "</script>");
  EXPECT_GT(script.size(), 100'000U);
  EXPECT_THAT(page, HasSubstr("content=\"default-src 'none'; script-src '" + sha256_source(script) +
                              "'; style-src 'unsafe-inline'; img-src data: blob:\""));
  EXPECT_FALSE(std::regex_search(between(page, "<head>", "<body>"), std::regex("<(link|script|img|iframe)")));
  EXPECT_THAT(page, Not(HasSubstr("{{")));
}

TEST(ReportPage, HoldsTheVeryNumbersOfTheResults) {
  const nlohmann::json data = data_in(page_of(example()));
  EXPECT_EQ(data["format"], 1);
  EXPECT_EQ(data["prices"], 2023);
  EXPECT_EQ(data["time"]["values"], (std::vector<double>{2023, 2024, 2025}));
  EXPECT_EQ(data["scenarios"][1]["title"]["zh"], "多建学校");
  EXPECT_EQ(data["hashes"][0]["name"], "plan.yaml");
  const nlohmann::json& gdp = data["indicators"][0];
  EXPECT_EQ(gdp["name"], "gdp");
  EXPECT_EQ(gdp["unit"]["zh"], "亿元/年，2023年价");
  EXPECT_EQ(gdp["better"], "higher");
  EXPECT_EQ(gdp["joined"], "total");
  const std::vector<double> values = {2000, 2010, 2020, 2100, 2110, 2120, 2000, 2011, 2021, 2100, 2111, 2121};
  std::string bytes(values.size() * sizeof(double), '\0');
  std::memcpy(bytes.data(), values.data(), bytes.size());
  EXPECT_EQ(gdp["values"], base64(bytes));
}

TEST(ReportPage, TellsAllMoneyInOneUnitAndWhoPays) {
  Example made = example();
  Model model = *made.model;
  model.money_sources = {{"own_budget", -1, {"本级财政", "Own budget"}}};
  made.plan.model = made.baseline.model = std::make_shared<const Model>(model);
  for (const char* unit : {"亿元", "万元"}) {
    Programme programme;
    programme.id = unit;
    programme.input = testing::grant;
    programme.unit = *Unit::parse(unit);
    programme.place = 0;
    programme.profile = {0, 0, 0, 0};
    programme.by_place = {500, 0};
    programme.sum = 500;
    made.plan.programmes.push_back(programme);
  }
  const nlohmann::json programmes = data_in(page_of(made))["scenarios"][1]["programmes"];
  EXPECT_NEAR(programmes[0]["asked"], 500, 1e-9);
  EXPECT_NEAR(programmes[1]["asked"], 0.05, 1e-12);
  EXPECT_EQ(programmes[1]["unit"], programmes[0]["unit"]);
  EXPECT_EQ(programmes[0]["funding"][0]["source"], "own_budget");
}

TEST(ReportPage, TellsFactorsWithoutAUnit) {
  Example made = example();
  Reform reform;
  reform.id = "r";
  reform.input = testing::grant;
  reform.change.verb = Change::Verb::multiply;
  reform.change.value = 1.2;
  made.plan.reforms = {reform};
  EXPECT_EQ(data_in(page_of(made))["scenarios"][1]["reforms"][0]["unit"]["zh"], "");
}

TEST(ReportPage, BeginsInTheLanguageThatTheBaselineAsksFor) {
  Example made = example();
  EXPECT_THAT(page_of(made), HasSubstr("<html lang=\"zh\">"));
  made.baseline.language = "en";
  EXPECT_THAT(page_of(made), HasSubstr("<html lang=\"en\">"));
}

TEST(ReportPage, KeepsHostileTextsText) {
  Example made = example();
  made.plan.title = {"</script><script>alert(1)</script>\u2028\u202e", "<img src=x onerror=alert(1)>"};
  made.plan.id = "__proto__";
  Model model = *made.model;
  model.title = {"<b>&\"", "{{script}}"};
  made.plan.model = made.baseline.model = std::make_shared<const Model>(model);
  const std::string page = page_of(made);
  EXPECT_THAT(page, HasSubstr("<title>&lt;b&gt;&amp;&quot; · {{script}}</title>"));
  EXPECT_THAT(page, Not(HasSubstr("<script>alert")));
  EXPECT_THAT(page, Not(HasSubstr("<img src=x")));
  EXPECT_THAT(page, Not(HasSubstr("\u2028")));
  EXPECT_EQ(data_in(page)["scenarios"][1]["title"]["zh"], made.plan.title.zh);
  EXPECT_EQ(data_in(page)["scenarios"][1]["id"], "__proto__");
}

// Numbers of a range: float32.
std::vector<float> range_numbers(const std::string& packed) {
  const auto value = [](char c) {
    return std::string("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/").find(c);
  };
  std::string bytes;
  for (std::size_t i = 0; i + 3 < packed.size(); i += 4) {
    std::size_t bits = 0;
    for (std::size_t j = 0; j < 4; ++j) bits = bits << 6 | (packed[i + j] == '=' ? 0 : value(packed[i + j]));
    for (const int shift : {16, 8, 0}) bytes += static_cast<char>(bits >> shift & 0xff);
  }
  std::vector<float> numbers(bytes.size() / sizeof(float));
  std::memcpy(numbers.data(), bytes.data(), numbers.size() * sizeof(float));
  return numbers;
}

TEST(ReportPage, HoldsWhatManyFuturesSay) {
  const auto made = testing::ensemble_example();
  const SensitivityResult sensitivity = sensitivity_example(*made, Sensitivity::Method::sobol);
  const DiscoveryResult discovery = discovery_example(*made);
  Findings findings = gather_findings({made->made.plan_lane(), made->made.baseline_lane()}, 1, {});
  Judgement judgement;
  judgement.id = "closer";
  findings.comparison.scenarios[0].judgements = {judgement};
  const nlohmann::json data = data_in(report_html(findings, {}, {&made->ensemble, {&sensitivity}, {&discovery}}));
  const nlohmann::json& gdp = data["indicators"][0];
  EXPECT_EQ(gdp["bands"]["quantiles"], (std::vector<double>{0.05, 0.5, 0.95}));
  const std::vector<float> whole = range_numbers(gdp["bands"]["whole"]);
  ASSERT_GE(whole.size(), 2U * 3 * 3);
  EXPECT_FLOAT_EQ(whole[5], 4142);      // the plan stands first on this page: median of the last time
  EXPECT_FLOAT_EQ(whole[9 + 5], 4140);  // then the baseline
  EXPECT_FLOAT_EQ(range_numbers(gdp["bands"]["values"])[6 + 5], 2121 * 1.09F);  // Lichuan in the plan, the upper end
  EXPECT_FLOAT_EQ(range_numbers(gdp["paired"]["whole"])[5], 2);
  EXPECT_EQ(gdp["paired"]["better"], nlohmann::json::parse("[[0.9, null]]"));
  EXPECT_EQ(data["scenarios"][0]["judgements"][0]["chance"],
            nlohmann::json::parse(R"({"value": 0.75, "standard_error": 0.03, "members": 199})"));
  const nlohmann::json& futures = data["futures"];
  EXPECT_EQ(futures["ensemble"]["failed"], (std::vector<int>{1, 0}));
  EXPECT_EQ(futures["ensemble"]["robustness"][0]["regret_90"], (std::vector<double>{0, 2}));
  EXPECT_EQ(futures["sensitivities"][0]["scenario"], 0);
  EXPECT_EQ(futures["sensitivities"][0]["keys"][0]["name"], "u-pull[422801]");
  EXPECT_EQ(futures["sensitivities"][0]["figures"][0]["keys"][0]["key"], 0);
  EXPECT_EQ(futures["discoveries"][0]["boxes"][0]["limits"][0]["above"], 1.6);
}

TEST(ReportPage, SaysNothingOfFuturesThatWereNotLookedFor) {
  const nlohmann::json data = data_in(page_of(example()));
  EXPECT_EQ(data["futures"], nullptr);
  EXPECT_FALSE(data["indicators"][0].contains("bands"));
}

TEST(ReportPage, IsTheSameForTheSameResults) { EXPECT_EQ(page_of(example()), page_of(example())); }

TEST(Base64, IsTheStandardOne) {
  EXPECT_EQ(base64(""), "");
  EXPECT_EQ(base64("f"), "Zg==");
  EXPECT_EQ(base64("fo"), "Zm8=");
  EXPECT_EQ(base64("foobar"), "Zm9vYmFy");
  EXPECT_EQ(sha256_source(""), "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=");
}

}  // namespace
}  // namespace ronghe
