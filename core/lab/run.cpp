#include "lab/run.hpp"

#include <numeric>

namespace backprop::lab {
namespace {

/// Visits of weights and biases between two questions whether a run goes on, and the cost of a sample besides, counted
/// in them: some tenths of a millisecond.
constexpr std::int64_t visitsBetweenQuestions = std::int64_t{1} << 19, visitsOfSampleBeside = 64;

}  // namespace

Run::Run(Scenario scenario, const StopConditions& stop, std::vector<Sample> test)
    : scenario_(std::move(scenario)), stop_(stop), trainer_(scenario_), test_(scenario_.network, test) {
    numbers_.resize(static_cast<std::size_t>(std::max(samples().count(), test_.count())));
    std::iota(numbers_.begin(), numbers_.end(), 0);
}

void Run::retrain(const Training& training) {
    const double scale = nextStep().scale;
    trainer_.retrain(training);
    if (nextStep().scale != scale) {
        bestEpoch_ = -1;
        best_.clear();
        epoch_ = {};
    }
    withoutProgress_ = 0;
    if (stopped_ == StopReason::NoProgress) stopped_ = StopReason::None;
}

void Run::setStop(const StopConditions& stop) {
    stop_ = stop;
    if (stopped_ == StopReason::NonFinite) return;
    stopped_ = StopReason::None;
    if (epochs_ > 0) judge();
}

void Run::resume() {
    if (stopped_ == StopReason::NonFinite) return;
    if (stopped_ == StopReason::Loss) stop_.loss.reset();
    if (stopped_ == StopReason::Epochs) stop_.epochs = 0;
    if (stopped_ == StopReason::NoProgress) stop_.epochsWithoutProgress = 0;
    stopped_ = StopReason::None;
}

void Run::advance(Stride stride) {
    if (stopped_ != StopReason::None) return;
    if (stride == Stride::Sample) {
        const std::int64_t epoch = trainer_.progress().epoch;
        watch_.before(trainer_, epochs_);
        const auto completed = trainer_.addSample();
        if (!completed) {
            error_ = completed.error();
            stopped_ = StopReason::NonFinite;
        } else if (completed.value()) {
            watch_.after(trainer_);
            epoch_.total += trainer_.loss();
            ++epoch_.updates;
            if (trainer_.progress().epoch != epoch) finishEpoch();
        }
        return;
    }
    bool finished = step();
    while (stride == Stride::Epoch && !finished && stopped_ == StopReason::None) finished = step();
}

void Run::advanceWhile(bool (*goOn)(double until), double until, std::int64_t epochs) {
    const std::int64_t visitsOfSample = static_cast<std::int64_t>(trainer_.parameters().size()) + visitsOfSampleBeside;
    const std::int64_t batch = std::min<std::int64_t>(scenario_.training.batchSize, samples().count());
    std::int64_t visits = 0;
    while (stopped_ == StopReason::None && epochs_ < epochs) {
        step();
        visits += batch * visitsOfSample;
        if (visits < visitsBetweenQuestions) continue;
        visits = 0;
        if (!goOn(until)) return;
    }
}

/// One update; whether it finished an epoch.
bool Run::step() {
    const std::int64_t epoch = trainer_.progress().epoch;
    watch_.before(trainer_, epochs_);
    if (auto error = trainer_.update()) {
        error_ = std::move(error);
        stopped_ = StopReason::NonFinite;
        return false;
    }
    watch_.after(trainer_);
    epoch_.total += trainer_.loss();
    ++epoch_.updates;
    if (trainer_.progress().epoch == epoch) return false;
    finishEpoch();
    return true;
}

void Run::record(double loss) {
    if (epochs_ % recordStride_ != 0) return;
    records_.push_back({epochs_, loss, score(test_, 0.5).loss});
    if (records_.size() < mostRecords) return;
    for (std::size_t i = 0; i < mostRecords / 2; ++i) records_[i] = records_[2 * i];
    records_.resize(mostRecords / 2);
    recordStride_ *= 2;
}

void Run::finishEpoch() {
    const double loss = epoch_.total / epoch_.updates;
    epoch_ = {};
    record(loss);
    const bool isFirst = bestEpoch_ < 0;
    if (isFirst) firstLoss_ = loss;
    lastLoss_ = loss;
    if (isFirst || loss < lastProgress_ - stop_.progress * std::abs(lastProgress_)) {
        lastProgress_ = loss;
        withoutProgress_ = 0;
    } else {
        ++withoutProgress_;
    }
    if (isFirst || loss < lowest_) {
        lowest_ = loss;
        bestEpoch_ = epochs_;
        best_ = trainer_.parameters();
    }
    ++epochs_;
    judge();
}

/// Whether a condition holds, by the last epoch.
void Run::judge() {
    if (stop_.loss && bestEpoch_ >= 0 && lastLoss_ <= *stop_.loss)
        stopped_ = StopReason::Loss;
    else if (stop_.epochs > 0 && epochs_ >= stop_.epochs)
        stopped_ = StopReason::Epochs;
    else if (stop_.epochsWithoutProgress > 0 && withoutProgress_ >= stop_.epochsWithoutProgress)
        stopped_ = StopReason::NoProgress;
}

namespace {

/// Which of a sample's numbers is the largest, in rows of a tile.
int largestRow(const double* rows, const Tile& tile, int sample, int count) {
    int largest = 0;
    for (int k = 1; k < count; ++k)
        if (rows[tile.at(sample, k, count)] > rows[tile.at(sample, largest, count)]) largest = k;
    return largest;
}

}  // namespace

Run::Score Run::score(const SampleArrays& samples, double threshold) {
    FastPass& pass = trainer_.pass();
    Score score{0.0, 0};
    pass.boundSums(largestSize(samples.x));
    const int all = samples.count(), outputs = samples.outputs;
    for (int first = 0; first < all; first += pass.capacity()) {
        const int count = std::min(pass.capacity(), all - first);
        pass.take(samples, numbers_.data() + first, count);
        score.loss += pass.loss(1.0);
        const Tile& tile = pass.tile();
        const double *a = pass.outputsNow(pass.depth()), *t = pass.targets();
        for (int s = 0; s < count; ++s) {
            const auto place = tile.at(s, 0, 1);
            const bool isRight = outputs == 1 ? (a[place] > threshold) == (t[place] > threshold)
                                              : largestRow(a, tile, s, outputs) == largestRow(t, tile, s, outputs);
            score.right += isRight ? 1 : 0;
        }
    }
    if (all == 0)
        score.loss = std::numeric_limits<double>::quiet_NaN();
    else if (scenario_.training.takesMean(static_cast<std::size_t>(all)))
        score.loss /= all;
    return score;
}

NextStep Run::nextStep() const {
    const OptimizerSettings& optimizer = scenario_.training.optimizer;
    const int all = samples().count(), batch = std::min(scenario_.training.batchSize, all);
    return {.kind = optimizer.kind,
            .learningRate = trainer_.learningRate(),
            .momentum = optimizer.momentum,
            .updatesPerEpoch = (all + batch - 1) / batch,
            .scale = scenario_.training.takesMean(static_cast<std::size_t>(batch)) ? 1.0 : batch};
}

Scenario Run::measured() const {
    Scenario scenario{.network = scenario_.network, .loss = scenario_.loss, .training = scenario_.training};
    trainer_.writeParameters(scenario.network);
    scenario.training.batchReduction = BatchReduction::Mean;
    const auto all = static_cast<std::int64_t>(scenario_.samples.size());
    const int count = samplesMeasured(scenario.network, static_cast<int>(all));
    for (std::int64_t i = 0; i < count; ++i)
        scenario.samples.push_back(scenario_.samples[static_cast<std::size_t>(i * all / count)]);
    return scenario;
}

Run::Condition Run::condition() const {
    const Scenario scenario = measured();
    const NextStep next = nextStep();
    Condition condition{healthOf(scenario.network, *scenario.loss, scenario.samples, next), {}};
    condition.diagnoses = diagnose(condition.health, next,
                                   {.hasDiverged = stopped_ == StopReason::NonFinite,
                                    .firstLoss = firstLoss_,
                                    .lastLoss = lastLoss_,
                                    .lowestLoss = lowest_});
    return condition;
}

}  // namespace backprop::lab
