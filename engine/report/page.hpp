// Parts that several pages share: how things are called and how figures are written.
#pragma once

#include "report/typeset.hpp"
#include "ronghe/report.hpp"

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace ronghe {

// Rows of one variable that a page shows; the JSON files have all.
constexpr std::size_t most_rows = 24;

// `恩施市 · rural`, by label where there is one.
std::string joined(const std::vector<std::string>& elements, const std::vector<Text>& labels, Language language);
std::string label_or_name(const Text& label, const std::string& name, Language language);
// `Rural services first (rural-services-first)`, or the id alone.
std::string title_and_id(const Text& title, const std::string& id, Language language);
// A year stands alone; other times carry their unit.
std::string time_text(double time, const Text& unit, Language language);

// How large some values are at most. What is missing does not count.
struct Magnitude {
  double largest = 0;

  void add(double value) {
    if (std::isfinite(value)) largest = std::max(largest, std::abs(value));
  }
};

// How the figures of one variable are written.
struct Figures {
  double factor = 1;    // from the variable's unit to what is shown
  bool points = false;  // differences are percentage points
  int decimals = 0;
  int change_decimals = 0;
};

Figures figures_of(const Heading& variable, const Magnitude& values, const Magnitude& changes);
std::string unit_shown(const Heading& variable, const Figures& figures, Language language);
// The label, and behind it in brackets the name and the unit.
std::string heading_text(const Heading& variable, const Figures& figures, const Style& style);
// The change in percent of what it is compared with; of a percentage ` pp`; nothing where the sign changes.
std::string relative_text(double value, double baseline, const Figures& figures, Language language);
// Green for the better, red for the worse.
Ink ink_of(const Heading& variable, double difference);
Ink ink_of(const Judgement& judgement);

// `met` or `missed` for a target, `kept` or `broken` for the others.
std::string verdict(const Judgement& judgement, Language language);
// Checks of the model that did not hold, and runs that failed; nothing when there are none.
std::string tell_checks(const Summary& summary, const Style& style);
std::string tell_failures(const Summary& summary, const Style& style);
// Why a member of an ensemble stopped.
std::string future_failure_text(const Scenario& scenario, const LaneFailure& failure, Language language);

}  // namespace ronghe
