#pragma once
// Sums and quotients of a few shapes whose plain evaluation loses digits or overflows though their value does not, and
// how these are evaluated instead. Each is an identity: no shape is given another value, only more of its digits.

#include <optional>

#include "expressions/expression.hpp"
#include "numbers/wide.hpp"

namespace backprop::stable {

/// The y of a two-term sum x - y; null for any other expression.
const Expr* subtrahend(const Expr& a);

inline bool isSymbol(const Expr& a) { return a.kind() == ExprKind::Symbol; }
inline bool isTarget(const Expr& a) { return isSymbol(a) && a.symbol().kind == QuantityKind::Target; }

/// Whether x is s (t_1 + ... + t_n), with t one of the t_i.
bool isShareOfTotal(const Expr& x, const Expr& t);

/// Whether it is e^u / (e^v + ... + 1).
bool isShareOfExponentials(const Expr& above, const Expr& below);

/// x - s (x + the others) as x (1 - s) - s (the others): after a softmax, where s is near 1, the first two all but
/// cancel. None for any other sum.
std::optional<Expr> withoutShare(const Expr& a);

/// The u of 1 + e^u, whose logarithm need not overflow where e^u does; null for any other expression.
const Expr* exponentAddedToOne(const Expr& a);

/// The factor x - t above the line, for an x that is a symbol and a target t; null where there is none.
const Expr* errorAbove(const Expr& quotient);

/// sign above / below, each a product
struct Factors {
    double sign = 1.0;
    std::vector<Expr> above{};
    std::vector<Expr> below{};
};

/// (x - t) / (x (1 - x)), with any other factors, where x is the target t and that is 0 or 1: 1 / (1 - x) and -1 / x,
/// as in CrossEntropy::slope. None for any other quotient.
std::optional<Factors> crossEntropySlope(const Expr& quotient, const Expr& error, double t);

// These forms on a scalar S. `numbers` is that of `apply`.

/// 1 - s, 1 - s^2 and 1 - sigmoid(u): no digits are lost where s comes near 1.
template <class S, class Numbers>
std::optional<S> oneMinus(const Expr& x, const Numbers& numbers) {
    if (isSymbol(x)) return numbers.oneMinus(x.symbol());
    if (x.kind() == ExprKind::Sigmoid) return sigmoid(S(-numbers(x.operand())));
    if (x.kind() == ExprKind::Power && x.exponent() == 2 && isSymbol(x.operand()))
        return numbers.oneMinus(x.operand().symbol()) * numbers.onePlus(x.operand().symbol());
    return std::nullopt;
}

/// s (t_1 + ... + t_n) - t, with t one of the t_i, as s (the others) - t (1 - s).
template <class S, class Numbers>
S scaledDifference(const Expr& x, const Expr& t, const Numbers& numbers) {
    S others(0.0);
    for (const Expr& term : x.operands()[1].operands())
        if (!equal(term, t)) others += numbers(term);
    return numbers(x.operands()[0]) * others - numbers(t) * numbers.oneMinus(x.operands()[0].symbol());
}

template <class S, class Numbers>
std::optional<S> sum(const Expr& a, const Numbers& numbers) {
    const Expr* y = subtrahend(a);
    if (!y) return std::nullopt;
    const Expr& x = a.operands()[0];
    if (x.isConstant(1)) return oneMinus<S>(*y, numbers);
    if (isSymbol(x) && isSymbol(*y)) return numbers.difference(x.symbol(), y->symbol());
    if (const auto other = withoutShare(a)) return numbers(*other);
    if (!isTarget(*y)) return std::nullopt;
    if (isShareOfTotal(x, *y)) return scaledDifference<S>(x, *y, numbers);
    if (x.kind() != ExprKind::Sigmoid) return std::nullopt;
    const S u = numbers(x.operand()), t = numbers(*y);
    return difference(sigmoid(u), sigmoid(S(-u)), t);
}

/// e^u / (e^v + ... + 1) as 1 / (e^(v-u) + ... + e^-u). None where an exponential of that is too large for S.
template <class S, class Numbers>
std::optional<S> shareOfExponentials(const Expr& above, const Expr& below, const Numbers& numbers) {
    if (!isShareOfExponentials(above, below)) return std::nullopt;
    const S u = numbers(above.operand());
    S total(0.0);
    for (const Expr& term : below.operands()) {
        const S exponent = term.kind() == ExprKind::Exp ? S(numbers(term.operand()) - u) : S(-u);
        if constexpr (!isWide<S>)
            if (realPart(exponent) > 709.0) return std::nullopt;  // then neither has its digits
        total += exp(exponent);
    }
    return 1.0 / total;
}

template <class S, class Numbers>
std::optional<S> crossEntropySlope(const Expr& quotient, const Numbers& numbers) {
    const Expr* error = errorAbove(quotient);
    if (!error) return std::nullopt;
    const double t = realPart(numbers.value(subtrahend(*error)->symbol()));
    if (t != realPart(numbers.value(error->operands()[0].symbol()))) return std::nullopt;
    const auto factors = crossEntropySlope(quotient, *error, t);
    if (!factors) return std::nullopt;
    S value(factors->sign);
    for (const Expr& factor : factors->above) value *= numbers(factor);
    for (const Expr& factor : factors->below) value = value / numbers(factor);
    return value;
}

}  // namespace backprop::stable
