// In which futures a target is missed: boxes of the keys, found by PRIM.
//
// A key is limited by its shares. A choice has one value over many shares, and a table has no shares at all: these keys
// are ranked by their values, members of one value together, and a limit lies half-way between two values.
#include "uncertainty/headings.hpp"
#include "uncertainty/rows.hpp"

#include <algorithm>
#include <cstdint>

namespace ronghe {
namespace {

constexpr int members_at_once = 4096;

class DrawnMembers {
 public:
  // Only members that are `sound`.
  DrawnMembers(const Draws& draws, const std::vector<std::uint32_t>& sound) : draws_(draws), sound_(sound) {
    const std::size_t keys = draws.keys().size();
    shares_.resize(keys * sound.size());
    const auto take = [&](std::size_t i, const std::vector<double>& part, std::size_t member, std::size_t members) {
      for (std::size_t key = 0; key < keys; ++key) shares_[key * sound_.size() + i] = part[key * members + member];
    };
    read(is_table() ? &Draws::values : &Draws::shares, take);
    for (std::size_t key = 0; key < keys; ++key) {
      if (!ranked(key)) continue;
      const auto of_key = shares_.begin() + static_cast<std::ptrdiff_t>(key * sound_.size());
      std::vector<double> values(of_key, of_key + static_cast<std::ptrdiff_t>(sound_.size()));
      const Distribution& distribution = draws.keys()[key].distribution;
      for (double& value : values) value = is_table() ? value : distribution.quantile(value);
      const std::vector<double> ranks = middle_ranks(values);
      std::copy(ranks.begin(), ranks.end(), of_key);
    }
  }

  const std::vector<double>& shares() const { return shares_; }  // [key × member]

  DiscoveredBox::Limit in_units(const PrimBox::Limit& limit) const {
    DiscoveredBox::Limit told{limit.key, std::nullopt, std::nullopt, limit.quasi_p};
    if (limit.low > 0) told.above = value_at(limit.key, limit.low, [&](double share) { return share < limit.low; });
    if (limit.high < 1) told.below = value_at(limit.key, limit.high, [&](double share) { return share <= limit.high; });
    return told;
  }

 private:
  bool is_table() const { return draws_.design().kind == Design::Kind::table; }
  bool ranked(std::size_t key) const {
    return is_table() || draws_.keys()[key].distribution.kind == Distribution::Kind::choice;
  }

  // Calls `take` for each sound member, with its place in what some of all members draw.
  template <class Take>
  void read(std::vector<double> (Draws::*what)(int, int) const, const Take& take) const {
    for (std::size_t i = 0; i < sound_.size();) {
      const int first = static_cast<int>(sound_[i]);
      const int count = std::min(members_at_once, draws_.members() - first);
      const std::vector<double> part = (draws_.*what)(first, count);
      for (; i < sound_.size() && static_cast<int>(sound_[i]) < first + count; ++i) {
        take(i, part, sound_[i] - static_cast<std::size_t>(first), static_cast<std::size_t>(count));
      }
    }
  }

  std::vector<double> values_of(std::size_t key) const {
    std::vector<double> values(sound_.size());
    read(&Draws::values, [&](std::size_t i, const std::vector<double>& part, std::size_t member, std::size_t members) {
      values[i] = part[key * members + member];
    });
    return values;
  }

  template <class Below>
  double value_at(std::size_t key, double share, const Below& below) const {
    if (!ranked(key)) return draws_.keys()[key].distribution.quantile(share);
    const std::vector<double> values = values_of(key);
    double low = -Distribution::endless;
    double high = Distribution::endless;
    for (std::size_t i = 0; i < values.size(); ++i) {
      if (below(shares_[key * sound_.size() + i])) {
        low = std::max(low, values[i]);
      } else {
        high = std::min(high, values[i]);
      }
    }
    return low + (high - low) / 2;
  }

  const Draws& draws_;
  const std::vector<std::uint32_t>& sound_;
  std::vector<double> shares_;
};

}  // namespace

Outcome<DiscoveryResult> gather_discovery(const EnsemblePlan& plan, const Study& study, std::size_t scenario,
                                          const std::string& sentence, const PrimOptions& options) {
  if (std::vector<Diagnostic> mistakes = unfit(plan); !mistakes.empty()) return mistakes;
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

  const Outcome<AllNotes> noted = notes_of(plan, study);
  if (!noted) return noted.diagnostics();
  const AllNotes& notes = noted.value();
  const std::size_t wanted = rows.sentence_row(static_cast<std::size_t>(found - rows.asked.begin())) + scenario;
  const auto members = static_cast<std::size_t>(study.shape().members);
  const Outcome<std::vector<double>> broken = study.read_row(wanted);
  if (!broken) return broken.diagnostics();

  // Members that failed say nothing about the target.
  std::vector<std::uint32_t> sound;
  std::vector<char> interest;
  for (std::size_t m = 0; m < members; ++m) {
    if (notes.failed[scenario][m]) continue;
    sound.push_back(static_cast<std::uint32_t>(m));
    interest.push_back(broken.value()[m] > 0 ? 1 : 0);
  }
  const DrawnMembers drawn(*plan.draws, sound);

  DiscoveryResult result;
  result.scenario = plan.scenarios[scenario];
  result.sentence = headed(*found);
  result.members = static_cast<int>(sound.size());
  result.missed = static_cast<int>(std::count(interest.begin(), interest.end(), 1));
  result.keys = plan.keys;
  for (PrimBox& box : prim_boxes(drawn.shares(), plan.keys.size(), interest, options)) {
    DiscoveredBox told;
    for (const PrimBox::Limit& limit : box.limits) told.limits.push_back(drawn.in_units(limit));
    told.box = std::move(box);
    result.boxes.push_back(std::move(told));
  }
  return result;
}

}  // namespace ronghe
