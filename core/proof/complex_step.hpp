#pragma once
// The derivative by complex step: dL/dp = Im L(p + ih) / h. No subtraction, so no digits are lost, and no rule of
// differentiation is used: an independent proof of every gradient.
// Squire and Trapp, "Using complex variables to estimate derivatives of real functions", SIAM Review 40, 1998.

#include "training/forward.hpp"

namespace backprop {

/// dL/dp for one weight or bias that the network has. `pass` is the finished forward pass of the same sample: the
/// layers before the parameter's do not depend on it and are taken from there; all from its layer on is computed anew.
/// The step is the first of 2^-66, 2^-76, 2^-96, 2^-136 ... 2^-696 that agrees with the next: 2^-66 is too long where
/// it moves a weighted sum by more than a hundred millionth, as with an input of 10^15. A path that even with 2^-66
/// falls below the doubles on its way is lost.
double complexStepGradient(const Network& network, const Loss& loss, const Sample& sample, const ForwardPass& pass,
                           const Quantity& parameter);

/// L(p + ih), of which that derivative is the imaginary part over h. The same conditions.
Complex complexStepLoss(const Network& network, const Loss& loss, const Sample& sample, const ForwardPass& pass,
                        const Quantity& parameter, double h);

}  // namespace backprop
