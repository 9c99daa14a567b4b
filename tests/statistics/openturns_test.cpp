// Holds the shares of variance against OpenTURNS (Baudin et al. 2017; Debian: python3-openturns), from the same outputs
// of the same design. Without it the test is skipped.
#include "ronghe/statistics.hpp"
#include "running/run_program.hpp"
#include "statistics/designs.hpp"

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <sstream>
#include <string>
#include <vector>

#include <gtest/gtest.h>

namespace ronghe {
namespace {

constexpr const char* script = RONGHE_SOURCE_DIR "/tests/statistics/sobol_indices.py";

// A Python that has it; empty: there is none.
std::string python() {
  for (const char* const program : {"python3", "/usr/bin/python3"}) {
    if (std::system((std::string(program) + " -c 'import openturns' > /dev/null 2>&1").c_str()) == 0) return program;
  }
  return "";
}

// The lines that the script prints for a design: first order and total of each key.
std::vector<std::vector<double>> by_openturns(const std::string& program,
                                              const std::vector<std::vector<double>>& points,
                                              const std::vector<double>& values, std::size_t keys) {
  const std::size_t base = points.size() / (keys + 2);
  std::ostringstream design;
  design.precision(17);
  design << base << ' ' << keys << '\n';
  for (std::size_t block = 0; block < keys + 2; ++block) {
    for (std::size_t b = 0; b < base; ++b) {
      const std::size_t member = b * (keys + 2) + block;
      for (const double u : points[member]) design << u << ' ';
      design << values[member] << '\n';
    }
  }
  const testing::TemporaryFolder folder;
  const auto input = folder.path() / "design.txt";
  const auto output = folder.path() / "indices.txt";
  testing::write_text(input, design.str());
  const std::string command = program + " '" + script + "' '" + input.string() + "' > '" + output.string() + "'";
  EXPECT_EQ(std::system(command.c_str()), 0);
  std::istringstream lines(testing::read_text(output));
  std::vector<std::vector<double>> result(keys, std::vector<double>(2, std::nan("")));
  for (auto& line : result) lines >> line[0] >> line[1];
  return result;
}

struct Variances {
  double of_a = 0;     // over n - 1
  double of_both = 0;  // of A and B, over 2 n
};
Variances variances_of(const std::vector<double>& values, std::size_t keys) {
  std::vector<double> a, both;
  for (std::size_t member = 0; member < values.size(); member += keys + 2) {
    a.push_back(values[member]);
    both.insert(both.end(), {values[member], values[member + 1]});
  }
  const auto squares = [](const std::vector<double>& of) {
    double mean = 0;
    for (const double value : of) mean += value / static_cast<double>(of.size());
    double sum = 0;
    for (const double value : of) sum += (value - mean) * (value - mean);
    return sum;
  };
  return {squares(a) / static_cast<double>(a.size() - 1), squares(both) / static_cast<double>(both.size())};
}

// Both take Jansen's sum for the total. OpenTURNS divides it by 2n - 1 and by the variance of A alone, we by 2n and by
// the variance of A and B: with the same divisors they agree to rounding. First orders are other estimators of one
// number (Saltelli 2002 there, Saltelli et al. 2010 here), whose noise is partly shared.
void expect_agreement(const testing::Function& function, std::uint64_t seed, std::size_t base, std::size_t keys,
                      double tolerance) {
  const std::string program = python();
  if (program.empty()) {
    GTEST_SKIP() << "no python3 with OpenTURNS was found: apt-get install python3-openturns";
  }
  const auto points = testing::saltelli_points(seed, base, keys);
  const auto values = testing::values_of(function, points);
  const auto theirs = by_openturns(program, points, values, keys);
  const auto ours = variance_shares(values, keys);
  const Variances variances = variances_of(values, keys);
  const double n = static_cast<double>(base);
  const double divisors = variances.of_both / variances.of_a * 2 * n / (2 * n - 1);
  for (std::size_t key = 0; key < keys; ++key) {
    SCOPED_TRACE("key " + std::to_string(key));
    EXPECT_NEAR(ours[key].total * divisors, theirs[key][1], 1e-9);
    EXPECT_NEAR(ours[key].total, theirs[key][1], tolerance);
    EXPECT_NEAR(ours[key].first, theirs[key][0], tolerance);
  }
}

// Tolerances: three standard errors of the larger estimates at these sizes.
TEST(OpenTurns, GivesTheSameSharesOfIshigami) { expect_agreement(testing::ishigami, 21, 4096, 3, 0.06); }

TEST(OpenTurns, GivesTheSameSharesOfTheGFunction) {
  const std::vector<double> a = {0, 1, 4.5, 9, 99, 99};
  expect_agreement([&](const auto& u) { return testing::sobol_g(u, a); }, 22, 4096, 6, 0.06);
}

}  // namespace
}  // namespace ronghe
