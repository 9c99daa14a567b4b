// A scenario to start from: its examples name inputs, places and sources that the model really has, with values inside
// their ranges, and are switched off. So the file runs at once and changes nothing until its author decides.
#include "report/facts.hpp"
#include "report/typeset.hpp"
#include "report/words.hpp"
#include "ronghe/report.hpp"

#include <algorithm>
#include <cmath>

#include <fmt/format.h>

namespace ronghe {
namespace {

class StartingScenario {
 public:
  StartingScenario(const Scenario& parent, const StartingPoint& start, Language language)
      : parent_(parent), model_(*parent.model), start_(start), language_(language) {}

  std::string write() {
    remark(words::start_of_file, start_.file);
    line("scenario: 1");
    line("id: " + start_.id);
    line("title: {zh: 我的方案, en: My plan}", words::start_title);
    if (!start_.parent.empty()) line("extends: [" + quoted(start_.parent) + "]", words::start_extends);
    if (!start_.model.empty()) line("model: " + quoted(start_.model));
    if (start_.parent.empty() && !model_.money_inputs.empty()) {
      line(fmt::format("prices: {{base: {}, money: constant}}", base_year()), words::start_prices);
    }
    write_programme();
    write_reform();
    write_parameter();
    write_outputs();
    return std::move(text_);
  }

 private:
  void line(const std::string& text) { text_ += text + "\n"; }
  void line(const std::string& text, const Said& comment) {
    text_ += pad_right(text, 72) + "  # " + say(comment, language_) + "\n";
  }
  template <class... Values>
  void remark(const Said& said, const Values&... values) {
    const std::string text = say(said, language_, values...);
    for (std::size_t begin = 0; begin < text.size();) {
      const std::size_t end = std::min(text.find('\n', begin), text.size());
      text_ += "# " + text.substr(begin, end - begin) + "\n";
      begin = end + 1;
    }
  }

  static std::string quoted(const std::string& text) {
    const bool plain = std::all_of(text.begin(), text.end(), [](unsigned char c) {
      return std::isalnum(c) != 0 || c >= 0x80 || c == '_' || c == '-' || c == '.' || c == '/';
    });
    if (plain) return text;
    std::string result = "\"";
    for (const char c : text) {
      if (c == '"' || c == '\\') result += '\\';
      result += c;
    }
    return result + '"';
  }

  int base_year() const {
    const double start = std::floor(model_.time.start());
    return start >= 1900 && start <= 2200 ? static_cast<int>(start) : 2020;
  }

  // A date after this share of the run: a whole number where the grid of steps has one.
  std::string date(double share) const {
    const Time& time = model_.time;
    const double whole = std::round(time.start() + share * (time.stop() - time.start()));
    if (time.step_of(whole) && whole > time.start() && whole < time.stop()) return plain_number(whole);
    return plain_number(time.at(std::max(1, static_cast<int>(share * time.steps))));
  }

  // To three digits.
  static double rounded(double value) {
    if (value == 0) return 0;
    const double scale = std::pow(10.0, 2 - std::floor(std::log10(std::abs(value))));
    return std::round(value * scale) / scale;
  }

  std::string quantity(double value, const Unit& unit) const {
    const std::string number = plain_number(value);
    return unit == Unit() ? number : number + " " + unit.text();
  }

  // A real place: of dimensions that data give the first element, of others the last.
  std::string where(const Variable& variable) const {
    std::string text;
    for (const int index : variable.dimensions) {
      const Dimension& dimension = dimension_at(model_, index);
      const Element& element = dimension.from_data ? dimension.elements.front() : dimension.elements.back();
      const auto alike = std::count_if(dimension.elements.begin(), dimension.elements.end(), [&](const Element& other) {
        return other.label.in(language_) == element.label.in(language_);
      });
      const bool by_label = dimension.from_data && !element.label.empty() && alike == 1;
      text += (text.empty() ? "" : ", ") + dimension.name + ": " +
              quoted(by_label ? element.label.in(language_) : element.name);
    }
    return text;
  }

  void write_programme() {
    if (model_.money_inputs.empty() || model_.time.steps < 4) return;
    const Variable& input = variable_at(model_, model_.money_inputs.front());
    const double amount = input.range ? std::min(0.1, input.range->high) : 0.1;
    std::vector<std::string> others;
    for (const int index : model_.money_inputs) others.push_back(variable_at(model_, index).name);
    text_ += "\n";
    remark(words::start_programmes, listed(others));
    line("programmes:");
    line("  - id: " + start_.id + "-programme");
    line("    active: false", words::start_active);
    line("    title: {zh: 示例项目, en: An example}");
    line("    into: " + input.name, label_comment(input));
    if (!input.dimensions.empty()) line("    where: {" + where(input) + "}", words::start_where);
    line(fmt::format("    each: {{unit: {}, profile: {{{}: {}, {}: 0}}, between: step}}", input.unit.text(), date(0.2),
                     plain_number(amount), date(0.7)),
         words::start_profile);
    if (!model_.money_sources.empty()) {
      const auto own = std::find_if(model_.money_sources.begin(), model_.money_sources.end(),
                                    [](const MoneySource& source) { return source.adds_to < 0; });
      const MoneySource& source = own == model_.money_sources.end() ? model_.money_sources.front() : *own;
      std::vector<std::string> sources;
      for (const MoneySource& each : model_.money_sources) sources.push_back(each.name);
      line("    funding: {" + source.name + ": 100 %}", say(words::start_funding, language_, listed(sources)));
    }
  }

  void line(const std::string& text, const std::string& comment) {
    text_ += comment.empty() ? text + "\n" : pad_right(text, 72) + "  # " + comment + "\n";
  }

  std::string label_comment(const Variable& variable) const {
    std::string text = variable.label.empty() ? "" : variable.label.in(language_);
    if (!variable.range) return text;
    const std::string range =
        say(words::range_of, language_, plain_number(variable.range->low), plain_number(variable.range->high));
    return text.empty() ? range : text + (language_ == Language::chinese ? "，" : ", ") + range;
  }

  std::string listed(const std::vector<std::string>& names) const {
    return joined(names, language_ == Language::chinese ? "、" : ", ");
  }

  bool moves_money(int index) const {
    const std::vector<int>& inputs = model_.money_inputs;
    return std::find(inputs.begin(), inputs.end(), index) != inputs.end() ||
           std::any_of(model_.money_sources.begin(), model_.money_sources.end(),
                       [&](const MoneySource& source) { return source.adds_to == index; });
  }

  bool moved_by_parent(int index) const {
    const std::vector<Schedule>& schedules = parent_.plan.schedules;
    return std::any_of(schedules.begin(), schedules.end(),
                       [&](const Schedule& schedule) { return schedule.variable == index; });
  }

  // An input that has a value without data and that nothing moves yet, one with a range if there is any.
  const Variable* reformable() const {
    const Variable* found = nullptr;
    for (std::size_t index = 0; index < model_.variables.size(); ++index) {
      const Variable& variable = model_.variables[index];
      if (variable.kind != Variable::Kind::input || variable.hidden()) continue;
      if (moves_money(static_cast<int>(index)) || moved_by_parent(static_cast<int>(index))) continue;
      if (std::any_of(variable.values.begin(), variable.values.end(), [](double value) { return std::isnan(value); })) {
        continue;
      }
      if (variable.range) return &variable;
      if (found == nullptr) found = &variable;
    }
    return found;
  }

  void write_reform() {
    const Variable* input = reformable();
    if (input == nullptr || model_.time.steps < 4) return;
    text_ += "\n";
    remark(words::start_reforms);
    line("reforms:");
    line("  - id: " + start_.id + "-reform");
    line("    active: false");
    line("    title: {zh: 示例改革, en: An example}");
    line("    set: " + input->name, label_comment(*input));
    if (!input->dimensions.empty()) line("    where: {" + where(*input) + "}");
    if (input->range) {
      const double base = input->values.front();
      const double goal = base < input->range->high ? input->range->high : input->range->low;
      line("    to: " + quantity(rounded(base + (goal - base) / 2), input->unit), words::start_verbs);
    } else {
      line("    multiply: 1.1", words::start_verbs);
    }
    line("    from: " + date(0.2));
    line("    path: step", words::start_path);
  }

  void write_parameter() {
    for (const Variable& variable : model_.variables) {
      if (variable.kind != Variable::Kind::constant || variable.hidden() || !variable.dimensions.empty()) continue;
      text_ += "\n";
      remark(words::start_parameters);
      line("# parameters:");
      line("#   " + variable.name + ": {to: " + quantity(variable.values.front(), variable.unit) + ", source: …}",
           label_comment(variable));
      return;
    }
  }

  void write_outputs() {
    std::vector<std::string> names;
    for (const int index : parent_.outputs) {
      if (names.size() < 3) names.push_back(variable_at(model_, index).name);
    }
    if (names.empty()) return;
    text_ += "\n";
    remark(words::start_outputs);
    line("# outputs: {variables: [" + joined(names, ", ") + "]}");
  }

  const Scenario& parent_;
  const Model& model_;
  const StartingPoint& start_;
  Language language_;
  std::string text_;
};

}  // namespace

std::string starting_scenario(const Scenario& parent, const StartingPoint& start, Language language) {
  return StartingScenario(parent, start, language).write();
}

}  // namespace ronghe
