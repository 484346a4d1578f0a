#include "backprop/evaluate.hpp"

#include "stable_forms.hpp"

namespace backprop {
namespace {

/// The number of a symbol, with the perturbed one moved by ih.
struct Perturbed {
    const Environment& environment;
    const Quantity& symbol;

    double step(const Quantity& q) const { return q == symbol ? complexStep : 0.0; }
    Complex value(const Quantity& q) const { return {environment.value(q), step(q)}; }
    Complex oneMinus(const Quantity& q) const { return {environment.oneMinus(q), -step(q)}; }
    Complex onePlus(const Quantity& q) const { return {environment.onePlus(q), step(q)}; }
    Complex difference(const Quantity& a, const Quantity& b) const {
        return {environment.difference(a, b), step(a) - step(b)};
    }
};

template <class S, class Symbols, class Recurse>
S apply(const Expr& a, const Symbols& symbols, const Recurse& recurse) {
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
            return total;
        }
        case ExprKind::Quotient:
            if (const auto share = stable::shareOfExponentials<S>(a.operands()[0], a.operands()[1], recurse))
                return *share;
            return recurse(a.operands()[0]) / recurse(a.operands()[1]);
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
            if constexpr (std::is_same_v<S, double>)
                return complexStepDerivative(a.operand(), a.symbol(), symbols);
            else
                return S(std::nan(""));  // a derivative of a derivative: no rule here makes one
    }
    return S(0.0);
}

/// Nodes shared within the expression are computed once.
class PerturbedEvaluator {
public:
    explicit PerturbedEvaluator(const Perturbed& symbols) : symbols_(symbols) {}

    Complex operator()(const Expr& a) {
        if (a.operands().empty() || !a.isShared()) return compute(a);
        if (const auto known = known_.find(a.identity()); known != known_.end()) return known->second;
        return known_.emplace(a.identity(), compute(a)).first->second;
    }

private:
    Complex compute(const Expr& a) {
        return apply<Complex>(a, symbols_, [this](const Expr& operand) { return (*this)(operand); });
    }

    const Perturbed& symbols_;
    std::map<const void*, Complex> known_{};
};

}  // namespace

double Evaluator::operator()(const Expr& a) {
    if (a.operands().empty() || !a.isShared()) return compute(a);
    if (const auto known = known_.find(a.identity()); known != known_.end()) return known->second.second;
    const double value = compute(a);
    known_.emplace(a.identity(), std::pair{a, value});
    return value;
}

double Evaluator::compute(const Expr& a) {
    return apply<double>(a, environment_, [this](const Expr& operand) { return (*this)(operand); });
}

double complexStepDerivative(const Expr& a, const Quantity& symbol, const Environment& environment) {
    const Perturbed symbols{environment, symbol};
    return PerturbedEvaluator(symbols)(a).imag() / complexStep;
}

}  // namespace backprop
