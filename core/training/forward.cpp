#include "training/forward.hpp"

#include <cmath>
#include <limits>
#include <numeric>

#include "network/zeros.hpp"
#include "training/wide_outputs.hpp"

namespace backprop {

std::vector<Vector> zerosOfNeurons(const Network& network) {
    std::vector<Vector> all(static_cast<std::size_t>(network.depth() + 1));
    for (int l = 1; l <= network.depth(); ++l) all[static_cast<std::size_t>(l)].setZero(network.units(l));
    return all;
}

void ForwardPass::sizeFor(const Network& network) {
    z = zerosOfNeurons(network);
    a = zerosOfNeurons(network);
    a[0].setZero(network.inputs);
    lossTerms.setZero(network.outputs());
    loss = 0.0;
}

namespace {

/// Every layer from a[0] on.
void propagate(const Network& network, ForwardPass& pass) {
    for (std::size_t l = 1; l < pass.a.size(); ++l) {
        const Layer& layer = network.layers[l - 1];
        const Vector& before = pass.a[l - 1];
        // Each sum in the order in which it is written, on every platform; adding to -0 changes no number.
        for (Eigen::Index j = 0; j < pass.z[l].size(); ++j) {
            const double* weights = layer.weights.row(j).data();
            pass.z[l](j) = std::inner_product(weights, weights + before.size(), before.data(), -0.0) + layer.biases(j);
        }
        layer.activation->apply(pass.z[l], pass.a[l]);
    }
}

void unfusedTerms(const Loss& loss, const Activation& output, const Vector& t, ForwardPass& pass) {
    const Vector &z = pass.z.back(), &a = pass.a.back();
    const WideOutputs wide(output, z);
    for (Eigen::Index k = 0; k < a.size(); ++k) {
        const double rest = output.rest(z, a, k);
        double& term = pass.lossTerms(k);
        if (!loss.needsWide(a(k), rest)) {
            term = loss.term(a(k), rest, t(k));
            continue;
        }
        const WideOutput at = wide(k);
        term = loss.wide->term(at.a, at.oneMinus, t(k)).narrow();
        // Only the logarithm of 0 makes such a term infinite: it has no value.
        if (std::isinf(term)) term = std::numeric_limits<double>::quiet_NaN();
    }
}

}  // namespace

void forward(const Network& network, const Loss& loss, const Sample& sample, ForwardPass& pass) {
    pass.a[0] = sample.x;
    propagate(network, pass);
    lossOfOutputs(network, loss, sample.t, pass);
}

void lossOfOutputs(const Network& network, const Loss& loss, const Vector& t, ForwardPass& pass) {
    const Activation& output = network.outputActivation();
    if (loss.isFusedWith(output))
        loss.termsFromSums(pass.z.back(), t, pass.lossTerms);
    else
        unfusedTerms(loss, output, t, pass);
    pass.lossTerms *= loss.factor(network.outputs()).value();
    pass.loss = pass.lossTerms.sum();
}

Result<std::vector<double>> predict(const Network& network, const std::vector<double>& inputs, int count) {
    const auto width = static_cast<std::size_t>(network.inputs);
    if (count < 0 || inputs.size() != width * static_cast<std::size_t>(count)) return outOfRange("xs");
    ForwardPass pass;
    pass.sizeFor(network);
    std::vector<double> outputs;
    outputs.reserve(static_cast<std::size_t>(count) * static_cast<std::size_t>(network.outputs()));
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        pass.a[0] = Eigen::Map<const Vector>(inputs.data() + i * width, network.inputs);
        propagate(network, pass);
        pass.loss = 0.0;
        if (auto error = firstNonFinite(pass)) {
            error->sample = static_cast<int>(i);
            return *error;
        }
        outputs.insert(outputs.end(), pass.a.back().data(), pass.a.back().data() + pass.a.back().size());
    }
    return outputs;
}

Error nonFinite(const Quantity& quantity, double value) {
    return {
        ErrorCode::NonFinite, quantity, std::isnan(value) ? NonFiniteCause::Undefined : NonFiniteCause::Overflow, {}};
}

std::optional<Error> firstNonFinite(const ForwardPass& pass) {
    for (int l = 1; l < static_cast<int>(pass.z.size()); ++l) {
        const Vector &z = pass.z[static_cast<std::size_t>(l)], &a = pass.a[static_cast<std::size_t>(l)];
        for (int j = 0; j < z.size(); ++j)
            if (!std::isfinite(z(j))) return nonFinite(quantity::weightedSum(l, j), z(j));
        for (int j = 0; j < a.size(); ++j)
            if (!std::isfinite(a(j))) return nonFinite(quantity::output(l, j), a(j));
    }
    for (Eigen::Index k = 0; pass.lossTerms.size() > 1 && k < pass.lossTerms.size(); ++k)
        if (!std::isfinite(pass.lossTerms(k)))
            return nonFinite(quantity::lossTerm(static_cast<int>(k)), pass.lossTerms(k));
    if (!std::isfinite(pass.loss)) return nonFinite(quantity::loss(), pass.loss);
    return std::nullopt;
}

}  // namespace backprop
