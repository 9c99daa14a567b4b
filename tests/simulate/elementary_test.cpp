// Every set of instructions that this processor has gives the bits of SLEEF's plain C functions; and the sources that
// are compiled for more than the baseline keep what they are made of to themselves.
#include "simulate/elementary.hpp"

#include "program/arithmetic.hpp"
#include "ronghe/simulate.hpp"

#include <array>
#include <bit>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

struct Function {
  const char* name;
  ElementaryFunctions::OverRun ElementaryFunctions::*over_run;
  double (*of)(double);
};

constexpr Function functions[] = {
    {"exp", &ElementaryFunctions::exponential, arithmetic::exponential},
    {"ln", &ElementaryFunctions::logarithm, arithmetic::logarithm},
    {"log10", &ElementaryFunctions::logarithm10, arithmetic::logarithm10},
    {"sin", &ElementaryFunctions::sine, arithmetic::sine},
    {"cos", &ElementaryFunctions::cosine, arithmetic::cosine},
    {"tan", &ElementaryFunctions::tangent, arithmetic::tangent},
    {"arcsin", &ElementaryFunctions::arcsine, arithmetic::arcsine},
    {"arccos", &ElementaryFunctions::arccosine, arithmetic::arccosine},
    {"arctan", &ElementaryFunctions::arctangent, arithmetic::arctangent},
    {"sinh", &ElementaryFunctions::hyperbolic_sine, arithmetic::hyperbolic_sine},
    {"cosh", &ElementaryFunctions::hyperbolic_cosine, arithmetic::hyperbolic_cosine},
    {"tanh", &ElementaryFunctions::hyperbolic_tangent, arithmetic::hyperbolic_tangent},
};

// Any bits at all, so numbers of every size and every exception; and numbers as models have them.
std::vector<double> numbers() {
  std::mt19937_64 random(20261201);
  std::vector<double> result = {0.0,          -0.0,   1.0,     -1.0,   HUGE_VAL, -HUGE_VAL,
                                std::nan(""), 5e-324, -5e-324, 709.79, -745.2};
  for (int i = 0; i < 100000; ++i) {
    result.push_back(std::bit_cast<double>(random()));
    result.push_back((static_cast<double>(random() >> 11) * 0x1p-53 - 0.3) * 3);
    result.push_back((static_cast<double>(random() >> 11) * 0x1p-53 - 0.5) * 1500);
  }
  return result;
}

bool same(double a, double b) {
  return std::bit_cast<std::uint64_t>(a) == std::bit_cast<std::uint64_t>(b) || (std::isnan(a) && std::isnan(b));
}

TEST(InstructionSets, GiveTheSameBits) {
  const std::vector<double> in = numbers();
  ASSERT_EQ(instruction_sets().front(), InstructionSet::baseline);
  for (const InstructionSet set : instruction_sets()) {
    use(set);
    for (const Function& function : functions) {
      std::vector<double> out(in.size());
      (elementary().*function.over_run)(out.data(), in.data(), static_cast<int>(in.size()));
      for (std::size_t i = 0; i < in.size(); ++i) {
        ASSERT_TRUE(same(out[i], function.of(in[i]))) << function.name << "(" << in[i] << ") with " << name_of(set);
      }
    }
  }
}

TEST(InstructionSets, WriteTheirRunAndNothingBehind) {
  for (const InstructionSet set : instruction_sets()) {
    use(set);
    for (int count = 0; count <= 20; ++count) {
      std::vector<double> run(30, 0.5);
      elementary().logarithm(run.data(), run.data(), count);
      for (int i = 0; i < 30; ++i) {
        EXPECT_EQ(run[static_cast<std::size_t>(i)], i < count ? arithmetic::logarithm(0.5) : 0.5)
            << name_of(set) << ", " << i << " of " << count;
      }
    }
  }
}

std::string output_of(const std::string& command) {
  std::string text;
  FILE* const pipe = popen(command.c_str(), "r");
  std::array<char, 4096> buffer{};
  while (const std::size_t read = std::fread(buffer.data(), 1, buffer.size(), pipe)) text.append(buffer.data(), read);
  pclose(pipe);
  return text;
}

// The linker keeps one of many equal inline functions: one from here would bring AVX to processors without it. And no
// product and sum may be fused.
TEST(InstructionSets, KeepTheirCodeToThemselves) {
  std::istringstream objects(RONGHE_WIDER_OBJECTS);
  int found = 0;
  for (std::string object; std::getline(objects, object, ':'); ++found) {
    std::istringstream symbols(output_of("nm --defined-only --format=posix '" + object + "'"));
    int defined = 0;
    for (std::string name, type, rest; symbols >> name >> type && std::getline(symbols, rest); ++defined) {
      EXPECT_EQ(std::string("Ww").find(type), std::string::npos) << name << " of " << object;
    }
    EXPECT_GT(defined, 0) << object;
    const std::string code = output_of("objdump --disassemble --no-show-raw-insn '" + object + "'");
    EXPECT_NE(code.find("vmovup"), std::string::npos) << object;
    EXPECT_EQ(code.find("vfm"), std::string::npos) << object;
    EXPECT_EQ(code.find("vfnm"), std::string::npos) << object;
  }
#if defined(__x86_64__)
  EXPECT_EQ(found, 2);
#endif
}

}  // namespace
}  // namespace ronghe
