// Slices and surfaces: each loss is that of a forward pass with the values put in.

#include "training/loss_grid.hpp"

#include <cmath>

#include "catch.hpp"
#include "session/session.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

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
    for (std::uint32_t seed = 1; seed <= share(50); ++seed) {
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

TEST_CASE("a surface over any two numbers of a random network has the losses of forward passes") {
    for (std::uint32_t seed = 1; seed <= share(200); ++seed) {
        const Scenario scenario = randomScenario(seed, seed % 2 ? 1.0 : 10.0);
        Draw draw(seed);
        const std::vector<Quantity> all = movable(scenario);
        const Quantity one = draw.of(all), two = draw.of(all);
        if (one == two) continue;
        INFO("seed " << seed << ": " << describe(scenario) << ", " << toString(one) << ", " << toString(two));
        // more places than a block has
        const std::vector<Axis> axes{{one, -2.0, 2.0, 5}, {two, -1.0, 3.0, 9}};
        const std::vector<double> losses = lossesOver(scenario, {0}, axes);
        REQUIRE(losses.size() == 45);
        for (int j = 0; j < 9; ++j)
            for (int i = 0; i < 5; ++i)
                checkLoss(losses[static_cast<std::size_t>(5 * j + i)],
                          lossAt(scenario, 0, {{one, axes[0].at(i)}, {two, axes[1].at(j)}}));
    }
}

TEST_CASE("the loss of several samples is reduced as the scenario has it") {
    for (std::uint32_t seed = 1; seed <= share(50); ++seed) {
        Scenario scenario = makeScenario(3, {{4, "tanh"}, {2, "sigmoid"}}, "bce", seed, 5);
        scenario.training.batchReduction = seed % 2 ? BatchReduction::Mean : BatchReduction::Sum;
        CAPTURE(seed);
        const Quantity id = Draw(seed).of(parameters(scenario.network));
        const Axis axis{id, -2.0, 2.0, 3};
        const std::vector<double> losses = lossesOver(scenario, {0, 1, 2, 3, 4}, {axis});
        for (int i = 0; i < axis.count; ++i) {
            Session session(scenario);
            REQUIRE(session.set(id, axis.at(i), 0).ok());
            checkLoss(losses[static_cast<std::size_t>(i)], session.lossOfAll().value());
        }
    }
}

TEST_CASE("slices and surfaces of the article's network are those of PyTorch") {
    const Json file = readData("loss_grid.json");
    CHECK(file.at("grids").size() == 16);
    for (const Json& grid : file.at("grids")) {
        const Scenario scenario = articleNetwork(grid.at("loss").get<std::string>());
        std::vector<Axis> axes;
        for (const Json& axis : grid.at("axes"))
            axes.push_back({*parseQuantity(axis.at(0).get<std::string>()), axis.at(1), axis.at(2), axis.at(3)});
        const std::vector<double> losses = lossesOver(scenario, {0}, axes);
        REQUIRE(losses.size() == grid.at("losses").size());
        for (std::size_t p = 0; p < losses.size(); ++p)
            checkClose(toString(axes[0].id) + " place " + std::to_string(p), losses[p], grid.at("losses").at(p), 1e-13);
    }
}

TEST_CASE("where the article's w3 stands the slice has its loss, and its gradient as slope") {
    const Scenario scenario = articleNetwork("mse");
    const Axis near{quantity::weight(2, 0, 0), 0.5 - 1e-4, 0.5 + 1e-4, 3};
    const std::vector<double> losses = lossesOver(scenario, {0}, {near});
    checkClose("L(0.5)", losses[1], 0.19428394259200155, 1e-15);
    checkWithin("slope", (losses[2] - losses[0]) / 2e-4, -0.019582807257804, 1e-10);
}

TEST_CASE("far into saturation a slice is as exact as the loss: linear in the sum, without a gap") {
    Scenario scenario = makeScenario(1, {{1, "sigmoid"}}, "bce", 1);
    scenario.samples[0] = {Vector::Constant(1, 1.0), Vector::Constant(1, 1.0)};
    scenario.network.layer(1).biases.setZero();
    const Axis axis{quantity::weight(1, 0, 0), -1000.0, 1000.0, 5};
    const std::vector<double> losses = lossesOver(scenario, {0}, {axis});
    checkClose("L(-1000)", losses[0], 1000.0, 1e-15);
    checkClose("L(-500)", losses[1], 500.0, 1e-15);
    checkClose("L(0)", losses[2], std::log(2.0), 1e-15);
    checkClose("L(500)", losses[3], std::exp(-500.0), 1e-13);
    CHECK(losses[4] == 0.0);
}

TEST_CASE("there is no loss where a number of the pass is too large, though later ones are not") {
    Scenario scenario = makeScenario(1, {{1, "linear"}, {1, "sigmoid"}}, "mse", 1);
    scenario.samples[0].x.setConstant(10.0);
    const Axis axis{quantity::weight(1, 0, 0), -1.7e308, 1.7e308, 5};
    const std::vector<double> losses = lossesOver(scenario, {0}, {axis});
    CHECK(std::isnan(losses[0]));
    CHECK(std::isnan(losses[1]));
    CHECK(std::isfinite(losses[2]));
    // nor at any place where what does not vary is too large
    scenario.network.layer(1).weights.setConstant(1e308);
    for (const double loss : lossesOver(scenario, {0}, {{quantity::bias(2, 0), -1.0, 1.0, 3}})) CHECK(std::isnan(loss));
}

TEST_CASE("an axis has its ends to the bit, 0 where it passes it, and even steps, however large it is") {
    const Axis axis{quantity::bias(1, 0), -1.0, 2.0, 4};
    CHECK(axis.at(0) == -1.0);
    CHECK(axis.at(1) == 0.0);
    CHECK(axis.at(3) == 2.0);
    const Axis decimal{quantity::bias(1, 0), -0.3, 0.7, 11};
    for (int i = 0; i < 11; ++i) checkWithin("value", decimal.at(i), (i - 3) / 10.0, 0x1p-53);
    const Axis huge{quantity::bias(1, 0), -1.7e308, 1.7e308, 10000};
    for (int i = 1; i < huge.count; ++i) {
        if (!std::isfinite(huge.at(i)) || huge.at(i) <= huge.at(i - 1)) FAIL("value " << i);
    }
}
