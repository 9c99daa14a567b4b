// The run in one page: both ends of what was asked for beside the baseline, what the programmes ask for, and what went
// wrong. Values only; `output` and `report` give them a form.
#include "analysis/counterpart.hpp"
#include "analysis/headline.hpp"
#include "ronghe/analysis.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>

namespace ronghe {
namespace {

const Variable& variable_of(const Model& model, int variable) {
  return model.variables[static_cast<std::size_t>(variable)];
}

SummaryVariable summarize_variable(const Lane& lane, const std::optional<Lane>& baseline, int index) {
  const Model& model = *lane.scenario->model;
  const Variable& variable = variable_of(model, index);
  SummaryVariable summary;
  static_cast<Heading&>(summary) = heading_of(*lane.scenario, index);
  const int output = lane.trajectories->output_of(index);
  if (output < 0) return summary;
  const Counterpart counterpart(baseline, variable);
  const int last = static_cast<int>(lane.trajectories->times.size()) - 1;
  // The baseline may begin or end at other times.
  const int baseline_first = counterpart.time(lane.trajectories->times.front());
  const int baseline_last = counterpart.time(lane.trajectories->times.back());
  for (int cell = 0; cell < variable.cells; ++cell) {
    SummaryRow row;
    Place place = place_of(model, variable.dimensions, model.indices(variable, cell));
    row.start = lane.trajectories->at(output, cell, 0, lane.member);
    row.stop = lane.trajectories->at(output, cell, last, lane.member);
    const int same = counterpart.cell(place.elements);
    row.baseline_start = counterpart.at(same, baseline_first);
    row.baseline_stop = counterpart.at(same, baseline_last);
    row.elements = std::move(place.elements);
    row.labels = std::move(place.labels);
    summary.rows.push_back(std::move(row));
  }
  return summary;
}

FailedLane failed_lane(const Model& model, const LaneFailure& failure, const std::string& scenario) {
  FailedLane failed;
  failed.scenario = scenario;
  failed.time = failure.time;
  failed.value = failure.value;
  failed.code = failure.code;
  failed.span = failure.span;
  Place place;
  if (failure.variable >= 0) {
    const Variable& at = variable_of(model, failure.variable);
    // A variable that a library function made is told as the one whose equation uses it.
    const Variable& told = at.hidden() ? variable_of(model, at.owner) : at;
    failed.variable = told.name;
    // After the start a stock comes from its flows, not from the equation of its initial value.
    if (told.kind == Variable::Kind::stock && failure.step > 0) failed.span = told.span;
    if (!at.hidden()) place = place_of(model, at.dimensions, model.indices(at, failure.cell));
  } else {
    for (const Check& check : model.checks) {
      if (check.span.source != failure.span.source || check.span.begin != failure.span.begin) continue;
      failed.check = check.name;
      failed.span = check.equation.span;
      place = place_of(model, check.dimensions, model.indices(check.dimensions, failure.cell));
    }
  }
  failed.elements = std::move(place.elements);
  failed.labels = std::move(place.labels);
  return failed;
}

// The checks and failures of one run, told with the scenario of each member.
void add_troubles(const Model& model, const Trajectories& run, const std::vector<std::pair<int, std::string>>& members,
                  Summary& summary) {
  const auto scenario_of = [&](int member) -> const std::string* {
    for (const auto& [number, id] : members) {
      if (number == member) return &id;
    }
    return nullptr;
  };
  for (const CheckResult& result : run.checks) {
    const std::string* scenario = scenario_of(result.member);
    if (result.violations == 0 || scenario == nullptr) continue;
    const Check& check = model.checks[static_cast<std::size_t>(result.check)];
    Place place;
    if (result.cell >= 0) place = place_of(model, check.dimensions, model.indices(check.dimensions, result.cell));
    summary.broken_checks.push_back({check.name, check.label, check.equation.text, result.violations, result.largest,
                                     *scenario, std::move(place.elements), std::move(place.labels), result.time,
                                     check.equation.span ? check.equation.span : check.span});
  }
  for (const LaneFailure& failure : run.failures) {
    const std::string* scenario = scenario_of(failure.member);
    if (scenario == nullptr) continue;
    summary.failures.push_back(failed_lane(model, failure, *scenario));
  }
}

// The element of the programme's place at which a cell of its input lies.
int place_of_cell(const Model& model, const Programme& programme, int cell) {
  const Variable& input = variable_of(model, programme.input);
  const auto axis = std::find(input.dimensions.begin(), input.dimensions.end(), programme.place);
  return model.indices(input, cell)[static_cast<std::size_t>(axis - input.dimensions.begin())];
}

// The cell of the model's share that tells what of an input's cell is paid.
int cell_of_share(const Model& model, const Variable& input, int cell) {
  const std::vector<int> indices = model.indices(input, cell);
  int result = 0;
  for (const int dimension : variable_of(model, model.money_share_paid).dimensions) {
    const auto axis = std::find(input.dimensions.begin(), input.dimensions.end(), dimension);
    result = result * model.dimensions[static_cast<std::size_t>(dimension)].size() +
             indices[static_cast<std::size_t>(axis - input.dimensions.begin())];
  }
  return result;
}

// The whole years (units of the model's time) in which the programme asks for something.
std::vector<double> years_of(const Programme& programme, const Time& time) {
  std::vector<double> years;
  for (std::size_t step = 0; step < programme.profile.size(); ++step) {
    const double year = std::floor(time.at(static_cast<int>(step)));
    if (programme.profile[step] != 0 && (years.empty() || years.back() != year)) years.push_back(year);
  }
  return years;
}

// Money asked for and paid, by year.
struct Money {
  std::vector<double> asked, paid;

  explicit Money(std::size_t years) : asked(years), paid(years) {}
  void add(const Money& other) {
    for (std::size_t y = 0; y < asked.size(); ++y) {
      asked[y] += other.asked[y];
      paid[y] += other.paid[y];
    }
  }
  double all_paid() const { return std::accumulate(paid.begin(), paid.end(), 0.0); }
};

// The money of one of the programme's cells: the rate asked for, and what the model pays of it, summed over the steps.
Money money_of_cell(const Programme& programme, std::size_t i, const std::vector<double>& years, const Model& model,
                    const std::optional<Lane>& lane) {
  const bool all =
      !lane || model.money_share_paid < 0 || lane->trajectories->each_step.output_of(model.money_share_paid) < 0;
  const int output = all ? -1 : lane->trajectories->each_step.output_of(model.money_share_paid);
  const int cell = all ? 0 : cell_of_share(model, variable_of(model, programme.input), programme.cells[i]);
  Money money(years.size());
  std::size_t year = 0;
  for (std::size_t step = 0; step < programme.profile.size(); ++step) {
    const double rate = programme.profile[step];
    if (rate == 0) continue;  // nothing is asked for, and a lane that failed has no share
    while (years[year] != std::floor(model.time.at(static_cast<int>(step)))) ++year;
    const double share = all ? 1 : lane->trajectories->each_step.at(output, cell, static_cast<int>(step), lane->member);
    money.asked[year] += rate;
    money.paid[year] += rate * share;
  }
  for (std::vector<double>* rates : {&money.asked, &money.paid}) {
    for (double& rate : *rates) rate *= model.time.step() * programme.weights[i];
  }
  return money;
}

ProgrammeSum programme_sum(const Programme& programme, const Scenario& scenario, const std::optional<Lane>& lane) {
  const Model& model = *scenario.model;
  ProgrammeSum sum;
  sum.id = programme.id;
  sum.title = programme.title;
  sum.unit = unit_texts(programme.unit, scenario.prices);
  sum.asked = programme.sum;
  sum.span = programme.span;
  sum.years = years_of(programme, model.time);
  Money in_all(sum.years.size());
  std::vector<Money> at_place(programme.by_place.size(), in_all);
  for (std::size_t i = 0; i < programme.cells.size(); ++i) {
    const Money money = money_of_cell(programme, i, sum.years, model, lane);
    in_all.add(money);
    if (programme.place < 0) continue;
    at_place[static_cast<std::size_t>(place_of_cell(model, programme, programme.cells[i]))].add(money);
  }
  sum.paid = lane ? in_all.all_paid() : programme.sum;
  if (programme.place >= 0) {
    const Dimension& dimension = model.dimensions[static_cast<std::size_t>(programme.place)];
    sum.dimension = dimension.name;
    for (std::size_t e = 0; e < programme.by_place.size(); ++e) {
      const double asked = programme.by_place[e];
      if (asked == 0) continue;
      Money& money = at_place[e];
      sum.by_place.push_back({dimension.elements[e].name, dimension.elements[e].label, asked,
                              lane ? money.all_paid() : asked, std::move(money.asked), std::move(money.paid)});
    }
  }
  sum.asked_in = std::move(in_all.asked);
  sum.paid_in = std::move(in_all.paid);
  return sum;
}

}  // namespace

std::vector<ProgrammeSum> programme_sums(const Scenario& scenario, const std::optional<Lane>& lane) {
  std::vector<ProgrammeSum> sums;
  for (const Programme& programme : scenario.programmes) sums.push_back(programme_sum(programme, scenario, lane));
  return sums;
}

Summary summarize(const Lane& lane, const std::optional<Lane>& baseline) {
  const Scenario& scenario = *lane.scenario;
  const Model& model = *scenario.model;
  Summary summary;
  summary.scenario = scenario.id;
  summary.title = scenario.title;
  if (baseline) {
    summary.baseline = baseline->scenario->id;
    summary.baseline_title = baseline->scenario->title;
  }
  summary.model = model.name;
  summary.model_title = model.title;
  summary.start = lane.trajectories->times.front();
  summary.stop = lane.trajectories->times.back();
  summary.time_unit = {model.time.unit.text_zh(), model.time.unit.text()};
  summary.prices = scenario.prices;
  for (const int variable : headline_variables(scenario)) {
    summary.variables.push_back(summarize_variable(lane, baseline, variable));
  }
  summary.programmes = programme_sums(scenario, lane);
  summary.funding = funding_sums(scenario);
  summary.sums = sums_over_time(lane);
  summary.judgements = judge(lane);
  summary.checks = static_cast<int>(model.checks.size());

  const bool together = baseline && baseline->trajectories == lane.trajectories;
  std::vector<std::pair<int, std::string>> members = {{lane.member, scenario.id}};
  if (together) members.emplace_back(baseline->member, baseline->scenario->id);
  add_troubles(model, *lane.trajectories, members, summary);
  if (baseline && !together) {
    add_troubles(*baseline->scenario->model, *baseline->trajectories, {{baseline->member, baseline->scenario->id}},
                 summary);
  }
  return summary;
}

}  // namespace ronghe
