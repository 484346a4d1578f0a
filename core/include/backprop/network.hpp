#pragma once
// Layers with their activations, the losses, and how weights and biases begin.

#include "network/activation.hpp"  // IWYU pragma: export
#include "network/initialise.hpp"  // IWYU pragma: export
#include "network/loss.hpp"        // IWYU pragma: export
#include "network/network.hpp"     // IWYU pragma: export
