#pragma once
// The named rules that one line of a derivation can apply, of differentiation and of algebra.

#include <string_view>

#include "expressions/expression.hpp"

namespace backprop {

enum class Rule {
    Definition,  // z -> w x + b: the symbol replaced by its definition
    // Differentiation, one derivative at a time; f' is the derivative with respect to x.
    Sum,             // (x^2 - 3 x)' -> (x^2)' - (3 x)'
    Constant,        // (x + b)' -> x' + b' -> x': every derivative of a constant is 0
    ConstantFactor,  // (3 x^2)' -> 3 (x^2)'
    Product,         // (x e^x)' -> x' e^x + x (e^x)'
    Quotient,        // (x / (1 + x))' -> (x' (1 + x) - x (1 + x)') / (1 + x)^2
    Power,           // ((a - t)^2)' -> 2 (a - t) (a - t)'; (1 / (1 + e^-x))' -> -1 / (1 + e^-x)^2 (1 + e^-x)'
    Exp,             // (e^-x)' -> e^-x (-x)'
    Log,             // (ln(1 - x))' -> 1 / (1 - x) (1 - x)'
    Identity,        // x' -> 1
    Piecewise,       // max(0, x)' -> 1 where x > 0, else 0
    // Algebra
    Simplify,           // -(-1) x 1 -> x: signs, ones and zeros collected
    SplitFraction,      // e^-z / (1 + e^-z)^2 -> 1 / (1 + e^-z) e^-z / (1 + e^-z)
    ScaleFraction,      // e^z / (1 + e^z) -> 1 / (1 + e^-z): both divided by e^z
    AddZero,            // e^-z / (1 + e^-z) -> (1 + e^-z - 1) / (1 + e^-z)
    CommonDenominator,  // (1 - t) / (1 - a) - t / a -> (a (1 - t) - t (1 - a)) / (a (1 - a))
    Substitute,         // 1 / (1 + e^-z) -> a: an expression replaced by the symbol that it defines
    Cancel,             // (a - t) / (a (1 - a)) a (1 - a) -> a - t
};

/// `constant_factor`, the rule's name outside the core.
std::string_view toString(Rule rule);

/// A line of algebra: the form reached and the rule that led there.
struct Rewrite {
    Rule rule;
    Expr form;
};

}  // namespace backprop
