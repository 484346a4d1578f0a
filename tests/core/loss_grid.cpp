// Slices and surfaces: each loss is that of a forward pass with the values put in.

#include "training/loss_grid.hpp"

#include "catch.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "training/iteration.hpp"
#include "training/trainer.hpp"

using namespace backprop;
using namespace support;

namespace {

/// The number itself, to be moved.
double& numberOf(Scenario& scenario, const Quantity& id, int sample) {
    Sample& row = scenario.samples[static_cast<std::size_t>(sample)];
    if (id.kind == QuantityKind::Input) return row.x(id.neuron);
    if (id.kind == QuantityKind::Target) return row.t(id.neuron);
    return *scenario.network.parameter(id);
}

/// By a forward pass of its own; NaN where a number of it is not finite.
double lossAt(const Scenario& scenario, int sample, const std::vector<std::pair<Quantity, double>>& put) {
    Scenario moved = scenario;
    for (const auto& [id, value] : put) {
        const bool outside = id.kind == QuantityKind::Target && moved.loss->targetsAreProbabilities;
        if (outside && !(value >= 0.0 && value <= 1.0)) return notANumber;
        numberOf(moved, id, sample) = value;
    }
    ForwardPass pass;
    pass.sizeFor(moved.network);
    forward(moved.network, *moved.loss, moved.samples[static_cast<std::size_t>(sample)], pass);
    return firstNonFinite(pass) ? notANumber : pass.loss;
}

std::vector<Quantity> movable(const Scenario& scenario) {
    std::vector<Quantity> all = parameters(scenario.network);
    for (int i = 0; i < scenario.network.inputs; ++i) all.push_back(quantity::input(i));
    for (int k = 0; k < scenario.network.outputs(); ++k) all.push_back(quantity::target(k));
    return all;
}

void checkLoss(double got, double expected) {
    if (std::isnan(got) && std::isnan(expected)) return;
    checkSameBits("L", got, expected);
}

}  // namespace

TEST_CASE("a slice over any number of a random network has the losses of forward passes") {
    const double scale = GENERATE(1e-3, 1.0, 20.0);
    for (std::uint32_t seed = 1; seed <= networks(50); ++seed) {
        const Scenario scenario = randomScenario(seed, scale);
        INFO("scale " << scale << ", seed " << seed << ": " << describe(scenario));
        for (const Quantity& id : movable(scenario)) {
            CAPTURE(toString(id));
            const Axis axis{id, -3.0 * scale, 3.0 * scale, 5};
            const std::vector<double> losses = lossesOver(scenario, {0}, {axis});
            REQUIRE(losses.size() == 5);
            for (int i = 0; i < 5; ++i)
                checkLoss(losses[static_cast<std::size_t>(i)], lossAt(scenario, 0, {{id, axis.at(i)}}));
        }
    }
}
