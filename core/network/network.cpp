#include "network/network.hpp"

namespace backprop {

bool Network::has(const Quantity& q) const {
    const auto within = [](int index, int size) { return index >= 0 && index < size; };
    if (q.kind == QuantityKind::Input) return within(q.neuron, inputs);
    if (q.kind == QuantityKind::Target || q.kind == QuantityKind::LossTerm) return within(q.neuron, outputs());
    if (!isLayered(q.kind)) return true;
    return q.layer >= 1 && q.layer <= depth() && within(q.neuron, units(q.layer)) &&
           (!isPerWeight(q.kind) || within(q.from, units(q.layer - 1)));
}

double* Network::parameter(const Quantity& q) {
    if (!has(q)) return nullptr;
    if (q.kind == QuantityKind::Weight) return &layer(q.layer).weights(q.neuron, q.from);
    if (q.kind == QuantityKind::Bias) return &layer(q.layer).biases(q.neuron);
    return nullptr;
}

std::size_t Network::indexOf(const Quantity& q) const {
    Eigen::Index index = 0;
    for (int l = 1; l < q.layer; ++l) index += layer(l).weights.size() + layer(l).biases.size();
    const Matrix& weights = layer(q.layer).weights;
    index += q.kind == QuantityKind::Weight ? q.neuron * weights.cols() + q.from : weights.size() + q.neuron;
    return static_cast<std::size_t>(index);
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
