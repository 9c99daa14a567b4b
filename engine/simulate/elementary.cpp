#include "simulate/elementary.hpp"

#include "ronghe/simulate.hpp"

#include <sleef.h>

namespace ronghe {
namespace {

#if defined(__x86_64__)
#define RONGHE_OVER_RUN(function)                                                                          \
  [](double* out, const double* in, int count) {                                                           \
    over_packets<__m128d>(out, in, count, [](__m128d x) { return Sleef_cinz_##function##d2_u10sse2(x); }); \
  }
#else
#define RONGHE_OVER_RUN(function)                                                                         \
  [](double* out, const double* in, int count) {                                                          \
    over_packets<double>(out, in, count, [](double x) { return Sleef_cinz_##function##d1_u10purec(x); }); \
  }
#endif

constexpr ElementaryFunctions baseline_functions = RONGHE_ELEMENTARY_FUNCTIONS(RONGHE_OVER_RUN);

const ElementaryFunctions& functions_of(InstructionSet set) {
#if defined(__x86_64__)
  if (set == InstructionSet::avx512) return avx512_functions;
  if (set == InstructionSet::avx) return avx_functions;
#endif
  return baseline_functions;
}

const ElementaryFunctions* in_use = &functions_of(instruction_sets().back());

}  // namespace

const ElementaryFunctions& elementary() { return *in_use; }

std::vector<InstructionSet> instruction_sets() {
  std::vector<InstructionSet> sets = {InstructionSet::baseline};
#if defined(__x86_64__)
  if (__builtin_cpu_supports("avx")) sets.push_back(InstructionSet::avx);
  if (__builtin_cpu_supports("avx512f")) sets.push_back(InstructionSet::avx512);
#endif
  return sets;
}

std::string_view name_of(InstructionSet set) {
  switch (set) {
    case InstructionSet::baseline:
      return "baseline";
    case InstructionSet::avx:
      return "avx";
    case InstructionSet::avx512:
      return "avx512";
  }
  throw InternalError("a set of instructions without a name");
}

void use(InstructionSet set) { in_use = &functions_of(set); }

}  // namespace ronghe
