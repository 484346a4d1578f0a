#pragma once
// Corners: weighted sums at which their activation has no derivative, as a ReLU has none at 0. The slope taken there is
// a convention, and gradients that pass it inherit that. A sum is at a corner also where only rounding keeps it away:
// 0.1 + 0.2 - 0.3 is 0 by hand and 5.55e-17 in doubles.

#include <vector>

#include "backprop/iteration.hpp"

namespace backprop {

struct Corner {
    Quantity sum;  // z.l.j
    double at;     // where the activation has no derivative
    double z;      // the sum as computed
    /// How far z may be from the sum of the decimals that inputs, weights and biases stand for: each of them, and each
    /// operation, is rounded (running error analysis, see rounded.hpp).
    double rounding;
    double left;   // f' just below `at`
    double right;  // f' just above
    double taken;  // f'(z), which the gradients use
    bool isExact() const { return z == at; }
};

/// The corners of a finite iteration, in the order of their sums: those with |z - at| <= rounding.
std::vector<Corner> corners(const Iteration& iteration);

/// The corner among these that the neuron is at, or null.
const Corner* cornerAt(const std::vector<Corner>& corners, int layer, int neuron);

/// What the corners on its paths make of one gradient.
struct GradientCorners {
    std::vector<Corner> passed;  // all that a path from the quantity to L leads through
    /// The gradient depends on the slopes taken: L has no derivative here, or another one than these slopes give.
    bool isConvention = false;
    double left, right;  // the gradient with the slope from the left or right; NaN where there are several corners
    /// The rates at which L changes when the quantity grows and when it falls (both as dL/dq), and their mean. The
    /// forward, the backward and the central difference quotient tend to these.
    double above, below, mean;
};

/// Of a weight, bias, weighted sum or neuron output; `all` are the iteration's corners.
GradientCorners cornersPassed(const Iteration& iteration, const Quantity& id, const std::vector<Corner>& all);

}  // namespace backprop
