// Small line charts for a terminal: what the headline indicators of the whole do over time, beside the baseline.
//
// A character of the block U+2800 is a grid of two by four dots, so that a chart of 24 by 4 characters has 48 by 16
// dots. The run is a line, the baseline a row of single dots, which colour is not needed to tell apart.
#include "analysis/headline.hpp"
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
    cells_[static_cast<std::size_t>(y / 4 * canvas_width + x / 2)] |=
        bits[static_cast<std::size_t>(y % 4)][static_cast<std::size_t>(x % 2)];
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
      const unsigned char bits = cells_[static_cast<std::size_t>(y * canvas_width + x)];
      if (bits == 0) {
        text += ' ';
      } else {  // U+2800 + bits in UTF-8
        text += {'\xE2', static_cast<char>(0xA0 | bits >> 6), static_cast<char>(0x80 | (bits & 0x3F))};
      }
    }
    return text;
  }

 private:
  std::array<unsigned char, static_cast<std::size_t>(canvas_width* canvas_height)> cells_{};
};

// The values of the whole at all saved times.
std::vector<double> path_of(const Lane& lane, const std::string& name) {
  const Model& model = *lane.scenario->model;
  const int index = model.find(name);
  const int output = index < 0 ? -1 : lane.trajectories->output_of(index);
  if (output < 0) return {};
  const Figure whole = whole_figures(model, model.variables[static_cast<std::size_t>(index)]).front();
  std::vector<double> path;
  for (int t = 0; t < static_cast<int>(lane.trajectories->times.size()); ++t) {
    path.push_back(whole.at(*lane.trajectories, output, t, lane.member));
  }
  return path;
}

// The lines of one chart: its title, four rows, its times.
std::vector<std::string> chart(const Heading& heading, const std::vector<double>& path, const std::vector<double>& base,
                               double start, double stop, const Style& style) {
  double low = std::numeric_limits<double>::infinity();
  double high = -low;
  Magnitude largest;
  for (const std::vector<double>* each : {&path, &base}) {
    for (const double value : *each) {
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
  const auto x_of = [&](std::size_t t, std::size_t size) {
    return size < 2 ? 0 : static_cast<int>(t * static_cast<std::size_t>(2 * canvas_width - 1) / (size - 1));
  };
  Canvas canvas;
  for (std::size_t t = 0; t < base.size(); ++t) {
    if (std::isfinite(base[t])) canvas.dot(x_of(t, base.size()), y_of(base[t]));
  }
  for (std::size_t t = 1; t < path.size(); ++t) {
    if (!std::isfinite(path[t]) || !std::isfinite(path[t - 1])) continue;
    canvas.line(x_of(t - 1, path.size()), y_of(path[t - 1]), x_of(t, path.size()), y_of(path[t]));
  }

  std::string unit = unit_shown(heading, figures, style.language);
  unit = unit.substr(0, std::min(unit.find(", "), unit.find("，")));  // without its price basis, which the tables tell
  std::string title = label_or_name(heading.label, heading.name, style.language);
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
    if (charts.size() == most_charts) break;
    const Heading heading = heading_of(*lane.scenario, index);
    const std::vector<double> base = baseline ? path_of(*baseline, heading.name) : std::vector<double>();
    const std::vector<double>& times = lane.trajectories->times;
    std::vector<std::string> lines =
        chart(heading, path_of(lane, heading.name), base, times.front(), times.back(), style);
    if (!lines.empty()) charts.push_back(std::move(lines));
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
