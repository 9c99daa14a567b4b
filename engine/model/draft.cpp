#include "model/draft.hpp"

#include "model/library.hpp"
#include "model/texts.hpp"
#include "syntax/expression.hpp"
#include "units/nearest.hpp"

#include <algorithm>

namespace ronghe {
namespace {

constexpr std::size_t few_names = 6;  // few enough to tell them all

// Any text may be a name in backquotes, as long as it can be written between them on one line.
bool can_be_name(std::string_view name) {
  if (name.empty() || name.front() == ' ' || name.back() == ' ') return false;
  return std::none_of(name.begin(), name.end(),
                      [](char c) { return c == '`' || (static_cast<unsigned char>(c) < 0x20) || c == 0x7F; });
}

}  // namespace

bool Names::add(const std::string& name, const Named& named, Diagnostics& diagnostics) {
  if (!can_be_name(name)) {
    diagnostics.error("name.malformed", named.span, {{"name", name}});
    return false;
  }
  if (is_reserved(name)) {
    diagnostics.error("name.reserved", named.span, {{"name", name}});
    return false;
  }
  const auto [at, fresh] = named_.emplace(name, named);
  if (!fresh) diagnostics.error("name.twice", named.span, {{"name", name}}, at->second.span);
  return fresh;
}

const Named* Names::find(std::string_view name) const {
  const auto at = named_.find(std::string(name));
  return at == named_.end() ? nullptr : &at->second;
}

std::vector<std::string> Names::of_kind(Named::Kind kind) const {
  std::vector<std::string> result;
  for (const auto& [name, named] : named_) {
    if (named.kind == kind) result.push_back(name);
  }
  std::sort(result.begin(), result.end());
  return result;
}

std::vector<std::string> Names::all() const {
  std::vector<std::string> result;
  for (const auto& [name, named] : named_) result.push_back(name);
  std::sort(result.begin(), result.end());
  return result;
}

Draft::Draft(const ModelOptions& given) : options(given), library(std::make_unique<Library>()) {}
Draft::~Draft() = default;

std::optional<Unit> Draft::unit(std::string_view text, const Span& span, std::string_view number) {
  const auto [at, fresh] = units_.try_emplace(std::string(text));
  if (!fresh) return at->second;
  std::string unknown;
  at->second = Unit::parse(text, &unknown);
  if (at->second) return at->second;
  if (unknown.empty()) {
    diagnostics.error("units.malformed", span, {{"found", text}});
    return std::nullopt;
  }
  Words words = {{"name", unknown}};
  if (const auto nearest = nearest_unit(unknown)) words.emplace_back("nearest", *nearest);
  if (!number.empty()) words.emplace_back("number", number);
  diagnostics.error("units.unknown", span, std::move(words));
  return std::nullopt;
}

void Draft::unknown_name(const std::string& name, const Span& span, const std::vector<std::string>& candidates) {
  if (!reported_.insert(name).second) return;
  Words words = {{"name", name}};
  if (const auto nearest = nearest_name(name, candidates)) words.emplace_back("nearest", *nearest);
  if (!candidates.empty() && candidates.size() <= few_names) words.emplace_back("declared", list_of_names(candidates));
  diagnostics.error("name.unknown", span, std::move(words));
}

}  // namespace ronghe
