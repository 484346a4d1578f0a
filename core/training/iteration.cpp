#include "training/iteration.hpp"

#include <algorithm>
#include <cmath>

namespace backprop {

void BatchSums::add(double sampleLoss, const Gradients& sampleGradients) {
    loss += sampleLoss;
    gradients += sampleGradients;
}

namespace {

/// A sum over a batch, or a mean, which is complete only after the last sample.
double batchValue(const BatchSums& sums, const Quantity& q) {
    const double count = sums.samples;
    switch (q.kind) {
        case QuantityKind::LossTotal:
            return sums.loss;
        case QuantityKind::LossMean:
            return sums.loss / count;
        case QuantityKind::WeightGradientTotal:
            return sums.gradients.at(quantity::weight(q.layer, q.neuron, q.from));
        case QuantityKind::BiasGradientTotal:
            return sums.gradients.at(quantity::bias(q.layer, q.neuron));
        case QuantityKind::WeightGradientMean:
            return sums.gradients.at(quantity::weight(q.layer, q.neuron, q.from)) / count;
        default:
            return sums.gradients.at(quantity::bias(q.layer, q.neuron)) / count;
    }
}

}  // namespace

Quantity reducedGradientOf(const Quantity& parameter, BatchReduction reduction) {
    const bool weight = parameter.kind == QuantityKind::Weight;
    Quantity reduced = parameter;
    if (reduction == BatchReduction::Mean)
        reduced.kind = weight ? QuantityKind::WeightGradientMean : QuantityKind::BiasGradientMean;
    else
        reduced.kind = weight ? QuantityKind::WeightGradientTotal : QuantityKind::BiasGradientTotal;
    return reduced;
}

double Iteration::value(const Quantity& q) const {
    const auto l = static_cast<std::size_t>(q.layer);
    switch (q.kind) {
        case QuantityKind::Input:
            return sample->x(q.neuron);
        case QuantityKind::Target:
            return sample->t(q.neuron);
        case QuantityKind::Weight:
            return network().layer(q.layer).weights(q.neuron, q.from);
        case QuantityKind::Bias:
            return network().layer(q.layer).biases(q.neuron);
        case QuantityKind::WeightedSum:
            return pass.z[l](q.neuron);
        case QuantityKind::Output:
            return pass.a[l](q.neuron);
        case QuantityKind::Loss:
            return pass.loss;
        case QuantityKind::LossTerm:
            return pass.lossTerms(q.neuron);
        case QuantityKind::Delta:
            return back.delta[l](q.neuron);
        case QuantityKind::WeightGradient:
            return gradients.weights[l - 1](q.neuron, q.from);
        case QuantityKind::BiasGradient:
            return gradients.biases[l - 1](q.neuron);
        case QuantityKind::LearningRate:
            return scenario->training.learningRate;
        default:
            return sums ? batchValue(*sums, q) : 0.0;
    }
}

double Iteration::updateGradient(const Quantity& parameter) const {
    if (sums) return value(reducedGradientOf(parameter, scenario->training.batchReduction));
    return batch ? batch->gradients.at(parameter) : value(gradientOf(parameter));
}

double Iteration::updated(const Quantity& parameter) const {
    return value(parameter) - scenario->training.learningRate * updateGradient(parameter);
}

bool Iteration::targetsAddToOne() const {
    const double rounding = static_cast<double>(sample->t.size()) * 0x1p-52;
    return std::abs(sample->t.sum() - 1.0) <= rounding;
}

bool Iteration::isUpdated(const Quantity& parameter) const {
    return parameter.kind == QuantityKind::Weight || scenario->training.updateBiases;
}

const std::vector<Corner>& Iteration::corners() const {
    if (!foundCorners) foundCorners = findCorners(network(), *sample, pass);
    return *foundCorners;
}

Iteration runIteration(const Scenario& scenario, const Sample& sample) {
    Iteration iteration{.scenario = &scenario, .sample = &sample};
    iteration.pass.sizeFor(scenario.network);
    iteration.back.sizeFor(scenario.network);
    iteration.gradients.sizeFor(scenario.network);
    forward(scenario.network, *scenario.loss, sample, iteration.pass);
    backward(scenario.network, *scenario.loss, sample, iteration.pass, iteration.back);
    addGradients(iteration.pass, iteration.back, iteration.gradients);
    return iteration;
}

std::optional<Error> firstNonFinite(const Iteration& iteration) {
    if (auto error = firstNonFinite(iteration.pass)) return error;
    return firstNonFinite(iteration.back, iteration.gradients);
}

std::optional<Error> firstNonFiniteSum(const Network& network, double loss, const Gradients& gradients) {
    if (!std::isfinite(loss)) return nonFinite({QuantityKind::LossTotal}, loss);
    if (gradients.allFinite()) return std::nullopt;
    for (const Quantity& q : parameters(network))
        if (const double value = gradients.at(q); !std::isfinite(value))
            return nonFinite(reducedGradientOf(q, BatchReduction::Sum), value);
    return std::nullopt;
}

namespace {

/// Whether no update can come near the largest double: the quick answer for nearly every iteration.
bool updatesAreModest(const Iteration& iteration) {
    constexpr double modest = 0x1p1000;
    double largest = 0.0;
    for (const Layer& layer : iteration.network().layers)
        largest = std::max({largest, layer.weights.lpNorm<Eigen::Infinity>(), layer.biases.lpNorm<Eigen::Infinity>()});
    const Gradients& gradients = iteration.sums    ? iteration.sums->gradients
                                 : iteration.batch ? iteration.batch->gradients
                                                   : iteration.gradients;
    return largest < modest && std::abs(iteration.scenario->training.learningRate) * gradients.largest() < modest;
}

}  // namespace

std::optional<Error> firstOverflow(const Iteration& iteration) {
    if (updatesAreModest(iteration)) return std::nullopt;
    for (int l = 1; l <= iteration.network().depth(); ++l)
        for (int j = 0; j < iteration.network().units(l); ++j) {
            for (int i = 0; i < iteration.network().units(l - 1); ++i) {
                const Quantity weight = quantity::weight(l, j, i);
                if (const double after = iteration.updated(weight); !std::isfinite(after))
                    return nonFinite(weight, after);
            }
            const Quantity bias = quantity::bias(l, j);
            if (const double after = iteration.updated(bias); iteration.isUpdated(bias) && !std::isfinite(after))
                return nonFinite(bias, after);
        }
    return std::nullopt;
}

double IterationEnvironment::oneMinus(const Quantity& symbol) const {
    if (symbol.kind != QuantityKind::Output) return Environment::oneMinus(symbol);
    const auto l = static_cast<std::size_t>(symbol.layer);
    const Activation& activation = *iteration_.network().layer(symbol.layer).activation;
    return activation.rest(iteration_.pass.z[l], iteration_.pass.a[l], symbol.neuron);
}

double IterationEnvironment::onePlus(const Quantity& symbol) const {
    if (symbol.kind != QuantityKind::Output) return Environment::onePlus(symbol);
    const Activation& activation = *iteration_.network().layer(symbol.layer).activation;
    if (!activation.isPointwise()) return Environment::onePlus(symbol);
    return activation.onePlus(iteration_.value(quantity::weightedSum(symbol.layer, symbol.neuron)));
}

double IterationEnvironment::difference(const Quantity& a, const Quantity& b) const {
    const bool error = isOutput(a) && b == quantity::target(a.neuron);
    return error ? backprop::difference(value(a), oneMinus(a), value(b)) : Environment::difference(a, b);
}

WideValue IterationEnvironment::wide(const Quantity& symbol) const {
    if (!isOutput(symbol)) return Environment::wide(symbol);
    const WideOutput at = outputs_(symbol.neuron);
    return {at.a, at.oneMinus, at.onePlus};
}

bool IterationEnvironment::isOutput(const Quantity& symbol) const {
    return symbol.kind == QuantityKind::Output && symbol.layer == iteration_.network().depth();
}

}  // namespace backprop
