#pragma once
// A training run as the lab shows it: how far it goes at a time, when it stops by itself, and what is kept of it.

#include <limits>

#include "lab/diagnosis.hpp"
#include "lab/watch.hpp"

namespace backprop::lab {

/// When a run stops by itself; a condition that is left as it is never holds.
struct StopConditions {
    std::optional<double> loss{};  // an epoch's loss is this or less
    std::int64_t epochs = 0;       // so many epochs are finished
    // So many epochs in a row had no loss that is below that of the last progress by `progress` of it.
    int epochsWithoutProgress = 0;
    double progress = 1e-4;
};

enum class StopReason { None, Loss, Epochs, NoProgress, NonFinite };

/// How far `advance` goes at a time.
enum class Stride { Sample, Batch, Epoch };

/// The losses of an epoch.
struct EpochRecord {
    std::int64_t epoch;  // from 0
    double loss;         // the mean of its batches' losses, each taken before its update
    double testLoss;     // of the test samples, after the epoch; NaN without any
};

class Run {
public:
    /// The scenario must be valid, and so must the test samples be for it.
    Run(Scenario scenario, const StopConditions& stop, std::vector<Sample> test);
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    /// Other training settings, valid for the scenario, from here on: with the present parameters, counts and moments,
    /// as FastTrainer::retrain has them. Epochs without progress are counted anew; and where losses are sums of batches
    /// of another size, so that they compare with none before, the lowest is looked for anew.
    void retrain(const Training& training);
    /// Other conditions. Whether one of them holds is told by the epochs that are finished; nothing else changes.
    void setStop(const StopConditions& stop);

    /// Goes on by one stride, or as long as `goOn(until)` answers true and fewer than `epochs` are finished; it is
    /// asked as Session::train asks. Nothing happens once the run has stopped.
    void advance(Stride stride);
    void advanceWhile(bool (*goOn)(double until), double until,
                      std::int64_t epochs = std::numeric_limits<std::int64_t>::max());

    /// Why it stopped; `resume` lets it go on without the condition that held, except where a number was not finite.
    StopReason stopped() const { return stopped_; }
    void resume();
    /// The first quantity that was not finite.
    const std::optional<Error>& error() const { return error_; }

    const FastTrainer& trainer() const { return trainer_; }
    /// The training samples of the next update, in order.
    const std::vector<int>& nextBatch() { return trainer_.nextBatch(); }
    /// How many epochs are finished.
    std::int64_t epochs() const { return epochs_; }
    /// A record of every `recordStride`-th epoch that was finished, from epoch 0 on. Where there are `mostRecords`,
    /// every second one is dropped, and the stride is twice as large: a run of any length keeps its memory.
    const std::vector<EpochRecord>& records() const { return records_; }
    std::int64_t recordStride() const { return recordStride_; }
    static constexpr std::size_t mostRecords = 8192;
    /// The loss of the last batch; before the first 0.
    double batchLoss() const { return trainer_.loss(); }
    /// The epoch with the lowest loss, from 0, and the parameters at its end; -1 and none before there is one.
    std::int64_t bestEpoch() const { return bestEpoch_; }
    const std::vector<double>& bestParameters() const { return best_; }

    /// Outputs over a grid of inputs, with the present parameters; see output_grid.hpp.
    FastPass& pass() { return trainer_.pass(); }
    /// The loss of all samples, reduced as the scenario has it, and for how many of them the largest output is that of
    /// the largest target; with one output, whether both are on the same side of `threshold`. No samples: NaN and 0.
    struct Score {
        double loss;
        int right;
    };
    Score score(const SampleArrays& samples, double threshold);
    const SampleArrays& samples() const { return trainer_.samples(); }
    const SampleArrays& test() const { return test_; }

    const Scenario& scenario() const { return scenario_; }

    /// How the network fares with the present parameters, and what that means; see health.hpp and diagnosis.hpp.
    struct Condition {
        Health health;
        std::vector<Diagnosis> diagnoses;
    };
    Condition condition() const;
    /// The scenario with the present parameters, its loss a mean, and of its samples those that `healthOf` measures.
    Scenario measured() const;
    /// What is recorded besides the losses.
    const Watch& watch() const { return watch_; }

private:
    bool step();
    void finishEpoch();
    void judge();
    void record(double loss);
    NextStep nextStep() const;

    Scenario scenario_;
    StopConditions stop_;
    FastTrainer trainer_;
    Watch watch_{trainer_};
    SampleArrays test_;
    EpochSoFar epoch_{};
    std::int64_t epochs_ = 0;
    std::vector<EpochRecord> records_{};
    std::int64_t recordStride_ = 1;
    std::int64_t bestEpoch_ = -1;
    // Losses: of the first epoch whose losses compare with the present ones, the last, the best, the last with
    // progress; 0 before there is one.
    double firstLoss_ = 0.0, lastLoss_ = 0.0, lowest_ = 0.0, lastProgress_ = 0.0;
    int withoutProgress_ = 0;
    std::vector<double> best_{};
    StopReason stopped_ = StopReason::None;
    std::optional<Error> error_{};
    std::vector<int> numbers_{};
};

}  // namespace backprop::lab
