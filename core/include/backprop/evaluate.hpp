#pragma once
// The number that an expression stands for.

#include <map>
#include <utility>

#include "backprop/expression.hpp"
#include "backprop/scalar.hpp"

namespace backprop {

/// The numbers behind the symbols.
class Environment {
public:
    virtual ~Environment() = default;
    virtual double value(const Quantity& symbol) const = 0;
    /// 1 - value, 1 + value and a - b; an environment that knows where the values come from avoids the cancellation.
    virtual double oneMinus(const Quantity& symbol) const { return 1.0 - value(symbol); }
    virtual double onePlus(const Quantity& symbol) const { return 1.0 + value(symbol); }
    virtual double difference(const Quantity& a, const Quantity& b) const { return value(a) - value(b); }
};

/// Evaluates expressions in one environment. Nodes shared within or between expressions are computed once.
class Evaluator {
public:
    explicit Evaluator(const Environment& environment) : environment_(environment) {}

    /// A derivative that is not worked out yet is evaluated by complex step.
    double operator()(const Expr& a);

private:
    double compute(const Expr& a);

    const Environment& environment_;
    // The expression is kept beside its value: the key is its node's address, which must not be reused.
    std::map<const void*, std::pair<Expr, double>> known_;
};

/// d a / d symbol at the environment's numbers, by complex step: Im a(symbol + ih) / h. `a` holds no derivative.
double complexStepDerivative(const Expr& a, const Quantity& symbol, const Environment& environment);

/// The step h of every complex-step derivative. The error is of order h^2, far below rounding; a power of two, so that
/// dividing by it is exact.
inline constexpr double complexStep = 0x1p-66;

}  // namespace backprop
