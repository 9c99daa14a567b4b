// A reader that goes down as the grammar does. Files of other tools are what it is for, so it takes JSON as it stands
// and nothing beside: no comments, no last comma, no NaN.
#include "syntax/read_json.hpp"

#include "diagnostics/catalogue.hpp"
#include "syntax/encoding.hpp"

#include <algorithm>
#include <charconv>
#include <unordered_set>

namespace ronghe {
namespace {

constexpr std::size_t deepest = 64;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

constexpr Phrase needs_value = {"a value is missing here", "这里缺少一个值"};
constexpr Phrase needs_key = {"a key in double quotes is missing here", "这里缺少用双引号括起的键"};
constexpr Phrase needs_colon = {"a `:` is missing here", "这里缺少 `:`"};
constexpr Phrase needs_comma_or_brace = {"a `,` or `}` is missing here", "这里缺少 `,` 或 `}`"};
constexpr Phrase needs_comma_or_bracket = {"a `,` or `]` is missing here", "这里缺少 `,` 或 `]`"};
constexpr Phrase no_number = {"this is not a number of JSON", "这不是 JSON 数字"};
constexpr Phrase no_word = {"there is no such word in JSON", "JSON 中没有这个词"};
constexpr Phrase open_string = {"this string is never closed", "这个字符串没有闭合"};
constexpr Phrase bad_escape = {"there is no such character after `\\`", "`\\` 之后不能是这个字符"};
constexpr Phrase key_twice = {"this key stands in the object twice", "对象中重复出现这个键"};
constexpr Phrase too_deep = {"it is nested more than 64 levels deep", "嵌套超过 64 层"};
constexpr Phrase not_utf8 = {"this byte is not UTF-8", "这个字节不是 UTF-8 编码"};
constexpr Phrase more_behind = {"the value ends before this", "值在此之前已经结束"};

struct Stop {};

bool is_digit(char c) { return c >= '0' && c <= '9'; }
bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

void append_utf8(std::string& text, unsigned code) {
  const auto add = [&](unsigned byte) { text += static_cast<char>(byte); };
  if (code < 0x80) {
    add(code);
  } else if (code < 0x800) {
    add(0xC0U | (code >> 6U));
    add(0x80U | (code & 0x3FU));
  } else if (code < 0x10000) {
    add(0xE0U | (code >> 12U));
    add(0x80U | ((code >> 6U) & 0x3FU));
    add(0x80U | (code & 0x3FU));
  } else {
    add(0xF0U | (code >> 18U));
    add(0x80U | ((code >> 12U) & 0x3FU));
    add(0x80U | ((code >> 6U) & 0x3FU));
    add(0x80U | (code & 0x3FU));
  }
}

class Reader {
 public:
  explicit Reader(SourcePtr source) : source_(std::move(source)), text_(source_->text()) {}

  Outcome<Node> read() {
    if (text_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
    try {
      if (const auto bad = first_bad_byte(text_)) fail(not_utf8, *bad, *bad + 1);
      Node root = value(0);
      skip_blanks();
      if (at_ < text_.size()) fail(more_behind, at_, at_ + 1);
      return root;
    } catch (const Stop&) {
      return diagnostics_.take();
    }
  }

 private:
  Span span(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::min(end, text_.size()))};
  }

  [[noreturn]] void fail(const Phrase& reason, std::size_t begin, std::size_t end) {
    diagnostics_.error("json.syntax", span(begin, end),
                       {{"reason", Text(std::string(reason.zh), std::string(reason.en))}});
    throw Stop{};
  }

  char next() const { return at_ < text_.size() ? text_[at_] : '\0'; }

  void skip_blanks() {
    while (at_ < text_.size() && (next() == ' ' || next() == '\t' || next() == '\n' || next() == '\r')) ++at_;
  }

  // Passes over `sign` and the blanks before it, when it is there.
  bool take(char sign) {
    skip_blanks();
    if (next() != sign) return false;
    ++at_;
    return true;
  }

  Node value(std::size_t level) {
    skip_blanks();
    if (level > deepest) fail(too_deep, at_, at_ + 1);
    const char c = next();
    if (c == '{') return object(level);
    if (c == '[') return array(level);
    if (c == '"') return string();
    if (c == '-' || is_digit(c)) return number();
    if (is_letter(c)) return word();
    fail(needs_value, at_, at_ + 1);
  }

  Node object(std::size_t level) {
    Node node;
    node.kind = Node::Kind::mapping;
    node.flow = true;
    const std::size_t begin = at_++;
    std::unordered_set<std::string> seen;
    for (bool closed = take('}'); !closed; closed = take('}')) {
      if (!node.entries.empty() && !take(',')) fail(needs_comma_or_brace, at_, at_ + 1);
      skip_blanks();
      if (next() != '"') fail(needs_key, at_, at_ + 1);
      Node key = string();
      if (!seen.insert(key.text).second) fail(key_twice, key.span.begin, key.span.end);
      if (!take(':')) fail(needs_colon, at_, at_ + 1);
      node.entries.push_back({std::move(key), value(level + 1)});
    }
    node.span = span(begin, at_);
    return node;
  }

  Node array(std::size_t level) {
    Node node;
    node.kind = Node::Kind::sequence;
    node.flow = true;
    const std::size_t begin = at_++;
    for (bool closed = take(']'); !closed; closed = take(']')) {
      if (!node.items.empty() && !take(',')) fail(needs_comma_or_bracket, at_, at_ + 1);
      node.items.push_back(value(level + 1));
    }
    node.span = span(begin, at_);
    return node;
  }

  Node scalar(std::size_t begin, std::string text, bool quoted) const {
    Node node;
    node.kind = Node::Kind::scalar;
    node.span = span(begin, at_);
    node.text = std::move(text);
    node.quoted = quoted;
    node.flow = true;
    return node;
  }

  Node string() {
    const std::size_t begin = at_++;
    std::string value;
    while (next() != '"') {
      if (static_cast<unsigned char>(next()) < 0x20) fail(open_string, begin, begin + 1);  // or the end of the text
      if (next() == '\\') {
        append_escaped(value);
      } else {
        value += text_[at_++];
      }
    }
    ++at_;
    return scalar(begin, normalized(value), true);
  }

  void append_escaped(std::string& value) {
    constexpr std::string_view letters = "\"\\/bfnrt";
    constexpr std::string_view meant = "\"\\/\b\f\n\r\t";
    const std::size_t begin = at_++;
    if (next() == 'u') {
      ++at_;
      unsigned code = four_digits(begin);
      // Characters beyond 16 bits come as two halves.
      if (code >= 0xD800 && code < 0xDC00 && text_.substr(at_, 2) == "\\u") {
        at_ += 2;
        const unsigned low = four_digits(begin);
        if (low < 0xDC00 || low > 0xDFFF) fail(bad_escape, begin, at_);
        code = 0x10000 + ((code - 0xD800) << 10U) + (low - 0xDC00);
      } else if (code >= 0xD800 && code <= 0xDFFF) {
        fail(bad_escape, begin, at_);
      }
      append_utf8(value, code);
      return;
    }
    const std::size_t letter = at_ < text_.size() ? letters.find(next()) : std::string_view::npos;
    if (letter == std::string_view::npos) fail(bad_escape, begin, begin + 2);
    value += meant[letter];
    ++at_;
  }

  unsigned four_digits(std::size_t begin) {
    unsigned code = 0;
    const std::string_view digits = text_.substr(std::min(at_, text_.size()), 4);
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), code, 16);
    if (digits.size() < 4 || error != std::errc() || end != digits.data() + 4) fail(bad_escape, begin, begin + 2);
    at_ += 4;
    return code;
  }

  Node number() {
    const std::size_t begin = at_;
    const auto digits = [&] {
      const std::size_t first = at_;
      while (is_digit(next())) ++at_;
      return at_ - first;
    };
    if (next() == '-') ++at_;
    const bool zero = next() == '0';
    const std::size_t whole = digits();
    bool good = whole == 1 || (whole > 1 && !zero);
    if (next() == '.') {
      ++at_;
      good = digits() > 0 && good;
    }
    if (next() == 'e' || next() == 'E') {
      ++at_;
      if (next() == '+' || next() == '-') ++at_;
      good = digits() > 0 && good;
    }
    if (!good) fail(no_number, begin, at_);
    return scalar(begin, std::string(text_.substr(begin, at_ - begin)), false);
  }

  Node word() {
    const std::size_t begin = at_;
    while (is_letter(next())) ++at_;
    const std::string_view found = text_.substr(begin, at_ - begin);
    if (found != "true" && found != "false" && found != "null") fail(no_word, begin, at_);
    Node node = scalar(begin, std::string(found), false);
    if (found == "null") node.kind = Node::Kind::null;
    return node;
  }

  SourcePtr source_;
  std::string_view text_;
  std::size_t at_ = 0;
  Diagnostics diagnostics_;
};

}  // namespace

Outcome<Node> read_json(SourcePtr source) { return Reader(std::move(source)).read(); }

}  // namespace ronghe
