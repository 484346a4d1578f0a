#pragma once
// What one node of an expression comes to, on any scalar.

#include "scaled.hpp"
#include "stable_forms.hpp"

namespace backprop {

/// The node on its operands' values: `recurse` gives those, `differentiate` the value of a derivative not yet worked
/// out.
template <class S, class Symbols, class Recurse, class Differentiate>
S apply(const Expr& a, const Symbols& symbols, const Recurse& recurse, const Differentiate& differentiate) {
    switch (a.kind()) {
        case ExprKind::Constant:
            return S(a.constant().value());
        case ExprKind::Symbol:
            return symbols.value(a.symbol());
        case ExprKind::Sum: {
            if (const auto value = stable::sum<S>(a, symbols, recurse)) return *value;
            S total = recurse(a.operands().front());
            for (std::size_t i = 1; i < a.operands().size(); ++i) total += recurse(a.operands()[i]);
            return total;
        }
        case ExprKind::Product: {
            S total = recurse(a.operands().front());
            for (std::size_t i = 1; i < a.operands().size(); ++i) total *= recurse(a.operands()[i]);
            return scaled::hasAllDigits(realPart(total)) ? total : scaled::value<S>(a, recurse);
        }
        case ExprKind::Quotient: {
            if (const auto share = stable::shareOfExponentials<S>(a.operands()[0], a.operands()[1], recurse))
                return *share;
            const S above = recurse(a.operands()[0]), below = recurse(a.operands()[1]);
            const bool all = scaled::hasAllDigits(realPart(above)) && scaled::hasAllDigits(realPart(below));
            return all ? above / below : scaled::value<S>(a, recurse);
        }
        case ExprKind::Power: {
            const S base = recurse(a.operand());
            S total = base;
            for (int i = 1; i < a.exponent(); ++i) total *= base;
            return total;
        }
        case ExprKind::Negate:
            return -recurse(a.operand());
        case ExprKind::Exp:
            return exp(recurse(a.operand()));
        case ExprKind::Log:
            if (const Expr* u = stable::exponentAddedToOne(a.operand())) return softplus(recurse(*u));
            return log(recurse(a.operand()));
        case ExprKind::PositivePart:
            return positivePart(recurse(a.operand()));
        case ExprKind::IsPositive:
            return S(isPositive(realPart(recurse(a.operand()))));
        case ExprKind::WherePositive:
            return recurse(a.operands()[realPart(recurse(a.operand())) > 0 ? 1 : 2]);
        case ExprKind::Sigmoid:
            return sigmoid(recurse(a.operand()));
        case ExprKind::Derivative:
            return differentiate(a);
    }
    return S(0.0);
}

}  // namespace backprop
