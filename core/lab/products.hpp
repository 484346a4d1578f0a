#pragma once
// The three sums of products of a layer, over all samples of a tile (see tile.hpp for their places in memory). Weights
// are row by row, weights[to * inputs + from]. Each number is added up in the order of the teaching path, but for the
// gradients, whose two halves of the samples are added up side by side.

#include "lab/tile.hpp"

namespace backprop::lab {

struct LayerShape {
    int inputs;
    int units;
};

/// z = W in + b
void weightedSums(LayerShape shape, const double* weights, const double* biases, const Tile& tile, const double* in,
                  double* z);
/// The weighted sum of one neuron: a single row in z.
void weightedSum(LayerShape shape, int unit, const double* weights, const double* biases, const Tile& tile,
                 const double* in, double* z);
/// before = before * (W^T delta), element by element: slopes come in, deltas go out.
void deltasBefore(LayerShape shape, const double* weights, const Tile& tile, const double* delta, double* before);
/// dL/dW and dL/db, the sums over the tile; with `add` they are added to what is there.
void gradients(LayerShape shape, const Tile& tile, const double* delta, const double* in, bool add, double* weights,
               double* biases);

}  // namespace backprop::lab
