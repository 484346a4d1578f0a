#pragma once
// The outputs of a network over a grid of inputs: the picture of its decision boundary, of a fitted curve, or of what
// one neuron has learnt.

#include "lab/fast_pass.hpp"
#include "training/loss_grid.hpp"

namespace backprop::lab {

/// One or two inputs that vary, each with its values, and the numbers of all inputs; those of the axes are not read.
struct InputGrid {
    std::vector<Axis> axes{};
    Vector inputs{};

    int places() const;
};

/// The outputs of a neuron of layer 1 ... depth at each place, along the first axis, then at the next value of the
/// second. `outputs` has room for all places. Numbers may be non-finite.
void outputsOver(FastPass& pass, const InputGrid& grid, int layer, int neuron, double* outputs);

/// The outputs of every neuron, layer after layer, each with its places one after the other.
void allOutputsOver(FastPass& pass, const InputGrid& grid, double* outputs);

}  // namespace backprop::lab
