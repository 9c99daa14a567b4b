// exp, ln and the trigonometric functions over runs of numbers, by SLEEF's `cinz` functions. They give the same bits
// for every set of instructions and every width of its packets (docs/numerics.md), so the processor's widest is taken.
//
// Sources that are compiled for more than the baseline include this header: nothing of the standard library, whose
// inline functions the linker might keep from there.
#pragma once

namespace ronghe {

// One set of instructions. out[i] becomes the function of in[i], i < count; `out` is `in` or does not overlap it.
struct ElementaryFunctions {
  using OverRun = void (*)(double* out, const double* in, int count);

  OverRun exponential, logarithm, logarithm10;
  OverRun sine, cosine, tangent;
  OverRun arcsine, arccosine, arctangent;
  OverRun hyperbolic_sine, hyperbolic_cosine, hyperbolic_tangent;
};

// The set that is in use.
const ElementaryFunctions& elementary();

extern const ElementaryFunctions avx_functions;     // four numbers at a time
extern const ElementaryFunctions avx512_functions;  // eight

// The table of SLEEF's functions, each wrapped by `over_run`.
#define RONGHE_ELEMENTARY_FUNCTIONS(over_run)                                                                   \
  {                                                                                                             \
    over_run(exp), over_run(log), over_run(log10), over_run(sin), over_run(cos), over_run(tan), over_run(asin), \
        over_run(acos), over_run(atan), over_run(sinh), over_run(cosh), over_run(tanh)                          \
  }

namespace {

// Applies `function` to whole packets; the last one is filled up with copies of the last number.
template <class Packet, class Function>
inline void over_packets(double* out, const double* in, int count, Function function) {
  constexpr int width = sizeof(Packet) / sizeof(double);
  int i = 0;
  for (; i + width <= count; i += width) {
    Packet packet;
    __builtin_memcpy(&packet, in + i, sizeof packet);
    packet = function(packet);
    __builtin_memcpy(out + i, &packet, sizeof packet);
  }
  const int rest = count - i;
  if (rest == 0) return;
  double numbers[width];
  for (int k = 0; k < width; ++k) numbers[k] = in[i + (k < rest ? k : rest - 1)];
  Packet packet;
  __builtin_memcpy(&packet, numbers, sizeof packet);
  packet = function(packet);
  __builtin_memcpy(numbers, &packet, sizeof packet);
  for (int k = 0; k < rest; ++k) out[i + k] = numbers[k];
}

}  // namespace
}  // namespace ronghe
