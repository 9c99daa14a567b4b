// Whose part in a difference is how large: a table for each figure, the largest part first, with a bar to each side.
#include "report/page.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <numeric>

namespace ronghe {
namespace {

constexpr int figure_width = 13;
constexpr int share_width = 10;
constexpr int half_bar = 12;  // columns on each side of zero
constexpr std::size_t most_interactions = 3;

// `     ---|        ` or `        |+++++   `: the largest part fills its side.
std::string bar(double part, double largest) {
  const int length = largest > 0 ? static_cast<int>(std::lround(half_bar * std::abs(part) / largest)) : 0;
  const std::string left = part < 0 ? std::string(static_cast<std::size_t>(length), '-') : "";
  const std::string right = part > 0 ? std::string(static_cast<std::size_t>(length), '+') : "";
  return pad_left(left, half_bar) + "|" + right;
}

Said kind_words(AttributedItem::Kind kind) {
  switch (kind) {
    case AttributedItem::Kind::added:
      return words::only_in_second;
    case AttributedItem::Kind::removed:
      return words::only_in_first;
    case AttributedItem::Kind::changed:
      return words::changed;
    case AttributedItem::Kind::parameter:
      return words::parameter;
  }
  throw InternalError("an item of no kind");
}

std::string method_text(const AttributionResult& attribution, Language language) {
  switch (attribution.method) {
    case SplitMethod::exact:
      return say(words::parts_exact, language, attribution.lanes);
    case SplitMethod::orders:
      return say(words::parts_sampled, language, attribution.orders, attribution.lanes);
    case SplitMethod::pairs:
      return say(words::parts_of_pairs, language, attribution.lanes);
  }
  throw InternalError("parts that were found in no way");
}

class FigureTable {
 public:
  FigureTable(const AttributionResult& attribution, const AttributedFigure& figure, const Style& style)
      : attribution_(attribution), figure_(figure), style_(style) {
    Magnitude values;
    Magnitude changes;
    values.add(figure.from);
    values.add(figure.to);
    for (const double part : figure.parts) changes.add(part);
    largest_ = changes.largest;
    changes.add(difference());
    figures_ = figures_of(figure, values, changes);
    label_width_ = std::max(20, style.columns - figure_width - share_width - 2 * half_bar - 3);
  }

  std::string tell() const {
    const Language language = style_.language;
    std::string text = heading_text(figure_, figures_, style_) + place() + "\n";
    const bool same = cleaned(difference()) == 0;
    text += "  " +
            say(same ? words::no_difference : words::from_to, language,
                number(figure_.from * figures_.factor, figures_.decimals),
                number(figure_.to * figures_.factor, figures_.decimals), change(difference())) +
            "\n";
    if (same && cleaned(largest_) == 0) return text;
    std::vector<std::size_t> order(figure_.parts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return std::abs(figure_.parts[a]) > std::abs(figure_.parts[b]);
    });
    for (const std::size_t i : order) text += part(i);
    return text + interactions();
  }

 private:
  double difference() const { return figure_.to - figure_.from; }
  // Parts below the rounding of what they are parts of are nothing.
  double cleaned(double value) const {
    return std::abs(value) <= 1e-12 * std::max(std::abs(figure_.from), std::abs(figure_.to)) ? 0 : value;
  }
  std::string change(double value) const {
    return signed_number(cleaned(value) * figures_.factor, figures_.change_decimals);
  }

  // `, education, total, 2035`
  std::string place() const {
    std::vector<std::string> elements;
    std::vector<Text> labels;
    for (std::size_t d = 0; d < figure_.elements.size(); ++d) {
      if (figure_.elements[d].empty()) continue;
      elements.push_back(figure_.elements[d]);
      labels.push_back(figure_.labels[d]);
    }
    const Said comma{", ", "，"};
    std::string text;
    const auto add = [&](const std::string& what) { text += std::string(comma.in(style_.language)) + what; };
    if (!elements.empty()) add(joined(elements, labels, style_.language));
    if (elements.size() < figure_.elements.size()) {
      add(std::string((figure_.joined == Joined::total ? words::total : words::mean).in(style_.language)));
    }
    add(time_text(figure_.time, attribution_.time_unit, style_.language));
    return text;
  }

  std::string part(std::size_t i) const {
    const AttributedItem& item = attribution_.items[i];
    const double part = cleaned(figure_.parts[i]);
    const std::string label = "  " + title_and_id(item.title, item.id, style_.language);
    std::string line = pad_right(shorten(label, label_width_ - 1), label_width_);
    line += pad_left(change(part), figure_width);
    const double whole = cleaned(difference());
    line += pad_left(whole == 0 ? "" : number(100 * part / whole, 1) + " %", share_width) + "  ";
    line += paint(bar(part, largest_), ink_of(figure_, part), style_);
    if (attribution_.method != SplitMethod::exact) {
      line += "\n" + pad_left("± " + number(figure_.standard_errors[i] * figures_.factor, figures_.change_decimals),
                              label_width_ + figure_width);
    }
    return line + "\n";
  }

  std::string interactions() const {
    std::vector<Interaction> shown;
    for (const Interaction& interaction : figure_.interactions) {
      if (std::abs(interaction.value) >= 0.01 * largest_ && cleaned(interaction.value) != 0) {
        shown.push_back(interaction);
      }
    }
    std::stable_sort(shown.begin(), shown.end(),
                     [](const Interaction& a, const Interaction& b) { return std::abs(a.value) > std::abs(b.value); });
    shown.resize(std::min(shown.size(), most_interactions));
    std::string text;
    for (const Interaction& interaction : shown) {
      const std::string line = say(words::interaction, style_.language, attribution_.items[interaction.first].id,
                                   attribution_.items[interaction.second].id, change(interaction.value));
      text += titled("", line, 2, 0, style_);
    }
    return text;
  }

  const AttributionResult& attribution_;
  const AttributedFigure& figure_;
  const Style& style_;
  Figures figures_;
  double largest_ = 0;
  int label_width_ = 0;
};

}  // namespace

std::string tell_attribution(const AttributionResult& attribution, const Style& style) {
  const Language language = style.language;
  std::string text =
      paint(say(words::why_differs, language, title_and_id(attribution.to_title, attribution.to, language),
                title_and_id(attribution.from_title, attribution.from, language)),
            Ink::bold, style) +
      "\n";
  if (attribution.items.empty()) return text + say(words::decide_the_same, language) + "\n";
  for (const AttributedItem& item : attribution.items) {
    text += "  " + title_and_id(item.title, item.id, language) + "  " +
            paint(std::string(kind_words(item.kind).in(language)), Ink::faint, style) + "\n";
  }
  for (const AttributedFigure& figure : attribution.figures) {
    text += "\n" + FigureTable(attribution, figure, style).tell();
  }
  const std::string method = method_text(attribution, language);
  return text + "\n" + titled("", method, 0, 0, style);
}

}  // namespace ronghe
