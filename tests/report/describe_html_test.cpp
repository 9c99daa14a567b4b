#include "ronghe/ronghe.hpp"

#include <regex>
#include <set>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

using ::testing::HasSubstr;
using ::testing::IsEmpty;
using ::testing::IsSubsetOf;
using ::testing::Not;

SourcePtr part(const std::string& name, const std::string& text) { return std::make_shared<const Source>(name, text); }

const Model& valley() {
  static const Model model = read_model({part("valley/model.yaml", R"yaml(
model: valley
title: {zh: 山谷, en: A valley}
note: where "few" & <fewer> live
time: {start: 0, stop: 10, step: 1/4 year, save: 1 year, method: rk4}
dimensions:
  place: {elements: {upper: {zh: 上谷, en: Upper valley}, lower: {zh: 下谷, en: Lower valley}}, label: {zh: 地方, en: Place}}
  other_place: {copy_of: place}
mappings:
  downstream: {from: place, to: place, with: {upper: lower, lower: lower}}
inputs:
  road_money: {over: [place], unit: 亿元/year, default: 0}
money:
  inputs: [road_money]
  sources: {own: {label: {zh: 自有, en: Own money}}}
)yaml"),
                                         part("valley/people.yaml", R"yaml(
part: {zh: 人口, en: People}
constants:
  "birth rate": {over: [place], unit: 1/year, value: {upper: 0.01, lower: 0.02}, source: "<b>census</b> & guess"}
stocks:
  people:
    over: [place]
    unit: 万人
    initial: 10 万人
    inflows: [births]
    outflows: [deaths]
    label: {zh: 居民, en: "Residents <of both>"}
flows:
  births: {over: [place], unit: 万人/year, equation: "`birth rate` * people * crowding(people / 10 万人)"}
  deaths:
    over: [place]
    unit: 万人/year
    equation:
      upper: people * 0.01 1/year
      lower: people[downstream] * 0.02 1/year
lookups:
  crowding: {x: [0, 1, 2], y: [1, 0.8, 0.3], label: {zh: 拥挤, en: Crowding}}
checks:
  somebody: {must: "sum(people over all) > 0 人", at: stop, label: {zh: 有人, en: Somebody is left}}
)yaml"),
                                         part("valley/figures.yaml", R"yaml(
part: {zh: 指标, en: Figures}
auxiliaries:
  人数: {unit: 万人, equation: sum(people over place), id: F-1, range: [0, 50], indicator: {better: higher}}
  felt: {unit: 万人, equation: "smooth3(人数, 2 year)", note: what the mayor remembers}
)yaml")})
                                 .value();
  return model;
}

std::set<std::string> all(const std::string& page, const char* pattern) {
  const std::regex each(pattern);
  std::set<std::string> found;
  for (std::sregex_iterator at(page.begin(), page.end(), each), end; at != end; ++at) found.insert((*at)[1]);
  return found;
}

std::string row_of(const std::string& page, const std::string& id) {
  const std::size_t begin = page.find("<tr id=\"" + id + "\">");
  return begin == std::string::npos ? "" : page.substr(begin, page.find("</tr>", begin) - begin);
}

class Pages : public ::testing::TestWithParam<const char*> {
 protected:
  // The whole model, or the part of that name.
  std::string page() const {
    const int index = valley().find_part(GetParam());
    return index < 0 ? describe_model_html(valley()) : describe_part_html(valley(), index);
  }
};

TEST_P(Pages, LeadNowhereButToThemselves) {
  const std::string html = page();
  const std::set<std::string> ids = all(html, " id=\"([^\"]*)\"");
  EXPECT_THAT(all(html, "href=\"#([^\"]*)\""), IsSubsetOf(std::vector<std::string>(ids.begin(), ids.end())));
  EXPECT_THAT(all(html, "href=\"([^#][^\"]*)\""), IsEmpty());
  std::size_t count = 0;
  for (std::size_t at = 0; (at = html.find(" id=\"", at)) != std::string::npos; ++at) ++count;
  EXPECT_EQ(count, ids.size()) << "an id stands twice";
  for (const std::string& id : ids) EXPECT_THAT(id, Not(HasSubstr(" ")));
}

TEST_P(Pages, AreCompleteInThemselvesAndRunNothing) {
  const std::string html = page();
  EXPECT_THAT(html, HasSubstr("default-src 'none'; style-src 'unsafe-inline'"));
  for (const char* loads : {"<script", "http:", "https:", "<link", "<img", "<iframe", "src=", "@import", "url("}) {
    EXPECT_THAT(html, Not(HasSubstr(loads)));
  }
  EXPECT_THAT(all(html, "<[a-z]+[^>]* (on[a-z]+)="), IsEmpty());
}

TEST_P(Pages, CloseEveryElementThatTheyOpen) {
  const std::set<std::string> empty = {"meta", "col", "br", "wbr", "polyline"};
  const std::string html = page();
  std::vector<std::string> open;
  const std::regex tag("<(/?)([a-z0-9]+)[^>]*>");
  for (std::sregex_iterator at(html.begin(), html.end(), tag), end; at != end; ++at) {
    const std::string name = (*at)[2];
    if (empty.contains(name)) continue;
    if ((*at)[1].length() == 0) {
      open.push_back(name);
    } else {
      ASSERT_FALSE(open.empty());
      ASSERT_EQ(open.back(), name) << html.substr(static_cast<std::size_t>(at->position()), 80);
      open.pop_back();
    }
  }
  EXPECT_THAT(open, IsEmpty());
}

TEST_P(Pages, AreTheSameEachTime) { EXPECT_EQ(page(), page()); }

TEST_P(Pages, SpeakBothLanguages) {
  const std::string html = page();
  for (const char* said : {"<html lang=\"zh\">", "山谷", "A valley", "维度", "Dimensions", "名称", "name", "单位",
                           "unit", "0 至 10，40 步，步长 1/4 年", "0 to 10, 40 steps of 1/4 year"}) {
    EXPECT_THAT(html, HasSubstr(said));
  }
}

INSTANTIATE_TEST_SUITE_P(Describe, Pages, ::testing::Values("", "people", "figures", "model"),
                         [](const auto& name) { return *name.param == '\0' ? "whole" : std::string(name.param); });

TEST(DescribeHtml, EscapesWhatTheAuthorWrote) {
  const std::string html = describe_model_html(valley());
  EXPECT_THAT(html, HasSubstr("where &quot;few&quot; &amp; &lt;fewer&gt; live"));
  EXPECT_THAT(html, HasSubstr("&lt;b&gt;census&lt;/b&gt; &amp; guess"));
  EXPECT_THAT(html, HasSubstr("title=\"居民 · Residents &lt;of both&gt;\""));
  EXPECT_THAT(html, Not(HasSubstr("<b>census")));
}

TEST(DescribeHtml, LinksEveryNameOfAnEquationWithItsLabel) {
  EXPECT_THAT(row_of(describe_model_html(valley()), "births"),
              HasSubstr("<a href=\"#birth-20rate\">`birth rate`</a> * "
                        "<a href=\"#people\" title=\"居民 · Residents &lt;of both&gt;\">people</a> * "
                        "<a href=\"#crowding\" title=\"拥挤 · Crowding\">crowding</a>("
                        "<a href=\"#people\" title=\"居民 · Residents &lt;of both&gt;\">people</a> / 10 万人)"));
}

// An element, a unit or a keyword may be called as a variable is.
TEST(DescribeHtml, LinksNoElementsUnitsOrKeywords) {
  const Model model = read_model({part("m.yaml", R"yaml(
model: m
time: {start: 0, stop: 1, step: 1 year}
dimensions:
  d: [a, b]
constants:
  a: {over: [d], unit: 1, value: 1}
  km: {unit: km, value: 1}
auxiliaries:
  x: {unit: 1, equation: "a[a] + km / 2 km + sum(a over d) + (if a[b] > 1e3 then 1 else a[a]) + km * 3 / 1 km"}
)yaml")})
                          .value();
  EXPECT_THAT(row_of(describe_model_html(model), "x"),
              HasSubstr("<a href=\"#a\">a</a>[a] + <a href=\"#km\">km</a> / 2 km + sum(<a href=\"#a\">a</a> over d) + "
                        "(if <a href=\"#a\">a</a>[b] &gt; 1e3 then 1 else <a href=\"#a\">a</a>[a]) + "
                        "<a href=\"#km\">km</a> * 3 / 1 km</div>"));
}

TEST(DescribeHtml, TellsAllAboutAVariable) {
  const std::string html = describe_model_html(valley());
  const std::string figure = row_of(html, "人数");
  for (const char* said :
       {"F-1", "万人", "<a href=\"#people\"", "0 – 50", "指标 indicator ↑", "title=\"越高越好 · higher is better\"",
        "被依赖 <span lang=\"en\">needed by</span></dt><dd><code><a href=\"#felt\">felt</a>", "figures.yaml:4"}) {
    EXPECT_THAT(figure, HasSubstr(said));
  }
  EXPECT_THAT(row_of(html, "felt"), HasSubstr("what the mayor remembers"));
  EXPECT_THAT(row_of(html, "felt"), HasSubstr("smooth3(<a href=\"#人数\">人数</a>, 2 year)"));
  EXPECT_THAT(row_of(html, "birth-20rate"), HasSubstr("<b>upper</b>0.01</span><span><b>lower</b>0.02"));
  EXPECT_THAT(row_of(html, "deaths"), HasSubstr("<b>upper</b><a href=\"#people\""));
  const std::string people = row_of(html, "people");
  for (const char* said : {"初值 ", "10 万人", "流入 ", "<a href=\"#births\">births</a>", "流出 ",
                           "<a href=\"#deaths\">deaths</a>", "<a href=\"#place\" title=\"地方 · Place\">place</a>"}) {
    EXPECT_THAT(people, HasSubstr(said));
  }
}

TEST(DescribeHtml, TellsDimensionsLookupsChecksAndMoney) {
  const std::string html = describe_model_html(valley());
  EXPECT_THAT(row_of(html, "place"),
              HasSubstr("<code>upper</code> 上谷 <span lang=\"en\">Upper valley</span><br><code>lower</code>"));
  EXPECT_THAT(row_of(html, "other_place"), HasSubstr("place 的副本 <span lang=\"en\">copy of place</span>"));
  EXPECT_THAT(row_of(html, "downstream"), HasSubstr("upper → lower, lower → lower"));
  const std::string lookup = row_of(html, "crowding");
  EXPECT_THAT(lookup, HasSubstr("<polyline points=\"2.0,2.0 84.0,14.6 166.0,46.0\""));
  EXPECT_THAT(lookup, HasSubstr("(0, 1) (1, 0.8) (2, 0.3)"));
  EXPECT_THAT(lookup, HasSubstr("<a href=\"#births\">births</a>"));
  EXPECT_THAT(row_of(html, "check.somebody"), HasSubstr("期末检查"));
  EXPECT_THAT(row_of(html, "check.somebody"), HasSubstr("over all) &gt; 0 人"));
  EXPECT_THAT(html, HasSubstr("<a href=\"#road_money\">road_money</a>"));
  EXPECT_THAT(html, HasSubstr("<code>own</code> 自有 <span lang=\"en\">Own money</span>"));
}

TEST(DescribeHtml, CountsWhatEachPartDeclares) {
  const std::string html = describe_model_html(valley());
  EXPECT_THAT(html, HasSubstr("<a href=\"#part.people\">人口 <span lang=\"en\">People</span><small>4</small></a>"));
  EXPECT_THAT(html, HasSubstr("<td><a href=\"#part.people.flow\">2</a></td>"));
}

TEST(DescribeHtml, TellsInAPartOfOtherPartsWithoutALink) {
  const std::string html = describe_part_html(valley(), valley().find_part("figures"));
  EXPECT_THAT(html, HasSubstr("<span class=\"x\" title=\"居民 · Residents &lt;of both&gt;\">people</span>"));
  EXPECT_THAT(row_of(html, "people"), IsEmpty());
  EXPECT_THAT(row_of(html, "felt"), Not(IsEmpty()));
}

TEST(DescribeHtml, StaysSmallForAThousandVariables) {
  std::string text = "model: large\ntime: {start: 0, stop: 1, step: 1 year}\nconstants:\n";
  text +=
      "  v0: {unit: 1, value: 1, label: {zh: 第一个, en: The first}, source: assumed from nowhere at "
      "all}\nauxiliaries:\n";
  for (int i = 1; i < 1000; ++i) {
    text += fmt::format(
        "  v{}: {{unit: 1, label: {{zh: 中间量, en: Something between}}, equation: \"v{} * v{} + v0 / max(1, v{} - "
        "v{})\"}}\n",
        i, i - 1, i / 2, i / 3, i - 1);
  }
  const Model model = read_model({part("large.yaml", text)}).value();
  EXPECT_LT(describe_model_html(model).size(), 2'000'000U);
}

}  // namespace
}  // namespace ronghe
