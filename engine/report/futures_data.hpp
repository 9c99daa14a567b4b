// What a report's page reads of many futures, found by the names of scenarios, variables and sentences.
#pragma once

#include "output/json.hpp"
#include "ronghe/report.hpp"

#include <cstddef>
#include <string>
#include <vector>

namespace ronghe {

// page/src/report_data.ts describes each field. Null where there is nothing to say.
class FuturesData {
 public:
  FuturesData(const Findings& findings, const Futures& futures);

  Json bands(const FoundIndicator& indicator);
  Json paired(const FoundIndicator& indicator) const;
  Json chance(const std::string& scenario, const Judgement& judgement) const;
  Json futures() const;

 private:
  const EnsembleVariable* variable_called(const std::string& name) const;
  std::string packed(const EnsembleFigures& figures, const std::vector<std::size_t>& quantiles, bool differences) const;
  Json robustness() const;
  Json sensitivity(const SensitivityResult& sensitivity) const;
  Json discovery(const DiscoveryResult& discovery) const;
  std::size_t scenario_called(const std::string& id) const;

  const Findings& findings_;
  const Futures& futures_;
  // Of each scenario, time and quantile of the page where it stands in the ensemble; beyond its end: nowhere.
  std::vector<std::size_t> scenarios_, times_, quantiles_;
  std::size_t room_;  // numbers of single places that the page still takes
};

}  // namespace ronghe
