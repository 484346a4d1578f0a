// The validity of a scenario: each fault is found, and named by its path in the document.

#include "network/scenario.hpp"

#include <functional>
#include <limits>

#include "catch.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

struct Fault {
    std::string path;
    std::function<void(Scenario&)> make;
};

Scenario sound() {
    Scenario scenario = makeScenario(2, {{3, "tanh"}, {2, "sigmoid"}}, "bce", 1, 4);
    scenario.names = {{quantity::output(1, 0), "N1"}, {quantity::weight(2, 0, 0), "w1"}};
    return scenario;
}

std::vector<Fault> faults() {
    return {
        {"network.inputs", [](Scenario& s) { s.network.inputs = 0; }},
        {"network.inputs", [](Scenario& s) { s.network.inputs = -1; }},
        {"network.inputs", [](Scenario& s) { s.network.inputs = 1025; }},
        {"network.layers", [](Scenario& s) { s.network.layers.clear(); }},
        {"network.layers", [](Scenario& s) { s.network.layers.resize(13, s.network.layers[1]); }},
        {"network.layers[1].units", [](Scenario& s) { s.network.layer(2).biases.resize(0); }},
        {"network.layers[0].units", [](Scenario& s) { s.network.layer(1).biases.setZero(1025); }},
        {"network.layers[1].activation", [](Scenario& s) { s.network.layer(2).activation = nullptr; }},
        {"network.layers[0].weights", [](Scenario& s) { s.network.layer(1).weights.setZero(3, 3); }},
        {"network.layers[0].weights", [](Scenario& s) { s.network.layer(1).weights.setZero(2, 2); }},
        {"network.layers[1].weights", [](Scenario& s) { s.network.layer(2).weights(1, 2) = notANumber; }},
        {"network.layers[1].weights", [](Scenario& s) { s.network.layer(2).weights(0, 0) = infinity; }},
        {"network.layers[1].biases", [](Scenario& s) { s.network.layer(2).biases(1) = -infinity; }},
        {"loss", [](Scenario& s) { s.loss = nullptr; }},
        {"samples", [](Scenario& s) { s.samples.clear(); }},
        {"samples", [](Scenario& s) { s.samples.resize(100001, s.samples[0]); }},
        {"samples[0].x", [](Scenario& s) { s.samples[0].x.setZero(3); }},
        {"samples[2].x", [](Scenario& s) { s.samples[2].x(1) = notANumber; }},
        {"samples[3].t", [](Scenario& s) { s.samples[3].t.setZero(1); }},
        {"samples[1].t", [](Scenario& s) { s.samples[1].t(0) = infinity; }},
        {"samples[1].t[1]", [](Scenario& s) { s.samples[1].t(1) = 1.0000001; }},
        {"samples[0].t[0]", [](Scenario& s) { s.samples[0].t(0) = -1e-300; }},
        {"training.learningRate", [](Scenario& s) { s.training.learningRate = notANumber; }},
        {"training.batchSize", [](Scenario& s) { s.training.batchSize = 0; }},
        {"state.updates", [](Scenario& s) { s.state.updates = -1; }},
        {"state.updates", [](Scenario& s) { s.state.updates = 1LL << 31; }},
        {"state.epoch", [](Scenario& s) { s.start.epoch = -1; }},
        {"state.position", [](Scenario& s) { s.start.position = 4; }},
        {"state.position", [](Scenario& s) { s.start.position = -1; }},
        {"state", [](Scenario& s) { s.state.first.resize(16); }},
        {"state", [](Scenario& s) { s.state.first.assign(17, notANumber); }},
        {"state", [](Scenario& s) { s.state.second.assign(17, -1e-300); }},
        {"names.a.3.0", [](Scenario& s) { s.names[quantity::output(3, 0)] = "N9"; }},
        {"names.w.2.0.0", [](Scenario& s) { s.names[quantity::weight(2, 0, 0)] = ""; }},
    };
}

}  // namespace

TEST_CASE("a sound scenario is valid") {
    CHECK(validate(sound()).ok());
    for (std::uint32_t seed = 1; seed <= 50; ++seed) CHECK(validate(randomScenario(seed)).ok());
}

TEST_CASE("each fault of a scenario is named by its place") {
    for (const Fault& fault : faults()) {
        Scenario scenario = sound();
        fault.make(scenario);
        CAPTURE(fault.path);
        const auto result = validate(scenario);
        REQUIRE_FALSE(result.ok());
        CHECK(result.error().code == ErrorCode::Invalid);
        CHECK(result.error().path == fault.path);
    }
}

TEST_CASE("of several faults the first in the document is named") {
    Scenario scenario = sound();
    scenario.network.layer(2).weights(0, 0) = notANumber;
    scenario.samples[0].x(0) = notANumber;
    scenario.training.batchSize = 0;
    CHECK(validate(scenario).error().path == "network.layers[1].weights");
}

TEST_CASE("the limits themselves are allowed") {
    Scenario deep = makeScenario(1, std::vector<LayerShape>(12, {2, "tanh"}), "mse", 1);
    CHECK(validate(deep).ok());
    CHECK(validate(makeScenario(1024, {{1, "relu"}}, "mse", 1)).ok());
    CHECK(validate(makeScenario(1023, {{1024, "relu"}}, "mse", 1)).ok());  // 2^20 parameters
    const auto large = validate(makeScenario(1024, {{1024, "relu"}}, "mse", 1));
    REQUIRE_FALSE(large.ok());
    CHECK(large.error().path == "network.layers");
    Scenario many = makeScenario(1, {{1, "relu"}}, "mse", 1);
    many.samples.resize(100000, many.samples[0]);
    many.training.batchSize = 2147483647;
    CHECK(validate(many).ok());
}

TEST_CASE("targets outside 0 and 1 suit a squared error") {
    Scenario scenario = sound();
    scenario.samples[0].t(0) = -7.0;
    const std::string lossId = GENERATE("mse", "half_sse", "sse");
    scenario.loss = &loss(lossId);
    CHECK(validate(scenario).ok());
}
