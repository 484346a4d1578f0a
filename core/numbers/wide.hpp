#pragma once
// A scalar with the powers of two kept apart: e^-1000 and its inverse are ordinary numbers. What is finite and not 0 as
// a double is computed here with the same roundings. For where a double has no number, or not all of its digits, though
// what is made of it has: 1 - tanh(400) in a logarithm, x y / z with x y below the smallest double.

#include <algorithm>
#include <cmath>
#include <cstdint>

#include "numbers/scalar.hpp"

namespace backprop {

/// Whether all digits are there: no digit is lost below the smallest double, and nothing is infinite or undefined.
inline bool hasAllDigits(double value) { return std::isfinite(value) && std::abs(value) >= 0x1p-969; }

/// value * power, for a power of two: without rounding.
template <class S>
S timesPower(const S& value, double power) {
    return value * power;
}

struct DoubleDouble;

inline constexpr double ln2 = 0x1.62e42fefa39efp-1;

/// a - n ln 2, with ln 2 in two parts. What the first leaves of a is exact.
template <class S>
S withoutPowers(const S& a, double n) {
    const S left = (a - S(realPart(a))) + S(std::fma(-n, ln2, realPart(a)));
    return left - S(n) * S(0x1.abc9e3b39803fp-56);
}

// Nothing is inlined: it is rare, and is in every template over the scalar.

/// factor 2^exponent on a scalar S: double, Complex or one that bounds its rounding. A factor is 0, not finite, or has
/// a real part from 1 to 2 in size; the parts of a Complex share the exponent. Beyond 2^(+-2^60) a number is infinite
/// or 0, so that no sum of two exponents overflows.
template <class S>
struct Wide {
    S factor{0.0};
    std::int64_t exponent = 0;

    Wide() = default;
    Wide(double value) : Wide(S(value), 0) {}
    Wide(const S& value)
        requires(!std::is_same_v<S, double>)
        : Wide(value, 0) {}
    [[gnu::noinline]] Wide(const S& value, std::int64_t power) : factor(value), exponent(power) {
        const double size = realPart(value);
        if (size == 0.0 || !std::isfinite(size)) {
            if constexpr (std::is_same_v<S, double>) exponent = 0;  // one 0, whatever it comes from
            return;
        }
        const int own = std::ilogb(size);
        exponent += own;
        if (std::abs(exponent) > farthest) {
            factor = shifted(value, exponent);
            exponent = 0;
        } else if (own != 0) {
            factor = shifted(value, -own);
        }
    }

    /// On the scalar itself: 0 or infinite where it has no such number.
    [[gnu::noinline]] S narrow() const { return shifted(factor, exponent); }

    /// Whether it is finite, and has the same value as the scalar itself.
    bool isNarrow() const { return std::isfinite(realPart(factor)) && Wide(narrow()) == *this; }

    Wide& operator+=(const Wide& b) { return *this = *this + b; }
    Wide& operator*=(const Wide& b) { return *this = *this * b; }
    Wide& operator/=(const Wide& b) { return *this = *this / b; }

    [[gnu::noinline]] friend Wide operator-(const Wide& a) { return {-a.factor, a.exponent}; }
    [[gnu::noinline]] friend Wide operator+(const Wide& a, const Wide& b) {
        const std::int64_t common = isZero(a) ? b.exponent : isZero(b) ? a.exponent : std::max(a.exponent, b.exponent);
        return {shifted(a.factor, a.exponent - common) + shifted(b.factor, b.exponent - common), common};
    }
    [[gnu::noinline]] friend Wide operator-(const Wide& a, const Wide& b) { return a + -b; }
    [[gnu::noinline]] friend Wide operator*(const Wide& a, const Wide& b) {
        return {a.factor * b.factor, a.exponent + b.exponent};
    }
    [[gnu::noinline]] friend Wide operator/(const Wide& a, const Wide& b) {
        return {a.factor / b.factor, a.exponent - b.exponent};
    }
    [[gnu::noinline]] friend bool operator==(const Wide& a, const Wide& b) {
        return a.factor == b.factor && a.exponent == b.exponent;
    }
    [[gnu::noinline]] friend bool operator<(const Wide& a, const Wide& b) { return realPart(a - b) < 0.0; }

    /// The real part: its sign, and its size where that is a double, else an extreme one.
    [[gnu::noinline]] friend double realPart(const Wide& a) {
        return std::ldexp(realPart(a.factor), static_cast<int>(std::clamp<std::int64_t>(a.exponent, -1000, 1000)));
    }
    [[gnu::noinline]] friend Wide abs(const Wide& a) { return realPart(a.factor) < 0.0 ? -a : a; }
    friend Wide isPositive(const Wide& a) { return wherePositive(a, Wide(1.0), Wide(0.0)); }

    [[gnu::noinline]] friend Wide exp(const Wide& a) {
        const S x = a.narrow();
        const double size = std::abs(realPart(x));
        if (!(size > near) || size > 0x1p59) return exp(x);  // on the scalar itself, or even here 0 or infinite
        const double n = std::nearbyint(realPart(x) / ln2);  // e^x = 2^n e^(x - n ln 2)
        return {exp(withoutPowers(x, n)), static_cast<std::int64_t>(n)};
    }
    [[gnu::noinline]] friend Wide log(const Wide& a) {
        if (static_cast<double>(std::abs(a.exponent)) < near) return log(a.narrow());
        const S own = log(a.factor);
        return std::isfinite(realPart(own)) ? withoutPowers(own, static_cast<double>(-a.exponent)) : own;
    }
    [[gnu::noinline]] friend Wide logOnePlus(const Wide& a) {
        if (a.exponent < -100) return a;
        return a.exponent < 1000 ? Wide(logOnePlus(a.narrow())) : log(a);
    }
    friend Wide tanh(const Wide& a) { return tanh(a.narrow()); }

private:
    /// How large an exponent may be for the scalar itself: an imaginary part may be smaller by all of a complex step,
    /// the second half of a DoubleDouble by its first.
    static constexpr double near = std::is_same_v<S, Complex> || std::is_same_v<S, DoubleDouble> ? 32.0 : 700.0;

    static constexpr std::int64_t farthest = std::int64_t{1} << 60;

    static bool isZero(const Wide& a) { return realPart(a.factor) == 0.0; }

    /// value 2^power, in steps because 2^power itself may be no double.
    [[gnu::noinline]] static S shifted(S value, std::int64_t power) {
        for (power = std::clamp<std::int64_t>(power, -5000, 5000); power != 0;) {
            const int step = static_cast<int>(std::clamp<std::int64_t>(power, -1000, 1000));
            value = timesPower(value, std::ldexp(1.0, step));
            power -= step;
        }
        return value;
    }
};

template <class S>
inline constexpr bool isWide = false;
template <class S>
inline constexpr bool isWide<Wide<S>> = true;

}  // namespace backprop
