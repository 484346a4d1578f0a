#pragma once
// A scenario being trained and edited, and the way back over every change to the same bits.

#include <optional>
#include <variant>
#include <vector>

#include "backprop/batch_iteration.hpp"
#include "backprop/trainer.hpp"

namespace backprop {

struct ParameterChange {
    Quantity id;
    double before;
    double gradient;  // the reduced one that the update used
    double after;
};

struct Update {
    Progress progress;         // after the update
    int epoch;                 // that the batch belongs to
    std::vector<int> samples;  // of the batch, in the order taken
    double loss;               // of the batch, before the update, reduced like the gradients
    std::vector<ParameterChange> changes;
};

enum class ChangeKind { Update, Edit, Training, Loss, Initialise, Scenario, NextSample };

struct HistoryEntry {
    ChangeKind kind;
    std::optional<Quantity> id;  // of an edit
    int iteration;               // updates made so far, after the undo or redo
};

class Session {
public:
    /// The scenario must be valid.
    explicit Session(Scenario scenario) : scenario_(std::move(scenario)), trainer_(scenario_) {}
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

    /// The coming iteration on all samples of the next batch. Holds until the next change.
    BatchIteration& batchIteration();

    /// Loss and gradients over all samples, reduced as the scenario says.
    Result<const BatchResult*> gradientsOfAll();

    /// One update from the next batch; its changes listed or not. On an error nothing has changed.
    Result<Update> step(bool listChanges = true);

    /// Updates for whole epochs. One number an epoch: the mean of its batches' losses, each taken before its update.
    /// On an error nothing has changed.
    Result<std::vector<double>> train(int epochs);

    /// Sets a weight, bias or eta, or an input or target of the given sample.
    Result<Done> set(const Quantity& id, double value, int sample);
    Result<Done> setLoss(const Loss& loss);

    /// The next update begins with that sample; the epoch goes on behind it, in its order.
    Result<Done> takeNext(int sample);

    /// Draws all weights and biases anew. Training begins anew with them.
    void initialise(const Init& init);
    /// Another scenario in the place of this one, which must be valid. Training begins anew with it.
    void replace(Scenario scenario);
    /// Which of the scenarios that it was given is in place: 0 is the one that it began with.
    int document() const { return document_; }

    bool canUndo() const { return !undo_.empty(); }
    bool canRedo() const { return !redo_.empty(); }
    /// Back over the last change, of whichever kind; nothing where there is none.
    std::optional<HistoryEntry> undo();
    /// Forward again over what was undone; any new change forgets it.
    std::optional<HistoryEntry> redo();

    /// How many doubles the history keeps; beyond that its oldest entries are dropped.
    static constexpr std::size_t historyLimit = std::size_t{1} << 23;

private:
    // Each holds the other side of a change, and takes this side in exchange when it is applied.
    struct ParametersChange {
        ChangeKind kind;
        std::vector<double> parameters;
        Progress progress;
        std::optional<Init> init;
    };
    struct ValueChange {
        Quantity id;
        int sample;
        double value;
    };
    struct LossChange {
        const Loss* loss;
    };
    struct ScenarioChange {
        Scenario scenario;
        Progress progress;
        int document;
    };
    struct NextSampleChange {
        Progress progress;
    };
    using Change = std::variant<NextSampleChange, ParametersChange, ValueChange, LossChange, ScenarioChange>;

    static std::size_t size(const Change& change);
    void changed();
    std::vector<ParameterChange> parametersBefore() const;
    void remember(Change change);
    ParametersChange parametersNow(ChangeKind kind) const;
    HistoryEntry exchange(Change& change);
    HistoryEntry exchange(ParametersChange& change);
    HistoryEntry exchange(ScenarioChange& change);
    double* place(const Quantity& id, int sample);

    Scenario scenario_;
    Trainer trainer_;
    int document_ = 0;
    int documents_ = 1;
    std::vector<Change> undo_{};
    std::vector<Change> redo_{};
    std::size_t undoSize_ = 0;
    // What was computed since the last change.
    int iterationSample_ = -1;
    Iteration iteration_{};
    std::optional<BatchIteration> batchIteration_{};
};

}  // namespace backprop
