#pragma once

#include "network/network.hpp"

namespace backprop {

/// A 0 for every neuron, layer by layer; none for the inputs, layer 0.
std::vector<Vector> zerosOfNeurons(const Network& network);

}  // namespace backprop
