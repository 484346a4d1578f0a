#pragma once
// The changes of a session, so that they can be undone and redone: as many as a limit of bytes holds.

#include <list>
#include <memory>
#include <vector>

#include "training/trainer.hpp"

namespace backprop {

enum class ChangeKind { Update, Edit, Training, Loss, Initialise, Scenario, NextSample };

/// Where training stood; and all weights and biases with what the optimizer keeps, where they were changed.
struct TrainingState {
    Progress progress{};
    std::optional<Init> init{};
    std::vector<double> parameters{};  // layer by layer; then velocities or moments
    std::int64_t updates = 0;          // of the optimizer
    EpochSoFar epoch{};                // of a training that ended within an epoch
};

struct ScenarioState {
    Scenario scenario{};
    Progress progress{};
    std::int64_t document = 0;
    std::size_t attachedBytes = 0;
    std::size_t bytes = 0;  // what it takes in all
};

/// A change holds the other side of what was changed, and takes this side in exchange when it is undone or redone.
/// Edits are the most by number: anything larger than an edit is in a block of its own.
struct Change {
    ChangeKind kind;
    int sample = 0;  // of an edit
    Quantity id{};   // of an edit
    union {
        double value = 0.0;  // of an edit
        const Loss* loss;    // of Loss
    };
    std::unique_ptr<TrainingState> training{};  // of Update, Training, Initialise and NextSample
    std::unique_ptr<ScenarioState> scenario{};  // of Scenario
};

/// The memory of a change in the history, with the blocks that it is allocated in. In bytes.
std::size_t bytesOf(const Change& change);

class History {
public:
    /// The most memory of all entries together, in bytes. The oldest are dropped beyond that; one entry is always kept.
    static constexpr std::size_t limit = std::size_t{64} << 20;

    /// A change with its place in the history: it is made before anything moves, as putting it in needs no memory.
    using Entry = std::list<Change>;

    History() = default;
    History(const History&) = delete;
    History& operator=(const History&) = delete;

    bool canUndo() const { return next_ != entries_.begin(); }
    bool canRedo() const { return next_ != entries_.end(); }
    std::size_t bytes() const { return bytes_; }
    /// The number of the oldest scenario that an undo can lead to.
    std::int64_t firstDocument() const { return firstDocument_; }

    /// Puts the entry in as the newest and forgets what was undone; with no entry it only forgets.
    void add(Entry entry);
    /// The change that an undo takes back, and the one that a redo does again; null where there is none.
    Change* last() { return canUndo() ? &*std::prev(next_) : nullptr; }
    bool lastIsScenario() const { return canUndo() && static_cast<bool>(std::prev(next_)->scenario); }
    Change* next() { return canRedo() ? &*next_ : nullptr; }
    /// Moves over that change, whose sides were exchanged: it took `bytesBefore`, and may take more or less now.
    void moveBack(std::size_t bytesBefore) { recount(*--next_, bytesBefore); }
    void moveForward(std::size_t bytesBefore) { recount(*next_++, bytesBefore); }

private:
    void recount(const Change& change, std::size_t bytesBefore);
    using Place = std::list<Change>::iterator;
    void drop(Place place);
    void trim(const Change& kept);

    std::list<Change> entries_{};
    Place next_ = entries_.end();  // what a redo does again; undone changes begin here
    std::size_t bytes_ = 0;
    std::int64_t firstDocument_ = 0;
};

}  // namespace backprop
