// A session: edits and what they refuse, what an update reports, and the limit of the history.

#include "session/session.hpp"

#include <limits>

#include "catch.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

Scenario small(const char* lossId) { return makeScenario(2, {{3, "sigmoid"}, {2, "sigmoid"}}, lossId, 1, 3); }

}  // namespace

TEST_CASE("a weight, a bias, an input, a target and the learning rate can be set") {
    Session session(small("mse"));
    const auto set = [&](const char* id, double value, int sample) {
        return session.set(*parseQuantity(id), value, sample).ok();
    };
    CHECK(set("w.1.2.1", 0.25, 0));
    CHECK(set("b.2.1", -3.0, 2));
    CHECK(set("x.1", 7.0, 2));
    CHECK(set("t.0", 5.0, 1));
    CHECK(set("eta", 0.01, 0));
    const Scenario& now = session.scenario();
    CHECK(now.network.layer(1).weights(2, 1) == 0.25);
    CHECK(now.network.layer(2).biases(1) == -3.0);
    CHECK(now.samples[2].x(1) == 7.0);
    CHECK(now.samples[1].t(0) == 5.0);
    CHECK(now.training.learningRate == 0.01);
    CHECK(now.samples[0].x(1) == small("mse").samples[0].x(1));
}

TEST_CASE("what the network does not have, or only computes, cannot be set") {
    Session session(small("mse"));
    for (const char* id : {"w.1.3.0", "w.3.0.0", "b.1.3", "x.2", "t.2", "z.1.0", "a.1.0", "delta.1.0", "dw.1.0.0",
                           "db.1.0", "L", "L.0"}) {
        CAPTURE(id);
        const auto result = session.set(*parseQuantity(id), 1.0, 0);
        REQUIRE_FALSE(result.ok());
        CHECK(result.error().code == ErrorCode::UnknownQuantity);
        CHECK(result.error().path == id);
    }
    CHECK_FALSE(session.canUndo());
}

TEST_CASE("a number that is not finite, a sample that is not there and a target that does not suit are refused") {
    Session session(small("bce"));
    for (const double value : {infinity, -infinity, notANumber}) {
        const auto result = session.set(quantity::weight(1, 0, 0), value, 0);
        REQUIRE_FALSE(result.ok());
        CHECK(result.error().code == ErrorCode::NonFinite);
        CHECK(result.error().quantity == quantity::weight(1, 0, 0));
    }
    for (const int sample : {-1, 3, 1000}) {
        const auto result = session.set(quantity::input(0), 1.0, sample);
        REQUIRE_FALSE(result.ok());
        CHECK(result.error().code == ErrorCode::OutOfRange);
        CHECK(result.error().path == "sample");
    }
    for (const double target : {-0.1, 1.1}) {
        const auto result = session.set(quantity::target(1), target, 0);
        REQUIRE_FALSE(result.ok());
        CHECK(result.error().code == ErrorCode::OutOfRange);
        CHECK(result.error().path == "t.1");
    }
    CHECK(session.set(quantity::target(1), 0.0, 0).ok());
    CHECK(session.set(quantity::target(1), 1.0, 0).ok());
}

TEST_CASE("the loss is changed only where the targets suit it") {
    Session session(small("mse"));
    REQUIRE(session.setLoss(loss("bce")).ok());
    CHECK(session.scenario().loss->id == "bce");
    REQUIRE(session.setLoss(loss("sse")).ok());
    REQUIRE(session.set(quantity::target(1), 2.0, 2).ok());
    const auto refused = session.setLoss(loss("bce_mean"));
    REQUIRE_FALSE(refused.ok());
    CHECK(refused.error().path == "samples[2].t[1]");
    CHECK(session.scenario().loss->id == "sse");
}

TEST_CASE("an update reports every change, its gradient, and the loss it started from") {
    const bool updateBiases = GENERATE(true, false);
    Scenario scenario = small("bce");
    scenario.training.batchSize = 2;
    scenario.training.updateBiases = updateBiases;
    Session session(scenario);
    REQUIRE(session.step().ok());
    const auto before = session.scenario();
    const auto result = session.step();
    REQUIRE(result.ok());
    const Update& update = result.value();
    CHECK(update.epoch == 0);
    CHECK(update.samples == std::vector<int>{2});
    CHECK(update.progress.iteration == 2);
    CHECK(update.progress.epoch == 1);
    const Iteration it = runIteration(before, before.samples[2]);
    checkSameBits("L", update.loss, it.pass.loss);
    std::size_t n = 0;
    for (const Quantity& id : parameters(before.network)) {
        if (id.kind == QuantityKind::Bias && !updateBiases) continue;
        REQUIRE(n < update.changes.size());
        const ParameterChange& change = update.changes[n++];
        CHECK(change.id == id);
        checkSameBits(toString(id) + " before", change.before, *before.network.parameter(id));
        checkSameBits(toString(gradientOf(id)), change.gradient, it.value(gradientOf(id)));
        checkSameBits(toString(id), change.after, *session.scenario().network.parameter(id));
        checkSameBits(toString(id), change.after, it.updated(id));
    }
    CHECK(n == update.changes.size());
}

TEST_CASE("training for epochs is the same as its steps, to the bit") {
    Scenario scenario = small("bce");
    scenario.training.batchSize = 2;
    scenario.training.shuffle = true;
    Session stepped(scenario), trained(scenario);
    std::vector<double> means;
    for (int epoch = 0; epoch < 5; ++epoch) {
        const double first = stepped.step().value().loss, second = stepped.step().value().loss;
        means.push_back((first + second) / 2.0);
    }
    const auto losses = trained.train(5);
    REQUIRE(losses.ok());
    CHECK(losses.value() == means);
    CHECK(parameterValues(stepped.scenario().network) == parameterValues(trained.scenario().network));
    CHECK(stepped.progress().iteration == trained.progress().iteration);
}

TEST_CASE("training that starts within an epoch first finishes that one") {
    Scenario scenario = small("mse");
    Session session(scenario);
    REQUIRE(session.step().ok());
    REQUIRE(session.train(1).ok());
    CHECK(session.progress().epoch == 1);
    CHECK(session.progress().iteration == 3);
    CHECK(session.train(0).error().path == "epochs");
    CHECK(session.train(-1).error().code == ErrorCode::OutOfRange);
}

TEST_CASE("the gradients of all samples change neither parameters nor progress") {
    Session session(small("bce"));
    const auto before = parameterValues(session.scenario().network);
    REQUIRE(session.gradientsOfAll().ok());
    CHECK(parameterValues(session.scenario().network) == before);
    CHECK(session.progress().iteration == 0);
    CHECK_FALSE(session.canUndo());
}

TEST_CASE("the history keeps as many bytes as its limit allows, and always the last change") {
    // 2^20 parameters at most, eight bytes each, so the limit of 64 MB holds eight updates.
    Session session(makeScenario(1023, {{1023, "linear"}}, "mse", 1, 1, 1e-3));
    const auto size = static_cast<std::size_t>(session.scenario().network.parameterCount());
    const std::size_t kept = History::limit / (size * sizeof(double));
    CHECK(kept == 8);
    std::vector<double> losses;
    for (std::size_t i = 0; i < kept + 2; ++i) {
        const auto update = session.step();
        REQUIRE(update.ok());
        losses.push_back(update.value().loss);
    }
    std::size_t undone = 0;
    while (session.undo()) ++undone;
    CHECK(undone == kept);
    CHECK(session.progress().iteration == 2);
    checkSameBits("L", session.step().value().loss, losses[2]);
}
