// Any bytes are read as a session and as what a reader then does with it. Every call answers with finite numbers or an
// error that names its place, and from all changes undo leads back to the same bits.

#include "backprop/derivation.hpp"
#include "backprop/trace.hpp"
#include "backprop/verify.hpp"
#include "support/fuzz.hpp"

using namespace fuzz;

namespace {

/// Every number of a finite iteration, written out, derived and proved, is finite.
void lookAt(Session& session, int sample, Bytes& bytes) {
    const Iteration iteration = session.iterationWithBatch(sample);
    const auto steps = trace(iteration, NumberFormat(4));
    require(!steps.empty(), "an iteration has steps");
    if (const auto error = firstNonFinite(iteration)) {
        requirePlace(*error, iteration.network());
        return;
    }
    const auto ids = parameters(iteration.network());
    const Quantity id = ids[bytes.byte() % ids.size()];
    const Derivation derivation = derive(iteration, id, NumberFormat(4), 4);
    require(std::isfinite(derivation.value), "a derived gradient is finite");
    require(!derivation.stages.empty(), "a derivation has stages");
    const auto proof = verify(iteration, {id});
    require(std::isfinite(proof.parameters.front().backprop), "a proved gradient is finite");
}

template <class T>
bool changed(const Result<T>& result, const Network& network) {
    if (!result) requirePlace(result.error(), network);
    return result.ok();
}

/// One thing that a reader does; true where it is a change that undo takes back.
bool act(Session& session, Bytes& bytes) {
    const Network& network = session.scenario().network;
    const int sample = bytes.integer(0, static_cast<int>(session.scenario().samples.size()) - 1);
    switch (bytes.integer(0, 5)) {
        case 0:
            return changed(session.step(), network);
        case 1:
            return changed(session.train(bytes.integer(0, 3)), network);
        case 2:
            return changed(session.set(bytes.quantity(), bytes.number(), bytes.integer(-1, 3)), network);
        case 3: {
            const Loss* before = session.scenario().loss;
            const auto& losses = lossTable();
            return changed(session.setLoss(losses[bytes.byte() % losses.size()]), network) &&
                   session.scenario().loss != before;
        }
        case 4:
            lookAt(session, sample, bytes);
            return false;
        default:
            if (const auto all = session.gradientsOfAll(); !all) requirePlace(all.error(), network);
            return false;
    }
}

void use(Scenario scenario, Bytes& bytes) {
    const Loss* loss = scenario.loss;
    Session session(std::move(scenario));
    const auto before = bitsOf(session.scenario());
    lookAt(session, 0, bytes);
    int changes = 0;
    while (!bytes.empty() && changes < 12) changes += act(session, bytes) ? 1 : 0;
    require(validate(session.scenario()).ok(), "what is done to a valid scenario leaves it valid");
    const auto after = bitsOf(session.scenario());
    for (int i = 0; i < changes; ++i) require(session.undo().has_value(), "every change can be undone");
    require(!session.canUndo(), "nothing else is in the history");
    require(bitsOf(session.scenario()) == before, "undo leads back to the same bits");
    require(session.scenario().loss == loss, "undo leads back to the loss");
    while (session.redo()) {
    }
    require(bitsOf(session.scenario()) == after, "redo leads forward to the same bits");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Bytes bytes(data, size);
    Scenario scenario = scenarioOf(bytes);
    if (validate(scenario)) use(std::move(scenario), bytes);
    return 0;
}
