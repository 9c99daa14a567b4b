// The value below which a share of the draws lies.
//
// A share near 1 is told by what is left above it: 1 − u is exact for u ≥ 1/2, and the upper tail of a distribution is
// computed from it without the loss that 1 − (1 − u) would bring. A truncated distribution maps u into the shares
// between its ends, measured from the side where less lies, so that draws from a far tail are as precise as others.
//
// Which bits are promised: uniform, loguniform, triangular, normal, lognormal, empirical and choice use + − × ÷, the
// square root and SLEEF's plain C functions, and give the same bits on every machine. Beta, pert and gamma are
// Boost.Math's in long double, rounded once at the end: the same bits for one build on one kind of machine.
#include "sampling/quantile.hpp"

#include "ronghe/diagnostics.hpp"
#include "sampling/normal.hpp"

#include <algorithm>
#include <cmath>

#include <boost/math/special_functions/beta.hpp>
#include <boost/math/special_functions/gamma.hpp>
#include <sleef.h>

namespace ronghe {
namespace {

double exponential(double x) { return Sleef_cinz_expd1_u10purec(x); }
double logarithm(double x) { return Sleef_cinz_logd1_u10purec(x); }

using boost::math::policies::error_policy_type;
// An answer out of reach is an end of the distribution, not an exception.
using Quiet = boost::math::policies::policy<boost::math::policies::overflow_error<error_policy_type::ignore_error>,
                                            boost::math::policies::evaluation_error<error_policy_type::ignore_error>>;

}  // namespace

Quantile::Quantile(const Distribution& distribution) : of_(distribution) {
  for (const double weight : of_.weights) {
    weight_up_to_.push_back(weight + (weight_up_to_.empty() ? 0 : weight_up_to_.back()));
  }
  truncated_ = of_.lowest > -Distribution::endless || of_.highest < Distribution::endless;
  if (!truncated_) return;
  below_lowest_ = share_beyond(of_.lowest, Side::below);
  below_highest_ = share_beyond(of_.highest, Side::below);
  above_lowest_ = share_beyond(of_.lowest, Side::above);
  above_highest_ = share_beyond(of_.highest, Side::above);
}

double Quantile::operator()(double u) const {
  const double min = of_.min, max = of_.max, mode = of_.mode, width = of_.max - of_.min;
  switch (of_.kind) {
    case Distribution::Kind::uniform:
      return std::clamp(min + u * width, min, max);
    case Distribution::Kind::loguniform: {
      const double low = logarithm(min);
      return std::clamp(exponential(low + u * (logarithm(max) - low)), min, max);
    }
    case Distribution::Kind::triangular:
      if (u * width < mode - min) return std::clamp(min + std::sqrt(u * width * (mode - min)), min, mode);
      return std::clamp(max - std::sqrt((1 - u) * width * (max - mode)), mode, max);
    case Distribution::Kind::pert:
      return of_beta(1 + 4 * (mode - min) / width, 1 + 4 * (max - mode) / width, u);
    case Distribution::Kind::beta:
      return of_beta(of_.alpha, of_.beta, u);
    case Distribution::Kind::normal:
    case Distribution::Kind::lognormal:
    case Distribution::Kind::gamma:
      return of_endless(u);
    case Distribution::Kind::empirical:
      return of_values(u);
    case Distribution::Kind::choice:
      return of_choice(u);
  }
  throw InternalError("a distribution of no kind");
}

double Quantile::of_beta(double alpha, double beta, double u) const {
  const long double a = alpha, b = beta;
  const double width = of_.max - of_.min;
  const double value =
      u <= 0.5
          ? of_.min + width * static_cast<double>(boost::math::ibeta_inv(a, b, static_cast<long double>(u), Quiet()))
          // Swapped, the parameters give what is left up to the maximum.
          : of_.max -
                width * static_cast<double>(boost::math::ibeta_inv(b, a, static_cast<long double>(1 - u), Quiet()));
  return std::clamp(value, of_.min, of_.max);
}

double Quantile::of_endless(double u) const {
  if (!truncated_) return u <= 0.5 ? at_share(u, Side::below) : at_share(1 - u, Side::above);
  const double p = below_lowest_ + u * (below_highest_ - below_lowest_);
  const double q = above_highest_ + (1 - u) * (above_lowest_ - above_highest_);
  // So far out that no share is left to tell values apart: nearly all lies at the end that is nearer to the rest.
  if (p <= 0) return of_.highest;
  if (q <= 0) return of_.lowest;
  return std::clamp(p <= q ? at_share(p, Side::below) : at_share(q, Side::above), of_.lowest, of_.highest);
}

double Quantile::of_values(double u) const {
  const std::size_t last = of_.values.size() - 1;
  const double position = u * static_cast<double>(last);
  const std::size_t before = std::min(static_cast<std::size_t>(position), last);
  const double low = of_.values[before], high = of_.values[std::min(before + 1, last)];
  return std::min(low + (position - static_cast<double>(before)) * (high - low), high);
}

double Quantile::of_choice(double u) const {
  const std::size_t count = of_.values.size();
  if (weight_up_to_.empty()) {
    return of_.values[std::min(static_cast<std::size_t>(u * static_cast<double>(count)), count - 1)];
  }
  const auto found = std::upper_bound(weight_up_to_.begin(), weight_up_to_.end(), u * weight_up_to_.back());
  return of_.values[std::min(static_cast<std::size_t>(found - weight_up_to_.begin()), count - 1)];
}

double Quantile::at_share(double share, Side side) const {
  if (of_.kind == Distribution::Kind::gamma) {
    const long double shape = of_.shape, s = share;
    const long double x =
        side == Side::below ? boost::math::gamma_p_inv(shape, s, Quiet()) : boost::math::gamma_q_inv(shape, s, Quiet());
    return of_.scale * static_cast<double>(x);
  }
  const double z = side == Side::below ? normal_quantile(share) : -normal_quantile(share);
  return of_.kind == Distribution::Kind::normal ? of_.mean + of_.sd * z : of_.median * exponential(of_.sigma * z);
}

double Quantile::share_beyond(double x, Side side) const {
  if (of_.kind == Distribution::Kind::gamma) {
    const long double shape = of_.shape, t = std::max(x / of_.scale, 0.0);
    if (x == Distribution::endless) return side == Side::below ? 1 : 0;
    return static_cast<double>(side == Side::below ? boost::math::gamma_p(shape, t, Quiet())
                                                   : boost::math::gamma_q(shape, t, Quiet()));
  }
  const double z = of_.kind == Distribution::Kind::normal ? (x - of_.mean) / of_.sd
                   : x > 0                                ? logarithm(x / of_.median) / of_.sigma
                                                          : -Distribution::endless;
  return normal_share(side == Side::below ? z : -z);
}

double Distribution::quantile(double u) const { return Quantile(*this)(u); }

}  // namespace ronghe
