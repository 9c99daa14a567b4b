// The shipped study: what its page says of the options in many futures, from the results.
#include "ronghe/ronghe.hpp"
#include "running/run_program.hpp"

#include <algorithm>
#include <filesystem>
#include <string>
#include <vector>

#include <fmt/format.h>
#include <gtest/gtest.h>

namespace ronghe {
namespace {

namespace fs = std::filesystem;

const fs::path folder = fs::path(RONGHE_SOURCE_DIR) / "scenarios" / "enshi";

// The whole study, computed as `ronghe ensemble` does.
class ShippedStudy : public ::testing::Test {
 protected:
  ShippedStudy() {
    std::vector<std::string> files = {(folder / "study.yaml").string()};
    const Scenario leader = load_scenario(files.front()).value();
    files.insert(files.end(), leader.ensemble->options.begin(), leader.ensemble->options.end());
    set_ = load_scenarios(files, {}, true).value();
    std::vector<const Scenario*> scenarios;
    for (const Scenario& scenario : set_.scenarios) scenarios.push_back(&scenario);
    EnsembleOptions options;
    options.design.kind = leader.ensemble->kind;
    options.design.members = leader.ensemble->members;
    options.design.seed = leader.ensemble->seed;
    plan_ = plan_ensemble(scenarios, 0, options).value();
    Study study = Study::open(work_.path(), {"shipped", plan_.numbers(), plan_.draws->members()}).value();
    Ranks alone = Ranks::join().value();
    EXPECT_TRUE(compute_missing(study, alone, EnsembleRunner(plan_), {.threads = 2, .block = 64}).empty());
    result_ = gather_ensemble(plan_, study, 2).value();
  }

  const EnsembleVariable& variable(const std::string& name) const {
    return *std::find_if(result_.variables.begin(), result_.variables.end(),
                         [&](const EnsembleVariable& one) { return one.name == name; });
  }

  // Of the whole at the last time.
  double of(const std::vector<double>& values, std::size_t scenario, std::size_t quantile) const {
    const std::size_t times = result_.times.size();
    return values[(scenario * result_.quantiles.size() + quantile) * times + times - 1];
  }
  double better(const EnsembleVariable& one, std::size_t scenario) const {
    return one.whole.better[(scenario + 1) * result_.times.size() - 1];
  }

  testing::TemporaryFolder work_;
  ScenarioSet set_;
  EnsemblePlan plan_;
  EnsembleResult result_;
};

struct Asked {
  const char* name;
  const char* head;
  double factor;
  int decimals;
};
constexpr Asked indicators[] = {
    {"gdp", "GDP, 亿元", 1, 1},
    {"composite_service_gap", "service gap, pp", 100, 2},
    {"infrastructure_gap", "infrastructure gap, pp", 100, 2},
    {"income_ratio", "income ratio", 1, 3},
};

std::string title_of(const Scenario& scenario) { return scenario.title.zh + " " + scenario.title.en; }

TEST_F(ShippedStudy, IsToldTrulyByItsPages) {
  EXPECT_TRUE(result_.failures.empty());
  EXPECT_TRUE(result_.checks.empty());
  std::string text = fmt::format(
      "Difference to the baseline in 2035 over {} futures: median, 5 % to 95 %, and the share "
      "of futures in which the option is better.\n\n| Option |",
      result_.members);
  for (const Asked& asked : indicators) text += fmt::format(" {} |", asked.head);
  text += "\n|---|---|---|---|---|\n";
  std::string firm;
  std::string open;
  for (std::size_t s = 1; s < result_.scenarios.size(); ++s) {
    const std::string title = title_of(*result_.scenarios[s]);
    text += "| " + title + " |";
    for (const Asked& asked : indicators) {
      const EnsembleVariable& found = variable(asked.name);
      const auto told = [&](std::size_t q) {
        return fmt::format("{:+.{}f}", asked.factor * of(found.whole.differences, s, q), asked.decimals);
      };
      const double share = better(found, s);
      text += fmt::format(" {} ({} to {}), {:.0f} % |", told(2), told(0), told(4), 100 * share);
      const bool holds = share >= 0.95 || share <= 0.05;
      (holds ? firm : open) +=
          fmt::format("- {}: {} {} ({:.0f} %)\n", title, asked.head,
                      holds ? (share > 0.5 ? "is better" : "is worse") : "may be either way", 100 * share);
    }
    text += "\n";
  }
  text += "\nShare of futures in which no option does better:\n\n| Option |";
  for (const Asked& asked : indicators)
    text += fmt::format(" {} |", std::string(asked.head).substr(0, std::string(asked.head).find(',')));
  text += "\n|---|---:|---:|---:|---:|\n";
  for (std::size_t s = 0; s < result_.scenarios.size(); ++s) {
    text += "| " + title_of(*result_.scenarios[s]) + " |";
    for (const Asked& asked : indicators) {
      text += fmt::format(" {:.0f} % |", 100 * variable(asked.name).robustness[s].first);
    }
    text += "\n";
  }
  text += "\nChance of meeting each target:\n\n| Target |";
  for (const Scenario* scenario : result_.scenarios) text += " " + scenario->title.en + " |";
  text += "\n|---|";
  for (std::size_t s = 0; s < result_.scenarios.size(); ++s) text += "---:|";
  text += "\n";
  for (const EnsembleSentence& sentence : result_.sentences) {
    if (sentence.kind != Judgement::Kind::target) continue;
    text += "| " + sentence.label.zh + " " + sentence.label.en + " |";
    for (const std::optional<Chance>& chance : sentence.chances)
      text += fmt::format(" {:.0f} % |", 100 * chance->value);
    text += "\n";
  }
  text += "\n**Firm**, in at least 95 % of the futures:\n\n" + firm;
  text += "\n**Open**, it depends on the future:\n\n" + (open.empty() ? "- nothing of the table\n" : open);

  const fs::path path = folder / "README.md";
  const std::string page = testing::read_text(path);
  const std::string head = "<!-- certainty: from the results -->\n";
  const std::size_t begin = page.find(head);
  ASSERT_NE(begin, std::string::npos);
  const std::size_t end = page.find("<!-- end -->", begin);
  std::string written = page;
  written.replace(begin + head.size(), end - begin - head.size(), text);
  const bool update = std::getenv("RONGHE_UPDATE_PAGES") != nullptr;  // NOLINT(concurrency-mt-unsafe)
  if (update) testing::write_text(path, written);
  EXPECT_EQ(update ? written : page, written) << path << ": `./dev stories` writes the numbers anew";
}

}  // namespace
}  // namespace ronghe
