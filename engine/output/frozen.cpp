// A scenario in one folder that needs no other file: what to keep, and to run elsewhere.
//
// The YAML text is made from the scenario with all parents resolved, so everything stands in it once; numbers are the
// shortest text that reads back to the same double, so the run gives the same bits.
#include "output/json.hpp"
#include "ronghe/output.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <charconv>
#include <filesystem>

namespace ronghe {
namespace {

bool is_number(std::string_view text) {
  double value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  return error != std::errc::invalid_argument && end == text.data() + text.size();
}

// Whether a text means itself without quotes: letters, digits and Chinese characters, with a few signs between them.
bool is_plain(std::string_view text) {
  static constexpr std::array<std::string_view, 5> words = {"true", "false", "null", "yes", "no"};
  if (text.empty() || text.front() == ' ' || text.back() == ' ' || is_number(text)) return false;
  if (std::find(words.begin(), words.end(), text) != words.end()) return false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (byte >= 0xE4 && byte <= 0xE9) {  // U+4000 to U+9FFF, three bytes
      i += 2;
    } else if (std::isalnum(byte) == 0 && byte != '_' && (i == 0 || std::string_view("-. /^").find(text[i]) > 4)) {
      return false;
    }
  }
  return true;
}

std::string scalar_text(const Json& value) {
  if (value.is_null()) return "";
  if (value.is_string() && is_plain(value.get_ref<const std::string&>())) return value;
  return value.dump();  // quotes and escapes of JSON are those of YAML
}

// Dates are plain keys.
std::string key_text(const std::string& key) { return is_plain(key) || is_number(key) ? key : Json(key).dump(); }

// The keys of a mapping, those first that say what it is.
std::vector<std::string> keys_of(const Json& mapping) {
  std::vector<std::string> keys;
  for (const char* key : {"scenario", "id", "title", "notes", "model"}) {
    if (mapping.contains(key)) keys.emplace_back(key);
  }
  for (const auto& entry : mapping.items()) {
    if (std::find(keys.begin(), keys.end(), entry.key()) == keys.end()) keys.push_back(entry.key());
  }
  return keys;
}

// Appends a mapping or list, each entry on a line of its own.
void append_block(std::string& text, const Json& block, int indent);

// Appends what stands behind `key:` or `-`.
void append_value(std::string& text, const Json& value, int indent) {
  if (value.is_structured() && !value.empty()) {
    text += '\n';
    append_block(text, value, indent);
  } else {
    const std::string scalar = value.is_structured() ? value.dump() : scalar_text(value);
    text += (scalar.empty() ? "" : " " + scalar) + "\n";
  }
}

void append_block(std::string& text, const Json& block, int indent) {
  const std::string margin(static_cast<std::size_t>(indent), ' ');
  if (block.is_array()) {
    for (const Json& item : block) {
      std::string inside;
      if (item.is_structured() && !item.empty()) {
        append_block(inside, item, indent + 2);
        inside[margin.size()] = '-';  // in the margin of its first line
      } else {
        inside = margin + "-";
        append_value(inside, item, indent);
      }
      text += inside;
    }
    return;
  }
  for (const std::string& key : keys_of(block)) {
    text += margin + key_text(key) + ":";
    append_value(text, block.at(key), indent + 2);
  }
}

}  // namespace

std::vector<OutputFile> frozen_files(const Scenario& scenario) {
  std::vector<OutputFile> files;
  Json tree = Json::parse(scenario.resolved);
  tree["model"] = "./model";
  // The ancestor stays behind, and so do the scenarios that an ensemble runs beside this one.
  if (tree.contains("ensemble")) tree["ensemble"].erase("options");
  if (tree.contains("outputs")) {
    tree["outputs"].erase("compare_with");
    if (tree["outputs"].empty()) tree.erase("outputs");
  }
  std::string text;
  append_block(text, tree, 0);
  files.push_back({scenario.id + ".yaml", std::move(text)});
  for (const NamedText& table : scenario.tables) files.push_back({table.path, std::string(table.text->text())});
  for (const SourcePtr& part : scenario.model->sources) {
    const std::string name = std::filesystem::path(part->name()).filename().string();
    files.push_back({"model/" + name, std::string(part->text())});
  }
  return files;
}

}  // namespace ronghe
