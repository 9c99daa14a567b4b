// What each change of a scenario does, so that its author sees at once which one does nothing.
#include "report/page.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <cmath>

#include <fmt/format.h>

namespace ronghe {
namespace {

Said kind_words(ChangeEffect::Kind kind) {
  switch (kind) {
    case ChangeEffect::Kind::programme:
      return words::programme;
    case ChangeEffect::Kind::reform:
      return words::reform;
    case ChangeEffect::Kind::shock:
      return words::set_by_shock;
    case ChangeEffect::Kind::parameter:
      return words::parameter;
  }
  throw InternalError("a change of no kind");
}

// Two digits, and no power of ten for a large one.
std::string size_text(const ChangeEffect& effect, Language language) {
  const double percent = 100 * effect.largest;
  const std::string number = percent >= 10 ? fmt::format("{:.0f}", percent) : fmt::format("{:.2g}", percent);
  return number + " " + (effect.points ? say(words::margin_in_points, language) : "%");
}

std::string effect_text(const ChangeEffect& effect, Language language) {
  if (std::isinf(effect.largest)) return std::string(words::run_fails.in(language));
  if (!effect.any()) return std::string(words::no_effect.in(language));
  std::string place = joined(effect.elements, effect.labels, language);
  if (!place.empty()) place = "[" + place + "]";
  return say(words::effect_at, language, size_text(effect, language), effect.variable, place,
             plain_number(effect.time));
}

}  // namespace

std::string tell_effects(const std::vector<ChangeEffect>& effects, const std::vector<Overlap>& overlaps,
                         const Style& style) {
  if (effects.empty()) return "";
  const Language language = style.language;
  int widest = 0;
  for (const ChangeEffect& effect : effects) widest = std::max(widest, display_width(effect.id));
  const int name_width = std::min(widest, style.columns / 3);
  const int kind_width = 11;
  std::string text = paint(std::string(words::effects.in(language)), Ink::bold, style) + "\n";
  std::size_t inherited = 0;
  for (const ChangeEffect& effect : effects) {
    // What the parents change is told with the parents, unless nothing comes of it here.
    if (effect.inherited && effect.any() && std::isfinite(effect.largest)) {
      ++inherited;
      continue;
    }
    const std::string head = pad_right(shorten(effect.id, name_width), name_width + 2) +
                             pad_right(std::string(kind_words(effect.kind).in(language)), kind_width);
    const int room = style.columns - 2 - name_width - 2 - kind_width;
    const std::string told = shorten(effect_text(effect, language), room);
    text += "  " + head + paint(told, effect.any() ? Ink::plain : Ink::red, style) + "\n";
  }
  if (inherited > 0) text += "  " + paint(say(words::inherited_changes, language, inherited), Ink::faint, style) + "\n";
  if (overlaps.empty()) return text;
  text += "\n" + paint(std::string(words::overlapping.in(language)), Ink::bold, style) + "\n";
  for (const Overlap& overlap : overlaps) {
    const std::string line = say(words::overlap, language, overlap.first, overlap.second, overlap.input, overlap.cells,
                                 plain_number(overlap.begin), plain_number(overlap.end));
    text += titled("", line, 2, 0, style);
  }
  return text;
}

}  // namespace ronghe
