// What the operations mean on single numbers.
//
// The machine's kernels apply these functions to whole runs, and the compiler folds constants with the same ones, so
// folding changes no bit. Nothing here may call the C library's exp, log or sin, whose bits change with the processor:
// SLEEF's `cinz` functions give the same bits for every vector width (Shibata and Petrogalli 2020).
#pragma once

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <limits>
#include <utility>
#include <vector>

#include <sleef.h>

namespace ronghe::arithmetic {

inline double exponential(double x) { return Sleef_cinz_expd1_u10purec(x); }
inline double logarithm(double x) { return Sleef_cinz_logd1_u10purec(x); }
inline double logarithm10(double x) { return Sleef_cinz_log10d1_u10purec(x); }
inline double sine(double x) { return Sleef_cinz_sind1_u10purec(x); }
inline double cosine(double x) { return Sleef_cinz_cosd1_u10purec(x); }
inline double tangent(double x) { return Sleef_cinz_tand1_u10purec(x); }
inline double arcsine(double x) { return Sleef_cinz_asind1_u10purec(x); }
inline double arccosine(double x) { return Sleef_cinz_acosd1_u10purec(x); }
inline double arctangent(double x) { return Sleef_cinz_atand1_u10purec(x); }
inline double hyperbolic_sine(double x) { return Sleef_cinz_sinhd1_u10purec(x); }
inline double hyperbolic_cosine(double x) { return Sleef_cinz_coshd1_u10purec(x); }
inline double hyperbolic_tangent(double x) { return Sleef_cinz_tanhd1_u10purec(x); }

inline double truth(bool condition) { return condition ? 1.0 : 0.0; }

// `general` is exp(b * ln(a)); what that formula does not give is put right here.
inline double power_with_exceptions(double a, double b, double general) {
  double result = general;
  result = a == 0 && b == 0 ? 1.0 : result;
  result = a == 0 && b > 0 ? 0.0 : result;
  result = a < 0 ? std::numeric_limits<double>::quiet_NaN() : result;
  return result;
}
inline double power(double a, double b) { return power_with_exceptions(a, b, exponential(b * logarithm(a))); }

// A comparison with NaN is false, so each falls back to the NaN.
inline double minimum(double a, double b) {
  const double smaller = b < a ? b : a;
  return b != b ? b : smaller;
}
inline double maximum(double a, double b) {
  const double larger = b > a ? b : a;
  return b != b ? b : larger;
}

inline double modulo(double a, double b) { return a - b * std::floor(a / b); }
inline double remainder(double a, double b) { return std::fmod(a, b); }  // exact, so the same everywhere
inline double divide_or(double a, double b, double otherwise) { return b == 0 ? otherwise : a / b; }
inline double select(double condition, double a, double b) { return condition != 0 ? a : b; }

inline double power_whole(double a, int exponent) {
  if (exponent == 0) return 1;
  const unsigned magnitude = exponent < 0 ? 0u - static_cast<unsigned>(exponent) : static_cast<unsigned>(exponent);
  unsigned bit = 1;
  while (magnitude / 2 >= bit) bit *= 2;
  double result = a;
  for (bit /= 2; bit != 0; bit /= 2) {
    result = result * result;
    if (magnitude & bit) result = result * a;
  }
  return exponent < 0 ? 1 / result : result;
}

// Terms joined from left to right; at least one.
template <class Combine>
double reduced(const std::vector<double>& terms, const Combine& combine) {
  double result = terms[0];
  for (std::size_t i = 1; i < terms.size(); ++i) result = combine(result, terms[i]);
  return result;
}

// The same for sums and products: from eight terms on eight partial ones by index modulo 8, joined as
// ((0+4)+(2+6))+((1+5)+(3+7)).
template <class Combine>
double reduced_in_eight(const std::vector<double>& terms, const Combine& combine) {
  if (terms.size() < 8) return reduced(terms, combine);
  std::array<double, 8> p{};
  for (std::size_t i = 0; i < terms.size(); ++i) p[i % 8] = i < 8 ? terms[i] : combine(p[i % 8], terms[i]);
  return combine(combine(combine(p[0], p[4]), combine(p[2], p[6])), combine(combine(p[1], p[5]), combine(p[3], p[7])));
}

// A function given by points: straight lines, or the y of the last point, between them; at a point exactly its y.
class Curve {
 public:
  // What x in a piece becomes: the line, or one y for all of it.
  struct Piece {
    double point, y_at_point;  // the point that is exact
    double x, width, y, rise;  // the line
    bool flat;                 // y_at_point everywhere
  };

  // x strictly rising, at least two points. With `steps` no lines between the points; with `extends` the outer lines go
  // on outside them, else the end values are held.
  Curve(std::vector<double> x, const std::vector<double>& y, bool steps, bool extends) : points_(std::move(x)) {
    const std::size_t last = points_.size() - 1;
    for (std::size_t count = 0; count <= points_.size(); ++count) {
      const bool outside = count == 0 || count > last;
      const std::size_t nearest = count == 0 ? 0 : count - 1;
      const std::size_t i = std::min(nearest, last - 1);
      pieces_.push_back({points_[nearest], y[nearest], points_[i], points_[i + 1] - points_[i], y[i], y[i + 1] - y[i],
                         steps || (outside && !extends)});
    }
  }

  const std::vector<double>& points() const { return points_; }
  // The piece behind `count` points: as many as are not right of x.
  const Piece& piece(std::size_t count) const { return pieces_[count]; }

 private:
  std::vector<double> points_;
  std::vector<Piece> pieces_;
};

inline double lookup(const Curve::Piece& piece, double x) {
  const double on_line = piece.y + piece.rise * ((x - piece.x) / piece.width);
  const double result = ((x == piece.point) | piece.flat) ? piece.y_at_point : on_line;
  return x != x ? x : result;
}

inline double lookup(const Curve& curve, double x) {
  std::size_t count = 0;
  for (const double point : curve.points()) count += x >= point ? 1 : 0;
  return lookup(curve.piece(count), x);
}

}  // namespace ronghe::arithmetic
