// The optimizers step by step: each step is its formula, the steps together are the update, and an update is that of an
// independent autodiff and of the fast path.

#include <cmath>
#include <set>

#include "backprop/session.hpp"
#include "catch.hpp"
#include "lab/fast_trainer.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"
#include "support/optimizers.hpp"
#include "support/scenarios.hpp"
#include "writing/step_facts.hpp"
#include "writing/trace.hpp"

using namespace backprop;
using namespace support;

namespace {

std::vector<double> numbersOf(const Session& session) {
    std::vector<double> all;
    for (const Quantity& q : parameters(session.scenario().network))
        all.push_back(*session.scenario().network.parameter(q));
    const OptimizerState& state = session.scenario().state;
    all.insert(all.end(), state.first.begin(), state.first.end());
    all.insert(all.end(), state.second.begin(), state.second.end());
    all.push_back(static_cast<double>(state.updates));
    return all;
}

/// As a document has the session: its numbers, and what its updates have left.
Scenario writtenDown(const Session& session) {
    Scenario scenario = session.scenario();
    scenario.start = session.progress();
    scenario.start.iteration = 0;
    return scenario;
}

}  // namespace

TEST_CASE("ten epochs of a session are those of an independent autodiff for every optimizer, to 1e-10") {
    const Json data = readData("optimizers.json");
    for (const Json& run : data.at("cases")) {
        Scenario scenario = scenarioOf(run.at("scenario"));
        scenario.training.optimizer = settingsOf(run.at("settings"));
        Session session(scenario);
        for (const Json& expected : run.at("epochs")) {
            INFO(run.at("name").get<std::string>() << ", epoch " << session.progress().epoch);
            checkClose("L", session.train(1).value()[0], expected.at("loss"), 1e-10);
            const auto& all = expected.at("parameters");
            std::size_t i = 0;
            for (const Layer& layer : session.scenario().network.layers) {
                for (Eigen::Index k = 0; k < layer.weights.size(); ++k)
                    checkClose("weight", layer.weights.data()[k], all.at(i++), 1e-10);
                for (Eigen::Index k = 0; k < layer.biases.size(); ++k)
                    checkClose("bias", layer.biases(k), all.at(i++), 1e-10);
            }
            REQUIRE(i == all.size());
        }
    }
}

TEST_CASE("the fast path and the steps are at one for every optimizer, to 1e-13 an update") {
    for (const OptimizerSettings& settings : allSettings()) {
        Session session(optimizerScenario(settings));
        Scenario other = optimizerScenario(settings);
        lab::FastTrainer fast(other);
        for (int update = 0; update < 20; ++update) {
            REQUIRE_FALSE(fast.update().has_value());
            REQUIRE(session.step().ok());
            for (const Quantity& q : parameters(other.network))
                CHECK(std::abs(fast.parameters()[other.network.indexOf(q)] -
                               *session.scenario().network.parameter(q)) <= 1e-13 * (update + 1));
        }
    }
}

TEST_CASE(
    "what begins with a session's numbers and state goes on as it does: a session to the bit, the fast path to 1e-13") {
    for (const OptimizerSettings& settings : allSettings())
        for (const bool shuffle : {false, true})
            for (int before = 0; before < 6; ++before) {
                Scenario begun = optimizerScenario(settings);
                begun.training.shuffle = shuffle;
                Session session(begun);
                for (int update = 0; update < before; ++update) REQUIRE(session.step().ok());
                const Scenario document = writtenDown(session);
                REQUIRE(validate(document).ok());
                Session other(document), replaced(optimizerScenario({}));
                REQUIRE(replaced.replace(document).ok());
                Scenario scenario = document;
                lab::FastTrainer fast(scenario);
                for (int update = 0; update < 5; ++update) {
                    REQUIRE(session.step().ok());
                    REQUIRE(other.step().ok());
                    REQUIRE(replaced.step().ok());
                    REQUIRE_FALSE(fast.update().has_value());
                    INFO("update " << update << " after " << before);
                    CHECK(numbersOf(other) == numbersOf(session));
                    CHECK(numbersOf(replaced) == numbersOf(session));
                    CHECK(other.progress().epoch == session.progress().epoch);
                    CHECK(other.progress().iteration == update + 1);
                    for (const Quantity& q : parameters(scenario.network))
                        CHECK(std::abs(fast.parameters()[scenario.network.indexOf(q)] -
                                       *session.scenario().network.parameter(q)) <= 1e-13 * (update + 1));
                }
            }
}

TEST_CASE("a number of the optimizer is set within its range, and one undo brings it back") {
    Session session(optimizerScenario({.kind = OptimizerKind::Adam}));
    const auto setting = [](QuantityKind kind) { return Quantity{kind}; };
    using enum QuantityKind;
    const std::vector<std::pair<QuantityKind, double>> changes{
        {Momentum, 0.5}, {FirstBeta, 0.0}, {SecondBeta, 0.99}, {Epsilon, 1e-3}, {WeightDecay, 0.25}};
    REQUIRE(session.step().ok());
    for (const auto& [kind, value] : changes) {
        INFO(toString(setting(kind)));
        const double before = session.value(setting(kind), 0);
        const std::vector<double> numbers = numbersOf(session);
        for (const double wrong : {-1.0, kind == Epsilon ? 0.0 : infinity, kind < Epsilon ? 1.0 : notANumber})
            CHECK_FALSE(session.set(setting(kind), wrong, 0).ok());
        CHECK(session.value(setting(kind), 0) == before);
        REQUIRE(session.set(setting(kind), value, 0).ok());
        CHECK(session.value(setting(kind), 0) == value);
        CHECK(numbersOf(session) == numbers);
        REQUIRE(session.undo().has_value());
        CHECK(session.value(setting(kind), 0) == before);
        REQUIRE(session.redo().has_value());
    }
    CHECK(session.scenario().training.optimizer.beta2 == 0.99);
    CHECK(session.scenario().training.optimizer.weightDecay == 0.25);
}

TEST_CASE("each step of an update is its formula, and the update is its steps, to the bit") {
    for (const OptimizerSettings& settings : allSettings())
        for (const bool updateBiases : {true, false}) {
            Session session(optimizerScenario(settings, updateBiases));
            for (int update = 0; update < 7; ++update) {
                BatchIteration& batch = session.batchIteration();
                const Iteration& end = batch.at(static_cast<int>(batch.samples().size()));
                IterationFormulas formulas(end);
                std::map<Quantity, double> computed;
                const StepList& list = batch.steps();
                for (std::int64_t i = list.samples() * list.sampleSize(); i < list.size(); ++i) {
                    const StepFacts facts = stepFacts(formulas, list.at(i));
                    computed[facts.computes] = facts.value;
                    if (phaseOf(facts.rule) != Phase::Update) continue;
                    INFO(toString(facts.computes) << ", update " << update);
                    const StepEnvironment reading(end, facts.computes);
                    checkClose("formula", Evaluator(reading)(facts.form), facts.value, 1e-12);
                    CHECK(facts.before.has_value() == (isParameter(facts.computes) || isKept(facts.computes.kind)));
                }
                REQUIRE(session.step().ok());
                for (const auto& [q, value] : computed)
                    if (isParameter(q) || isKept(q.kind)) CHECK(session.value(q, 0) == value);
            }
        }
}

TEST_CASE("whatever a step of an update reads was computed by then, or is kept or given") {
    for (const OptimizerSettings& settings : allSettings()) {
        Session session(optimizerScenario(settings));
        std::set<Quantity> known;
        for (const Step& step : trace(session.batchIteration(), 4)) {
            for (const Quantity& read : step.reads) {
                INFO(toString(step.computes) << " reads " << toString(read));
                const bool own = read == step.computes;
                const bool given = read.kind >= QuantityKind::Momentum || !isOfUpdate(read.kind);
                if (phaseOf(step.rule) == Phase::Update) CHECK((given || own || known.count(read) == 1));
            }
            known.insert(step.computes);
        }
    }
}

TEST_CASE("a step of the trace of one sample goes by the gradient of the batch") {
    for (const OptimizerSettings& settings : allSettings()) {
        Session session(optimizerScenario(settings));
        REQUIRE(session.step().ok());
        std::map<Quantity, double> ofBatch;
        for (const Step& step : trace(session.batchIteration(), 4)) ofBatch[step.computes] = step.value;
        for (const Step& step : trace(session.iterationWithBatch(0), 4))
            if (phaseOf(step.rule) == Phase::Update) {
                INFO(toString(step.computes));
                CHECK(step.value == ofBatch.at(step.computes));
            }
    }
}

TEST_CASE(
    "undo and redo bring velocity, moments and their count back to the bit, over updates, training and new weights") {
    for (const OptimizerSettings& settings : allSettings()) {
        Session session(optimizerScenario(settings));
        std::vector<std::vector<double>> states{numbersOf(session)};
        for (int change = 0; change < 6; ++change) {
            if (change % 3 == 0) REQUIRE(session.step().ok());
            if (change % 3 == 1) REQUIRE(session.train(2).ok());
            if (change == 2) REQUIRE(session.initialise({InitKind::XavierUniform, 7}).ok());
            if (change == 5) REQUIRE(session.replace(optimizerScenario({.kind = OptimizerKind::Adam})).ok());
            states.push_back(numbersOf(session));
        }
        CHECK(states[3].back() == 0.0);
        for (std::size_t i = states.size() - 1; i-- > 0;) {
            REQUIRE(session.undo().has_value());
            CHECK(numbersOf(session) == states[i]);
        }
        for (std::size_t i = 1; i < states.size(); ++i) {
            REQUIRE(session.redo().has_value());
            CHECK(numbersOf(session) == states[i]);
        }
    }
}

TEST_CASE("a training in slices is that in one call, with momentum and with Adam") {
    for (const OptimizerKind kind : {OptimizerKind::Momentum, OptimizerKind::Adam}) {
        Session whole(optimizerScenario({.kind = kind})), sliced(optimizerScenario({.kind = kind}));
        const auto expected = whole.train(5).value();
        std::vector<double> losses;
        while (losses.size() < 5) {
            const auto more = sliced.train(1, {.resume = true}).value();
            losses.insert(losses.end(), more.begin(), more.end());
        }
        CHECK(losses == expected);
        CHECK(numbersOf(sliced) == numbersOf(whole));
        REQUIRE(sliced.undo().has_value());
        CHECK_FALSE(sliced.canUndo());
    }
}

TEST_CASE("the first quantity of an update that overflows is named by steps, session and fast path alike") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "sse", 1);
    scenario.samples[0].x(0) = 1e155;
    scenario.samples[0].t(0) = 2.0;
    scenario.network.layer(1).weights(0, 0) = 1e-155;
    scenario.network.layer(1).biases(0) = 0.0;
    scenario.training.optimizer.kind = OptimizerKind::Adam;
    Scenario other = scenario;
    Session session(scenario);
    const auto failed = session.step();
    REQUIRE_FALSE(failed.ok());
    CHECK(toString(failed.error().quantity) == "sw.1.0.0");
    const auto steps = trace(session.batchIteration(), 4);
    REQUIRE(steps.back().failure.has_value());
    CHECK(toString(steps.back().computes) == "sw.1.0.0");
    lab::FastTrainer fast(other);
    const auto error = fast.update();
    REQUIRE(error.has_value());
    CHECK(toString(error->quantity) == "sw.1.0.0");
}

TEST_CASE("plain gradient descent has the steps that it had") {
    const Scenario scenario = optimizerScenario({});
    const StepList list(scenario, 2);
    CHECK(list.restBlocks().back().kinds == std::vector{QuantityKind::Weight, QuantityKind::Bias});
    for (std::int64_t i = 0; i < list.size(); ++i) CHECK_FALSE(isOfUpdate(list.at(i).computes.kind));
}
