#include "training/batch_iteration.hpp"

#include <algorithm>

namespace backprop {
namespace {

/// How many doubles the marks may hold together.
constexpr std::int64_t markLimit = std::int64_t{1} << 22;

int strideFor(std::size_t samples, const Network& network) {
    const auto doubles = static_cast<std::int64_t>(samples) * network.parameterCount();
    return static_cast<int>(1 + doubles / markLimit);
}

}  // namespace

BatchIteration::BatchIteration(const Scenario& scenario, std::vector<int> samples, std::int64_t epoch)
    : scenario_(scenario),
      samples_(std::move(samples)),
      epoch_(epoch),
      steps_(scenario, static_cast<int>(samples_.size())),
      stride_(strideFor(samples_.size(), scenario.network)) {
    sums_.samples = static_cast<int>(samples_.size());
    if (samples_.size() > 1) sums_.gradients.sizeFor(scenario.network);
    runAll();
}

void BatchIteration::runAll() {
    for (int p = 0; p <= last(); ++p) {
        run(p);
        reached_ = p;
        std::optional<Error> error = firstNonFinite(iteration_);
        if (!error && last() > 0) {
            sumUpTo(p + 1);
            error = firstNonFiniteSum(scenario_.network, sums_.loss, sums_.gradients);
        }
        if (!error) continue;
        error->sample = samples_[static_cast<std::size_t>(p)];
        failure_ = StepFailure{*steps_.indexOf(error->quantity, p), *error};
        return;
    }
    reached_ = last() + 1;
    if (const auto error = firstOverflow(at(reached_)))
        failure_ = StepFailure{*steps_.indexOf(error->quantity, reached_), *error};
}

void BatchIteration::takeMark(int mark) {
    summed_ = mark * stride_;
    if (mark > 0) {
        sums_ = marks_[static_cast<std::size_t>(mark - 1)];
        return;
    }
    sums_.loss = 0.0;
    sums_.gradients.setZero();
}

void BatchIteration::run(int position) {
    if (position == position_) return;
    const int sample = samples_[static_cast<std::size_t>(position)];
    iteration_ = runIteration(scenario_, scenario_.samples[static_cast<std::size_t>(sample)], epoch_);
    position_ = position;
}

/// Begins at the nearest mark before the position, where that is nearer than the sums at hand.
void BatchIteration::sumUpTo(int position) {
    const int mark = std::min(position / stride_, static_cast<int>(marks_.size()));
    if (summed_ > position || summed_ < mark * stride_) takeMark(mark);
    while (summed_ < position) {
        run(summed_);
        sums_.add(iteration_.pass.loss, iteration_.gradients);
        ++summed_;
        if (summed_ % stride_ == 0 && static_cast<std::size_t>(summed_ / stride_) == marks_.size() + 1)
            marks_.push_back(sums_);
    }
}

const Iteration& BatchIteration::at(int position) {
    const int reachable = std::min(position, reached_);
    if (last() > 0) sumUpTo(reachable);
    run(std::min(reachable, last()));
    iteration_.sums = last() > 0 ? &sums_ : nullptr;
    return iteration_;
}

}  // namespace backprop
