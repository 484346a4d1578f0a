#include "backprop/iteration.hpp"

namespace backprop {

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
    }
    return 0.0;
}

double Iteration::updateGradient(const Quantity& parameter) const {
    return batch ? batch->gradients.at(parameter) : value(gradientOf(parameter));
}

double Iteration::updated(const Quantity& parameter) const {
    return value(parameter) - scenario->training.learningRate * updateGradient(parameter);
}

bool Iteration::isUpdated(const Quantity& parameter) const {
    return parameter.kind == QuantityKind::Weight || scenario->training.updateBiases;
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

double IterationEnvironment::oneMinus(const Quantity& symbol) const {
    if (symbol.kind != QuantityKind::Output) return Environment::oneMinus(symbol);
    const double z = iteration_.value(quantity::weightedSum(symbol.layer, symbol.neuron));
    return iteration_.network().layer(symbol.layer).activation->oneMinus(z);
}

double IterationEnvironment::onePlus(const Quantity& symbol) const {
    if (symbol.kind != QuantityKind::Output) return Environment::onePlus(symbol);
    const double z = iteration_.value(quantity::weightedSum(symbol.layer, symbol.neuron));
    return iteration_.network().layer(symbol.layer).activation->onePlus(z);
}

double IterationEnvironment::difference(const Quantity& a, const Quantity& b) const {
    const bool error =
        a.kind == QuantityKind::Output && b == quantity::target(a.neuron) && a.layer == iteration_.network().depth();
    if (!error || !iteration_.loss().isFusedWith(iteration_.network().outputActivation()))
        return Environment::difference(a, b);
    return iteration_.loss().deltaFromSum(value(quantity::weightedSum(a.layer, a.neuron)), value(b));
}

}  // namespace backprop
