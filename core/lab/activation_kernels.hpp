#pragma once
// Activations over whole arrays. Where there is a kernel it computes what the one definition (network/activation.hpp)
// computes, two numbers at a time; tests hold it to that. An activation without one goes through its definition.

#include "network/activation.hpp"

namespace backprop::lab {

/// Outputs of `count` weighted sums. No two arrays are the same one, and each has room for a multiple of four; what is
/// after `count` may be written. Slopes f'(z), and rests 1 - a without cancellation, are null where they are not asked
/// for; rests are asked for with slopes.
struct ActivationArrays {
    const double* z;
    double* a;
    double* slopes;
    double* rests;
    std::ptrdiff_t count;
    double largest;  // no |z| is larger; infinity where nothing is known
};

using ActivationKernel = void (*)(const Activation& activation, const ActivationArrays& arrays);

/// The kernel of an activation that is applied neuron by neuron.
ActivationKernel kernelOf(const Activation& activation);

/// Whether all outputs lie between -1 and 1, however large the sums.
bool isBounded(const Activation& activation);

}  // namespace backprop::lab
