#include "simulate/kernels.hpp"

#include "ronghe/diagnostics.hpp"
#include "simulate/elementary.hpp"

#include <algorithm>
#include <cmath>
#include <cstring>

#include <Eigen/Core>
#include <Random123/philox.h>

// The next loop's rounds may be done in any order: out is an operand itself or does not overlap it. (clang tests that
// at run time.)
#if defined(__GNUC__) && !defined(__clang__)
#define RONGHE_LANES _Pragma("GCC ivdep")
#else
#define RONGHE_LANES
#endif

namespace ronghe {
namespace {

constexpr int chunk = 64;  // numbers that are brought together at once

// Calls body(out, a, b, c) with the beginning of every run.
template <class Body>
inline void for_each_run(const Bound& in, double* slots, Body body) {
  double* const out = slots + in.place[0];
  const double* const a = slots + in.place[1];
  const double* const b = slots + in.place[2];
  const double* const c = slots + in.place[3];
  if (!in.detail || in.detail->extents.empty()) {
    body(out, a, b, c);
    return;
  }
  const BoundDetail& detail = *in.detail;
  const std::size_t levels = detail.extents.size();
  std::array<std::ptrdiff_t, 4> shift{};
  const int inner = detail.extents[levels - 1];
  const auto& inner_stride = detail.strides[levels - 1];
  std::array<int, 16> index{};
  for (;;) {
    std::array<std::ptrdiff_t, 4> s = shift;
    for (int i = 0; i < inner; ++i) {
      body(out + s[0], a + s[1], b + s[2], c + s[3]);
      for (std::size_t k = 0; k < 4; ++k) s[k] += inner_stride[k];
    }
    std::size_t level = levels - 1;
    for (;;) {
      if (level == 0) return;
      --level;
      for (std::size_t k = 0; k < 4; ++k) shift[k] += detail.strides[level][k];
      if (++index[level] < detail.extents[level]) break;
      for (std::size_t k = 0; k < 4; ++k) shift[k] -= detail.strides[level][k] * detail.extents[level];
      index[level] = 0;
    }
  }
}

void bring_together(double* to, const double* from, std::ptrdiff_t stride, int count) {
  for (int i = 0; i < count; ++i) to[i] = from[i * stride];
}

// --- operations over a run ----------------------------------------------------------------------------------------
//
// An operand is a run (const double*) or one number (double), broadcast.

inline double number_at(const double* run, int i) { return run[i]; }
inline double number_at(double number, int) { return number; }

using OutRun = Eigen::Map<Eigen::ArrayXd>;
using InRun = Eigen::Map<const Eigen::ArrayXd>;
inline InRun expression(const double* run, int count) { return InRun(run, count); }
inline double expression(double number, int) { return number; }

#define RONGHE_EIGEN_OPERATION(Name, operator_)                                 \
  struct Name {                                                                 \
    static double of(double x, double y) { return x operator_ y; }              \
    template <class A, class B>                                                 \
    static void run(const Bound&, double* out, A a, B b, int count) {           \
      OutRun(out, count) = expression(a, count) operator_ expression(b, count); \
    }                                                                           \
  };
RONGHE_EIGEN_OPERATION(Add, +)
RONGHE_EIGEN_OPERATION(Subtract, -)
RONGHE_EIGEN_OPERATION(Multiply, *)
RONGHE_EIGEN_OPERATION(Divide, /)
#undef RONGHE_EIGEN_OPERATION

#define RONGHE_BINARY_OPERATION(Name, formula)                        \
  struct Name {                                                       \
    static double of(double x, double y) { return formula; }          \
    template <class A, class B>                                       \
    static void run(const Bound&, double* out, A a, B b, int count) { \
      RONGHE_LANES for (int i = 0; i < count; ++i) {                  \
        const double x = number_at(a, i);                             \
        const double y = number_at(b, i);                             \
        out[i] = formula;                                             \
      }                                                               \
    }                                                                 \
  };
RONGHE_BINARY_OPERATION(Minimum, arithmetic::minimum(x, y))
RONGHE_BINARY_OPERATION(Maximum, arithmetic::maximum(x, y))
RONGHE_BINARY_OPERATION(Modulo, arithmetic::modulo(x, y))
RONGHE_BINARY_OPERATION(Remainder, arithmetic::remainder(x, y))
RONGHE_BINARY_OPERATION(Equal, arithmetic::truth(x == y))
RONGHE_BINARY_OPERATION(NotEqual, arithmetic::truth(x != y))
RONGHE_BINARY_OPERATION(Less, arithmetic::truth(x < y))
RONGHE_BINARY_OPERATION(LessEqual, arithmetic::truth(x <= y))
RONGHE_BINARY_OPERATION(And, arithmetic::truth((x != 0) & (y != 0)))
RONGHE_BINARY_OPERATION(Or, arithmetic::truth((x != 0) | (y != 0)))
#undef RONGHE_BINARY_OPERATION

#define RONGHE_UNARY_OPERATION(Name, formula)                                \
  struct Name {                                                              \
    static void run(const Bound&, double* out, const double* a, int count) { \
      RONGHE_LANES for (int i = 0; i < count; ++i) {                         \
        const double x = a[i];                                               \
        out[i] = formula;                                                    \
      }                                                                      \
    }                                                                        \
  };
RONGHE_UNARY_OPERATION(Copy, x)
RONGHE_UNARY_OPERATION(Negate, -x)
RONGHE_UNARY_OPERATION(Absolute, std::fabs(x))
RONGHE_UNARY_OPERATION(SquareRoot, std::sqrt(x))
RONGHE_UNARY_OPERATION(Round, std::round(x))
RONGHE_UNARY_OPERATION(Truncate, std::trunc(x))
RONGHE_UNARY_OPERATION(Not, arithmetic::truth(x == 0))
#undef RONGHE_UNARY_OPERATION

#define RONGHE_TERNARY_OPERATION(Name, formula)              \
  struct Name {                                              \
    template <class A, class B, class C>                     \
    static void run(double* out, A a, B b, C c, int count) { \
      RONGHE_LANES for (int i = 0; i < count; ++i) {         \
        const double x = number_at(a, i);                    \
        const double y = number_at(b, i);                    \
        const double z = number_at(c, i);                    \
        out[i] = formula;                                    \
      }                                                      \
    }                                                        \
  };
RONGHE_TERNARY_OPERATION(DivideOr, arithmetic::divide_or(x, y, z))
RONGHE_TERNARY_OPERATION(Select, arithmetic::select(x, y, z))
#undef RONGHE_TERNARY_OPERATION

#define RONGHE_ELEMENTARY(Name, function)                                    \
  struct Name {                                                              \
    static void run(const Bound&, double* out, const double* a, int count) { \
      elementary().function(out, a, count);                                  \
    }                                                                        \
  };
RONGHE_ELEMENTARY(Exponential, exponential)
RONGHE_ELEMENTARY(Logarithm, logarithm)
RONGHE_ELEMENTARY(Logarithm10, logarithm10)
RONGHE_ELEMENTARY(Sine, sine)
RONGHE_ELEMENTARY(Cosine, cosine)
RONGHE_ELEMENTARY(Tangent, tangent)
RONGHE_ELEMENTARY(Arcsine, arcsine)
RONGHE_ELEMENTARY(Arccosine, arccosine)
RONGHE_ELEMENTARY(Arctangent, arctangent)
RONGHE_ELEMENTARY(HyperbolicSine, hyperbolic_sine)
RONGHE_ELEMENTARY(HyperbolicCosine, hyperbolic_cosine)
RONGHE_ELEMENTARY(HyperbolicTangent, hyperbolic_tangent)
#undef RONGHE_ELEMENTARY

struct Power {
  static double of(double x, double y) { return arithmetic::power(x, y); }
  template <class A, class B>
  static void run(const Bound& in, double* out, A a, B b, int count) {
    double general[chunk];
    for (int begin = 0; begin < count; begin += chunk) {
      const int length = std::min(chunk, count - begin);
      for (int i = 0; i < length; ++i) general[i] = number_at(a, begin + i);
      Logarithm::run(in, general, general, length);
      for (int i = 0; i < length; ++i) general[i] = number_at(b, begin + i) * general[i];
      Exponential::run(in, general, general, length);
      RONGHE_LANES for (int i = 0; i < length; ++i) {
        out[begin + i] =
            arithmetic::power_with_exceptions(number_at(a, begin + i), number_at(b, begin + i), general[i]);
      }
    }
  }
};

struct PowerWhole {
  static void run(const Bound& in, double* out, const double* a, int count) {
    const int exponent = in.exponent;
    const unsigned magnitude = exponent < 0 ? 0u - static_cast<unsigned>(exponent) : static_cast<unsigned>(exponent);
    unsigned high = 1;
    while (magnitude / 2 >= high) high *= 2;
    double result[chunk];
    for (int begin = 0; begin < count; begin += chunk) {
      const int length = std::min(chunk, count - begin);
      const double* const x = a + begin;
      std::copy(x, x + length, result);
      for (unsigned bit = high / 2; bit != 0; bit /= 2) {
        for (int i = 0; i < length; ++i) result[i] = result[i] * result[i];
        if (!(magnitude & bit)) continue;
        for (int i = 0; i < length; ++i) result[i] = result[i] * x[i];
      }
      if (exponent < 0) {
        for (int i = 0; i < length; ++i) result[i] = 1 / result[i];
      }
      std::copy(result, result + length, out + begin);
    }
  }
};

struct Lookup {
  static void run(const Bound& in, double* out, const double* a, int count) {
    const arithmetic::Curve& curve = *in.detail->curve;
    const std::vector<double>& points = curve.points();
    double counts[chunk];  // of points not right of x
    for (int begin = 0; begin < count; begin += chunk) {
      const int length = std::min(chunk, count - begin);
      const double* const x = a + begin;
      if (points.size() <= 24) {
        std::fill(counts, counts + length, 0.0);
        for (const double point : points) {
          RONGHE_LANES for (int i = 0; i < length; ++i) counts[i] += x[i] >= point ? 1.0 : 0.0;
        }
      } else {
        for (int i = 0; i < length; ++i) {
          // A NaN is behind no point, whatever upper_bound makes of it.
          const auto after = std::upper_bound(points.begin(), points.end(), x[i]);
          counts[i] = x[i] != x[i] ? 0.0 : static_cast<double>(after - points.begin());
        }
      }
      for (int i = 0; i < length; ++i) {
        out[begin + i] = arithmetic::lookup(curve.piece(static_cast<std::size_t>(static_cast<int>(counts[i]))), x[i]);
      }
    }
  }
};

// --- kernels ------------------------------------------------------------------------------------------------------

template <class Op>
void unary(const Bound& in, double* slots, const Moment&) {
  for_each_run(in, slots,
               [&](double* out, const double* a, const double*, const double*) { Op::run(in, out, a, in.count); });
}

template <class Op>
void unary_strided(const Bound& in, double* slots, const Moment&) {
  for_each_run(in, slots, [&](double* out, const double* a, const double*, const double*) {
    double x[chunk];
    for (int begin = 0; begin < in.count; begin += chunk) {
      const int length = std::min(chunk, in.count - begin);
      bring_together(x, a + std::ptrdiff_t{begin} * in.stride[1], in.stride[1], length);
      Op::run(in, out + begin, x, length);
    }
  });
}

template <class Op, bool single_a, bool single_b>
void binary(const Bound& in, double* slots, const Moment&) {
  for_each_run(in, slots, [&](double* out, const double* a, const double* b, const double*) {
    if constexpr (single_a) {
      Op::run(in, out, *a, b, in.count);
    } else if constexpr (single_b) {
      Op::run(in, out, a, *b, in.count);
    } else {
      Op::run(in, out, a, b, in.count);
    }
  });
}

template <class Op>
void binary_strided(const Bound& in, double* slots, const Moment&) {
  for_each_run(in, slots, [&](double* out, const double* a, const double* b, const double*) {
    double x[chunk], y[chunk];
    for (int begin = 0; begin < in.count; begin += chunk) {
      const int length = std::min(chunk, in.count - begin);
      bring_together(x, a + std::ptrdiff_t{begin} * in.stride[1], in.stride[1], length);
      bring_together(y, b + std::ptrdiff_t{begin} * in.stride[2], in.stride[2], length);
      Op::run(in, out + begin, static_cast<const double*>(x), static_cast<const double*>(y), length);
    }
  });
}

template <bool single>
inline auto taken(const double* x) {
  if constexpr (single) {
    return *x;
  } else {
    return x;
  }
}

template <class Op, bool single_a, bool single_b, bool single_c>
void ternary(const Bound& in, double* slots, const Moment&) {
  for_each_run(in, slots, [&](double* out, const double* a, const double* b, const double* c) {
    Op::run(out, taken<single_a>(a), taken<single_b>(b), taken<single_c>(c), in.count);
  });
}

template <class Op>
void ternary_strided(const Bound& in, double* slots, const Moment&) {
  for_each_run(in, slots, [&](double* out, const double* a, const double* b, const double* c) {
    double x[chunk], y[chunk], z[chunk];
    for (int begin = 0; begin < in.count; begin += chunk) {
      const int length = std::min(chunk, in.count - begin);
      bring_together(x, a + std::ptrdiff_t{begin} * in.stride[1], in.stride[1], length);
      bring_together(y, b + std::ptrdiff_t{begin} * in.stride[2], in.stride[2], length);
      bring_together(z, c + std::ptrdiff_t{begin} * in.stride[3], in.stride[3], length);
      Op::run(out + begin, static_cast<const double*>(x), static_cast<const double*>(y), static_cast<const double*>(z),
              length);
    }
  });
}

// One number each: what a model without dimensions is made of, where the walk around a run would cost more than the
// sum.
template <class Op>
void one_of_one(const Bound& in, double* slots, const Moment&) {
  Op::run(in, slots + in.place[0], static_cast<const double*>(slots + in.place[1]), 1);
}

template <class Op>
void one_of_two(const Bound& in, double* slots, const Moment&) {
  slots[in.place[0]] = Op::of(slots[in.place[1]], slots[in.place[2]]);
}

// The only kernel whose result may have gaps: it fills parts of arrays.
void copy_strided(const Bound& in, double* slots, const Moment&) {
  for_each_run(in, slots, [&](double* out, const double* a, const double*, const double*) {
    for (std::ptrdiff_t i = 0; i < in.count; ++i) out[i * in.stride[0]] = a[i * in.stride[1]];
  });
}

// Cells from anywhere, `count` numbers each.
void gather(const Bound& in, double* slots, const Moment&) {
  double* out = slots + in.place[0];
  const double* const a = slots + in.place[1];
  for (const std::ptrdiff_t source : in.detail->table) {
    for (int i = 0; i < in.count; ++i) out[i] = a[source + i];
    out += in.count;
  }
}

struct Plus {
  static constexpr bool in_eight = true;
  static double of(double a, double b) { return a + b; }
};
struct Times {
  static constexpr bool in_eight = true;
  static double of(double a, double b) { return a * b; }
};
struct Smaller {
  static constexpr bool in_eight = false;
  static double of(double a, double b) { return arithmetic::minimum(a, b); }
};
struct Larger {
  static constexpr bool in_eight = false;
  static double of(double a, double b) { return arithmetic::maximum(a, b); }
};

template <class Op>
inline void combine(double* to, const double* from, std::ptrdiff_t stride, int count) {
  if (stride == 1) {
    RONGHE_LANES for (int i = 0; i < count; ++i) to[i] = Op::of(to[i], from[i]);
  } else {
    for (int i = 0; i < count; ++i) to[i] = Op::of(to[i], from[i * stride]);
  }
}

// Reduces the terms table[0], table[1], … of each number of a run.
template <class Op>
void reduce(const Bound& in, double* slots, const Moment&) {
  const std::vector<std::ptrdiff_t>& terms = in.detail->table;
  const std::ptrdiff_t stride = in.stride[1];
  for_each_run(in, slots, [&](double* out, const double* a, const double*, const double*) {
    for (int begin = 0; begin < in.count; begin += chunk) {
      const int length = std::min(chunk, in.count - begin);
      const double* const x = a + begin * stride;
      double* const y = out + begin;
      if (!Op::in_eight || terms.size() < 8) {
        double result[chunk];
        bring_together(result, x + terms[0], stride, length);
        for (std::size_t t = 1; t < terms.size(); ++t) combine<Op>(result, x + terms[t], stride, length);
        std::copy(result, result + length, y);
        continue;
      }
      double p[8][chunk];
      for (std::size_t t = 0; t < 8; ++t) bring_together(p[t], x + terms[t], stride, length);
      for (std::size_t t = 8; t < terms.size(); ++t) combine<Op>(p[t % 8], x + terms[t], stride, length);
      RONGHE_LANES for (int i = 0; i < length; ++i) {
        y[i] = Op::of(Op::of(Op::of(p[0][i], p[4][i]), Op::of(p[2][i], p[6][i])),
                      Op::of(Op::of(p[1][i], p[5][i]), Op::of(p[3][i], p[7][i])));
      }
    }
  });
}

// The same for one number in each run whose terms lie side by side, eight or more: the partial results are the lanes.
template <class Op>
void reduce_side_by_side(const Bound& in, double* slots, const Moment&) {
  const std::vector<std::ptrdiff_t>& terms = in.detail->table;
  const std::size_t count = terms.size();
  for_each_run(in, slots, [&](double* out, const double* a, const double*, const double*) {
    const double* const x = a + terms[0];
    double p[8];
    for (std::size_t k = 0; k < 8; ++k) p[k] = x[k];
    std::size_t t = 8;
    for (; t + 8 <= count; t += 8) {
      for (std::size_t k = 0; k < 8; ++k) p[k] = Op::of(p[k], x[t + k]);
    }
    for (std::size_t k = 0; t + k < count; ++k) p[k] = Op::of(p[k], x[t + k]);
    *out = Op::of(Op::of(Op::of(p[0], p[4]), Op::of(p[2], p[6])), Op::of(Op::of(p[1], p[5]), Op::of(p[3], p[7])));
  });
}

// Numbers in [0, 1) by Philox 4x64-10 (Salmon et al. 2011), a function of who asks and not of when.
template <std::size_t which>
void draw(const Bound& in, double* slots, const Moment& moment) {
  const BoundDetail& detail = *in.detail;
  double* out = slots + in.place[0];
  const std::uint64_t step = detail.at_start ? 0 : moment.step;
  for (const std::ptrdiff_t cell : detail.table) {
    for (int lane = 0; lane < in.count; ++lane) {
      const r123::Philox4x64::ctr_type counter{
          {moment.members[lane], step, static_cast<std::uint64_t>(cell), detail.key}};
      const r123::Philox4x64::key_type key{{moment.seed, 0}};
      *out++ = static_cast<double>(r123::Philox4x64()(counter, key)[which] >> 11) * 0x1p-53;
    }
  }
}

// --- choice -------------------------------------------------------------------------------------------------------

using Strides = std::array<std::int32_t, 4>;

bool is_one(int count, const BoundDetail& detail) { return count == 1 && detail.extents.empty(); }

template <class Op>
Bound::Kernel pick_unary(const Strides& stride, bool one) {
  if (one) return one_of_one<Op>;
  return stride[1] == 1 ? unary<Op> : unary_strided<Op>;
}

template <class Op>
Bound::Kernel pick_binary(const Strides& stride, bool one) {
  if (one) return one_of_two<Op>;
  if (stride[1] == 1 && stride[2] == 1) return binary<Op, false, false>;
  if (stride[1] == 0 && stride[2] == 1) return binary<Op, true, false>;
  if (stride[1] == 1 && stride[2] == 0) return binary<Op, false, true>;
  return binary_strided<Op>;
}

template <class Op>
Bound::Kernel pick_ternary(const Strides& stride) {
  for (std::size_t k = 1; k < 4; ++k) {
    if (stride[k] != 0 && stride[k] != 1) return ternary_strided<Op>;
  }
  const int singles = (stride[1] == 0 ? 1 : 0) + (stride[2] == 0 ? 2 : 0) + (stride[3] == 0 ? 4 : 0);
  constexpr Bound::Kernel kernels[] = {ternary<Op, false, false, false>, ternary<Op, true, false, false>,
                                       ternary<Op, false, true, false>,  ternary<Op, true, true, false>,
                                       ternary<Op, false, false, true>,  ternary<Op, true, false, true>,
                                       ternary<Op, false, true, true>,   ternary<Op, true, true, true>};
  return kernels[singles];
}

template <class Op>
Bound::Kernel pick_reduction(int count, const BoundDetail& detail) {
  bool side_by_side = count == 1 && detail.table.size() >= 8;
  for (std::size_t t = 1; t < detail.table.size(); ++t) {
    side_by_side = side_by_side && detail.table[t] == detail.table[t - 1] + 1;
  }
  if constexpr (Op::in_eight) {
    if (side_by_side) return reduce_side_by_side<Op>;
  }
  return reduce<Op>;
}

}  // namespace

Bound::Kernel kernel_of(Operation operation, const Strides& given, int count, const BoundDetail& detail) {
  Strides stride = given;
  if (count == 1) stride = {1, 1, 1, 1};  // a run of one has no stride
  const bool one = is_one(count, detail);
  switch (operation) {
    case Operation::copy:
      return stride[0] == 1 && stride[1] == 1 ? unary<Copy> : copy_strided;
    case Operation::gather:
      return gather;
    case Operation::negate:
      return pick_unary<Negate>(stride, one);
    case Operation::absolute:
      return pick_unary<Absolute>(stride, one);
    case Operation::square_root:
      return pick_unary<SquareRoot>(stride, one);
    case Operation::exponential:
      return pick_unary<Exponential>(stride, one);
    case Operation::logarithm:
      return pick_unary<Logarithm>(stride, one);
    case Operation::logarithm10:
      return pick_unary<Logarithm10>(stride, one);
    case Operation::sine:
      return pick_unary<Sine>(stride, one);
    case Operation::cosine:
      return pick_unary<Cosine>(stride, one);
    case Operation::tangent:
      return pick_unary<Tangent>(stride, one);
    case Operation::arcsine:
      return pick_unary<Arcsine>(stride, one);
    case Operation::arccosine:
      return pick_unary<Arccosine>(stride, one);
    case Operation::arctangent:
      return pick_unary<Arctangent>(stride, one);
    case Operation::hyperbolic_sine:
      return pick_unary<HyperbolicSine>(stride, one);
    case Operation::hyperbolic_cosine:
      return pick_unary<HyperbolicCosine>(stride, one);
    case Operation::hyperbolic_tangent:
      return pick_unary<HyperbolicTangent>(stride, one);
    case Operation::round:
      return pick_unary<Round>(stride, one);
    case Operation::truncate:
      return pick_unary<Truncate>(stride, one);
    case Operation::logical_not:
      return pick_unary<Not>(stride, one);
    case Operation::power_whole:
      return pick_unary<PowerWhole>(stride, one);
    case Operation::lookup:
      return pick_unary<Lookup>(stride, one);
    case Operation::add:
      return pick_binary<Add>(stride, one);
    case Operation::subtract:
      return pick_binary<Subtract>(stride, one);
    case Operation::multiply:
      return pick_binary<Multiply>(stride, one);
    case Operation::divide:
      return pick_binary<Divide>(stride, one);
    case Operation::power:
      return pick_binary<Power>(stride, one);
    case Operation::minimum:
      return pick_binary<Minimum>(stride, one);
    case Operation::maximum:
      return pick_binary<Maximum>(stride, one);
    case Operation::modulo:
      return pick_binary<Modulo>(stride, one);
    case Operation::remainder:
      return pick_binary<Remainder>(stride, one);
    case Operation::equal:
      return pick_binary<Equal>(stride, one);
    case Operation::not_equal:
      return pick_binary<NotEqual>(stride, one);
    case Operation::less:
      return pick_binary<Less>(stride, one);
    case Operation::less_equal:
      return pick_binary<LessEqual>(stride, one);
    case Operation::logical_and:
      return pick_binary<And>(stride, one);
    case Operation::logical_or:
      return pick_binary<Or>(stride, one);
    case Operation::divide_or:
      return pick_ternary<DivideOr>(stride);
    case Operation::select:
      return pick_ternary<Select>(stride);
    case Operation::sum:
      return pick_reduction<Plus>(count, detail);
    case Operation::product:
      return pick_reduction<Times>(count, detail);
    case Operation::smallest:
      return pick_reduction<Smaller>(count, detail);
    case Operation::largest:
      return pick_reduction<Larger>(count, detail);
    case Operation::draw_first:
      return draw<0>;
    case Operation::draw_second:
      return draw<1>;
  }
  throw InternalError("an instruction of no kind");
}

}  // namespace ronghe
