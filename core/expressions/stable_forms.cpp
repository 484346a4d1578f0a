#include "expressions/stable_forms.hpp"

#include <algorithm>
#include <span>

namespace backprop::stable {

const Expr* subtrahend(const Expr& a) {
    if (a.kind() != ExprKind::Sum || a.operands().size() != 2) return nullptr;
    const Expr& second = a.operands()[1];
    return second.kind() == ExprKind::Negate ? &second.operand() : nullptr;
}

bool isShareOfTotal(const Expr& x, const Expr& t) {
    if (x.kind() != ExprKind::Product || x.operands().size() != 2 || !isSymbol(x.operands()[0])) return false;
    const Expr& total = x.operands()[1];
    const std::vector<Expr>& terms = total.operands();
    return total.kind() == ExprKind::Sum &&
           std::count_if(terms.begin(), terms.end(), [&t](const Expr& term) { return equal(term, t); }) == 1;
}

bool isShareOfExponentials(const Expr& above, const Expr& below) {
    const std::vector<Expr>& terms = below.operands();
    return above.kind() == ExprKind::Exp && below.kind() == ExprKind::Sum &&
           std::all_of(terms.begin(), terms.end(),
                       [](const Expr& term) { return term.kind() == ExprKind::Exp || term.isConstant(1); });
}

const Expr* exponentAddedToOne(const Expr& a) {
    if (a.kind() != ExprKind::Sum || a.operands().size() != 2 || !a.operands()[0].isConstant(1)) return nullptr;
    return a.operands()[1].kind() == ExprKind::Exp ? &a.operands()[1].operand() : nullptr;
}

std::optional<Expr> withoutShare(const Expr& a) {
    const Expr &x = a.operands()[0], *y = subtrahend(a);
    if (!y || y->kind() != ExprKind::Product || y->operands().size() != 2 || !isSymbol(y->operands()[0]))
        return std::nullopt;
    const Expr &s = y->operands()[0], &total = y->operands()[1];
    if (total.kind() != ExprKind::Sum) return std::nullopt;
    std::vector<Expr> others = total.operands();
    const auto own =
        std::find_if(others.begin(), others.end(), [&x](const Expr& term) { return term.identity() == x.identity(); });
    if (own == others.end()) return std::nullopt;
    others.erase(own);
    return backprop::sum({product({x, 1.0 - s}), -product({s, backprop::sum(std::move(others))})});
}

namespace {

/// The factors of a product, or the expression itself.
std::span<const Expr> factorsOf(const Expr& a) {
    if (a.kind() == ExprKind::Product) return a.operands();
    return {&a, 1};
}

}  // namespace

const Expr* errorAbove(const Expr& quotient) {
    for (const Expr& factor : factorsOf(quotient.operands()[0]))
        if (const Expr* t = subtrahend(factor); t && isTarget(*t) && isSymbol(factor.operands()[0])) return &factor;
    return nullptr;
}

std::optional<Factors> crossEntropySlope(const Expr& quotient, const Expr& error, double t) {
    if (t != 0.0 && t != 1.0) return std::nullopt;
    const Expr& x = error.operands()[0];
    Factors factors{.sign = t == 0.0 ? 1.0 : -1.0};
    for (const Expr& factor : factorsOf(quotient.operands()[0]))
        if (&factor != &error) factors.above.push_back(factor);
    bool found = false;
    for (const Expr& factor : factorsOf(quotient.operands()[1])) {
        const Expr* y = subtrahend(factor);
        const bool vanishes = t == 0.0 ? equal(factor, x) : y && factor.operands()[0].isConstant(1) && equal(*y, x);
        if (vanishes && !found)
            found = true;
        else
            factors.below.push_back(factor);
    }
    if (!found) return std::nullopt;
    return factors;
}

}  // namespace backprop::stable
