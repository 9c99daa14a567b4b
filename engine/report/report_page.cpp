// Puts a report's page together: one file that asks nothing of anybody. The policy allows only the script whose digest
// it names, and no request.
#include "report/report_page.hpp"

#include "report/html.hpp"
#include "report/page.hpp"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

namespace ronghe {
namespace {

std::string_view page_file(std::string_view path) {
  for (const EmbeddedFile& file : embedded_page()) {
    if (file.path == path) return file.text;
  }
  throw InternalError("a page without " + std::string(path));
}

// JSON inside a `script` element: no text in it may end the element, or a line of JavaScript.
std::string escaped_json(std::string_view json) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 3> escapes = {
      {{"<", "\\u003c"}, {"\u2028", "\\u2028"}, {"\u2029", "\\u2029"}}};
  std::string result;
  for (std::size_t i = 0; i < json.size();) {
    const auto escape = std::find_if(escapes.begin(), escapes.end(),
                                     [&](const auto& each) { return json.substr(i, each.first.size()) == each.first; });
    if (escape == escapes.end()) {
      result += json[i++];
    } else {
      result += escape->second;
      i += escape->first.size();
    }
  }
  return result;
}

}  // namespace

std::string report_html(const Findings& findings, const std::vector<FileHash>& inputs, const Futures& futures) {
  const std::string_view script = page_file("dist/report.js");
  const Scenario& baseline = *findings.lanes[findings.baseline].scenario;
  const std::string title = label_or_name(baseline.model->title, baseline.model->name, Language::chinese) + " · " +
                            label_or_name(baseline.model->title, baseline.model->name, Language::english);
  const std::string policy =
      "default-src 'none'; script-src '" + sha256_source(script) + "'; style-src 'unsafe-inline'; img-src data: blob:";
  const std::pair<std::string_view, std::string> parts[] = {
      {"{{language}}", baseline.language == "en" ? "en" : "zh"},
      {"{{policy}}", policy},
      {"{{title}}", escaped_html(title)},
      {"{{style}}", std::string(page_file("dist/report.css"))},
      {"{{data}}", escaped_json(report_data(findings, inputs, futures))},
      {"{{script}}", std::string(script)},
  };
  // The shell is read once from left to right, so that nothing that is put in is taken for a place to put something.
  const std::string_view shell = page_file("shell.html");
  std::string html;
  for (std::size_t at = 0; at < shell.size();) {
    std::size_t next = shell.size();
    const std::pair<std::string_view, std::string>* part = nullptr;
    for (const auto& each : parts) {
      if (const std::size_t found = shell.find(each.first, at); found < next) {
        next = found;
        part = &each;
      }
    }
    html += shell.substr(at, next - at);
    if (part == nullptr) break;
    html += part->second;
    at = next + part->first.size();
  }
  return html;
}

}  // namespace ronghe
