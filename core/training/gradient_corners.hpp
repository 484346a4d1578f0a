#pragma once
// The effect of corners on one gradient: a gradient whose paths pass a corner depends on the slope that was taken
// there.

#include <vector>

#include "training/iteration.hpp"

namespace backprop {

/// The corner that the neuron of a weighted sum, an output or a delta is at; null for any other quantity.
const Corner* cornerOf(const Iteration& iteration, const Quantity& q);

/// One gradient and the corners on its paths.
struct GradientCorners {
    std::vector<const Corner*> passed;  // the iteration's that a path from the quantity to L leads through
    /// The gradient depends on the slopes taken: L has no derivative here, or another one than these slopes give.
    bool isConvention = false;
    double left, right;  // the gradient with the slope from the left or right; NaN where there are several corners
    /// The rates at which L changes when the quantity grows and when it falls (both as dL/dq), and their mean. The
    /// forward, the backward and the central difference quotient tend to these.
    double above, below, mean;
};

/// The quantity: a weight, bias, weighted sum or neuron output of a finite iteration.
GradientCorners cornersPassed(const Iteration& iteration, const Quantity& id);

}  // namespace backprop
