#include "backprop/activation.hpp"

namespace backprop {

std::vector<Rewrite> Sigmoid::rewrites(const ExprPoint<Sigmoid>& at) {
    const Expr e = exp(-at.z);
    const Expr sigma = 1.0 / (1.0 + e);
    return {
        {Rule::SplitFraction, sigma * (e / (1.0 + e))},
        {Rule::AddZero, sigma * ((1.0 + e - 1.0) / (1.0 + e))},
        {Rule::SplitFraction, sigma * (1.0 - sigma)},
        {Rule::Substitute, slope(at)},
    };
}

std::vector<Rewrite> Tanh::rewrites(const ExprPoint<Tanh>& at) {
    const Expr sinh2 = exp(at.z) - exp(-at.z);
    const Expr cosh2 = exp(at.z) + exp(-at.z);
    return {
        {Rule::SplitFraction, 1.0 - square(sinh2 / cosh2)},
        {Rule::Substitute, slope(at)},
    };
}

std::vector<Rewrite> Softplus::rewrites(const ExprPoint<Softplus>& at) {
    return {
        {Rule::ScaleFraction, 1.0 / (1.0 + exp(-at.z))},
        {Rule::Substitute, slope(at)},
    };
}

std::vector<Rewrite> Silu::rewrites(const ExprPoint<Silu>& at) {
    const Expr e = exp(-at.z);
    const Expr sigma = sigmoid(at.z);
    const Expr written = 1.0 / (1.0 + e);
    return {
        {Rule::SplitFraction, sigma + at.z * written * (e / (1.0 + e))},
        {Rule::AddZero, sigma + at.z * written * ((1.0 + e - 1.0) / (1.0 + e))},
        {Rule::SplitFraction, sigma + at.z * written * (1.0 - written)},
        {Rule::Substitute, sigma + at.z * sigma * (1.0 - sigma)},
        {Rule::Substitute, slope(at)},
    };
}

namespace {

template <class F>
double oneMinus(double z) {
    if constexpr (requires { F::oneMinus(z); })
        return F::oneMinus(z);
    else
        return 1.0 - F::value(z);
}

template <class F>
double onePlus(double z) {
    if constexpr (requires { F::onePlus(z); })
        return F::onePlus(z);
    else
        return 1.0 + F::value(z);
}

template <class F>
constexpr Activation row() {
    return {
        .id = F::id,
        .latexName = F::latexName,
        .value = [](double z) { return F::value(z); },
        .complexValue = [](const Complex& z) { return F::value(z); },
        .formula = [](const Expr& z) { return F::value(z); },
        .slope = [](double z, double a) { return F::slope(NeuronPoint<double, F>{z, a}); },
        .slopeFormula = [](const Expr& z, const Expr& a) { return F::slope(ExprPoint<F>{z, a}); },
        .rewrites = [](const Expr& z, const Expr& a) { return F::rewrites(ExprPoint<F>{z, a}); },
        .oneMinus = oneMinus<F>,
        .onePlus = onePlus<F>,
    };
}

}  // namespace

const std::vector<Activation>& activationTable() {
    static const std::vector<Activation> table{row<Linear>(),    row<Sigmoid>(),  row<Tanh>(), row<Relu>(),
                                               row<LeakyRelu>(), row<Softplus>(), row<Silu>()};
    return table;
}

const Activation* findActivation(std::string_view id) {
    for (const Activation& activation : activationTable())
        if (activation.id == id) return &activation;
    return nullptr;
}

}  // namespace backprop
