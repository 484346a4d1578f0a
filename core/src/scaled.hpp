#pragma once
// Products and quotients whose value a double can hold though what comes between cannot: x y / z with x y below the
// smallest double. The powers of two are kept apart from the factors, which changes no digit.

#include <algorithm>
#include <cmath>

#include "backprop/expression.hpp"
#include "backprop/scalar.hpp"

namespace backprop::scaled {

/// Whether all digits are there: no digit is lost below the smallest double, and nothing is infinite or undefined.
inline bool hasAllDigits(double value) { return std::isfinite(value) && std::abs(value) >= 0x1p-969; }

/// factor 2^exponent
template <class S>
struct Scaled {
    S factor;
    int exponent;
};

/// In steps, because 2^exponent itself may be no double.
template <class S>
S shifted(S value, int exponent) {
    while (exponent != 0) {
        const int step = std::clamp(exponent, -1000, 1000);
        value = value * S(std::ldexp(1.0, step));
        exponent -= step;
    }
    return value;
}

/// The same number with a factor near 1; what is 0 or not finite stays.
template <class S>
Scaled<S> normalised(const S& factor, int exponent) {
    const double size = realPart(factor);
    if (size == 0.0 || !std::isfinite(size)) return {factor, exponent};
    const int shift = std::ilogb(size);
    return {shifted(factor, -shift), exponent + shift};
}

template <class S, class Recurse>
[[gnu::cold]] Scaled<S> factorsOf(const Expr& a, const Recurse& recurse) {
    switch (a.kind()) {
        case ExprKind::Negate: {
            const Scaled<S> positive = factorsOf<S>(a.operand(), recurse);
            return {-positive.factor, positive.exponent};
        }
        case ExprKind::Product:
        case ExprKind::Power: {
            const bool isPower = a.kind() == ExprKind::Power;
            const std::size_t count = isPower ? static_cast<std::size_t>(a.exponent()) : a.operands().size();
            Scaled<S> total{S(1.0), 0};
            for (std::size_t i = 0; i < count; ++i) {
                const Scaled<S> next = factorsOf<S>(a.operands()[isPower ? 0 : i], recurse);
                total = normalised(total.factor * next.factor, total.exponent + next.exponent);
            }
            return total;
        }
        case ExprKind::Quotient: {
            const Scaled<S> above = factorsOf<S>(a.operands()[0], recurse);
            const Scaled<S> below = factorsOf<S>(a.operands()[1], recurse);
            return normalised(above.factor / below.factor, above.exponent - below.exponent);
        }
        default:
            return normalised(S(recurse(a)), 0);
    }
}

/// The value of a product or quotient.
template <class S, class Recurse>
[[gnu::cold]] S value(const Expr& a, const Recurse& recurse) {
    const Scaled<S> result = factorsOf<S>(a, recurse);
    return shifted(result.factor, result.exponent);
}

}  // namespace backprop::scaled
