#include "proof/replay.hpp"

#include <algorithm>

#include "training/update.hpp"

namespace backprop {
namespace {

/// A mean is kept in place of its sum.
QuantityKind placeOf(QuantityKind kind) {
    return kind < QuantityKind::WeightGradientMean ? kind : static_cast<QuantityKind>(static_cast<int>(kind) - 3);
}
static_assert(static_cast<int>(QuantityKind::LossMean) - static_cast<int>(QuantityKind::LossTotal) == 3);

bool isWeight(const Quantity& q) { return q.kind == QuantityKind::Weight; }

QuantityKind totalOf(const Quantity& parameter) {
    return isWeight(parameter) ? QuantityKind::WeightGradientTotal : QuantityKind::BiasGradientTotal;
}

}  // namespace

Replay::Replay(const Scenario& scenario, bool singlePrecision, ReplayObserver& observer)
    : scenario_(scenario),
      network_(scenario.network),
      single_(singlePrecision),
      observer_(observer),
      symbolic_(network_, *scenario.loss) {
    std::size_t size = 0;
    for (int number = 0; number <= static_cast<int>(QuantityKind::WeightDecay); ++number) {
        const auto kind = static_cast<QuantityKind>(number);
        if (placeOf(kind) != kind && kind <= QuantityKind::LossMean) continue;
        const bool needed = !isOfUpdate(kind) || isComputed(scenario.training, kind);
        for (int l = 0; l <= network_.depth(); ++l) {
            starts_.push_back(size);
            const int units = l == 0 ? std::max(network_.inputs, network_.outputs()) : network_.units(l);
            const bool perWeight = isPerWeight(kind) && kind != QuantityKind::WeightGradient;
            if (needed) size += static_cast<std::size_t>(perWeight && l > 0 ? units * network_.units(l - 1) : units);
        }
    }
    numbers_.resize(size);
    for (const Quantity& q : parameters(network_)) {
        at(q).value = rounded(*network_.parameter(q));
        takeKept(q);
    }
    at(quantity::learningRate()).value = rounded(scenario.training.learningRate);
    for (int kind = static_cast<int>(QuantityKind::Momentum); kind <= static_cast<int>(QuantityKind::WeightDecay);
         ++kind) {
        const auto setting = static_cast<QuantityKind>(kind);
        at({setting}).value = rounded(settingOf(scenario, setting, 0));
    }
    for (int k = 0; k < network_.outputs(); ++k) outputDeltas_.push_back(symbolic_.outputDelta(k, false));
}

/// The velocity or the moments that earlier updates have left.
void Replay::takeKept(const Quantity& q) {
    using enum QuantityKind;
    const auto& [updates, first, second] = scenario_.state;
    if (!isWeight(q) && !scenario_.training.updateBiases) return;
    const std::size_t index = network_.indexOf(q);
    if (!first.empty())
        at(belongingTo(second.empty() ? WeightVelocity : WeightFirstMoment, q)).value = rounded(first[index]);
    if (!second.empty()) at(belongingTo(WeightSecondMoment, q)).value = rounded(second[index]);
}

Traced& Replay::at(const Quantity& q) {
    int index = q.neuron;
    if (isPerWeight(q.kind) && q.layer > 0) index = index * network_.units(q.layer - 1) + q.from;
    if (q.kind == QuantityKind::WeightGradient) index = 0;
    const int row = static_cast<int>(placeOf(q.kind)) * (network_.depth() + 1) + q.layer;
    return numbers_[starts_[static_cast<std::size_t>(row)] + static_cast<std::size_t>(index)];
}

Traced Replay::plus(const Traced& a, const Traced& b) const {
    return {rounded(a.value + b.value), std::max(a.cause, b.cause)};
}

Traced Replay::times(const Traced& a, const Traced& b) const {
    return {rounded(a.value * b.value), std::max(a.cause, b.cause)};
}

Traced Replay::over(const Traced& a, const Traced& b) const {
    return {rounded(a.value / b.value), std::max(a.cause, b.cause)};
}

const Traced& Replay::settle(const Quantity& q, Traced number) {
    number.value = rounded(number.value);
    observer_.see(q, number);
    return at(q) = number;
}

/// To its sum.
void Replay::add(QuantityKind total, const Quantity& of) {
    Traced& sum = at({total, of.layer, of.neuron, of.from});
    sum = plus(sum, at(of));
}

void Replay::begin() {
    std::fill(&at({QuantityKind::WeightGradientTotal}), &at({QuantityKind::DecayedGradient}), Traced{});
}

void Replay::run(const Sample& sample, bool loss, bool sum) {
    for (int i = 0; i < network_.inputs; ++i) settle(quantity::input(i), {sample.x(i)});
    for (int k = 0; k < network_.outputs(); ++k) settle(quantity::target(k), {sample.t(k)});
    for (int l = 1; l <= network_.depth(); ++l) forward(l);
    if (loss) lossOf();
    if (loss && sum) add(QuantityKind::LossTotal, quantity::loss());
    for (int l = network_.depth(); l >= 1; --l) backward(l, sum);
}

void Replay::forward(int l) {
    const Activation& activation = *network_.layer(l).activation;
    Vector sums(network_.units(l)), outputs(network_.units(l));
    int cause = 0;
    for (int j = 0; j < sums.size(); ++j) {
        const Quantity q = quantity::weightedSum(l, j);
        const Traced *w = &at(quantity::weight(l, j, 0)), *a = &at(quantity::output(l - 1, 0));
        Traced z;
        for (int i = 0; i < network_.units(l - 1); ++i) z = plus(z, times(w[i], a[i]));
        settle(q, plus(z, at(quantity::bias(l, j))));
        sums(j) = at(q).value;
        cause = std::max(cause, at(q).cause);
    }
    activation.apply(sums, outputs);
    for (int j = 0; j < sums.size(); ++j) {
        const int own = at(quantity::weightedSum(l, j)).cause;
        settle(quantity::output(l, j), {outputs(j), activation.isPointwise() ? own : cause});
    }
}

void Replay::lossOf() {
    Evaluator evaluate(*this);
    Traced total;
    for (int k = 0; k < network_.outputs(); ++k) {
        const Quantity q = quantity::lossTerm(k);
        settle(q, {evaluate(symbolic_.definition(q)), causeAtOutput(k)});
        total = plus(total, at(q));
    }
    settle(quantity::loss(), total);
}

/// The numbers that output k's term and delta are computed from.
int Replay::causeAtOutput(int k) {
    const int l = network_.depth();
    int cause = 0;
    for (int j = 0; j < network_.outputs(); ++j)
        if (j == k || network_.hasLayerwiseOutput())
            for (const Quantity& q : {quantity::weightedSum(l, j), quantity::output(l, j), quantity::target(j)})
                cause = std::max(cause, at(q).cause);
    return cause;
}

void Replay::backward(int l, bool sum) {
    Evaluator evaluate(*this);
    for (int j = 0; j < network_.units(l); ++j) {
        const Quantity z = quantity::weightedSum(l, j), a = quantity::output(l, j), delta = quantity::delta(l, j);
        if (l == network_.depth()) {
            settle(delta, {evaluate(outputDeltas_[static_cast<std::size_t>(j)]), causeAtOutput(j)});
        } else {
            const Expr slope = network_.layer(l).activation->slopeFormula(Expr(z), Expr(a));
            Traced back;
            for (int k = 0; k < network_.units(l + 1); ++k)
                back = plus(back, times(at(quantity::weight(l + 1, k, j)), at(quantity::delta(l + 1, k))));
            settle(delta, times(back, {rounded(evaluate(slope)), std::max(at(z).cause, at(a).cause)}));
        }
        for (int i = 0; i < network_.units(l - 1); ++i) {
            const Quantity gradient = quantity::weightGradient(l, j, i);
            settle(gradient, times(at(delta), at(quantity::output(l - 1, i))));
            if (sum) add(QuantityKind::WeightGradientTotal, gradient);
        }
        settle(quantity::biasGradient(l, j), at(delta));
        if (sum) add(QuantityKind::BiasGradientTotal, quantity::biasGradient(l, j));
    }
}

void Replay::reduce(int samples, std::int64_t epoch) {
    const auto both = [&](Quantity q) {
        settle(q, at(q));
        const Traced total = at(q), mean{rounded(total.value / samples), total.cause};
        Quantity reduced = q;
        reduced.kind = static_cast<QuantityKind>(static_cast<int>(q.kind) + 3);
        settle(reduced, mean);
        if (scenario_.training.batchReduction == BatchReduction::Sum) at(q) = total;
    };
    both({QuantityKind::LossTotal});
    for (const Quantity& q : parameters(network_)) both({totalOf(q), q.layer, q.neuron, q.from});
    prepare(epoch);
}

/// What the optimizer makes of the reduced gradients.
void Replay::prepare(std::int64_t epoch) {
    const OptimizerSettings& optimizer = scenario_.training.optimizer;
    const Traced& eta = at(quantity::learningRate());
    settle({QuantityKind::ScheduledRate}, {optimizer.schedule.at(eta.value, epoch), eta.cause});
    ++updates_;
    firstCorrection_ = optimizer::correction(integerPower(optimizer.beta1, updates_));
    secondCorrection_ = optimizer::correction(integerPower(optimizer.beta2, updates_));
    for (const Quantity& q : parameters(network_))
        if (isWeight(q) || scenario_.training.updateBiases) prepare(q);
}

void Replay::prepare(const Quantity& q) {
    using enum QuantityKind;
    const OptimizerSettings& optimizer = scenario_.training.optimizer;
    Traced g = at({totalOf(q), q.layer, q.neuron, q.from});
    if (isWeight(q) && optimizer.weightDecay != 0.0)
        g = settle(belongingTo(DecayedGradient, q), plus(g, times(at({QuantityKind::WeightDecay}), at(q))));
    if (optimizer.kind == OptimizerKind::Momentum) {
        const Quantity v = belongingTo(WeightVelocity, q);
        settle(v, plus(times(at({Momentum}), at(v)), g));
    }
    if (optimizer.kind != OptimizerKind::Adam) return;
    const auto moment = [&](QuantityKind kind, QuantityKind hat, const Traced& power, double correction) {
        const Quantity m = belongingTo(kind, q);
        const Traced& beta = at({kind == WeightFirstMoment ? FirstBeta : SecondBeta});
        settle(m, plus(times(beta, at(m)), times({rounded(1.0 - beta.value)}, power)));
        settle(belongingTo(hat, q), over(at(m), {rounded(correction)}));
    };
    moment(WeightFirstMoment, WeightFirstCorrected, g, firstCorrection_);
    moment(WeightSecondMoment, WeightSecondCorrected, times(g, g), secondCorrection_);
}

/// What eta multiplies.
Traced Replay::direction(const Quantity& q) {
    using enum QuantityKind;
    const OptimizerSettings& optimizer = scenario_.training.optimizer;
    if (optimizer.kind == OptimizerKind::Momentum) return at(belongingTo(WeightVelocity, q));
    if (optimizer.kind == OptimizerKind::Sgd)
        return at(isWeight(q) && optimizer.weightDecay != 0.0 ? belongingTo(DecayedGradient, q)
                                                              : Quantity{totalOf(q), q.layer, q.neuron, q.from});
    const Traced& second = at(belongingTo(WeightSecondCorrected, q));
    const Traced root{rounded(std::sqrt(second.value)), second.cause};
    return over(at(belongingTo(WeightFirstCorrected, q)), plus(root, at({Epsilon})));
}

void Replay::update() {
    Traced step = at({QuantityKind::ScheduledRate});
    step.value = -step.value;
    for (const Quantity& q : parameters(network_))
        if (isWeight(q) || scenario_.training.updateBiases) at(q) = plus(at(q), times(step, direction(q)));
}

}  // namespace backprop
