// Builds the located tree from yaml-cpp's events.
//
// Its own `YAML::Node` is never used: that keeps the first of two equal keys, ignores `<<` and second documents,
// unfolds aliases without limit, and knows no places of scalars' ends. Events tell where a scalar starts; where it ends
// is found by walking its value along the source. Both agree in everything but blanks (folded lines) and quotes.
//
// A text that is no YAML at all ends the reading. All other mistakes are collected.
#include "syntax/read_yaml.hpp"

#include "diagnostics/catalogue.hpp"
#include "syntax/encoding.hpp"

#include <algorithm>
#include <array>
#include <sstream>
#include <unordered_map>
#include <utility>

#include <yaml-cpp/eventhandler.h>
#include <yaml-cpp/yaml.h>

namespace ronghe {
namespace {

constexpr std::size_t most_bytes = 4U << 20U;
constexpr std::size_t most_nodes = 200'000;
constexpr std::size_t deepest = 64;
constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

struct FullWidth {
  std::string_view sign;
  std::string_view ascii;
};

constexpr FullWidth full_width[] = {{"：", ":"}, {"，", ","}, {"（", "("}, {"）", ")"}, {"［", "["}, {"］", "]"},
                                    {"｛", "{"}, {"｝", "}"}, {"“", "\""}, {"”", "\""}, {"【", "["}, {"】", "]"}};

// What yaml-cpp says, by how its message begins, and how we tell it.
struct Reason {
  std::string_view said;
  std::string_view code;
  Phrase told = {};
};

constexpr Reason reasons[] = {
    // Told, too, where yaml-cpp says nothing: see `tell_missing_colon`.
    {"end of map not found",
     "yaml.syntax",
     {"the mapping breaks off here: the indentation differs, or a `:` is missing",
      "映射在这里中断：缩进不一致，或缺少冒号"}},
    {"end of map flow not found", "yaml.syntax", {"`{` has no `}`", "`{` 没有对应的 `}`"}},
    {"end of sequence not found",
     "yaml.syntax",
     {"the list breaks off here: the indentation differs", "列表在这里中断：缩进不一致"}},
    {"end of sequence flow not found", "yaml.syntax", {"`[` has no `]`", "`[` 没有对应的 `]`"}},
    {"illegal map value", "yaml.syntax", {"a `:` cannot stand here", "这里不能出现 `:`"}},
    {"illegal map key", "yaml.syntax", {"a `?` cannot stand here", "这里不能出现 `?`"}},
    {"illegal block entry", "yaml.syntax", {"a `-` cannot stand here", "这里不能出现 `-`"}},
    {"illegal flow end", "yaml.syntax", {"there is nothing that this bracket closes", "这个括号没有对应的左括号"}},
    {"illegal EOF in scalar", "yaml.unclosed_quote"},
    {"illegal document indicator in scalar", "yaml.unclosed_quote"},
    {"illegal tab when looking for indentation", "yaml.tab"},
    {"unknown escape character", "yaml.syntax", {"there is no such character after `\\`", "`\\` 之后不能是这个字符"}},
    {"bad character found while scanning hex",
     "yaml.syntax",
     {"there is no such character after `\\`", "`\\` 之后不能是这个字符"}},
    {"invalid unicode", "yaml.syntax", {"there is no such character after `\\`", "`\\` 之后不能是这个字符"}},
    {"unknown token", "yaml.syntax", {"no value can begin with this sign", "值不能以这个符号开头"}},
    {"cannot set zero indentation", "yaml.syntax", {"a block of text must be indented", "文本块必须缩进"}},
    {"unexpected character in block scalar",
     "yaml.syntax",
     {"nothing may follow `|` or `>` on its line", "`|` 或 `>` 之后同一行不能再有内容"}},
    {"YAML directives", "yaml.directive"},
    {"bad YAML version", "yaml.directive"},
    {"YAML major version", "yaml.directive"},
    {"repeated YAML directive", "yaml.directive"},
    {"TAG directives", "yaml.directive"},
    {"repeated TAG directive", "yaml.directive"},
    {"illegal character found while scanning tag", "yaml.tag"},
    {"tag handle with no suffix", "yaml.tag"},
    {"end of verbatim tag", "yaml.tag"},
    {"cannot assign multiple tags", "yaml.tag"},
    {"cannot assign multiple anchors", "yaml.anchor"},
    {"anchor not found", "yaml.anchor"},
    {"illegal character found while scanning anchor", "yaml.anchor"},
    {"cannot assign multiple aliases", "yaml.alias"},
    {"aliases can't have any content", "yaml.alias"},
    {"alias not found", "yaml.alias"},
    {"illegal character found while scanning alias", "yaml.alias"},
    {"the referenced anchor is not defined", "yaml.alias"},
};

bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }

// Keys whose values are prose, where full-width punctuation belongs.
bool is_prose_key(std::string_view key) {
  constexpr std::array keys = {"zh", "en", "label", "title", "note", "notes", "source"};
  return std::find(keys.begin(), keys.end(), key) != keys.end();
}

// The bytes of a blank at `at` that looks like a space and is none for YAML: full-width, non-breaking, of no width; or
// 0.
std::size_t odd_blank(std::string_view text, std::size_t at) {
  if (at >= text.size() || static_cast<unsigned char>(text[at]) < 0x80) return 0;
  for (const std::string_view blank : {"\u3000", "\u00A0", "\u200B", "\u2002", "\u2003", "\u2009", "\u202F"}) {
    if (text.substr(at, blank.size()) == blank) return blank.size();
  }
  return 0;
}

// A line that was meant as `key: value` and is none for YAML: `key：value`, `key:value`, or with an odd blank after the
// colon.
struct MeantEntry {
  std::string_view code;
  std::string_view key;
  std::string_view sign;  // what should be typed otherwise
};

std::optional<MeantEntry> meant_entry(std::string_view line) {
  constexpr std::string_view wide_colon = "：";
  constexpr std::size_t longest_key = 60;
  line.remove_prefix(std::min(line.find_first_not_of(" -"), line.size()));
  const std::size_t wide = line.find(wide_colon);
  const std::size_t narrow = line.find(':');
  const std::size_t end = std::min(wide, narrow);
  if (end == 0 || end > longest_key) return std::nullopt;
  const std::string_view key = line.substr(0, end);
  if (key.find_first_of(" \"'{}[],#|>&*!%@`") != std::string_view::npos) return std::nullopt;
  if (end == wide) return MeantEntry{"yaml.full_width", key, line.substr(end, wide_colon.size())};
  const std::string_view rest = line.substr(end + 1);
  if (rest.empty() || is_blank(rest[0]) || rest.substr(0, 2) == "//") return std::nullopt;
  if (const std::size_t blank = odd_blank(rest, 0)) return MeantEntry{"yaml.blank", key, rest.substr(0, blank)};
  return MeantEntry{"yaml.colon_space", key, line.substr(end, 1)};
}

void tell_meant_entry(const SourcePtr& source, const MeantEntry& meant, Diagnostics& diagnostics) {
  const auto begin = static_cast<std::uint32_t>(meant.sign.data() - source->text().data());
  const auto end = begin + static_cast<std::uint32_t>(meant.sign.size());
  Words words;
  if (meant.code == "yaml.full_width") words = {{"found", meant.sign}, {"ascii", ":"}};
  diagnostics.error(meant.code, {source, begin, end}, std::move(words));
}

// Ends the reading from within yaml-cpp. The mistake has been reported.
struct Stop {};

class Builder : public YAML::EventHandler {
 public:
  Builder(SourcePtr source, std::size_t skipped, Diagnostics& diagnostics)
      : source_(std::move(source)), text_(source_->text()), skipped_(skipped), diagnostics_(diagnostics) {}

  Node take() { return std::move(root_); }

  // Where the innermost `{` or `[` stands that was not closed yet.
  std::optional<Span> open_bracket() const {
    for (auto frame = frames_.rbegin(); frame != frames_.rend(); ++frame) {
      const std::size_t begin = frame->node.span.begin;
      if (begin < text_.size() && (text_[begin] == '{' || text_[begin] == '[')) return span(begin, begin + 1);
    }
    return std::nullopt;
  }

  // Whether `offset` lies in a quoted or block scalar that goes over several lines.
  bool inside_text(std::size_t offset) const {
    const auto next = std::upper_bound(texts_.begin(), texts_.end(), offset,
                                       [](std::size_t at, const Span& text) { return at < text.begin; });
    return next != texts_.begin() && offset < (next - 1)->end;
  }

  void OnDocumentStart(const YAML::Mark&) override {}
  void OnDocumentEnd() override {}

  void OnNull(const YAML::Mark& mark, YAML::anchor_t anchor) override {
    Node node;
    const std::size_t begin = offset(mark);
    node.span = is_written_null(begin) ? word(begin) : span(begin, begin);
    check_properties(begin, anchor);
    node.flow = inside_flow();
    add(std::move(node));
  }

  void OnAlias(const YAML::Mark& mark, YAML::anchor_t) override {
    const std::size_t begin = offset(mark);
    diagnostics_.error("yaml.alias", word(begin));
    add_unreadable(begin);
  }

  void OnScalar(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor, const std::string& value) override {
    const std::size_t begin = offset(mark);
    if (!check_properties(begin, anchor)) {
      add_unreadable(begin);
      return;
    }
    Node node;
    node.kind = Node::Kind::scalar;
    node.flow = inside_flow();
    const char first = begin < text_.size() ? text_[begin] : '\0';
    node.quoted = first == '"' || first == '\'' || first == '|' || first == '>';
    const std::size_t end =
        first == '"' || first == '\'' ? end_of_quoted(begin) : end_of_text(begin, value, node.quoted);
    node.span = span(begin, end);
    node.text = normalized(value);
    if (node.quoted && node.span.text().find_first_of("\n\r") != std::string_view::npos) texts_.push_back(node.span);
    if (!node.quoted) check_plain(node);
    if (const auto hidden = first_hidden_character(node.text)) {
      diagnostics_.error("yaml.hidden_character", node.span);
    }
    add(std::move(node));
  }

  void OnSequenceStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                       YAML::EmitterStyle::value style) override {
    open(Node::Kind::sequence, mark, anchor, style);
  }
  void OnSequenceEnd() override { close(']'); }

  void OnMapStart(const YAML::Mark& mark, const std::string&, YAML::anchor_t anchor,
                  YAML::EmitterStyle::value style) override {
    open(Node::Kind::mapping, mark, anchor, style);
  }
  void OnMapEnd() override { close('}'); }

 private:
  struct Frame {
    Node node;
    std::optional<Node> key;
    std::unordered_map<std::string, Span> seen;
    // Parentheses that a value cut by flow style left open, and whether the last key was part of that equation.
    std::ptrdiff_t open_parentheses = 0;
    bool key_is_rest = false;
  };

  // Something refused that stands for one value.
  void add_unreadable(std::size_t begin) {
    Node node;
    node.kind = Node::Kind::scalar;
    node.span = word(begin);
    node.text = std::string(node.span.text());
    node.quoted = true;
    add(std::move(node));
  }

  std::size_t offset(const YAML::Mark& mark) const {
    return std::min(text_.size(), skipped_ + static_cast<std::size_t>(std::max(mark.pos, 0)));
  }

  Span span(std::size_t begin, std::size_t end) const {
    return {source_, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::max(begin, end))};
  }

  // From `begin` to the next blank or flow sign.
  Span word(std::size_t begin) const {
    std::size_t end = begin;
    while (end < text_.size() && !is_blank(text_[end]) && text_[end] != ',' && text_[end] != ']' && text_[end] != '}')
      ++end;
    return span(begin, end);
  }

  // A null is written out, as `~` or `null`, or left out; then the mark is that of the next part, a key perhaps.
  bool is_written_null(std::size_t begin) const {
    const std::string_view text = word(begin).text();
    if (text != "~" && text != "null" && text != "Null" && text != "NULL") return false;
    if (frames_.empty() || !frames_.back().key || inside_flow()) return true;
    const auto key = source_->position(frames_.back().key->span.begin);
    const auto here = source_->position(static_cast<std::uint32_t>(begin));
    return here.line == key.line || here.column > key.column;
  }

  bool inside_flow() const { return !frames_.empty() && frames_.back().node.flow; }

  bool inside_prose() const {
    return std::any_of(frames_.begin(), frames_.end(),
                       [](const Frame& frame) { return frame.key && is_prose_key(frame.key->text); });
  }

  bool expects_key() const { return !frames_.empty() && frames_.back().node.is_mapping() && !frames_.back().key; }

  // Anchors and tags stand where yaml-cpp places the node they belong to.
  bool check_properties(std::size_t begin, YAML::anchor_t anchor) {
    const char first = begin < text_.size() ? text_[begin] : '\0';
    if (first == '!' || first == '&' || anchor != 0) {
      diagnostics_.error(first == '!' ? "yaml.tag" : "yaml.anchor", word(begin));
      return false;
    }
    return true;
  }

  std::size_t end_of_quoted(std::size_t begin) {
    const char quote = text_[begin];
    for (std::size_t at = begin + 1; at < text_.size(); ++at) {
      if (quote == '"' && text_[at] == '\\') {
        ++at;
      } else if (text_[at] == quote) {
        if (quote == '\'' && at + 1 < text_.size() && text_[at + 1] == '\'') {
          ++at;
          continue;
        }
        return at + 1;
      }
    }
    diagnostics_.error("yaml.unclosed_quote", span(begin, begin + 1));
    throw Stop{};
  }

  // Walks a plain or block scalar's value along the source.
  std::size_t end_of_text(std::size_t begin, std::string_view value, bool block) const {
    std::size_t at = begin;
    if (block) at = std::min(text_.find('\n', begin), text_.size());
    std::size_t end = at;
    for (const char c : value) {
      if (is_blank(c)) continue;
      while (at < text_.size() && is_blank(text_[at])) ++at;
      if (at >= text_.size() || text_[at] != c) break;
      end = ++at;
    }
    return end;
  }

  void check_plain(const Node& node) {
    const std::string_view text = node.text;
    std::string lower(text.substr(0, 6));
    std::transform(lower.begin(), lower.end(), lower.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
    if (!lower.empty() && (lower[0] == '-' || lower[0] == '+')) lower.erase(0, 1);
    if (lower == ".inf" || lower == ".nan") diagnostics_.error("yaml.not_a_number_word", node.span, {{"found", text}});
    if (node.flow && is_cut(node)) return;
    if (!expects_key() && inside_prose()) return;
    if (check_blanks(node.span)) return;
    if (node.flow || is_bracketed(text)) check_full_width(node.span);
  }

  // Whether flow style cut an equation at this scalar, `max(a` of `{equation: max(a, b)}`, or this is a later piece of
  // it.
  bool is_cut(const Node& node) {
    Frame& frame = frames_.back();
    const auto count = [&](char c) { return std::count(node.text.begin(), node.text.end(), c); };
    const auto opened = count('(') - count(')');
    const bool is_rest = frame.open_parentheses > 0;
    if (expects_key()) frame.key_is_rest = is_rest;
    if (!is_rest && opened != 0) diagnostics_.error("yaml.flow_equation", node.span);
    frame.open_parentheses = std::max<std::ptrdiff_t>(0, frame.open_parentheses + opened);
    return is_rest || opened != 0;
  }

  // A value in full-width brackets or quotes as a whole.
  static bool is_bracketed(std::string_view text) {
    for (const auto& [open, close] : {std::pair("［", "］"), std::pair("｛", "｝"), std::pair("“", "”")}) {
      if (text.starts_with(open) && text.ends_with(close)) return true;
    }
    return false;
  }

  // Reports a blank that looks like a space and is none, at either end of a scalar or anywhere in a key.
  bool check_blanks(const Span& where) {
    const std::string_view text = where.text();
    const bool anywhere = expects_key();
    for (std::size_t at = 0; at < text.size(); ++at) {
      const std::size_t size = odd_blank(text, at);
      if (size == 0 || !(anywhere || at == 0 || at + size == text.size())) continue;
      diagnostics_.error("yaml.blank", span(where.begin + at, where.begin + at + size));
      return true;
    }
    return false;
  }

  void check_full_width(const Span& where) {
    for (const auto& [sign, ascii] : full_width) {
      const std::size_t at = where.text().find(sign);
      if (at == std::string_view::npos) continue;
      diagnostics_.error("yaml.full_width", span(where.begin + at, where.begin + at + sign.size()),
                         {{"found", sign}, {"ascii", ascii}});
      return;
    }
  }

  void open(Node::Kind kind, const YAML::Mark& mark, YAML::anchor_t anchor, YAML::EmitterStyle::value style) {
    const std::size_t begin = offset(mark);
    check_properties(begin, anchor);
    if (frames_.size() >= deepest) {
      diagnostics_.error("yaml.depth", span(begin, begin + 1), {{"limit", std::to_string(deepest)}});
      throw Stop{};
    }
    count_node(begin);
    Frame frame;
    frame.node.kind = kind;
    frame.node.flow = style == YAML::EmitterStyle::Flow || inside_flow();
    frame.node.span = span(begin, begin);
    frames_.push_back(std::move(frame));
  }

  void close(char bracket) {
    Frame frame = std::move(frames_.back());
    frames_.pop_back();
    Node& node = frame.node;
    if (node.is_mapping() && !node.entries.empty()) {
      if (!node.flow) node.span.begin = node.entries.front().key.span.begin;
      node.span.end = std::max(node.entries.back().value.span.end, node.entries.back().key.span.end);
    } else if (!node.items.empty()) {
      node.span.end = node.items.back().span.end;
    }
    // `a: 1` in `[a: 1]` is a mapping without brackets.
    const char first = node.span.begin < text_.size() ? text_[node.span.begin] : '\0';
    if (first == '{' || first == '[')
      node.span.end = after_bracket(bracket, std::max(node.span.end, node.span.begin + 1));
    insert(std::move(node));
  }

  // Behind the `bracket` that comes after `at`. Remarks may stand before it.
  std::uint32_t after_bracket(char bracket, std::size_t at) const {
    while (at < text_.size() && text_[at] != bracket) {
      const bool remark = text_[at] == '#' && is_blank(text_[at - 1]);
      at = remark ? std::min(text_.find_first_of("\n\r", at), text_.size()) : at + 1;
    }
    return static_cast<std::uint32_t>(std::min(at + 1, text_.size()));
  }

  void count_node(std::size_t begin) {
    if (++nodes_ <= most_nodes) return;
    diagnostics_.error("yaml.too_many_nodes", span(begin, begin + 1), {{"limit", std::to_string(most_nodes)}});
    throw Stop{};
  }

  void add(Node node) {
    count_node(node.span.begin);
    insert(std::move(node));
  }

  // Puts a finished node where it belongs: the root, an item, a key, or a value.
  void insert(Node node) {
    if (frames_.empty()) {
      root_ = std::move(node);
      return;
    }
    Frame& frame = frames_.back();
    if (frame.node.is_sequence()) {
      frame.node.items.push_back(std::move(node));
    } else if (!frame.key) {
      if (!node.is_scalar()) diagnostics_.error("yaml.key_not_scalar", node.span);
      frame.key = std::move(node);
    } else {
      insert_entry(frame, std::move(node));
    }
  }

  void insert_entry(Frame& frame, Node value) {
    Node key = std::move(*frame.key);
    frame.key.reset();
    if (value.kind == Node::Kind::null) {
      if (frame.key_is_rest) return;  // of an equation
      if (value.span.begin == value.span.end) value.span = span(key.span.end, key.span.end);
      if (key.flow && !key.quoted) check_colon(key.span);
      if (!key.flow && !has_colon(key.span)) {
        tell_missing_colon(key.span);
        return;
      }
    }
    if (key.text == "<<" && !key.quoted) {
      diagnostics_.error("yaml.merge_key", key.span);
      return;
    }
    if (key.is_scalar()) {
      const auto [before, fresh] = frame.seen.emplace(key.text, key.span);
      if (!fresh) {
        diagnostics_.error("yaml.duplicate_key", key.span, {{"key", key.text}}, before->second);
        return;
      }
      if (!key.quoted && !key.flow) check_full_width(key.span);
      check_meant_entries(key, value);
    }
    frame.node.entries.push_back({std::move(key), std::move(value)});
  }

  bool has_colon(const Span& key) const {
    const std::size_t next = text_.find_first_not_of(" \t", key.end);
    return next != std::string_view::npos && text_[next] == ':';
  }

  // yaml-cpp reads a last line `word` as a key without a value.
  void tell_missing_colon(const Span& key) {
    if (const auto meant = meant_entry(source_->line(source_->line_of(key.begin)))) {
      tell_meant_entry(source_, *meant, diagnostics_);
    } else {
      const Phrase& told = reasons[0].told;
      diagnostics_.error("yaml.syntax", key, {{"reason", Text(std::string(told.zh), std::string(told.en))}});
    }
  }

  // `{a:1}` is a key `a:1` without a value.
  void check_colon(const Span& key) {
    if (const auto meant = meant_entry(key.text()); meant && meant->code == "yaml.colon_space") {
      tell_meant_entry(source_, *meant, diagnostics_);
    }
  }

  // Lines below `key` that were meant as entries make one text: `b：1` and `c：2` below `a:`. So does prose, which is
  // left alone.
  void check_meant_entries(const Node& key, const Node& value) {
    if (!value.is_scalar() || value.quoted || value.flow) return;
    const int first = source_->line_of(value.span.begin);
    if (first == source_->line_of(key.span.end)) return;
    const bool prose = is_prose_key(key.text) || inside_prose();
    const int last = source_->line_of(value.span.end);
    for (int line = first; line <= last; ++line) {
      const auto meant = meant_entry(source_->line(line));
      if (!meant) continue;
      if (prose && meant->key != "zh" && meant->key != "en") return;
      tell_meant_entry(source_, *meant, diagnostics_);
    }
  }

  SourcePtr source_;
  std::string_view text_;
  std::size_t skipped_;
  Diagnostics& diagnostics_;
  std::vector<Frame> frames_;
  std::vector<Span> texts_;  // quoted and block scalars over several lines, in the order of the text
  Node root_;
  std::size_t nodes_ = 0;
};

// Refuses a second document as soon as it begins.
class SecondDocument : public YAML::EventHandler {
 public:
  struct Begins {
    YAML::Mark mark;
  };

  void OnDocumentStart(const YAML::Mark& mark) override { throw Begins{mark}; }
  void OnDocumentEnd() override {}
  void OnNull(const YAML::Mark&, YAML::anchor_t) override {}
  void OnAlias(const YAML::Mark&, YAML::anchor_t) override {}
  void OnScalar(const YAML::Mark&, const std::string&, YAML::anchor_t, const std::string&) override {}
  void OnSequenceStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnSequenceEnd() override {}
  void OnMapStart(const YAML::Mark&, const std::string&, YAML::anchor_t, YAML::EmitterStyle::value) override {}
  void OnMapEnd() override {}
};

bool ends_with_block_sign(std::string_view line) {
  const std::size_t sign = line.find_last_of("|>");
  if (sign == std::string_view::npos || (sign > 0 && line[sign - 1] != ' ')) return false;
  return line.find_first_not_of("+-0123456789 ", sign + 1) == std::string_view::npos;
}

// Lines that were probably meant as entries of a mapping: they begin with a word and a wrong colon and stand where an
// entry does, not deeper than the entry before or right below a key. Prose that goes on over several lines is indented
// deeper than its key. This is a guess, made only to explain an error that YAML has.
std::vector<std::pair<int, MeantEntry>> meant_entries(const Source& source) {
  std::vector<std::pair<int, MeantEntry>> result;
  std::size_t entry_indent = 0;
  std::optional<std::size_t> block_indent;
  bool opens = true;
  for (int number = 1; number <= source.lines(); ++number) {
    const std::string_view line = source.line(number);
    const std::size_t spaces = line.find_first_not_of(' ');
    if (spaces == std::string_view::npos) continue;
    if (block_indent && spaces > *block_indent) continue;
    block_indent.reset();
    const std::size_t indent = line.find_first_not_of(" -");
    if (indent == std::string_view::npos || line[indent] == '#') continue;
    const auto meant = meant_entry(line);
    if (meant && (opens || indent <= entry_indent)) {
      result.emplace_back(number, *meant);
      continue;
    }
    const std::size_t last = line.find_last_not_of(' ');
    const std::size_t colon = line.find(": ", indent);
    const bool entry = colon != std::string_view::npos || line[last] == ':';
    if (entry) entry_indent = indent;
    opens = line[last] == ':' && !is_prose_key(line.substr(indent, last - indent));
    if (ends_with_block_sign(line)) block_indent = entry ? indent : spaces;
  }
  return result;
}

// Whether the text that runs into line `number` has one of the `meant` lines in it.
bool runs_from(const std::vector<std::pair<int, MeantEntry>>& meant, const Source& source, int number) {
  const auto is_meant = [&](int line) {
    return std::binary_search(meant.begin(), meant.end(), std::pair(line, MeantEntry{}),
                              [](const auto& a, const auto& b) { return a.first < b.first; });
  };
  for (int line = number; line >= 1; --line) {
    if (is_meant(line)) return true;
    const std::string_view text = source.line(line);
    const bool entry = text.find(": ") != std::string_view::npos || text.ends_with(":");
    if (entry && line != number) return false;
  }
  return false;
}

// The quote that was opened on an earlier line and closed by the next quote, on the line of the error or around it:
// most likely its own closing quote is missing.
std::optional<Span> runaway_quote(const SourcePtr& source, std::size_t error) {
  const std::string_view text = source->text();
  const int error_line = source->line_of(static_cast<std::uint32_t>(error));
  bool value_begins = true;
  for (std::size_t at = 0; at < error; ++at) {
    const char c = text[at];
    if ((c == '"' || c == '\'') && value_begins) {
      const std::size_t begin = at++;
      while (at < text.size() && text[at] != c) at += c == '"' && text[at] == '\\' ? 2U : 1U;
      const auto place = [&](std::size_t offset) { return source->line_of(static_cast<std::uint32_t>(offset)); };
      if (place(at) >= error_line && place(begin) < error_line) {
        return Span{source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(begin + 1)};
      }
      value_begins = false;
    } else if (c == '#' && (at == 0 || is_blank(text[at - 1]))) {
      at = std::min(text.find_first_of("\n\r", at), text.size());
      value_begins = true;
    } else if (!is_blank(c)) {
      const bool item = (c == ':' || c == '-') && at + 1 < text.size() && is_blank(text[at + 1]);
      value_begins = item || c == '[' || c == '{' || c == ',';
    } else if (c == '\n' || c == '\r') {
      value_begins = true;
    }
  }
  return std::nullopt;
}

// Whether the line at `offset` has a flow mapping with an index such as `people[urban]` in it, which YAML cannot carry.
bool holds_cut_equation(std::string_view line) {
  const std::size_t brace = line.find('{');
  if (brace == std::string_view::npos) return false;
  for (std::size_t i = brace + 1; i < line.size(); ++i) {
    if (line[i] == '"' || line[i] == '\'') return false;
    const char before = line[i - 1];
    const bool after_word = before == '_' || before == ')' || std::isalnum(static_cast<unsigned char>(before)) != 0 ||
                            static_cast<unsigned char>(before) >= 0x80;
    if (line[i] == '[' && after_word) return true;
  }
  return false;
}

// Where a value begins with a full-width bracket, which opens nothing.
std::optional<std::size_t> wide_bracket(std::string_view line) {
  for (const std::string_view bracket : {"｛", "［"}) {
    const std::size_t at = line.find(bracket);
    const std::size_t before = at == std::string_view::npos || at == 0 ? at : line.find_last_not_of(' ', at - 1);
    if (before != std::string_view::npos && std::string_view(":-[{,").find(line[before]) != std::string_view::npos) {
      return at;
    }
  }
  return std::nullopt;
}

// Says why the text is no YAML: by the usual causes first, then in the parser's words.
void tell_syntax_error(const SourcePtr& source, std::size_t skipped, const YAML::Exception& error,
                       const std::optional<Span>& open_bracket, Diagnostics& diagnostics) {
  const std::string_view text = source->text();
  const std::size_t size = text.size();
  const auto place = [&](std::size_t begin) {
    return Span{source, static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(std::min(size, begin + 1))};
  };
  std::size_t at = std::min(size, skipped + static_cast<std::size_t>(std::max(error.mark.pos, 0)));
  const int line = source->line_of(static_cast<std::uint32_t>(at));

  const auto meant = meant_entries(*source);
  if (runs_from(meant, *source, line)) {
    for (const auto& [number, entry] : meant) tell_meant_entry(source, entry, diagnostics);
    return;
  }
  for (const int near : {line, line - 1}) {
    const std::string_view written = source->line(near);
    const auto start = static_cast<std::size_t>(written.data() - text.data());
    if (holds_cut_equation(written)) {
      diagnostics.error("yaml.flow_equation", place(start + written.find('[', written.find('{'))));
      return;
    }
    if (const auto wide = wide_bracket(written)) {
      const std::string_view sign = written.substr(*wide, std::string_view("｛").size());
      const auto begin = static_cast<std::uint32_t>(start + *wide);
      diagnostics.error("yaml.full_width", {source, begin, begin + static_cast<std::uint32_t>(sign.size())},
                        {{"found", sign}, {"ascii", half_width(sign)}});
      return;
    }
    const std::size_t tab = written.find('\t');
    if (tab != std::string_view::npos && tab < written.find_first_not_of(" \t")) {
      diagnostics.error("yaml.tab", place(start + tab));
      return;
    }
    if (written.starts_with('%')) {
      diagnostics.error("yaml.directive", place(start));
      return;
    }
  }
  if (const auto quote = runaway_quote(source, at)) {
    diagnostics.error("yaml.unclosed_quote", *quote);
    return;
  }

  const auto reason = std::find_if(std::begin(reasons), std::end(reasons),
                                   [&](const Reason& r) { return error.msg.rfind(r.said, 0) == 0; });
  Text told(error.msg, error.msg);
  std::string_view code = "yaml.syntax";
  if (reason != std::end(reasons)) {
    code = reason->code;
    told = Text(std::string(reason->told.zh), std::string(reason->told.en));
  }
  if (error.msg.find("flow not found") != std::string::npos && open_bracket) {
    diagnostics.error(code, *open_bracket, {{"reason", told}});
    return;
  }
  // At the end of the file there is nothing to see: the last sign before it is shown.
  while (at == size || (at > 0 && is_blank(text[at]))) {
    if (at == 0) break;
    --at;
  }
  while (at > 0 && (static_cast<unsigned char>(text[at]) & 0xC0U) == 0x80U) --at;
  diagnostics.error(code, place(at), {{"reason", told}});
}

// yaml-cpp skips every line that begins with `%`.
void check_directives(const SourcePtr& source, const Builder& builder, Diagnostics& diagnostics) {
  for (int number = 1; number <= source->lines(); ++number) {
    const std::string_view line = source->line(number);
    if (!line.starts_with('%')) continue;
    const auto begin = static_cast<std::uint32_t>(line.data() - source->text().data());
    if (builder.inside_text(begin)) continue;
    diagnostics.error("yaml.directive", {source, begin, begin + static_cast<std::uint32_t>(line.size())});
  }
}

// A lone CR ends a line here, not for yaml-cpp.
std::string with_line_feeds(std::string_view text) {
  std::string result(text);
  for (std::size_t i = 0; i < result.size(); ++i) {
    if (result[i] == '\r' && (i + 1 == result.size() || result[i + 1] != '\n')) result[i] = '\n';
  }
  return result;
}

}  // namespace

Outcome<Node> read_yaml(SourcePtr source) {
  Diagnostics diagnostics;
  const std::string_view text = source->text();
  const auto place = [&](std::size_t begin) {
    return Span{source, static_cast<std::uint32_t>(begin),
                static_cast<std::uint32_t>(std::min(begin + 1, text.size()))};
  };
  if (text.size() > most_bytes) {
    diagnostics.error("file.too_large", {},
                      {{"file", source->name()}, {"limit", std::to_string(most_bytes >> 20U) + " MiB"}});
    return diagnostics.take();
  }
  if (const auto bad = first_bad_byte(text)) {
    const char* code = is_utf16(text)     ? "yaml.encoding_utf16"
                       : is_gb18030(text) ? "yaml.encoding_gb18030"
                                          : "yaml.encoding";
    diagnostics.error(code, place(*bad));
    return diagnostics.take();
  }
  const std::size_t skipped = text.substr(0, byte_order_mark.size()) == byte_order_mark ? byte_order_mark.size() : 0;
  if (const auto hidden = first_hidden_character(text.substr(skipped))) {
    diagnostics.error("yaml.hidden_character", place(skipped + *hidden));
    return diagnostics.take();
  }

  std::istringstream stream(with_line_feeds(text.substr(skipped)));
  Builder builder(source, skipped, diagnostics);
  try {
    YAML::Parser parser(stream);
    parser.HandleNextDocument(builder);
    check_directives(source, builder, diagnostics);
    SecondDocument second;
    if (!diagnostics.has_errors()) parser.HandleNextDocument(second);
  } catch (const Stop&) {
  } catch (const SecondDocument::Begins& begins) {
    diagnostics.error("yaml.second_document", place(skipped + static_cast<std::size_t>(std::max(begins.mark.pos, 0))));
  } catch (const YAML::Exception& error) {
    // What has been told already is the cause, not another mistake.
    if (!diagnostics.has_errors()) tell_syntax_error(source, skipped, error, builder.open_bracket(), diagnostics);
  }
  if (diagnostics.has_errors()) return diagnostics.take();
  Node root = builder.take();
  if (root.is_scalar() && !root.quoted) {
    for (const auto& [number, entry] : meant_entries(*source)) tell_meant_entry(source, entry, diagnostics);
    if (diagnostics.has_errors()) return diagnostics.take();
  }
  if (root.kind == Node::Kind::null) {
    diagnostics.error("yaml.empty", place(0));
    return diagnostics.take();
  }
  return root;
}

}  // namespace ronghe
