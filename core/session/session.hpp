#pragma once
// A scenario being trained and edited, and the way back over every change to the same bits.

#include <optional>
#include <vector>

#include "proof/printed.hpp"
#include "session/history.hpp"
#include "training/batch_iteration.hpp"

namespace backprop {

struct ParameterChange {
    Quantity id;
    double before;
    double gradient;  // the reduced one that the update used
    double after;
};

struct Update {
    Progress progress;         // after the update
    std::int64_t epoch;        // that the batch belongs to
    std::vector<int> samples;  // of the batch, in the order taken
    double loss;               // of the batch, before the update, reduced like the gradients
    std::vector<ParameterChange> changes;
};

/// How far one call of `Session::train` goes.
struct TrainingSlice {
    /// Goes on with the training that the last change is: with its epoch, and as one with it in the history.
    bool resume = false;
    /// Asked with `until` between updates, each time that about 2^18 weights and biases were visited; false ends the
    /// call. Core knows no clock: whoever has one asks it here. It must leave the session alone.
    bool (*goOn)(double until) = nullptr;
    double until = 0.0;
};

struct HistoryEntry {
    ChangeKind kind;
    std::optional<Quantity> id;  // of an edit
    std::int64_t iteration;      // updates made so far, after the undo or redo
};

class Session {
public:
    /// The scenario must be valid. `attachedBytes`: what the caller keeps beside it for as long as an undo can lead to
    /// it; the history counts them.
    explicit Session(Scenario scenario, std::size_t attachedBytes = 0)
        : scenario_(std::move(scenario)), trainer_(scenario_), attachedBytes_(attachedBytes) {}
    Session(const Session&) = delete;
    Session& operator=(const Session&) = delete;

    const Scenario& scenario() const { return scenario_; }
    const Progress& progress() const { return trainer_.progress(); }
    std::vector<int> nextBatch() { return trainer_.nextBatch(); }

    /// One iteration on that sample, which the scenario has. It looks at this session's scenario. Values may be
    /// non-finite. Holds until the next call or change.
    const Iteration& iterationOf(int sample);
    /// The same; where the next update takes several samples, with their gradient.
    const Iteration& iterationWithBatch(int sample);

    /// The number of any quantity that the network has: a parameter, eta, or anything of one iteration on that sample.
    /// It may be non-finite.
    double value(const Quantity& id, int sample);

    /// The coming iteration on all samples of the next batch. Holds until the next change.
    BatchIteration& batchIteration();

    /// Loss and gradients over all samples, reduced as the scenario has it.
    Result<const BatchResult*> gradientsOfAll();
    /// The loss of all samples alone, by forward passes (see Trainer::loss).
    Result<double> lossOfAll();

    /// A pass of a comparison with a print, from the present parameters on. Nothing else may be asked of the session
    /// after it has begun.
    PrintedComparison& compare(std::vector<PrintedFigure> figures, PrintPass pass) {
        return printed_.emplace(scenario_, std::move(figures), pass);
    }
    /// The one that has begun.
    PrintedComparison& comparison() { return *printed_; }

    // A change asks for its memory before anything moves. On an error, OutOfMemory among them, nothing has changed:
    // neither numbers nor progress nor history.

    /// One update from the next batch; its changes listed or not.
    Result<Update> step(bool listChanges = true);

    /// Updates for whole epochs. One number for each epoch that was finished: the mean of its batches' losses, each
    /// taken before its update. They are fewer than `epochs` only where `slice.goOn` ended the call, which may be
    /// within an epoch; slices that resume give the numbers of one call.
    Result<std::vector<double>> train(int epochs, const TrainingSlice& slice = {});
    /// Where the last training that failed stood before the update that failed.
    const Progress& failedAt() const { return failedAt_; }

    /// Sets a weight, bias, eta or another number of the optimizer, or an input or target of the given sample.
    Result<Done> set(const Quantity& id, double value, int sample);
    Result<Done> setLoss(const Loss& loss);

    /// The next update begins with that sample; the epoch goes on after it, in its order.
    Result<Done> takeNext(int sample);

    /// Draws all weights and biases anew. Training begins anew with them.
    Result<Done> initialise(const Init& init);
    /// Another scenario in the place of this one, which must be valid. Training begins anew with it.
    Result<Done> replace(Scenario scenario, std::size_t attachedBytes = 0);
    /// Which scenario is in place: 0 is the one that it began with, and one put in place of number n is n + 1.
    std::int64_t document() const { return document_; }
    /// The oldest scenario that an undo can lead to.
    std::int64_t firstDocument() const { return history_.firstDocument(); }
    /// Whether nothing was changed since that scenario was given.
    bool isAsGiven() const { return !history_.canUndo() || history_.lastIsScenario(); }

    bool canUndo() const { return history_.canUndo(); }
    bool canRedo() const { return history_.canRedo(); }
    /// Back over the last change, of whichever kind; nothing where there is none.
    std::optional<HistoryEntry> undo();
    /// Forward again over what was undone; any new change forgets it.
    std::optional<HistoryEntry> redo();

    /// The memory of undo and redo in bytes: at most `History::limit`, except where one entry alone takes more.
    std::size_t historyBytes() const { return history_.bytes(); }

private:
    void changed();
    std::vector<int> allSamples() const;
    std::vector<ParameterChange> parametersBefore() const;
    std::size_t updateBytes(bool listChanges) const;
    void remember(History::Entry entry);
    Result<Done> remember(Change change);
    Change trainingNow(ChangeKind kind) const;
    HistoryEntry exchange(Change& change);
    void exchange(TrainingState& state);
    void exchange(ScenarioState& state);
    double* place(const Quantity& id, int sample);

    Scenario scenario_;
    Trainer trainer_;
    std::int64_t document_ = 0;
    std::size_t attachedBytes_ = 0;
    History history_{};
    Progress failedAt_{};
    // Results computed since the last change.
    int iterationSample_ = -1;
    Iteration iteration_{};
    std::optional<BatchIteration> batchIteration_{};
    std::optional<PrintedComparison> printed_{};
};

}  // namespace backprop
