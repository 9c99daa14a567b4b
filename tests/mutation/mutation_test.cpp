// No silent mistake: every scalar, key and list item of every shipped model and scenario, and of one that has every key
// of the format (whole/), is changed (misspelt, deleted,
// given another unit, another type, another sign, a year outside the horizon), one at a time. Each mutant must be
// refused at the right line, be warned about, or change what comes out: a result (any variable, any time) or what the
// model says of itself.
//
// Mutants that survive are listed in survivors.txt, each with the reason why nothing can change; a survivor that is not
// in the list fails the test, and so does a line of the list that no longer survives. Lines that begin with `elsewhere`
// are refused where something is needed that the change took away, in another file.
//
// The county model and the cities' scenarios have tens of thousands of mutants: the ordinary run takes one in
// RONGHE_MUTANTS (default 60) of them, evenly spread; RONGHE_MUTANTS=1 takes all.
#include "ronghe/ronghe.hpp"
#include "running/run_program.hpp"
#include "syntax/number.hpp"
#include "syntax/read_yaml.hpp"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <cstring>
#include <map>
#include <mutex>
#include <set>
#include <sstream>
#include <string>
#include <thread>
#include <vector>

#include <fnmatch.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;
using testing::read_text;
using testing::TemporaryFolder;
using testing::write_text;

const fs::path root = RONGHE_SOURCE_DIR;

// One change of one file.
struct Mutant {
  fs::path file;  // relative to the case's folder
  std::uint32_t begin;
  std::uint32_t end;
  std::string text;              // instead of bytes [begin, end)
  std::string what;              // for people: "misspelt `births`"
  std::string words;             // the original scalar, for messages that speak of it elsewhere
  std::string declaration = {};  // what it belongs to: `births`
};

// Where a scalar stands decides what is done to it.
struct Place {
  std::vector<std::string> path;  // keys above it
  bool key = false;
};

std::string join(const std::vector<std::string>& path) {
  std::string text;
  for (const std::string& key : path) text += (text.empty() ? "" : "/") + key;
  return text;
}

class Mutants {
 public:
  Mutants(fs::path file, const SourcePtr& source) : file_(std::move(file)), text_(source->text()) {
    const auto tree = read_yaml(source);
    if (!tree) throw InputError(tree.diagnostics());
    Place place;
    visit(tree.value(), place);
  }

  std::vector<Mutant> take() { return std::move(mutants_); }

 private:
  void add(const Span& span, std::string text, const std::string& what, const Place& place, std::string words) {
    mutants_.push_back(
        {file_, span.begin, span.end, std::move(text), join(place.path) + ": " + what, std::move(words)});
  }

  // The lines of an entry of a block mapping, or its part of a flow mapping with one comma.
  void remove_entry(const Entry& entry, const Place& place) {
    std::uint32_t begin = entry.key.span.begin;
    std::uint32_t end = entry.value.kind == Node::Kind::null ? entry.key.span.end + 1 : entry.value.span.end;
    if (entry.value.kind == Node::Kind::scalar || entry.value.flow) {
      while (begin > 0 && text_[begin - 1] == ' ') --begin;
      const char before = begin > 0 ? text_[begin - 1] : '\n';
      std::uint32_t after = end;
      while (after < text_.size() && text_[after] == ' ') ++after;
      if (before == ',') {
        --begin;
      } else if (before == '{' && after < text_.size() && text_[after] == ',') {
        end = after + 1;
      }
    }
    // Blocks are taken with all their lines.
    if (begin > 0 && text_[begin - 1] == '\n') {
      while (end < text_.size() && text_[end] != '\n') ++end;
      if (end < text_.size()) ++end;
    }
    mutants_.push_back({file_, begin, end, "", join(place.path) + ": deleted", entry.key.text,
                        place.path.size() > 1 ? place.path[1] : ""});
  }

  void visit(const Node& node, Place& place) {
    switch (node.kind) {
      case Node::Kind::mapping:
        for (const Entry& entry : node.entries) {
          place.path.push_back(entry.key.text);
          add(entry.key.span, misspelt(entry.key), "key misspelt", place, entry.key.text);
          remove_entry(entry, place);
          visit(entry.value, place);
          place.path.pop_back();
        }
        break;
      case Node::Kind::sequence:
        for (std::size_t i = 0; i < node.items.size(); ++i) {
          place.path.push_back(std::to_string(i));
          visit(node.items[i], place);
          place.path.pop_back();
        }
        break;
      case Node::Kind::scalar:
        scalar(node, place);
        break;
      case Node::Kind::null:
        break;
    }
  }

  static std::string misspelt(const Node& node) {
    const std::string wrong = node.text + "x";
    return node.quoted ? "\"" + wrong + "\"" : wrong;
  }

  void scalar(const Node& node, const Place& place) {
    const bool prose = std::any_of(place.path.begin(), place.path.end(), [](const std::string& key) {
      return key == "label" || key == "note" || key == "notes" || key == "source" || key == "title" || key == "part";
    });
    add(node.span, "[" + node.text + "]", "another type", place, node.text);
    if (prose) {
      add(node.span, "\"another text\"", "another text", place, node.text);
      return;
    }
    add(node.span, misspelt(node), "misspelt", place, node.text);
    const std::string number = node.text.substr(0, node.text.find(' '));
    if (parse_number(number)) {
      const std::string rest = node.text.substr(number.size());
      if (*parse_number(number) != 0) {
        const std::string negative = number[0] == '-' ? number.substr(1) : "-" + number;
        add(node.span, negative + rest, "other sign", place, node.text);
        add(node.span, format_number(*parse_number(number) * 1.5) + rest, "half as much again", place, node.text);
      }
      add(node.span, number + " kilogram", "other unit", place, node.text);
      if (parse_number(node.text) && *parse_number(number) > 1900 && *parse_number(number) < 2200) {
        add(node.span, "1066", "a year outside the horizon", place, node.text);
      }
    }
    if (!place.path.empty() && place.path.back() == "unit") add(node.span, "kilogram", "other unit", place, node.text);
  }

  fs::path file_;
  std::string_view text_;
  std::vector<Mutant> mutants_;
};

// What a case gives: everything that a user could see, or the mistakes.
struct Answer {
  std::string results;  // bits of all values
  std::string described;
  std::vector<Diagnostic> diagnostics;
  bool refused = false;
};

// What a model says of itself, in summaries, descriptions and messages. Where it says so is left out: every change of a
// file's length moves the lines below.
std::string described(const Model& model) {
  std::string text = model.name;
  std::istringstream lines(describe_model_json(model));
  for (std::string line; std::getline(lines, line);) {
    if (!line.starts_with("    \"file\": ") && !line.starts_with("    \"line\": ")) text += line + "\n";
  }
  const auto add = [&](const std::string& name, const Text& label) {
    text += name + "|" + label.en + "|" + label.zh + "\n";
  };
  add(model.name, model.title);
  add("note", model.note);
  for (const ModelPart& part : model.parts) add(part.name, part.title);
  for (const Dimension& dimension : model.dimensions) {
    add(dimension.name, dimension.label);
    for (const Element& element : dimension.elements) add(element.name, element.label);
  }
  for (const Check& check : model.checks) add(check.name, check.label);
  for (const MoneySource& source : model.money_sources) {
    add(source.name, source.label);
    if (source.adds_to >= 0) text += model.variables[static_cast<std::size_t>(source.adds_to)].name + "\n";
  }
  if (model.money_share_paid >= 0) text += model.variables[static_cast<std::size_t>(model.money_share_paid)].name;
  return text;
}

Answer run(const Scenario& scenario, std::vector<Diagnostic> diagnostics) {
  Answer answer;
  answer.diagnostics = std::move(diagnostics);
  CompileOptions options = compile_options_of({&scenario});
  options.outputs.clear();  // all variables
  const Trajectories result = simulate(compile(*scenario.model, options), ensemble_of({&scenario}));
  answer.results.assign(reinterpret_cast<const char*>(result.values.data()), result.values.size() * sizeof(double));
  for (const double time : result.times) answer.results += std::to_string(time) + " ";
  for (const CheckResult& check : result.checks) {
    answer.results += std::to_string(check.violations) + " " + std::to_string(check.largest) + "\n";
  }
  for (const int output : scenario.outputs) answer.results += std::to_string(output) + " ";
  answer.described = described(*scenario.model) + scenario.resolved;
  for (const Programme& programme : scenario.programmes) answer.described += programme.title.en + programme.title.zh;
  return answer;
}

// A folder of files, one of which is what a user would run.
struct Case {
  std::string name;
  std::vector<std::pair<fs::path, fs::path>> files;  // from the repository to the folder
  std::string run;                                   // path in the folder
  std::string model;                                 // with --model, or empty
  std::vector<fs::path> mutated;                     // paths in the folder
  bool sampled = false;                              // too many mutants for the ordinary run
};

Answer answer(const Case& which, const fs::path& folder) {
  ScenarioOptions options;
  if (!which.model.empty()) options.model = (folder / which.model).string();
  const auto set = load_scenarios({(folder / which.run).string()}, options);
  if (!set) {
    Answer refused;
    refused.diagnostics = set.diagnostics();
    refused.refused = true;
    return refused;
  }
  Answer result = run(set.value().scenarios.front(), set.diagnostics());
  for (const Scenario& scenario : set.value().scenarios) {
    result.described += scenario.id;
    for (const Text& text : {scenario.title, scenario.notes}) result.described += text.en + "|" + text.zh + "\n";
  }
  return result;
}

// A mistake is told at the right line when it points there, or speaks of what has been changed or taken away. `text` is
// that of the file before it was changed.
bool told(const Mutant& mutant, const Answer& answer, int line, std::string_view text) {
  const std::string_view removed = text.substr(mutant.begin, mutant.end - mutant.begin);
  constexpr std::string_view item = "- id: ";
  const std::size_t item_at = text.rfind(item, mutant.begin);
  for (const Diagnostic& diagnostic : answer.diagnostics) {
    for (const Span& span : {diagnostic.span, diagnostic.related}) {
      if (span && fs::path(span.source->name()).filename() == mutant.file.filename()) {
        const int first = span.source->position(span.begin).line;
        const int last = span.source->position(span.end).line;
        if (first - 1 <= line && line <= last + 1) return true;
      }
    }
    // What is taken from a declaration is told by the declaration's name, or, for a key of the file, by the code.
    const bool taken = mutant.text.empty();
    if (taken && diagnostic.code.find(mutant.words) != std::string::npos) return true;
    for (const auto& [place, word] : diagnostic.words) {
      if (taken && !mutant.declaration.empty() && word.en.find(mutant.declaration) != std::string::npos) return true;
      if (taken && word.en.size() > 3 && removed.find(word.en) != std::string_view::npos) return true;
      if (!mutant.words.empty() && word.en.find(mutant.words) != std::string::npos) return true;
      if (!mutant.text.empty() && word.en.find(mutant.text) != std::string::npos) return true;
    }
    const std::string_view pointed = diagnostic.span.text();
    // What is taken from an item of a list is told at the item's id.
    const bool in_item = taken && item_at != std::string_view::npos && !pointed.empty();
    if (in_item && text.substr(item_at + item.size(), pointed.size()) == pointed) return true;
    if (!pointed.empty() && mutant.text.empty() && removed.find(pointed) != std::string_view::npos) return true;
    if (!mutant.words.empty() && diagnostic.span.text().find(mutant.words) != std::string_view::npos) return true;
  }
  return false;
}

void copy_case(const Case& which, const fs::path& folder) {
  for (const auto& [from, to] : which.files) write_text(folder / to, read_text(root / from));
}

// A scenario of a city beside all files of its folder, with its model in a folder of its own.
Case city_case(const std::string& name, const std::string& city, const std::string& scenario, const std::string& model,
               const std::vector<std::string>& mutated) {
  Case result{name, {}, "scenario/" + scenario, "model", {}};
  for (const auto& entry : fs::directory_iterator(root / "engine/models" / model)) {
    const fs::path to = fs::path("model") / entry.path().filename();
    result.files.emplace_back(fs::relative(entry.path(), root), to);
    result.mutated.push_back(to);
  }
  for (const auto& entry : fs::directory_iterator(root / "scenarios" / city)) {
    if (!entry.is_regular_file()) continue;
    result.files.emplace_back(fs::relative(entry.path(), root), fs::path("scenario") / entry.path().filename());
  }
  for (const std::string& file : mutated) result.mutated.push_back(fs::path("scenario") / file);
  std::sort(result.mutated.begin(), result.mutated.end());
  return result;
}

// One in how many mutants of the large cases is tried.
std::size_t sampling() {
  const char* asked = std::getenv("RONGHE_MUTANTS");  // NOLINT(concurrency-mt-unsafe)
  return asked == nullptr ? 60 : std::max<std::size_t>(1, std::strtoul(asked, nullptr, 10));
}

std::vector<Case> cases() {
  std::vector<Case> result;
  for (const char* classic : {"cooling-cup.yaml", "epidemic.yaml", "predator-and-prey.yaml"}) {
    result.push_back({classic, {{fs::path("engine/models") / classic, classic}}, classic, "", {classic}});
  }
  result.push_back(city_case("teaching", "enshi", "teaching-rural-services.yaml", "small-county",
                             {"teaching-baseline.yaml", "teaching-rural-services.yaml"}));
  result.push_back(city_case("enshi", "enshi", "rural-services-first.yaml", "county",
                             {"baseline.yaml", "rural-services-first.yaml"}));
  // The model has been taken apart above; here the files of another city.
  for (const char* option : {"rural-services-first.yaml", "industry-first.yaml"}) {
    Case city = city_case("qiandongnan", "qiandongnan", option, "county", {option});
    if (result.back().name != "qiandongnan") city.mutated.insert(city.mutated.begin(), "scenario/baseline.yaml");
    std::erase_if(city.mutated, [](const fs::path& path) { return path.parent_path() == "model"; });
    city.name += std::string(" ") + option;
    result.push_back(std::move(city));
  }
  Case whole{"whole", {}, "whole.yaml", "", {"baseline.yaml", "side.yaml", "whole.yaml"}};
  for (const auto& entry : fs::directory_iterator(root / "tests/mutation/whole")) {
    whole.files.emplace_back(fs::relative(entry.path(), root), entry.path().filename());
  }
  result.push_back(whole);
  // Keys that cannot stand beside those of the whole.
  for (const char* other : {"morris.yaml", "saltelli.yaml", "drawn.yaml"}) {
    whole.name = std::string("whole ") + other;
    whole.run = other;
    whole.mutated = {other};
    result.push_back(whole);
  }
  for (Case& each : result) each.sampled = each.model == "model" && each.name != "teaching";
  return result;
}

// Lines `case | file | what`, `#` and blank lines are for the reader. In a line with `*` each stands for any text.
std::set<std::string> listed_survivors() {
  std::set<std::string> result;
  std::istringstream lines(read_text(root / "tests/mutation/survivors.txt"));
  for (std::string line; std::getline(lines, line);) {
    if (!line.empty() && line[0] != '#') result.insert(line);
  }
  return result;
}

bool is_listed(const std::set<std::string>& listed, const std::string& survivor) {
  if (listed.contains(survivor)) return true;
  return std::any_of(listed.begin(), listed.end(), [&](const std::string& line) {
    return line.find('*') != std::string::npos && fnmatch(line.c_str(), survivor.c_str(), 0) == 0;
  });
}

TEST(EveryMistake, IsRefusedWarnedAboutOrSeenInAResult) {
  const std::set<std::string> listed = listed_survivors();
  std::set<std::string> tried;
  std::set<std::string> survivors;
  std::vector<std::string> misplaced;
  std::mutex mutex;
  std::atomic<int> refused = 0;
  std::atomic<int> warned = 0;
  std::atomic<int> changed = 0;
  int total = 0;
  for (const Case& which : cases()) {
    SCOPED_TRACE(which.name);
    const TemporaryFolder original;
    copy_case(which, original.path());
    const Answer unchanged = answer(which, original.path());
    ASSERT_FALSE(unchanged.refused) << render(unchanged.diagnostics, Language::english);
    std::vector<Mutant> mutants;
    for (const fs::path& file : which.mutated) {
      const auto source = std::make_shared<const Source>(file.string(), read_text(original.path() / file));
      for (Mutant& mutant : Mutants(file, source).take()) mutants.push_back(std::move(mutant));
    }
    if (which.sampled) {
      std::vector<Mutant> sample;
      for (std::size_t i = 0; i < mutants.size(); i += sampling()) sample.push_back(std::move(mutants[i]));
      mutants = std::move(sample);
    }
    for (const Mutant& mutant : mutants) tried.insert(which.name + " | " + mutant.file.string() + " | " + mutant.what);
    total += static_cast<int>(mutants.size());
    std::atomic<std::size_t> next = 0;
    const auto work = [&] {
      const TemporaryFolder folder;
      copy_case(which, folder.path());
      for (std::size_t i = next++; i < mutants.size(); i = next++) {
        const Mutant& mutant = mutants[i];
        const std::string before = read_text(folder.path() / mutant.file);
        std::string after = before;
        after.replace(mutant.begin, mutant.end - mutant.begin, mutant.text);
        write_text(folder.path() / mutant.file, after);
        const Answer now = answer(which, folder.path());
        write_text(folder.path() / mutant.file, before);
        const auto line = 1 + static_cast<int>(std::count(before.begin(), before.begin() + mutant.begin, '\n'));
        const std::string name = which.name + " | " + mutant.file.string() + " | " + mutant.what;
        if (now.refused) {
          ++refused;
          if (!listed.contains("elsewhere | " + name) && !told(mutant, now, line, before)) {
            const std::lock_guard lock(mutex);
            misplaced.push_back(name + " (line " + std::to_string(line) + ")\n" +
                                render(now.diagnostics, Language::english));
          }
        } else if (now.diagnostics.size() > unchanged.diagnostics.size()) {
          ++warned;
        } else if (now.results != unchanged.results || now.described != unchanged.described) {
          ++changed;
        } else {
          const std::lock_guard lock(mutex);
          survivors.insert(name);
        }
      }
    };
    std::vector<std::jthread> threads;
    for (unsigned i = 0; i < std::max(1U, std::thread::hardware_concurrency()); ++i) threads.emplace_back(work);
  }
  for (const std::string& survivor : survivors) {
    EXPECT_TRUE(is_listed(listed, survivor)) << "nothing noticed this change:\n" << survivor;
  }
  for (const std::string& line : listed) {
    if (line.rfind("elsewhere | ", 0) == 0 || !tried.contains(line)) continue;
    EXPECT_TRUE(survivors.contains(line)) << "no longer survives:\n" << line;
  }
  for (const std::string& place : misplaced) ADD_FAILURE() << "refused at another place:\n" << place;
  std::printf("%d mutants: %d refused, %d warned about, %d changed a result, %zu survived\n", total, refused.load(),
              warned.load(), changed.load(), survivors.size());
  EXPECT_GT(total, 1000);
}

}  // namespace
}  // namespace ronghe
