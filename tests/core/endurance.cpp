// A session that is used for long: what its history takes and gives back, counters far beyond 32 bits, training in
// slices. Work and bytes are counted, no time is measured: the times are those of RUNS=100000
// (tests/wasm/endurance.test.mjs).

#include "catch.hpp"
#include "network/memory.hpp"
#include "session/session.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

Scenario small() {
    Scenario scenario = makeScenario(2, {{3, "tanh"}, {1, "sigmoid"}}, "mse", 3, 5);
    scenario.training.batchSize = 2;
    scenario.training.shuffle = true;
    return scenario;
}

int undoAll(Session& session) {
    int count = 0;
    while (session.undo()) ++count;
    return count;
}

}  // namespace

#ifndef BACKPROP_SANITIZED  // a million allocations of a megabyte take minutes there
TEST_CASE("edits take as many bytes as the history counts, and never more than its limit") {
    Session session(small());
    REQUIRE(session.set(quantity::learningRate(), 0.0, 0).ok());
    const std::size_t one = session.historyBytes();
    CHECK(one >= sizeof(Change));
    CHECK(one <= 128);
    const std::size_t fit = History::limit / one;
    for (std::size_t i = 1; i < fit; ++i)
        REQUIRE(session.set(quantity::learningRate(), static_cast<double>(i), 0).ok());
    CHECK(session.historyBytes() == fit * one);
    for (std::size_t i = 0; i < 1000; ++i)
        REQUIRE(session.set(quantity::learningRate(), static_cast<double>(fit + i), 0).ok());
    CHECK(session.historyBytes() == fit * one);
    CHECK(undoAll(session) == static_cast<int>(fit));
    CHECK(session.scenario().training.learningRate == 999.0);
    CHECK(session.historyBytes() == fit * one);
}
#endif

TEST_CASE("updates far beyond the limit leave the history at its limit") {
    Session session(makeScenario(30, {{40, "tanh"}, {1, "sigmoid"}}, "mse", 1));
    REQUIRE(session.step(false).ok());
    const std::size_t one = session.historyBytes();
    const auto parameters = static_cast<std::size_t>(session.scenario().network.parameterCount());
    CHECK(one > parameters * sizeof(double));
    CHECK(one < parameters * sizeof(double) + 512);
    const std::size_t fit = History::limit / one;
    for (std::size_t i = 1; i < fit + 100; ++i) REQUIRE(session.step(false).ok());
    CHECK(session.historyBytes() == fit * one);
    CHECK(undoAll(session) == static_cast<int>(fit));
    CHECK(session.progress().iteration == 100);
}

TEST_CASE("a scenario in the history counts with its samples, its names and what its reader keeps beside it") {
    const auto bytesOfReplacing = [](Scenario first, std::size_t attached) {
        Session session(std::move(first), attached);
        REQUIRE(session.replace(small()).ok());
        return session.historyBytes();
    };
    const std::size_t bare = bytesOfReplacing(small(), 0);
    CHECK(bytesOfReplacing(small(), 1000) == bare + 1000);
    Scenario named = small();
    named.names[quantity::output(1, 0)] = std::string(24, 'n');
    CHECK(bytesOfReplacing(named, 0) >= bare + 24 + sizeof(Names::value_type));
    Scenario sampled = small();
    for (int i = 0; i < 1000; ++i) sampled.samples.push_back(sampled.samples[0]);
    CHECK(bytesOfReplacing(sampled, 0) >= bare + 1000 * (sizeof(Sample) + 3 * sizeof(double)));
}

TEST_CASE("one entry is kept though it takes more than the limit, to undo and to redo") {
    Session session(small(), 2 * History::limit);
    for (int i = 0; i < 3; ++i) REQUIRE(session.step().ok());
    const auto before = parameterValues(session.scenario().network);
    REQUIRE(session.replace(small()).ok());
    CHECK(session.historyBytes() > 2 * History::limit);
    CHECK(session.firstDocument() == 0);
    REQUIRE(session.undo()->kind == ChangeKind::Scenario);
    CHECK(parameterValues(session.scenario().network) == before);
    CHECK(session.historyBytes() < History::limit);
    REQUIRE(session.redo()->kind == ChangeKind::Scenario);
    CHECK(session.document() == 1);
    CHECK(session.canUndo());
    REQUIRE(session.step().ok());
    CHECK(session.firstDocument() == 1);
    CHECK(undoAll(session) == 1);
    CHECK(session.document() == 1);
}

TEST_CASE("what was undone is bounded too: what lies furthest ahead goes first") {
    // The entries before the large document are small while it is in place, and so is the entry of its replacement; an
    // undo makes that one large.
    Session session(small());
    REQUIRE(session.replace(small(), History::limit).ok());
    REQUIRE(session.step().ok());
    REQUIRE(session.step().ok());
    REQUIRE(session.undo().has_value());
    REQUIRE(session.undo().has_value());
    CHECK(session.historyBytes() < History::limit);
    REQUIRE(session.undo()->kind == ChangeKind::Scenario);
    CHECK_FALSE(session.canUndo());
    REQUIRE(session.redo()->kind == ChangeKind::Scenario);
    CHECK_FALSE(session.canRedo());
    CHECK(undoAll(session) == 1);
}

TEST_CASE("scenarios put in place again and again after an undo are numbered by their place in the history") {
    Session session(small());
    for (int i = 0; i < 1000; ++i) {
        REQUIRE(session.replace(small()).ok());
        CHECK(session.document() == 1);
        REQUIRE(session.undo().has_value());
        CHECK(session.document() == 0);
    }
    for (int i = 0; i < 3; ++i) REQUIRE(session.replace(small()).ok());
    CHECK(session.document() == 3);
}

TEST_CASE("updates and epochs are counted beyond 32 bits") {
    Scenario scenario = small();
    Trainer trainer(scenario);
    const std::int64_t beyond = std::int64_t{1} << 31;
    trainer.setProgress({beyond - 1, beyond - 1, 4});
    REQUIRE_FALSE(trainer.update().has_value());
    CHECK(trainer.progress().iteration == beyond);
    CHECK(trainer.progress().epoch == beyond);
    REQUIRE_FALSE(trainer.update().has_value());
    CHECK(trainer.progress().iteration == beyond + 1);
    trainer.setProgress({(std::int64_t{1} << 32) - 1, (std::int64_t{1} << 32) - 1, 4});
    REQUIRE_FALSE(trainer.update().has_value());
    CHECK(trainer.progress().epoch == std::int64_t{1} << 32);
}

TEST_CASE("training in slices gives the losses and the bits of one call, and is one change to undo") {
    Session whole(small()), sliced(small());
    const auto before = parameterValues(sliced.scenario().network);
    const int updates = static_cast<int>(share(100000));
    const auto expected = whole.train(updates);
    REQUIRE(expected.ok());
    std::vector<double> losses;
    int slices = 0;
    while (losses.size() < expected.value().size()) {
        const auto slice =
            sliced.train(updates - static_cast<int>(losses.size()), {slices++ > 0, [](double) { return false; }});
        REQUIRE(slice.ok());
        losses.insert(losses.end(), slice.value().begin(), slice.value().end());
    }
    // 13 parameters and what a sample costs besides: some 2^18 / 77 samples a slice
    CHECK(slices > updates / 1000);
    CHECK(slices < updates / 500);
    CHECK(losses == expected.value());
    CHECK(parameterValues(sliced.scenario().network) == parameterValues(whole.scenario().network));
    CHECK(sliced.progress().iteration == whole.progress().iteration);
    CHECK(undoAll(sliced) == 1);
    CHECK(parameterValues(sliced.scenario().network) == before);
}

TEST_CASE("a training that is not resumed, or has nothing to resume, is a change of its own") {
    Session session(small());
    REQUIRE(session.train(1, {true}).ok());
    REQUIRE(session.train(1).ok());
    REQUIRE(session.step().ok());
    REQUIRE(session.train(1, {true}).ok());
    REQUIRE(session.train(1, {true}).ok());
    session.undo();
    session.redo();
    REQUIRE(session.train(1, {true}).ok());
    CHECK(undoAll(session) == 4);
}

TEST_CASE("a resumed training forgets what was undone") {
    Session session(small());
    REQUIRE(session.train(1).ok());
    REQUIRE(session.step().ok());
    session.undo();
    REQUIRE(session.train(1, {true}).ok());
    CHECK_FALSE(session.canRedo());
    CHECK(undoAll(session) == 1);
}

TEST_CASE("a slice that fails leaves everything as it was before it, and tells its iteration and epoch") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "mse", 1, 3);
    scenario.training.learningRate = 100.0;
    Session session(scenario);
    REQUIRE(session.train(2).ok());
    const auto parameters = parameterValues(session.scenario().network);
    const auto failed = session.train(1000, {true});
    REQUIRE_FALSE(failed.ok());
    CHECK(parameterValues(session.scenario().network) == parameters);
    CHECK(session.progress().iteration == 6);
    Session stepped(scenario);
    std::int64_t iteration = 1;
    while (stepped.step().ok()) ++iteration;
    CHECK(session.failedAt().iteration + 1 == iteration);
    CHECK(session.failedAt().epoch == (iteration - 1) / 3);
    CHECK(undoAll(session) == 1);
}

TEST_CASE("memory that cannot be had is told before it is needed") {
    CHECK(hasMemory(0));
    CHECK(hasMemory(std::size_t{1} << 20));
    CHECK_FALSE(hasMemory((std::numeric_limits<std::size_t>::max() >> 1) - workingMemory));
}
