#pragma once
// The proof of a gradient: back-propagation, symbolic differentiation and the complex step, each by its own way.

#include <vector>

#include "proof/precise_pass.hpp"

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
    /// The gradient with twice the digits of a double, its parameters and sample taken as exact, rounded once.
    double exact;
    /// Significant digits of the three values that are right, the fewest of them: 0 ... 16, where 16 is the nearest
    /// double. What the three have in common, as a rounded a - t, can be wrong in all of them.
    int digits;
    DigitLimit limit;  // why there are fewer than `manyDigits`; else none
};

/// So many right digits are those of ordinary rounding.
inline constexpr int manyDigits = 13;

struct Verification {
    std::vector<VerifiedParameter> parameters;
    double maxRelativeDifference = 0.0;
};

/// The `scale` of the gradient of a weight, bias, weighted sum, neuron output or input of a finite iteration.
double gradientScale(const Iteration& iteration, const Quantity& q);

/// The gradient of a weight or bias. Terms that cancel in so many digits are taken to cancel: it is 0 where it cannot
/// be told from 0 and is below 1e-25 of `scale`.
Precise exactGradient(const PrecisePass& pass, const Quantity& parameter, double scale);

/// The iteration must be finite, and the ids weights or biases that the network has.
Verification verify(const Iteration& iteration, const std::vector<Quantity>& ids);

}  // namespace backprop
