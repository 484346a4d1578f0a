// Undo and redo: over updates, edits, training, changes of loss, new weights and other scenarios, mixed at random, back
// to the same bits.

#include "catch.hpp"
#include "session/session.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

/// All that a change can touch.
struct State {
    std::vector<std::uint64_t> bits;
    std::vector<std::int64_t> counters;
    std::string loss;
    std::vector<int> nextBatch;

    bool operator==(const State&) const = default;
};

State stateOf(Session& session) {
    const Scenario& scenario = session.scenario();
    State state{{}, {}, std::string(scenario.loss->id), session.nextBatch()};
    for (const double value : parameterValues(scenario.network)) state.bits.push_back(bitsOf(value));
    for (const Sample& sample : scenario.samples) {
        for (const double x : sample.x) state.bits.push_back(bitsOf(x));
        for (const double t : sample.t) state.bits.push_back(bitsOf(t));
    }
    state.bits.push_back(bitsOf(scenario.training.learningRate));
    const Progress& progress = session.progress();
    state.counters = {progress.iteration, progress.epoch, progress.position, session.document()};
    for (const Layer& layer : scenario.network.layers) state.counters.push_back(layer.units());
    if (scenario.init) state.counters.push_back(static_cast<int>(scenario.init->seed));
    return state;
}

Scenario start() {
    Scenario scenario = makeScenario(2, {{3, "tanh"}, {2, "sigmoid"}}, "mse", 9, 5);
    scenario.training.batchSize = 2;
    scenario.training.shuffle = true;
    return scenario;
}

/// One random change of the session; true where it took place.
bool change(Session& session, Draw& draw) {
    const int sample = draw.integer(0, 4);
    switch (draw.integer(0, 9)) {
        case 0:
        case 1:
            return session.step().ok();
        case 2:
            return session.train(draw.integer(1, 3)).ok();
        case 3: {
            const auto ids = parameters(session.scenario().network);
            return session.set(draw.of(ids), draw.number(-2.0, 2.0), sample).ok();
        }
        case 4:
            return session.set(quantity::input(draw.integer(0, 1)), draw.number(-1.0, 1.0), sample).ok();
        case 5:
            return session
                .set(draw.integer(0, 1) ? quantity::learningRate() : quantity::target(draw.integer(0, 1)),
                     draw.number(0.0, 1.0), sample)
                .ok();
        case 6:
            session.initialise({InitKind::HeNormal, static_cast<std::uint32_t>(draw.integer(0, 99))});
            return true;
        case 7:
            session.replace(makeScenario(2, {{draw.integer(1, 4), "relu"}, {2, "sigmoid"}}, "mse",
                                         static_cast<std::uint32_t>(draw.integer(0, 99)), draw.integer(5, 9)));
            return true;
        case 8: {
            const bool same = session.nextBatch().front() == sample;
            return session.takeNext(sample).ok() && !same;
        }
        default: {
            const Loss* other = &draw.of(lossTable());
            return other != session.scenario().loss && session.setLoss(*other).ok();
        }
    }
}

}  // namespace

TEST_CASE("undo and redo lead to the same bits over 200 changes mixed at random") {
    const std::uint32_t seed = GENERATE(1u, 2u, 3u, 4u, 5u);
    CAPTURE(seed);
    Draw draw(seed);
    Session session(start());
    std::vector<State> states{stateOf(session)};
    std::size_t now = 0;
    for (int operation = 0; operation < 200; ++operation) {
        CAPTURE(operation, now);
        const int kind = draw.integer(0, 9);
        if (kind < 3) {
            CHECK(session.canUndo() == (now > 0));
            CHECK(session.undo().has_value() == (now > 0));
            now -= now > 0 ? 1 : 0;
        } else if (kind < 5) {
            CHECK(session.canRedo() == (now + 1 < states.size()));
            CHECK(session.redo().has_value() == (now + 1 < states.size()));
            now += now + 1 < states.size() ? 1 : 0;
        } else if (change(session, draw)) {
            states.resize(++now);
            states.push_back(stateOf(session));
        }
        REQUIRE(stateOf(session) == states[now]);
    }
    while (session.undo()) REQUIRE(stateOf(session) == states[--now]);
    CHECK(now == 0);
    while (session.redo()) REQUIRE(stateOf(session) == states[++now]);
    CHECK(now + 1 == states.size());
}

TEST_CASE("undo and redo tell what they went over") {
    Session session(start());
    REQUIRE(session.step().ok());
    REQUIRE(session.set(quantity::bias(2, 1), 0.5, 0).ok());
    REQUIRE(session.setLoss(loss("bce")).ok());
    REQUIRE(session.train(2).ok());
    const auto iteration = session.progress().iteration;
    const auto check = [](const std::optional<HistoryEntry>& entry, ChangeKind kind, std::int64_t at) {
        REQUIRE(entry.has_value());
        CHECK(entry->kind == kind);
        CHECK(entry->iteration == at);
        CHECK(entry->id.has_value() == (kind == ChangeKind::Edit));
    };
    check(session.undo(), ChangeKind::Training, 1);
    check(session.undo(), ChangeKind::Loss, 1);
    const auto edit = session.undo();
    check(edit, ChangeKind::Edit, 1);
    CHECK(*edit->id == quantity::bias(2, 1));
    check(session.undo(), ChangeKind::Update, 0);
    CHECK_FALSE(session.undo().has_value());
    check(session.redo(), ChangeKind::Update, 1);
    check(session.redo(), ChangeKind::Edit, 1);
    check(session.redo(), ChangeKind::Loss, 1);
    check(session.redo(), ChangeKind::Training, iteration);
    CHECK_FALSE(session.redo().has_value());
}

TEST_CASE("another scenario trains as if it had been opened alone; undo goes on where the first one stood") {
    Session session(start());
    for (int i = 0; i < 4; ++i) REQUIRE(session.step().ok());
    const State before = stateOf(session);
    const Scenario other = makeScenario(3, {{4, "relu"}, {1, "sigmoid"}}, "half_sse", 3, 2);
    Session alone(other);
    session.replace(other);
    CHECK(session.document() == 1);
    for (int i = 0; i < 5; ++i) {
        REQUIRE(session.step().ok());
        REQUIRE(alone.step().ok());
    }
    CHECK(stateOf(session).bits == stateOf(alone).bits);
    CHECK(session.progress().iteration == 5);
    while (session.document() != 0) CHECK(session.undo()->kind != ChangeKind::Loss);
    CHECK(stateOf(session) == before);
    REQUIRE(session.step().ok());
    Session straight(start());
    for (int i = 0; i < 5; ++i) REQUIRE(straight.step().ok());
    CHECK(stateOf(session).bits == stateOf(straight).bits);
}

TEST_CASE("a sample taken next begins the batch, and the epoch goes on behind it in its order") {
    Scenario scenario = makeScenario(2, {{2, "sigmoid"}}, "mse", 9, 5);
    scenario.training.batchSize = 2;
    Session session(scenario);
    CHECK_FALSE(session.takeNext(5).ok());
    CHECK_FALSE(session.takeNext(-1).ok());
    REQUIRE(session.takeNext(2).ok());
    CHECK(session.nextBatch() == std::vector<int>{2, 3});
    REQUIRE(session.step().ok());
    CHECK(session.nextBatch() == std::vector<int>{4});
    REQUIRE(session.step().ok());
    CHECK(session.progress().epoch == 1);
    CHECK(session.nextBatch() == std::vector<int>{0, 1});
}

TEST_CASE("new weights are those of an opening with the same seed, and begin at no update") {
    Session session(start());
    REQUIRE(session.step().ok());
    const Init init{GENERATE(InitKind::Zeros, InitKind::Uniform, InitKind::XavierUniform, InitKind::HeNormal), 7};
    session.initialise(init);
    Random random(7);
    for (const Layer& layer : session.scenario().network.layers) {
        Layer expected = layer;
        initialise(expected, init.kind, random);
        CHECK((layer.weights == expected.weights));
        CHECK((layer.biases == expected.biases));
    }
    CHECK(session.scenario().init == init);
    CHECK(session.progress().iteration == 0);
    CHECK(session.undo()->kind == ChangeKind::Initialise);
    CHECK_FALSE(session.scenario().init.has_value());
    CHECK(session.progress().iteration == 1);
}

TEST_CASE("a new change forgets what was undone; a refused one does not") {
    Session session(start());
    REQUIRE(session.step().ok());
    REQUIRE(session.step().ok());
    session.undo();
    CHECK_FALSE(session.set(quantity::weight(9, 0, 0), 1.0, 0).ok());
    CHECK_FALSE(session.train(0).ok());
    CHECK(session.canRedo());
    REQUIRE(session.set(quantity::learningRate(), 0.1, 0).ok());
    CHECK_FALSE(session.canRedo());
}

TEST_CASE("choosing the loss that is in force is no change") {
    Session session(start());
    REQUIRE(session.step().ok());
    session.undo();
    REQUIRE(session.setLoss(loss("mse")).ok());
    CHECK_FALSE(session.canUndo());
    CHECK(session.canRedo());
}
