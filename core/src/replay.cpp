#include "backprop/replay.hpp"

#include <algorithm>

#include "backprop/symbolic_network.hpp"

namespace backprop {
namespace {

/// Where the numbers of a kind are kept: a mean stands where its sum stood.
std::size_t placeOf(QuantityKind kind) {
    switch (kind) {
        case QuantityKind::WeightGradientMean:
            return placeOf(QuantityKind::WeightGradientTotal);
        case QuantityKind::BiasGradientMean:
            return placeOf(QuantityKind::BiasGradientTotal);
        case QuantityKind::LossMean:
            return placeOf(QuantityKind::LossTotal);
        default:
            return static_cast<std::size_t>(kind);
    }
}

}  // namespace

Replay::Replay(const Scenario& scenario, bool singlePrecision, ReplayObserver& observer)
    : scenario_(scenario),
      single_(singlePrecision),
      observer_(observer),
      mean_(scenario.training.batchReduction == BatchReduction::Mean) {
    const Network& network = scenario.network;
    const auto make = [&](QuantityKind kind, int layer, std::ptrdiff_t size) {
        auto& layers = numbers_[placeOf(kind)];
        layers.resize(static_cast<std::size_t>(network.depth() + 1));
        layers[static_cast<std::size_t>(layer)].resize(static_cast<std::size_t>(size));
    };
    make(QuantityKind::Input, 0, network.inputs);
    for (const QuantityKind kind : {QuantityKind::Target, QuantityKind::LossTerm}) make(kind, 0, network.outputs());
    for (const QuantityKind kind : {QuantityKind::Loss, QuantityKind::LossTotal, QuantityKind::LearningRate})
        make(kind, 0, 1);
    for (int l = 1; l <= network.depth(); ++l) {
        const int units = network.units(l);
        for (const QuantityKind kind : {QuantityKind::Bias, QuantityKind::WeightedSum, QuantityKind::Output,
                                        QuantityKind::Delta, QuantityKind::BiasGradient,
                                        QuantityKind::BiasGradientTotal})
            make(kind, l, units);
        for (const QuantityKind kind :
             {QuantityKind::Weight, QuantityKind::WeightGradient, QuantityKind::WeightGradientTotal})
            make(kind, l, kind == QuantityKind::WeightGradient ? 1 : network.layer(l).weights.size());
    }
    for (const Quantity& q : parameters(network)) at(q).value = rounded(*network.parameter(q));
    at(quantity::learningRate()).value = rounded(scenario.training.learningRate);

    SymbolicNetwork symbolic(network, *scenario.loss);
    for (int k = 0; k < network.outputs(); ++k) {
        terms_.push_back(symbolic.definition(quantity::lossTerm(k)));
        outputDeltas_.push_back(symbolic.outputDelta(k, false));
    }
    slopes_.resize(static_cast<std::size_t>(network.depth()));
    for (int l = 1; l < network.depth(); ++l)
        for (int j = 0; j < network.units(l); ++j)
            slopes_[static_cast<std::size_t>(l)].push_back(network.layer(l).activation->slopeFormula(
                Expr(quantity::weightedSum(l, j)), Expr(quantity::output(l, j))));
}

Traced& Replay::at(const Quantity& q) {
    std::size_t index = static_cast<std::size_t>(q.neuron);
    // A gradient is asked for only while it is computed: one place will do for a layer's.
    if (q.kind == QuantityKind::WeightGradient)
        index = 0;
    else if (isPerWeight(q.kind))
        index = index * static_cast<std::size_t>(scenario_.network.units(q.layer - 1)) +
                static_cast<std::size_t>(q.from);
    return numbers_[placeOf(q.kind)][static_cast<std::size_t>(q.layer)][index];
}

Traced Replay::plus(const Traced& a, const Traced& b) const {
    return {rounded(a.value + b.value), std::max(a.cause, b.cause)};
}

Traced Replay::times(const Traced& a, const Traced& b) const {
    return {rounded(a.value * b.value), std::max(a.cause, b.cause)};
}

void Replay::settle(const Quantity& q, Traced number) {
    number.value = rounded(number.value);
    observer_.see(q, number);
    at(q) = number;
}

void Replay::begin() {
    for (const QuantityKind kind :
         {QuantityKind::WeightGradientTotal, QuantityKind::BiasGradientTotal, QuantityKind::LossTotal})
        for (auto& layer : numbers_[placeOf(kind)]) std::fill(layer.begin(), layer.end(), Traced{});
}

void Replay::run(const Sample& sample, bool loss, bool sum) {
    const int depth = scenario_.network.depth();
    for (int i = 0; i < scenario_.network.inputs; ++i) settle(quantity::input(i), {sample.x(i)});
    for (int k = 0; k < scenario_.network.outputs(); ++k) settle(quantity::target(k), {sample.t(k)});
    for (int l = 1; l <= depth; ++l) forward(l);
    if (loss) lossOf();
    Traced& total = at({QuantityKind::LossTotal});
    if (loss && sum) total = plus(total, at(quantity::loss()));
    for (int l = depth; l >= 1; --l) {
        backward(l);
        gradients(l, sum);
    }
}

void Replay::forward(int l) {
    const Activation& activation = *scenario_.network.layer(l).activation;
    Vector sums(scenario_.network.units(l));
    int all = 0;
    for (int j = 0; j < sums.size(); ++j) {
        Traced z;
        const Traced *w = &at(quantity::weight(l, j, 0)), *a = &at(quantity::output(l - 1, 0));
        for (int i = 0; i < scenario_.network.units(l - 1); ++i) z = plus(z, times(w[i], a[i]));
        settle(quantity::weightedSum(l, j), plus(z, at(quantity::bias(l, j))));
        sums(j) = at(quantity::weightedSum(l, j)).value;
        all = std::max(all, at(quantity::weightedSum(l, j)).cause);
    }
    Vector outputs = sums;
    activation.apply(sums, outputs);
    for (int j = 0; j < sums.size(); ++j)
        settle(quantity::output(l, j),
               {outputs(j), activation.isPointwise() ? at(quantity::weightedSum(l, j)).cause : all});
}

void Replay::lossOf() {
    Evaluator evaluate(*this);
    Traced total;
    for (int k = 0; k < scenario_.network.outputs(); ++k) {
        settle(quantity::lossTerm(k), {evaluate(terms_[static_cast<std::size_t>(k)]), causeAtOutput(k)});
        total = plus(total, at(quantity::lossTerm(k)));
    }
    settle(quantity::loss(), total);
}

/// Of what output k's term and delta are computed from.
int Replay::causeAtOutput(int k) {
    const int l = scenario_.network.depth();
    int cause = 0;
    for (int j = 0; j < scenario_.network.outputs(); ++j)
        if (j == k || scenario_.network.hasLayerwiseOutput())
            for (const Quantity& q : {quantity::weightedSum(l, j), quantity::output(l, j), quantity::target(j)})
                cause = std::max(cause, at(q).cause);
    return cause;
}

void Replay::backward(int l) {
    Evaluator evaluate(*this);
    for (int j = 0; j < scenario_.network.units(l); ++j) {
        if (l == scenario_.network.depth()) {
            settle(quantity::delta(l, j), {evaluate(outputDeltas_[static_cast<std::size_t>(j)]), causeAtOutput(j)});
            continue;
        }
        Traced back;
        for (int k = 0; k < scenario_.network.units(l + 1); ++k)
            back = plus(back, times(at(quantity::weight(l + 1, k, j)), at(quantity::delta(l + 1, k))));
        const int own = std::max(at(quantity::weightedSum(l, j)).cause, at(quantity::output(l, j)).cause);
        const Expr& slope = slopes_[static_cast<std::size_t>(l)][static_cast<std::size_t>(j)];
        settle(quantity::delta(l, j), times(back, {rounded(evaluate(slope)), own}));
    }
}

void Replay::gradients(int l, bool sum) {
    const auto take = [&](const Quantity& gradient, QuantityKind kind, const Traced& number) {
        settle(gradient, number);
        if (!sum) return;
        Traced& total = at({kind, gradient.layer, gradient.neuron, gradient.from});
        total = plus(total, at(gradient));
    };
    for (int j = 0; j < scenario_.network.units(l); ++j) {
        const Traced delta = at(quantity::delta(l, j));
        for (int i = 0; i < scenario_.network.units(l - 1); ++i)
            take(quantity::weightGradient(l, j, i), QuantityKind::WeightGradientTotal,
                 times(delta, at(quantity::output(l - 1, i))));
        take(quantity::biasGradient(l, j), QuantityKind::BiasGradientTotal, delta);
    }
}

void Replay::reduce(int samples) {
    const double count = samples;
    const auto both = [&](QuantityKind total, QuantityKind mean, const Quantity& of) {
        const Quantity sum{total, of.layer, of.neuron, of.from};
        settle(sum, at(sum));
        Traced divided = at(sum);
        divided.value /= count;
        Quantity reduced = sum;
        reduced.kind = mean;
        observer_.see(reduced, divided = {rounded(divided.value), divided.cause});
        if (mean_) at(sum) = divided;
    };
    both(QuantityKind::LossTotal, QuantityKind::LossMean, {});
    for (const Quantity& q : parameters(scenario_.network))
        if (q.kind == QuantityKind::Weight)
            both(QuantityKind::WeightGradientTotal, QuantityKind::WeightGradientMean, q);
        else
            both(QuantityKind::BiasGradientTotal, QuantityKind::BiasGradientMean, q);
}

void Replay::update() {
    Traced step = at(quantity::learningRate());
    step.value = -step.value;
    for (const Quantity& q : parameters(scenario_.network)) {
        const bool weight = q.kind == QuantityKind::Weight;
        if (!weight && !scenario_.training.updateBiases) continue;
        Quantity gradient = q;
        gradient.kind = weight ? QuantityKind::WeightGradientTotal : QuantityKind::BiasGradientTotal;
        at(q) = plus(at(q), times(step, at(gradient)));
    }
}

}  // namespace backprop
