// Holds what `explain` says of every shipped scenario against the files' plain text: each place that it names must hold
// the figure, the correction or the decision that it claims, and nothing that a file sets may be missing.
#include "ronghe/ronghe.hpp"
#include "running/run_program.hpp"

#include <filesystem>
#include <regex>
#include <set>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using Kind = Explanation::Layer::Kind;

const fs::path root = fs::path(RONGHE_SOURCE_DIR) / "scenarios";

std::vector<std::string> lines_of(const fs::path& file) {
  std::vector<std::string> lines;
  std::istringstream text(testing::read_text(file));
  for (std::string line; std::getline(text, line);) lines.push_back(line);
  return lines;
}

std::vector<std::string> fields_of(const std::string& line) {
  std::vector<std::string> fields(1);
  for (const char c : line) {
    if (c == ',') fields.emplace_back();
    if (c != ',') fields.back() += c;
  }
  return fields;
}

// The nearest line at or above `line` (from 1) that matches; its first group.
std::string above(const std::vector<std::string>& lines, int line, const std::string& pattern) {
  const std::regex expression(pattern);
  for (; line > 0; --line) {
    std::smatch match;
    if (std::regex_search(lines[static_cast<std::size_t>(line - 1)], match, expression)) return match[1];
  }
  return "";
}

std::vector<fs::path> shipped_scenarios() {
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(root)) {
    if (entry.path().extension() == ".yaml") files.push_back(entry.path());
  }
  std::sort(files.begin(), files.end());
  return files;
}

// A file and the files it extends, by their text.
std::set<fs::path> with_parents(const fs::path& file) {
  std::set<fs::path> files = {file};
  for (const std::string& line : lines_of(file)) {
    std::smatch match;
    if (!std::regex_search(line, match, std::regex("^extends: \\[?([^\\]]*)\\]?$"))) continue;
    for (const std::string& parent : fields_of(match[1])) {
      const auto more = with_parents(file.parent_path() / std::regex_replace(parent, std::regex(" "), ""));
      files.insert(more.begin(), more.end());
    }
  }
  return files;
}

class ExplainShipped : public ::testing::TestWithParam<fs::path> {
 protected:
  ExplainShipped() : scenario_(load_scenario(GetParam().string()).value()), model_(*scenario_.model) {}

  const Variable& variable(int index) const { return model_.variables[static_cast<std::size_t>(index)]; }

  void expect_true(const Variable& input, const Explanation::Group& group, const Explanation::Layer& layer) const {
    const Span& place = layer.places.front();
    const auto [line, column] = place.source->position(place.begin);
    SCOPED_TRACE(input.name + " " + place.source->name() + ":" + std::to_string(line));
    if (layer.kind == Kind::model) {
      EXPECT_NE(place.source->text().find("\n  " + input.name + ":"), std::string_view::npos);
      return;
    }
    const std::vector<std::string> lines = lines_of(place.source->name());
    ASSERT_LE(static_cast<std::size_t>(line), lines.size());
    switch (layer.kind) {
      case Kind::data: {
        const std::vector<std::string> header = fields_of(lines.front());
        const std::vector<std::string> row = fields_of(lines[static_cast<std::size_t>(line - 1)]);
        const std::string before =
            lines[static_cast<std::size_t>(line - 1)].substr(0, place.begin - lines_begin(place, line));
        const auto at = static_cast<std::size_t>(std::count(before.begin(), before.end(), ','));
        EXPECT_EQ(row.at(at), place.text());
        bool named = false;
        for (const fs::path& file : with_parents(GetParam())) {
          for (const std::string& text : lines_of(file)) {
            named = named ||
                    std::regex_search(text, std::regex("^ *" + header.at(at) + ": \\{into: \"?" + input.name + "\\b"));
          }
        }
        EXPECT_TRUE(named) << header.at(at);
        for (const int cell : group.cells) {
          EXPECT_NE(model_.cell_name(input, cell).find(row.front()), std::string::npos) << row.front();
        }
        return;
      }
      case Kind::parameters:
        EXPECT_EQ(above(lines, line, "^  (\\w+):"), input.name);
        EXPECT_EQ(above(lines, line, "^(\\w+):"), "parameters");
        return;
      case Kind::programme:
        EXPECT_EQ(above(lines, line, "^  - (?:\\{)?id: ([\\w-]+)"), layer.id);
        EXPECT_EQ(above(lines, line, "^(\\w+):"), "programmes");
        EXPECT_TRUE(place.text() == "each" || place.text() == "total" || input.name == place.text()) << place.text();
        return;
      case Kind::reform:
        EXPECT_EQ(above(lines, line, "^  - (?:\\{)?id: ([\\w-]+)"), layer.id);
        EXPECT_EQ(above(lines, line, "^(\\w+):"), "reforms");
        EXPECT_TRUE(std::regex_search(lines[static_cast<std::size_t>(line - 1)], std::regex("\\b(to|multiply|add): ")));
        return;
      case Kind::shock:
      case Kind::model:
      case Kind::command_line:
        FAIL() << "no file is meant";
    }
  }

  static std::size_t lines_begin(const Span& place, int line) {
    return static_cast<std::size_t>(place.source->line(line).data() - place.source->text().data());
  }

  const Scenario scenario_;
  const Model& model_;
};

TEST_P(ExplainShipped, NamesTheRightLineForEveryInput) {
  for (const Explanation& explanation : explain(scenario_, set_variables(scenario_))) {
    const Variable& input = variable(explanation.variable);
    std::size_t cells = 0;
    for (const Explanation::Group& group : explanation.groups) {
      cells += group.cells.size();
      for (const Explanation::Layer& layer : group.layers) expect_true(input, group, layer);
    }
    EXPECT_EQ(static_cast<int>(cells), input.cells);
  }
}

TEST_P(ExplainShipped, LeavesNothingOutThatAFileSets) {
  std::set<std::string> explained;
  for (const int index : set_variables(scenario_)) explained.insert(variable(index).name);
  int named = 0;
  for (const fs::path& file : with_parents(GetParam())) {
    std::string section;
    for (const std::string& line : lines_of(file)) {
      std::smatch match;
      if (std::regex_search(line, match, std::regex("^(\\w+):"))) section = match[1];
      if (section == "uncertainties") continue;  // what a run does not set: an ensemble draws it
      const std::string pattern = section == "parameters" ? "^  (\\w+):" : "\\b(?:into|set): \"?(\\w+)";
      if (!std::regex_search(line, match, std::regex(pattern))) continue;
      ++named;
      EXPECT_TRUE(explained.contains(match[1])) << match[1] << " in " << file;
    }
  }
  EXPECT_GT(named, 10);
}

TEST_P(ExplainShipped, GivesTheValuesThatTheRunStartsFrom) {
  for (const Setting& setting : scenario_.settings) {
    const Variable* input = &variable(setting.variable);
    int index = setting.variable;
    if (input->hidden()) index = input->owner;
    const Explanation explanation = explain(scenario_, {index}).front();
    for (const Explanation::Group& group : explanation.groups) {
      if (std::find(group.cells.begin(), group.cells.end(), setting.cell) == group.cells.end()) continue;
      double reference = 0;
      for (const Explanation::Layer& layer : group.layers) {
        if (layer.kind != Kind::programme && layer.kind != Kind::reform) reference = layer.values.front().value;
      }
      EXPECT_EQ(reference, setting.values.front()) << variable(index).name;
    }
  }
}

INSTANTIATE_TEST_SUITE_P(Shipped, ExplainShipped, ::testing::ValuesIn(shipped_scenarios()), [](const auto& file) {
  std::string name = fs::relative(file.param, root).replace_extension("").string();
  std::replace_if(
      name.begin(), name.end(), [](char c) { return std::isalnum(static_cast<unsigned char>(c)) == 0; }, '_');
  return name;
});

}  // namespace
}  // namespace ronghe
