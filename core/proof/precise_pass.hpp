#pragma once
// One iteration again with twice the digits of a double, its parameters and its sample taken as exact: what the doubles
// are compared with, to know how many of their digits are right.

#include "training/iteration.hpp"

namespace backprop {

/// Why a gradient has few digits: the first number on its way where rounding takes them.
enum class DigitLoss {
    None,
    Error,   // a - t of an output, or sigmoid(a) - t of a logit: both are nearly equal
    Sum,     // a weighted sum z, whose terms cancel
    Slope,   // f'(z), near where it changes sign or jumps
    Output,  // a = f(z), which is steep at z
    Delta,   // dL/dz, a sum over paths whose terms cancel
};

/// `error`, `sum`, `slope`, `output`, `delta`; empty for none.
std::string_view toString(DigitLoss loss);

struct DigitLimit {
    DigitLoss kind = DigitLoss::None;
    Quantity quantity{};  // the output, weighted sum (of a sum or slope) or delta
};

/// The layer of the inputs has a alone.
struct PreciseLayer {
    PreciseVector z{};
    PreciseVector a{};
    PreciseVector slopes{};  // f'(z); empty for a softmax
    PreciseVector delta{};
};

struct PrecisePass {
    std::vector<PreciseLayer> layers{};  // layers[0] are the inputs
    PreciseVector outputSlopes{};        // dL/da of the outputs

    /// dL/dp of a weight or bias that the network has.
    Precise gradient(const Quantity& parameter) const;
};

/// The iteration must be finite.
PrecisePass runPrecisely(const Iteration& iteration);

/// Where the digits that the iteration's gradient of this weight or bias lacks are lost.
DigitLimit digitLimit(const Iteration& iteration, const PrecisePass& precise, const Quantity& parameter);

}  // namespace backprop
