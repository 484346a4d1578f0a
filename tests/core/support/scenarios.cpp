#include "scenarios.hpp"

namespace support {

using namespace backprop;

const Activation& activation(std::string_view id) { return *findActivation(id); }
const Loss& loss(std::string_view id) { return *findLoss(id); }

double Draw::number(double low, double high) {
    const double unit = static_cast<double>(bits_()) * 0x1p-32;
    return low + (high - low) * unit;
}

int Draw::integer(int low, int high) {
    return low + static_cast<int>(bits_() % static_cast<std::uint32_t>(high - low + 1));
}

Scenario makeScenario(int inputs, const std::vector<LayerShape>& layers, std::string_view lossId, std::uint32_t seed,
                      int samples, double spread) {
    Draw draw(seed);
    const auto fill = [&](auto& numbers, double low, double high) {
        for (Eigen::Index i = 0; i < numbers.size(); ++i) numbers.data()[i] = draw.number(low, high);
    };
    Scenario scenario;
    scenario.network.inputs = inputs;
    int width = inputs;
    for (const LayerShape& shape : layers) {
        Layer layer{&activation(shape.activation), Matrix(shape.units, width), Vector(shape.units)};
        fill(layer.weights, -spread, spread);
        fill(layer.biases, -spread, spread);
        width = shape.units;
        scenario.network.layers.push_back(std::move(layer));
    }
    scenario.loss = &loss(lossId);
    for (int i = 0; i < samples; ++i) {
        Sample sample{Vector(inputs), Vector(width)};
        fill(sample.x, -spread, spread);
        fill(sample.t, 0.0, 1.0);
        scenario.samples.push_back(std::move(sample));
    }
    return scenario;
}

Scenario randomScenario(std::uint32_t seed) { return randomScenario(seed, 1.0); }

namespace {

/// An output activation that the loss is defined on. A binary cross-entropy needs outputs between 0 and 1.
std::string outputFor(const Loss& chosen, Draw& draw) {
    if (!chosen.requiredOutput.empty()) return std::string(chosen.requiredOutput);
    if (chosen.targetsAreProbabilities) return "sigmoid";
    return std::string(draw.of(activationTable()).id);
}

}  // namespace

Scenario randomScenario(std::uint32_t seed, double scale) {
    Draw draw(seed);
    const Loss& chosen = draw.of(lossTable());
    std::vector<LayerShape> layers;
    std::vector<Activation> pointwise = activationTable();
    std::erase_if(pointwise, [](const Activation& f) { return !f.isPointwise(); });
    const int depth = draw.integer(1, 6);
    for (int l = 1; l <= depth; ++l) {
        const int units = draw.integer(1, 8);
        layers.push_back({units, l == depth ? outputFor(chosen, draw) : std::string(draw.of(pointwise).id)});
    }
    Scenario scenario = makeScenario(draw.integer(1, 8), layers, chosen.id, seed ^ 0x5bd1e995u, 1, scale);
    for (double& t : scenario.samples[0].t)
        if (draw.integer(0, 1) == 0) t = draw.integer(0, 1);
    return scenario;
}

std::string describe(const Scenario& scenario) {
    std::string text = std::to_string(scenario.network.inputs);
    for (const Layer& layer : scenario.network.layers)
        text += "-" + std::string(layer.activation->id) + "(" + std::to_string(layer.units()) + ")";
    return text + ", " + std::string(scenario.loss->id);
}

std::vector<double> parameterValues(const Network& network) {
    std::vector<double> values;
    for (const Quantity& id : parameters(network)) values.push_back(*network.parameter(id));
    return values;
}

std::vector<Quantity> derivable(const Network& network) {
    std::vector<Quantity> all = parameters(network);
    for (int i = 0; i < network.inputs; ++i) all.push_back(quantity::input(i));
    for (int l = 1; l <= network.depth(); ++l)
        for (int j = 0; j < network.units(l); ++j) {
            all.push_back(quantity::weightedSum(l, j));
            all.push_back(quantity::output(l, j));
        }
    return all;
}

Scenario articleNetwork(std::string_view lossId) {
    Scenario scenario = makeScenario(2, {{3, "sigmoid"}, {3, "sigmoid"}, {2, "sigmoid"}}, lossId, 0);
    auto& layers = scenario.network.layers;
    layers[0].weights << 0.1, 0.2, 0.3, -0.1, -0.2, 0.4;
    layers[0].biases << 0.1, -0.1, 0.05;
    layers[1].weights << 0.5, -0.3, 0.2, 0.1, 0.4, -0.6, -0.4, 0.3, 0.7;
    layers[1].biases << 0.2, 0.0, -0.15;
    layers[2].weights << 0.6, -0.5, 0.3, -0.7, 0.2, 0.8;
    layers[2].biases << 0.1, -0.2;
    scenario.samples[0].x << 0.6, 0.9;
    scenario.samples[0].t << 1.0, 0.0;
    return scenario;
}

}  // namespace support
