// How a network fares: sizes layer by layer, units that do not learn, the curvature along a step, and what is recorded.

#include "catch.hpp"
#include "lab/run.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "training/trainer.hpp"

using namespace backprop;
using namespace support;
using lab::Health;
using lab::NextStep;
using lab::Run;
using lab::Stride;

namespace {

Health healthIn(const Scenario& scenario, const NextStep& next = {}) {
    return lab::healthOf(scenario.network, *scenario.loss, scenario.samples, next);
}

std::vector<int> numbersUpTo(int count) {
    std::vector<int> all;
    for (int i = 0; i < count; ++i) all.push_back(i);
    return all;
}

/// One linear unit without a layer before it: z = w x + b.
Scenario lineThrough(double w, double b, const std::vector<std::pair<double, double>>& points) {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "mse", 1, static_cast<int>(points.size()));
    scenario.network.layer(1).weights(0, 0) = w;
    scenario.network.layer(1).biases(0) = b;
    for (std::size_t i = 0; i < points.size(); ++i) {
        scenario.samples[i].x(0) = points[i].first;
        scenario.samples[i].t(0) = points[i].second;
    }
    return scenario;
}

}  // namespace

TEST_CASE("sizes of gradients and slopes are those of the teaching path's batch, layer by layer") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        Scenario scenario = makeScenario(2, {{5, "tanh"}, {3, "silu"}, {1, "sigmoid"}}, "bce", seed, 17);
        const Health health = healthIn(scenario);
        Trainer trainer(scenario);
        const auto evaluated = trainer.evaluate(numbersUpTo(17));
        REQUIRE(evaluated);
        INFO("seed " << seed);
        checkClose("loss", health.loss, evaluated.value()->loss, tolerance);
        double squares = 0.0;
        for (std::size_t l = 0; l < 3; ++l) {
            const Matrix& g = evaluated.value()->gradients.weights[l];
            const Matrix& w = scenario.network.layers[l].weights;
            checkClose("dL/dw", health.layers[l].gradient, std::sqrt(g.squaredNorm() / double(g.size())), tolerance);
            checkClose("w", health.layers[l].weights, std::sqrt(w.squaredNorm() / double(w.size())), tolerance);
            squares += g.squaredNorm() + evaluated.value()->gradients.biases[l].squaredNorm();
        }
        checkClose("|g|", health.gradient, std::sqrt(squares), tolerance);
        checkClose("largest", std::abs(evaluated.value()->gradients.at(health.steepest)),
                   evaluated.value()->gradients.largest(), tolerance);
    }
}

TEST_CASE("one sigmoid unit has the numbers that are worked out by hand") {
    // z = 0 and z = ln 3: a = 1/2, 3/4; f' = 1/4, 3/16; (a - t)^2 with t = 0: delta = 2 a f' = 1/4, 9/32.
    Scenario scenario = makeScenario(1, {{1, "sigmoid"}}, "mse", 1, 2);
    scenario.network.layer(1).weights(0, 0) = 1.0;
    scenario.network.layer(1).biases(0) = 0.0;
    scenario.samples[0].x(0) = 0.0;
    scenario.samples[1].x(0) = std::log(3.0);
    for (Sample& sample : scenario.samples) sample.t(0) = 0.0;
    const Health health = healthIn(scenario);
    checkClose("slope", health.layers[0].slope, (1.0 / 4.0 + 3.0 / 16.0) / 2.0, tolerance);
    checkClose("delta", health.layers[0].delta, std::sqrt((1.0 / 16.0 + 81.0 / 1024.0) / 2.0), tolerance);
    checkClose("dL/dw", health.layers[0].gradient, 9.0 / 32.0 * std::log(3.0) / 2.0, tolerance);
    checkClose("loss", health.loss, (1.0 / 4.0 + 9.0 / 16.0) / 2.0, tolerance);
    CHECK(health.right == 1);  // 1/2 is not above the threshold
    CHECK(health.wrongSide == 0);
}

TEST_CASE("the curvature of a parabola is exact, and a step of 2 / curvature ends at the loss that it began with") {
    // L = ((w + b - 1)^2 + (2w + b)^2) / 2 has the Hessian [5, 3; 3, 2].
    const Scenario scenario = lineThrough(1.0, 1.0, {{1.0, 1.0}, {2.0, 0.0}});
    const double gw = 1.0 + 2.0 * 3.0, gb = 1.0 + 3.0;
    const double squares = gw * gw + gb * gb;
    const double curvature = (5.0 * gw * gw + 6.0 * gw * gb + 2.0 * gb * gb) / squares;
    const Health health = healthIn(scenario, {.learningRate = 2.0 / curvature});
    checkClose("curvature", health.curvature, curvature, 1e-9);
    checkClose("loss after it", health.nextLoss, health.loss, 1e-12);
    checkClose("fall", health.fall, 2.0 / curvature * squares, tolerance);
    checkClose("best fall", health.bestFall, squares / (2.0 * curvature), 1e-9);
    const Health best = healthIn(scenario, {.learningRate = 1.0 / curvature});
    checkClose("best loss", best.loss - best.nextLoss, best.bestFall, 1e-9);
}

TEST_CASE("Adam's direction has signs in place of gradients; momentum goes further by 1 / (1 - mu)") {
    const Scenario scenario = lineThrough(1.0, 1.0, {{1.0, 1.0}, {2.0, 0.0}});
    const Health adam = healthIn(scenario, {.kind = OptimizerKind::Adam, .learningRate = 0.1});
    checkClose("fall", adam.fall, 0.1 * (7.0 + 4.0), tolerance);
    checkClose("curvature", adam.curvature, (5.0 + 6.0 + 2.0) / 11.0, 1e-9);
    checkClose("next loss", adam.nextLoss, (0.8 * 0.8 + 2.7 * 2.7) / 2.0, tolerance);
    const Health momentum =
        healthIn(scenario, {.kind = OptimizerKind::Momentum, .learningRate = 0.1, .momentum = 0.75});
    checkClose("fall", momentum.fall, 0.4 * 65.0, tolerance);
}

TEST_CASE("dead, saturated and equal units are counted, and the histogram has every weight") {
    Scenario scenario = makeScenario(1, {{4, "relu"}, {3, "tanh"}, {1, "linear"}}, "mse", 3, 9);
    Layer& relu = scenario.network.layer(1);
    relu.biases << -100.0, 100.0, -100.0, 100.0;
    Layer& squash = scenario.network.layer(2);
    squash.biases << 1e4, 0.0, 0.0;
    squash.weights.setZero();
    squash.weights.row(1).setConstant(0.01);
    squash.weights.row(2).setConstant(0.01);
    scenario.network.layer(3).weights.setConstant(0.5);
    const Health health = healthIn(scenario);
    CHECK(health.layers[0].dead == 2);
    CHECK(health.layers[0].firstDead == 0);
    CHECK(health.layers[1].dead == 0);
    CHECK(health.layers[1].saturated == 1);
    CHECK(health.layers[1].equal == 2);
    CHECK(health.layers[0].equal == 0);
    CHECK(health.layers[2].equal == 0);
    const auto& histogram = health.layers[1].histogram;
    REQUIRE(histogram.size() == static_cast<std::size_t>(lab::histogramBins));
    CHECK(histogram[lab::histogramBins / 2] == 4);
    CHECK(histogram.back() == 8);
    checkClose("largest", health.layers[1].largestWeight, 0.01, tolerance);
}

TEST_CASE("outputs that are sure and wrong are counted, and a loss that is fused with its output is known as such") {
    Scenario scenario = makeScenario(1, {{1, "sigmoid"}}, "mse", 1, 4);
    scenario.network.layer(1).weights(0, 0) = 10.0;
    scenario.network.layer(1).biases(0) = 0.0;
    const double x[] = {1.0, 1.0, -1.0, 0.1}, t[] = {0.0, 1.0, 1.0, 0.0};
    for (std::size_t i = 0; i < 4; ++i) {
        scenario.samples[i].x(0) = x[i];
        scenario.samples[i].t(0) = t[i];
    }
    CHECK(healthIn(scenario).wrongSide == 2);
    CHECK_FALSE(healthIn(scenario).isFused);
    scenario.loss = &loss("bce");
    CHECK(healthIn(scenario).wrongSide == 2);
    CHECK(healthIn(scenario).isFused);
}

TEST_CASE("where a line separates the classes with a margin, the samples' gradients cancel no further than that") {
    for (std::uint32_t seed = 1; seed <= share(200); ++seed) {
        Draw draw(seed);
        Scenario scenario = makeScenario(2, {{1, "sigmoid"}}, "bce", seed, 20, 3.0);
        const double angle = draw.number(0.0, 6.28), shift = draw.number(-1.0, 1.0);
        double margin = infinity;
        const double length = std::sqrt(1.0 + shift * shift);
        for (Sample& sample : scenario.samples) {
            const double side = std::cos(angle) * sample.x(0) + std::sin(angle) * sample.x(1) + shift;
            sample.t(0) = side > 0.0 ? 1.0 : 0.0;
            margin = std::min(margin, std::abs(side) / length / std::sqrt(sample.x.squaredNorm() + 1.0));
        }
        INFO("seed " << seed);
        CHECK(healthIn(scenario).cancelling >= margin);
    }
}

TEST_CASE("a large network is measured on a part of the samples, and few samples on all of them") {
    const Scenario small = makeScenario(2, {{4, "tanh"}, {1, "linear"}}, "mse", 1, 3);
    CHECK(lab::samplesMeasured(small.network, 3) == 3);
    CHECK(lab::samplesMeasured(small.network, 100000) == 512);
    const Scenario large = makeScenario(784, {{128, "tanh"}, {10, "linear"}}, "mse", 1, 1);
    CHECK(lab::samplesMeasured(large.network, 100000) == 20);
}

TEST_CASE("a run records each epoch's last gradients and updates, layer by layer, and the way of its parameters") {
    Scenario scenario = makeScenario(2, {{4, "tanh"}, {1, "sigmoid"}}, "bce", 6, 9);
    scenario.training.batchSize = 4;
    scenario.training.learningRate = 0.3;
    Run run(scenario, {}, {});
    Trainer teaching(scenario);
    for (int epoch = 0; epoch < 4; ++epoch) {
        // Epochs in one piece and sample by sample have the same records.
        for (int i = 0; i < 9; ++i) {
            if (epoch % 2 == 0) run.advance(Stride::Sample);
        }
        if (epoch % 2 == 1) run.advance(Stride::Epoch);
        Network before = scenario.network;
        while (teaching.progress().epoch == epoch) {
            before = scenario.network;
            REQUIRE_FALSE(teaching.update().has_value());
        }
        REQUIRE(run.watch().sizes().count() == static_cast<std::size_t>(epoch + 1));
        const double* row = run.watch().sizes().row(static_cast<std::size_t>(epoch));
        CHECK(row[0] == epoch);
        for (int l = 1; l <= 2; ++l) {
            const Matrix& g = teaching.result().gradients.weights[static_cast<std::size_t>(l - 1)];
            const Matrix &w = before.layer(l).weights, &after = scenario.network.layer(l).weights;
            checkClose("dL/dw", row[l], std::sqrt(g.squaredNorm() / double(g.size())), tolerance);
            checkClose("update", row[2 + l], (after - w).norm() / w.norm(), 1e-10);
        }
    }
    CHECK(run.watch().trail().count() == 12);
    CHECK(run.watch().trail().width() == 17);
}

TEST_CASE("rows are thinned by halves, and keep the first") {
    lab::ThinnedRows rows(1, 8);
    for (std::int64_t moment = 0; moment < 1000; ++moment)
        if (rows.wants(moment)) *rows.add() = static_cast<double>(moment);
    REQUIRE(rows.count() <= 8);
    REQUIRE(rows.count() >= 4);
    for (std::size_t i = 0; i < rows.count(); ++i)
        CHECK(rows.row(i)[0] == static_cast<double>(static_cast<std::int64_t>(i) * rows.stride()));
}
