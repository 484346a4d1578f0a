#pragma once
// e^x and what activations make of it, two numbers at a time, without a branch.
//
//   x = k ln 2 + r, |r| <= ln 2 / 2;   e^x = 2^k (even + odd) / (even - odd)
//
// with even(r) and odd(r) the parts of a rational approximation to e^(r/2), as in Moshier's Cephes library, exp.c, but
// of the fewest terms: odd / even is tanh(r/2) at 0 and at Chebyshev's points, elsewhere within 2^-57 of it. A sigmoid
// or tanh is made of the parts, and needs one division in all.
// Only operations that IEEE 754 rounds exactly: every platform has the same bits.

#include "lab/pair.hpp"

namespace backprop::lab {

inline constexpr double roundingConstant = 0x1.8p52;  // adding it rounds to an integer

/// The parts of e^r, and k + `roundingConstant`.
struct Exponential {
    Pair even, odd, shifted;

    Pair numerator() const { return even + odd; }
    Pair denominator() const { return even - odd; }
};

/// The parts of e^(times x), where `times` is a power of two.
template <int times = 1>
inline Exponential exponential(Pair x) {
    constexpr double log2e = 1.4426950408889634073599 * times, ln2High = 6.93145751953125e-1 / times,
                     ln2Low = 1.42860682030941723212e-6 / times;  // k ln2High is exact
    const Pair shifted = x * log2e + roundingConstant, k = shifted - roundingConstant;
    const Pair r = (x - k * ln2High) - k * ln2Low, s = r * r;
    constexpr double square = times * times;
    const Pair odd =
        r * ((s * (6.608859550781162e-05 * times * square * square) + 0.027774837416822108 * times * square) * s +
             1.0 * times);
    const Pair even = (s * (0.001983538982943024 * square * square) + 0.22221634150030797 * square) * s + 2.0;
    return {even, odd, shifted};
}

/// 2^n from n + `roundingConstant`, whose last bits are n, for -1022 <= n <= 1023.
inline Pair powerOfTwo(Pair shifted) {
    constexpr std::uint64_t bias = 1023, fraction = 52;
    return fromBits((bitsOf(shifted) + PairBits{bias, bias}) << PairBits{fraction, fraction});
}

/// e^x of any x. The power of two is taken in two halves, each a normal number where it is none.
inline Pair exponentialOf(Pair x) {
    const Exponential e = exponential(atMost(atLeast(x, both(-746.0)), both(710.0)));  // beyond: 0, infinity
    const Pair k = e.shifted - roundingConstant, half = k * 0.5 + roundingConstant;
    const Pair rest = (k - (half - roundingConstant)) + roundingConstant;
    return (1.0 + 2.0 * e.odd / e.denominator()) * powerOfTwo(half) * powerOfTwo(rest);
}

/// Up to this |x|, e^x and what a sigmoid divides by and multiplies with are normal numbers.
inline constexpr double largestExponent = 706.0;

/// The sigmoid of z and that of -z, which is the rest to 1; neither loses digits. For |z| up to `largestExponent`.
struct SigmoidPair {
    Pair value, rest;
};
inline SigmoidPair sigmoidOf(Pair z) {
    const Exponential e = exponential(z);
    const Pair above = e.numerator() * powerOfTwo(e.shifted), below = e.denominator();
    const Pair inverse = 1.0 / (below + above);
    return {above * inverse, below * inverse};
}

/// tanh z, 1 + tanh z and 1 - tanh z; none loses digits. For 2|z| up to `largestExponent`.
struct TanhPair {
    Pair value, onePlus, oneMinus;
};
/// With p = 2^k + 1 and q = 2^k - 1, for x = 2z: tanh z = (even q + odd p) / (even p + odd q). Where k = 0 that is
/// odd / even, in which nothing cancels.
inline TanhPair tanhOf(Pair z) {
    const Exponential e = exponential<2>(z);
    const Pair power = powerOfTwo(e.shifted), p = power + 1.0, q = power - 1.0;
    const Pair inverse = 1.0 / (e.even * p + e.odd * q), twice = inverse + inverse;
    return {(e.even * q + e.odd * p) * inverse, e.numerator() * power * twice, e.denominator() * twice};
}

/// ln(1 + e) for e from 0 to 1. Above sqrt(2) - 1 it is ln 2 + ln((1 + e) / 2); then, with s = m / (2 + m),
/// ln(1 + m) = 2 s + s^3 (...), by the polynomial of Sun's fdlibm, e_log.c.
inline Pair logOnePlusUpToOne(Pair e) {
    constexpr double ln2High = 6.93147180369123816490e-01, ln2Low = 1.90821492927058770002e-10;
    const auto far = e > 0.41421356237309503;
    const Pair s = (far ? e - 1.0 : e) / (far ? 3.0 + e : 2.0 + e);
    const Pair q = s * s;
    Pair tail = q * 1.479819860511658591e-01 + both(1.531383769920937332e-01);
    tail = tail * q + both(1.818357216161805012e-01);
    tail = tail * q + both(2.222219843214978396e-01);
    tail = tail * q + both(2.857142874366239149e-01);
    tail = tail * q + both(3.999999999940941908e-01);
    tail = tail * q + both(6.666666666666735130e-01);
    const Pair log = 2.0 * s + s * (q * tail);
    // Below 2^-54 the logarithm is e itself, also where s has lost digits.
    return far ? both(ln2High) + (log + both(ln2Low)) : (e < 0x1p-54 ? e : log);
}

/// ln(1 + e^-|z|): what softplus(z) has beyond max(0, z).
inline Pair softplusTail(Pair z) { return logOnePlusUpToOne(exponentialOf(minusSize(z))); }

inline Pair positivePart(Pair z) { return z > 0.0 ? z : both(0.0); }

}  // namespace backprop::lab
