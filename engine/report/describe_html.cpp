// Writes a model, or one part of it, as one page for a browser.
//
// The page is complete in itself: one file without scripts, which loads nothing, so that it can be mailed, printed and
// kept. Its head forbids the browser anything else. Both languages stand on it side by side, Chinese first.
//
// Every variable, lookup, dimension and mapping has the anchor `#name`: they share one name space. What has a name of
// another space gets a point before it (`#part.budget`, `#check.people`), which no anchor of a name has.
//
// Names in equations are found in the text as the author wrote it, because a term no longer knows how it was written.
// What such a scan must know of the language is little: a name between `[` and `]` is never a variable, and a word
// behind a number and a space is its unit.
#include "report/facts.hpp"
#include "report/html.hpp"
#include "report/typeset.hpp"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <unordered_map>

#include <utf8proc.h>

namespace ronghe {
namespace {

using Kind = Variable::Kind;

// More links than this stand behind a line that opens them.
constexpr std::size_t most_open_links = 14;

constexpr std::string_view style_sheet = R"css(
:root{--ink:#20242a;--soft:#68707a;--line:#e4e3dd;--paper:#fff;--side:#f7f6f2;--link:#1d5673;--mark:#fff4cf;--seal:#a23b2a}
@media (prefers-color-scheme:dark){:root{--ink:#d9dadb;--soft:#93989e;--line:#33373c;--paper:#17191c;--side:#1d2024;
--link:#8fbfd8;--mark:#3d3720;--seal:#e0907f}}
*{box-sizing:border-box}
html{scroll-padding-top:12px;-webkit-text-size-adjust:100%}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.6 system-ui,-apple-system,"Segoe UI",Roboto,
"Helvetica Neue","Noto Sans","PingFang SC","Hiragino Sans GB","Microsoft YaHei","Noto Sans CJK SC","Source Han Sans SC",sans-serif}
a{color:var(--link);text-decoration:none}
a:hover{text-decoration:underline;text-underline-offset:3px}
code,.e{font:12.5px/1.65 ui-monospace,"SF Mono",Menlo,Consolas,"DejaVu Sans Mono","Noto Sans Mono CJK SC","PingFang SC",
"Microsoft YaHei","Noto Sans CJK SC",monospace}
h1,h2{font-family:Georgia,"Noto Serif","Noto Serif CJK SC","Source Han Serif SC","Songti SC",STSong,serif;font-weight:600;
line-height:1.3}
h1{font-size:32px;margin:4px 0 0}
h2{font-size:23px;margin:0}
h2+table,h2+div{margin-top:12px}
h3{font-size:14.5px;font-weight:600;margin:30px 0 4px}
h1+p,h2 [lang=en],h3 [lang=en],h3 small{color:var(--soft);font-weight:400}
h1+p{font:19px/1.4 Georgia,"Noto Serif",serif;margin:4px 0 0}
h2 [lang=en]{font-size:17px;margin-left:8px}
h3 [lang=en],h3 small{font-size:13px;margin-left:4px}
small,.s,th,dt,i{color:var(--soft);font-size:12px;font-style:normal;font-weight:400}
.s{margin:6px 0 0;max-width:none}
p{max-width:74ch;margin:10px 0}
.page{display:grid;grid-template-columns:264px minmax(0,1fr)}
nav{position:sticky;top:0;height:100vh;overflow-y:auto;background:var(--side);border-right:1px solid var(--line);
padding:26px 14px 30px 22px;font-size:13px;line-height:1.4}
nav ul{list-style:none;margin:0;padding:0}
nav li a{display:grid;grid-template-columns:1fr auto;padding:5px 8px;color:var(--ink);border-radius:4px}
nav li a:hover{background:var(--line);text-decoration:none}
nav [lang=en]{color:var(--soft);font-size:12px;grid-column:1}
nav small{grid-row:1;grid-column:2}
nav .t{font-weight:600;margin:0 8px 12px}
nav .t a{color:var(--ink)}
nav .t [lang=en]{display:block;font-weight:400;margin-top:2px}
nav .g{border-top:1px solid var(--line);margin-top:10px;padding-top:10px}
main{padding:34px 44px 80px;max-width:1240px;min-width:0}
section{margin-top:56px;padding-top:20px;border-top:1px solid var(--line)}
.k{color:var(--seal);font-size:12px;letter-spacing:.04em;margin:0}
.m{display:grid;grid-template-columns:max-content 1fr;gap:4px 20px;margin:20px 0 0}
.m dt{line-height:22px}
.m dd>[lang=en]{color:var(--soft);display:block;font-size:13px}
dd{margin:0}
table{width:100%;border-collapse:collapse;table-layout:fixed}
th{position:sticky;top:0;background:var(--paper);text-align:left;padding:7px 14px 6px 0;vertical-align:bottom;
box-shadow:inset 0 -1px var(--line)}
td{padding:9px 14px 10px 0;vertical-align:top;border-bottom:1px solid var(--line);overflow-wrap:anywhere}
th:last-child,td:last-child{padding-right:0}
col.n{width:23%}col.l{width:17%}col.u{width:13%}
td [lang=en],td small{display:block}
td [lang=en]{color:var(--soft);font-size:12.5px;line-height:1.45}
td small{line-height:1.5}
td:first-child code{font-size:13px;font-weight:600}
td:first-child a{color:var(--ink)}
tr:target td,tr:target+.no td{background:var(--mark)}
.b{display:inline-block;border:1px solid var(--seal);color:var(--seal);border-radius:9px;font-size:11px;line-height:16px;
padding:0 7px;margin-top:4px}
.e{display:block;white-space:pre-wrap;padding-left:1.5em;text-indent:-1.5em}
.e b{font-weight:400;color:var(--soft)}
.e b:after{content:"："}
.e+.e{margin-top:2px}
.v i,.v i [lang=en]{display:inline;font-family:system-ui,sans-serif;font-size:12.5px;margin-right:4px}
.v{display:flex;flex-wrap:wrap;gap:0 18px;padding:0;text-indent:0}
.x{border-bottom:1px dotted var(--soft)}
.d{display:grid;grid-template-columns:max-content minmax(0,1fr);gap:0 10px;margin:5px 0 0;font-size:12.5px;line-height:1.55}
.d dt{line-height:19px;min-width:7.5em}
.d dt [lang=en],summary [lang=en],.h [lang=en]{display:inline;font-size:inherit}
.d dd [lang=en]{display:inline}
.d code{font-size:12px}
.d dd.e,.d .e{font-size:12.5px}
summary{cursor:pointer;color:var(--soft)}
.o td,.o th{text-align:right;padding:5px 0 5px 10px}
.o td{font-variant-numeric:tabular-nums}
.o th{vertical-align:bottom;line-height:1.35}
.o th [lang=en]{display:block}
.o td:first-child,.o th:first-child{text-align:left;padding-left:0;width:28%}
.o td:first-child a{font-weight:500}
.o td:first-child [lang=en]{line-height:1.35}
.o tr:last-child td{border-bottom:0;color:var(--soft)}
.w{overflow-x:auto}
svg{display:block;width:168px;height:48px;color:var(--link);margin:2px 0 6px;overflow:visible}
@media screen and (max-width:1020px){
.page{display:block}
nav{height:auto;border-right:0;border-bottom:1px solid var(--line);padding:8px 12px;overflow-x:auto;z-index:2}
nav ul,nav .g{display:flex;gap:2px;border:0;margin:0;padding:0}
nav .n{display:flex}
nav li a{display:block;white-space:nowrap;padding:4px 8px}
nav li [lang=en],nav .t{display:none}
html{scroll-padding-top:48px}
th{position:static}
main{padding:24px 20px 60px}
}
@media screen and (max-width:720px){
h1{font-size:26px}h2{font-size:20px}h2 [lang=en]{display:block;margin:0}
main{padding:20px 16px 50px}
.c,.c tbody,.c tr,.c td{display:block;width:auto}
.c thead{display:none}
.c td{border:0;padding:0 0 3px}
.c tr{border-bottom:1px solid var(--line);padding:12px 0 10px}
.c td>[lang=en],.c td small{display:inline;margin-left:6px}
.c td:last-child{padding-top:3px}
.o{min-width:600px}
.b{margin:0 0 0 6px}
.d dt{min-width:0}
}
@media print{
@page{margin:14mm 12mm}
:root{--ink:#000;--soft:#555;--line:#ccc;--paper:#fff;--link:#000;--mark:#fff;--seal:#555}
body{font-size:9.5pt}
.page{display:block}nav{display:none}main{padding:0;max-width:none}
th{position:static}thead{display:table-header-group}
tr,dl,svg{break-inside:avoid}h2,h3{break-after:avoid}
section{margin-top:26px}
details::details-content{content-visibility:visible;block-size:auto}
}
)css";

// --- text ---

std::string element(std::string_view tag, const std::string& inner) {
  std::string name(tag.substr(0, tag.find(' ')));
  return "<" + std::string(tag) + ">" + inner + "</" + name + ">";
}

// Chinese, then English; once where they say the same or one is missing.
std::string both(std::string_view zh, std::string_view en) {
  if (zh == en || en.empty()) return escaped_html(zh);
  const std::string english = element("span lang=\"en\"", escaped_html(en));
  return zh.empty() ? english : escaped_html(zh) + " " + english;
}
std::string both(const Text& text) { return both(text.zh, text.en); }
std::string both(const Said& said) { return both(said.zh, said.en); }

// Both languages as one line, for a tooltip.
std::string in_one_line(const Text& text) {
  if (text.zh == text.en || text.en.empty()) return text.zh;
  return text.zh.empty() ? text.en : text.zh + " · " + text.en;
}

// A name that may be broken behind its `_`.
std::string breakable(std::string_view name) {
  std::string out;
  for (std::size_t at = 0; at < name.size();) {
    const std::size_t end = std::min(name.find('_', at), name.size() - 1) + 1;
    out += escaped_html(name.substr(at, end - at));
    if (end < name.size()) out += "<wbr>";
    at = end;
  }
  return out;
}

bool in_word(char c) {
  const auto byte = static_cast<unsigned char>(c);
  return byte >= 0x80 || c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

// A name as it may stand in an `id`: what is not of a plain name (blanks, quotes) is written `-20`. No two names have
// one anchor, since a plain name has no `-`.
std::string anchor(std::string_view name) {
  constexpr std::string_view digits = "0123456789ABCDEF";
  std::string result;
  for (const char c : name) {
    if (in_word(c)) {
      result += c;
    } else {
      const auto byte = static_cast<unsigned char>(c);
      result += {'-', digits[byte >> 4U], digits[byte & 15U]};
    }
  }
  return result;
}

std::string composed(std::string_view name) {
  if (std::all_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) {
    return std::string(name);
  }
  auto* const normal = utf8proc_NFC(reinterpret_cast<const utf8proc_uint8_t*>(std::string(name).c_str()));
  if (normal == nullptr) return std::string(name);
  std::string result(reinterpret_cast<const char*>(normal));
  std::free(normal);  // NOLINT: utf8proc gives it with malloc
  return result;
}

// --- the words of an equation ---

struct Piece {
  std::size_t begin;
  std::size_t end;
  std::string name;  // empty: no name that could be a variable's
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// Behind a number at `at`, with its unit.
std::size_t behind_quantity(std::string_view text, std::size_t at) {
  while (at < text.size() && (is_digit(text[at]) || text[at] == '.')) ++at;
  if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
    const std::size_t sign = at + 1 < text.size() && (text[at + 1] == '+' || text[at + 1] == '-') ? 1U : 0U;
    if (at + 1 + sign < text.size() && is_digit(text[at + 1 + sign])) {
      at += 1 + sign;
      while (at < text.size() && is_digit(text[at])) ++at;
    }
  }
  const bool unit = at + 1 < text.size() && text[at] == ' ' && (in_word(text[at + 1]) || text[at + 1] == '%');
  if (!unit) return at;
  std::size_t end = at + 1;
  int open = 0;
  for (; end < text.size() && std::string_view(" \t\r\n,]<>").find(text[end]) == std::string_view::npos; ++end) {
    if (text[end] == '(') ++open;
    if (text[end] == ')' && --open < 0) break;
  }
  constexpr std::string_view keywords[] = {"and", "or", "then", "else", "over"};
  const std::string_view word = text.substr(at + 1, end - at - 1);
  return std::find(std::begin(keywords), std::end(keywords), word) == std::end(keywords) ? end : at;
}

// The text piece by piece: names, and what stands between them.
std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> result;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    std::string name;
    if (text[at] == '[') {
      at = std::min(text.find(']', at), text.size() - 1) + 1;
    } else if (text[at] == '`') {
      const std::size_t end = std::min(text.find('`', at + 1), text.size());
      name = composed(text.substr(at + 1, end - at - 1));
      at = std::min(end + 1, text.size());
    } else if (is_digit(text[at]) || (text[at] == '.' && at + 1 < text.size() && is_digit(text[at + 1]))) {
      at = behind_quantity(text, at);
    } else if (in_word(text[at])) {
      while (at < text.size() && in_word(text[at])) ++at;
      name = composed(text.substr(begin, at - begin));
    } else {
      ++at;
    }
    result.push_back({begin, at, std::move(name)});
  }
  return result;
}

// --- curves ---

// A lookup as a small line, its points joined as it joins them.
std::string curve(const Lookup& lookup) {
  constexpr double width = 164;
  constexpr double height = 44;
  const double left = lookup.x.front();
  const double across = lookup.x.back() - left;
  const double high = *std::max_element(lookup.y.begin(), lookup.y.end());
  const double up = high - *std::min_element(lookup.y.begin(), lookup.y.end());
  const auto x_of = [&](double x) { return 2 + width * (x - left) / across; };
  const auto y_of = [&](double y) { return up > 0 ? 2 + height * (high - y) / up : 2 + height / 2; };
  std::string points;
  for (std::size_t i = 0; i < lookup.x.size(); ++i) {
    if (i > 0 && lookup.between == Lookup::Between::step) {
      points += fmt::format("{:.1f},{:.1f} ", x_of(lookup.x[i]), y_of(lookup.y[i - 1]));
    }
    points += fmt::format("{:.1f},{:.1f} ", x_of(lookup.x[i]), y_of(lookup.y[i]));
  }
  points.pop_back();
  return "<svg viewBox=\"0 0 168 48\" role=\"img\" aria-hidden=\"true\"><polyline points=\"" + points +
         "\" fill=\"none\" stroke=\"currentColor\" stroke-width=\"1.5\"/></svg>";
}

// --- the page ---

class Page {
 public:
  Page(const Model& model, int part) : model_(model), part_(part), dependence_(dependence_of(model)) {
    for (int v = 0; v < static_cast<int>(model.variables.size()); ++v) {
      if (!variable_at(model, v).hidden()) variables_.emplace(variable_at(model, v).name, v);
    }
    for (std::size_t l = 0; l < model.lookups.size(); ++l) {
      if (is_declared(model, model.lookups[l].span)) lookups_.emplace(model.lookups[l].name, static_cast<int>(l));
    }
    for (int p = 0; p < static_cast<int>(model.parts.size()); ++p) {
      if (part == whole_model || part == p) parts_.push_back(p);
    }
  }

  std::string write() {
    const Text title = part_ == whole_model ? model_title() : title_of(part_);
    out_ =
        "<!DOCTYPE html>\n<html lang=\"zh\">\n<head>\n<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n<title>" +
        escaped_html(in_one_line(title)) + "</title>\n<style>";
    out_ += style_sheet;
    out_ += "</style>\n</head>\n<body id=\"page.top\">\n<div class=\"page\">\n";
    write_contents();
    out_ += "<main>\n";
    write_head();
    if (parts_.size() > 1) write_overview();
    write_dimensions();
    for (const int p : parts_) write_part(p);
    if (part_ == whole_model) write_money();
    out_ += "</main>\n</div>\n</body>\n</html>\n";
    return std::move(out_);
  }

 private:
  Text model_title() const { return model_.title.empty() ? Text(model_.name, model_.name) : model_.title; }

  const ModelPart& part_at(int p) const { return model_.parts[static_cast<std::size_t>(p)]; }

  Text title_of(int p) const {
    if (!part_at(p).title.empty()) return part_at(p).title;
    if (model_.parts.size() > 1) return {part_at(p).name, part_at(p).name};
    return {std::string(words::variables.zh), std::string(words::variables.en)};
  }

  std::string part_anchor(int p) const { return "part." + anchor(part_at(p).name); }
  std::string kind_anchor(int p, const KindRow& kind) const { return part_anchor(p) + "." + kind.name; }

  // --- names that lead to their places ---

  bool on_page(const Span& span) const { return belongs_to(model_, span, part_); }

  std::string link(const std::string& name, const Text& label, const Span& span, std::string_view shown) const {
    std::string tip;
    if (!label.empty()) tip = " title=\"" + escaped_html(in_one_line(label)) + "\"";
    if (!on_page(span)) return "<span class=\"x\"" + tip + ">" + escaped_html(shown) + "</span>";
    return "<a href=\"#" + anchor(name) + "\"" + tip + ">" + escaped_html(shown) + "</a>";
  }

  std::string link(int v) const {
    const Variable& variable = variable_at(model_, v);
    return link(variable.name, variable.label, variable.span, variable.name);
  }

  std::string links(const std::vector<int>& variables) const {
    std::string text;
    for (const int v : variables) text += (text.empty() ? "" : ", ") + link(v);
    return text;
  }

  std::string dimension_links(const std::vector<int>& dimensions) const {
    std::string text;
    for (const int d : dimensions) {
      const Dimension& dimension = dimension_at(model_, d);
      text += text.empty() ? "" : ", ";
      if (is_declared(model_, dimension.span)) {
        std::string tip;
        if (!dimension.label.empty()) tip = " title=\"" + escaped_html(in_one_line(dimension.label)) + "\"";
        text += "<a href=\"#" + anchor(dimension.name) + "\"" + tip + ">" + escaped_html(dimension.name) + "</a>";
      } else {
        text += escaped_html(dimension.name);
      }
    }
    return text;
  }

  // The text of an equation in which every variable and lookup leads to its place.
  std::string linked(std::string_view equation) const {
    std::string text;
    for (const Piece& piece : pieces_of(equation)) {
      const std::string_view shown = equation.substr(piece.begin, piece.end - piece.begin);
      const auto variable = variables_.find(piece.name);
      const auto lookup = lookups_.find(piece.name);
      if (variable != variables_.end()) {
        const Variable& found = variable_at(model_, variable->second);
        text += link(found.name, found.label, found.span, shown);
      } else if (lookup != lookups_.end()) {
        const Lookup& found = model_.lookups[static_cast<std::size_t>(lookup->second)];
        text += link(found.name, found.label, found.span, shown);
      } else {
        text += escaped_html(shown);
      }
    }
    return text;
  }

  // --- contents and head ---

  void write_entry(const std::string& where, const std::string& title, std::size_t count) {
    out_ += "<li><a href=\"#" + where + "\">" + title +
            (count > 0 ? element("small", std::to_string(count)) : std::string()) + "</a></li>\n";
  }

  void write_contents() {
    out_ +=
        "<nav>\n<p class=\"t\"><a href=\"#page.top\">" + both(model_title()) + "</a></p>\n<div class=\"n\">\n<ul>\n";
    if (parts_.size() > 1) write_entry("page.overview", both(words::overview), 0);
    if (!declared_dimensions(model_).empty()) {
      write_entry("page.dimensions", both(words::dimensions_of_model), declared_dimensions(model_).size());
    }
    out_ += "</ul>\n<ul class=\"g\">\n";
    for (const int p : parts_) {
      const std::vector<int> variables = declared_variables(model_, p);
      if (parts_.size() > 1) {
        if (has_content(p)) write_entry(part_anchor(p), both(title_of(p)), variables.size());
        continue;
      }
      for (const KindRow& kind : declared_kinds) {
        const std::size_t count = of_kind(model_, variables, kind).size();
        if (count > 0) write_entry(kind_anchor(p, kind), both(kind.many), count);
      }
      write_entry_of(model_.lookups, p, "lookups", words::lookups);
      write_entry_of(model_.checks, p, "checks", words::checks);
    }
    out_ += "</ul>\n";
    if (part_ == whole_model && has_money()) {
      out_ += "<ul class=\"g\">\n";
      write_entry("page.money", both(words::money), 0);
      out_ += "</ul>\n";
    }
    out_ += "</div>\n</nav>\n";
  }

  template <class Items>
  void write_entry_of(const Items& items, int p, const char* section, const Said& title) {
    const auto count = count_in(items, p);
    if (count > 0) write_entry(part_anchor(p) + "." + section, both(title), count);
  }

  template <class Items>
  std::size_t count_in(const Items& items, int p) const {
    return static_cast<std::size_t>(
        std::count_if(items.begin(), items.end(), [&](const auto& item) { return belongs_to(model_, item.span, p); }));
  }

  bool has_content(int p) const {
    return !declared_variables(model_, p).empty() || count_in(model_.lookups, p) > 0 || count_in(model_.checks, p) > 0;
  }

  void write_fact(const Said& title, const std::string& what) {
    if (!what.empty()) out_ += "<dt>" + both(title) + "</dt><dd>" + what + "</dd>\n";
  }

  void write_head() {
    const bool whole = part_ == whole_model;
    const Text title = whole ? model_title() : title_of(part_);
    out_ += "<header>\n<p class=\"k\">" + both(whole ? words::system_dynamics_model : words::part_of_model) + "</p>\n";
    out_ += "<h1>" + escaped_html(title.in(Language::chinese)) + "</h1>\n";
    if (title.in(Language::english) != title.in(Language::chinese)) {
      out_ += "<p lang=\"en\">" + escaped_html(title.en) + "</p>\n";
    }
    if (whole && !model_.note.empty()) out_ += element("p", both(model_.note)) + "\n";
    out_ += "<dl class=\"m\">\n";
    if (whole) {
      write_fact(words::model, element("code", escaped_html(model_.name)));
    } else {
      write_fact(words::part, element("code", escaped_html(part_at(part_).name)));
      write_fact(words::model, element("code", escaped_html(model_.name)) + " " + both(model_.title));
    }
    write_fact(words::time, both(time_text(model_.time, Language::chinese), time_text(model_.time, Language::english)));
    write_fact(words::number_of_variables, std::to_string(declared_variables(model_, part_).size()));
    out_ += "</dl>\n</header>\n";
  }

  // Parts against kinds, with how many variables each has of each.
  void write_overview() {
    out_ += "<section id=\"page.overview\">\n<h2>" + both(words::overview) +
            "</h2>\n<div class=\"w\"><table class=\"o\">\n<thead><tr><th>" + both(words::part) + "</th>";
    for (const KindRow& kind : declared_kinds) out_ += "<th>" + both(kind.many) + "</th>";
    out_ += "<th>" + both(words::all) + "</th></tr></thead>\n<tbody>\n";
    for (const int p : parts_) {
      if (!has_content(p)) continue;
      const std::vector<int> variables = declared_variables(model_, p);
      out_ += "<tr><td><a href=\"#" + part_anchor(p) + "\">" + both(title_of(p)) + "</a></td>";
      for (const KindRow& kind : declared_kinds) {
        const std::size_t count = of_kind(model_, variables, kind).size();
        out_ += count == 0 ? std::string("<td></td>")
                           : "<td><a href=\"#" + kind_anchor(p, kind) + "\">" + std::to_string(count) + "</a></td>";
      }
      out_ += "<td>" + std::to_string(variables.size()) + "</td></tr>\n";
    }
    const std::vector<int> variables = declared_variables(model_);
    out_ += "<tr><td>" + both(words::all) + "</td>";
    for (const KindRow& kind : declared_kinds) {
      out_ += element("td", std::to_string(of_kind(model_, variables, kind).size()));
    }
    out_ += element("td", std::to_string(variables.size())) + "</tr>\n</tbody>\n</table></div>\n</section>\n";
  }

  // --- tables ---

  // Opens a table of things by name; its last column is the widest.
  void open_table(const Said& second, const Said& third, const std::string& last) {
    out_ +=
        "<table class=\"c\">\n<colgroup><col class=\"n\"><col class=\"l\"><col class=\"u\"><col></colgroup>\n"
        "<thead><tr><th>" +
        both(words::name) + "</th><th>" + both(second) + "</th><th>" + both(third) + "</th><th>" + last +
        "</th></tr></thead>\n<tbody>\n";
  }
  void close_table() { out_ += "</tbody>\n</table>\n"; }

  // Opens a row with the columns of name and label. The name leads to itself, so that its address can be copied.
  void open_row(const std::string& id, const std::string& name, const Span& span, const std::string& below,
                const Text& label) {
    out_ += "<tr id=\"" + id + "\"><td><a href=\"#" + id + "\" title=\"" + escaped_html(place_of(span)) + "\"><code>" +
            breakable(name) + "</code></a>" + below + "</td><td>" + both(label) + "</td>";
  }

  static std::string place_of(const Span& span) {
    const std::string file = std::filesystem::path(span.source->name()).filename().string();
    return file + ":" + std::to_string(span.source->position(span.begin).line);
  }

  // Facts in small letters below what a cell holds.
  void open_facts() { out_ += "<dl class=\"d\">"; }
  void write_small_fact(const Said& title, const std::string& what) {
    if (!what.empty()) out_ += "<dt>" + both(title) + "</dt><dd>" + what + "</dd>";
  }
  void write_users(const std::vector<int>& users) {
    if (users.empty()) return;
    std::string shown = element("code", links(users));
    if (users.size() > most_open_links) {
      shown = "<details><summary>" +
              both(count_text(users.size(), Language::chinese), count_text(users.size(), Language::english)) +
              "</summary>" + shown + "</details>";
    }
    write_small_fact(words::needed_by, shown);
  }
  void close_facts() {
    constexpr std::string_view opened = "<dl class=\"d\">";
    if (out_.ends_with(opened)) {
      out_.erase(out_.size() - opened.size());
    } else {
      out_ += "</dl>";
    }
  }

  // --- dimensions and mappings ---

  void write_dimensions() {
    const std::vector<int> declared = declared_dimensions(model_);
    if (declared.empty()) return;
    out_ += "<section id=\"page.dimensions\">\n<h2>" + both(words::dimensions_of_model) + "</h2>\n";
    open_table(words::label, words::kind, both(words::elements));
    for (const int d : declared) {
      const Dimension& dimension = dimension_at(model_, d);
      open_row(anchor(dimension.name), dimension.name, dimension.span, "", dimension.label);
      out_ += "<td>";
      if (dimension.parent >= 0) {
        const std::string& parent = dimension_at(model_, dimension.parent).name;
        const Said& said = dimension.copy ? words::copy_of : words::part_of;
        out_ += both(say(said, Language::chinese, parent), say(said, Language::english, parent));
      } else if (dimension.from_data) {
        out_ += both(words::from_data);
      }
      out_ += "</td><td class=\"h\">";
      if (!dimension.copy && !dimension.from_data) write_elements(dimension);
      out_ += "</td></tr>\n";
    }
    close_table();
    const bool maps = std::any_of(model_.mappings.begin(), model_.mappings.end(),
                                  [&](const Mapping& mapping) { return is_declared(model_, mapping.span); });
    if (maps) write_mappings();
    out_ += "</section>\n";
  }

  void write_elements(const Dimension& dimension) {
    std::string text;
    for (const Element& item : dimension.elements) {
      text += text.empty() ? "" : "<br>";
      text += element("code", escaped_html(item.name));
      if (!item.label.empty() && in_one_line(item.label) != item.name) text += " " + both(item.label);
    }
    // Names alone stand in one line.
    const bool labelled = std::any_of(dimension.elements.begin(), dimension.elements.end(), [](const Element& item) {
      return !item.label.empty() && in_one_line(item.label) != item.name;
    });
    if (!labelled) {
      std::vector<std::string> names;
      for (const Element& item : dimension.elements) names.push_back(element("code", escaped_html(item.name)));
      text = joined(names, ", ");
    }
    out_ += text;
  }

  void write_mappings() {
    out_ += "<h3>" + both(words::mappings) + "</h3>\n";
    open_table(words::label, words::over, both(words::maps_to));
    for (const Mapping& mapping : model_.mappings) {
      if (!is_declared(model_, mapping.span)) continue;
      open_row(anchor(mapping.name), mapping.name, mapping.span, "", {});
      const Dimension& from = dimension_at(model_, mapping.from);
      const Dimension& to = dimension_at(model_, mapping.to);
      out_ += "<td>" + dimension_links({mapping.from}) + " → " + dimension_links({mapping.to}) + "</td><td><code>";
      std::vector<std::string> pairs;
      for (std::size_t e = 0; e < mapping.image.size(); ++e) {
        const std::string& image = to.elements[static_cast<std::size_t>(mapping.image[e])].name;
        if (!from.elements[e].name.empty()) pairs.push_back(from.elements[e].name + " → " + image);
      }
      out_ += escaped_html(joined(pairs, ", ")) + "</code></td></tr>\n";
    }
    close_table();
  }

  // --- parts ---

  void write_part(int p) {
    if (!has_content(p)) return;
    const ModelPart& part = part_at(p);
    const std::vector<int> variables = declared_variables(model_, p);
    out_ += "<section id=\"" + part_anchor(p) + "\">\n<h2>" +
            (part_ == whole_model ? both(title_of(p)) : both(words::variables)) + "</h2>\n";
    out_ += "<p class=\"s\">" +
            (part.title.empty() ? std::string() : element("code", escaped_html(part.name)) + " · ") +
            escaped_html(std::filesystem::path(part.source->name()).filename().string()) + " · " +
            both(count_text(variables.size(), Language::chinese), count_text(variables.size(), Language::english)) +
            "</p>\n";
    for (const KindRow& kind : declared_kinds) {
      const std::vector<int> of_this_kind = of_kind(model_, variables, kind);
      if (!of_this_kind.empty()) write_kind(p, kind, of_this_kind);
    }
    if (count_in(model_.lookups, p) > 0) write_lookups(p);
    if (count_in(model_.checks, p) > 0) write_checks(p);
    out_ += "</section>\n";
  }

  void open_list(const std::string& id, const Said& title, std::size_t count) {
    out_ += "<h3 id=\"" + id + "\">" + both(title) + element("small", std::to_string(count)) + "</h3>\n";
  }

  void write_kind(int p, const KindRow& kind, const std::vector<int>& variables) {
    open_list(kind_anchor(p, kind), kind.many, variables.size());
    const Said& how = kind.kind == Kind::input      ? words::default_value
                      : kind.kind == Kind::constant ? words::value
                                                    : words::equation;
    open_table(words::label, words::unit, both(how));
    for (const int v : variables) write_variable(v);
    close_table();
  }

  void write_variable(int v) {
    const Variable& variable = variable_at(model_, v);
    std::string below;
    if (!variable.id.empty() && variable.id != variable.name) below += element("small", escaped_html(variable.id));
    if (variable.indicator) below += " " + indicator_mark(*variable.indicator);
    open_row(anchor(variable.name), variable.name, variable.span, below, variable.label);
    out_ += "<td>" + both(unit_text(variable.unit, Language::chinese), unit_text(variable.unit, Language::english));
    if (!variable.dimensions.empty()) out_ += element("small", dimension_links(variable.dimensions));
    out_ += "</td><td>";
    if (variable.kind != Kind::stock) {
      out_ += equations(variable);
      write_values(variable);
    }
    open_facts();
    if (variable.kind == Kind::stock) write_stock(variable);
    if (variable.has_rule()) write_small_fact(words::kind, both(words::rule));
    if (variable.range) {
      write_small_fact(words::range, plain_number(variable.range->low) + " – " + plain_number(variable.range->high));
    }
    write_small_fact(words::note, both(variable.note));
    write_small_fact(words::source, both(variable.source));
    write_users(dependence_.needed_by[static_cast<std::size_t>(v)]);
    close_facts();
    out_ += "</td></tr>\n";
  }

  static std::string indicator_mark(const Indicator& indicator) {
    const char* arrow = "";
    if (indicator.better == Indicator::Better::higher) arrow = " ↑";
    if (indicator.better == Indicator::Better::lower) arrow = " ↓";
    const Text told(indicator_text(indicator, Language::chinese), indicator_text(indicator, Language::english));
    return "<span class=\"b\" title=\"" + escaped_html(in_one_line(told)) + "\">" + std::string(words::indicator.zh) +
           " " + std::string(words::indicator.en) + arrow + "</span>";
  }

  std::string equations(const Variable& variable) const {
    std::string text;
    for (const Equation& equation : variable.equations) {
      const std::string cells = variable.equations.size() > 1 ? cells_text(model_, variable, equation) : "";
      text += "<div class=\"e\">" + (cells.empty() ? "" : element("b", escaped_html(cells))) + linked(equation.text) +
              "</div>";
    }
    return text;
  }

  void write_values(const Variable& variable) {
    const std::vector<ValueRow> rows = value_rows(model_, variable);
    if (rows.empty()) return;
    out_ += "<div class=\"e v\">";
    for (std::size_t i = 0; i < std::min(rows.size(), most_values); ++i) {
      const auto& [elements, value] = rows[i];
      out_ += "<span>" + (elements.empty() ? "" : element("b", escaped_html(elements))) +
              (std::isnan(value) ? element("i", both(words::from_data)) : plain_number(value)) + "</span>";
    }
    if (rows.size() > most_values) out_ += "<i>… " + std::to_string(rows.size()) + "</i>";
    out_ += "</div>";
  }

  void write_stock(const Variable& variable) {
    write_small_fact(words::initial, equations(variable));
    const auto flows = [&](const std::vector<Term>& terms) {
      std::string text;
      for (const std::string& flow : flow_texts(model_, terms)) text += (text.empty() ? "" : ", ") + linked(flow);
      return text.empty() ? text : "<div class=\"e\">" + text + "</div>";
    };
    write_small_fact(words::inflows, flows(variable.inflows));
    write_small_fact(words::outflows, flows(variable.outflows));
  }

  // --- lookups, checks, money ---

  void write_lookups(int p) {
    open_list(part_anchor(p) + ".lookups", words::lookups, count_in(model_.lookups, p));
    open_table(words::label, words::unit, both(words::curve));
    for (std::size_t l = 0; l < model_.lookups.size(); ++l) {
      const Lookup& lookup = model_.lookups[l];
      if (!belongs_to(model_, lookup.span, p)) continue;
      open_row(anchor(lookup.name), lookup.name, lookup.span, "", lookup.label);
      out_ += "<td>" +
              both(unit_text(lookup.x_unit, Language::chinese) + " → " + unit_text(lookup.y_unit, Language::chinese),
                   unit_text(lookup.x_unit, Language::english) + " → " + unit_text(lookup.y_unit, Language::english)) +
              "</td><td>" + curve(lookup);
      open_facts();
      std::string points;
      for (std::size_t i = 0; i < std::min(lookup.x.size(), most_values); ++i) {
        points += (i == 0 ? "(" : " (") + plain_number(lookup.x[i]) + ", " + plain_number(lookup.y[i]) + ")";
      }
      if (lookup.x.size() > most_values) points += " … " + std::to_string(lookup.x.size());
      write_small_fact(words::points, element("code", points));
      const bool straight = lookup.between == Lookup::Between::linear;
      const bool held = lookup.outside == Lookup::Outside::hold;
      write_small_fact(words::kind, both(straight ? words::linear_between : words::steps_between) + "; " +
                                        both(held ? words::held_outside : words::extended_outside));
      write_small_fact(words::note, both(lookup.note));
      write_small_fact(words::source, both(lookup.source));
      write_users(dependence_.lookup_users[l]);
      close_facts();
      out_ += "</td></tr>\n";
    }
    close_table();
  }

  static const Said& when(const Check& check) {
    switch (check.when) {
      case Check::When::always:
        return words::always;
      case Check::When::at_start:
        return words::when_started;
      case Check::When::at_stop:
        return words::when_stopped;
    }
    throw InternalError("a check that is never made");
  }

  void write_checks(int p) {
    open_list(part_anchor(p) + ".checks", words::checks, count_in(model_.checks, p));
    open_table(words::label, words::over, both(words::condition));
    for (const Check& check : model_.checks) {
      if (!belongs_to(model_, check.span, p)) continue;
      open_row("check." + anchor(check.name), check.name, check.span, "", check.label);
      out_ += "<td>" + dimension_links(check.dimensions) + "</td><td><div class=\"e\">" + linked(check.equation.text) +
              "</div><small class=\"h\">" + both(when(check)) + "</small></td></tr>\n";
    }
    close_table();
  }

  bool has_money() const { return !model_.money_inputs.empty() || !model_.money_sources.empty(); }

  void write_money() {
    if (!has_money()) return;
    out_ += "<section id=\"page.money\">\n<h2>" + both(words::money) + "</h2>\n<dl class=\"m\">\n";
    write_fact(words::money_inputs, element("code", links(model_.money_inputs)));
    std::string sources;
    for (const MoneySource& source : model_.money_sources) {
      sources += sources.empty() ? "" : "<br>";
      sources += element("code", escaped_html(source.name));
      if (!source.label.empty()) sources += " " + both(source.label);
      if (source.adds_to >= 0) sources += " → " + element("code", link(source.adds_to));
    }
    write_fact(words::money_sources, sources);
    if (model_.money_share_paid >= 0) {
      write_fact(words::share_paid, element("code", link(model_.money_share_paid)));
    }
    out_ += "</dl>\n</section>\n";
  }

  const Model& model_;
  int part_;
  Dependence dependence_;
  std::vector<int> parts_;  // those on the page
  std::unordered_map<std::string, int> variables_;
  std::unordered_map<std::string, int> lookups_;
  std::string out_;
};

}  // namespace

std::string describe_model_html(const Model& model) { return Page(model, whole_model).write(); }

std::string describe_part_html(const Model& model, int part) { return Page(model, part).write(); }

}  // namespace ronghe
