#pragma once
// Activations a = f(z). Each is defined once, as a template over the scalar; `activationTable` in activation.cpp lists
// them. The definition is evaluated on double (numbers), on std::complex<double> (the complex-step proof), on Expr
// (formulas and their differentiation) and at extreme sums on Wide numbers.
//
// A definition has
//   id           its name in a scenario
//   latexName    the function as formulas write it; empty where f(z) is just z
//   value(z)     f(z)
//   slope(at)    f'(z), in the form that a reader knows it by; the symbolic derivation must arrive there
//   rewrites(at) the lines of algebra from the differentiated f to slope(at), each with its rule
//   corners      optional: where f has no derivative; slope(at) is there what convention takes
//   oneMinus(z), onePlus(z)  optional: 1 - f(z) and 1 + f(z) without cancellation, where f tends to 1 or -1

#include <algorithm>
#include <array>
#include <span>
#include <string_view>
#include <vector>

#include "expressions/expression.hpp"
#include "expressions/rule.hpp"
#include "numbers/double_double.hpp"
#include "numbers/vector.hpp"

namespace backprop {

/// A neuron's weighted sum and output, as a slope sees them.
template <class S, class F>
struct NeuronPoint {
    S z;
    S a;

    /// 1 - a
    S oneMinus() const {
        if constexpr (std::is_same_v<S, Expr>)
            return 1.0 - a;
        else
            return F::oneMinus(z);
    }
    /// 1 - a^2
    S oneMinusSquare() const {
        if constexpr (std::is_same_v<S, Expr>)
            return 1.0 - square(a);
        else
            return F::oneMinus(z) * F::onePlus(z);
    }
};

template <class F>
using ExprPoint = NeuronPoint<Expr, F>;

struct Linear {
    static constexpr std::string_view id = "linear";
    static constexpr std::string_view latexName = "";
    template <class S>
    static S value(const S& z) {
        return z;
    }
    template <class S>
    static S slope(const NeuronPoint<S, Linear>&) {
        return S(1.0);
    }
    static std::vector<Rewrite> rewrites(const ExprPoint<Linear>&) { return {}; }
};

struct Sigmoid {
    static constexpr std::string_view id = "sigmoid";
    static constexpr std::string_view latexName = "\\sigma";
    template <class S>
    static S value(const S& z) {
        if constexpr (std::is_same_v<S, Expr>)
            return 1.0 / (1.0 + exp(-z));
        else
            return sigmoid(z);
    }
    template <class S>
    static S slope(const NeuronPoint<S, Sigmoid>& at) {
        return at.a * at.oneMinus();
    }
    static std::vector<Rewrite> rewrites(const ExprPoint<Sigmoid>& at);
    template <class S>
    static S oneMinus(const S& z) {
        return sigmoid(S(-z));
    }
};

struct Tanh {
    static constexpr std::string_view id = "tanh";
    static constexpr std::string_view latexName = "\\tanh";
    template <class S>
    static S value(const S& z) {
        return tanh(z);
    }
    template <class S>
    static S slope(const NeuronPoint<S, Tanh>& at) {
        return at.oneMinusSquare();
    }
    static std::vector<Rewrite> rewrites(const ExprPoint<Tanh>& at);
    template <class S>
    static S oneMinus(const S& z) {
        return 2.0 * sigmoid(S(-2.0 * z));
    }
    template <class S>
    static S onePlus(const S& z) {
        return 2.0 * sigmoid(S(2.0 * z));
    }
};

/// max(0, z). The slope at 0 is taken as 0.
struct Relu {
    static constexpr std::string_view id = "relu";
    static constexpr std::string_view latexName = "\\operatorname{ReLU}";
    static constexpr std::array corners{0.0};
    template <class S>
    static S value(const S& z) {
        return positivePart(z);
    }
    template <class S>
    static S slope(const NeuronPoint<S, Relu>& at) {
        return isPositive(at.z);
    }
    static std::vector<Rewrite> rewrites(const ExprPoint<Relu>&) { return {}; }
};

/// z above 0, 0.01 z below: a negative sum still passes a little on. The slope at 0 is that from below, 0.01.
struct LeakyRelu {
    static constexpr std::string_view id = "leaky_relu";
    static constexpr std::string_view latexName = "\\operatorname{LeakyReLU}";
    static constexpr std::array corners{0.0};
    template <class S>
    static S value(const S& z) {
        return wherePositive(z, z, S(0.01 * z));
    }
    template <class S>
    static S slope(const NeuronPoint<S, LeakyRelu>& at) {
        return wherePositive(at.z, S(1.0), S(0.01));
    }
    static std::vector<Rewrite> rewrites(const ExprPoint<LeakyRelu>&) { return {}; }
};

/// ln(1 + e^z), a ReLU with its corner rounded off; its slope is the sigmoid.
struct Softplus {
    static constexpr std::string_view id = "softplus";
    static constexpr std::string_view latexName = "\\operatorname{softplus}";
    template <class S>
    static S value(const S& z) {
        if constexpr (std::is_same_v<S, Expr>)
            return log(1.0 + exp(z));
        else
            return softplus(z);
    }
    template <class S>
    static S slope(const NeuronPoint<S, Softplus>& at) {
        return sigmoid(at.z);
    }
    static std::vector<Rewrite> rewrites(const ExprPoint<Softplus>& at);
};

/// z sigmoid(z), also called swish; the activation of YOLOv5 and later.
struct Silu {
    static constexpr std::string_view id = "silu";
    static constexpr std::string_view latexName = "\\operatorname{SiLU}";
    template <class S>
    static S value(const S& z) {
        return z * sigmoid(z);
    }
    /// sigmoid(z) (1 + z (1 - sigmoid(z))), with a in place of z sigmoid(z)
    template <class S>
    static S slope(const NeuronPoint<S, Silu>& at) {
        if constexpr (std::is_same_v<S, Expr>)
            return sigmoid(at.z) + at.a * (1.0 - sigmoid(at.z));
        else
            return sigmoid(at.z) + at.a * sigmoid(S(-at.z));
    }
    static std::vector<Rewrite> rewrites(const ExprPoint<Silu>& at);
};

/// a_k = e^z_k / sum_i e^z_i: positive, and together 1. Each output depends on every weighted sum of its layer, which
/// therefore can only be the last.
struct Softmax {
    static constexpr std::string_view id = "softmax";
    static constexpr std::string_view latexName = "\\operatorname{softmax}";
    /// The largest z is taken off all of them first: the outputs stay the same, and no exponential overflows.
    template <class S>
    static void value(const VectorOf<S>& z, VectorOf<S>& a) {
        S largest = z(0);
        for (const S& sum : z) largest = std::max(largest, sum);
        S total(0.0);
        for (Eigen::Index k = 0; k < z.size(); ++k) total += a(k) = exp(z(k) - largest);
        for (S& output : a) output /= total;
    }
    /// On complex numbers as 1 / (1 + the other exponentials over one's own): near 1 nothing cancels in the imaginary
    /// part either.
    template <class S>
    static void complexValue(const VectorOf<S>& z, VectorOf<S>& a) {
        for (Eigen::Index k = 0; k < z.size(); ++k) {
            S others(0.0);
            bool vanishes = false;  // below the smallest double
            for (Eigen::Index i = 0; i < z.size(); ++i) {
                if constexpr (std::is_same_v<S, Complex>) vanishes = vanishes || z(i).real() - z(k).real() > 709.0;
                if (i != k && !vanishes) others += exp(z(i) - z(k));
            }
            a(k) = vanishes ? S(0.0) : 1.0 / (1.0 + others);
        }
    }
    static Expr value(const std::vector<Expr>& z, std::size_t k);
    /// 1 - a_k: where a_k is near 1 it is what the others come to.
    template <class S>
    static S oneMinus(const VectorOf<S>& a, Eigen::Index k) {
        if (realPart(a(k)) <= 0.5) return 1.0 - a(k);
        S others(0.0);
        for (Eigen::Index i = 0; i < a.size(); ++i)
            if (i != k) others += a(i);
        return others;
    }
    /// d a_k / d z_j = a_k (1 - a_k) for j = k, else -a_k a_j
    template <class S>
    static S slope(const VectorOf<S>& a, Eigen::Index k, Eigen::Index j) {
        return k == j ? S(a(k) * oneMinus(a, k)) : S(-(a(k) * a(j)));
    }
    static Expr slope(const std::vector<Expr>& a, std::size_t k, std::size_t j);
    static std::vector<Rewrite> rewrites(const std::vector<Expr>& z, const std::vector<Expr>& a, std::size_t k,
                                         std::size_t j);
};

/// A neuron's output on a scalar N.
template <class N>
struct OutputOn {
    N a;
    N oneMinus;  // 1 - a
    N onePlus;   // 1 + a
    N slope;     // f'(z)
};
using PreciseOutput = OutputOn<Precise>;
/// As far as it may be from the doubles.
using WideOutput = OutputOn<Wide<double>>;

struct WideComplexOutput {
    Wide<Complex> a;
    Wide<Complex> oneMinus;
};

using PreciseVector = VectorOf<Precise>;
using WideComplexVector = VectorOf<Wide<Complex>>;

/// An activation of a whole layer, in the forms that the rest of the core calls: z and a are those of the layer, k is
/// an output, j a weighted sum.
struct LayerActivation {
    void (*value)(const Vector& z, Vector& a);
    void (*complexValue)(const ComplexVector& z, ComplexVector& a);
    double (*oneMinus)(const Vector& a, Eigen::Index k);
    Complex (*complexOneMinus)(const ComplexVector& a, Eigen::Index k);
    double (*slope)(const Vector& a, Eigen::Index k, Eigen::Index j);
    void (*preciseValue)(const PreciseVector& z, PreciseVector& a);
    Precise (*preciseOneMinus)(const PreciseVector& a, Eigen::Index k);
    Precise (*preciseSlope)(const PreciseVector& a, Eigen::Index k, Eigen::Index j);
    void (*wideComplexValue)(const WideComplexVector& z, WideComplexVector& a);
    Wide<Complex> (*wideComplexOneMinus)(const WideComplexVector& a, Eigen::Index k);
    Expr (*formula)(const std::vector<Expr>& z, std::size_t k);
    Expr (*slopeFormula)(const std::vector<Expr>& a, std::size_t k, std::size_t j);
    std::vector<Rewrite> (*rewrites)(const std::vector<Expr>& z, const std::vector<Expr>& a, std::size_t k,
                                     std::size_t j);
};

/// One row of the table: a definition in the forms that the rest of the core calls. Those that take a single z are null
/// where `layerwise` is not.
struct Activation {
    std::string_view id;
    std::string_view latexName;
    std::span<const double> corners;  // where f has no derivative: its slopes on the two sides differ
    double (*value)(double z);
    Complex (*complexValue)(const Complex& z);
    Expr (*formula)(const Expr& z);
    /// f'(z) from z and a = f(z).
    double (*slope)(double z, double a);
    Expr (*slopeFormula)(const Expr& z, const Expr& a);
    std::vector<Rewrite> (*rewrites)(const Expr& z, const Expr& a);
    /// 1 - f(z) and 1 + f(z), without cancellation where the definition offers that.
    double (*oneMinus)(double z);
    double (*onePlus)(double z);
    Complex (*complexOneMinus)(const Complex& z);
    PreciseOutput (*precise)(const Precise& z);
    WideComplexOutput (*wideComplex)(const Complex& z);
    /// Only for an activation of the whole layer; null for one that is applied neuron by neuron.
    const LayerActivation* layerwise;

    bool isPointwise() const { return layerwise == nullptr; }
    /// f' at the double next to z on the side of `towards`.
    double slopeBeside(double z, double towards) const;
    /// The outputs of a layer, of either kind. `a` has the size of `z`.
    void apply(const Vector& z, Vector& a) const;
    void apply(const ComplexVector& z, ComplexVector& a) const;
    /// 1 - a_k without cancellation, for the outputs a of the sums z.
    double rest(const Vector& z, const Vector& a, Eigen::Index k) const;
    Complex rest(const ComplexVector& z, const ComplexVector& a, Eigen::Index k) const;
};

namespace detail {

template <class F, class S>
S oneMinus(const S& z) {
    if constexpr (requires { F::oneMinus(z); })
        return F::oneMinus(z);
    else
        return 1.0 - F::value(z);
}

template <class F, class S>
S onePlus(const S& z) {
    if constexpr (requires { F::onePlus(z); })
        return F::onePlus(z);
    else
        return 1.0 + F::value(z);
}

template <class F>
constexpr std::span<const double> cornersOf() {
    if constexpr (requires { F::corners; })
        return F::corners;
    else
        return {};
}

template <class F>
PreciseOutput preciseOutput(const Precise& z) {
    const Precise a = F::value(z);
    PreciseOutput at{a, 1.0 - a, 1.0 + a, F::slope(NeuronPoint<Precise, F>{z, a})};
    if constexpr (requires { F::oneMinus(z); }) at.oneMinus = F::oneMinus(z);
    if constexpr (requires { F::onePlus(z); }) at.onePlus = F::onePlus(z);
    return at;
}

template <class F>
WideComplexOutput wideOutput(const Wide<Complex>& z) {
    return {F::value(z), oneMinus<F>(z)};
}

}  // namespace detail

/// The row of a definition like those above.
template <class F>
constexpr Activation activationRow() {
    return {
        .id = F::id,
        .latexName = F::latexName,
        .corners = detail::cornersOf<F>(),
        .value = [](double z) { return F::value(z); },
        .complexValue = [](const Complex& z) { return F::value(z); },
        .formula = [](const Expr& z) { return F::value(z); },
        .slope = [](double z, double a) { return F::slope(NeuronPoint<double, F>{z, a}); },
        .slopeFormula = [](const Expr& z, const Expr& a) { return F::slope(ExprPoint<F>{z, a}); },
        .rewrites = [](const Expr& z, const Expr& a) { return F::rewrites(ExprPoint<F>{z, a}); },
        .oneMinus = [](double z) { return detail::oneMinus<F>(z); },
        .onePlus = [](double z) { return detail::onePlus<F>(z); },
        .complexOneMinus = [](const Complex& z) { return detail::oneMinus<F>(z); },
        .precise = detail::preciseOutput<F>,
        .wideComplex = [](const Complex& z) { return detail::wideOutput<F>(Wide<Complex>(z)); },
        .layerwise = nullptr,
    };
}

/// All activations, in the order in which they are offered.
const std::vector<Activation>& activationTable();

/// The activation of that id, or null.
const Activation* findActivation(std::string_view id);

}  // namespace backprop
