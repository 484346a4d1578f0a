#include "network/scenario.hpp"

#include <algorithm>
#include <limits>
#include <tuple>

#include "network/memory.hpp"

namespace backprop {
namespace {

std::string indexed(const char* name, std::size_t index) {
    return std::string(name) + "[" + std::to_string(index) + "]";
}

bool isProbability(double t) { return t >= 0.0 && t <= 1.0; }

Result<Done> validateLayer(const Layer& layer, int inputs, const std::string& path) {
    if (layer.units() < 1 || layer.units() > limits::units) return invalid(path + ".units");
    if (!layer.activation) return invalid(path + ".activation");
    if (layer.weights.rows() != layer.units() || layer.weights.cols() != inputs || !layer.weights.allFinite())
        return invalid(path + ".weights");
    if (!layer.biases.allFinite()) return invalid(path + ".biases");
    return Done{};
}

Result<Done> validateNetwork(const Network& network) {
    if (network.inputs < 1 || network.inputs > limits::units) return invalid("network.inputs");
    if (network.layers.empty() || network.layers.size() > limits::layers) return invalid("network.layers");
    for (int l = 1; l <= network.depth(); ++l) {
        const auto path = "network." + indexed("layers", static_cast<std::size_t>(l - 1));
        if (auto valid = validateLayer(network.layer(l), network.units(l - 1), path); !valid) return valid;
        if (l < network.depth() && !network.layer(l).activation->isPointwise()) return invalid(path + ".activation");
    }
    if (network.parameterCount() > limits::parameters) return invalid("network.layers");
    return Done{};
}

Result<Done> validateSample(const Sample& sample, const Scenario& scenario, const std::string& path) {
    if (sample.x.size() != scenario.network.inputs || !sample.x.allFinite()) return invalid(path + ".x");
    if (sample.t.size() != scenario.network.outputs() || !sample.t.allFinite()) return invalid(path + ".t");
    for (Eigen::Index k = 0; scenario.loss->targetsAreProbabilities && k < sample.t.size(); ++k)
        if (!isProbability(sample.t(k))) return invalid(path + "." + indexed("t", static_cast<std::size_t>(k)));
    return Done{};
}

/// Velocity or moments: none yet, or one finite number for each parameter.
bool isMoment(const std::vector<double>& all, Eigen::Index parameters, double least) {
    return (all.empty() || static_cast<Eigen::Index>(all.size()) == parameters) &&
           std::all_of(all.begin(), all.end(), [least](double a) { return std::isfinite(a) && a >= least; });
}

Result<Done> validateState(const Scenario& scenario) {
    const auto& [state, start] = std::tie(scenario.state, scenario.start);
    const Eigen::Index parameters = scenario.network.parameterCount();
    if (state.updates < 0 || state.updates > limits::updates) return invalid("state.updates");
    if (start.epoch < 0 || start.epoch > limits::updates) return invalid("state.epoch");
    if (start.position < 0 || start.position >= static_cast<int>(scenario.samples.size()))
        return invalid("state.position");
    if (!isMoment(state.first, parameters, std::numeric_limits<double>::lowest()) ||
        !isMoment(state.second, parameters, 0.0))
        return invalid("state");
    return Done{};
}

}  // namespace

std::size_t bytesOf(const Scenario& scenario) {
    const Network& network = scenario.network;
    const auto numbers = static_cast<std::size_t>(network.inputs + network.outputs());
    std::size_t bytes = sizeof(Scenario) + network.layers.size() * (sizeof(Layer) + 2 * blockOverhead);
    bytes += (static_cast<std::size_t>(network.parameterCount()) + scenario.state.first.size() +
              scenario.state.second.size()) *
             sizeof(double);
    bytes += scenario.samples.size() * (sizeof(Sample) + 2 * blockOverhead + numbers * sizeof(double));
    // a name is in a node of a tree, a longer text in a block of its own
    constexpr std::size_t node = sizeof(Names::value_type) + 4 * sizeof(void*) + 2 * blockOverhead;
    for (const auto& [quantity, name] : scenario.names) bytes += node + name.capacity();
    return bytes;
}

Result<Done> validate(const Scenario& scenario) {
    if (auto valid = validateNetwork(scenario.network); !valid) return valid;
    if (!scenario.loss || !scenario.loss->isDefinedOn(scenario.network.outputActivation())) return invalid("loss");
    if (scenario.samples.empty() || scenario.samples.size() > limits::samples) return invalid("samples");
    for (std::size_t i = 0; i < scenario.samples.size(); ++i)
        if (auto valid = validateSample(scenario.samples[i], scenario, indexed("samples", i)); !valid) return valid;
    if (!std::isfinite(scenario.training.learningRate)) return invalid("training.learningRate");
    if (!isValid(scenario.training.optimizer)) return invalid("training.optimizer");
    if (scenario.training.batchSize < 1) return invalid("training.batchSize");
    for (const auto& [quantity, name] : scenario.names)
        if (!scenario.network.has(quantity) || name.empty()) return invalid("names." + toString(quantity));
    return validateState(scenario);
}

}  // namespace backprop
