#include "backprop/complex_step.hpp"

#include "backprop/evaluate.hpp"

namespace backprop {
namespace {

using ComplexVector = Eigen::VectorXcd;

/// f(W a + b), where one parameter of the layer may be moved by ih.
ComplexVector layerOutput(const Layer& layer, const ComplexVector& a, const Quantity* moved, double h,
                          ComplexVector& z) {
    z.resize(layer.units());
    ComplexVector out(layer.units());
    for (Eigen::Index j = 0; j < z.size(); ++j) {
        Complex sum = 0.0;
        for (Eigen::Index i = 0; i < a.size(); ++i) {
            const bool here = moved && moved->kind == QuantityKind::Weight && moved->neuron == j && moved->from == i;
            sum += Complex(layer.weights(j, i), here ? h : 0.0) * a(i);
        }
        const bool here = moved && moved->kind == QuantityKind::Bias && moved->neuron == j;
        z(j) = sum + Complex(layer.biases(j), here ? h : 0.0);
        out(j) = layer.activation->complexValue(z(j));
    }
    return out;
}

}  // namespace

Complex complexStepLoss(const Network& network, const Loss& loss, const Sample& sample, const ForwardPass& pass,
                        const Quantity& parameter, double h) {
    ComplexVector a = pass.a[static_cast<std::size_t>(parameter.layer - 1)].cast<Complex>();
    ComplexVector z;
    for (int l = parameter.layer; l <= network.depth(); ++l)
        a = layerOutput(network.layer(l), a, l == parameter.layer ? &parameter : nullptr, h, z);
    const bool fused = loss.isFusedWith(network.outputActivation());
    Complex total = 0.0;
    for (Eigen::Index k = 0; k < a.size(); ++k) {
        const Complex t(sample.t(k));
        total += fused ? loss.complexTermFromSum(z(k), t) : loss.complexTerm(a(k), t);
    }
    return loss.factor(network.outputs()).value() * total;
}

double complexStepGradient(const Network& network, const Loss& loss, const Sample& sample, const ForwardPass& pass,
                           const Quantity& parameter) {
    return complexStepLoss(network, loss, sample, pass, parameter, complexStep).imag() / complexStep;
}

}  // namespace backprop
