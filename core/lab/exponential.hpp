#pragma once
// e^x and what activations make of it, two numbers at a time, without a branch.
//
//   x = k ln 2 + r, |r| <= ln 2 / 2;   e^x = 2^k (even + odd) / (even - odd)
//
// with even(r) and odd(r) the parts of a rational approximation to e^(r/2), as in Moshier's Cephes library, exp.c: its
// error is below 2^-56. A sigmoid or tanh is made of the parts, and needs one division in all.
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

inline constexpr double log2e = 1.4426950408889634073599;

/// The parts of e^x. The caller gives x log2(e) too: where x is a sum, it may be had sooner.
inline Exponential exponential(Pair x, Pair xLog2e) {
    constexpr double ln2High = 6.93145751953125e-1, ln2Low = 1.42860682030941723212e-6;  // k ln2High is exact
    const Pair shifted = xLog2e + roundingConstant, k = shifted - roundingConstant;
    const Pair r = (x - k * ln2High) - k * ln2Low, s = r * r;
    // Two short chains of operations in place of a long one.
    const Pair odd = r + (r * s) * (s * 1.26177193074810590878e-4 + 3.02994407707441961300e-2);
    const Pair even =
        (s * s) * (s * 3.00198505138664455042e-6 + 2.52448340349684104192e-3) + (s * 2.27265548208155028766e-1 + 2.0);
    return {even, odd, shifted};
}
inline Exponential exponential(Pair x) { return exponential(x, x * log2e); }

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

/// Up to this |x|, e^-|x| is a normal number.
inline constexpr double largestExponent = 708.0;

/// The sigmoid of |z| and that of -|z|, which is the rest to 1; neither loses digits. For |z| up to `largestExponent`.
struct SigmoidPair {
    Pair large, small;
};
inline SigmoidPair sigmoidOf(Pair z) {
    const Exponential e = exponential(minusSize(z));
    const Pair above = e.numerator() * powerOfTwo(e.shifted);
    const Pair small = above / (e.denominator() + above);
    return {1.0 - small, small};
}

/// tanh |z|, 1 + tanh |z| and 1 - tanh |z|. For 2|z| up to `largestExponent`.
struct TanhPair {
    Pair size, onePlus, oneMinus;
};
/// With p = 1 + 2^k and q = 1 - 2^k, for x = -2|z|: tanh |z| = (even q - odd p) / (even p - odd q). Where k = 0 that is
/// -odd / even, in which nothing cancels.
inline TanhPair tanhOf(Pair z) {
    const Pair minus = minusSize(z);
    const Exponential e = exponential(minus + minus, minus * (2.0 * log2e));
    const Pair power = powerOfTwo(e.shifted), p = 1.0 + power, q = 1.0 - power;
    const Pair inverse = 1.0 / (e.even * p - e.odd * q);
    const Pair half = (e.numerator() * power) * inverse, oneMinus = half + half;
    return {(e.even * q - e.odd * p) * inverse, 2.0 - oneMinus, oneMinus};
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
