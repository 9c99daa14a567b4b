// Units on UDUNITS-2, with a system of our own.
//
// UDUNITS reads each name once, into a factor and the powers of the base units; from then on a unit is that factor and
// those powers, so that checking a model multiplies small arrays. The names as they were written are kept beside, and
// cancel when they are equal: (亿元/year) * year is told as 亿元.
#include "ronghe/diagnostics.hpp"
#include "ronghe/units.hpp"
#include "units/table.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>
#include <unordered_map>

#include <udunits2.h>

namespace ronghe {
namespace {

constexpr std::size_t most_bases = 24;
constexpr int highest_power = 12;
constexpr std::size_t longest_text = 200;
constexpr int deepest = 20;
// Factors are products of a few decimal numbers; two that mean the same differ in the last bits only.
constexpr double same_factor = 1e-12;

using Powers = std::array<int, most_bases>;

// A name as it may be written, prefix and all.
struct Name {
  std::string text;
  std::string zh;
  double factor = 1;
  Powers powers{};
};

bool is_chinese(std::string_view name) { return static_cast<unsigned char>(name[0]) >= 0xE3; }

// All names with their factors and powers. Made at the first unit that is read, then unchanging.
class System {
 public:
  static const System& instance() {
    static const System system;
    return system;
  }

  const Name* find(std::string_view text) const {
    const auto at = names_.find(std::string(text));
    return at == names_.end() ? nullptr : &at->second;
  }

  std::vector<std::string> names() const {
    std::vector<std::string> result;
    for (const auto& [text, name] : names_) result.push_back(text);
    std::sort(result.begin(), result.end());
    return result;
  }

 private:
  System() {
    ut_set_error_message_handler(ut_ignore);
    ut_system* system = ut_new_system();
    for (const UnitRow& row : unit_rows()) {
      const std::string name(row.name);
      ut_unit* unit = row.definition.empty() ? ut_new_base_unit(system)
                                             : ut_parse(system, std::string(row.definition).c_str(), UT_UTF8);
      if (unit == nullptr || ut_map_symbol_to_unit(name.c_str(), UT_UTF8, unit) != UT_SUCCESS) {
        throw InternalError("the table of units has a row that cannot be read: " + name);
      }
      if (row.definition.empty()) {
        ut_map_unit_to_symbol(unit, name.c_str(), UT_UTF8);
        bases_.push_back(name);
      }
      ut_free(unit);
    }
    for (const UnitRow& row : unit_rows()) {
      const std::string name(row.name);
      names_.emplace(name, read(system, name, std::string(row.zh)));
    }
    ut_free_system(system);
    // Prefixes are ours: UDUNITS allows one before a name, and looking for 万亿 it takes the first bytes of 人 for the
    // start of 亿 and does not find 万人. A row of its own comes before a prefixed name (emplace keeps the first).
    for (const UnitRow& row : unit_rows()) {
      if (!row.prefixes) continue;
      const Name plain = names_.at(std::string(row.name));
      for (const PrefixRow& prefix : prefix_rows()) {
        if (prefix.chinese != is_chinese(row.name)) continue;
        const std::string text = std::string(prefix.name) + plain.text;
        names_.emplace(text, Name{text, prefix.chinese ? std::string(prefix.name) + plain.zh : text,
                                  prefix.factor * plain.factor, plain.powers});
      }
    }
  }

  Name read(ut_system* system, const std::string& text, const std::string& zh) const {
    ut_unit* unit = ut_parse(system, text.c_str(), UT_UTF8);
    if (unit == nullptr) throw InternalError("the table of units has a name that cannot be read: " + text);
    Reading reading{this, {text, zh, 1, {}}};
    const ut_visitor visitor = {
        [](const ut_unit* basic, void* at) { return static_cast<Reading*>(at)->multiply(basic, 1); },
        [](const ut_unit*, int count, const ut_unit* const* basics, const int* powers, void* at) {
          for (int i = 0; i < count; ++i) static_cast<Reading*>(at)->multiply(basics[i], powers[i]);
          return UT_SUCCESS;
        },
        [](const ut_unit*, double scale, const ut_unit* underlying, double, void* at) {
          auto* const reading_at = static_cast<Reading*>(at);
          reading_at->name.factor *= scale;
          return ut_accept_visitor(underlying, reading_at->visitor, at);
        },
        [](const ut_unit*, const ut_unit*, double, void*) { return UT_VISIT_ERROR; },
        [](const ut_unit*, double, const ut_unit*, void*) { return UT_VISIT_ERROR; }};
    reading.visitor = &visitor;
    ut_accept_visitor(unit, &visitor, &reading);
    ut_free(unit);
    return reading.name;
  }

  // A unit of UDUNITS while it is taken apart.
  struct Reading {
    const System* system;
    Name name;
    const ut_visitor* visitor = nullptr;

    ut_status multiply(const ut_unit* basic, int power) {
      const char* symbol = ut_get_symbol(basic, UT_UTF8);
      if (symbol == nullptr) return UT_SUCCESS;  // the dimensionless unit one
      const auto base = std::find(system->bases_.begin(), system->bases_.end(), symbol);
      name.powers.at(static_cast<std::size_t>(base - system->bases_.begin())) += power;
      return UT_SUCCESS;
    }
  };

  std::vector<std::string> bases_;
  std::unordered_map<std::string, Name> names_;
};

struct Part {
  const Name* name;
  int power;
};

}  // namespace

struct Unit::Implementation {
  double factor = 1;
  Powers powers{};
  std::vector<Part> parts;  // as written; no name twice, no power 0

  void multiply(const Name& name, int power) {
    factor *= std::pow(name.factor, power);
    for (std::size_t i = 0; i < most_bases; ++i) powers[i] += name.powers[i] * power;
    const auto same = std::find_if(parts.begin(), parts.end(), [&](const Part& part) { return part.name == &name; });
    if (same == parts.end()) {
      parts.push_back({&name, power});
    } else if ((same->power += power) == 0) {
      parts.erase(same);
    }
  }

  bool same_powers(const Implementation& other) const { return powers == other.powers; }

  template <class Word>
  std::string text(Word word) const {
    std::string above;
    std::string below;
    for (const Part& part : parts) {
      const int power = std::abs(part.power);
      std::string& side = part.power > 0 ? above : below;
      if (part.power < 0) {
        side += "/";
      } else if (!side.empty()) {
        side += "*";
      }
      side += word(*part.name);
      if (power != 1) side += "^" + std::to_string(power);
    }
    return (above.empty() ? "1" : above) + below;
  }
};

namespace {

// Reads the structure of a unit text; the names come from the table.
//
//   unit = power { ("*" | "·" | "/") power }
//   power = ( "1" | name | "(" unit ")" ) [ ["^"] ["-"] digits ]
class UnitParser {
 public:
  explicit UnitParser(std::string_view text) : text_(text) {}

  // Each name with its power; nothing when the text is malformed or a name unknown.
  std::optional<std::vector<Part>> parse(std::string* unknown_name) {
    unknown_name_ = unknown_name;
    std::vector<Part> parts;
    if (text_.size() > longest_text || !unit(1, parts) || at_ != text_.size()) return std::nullopt;
    return parts;
  }

 private:
  static bool ends_name(char c) {
    return c == '*' || c == '/' || c == '^' || c == '(' || c == ')' || c == '-' || c == ' ' || (c >= '0' && c <= '9');
  }

  bool take(std::string_view sign) {
    if (text_.substr(at_, sign.size()) != sign) return false;
    at_ += sign.size();
    return true;
  }

  bool unit(int sign, std::vector<Part>& parts) {
    if (++depth_ > deepest || !power(sign, parts)) return false;
    while (true) {
      if (take("*") || take("·")) {
        if (!power(sign, parts)) return false;
      } else if (take("/")) {
        if (!power(-sign, parts)) return false;
      } else {
        --depth_;
        return true;
      }
    }
  }

  bool power(int sign, std::vector<Part>& parts) {
    const std::size_t first = parts.size();
    if (take("(")) {
      if (!unit(sign, parts) || !take(")")) return false;
    } else if (!take("1")) {
      const std::size_t begin = at_;
      while (at_ < text_.size() && !ends_name(text_[at_]) && text_.substr(at_, 2) != "·") ++at_;
      const std::string_view word = text_.substr(begin, at_ - begin);
      if (word.empty()) return false;
      const Name* name = System::instance().find(word);
      if (name == nullptr) {
        if (unknown_name_ != nullptr) *unknown_name_ = std::string(word);
        return false;
      }
      parts.push_back({name, sign});
    }
    const bool caret = take("^");
    const bool negative = caret && take("-");
    int exponent = 0;
    bool digits = false;
    for (; at_ < text_.size() && text_[at_] >= '0' && text_[at_] <= '9'; ++at_, digits = true) {
      exponent = exponent * 10 + (text_[at_] - '0');
      if (exponent > highest_power) return false;
    }
    if (!digits) return !caret;
    for (std::size_t i = first; i < parts.size(); ++i) parts[i].power *= negative ? -exponent : exponent;
    return true;
  }

  std::string_view text_;
  std::size_t at_ = 0;
  int depth_ = 0;
  std::string* unknown_name_ = nullptr;
};

}  // namespace

Unit::Unit() {
  static const auto one = std::make_shared<const Implementation>();
  implementation_ = one;
}

Unit::Unit(std::shared_ptr<const Implementation> implementation) : implementation_(std::move(implementation)) {}

std::optional<Unit> Unit::parse(std::string_view text, std::string* unknown_name) {
  const auto parts = UnitParser(text).parse(unknown_name);
  if (!parts) return std::nullopt;
  Implementation result;
  for (const auto& [name, power] : *parts) {
    if (power == 0) continue;
    result.multiply(*name, power);
  }
  return Unit(std::make_shared<const Implementation>(std::move(result)));
}

Unit Unit::operator*(const Unit& other) const {
  if (implementation_->parts.empty()) return other;
  if (other.implementation_->parts.empty()) return *this;
  Implementation result = *implementation_;
  for (const auto& [name, power] : other.implementation_->parts) result.multiply(*name, power);
  return Unit(std::make_shared<const Implementation>(std::move(result)));
}

Unit Unit::operator/(const Unit& other) const { return *this * other.power(-1); }

Unit Unit::power(int exponent) const {
  Implementation result;
  if (exponent == 0) return Unit();
  for (const auto& [name, power] : implementation_->parts) result.multiply(*name, power * exponent);
  return Unit(std::make_shared<const Implementation>(std::move(result)));
}

std::optional<Unit> Unit::root(int root) const {
  Implementation result;
  for (const auto& [name, power] : implementation_->parts) {
    if (power % root != 0) return std::nullopt;
    result.multiply(*name, power / root);
  }
  return Unit(std::make_shared<const Implementation>(std::move(result)));
}

bool Unit::operator==(const Unit& other) const {
  if (implementation_ == other.implementation_) return true;
  const double a = implementation_->factor;
  const double b = other.implementation_->factor;
  return same_dimension(other) && std::abs(a - b) <= same_factor * std::abs(a);
}

bool Unit::same_dimension(const Unit& other) const { return implementation_->same_powers(*other.implementation_); }

bool Unit::dimensionless() const { return implementation_->powers == Powers{}; }

double Unit::factor_to(const Unit& other) const {
  if (implementation_ == other.implementation_) return 1;
  const double a = implementation_->factor;
  const double b = other.implementation_->factor;
  // A factor such as 10000 or 1/10000 comes out exact whichever way round it is taken.
  const double factor = a / b;
  const double inverse = b / a;
  if (factor < 1 && std::abs(inverse - std::round(inverse)) <= same_factor * inverse) return 1 / std::round(inverse);
  if (factor > 1 && std::abs(factor - std::round(factor)) <= same_factor * factor) return std::round(factor);
  return std::abs(factor - 1) <= same_factor ? 1 : factor;
}

std::string Unit::text() const {
  return implementation_->text([](const Name& name) { return name.text; });
}

std::string Unit::text_zh() const {
  return implementation_->text([](const Name& name) { return name.zh; });
}

std::vector<std::string> unit_names() { return System::instance().names(); }

}  // namespace ronghe
