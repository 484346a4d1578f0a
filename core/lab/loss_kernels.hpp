#pragma once
// Losses over the outputs of a tile. Where loss and output activation have a kernel, it computes what the one
// definition (network/loss.hpp) computes, two numbers at a time; all others go through the definition, sample by
// sample.

#include "lab/tile.hpp"
#include "network/loss.hpp"

namespace backprop::lab {

/// The last layer of a tile, each array with a row for each output.
struct OutputArrays {
    int outputs;
    const double* z;
    const double* a;
    const double* rests;  // 1 - a
    const double* targets;
    double* deltas;  // come in as the slopes f'(z)
};

/// Turns slopes into deltas, times `scale`, and returns the sum of the tile's terms times `scale`. Places that belong
/// to no sample add nothing and get delta 0.
using LossKernel = double (*)(const OutputArrays& arrays, const Tile& tile, double scale);

/// Null where there is none.
LossKernel lossKernelOf(const Loss& loss, const Activation& output);

}  // namespace backprop::lab
