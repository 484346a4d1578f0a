#pragma once
// The loss as a function of some of the numbers that it is computed from, all others as they are: of one a slice, of
// two a surface.

#include <vector>

#include "network/scenario.hpp"

namespace backprop {

/// A quantity and the evenly spaced values that it takes.
struct Axis {
    Quantity id{};  // a weight, a bias, or an input or target of the sample
    double from = 0.0, to = 1.0;
    int count = 2;  // 2 or more

    /// Value i, from 0; the first is `from`, the last is `to`, and 0 between them is 0 to the bit.
    double at(int i) const;
};

/// The loss at each place of the grid that the axes span, along the first axis, then at the next value of the second.
/// Of one sample; or of several, reduced as the scenario has it, over weights and biases.
///
/// Each is the loss that a forward pass computes with the values put in, up to the order in which Eigen adds a sum; on
/// wasm to the bit. It is NaN where a number of that pass is not finite, and at a target outside of [0, 1] where the
/// loss takes probabilities.
///
/// Axes have different ids, which the network has. What lies before them in the network is computed once a sample; then
/// a layer's sums are computed for a block of places at a time.
std::vector<double> lossesOver(const Scenario& scenario, const std::vector<int>& samples,
                               const std::vector<Axis>& axes);

}  // namespace backprop
