#include "training/step_list.hpp"

#include <algorithm>

#include "expressions/ids.hpp"
#include "training/update.hpp"

namespace backprop {

namespace {

constexpr Ids<Phase, 5> phaseIds{{{
    {Phase::Forward, "forward"},
    {Phase::Loss, "loss"},
    {Phase::Backward, "backward"},
    {Phase::Batch, "batch"},
    {Phase::Update, "update"},
}}};

}  // namespace

std::string_view toString(Phase phase) { return phaseIds[phase]; }

namespace {

constexpr Ids<StepRule, 17> stepRuleIds{{{
    {StepRule::WeightedSum, "weighted_sum"},
    {StepRule::Activation, "activation"},
    {StepRule::LossTerm, "loss_term"},
    {StepRule::LossSum, "loss_sum"},
    {StepRule::DeltaOutput, "delta_output"},
    {StepRule::DeltaHidden, "delta_hidden"},
    {StepRule::WeightGradient, "weight_gradient"},
    {StepRule::BiasGradient, "bias_gradient"},
    {StepRule::Accumulate, "accumulate"},
    {StepRule::Reduce, "reduce"},
    {StepRule::Schedule, "schedule"},
    {StepRule::WeightDecay, "weight_decay"},
    {StepRule::Velocity, "velocity"},
    {StepRule::FirstMoment, "first_moment"},
    {StepRule::SecondMoment, "second_moment"},
    {StepRule::BiasCorrection, "bias_correction"},
    {StepRule::Update, "update"},
}}};

}  // namespace

std::string_view toString(StepRule rule) { return stepRuleIds[rule]; }

Phase phaseOf(StepRule rule) {
    switch (rule) {
        case StepRule::WeightedSum:
        case StepRule::Activation:
            return Phase::Forward;
        case StepRule::LossTerm:
        case StepRule::LossSum:
            return Phase::Loss;
        case StepRule::Accumulate:
        case StepRule::Reduce:
            return Phase::Batch;
        case StepRule::DeltaOutput:
        case StepRule::DeltaHidden:
        case StepRule::WeightGradient:
        case StepRule::BiasGradient:
            return Phase::Backward;
        default:
            return Phase::Update;
    }
}

namespace {

using Kinds = std::vector<QuantityKind>;

StepRule ruleOf(const Quantity& q, int depth) {
    switch (q.kind) {
        case QuantityKind::WeightedSum:
            return StepRule::WeightedSum;
        case QuantityKind::Output:
            return StepRule::Activation;
        case QuantityKind::LossTerm:
            return StepRule::LossTerm;
        case QuantityKind::Loss:
            return StepRule::LossSum;
        case QuantityKind::Delta:
            return q.layer == depth ? StepRule::DeltaOutput : StepRule::DeltaHidden;
        case QuantityKind::WeightGradient:
            return StepRule::WeightGradient;
        case QuantityKind::BiasGradient:
            return StepRule::BiasGradient;
        case QuantityKind::LossTotal:
        case QuantityKind::WeightGradientTotal:
        case QuantityKind::BiasGradientTotal:
            return StepRule::Accumulate;
        case QuantityKind::LossMean:
        case QuantityKind::WeightGradientMean:
        case QuantityKind::BiasGradientMean:
            return StepRule::Reduce;
        case QuantityKind::ScheduledRate:
            return StepRule::Schedule;
        case QuantityKind::DecayedGradient:
            return StepRule::WeightDecay;
        case QuantityKind::WeightVelocity:
        case QuantityKind::BiasVelocity:
            return StepRule::Velocity;
        case QuantityKind::WeightFirstMoment:
        case QuantityKind::BiasFirstMoment:
            return StepRule::FirstMoment;
        case QuantityKind::WeightSecondMoment:
        case QuantityKind::BiasSecondMoment:
            return StepRule::SecondMoment;
        default:
            return isOfUpdate(q.kind) ? StepRule::BiasCorrection : StepRule::Update;
    }
}

/// Blocks one after the other.
class Blocks {
public:
    explicit Blocks(const Network& network) : network_(network) {}

    void add(Phase phase, int layer, int neurons, const Kinds& kinds) {
        int each = 0;
        for (const QuantityKind kind : kinds) each += isPerWeight(kind) ? network_.units(layer - 1) : 1;
        blocks.push_back({phase, layer, neurons, kinds, each, size});
        size += blocks.back().size();
    }

    /// Every layer from the input on, each neuron's weights and then its bias.
    void addParameters(Phase phase, const Kinds& kinds) {
        for (int l = 1; l <= network_.depth(); ++l) add(phase, l, network_.units(l), kinds);
    }

    std::vector<StepBlock> blocks{};
    std::int64_t size = 0;

private:
    const Network& network_;
};

/// Neuron by neuron; after a softmax, whose outputs read all weighted sums, first the sums and then the outputs.
void addForward(Blocks& sample, const Network& network, int l) {
    const int units = network.units(l);
    if (network.layer(l).activation->isPointwise())
        return sample.add(Phase::Forward, l, units, {QuantityKind::WeightedSum, QuantityKind::Output});
    sample.add(Phase::Forward, l, units, {QuantityKind::WeightedSum});
    sample.add(Phase::Forward, l, units, {QuantityKind::Output});
}

const StepBlock& blockAt(const std::vector<StepBlock>& blocks, std::int64_t index) {
    const auto next = std::upper_bound(blocks.begin(), blocks.end(), index,
                                       [](std::int64_t i, const StepBlock& block) { return i < block.start; });
    return *std::prev(next);
}

/// The quantity that step `index` of the blocks computes.
Quantity quantityAt(const Network& network, const std::vector<StepBlock>& blocks, std::int64_t index) {
    const StepBlock& block = blockAt(blocks, index);
    const int neuron = static_cast<int>((index - block.start) / block.stepsEach);
    int rest = static_cast<int>((index - block.start) % block.stepsEach);
    for (const QuantityKind kind : block.kinds) {
        const int count = isPerWeight(kind) ? network.units(block.layer - 1) : 1;
        if (rest < count) return {kind, block.layer, neuron, isPerWeight(kind) ? rest : 0};
        rest -= count;
    }
    return {};
}

std::optional<std::int64_t> find(const Network& network, const std::vector<StepBlock>& blocks, const Quantity& q) {
    for (const StepBlock& block : blocks) {
        if (block.layer != q.layer || q.neuron >= std::max(block.neurons, 1)) continue;
        int before = 0;
        for (const QuantityKind kind : block.kinds) {
            if (kind == q.kind) return block.start + std::int64_t{q.neuron} * block.stepsEach + before + q.from;
            before += isPerWeight(kind) ? network.units(block.layer - 1) : 1;
        }
    }
    return std::nullopt;
}

}  // namespace

StepList::StepList(const Scenario& scenario, int samples) : network_(scenario.network), samples_(samples) {
    const int depth = network_.depth(), outputs = network_.outputs();
    Blocks sample(network_), rest(network_);
    for (int l = 1; l <= depth; ++l) addForward(sample, network_, l);
    if (outputs > 1) sample.add(Phase::Loss, 0, outputs, {QuantityKind::LossTerm});
    sample.add(Phase::Loss, 0, 0, {QuantityKind::Loss});
    for (int l = depth; l >= 1; --l)
        sample.add(Phase::Backward, l, network_.units(l),
                   {QuantityKind::Delta, QuantityKind::WeightGradient, QuantityKind::BiasGradient});
    if (samples > 1) {
        sample.add(Phase::Batch, 0, 0, {QuantityKind::LossTotal});
        sample.addParameters(Phase::Batch, {QuantityKind::WeightGradientTotal, QuantityKind::BiasGradientTotal});
    }
    if (samples > 1 && scenario.training.batchReduction == BatchReduction::Mean) {
        rest.add(Phase::Batch, 0, 0, {QuantityKind::LossMean});
        rest.addParameters(Phase::Batch, {QuantityKind::WeightGradientMean, QuantityKind::BiasGradientMean});
    }
    if (scenario.training.optimizer.schedule.kind != ScheduleKind::Constant)
        rest.add(Phase::Update, 0, 0, {QuantityKind::ScheduledRate});
    rest.addParameters(Phase::Update, updateKinds(scenario.training));
    sampleBlocks_ = std::move(sample.blocks);
    sampleSize_ = sample.size;
    restBlocks_ = std::move(rest.blocks);
    restSize_ = rest.size;
}

int StepList::positionOf(std::int64_t index) const {
    return static_cast<int>(std::min(std::int64_t{samples_}, index / sampleSize_));
}

StepOutline StepList::at(std::int64_t index) const {
    const std::int64_t after = index - samples_ * sampleSize_;
    const Quantity q =
        after < 0 ? quantityAt(network_, sampleBlocks_, index % sampleSize_) : quantityAt(network_, restBlocks_, after);
    return {ruleOf(q, network_.depth()), q};
}

std::optional<std::int64_t> StepList::indexOf(const Quantity& q, int position) const {
    if (const auto own = find(network_, sampleBlocks_, q)) return position * sampleSize_ + *own;
    const auto after = find(network_, restBlocks_, q);
    if (!after) return std::nullopt;
    return samples_ * sampleSize_ + *after;
}

}  // namespace backprop
