// Numbers that leave the finite doubles: the trace stops there, a step changes nothing, both name the same quantity.

#include <limits>

#include "catch.hpp"
#include "session/session.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "writing/trace.hpp"

using namespace backprop;
using namespace support;

namespace {

struct Overflow {
    std::string first;  // the id of the first quantity that is not finite
    NonFiniteCause cause;
    Scenario scenario;
};

Scenario oneNeuron(const char* activationId, const char* lossId, double w, double x, double t) {
    Scenario scenario = makeScenario(1, {{1, activationId}}, lossId, 1);
    scenario.network.layer(1).weights(0, 0) = w;
    scenario.network.layer(1).biases(0) = 0.0;
    scenario.samples[0].x(0) = x;
    scenario.samples[0].t(0) = t;
    return scenario;
}

std::vector<Overflow> cases() {
    constexpr auto overflow = NonFiniteCause::Overflow;
    std::vector<Overflow> all{
        {"z.1.0", overflow, oneNeuron("linear", "mse", 1e200, 1e200, 0)},
        {"L", overflow, oneNeuron("linear", "mse", 1e200, 1, 0)},
        {"dw.1.0.0", overflow, oneNeuron("linear", "mse", 1e-50, 1e200, 0)},
        {"w.1.0.0", overflow, oneNeuron("linear", "mse", 1e-1, 1e10, 0)},
        {"L", NonFiniteCause::Undefined, oneNeuron("linear", "bce", -1, 1, 0.5)},
        {"L", NonFiniteCause::Undefined, oneNeuron("relu", "bce", -1, 1, 0.5)},
        {"L", NonFiniteCause::Undefined, oneNeuron("linear", "bce", 1, 0, 1)},
        {"L", NonFiniteCause::Undefined, oneNeuron("linear", "bce_mean", 1, 1, 0)},
    };
    all[3].scenario.training.learningRate = 1e300;
    Scenario two = makeScenario(1, {{2, "linear"}, {2, "linear"}}, "sse", 1);
    for (Layer& layer : two.network.layers) {
        layer.weights.setConstant(1.0);
        layer.biases.setZero();
    }
    two.samples[0].x(0) = 1.0;
    two.network.layer(2).weights(1, 0) = 1e200;
    all.push_back({"L.1", overflow, two});
    two.network.layer(2).weights(1, 0) = 1e150;
    two.network.layer(1).weights(1, 0) = 1e-200;
    two.network.layer(2).weights(1, 1) = 1e200;
    all.push_back({"delta.1.1", overflow, two});
    two.network.layer(2).weights.setConstant(1e308);
    two.network.layer(1).weights.setConstant(1.0);
    all.push_back({"z.2.0", overflow, two});
    two.network.layer(2).weights(0, 1) = -1e308;
    two.network.layer(1).weights.setConstant(10.0);
    all.push_back({"z.2.0", NonFiniteCause::Undefined, two});
    return all;
}

}  // namespace

TEST_CASE("the trace ends at the first quantity that is not finite, and names it") {
    for (const auto& [first, cause, scenario] : cases()) {
        CAPTURE(first, describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        const auto steps = trace(iteration, 4);
        for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
            CAPTURE(toString(steps[i].computes));
            CHECK(std::isfinite(steps[i].value));
            CHECK_FALSE(steps[i].failure.has_value());
        }
        REQUIRE(steps.back().failure.has_value());
        CHECK(toString(steps.back().computes) == first);
        CHECK(toString(steps.back().failure->quantity) == first);
        CHECK(steps.back().failure->code == ErrorCode::NonFinite);
        CHECK(steps.back().failure->cause == cause);
    }
}

TEST_CASE("a step that overflows names the same quantity and changes nothing, and so does training") {
    for (const auto& [first, cause, scenario] : cases()) {
        CAPTURE(first, describe(scenario));
        const bool train = GENERATE(false, true);
        Session session(scenario);
        const auto before = parameterValues(session.scenario().network);
        const auto trained = train ? session.train(3) : Result<std::vector<double>>(std::vector<double>{});
        const auto stepped = session.step();
        REQUIRE(trained.ok() == !train);
        REQUIRE_FALSE(stepped.ok());
        const Error error = train ? trained.error() : stepped.error();
        CHECK(error.code == ErrorCode::NonFinite);
        CHECK(toString(error.quantity) == first);
        CHECK(error.cause == cause);
        CHECK(parameterValues(session.scenario().network) == before);
        CHECK(session.progress().iteration == 0);
        CHECK(session.progress().position == 0);
        CHECK_FALSE(session.canUndo());
    }
}

namespace {

/// One linear neuron on a batch of two samples.
Scenario twoSamples(double w, double firstX, double secondX) {
    Scenario scenario = oneNeuron("linear", "half_sse", w, firstX, 0.0);
    scenario.samples.push_back({Vector::Constant(1, secondX), Vector::Zero(1)});
    scenario.training.batchSize = 2;
    return scenario;
}

struct BatchCase {
    std::string first;
    int sample;  // -1: the update, which belongs to none
    Scenario scenario;
};

std::vector<BatchCase> batchCases() {
    std::vector<BatchCase> all{
        {"sumdw.1.0.0", 1, twoSamples(1.3, 1e154, 1e154)},  // each dw is 1.3e308, each L 0.85e308
        {"sumL", 1, twoSamples(1e154, 1.0, 1.0)},
        {"dw.1.0.0", 1, twoSamples(1e-50, 1.0, 1e200)},
        {"L", 0, twoSamples(1.0, 1e200, 1.0)},
        {"z.1.0", 1, twoSamples(1e200, 1e-200, 1e200)},
        {"w.1.0.0", -1, twoSamples(1.0, 1.0, 1.0)},
    };
    all[1].scenario.loss = findLoss("sse");
    all.back().scenario.training.learningRate = 1.7e308;
    all.back().scenario.network.layer(1).weights(0, 0) = 2.0;
    return all;
}

}  // namespace

TEST_CASE("in a batch the trace, a step and training name the same quantity and the sample that it is of") {
    const auto reduction = GENERATE(BatchReduction::Mean, BatchReduction::Sum);
    for (auto& [first, sample, scenario] : batchCases()) {
        CAPTURE(first, sample);
        scenario.training.batchReduction = reduction;
        Session session(scenario);
        const auto failure = session.batchIteration().failure();
        REQUIRE(failure.has_value());
        const Step last = trace(session.batchIteration(), 4, Notation::Scalar, failure->index, 1).at(0);
        CHECK(toString(last.computes) == first);
        CHECK(last.sample == sample);
        std::vector<Error> errors{failure->error, session.step().error(), session.train(2).error()};
        if (sample >= 0) errors.push_back(session.gradientsOfAll().error());
        for (const Error& error : errors) {
            CHECK(error.code == ErrorCode::NonFinite);
            CHECK(toString(error.quantity) == first);
            CHECK(error.sample == sample);
        }
        CHECK_FALSE(session.canUndo());
    }
}

TEST_CASE("training that overflows in a later epoch gives back the parameters, the progress and the redo") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "mse", 1, 3);
    scenario.training.learningRate = 100.0;
    scenario.training.shuffle = true;
    Session session(scenario);
    REQUIRE(session.step().ok());
    REQUIRE(session.step().ok());
    session.undo();
    const auto before = parameterValues(session.scenario().network);
    const auto batch = session.nextBatch();
    const auto losses = session.train(1000);
    REQUIRE_FALSE(losses.ok());
    CHECK(losses.error().code == ErrorCode::NonFinite);
    CHECK(parameterValues(session.scenario().network) == before);
    CHECK(session.progress().iteration == 1);
    CHECK(session.nextBatch() == batch);
    CHECK(session.canUndo());
    CHECK(session.canRedo());
}

TEST_CASE("a prediction that overflows names the neuron and the sample") {
    const Scenario scenario = oneNeuron("linear", "mse", 1e200, 1, 0);
    const auto outputs = predict(scenario.network, {1.0, 1e200}, 2);
    REQUIRE_FALSE(outputs.ok());
    CHECK(toString(outputs.error().quantity) == "z.1.0");
    CHECK(outputs.error().sample == 1);
    CHECK(predict(scenario.network, {1.0}, 1).ok());
    CHECK(predict(scenario.network, {1.0}, 2).error().code == ErrorCode::OutOfRange);
    CHECK(predict(scenario.network, {}, -1).error().path == "xs");
    CHECK(predict(scenario.network, {}, 0).ok());
}
