// Scenarios side by side: the same figure of each, and who comes first.
#include "analysis/headline.hpp"
#include "ronghe/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace ronghe {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

// The figures of one variable in every run that has it in the same unit.
class Comparer {
 public:
  Comparer(const std::vector<Lane>& lanes, std::size_t from, int index, double time)
      : lanes_(lanes), scenario_(*lanes[from].scenario), variable_(variable_of(*scenario_.model, index)), time_(time) {
    compared_.Heading::operator=(heading_of(scenario_, index));
  }

  ComparedVariable compare() {
    const Model& model = *scenario_.model;
    compared_.joined = joined(model, variable_);
    if (const int axis = place_axis(model, variable_); axis >= 0) {
      const int dimension = variable_.dimensions[static_cast<std::size_t>(axis)];
      compared_.places = model.dimensions[static_cast<std::size_t>(dimension)].size();
      compared_.cells = rows(cell_figures);
    }
    compared_.whole = rows(whole_figures);
    return std::move(compared_);
  }

 private:
  using Figures = std::vector<Figure> (*)(const Model&, const Variable&);

  static const Variable& variable_of(const Model& model, int index) {
    return model.variables[static_cast<std::size_t>(index)];
  }

  std::vector<ComparedRow> rows(Figures figures) const {
    std::vector<ComparedRow> result;
    std::map<std::vector<std::string>, std::size_t> row_of;
    for (Figure& figure : figures(*scenario_.model, variable_)) {
      row_of.emplace(figure.place.elements, result.size());
      result.push_back({std::move(figure.place.elements),
                        std::move(figure.place.labels),
                        std::vector<double>(lanes_.size(), none),
                        {}});
    }
    for (std::size_t s = 0; s < lanes_.size(); ++s) {
      const Lane& lane = lanes_[s];
      const Model& model = *lane.scenario->model;
      const int index = model.find(variable_.name);
      const int output = index < 0 ? -1 : lane.trajectories->output_of(index);
      const auto time = std::find(lane.trajectories->times.begin(), lane.trajectories->times.end(), time_);
      if (output < 0 || time == lane.trajectories->times.end()) continue;
      const Variable& variable = variable_of(model, index);
      if (!(variable.unit == variable_.unit)) continue;
      for (const Figure& figure : figures(model, variable)) {
        const auto row = row_of.find(figure.place.elements);
        if (row == row_of.end()) continue;
        result[row->second].values[s] = figure.at(
            *lane.trajectories, output, static_cast<int>(time - lane.trajectories->times.begin()), lane.member);
      }
    }
    for (ComparedRow& row : result) row.ranks = ranks_of(row.values, variable_.indicator);
    return result;
  }

  const std::vector<Lane>& lanes_;
  const Scenario& scenario_;
  const Variable& variable_;
  double time_;
  ComparedVariable compared_;
};

std::vector<ComparedProgramme> compare_programmes(const std::vector<Summary>& scenarios) {
  std::map<std::string, ComparedProgramme> programmes;
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    for (const ProgrammeSum& sum : scenarios[s].programmes) {
      ComparedProgramme& programme = programmes[sum.id];
      if (programme.sums.empty()) {
        programme.id = sum.id;
        programme.title = sum.title;
        programme.sums.resize(scenarios.size());
      }
      programme.sums[s] = sum;
    }
  }
  std::vector<ComparedProgramme> in_order;
  for (auto& [id, programme] : programmes) in_order.push_back(std::move(programme));
  return in_order;
}

std::vector<ComparedSentence> compare_sentences(const std::vector<Summary>& scenarios) {
  // Options may ask for different things under one id.
  std::map<std::tuple<Judgement::Kind, std::string, std::string>, ComparedSentence> sentences;
  for (std::size_t s = 0; s < scenarios.size(); ++s) {
    for (const Judgement& judgement : scenarios[s].judgements) {
      ComparedSentence& sentence = sentences[{judgement.kind, judgement.id, judgement.condition}];
      if (sentence.judgements.empty()) {
        sentence = {judgement.kind, judgement.id, judgement.label, judgement.condition, {}};
      }
      sentence.judgements.resize(scenarios.size());
      sentence.judgements[s] = judgement;
    }
  }
  std::vector<ComparedSentence> in_order;
  for (auto& [key, sentence] : sentences) in_order.push_back(std::move(sentence));
  return in_order;
}

}  // namespace

double relative_to(double difference, double baseline) {
  return baseline == 0 ? none : difference / std::abs(baseline);
}

Comparison compare_lanes(const std::vector<Lane>& lanes, std::size_t baseline) {
  Comparison comparison;
  comparison.baseline = baseline;
  comparison.time = lanes[baseline].trajectories->times.back();
  comparison.together = std::all_of(lanes.begin(), lanes.end(),
                                    [&](const Lane& lane) { return lane.trajectories == lanes.front().trajectories; });
  for (const Lane& lane : lanes) comparison.scenarios.push_back(summarize(lane));

  // The baseline's variables first, then what others show beside them.
  std::vector<std::size_t> order(lanes.size());
  std::iota(order.begin(), order.end(), 0);
  std::rotate(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(baseline),
              order.begin() + static_cast<std::ptrdiff_t>(baseline) + 1);
  std::vector<std::string> shown;
  for (const std::size_t s : order) {
    for (const int index : headline_indicators(*lanes[s].scenario)) {
      const std::string& name = lanes[s].scenario->model->variables[static_cast<std::size_t>(index)].name;
      if (std::find(shown.begin(), shown.end(), name) != shown.end()) continue;
      shown.push_back(name);
      comparison.variables.push_back(Comparer(lanes, s, index, comparison.time).compare());
    }
  }
  comparison.programmes = compare_programmes(comparison.scenarios);
  comparison.sentences = compare_sentences(comparison.scenarios);
  return comparison;
}

}  // namespace ronghe
