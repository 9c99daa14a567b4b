// Holds the map of engine/README.md against the sources: which room may include which.
//
// A source is judged by its path and text alone (`violations`), so the rules themselves are tested on made-up sources
// first; then they are applied to every source of engine/ and include/.

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <map>
#include <regex>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

// What each room may include beside itself. A public header counts as its room's. In the data's order: a room includes
// only rooms above it.
const std::vector<std::pair<std::string, std::set<std::string>>> rooms = {
    {"diagnostics", {}},
    {"units", {"diagnostics"}},
    {"syntax", {"diagnostics"}},
    {"model", {"diagnostics", "units", "syntax"}},
    {"program", {"diagnostics"}},
    {"sampling", {"diagnostics"}},
    {"statistics", {"diagnostics"}},
    {"compile", {"diagnostics", "model", "program"}},
    {"simulate", {"diagnostics", "program"}},
    {"import", {"diagnostics", "units", "syntax"}},
    {"study", {"diagnostics", "simulate"}},
    {"scenario", {"diagnostics", "units", "syntax", "model", "program", "sampling"}},
    {"analysis", {"diagnostics", "units", "model", "program", "statistics", "compile", "simulate", "scenario"}},
    {"uncertainty",
     {"diagnostics", "units", "model", "program", "sampling", "statistics", "compile", "simulate", "study", "scenario",
      "analysis"}},
    {"output", {"diagnostics", "units", "sampling", "statistics", "study", "scenario", "analysis", "uncertainty"}},
    {"report",
     {"diagnostics", "units", "model", "sampling", "statistics", "scenario", "analysis", "uncertainty", "output"}},
    {"cli", {}},  // the doors see public headers only, but all of them
    {"web", {}},
};

const std::set<std::string> doors = {"cli", "web"};

const std::set<std::string>* allowed_in(const std::string& room) {
  for (const auto& [name, allowed] : rooms) {
    if (name == room) return &allowed;
  }
  return nullptr;
}

std::string without_comments(const std::string& text) {
  std::string code;
  for (std::size_t i = 0; i < text.size();) {
    if (text.compare(i, 2, "//") == 0) {
      i = text.find('\n', i);
    } else if (text.compare(i, 2, "/*") == 0) {
      i = text.find("*/", i);
      if (i != std::string::npos) i += 2;
    } else {
      code += text[i++];
    }
    if (i == std::string::npos) break;
  }
  return code;
}

// What is wrong with a source. `path` is written from the root of the project: "engine/model/check.cpp".
std::vector<std::string> violations(const std::string& path, const std::string& text) {
  static const std::regex engine_path("engine/([^/]+)/.*");
  static const std::regex public_path("include/ronghe/([^/]+)\\.hpp");
  static const std::regex include_line("(?:^|\n)[ \t]*#[ \t]*include[ \t]*([<\"])([^>\"]*)[>\"]");
  static const std::regex from_the_root("(ronghe|[a-z]+)/([a-z0-9_/]+)\\.hpp");
  static const std::regex standard_header("[a-z0-9_]+");
  static const std::regex using_std("using\\s+namespace\\s+(::\\s*)?std\\b");

  std::smatch match;
  const bool is_public = std::regex_match(path, match, public_path);
  if (!is_public && !std::regex_match(path, match, engine_path)) return {"lies in no room"};
  const std::string room = match[1];
  const bool is_umbrella = is_public && room == "ronghe";  // ronghe/ronghe.hpp includes all others
  const std::set<std::string>* allowed = allowed_in(room);
  if (allowed == nullptr && !is_umbrella) return {"`" + room + "` is no room of the table"};
  if (is_public && doors.contains(room)) return {"a door has no public header"};

  std::vector<std::string> found;
  const std::string code = without_comments(text);
  if (path.ends_with(".hpp") && std::regex_search(code, using_std)) {
    found.push_back("`using namespace std` in a header");
  }
  for (std::sregex_iterator it(code.begin(), code.end(), include_line), end; it != end; ++it) {
    const std::string name = (*it)[2];
    if ((*it)[1] == "<") {
      if (name.starts_with("ronghe/") || allowed_in(name.substr(0, name.find('/'))) != nullptr) {
        found.push_back("<" + name + "> is ours: write it with quotes");
      } else if (is_public && !std::regex_match(name, standard_header)) {
        found.push_back("public header includes <" + name + ">, which is not of the standard library");
      }
      continue;
    }
    std::smatch parts;
    if (!std::regex_match(name, parts, from_the_root)) {
      found.push_back("\"" + name + "\" is not written from the root");
      continue;
    }
    const bool wants_public = parts[1] == "ronghe";
    const std::string wanted = wants_public ? parts[2] : parts[1];
    if (wanted == "ronghe") {
      if (!doors.contains(room)) found.push_back(fmt::format("only the doors include \"{}\"", name));
    } else if (allowed_in(wanted) == nullptr) {
      found.push_back(fmt::format("\"{}\" belongs to no room of the table", name));
    } else if (is_public && !wants_public) {
      found.push_back(fmt::format("public header includes \"{}\", which is private", name));
    } else if (doors.contains(room)) {
      if (!wants_public && wanted != room) found.push_back(fmt::format("\"{}\" is private to {}", name, wanted));
    } else if (!is_umbrella && wanted != room && !allowed->contains(wanted)) {
      found.push_back(fmt::format("{} may not include {} (\"{}\")", room, wanted, name));
    }
  }
  return found;
}

std::string read(const std::filesystem::path& file) {
  std::ifstream stream(file, std::ios::binary);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

const std::filesystem::path root = RONGHE_SOURCE_DIR;

// Every C++ file of engine/ and include/, by its path from the root.
std::map<std::string, std::string> sources() {
  std::map<std::string, std::string> result;
  for (const char* folder : {"engine", "include"}) {
    for (const auto& entry : std::filesystem::recursive_directory_iterator(root / folder)) {
      const auto extension = entry.path().extension();
      if (extension == ".cpp" || extension == ".hpp" || extension == ".h" || extension == ".inc") {
        result[entry.path().lexically_relative(root).generic_string()] = read(entry.path());
      }
    }
  }
  return result;
}

TEST(Layers, TheTableHasNoCircle) {
  std::set<std::string> above;
  for (const auto& [room, allowed] : rooms) {
    for (const auto& other : allowed) EXPECT_TRUE(above.contains(other)) << room << " before " << other;
    above.insert(room);
  }
}

// The pages that show the table to people. Rooms not built yet have no row.
TEST(Layers, TheTableIsTheOneOfThePages) {
  for (const char* page : {"engine/README.md", "docs/architecture.md"}) {
    const std::string text = read(root / page);
    for (const auto& [room, allowed] : rooms) {
      if (doors.contains(room) || !std::filesystem::exists(root / "engine" / room)) continue;
      std::smatch row;
      ASSERT_TRUE(std::regex_search(text, row, std::regex("\n\\| `" + room + "` \\|[^|\n]*\\| ([^|\n]*) \\|")))
          << page << " has no row for " << room;
      std::istringstream names(row[1]);
      std::set<std::string> told;
      for (std::string name; std::getline(names >> std::ws, name, ',');) {
        if (name != "–") told.insert(name);
      }
      EXPECT_EQ(told, allowed) << page << ", " << room;
    }
  }
}

TEST(Layers, AllowedIncludesPass) {
  EXPECT_THAT(violations("engine/model/check.cpp",
                         "#include \"model/check.hpp\"\n#include \"ronghe/units.hpp\"\n"
                         "#include <vector>\n#include <fmt/format.h>\n"),
              IsEmpty());
  EXPECT_THAT(violations("engine/cli/main.cpp",
                         "#include \"cli/options.hpp\"\n#include \"ronghe/ronghe.hpp\"\n"
                         "#include \"ronghe/report.hpp\"\n#include <boost/program_options.hpp>\n"),
              IsEmpty());
  EXPECT_THAT(
      violations("include/ronghe/compile.hpp", "#pragma once\n#include <span>\n#include \"ronghe/model.hpp\"\n"),
      IsEmpty());
  EXPECT_THAT(
      violations("include/ronghe/ronghe.hpp", "#include \"ronghe/report.hpp\"\n#include \"ronghe/units.hpp\"\n"),
      IsEmpty());
}

TEST(Layers, AViolationIsFound) {
  struct Case {
    std::string path, text, message;
  };
  const Case cases[] = {
      {"engine/syntax/tree.hpp", "#include \"model/check.hpp\"\n", "syntax may not include model"},
      {"engine/simulate/step.cpp", "#include \"ronghe/compile.hpp\"", "simulate may not include compile"},
      {"engine/diagnostics/print.cpp", "\n  #  include \"units/unit.hpp\"\n", "diagnostics may not include units"},
      {"engine/program/a.hpp", "#include \"model/b.hpp\"", "program may not include model"},
      {"engine/cli/main.cpp", "#include \"report/summary.hpp\"", "private to report"},
      {"engine/model/a.cpp", "#include \"ronghe/ronghe.hpp\"", "only the doors"},
      {"engine/model/a.cpp", "#include \"check.hpp\"", "not written from the root"},
      {"engine/model/a.cpp", "#include \"../units/unit.hpp\"", "not written from the root"},
      {"engine/model/a.cpp", "#include <ronghe/units.hpp>", "write it with quotes"},
      {"engine/model/a.cpp", "#include <units/unit.hpp>", "write it with quotes"},
      {"engine/model/a.cpp", "#include \"numbers/sum.hpp\"", "no room of the table"},
      {"engine/model/a.hpp", "using  namespace std;", "`using namespace std`"},
      {"include/ronghe/model.hpp", "#include \"model/check.hpp\"", "which is private"},
      {"include/ronghe/model.hpp", "#include <fmt/format.h>", "not of the standard library"},
      {"include/ronghe/model.hpp", "#include <Eigen>\n", "not of the standard library"},
      {"include/ronghe/units.hpp", "#include \"ronghe/model.hpp\"", "units may not include model"},
      {"include/ronghe/outcome.hpp", "", "no room of the table"},
      {"include/ronghe/cli.hpp", "", "no public header"},
      {"engine/util/strings.hpp", "", "no room of the table"},
      {"engine/common/a.cpp", "", "no room of the table"},
      {"engine/loose.cpp", "", "lies in no room"},
  };
  for (const auto& [path, text, message] : cases) {
    SCOPED_TRACE(fmt::format("{}: {}", path, text));
    EXPECT_THAT(violations(path, text), ElementsAre(HasSubstr(message)));
  }
}

TEST(Layers, ACommentIsNoInclude) {
  EXPECT_THAT(violations("engine/syntax/a.cpp", "// #include \"model/a.hpp\"\n/*\n#include \"model/a.hpp\"\n*/\n"),
              IsEmpty());
  EXPECT_THAT(violations("engine/syntax/a.cpp", "// one line\n#include \"model/a.hpp\"\n"),
              ElementsAre(HasSubstr("syntax may not include model")));
}

TEST(Layers, EverySourceKeepsTheTable) {
  const auto all = sources();
  ASSERT_FALSE(all.empty());
  for (const auto& [path, text] : all) {
    for (const auto& violation : violations(path, text)) ADD_FAILURE() << path << ": " << violation;
  }
}

// Two types of one name in one namespace are one type to the linker, which keeps the functions of either.
TEST(Layers, NoTwoHeadersDeclareTypesOfOneName) {
  const std::regex declaration("(^|\n)(struct|class|enum class) (\\w+)[^;\n]*\\{");
  std::map<std::string, std::string> first;
  for (const auto& [path, text] : sources()) {
    if (path.ends_with(".cpp")) continue;
    for (std::sregex_iterator found(text.begin(), text.end(), declaration), none; found != none; ++found) {
      const auto [other, fresh] = first.emplace((*found)[3].str(), path);
      EXPECT_TRUE(fresh) << other->first << " stands in " << other->second << " and in " << path;
    }
  }
  EXPECT_GT(first.size(), 100U);
}

TEST(Layers, EveryFolderIsARoom) {
  for (const auto& entry : std::filesystem::directory_iterator(root / "engine")) {
    const std::string name = entry.path().filename().string();
    if (!entry.is_directory() || name == "models") continue;  // the models are data
    EXPECT_NE(allowed_in(name), nullptr) << "engine/" << name << " is no room of the table";
  }
}

// A source that no list names would be left out of the build in silence.
TEST(Layers, EverySourceIsListedByItsRoom) {
  for (const auto& [path, text] : sources()) {
    const std::filesystem::path file(path);
    if (file.extension() != ".cpp") continue;
    const std::string list = read(root / file.parent_path() / "CMakeLists.txt");
    const std::regex listed("[ (\n]" + file.filename().string() + "[ )\n]");
    EXPECT_TRUE(std::regex_search(list, listed)) << path;
  }
}

// Rooms not built yet (import, web) have no line to compare.
TEST(Layers, TheBuildLinksWhatTheTableAllows) {
  const std::regex declaration("ronghe_room\\(([a-z]+)([^)]*)\\)");
  for (const auto& [room, allowed] : rooms) {
    const auto file = root / "engine" / room / "CMakeLists.txt";
    if (doors.contains(room) || !std::filesystem::exists(file)) continue;
    const std::string text = read(file);
    std::smatch match;
    ASSERT_TRUE(std::regex_search(text, match, declaration)) << file;
    EXPECT_EQ(match[1], room);
    std::set<std::string> linked;
    bool inside = false;
    std::istringstream arguments(match[2]);
    for (std::string argument; arguments >> argument;) {
      const bool keyword =
          std::all_of(argument.begin(), argument.end(), [](char c) { return (c >= 'A' && c <= 'Z') || c == '_'; });
      if (keyword) {
        inside = argument == "MAY_INCLUDE";
      } else if (inside) {
        linked.insert(argument);
      }
    }
    for (const auto& other : linked) EXPECT_TRUE(allowed.contains(other)) << room << " links " << other;
    for (const auto& other : allowed) {
      const bool built = std::filesystem::exists(root / "engine" / other / "CMakeLists.txt");
      EXPECT_TRUE(!built || linked.contains(other)) << room << " does not link " << other;
    }
  }
}

}  // namespace
