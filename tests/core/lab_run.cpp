// A run of the lab: how far it goes, when it stops, what it keeps; and the outputs over a grid.

#include "catch.hpp"
#include "lab/output_grid.hpp"
#include "lab/run.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;
using lab::Run;
using lab::StopReason;
using lab::Stride;

namespace {

Scenario ofTheRun() {
    Scenario scenario = makeScenario(2, {{4, "tanh"}, {1, "sigmoid"}}, "bce", 6, 9);
    scenario.training.batchSize = 4;
    scenario.training.shuffle = true;
    return scenario;
}

}  // namespace

TEST_CASE("a run has the losses of a session's training, epoch by epoch, and those of its test samples") {
    const Scenario scenario = ofTheRun();
    Run run(scenario, {}, {scenario.samples[0], scenario.samples[5]});
    Scenario other = scenario;
    Trainer teaching(other);
    for (int epoch = 0; epoch < 5; ++epoch) {
        run.advance(Stride::Epoch);
        EpochSoFar expected;
        while (teaching.progress().epoch == epoch) {
            REQUIRE_FALSE(teaching.update().has_value());
            expected.total += teaching.result().loss;
            ++expected.updates;
        }
        REQUIRE(run.records().size() == static_cast<std::size_t>(epoch + 1));
        checkClose("loss", run.records().back().loss, expected.total / expected.updates, 1e-12);
        checkClose("loss of the test", run.records().back().testLoss, teaching.loss({0, 5}).value(), 1e-12);
    }
    checkClose("loss of all", run.score(run.samples(), 0.5).loss, teaching.loss({0, 1, 2, 3, 4, 5, 6, 7, 8}).value(),
               1e-12);
}

TEST_CASE("a run goes on by samples, batches, epochs and time, and two of one scenario are the same to the bit") {
    Run one(ofTheRun(), {}, {}), other(ofTheRun(), {}, {});
    one.advance(Stride::Sample);
    CHECK(one.trainer().taken() == 1);
    for (int i = 0; i < 3; ++i) one.advance(Stride::Sample);
    CHECK(one.trainer().progress().iteration == 1);
    one.advance(Stride::Batch);
    CHECK(one.trainer().progress().iteration == 2);
    one.advance(Stride::Epoch);
    CHECK(one.records().size() == 1);
    int asked = 0;
    static int* count = nullptr;
    count = &asked;
    one.advanceWhile([](double until) { return ++*count < static_cast<int>(until); }, 3.0);
    CHECK(asked == 3);
    while (other.trainer().progress().iteration < one.trainer().progress().iteration) other.advance(Stride::Batch);
    for (std::size_t p = 0; p < one.trainer().parameters().size(); ++p)
        checkClose("parameter", one.trainer().parameters()[p], other.trainer().parameters()[p], 1e-10);
}

TEST_CASE("a run stops at a loss, after epochs, without progress, or at the first number that is not finite") {
    const auto stopped = [](const Scenario& scenario, const lab::StopConditions& stop) {
        Run run(scenario, stop, {});
        for (int epoch = 0; epoch < 100000 && run.stopped() == StopReason::None; ++epoch) run.advance(Stride::Epoch);
        const auto epochs = run.epochs();
        run.advance(Stride::Epoch);
        CHECK(run.epochs() == epochs);
        if (run.stopped() == StopReason::Loss) CHECK(run.records().back().loss <= 0.3);
        if (run.stopped() == StopReason::Epochs) CHECK(epochs == 7);
        if (run.stopped() == StopReason::NonFinite) CHECK(run.error()->code == ErrorCode::NonFinite);
        return run.stopped();
    };
    CHECK(stopped(makeScenario(1, {{1, "linear"}}, "mse", 1, 1), {.loss = 0.3}) == StopReason::Loss);
    CHECK(stopped(ofTheRun(), {.epochs = 7}) == StopReason::Epochs);
    Scenario still = ofTheRun();
    still.training.learningRate = 0.0;
    CHECK(stopped(still, {.epochsWithoutProgress = 5}) == StopReason::NoProgress);
    Scenario diverging = makeScenario(1, {{1, "linear"}}, "mse", 1, 3);
    diverging.training.learningRate = 1e6;
    CHECK(stopped(diverging, {}) == StopReason::NonFinite);
}

TEST_CASE("a run that goes on after a stop leaves out the condition that held, and no other") {
    Run run(ofTheRun(), {.loss = 100.0, .epochs = 3}, {});
    run.advance(Stride::Epoch);
    CHECK(run.stopped() == StopReason::Loss);
    run.resume();
    for (int epoch = 0; epoch < 5; ++epoch) run.advance(Stride::Epoch);
    CHECK(run.stopped() == StopReason::Epochs);
    CHECK(run.epochs() == 3);
    run.resume();
    run.advance(Stride::Epoch);
    CHECK(run.stopped() == StopReason::None);
    CHECK(run.epochs() == 4);
}

TEST_CASE("small steps forward are progress once they are as large as it together") {
    Scenario slow = makeScenario(1, {{1, "linear"}}, "mse", 1, 1);
    slow.training.learningRate = 1e-4;
    Run run(slow, {.epochsWithoutProgress = 50, .progress = 1e-2}, {});
    for (int epoch = 0; epoch < 300; ++epoch) run.advance(Stride::Epoch);
    const auto& records = run.records();
    REQUIRE(records.size() > 1);
    const double part = 1.0 - records[1].loss / records[0].loss;
    INFO("an epoch lowers the loss by " << part << " of it");
    CHECK(part > 2.0 * 1e-2 / 50);
    CHECK(part < 1e-2);
    CHECK(run.stopped() == StopReason::None);
    CHECK(run.epochs() == 300);
    CHECK(run.bestEpoch() == 299);
}

TEST_CASE("no samples have no loss") {
    Run run(ofTheRun(), {}, {});
    const auto [loss, right] = run.score(run.test(), 0.5);
    CHECK(std::isnan(loss));
    CHECK(right == 0);
}

TEST_CASE("a run goes on to a number of epochs, and not beyond") {
    Run run(ofTheRun(), {}, {});
    run.advanceWhile([](double) { return true; }, 0.0, 5);
    CHECK(run.epochs() == 5);
    CHECK(run.trainer().progress().position == 0);
}

TEST_CASE("a long run keeps as many records as a short one, of every so many epochs") {
    Run run(makeScenario(1, {{1, "linear"}}, "mse", 1, 1), {}, {});
    double third = 0.0;
    for (int epoch = 0; epoch < 20000; ++epoch) {
        run.advance(Stride::Epoch);
        if (epoch == 8) third = run.records().back().loss;
    }
    CHECK(run.epochs() == 20000);
    CHECK(run.recordStride() == 4);
    REQUIRE(run.records().size() == 5000);
    CHECK(run.records()[2].epoch == 8);
    CHECK(run.records()[2].loss == third);
    CHECK(run.records().back().epoch == 19996);
}

TEST_CASE("the condition of a long run goes by its last epoch, also where there is no record of it") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "mse", 1, 3);
    scenario.training.batchSize = 1;
    scenario.training.shuffle = true;
    scenario.training.learningRate = 0.3;
    Run run(scenario, {}, {});
    run.advance(Stride::Epoch);
    const double first = run.records().front().loss;
    while (run.epochs() < static_cast<std::int64_t>(Run::mostRecords) + 1) run.advance(Stride::Epoch);
    double last = 0.0;
    for (int update = 0; update < 3; ++update) {
        run.advance(Stride::Batch);
        last += run.batchLoss() / 3.0;
    }
    REQUIRE(run.epochs() == run.records().back().epoch + 2);
    REQUIRE(relativeDifference(run.records().back().loss, last) > 1e-3);
    const lab::Diagnosis found = run.condition().diagnoses.front();
    REQUIRE((found.finding == lab::Finding::Healthy || found.finding == lab::Finding::Rising));
    checkClose("loss of the last epoch", found.other, last, 1e-13);
    if (found.finding == lab::Finding::Healthy) checkSameBits("loss of the first epoch", found.value, first);
}

TEST_CASE("a thousand epochs end at the same numbers on every platform") {
    Scenario scenario = ofTheRun();
    scenario.training.learningRate = 0.1;
    scenario.training.optimizer.kind = OptimizerKind::Momentum;
    Run run(scenario, {}, {});
    while (run.epochs() < 1000) run.advance(Stride::Epoch);
    checkClose("loss", run.records().back().loss, 0.4581194047293475, 1e-9);
    checkClose("w.1.2.1", run.trainer().parameters()[5], -6.018636598133931, 1e-9);
}

TEST_CASE("a run keeps the parameters of its best epoch") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "mse", 1, 3);
    scenario.training.learningRate = 1e6;
    Run run(scenario, {}, {});
    run.advance(Stride::Epoch);
    const std::vector<double> first = run.trainer().parameters();
    while (run.stopped() == StopReason::None) run.advance(Stride::Epoch);
    CHECK(run.bestEpoch() == 0);
    CHECK(run.bestParameters() == first);
}

TEST_CASE("outputs over a grid are those of a forward pass, of any neuron") {
    for (const char* output : {"sigmoid", "softmax"}) {
        const Scenario scenario = makeScenario(3, {{3, "relu"}, {2, "tanh"}, {2, output}}, "mse", 8);
        lab::FastPass pass(scenario);
        const lab::InputGrid grid{{{quantity::input(2), -1.0, 1.0, 23}, {quantity::input(0), 0.0, 2.0, 29}},
                                  Vector::Constant(3, 0.25)};
        std::vector<double> all(7 * 23 * 29), alone(23 * 29);
        allOutputsOver(pass, grid, all.data());
        ForwardPass expected;
        expected.sizeFor(scenario.network);
        std::size_t next = 0;
        for (int l = 1; l <= 3; ++l)
            for (int j = 0; j < scenario.network.units(l); ++j) {
                outputsOver(pass, grid, l, j, alone.data());
                for (int place = 0; place < 23 * 29; ++place) {
                    Sample sample{grid.inputs, Vector::Zero(2)};
                    sample.x(2) = grid.axes[0].at(place % 23);
                    sample.x(0) = grid.axes[1].at(place / 23);
                    forward(scenario.network, *scenario.loss, sample, expected);
                    const double a = expected.a[static_cast<std::size_t>(l)](j);
                    const double got = alone[static_cast<std::size_t>(place)];
                    if (relativeDifference(got, a) > 1e-13 || bitsOf(got) != bitsOf(all[next])) {
                        INFO(output << " " << toString(quantity::output(l, j)) << " at " << place);
                        checkClose("outputsOver", got, a, 1e-13);
                        checkSameBits("allOutputsOver", all[next], got);
                    }
                    ++next;
                }
            }
        CHECK(next == all.size());
    }
}
