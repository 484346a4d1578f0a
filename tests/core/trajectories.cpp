// Long runs of the published examples, to 1e-9: native and wasm differ in the last bits of exp.

#include "catch.hpp"
#include "session/session.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

TEST_CASE("Mazur's network after 1, 9999 and 10000 updates") {
    const Json file = readData("worked/mazur-2015.json");
    const int updates = GENERATE(1, 9999, 10000);
    CAPTURE(updates);
    Session session(scenarioOf(file.at("scenario")));
    REQUIRE(session.train(updates).ok());
    const Json& expected = file.at("afterTraining").at("simultaneous_after_" + std::to_string(updates));
    const Iteration it = runIteration(session.scenario(), session.scenario().samples[0]);
    CHECK(session.progress().iteration == updates);
    checkClose("L", it.pass.loss, expected.at("E_total"), 1e-9);
    checkClose("a.2.0", it.value(quantity::output(2, 0)), expected.at("outputs").at(0), 1e-9);
    checkClose("a.2.1", it.value(quantity::output(2, 1)), expected.at("outputs").at(1), 1e-9);
}

TEST_CASE("the loss that training reports for an epoch is the one before its update") {
    const Json file = readData("worked/mazur-2015.json");
    Session session(scenarioOf(file.at("scenario")));
    const auto losses = session.train(10000);
    REQUIRE(losses.ok());
    checkClose("first", losses.value().front(), 0.2983711087600027, 1e-12);
    checkClose("second", losses.value()[1], 0.29102777369359933, 1e-12);
    const Json& expected = file.at("afterTraining").at("simultaneous_after_9999");
    checkClose("last", losses.value().back(), expected.at("E_total"), 1e-9);
}

namespace {

/// `saturated_ce_eta0.15_300`: the loss, the learning rate and the number of updates.
struct Run {
    explicit Run(const std::string& key)
        : loss(key.find("_ce_") != std::string::npos ? "bce" : "half_sse"),
          eta(std::strtod(key.c_str() + key.find("eta") + 3, nullptr)),
          updates(std::atoi(key.c_str() + key.rfind('_') + 1)) {}
    std::string loss;
    double eta;
    int updates;
};

}  // namespace

TEST_CASE("Nielsen's neuron learns along his curves, saturated and not, under both losses") {
    const std::string name = GENERATE("nielsen-saturated", "nielsen-unsaturated");
    const Json file = readData("worked/" + name + ".json");
    for (const auto& [key, expected] : file.at("trajectories").items()) {
        CAPTURE(key);
        const Run run(key);
        Scenario scenario = scenarioOf(file.at("scenario"));
        scenario.loss = &loss(run.loss);
        scenario.training.learningRate = run.eta;
        Session session(scenario);
        REQUIRE(session.train(run.updates).ok());
        const Iteration it = runIteration(session.scenario(), session.scenario().samples[0]);
        checkClose("w", it.value(quantity::weight(1, 0, 0)), expected.at("w"), 1e-9);
        checkClose("b", it.value(quantity::bias(1, 0)), expected.at("b"), 1e-9);
        checkClose("a", it.value(quantity::output(1, 0)), expected.at("a"), 1e-9);
    }
}

TEST_CASE("a saturated neuron hardly learns under squared error and at once under cross-entropy") {
    const Json file = readData("worked/nielsen-saturated.json");
    const auto outputAfter = [&](const char* lossId) {
        Scenario scenario = scenarioOf(file.at("scenario"));
        scenario.loss = &loss(lossId);
        Session session(scenario);
        REQUIRE(session.train(50).ok());
        return runIteration(session.scenario(), session.scenario().samples[0]).pass.a.back()(0);
    };
    CHECK(outputAfter("half_sse") > 0.97);
    CHECK(outputAfter("bce") < 0.1);
}
