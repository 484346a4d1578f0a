#pragma once
// Sums and quotients of a few shapes whose plain evaluation loses digits or overflows though their value does not, and
// how these are evaluated instead. Each is an identity: no shape is given another value, only more of its digits.

#include <algorithm>
#include <optional>

#include "backprop/expression.hpp"
#include "backprop/wide.hpp"

namespace backprop::stable {

/// The y of a two-term sum x - y; null for any other expression.
inline const Expr* subtrahend(const Expr& a) {
    if (a.kind() != ExprKind::Sum || a.operands().size() != 2) return nullptr;
    const Expr& second = a.operands()[1];
    return second.kind() == ExprKind::Negate ? &second.operand() : nullptr;
}

inline bool isSymbol(const Expr& a) { return a.kind() == ExprKind::Symbol; }
inline bool isTarget(const Expr& a) { return isSymbol(a) && a.symbol().kind == QuantityKind::Target; }

/// 1 - s, 1 - s^2 and 1 - sigmoid(u): no digits are lost where s comes near 1.
template <class S, class Symbols, class Recurse>
std::optional<S> oneMinus(const Expr& x, const Symbols& symbols, const Recurse& recurse) {
    if (isSymbol(x)) return symbols.oneMinus(x.symbol());
    if (x.kind() == ExprKind::Sigmoid) return sigmoid(S(-recurse(x.operand())));
    if (x.kind() == ExprKind::Power && x.exponent() == 2 && isSymbol(x.operand()))
        return symbols.oneMinus(x.operand().symbol()) * symbols.onePlus(x.operand().symbol());
    return std::nullopt;
}

/// s (t_1 + ... + t_n) - t, with t one of the t_i, as s (the others) - t (1 - s).
template <class S, class Symbols, class Recurse>
std::optional<S> scaledDifference(const Expr& x, const Expr& t, const Symbols& symbols, const Recurse& recurse) {
    if (x.kind() != ExprKind::Product || x.operands().size() != 2 || !isSymbol(x.operands()[0])) return std::nullopt;
    const Expr& total = x.operands()[1];
    const auto isT = [&t](const Expr& term) { return equal(term, t); };
    const std::vector<Expr>& terms = total.operands();
    if (total.kind() != ExprKind::Sum || std::count_if(terms.begin(), terms.end(), isT) != 1) return std::nullopt;
    S others(0.0);
    for (const Expr& term : terms)
        if (!isT(term)) others += recurse(term);
    return recurse(x.operands()[0]) * others - recurse(t) * symbols.oneMinus(x.operands()[0].symbol());
}

/// x - s (x + the others) as x (1 - s) - s (the others): behind a softmax, where s is near 1, the first two all but
/// cancel. None for any other sum.
std::optional<Expr> withoutShare(const Expr& a);

template <class S, class Symbols, class Recurse>
std::optional<S> sum(const Expr& a, const Symbols& symbols, const Recurse& recurse) {
    const Expr* y = subtrahend(a);
    if (!y) return std::nullopt;
    const Expr& x = a.operands()[0];
    if (x.isConstant(1)) return oneMinus<S>(*y, symbols, recurse);
    if (isSymbol(x) && isSymbol(*y)) return symbols.difference(x.symbol(), y->symbol());
    if (const auto other = withoutShare(a)) return recurse(*other);
    if (!isTarget(*y)) return std::nullopt;
    if (x.kind() != ExprKind::Sigmoid) return scaledDifference<S>(x, *y, symbols, recurse);
    const S u = recurse(x.operand()), t = recurse(*y);
    return difference(sigmoid(u), sigmoid(S(-u)), t);
}

/// The u of 1 + e^u, whose logarithm need not overflow where e^u does; null for any other expression.
inline const Expr* exponentAddedToOne(const Expr& a) {
    if (a.kind() != ExprKind::Sum || a.operands().size() != 2 || !a.operands()[0].isConstant(1)) return nullptr;
    return a.operands()[1].kind() == ExprKind::Exp ? &a.operands()[1].operand() : nullptr;
}

/// e^u / (e^v + ... + 1) as 1 / (e^(v-u) + ... + e^-u). None where an exponential of that is too large for S.
template <class S, class Recurse>
std::optional<S> shareOfExponentials(const Expr& above, const Expr& below, const Recurse& recurse) {
    const auto isExponential = [](const Expr& term) { return term.kind() == ExprKind::Exp || term.isConstant(1); };
    const std::vector<Expr>& terms = below.operands();
    if (above.kind() != ExprKind::Exp || below.kind() != ExprKind::Sum ||
        !std::all_of(terms.begin(), terms.end(), isExponential))
        return std::nullopt;
    const S u = recurse(above.operand());
    S total(0.0);
    for (const Expr& term : terms) {
        const S exponent = term.kind() == ExprKind::Exp ? S(recurse(term.operand()) - u) : S(-u);
        if constexpr (!isWide<S>)
            if (realPart(exponent) > 709.0) return std::nullopt;  // then neither has its digits
        total += exp(exponent);
    }
    return 1.0 / total;
}

/// The factors of a product, or the expression itself.
inline std::vector<Expr> factorsOf(const Expr& a) {
    return a.kind() == ExprKind::Product ? a.operands() : std::vector<Expr>{a};
}

/// (x - t) / (x (1 - x)), with any other factors, where x is the target t and that is 0 or 1: 1 / (1 - x) and -1 / x,
/// as in CrossEntropy::slope.
template <class S, class Symbols, class Recurse>
std::optional<S> crossEntropySlope(const Expr& quotient, const Symbols& symbols, const Recurse& recurse) {
    std::vector<Expr> above = factorsOf(quotient.operands()[0]), below = factorsOf(quotient.operands()[1]);
    const auto error = std::find_if(above.begin(), above.end(), [](const Expr& factor) {
        const Expr* t = subtrahend(factor);
        return t && isTarget(*t) && isSymbol(factor.operands()[0]);
    });
    if (error == above.end()) return std::nullopt;
    const Expr x = error->operands()[0];
    const double t = realPart(symbols.value(subtrahend(*error)->symbol()));
    if (t != realPart(symbols.value(x.symbol())) || (t != 0.0 && t != 1.0)) return std::nullopt;
    const auto vanishing = std::find_if(below.begin(), below.end(), [&](const Expr& factor) {
        const Expr* y = subtrahend(factor);
        return t == 0.0 ? equal(factor, x) : y && factor.operands()[0].isConstant(1) && equal(*y, x);
    });
    if (vanishing == below.end()) return std::nullopt;
    S value(t == 0.0 ? 1.0 : -1.0);
    for (auto factor = above.begin(); factor != above.end(); ++factor)
        if (factor != error) value *= recurse(*factor);
    for (auto factor = below.begin(); factor != below.end(); ++factor)
        if (factor != vanishing) value = value / recurse(*factor);
    return value;
}

}  // namespace backprop::stable
