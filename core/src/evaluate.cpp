#include "backprop/evaluate.hpp"

#include "apply.hpp"

namespace backprop {

Wide<double> Environment::wideDifference(const Quantity& a, const Quantity& b) const {
    const double plain = difference(a, b);
    if (hasAllDigits(plain)) return plain;
    const WideValue x = wide(a), y = wide(b);
    return backprop::difference(x.value, x.oneMinus, y.value);
}

namespace {

struct WideNumbers {
    const Environment& environment;

    Wide<double> value(const Quantity& q) const { return environment.wide(q).value; }
    Wide<double> oneMinus(const Quantity& q) const { return environment.wide(q).oneMinus; }
    Wide<double> onePlus(const Quantity& q) const { return environment.wide(q).onePlus; }
    Wide<double> difference(const Quantity& a, const Quantity& b) const { return environment.wideDifference(a, b); }
};

struct PlainNumbers {
    const Environment& environment;

    double value(const Quantity& q) const { return environment.value(q); }
    double oneMinus(const Quantity& q) const { return environment.oneMinus(q); }
    double onePlus(const Quantity& q) const { return environment.onePlus(q); }
    double difference(const Quantity& a, const Quantity& b) const { return environment.difference(a, b); }
    WideNumbers wide() const { return {environment}; }
};

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

struct ByComplexStep {
    const Environment& environment;
    double operator()(const Expr& of) const { return complexStepDerivative(of.operand(), of.symbol(), environment); }
};

}  // namespace

struct Evaluator::Numbers : Evaluation<double, PlainNumbers, ByComplexStep> {
    using Evaluation::Evaluation;
};

Evaluator::Evaluator(const Environment& environment)
    : numbers_(std::make_unique<Numbers>(PlainNumbers{environment}, ByComplexStep{environment})) {}

Evaluator::~Evaluator() = default;

double Evaluator::operator()(const Expr& a) { return (*numbers_)(a); }

Wide<double> Evaluator::wide(const Expr& a) { return numbers_->widened(a); }

double complexStepDerivative(const Expr& a, const Quantity& symbol, const Environment& environment) {
    const auto none = [](const Expr&) { return Complex(std::nan("")); };  // a derivative of one: no rule makes that
    return Evaluation<Complex, Perturbed, decltype(none)>(Perturbed{environment, symbol}, none)(a).imag() / complexStep;
}

}  // namespace backprop
