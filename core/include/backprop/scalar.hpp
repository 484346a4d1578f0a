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
