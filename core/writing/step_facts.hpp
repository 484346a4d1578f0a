#pragma once
// A step of an iteration before it is written in a notation.

#include <optional>

#include "training/step_list.hpp"
#include "writing/iteration_formulas.hpp"

namespace backprop {

struct StepFacts {
    StepRule rule;
    Quantity computes;
    Expr form;                     // its right-hand side
    double value;                  // after the step
    std::optional<double> before;  // updates and sums: the value before the step
    std::optional<Error> failure;  // the value is not finite
};

StepFacts stepFacts(IterationFormulas& formulas, const StepOutline& outline);

/// The gradient that an update of the parameter reads, by its id.
Quantity updateGradient(const Iteration& iteration, const Quantity& parameter);

}  // namespace backprop
