#pragma once
// The proof of a gradient: back-propagation, symbolic differentiation and the complex step, each by its own way.

#include <vector>

#include "backprop/iteration.hpp"

namespace backprop {

struct VerifiedParameter {
    Quantity id;
    double backprop;
    double symbolic;
    double complexStep;
    /// The sum of the absolute values of all that is added up in the gradient, and in what it is computed from as far
    /// as that carries into it: the gradient's rounding is relative to this, also where terms cancel or a neuron is
    /// saturated. At least the smallest number that the complex step resolves to 12 digits.
    double scale;
    /// The largest difference of two of the three values, relative to `scale`. Infinite where one of the four is not
    /// finite.
    double relativeDifference;
};

struct Verification {
    std::vector<VerifiedParameter> parameters;
    double maxRelativeDifference = 0.0;
};

/// The `scale` of the gradient of a weight, bias, weighted sum, neuron output or input of a finite iteration.
double gradientScale(const Iteration& iteration, const Quantity& q);

/// Of a finite iteration. The ids must be weights or biases that the network has.
Verification verify(const Iteration& iteration, const std::vector<Quantity>& ids);

}  // namespace backprop
