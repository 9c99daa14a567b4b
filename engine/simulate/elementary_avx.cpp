// Compiled for AVX: four numbers at a time.
#include "simulate/elementary.hpp"

#include <sleef.h>

#define RONGHE_OVER_RUN(function)                                                                         \
  [](double* out, const double* in, int count) {                                                          \
    over_packets<__m256d>(out, in, count, [](__m256d x) { return Sleef_cinz_##function##d4_u10avx(x); }); \
  }

namespace ronghe {
namespace {

constexpr ElementaryFunctions functions = RONGHE_ELEMENTARY_FUNCTIONS(RONGHE_OVER_RUN);

}  // namespace

const ElementaryFunctions avx_functions = functions;

}  // namespace ronghe
