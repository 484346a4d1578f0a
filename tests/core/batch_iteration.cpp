// The steps of a batch: sums over its samples, their mean, and the update that training then makes.

#include "training/batch_iteration.hpp"

#include <cmath>
#include <map>

#include "catch.hpp"
#include "session/session.hpp"
#include "support/latex_ids.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "writing/trace.hpp"

using namespace backprop;
using namespace support;

// Its short names are its own: several files are compiled together.
namespace batch_iteration_test {

namespace {

constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();

Scenario batchOfThree(std::uint32_t seed, BatchReduction reduction) {
    Scenario scenario = makeScenario(3, {{4, "tanh"}, {2, "sigmoid"}}, "bce", seed, 5);
    scenario.training.batchSize = 3;
    scenario.training.batchReduction = reduction;
    scenario.training.shuffle = seed % 2 == 0;
    scenario.training.updateBiases = seed % 3 != 0;
    return scenario;
}

void checkSameStep(const Step& a, const Step& b) {
    INFO(toString(a.computes) << " and " << toString(b.computes));
    CHECK(a.index == b.index);
    CHECK(a.sample == b.sample);
    CHECK(a.computes == b.computes);
    CHECK(a.symbols == b.symbols);
    CHECK(a.numbers == b.numbers);
    checkSameBits("value", a.value, b.value);
}

}  // namespace

TEST_CASE("the batch's steps end in the update that training makes, to the bit") {
    const auto reduction = GENERATE(BatchReduction::Mean, BatchReduction::Sum);
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        Session session(batchOfThree(seed, reduction));
        const auto steps = trace(session.batchIteration(), 4, Notation::Scalar, 0, all);
        CHECK(static_cast<std::int64_t>(steps.size()) == session.batchIteration().steps().size());
        std::map<Quantity, double> last;
        for (const Step& step : steps) last[step.computes] = step.value;
        const auto update = session.step();
        REQUIRE(update.ok());
        const bool mean = reduction == BatchReduction::Mean;
        checkSameBits("L", last[{mean ? QuantityKind::LossMean : QuantityKind::LossTotal}], update.value().loss);
        for (const ParameterChange& change : update.value().changes) {
            INFO("seed " << seed << ", " << toString(change.id));
            checkSameBits("gradient", last[reducedGradientOf(change.id, reduction)], change.gradient);
            checkSameBits("after", last[change.id], change.after);
        }
    }
}

TEST_CASE("each sample's part is its own trace; then its loss and gradients are added to the sums before") {
    Session session(batchOfThree(4, BatchReduction::Mean));
    BatchIteration& batch = session.batchIteration();
    std::map<Quantity, double> sums;
    for (std::size_t p = 0; p < batch.samples().size(); ++p) {
        const int sample = batch.samples()[p];
        const Iteration own =
            runIteration(session.scenario(), session.scenario().samples[static_cast<std::size_t>(sample)]);
        const auto first = static_cast<std::int64_t>(p) * batch.steps().sampleSize();
        const auto alone = trace(own, 4);
        for (const Step& step : trace(batch, 4, Notation::Scalar, first, batch.steps().sampleSize())) {
            CHECK(step.sample == sample);
            if (step.rule != StepRule::Accumulate) {
                CHECK(step.symbols == alone[static_cast<std::size_t>(step.index - first)].symbols);
                checkSameBits(toString(step.computes), step.value, own.value(step.computes));
                continue;
            }
            INFO(step.symbols << " " << step.numbers);
            REQUIRE(step.reads.size() == 2);
            CHECK(step.reads[0] == step.computes);
            checkSameBits("before", *step.before, sums[step.computes]);
            sums[step.computes] += own.value(step.reads[1]);
            checkSameBits(toString(step.computes), step.value, sums[step.computes]);
        }
    }
}

TEST_CASE("whatever a step of a batch reads is given or was computed before, and its formulas name it") {
    for (const auto reduction : {BatchReduction::Mean, BatchReduction::Sum}) {
        Session session(batchOfThree(5, reduction));
        std::set<Quantity> known;
        for (const Step& step : trace(session.batchIteration(), 4, Notation::Scalar, 0, all)) {
            INFO(step.symbols << "  " << step.numbers);
            CHECK(bracesBalance(step.symbols));
            CHECK(bracesBalance(step.numbers));
            CHECK(idsIn(step.symbols).count(toString(step.computes)) == 1);
            for (const Quantity& read : step.reads) {
                CAPTURE(toString(read));
                const bool begins = step.rule == StepRule::Accumulate && read == step.computes;
                const bool given = read.kind == QuantityKind::Input || read.kind == QuantityKind::Target ||
                                   read.kind == QuantityKind::Weight || read.kind == QuantityKind::Bias ||
                                   read.kind == QuantityKind::LearningRate;
                CHECK((given || begins || known.count(read) == 1));
                CHECK(idsIn(step.symbols).count(toString(read)) == 1);
                CHECK(idsIn(step.numbers).count(toString(read)) == 1);
            }
            known.insert(step.computes);
        }
    }
}

TEST_CASE("in matrices an update subtracts the mean of a mean batch and the sum of a sum batch, by its own id") {
    const auto reduction = GENERATE(BatchReduction::Mean, BatchReduction::Sum);
    const bool mean = reduction == BatchReduction::Mean;
    Session session(batchOfThree(4, reduction));
    const auto check = [&](const Step& step, double gradient) {
        INFO(step.symbols << "  " << step.numbers);
        const Quantity reduced = reducedGradientOf(step.computes, reduction);
        CHECK((step.symbols.find("\\overline") != std::string::npos) == mean);
        CHECK((step.symbols.find("\\sum_s") != std::string::npos) == !mean);
        CHECK(step.numbers.find("id=" + toString(reduced) + ",value=" + printFull(gradient)) != std::string::npos);
        CHECK(idsIn(step.numbers).count(toString(gradientOf(step.computes))) == 0);
    };
    BatchIteration& batch = session.batchIteration();
    std::map<Quantity, double> gradients;
    int updates = 0;
    for (const Step& step : trace(batch, 4, Notation::Matrices, 0, all)) {
        gradients[step.computes] = step.value;
        if (step.rule != StepRule::Update) continue;
        ++updates;
        check(step, gradients.at(reducedGradientOf(step.computes, reduction)));
    }
    CHECK(updates == 3 * 4 + 4 + 4 * 2 + 2);
    for (const Step& step : trace(session.iterationWithBatch(session.nextBatch()[0]), 4, Notation::Matrices))
        if (step.rule == StepRule::Update) check(step, gradients.at(reducedGradientOf(step.computes, reduction)));
}

TEST_CASE("any range in any order gives the same steps: back is as exact as forward") {
    Session session(batchOfThree(6, BatchReduction::Mean));
    BatchIteration& batch = session.batchIteration();
    const auto whole = trace(batch, 5, Notation::Scalar, 0, all);
    Draw draw(20260101);
    for (int round = 0; round < 200; ++round) {
        const int from = draw.integer(0, static_cast<int>(whole.size()) - 1), count = draw.integer(1, 40);
        CAPTURE(round, from, count);
        const auto part = trace(batch, 5, Notation::Scalar, from, count);
        REQUIRE(part.size() ==
                std::min(static_cast<std::size_t>(count), whole.size() - static_cast<std::size_t>(from)));
        for (std::size_t i = 0; i < part.size(); ++i) checkSameStep(part[i], whole[static_cast<std::size_t>(from) + i]);
    }
}

TEST_CASE("going back in a batch too large to keep every sum gives the same bits") {
    Scenario scenario = makeScenario(300, {{300, "tanh"}, {1, "linear"}}, "mse", 3, 100);
    scenario.training.batchSize = 100;
    Session session(scenario);
    BatchIteration& batch = session.batchIteration();
    const Quantity sum = reducedGradientOf(quantity::weight(1, 7, 7), BatchReduction::Sum);
    std::vector<double> forward;
    for (int p = 0; p < 100; ++p)
        forward.push_back(trace(batch, 4, Notation::Scalar, *batch.steps().indexOf(sum, p), 1)[0].value);
    for (int p = 99; p >= 0; --p)
        checkSameBits("sum", trace(batch, 4, Notation::Scalar, *batch.steps().indexOf(sum, p), 1)[0].value,
                      forward[static_cast<std::size_t>(p)]);
}

TEST_CASE("a batch of one sample is the trace of that sample") {
    Scenario scenario = batchOfThree(7, BatchReduction::Mean);
    scenario.training.batchSize = 1;
    Session session(scenario);
    BatchIteration& batch = session.batchIteration();
    const int sample = batch.samples().at(0);
    const auto alone = trace(session.iterationWithBatch(sample), 4);
    const auto steps = trace(batch, 4, Notation::Scalar, 0, all);
    REQUIRE(steps.size() == alone.size());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        CHECK(steps[i].sample == sample);
        CHECK(steps[i].symbols == alone[i].symbols);
        checkSameBits("value", steps[i].value, alone[i].value);
    }
}

TEST_CASE("a batch stops at the sample that overflows, with the quantity that did") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "half_sse", 1, 3);
    scenario.training.batchSize = 3;
    *scenario.network.parameter(quantity::weight(1, 0, 0)) = 1e308;
    for (Sample& sample : scenario.samples) sample.x(0) = 1e-300;
    scenario.samples[1].x(0) = 1e10;
    Session session(scenario);
    BatchIteration& batch = session.batchIteration();
    REQUIRE(batch.failure().has_value());
    CHECK(batch.failure()->error.quantity == quantity::weightedSum(1, 0));
    CHECK(batch.steps().positionOf(batch.failure()->index) == 1);
    const auto steps = trace(batch, 4, Notation::Scalar, 0, all);
    CHECK(static_cast<std::int64_t>(steps.size()) == batch.length());
    CHECK(steps.back().sample == 1);
    CHECK(steps.back().failure.has_value());
    CHECK(trace(batch, 4, Notation::Scalar, batch.length(), 5).empty());
}

TEST_CASE("a sum that overflows, and an update that does, are where the batch stops") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "half_sse", 1, 2);
    scenario.training.batchSize = 2;
    *scenario.network.parameter(quantity::weight(1, 0, 0)) = 0.0;
    for (Sample& sample : scenario.samples) {
        sample.x(0) = 1e200;
        sample.t(0) = 1e108;
    }
    SECTION("the sum") {
        for (Sample& sample : scenario.samples) sample.t(0) = 1.2e108;
        Session session(scenario);
        const auto& failure = session.batchIteration().failure();
        REQUIRE(failure.has_value());
        CHECK(toString(failure->error.quantity) == "sumdw.1.0.0");
        CHECK(trace(session.batchIteration(), 4, Notation::Scalar, failure->index, 1)[0].failure.has_value());
    }
    SECTION("the update") {
        for (Sample& sample : scenario.samples) sample.t(0) = 1e107;
        scenario.training.learningRate = 1e10;
        Session session(scenario);
        const auto& failure = session.batchIteration().failure();
        REQUIRE(failure.has_value());
        CHECK(toString(failure->error.quantity) == "w.1.0.0");
        CHECK(trace(session.batchIteration(), 4, Notation::Scalar, failure->index, 1)[0].failure.has_value());
    }
}

}  // namespace batch_iteration_test
