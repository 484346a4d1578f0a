#pragma once
// The steps of an iteration by number, none of them written: which comes where is arithmetic on the network's shape.
//
// One sample: forward neuron by neuron, the loss, then from the output back each neuron's delta and the gradients of
// its weights and bias; at last the learning rate of the epoch where a schedule has one, and all updates with the old
// values, neuron by neuron: decayed gradients, velocities or moments, then the parameters. A batch of several: for each
// sample in turn forward, loss, backward, and its gradients added to the sums; then the sums divided where the scenario
// asks for the mean; one update.

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "network/scenario.hpp"

namespace backprop {

enum class Phase { Forward, Loss, Backward, Batch, Update };

enum class StepRule {
    WeightedSum,     // z = sum w a + b: 0.5 * 2 + 0.1 -> 1.1
    Activation,      // a = f(z): sigmoid(0) -> 0.5
    LossTerm,        // L.k, where there are two outputs or more: (0.5 - 1)^2 / 2 -> 0.125
    LossSum,         // L = sum L.k: 0.125 + 0.02 -> 0.145
    DeltaOutput,     // delta = dL/da f'(z): (0.5 - 1) * 0.25 -> -0.125
    DeltaHidden,     // delta = f'(z) sum w delta: 0.25 * (0.4 * (-0.125)) -> -0.0125
    WeightGradient,  // dL/dw = delta a: -0.125 * 2 -> -0.25
    BiasGradient,    // dL/db = delta: -0.125 * 1 -> -0.125
    Accumulate,      // sum <- sum + this sample's gradient: 0.35 + (-0.25) -> 0.1
    Reduce,          // mean = sum / n: 0.1 / 2 -> 0.05
    Schedule,        // eta_n = eta factor^k: 0.1 * 0.5^2 -> 0.025
    WeightDecay,     // g = dL/dw + lambda w: -0.25 + 0.1 * 0.5 -> -0.2
    Velocity,        // v <- mu v + g: 0.9 * 0.5 + (-0.2) -> 0.25
    FirstMoment,     // m <- beta1 m + (1 - beta1) g: 0.9 * 0.5 + 0.1 * (-0.2) -> 0.43
    SecondMoment,    // s <- beta2 s + (1 - beta2) g^2: 0.99 * 0.5 + 0.01 * 0.04 -> 0.4954
    BiasCorrection,  // m^ = m / (1 - beta1^t): 0.43 / (1 - 0.9^2) -> 2.263
    Update,          // w <- w - eta dL/dw: 0.5 - 0.1 * (-0.25) -> 0.525; with v, or m^ / (sqrt s^ + epsilon), for dL/dw
};

std::string_view toString(Phase phase);
std::string_view toString(StepRule rule);
Phase phaseOf(StepRule rule);

/// A step before it is written out.
struct StepOutline {
    StepRule rule;
    Quantity computes;  // for an update, the parameter
};

/// Steps of the same kinds at one neuron of a layer after the other.
struct StepBlock {
    Phase phase;
    int layer;                        // 0: at the loss
    int neurons;                      // 0: at no neuron, for L and its sum and mean
    std::vector<QuantityKind> kinds;  // what is computed at each, in order; what there is one of for each weight that
                                      // flows in is listed once
    int stepsEach;                    // at each neuron
    std::int64_t start;               // the first step's number
    std::int64_t size() const { return std::int64_t{stepsEach} * (neurons > 0 ? neurons : 1); }
};

class StepList {
public:
    /// The steps of an iteration on `samples` samples. The scenario's shape must not change while the list is in use.
    explicit StepList(const Scenario& scenario, int samples = 1);

    std::int64_t size() const { return samples_ * sampleSize_ + restSize_; }
    int samples() const { return samples_; }
    /// The steps that each sample repeats, numbered from 0. Those of the i-th sample begin at i * sampleSize().
    const std::vector<StepBlock>& sampleBlocks() const { return sampleBlocks_; }
    std::int64_t sampleSize() const { return sampleSize_; }
    /// The steps after the last sample, numbered from 0: reduction and update.
    const std::vector<StepBlock>& restBlocks() const { return restBlocks_; }

    /// Step `index`, 0 ... size() - 1.
    StepOutline at(std::int64_t index) const;
    /// The position of the step's sample, counted from 0; samples() after the last.
    int positionOf(std::int64_t index) const;
    /// The step that computes the quantity, for one that a sample has at the sample in that position; a parameter is
    /// computed by its update. Nothing for what no step computes.
    std::optional<std::int64_t> indexOf(const Quantity& q, int position = 0) const;

private:
    const Network& network_;
    int samples_;
    std::int64_t sampleSize_ = 0;
    std::int64_t restSize_ = 0;
    std::vector<StepBlock> sampleBlocks_{};
    std::vector<StepBlock> restBlocks_{};
};

}  // namespace backprop
