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

/// A velocity or moment before the update.
double keptIn(const Scenario& scenario, const Quantity& q) {
    const bool second = q.kind == QuantityKind::WeightSecondMoment || q.kind == QuantityKind::BiasSecondMoment;
    const std::vector<double>& all = second ? scenario.state.second : scenario.state.first;
    return all.empty() ? 0.0 : all[scenario.network.indexOf(parameterOf(q))];
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
        default:
            if (q.kind == QuantityKind::LearningRate || q.kind >= QuantityKind::ScheduledRate)
                return settingOf(*scenario, q.kind, epoch);
            if (isOfUpdate(q.kind) && !isComputed(scenario->training, q.kind)) return std::nan("");
            if (isKept(q.kind)) return keptIn(*scenario, q);
            if (isOfUpdate(q.kind)) return updated(q);
            return sums ? batchValue(*sums, q) : 0.0;
    }
}

double Iteration::updateGradient(const Quantity& parameter) const {
    if (sums) return value(reducedGradientOf(parameter, scenario->training.batchReduction));
    if (batch && batch->failure) return std::nan("");
    return batch ? batch->gradients.at(parameter) : value(gradientOf(parameter));
}

ParameterUpdate Iteration::updateOf(const Quantity& parameter) const {
    return backprop::updateOf(*scenario, parameter, updateGradient(parameter), updateNumbers(*scenario, epoch));
}

double Iteration::readBy(const Quantity& computed, const Quantity& q) const {
    if (isKept(q.kind) && q != computed) return updated(q);
    const bool gradient = q.kind == QuantityKind::WeightGradient || q.kind == QuantityKind::BiasGradient;
    return gradient && batch ? updateGradient(parameterOf(q)) : value(q);
}

bool Iteration::targetsAddToOne() const {
    const double rounding = static_cast<double>(sample->t.size()) * 0x1p-52;
    return std::abs(sample->t.sum() - 1.0) <= rounding;
}

const std::vector<Corner>& Iteration::corners() const {
    if (!foundCorners) foundCorners = findCorners(network(), *sample, pass);
    return *foundCorners;
}

Iteration runIteration(const Scenario& scenario, const Sample& sample, std::int64_t epoch) {
    Iteration iteration{.scenario = &scenario, .sample = &sample, .epoch = epoch};
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

/// Those that the update goes by, summed over the samples where there are sums.
const Gradients& gradientsOf(const Iteration& iteration) {
    return iteration.sums    ? iteration.sums->gradients
           : iteration.batch ? iteration.batch->gradients
                             : iteration.gradients;
}

/// Whether no number of an update can come near the largest double, nor a product of four of them: the quick answer for
/// nearly every iteration.
bool updatesAreModest(const Iteration& iteration) {
    constexpr double modest = 0x1p200;
    const UpdateNumbers numbers = updateNumbers(*iteration.scenario, iteration.epoch);
    double largest = std::max({gradientsOf(iteration).largest(), std::abs(numbers.eta), numbers.weightDecay,
                               1.0 / std::max(numbers.epsilon, 1.0 / modest)});
    for (const Layer& layer : iteration.network().layers)
        largest = std::max({largest, layer.weights.lpNorm<Eigen::Infinity>(), layer.biases.lpNorm<Eigen::Infinity>()});
    for (const std::vector<double>* kept : {&iteration.scenario->state.first, &iteration.scenario->state.second})
        for (const double a : *kept) largest = std::max(largest, std::abs(a));
    return largest < modest;
}

}  // namespace

std::optional<Error> firstOverflow(const Iteration& iteration) {
    if (updatesAreModest(iteration)) return std::nullopt;
    const Scenario& scenario = *iteration.scenario;
    Gradients gradients = gradientsOf(iteration);
    if (iteration.sums && scenario.training.batchReduction == BatchReduction::Mean)
        gradients /= static_cast<double>(iteration.sums->samples);
    return firstNonFinite(scenario, gradients, updateNumbers(scenario, iteration.epoch));
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
