#pragma once
// Symbolic differentiation, one named rule a line.

#include <vector>

#include "expressions/rule.hpp"

namespace backprop {

struct DifferentiationLine {
    Rule rule;
    /// The rule met a function of a function, so the inner derivative follows as a factor.
    bool chain;
    /// The whole expression after the rule; derivatives not yet worked out are nodes in it.
    Expr form;
};

/// d f / d by, from `Derivative(f)` down to a form without derivatives, simplified. `f` holds no derivative itself.
std::vector<DifferentiationLine> differentiate(const Expr& f, const Quantity& by);

}  // namespace backprop
