#include "analysis/message_words.hpp"
#include "ronghe/analysis.hpp"

#include <algorithm>
#include <cmath>

namespace ronghe {
namespace {

// To four digits, for a sentence.
double rounded(double value) {
  if (value == 0) return 0;
  const double scale = std::pow(10, 3 - std::floor(std::log10(std::abs(value))));
  return std::round(value * scale) / scale;
}

void tell(const Judgement& judgement, const std::string& scenario, bool strict, Diagnostics& diagnostics) {
  const Text place = place_text({judgement.elements, judgement.labels});
  Words words = {{"scenario", scenario},
                 {"time", number_text(judgement.time)},
                 {"place", place.empty() ? Word("") : Word(Text("，" + place.zh, ", " + place.en))},
                 {"count", std::to_string(judgement.broken)}};
  // A run does not stop at the checks of its scenario.
  if (!strict && judgement.kind != Judgement::Kind::check) words.emplace_back("option", "--strict");
  const auto report = [&](std::string_view code) {
    if (strict) {
      diagnostics.error(code, judgement.span, std::move(words));
    } else {
      diagnostics.warning(code, judgement.span, std::move(words));
    }
  };
  const double shown = judgement.percent ? 100 * judgement.margin : judgement.margin;
  const std::string by = std::isfinite(shown) ? number_text(rounded(-shown)) : std::string();
  if (judgement.kind == Judgement::Kind::check) {
    words.emplace_back("check", judgement.id);
    words.emplace_back("largest", by.empty() ? "1" : by);
    report("run.check_broken");
    return;
  }
  const bool plain = judgement.unit.en.empty() || judgement.unit.en == "1";
  const Text unit = judgement.percent ? Text(" 个百分点", " pp")
                    : plain           ? Text()
                                      : Text(" " + judgement.unit.zh, " " + judgement.unit.en);
  words.emplace_back("id", judgement.id);
  words.emplace_back("asked", std::to_string(judgement.asked));
  words.emplace_back("margin",
                     by.empty() ? Word("") : Word(Text("，最多差 " + by + unit.zh, ", at worst by " + by + unit.en)));
  report(judgement.kind == Judgement::Kind::target ? "run.target_missed" : "run.constraint_broken");
}

}  // namespace

std::vector<Diagnostic> run_diagnostics(const Summary& summary, bool strict) {
  Diagnostics diagnostics;
  for (std::size_t f = 0; f < summary.failures.size(); ++f) {
    const FailedLane& failure = summary.failures[f];
    if (failure.code == "run.check_broken") continue;  // told below, by its name
    // Lanes that stopped at one place for one reason are told together.
    const auto same = [&](const FailedLane& other) {
      return other.code == failure.code && other.variable == failure.variable && other.elements == failure.elements &&
             other.time == failure.time && other.span.source == failure.span.source &&
             other.span.begin == failure.span.begin;
    };
    const auto begin = summary.failures.begin();
    if (std::any_of(begin, begin + static_cast<std::ptrdiff_t>(f), same)) continue;
    std::string scenarios;
    for (const FailedLane& other : summary.failures) {
      if (same(other)) scenarios += (scenarios.empty() ? "`" : ", `") + other.scenario + "`";
    }
    const Text place = place_text({failure.elements, failure.labels});
    const Text variable = place.empty()
                              ? Text(failure.variable, failure.variable)
                              : Text(failure.variable + "[" + place.zh + "]", failure.variable + "[" + place.en + "]");
    diagnostics.error(failure.code, failure.span,
                      {{"variable", variable},
                       {"value", value_word(failure.value)},
                       {"time", number_text(failure.time)},
                       {"scenarios", scenarios}});
  }
  for (const BrokenCheck& check : summary.broken_checks) {
    const Text place = place_text({check.elements, check.labels});
    const Word behind = place.empty() ? Word("") : Word(Text("，" + place.zh, ", " + place.en));
    Words words = {{"check", check.name},
                   {"scenario", check.scenario},
                   {"count", std::to_string(check.violations)},
                   {"largest", number_text(check.largest)},
                   {"time", number_text(check.time)},
                   {"place", behind}};
    if (strict) {
      diagnostics.error("run.check_broken", check.span, std::move(words));
    } else {
      words.emplace_back("option", "--strict");
      diagnostics.warning("run.check_broken", check.span, std::move(words));
    }
  }
  // After a lane failed its targets are not missed but unknown. A missed target is a result and no trouble: the page
  // tells it, unless somebody wants to be stopped by it.
  for (const Judgement& judgement : summary.judgements) {
    if (judgement.broken == 0) continue;
    if (strict || judgement.kind != Judgement::Kind::target) tell(judgement, summary.scenario, strict, diagnostics);
  }
  for (const ProgrammeSum& programme : summary.programmes) {
    if (!programme.cut()) continue;
    diagnostics.warning("run.programme_cut", programme.span,
                        {{"programme", programme.id},
                         {"scenario", summary.scenario},
                         {"asked", number_text(rounded(programme.asked))},
                         {"paid", number_text(rounded(programme.paid))},
                         {"percent", number_text(rounded(100 * programme.paid / programme.asked))},
                         {"unit", programme.unit}});
  }
  return diagnostics.take();
}

}  // namespace ronghe
