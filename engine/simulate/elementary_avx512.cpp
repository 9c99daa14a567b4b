// Compiled for AVX-512: eight numbers at a time.
#include "simulate/elementary.hpp"

#include <sleef.h>

#define RONGHE_OVER_RUN(function)                                                                                  \
  [](double* out, const double* in, int count) {                                                                   \
    over_packets<__m512d>(out, in, count, [](__m512d x) { return Sleef_cinz_##function##d8_u10avx512fnofma(x); }); \
  }

namespace ronghe {
namespace {

constexpr ElementaryFunctions functions = RONGHE_ELEMENTARY_FUNCTIONS(RONGHE_OVER_RUN);

}  // namespace

const ElementaryFunctions avx512_functions = functions;

}  // namespace ronghe
