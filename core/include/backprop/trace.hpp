#pragma once
// One iteration as ordered steps: forward neuron by neuron, the loss, then from the output back each neuron's delta and
// the gradients of its weights and bias, at last all updates with the old values.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "backprop/iteration.hpp"
#include "backprop/latex.hpp"
#include "backprop/notation.hpp"

namespace backprop {

enum class Phase { Forward, Loss, Backward, Update };

enum class StepRule {
    WeightedSum,     // z = sum w a + b
    Activation,      // a = f(z)
    LossTerm,        // L.k, where there are two outputs or more
    LossSum,         // L
    DeltaOutput,     // delta = dL/da f'(z)
    DeltaHidden,     // delta = f'(z) sum w delta
    WeightGradient,  // dL/dw = delta a
    BiasGradient,    // dL/db = delta
    Update,          // p <- p - eta dL/dp
};

std::string_view toString(Phase phase);
std::string_view toString(StepRule rule);
Phase phaseOf(StepRule rule);

/// A step before it is written out: cheap, so that a large network's steps can be counted and addressed.
struct StepOutline {
    StepRule rule;
    Quantity computes;  // for an update, the parameter
};

struct Step {
    StepRule rule;
    Quantity computes;
    std::vector<Quantity> reads;
    std::string symbols;  // LaTeX: the equation
    std::string numbers;  // LaTeX: its right-hand side with numbers
    std::string result;   // LaTeX: the value, rounded; in matrices the layer's, as far as the steps have computed it
    double value;
    std::optional<double> before;  // updates: the parameter's old value
    std::optional<Error> failure;  // the value is not finite
    std::optional<ArticleLimit> articleLimit{};
};

std::vector<StepOutline> outlineSteps(const Scenario& scenario);

Step describeStep(const Iteration& iteration, const StepOutline& outline, const NumberFormat& format,
                  Notation notation = Notation::Scalar);

/// All steps, up to and including the first whose value is not finite.
std::vector<Step> trace(const Iteration& iteration, const NumberFormat& format, Notation notation = Notation::Scalar);

}  // namespace backprop
