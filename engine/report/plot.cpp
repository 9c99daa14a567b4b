// Small line charts for a terminal: what the headline indicators of the whole do over time, beside the baseline.
//
// A character of the block U+2800 is a grid of two by four dots, so that a chart of 24 by 4 characters has 48 by 16
// dots. The run is a line, the baseline a row of single dots, which colour is not needed to tell apart.
#include "analysis/headline.hpp"
#include "analysis/message_words.hpp"
#include "report/page.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace ronghe {
namespace {

constexpr int canvas_width = 24, canvas_height = 4;  // characters
constexpr int number_width = 9;
constexpr int chart_width = number_width + 1 + canvas_width;
constexpr int gap = 3;
constexpr std::size_t most_charts = 6;

class Canvas {
 public:
  void dot(int x, int y) {  // from the upper left
    if (x < 0 || y < 0 || x >= 2 * canvas_width || y >= 4 * canvas_height) return;
    constexpr std::array<std::array<unsigned char, 2>, 4> bits = {
        {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}}};
    cells_[index(x / 2, y / 4)] |= bits[static_cast<std::size_t>(y % 4)][static_cast<std::size_t>(x % 2)];
  }

  void line(int x0, int y0, int x1, int y1) {
    const int steps = std::max({1, std::abs(x1 - x0), std::abs(y1 - y0)});
    for (int i = 0; i <= steps; ++i) {
      const double share = static_cast<double>(i) / steps;
      dot(static_cast<int>(std::lround(x0 + share * (x1 - x0))), static_cast<int>(std::lround(y0 + share * (y1 - y0))));
    }
  }

  std::string row(int y) const {
    std::string text;
    for (int x = 0; x < canvas_width; ++x) {
      const unsigned char bits = cells_[index(x, y)];
      if (bits == 0) {
        text += ' ';
      } else {  // U+2800 + bits in UTF-8
        text += {'\xE2', static_cast<char>(0xA0 | bits >> 6), static_cast<char>(0x80 | (bits & 0x3F))};
      }
    }
    return text;
  }

 private:
  static std::size_t index(int column, int line) {
    const int place = line * canvas_width + column;
    return static_cast<std::size_t>(place);
  }

  std::array<unsigned char, static_cast<std::size_t>(canvas_width* canvas_height)> cells_{};
};

struct Path {
  std::vector<double> times;
  std::vector<double> values;
};

// A figure of the variable at all saved times.
Path path_of(const Lane& lane, const std::string& name, std::size_t figure) {
  const Model& model = *lane.scenario->model;
  const int index = model.find(name);
  const int output = index < 0 ? -1 : lane.trajectories->output_of(index);
  if (output < 0) return {};
  const std::vector<Figure> whole = whole_figures(model, model.variables[static_cast<std::size_t>(index)]);
  if (figure >= whole.size()) return {};
  Path path{lane.trajectories->times, {}};
  for (int t = 0; t < static_cast<int>(path.times.size()); ++t) {
    path.values.push_back(whole[figure].at(*lane.trajectories, output, t, lane.member));
  }
  return path;
}

// The lines of one chart: its title, four rows, its times, which are those of `path`.
std::vector<std::string> chart(const Heading& heading, const Place& place, const Path& path, const Path& base,
                               const Style& style) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  Magnitude largest;
  for (const Path* each : {&path, &base}) {
    for (const double value : each->values) {
      if (!std::isfinite(value)) continue;
      low = std::min(low, value);
      high = std::max(high, value);
      largest.add(value);
    }
  }
  // What does not move needs no chart, and what sums differ by in their last bits is no movement.
  if (low > high || high - low <= 1e-9 * largest.largest) return {};
  const Figures figures = figures_of(heading, largest, largest);
  const auto y_of = [&](double value) {
    const int bottom = 4 * canvas_height - 1;
    return static_cast<int>(std::lround((high - value) / (high - low) * bottom));
  };
  const double start = path.times.front();
  const double stop = path.times.back();
  const auto x_of = [&](double time) {
    return start == stop ? 0 : static_cast<int>((time - start) / (stop - start) * (2 * canvas_width - 1) + 1e-9);
  };
  Canvas canvas;
  for (std::size_t t = 0; t < base.values.size(); ++t) {
    const bool shown = base.times[t] >= start && base.times[t] <= stop;
    if (shown && std::isfinite(base.values[t])) canvas.dot(x_of(base.times[t]), y_of(base.values[t]));
  }
  for (std::size_t t = 1; t < path.values.size(); ++t) {
    if (!std::isfinite(path.values[t]) || !std::isfinite(path.values[t - 1])) continue;
    canvas.line(x_of(path.times[t - 1]), y_of(path.values[t - 1]), x_of(path.times[t]), y_of(path.values[t]));
  }

  std::string unit = unit_shown(heading, figures, style.language);
  unit = unit.substr(0, std::min(unit.find(", "), unit.find("，")));  // without its price basis, which the tables tell
  std::string title = label_or_name(heading.label, heading.name, style.language);
  const Text where = place_text(place);
  if (!where.empty()) title += (style.language == Language::chinese ? "，" : ", ") + where.in(style.language);
  if (!unit.empty()) title += ", " + unit;
  std::vector<std::string> lines = {pad_right(shorten(title, chart_width), chart_width)};
  for (int y = 0; y < canvas_height; ++y) {
    std::string at;
    if (y == 0) at = number(high * figures.factor, figures.decimals);
    if (y == canvas_height - 1) at = number(low * figures.factor, figures.decimals);
    lines.push_back(pad_left(shorten(at, number_width), number_width) + " " + pad_right(canvas.row(y), canvas_width));
  }
  const std::string first = plain_number(start);
  lines.push_back(pad_right("", number_width + 1) + first +
                  pad_left(plain_number(stop), canvas_width - static_cast<int>(first.size())));
  return lines;
}

}  // namespace

std::string tell_paths(const Lane& lane, const std::optional<Lane>& baseline, const Style& style) {
  std::vector<std::vector<std::string>> charts;
  for (const int index : headline_indicators(*lane.scenario)) {
    const Model& model = *lane.scenario->model;
    const Heading heading = heading_of(*lane.scenario, index);
    const std::vector<Figure> whole = whole_figures(model, model.variables[static_cast<std::size_t>(index)]);
    for (std::size_t f = 0; f < whole.size() && charts.size() < most_charts; ++f) {
      const Path base = baseline ? path_of(*baseline, heading.name, f) : Path();
      std::vector<std::string> lines = chart(heading, whole[f].place, path_of(lane, heading.name, f), base, style);
      if (!lines.empty()) charts.push_back(std::move(lines));
    }
  }
  if (charts.empty()) return "";
  std::string text = paint(std::string(words::paths_title.in(style.language)), Ink::bold, style);
  if (baseline) text += paint(std::string(words::paths_note.in(style.language)), Ink::faint, style);
  text += "\n";
  const std::size_t beside = static_cast<std::size_t>(std::max(1, (style.columns + gap) / (chart_width + gap)));
  for (std::size_t begin = 0; begin < charts.size(); begin += beside) {
    const std::size_t end = std::min(begin + beside, charts.size());
    for (std::size_t row = 0; row < charts[begin].size(); ++row) {
      std::string line;
      for (std::size_t c = begin; c < end; ++c) {
        line += (c > begin ? std::string(gap, ' ') : "") + charts[c][row];
      }
      line.erase(line.find_last_not_of(' ') + 1);
      text += (row == 0 ? paint(line, Ink::bold, style) : line) + "\n";
    }
    text += "\n";
  }
  return text;
}

}  // namespace ronghe
