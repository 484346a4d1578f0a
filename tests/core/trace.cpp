// The trace: one iteration as steps that are complete, in order, and each computed from what is known by then.

#include "writing/trace.hpp"

#include <algorithm>
#include <cmath>
#include <set>

#include "catch.hpp"
#include "formulas/latex.hpp"
#include "session/session.hpp"
#include "support/latex_ids.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

std::vector<Scenario> tracedScenarios() {
    std::vector<Scenario> all{articleNetwork("mse"), articleNetwork("bce"),
                              makeScenario(1, {{1, "linear"}}, "half_sse", 1),
                              makeScenario(12, {{11, "relu"}, {10, "tanh"}}, "sse", 2)};
    for (std::uint32_t seed = 1; seed <= share(20); ++seed) all.push_back(randomScenario(seed));
    return all;
}

std::vector<StepOutline> outlineSteps(const Scenario& scenario) {
    const StepList list(scenario);
    std::vector<StepOutline> all;
    for (std::int64_t i = 0; i < list.size(); ++i) all.push_back(list.at(i));
    return all;
}

bool isGiven(const Quantity& q) {
    return q.kind == QuantityKind::Input || q.kind == QuantityKind::Target || q.kind == QuantityKind::Weight ||
           q.kind == QuantityKind::Bias || q.kind == QuantityKind::LearningRate;
}

}  // namespace

TEST_CASE("whatever a step reads is given or was computed by a step before it") {
    for (const Scenario& scenario : tracedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        std::set<Quantity> known;
        for (const Step& step : trace(iteration, 4)) {
            for (const Quantity& read : step.reads) {
                INFO(toString(step.computes) << " reads " << toString(read));
                CHECK(scenario.network.has(read));
                CHECK((isGiven(read) || known.count(read) == 1));
            }
            known.insert(step.computes);
        }
    }
}

TEST_CASE("every quantity is computed exactly once, and every parameter updated exactly once") {
    for (const Scenario& scenario : tracedScenarios()) {
        CAPTURE(describe(scenario));
        const Network& network = scenario.network;
        std::multiset<Quantity> computed;
        for (const StepOutline& step : outlineSteps(scenario)) computed.insert(step.computes);
        std::vector<Quantity> expected{quantity::loss()};
        for (int l = 1; l <= network.depth(); ++l)
            for (int j = 0; j < network.units(l); ++j)
                for (const Quantity& q : {quantity::weightedSum(l, j), quantity::output(l, j), quantity::delta(l, j)})
                    expected.push_back(q);
        for (const Quantity& parameter : parameters(network)) {
            expected.push_back(gradientOf(parameter));
            expected.push_back(parameter);
        }
        for (int k = 0; network.outputs() > 1 && k < network.outputs(); ++k) expected.push_back(quantity::lossTerm(k));
        for (const Quantity& q : expected) {
            CAPTURE(toString(q));
            CHECK(computed.count(q) == 1);
        }
        CHECK(computed.size() == expected.size());
    }
}

TEST_CASE("the phases follow each other: forward, loss, backward, update") {
    for (const Scenario& scenario : tracedScenarios()) {
        CAPTURE(describe(scenario));
        Phase last = Phase::Forward;
        for (const StepOutline& step : outlineSteps(scenario)) {
            CHECK(phaseOf(step.rule) >= last);
            last = phaseOf(step.rule);
        }
        CHECK(last == Phase::Update);
    }
}

TEST_CASE("biases that are held fixed are derived but not updated") {
    for (Scenario scenario : tracedScenarios()) {
        CAPTURE(describe(scenario));
        scenario.training.updateBiases = false;
        int updatedWeights = 0, biasGradients = 0;
        Eigen::Index weights = 0, biases = 0;
        for (const Layer& layer : scenario.network.layers) {
            weights += layer.weights.size();
            biases += layer.biases.size();
        }
        for (const StepOutline& step : outlineSteps(scenario)) {
            if (step.rule == StepRule::Update) {
                CHECK(step.computes.kind == QuantityKind::Weight);
                ++updatedWeights;
            }
            biasGradients += step.rule == StepRule::BiasGradient;
        }
        CHECK(updatedWeights == weights);
        CHECK(biasGradients == biases);
    }
}

TEST_CASE("the value of every step is the iteration's, and an update's is the one training would make") {
    for (const Scenario& scenario : tracedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        const auto steps = trace(iteration, 4);
        CHECK(steps.size() == outlineSteps(scenario).size());
        for (const Step& step : steps) {
            CHECK_FALSE(step.failure.has_value());
            if (step.rule == StepRule::Update) {
                const double before = *scenario.network.parameter(step.computes);
                const double gradient = iteration.value(gradientOf(step.computes));
                REQUIRE(step.before.has_value());
                checkSameBits(toString(step.computes) + " before", *step.before, before);
                checkSameBits(toString(step.computes), step.value, before - scenario.training.learningRate * gradient);
            } else {
                CHECK_FALSE(step.before.has_value());
                checkSameBits(toString(step.computes), step.value, iteration.value(step.computes));
            }
        }
    }
}

void checkSameStep(const Step& a, const Step& b) {
    CHECK(a.index == b.index);
    CHECK(a.computes == b.computes);
    CHECK(a.symbols == b.symbols);
    CHECK(a.numbers == b.numbers);
    CHECK(a.result == b.result);
    CHECK(a.failure.has_value() == b.failure.has_value());
}

TEST_CASE("a range of steps is that part of the whole trace, and ends where the trace does") {
    for (const Scenario& scenario : tracedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        const auto all = trace(iteration, 6);
        const auto size = static_cast<std::int64_t>(all.size());
        // About twenty beginnings of a long trace: from each, all the rest is written.
        for (std::int64_t from = 0; from <= size; from += std::max<std::int64_t>(7, size / 20))
            for (const std::int64_t count : {0, 1, 5, 100000}) {
                const auto part = trace(iteration, 6, Notation::Scalar, from, count);
                REQUIRE(static_cast<std::int64_t>(part.size()) == std::min(count, size - from));
                for (std::size_t i = 0; i < part.size(); ++i)
                    checkSameStep(part[i], all[static_cast<std::size_t>(from) + i]);
            }
        CHECK(trace(iteration, 6, Notation::Scalar, size + 1, 5).empty());
    }
}

TEST_CASE("a range after a value that is not finite is empty; one over it ends with it") {
    Scenario scenario = makeScenario(2, {{2, "linear"}, {2, "linear"}}, "half_sse", 1);
    *scenario.network.parameter(quantity::weight(2, 1, 0)) = 1e308;
    *scenario.network.parameter(quantity::bias(1, 0)) = 1e10;
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    const StepList list(scenario);
    const auto failure = firstFailure(iteration, list);
    REQUIRE(failure.has_value());
    CHECK(failure->index == list.indexOf(quantity::weightedSum(2, 1)));
    CHECK(trace(iteration, 4).size() == static_cast<std::size_t>(failure->index) + 1);
    CHECK(trace(iteration, 4, Notation::Scalar, failure->index + 1, 3).empty());
    const auto part = trace(iteration, 4, Notation::Scalar, failure->index - 1, 10);
    REQUIRE(part.size() == 2);
    CHECK(part[1].failure->quantity == quantity::weightedSum(2, 1));
}

TEST_CASE("the formulas are well formed, and their ids are quantities of the network and name all that is read") {
    for (const Scenario& scenario : tracedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        for (const Step& step : trace(iteration, 4)) {
            INFO(step.symbols);
            INFO(step.numbers);
            for (const std::string& formula : {step.symbols, step.numbers, step.result}) {
                CHECK_FALSE(formula.empty());
                CHECK(bracesBalance(formula));
                for (const std::string& id : idsIn(formula)) {
                    CAPTURE(id);
                    CHECK((parseQuantity(id) && scenario.network.has(*parseQuantity(id))));
                }
            }
            CHECK(idsIn(step.symbols).count(toString(step.computes)) == 1);
            CHECK(idsIn(step.result) == std::set<std::string>{toString(step.computes)});
            const bool shortened = step.reads.size() > LatexWriter::maxTerms;  // long sums leave terms out
            for (const Quantity& read : step.reads) {
                CAPTURE(toString(read));
                CHECK((shortened || idsIn(step.symbols).count(toString(read)) == 1));
                CHECK((shortened || idsIn(step.numbers).count(toString(read)) == 1));
            }
        }
    }
}

TEST_CASE("where an update takes a batch, the trace of any of its samples ends in the update that training makes") {
    const auto reduction = GENERATE(BatchReduction::Mean, BatchReduction::Sum);
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        Scenario scenario = makeScenario(3, {{4, "tanh"}, {2, "sigmoid"}}, "bce", seed, 5);
        scenario.training.batchSize = 3;
        scenario.training.batchReduction = reduction;
        Session session(scenario);
        const auto steps = trace(session.iterationWithBatch(1), 4);
        const auto update = session.step();
        REQUIRE(update.ok());
        std::size_t updates = 0;
        for (const Step& step : steps) {
            if (step.rule != StepRule::Update) continue;
            const ParameterChange& change = update.value().changes.at(updates++);
            INFO("seed " << seed << ", " << toString(step.computes));
            CHECK(step.computes == change.id);
            checkSameBits("before", *step.before, change.before);
            checkSameBits("after", step.value, change.after);
            CHECK_THAT(step.symbols, ContainsSubstring("\\sum_{s=1}^{3}"));
        }
        CHECK(updates == update.value().changes.size());
    }
}

TEST_CASE("a batch with a sample that overflows ends the trace of another at its first update, naming the quantity") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "half_sse", 1, 2);
    scenario.training.batchSize = 2;
    *scenario.network.parameter(quantity::weight(1, 0, 0)) = 1e308;
    scenario.samples[0].x(0) = 1e-300;
    scenario.samples[1].x(0) = 1e10;
    Session session(scenario);
    const auto steps = trace(session.iterationWithBatch(0), 4);
    CHECK(steps.back().rule == StepRule::Update);
    REQUIRE(steps.back().failure.has_value());
    CHECK(steps.back().failure->quantity == quantity::weightedSum(1, 0));
    CHECK_FALSE(std::isfinite(steps.back().value));
}
