// In which futures a target is missed: boxes of the keys, found by PRIM.
#include "uncertainty/headings.hpp"
#include "uncertainty/rows.hpp"

#include <algorithm>

namespace ronghe {

Outcome<DiscoveryResult> gather_discovery(const EnsemblePlan& plan, const Study& study, std::size_t scenario,
                                          const std::string& sentence, const PrimOptions& options) {
  if (std::vector<Diagnostic> missing = whole(study); !missing.empty()) return missing;
  const EnsembleRows& rows = *plan.rows;
  std::vector<std::string> ids;
  for (const EnsembleRows::Asked& asked : rows.asked) {
    if (asked.sentences[scenario] != nullptr) ids.push_back(asked.id);
  }
  const auto found = std::find_if(rows.asked.begin(), rows.asked.end(), [&](const EnsembleRows::Asked& asked) {
    return asked.id == sentence && asked.sentences[scenario] != nullptr;
  });
  if (found == rows.asked.end()) {
    Diagnostics diagnostics;
    Words words = {{"id", sentence}, {"scenario", plan.scenarios[scenario]->id}};
    if (const auto nearest = nearest_name(sentence, ids)) words.emplace_back("nearest", *nearest);
    std::string listed;
    for (const std::string& id : ids) listed += (listed.empty() ? "`" : ", `") + id + "`";
    if (!listed.empty()) words.emplace_back("ids", listed);
    diagnostics.error("discover.unknown_target", {}, std::move(words));
    return diagnostics.take();
  }

  const AllNotes notes = notes_of(plan, study);
  const std::size_t wanted = rows.sentence_row(static_cast<std::size_t>(found - rows.asked.begin())) + scenario;
  const auto members = static_cast<std::size_t>(study.shape().members);
  const Outcome<std::vector<double>> broken = study.read_row(wanted);
  if (!broken) return broken.diagnostics();

  // Members that failed say nothing about the target.
  const std::vector<double> all = plan.draws->shares(0, study.shape().members);
  std::vector<std::size_t> sound;
  for (std::size_t m = 0; m < members; ++m) {
    if (!notes.failed[scenario][m]) sound.push_back(m);
  }
  std::vector<char> interest;
  for (const std::size_t m : sound) interest.push_back(broken.value()[m] > 0 ? 1 : 0);
  std::vector<double> shares;
  for (std::size_t key = 0; key < plan.keys.size(); ++key) {
    for (const std::size_t m : sound) shares.push_back(all[key * members + m]);
  }

  DiscoveryResult result;
  result.scenario = plan.scenarios[scenario];
  result.sentence = headed(*found);
  result.members = static_cast<int>(sound.size());
  result.missed = static_cast<int>(std::count(interest.begin(), interest.end(), 1));
  result.keys = plan.keys;
  for (PrimBox& box : prim_boxes(shares, plan.keys.size(), interest, options)) {
    DiscoveredBox told;
    for (const PrimBox::Limit& limit : box.limits) {
      const Distribution& distribution = plan.draws->keys()[limit.key].distribution;
      DiscoveredBox::Limit in_units{limit.key, std::nullopt, std::nullopt, limit.quasi_p};
      if (limit.low > 0) in_units.above = distribution.quantile(limit.low);
      if (limit.high < 1) in_units.below = distribution.quantile(limit.high);
      told.limits.push_back(in_units);
    }
    told.box = std::move(box);
    result.boxes.push_back(std::move(told));
  }
  return result;
}

}  // namespace ronghe
