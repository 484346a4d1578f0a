#include "network/network.hpp"

namespace backprop {

bool Network::has(const Quantity& q) const {
    const auto within = [](int index, int size) { return index >= 0 && index < size; };
    const bool layered = q.layer >= 1 && q.layer <= depth();
    switch (q.kind) {
        case QuantityKind::Input:
            return within(q.neuron, inputs);
        case QuantityKind::Target:
        case QuantityKind::LossTerm:
            return within(q.neuron, outputs());
        case QuantityKind::Weight:
        case QuantityKind::WeightGradient:
        case QuantityKind::WeightGradientTotal:
        case QuantityKind::WeightGradientMean:
            return layered && within(q.neuron, units(q.layer)) && within(q.from, units(q.layer - 1));
        case QuantityKind::Bias:
        case QuantityKind::WeightedSum:
        case QuantityKind::Output:
        case QuantityKind::Delta:
        case QuantityKind::BiasGradient:
        case QuantityKind::BiasGradientTotal:
        case QuantityKind::BiasGradientMean:
            return layered && within(q.neuron, units(q.layer));
        case QuantityKind::Loss:
        case QuantityKind::LossTotal:
        case QuantityKind::LossMean:
        case QuantityKind::LearningRate:
            return true;
    }
    return false;
}

double* Network::parameter(const Quantity& q) {
    if (!has(q)) return nullptr;
    if (q.kind == QuantityKind::Weight) return &layer(q.layer).weights(q.neuron, q.from);
    if (q.kind == QuantityKind::Bias) return &layer(q.layer).biases(q.neuron);
    return nullptr;
}

Eigen::Index Network::parameterCount() const {
    Eigen::Index count = 0;
    for (const Layer& layer : layers) count += layer.weights.size() + layer.biases.size();
    return count;
}

std::vector<Quantity> parameters(const Network& network) {
    std::vector<Quantity> all;
    all.reserve(static_cast<std::size_t>(network.parameterCount()));
    for (int l = 1; l <= network.depth(); ++l)
        for (int j = 0; j < network.units(l); ++j) {
            for (int i = 0; i < network.units(l - 1); ++i) all.push_back(quantity::weight(l, j, i));
            all.push_back(quantity::bias(l, j));
        }
    return all;
}

Quantity gradientOf(const Quantity& parameter) {
    return parameter.kind == QuantityKind::Weight
               ? quantity::weightGradient(parameter.layer, parameter.neuron, parameter.from)
               : quantity::biasGradient(parameter.layer, parameter.neuron);
}

}  // namespace backprop
