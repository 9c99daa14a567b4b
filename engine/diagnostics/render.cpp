// Tells diagnostics as text: the place, the message, the line with carets under what is meant, and a hint.
#include "diagnostics/catalogue.hpp"
#include "ronghe/diagnostics.hpp"

#include <algorithm>
#include <tuple>
#include <unordered_set>

#include <fmt/format.h>
#include <utf8proc.h>

namespace ronghe {
namespace {

// Longer lines are cut around what is meant.
constexpr int widest_excerpt = 160;
constexpr std::size_t most_told = 1000;        // of one file's mistakes nobody reads more; the rest is counted
constexpr std::size_t longest_excerpt = 1024;  // bytes; combining characters take no columns

std::string_view in(const Phrase& phrase, Language language) {
  return language == Language::chinese ? phrase.zh : phrase.en;
}

// One character as it is shown: control and bidirectional characters as their code, blanks as one space.
struct Shown {
  std::string text;
  int width;
};

Shown show(utf8proc_int32_t code, std::string_view bytes) {
  if (code == '\t') return {" ", 1};
  const auto category = utf8proc_category(code);
  const bool hidden = code < 0 || category == UTF8PROC_CATEGORY_CC || category == UTF8PROC_CATEGORY_CF ||
                      category == UTF8PROC_CATEGORY_ZL || category == UTF8PROC_CATEGORY_ZP;
  if (hidden) {
    std::string escape =
        fmt::format("<{:02X}>", code < 0 ? static_cast<unsigned char>(bytes[0]) : static_cast<unsigned>(code));
    const int width = static_cast<int>(escape.size());
    return {std::move(escape), width};
  }
  return {std::string(bytes), utf8proc_charwidth(code)};
}

// The character that begins at `at`.
struct Character {
  Shown shown;
  std::size_t bytes;
};

Character character(std::string_view text, std::size_t at) {
  utf8proc_int32_t code = 0;
  const auto read = utf8proc_iterate(reinterpret_cast<const utf8proc_uint8_t*>(text.data() + at),
                                     static_cast<utf8proc_ssize_t>(text.size() - at), &code);
  const std::size_t bytes = read > 0 ? static_cast<std::size_t>(read) : 1U;
  return {show(read > 0 ? code : -1, text.substr(at, bytes)), bytes};
}

// A word of the user's as it may stand in a message: nothing in it can act on a terminal.
std::string shown_word(std::string_view word) {
  constexpr std::size_t longest = 2000;
  std::string result;
  for (std::size_t at = 0; at < word.size();) {
    if (at >= longest) return result + " …";
    const auto [shown, bytes] = character(word, at);
    result += word[at] == '\n' ? "\n" : shown.text;
    at += bytes;
  }
  return result;
}

// The phrase with its places filled, or nothing when a word for one is missing.
std::optional<std::string> fill(std::string_view phrase, const Words& words, Language language) {
  std::string result;
  for (std::size_t at = 0; at < phrase.size();) {
    const std::size_t open = phrase.find('{', at);
    const std::size_t close = open == std::string_view::npos ? open : phrase.find('}', open);
    if (close == std::string_view::npos) return result.append(phrase.substr(at));
    result.append(phrase.substr(at, open - at));
    const std::string_view place = phrase.substr(open + 1, close - open - 1);
    // What people type in braces, `{group: name}`, is no place for a word.
    if (place.find_first_not_of("abcdefghijklmnopqrstuvwxyz_") != std::string_view::npos) {
      result.append(phrase.substr(open, close + 1 - open));
      at = close + 1;
      continue;
    }
    const auto word = std::find_if(words.begin(), words.end(), [&](const auto& pair) { return pair.first == place; });
    if (word == words.end()) return std::nullopt;
    result.append(shown_word(language == Language::chinese ? word->second.zh : word->second.en));
    at = close + 1;
  }
  return result;
}

// Where an excerpt of a line begins: at its start when all of it fits, else a third of the width before `begin`.
std::size_t excerpt_start(std::string_view line, std::size_t begin) {
  int columns = 0;
  for (std::size_t at = 0; at < line.size();) {
    const auto [shown, bytes] = character(line, at);
    columns += shown.width;
    at += bytes;
    if (columns <= widest_excerpt && at <= longest_excerpt) continue;
    std::size_t start = begin;
    for (columns = 0; start > 0 && begin - start < longest_excerpt / 3;) {
      std::size_t before = start - 1;
      while (before > 0 && start - before < 4 && (static_cast<unsigned char>(line[before]) & 0xC0U) == 0x80U) --before;
      columns += character(line, before).shown.width;
      if (columns > widest_excerpt / 3) break;
      start = before;
    }
    return start;
  }
  return 0;
}

struct Excerpt {
  std::string line;
  int before = 0;  // columns before the carets
  int carets = 1;
};

// Looks at no more of the line than it shows: a line may be megabytes long and hold thousands of mistakes.
Excerpt excerpt(const Span& span) {
  const Source& source = *span.source;
  const std::string_view line = source.line(source.position(span.begin).line);
  const std::size_t line_begin = static_cast<std::size_t>(line.data() - source.text().data());
  const std::size_t begin = std::min<std::size_t>(span.begin - line_begin, line.size());
  const std::size_t end =
      std::clamp<std::size_t>(span.end < line_begin ? 0 : span.end - line_begin, begin, line.size());

  Excerpt result;
  const std::size_t first = excerpt_start(line, begin);
  std::size_t at = first;
  if (at > 0) result.line = "… ";
  const int margin = at > 0 ? 2 : 0;
  int columns = 0;
  int caret_end = 0;
  while (at < line.size()) {
    auto [shown, bytes] = character(line, at);
    if (columns + shown.width > widest_excerpt || at - first > longest_excerpt) {
      result.line += " …";
      break;
    }
    if (at <= begin) result.before = margin + columns;
    result.line += shown.text;
    columns += shown.width;
    at += bytes;
    if (at <= end) caret_end = margin + columns;
  }
  if (begin >= line.size()) result.before = margin + columns;
  result.carets = std::max(1, caret_end - result.before);
  return result;
}

std::string quote_place(const Span& span, std::string_view remark) {
  const Excerpt shown = excerpt(span);
  const std::string line = fmt::format("{:5}", span.source->position(span.begin).line);
  std::string text = fmt::format("{} | {}\n", line, shown.line);
  text +=
      fmt::format("{} | {}{}", std::string(line.size(), ' '), std::string(static_cast<std::size_t>(shown.before), ' '),
                  std::string(static_cast<std::size_t>(shown.carets), '^'));
  if (!remark.empty()) text += fmt::format(" {}", remark);
  return text + "\n";
}

}  // namespace

std::string render(const Diagnostic& diagnostic, Language language) {
  const bool chinese = language == Language::chinese;
  const Message* message = find_message(diagnostic.code);
  std::string text;
  if (diagnostic.span) {
    const auto [line, column] = diagnostic.span.source->position(diagnostic.span.begin);
    text += fmt::format("{}:{}:{}: ", shown_word(diagnostic.span.source->name()), line, column);
  }
  const std::string_view severity =
      diagnostic.severity == Severity::error ? (chinese ? "错误" : "error") : (chinese ? "警告" : "warning");
  const Phrase told = message != nullptr ? message->text : Phrase{};
  text += fmt::format("{}[{}]: {}\n", severity, diagnostic.code,
                      fill(in(told, language), diagnostic.words, language).value_or(std::string(in(told, language))));
  if (diagnostic.span) {
    const Phrase marker = message != nullptr ? message->marker : Phrase{};
    text += quote_place(diagnostic.span, fill(in(marker, language), diagnostic.words, language).value_or(""));
  }
  if (diagnostic.related) {
    if (diagnostic.related.source != diagnostic.span.source) {
      text += fmt::format("{}:\n", shown_word(diagnostic.related.source->name()));
    }
    const Phrase related = message != nullptr ? message->related : Phrase{};
    text += quote_place(diagnostic.related, fill(in(related, language), diagnostic.words, language).value_or(""));
  }
  if (message == nullptr) return text;
  for (const Phrase& hint : message->hints) {
    const std::string_view phrase = in(hint, language);
    if (phrase.empty()) continue;
    if (const auto filled = fill(phrase, diagnostic.words, language)) {
      return text + (chinese ? "提示：" : "hint: ") + *filled + "\n";
    }
  }
  return text;
}

std::string render(const std::vector<Diagnostic>& diagnostics, Language language) {
  std::vector<const Diagnostic*> order;
  for (const Diagnostic& diagnostic : diagnostics) order.push_back(&diagnostic);
  std::stable_sort(order.begin(), order.end(), [](const Diagnostic* a, const Diagnostic* b) {
    const auto key = [](const Diagnostic* d) {
      return std::tuple(d->span ? std::string_view(d->span.source->name()) : std::string_view(), d->span.begin);
    };
    return key(a) < key(b);
  });
  std::string text;
  int errors = 0;
  int warnings = 0;
  std::unordered_set<std::string> told;
  for (const Diagnostic* diagnostic : order) {
    int& count = diagnostic->severity == Severity::error ? errors : warnings;
    if (told.size() >= most_told) {
      ++count;
      continue;
    }
    const auto [one, fresh] = told.insert(render(*diagnostic, language));
    if (!fresh) continue;
    ++count;
    text += *one;
  }
  if (const auto more = static_cast<std::size_t>(errors + warnings) - told.size(); more > 0) {
    text +=
        language == Language::chinese ? fmt::format("……另有 {} 条。\n", more) : fmt::format("… and {} more.\n", more);
  }
  const auto count = [](int n, const char* one) { return fmt::format("{} {}{}", n, one, n == 1 ? "" : "s"); };
  return text + (language == Language::chinese ? fmt::format("{} 个错误，{} 个警告。\n", errors, warnings)
                                               : count(errors, "error") + ", " + count(warnings, "warning") + ".\n");
}

}  // namespace ronghe
