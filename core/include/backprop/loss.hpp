#pragma once
// Losses L = factor * sum_k term(a_k, t_k) over the n outputs. A term is defined once, as a template over the scalar;
// `lossTable` in loss.cpp pairs the terms with their factors, because a factor left unstated is the field's commonest
// source of "off by 2".
//
//   mse       1/n  (a - t)^2          half_sse  1/2  (a - t)^2          sse  1  (a - t)^2
//   bce       1    -(t ln a + (1 - t) ln(1 - a))                         bce_mean  1/n  the same
//
// On a sigmoid output the cross-entropy term is computed from z (fused): t softplus(-z) + (1 - t) softplus(z). It stays
// finite and exact where ln(1 - a) would be ln 0, and its derivative is a - t.

#include <string_view>
#include <vector>

#include "backprop/activation.hpp"

namespace backprop {

/// (a - t)^2
struct SquaredError {
    template <class S>
    static S term(const S& a, const S& t) {
        return square(a - t);
    }
    template <class S>
    static S slope(const S& a, const S& t) {
        return 2.0 * (a - t);
    }
    static std::vector<Rewrite> rewrites(const Expr&, const Expr&) { return {}; }
};

/// -(t ln a + (1 - t) ln(1 - a)), for t in [0, 1]
struct CrossEntropy {
    template <class S>
    static S term(const S& a, const S& t) {
        if constexpr (std::is_same_v<S, Expr>)
            return -(t * log(a) + (1.0 - t) * log(1.0 - a));
        else
            return -(timesLog(t, a) + timesLog(S(1.0 - t), S(1.0 - a)));
    }
    template <class S>
    static S slope(const S& a, const S& t) {
        return (a - t) / (a * (1.0 - a));
    }
    static std::vector<Rewrite> rewrites(const Expr& a, const Expr& t);

    /// The same term on a sigmoid output, from its weighted sum.
    template <class S>
    static S termFromSum(const S& z, const S& t) {
        return t * softplus(S(-z)) + (1.0 - t) * softplus(z);
    }
    /// d termFromSum / dz: a - t without cancellation near a = t = 1.
    static double deltaFromSum(double z, double t) { return (1.0 - t) * Sigmoid::value(z) - t * Sigmoid::oneMinus(z); }
};

/// One row of the table: a term with its factor, in the forms that the rest of the core calls.
struct Loss {
    std::string_view id;
    /// The factor before the sum: 1, 1/2 or 1/n for n outputs.
    Ratio (*factor)(int n);
    double (*term)(double a, double t);
    Complex (*complexTerm)(const Complex& a, const Complex& t);
    Expr (*formula)(const Expr& a, const Expr& t);
    /// d term / da
    double (*slope)(double a, double t);
    Expr (*slopeFormula)(const Expr& a, const Expr& t);
    std::vector<Rewrite> (*rewrites)(const Expr& a, const Expr& t);
    /// On a sigmoid output, from z; null for terms that need no such care.
    double (*termFromSum)(double z, double t);
    Complex (*complexTermFromSum)(const Complex& z, const Complex& t);
    double (*deltaFromSum)(double z, double t);
    Expr (*formulaFromSum)(const Expr& z, const Expr& t);
    /// Targets must lie in [0, 1].
    bool targetsAreProbabilities;

    bool isFusedWith(const Activation& output) const { return termFromSum != nullptr && output.id == Sigmoid::id; }
};

/// All losses, in the order in which they are offered.
const std::vector<Loss>& lossTable();

/// The loss of that id, or null.
const Loss* findLoss(std::string_view id);

}  // namespace backprop
