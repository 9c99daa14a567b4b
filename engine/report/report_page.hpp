// The page that a report is: its shell, style and script (engine/report/page), and the data that the script draws.
#pragma once

#include "model/embedded.hpp"
#include "ronghe/report.hpp"

#include <span>
#include <string>
#include <vector>

namespace ronghe {

// `shell.html`, `dist/report.css`, `dist/report.js`.
std::span<const EmbeddedFile> embedded_page();

// What the script of the page reads, as page/src/report_data.ts describes it.
std::string report_data(const Findings& findings, const std::vector<FileHash>& inputs, const Futures& futures);

}  // namespace ronghe
