#pragma once
// One gradient by finite differences, at steps from too large to too small, beside the exact one: why the proof of the
// gradients (verify.hpp) takes the complex step.
//
//   forward   (L(p + e) - L(p)) / e             truncation error of order e
//   central   (L(p + e) - L(p - e)) / (2 e)     truncation error of order e^2
//   complex   Im L(p + ie) / e                  truncation error of order e^2, and no subtraction
//
// The first two subtract nearly equal losses, each known to its last bit only: that error grows as 1/e.

#include <string>
#include <vector>

#include "formulas/naming.hpp"
#include "training/gradient_corners.hpp"

namespace backprop {

/// One quotient compared with the exact gradient. Where that is a convention (`corners`) there is no derivative to be
/// near to: the errors are NaN, and no digit is right. Whatever is not finite has no finite value here, as L(p + e)
/// where the step leaves the loss's domain.
struct DifferenceQuotient {
    double value;
    double absoluteError;
    double relativeError;  // NaN where the exact gradient is 0 and the error is not
    /// About how large an error rounding alone explains: of the two losses and of the moved parameter, over the step.
    /// For the complex step, which subtracts nothing, of the value itself. What rounding takes from back-propagation
    /// too is part of it.
    double roundOff;
    int correctDigits;  // 0 ... 16 significant digits, from the relative error

    /// The step is too large: more than rounding is wrong.
    bool isTruncation() const { return absoluteError > 4.0 * roundOff; }
};

struct DifferencePoint {
    double epsilon;
    double lossAbove;      // L(p + e)
    double lossBelow;      // L(p - e)
    double imaginaryLoss;  // Im L(p + ie)
    bool moved;            // false: p + e is p itself, the step is below its last bit
    DifferenceQuotient forward;
    DifferenceQuotient central;
    DifferenceQuotient complexStep;
};

struct Differences {
    Quantity id;
    double exact;  // with twice the digits of a double, rounded once
    double loss;   // L(p)
    // LaTeX of the three quotients in symbols, the parameter's symbol tagged.
    std::string forward;
    std::string central;
    std::string complexStep;
    GradientCorners corners{};            // of the iteration, which must outlive them
    std::vector<DifferencePoint> points;  // one for each epsilon, in the order given
};

/// The iteration must be finite; `id` is a weight or bias that the network has, every epsilon is finite and above 0.
Differences differences(const Iteration& iteration, const Quantity& id, const std::vector<double>& epsilons,
                        const Writing& writing = {});

}  // namespace backprop
