// Order statistics by counting, as a radix sort would find them (Knuth, TAOCP 5.2.5), most significant bits first.
#include "ronghe/statistics.hpp"
#include "statistics/quantile.hpp"

#include <algorithm>
#include <bit>
#include <cmath>
#include <limits>

namespace ronghe {
namespace {

constexpr int digit_bits = 16;
constexpr int passes = 64 / digit_bits;
constexpr std::size_t digits = std::size_t{1} << digit_bits;
constexpr std::uint64_t sign = std::uint64_t{1} << 63;

// Ordered as the numbers are.
std::uint64_t ordered_bits(double number) {
  const auto bits = std::bit_cast<std::uint64_t>(number);
  return (bits & sign) != 0 ? ~bits : bits | sign;
}

double number_of(std::uint64_t ordered) {
  return std::bit_cast<double>((ordered & sign) != 0 ? ordered & ~sign : ~ordered);
}

// Without the sign of a zero: sorting and counting put zeros in other orders.
double plain(double number) { return number + 0.0; }

}  // namespace

ExactQuantiles::ExactQuantiles(std::vector<double> shares, std::size_t most, std::size_t kept)
    : shares_(std::move(shares)),
      keeps_(most <= kept),
      quantiles_(shares_.size(), std::numeric_limits<double>::quiet_NaN()) {
  if (!keeps_) prefixes_.push_back({0, std::vector<std::uint32_t>(digits)});
}

std::size_t ExactQuantiles::bytes_to_count(std::size_t shares) { return 2 * shares * digits * sizeof(std::uint32_t); }

void ExactQuantiles::take(const double* numbers, std::size_t count) {
  if (keeps_) {
    numbers_.reserve(numbers_.size() + count);
    for (std::size_t i = 0; i < count; ++i) {
      if (!std::isnan(numbers[i])) numbers_.push_back(plain(numbers[i]));
    }
    return;
  }
  const int known = pass_ * digit_bits;
  for (std::size_t i = 0; i < count; ++i) {
    if (std::isnan(numbers[i])) continue;
    const std::uint64_t bits = ordered_bits(plain(numbers[i]));
    const std::uint64_t leading = known == 0 ? 0 : bits >> (64 - known);
    for (Prefix& prefix : prefixes_) {
      if (prefix.bits != leading) continue;
      ++prefix.counts[(bits >> (64 - digit_bits - known)) & (digits - 1)];
      break;
    }
  }
}

bool ExactQuantiles::end_pass() {
  if (keeps_) {
    end_keeping();
    return false;
  }
  if (pass_ == 0) find_places();
  if (places_.empty()) return false;  // no numbers, or nothing is asked
  std::vector<Prefix> next;
  for (Place& place : places_) go_deeper(place, next);
  prefixes_ = std::move(next);
  if (++pass_ < passes) return true;
  end_counting();
  return false;
}

void ExactQuantiles::end_keeping() {
  std::sort(numbers_.begin(), numbers_.end());
  count_ = numbers_.size();
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    quantiles_[i] = quantile_of_sorted(numbers_.data(), count_, shares_[i]);
  }
  numbers_ = {};
}

void ExactQuantiles::find_places() {
  for (const std::uint32_t count : prefixes_.front().counts) count_ += count;
  if (count_ == 0) return;
  for (const double share : shares_) {
    const std::size_t below = std::isnan(share) ? 0 : quantile_place(count_, share).below;
    places_.push_back({0, below});
    places_.push_back({0, std::min(below + 1, count_ - 1)});
  }
}

void ExactQuantiles::go_deeper(Place& place, std::vector<Prefix>& next) const {
  const Prefix& prefix = prefixes_[place.prefix];
  std::uint64_t digit = 0;
  for (; place.below >= prefix.counts[digit]; ++digit) place.below -= prefix.counts[digit];
  const std::uint64_t bits = (prefix.bits << digit_bits) | digit;
  const auto found = std::find_if(next.begin(), next.end(), [&](const Prefix& known) { return known.bits == bits; });
  place.prefix = static_cast<std::size_t>(found - next.begin());
  if (found == next.end()) next.push_back({bits, std::vector<std::uint32_t>(pass_ + 1 < passes ? digits : 0)});
}

void ExactQuantiles::end_counting() {
  for (std::size_t i = 0; i < shares_.size(); ++i) {
    if (std::isnan(shares_[i])) continue;
    const double low = number_of(prefixes_[places_[2 * i].prefix].bits);
    const double high = number_of(prefixes_[places_[2 * i + 1].prefix].bits);
    quantiles_[i] = quantile_between(low, high, quantile_place(count_, shares_[i]).way);
  }
  prefixes_ = {};
}

}  // namespace ronghe
