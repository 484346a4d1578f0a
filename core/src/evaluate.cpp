#include "backprop/evaluate.hpp"

#include "apply.hpp"

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
        return apply<Complex>(
            a, symbols_, [this](const Expr& operand) { return (*this)(operand); },
            [](const Expr&) { return Complex(std::nan("")); });  // a derivative of a derivative: no rule here makes one
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
    return apply<double>(
        a, environment_, [this](const Expr& operand) { return (*this)(operand); },
        [this](const Expr& of) { return complexStepDerivative(of.operand(), of.symbol(), environment_); });
}

double complexStepDerivative(const Expr& a, const Quantity& symbol, const Environment& environment) {
    const Perturbed symbols{environment, symbol};
    return PerturbedEvaluator(symbols)(a).imag() / complexStep;
}

}  // namespace backprop
