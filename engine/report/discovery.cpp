// In which futures a target is missed, told in sentences.
#include "report/page.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

namespace ronghe {
namespace {

// As one says it: four figures at most, none that are only zeros.
std::string limit_number(double value) {
  std::string text = number(value, decimals_for(std::abs(value)));
  if (text.find('.') == std::string::npos || text.find_first_of("e×") != std::string::npos) return text;
  text.erase(text.find_last_not_of('0') + 1);
  if (text.back() == '.') text.pop_back();
  return text;
}

std::string limit_text(const DiscoveryResult& discovery, const DiscoveredBox::Limit& limit, Language language) {
  const EnsembleKey& key = discovery.keys[limit.key];
  const std::string label = label_or_name(key.label, key.name, language);
  const std::string& unit = key.unit.in(language);
  const std::string beside = unit.empty() || unit == "1" ? "" : " " + unit;
  const auto value = [&](const std::optional<double>& of) { return limit_number(*of) + beside; };
  if (limit.above && limit.below) {
    return say(words::key_between, language, label, limit_number(*limit.above), value(limit.below));
  }
  if (limit.above) return say(words::key_above, language, label, value(limit.above));
  return say(words::key_below, language, label, value(limit.below));
}

std::string percent(double share) { return number(100 * share, 0); }

}  // namespace

std::string tell_discovery(const DiscoveryResult& discovery, const Style& style) {
  const Language language = style.language;
  const Scenario& scenario = *discovery.scenario;
  const bool target = discovery.sentence.kind == Judgement::Kind::target;
  std::string text = headline(say(target ? words::when_missed : words::when_broken, language,
                                  title_and_id(scenario.title, scenario.id, language),
                                  title_and_id(discovery.sentence.label, discovery.sentence.id, language)),
                              style);
  const double share = discovery.members > 0 ? static_cast<double>(discovery.missed) / discovery.members : 0;
  text +=
      "  " +
      say(target ? words::missed_in : words::broken_in, language, discovery.missed, discovery.members, percent(share)) +
      "\n";
  if (discovery.missed > 0 && discovery.boxes.empty()) text += titled("", words::no_box.in(language), 2, 0, style);
  for (const DiscoveredBox& found : discovery.boxes) {
    std::string when;
    for (const DiscoveredBox::Limit& limit : found.limits) {
      if (!when.empty()) when += words::and_also.in(language);
      when += limit_text(discovery, limit, language);
    }
    text += titled("-",
                   say(target ? words::missed_box : words::broken_box, language, when, found.box.cases,
                       found.box.members, percent(found.box.density), percent(found.box.coverage)),
                   2, 2, style);
  }
  return text;
}

}  // namespace ronghe
