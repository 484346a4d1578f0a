// Claims on losses: convex in an output, not in weights, and the closed form of a linear last layer.

#include "catch.hpp"
#include "lab/claims.hpp"
#include "lab/run.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "training/trainer.hpp"

using namespace backprop;
using namespace support;
using lab::Run;
using lab::Stride;

namespace {

/// XOR of four corners, without noise.
Scenario xorCorners() {
    Scenario scenario = makeScenario(2, {{4, "tanh"}, {1, "sigmoid"}}, "bce", 5, 4);
    const double x[4][2] = {{-1, -1}, {-1, 1}, {1, -1}, {1, 1}};
    for (std::size_t i = 0; i < 4; ++i) {
        scenario.samples[i].x << x[i][0], x[i][1];
        scenario.samples[i].t(0) = i == 1 || i == 2 ? 1.0 : 0.0;
    }
    scenario.training.batchSize = 4;
    scenario.training.learningRate = 0.5;
    return scenario;
}

std::vector<int> sampleNumbers(std::size_t count) {
    std::vector<int> all;
    for (std::size_t i = 0; i < count; ++i) all.push_back(static_cast<int>(i));
    return all;
}

}  // namespace

TEST_CASE(
    "a trained XOR network and the one with two units exchanged have a small loss, and between them it is large") {
    Run run(xorCorners(), {.loss = 0.01, .epochs = 20000}, {});
    while (run.stopped() == lab::StopReason::None) run.advance(Stride::Epoch);
    REQUIRE(run.stopped() == lab::StopReason::Loss);
    const auto found = lab::midpointOf(run.measured());
    REQUIRE(found);
    CHECK(found->loss < 0.01);
    CHECK(found->middle > 10.0 * found->loss);
    checkClose("the first end", found->losses.front(), found->loss, tolerance);
    checkClose("the other end", found->losses.back(), found->loss, tolerance);
    checkClose("halfway", found->losses[20], found->middle, tolerance);
    CHECK_FALSE(lab::midpointOf(makeScenario(2, {{1, "sigmoid"}}, "bce", 1, 3)));
    CHECK_FALSE(lab::midpointOf(makeScenario(2, {{1, "tanh"}, {1, "sigmoid"}}, "bce", 1, 3)));
}

TEST_CASE("where no loss halfway is a number, there is no midpoint") {
    Scenario scenario = xorCorners();
    scenario.network.layer(2).biases(0) = notANumber;
    CHECK_FALSE(lab::midpointOf(scenario));
}

TEST_CASE("the loss is convex in an output, and of a weight before a saturated sigmoid it is not") {
    Scenario scenario = makeScenario(1, {{1, "sigmoid"}}, "mse", 1, 1);
    scenario.samples[0].x(0) = 1.0;
    scenario.samples[0].t(0) = 0.0;
    scenario.training.learningRate = 0.5;
    scenario.network.layer(1).weights(0, 0) = 2.0;
    scenario.network.layer(1).biases(0) = 2.0;  // Nielsen's neuron, chapter 3
    const auto output = lab::sliceOfOutput(scenario, 101);
    CHECK(output.isConvex);
    const double a = 1.0 / (1.0 + std::exp(-4.0));
    checkClose("a", output.at, a, tolerance);
    checkClose("dL/da", output.slope, 2.0 * a, tolerance);
    checkClose("next output", 1.0 + output.next, 1.0 + a - 0.5 * 2.0 * a, tolerance);
    const auto weight = lab::sliceOf(scenario, {quantity::weight(1, 0, 0), -8.0, 8.0, 101});
    CHECK_FALSE(weight.isConvex);
    const double slope = 2.0 * a * a * (1.0 - a);
    checkClose("dL/dw", weight.slope, slope, tolerance);
    checkClose("next", weight.next, 2.0 - 0.5 * slope, tolerance);
    checkClose("loss there", weight.nextLoss, std::pow(1.0 / (1.0 + std::exp(-(weight.next + 2.0))), 2.0), tolerance);
    scenario.loss = &loss("bce");
    CHECK(lab::sliceOf(scenario, {quantity::weight(1, 0, 0), -8.0, 8.0, 101}).isConvex);
}

TEST_CASE("least squares fit a line as the normal equations do, and gradient descent comes to them") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "mse", 7, 12);
    double n = 0.0, sx = 0.0, st = 0.0, sxx = 0.0, sxt = 0.0;
    for (const Sample& sample : scenario.samples) {
        const double x = sample.x(0), t = sample.t(0);
        n += 1.0, sx += x, st += t, sxx += x * x, sxt += x * t;
    }
    const double w = (n * sxt - sx * st) / (n * sxx - sx * sx), b = (st - w * sx) / n;
    const auto found = lab::leastSquaresOf(scenario);
    REQUIRE(found);
    checkClose("w", found->parameters[0], w, 1e-11);
    checkClose("b", found->parameters[1], b, 1e-11);
    CHECK(found->gradientBefore == 0.0);
    scenario.training.batchSize = 12;
    scenario.training.learningRate = 0.3;
    Run run(scenario, {}, {});
    for (int epoch = 0; epoch < 2000; ++epoch) run.advance(Stride::Epoch);
    const auto now = lab::leastSquaresOf(run.measured());
    CHECK(now->distance < 1e-9);
    CHECK(now->distance < found->distance);
}

TEST_CASE("least squares of the last layer are a minimum in its parameters, and none in those before it") {
    Scenario scenario = makeScenario(1, {{5, "tanh"}, {2, "linear"}}, "half_sse", 3, 30);
    const auto found = lab::leastSquaresOf(scenario);
    REQUIRE(found);
    REQUIRE(found->parameters.size() == 12);
    Trainer trainer(scenario);
    CHECK(found->loss < trainer.loss(sampleNumbers(30)).value());
    Layer& last = scenario.network.layer(2);
    std::copy_n(found->parameters.data(), 10, last.weights.data());
    std::copy_n(found->parameters.data() + 10, 2, last.biases.data());
    const auto evaluated = trainer.evaluate(sampleNumbers(30));
    checkClose("loss", evaluated.value()->loss, found->loss, tolerance);
    const Gradients& g = evaluated.value()->gradients;
    CHECK(g.weights[1].lpNorm<Eigen::Infinity>() < 1e-10);
    CHECK(g.biases[1].lpNorm<Eigen::Infinity>() < 1e-10);
    checkClose("|g| before", found->gradientBefore, std::sqrt(g.weights[0].squaredNorm() + g.biases[0].squaredNorm()),
               1e-9);
    CHECK(found->gradientBefore > 1e-4);
    CHECK_FALSE(lab::leastSquaresOf(makeScenario(1, {{1, "tanh"}}, "mse", 1, 3)));
    CHECK_FALSE(lab::leastSquaresOf(makeScenario(1, {{1, "linear"}}, "bce_with_logits", 1, 3)));
}

TEST_CASE("the loss over two weights is that of the network with these weights") {
    Scenario scenario = xorCorners();
    const Quantity one = quantity::weight(1, 0, 1), two = quantity::bias(2, 0);
    const auto losses = lab::lossesOver(scenario, {{one, -1.0, 1.0, 3}, {two, 0.0, 2.0, 2}});
    REQUIRE(losses.size() == 6);
    Trainer trainer(scenario);
    for (std::size_t i = 0; i < 6; ++i) {
        *scenario.network.parameter(one) = static_cast<double>(i % 3) - 1.0;
        *scenario.network.parameter(two) = 2.0 * static_cast<double>(i / 3);
        checkClose("loss", losses[i], trainer.loss(sampleNumbers(4)).value(), tolerance);
    }
}
