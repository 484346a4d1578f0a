#pragma once
// What expressions come to, on any scalar.

#include <map>
#include <utility>

#include "backprop/wide.hpp"
#include "stable_forms.hpp"

namespace backprop {

/// The node on its operands' values: `recurse` gives those, `recurse.wide` the value of the node itself where its
/// operands lack digits, `differentiate` the value of a derivative not yet worked out.
template <class S, class Symbols, class Recurse, class Differentiate>
S apply(const Expr& a, const Symbols& symbols, const Recurse& recurse, const Differentiate& differentiate) {
    switch (a.kind()) {
        case ExprKind::Constant:
            return S(a.constant().value());
        case ExprKind::Real:
            return S(a.real());
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
            bool all = recurse.hasAllDigits(total);
            for (std::size_t i = 1; i < a.operands().size(); ++i) {
                const S next = recurse(a.operands()[i]);
                total *= next;
                all = all && recurse.hasAllDigits(next);
            }
            return all && recurse.hasAllDigits(total) ? total : recurse.wide(a, total);
        }
        case ExprKind::Quotient: {
            if (const auto share = stable::shareOfExponentials<S>(a.operands()[0], a.operands()[1], recurse))
                return *share;
            const S above = recurse(a.operands()[0]), below = recurse(a.operands()[1]);
            if (realPart(below) == 0.0)
                if (const auto slope = stable::crossEntropySlope<S>(a, symbols, recurse)) return *slope;
            return recurse.hasAllDigits(above) && recurse.hasAllDigits(below) ? above / below
                                                                              : recurse.wide(a, above / below);
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
            {
                const S operand = recurse(a.operand());
                return recurse.hasAllDigits(operand) ? log(operand) : recurse.wide(a, log(operand));
            }
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

/// Evaluates expressions; nodes shared within or between them are computed once. `Symbols` gives the symbols' values on
/// S, and where it has `wide()` as Wide<S>; `differentiate` as in `apply`.
template <class S, class Symbols, class Differentiate>
class Evaluation {
public:
    Evaluation(Symbols symbols, Differentiate differentiate) : symbols_(symbols), differentiate_(differentiate) {}

    S operator()(const Expr& a) {
        // What lacks digits is asked for again when they are looked for.
        return known(
            plain_, a, [&] { return apply<S>(a, symbols_, Plain{*this}, differentiate_); },
            [](const S& value) { return !Plain::hasAllDigits(value); });
    }
    /// The same where it may have no value on S itself.
    Wide<S> widened(const Expr& a) { return Widened{*this}(a); }

private:
    [[gnu::noinline]] Wide<S> wide(const Expr& a) {
        return known(
            wide_, a, [&] { return apply<Wide<S>>(a, symbols_.wide(), Widened{*this}, differentiate_); },
            [](const Wide<S>&) { return true; });
    }

    struct Plain {
        Evaluation& evaluate;
        S operator()(const Expr& a) const { return evaluate(a); }
        /// `plain` where the symbols are not known wide.
        S wide(const Expr& a, const S& plain) const {
            if constexpr (requires { evaluate.symbols_.wide(); })
                return evaluate.wide(a).narrow();
            else
                return plain;
        }
        static bool hasAllDigits(const S& value) { return backprop::hasAllDigits(realPart(value)); }
    };
    struct Widened {
        Evaluation& evaluate;
        Wide<S> operator()(const Expr& a) const {
            const S value = evaluate(a);
            return Plain::hasAllDigits(value) ? Wide<S>(value) : evaluate.wide(a);
        }
        static const Wide<S>& wide(const Expr&, const Wide<S>& plain) { return plain; }
        static bool hasAllDigits(const Wide<S>&) { return true; }
    };

    template <class Value>
    using Known =
        std::map<const void*, std::pair<Expr, Value>>;  // the key is the node's address: it must not be reused

    /// `keep`: whether a value is kept that is asked for through one expression only.
    template <class Value, class Compute, class Keep>
    static Value known(Known<Value>& all, const Expr& a, const Compute& compute, const Keep& keep) {
        if (a.operands().empty()) return compute();
        if (a.isShared())
            if (const auto one = all.find(a.identity()); one != all.end()) return one->second.second;
        const Value value = compute();
        if (a.isShared() || keep(value)) all.emplace(a.identity(), std::pair{a, value});
        return value;
    }

    Symbols symbols_;
    Differentiate differentiate_;
    Known<S> plain_{};
    Known<Wide<S>> wide_{};
};

}  // namespace backprop
