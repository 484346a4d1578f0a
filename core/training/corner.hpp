#pragma once
// Corners: weighted sums at which their activation has no derivative, as a ReLU has none at 0. The slope taken there is
// a convention, and gradients that pass it inherit that. A sum is at a corner also where only rounding keeps it away:
// 0.1 + 0.2 - 0.3 is 0 by hand and 5.55e-17 in doubles.

#include <vector>

#include "expressions/quantity.hpp"

namespace backprop {

struct Iteration;

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

/// The corners of an iteration's forward pass, in the order of their sums: those with |z - at| <= rounding.
std::vector<Corner> findCorners(const Iteration& iteration);

/// The corner that the neuron of a weighted sum, an output or a delta is at; null for any other quantity.
const Corner* cornerOf(const Iteration& iteration, const Quantity& q);

/// What the corners on its paths make of one gradient.
struct GradientCorners {
    std::vector<const Corner*> passed;  // the iteration's that a path from the quantity to L leads through
    /// The gradient depends on the slopes taken: L has no derivative here, or another one than these slopes give.
    bool isConvention = false;
    double left, right;  // the gradient with the slope from the left or right; NaN where there are several corners
    /// The rates at which L changes when the quantity grows and when it falls (both as dL/dq), and their mean. The
    /// forward, the backward and the central difference quotient tend to these.
    double above, below, mean;
};

/// Of a weight, bias, weighted sum or neuron output of a finite iteration.
GradientCorners cornersPassed(const Iteration& iteration, const Quantity& id);

}  // namespace backprop
