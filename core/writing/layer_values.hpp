#pragma once
// One layer in numbers, as its equation in matrices has them: every delta by its formula, layer after layer.

#include <vector>

#include "writing/iteration_formulas.hpp"

namespace backprop {

class LayerValues {
public:
    LayerValues(IterationFormulas& formulas, int layer) : f_(formulas), layer_(layer) {}

    /// Whether the layer's delta is a - t times the loss's factor.
    bool cancels() const;

    Wide<double> slope(int neuron) const { return f_.evaluate.wide(f_.slope(layer_, neuron)); }
    /// dL/da of an output of the network.
    Wide<double> lossSlope(int neuron) const;
    /// dL/da of a neuron before the output layer.
    Wide<double> arriving(int neuron) const { return f_.evaluate(f_.arriving(layer_, neuron)); }
    /// After a softmax: da_k/dz_j, row j, column k.
    Wide<double> jacobian(int row, int column) const;

    /// All deltas of the layer; `next`: those of the layer after it.
    std::vector<double> deltas(const std::vector<double>& next) const;
    /// dL/d id, for an output from the deltas of the layer after it, else from those of its own layer.
    double gradient(const Quantity& id, const std::vector<double>& deltas) const;

private:
    double delta(int j, const std::vector<double>& next) const;
    double weighted(int j, const std::vector<double>& next) const;

    IterationFormulas& f_;
    int layer_;
};

}  // namespace backprop
