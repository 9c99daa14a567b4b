#include "ronghe/diagnostics.hpp"

#include <algorithm>

namespace ronghe {

const std::string& Text::in(Language language) const {
  if (language == Language::chinese) return zh.empty() ? en : zh;
  return en.empty() ? zh : en;
}

void Diagnostics::error(std::string_view code, const Span& span, Words words, const Span& related) {
  items_.push_back({Severity::error, std::string(code), span, std::move(words), related});
}

void Diagnostics::warning(std::string_view code, const Span& span, Words words, const Span& related) {
  items_.push_back({Severity::warning, std::string(code), span, std::move(words), related});
}

void Diagnostics::add(std::vector<Diagnostic> diagnostics) {
  for (Diagnostic& diagnostic : diagnostics) items_.push_back(std::move(diagnostic));
}

bool Diagnostics::has_errors() const {
  return std::any_of(items_.begin(), items_.end(),
                     [](const Diagnostic& item) { return item.severity == Severity::error; });
}

InputError::InputError(std::vector<Diagnostic> diagnostics)
    : std::runtime_error(render(diagnostics, Language::english)), diagnostics_(std::move(diagnostics)) {}

InternalError::InternalError(const std::string& what)
    : std::logic_error("Ronghe has made a mistake of its own: " + what + ". Please report it.") {}

}  // namespace ronghe
