// Reads the workbook back as Excel would, and holds its numbers against the findings.
#include "output/example_ensemble.hpp"
#include "ronghe/report.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>
#include <stdexcept>
#include <variant>

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <pugixml.hpp>
#include <zip.h>

namespace ronghe {
namespace {

using ::testing::Contains;
using ::testing::Each;
using ::testing::ElementsAre;
using testing::example;
using testing::Example;
using ::testing::HasSubstr;
using ::testing::Not;

using Cell = std::variant<std::monostate, std::string, double>;
using Row = std::vector<Cell>;

// The parts of an .xlsx by their names in the archive.
std::map<std::string, std::string> parts_of(const std::string& bytes) {
  zip_error_t error;
  zip_source_t* const source = zip_source_buffer_create(bytes.data(), bytes.size(), 0, &error);
  zip_t* const archive = zip_open_from_source(source, ZIP_RDONLY, &error);
  if (archive == nullptr) throw std::runtime_error("no archive");
  std::map<std::string, std::string> parts;
  for (zip_int64_t i = 0; i < zip_get_num_entries(archive, 0); ++i) {
    zip_stat_t status;
    zip_stat_index(archive, static_cast<zip_uint64_t>(i), 0, &status);
    std::string text(status.size, '\0');
    zip_file_t* const file = zip_fopen_index(archive, static_cast<zip_uint64_t>(i), 0);
    zip_fread(file, text.data(), text.size());
    zip_fclose(file);
    parts[status.name] = std::move(text);
  }
  zip_close(archive);
  return parts;
}

pugi::xml_document parsed(const std::string& text) {
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_string(text.c_str(), pugi::parse_default | pugi::parse_ws_pcdata);
  if (!result) throw std::runtime_error(result.description());
  return document;
}

// `B12` is column 1.
std::size_t column_of(const std::string& reference) {
  std::size_t column = 0;
  for (const char c : reference) {
    if (c < 'A' || c > 'Z') break;
    column = 26 * column + static_cast<std::size_t>(c - 'A' + 1);
  }
  return column - 1;
}

class Workbook {
 public:
  explicit Workbook(const std::string& bytes) : parts_(parts_of(bytes)) {
    const pugi::xml_document strings = parsed(parts_.at("xl/sharedStrings.xml"));
    for (const pugi::xml_node& item : strings.child("sst").children("si")) {
      strings_.push_back(item.child("t").text().get());
    }
    const pugi::xml_document book = parsed(parts_.at("xl/workbook.xml"));
    for (const pugi::xml_node& sheet : book.child("workbook").child("sheets").children("sheet")) {
      names_.push_back(sheet.attribute("name").value());
    }
  }

  const std::vector<std::string>& names() const { return names_; }
  const std::string& part(const std::string& name) const { return parts_.at(name); }
  const std::string& xml(const std::string& sheet) const {
    const auto index = std::find(names_.begin(), names_.end(), sheet) - names_.begin();
    return parts_.at("xl/worksheets/sheet" + std::to_string(index + 1) + ".xml");
  }

  std::vector<Row> rows(const std::string& sheet) const {
    const pugi::xml_document document = parsed(xml(sheet));
    std::vector<Row> rows;
    for (const pugi::xml_node& row : document.child("worksheet").child("sheetData").children("row")) {
      rows.resize(row.attribute("r").as_uint());
      for (const pugi::xml_node& cell : row.children("c")) {
        const std::size_t column = column_of(cell.attribute("r").value());
        rows.back().resize(std::max(rows.back().size(), column + 1));
        if (!cell.child("v")) continue;
        const std::string value = cell.child("v").text().get();
        if (cell.attribute("t").value() == std::string("s")) {
          rows.back()[column] = strings_.at(std::stoul(value));
        } else {
          rows.back()[column] = std::stod(value);
        }
      }
    }
    return rows;
  }

  // The rows below the heading in which each of these columns has this text.
  std::vector<Row> where(const std::string& sheet, const std::map<std::string, std::string>& texts) const {
    std::vector<Row> found;
    const std::vector<Row> all = rows(sheet);
    for (std::size_t r = 1; r < all.size(); ++r) {
      const bool fits = std::all_of(texts.begin(), texts.end(), [&](const auto& pair) {
        const Cell cell = at(all[r], column(all.front(), pair.first));
        return pair.second.empty() ? cell == Cell() : cell == Cell(pair.second);
      });
      if (fits) found.push_back(all[r]);
    }
    return found;
  }

  // One number of each of these rows; NaN where there is none.
  std::vector<double> numbers(const std::string& sheet, const std::map<std::string, std::string>& texts,
                              const std::string& heading) const {
    std::vector<double> numbers;
    const std::size_t of = column(rows(sheet).front(), heading);
    for (const Row& row : where(sheet, texts)) {
      const Cell cell = at(row, of);
      numbers.push_back(std::holds_alternative<double>(cell) ? std::get<double>(cell) : testing::none);
    }
    return numbers;
  }

  static Cell at(const Row& row, std::size_t column) { return column < row.size() ? row[column] : Cell(); }

 private:
  // By what a heading begins with: `年份`.
  static std::size_t column(const Row& headings, const std::string& name) {
    for (std::size_t c = 0; c < headings.size(); ++c) {
      const std::string* const text = std::get_if<std::string>(&headings[c]);
      if (text != nullptr && text->starts_with(name + " · ")) return c;
    }
    throw std::runtime_error("no column " + name);
  }

  std::map<std::string, std::string> parts_;
  std::vector<std::string> strings_;
  std::vector<std::string> names_;
};

// A number as the file keeps it: 16 significant digits.
double kept(double value) {
  char text[40];
  std::snprintf(text, sizeof text, "%.16G", value);
  return std::stod(text);
}

AttributionResult attribution(const Example& made) {
  AttributedFigure figure;
  figure.name = "gdp";
  figure.label = {"地区生产总值", "Output"};
  figure.unit = {"亿元/年", "亿元/year"};
  figure.indicator = made.model->variables[testing::gdp].indicator;
  figure.joined = Joined::total;
  figure.elements = {""};
  figure.labels = {{}};
  figure.time = 2025;
  figure.from = 4140;
  figure.to = 4142;
  figure.parts = {1.5, 0.5};
  figure.standard_errors = {0, 0};
  AttributionResult result;
  result.from = made.baseline.id;
  result.to = made.plan.id;
  result.to_title = made.plan.title;
  result.items = {{"schools", {"学校", "Schools"}, AttributedItem::Kind::added},
                  {"roads", {}, AttributedItem::Kind::removed}};
  result.figures = {figure};
  return result;
}

// The example with a programme of 1, 2, 4 亿元/year, half of it for the first county, and a reform.
Example with_programme() {
  Example made = example();
  Programme programme;
  programme.id = "schools";
  programme.title = {"学校", "Schools"};
  programme.source = {"规划", "a plan"};
  programme.unit = *Unit::parse("亿元");
  programme.input = testing::grant;
  programme.place = 0;
  programme.cells = {0, 1};
  programme.weights = {0.5, 1};
  programme.profile = {1, 2, 4, 0};
  programme.sums = {1.75, 3.5};
  programme.by_place = {1.75, 3.5};
  programme.sum = 5.25;
  programme.funding = {{"own", {"本级财力", "own budget"}, 0.4, {}}, {"transfer", {}, 0.6, {}}};
  made.plan.programmes = {programme};
  for (int cell = 0; cell < 2; ++cell) {
    Change change;
    change.id = "schools";
    change.path = Change::Path::flat_profile;
    change.programme = true;
    const double weight = programme.weights[static_cast<std::size_t>(cell)];
    change.points = {{0, weight}, {1, 2 * weight}, {2, 4 * weight}, {3, 0}};
    made.plan.plan.schedules.push_back({testing::grant, cell, {change}});
  }
  Reform reform;
  reform.id = "more-grants";
  reform.title = {"增加补助", "More grants"};
  reform.input = testing::grant;
  reform.cells = {1};
  reform.change.id = "more-grants";
  reform.change.verb = Change::Verb::multiply;
  reform.change.path = Change::Path::ramp;
  reform.change.value = 1.25;
  reform.change.from = 2;
  reform.change.length = 1;
  made.plan.reforms = {reform};
  return made;
}

Findings findings_of(const Example& made) {
  return gather_findings({made.baseline_lane(), made.plan_lane()}, 0, {attribution(made)});
}

const FoundIndicator& found_called(const std::string& name, const Findings& findings) {
  return *std::find_if(findings.indicators.begin(), findings.indicators.end(),
                       [&](const FoundIndicator& found) { return found.name == name; });
}

std::string bytes_of(const Example& made) { return report_workbook(findings_of(made), {{"plan.yaml", "00ff"}}); }

TEST(Workbook, HasItsSheetsWithFrozenHeadingsAndFilters) {
  const Workbook book(bytes_of(with_programme()));
  EXPECT_THAT(book.names(),
              ElementsAre("总览 Summary", "图表 Charts", "指标 Indicators", "差异 Differences", "资金 Budget",
                          "归因 Attribution", "方案 Programmes", "假设 Assumptions", "说明 About"));
  for (const std::string& name : book.names()) {
    SCOPED_TRACE(name);
    const pugi::xml_document sheet = parsed(book.xml(name));
    const pugi::xml_node worksheet = sheet.child("worksheet");
    if (name == "图表 Charts") {
      EXPECT_TRUE(worksheet.child("drawing"));
      continue;
    }
    EXPECT_EQ(worksheet.child("sheetViews").child("sheetView").child("pane").attribute("state").value(),
              std::string("frozen"));
    EXPECT_EQ(!worksheet.child("autoFilter"), name == "总览 Summary" || name == "说明 About");
  }
}

TEST(Workbook, ListsLevers) {
  Example made = with_programme();
  Lever lever;
  lever.id = "l-grant";
  lever.label = {"补助", "Grant"};
  lever.input = testing::grant;
  lever.cells = {0, 1};
  lever.unit = *Unit::parse("亿元/year");
  lever.high = 3;
  lever.step = 0.5;
  lever.initial = 1;
  Lever scale;
  scale.id = "l-schools";
  scale.programme = "schools";
  scale.high = 2;
  made.plan.levers = {lever, scale};
  const Workbook book(bytes_of(made));
  EXPECT_EQ(book.numbers("杠杆 Levers", {{"项", "l-grant"}}, "最大值"), (std::vector<double>{3, 3}));
  EXPECT_EQ(book.numbers("杠杆 Levers", {{"项", "l-grant"}, {"地点代码", "422802"}}, "默认值"),
            (std::vector<double>{1}));
  EXPECT_EQ(book.where("杠杆 Levers", {{"项", "l-schools"}, {"项目", "schools"}}).size(), 1U);
}

TEST(Workbook, TellsRangesAndChancesOfManyFutures) {
  const auto made = testing::ensemble_example();
  const Findings findings = gather_findings({made->made.baseline_lane(), made->made.plan_lane()}, 0, {});
  const Workbook book(report_workbook(findings, {}, {.ensemble = &made->ensemble}));
  const std::map<std::string, std::string> plan = {{"变量", "gdp"}, {"方案", "more-schools"}};
  EXPECT_EQ(book.numbers("未来 Futures", {{"变量", "gdp"}, {"方案", "more-schools"}, {"地点代码", "422802"}}, "数值"),
            (std::vector<double>{kept(2121 * 0.91), 2121, kept(2121 * (1 + 0.2 * 0.45))}));
  EXPECT_EQ(book.where("未来 Futures", plan).size(), 3U * 3 + 2U * 3);  // the whole at all times, places at the last
  EXPECT_EQ(book.numbers("概率 Chances", {{"方案", "more-schools"}}, "达成或满足的概率"),
            (std::vector<double>{0.75, 1}));
}

TEST(Workbook, TellsTheValuesOfTheFindings) {
  const Example made = with_programme();
  const Findings findings = findings_of(made);
  const Workbook book(report_workbook(findings, {}));
  std::size_t rows = 1;
  for (const FoundIndicator& found : findings.indicators) {
    SCOPED_TRACE(found.name);
    const std::vector<std::size_t> times =
        found.headline ? std::vector<std::size_t>{0, 1, 2} : std::vector<std::size_t>{0, 2};
    std::vector<double> whole;
    std::vector<double> values;
    // In the findings the option comes before the cell, on the sheet the cell before the option.
    const auto add = [&](std::vector<double>& to, const std::vector<double>& from, std::size_t cells) {
      for (std::size_t c = 0; c < cells; ++c) {
        for (std::size_t s = 0; s < 2; ++s) {
          for (const std::size_t t : times) to.push_back(kept(from[(s * cells + c) * 3 + t]));
        }
      }
    };
    add(whole, found.whole, found.whole.size() / 6);
    if (found.joined != Joined::not_at_all) add(values, found.values, found.values.size() / 6);
    std::vector<double> all = whole;
    all.insert(all.end(), values.begin(), values.end());
    EXPECT_EQ(book.numbers("指标 Indicators", {{"变量", found.name}}, "数值"), all);
    EXPECT_EQ(book.numbers("指标 Indicators", {{"变量", found.name}, {"地点代码", ""}}, "数值"), whole);
    rows += all.size();
  }
  EXPECT_EQ(book.rows("指标 Indicators").size(), rows);
  EXPECT_EQ(
      book.numbers("指标 Indicators", {{"变量", "gdp"}, {"地点代码", "422802"}, {"方案", "more-schools"}}, "数值"),
      (std::vector<double>{2100, 2111, 2121}));
  EXPECT_THAT(book.where("指标 Indicators", {{"变量", "gdp"}, {"单位", "亿元/年，2023年价 · 亿元/year, 2023 prices"}}),
              ::testing::SizeIs(18));
}

TEST(Workbook, TellsOtherIndicatorsAtTheFirstAndTheLastTime) {
  Example made = with_programme();
  made.plan.outputs = made.baseline.outputs = {testing::share};  // the model's other indicator is reported, too
  const Workbook book(bytes_of(made));
  EXPECT_EQ(book.numbers("指标 Indicators", {{"变量", "gdp"}, {"地点代码", "422801"}, {"方案", "baseline"}}, "数值"),
            (std::vector<double>{2000, 2020}));
  EXPECT_EQ(book.numbers("指标 Indicators", {{"变量", "share"}, {"方案", "baseline"}}, "年份"),
            (std::vector<double>{2023, 2024, 2025}));
}

TEST(Workbook, SumsUpTheOptions) {
  const Example made = with_programme();
  const Findings findings = findings_of(made);
  const Workbook book(report_workbook(findings, {}));
  const std::vector<Row> rows = book.rows("总览 Summary");
  const auto row_with = [&](std::size_t column, const std::string& text) {
    const auto found =
        std::find_if(rows.begin(), rows.end(), [&](const Row& row) { return Workbook::at(row, column) == Cell(text); });
    if (found == rows.end()) throw std::runtime_error("no row " + text);
    return *found;
  };
  EXPECT_EQ(rows[0][0], Cell("两县 · Two counties"));
  EXPECT_THAT(row_with(2, "more-schools"), Contains(Cell("More schools")));
  // Value of each option, difference (none for the baseline), ranks.
  const Row gdp = row_with(2, "gdp");
  EXPECT_EQ(std::vector(gdp.begin() + 7, gdp.end()),
            (Row{Cell(4140.0), Cell(4142.0), Cell(), Cell(2.0), Cell(2.0), Cell(1.0)}));
  const Row share = row_with(2, "share");
  const FoundIndicator& share_found = found_called("share", findings);
  EXPECT_EQ(Workbook::at(share, 5), Cell("%"));
  EXPECT_EQ(Workbook::at(share, 7), Cell(kept(share_found.whole[2])));
  EXPECT_EQ(Workbook::at(share, 10), Cell(kept(100 * (share_found.whole[5] - share_found.whole[2]))))
      << "in percentage points";
  const Row money = rows.back();
  EXPECT_EQ(Workbook::at(money, 1), Cell("more-schools"));
  EXPECT_EQ(Workbook::at(money, 3), Cell(findings.comparison.scenarios[1].programmes[0].asked));
  EXPECT_EQ(Workbook::at(money, 4), Cell(findings.comparison.scenarios[1].programmes[0].paid));
}

TEST(Workbook, MarksTheBestInItsFormat) {
  const Workbook book(bytes_of(example()));
  EXPECT_THAT(book.part("xl/styles.xml"), HasSubstr("&quot;★ &quot;#,##0"));
  EXPECT_THAT(book.part("xl/styles.xml"), HasSubstr("&quot;★ &quot;0.0"));
}

TEST(Workbook, TellsDifferencesToTheBaseline) {
  const Example made = with_programme();
  const Findings findings = findings_of(made);
  const Workbook book(report_workbook(findings, {}));
  const char* const sheet = "差异 Differences";
  const std::map<std::string, std::string> gdp = {{"变量", "gdp"}};
  EXPECT_EQ(book.numbers(sheet, gdp, "基准值"), (std::vector<double>{4140, 2020, 2120}));
  EXPECT_EQ(book.numbers(sheet, gdp, "数值"), (std::vector<double>{4142, 2021, 2121}));
  EXPECT_EQ(book.numbers(sheet, gdp, "差"), (std::vector<double>{2, 1, 1}));
  EXPECT_EQ(book.numbers(sheet, gdp, "相对差"),
            (std::vector<double>{kept(2.0 / 4140), kept(1.0 / 2020), kept(1.0 / 2120)}));
  const FoundIndicator& share = found_called("share", findings);
  EXPECT_EQ(book.numbers(sheet, {{"变量", "share"}}, "差"),
            (std::vector<double>{kept(100 * (share.whole[5] - share.whole[2]))}));
  EXPECT_THAT(book.numbers(sheet, {{"变量", "share"}}, "相对差"), Each(::testing::IsNan()));
}

TEST(Workbook, SplitsMoneyByItsSources) {
  const Example made = with_programme();
  const Findings findings = findings_of(made);
  const Workbook book(report_workbook(findings, {}));
  const ProgrammeSum& sum = findings.comparison.scenarios[1].programmes[0];
  ASSERT_FALSE(sum.years.empty());
  for (const auto& [source, share] : {std::pair{"own", 0.4}, {"transfer", 0.6}}) {
    std::vector<double> asked;
    std::vector<double> paid;
    for (std::size_t y = 0; y < sum.years.size(); ++y) {
      asked.push_back(kept(share * sum.asked_in[y]));
      paid.push_back(kept(share * sum.paid_in[y]));
    }
    EXPECT_EQ(book.numbers("资金 Budget", {{"资金来源", source}}, "年份"), sum.years);
    EXPECT_EQ(book.numbers("资金 Budget", {{"资金来源", source}}, "申请"), asked);
    EXPECT_EQ(book.numbers("资金 Budget", {{"资金来源", source}}, "到位"), paid);
  }
}

TEST(Workbook, TellsThePartsOfADifference) {
  const Workbook book(bytes_of(with_programme()));
  const char* const sheet = "归因 Attribution";
  EXPECT_EQ(book.numbers(sheet, {{"方案", "more-schools"}}, "贡献"), (std::vector<double>{1.5, 0.5}));
  EXPECT_EQ(book.numbers(sheet, {{"项", "schools"}}, "贡献占比"), (std::vector<double>{0.75}));
  EXPECT_EQ(book.numbers(sheet, {{"项名称", "roads"}}, "差"), (std::vector<double>{2}));
  EXPECT_THAT(book.where(sheet, {{"地点", "合计 · total"}}), ::testing::SizeIs(2));
}

TEST(Workbook, TellsEachPointOfAProgrammeAndAReform) {
  const Workbook book(bytes_of(with_programme()));
  const char* const sheet = "方案 Programmes";
  const std::map<std::string, std::string> lichuan = {{"项", "schools"}, {"地点代码", "422802"}};
  EXPECT_EQ(book.numbers(sheet, lichuan, "日期"), (std::vector<double>{2023, 2023.5, 2024, 2024.5}));
  EXPECT_EQ(book.numbers(sheet, lichuan, "数值"), (std::vector<double>{1, 2, 4, 0}));
  EXPECT_EQ(book.numbers(sheet, {{"项", "schools"}, {"地点代码", "422801"}}, "数值"),
            (std::vector<double>{0.5, 1, 2, 0}));
  EXPECT_THAT(book.where(sheet, {{"类别", "programme"},
                                 {"路径", "step"},
                                 {"资金分担", "own: 40 %, transfer: 60 %"},
                                 {"中文依据", "规划"},
                                 {"英文依据", "a plan"}}),
              ::testing::SizeIs(8));
  const std::map<std::string, std::string> reform = {{"类别", "reform"}, {"方式", "multiply"}, {"路径", "ramp"}};
  EXPECT_EQ(book.numbers(sheet, reform, "日期"), (std::vector<double>{2024}));
  EXPECT_EQ(book.numbers(sheet, reform, "数值"), (std::vector<double>{1.25}));
  EXPECT_EQ(book.numbers(sheet, reform, "过渡时长"), (std::vector<double>{0.5}));
}

TEST(Workbook, TellsWhatIsAssumed) {
  Example made = with_programme();
  made.baseline.settings = {{testing::grant, 1, {0.2}}};
  made.baseline.origins = {
      {Origin::Layer::parameters, testing::grant, 1, 0.2, {}, {"假设：五分之一", "assumed: a fifth"}}};
  const Workbook book(bytes_of(made));
  const std::map<std::string, std::string> row = {
      {"变量", "grant"}, {"属假设", "是 · yes"}, {"中文依据", "假设：五分之一"}, {"英文依据", "assumed: a fifth"}};
  EXPECT_EQ(book.numbers("假设 Assumptions", row, "最小值"), (std::vector<double>{0}));
  EXPECT_EQ(book.numbers("假设 Assumptions", row, "最大值"), (std::vector<double>{0.2}));
}

TEST(Workbook, ServesASingleOption) {
  const Example made = example();
  const Workbook book(report_workbook(gather_findings({made.plan_lane()}, 0, {}), {}));
  EXPECT_EQ(book.rows("差异 Differences").size(), 1U);
  EXPECT_EQ(book.numbers("指标 Indicators", {{"变量", "share"}}, "年份"), (std::vector<double>{2023, 2024, 2025}));
}

TEST(Workbook, TakesRoundingForNoDifference) {
  Example made = example({testing::share});
  made.run.values = {0.3, 0.3, 0.3, 0.3, 0.1 + 0.2, 0.3};
  const Workbook book(bytes_of(made));
  EXPECT_EQ(book.numbers("差异 Differences", {{"变量", "share"}}, "差"), (std::vector<double>{0}));
}

TEST(Workbook, NamesItsFilesAndPrices) {
  const Workbook book(bytes_of(with_programme()));
  const std::vector<Row> rows = book.rows("说明 About");
  EXPECT_THAT(rows, Contains(Row{Cell("plan.yaml"), Cell("00ff")}));
  EXPECT_THAT(rows, Contains(Contains(Cell("金额按 2023 年不变价 · money in prices of 2023"))));
}

TEST(Workbook, DrawsBarsAndPaths) {
  const Workbook book(bytes_of(with_programme()));
  EXPECT_THAT(book.part("xl/charts/chart1.xml"), HasSubstr("<c:barChart>"));
  const pugi::xml_document bars = parsed(book.part("xl/charts/chart1.xml"));
  const pugi::xml_node area = bars.child("c:chartSpace").child("c:chart").child("c:plotArea");
  const auto orientation = [&](const char* axis) {
    return std::string(area.child(axis).child("c:scaling").child("c:orientation").attribute("val").value());
  };
  EXPECT_EQ(orientation("c:catAx"), "maxMin") << "the first option stands on top";
  EXPECT_EQ(orientation("c:valAx"), "minMax");
  EXPECT_THAT(area.child("c:valAx").child("c:numFmt").attribute("formatCode").value(), ::testing::StartsWith("+#"));
  EXPECT_THAT(book.part("xl/charts/chart2.xml"), HasSubstr("<c:lineChart>"));
  EXPECT_THAT(book.part("xl/charts/chart2.xml"), HasSubstr("'指标 Indicators'!$J$"));
}

TEST(Workbook, KeepsHostileTextsText) {
  Example made = with_programme();
  made.plan.title = {"=1+1", "<b>&\x01\xff"};
  made.plan.programmes[0].title = {"@SUM(A1)", "-1"};
  made.plan.programmes[0].source = {"+1", "+2"};
  const Workbook book(bytes_of(made));
  EXPECT_THAT(book.rows("总览 Summary"), Contains(Contains(Cell("=1+1"))));
  EXPECT_THAT(book.rows("总览 Summary"), Contains(Contains(Cell("<b>&\uFFFD\uFFFD"))));
  EXPECT_THAT(
      book.where("方案 Programmes", {{"中文名", "@SUM(A1)"}, {"英文名", "-1"}, {"中文依据", "+1"}, {"英文依据", "+2"}}),
      ::testing::SizeIs(8));
  for (const std::string& name : book.names()) EXPECT_THAT(book.xml(name), Not(HasSubstr("<f>"))) << name;
  EXPECT_THAT(book.part("xl/charts/chart2.xml"), HasSubstr("<c:v> =1+1</c:v>"));
}

TEST(Workbook, LeavesTheCellOfAMissingNumberEmpty) {
  Example made = example({testing::gdp});
  made.run.values.back() = testing::none;
  const Workbook book(bytes_of(made));
  const auto values = book.numbers("指标 Indicators", {{"地点代码", "422802"}, {"方案", "baseline"}}, "数值");
  ASSERT_EQ(values.size(), 3U);
  EXPECT_TRUE(std::isnan(values.back()));
}

TEST(Workbook, IsTheSameForTheSameResults) {
  const Example made = with_programme();
  const std::string first = bytes_of(made);
  EXPECT_EQ(first, bytes_of(made));
  EXPECT_THAT(Workbook(first).part("docProps/core.xml"), HasSubstr("2000-01-01T00:00:00Z"));
}

}  // namespace
}  // namespace ronghe
