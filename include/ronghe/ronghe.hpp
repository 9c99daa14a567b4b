// Everything of Ronghe that a program may use: read a model or a scenario, compile it, run it, and tell what came out.
#pragma once

#include "ronghe/analysis.hpp"     // IWYU pragma: export
#include "ronghe/compile.hpp"      // IWYU pragma: export
#include "ronghe/diagnostics.hpp"  // IWYU pragma: export
#include "ronghe/model.hpp"        // IWYU pragma: export
#include "ronghe/output.hpp"       // IWYU pragma: export
#include "ronghe/program.hpp"      // IWYU pragma: export
#include "ronghe/report.hpp"       // IWYU pragma: export
#include "ronghe/sampling.hpp"     // IWYU pragma: export
#include "ronghe/scenario.hpp"     // IWYU pragma: export
#include "ronghe/simulate.hpp"     // IWYU pragma: export
#include "ronghe/statistics.hpp"   // IWYU pragma: export
#include "ronghe/study.hpp"        // IWYU pragma: export
#include "ronghe/uncertainty.hpp"  // IWYU pragma: export
#include "ronghe/units.hpp"        // IWYU pragma: export
