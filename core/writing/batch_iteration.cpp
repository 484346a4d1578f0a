#include "writing/batch_iteration.hpp"

#include <algorithm>
#include <cmath>

namespace backprop {
namespace {

/// How many doubles the marks may hold together.
constexpr std::int64_t markLimit = std::int64_t{1} << 22;

int strideFor(std::size_t samples, const Network& network) {
    const auto doubles = static_cast<std::int64_t>(samples) * network.parameterCount();
    return static_cast<int>(1 + doubles / markLimit);
}

}  // namespace

std::optional<Error> firstNonFiniteSum(const Network& network, double loss, const Gradients& gradients) {
    if (!std::isfinite(loss)) return nonFinite({QuantityKind::LossTotal}, loss);
    if (gradients.allFinite()) return std::nullopt;
    for (const Quantity& q : parameters(network))
        if (const double value = gradients.at(q); !std::isfinite(value))
            return nonFinite(reducedGradientOf(q, BatchReduction::Sum), value);
    return std::nullopt;
}

BatchIteration::BatchIteration(const Scenario& scenario, std::vector<int> samples)
    : scenario_(scenario),
      samples_(std::move(samples)),
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
    iteration_ = runIteration(scenario_, scenario_.samples[static_cast<std::size_t>(sample)]);
    position_ = position;
}

/// Begins at the nearest mark before, where that is nearer than where the sums stand.
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

std::vector<Step> BatchIteration::describe(std::int64_t from, std::int64_t count, const NumberFormat& format,
                                           Notation notation) {
    std::vector<Step> all;
    const std::int64_t end = count < length() - from ? from + count : length();
    while (from < end) {
        const int position = steps_.positionOf(from);
        std::vector<StepOutline> outlines;
        for (std::int64_t i = from; i < end && steps_.positionOf(i) == position; ++i) outlines.push_back(steps_.at(i));
        const bool ofSample = position <= last();
        for (Step& step : describeSteps(at(position), outlines, format, notation)) {
            step.index = from++;
            step.sample = ofSample || last() == 0 ? samples_[static_cast<std::size_t>(std::min(position, last()))] : -1;
            all.push_back(std::move(step));
        }
    }
    return all;
}

}  // namespace backprop
