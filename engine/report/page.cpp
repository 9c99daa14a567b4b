#include "report/page.hpp"

#include "report/words.hpp"

#include <set>

namespace ronghe {
namespace {

std::string place_in_brackets(const std::vector<std::string>& elements, const std::vector<Text>& labels,
                              Language language) {
  if (elements.empty()) return "";
  const std::string place = joined(elements, labels, language);
  return language == Language::chinese ? "（" + place + "）" : " (" + place + ")";
}

}  // namespace

std::string joined(const std::vector<std::string>& elements, const std::vector<Text>& labels, Language language) {
  std::string text;
  for (std::size_t e = 0; e < elements.size(); ++e) {
    if (e > 0) text += " · ";
    const bool labelled = e < labels.size() && !labels[e].empty();
    text += labelled ? labels[e].in(language) : elements[e];
  }
  return text;
}

std::string label_or_name(const Text& label, const std::string& name, Language language) {
  return label.empty() ? name : label.in(language);
}

// `Rural services first (rural-services-first)`, or the id alone.
std::string title_and_id(const Text& title, const std::string& id, Language language) {
  const std::string& text = title.in(language);
  if (text.empty() || text == id) return id;
  return language == Language::chinese ? text + "（" + id + "）" : text + " (" + id + ")";
}

// A year stands alone; other times carry their unit.
std::string time_text(double time, const Text& unit, Language language) {
  const std::string value = plain_number(time);
  return unit.en == "year" || unit.empty() ? value : value + " " + unit.in(language);
}

Figures figures_of(const Heading& variable, const Magnitude& values, const Magnitude& changes) {
  Figures figures;
  using Format = Indicator::Format;
  const Format format = variable.indicator ? variable.indicator->format : Format::number;
  if (format != Format::number && variable.percent) {
    figures.factor = *variable.percent;
    figures.points = true;
  }
  const double scale = std::abs(figures.factor);
  figures.decimals = decimals_for(values.largest * scale);
  figures.change_decimals =
      std::clamp(decimals_for(changes.largest * scale) - 1, figures.decimals, std::min(6, figures.decimals + 2));
  return figures;
}

std::string unit_shown(const Heading& variable, const Figures& figures, Language language) {
  if (figures.points) {
    const bool change = variable.indicator->format == Indicator::Format::percentage_points;
    return change ? std::string(words::percentage_points.in(language)) : "%";
  }
  const std::string& unit = variable.unit.in(language);
  return unit == "1" ? "" : unit;
}

Ink ink_of(const Heading& variable, double difference) {
  if (!variable.indicator || !std::isfinite(difference) || difference == 0) return Ink::plain;
  switch (variable.indicator->better) {
    case Indicator::Better::higher:
      return difference > 0 ? Ink::green : Ink::red;
    case Indicator::Better::lower:
      return difference < 0 ? Ink::green : Ink::red;
    case Indicator::Better::neither:
      return Ink::plain;
  }
  throw InternalError("an indicator that is better neither way");
}

std::string heading_text(const Heading& variable, const Figures& figures, const Style& style) {
  const std::string unit = unit_shown(variable, figures, style.language);
  std::string detail = variable.label.empty() ? "" : variable.name;
  if (!unit.empty()) detail += (detail.empty() ? "" : ", ") + unit;
  if (!detail.empty()) detail = " (" + detail + ")";
  return paint(label_or_name(variable.label, variable.name, style.language), Ink::bold, style) +
         paint(detail, Ink::faint, style);
}

std::string relative_text(double value, double baseline, const Figures& figures, Language language) {
  const double difference = value - baseline;
  if (figures.points) return std::isfinite(difference) ? std::string(words::percentage_points.in(language)) : "";
  if (!(value * baseline > 0)) return "";  // where the sign changes, a share of the old value says nothing
  return signed_number(100 * difference / std::abs(baseline), 2) + " %";
}

Ink ink_of(const Judgement& judgement) {
  if (judgement.is_unknown()) return Ink::plain;
  return judgement.holds() ? Ink::green : Ink::red;
}

std::string verdict(const Judgement& judgement, Language language) {
  const bool target = judgement.kind == Judgement::Kind::target;
  if (judgement.is_unknown()) return std::string(words::unknown.in(language));
  const Said& said = judgement.holds() ? (target ? words::met : words::kept) : (target ? words::missed : words::broken);
  return std::string(said.in(language));
}

std::string tell_checks(const Summary& summary, const Style& style) {
  const Language language = style.language;
  if (summary.checks == 0) return "";
  if (summary.broken_checks.empty()) {
    const std::string held = summary.checks == 1 ? say(words::one_check_held, language)
                                                 : say(words::all_checks_held, language, summary.checks);
    return held + "\n";
  }
  std::set<std::string> broken;
  for (const BrokenCheck& check : summary.broken_checks) broken.insert(check.name);
  std::string text = paint(say(words::checks_broken, language, broken.size(), summary.checks), Ink::red, style) + "\n";
  for (const BrokenCheck& check : summary.broken_checks) {
    const std::string line = say(words::check_broken, language, label_or_name(check.label, check.name, language),
                                 check.violations, check.scenario, plain_number(check.largest));
    text += titled("", line, 2, 0, style);
  }
  return text;
}

std::string tell_failures(const Summary& summary, const Style& style) {
  if (summary.failures.empty()) return "";
  const Language language = style.language;
  std::string text = paint(say(words::lanes_failed, language), Ink::red, style) + "\n";
  for (const FailedLane& failure : summary.failures) {
    const std::string time = time_text(failure.time, summary.time_unit, language);
    const std::string place = place_in_brackets(failure.elements, failure.labels, language);
    if (!failure.check.empty()) {
      const std::string line =
          say(words::lane_stopped_by_check, language, failure.scenario, time, failure.check, place);
      text += titled("", line, 2, 0, style);
      continue;
    }
    const std::string value = std::isnan(failure.value)   ? say(words::not_a_number, language)
                              : std::isinf(failure.value) ? say(words::infinite, language)
                                                          : plain_number(failure.value);
    const std::string name = "`" + failure.variable + "`" + place;
    text += titled("", say(words::lane_failed, language, failure.scenario, time, name, value), 2, 0, style);
  }
  return text;
}

}  // namespace ronghe
