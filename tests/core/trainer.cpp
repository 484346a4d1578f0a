// Training in batches: which samples are taken, how they are reduced, and that an update uses the old values.

#include "training/trainer.hpp"

#include <numeric>
#include <set>

#include "catch.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "training/iteration.hpp"

using namespace backprop;
using namespace support;

namespace {

Scenario withSamples(int samples, int batchSize, BatchReduction reduction, std::uint32_t seed = 5) {
    Scenario scenario = makeScenario(3, {{4, "tanh"}, {2, "sigmoid"}}, "bce", seed, samples);
    scenario.training.batchSize = batchSize;
    scenario.training.batchReduction = reduction;
    return scenario;
}

/// The next epoch's batches.
std::vector<std::vector<int>> epochOf(Trainer& trainer) {
    std::vector<std::vector<int>> batches;
    const auto epoch = trainer.progress().epoch;
    while (trainer.progress().epoch == epoch) {
        batches.push_back(trainer.nextBatch());
        REQUIRE_FALSE(trainer.update().has_value());
    }
    return batches;
}

std::vector<int> joined(const std::vector<std::vector<int>>& batches) {
    std::vector<int> all;
    for (const auto& batch : batches) all.insert(all.end(), batch.begin(), batch.end());
    return all;
}

std::vector<int> upTo(int count) {
    std::vector<int> all(static_cast<std::size_t>(count));
    std::iota(all.begin(), all.end(), 0);
    return all;
}

}  // namespace

TEST_CASE("an update takes all gradients with the old values, then changes all parameters at once") {
    for (std::uint32_t seed = 1; seed <= 30; ++seed) {
        Scenario scenario = randomScenario(seed);
        INFO("seed " << seed << ": " << describe(scenario));
        const Scenario before = scenario;
        const Iteration old = runIteration(before, before.samples[0]);
        std::vector<double> gradients;
        for (const Quantity& id : parameters(before.network)) gradients.push_back(old.value(gradientOf(id)));
        Trainer trainer(scenario);
        REQUIRE_FALSE(trainer.update().has_value());
        std::size_t n = 0;
        for (const Quantity& id : parameters(before.network)) {
            const double expected = *before.network.parameter(id) - before.training.learningRate * gradients[n++];
            checkSameBits(toString(id), *scenario.network.parameter(id), expected);
        }
    }
}

TEST_CASE("a batch's loss and gradients are the samples' own, averaged or added up") {
    const BatchReduction reduction = GENERATE(BatchReduction::Mean, BatchReduction::Sum);
    Scenario scenario = withSamples(7, 7, reduction);
    Trainer trainer(scenario);
    const std::vector<int> samples = GENERATE(values<std::vector<int>>({{0}, {1, 3}, {6, 0, 2, 5}, {4, 4, 4}}));
    const auto result = trainer.evaluate(samples);
    REQUIRE(result.ok());
    const double divisor = reduction == BatchReduction::Mean ? static_cast<double>(samples.size()) : 1.0;
    double lossSum = 0.0;
    for (const int i : samples)
        lossSum += runIteration(scenario, scenario.samples[static_cast<std::size_t>(i)]).pass.loss;
    checkClose("L", result.value()->loss, lossSum / divisor, 1e-14);
    for (const Quantity& id : parameters(scenario.network)) {
        double total = 0.0, size = 0.0;
        for (const int i : samples) {
            const Iteration it = runIteration(scenario, scenario.samples[static_cast<std::size_t>(i)]);
            total += it.value(gradientOf(id));
            size += std::abs(it.value(gradientOf(id)));
        }
        checkWithin(toString(gradientOf(id)), result.value()->gradients.at(id), total / divisor, 1e-15 * size);
    }
}

TEST_CASE("the last batch of an epoch holds what is left over") {
    Scenario scenario = withSamples(7, 3, BatchReduction::Mean);
    Trainer trainer(scenario);
    const std::vector<std::vector<int>> expected{{0, 1, 2}, {3, 4, 5}, {6}};
    CHECK(epochOf(trainer) == expected);
    CHECK(trainer.progress().epoch == 1);
    CHECK(trainer.progress().iteration == 3);
    CHECK(trainer.progress().position == 0);
    CHECK(epochOf(trainer) == expected);
    CHECK(trainer.progress().iteration == 6);
}

TEST_CASE("the mean of a smaller last batch is over its own samples") {
    Scenario scenario = withSamples(3, 2, BatchReduction::Mean);
    Trainer trainer(scenario);
    REQUIRE_FALSE(trainer.update().has_value());
    const Iteration alone = runIteration(scenario, scenario.samples[2]);
    REQUIRE_FALSE(trainer.update().has_value());
    checkSameBits("loss of the last batch", trainer.result().loss, alone.pass.loss);
}

TEST_CASE("a batch larger than the samples takes them all") {
    Scenario scenario = withSamples(3, 2147483647, BatchReduction::Sum);
    Trainer trainer(scenario);
    CHECK(epochOf(trainer) == std::vector<std::vector<int>>{{0, 1, 2}});
}

TEST_CASE("a shuffled epoch takes every sample once, each epoch in an order of its own") {
    Scenario scenario = withSamples(20, 3, BatchReduction::Mean);
    scenario.training.shuffle = true;
    scenario.training.shuffleSeed = GENERATE(0u, 1u, 42u, 0xffffffffu);
    Trainer trainer(scenario);
    std::set<std::vector<int>> orders;
    for (int epoch = 0; epoch < 20; ++epoch) {
        std::vector<int> order = joined(epochOf(trainer));
        orders.insert(order);
        std::sort(order.begin(), order.end());
        CHECK(order == upTo(20));
    }
    CHECK(orders.size() == 20);
}

TEST_CASE("the order is the seed's: the same again for the same seed, another for another") {
    const auto orders = [](std::uint32_t seed) {
        Scenario scenario = withSamples(12, 5, BatchReduction::Mean);
        scenario.training.shuffle = true;
        scenario.training.shuffleSeed = seed;
        Trainer trainer(scenario);
        std::vector<std::vector<int>> all;
        for (int epoch = 0; epoch < 5; ++epoch) all.push_back(joined(epochOf(trainer)));
        return all;
    };
    CHECK(orders(3) == orders(3));
    CHECK(orders(3) != orders(4));
}

TEST_CASE("the order of an epoch can be had without those before it") {
    Scenario scenario = withSamples(12, 5, BatchReduction::Mean);
    scenario.training.shuffle = true;
    Trainer walked(scenario), jumped(scenario);
    for (int epoch = 0; epoch < 4; ++epoch) epochOf(walked);
    jumped.setProgress(walked.progress());
    CHECK(jumped.nextBatch() == walked.nextBatch());
}

TEST_CASE("every place in the order is equally likely for every sample") {
    constexpr int count = 5, epochs = 5000;
    Scenario scenario = withSamples(count, count, BatchReduction::Mean);
    scenario.training.shuffle = true;
    scenario.training.learningRate = 0.0;
    Trainer trainer(scenario);
    std::vector<std::vector<int>> seen(count, std::vector<int>(count, 0));
    for (int epoch = 0; epoch < epochs; ++epoch) {
        trainer.setProgress({epoch, epoch, 0});
        const std::vector<int>& order = trainer.nextBatch();
        for (std::size_t place = 0; place < order.size(); ++place)
            ++seen[place][static_cast<std::size_t>(order[place])];
    }
    // 1000 expected, standard deviation 28.
    for (const auto& row : seen)
        for (const int times : row) CHECK(std::abs(times - epochs / count) < 170);
}

TEST_CASE("biases held fixed keep their bits while the weights learn") {
    Scenario scenario = withSamples(5, 2, BatchReduction::Mean);
    scenario.training.updateBiases = false;
    const Scenario before = scenario;
    Trainer trainer(scenario);
    for (int epoch = 0; epoch < 3; ++epoch) epochOf(trainer);
    for (const Quantity& id : parameters(before.network)) {
        CAPTURE(toString(id));
        const bool same = bitsOf(*scenario.network.parameter(id)) == bitsOf(*before.network.parameter(id));
        CHECK(same == (id.kind == QuantityKind::Bias));
    }
}

TEST_CASE("the loss alone is that of the gradients to the bit, for both reductions and any number of samples") {
    const auto reduction = GENERATE(BatchReduction::Mean, BatchReduction::Sum);
    for (const int samples : {1, 2, 7}) {
        Scenario scenario = withSamples(samples, 1, reduction);
        Trainer trainer(scenario);
        const double loss = trainer.loss(upTo(samples)).value();
        CAPTURE(samples);
        checkSameBits("loss", loss, trainer.evaluate(upTo(samples)).value()->loss);
    }
}

TEST_CASE("the loss alone is there where only a gradient overflows, and names what a forward pass overflows in") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "mse", 1, 2);
    scenario.network.layers[0].weights(0, 0) = 1e-10;
    scenario.network.layers[0].biases(0) = 0.0;
    scenario.samples[1].x(0) = 1e160;
    scenario.samples[1].t(0) = -1e150;
    Trainer trainer(scenario);
    CHECK(trainer.evaluate({1}).error().quantity == quantity::weightGradient(1, 0, 0));
    CHECK(std::isfinite(trainer.loss({1}).value()));

    scenario.network.layers[0].weights(0, 0) = 1e200;
    const Error loss = trainer.loss({1}).error(), gradients = trainer.evaluate({1}).error();
    CHECK(loss.quantity == quantity::weightedSum(1, 0));
    CHECK(loss.quantity == gradients.quantity);
    CHECK(loss.cause == gradients.cause);
    CHECK(loss.sample == gradients.sample);
}
