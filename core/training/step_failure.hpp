#pragma once
// The end of an iteration that leaves the finite doubles.

#include "training/iteration.hpp"
#include "training/step_list.hpp"

namespace backprop {

/// The first step of one sample's iteration whose value is not finite, and why: no step comes after it.
struct StepFailure {
    std::int64_t index;
    Error error;
};
std::optional<StepFailure> firstFailure(const Iteration& iteration, const StepList& steps);

}  // namespace backprop
