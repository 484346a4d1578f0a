#include "proof/complex_step.hpp"

#include "expressions/evaluate.hpp"
#include "training/wide_outputs.hpp"

namespace backprop {
namespace {

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
    }
    layer.activation->apply(z, out);
    return out;
}

/// Whether both parts have all their digits; an imaginary part of 0 only where it is none that got lost.
bool hasAllDigits(const Complex& a, bool moved) {
    return backprop::hasAllDigits(a.real()) && (backprop::hasAllDigits(a.imag()) || (a.imag() == 0.0 && !moved));
}

void unfusedTerms(const Loss& loss, const Activation& output, const ComplexVector& z, const ComplexVector& a,
                  const Vector& t, ComplexVector& terms) {
    const WideComplexOutputs wide(output, z);
    for (Eigen::Index k = 0; k < a.size(); ++k) {
        const Complex rest = output.rest(z, a, k);
        const bool moved = !output.isPointwise() || z(k).imag() != 0.0;
        if (!loss.wide || (hasAllDigits(a(k), moved) && hasAllDigits(rest, moved))) {
            terms(k) = loss.complexTerm(a(k), rest, Complex(t(k)));
            continue;
        }
        const WideComplexOutput at = wide(k);
        terms(k) = loss.wide->complexTerm(at.a, at.oneMinus, t(k)).narrow();
    }
}

}  // namespace

Complex complexStepLoss(const Network& network, const Loss& loss, const Sample& sample, const ForwardPass& pass,
                        const Quantity& parameter, double h) {
    ComplexVector a = pass.a[static_cast<std::size_t>(parameter.layer - 1)].cast<Complex>();
    ComplexVector z;
    for (int l = parameter.layer; l <= network.depth(); ++l)
        a = layerOutput(network.layer(l), a, l == parameter.layer ? &parameter : nullptr, h, z);
    const Activation& output = network.outputActivation();
    ComplexVector terms(a.size());
    if (loss.isFusedWith(output))
        loss.complexTermsFromSums(z, sample.t, terms);
    else
        unfusedTerms(loss, output, z, a, sample.t, terms);
    return loss.factor(network.outputs()).value() * terms.sum();
}

double complexStepGradient(const Network& network, const Loss& loss, const Sample& sample, const ForwardPass& pass,
                           const Quantity& parameter) {
    const auto by = [&](double h) { return complexStepLoss(network, loss, sample, pass, parameter, h).imag() / h; };
    // A longer step leaves out more, a term of the order of its square; a shorter one loses more below the smallest
    // double, on the way too. The first two that agree have neither.
    double h = complexStep, gradient = by(h);
    for (double ratio = 0x1p-10; ratio > 0x1p-400; ratio *= ratio) {
        const double longer = gradient;
        gradient = by(h *= ratio);
        if (std::abs(gradient - longer) <= 0x1p-46 * std::abs(longer) + 0x1p-1060 / h) return longer;
    }
    return gradient;
}

}  // namespace backprop
