// What all programmes of a scenario ask for together, by source of money.
#include "analysis/headline.hpp"
#include "ronghe/analysis.hpp"

#include <algorithm>

namespace ronghe {
namespace {

// Who pays what nobody is named for: the only source that adds to no input, so that naming it changes nothing.
const MoneySource* silent_payer(const Model& model) {
  const MoneySource* found = nullptr;
  for (const MoneySource& source : model.money_sources) {
    if (source.adds_to >= 0) continue;
    if (found != nullptr) return nullptr;
    found = &source;
  }
  return found;
}

// Adds up programmes in the unit of the first.
struct Together {
  Unit unit;
  FundingSum sum;

  void add(const Programme& programme, const Model& model) {
    const double asked = programme.sum * programme.unit.factor_to(unit);
    ++sum.programmes;
    sum.asked += asked;
    for (const PayerShare& payer : payers_of(programme, model)) part_of(payer).asked += asked * payer.share;
  }

  FundingSum::Part& part_of(const Payer& payer) {
    const auto found = std::find_if(sum.parts.begin(), sum.parts.end(), [&](const FundingSum::Part& part) {
      return part.source == payer.source && part.said == payer.said;
    });
    if (found != sum.parts.end()) return *found;
    return sum.parts.emplace_back(FundingSum::Part{payer, 0});
  }
};

}  // namespace

std::vector<PayerShare> payers_of(const Programme& programme, const Model& model) {
  std::vector<PayerShare> payers;
  for (const Funding& funding : programme.funding) {
    payers.push_back({{funding.source, funding.label, true}, funding.share});
  }
  if (!payers.empty()) return payers;
  const MoneySource* payer = silent_payer(model);
  if (payer == nullptr) return {{{"", {}, false}, 1}};
  return {{{payer->name, payer->label, false}, 1}};
}

std::vector<FundingSum> funding_sums(const Scenario& scenario) {
  const Model& model = *scenario.model;
  std::vector<Together> kinds;
  for (const Programme& programme : scenario.programmes) {
    auto kind = std::find_if(kinds.begin(), kinds.end(),
                             [&](const Together& other) { return programme.unit.same_dimension(other.unit); });
    if (kind == kinds.end()) {
      kinds.push_back({programme.unit, {}});
      kind = kinds.end() - 1;
      kind->sum.unit = unit_texts(programme.unit, scenario.prices);
    }
    kind->add(programme, model);
  }
  const auto rank = [&](const FundingSum::Part& part) {
    const auto found = std::find_if(model.money_sources.begin(), model.money_sources.end(),
                                    [&](const MoneySource& source) { return source.name == part.source; });
    return std::pair(!part.said, found - model.money_sources.begin());
  };
  std::vector<FundingSum> sums;
  for (Together& kind : kinds) {
    std::stable_sort(kind.sum.parts.begin(), kind.sum.parts.end(),
                     [&](const FundingSum::Part& a, const FundingSum::Part& b) { return rank(a) < rank(b); });
    sums.push_back(std::move(kind.sum));
  }
  return sums;
}

}  // namespace ronghe
