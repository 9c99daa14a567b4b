// Reads single numbers out of the figures of an ensemble.
#pragma once

#include "ronghe/uncertainty.hpp"

#include <limits>

namespace ronghe {

// Indices of scenario, cell, quantile, time and kept member. NaN where the ensemble holds nothing.
class FigureReader {
 public:
  FigureReader(const EnsembleResult& ensemble, const EnsembleFigures& figures)
      : figures_(figures),
        quantiles_(ensemble.quantiles.size()),
        times_(ensemble.times.size()),
        kept_(static_cast<std::size_t>(ensemble.kept)) {}

  std::size_t cells() const { return figures_.labels.size(); }
  double quantile(std::size_t scenario, std::size_t cell, std::size_t quantile, std::size_t time) const {
    return at(figures_.quantiles, (index(scenario, cell) * quantiles_ + quantile) * times_ + time);
  }
  double difference(std::size_t scenario, std::size_t cell, std::size_t quantile, std::size_t time) const {
    return at(figures_.differences, (index(scenario, cell) * quantiles_ + quantile) * times_ + time);
  }
  double mean(std::size_t scenario, std::size_t cell, std::size_t time) const {
    return at(figures_.means, index(scenario, cell) * times_ + time);
  }
  double better(std::size_t scenario, std::size_t cell, std::size_t time) const {
    return at(figures_.better, index(scenario, cell) * times_ + time);
  }
  double kept(std::size_t scenario, std::size_t cell, std::size_t time, std::size_t member) const {
    return at(figures_.kept, (index(scenario, cell) * times_ + time) * kept_ + member);
  }

 private:
  std::size_t index(std::size_t scenario, std::size_t cell) const { return scenario * cells() + cell; }
  static double at(const std::vector<double>& values, std::size_t index) {
    return index < values.size() ? values[index] : std::numeric_limits<double>::quiet_NaN();
  }

  const EnsembleFigures& figures_;
  std::size_t quantiles_, times_, kept_;
};

// How one cell of the whole stands over all members; nothing when no direction is better.
inline const Robustness* robustness_at(const EnsembleResult& ensemble, const EnsembleVariable& variable,
                                       std::size_t cell, std::size_t scenario) {
  const std::size_t index = cell * ensemble.scenarios.size() + scenario;
  return index < variable.robustness.size() ? &variable.robustness[index] : nullptr;
}

}  // namespace ronghe
