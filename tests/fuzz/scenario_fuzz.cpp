// Any bytes as a scenario beside a sound model and its data are read or refused with a place, and never crash; so are
// their messages.
#include "ronghe/scenario.hpp"

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>

namespace {

constexpr std::string_view model = R"(model: toy
title: {zh: 玩具, en: Toy}
time: {start: 2023, stop: 2027, step: 1/4 year, save: 1 year}
dimensions:
  county: {from: data}
  area: [urban, rural]
inputs:
  people_at_start: {over: [county, area], unit: 万人, range: [0, 1000]}
  roads: {over: [county, area], unit: 亿元/year, default: 0, range: [0, 50]}
  transfer: {over: [county], unit: 亿元/year, default: 0}
  target: {over: [county], unit: 1, default: 0.1, range: [0, 1]}
constants:
  wage: {unit: 万元/人/year, value: 5}
auxiliaries:
  spending:
    over: [county]
    unit: 亿元/year
    equation: (sum(roads over area) + transfer) * target * sum(people_at_start over area) / 1 万人
    indicator: {better: higher, format: number}
money:
  inputs: [roads]
  sources: {own: {}, transfer_from_above: {adds_to: transfer}}
)";

constexpr std::string_view counties = "code,name,type,urban,rural,year\n1,甲县,x,10,20,2023\n2,乙县,y,30,40,2024\n";

void write(const std::filesystem::path& path, std::string_view text) { std::ofstream(path, std::ios::binary) << text; }

// A folder of this process that holds the model and the data.
std::filesystem::path make_folder() {
  std::string pattern = (std::filesystem::temp_directory_path() / "ronghe-fuzz-XXXXXX").string();
  if (mkdtemp(pattern.data()) == nullptr) std::abort();
  write(std::filesystem::path(pattern) / "model.yaml", model);
  write(std::filesystem::path(pattern) / "counties.csv", counties);
  return pattern;
}

struct Folder {
  std::filesystem::path path = make_folder();
  ~Folder() {
    std::error_code ignored;
    std::filesystem::remove_all(path, ignored);
  }
};

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static const Folder folder;
  const std::filesystem::path path = folder.path / "scenario.yaml";
  write(path, {reinterpret_cast<const char*>(data), size});
  const auto outcome = ronghe::load_scenarios({path.string()});
  if (!outcome && outcome.diagnostics().empty()) std::abort();
  for (const auto language : {ronghe::Language::english, ronghe::Language::chinese}) {
    static_cast<void>(render(outcome.diagnostics(), language));
  }
  return 0;
}
