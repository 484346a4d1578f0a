#pragma once
// Random expressions over a few symbols, and numbers for these.

#include <map>

#include "expressions/evaluate.hpp"
#include "expressions/expression.hpp"
#include "scenarios.hpp"

namespace support {

/// Numbers for whichever symbols are asked for.
struct Numbers : backprop::Environment {
    double value(const backprop::Quantity& q) const override { return values.at(q); }
    std::map<backprop::Quantity, double> values;
};

/// w.1.0.0, w.1.0.1 and z.1.0
const std::vector<backprop::Quantity>& someSymbols();

/// Positive numbers of ordinary size, so that every logarithm and quotient is defined.
Numbers someNumbers(Draw& draw);

/// A random expression of that depth, of every kind but derivatives; its value is an ordinary number.
backprop::Expr randomExpression(Draw& draw, int depth);

/// d a / d symbol at the environment's numbers, by complex step: Im a(symbol + ih) / h, each node by its plain formula.
/// `a` holds no derivative.
double complexStepDerivative(const backprop::Expr& a, const backprop::Quantity& symbol,
                             const backprop::Environment& environment);

/// For failures: `(w.1.0.0 + 2) * exp(z.1.0)`.
std::string describe(const backprop::Expr& a);

}  // namespace support
