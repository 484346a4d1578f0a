#pragma once
// A fully connected feed-forward network: its shape and its parameters.

#include <vector>

#include "expressions/quantity.hpp"
#include "network/activation.hpp"

namespace backprop {

struct Layer {
    const Activation* activation = nullptr;
    Matrix weights{};  // units x units of the layer before: weights(to, from)
    Vector biases{};   // units

    int units() const { return static_cast<int>(biases.size()); }
};

struct Network {
    int inputs = 0;
    std::vector<Layer> layers{};  // layers[0] is layer 1; the last is the output

    int depth() const { return static_cast<int>(layers.size()); }
    /// Units of layer l; layer 0 is the input.
    int units(int layer) const { return layer == 0 ? inputs : layers[static_cast<std::size_t>(layer - 1)].units(); }
    int outputs() const { return units(depth()); }
    const Layer& layer(int l) const { return layers[static_cast<std::size_t>(l - 1)]; }
    Layer& layer(int l) { return layers[static_cast<std::size_t>(l - 1)]; }
    const Activation& outputActivation() const { return *layers.back().activation; }
    /// Whether each output of the network depends on every weighted sum of the last layer, as with softmax.
    bool hasLayerwiseOutput() const { return !outputActivation().isPointwise(); }

    /// Whether the network has this weight, bias, weighted sum, output, delta, gradient, input, target or loss. Sums
    /// and means over a batch count as had, though an iteration of one sample computes none, and so do the quantities
    /// of any optimizer.
    bool has(const Quantity& q) const;
    /// A weight or bias that the network has; null for anything else.
    double* parameter(const Quantity& q);
    const double* parameter(const Quantity& q) const { return const_cast<Network*>(this)->parameter(q); }
    Eigen::Index parameterCount() const;
    /// The place of a weight or bias among all: layer by layer the weights row by row, then the biases.
    std::size_t indexOf(const Quantity& parameter) const;
};

/// Every weight and bias, layer by layer, neuron by neuron: a neuron's weights first, then its bias.
std::vector<Quantity> parameters(const Network& network);

/// dw.l.j.i for w.l.j.i, db.l.j for b.l.j.
Quantity gradientOf(const Quantity& parameter);

}  // namespace backprop
