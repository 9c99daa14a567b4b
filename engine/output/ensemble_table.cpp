// An ensemble as tidy tables: what R, pandas and a pivot table take without reshaping.
//
// Mean and chance stand on the row of every quantile, so that one row, the median's say, has all that is told of a
// figure.
#include "output/ensemble_figures.hpp"
#include "output/parts.hpp"
#include "output/place_columns.hpp"
#include "ronghe/output.hpp"

#include <cmath>
#include <initializer_list>

namespace ronghe {
namespace {

constexpr double missing = std::numeric_limits<double>::quiet_NaN();

double finite_or_missing(double value) { return std::isfinite(value) ? value : missing; }

// Every figure once: all cells, and the whole where places are joined.
template <class Each>
void each_figure(const EnsembleVariable& variable, const Each& each) {
  each(variable.cells, Joined::not_at_all);
  if (variable.joined != Joined::not_at_all) each(variable.whole, variable.joined);
}

// The columns before the numbers: which scenario, variable and place.
class WhichColumns {
 public:
  WhichColumns(const EnsembleResult& ensemble, const std::set<std::string>& taken)
      : ensemble_(ensemble), places_(ensemble.scenarios, taken) {}

  void add(std::size_t scenario, const EnsembleVariable& variable, const std::vector<std::string>& elements,
           Joined joined, std::size_t rows) {
    scenario_.add(scenario_.code(ensemble_.scenarios[scenario]->id), rows);
    variable_.add(variable_.code(variable.name), rows);
    places_.add(variable, elements, rows);
    joined_.add(joined == Joined::not_at_all ? empty_field : joined_.code(name_of(joined)), rows);
    unit_.add(unit_.code(variable.unit.en), rows);
    table_.rows += rows;
  }

  ResultTable take(std::initializer_list<ResultColumn*> numbers) {
    table_.columns.push_back(scenario_.take());
    table_.columns.push_back(variable_.take());
    places_.move_to(table_);
    table_.columns.push_back(joined_.take());
    for (ResultColumn* column : numbers) table_.columns.push_back(std::move(*column));
    table_.columns.push_back(unit_.take());
    return std::move(table_);
  }

 private:
  const EnsembleResult& ensemble_;
  ResultTable table_;
  WordColumn scenario_{"scenario", 0}, variable_{"variable", 0};
  PlaceColumns places_;
  WordColumn joined_{"joined", 0}, unit_{"unit", 0};
};

}  // namespace

ResultTable ensemble_table(const EnsembleResult& ensemble) {
  WhichColumns which(ensemble, {"scenario", "variable", "joined", "time", "quantile", "value", "difference", "mean",
                                "better", "unit"});
  ResultColumn time = number_column("time", 0);
  ResultColumn quantile = number_column("quantile", 0);
  ResultColumn value = number_column("value", 0);
  ResultColumn difference = number_column("difference", 0);
  ResultColumn mean = number_column("mean", 0);
  ResultColumn better = number_column("better", 0);
  for (std::size_t s = 0; s < ensemble.scenarios.size(); ++s) {
    for (const EnsembleVariable& variable : ensemble.variables) {
      each_figure(variable, [&](const EnsembleFigures& figures, Joined joined) {
        const FigureReader reader(ensemble, figures);
        for (std::size_t c = 0; c < reader.cells(); ++c) {
          which.add(s, variable, figures.elements[c], joined, ensemble.times.size() * ensemble.quantiles.size());
          for (std::size_t t = 0; t < ensemble.times.size(); ++t) {
            for (std::size_t q = 0; q < ensemble.quantiles.size(); ++q) {
              time.numbers.push_back(ensemble.times[t]);
              quantile.numbers.push_back(ensemble.quantiles[q]);
              value.numbers.push_back(finite_or_missing(reader.quantile(s, c, q, t)));
              difference.numbers.push_back(finite_or_missing(reader.difference(s, c, q, t)));
              mean.numbers.push_back(finite_or_missing(reader.mean(s, c, t)));
              better.numbers.push_back(reader.better(s, c, t));
            }
          }
        }
      });
    }
  }
  return which.take({&time, &quantile, &value, &difference, &mean, &better});
}

ResultTable members_table(const EnsembleResult& ensemble) {
  WhichColumns which(ensemble, {"scenario", "variable", "joined", "time", "member", "value", "unit"});
  ResultColumn time = number_column("time", 0);
  ResultColumn member = number_column("member", 0);
  ResultColumn value = number_column("value", 0);
  const auto kept = static_cast<std::size_t>(ensemble.kept);
  for (std::size_t s = 0; s < ensemble.scenarios.size(); ++s) {
    for (const EnsembleVariable& variable : ensemble.variables) {
      each_figure(variable, [&](const EnsembleFigures& figures, Joined joined) {
        const FigureReader reader(ensemble, figures);
        for (std::size_t c = 0; c < reader.cells(); ++c) {
          which.add(s, variable, figures.elements[c], joined, ensemble.times.size() * kept);
          for (std::size_t t = 0; t < ensemble.times.size(); ++t) {
            for (std::size_t m = 0; m < kept; ++m) {
              time.numbers.push_back(ensemble.times[t]);
              member.numbers.push_back(static_cast<double>(m));
              value.numbers.push_back(finite_or_missing(reader.kept(s, c, t, m)));
            }
          }
        }
      });
    }
  }
  return which.take({&time, &member, &value});
}

ResultTable draws_table(const EnsembleResult& ensemble) {
  ResultTable table;
  const auto kept = static_cast<std::size_t>(ensemble.kept);
  ResultColumn member = number_column("member", kept * ensemble.keys.size());
  WordColumn key("key", kept * ensemble.keys.size());
  ResultColumn value = number_column("value", kept * ensemble.keys.size());
  WordColumn unit("unit", kept * ensemble.keys.size());
  for (std::size_t m = 0; m < kept; ++m) {
    for (std::size_t k = 0; k < ensemble.keys.size(); ++k) {
      member.numbers.push_back(static_cast<double>(m));
      key.add(key.code(ensemble.keys[k].name), 1);
      value.numbers.push_back(ensemble.draws[k * kept + m]);
      unit.add(unit.code(ensemble.keys[k].unit.en), 1);
    }
  }
  table.rows = kept * ensemble.keys.size();
  table.columns = {std::move(member), key.take(), std::move(value), unit.take()};
  return table;
}

}  // namespace ronghe
