#pragma once
// Gradient descent on batches: which samples come next, their reduced gradient, and the update of all parameters.

#include <optional>
#include <vector>

#include "training/backward.hpp"
#include "training/update.hpp"

namespace backprop {

/// The losses of an epoch's batches so far.
struct EpochSoFar {
    double total = 0.0;
    int updates = 0;
};

struct BatchResult {
    double loss = 0.0;  // reduced like the gradients
    Gradients gradients{};
};

class Trainer {
public:
    /// The scenario must be valid, must outlive the trainer, and must keep its shape and samples
    /// until `restart`. Training begins where the scenario says.
    explicit Trainer(Scenario& scenario) : scenario_(scenario) { restart(scenario.start); }
    /// Training goes on from that position, in a scenario that may be another one than before; its optimizer goes on
    /// from the state that it has, or from zeros.
    void restart(const Progress& progress);
    /// The memory of a restart in that scenario, as far as it grows with it, in bytes.
    static std::size_t bytesFor(const Scenario& scenario);

    const Progress& progress() const { return progress_; }
    void setProgress(const Progress& progress) { progress_ = progress; }

    /// The next batch begins with that sample, which the scenario has; the epoch goes on after it.
    void beginAt(int sample);

    /// The samples that the next update takes, in order. The last batch of an epoch may be smaller than the others.
    const std::vector<int>& nextBatch();

    /// Loss and gradients of the samples, reduced as the scenario has it. The result holds until the next call. An
    /// error is the first quantity that is not finite, and names the sample: one of its own, or of the sums with it.
    Result<const BatchResult*> evaluate(const std::vector<int>& samples);
    /// The loss of `evaluate` to the bit, by forward passes alone. It is there wherever all of those and their sum are
    /// finite, also where a gradient overflows. An error names the first quantity of them that is not, and the sample.
    Result<double> loss(const std::vector<int>& samples);
    /// `evaluate` piece by piece: `begin`, `add` for each sample, `reduce`. Before that `result()` has the sums.
    [[gnu::noinline]] void begin();
    [[gnu::noinline]] std::optional<Error> add(int sample);
    void reduce(std::size_t samples);

    /// The optimizer's update for the next batch, with all old values; `result()` then holds the batch's loss and
    /// gradients. On an error, here the first quantity that is not finite, nothing has changed. Allocates nothing.
    std::optional<Error> update();
    /// Its second half, once the next batch is evaluated.
    std::optional<Error> apply();
    /// The next batch counts as taken.
    void advance();

    const BatchResult& result() const { return result_; }
    /// How many samples the last update took.
    std::size_t batchSize() const { return batch_.size(); }

private:
    void orderSamples();
    std::optional<Error> firstNonFiniteBackward() const;

    Scenario& scenario_;
    Progress progress_{};
    std::vector<int> order_{};
    std::int64_t orderedEpoch_ = -1;
    std::vector<int> batch_{};
    ForwardPass pass_{};
    BackwardPass back_{};
    BatchResult result_{};
};

}  // namespace backprop
