// The list of steps: every number leads to one step and back, and none is written for it.

#include "training/step_list.hpp"

#include <set>

#include "catch.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

Scenario randomBatch(std::uint32_t seed, BatchReduction reduction) {
    Scenario scenario = randomScenario(seed);
    scenario.training.batchReduction = reduction;
    scenario.training.updateBiases = seed % 3 != 0;
    return scenario;
}

}  // namespace

TEST_CASE("the number of a step leads to what it computes, and that back to the number") {
    const auto reduction = GENERATE(BatchReduction::Mean, BatchReduction::Sum);
    const int samples = GENERATE(1, 2, 5);
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const Scenario scenario = randomBatch(seed, reduction);
        CAPTURE(describe(scenario), samples);
        const StepList list(scenario, samples);
        std::set<std::pair<int, Quantity>> seen;
        for (std::int64_t i = 0; i < list.size(); ++i) {
            const StepOutline step = list.at(i);
            const int position = list.positionOf(i);
            CAPTURE(i, toString(step.computes), position);
            CHECK(scenario.network.has(step.computes));
            CHECK(list.indexOf(step.computes, position) == i);
            seen.insert({position, step.computes});
        }
        CHECK(static_cast<std::int64_t>(seen.size()) == list.size());
    }
}

TEST_CASE("the blocks follow each other without a gap, each step in the phase of its rule") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const Scenario scenario = randomBatch(seed, BatchReduction::Mean);
        CAPTURE(describe(scenario));
        const StepList list(scenario, 3);
        std::int64_t next = 0;
        for (const StepBlock& block : list.sampleBlocks()) {
            CHECK(block.start == next);
            for (std::int64_t i = 0; i < block.size(); ++i)
                CHECK(phaseOf(list.at(block.start + i).rule) == block.phase);
            next += block.size();
        }
        CHECK(next == list.sampleSize());
    }
}

TEST_CASE("what no step computes has no number") {
    Scenario scenario = articleNetwork("mse");
    scenario.training.updateBiases = false;
    const StepList one(scenario), three(scenario, 3);
    CHECK_FALSE(one.indexOf(quantity::input(0)).has_value());
    CHECK_FALSE(one.indexOf(quantity::learningRate()).has_value());
    CHECK_FALSE(one.indexOf(quantity::bias(1, 0)).has_value());
    CHECK_FALSE(one.indexOf({QuantityKind::LossTotal}).has_value());
    CHECK(three.indexOf({QuantityKind::LossTotal}, 0).has_value());
}

TEST_CASE("a network of a million parameters has its three million steps in a few blocks") {
    Scenario scenario;
    scenario.network.inputs = 1024;
    scenario.loss = &loss("mse");
    scenario.network.layers.push_back({&activation("tanh"), Matrix::Zero(1000, 1024), Vector::Zero(1000)});
    scenario.network.layers.push_back({&activation("tanh"), Matrix::Zero(20, 1000), Vector::Zero(20)});
    const StepList list(scenario);
    const std::int64_t parameters = scenario.network.parameterCount();
    CHECK(list.size() == 3 * 1020 + 2 * parameters + 21);
    CHECK(list.sampleBlocks().size() + list.restBlocks().size() == 8);
    CHECK(list.at(list.size() - 1).computes == quantity::bias(2, 19));
    CHECK(list.indexOf(quantity::weightGradient(1, 999, 1023)) == list.size() - parameters - 2);
}
