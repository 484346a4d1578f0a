#pragma once
// The coming iteration on the samples of a batch, addressable step by step: each sample forward and back, its gradients
// added to the sums, their mean, one update. A batch of one sample has neither sums nor mean.

#include "training/step_failure.hpp"

namespace backprop {

class BatchIteration {
public:
    /// Runs all samples, one or more, of an update in that epoch. The scenario must outlive this and must not change
    /// while it is in use.
    BatchIteration(const Scenario& scenario, std::vector<int> samples, std::int64_t epoch = 0);

    const std::vector<int>& samples() const { return samples_; }
    const StepList& steps() const { return steps_; }
    /// The first step whose value is not finite; no step comes after it. Its error names the sample whose part it is
    /// in.
    const std::optional<StepFailure>& failure() const { return failure_; }
    /// How many steps there are up to the end or the failure.
    std::int64_t length() const { return failure_ ? failure_->index + 1 : steps_.size(); }

    /// The iteration on the sample in that position of the batch, 0 ... samples().size(), with the sums before it;
    /// at the end of the range the last sample's, with the sums of all. Holds until the next call. A position after a
    /// failure counts as the failure's.
    const Iteration& at(int position);

private:
    int last() const { return static_cast<int>(samples_.size()) - 1; }
    void runAll();
    void run(int position);
    void sumUpTo(int position);
    void takeMark(int mark);

    const Scenario& scenario_;
    std::vector<int> samples_;
    std::int64_t epoch_;
    StepList steps_;
    std::optional<StepFailure> failure_{};
    int reached_ = 0;  // the last position that can be computed
    Iteration iteration_{};
    int position_ = -1;  // iteration_'s
    BatchSums sums_{};
    int summed_ = 0;  // how many samples sums_ holds
    // The sums at every stride_-th position, so that going back need not begin at the first sample.
    int stride_ = 1;
    std::vector<BatchSums> marks_{};
};

}  // namespace backprop
