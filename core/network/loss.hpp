#pragma once
// Losses L = factor * sum_k term(a_k, t_k) over the n outputs. A term is defined once, as a template over the scalar;
// `lossTable` in loss.cpp pairs the terms with their factors, because a factor left unstated is the field's commonest
// source of "off by 2".
//
//   mse       1/n  (a - t)^2          half_sse  1/2  (a - t)^2          sse  1  (a - t)^2
//   bce       1    -(t ln a + (1 - t) ln(1 - a))                         bce_mean  1/n  the same
//   bce_with_logits        1  ln(1 + e^a) - t a, on a linear output
//   softmax_cross_entropy  1  -t ln a, on a softmax
//
// A loss is fused with the output that it was made for, cross-entropy with a sigmoid, softmax cross-entropy with a
// softmax: its terms and dL/dz are then computed from z. They stay finite and exact where ln(1 - a) would be ln 0.
//
// A definition has, each for the output a, rest = 1 - a without cancellation, and the target t,
//   term(a, rest, t)       on double, std::complex<double> and Expr, of a wide loss on Wide numbers too
//   slope(a, rest, t)      d term / da on double and Expr, in the form that a reader knows it by
//   slopeSize(a, rest, t)  the absolute values of what is added up in the slope: what its rounding is relative to
//   wide                   optional: a and rest are asked for however small, where need be as Wide numbers
//   rewrites(a, t)         the lines of algebra from the differentiated term to the slope, each with its rule
//   probabilities          whether targets must lie in [0, 1]
//   Output                 optional: the only output activation that it is defined for
//   termFromSum(z, t), deltaFromSum(z, t), or termsFromSums, deltasFromSums for a whole layer, with FusedOutput:
//                          optional: terms and d term / dz on that output

#include <string_view>
#include <vector>

#include "network/activation.hpp"

namespace backprop {

/// (a - t)^2
struct SquaredError {
    static constexpr bool probabilities = false;
    template <class S>
    static S term(const S& a, const S& rest, const S& t) {
        return square(difference(a, rest, t));
    }
    template <class S>
    static S slope(const S& a, const S& rest, const S& t) {
        return 2.0 * difference(a, rest, t);
    }
    static double slopeSize(double a, double rest, double t) { return 2.0 * differenceSize(a, rest, t); }
    static std::vector<Rewrite> rewrites(const Expr&, const Expr&) { return {}; }
};

/// -(t ln a + (1 - t) ln(1 - a)), for t in [0, 1]
struct CrossEntropy {
    static constexpr bool probabilities = true;
    static constexpr bool wide = true;
    template <class S>
    static S term(const S& a, const S& rest, const S& t) {
        if constexpr (std::is_same_v<S, Expr>)
            return -(t * log(a) + (1.0 - t) * log(rest));
        else
            return -(timesLog(t, a) + timesLog(S(1.0 - t), rest));
    }
    /// (a - t) / (a (1 - a)). For t = 0 that is 1 / (1 - a) and for t = 1 it is -1 / a, at a = t too: there the other
    /// term of the loss is 0 for every a.
    template <class S>
    static S slope(const S& a, const S& rest, const S& t) {
        if constexpr (!std::is_same_v<S, Expr>) {
            if (t == 0.0) return 1.0 / rest;
            if (t == 1.0) return -1.0 / a;
        }
        return difference(a, rest, t) / (a * rest);
    }
    template <class S>
    static S slopeSize(const S& a, const S& rest, const S& t) {
        if (t == 0.0 || t == 1.0) return abs(slope(a, rest, t));
        return differenceSize(a, rest, t) / abs(S(a * rest));
    }
    static std::vector<Rewrite> rewrites(const Expr& a, const Expr& t);

    using FusedOutput = Sigmoid;
    template <class S>
    static S termFromSum(const S& z, const S& t) {
        return t * softplus(S(-z)) + (1.0 - t) * softplus(z);
    }
    static double deltaFromSum(double z, double t) { return difference(Sigmoid::value(z), Sigmoid::oneMinus(z), t); }
};

/// ln(1 + e^a) - t a for t in [0, 1]: the cross-entropy of sigmoid(a), on a linear output. The head of YOLOv3 is a
/// plain convolution, then this.
struct LogitCrossEntropy {
    static constexpr bool probabilities = true;
    using Output = Linear;
    template <class S>
    static S term(const S& a, const S&, const S& t) {
        if constexpr (std::is_same_v<S, Expr>)
            return log(1.0 + exp(a)) - t * a;
        else
            return CrossEntropy::termFromSum(a, t);
    }
    template <class S>
    static S slope(const S& a, const S&, const S& t) {
        if constexpr (std::is_same_v<S, Expr>)
            return sigmoid(a) - t;
        else
            return difference(sigmoid(a), sigmoid(-a), t);
    }
    static double slopeSize(double a, double, double t) { return differenceSize(sigmoid(a), sigmoid(-a), t); }
    static std::vector<Rewrite> rewrites(const Expr& a, const Expr& t);
};

/// -t ln a on a softmax output, for t in [0, 1]; usually the targets are 1 together.
struct SoftmaxCrossEntropy {
    static constexpr bool probabilities = true;
    using Output = Softmax;
    template <class S>
    static S term(const S& a, const S&, const S& t) {
        if constexpr (std::is_same_v<S, Expr>)
            return -(t * log(a));
        else
            return -timesLog(t, a);
    }
    template <class S>
    static S slope(const S& a, const S&, const S& t) {
        if constexpr (!std::is_same_v<S, Expr>)
            if (t == 0.0) return 0.0;
        return -(t / a);
    }
    static double slopeSize(double a, double rest, double t) { return std::abs(slope(a, rest, t)); }
    static std::vector<Rewrite> rewrites(const Expr&, const Expr&) { return {}; }

    using FusedOutput = Softmax;
    /// t_k (ln sum_i e^z_i - z_k), with the largest z taken off all of them.
    template <class S>
    static void termsFromSums(const VectorOf<S>& z, const Vector& t, VectorOf<S>& terms) {
        Eigen::Index top = 0;
        for (Eigen::Index k = 1; k < z.size(); ++k)
            if (realPart(z(k)) > realPart(z(top))) top = k;
        S others(0.0);
        for (Eigen::Index k = 0; k < z.size(); ++k)
            if (k != top) others += exp(z(k) - z(top));
        for (Eigen::Index k = 0; k < z.size(); ++k)
            terms(k) = t(k) == 0.0 ? S(0.0) : S(t(k) * ((z(top) - z(k)) + logOnePlus(others)));
    }
    /// a_k sum t - t_k, as a_k (sum of the other t) - t_k (1 - a_k): without cancellation near a_k = 1.
    static void deltasFromSums(const Vector& a, const Vector& t, Vector& deltas);
};

/// A term on wide numbers.
struct WideLoss {
    Wide<double> (*term)(const Wide<double>& a, const Wide<double>& rest, const Wide<double>& t);
    Wide<Complex> (*complexTerm)(const Wide<Complex>& a, const Wide<Complex>& rest, const Wide<Complex>& t);
    Wide<double> (*slopeSize)(const Wide<double>& a, const Wide<double>& rest, const Wide<double>& t);
};

template <class T>
inline constexpr WideLoss wideLoss{
    .term = T::template term<Wide<double>>,
    .complexTerm = T::template term<Wide<Complex>>,
    .slopeSize = T::template slopeSize<Wide<double>>,
};

/// One row of the table: a term with its factor, in the forms that the rest of the core calls.
struct Loss {
    std::string_view id;
    /// The factor before the sum: 1, 1/2 or 1/n for n outputs.
    Ratio (*factor)(int n);
    /// The term from a, rest = 1 - a and t.
    double (*term)(double a, double rest, double t);
    Complex (*complexTerm)(const Complex& a, const Complex& rest, const Complex& t);
    Expr (*formula)(const Expr& a, const Expr& t);
    /// d term / da
    double (*slope)(double a, double rest, double t);
    Precise (*preciseSlope)(const Precise& a, const Precise& rest, const Precise& t);
    double (*slopeSize)(double a, double rest, double t);
    Expr (*slopeFormula)(const Expr& a, const Expr& t);
    std::vector<Rewrite> (*rewrites)(const Expr& a, const Expr& t);
    /// Where a or 1 - a may be too small for a double though term and delta are ordinary numbers; null where not.
    const WideLoss* wide;
    /// Targets must lie in [0, 1].
    bool targetsAreProbabilities;
    /// The only output activation that it is defined for; empty if any will do.
    std::string_view requiredOutput;
    /// The output activation on which terms and d terms / dz are computed from z; empty if there is none. `terms` and
    /// `deltas` have the size of z.
    std::string_view fusedOutput;
    void (*termsFromSums)(const Vector& z, const Vector& t, Vector& terms);
    void (*complexTermsFromSums)(const ComplexVector& z, const Vector& t, ComplexVector& terms);
    void (*deltasFromSums)(const Vector& z, const Vector& a, const Vector& t, Vector& deltas);
    /// The term from z; null where it takes all sums of the layer.
    Expr (*formulaFromSum)(const Expr& z, const Expr& t);

    /// Whether the term takes the output wide: a or rest = 1 - a has not all its digits as a double.
    bool needsWide(double a, double rest) const { return wide && !(hasAllDigits(a) && hasAllDigits(rest)); }
    bool isFusedWith(const Activation& output) const { return output.id == fusedOutput; }
    bool isDefinedOn(const Activation& output) const { return requiredOutput.empty() || requiredOutput == output.id; }
};

/// The row of a definition like those above.
template <class T>
constexpr Loss lossRow(std::string_view id, Ratio (*factor)(int n)) {
    Loss loss{
        .id = id,
        .factor = factor,
        .term = [](double a, double rest, double t) { return T::term(a, rest, t); },
        .complexTerm = [](const Complex& a, const Complex& rest, const Complex& t) { return T::term(a, rest, t); },
        .formula = [](const Expr& a, const Expr& t) { return T::term(a, 1.0 - a, t); },
        .slope = [](double a, double rest, double t) { return T::slope(a, rest, t); },
        .preciseSlope = T::template slope<Precise>,
        .slopeSize = [](double a, double rest, double t) { return T::slopeSize(a, rest, t); },
        .slopeFormula = [](const Expr& a, const Expr& t) { return T::slope(a, 1.0 - a, t); },
        .rewrites = T::rewrites,
        .wide = nullptr,
        .targetsAreProbabilities = T::probabilities,
        .requiredOutput = {},
        .fusedOutput = {},
        .termsFromSums = nullptr,
        .complexTermsFromSums = nullptr,
        .deltasFromSums = nullptr,
        .formulaFromSum = nullptr,
    };
    if constexpr (requires { T::wide; }) loss.wide = &wideLoss<T>;
    if constexpr (requires { typename T::Output; }) loss.requiredOutput = T::Output::id;
    if constexpr (requires { T::deltaFromSum; }) {
        loss.fusedOutput = T::FusedOutput::id;
        loss.termsFromSums = [](const Vector& z, const Vector& t, Vector& terms) {
            for (Eigen::Index k = 0; k < z.size(); ++k) terms(k) = T::termFromSum(z(k), t(k));
        };
        loss.complexTermsFromSums = [](const ComplexVector& z, const Vector& t, ComplexVector& terms) {
            for (Eigen::Index k = 0; k < z.size(); ++k) terms(k) = T::termFromSum(z(k), Complex(t(k)));
        };
        loss.deltasFromSums = [](const Vector& z, const Vector&, const Vector& t, Vector& deltas) {
            for (Eigen::Index k = 0; k < z.size(); ++k) deltas(k) = T::deltaFromSum(z(k), t(k));
        };
        loss.formulaFromSum = [](const Expr& z, const Expr& t) { return T::termFromSum(z, t); };
    }
    if constexpr (requires { T::deltasFromSums; }) {
        loss.fusedOutput = T::FusedOutput::id;
        loss.termsFromSums = T::template termsFromSums<double>;
        loss.complexTermsFromSums = T::template termsFromSums<Complex>;
        loss.deltasFromSums = [](const Vector&, const Vector& a, const Vector& t, Vector& deltas) {
            T::deltasFromSums(a, t, deltas);
        };
    }
    return loss;
}

/// All losses, in the order in which they are offered.
const std::vector<Loss>& lossTable();

/// The loss of that id, or null.
const Loss* findLoss(std::string_view id);

}  // namespace backprop
