#pragma once
// The value of an expression.

#include <memory>

#include "expressions/expression.hpp"
#include "numbers/rounded.hpp"
#include "numbers/wide.hpp"

namespace backprop {

/// A symbol's value x with 1 - x and 1 + x.
struct WideValue {
    Wide<double> value;
    Wide<double> oneMinus;
    Wide<double> onePlus;
};

/// The values of symbols.
class Environment {
public:
    virtual ~Environment() = default;
    virtual double value(const Quantity& symbol) const = 0;
    /// 1 - value, 1 + value and a - b; an environment that knows where the values come from avoids the cancellation.
    virtual double oneMinus(const Quantity& symbol) const { return 1.0 - value(symbol); }
    virtual double onePlus(const Quantity& symbol) const { return 1.0 + value(symbol); }
    virtual double difference(const Quantity& a, const Quantity& b) const { return value(a) - value(b); }
    /// The value and its complements where a double lacks digits; an environment that knows their origin has them.
    virtual WideValue wide(const Quantity& symbol) const { return {value(symbol), oneMinus(symbol), onePlus(symbol)}; }
    /// a - b; where a double lacks digits from the wide values.
    Wide<double> wideDifference(const Quantity& a, const Quantity& b) const;
};

/// Evaluates expressions in one environment. Nodes shared within or between expressions are computed once.
class Evaluator {
public:
    explicit Evaluator(const Environment& environment);
    ~Evaluator();

    /// A derivative that is not worked out yet is taken by forward automatic differentiation.
    double operator()(const Expr& a);
    /// The value where it may have no double.
    Wide<double> wide(const Expr& a);

private:
    struct Numbers;
    std::unique_ptr<Numbers> numbers_;
};

/// The expression with a bound on the rounding of its number; a derivative that is not worked out yet uses none of the
/// rules. `outputError`: relative error of the neurons' outputs, 0 where the outputs are what is given.
Rounded roundedValue(const Expr& a, const Environment& environment, double outputError = 0.0);

/// The longest step h of the complex-step derivative of a network. The error is of
/// order h^2, far below rounding; a power of two, so that dividing by it is exact.
inline constexpr double complexStep = 0x1p-66;

}  // namespace backprop
