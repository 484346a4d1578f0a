// Why a network does not learn: each finding on a network that has the fault, and none on one that learns.

#include "catch.hpp"
#include "lab/run.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;
using lab::Diagnosis;
using lab::Finding;
using lab::Run;
using lab::Stride;

namespace {

/// Points of the square with sides of 2, by their quadrant (`isXor`), or by the side of a line.
void drawClasses(Scenario& scenario, bool isXor, std::uint32_t seed = 4) {
    Draw numbers(seed);
    for (Sample& sample : scenario.samples) {
        do {
            sample.x << numbers.number(-1.0, 1.0), numbers.number(-1.0, 1.0);
        } while (std::abs(sample.x(0) + sample.x(1)) < 0.1);
        sample.t(0) = (isXor ? sample.x(0) * sample.x(1) < 0.0 : sample.x(0) + sample.x(1) > 0.0) ? 1.0 : 0.0;
    }
}

Scenario classesOf(const std::vector<LayerShape>& layers, InitKind init, double eta, bool isXor = true,
                   std::string_view lossId = "bce") {
    Scenario scenario = makeScenario(2, layers, lossId, 1, 60);
    scenario.init = Init{init, 3};
    initialise(scenario.network, *scenario.init);
    drawClasses(scenario, isXor);
    scenario.training.batchSize = 10;
    scenario.training.learningRate = eta;
    return scenario;
}

std::vector<Diagnosis> diagnosesAfter(int epochs, Scenario scenario, const OptimizerSettings& optimizer = {}) {
    scenario.training.optimizer = optimizer;
    Run run(std::move(scenario), {}, {});
    for (int epoch = 0; epoch < epochs; ++epoch) run.advance(Stride::Epoch);
    return run.condition().diagnoses;
}

}  // namespace

TEST_CASE("eight sigmoid layers: the gradient of the first is less than a thousandth of the last's") {
    std::vector<LayerShape> layers(7, {8, "sigmoid"});
    layers.push_back({1, "sigmoid"});
    const auto all = diagnosesAfter(3, classesOf(layers, InitKind::XavierUniform, 0.3));
    REQUIRE(all.front().finding == Finding::Vanishing);
    CHECK(all.front().layer == 8);
    CHECK(all.front().value < 1e-3 * all.front().other);
    CHECK(all.front().focus == quantity::weight(1, 0, 0));
}

TEST_CASE("eight layers with large weights: delta grows a hundredfold on the way back") {
    std::vector<LayerShape> layers(7, {8, "leaky_relu"});
    layers.push_back({1, "sigmoid"});
    Scenario scenario = classesOf(layers, InitKind::HeNormal, 0.01);
    for (Layer& layer : scenario.network.layers) layer.weights *= 3.0;
    const auto all = diagnosesAfter(0, scenario);
    REQUIRE(all.front().finding == Finding::Exploding);
    CHECK(all.front().value >= 100.0 * all.front().other);
}

TEST_CASE("seven of eight ReLU that no sample reaches are dead; one of eight is no finding") {
    Scenario scenario = classesOf({{8, "relu"}, {1, "sigmoid"}}, InitKind::HeNormal, 0.1);
    scenario.network.layer(1).biases.setConstant(-10.0);
    scenario.network.layer(1).biases(2) = 0.5;
    const auto all = diagnosesAfter(0, scenario);
    REQUIRE(all.front().finding == Finding::DeadUnits);
    CHECK(all.front().layer == 1);
    CHECK(all.front().count == 7);
    CHECK(all.front().of == 8);
    CHECK(all.front().focus == quantity::weight(1, 0, 0));
    scenario.network.layer(1).biases.setZero();
    scenario.network.layer(1).biases(2) = -10.0;
    for (const Diagnosis& one : diagnosesAfter(0, scenario)) CHECK(one.finding != Finding::DeadUnits);
}

TEST_CASE("from zeros all hidden units stay equal, however long it trains") {
    for (const int epochs : {0, 50}) {
        const auto all = diagnosesAfter(epochs, classesOf({{4, "sigmoid"}, {1, "sigmoid"}}, InitKind::Zeros, 0.5));
        REQUIRE(all.front().finding == Finding::Symmetric);
        CHECK(all.front().layer == 1);
        CHECK(all.front().count == 4);
    }
}

TEST_CASE("outputs that are sure and wrong learn slowly with the squared error, and not with cross-entropy") {
    for (const std::string_view lossId : {"mse", "bce"}) {
        Scenario scenario = classesOf({{1, "sigmoid"}}, InitKind::Zeros, 0.1, false, lossId);
        scenario.network.layer(1).weights.setConstant(-20.0);
        const auto all = diagnosesAfter(0, scenario);
        INFO(lossId);
        CHECK((all.front().finding == Finding::WrongSide) == (lossId == "mse"));
        if (lossId != "mse") continue;
        CHECK(4 * all.front().count >= all.front().of);
        CHECK(all.front().value < 0.1);
    }
}

TEST_CASE("a step beyond 2 / curvature overshoots, one of half of it does not") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "mse", 2, 20);
    scenario.training.batchSize = 20;
    const double curvature = Run(scenario, {}, {}).condition().health.curvature;
    REQUIRE(curvature > 0.0);
    scenario.training.learningRate = 2.1 / curvature;
    const auto all = diagnosesAfter(0, scenario);
    REQUIRE(all.front().finding == Finding::Overshooting);
    checkClose("eta times curvature", all.front().value, 2.1, 1e-9);
    // Momentum is stable up to 2 (1 + mu).
    const OptimizerSettings momentum{.kind = OptimizerKind::Momentum, .momentum = 0.5};
    CHECK(diagnosesAfter(0, scenario, momentum).front().finding == Finding::Healthy);
    scenario.training.learningRate = 1.0 / curvature;
    CHECK(diagnosesAfter(0, scenario).front().finding == Finding::Healthy);
}

TEST_CASE("a single layer that has learnt what it can of XOR: no line separates the classes") {
    const auto all = diagnosesAfter(200, classesOf({{1, "sigmoid"}}, InitKind::HeNormal, 0.3));
    REQUIRE(all.front().finding == Finding::NotSeparable);
    CHECK(all.front().value <= 0.05);
    CHECK(all.front().count > 0);
    CHECK(diagnosesAfter(200, classesOf({{1, "sigmoid"}}, InitKind::HeNormal, 0.3, false)).front().finding ==
          Finding::Learnt);
}

TEST_CASE("a learning rate that is too small by far is told from one that is right") {
    CHECK(diagnosesAfter(3, classesOf({{8, "tanh"}, {1, "sigmoid"}}, InitKind::HeNormal, 1e-6)).front().finding ==
          Finding::TooSmall);
    CHECK(diagnosesAfter(3, classesOf({{8, "tanh"}, {1, "sigmoid"}}, InitKind::HeNormal, 0.1)).front().finding ==
          Finding::Healthy);
}

TEST_CASE("a loss that is twice the lowest one has risen, where the present step does not overshoot") {
    lab::Health health;
    health.layers.resize(1);
    health.loss = health.nextLoss = 1.0;
    health.fall = 0.1;
    health.bestFall = infinity;
    health.cancelling = notANumber;
    const auto finding = [&](double last) {
        return diagnose(health, {}, {.firstLoss = 3.0, .lastLoss = last, .lowestLoss = 0.5}).front().finding;
    };
    CHECK(finding(1.01) == Finding::Rising);
    CHECK(finding(1.0) == Finding::Healthy);
}

TEST_CASE("a run that has left the doubles has diverged") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "mse", 1, 3);
    scenario.training.learningRate = 1e6;
    CHECK(diagnosesAfter(1000, scenario).front().finding == Finding::Diverged);
}

TEST_CASE("a line that fits as well as it can has settled") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "mse", 2, 20);
    scenario.training.batchSize = 20;
    scenario.training.learningRate = 0.3;
    CHECK(diagnosesAfter(3000, scenario).front().finding == Finding::Settled);
}

TEST_CASE("a loss of exactly 0 has settled") {
    lab::Health health;
    health.layers.resize(1);
    health.cancelling = notANumber;
    CHECK(diagnose(health, {}, {.firstLoss = 1.0}).front().finding == Finding::Settled);
}

TEST_CASE("networks that learn XOR are healthy on the way or have learnt it, with every optimizer and seed") {
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        for (const OptimizerKind kind : {OptimizerKind::Sgd, OptimizerKind::Momentum, OptimizerKind::Adam}) {
            const double eta = kind == OptimizerKind::Sgd ? 0.3 : 0.03;
            Scenario scenario = classesOf({{8, "tanh"}, {1, "sigmoid"}}, InitKind::HeNormal, eta);
            initialise(scenario.network, {InitKind::HeNormal, seed});
            for (const int epochs : {0, 1, 5, 20, 100}) {
                const auto all = diagnosesAfter(epochs, scenario, {.kind = kind});
                INFO("seed " << seed << ", optimizer " << static_cast<int>(kind) << ", epoch " << epochs << ": "
                             << static_cast<int>(all.front().finding) << ", value " << all.front().value);
                REQUIRE(all.size() == 1);
                CHECK((all.front().finding == Finding::Healthy || all.front().finding == Finding::Learnt));
            }
        }
    }
}
