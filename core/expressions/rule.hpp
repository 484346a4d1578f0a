#pragma once
// The named rules that one line of a derivation can apply, of differentiation and of algebra.

#include <string_view>

#include "expressions/expression.hpp"

namespace backprop {

enum class Rule {
    Definition,         // the symbol replaced by what defines it
    Sum,                // (u + v)' = u' + v'
    Constant,           // c' = 0
    ConstantFactor,     // (c u)' = c u'
    Product,            // (u v)' = u' v + u v'
    Quotient,           // (u / v)' = (u' v - u v') / v^2
    Power,              // (u^n)' = n u^(n-1) u', also for n = -1
    Exp,                // (e^u)' = e^u u'
    Log,                // (ln u)' = u' / u
    Identity,           // x' = 1
    Piecewise,          // max(0, u)' = u' where u > 0, else 0
    Simplify,           // signs, ones and zeros collected
    SplitFraction,      // a fraction written as a product of two
    ScaleFraction,      // above and below the line multiplied or divided by the same
    AddZero,            // e.g. u = (1 + u) - 1
    CommonDenominator,  // two fractions over one line
    Substitute,         // an expression replaced by the symbol it defines
    Cancel,             // what stands above and below the line removed
};

/// `constant_factor`, the rule's name outside the core.
std::string_view toString(Rule rule);

/// A line of algebra: the form reached and the rule that led there.
struct Rewrite {
    Rule rule;
    Expr form;
};

}  // namespace backprop
