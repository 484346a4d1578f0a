#pragma once
// One iteration on one sample with every number of it, for whoever shows or proves them.

#include "expressions/evaluate.hpp"
#include "training/backward.hpp"
#include "training/corner.hpp"
#include "training/update.hpp"
#include "training/wide_outputs.hpp"

namespace backprop {

/// The gradient that an update of several samples uses in place of the one sample's own.
struct BatchGradient {
    Gradients gradients{};           // reduced as the scenario has it
    int samples = 0;                 // two or more
    std::optional<Error> failure{};  // one of the batch's samples is not finite: then there are no gradients
};

/// In the steps of a batch: what its samples so far have added up to.
struct BatchSums {
    int samples = 0;  // of the whole batch
    double loss = 0.0;
    Gradients gradients{};

    void add(double sampleLoss, const Gradients& sampleGradients);
};

struct Iteration {
    const Scenario* scenario = nullptr;
    const Sample* sample = nullptr;
    ForwardPass pass{};
    BackwardPass back{};
    Gradients gradients{};                 // of this sample
    std::optional<BatchGradient> batch{};  // where the update is that of a batch of several samples
    // Only among the steps of a batch: the sums before this sample is added, or after the last
    // sample those of all.
    const BatchSums* sums = nullptr;
    std::int64_t epoch = 0;  // that the update is in

    mutable std::optional<std::vector<Corner>> foundCorners{};  // once they were asked for

    const Network& network() const { return scenario->network; }
    const Loss& loss() const { return *scenario->loss; }

    /// The number of any quantity that the network has. For a parameter, a velocity or a moment that is its value
    /// before the update; NaN for one that the optimizer does not have.
    double value(const Quantity& q) const;
    /// The gradient that the update goes by: the sample's, or the batch's.
    double updateGradient(const Quantity& parameter) const;
    /// The update of a parameter, with all old values.
    ParameterUpdate updateOf(const Quantity& parameter) const;
    /// The number that a step of the update gives to a parameter, a decayed gradient, a velocity or a moment.
    double updated(const Quantity& q) const { return updateOf(parameterOf(q)).at(q.kind); }
    /// The number that the update's step to `computed` reads for another quantity of its formula.
    double readBy(const Quantity& computed, const Quantity& q) const;
    /// Whether the targets come to 1 together, up to rounding.
    bool targetsAddToOne() const;
    /// The weighted sums at which their activation has no derivative, layer by layer.
    const std::vector<Corner>& corners() const;
};

/// The gradient of an update: the mean over the batch, or its sum where the scenario has that.
Quantity reducedGradientOf(const Quantity& parameter, BatchReduction reduction);

/// Runs forward and backward on one sample, in that epoch. The scenario must outlive the iteration. Values may be
/// non-finite.
Iteration runIteration(const Scenario& scenario, const Sample& sample, std::int64_t epoch = 0);

/// The first quantity of the iteration that is not finite, in the order of computing.
std::optional<Error> firstNonFinite(const Iteration& iteration);

/// The first sum over samples that is not finite, in the order of their steps: of the losses, then of the gradients.
std::optional<Error> firstNonFiniteSum(const Network& network, double loss, const Gradients& gradients);

/// The first number of the update that is not finite; of finite gradients.
std::optional<Error> firstOverflow(const Iteration& iteration);

/// The iteration's numbers as the values of the symbols in its formulas.
class IterationEnvironment : public Environment {
public:
    explicit IterationEnvironment(const Iteration& iteration)
        : iteration_(iteration), outputs_(iteration.network().outputActivation(), iteration.pass.z.back()) {}
    double value(const Quantity& symbol) const override { return iteration_.value(symbol); }
    double oneMinus(const Quantity& symbol) const override;
    double onePlus(const Quantity& symbol) const override;
    /// a - t as the losses take it: near a = t = 1 it keeps the digits of 1 - a.
    double difference(const Quantity& a, const Quantity& b) const override;
    WideValue wide(const Quantity& symbol) const override;

private:
    bool isOutput(const Quantity& symbol) const;

    const Iteration& iteration_;
    WideOutputs outputs_;  // of the last layer, where a loss may ask for what is below the doubles
};

}  // namespace backprop
