#pragma once
// A Network of layers; the tables of activations and losses; initialise() draws its weights and biases.

#include "network/activation.hpp"  // IWYU pragma: export
#include "network/initialise.hpp"  // IWYU pragma: export
#include "network/loss.hpp"        // IWYU pragma: export
#include "network/network.hpp"     // IWYU pragma: export
