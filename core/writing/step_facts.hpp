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

/// The numbers that the update's step to `computed` reads. Both must outlive it.
class StepEnvironment : public Environment {
public:
    StepEnvironment(const Iteration& iteration, const Quantity& computed) : it_(iteration), computed_(computed) {}
    double value(const Quantity& symbol) const override { return it_.readBy(computed_, symbol); }

private:
    const Iteration& it_;
    const Quantity& computed_;
};

/// The gradient that an update of the parameter reads, by its id.
Quantity updateGradient(const Iteration& iteration, const Quantity& parameter);

}  // namespace backprop
