// Every kernel, in every way its operands can lie in memory, against the meaning of its operation on single numbers.
#include "simulate/kernels.hpp"

#include <bit>
#include <cmath>
#include <iterator>
#include <limits>
#include <random>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

const double infinity = std::numeric_limits<double>::infinity();
const double nan = std::numeric_limits<double>::quiet_NaN();

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

// Numbers of every kind, among them those where functions are exceptional.
std::vector<double> sample(std::size_t count, unsigned seed) {
  const std::vector<double> special = {0.0,  -0.0, 1.0,      -1.0,      2.0, 0.5,   -0.5,   1.5,
                                       -2.5, 3.0,  infinity, -infinity, nan, 1e300, 1e-300, 710.0};
  std::mt19937_64 random(seed);
  std::vector<double> result;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t word = random();
    const double u = static_cast<double>(word >> 11) * 0x1p-53;
    if (word % 4 == 0) {
      result.push_back(special[(word >> 8) % special.size()]);
    } else {
      result.push_back((u - 0.4) * std::pow(10.0, static_cast<double>(word % 5)));
    }
  }
  return result;
}

const std::vector<double> hundred = [] {
  std::vector<double> x;
  for (int i = 0; i < 100; ++i) x.push_back(0.25 * i - 10);
  return x;
}();

const arithmetic::Curve curves[] = {
    {{-1, 0, 0.5, 3}, {2, -0.0, 7, 1}, false, false},
    {{-1, 0, 0.5, 3}, {2, 1, 7, 1}, false, true},
    {{-1, 0, 0.5, 3}, {2, 1, 7, 1}, true, false},
    {hundred, sample(100, 9), false, false},
};

double expected(Operation operation, double a, double b, double c, int exponent, const arithmetic::Curve& curve) {
  using namespace arithmetic;
  switch (operation) {
    case Operation::copy:
    case Operation::gather:
      return a;
    case Operation::negate:
      return -a;
    case Operation::absolute:
      return std::fabs(a);
    case Operation::square_root:
      return std::sqrt(a);
    case Operation::exponential:
      return exponential(a);
    case Operation::logarithm:
      return logarithm(a);
    case Operation::logarithm10:
      return logarithm10(a);
    case Operation::sine:
      return sine(a);
    case Operation::cosine:
      return cosine(a);
    case Operation::tangent:
      return tangent(a);
    case Operation::arcsine:
      return arcsine(a);
    case Operation::arccosine:
      return arccosine(a);
    case Operation::arctangent:
      return arctangent(a);
    case Operation::hyperbolic_sine:
      return hyperbolic_sine(a);
    case Operation::hyperbolic_cosine:
      return hyperbolic_cosine(a);
    case Operation::hyperbolic_tangent:
      return hyperbolic_tangent(a);
    case Operation::round:
      return std::round(a);
    case Operation::truncate:
      return std::trunc(a);
    case Operation::logical_not:
      return truth(a == 0);
    case Operation::power_whole:
      return power_whole(a, exponent);
    case Operation::lookup:
      return lookup(curve, a);
    case Operation::add:
      return a + b;
    case Operation::subtract:
      return a - b;
    case Operation::multiply:
      return a * b;
    case Operation::divide:
      return a / b;
    case Operation::power:
      return power(a, b);
    case Operation::minimum:
      return minimum(a, b);
    case Operation::maximum:
      return maximum(a, b);
    case Operation::modulo:
      return modulo(a, b);
    case Operation::remainder:
      return arithmetic::remainder(a, b);
    case Operation::equal:
      return truth(a == b);
    case Operation::not_equal:
      return truth(a != b);
    case Operation::less:
      return truth(a < b);
    case Operation::less_equal:
      return truth(a <= b);
    case Operation::logical_and:
      return truth(a != 0 && b != 0);
    case Operation::logical_or:
      return truth(a != 0 || b != 0);
    case Operation::divide_or:
      return divide_or(a, b, c);
    case Operation::select:
      return select(a, b, c);
    case Operation::sum:
    case Operation::product:
    case Operation::smallest:
    case Operation::largest:
    case Operation::draw_first:
    case Operation::draw_second:
      break;
  }
  return nan;
}

const int counts[] = {1, 2, 3, 7, 8, 9, 63, 64, 65, 131};

class ElementWise : public testing::TestWithParam<int> {};

TEST_P(ElementWise, GivesTheSameBitsWhereverItsOperandsLie) {
  const auto operation = static_cast<Operation>(GetParam());
  const int operands = operands_of(operation);
  for (const arithmetic::Curve& curve : curves) {
    if (operation != Operation::lookup && &curve != &curves[0]) break;  // only lookups read one
    for (const int count : counts) {
      for (int way = 0; way < 27; ++way) {
        // Each operand: one number, a run, or every third number.
        constexpr std::int32_t strides[] = {1, 0, 3};
        Bound bound;
        bound.count = count;
        bound.exponent = way % 2 == 0 ? 5 : -6;
        bound.stride = {1, strides[way % 3], strides[way / 3 % 3], strides[way / 9]};
        bound.place = {0, 400, 800, 1200};
        BoundDetail detail;
        detail.curve = &curve;
        bound.detail = &detail;
        bound.kernel = kernel_of(operation, bound.stride, count, detail);
        std::vector<double> slots = sample(1600, static_cast<unsigned>(way + 100 * count));
        const std::vector<double> before = slots;
        bound.kernel(bound, slots.data(), {});
        for (int i = 0; i < count; ++i) {
          double x[3] = {};
          for (int k = 0; k < operands; ++k) {
            const std::ptrdiff_t stride = bound.stride[static_cast<std::size_t>(k) + 1];
            const std::ptrdiff_t at = std::ptrdiff_t{400} * (k + 1) + i * stride;
            x[k] = before[static_cast<std::size_t>(at)];
          }
          const double wanted = expected(operation, x[0], x[1], x[2], bound.exponent, curve);
          ASSERT_TRUE(same(slots[static_cast<std::size_t>(i)], wanted))
              << name_of(operation) << " of " << x[0] << ", " << x[1] << ", " << x[2] << " at " << i << " of " << count
              << ", way " << way << ": " << slots[static_cast<std::size_t>(i)] << " instead of " << wanted;
        }
        for (std::size_t i = static_cast<std::size_t>(count); i < slots.size(); ++i) {
          ASSERT_TRUE(same(slots[i], before[i])) << name_of(operation) << " wrote behind its run";
        }
      }
    }
  }
}

TEST_P(ElementWise, MayWriteOverAnOperand) {
  const auto operation = static_cast<Operation>(GetParam());
  for (int over = 1; over <= operands_of(operation); ++over) {
    for (const int count : counts) {
      Bound bound;
      bound.count = count;
      bound.exponent = 3;
      bound.stride = {1, 1, 1, 1};
      bound.place = {0, 400, 800, 1200};
      bound.place[0] = bound.place[static_cast<std::size_t>(over)];
      BoundDetail detail;
      detail.curve = &curves[0];
      bound.detail = &detail;
      bound.kernel = kernel_of(operation, bound.stride, count, detail);
      std::vector<double> slots = sample(1600, static_cast<unsigned>(count));
      const std::vector<double> before = slots;
      bound.kernel(bound, slots.data(), {});
      for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        const double wanted = expected(operation, before[400 + i], before[800 + i], before[1200 + i], 3, curves[0]);
        ASSERT_TRUE(same(slots[static_cast<std::size_t>(bound.place[0]) + i], wanted)) << name_of(operation);
      }
    }
  }
}

std::string test_name(const testing::TestParamInfo<int>& info) {
  return std::string(name_of(static_cast<Operation>(info.param)));
}

// All but those that are not element by element.
std::vector<int> element_wise() {
  std::vector<int> result;
  for (int i = 0; i < static_cast<int>(std::size(operation_names)); ++i) {
    const auto operation = static_cast<Operation>(i);
    if (!is_reduction(operation) && operands_of(operation) > 0 && operation != Operation::gather) result.push_back(i);
  }
  return result;
}

INSTANTIATE_TEST_SUITE_P(Operation, ElementWise, testing::ValuesIn(element_wise()), test_name);

// Reduces `terms` as the language says, whatever the kernel does.
double reduced(Operation operation, const std::vector<double>& terms) {
  const auto join = [&](double a, double b) {
    switch (operation) {
      case Operation::product:
        return a * b;
      case Operation::smallest:
        return arithmetic::minimum(a, b);
      case Operation::largest:
        return arithmetic::maximum(a, b);
      default:
        return a + b;
    }
  };
  const bool eight = operation == Operation::sum || operation == Operation::product;
  std::vector<double> parts(terms.begin(), terms.begin() + (eight && terms.size() >= 8 ? 8 : 1));
  for (std::size_t i = parts.size(); i < terms.size(); ++i) {
    double& part = parts[i % parts.size()];
    part = join(part, terms[i]);
  }
  if (parts.size() == 1) return parts[0];
  return join(join(join(parts[0], parts[4]), join(parts[2], parts[6])),
              join(join(parts[1], parts[5]), join(parts[3], parts[7])));
}

TEST(Reduction, AddsInTheOrderOfTheLanguageWhereverItsTermsLie) {
  for (const Operation operation : {Operation::sum, Operation::product, Operation::smallest, Operation::largest}) {
    for (const std::ptrdiff_t terms : {2, 7, 8, 9, 16, 100}) {
      for (const int count : {1, 2, 8, 64, 70}) {
        // Terms side by side, or a run apart.
        for (const bool side_by_side : {true, false}) {
          Bound bound;
          bound.count = count;
          bound.place = {0, 100, 0, 0};
          bound.stride = {1, static_cast<std::int32_t>(side_by_side ? terms : 1), 0, 0};
          BoundDetail detail;
          for (std::ptrdiff_t t = 0; t < terms; ++t) detail.table.push_back(side_by_side ? t : t * count);
          bound.detail = &detail;
          bound.kernel = kernel_of(operation, bound.stride, count, detail);
          std::vector<double> slots(100 + static_cast<std::size_t>(terms * count));
          std::mt19937_64 random(5);
          for (double& x : slots) x = static_cast<double>(random() >> 11) * 0x1p-50 - 3;
          const std::vector<double> before = slots;
          bound.kernel(bound, slots.data(), {});
          for (std::ptrdiff_t i = 0; i < count; ++i) {
            std::vector<double> list;
            for (const std::ptrdiff_t shift : detail.table) {
              list.push_back(before[static_cast<std::size_t>(100 + i * bound.stride[1] + shift)]);
            }
            ASSERT_TRUE(same(slots[static_cast<std::size_t>(i)], reduced(operation, list)))
                << name_of(operation) << ", " << terms << " terms, " << count << " numbers";
          }
        }
      }
    }
  }
}

TEST(Lookup, IsExactAtItsPointsAndHoldsOrGoesOnOutside) {
  const std::vector<double> x = {-1, 0.1, 0.7, 3};
  const std::vector<double> y = {2, 0.3, 7.1, 1.3};
  const arithmetic::Curve holds(x, y, false, false), extends(x, y, false, true), steps(x, y, true, false);
  for (std::size_t i = 0; i < x.size(); ++i) {
    for (const auto* curve : {&holds, &extends, &steps}) EXPECT_EQ(arithmetic::lookup(*curve, x[i]), y[i]);
  }
  EXPECT_EQ(arithmetic::lookup(holds, -infinity), 2);
  EXPECT_EQ(arithmetic::lookup(holds, infinity), 1.3);
  EXPECT_EQ(arithmetic::lookup(extends, -2), 2 + (0.3 - 2) * ((-2.0 + 1) / (0.1 + 1)));
  EXPECT_EQ(arithmetic::lookup(extends, 5), 7.1 + (1.3 - 7.1) * ((5 - 0.7) / (3 - 0.7)));
  EXPECT_EQ(arithmetic::lookup(steps, 2.9), 7.1);
  EXPECT_EQ(arithmetic::lookup(steps, -5), 2);
  EXPECT_TRUE(std::isnan(arithmetic::lookup(holds, nan)));
}

TEST(Gather, FetchesWholeCells) {
  Bound bound;
  bound.count = 2;
  bound.place = {0, 10, 0, 0};
  BoundDetail detail;
  detail.table = {4, 0, 4};
  bound.detail = &detail;
  std::vector<double> slots(20);
  for (std::size_t i = 0; i < slots.size(); ++i) slots[i] = static_cast<double>(i);
  kernel_of(Operation::gather, bound.stride, 2, detail)(bound, slots.data(), {});
  EXPECT_EQ(std::vector<double>(slots.begin(), slots.begin() + 6), (std::vector<double>{14, 15, 10, 11, 14, 15}));
}

TEST(OuterAxes, AreWalkedRowByRow) {
  // out[2][3][4] = a[3][4] + b[2], a broadcast over the first axis, b over the others.
  Bound bound;
  bound.count = 4;
  bound.place = {0, 100, 200, 0};
  bound.stride = {1, 1, 0, 0};
  BoundDetail detail;
  detail.extents = {2, 3};
  detail.strides = {{{12, 0, 1, 0}}, {{4, 4, 0, 0}}};
  bound.detail = &detail;
  std::vector<double> slots(300);
  for (std::size_t i = 0; i < 12; ++i) slots[100 + i] = static_cast<double>(i);
  slots[200] = 100;
  slots[201] = 200;
  kernel_of(Operation::add, bound.stride, 4, detail)(bound, slots.data(), {});
  for (std::size_t i = 0; i < 24; ++i) EXPECT_EQ(slots[i], static_cast<double>(i % 12) + (i < 12 ? 100 : 200));
}

TEST(Draw, BelongsToSeedMemberStepCellAndVariableOnly) {
  BoundDetail detail;
  detail.table = {5, 3};
  detail.key = 77;
  Bound bound;
  bound.count = 3;
  bound.detail = &detail;
  const std::uint64_t members[] = {4, 5, 6};
  std::vector<double> slots(6);
  const Moment moment{.step = 9, .seed = 1, .members = members};
  const Bound::Kernel draw = kernel_of(Operation::draw_first, bound.stride, 3, detail);
  draw(bound, slots.data(), moment);
  for (const double u : slots) {
    EXPECT_GE(u, 0);
    EXPECT_LT(u, 1);
  }
  // Alone, in another place.
  BoundDetail other = detail;
  other.table = {3};
  Bound single = bound;
  single.count = 1;
  single.detail = &other;
  std::vector<double> alone(1);
  draw(single, alone.data(), {.step = 9, .seed = 1, .members = members + 1});
  EXPECT_EQ(alone[0], slots[4]);
  const auto differs = [&](const Moment& at, const BoundDetail& in) {
    single.detail = &in;
    draw(single, alone.data(), at);
    return alone[0] != slots[4];
  };
  EXPECT_TRUE(differs({.step = 8, .seed = 1, .members = members + 1}, other));
  EXPECT_TRUE(differs({.step = 9, .seed = 2, .members = members + 1}, other));
  EXPECT_TRUE(differs({.step = 9, .seed = 1, .members = members}, other));
  other.key = 78;
  EXPECT_TRUE(differs({.step = 9, .seed = 1, .members = members + 1}, other));
}

}  // namespace
}  // namespace ronghe
