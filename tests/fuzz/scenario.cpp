// Any bytes are read as an id or as a scenario. The scenario is rejected with the path of its first fault, or it is a
// session: one iteration and one update of it are finite or say which quantity is not, and undo leads back to the bits.

#include "support/fuzz.hpp"

using namespace fuzz;

namespace {

/// Any text is no id, or one whose quantity is written as an id that reads back.
void readId(Bytes& bytes) {
    const auto quantity = parseQuantity(bytes.text(16));
    if (quantity) require(parseQuantity(toString(*quantity)) == quantity, "an id reads back as its quantity");
}

void open(Scenario scenario) {
    Session session(std::move(scenario));
    const auto before = bitsOf(session.scenario());
    if (const auto error = firstNonFinite(session.iterationOf(0))) requirePlace(*error, session.scenario().network);
    const auto update = session.step();
    if (!update) return requirePlace(update.error(), session.scenario().network);
    require(std::isfinite(update.value().loss), "the loss of an update is finite");
    require(validate(session.scenario()).ok(), "an update leaves the scenario valid");
    require(session.undo().has_value(), "an update can be undone");
    require(bitsOf(session.scenario()) == before, "undo leads back to the same bits");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    Bytes bytes(data, size);
    if (bytes.byte() % 16 == 0) {
        readId(bytes);
        return 0;
    }
    Scenario scenario = scenarioOf(bytes);
    if (const auto valid = validate(scenario); !valid)
        requireDocumentPath(valid.error());
    else
        open(std::move(scenario));
    return 0;
}
