#include "model/model_text.hpp"

#include <filesystem>
#include <fstream>
#include <memory>
#include <string>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using testing::codes;

SourcePtr part(const std::string& name, const std::string& text) { return std::make_shared<const Source>(name, text); }

const std::string head = "model: m\ntime: {start: 0, stop: 1, step: 1 year}\n";

TEST(ReadModel, JoinsPartsInTheirOrder) {
  const auto model =
      read_model({part("a.yaml", "stocks:\n  s: {unit: 1, initial: k}\n"), part("b.yaml", head),
                  part("c.yaml", "stocks:\n  t: {unit: 1, initial: s}\nconstants:\n  k: {unit: 1, value: 1}\n")});
  ASSERT_TRUE(model) << render(model.diagnostics(), Language::english);
  EXPECT_EQ(model.value().variables[0].name, "s");
  EXPECT_EQ(model.value().variables[1].name, "t");
  EXPECT_EQ(model.value().variables[2].name, "k");
  EXPECT_EQ(model.value().sources.size(), 3U);
}

TEST(ReadModel, TakesWhatAModelHasOnceFromOnePart) {
  const auto model = read_model({part("a.yaml", head), part("b.yaml", "model: n\n")});
  EXPECT_EQ(codes(model.diagnostics()), "model.key_twice");
}

TEST(Parts, AreCalledAfterTheirFilesAndTitledByThem) {
  const auto read =
      read_model({part("county/population.yaml", "part: {zh: 人口与迁移, en: Population and migration}\n"),
                  part("county/model.yaml", head), part("notes.yaml", "part: Notes\n")});
  ASSERT_TRUE(read) << render(read.diagnostics(), Language::english);
  const Model& model = read.value();
  ASSERT_EQ(model.parts.size(), 3U);
  EXPECT_EQ(model.parts[0].name, "population");
  EXPECT_EQ(model.parts[0].title, Text("人口与迁移", "Population and migration"));
  EXPECT_EQ(model.parts[0].source, model.sources[0]);
  EXPECT_EQ(model.parts[1].name, "model");
  EXPECT_TRUE(model.parts[1].title.empty());
  EXPECT_EQ(model.parts[2].title, Text("Notes", "Notes"));
  EXPECT_EQ(model.find_part("notes"), 2);
  EXPECT_EQ(model.find_part("Notes"), -1);
}

TEST(Parts, HoldWhatIsDeclaredInThem) {
  const auto read = read_model({part("model.yaml", head + "constants:\n  k: {unit: 1, value: 1}\n"),
                                part("rest.yaml", "auxiliaries:\n  a: {unit: 1, equation: \"smooth1(k, 4 year)\"}\n")});
  ASSERT_TRUE(read) << render(read.diagnostics(), Language::english);
  const Model& model = read.value();
  const auto part_of = [&](const char* name) {
    return model.part_of(model.variables[static_cast<std::size_t>(model.find(name))].span);
  };
  EXPECT_EQ(part_of("k"), 0);
  EXPECT_EQ(part_of("a"), 1);
  EXPECT_EQ(model.part_of({}), -1);
}

TEST(Parts, AreOneInAModelOfOneFile) {
  const Model model = read_model({part("cup.yaml", head)}).value();
  ASSERT_EQ(model.parts.size(), 1U);
  EXPECT_EQ(model.parts[0].name, "cup");
}

TEST(ReadModel, ReportsANameThatTwoPartsDeclareWithBothPlaces) {
  const auto model = read_model({part("a.yaml", head + "constants:\n  k: {unit: 1, value: 1}\n"),
                                 part("b.yaml", "constants:\n  k: {unit: 1, value: 2}\n")});
  ASSERT_EQ(codes(model.diagnostics()), "name.twice");
  EXPECT_EQ(model.diagnostics()[0].span.source->name(), "b.yaml");
  EXPECT_EQ(model.diagnostics()[0].related.source->name(), "a.yaml");
}

TEST(ReadModel, TakesElementsAndTimesFromTheOptions) {
  ModelOptions options;
  options.data["place"].elements = {{"一区", {}, {}}, {"二区", {}, {}}, {"三区", {}, {}}};
  options.data["place"].groups["山区"] = {0, 2};
  options.time.stop = "3";
  options.time.step = "1/2 year";
  const std::string text = head +
                           "dimensions:\n  place: {from: data}\n  other: {copy_of: place}\nconstants:\n"
                           "  k: {over: [place], unit: 1, value: {一区: 1, others: 2}}\n";
  const auto model = testing::read(text, options);
  ASSERT_TRUE(model) << render(model.diagnostics(), Language::english);
  EXPECT_EQ(model.value().time.steps, 6);
  EXPECT_EQ(model.value().variables[0].values, (std::vector<double>{1, 2, 2}));
  EXPECT_EQ(model.value().dimensions[1].groups.at("山区"), (std::vector<int>{0, 2}));
}

TEST(ReadModel, PutsTwoElementsInPlaceOfMissingDataWhenAsked) {
  ModelOptions options;
  options.placeholders = true;
  const auto model = testing::read(head + "dimensions:\n  place: {from: data}\n", options);
  ASSERT_TRUE(model) << render(model.diagnostics(), Language::english);
  EXPECT_EQ(model.value().dimensions[0].size(), 2);
}

TEST(ReadModel, KeepsWhatIsSaidAboutAVariable) {
  const auto model = testing::read(
      head +
      "title: {zh: 模型, en: Model}\nnote: a remark\ninputs:\n"
      "  i: {unit: 亿元/year, default: 500 万元/year, range: [0, 1 亿元/year], label: {zh: 投资, en: Money}, id: I-1,\n"
      "      source: {zh: 某书, en: a book}, note: careful, indicator: {better: higher, format: percent, classes: {0: low, "
      "0.5: {zh: 高, en: high}}}}\n"
      "constants: {c: {unit: 1, value: 1, source: assumed}}\n"
      "money: {inputs: [i], sources: {own: {}, state: {adds_to: i, label: State}}}\n");
  ASSERT_TRUE(model) << render(model.diagnostics(), Language::english);
  const Variable& input = model.value().variables[0];
  EXPECT_EQ(input.values, std::vector<double>{0.05});
  EXPECT_EQ(input.label, Text("投资", "Money"));
  EXPECT_EQ(input.id, "I-1");
  EXPECT_EQ(input.source, Text("某书", "a book"));
  EXPECT_EQ(input.note, Text("careful", "careful"));
  EXPECT_EQ(input.range->high, 1);
  EXPECT_EQ(input.indicator->better, Indicator::Better::higher);
  ASSERT_EQ(input.indicator->classes.size(), 2U);
  EXPECT_EQ(input.indicator->classes[1].from, 0.5);
  EXPECT_EQ(input.indicator->classes[1].label, Text("高", "high"));
  EXPECT_EQ(input.span.text(), "i");
  EXPECT_EQ(input.value_span.text(), "500 万元/year");
  EXPECT_EQ(model.value().variables[1].source, Text("假设", "assumed"));
  EXPECT_EQ(model.value().title.zh, "模型");
  ASSERT_EQ(model.value().money_sources.size(), 2U);
  EXPECT_EQ(model.value().money_sources[1].adds_to, 0);
}

TEST(ReadModel, KeepsWhatAFlowMoves) {
  const auto model = testing::read(
      head +
      "flows:\n  entry: {unit: 万人/year, equation: 1 万人/year, moves: {what: {zh: 人口, en: people}, from: "
      "villages, to: {zh: 城镇, en: towns}}}\n"
      "stocks:\n  s: {unit: 万人, initial: 0, inflows: [entry]}\n");
  ASSERT_TRUE(model) << render(model.diagnostics(), Language::english);
  const std::optional<Move>& moves = model.value().variables[0].moves;
  ASSERT_TRUE(moves);
  EXPECT_EQ(moves->what, Text("人口", "people"));
  EXPECT_EQ(moves->from.in(Language::chinese), "villages") << "one text serves both languages";
  EXPECT_EQ(moves->to.zh, "城镇");
  EXPECT_FALSE(model.value().variables[1].moves);
}

TEST(ReadModel, ReadsChecksOverTheDimensionsThatOccurFreely) {
  const auto model =
      testing::read(head +
                    "dimensions:\n  d: [a, b]\n  e: [p, q]\nconstants:\n  x: {over: [d, e], unit: 1, value: 1}\n"
                    "checks:\n  all: {must: x > 0}\n  some: {must: \"sum(x over e) > 0\", at: stop}\n  none: {must: "
                    "\"sum(x over all) > 0\", at: start}\n");
  ASSERT_TRUE(model) << render(model.diagnostics(), Language::english);
  EXPECT_EQ(model.value().checks[0].dimensions, (std::vector<int>{0, 1}));
  EXPECT_EQ(model.value().checks[1].dimensions, (std::vector<int>{0}));
  EXPECT_EQ(model.value().checks[1].when, Check::When::at_stop);
  EXPECT_TRUE(model.value().checks[2].dimensions.empty());
}

TEST(ReadModel, FindsStepsAndCells) {
  const auto model = testing::read(
      "model: m\ntime: {start: 2020, stop: 2022, step: 0.1 year}\ndimensions:\n  d: [a, b]\n  e: [p, q]\n"
      "constants:\n  x: {over: [d, e], unit: 1, value: 1}\n");
  ASSERT_TRUE(model) << render(model.diagnostics(), Language::english);
  EXPECT_EQ(model.value().time.step_of(2020.7), 7);
  EXPECT_EQ(model.value().time.step_of(2020.75), std::nullopt);
  EXPECT_EQ(model.value().time.step_of(2022.1), std::nullopt);
  EXPECT_EQ(model.value().cell_name(model.value().variables[0], 2), "x[b, p]");
  EXPECT_EQ(model.value().indices(model.value().variables[0], 2), (std::vector<int>{1, 0}));
}

TEST(LoadModel, EveryShippedModelIsRight) {
  ModelOptions options;
  options.placeholders = true;
  EXPECT_GE(shipped_models().size(), 4U);
  for (const ShippedModel& shipped : shipped_models()) {
    SCOPED_TRACE(shipped.name);
    EXPECT_FALSE(shipped.title.zh.empty());
    EXPECT_FALSE(shipped.title.en.empty());
    const auto model = load_model(shipped.name, options);
    EXPECT_EQ(render(model.diagnostics(), Language::english), "0 errors, 0 warnings.\n");
    ASSERT_TRUE(model);
    EXPECT_EQ(model.value().name, shipped.name);
  }
}

class Folder : public ::testing::Test {
 protected:
  void SetUp() override {
    path_ = fs::temp_directory_path() /
            ("ronghe-model-" + std::to_string(::testing::UnitTest::GetInstance()->random_seed()) +
             ::testing::UnitTest::GetInstance()->current_test_info()->name());
    fs::create_directories(path_);
  }
  void TearDown() override { fs::remove_all(path_); }

  void write(const std::string& name, const std::string& text) { std::ofstream(path_ / name) << text; }

  fs::path path_;
};

TEST_F(Folder, IsReadAsThePartsOfOneModel) {
  write("b.yaml", "constants:\n  k: {unit: 1, value: 1}\n");
  write("a.yaml", head + "constants:\n  j: {unit: 1, value: 1}\n");
  write("notes.txt", "not a model");
  const auto model = load_model(path_.string());
  ASSERT_TRUE(model) << render(model.diagnostics(), Language::english);
  EXPECT_EQ(model.value().variables[0].name, "j");
  const auto one = load_model((path_ / "a.yaml").string());
  ASSERT_TRUE(one);
  EXPECT_EQ(one.value().variables.size(), 1U);
}

TEST_F(Folder, WithoutPartsIsAMistake) {
  EXPECT_EQ(codes(load_model(path_.string()).diagnostics()), "model.folder_empty");
}

TEST(LoadModel, NamesTheNearestModelWhenThereIsNone) {
  const auto model = load_model("cooling-cups");
  EXPECT_EQ(codes(model.diagnostics()), "model.not_found");
  EXPECT_NE(render(model.diagnostics(), Language::english).find("`cooling-cup`"), std::string::npos);
}

}  // namespace
}  // namespace ronghe
