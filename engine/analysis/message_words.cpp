#include "analysis/message_words.hpp"

#include <charconv>
#include <cmath>

namespace ronghe {

std::string number_text(double value) {
  char buffer[32];
  return {buffer, std::to_chars(buffer, buffer + sizeof buffer, value).ptr};
}

Word value_word(double value) {
  if (std::isnan(value)) return Text("非数（NaN）", "not a number");
  if (std::isinf(value)) return Text("无穷大", "infinite");
  return number_text(value);
}

Text place_text(const Place& place) {
  Text text;
  for (std::size_t e = 0; e < place.elements.size(); ++e) {
    const std::string& element = place.elements[e];
    if (element.empty()) continue;
    const bool labelled = e < place.labels.size() && !place.labels[e].empty();
    text.zh += (text.zh.empty() ? "" : "、") + (labelled ? place.labels[e].in(Language::chinese) : element);
    text.en += (text.en.empty() ? "" : ", ") + (labelled ? place.labels[e].in(Language::english) : element);
  }
  return text;
}

}  // namespace ronghe
