#pragma once
// Training as fast as the machine allows: the batches, losses and updates of training/trainer.hpp, computed for many
// samples at a time.

#include "lab/fast_pass.hpp"
#include "network/optimizer.hpp"
#include "training/trainer.hpp"

namespace backprop::lab {

class FastTrainer {
public:
    /// The scenario must be valid, must outlive the trainer, and must keep its shape, loss and samples. Its parameters
    /// are where training begins; they are written there only by `writeParameters`.
    explicit FastTrainer(Scenario& scenario);

    /// Other training settings from here on, valid for the scenario, which gets them. Progress, parameters and what the
    /// optimizer keeps stay; one of another kind begins with zeros. Samples that are taken of a batch which is another
    /// one now are given back.
    void retrain(const Training& training);

    const Progress& progress() const { return order_.progress(); }
    /// The learning rate of the next update.
    double learningRate() const;
    /// Whether the next update is the last of its epoch.
    bool isLastOfEpoch() const { return progress().position + scenario_.training.batchSize >= samples_.count(); }

    /// The next batch, or what is left of it: its gradients, then one update. On an error, the first quantity that is
    /// not finite, parameters and progress are as before the batch. Allocates nothing unless there is an error.
    std::optional<Error> update();
    /// The next sample of the batch; the last one completes the update, and then the answer is true.
    Result<bool> addSample();
    /// The samples of the next update in order, those that are taken already first.
    const std::vector<int>& nextBatch() { return order_.nextBatch(); }
    /// How many samples of the next batch are taken already.
    int taken() const { return taken_; }

    /// The loss of the last batch, before its update, reduced as the scenario has it.
    double loss() const { return loss_; }
    /// The gradients of the last batch and the parameters, layer by layer: weights row by row, then biases.
    const std::vector<double>& gradients() { return pass_.gradients(); }
    const std::vector<double>& parameters() const { return pass_.parameters(); }
    /// For other numbers of the network as it is now. It must not change parameters or gradients.
    FastPass& pass() { return pass_; }
    const FastPass& pass() const { return pass_; }
    const SampleArrays& samples() const { return samples_; }
    void writeParameters(Network& network) const { pass_.writeParameters(network); }

private:
    /// Parameters that are updated in the same way.
    struct Part {
        std::size_t first, count;
        double weightDecay;
    };

    void divide();
    void take(const std::vector<int>& batch, int count);
    std::optional<Error> complete();
    bool isOrdinary();
    std::optional<Error> careful();
    void apply();

    Scenario& scenario_;
    Trainer order_;
    SampleArrays samples_;
    FastPass pass_;
    std::vector<Part> parts_{};
    int taken_ = 0;
    double sum_ = 0.0, loss_ = 0.0;
    double largestInput_ = 0.0;
    bool areSumsOrdinary_ = false;
};

}  // namespace backprop::lab
