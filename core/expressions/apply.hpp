#pragma once
// The value of an expression on any scalar.

#include "expressions/stable_forms.hpp"

namespace backprop {

template <class S, class Numbers>
S quotient(const Expr& a, const Numbers& numbers) {
    if (const auto share = stable::shareOfExponentials<S>(a.operands()[0], a.operands()[1], numbers)) return *share;
    const S above = numbers(a.operands()[0]), below = numbers(a.operands()[1]);
    if (realPart(below) == 0.0)
        if (const auto slope = stable::crossEntropySlope<S>(a, numbers)) return *slope;
    return numbers.hasAllDigits(above) && numbers.hasAllDigits(below) ? above / below : numbers.wide(a, above / below);
}

/// The node on its operands' values: `numbers` gives those, and by name the values of symbols, of a derivative not yet
/// worked out, and with `wide` that of the node itself where its operands lack digits.
template <class S, class Numbers>
S apply(const Expr& a, const Numbers& numbers) {
    switch (a.kind()) {
        case ExprKind::Constant:
            return S(a.constant().value());
        case ExprKind::Real:
            return S(a.real());
        case ExprKind::Symbol:
            return numbers.value(a.symbol());
        case ExprKind::Sum: {
            if (const auto value = stable::sum<S>(a, numbers)) return *value;
            S total = numbers(a.operands().front());
            for (std::size_t i = 1; i < a.operands().size(); ++i) total += numbers(a.operands()[i]);
            return total;
        }
        case ExprKind::Product: {
            S total = numbers(a.operands().front());
            bool all = numbers.hasAllDigits(total);
            for (std::size_t i = 1; i < a.operands().size(); ++i) {
                const S next = numbers(a.operands()[i]);
                total *= next;
                all = all && numbers.hasAllDigits(next);
            }
            return all && numbers.hasAllDigits(total) ? total : numbers.wide(a, total);
        }
        case ExprKind::Quotient:
            return quotient<S>(a, numbers);
        case ExprKind::Power: {
            const S base = numbers(a.operand());
            S total = base;
            for (int i = 1; i < a.exponent(); ++i) total *= base;
            return total;
        }
        case ExprKind::Negate:
            return -numbers(a.operand());
        case ExprKind::Exp:
            return exp(numbers(a.operand()));
        case ExprKind::Log:
            if (const Expr* u = stable::exponentAddedToOne(a.operand())) return softplus(numbers(*u));
            {
                const S operand = numbers(a.operand());
                return numbers.hasAllDigits(operand) ? log(operand) : numbers.wide(a, log(operand));
            }
        case ExprKind::SquareRoot: {
            // One step of Newton's method from the root of the number, so that a slope is carried along.
            const S operand = numbers(a.operand()), root(std::sqrt(realPart(operand)));
            return realPart(root) == 0.0 ? root : S(0.5) * (root + operand / root);
        }
        case ExprKind::PositivePart:
            return positivePart(numbers(a.operand()));
        case ExprKind::IsPositive:
            return S(isPositive(realPart(numbers(a.operand()))));
        case ExprKind::WherePositive:
            return numbers(a.operands()[realPart(numbers(a.operand())) > 0 ? 1 : 2]);
        case ExprKind::Sigmoid:
            return sigmoid(numbers(a.operand()));
        case ExprKind::Derivative:
            return numbers.derivative(a);
    }
    return S(0.0);
}

}  // namespace backprop
