#pragma once
// The derivative of a neuron's output or weighted sum by anything before it, without a loss: the same recursion as that
// of delta, begun at that neuron.

#include "writing/iteration_formulas.hpp"

namespace backprop {

/// Whether a neuron's output or weighted sum is computed from it: from its own layer or one before.
bool dependsOn(const Network& network, const Quantity& of, const Quantity& id);

class OutputDerivative {
public:
    /// `of` must depend on `id`.
    OutputDerivative(IterationFormulas& formulas, const Quantity& of, const Quantity& id)
        : f_(formulas), of_(of), id_(id) {}

    enum class Way {
        Backward,  // from the numbers
        Formulas,  // each slope by its formula
        Size,      // the absolute values of all that is added up
    };
    double operator()(Way way);
    /// d of / dz of the layer's neurons, as the last call found it: of the id's own layer and those after it.
    const Vector& bySums(int layer) const { return bySums_[static_cast<std::size_t>(layer)]; }

private:
    double slope(int layer, int k, int j, Way way);
    double weighted(int layer, int neuron, Way way) const;

    IterationFormulas& f_;
    Quantity of_;
    Quantity id_;
    std::vector<Vector> bySums_{};
};

}  // namespace backprop
