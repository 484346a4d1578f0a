#include "network/activation.hpp"

#include <cmath>

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

Expr Softmax::value(const std::vector<Expr>& z, std::size_t k) {
    std::vector<Expr> powers;
    for (const Expr& sum : z) powers.push_back(exp(sum));
    return powers[k] / sum(powers);
}

Expr Softmax::slope(const std::vector<Expr>& a, std::size_t k, std::size_t j) {
    return k == j ? a[k] * (1.0 - a[k]) : -(a[k] * a[j]);
}

std::vector<Rewrite> Softmax::rewrites(const std::vector<Expr>& z, const std::vector<Expr>& a, std::size_t k,
                                       std::size_t j) {
    const Expr written = value(z, k);
    const Rewrite last{Rule::Substitute, slope(a, k, j)};
    if (k != j) return {{Rule::SplitFraction, -(written * value(z, j))}, last};
    const Expr& total = written.operands()[1];
    return {
        {Rule::SplitFraction, written * ((total - exp(z[k])) / total)},
        {Rule::SplitFraction, written * (1.0 - written)},
        last,
    };
}

namespace {

constexpr LayerActivation softmaxOfLayer{
    .value = Softmax::value<double>,
    .complexValue = Softmax::complexValue<Complex>,
    .oneMinus = Softmax::oneMinus<double>,
    .complexOneMinus = Softmax::oneMinus<Complex>,
    .slope = Softmax::slope<double>,
    .preciseValue = Softmax::value<Precise>,
    .preciseOneMinus = Softmax::oneMinus<Precise>,
    .preciseSlope = Softmax::slope<Precise>,
    .wideComplexValue = Softmax::complexValue<Wide<Complex>>,
    .wideComplexOneMinus = Softmax::oneMinus<Wide<Complex>>,
    .formula = Softmax::value,
    .slopeFormula = Softmax::slope,
    .rewrites = Softmax::rewrites,
};

constexpr Activation softmaxRow{
    .id = Softmax::id,
    .latexName = Softmax::latexName,
    .corners = {},
    .value = nullptr,
    .complexValue = nullptr,
    .formula = nullptr,
    .slope = nullptr,
    .slopeFormula = nullptr,
    .rewrites = nullptr,
    .oneMinus = nullptr,
    .onePlus = nullptr,
    .complexOneMinus = nullptr,
    .precise = nullptr,
    .wideComplex = nullptr,
    .layerwise = &softmaxOfLayer,
};

}  // namespace

double Activation::slopeBeside(double z, double towards) const {
    const double beside = std::nextafter(z, towards);
    return slope(beside, value(beside));
}

void Activation::apply(const Vector& z, Vector& a) const {
    if (layerwise) return layerwise->value(z, a);
    for (Eigen::Index j = 0; j < z.size(); ++j) a(j) = value(z(j));
}

void Activation::apply(const ComplexVector& z, ComplexVector& a) const {
    if (layerwise) return layerwise->complexValue(z, a);
    for (Eigen::Index j = 0; j < z.size(); ++j) a(j) = complexValue(z(j));
}

double Activation::rest(const Vector& z, const Vector& a, Eigen::Index k) const {
    return layerwise ? layerwise->oneMinus(a, k) : oneMinus(z(k));
}

Complex Activation::rest(const ComplexVector& z, const ComplexVector& a, Eigen::Index k) const {
    return layerwise ? layerwise->complexOneMinus(a, k) : complexOneMinus(z(k));
}

const std::vector<Activation>& activationTable() {
    static const std::vector<Activation> table{
        activationRow<Linear>(),    activationRow<Sigmoid>(),  activationRow<Tanh>(), activationRow<Relu>(),
        activationRow<LeakyRelu>(), activationRow<Softplus>(), activationRow<Silu>(), softmaxRow};
    return table;
}

const Activation* findActivation(std::string_view id) {
    for (const Activation& activation : activationTable())
        if (activation.id == id) return &activation;
    return nullptr;
}

}  // namespace backprop
