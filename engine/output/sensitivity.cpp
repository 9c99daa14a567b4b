// What moves the numbers of a scenario, as JSON and as a table.
#include "output/ensemble_parts.hpp"
#include "output/place_columns.hpp"
#include "ronghe/output.hpp"

namespace ronghe {
namespace {

const char* name_of(Sensitivity::Method method) {
  switch (method) {
    case Sensitivity::Method::sobol:
      return "sobol";
    case Sensitivity::Method::morris:
      return "morris";
  }
  throw InternalError("a sensitivity without a method");
}

// One number of a key in a figure, by the name that it has in files.
struct Column {
  const char* name;
  double (*of)(const SensitivityFigure& figure, std::size_t key);
};

constexpr Column sobol_columns[] = {
    {"first", [](const SensitivityFigure& figure, std::size_t key) { return figure.shares[key].first; }},
    {"first_low", [](const SensitivityFigure& figure, std::size_t key) { return figure.shares[key].first_low; }},
    {"first_high", [](const SensitivityFigure& figure, std::size_t key) { return figure.shares[key].first_high; }},
    {"total", [](const SensitivityFigure& figure, std::size_t key) { return figure.shares[key].total; }},
    {"total_low", [](const SensitivityFigure& figure, std::size_t key) { return figure.shares[key].total_low; }},
    {"total_high", [](const SensitivityFigure& figure, std::size_t key) { return figure.shares[key].total_high; }},
};
constexpr Column morris_columns[] = {
    {"mean_effect", [](const SensitivityFigure& figure, std::size_t key) { return figure.effects[key].mean; }},
    {"mean_absolute",
     [](const SensitivityFigure& figure, std::size_t key) { return figure.effects[key].mean_absolute; }},
    {"mean_absolute_low", [](const SensitivityFigure& figure, std::size_t key) { return figure.effects[key].low; }},
    {"mean_absolute_high", [](const SensitivityFigure& figure, std::size_t key) { return figure.effects[key].high; }},
    {"deviation", [](const SensitivityFigure& figure, std::size_t key) { return figure.effects[key].deviation; }},
};
// The mean of the number where the key lies in its lowest and its highest fifth.
constexpr Column fifth_columns[] = {
    {"at_low", [](const SensitivityFigure& figure, std::size_t key) { return figure.low[key]; }},
    {"at_high", [](const SensitivityFigure& figure, std::size_t key) { return figure.high[key]; }},
};

std::vector<Column> columns_of(const SensitivityResult& sensitivity) {
  std::vector<Column> columns;
  switch (sensitivity.method) {
    case Sensitivity::Method::sobol:
      columns.assign(std::begin(sobol_columns), std::end(sobol_columns));
      break;
    case Sensitivity::Method::morris:
      columns.assign(std::begin(morris_columns), std::end(morris_columns));
      break;
  }
  columns.insert(columns.end(), std::begin(fifth_columns), std::end(fifth_columns));
  return columns;
}

std::vector<std::string> elements_of(const SensitivityResult& sensitivity, const SensitivityFigure& figure) {
  const auto& elements = sensitivity.places_of(figure).elements;
  const auto cell = static_cast<std::size_t>(figure.cell);
  return cell < elements.size() ? elements[cell] : std::vector<std::string>();
}

}  // namespace

std::string sensitivity_json(const SensitivityResult& sensitivity) {
  const std::vector<Column> columns = columns_of(sensitivity);
  Json json;
  json["scenario"] = sensitivity.scenario->id;
  json["method"] = name_of(sensitivity.method);
  json["members"] = sensitivity.members;
  json["failed"] = sensitivity.failed;
  json["keys"] = keys_json(sensitivity.keys, *sensitivity.scenario->model);
  json["figures"] = Json::array();
  for (const SensitivityFigure& figure : sensitivity.figures) {
    const EnsembleVariable& variable = sensitivity.variables[figure.variable];
    Json one = heading_json(variable);
    one["joined"] = name_of(figure.joined ? variable.joined : Joined::not_at_all);
    one["place"] = figure_place_json(variable, elements_of(sensitivity, figure));
    one["time"] = figure.time;
    one["mean"] = number_or_null(figure.mean);
    one["deviation"] = number_or_null(figure.deviation);
    one["keys"] = Json::object();
    for (std::size_t k = 0; k < sensitivity.keys.size(); ++k) {
      Json& key = one["keys"][sensitivity.keys[k].name];
      for (const Column& column : columns) key[column.name] = number_or_null(column.of(figure, k));
    }
    json["figures"].push_back(std::move(one));
  }
  return dump(json);
}

ResultTable sensitivity_table(const SensitivityResult& sensitivity) {
  const std::vector<Column> columns = columns_of(sensitivity);
  std::set<std::string> taken = {"scenario", "variable", "time", "key", "unit"};
  for (const Column& column : columns) taken.insert(column.name);
  ResultTable table;
  WordColumn scenario("scenario", 0);
  WordColumn variable_column("variable", 0);
  PlaceColumns places({sensitivity.scenario}, taken);
  ResultColumn time = number_column("time", 0);
  WordColumn key("key", 0);
  std::vector<ResultColumn> numbers;
  for (const Column& column : columns) numbers.push_back(number_column(column.name, 0));
  WordColumn unit("unit", 0);
  const std::size_t keys = sensitivity.keys.size();
  for (const SensitivityFigure& figure : sensitivity.figures) {
    const EnsembleVariable& variable = sensitivity.variables[figure.variable];
    scenario.add(scenario.code(sensitivity.scenario->id), keys);
    variable_column.add(variable_column.code(variable.name), keys);
    places.add(variable, elements_of(sensitivity, figure), keys);
    time.numbers.insert(time.numbers.end(), keys, figure.time);
    unit.add(unit.code(variable.unit.en), keys);
    for (std::size_t k = 0; k < keys; ++k) {
      key.add(key.code(sensitivity.keys[k].name), 1);
      for (std::size_t c = 0; c < columns.size(); ++c) numbers[c].numbers.push_back(columns[c].of(figure, k));
    }
    table.rows += keys;
  }
  table.columns.push_back(scenario.take());
  table.columns.push_back(variable_column.take());
  places.move_to(table);
  table.columns.push_back(std::move(time));
  table.columns.push_back(key.take());
  for (ResultColumn& column : numbers) table.columns.push_back(std::move(column));
  table.columns.push_back(unit.take());
  return table;
}

}  // namespace ronghe
