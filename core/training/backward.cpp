#include "training/backward.hpp"

#include <algorithm>

#include "network/zeros.hpp"
#include "training/wide_outputs.hpp"

namespace backprop {

void Gradients::sizeFor(const Network& network) {
    weights = std::vector<Matrix>(network.layers.size());
    biases = std::vector<Vector>(network.layers.size());
    for (std::size_t l = 0; l < network.layers.size(); ++l) {
        weights[l].setZero(network.layers[l].weights.rows(), network.layers[l].weights.cols());
        biases[l].setZero(network.layers[l].biases.size());
    }
}

void Gradients::setZero() {
    for (Matrix& w : weights) w.setZero();
    for (Vector& b : biases) b.setZero();
}

Gradients& Gradients::operator+=(const Gradients& other) {
    for (std::size_t l = 0; l < weights.size(); ++l) {
        weights[l] += other.weights[l];
        biases[l] += other.biases[l];
    }
    return *this;
}

Gradients& Gradients::operator/=(double divisor) {
    for (Matrix& w : weights) w /= divisor;
    for (Vector& b : biases) b /= divisor;
    return *this;
}

bool Gradients::allFinite() const {
    for (std::size_t l = 0; l < weights.size(); ++l)
        if (!weights[l].allFinite() || !biases[l].allFinite()) return false;
    return true;
}

double Gradients::largest() const {
    double largest = 0.0;
    for (const Matrix& w : weights) largest = std::max(largest, w.lpNorm<Eigen::Infinity>());
    for (const Vector& b : biases) largest = std::max(largest, b.lpNorm<Eigen::Infinity>());
    return largest;
}

double Gradients::at(const Quantity& parameter) const {
    const auto l = static_cast<std::size_t>(parameter.layer - 1);
    return parameter.kind == QuantityKind::Weight ? weights[l](parameter.neuron, parameter.from)
                                                  : biases[l](parameter.neuron);
}

void BackwardPass::sizeFor(const Network& network) {
    delta = zerosOfNeurons(network);
    outputSlopes.setZero(network.outputs());
}

double lossSlope(const Network& network, const Loss& loss, double a, double rest, double t) {
    return loss.factor(network.outputs()).value() * loss.slope(a, rest, t);
}

Wide<double> lossSlope(const Network& network, const Loss& loss, const WideOutput& at, double t) {
    return loss.factor(network.outputs()).value() *
           toWide(loss.preciseSlope(toPrecise(at.a), toPrecise(at.oneMinus), t));
}

namespace {

/// dL/da_k da_k/dz_j, each of which may have no double of its own.
double widePart(const Network& network, const Loss& loss, const Sample& sample, const WideOutputs& outputs,
                Eigen::Index k, Eigen::Index j) {
    return (lossSlope(network, loss, outputs(k), sample.t(k)) * outputs.slope(k, j)).narrow();
}

/// delta of an output layer whose loss comes by way of dL/da.
void unfusedDeltas(const Network& network, const Loss& loss, const Sample& sample, const ForwardPass& pass,
                   BackwardPass& back) {
    const Activation& output = network.outputActivation();
    const Vector &z = pass.z.back(), &a = pass.a.back();
    Vector &delta = back.delta.back(), &slopes = back.outputSlopes;
    const WideOutputs wide(output, z);
    for (Eigen::Index k = 0; k < a.size(); ++k) {
        const double rest = output.rest(z, a, k);
        slopes(k) = lossSlope(network, loss, a(k), rest, sample.t(k));
        if (!output.isPointwise()) continue;
        delta(k) = loss.needsWide(a(k), rest) ? widePart(network, loss, sample, wide, k, k)
                                              : slopes(k) * output.slope(z(k), a(k));
    }
    if (output.isPointwise()) return;
    for (Eigen::Index j = 0; j < a.size(); ++j) {
        delta(j) = 0.0;
        for (Eigen::Index k = 0; k < a.size(); ++k) {
            const double slope = output.layerwise->slope(a, k, j);
            // Where a_k or 1 - a_k lacks digits, so does that.
            delta(j) += loss.needsWide(slope, slope) ? widePart(network, loss, sample, wide, k, j) : slopes(k) * slope;
        }
    }
}

}  // namespace

void outputDeltas(const Network& network, const Loss& loss, const Sample& sample, const ForwardPass& pass,
                  BackwardPass& back) {
    if (!loss.isFusedWith(network.outputActivation())) return unfusedDeltas(network, loss, sample, pass, back);
    Vector& delta = back.delta.back();
    loss.deltasFromSums(pass.z.back(), pass.a.back(), sample.t, delta);
    delta *= loss.factor(network.outputs()).value();
}

void backward(const Network& network, const Loss& loss, const Sample& sample, const ForwardPass& pass,
              BackwardPass& back) {
    const auto last = static_cast<std::size_t>(network.depth());
    outputDeltas(network, loss, sample, pass, back);
    for (std::size_t l = last - 1; l >= 1; --l) {
        const Activation& activation = *network.layers[l - 1].activation;
        back.delta[l].setZero();  // W^T delta, row by row of W as it lies in memory
        for (Eigen::Index k = 0; k < back.delta[l + 1].size(); ++k)
            back.delta[l] += back.delta[l + 1](k) * network.layers[l].weights.row(k).transpose();
        for (Eigen::Index j = 0; j < back.delta[l].size(); ++j)
            back.delta[l](j) *= activation.slope(pass.z[l](j), pass.a[l](j));
    }
}

void addGradients(const ForwardPass& pass, const BackwardPass& back, Gradients& gradients) {
    for (std::size_t l = 1; l < back.delta.size(); ++l) {
        gradients.weights[l - 1].noalias() += back.delta[l] * pass.a[l - 1].transpose();
        gradients.biases[l - 1] += back.delta[l];
    }
}

std::optional<Error> firstNonFinite(const BackwardPass& back, const Gradients& gradients) {
    // Nearly always all are finite, and that is seen at once.
    const auto isFinite = [](const Vector& delta) { return delta.allFinite(); };
    if (std::all_of(back.delta.begin(), back.delta.end(), isFinite) && gradients.allFinite()) return std::nullopt;
    for (std::size_t l = back.delta.size() - 1; l >= 1; --l) {
        const int layer = static_cast<int>(l);
        const Vector& delta = back.delta[l];
        const Matrix& weights = gradients.weights[l - 1];
        for (Eigen::Index j = 0; j < delta.size(); ++j) {
            const int neuron = static_cast<int>(j);
            if (!std::isfinite(delta(j))) return nonFinite(quantity::delta(layer, neuron), delta(j));
            for (Eigen::Index i = 0; i < weights.cols(); ++i)
                if (!std::isfinite(weights(j, i)))
                    return nonFinite(quantity::weightGradient(layer, neuron, static_cast<int>(i)), weights(j, i));
            const double bias = gradients.biases[l - 1](j);
            if (!std::isfinite(bias)) return nonFinite(quantity::biasGradient(layer, neuron), bias);
        }
    }
    return std::nullopt;
}

}  // namespace backprop
