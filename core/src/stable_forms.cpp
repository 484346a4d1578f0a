#include "stable_forms.hpp"

namespace backprop::stable {

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

}  // namespace backprop::stable
