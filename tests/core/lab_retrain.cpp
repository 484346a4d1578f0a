// A run whose training or stop conditions become others while it goes on.

#include "catch.hpp"
#include "lab/run.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;
using lab::Run;
using lab::StopReason;
using lab::Stride;

namespace {

Scenario ofThatKind(OptimizerKind kind) {
    Scenario scenario = makeScenario(2, {{4, "tanh"}, {1, "sigmoid"}}, "bce", 6, 9);
    scenario.training.batchSize = 4;
    scenario.training.shuffle = true;
    scenario.training.learningRate = 0.1;
    scenario.training.optimizer.kind = kind;
    return scenario;
}

void checkSameRun(const Run& one, const Run& other) {
    CHECK(one.epochs() == other.epochs());
    CHECK(one.trainer().progress().iteration == other.trainer().progress().iteration);
    for (std::size_t p = 0; p < one.trainer().parameters().size(); ++p)
        checkSameBits("parameter", one.trainer().parameters()[p], other.trainer().parameters()[p]);
    REQUIRE(one.records().size() == other.records().size());
    for (std::size_t i = 0; i < one.records().size(); ++i)
        checkSameBits("loss", one.records()[i].loss, other.records()[i].loss);
}

constexpr OptimizerKind allKinds[] = {OptimizerKind::Sgd, OptimizerKind::Momentum, OptimizerKind::Adam};

}  // namespace

TEST_CASE("another training goes on with parameters, moments and counts: every update is that of the teaching path") {
    Training other = ofThatKind(OptimizerKind::Sgd).training;
    other.learningRate = 0.03;
    other.batchSize = 5;
    other.optimizer.momentum = 0.5;
    other.optimizer.beta1 = 0.8;
    other.optimizer.weightDecay = 0.01;
    other.optimizer.schedule = {.kind = ScheduleKind::Step, .epochs = 2, .factor = 0.5};
    for (const OptimizerKind from : allKinds)
        for (const OptimizerKind to : allKinds) {
            INFO("from " << static_cast<int>(from) << " to " << static_cast<int>(to));
            Run run(ofThatKind(from), {}, {});
            Scenario scenario = ofThatKind(from);
            Trainer teaching(scenario);
            // Seven updates end within an epoch.
            for (int update = 0; update < 7; ++update) {
                run.advance(Stride::Batch);
                REQUIRE_FALSE(teaching.update().has_value());
            }
            other.optimizer.kind = to;
            run.retrain(other);
            scenario.training = other;
            if (to != from) scenario.state = {};
            teaching.restart(teaching.progress());
            for (int update = 0; update < 12; ++update) {
                run.advance(Stride::Batch);
                REQUIRE_FALSE(teaching.update().has_value());
                checkClose("loss", run.batchLoss(), teaching.result().loss, 1e-12);
            }
            CHECK(run.trainer().progress().iteration == 19);
            CHECK(run.trainer().progress().epoch == teaching.progress().epoch);
            CHECK(run.trainer().learningRate() == other.optimizer.schedule.at(0.03, teaching.progress().epoch));
            Network got = scenario.network;
            run.trainer().writeParameters(got);
            for (int l = 1; l <= got.depth(); ++l)
                for (int j = 0; j < got.units(l); ++j)
                    for (int i = 0; i < got.units(l - 1); ++i) {
                        const Quantity weight = quantity::weight(l, j, i);
                        checkClose(toString(weight), *got.parameter(weight), *scenario.network.parameter(weight),
                                   1e-10);
                    }
        }
}

TEST_CASE("the same training once more changes nothing, to the bit, and no taken sample is given back") {
    for (const OptimizerKind kind : allKinds) {
        Run one(ofThatKind(kind), {}, {}), other(ofThatKind(kind), {}, {});
        for (int epoch = 0; epoch < 3; ++epoch) {
            for (Run* run : {&one, &other}) run->advance(Stride::Sample);
            one.retrain(ofThatKind(kind).training);
            CHECK(one.trainer().taken() == 1);
            for (Run* run : {&one, &other}) run->advance(Stride::Epoch);
        }
        checkSameRun(one, other);
    }
}

TEST_CASE("samples that are taken of a batch are given back when the batch is another one") {
    Run run(ofThatKind(OptimizerKind::Sgd), {}, {});
    for (int i = 0; i < 3; ++i) run.advance(Stride::Sample);
    Training larger = ofThatKind(OptimizerKind::Sgd).training;
    larger.batchSize = 6;
    run.retrain(larger);
    CHECK(run.trainer().taken() == 0);
    Scenario scenario = ofThatKind(OptimizerKind::Sgd);
    scenario.training = larger;
    Run fresh(scenario, {}, {});
    run.advance(Stride::Epoch);
    fresh.advance(Stride::Epoch);
    checkSameRun(run, fresh);
}

TEST_CASE("stop conditions change nothing else, and hold by the epochs that are finished") {
    Run one(ofThatKind(OptimizerKind::Adam), {}, {}), other(ofThatKind(OptimizerKind::Adam), {}, {});
    one.setStop({.loss = 100.0});
    CHECK(one.stopped() == StopReason::None);
    for (Run* run : {&one, &other}) run->advance(Stride::Epoch);
    CHECK(one.stopped() == StopReason::Loss);
    one.setStop({.epochs = 4});
    CHECK(one.stopped() == StopReason::None);
    for (Run* run : {&one, &other})
        for (int epoch = 0; epoch < 3; ++epoch) run->advance(Stride::Epoch);
    CHECK(one.stopped() == StopReason::Epochs);
    one.setStop({.epochs = 2});
    CHECK(one.stopped() == StopReason::Epochs);
    one.setStop({});
    for (Run* run : {&one, &other}) run->advance(Stride::Sample);
    one.setStop({.epochs = 100});
    CHECK(one.trainer().taken() == 1);
    for (Run* run : {&one, &other}) run->advance(Stride::Epoch);
    checkSameRun(one, other);
}

TEST_CASE("a run without progress stops only after as many epochs with another training") {
    Scenario still = ofThatKind(OptimizerKind::Sgd);
    still.training.learningRate = 0.0;
    still.training.shuffle = false;
    Run run(still, {.epochsWithoutProgress = 5}, {});
    for (int epoch = 0; epoch < 5; ++epoch) run.advance(Stride::Epoch);
    CHECK(run.stopped() == StopReason::None);
    still.training.optimizer.momentum = 0.5;
    run.retrain(still.training);
    for (int epoch = 0; epoch < 4; ++epoch) run.advance(Stride::Epoch);
    CHECK(run.stopped() == StopReason::None);
    run.advance(Stride::Epoch);
    CHECK(run.stopped() == StopReason::NoProgress);
    CHECK(run.epochs() == 10);
}

TEST_CASE("a run that has stopped without progress goes on with another training, and counts anew") {
    Scenario still = ofThatKind(OptimizerKind::Sgd);
    still.training.learningRate = 0.0;
    still.training.shuffle = false;
    Run run(still, {.epochsWithoutProgress = 3}, {});
    while (run.stopped() == StopReason::None) run.advance(Stride::Epoch);
    const std::int64_t epochs = run.epochs();
    run.retrain(still.training);
    CHECK(run.stopped() == StopReason::None);
    while (run.stopped() == StopReason::None) run.advance(Stride::Epoch);
    CHECK(run.stopped() == StopReason::NoProgress);
    CHECK(run.epochs() == epochs + 3);
}

TEST_CASE("sums over batches of another size are added to no epoch that has begun, and nothing is judged by them") {
    Scenario scenario = ofThatKind(OptimizerKind::Sgd);
    scenario.training.batchReduction = BatchReduction::Sum;
    scenario.training.batchSize = 1;
    scenario.training.learningRate = 0.0;
    Run run(scenario, {}, {});
    run.advance(Stride::Epoch);
    for (int update = 0; update < 3; ++update) run.advance(Stride::Batch);
    scenario.training.batchSize = 6;
    run.retrain(scenario.training);
    run.setStop({.loss = 2.0});  // a sum over one sample is less, one over six is more
    CHECK(run.stopped() == StopReason::None);
    run.advance(Stride::Epoch);
    REQUIRE(run.epochs() == 2);
    CHECK(run.records().back().loss > 2.0);
    CHECK(run.stopped() == StopReason::None);
    run.advance(Stride::Epoch);
    CHECK(run.bestEpoch() >= 1);
}

TEST_CASE("each epoch has one row of sizes, also where its last batch becomes another one") {
    for (const auto& [before, after] : {std::pair{9, 3}, {3, 9}}) {
        INFO("batches of " << before << ", then of " << after);
        Scenario scenario = ofThatKind(OptimizerKind::Sgd);
        scenario.training.batchSize = before;
        Run run(scenario, {}, {});
        run.advance(Stride::Sample);
        scenario.training.batchSize = after;
        run.retrain(scenario.training);
        for (int epoch = 0; epoch < 3; ++epoch) run.advance(Stride::Epoch);
        const lab::ThinnedRows& rows = run.watch().sizes();
        REQUIRE(rows.count() == 3);
        for (std::size_t i = 0; i < 3; ++i) CHECK(rows.row(i)[0] == static_cast<double>(i));
    }
}

TEST_CASE("sums over batches of another size are no measure for the lowest loss") {
    Scenario scenario = ofThatKind(OptimizerKind::Sgd);
    scenario.training.batchReduction = BatchReduction::Sum;
    scenario.training.batchSize = 1;
    Run run(scenario, {}, {});
    for (int epoch = 0; epoch < 3; ++epoch) run.advance(Stride::Epoch);
    REQUIRE(run.bestEpoch() >= 0);
    scenario.training.batchSize = 9;
    run.retrain(scenario.training);
    CHECK(run.bestEpoch() == -1);
    CHECK(run.bestParameters().empty());
    run.advance(Stride::Epoch);
    CHECK(run.bestEpoch() == 3);
}

TEST_CASE("a number that is not finite stops a run for good, whatever its training is then") {
    Scenario diverging = makeScenario(1, {{1, "linear"}}, "mse", 1, 3);
    diverging.training.learningRate = 1e6;
    Run run(diverging, {}, {});
    while (run.stopped() == StopReason::None) run.advance(Stride::Epoch);
    diverging.training.learningRate = 1e-6;
    run.retrain(diverging.training);
    run.setStop({});
    CHECK(run.stopped() == StopReason::NonFinite);
}
