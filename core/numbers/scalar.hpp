#pragma once
// The few functions of a scalar that activations and losses are written in, for double and std::complex<double>.
// expression.hpp holds their third form, for formulas.
//
// On complex numbers a branch is decided by the real part, which makes f(x + ih) the complex-step form of f.

#include <algorithm>
#include <cmath>
#include <complex>

namespace backprop {

using Complex = std::complex<double>;

using std::abs;
using std::exp;
using std::log;
using std::tanh;

inline double realPart(double a) { return a; }
inline double realPart(const Complex& a) { return a.real(); }

/// cos y + i sin y, for the small angles of a complex step: the series, to double precision up to 2^-7; a larger angle
/// is halved until it is that small, and doubled again by squaring. NaN beyond 2^20, where no complex step has a
/// meaning: the exact reduction of huge angles that std::sin does would be 5 kB of the module.
inline Complex unitAt(double y) {
    constexpr double turn = 0x1.921fb54442d18p+2;
    if (!(std::abs(y) <= 0x1p20)) return {std::nan(""), std::nan("")};
    if (std::abs(y) > 4.0) y -= turn * std::nearbyint(y / turn);
    int halvings = 0;
    for (; std::abs(y) > 0x1p-7; y *= 0.5) ++halvings;
    const double q = y * y;
    Complex unit(1.0 - q * (0.5 - q * (1.0 / 24 - q / 720)), y * (1.0 - q * (1.0 / 6 - q * (1.0 / 120 - q / 5040))));
    for (; halvings > 0; --halvings) unit *= unit;
    return unit;
}

inline Complex exp(const Complex& a) {
    const double size = std::exp(a.real());
    return a.imag() == 0.0 || size == 0.0 ? Complex(size) : size * unitAt(a.imag());
}

/// sinh 2x + i sin 2y over cosh 2x + cos 2y
inline Complex tanh(const Complex& a) {
    const double size = std::cosh(2.0 * a.real());
    if (std::isinf(size)) return {std::copysign(1.0, a.real()), 0.0};
    const Complex unit = unitAt(2.0 * a.imag());
    return {std::sinh(2.0 * a.real()) / (size + unit.real()), unit.imag() / (size + unit.real())};
}

template <class S>
S square(const S& a) {
    return a * a;
}

/// max(0, a); 0 at 0.
template <class S>
S positivePart(const S& a) {
    return realPart(a) > 0 ? a : S(0.0);
}

/// 1 where a > 0, else 0.
inline double isPositive(double a) { return a > 0 ? 1.0 : 0.0; }

/// `then` where condition > 0, else `otherwise`.
template <class S>
S wherePositive(const S& condition, const S& then, const S& otherwise) {
    return realPart(condition) > 0 ? then : otherwise;
}

/// 1 / (1 + e^-a), no exponential of which overflows.
template <class S>
S sigmoid(const S& a) {
    if (realPart(a) >= -700.0) return 1.0 / (1.0 + exp(-a));
    const S e = exp(a);
    return e / (1.0 + e);
}

/// ln(1 + a), for a real part above -1/2.
inline double logOnePlus(double a) { return std::log1p(a); }
inline Complex logOnePlus(const Complex& a) {
    const double x = a.real(), y = a.imag();
    return {0.5 * std::log1p(x * (2.0 + x) + y * y), std::atan2(y, 1.0 + x)};
}

/// ln(1 + e^a) without overflow, and without losing the small values of negative a.
template <class S>
S softplus(const S& a) {
    return realPart(a) > 0 ? S(a + logOnePlus(exp(-a))) : logOnePlus(exp(a));
}

/// Whether a - t is taken as (1 - t) - (1 - a): near a = t = 1 that has all digits of 1 - a, and from 1/2 to 2 the
/// subtraction 1 - t has no rounding.
template <class S>
bool isNearOne(const S& t) {
    return realPart(t) > 0.5 && realPart(t) < 2.0;
}

/// a - t, from a, rest = 1 - a and t. A formula is written without the rest.
template <class S>
S difference(const S& a, const S& rest, const S& t) {
    if constexpr (requires { realPart(t); })
        if (isNearOne(t)) return S(1.0 - t) - rest;
    return a - t;
}

/// The absolute values of what is subtracted there.
template <class S>
S differenceSize(const S& a, const S& rest, const S& t) {
    return isNearOne(t) ? S(abs(S(1.0 - t)) + abs(rest)) : S(abs(a) + abs(t));
}

/// b ln(a), with 0 ln 0 = 0.
template <class S>
S timesLog(const S& b, const S& a) {
    return realPart(b) == 0 ? S(0.0) : S(b * log(a));
}

}  // namespace backprop
