#pragma once
// Corners: weighted sums at which their activation has no derivative, as a ReLU has none at 0. The slope taken there is
// a convention, and gradients that pass it inherit that. A sum is at a corner also where only rounding keeps it away:
// 0.1 + 0.2 - 0.3 is 0 by hand and 5.55e-17 in doubles.

#include <vector>

#include "training/forward.hpp"

namespace backprop {

struct Corner {
    Quantity sum;  // z.l.j
    double at;     // where the activation has no derivative
    double z;      // the sum as computed
    /// How far z may be from the sum of the decimals that inputs, weights and biases were typed as: each of them, and
    /// each operation, is rounded (running error analysis, see rounded.hpp).
    double rounding;
    double left;   // f' just below `at`
    double right;  // f' just above
    double taken;  // f'(z), which the gradients use
    bool isExact() const { return z == at; }
};

/// The corners of a sample's forward pass, in the order of their sums: those with |z - at| <= rounding.
std::vector<Corner> findCorners(const Network& network, const Sample& sample, const ForwardPass& pass);

}  // namespace backprop
