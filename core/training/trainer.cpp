#include "training/trainer.hpp"

#include <algorithm>
#include <numeric>

#include "numbers/random.hpp"
#include "training/iteration.hpp"

namespace backprop {

void Trainer::restart(const Progress& progress) {
    progress_ = progress;
    orderedEpoch_ = -1;
    order_.resize(scenario_.samples.size());
    batch_.reserve(order_.size());
    pass_.sizeFor(scenario_.network);
    back_.sizeFor(scenario_.network);
    result_.gradients.sizeFor(scenario_.network);
    const auto count = static_cast<std::size_t>(scenario_.network.parameterCount());
    const int moments = momentsOf(scenario_.training.optimizer.kind);
    scenario_.state.first.resize(moments > 0 ? count : 0);
    scenario_.state.second.resize(moments > 1 ? count : 0);
}

std::size_t Trainer::bytesFor(const Scenario& scenario) {
    const int moments = momentsOf(scenario.training.optimizer.kind);
    return static_cast<std::size_t>(scenario.network.parameterCount() * (1 + moments)) * sizeof(double) +
           scenario.samples.size() * 2 * sizeof(int);
}

/// Fisher and Yates's shuffle, from a seed of the epoch's own: any epoch's order can be had without those before it.
void Trainer::orderSamples() {
    if (orderedEpoch_ == progress_.epoch) return;
    orderedEpoch_ = progress_.epoch;
    std::iota(order_.begin(), order_.end(), 0);
    if (!scenario_.training.shuffle) return;
    constexpr std::uint32_t oddConstant = 0x9e3779b9u;  // spreads neighbouring epochs over all seeds
    Random random(scenario_.training.shuffleSeed + oddConstant * static_cast<std::uint32_t>(progress_.epoch));
    for (std::size_t i = order_.size(); i > 1; --i)
        std::swap(order_[i - 1], order_[random.below(static_cast<std::uint32_t>(i))]);
}

void Trainer::beginAt(int sample) {
    orderSamples();
    progress_.position = static_cast<int>(std::find(order_.begin(), order_.end(), sample) - order_.begin());
}

const std::vector<int>& Trainer::nextBatch() {
    orderSamples();
    const auto begin = static_cast<std::size_t>(progress_.position);
    const auto end = std::min(order_.size(), begin + static_cast<std::size_t>(scenario_.training.batchSize));
    batch_.clear();
    for (std::size_t i = begin; i < end; ++i) batch_.push_back(order_[i]);
    return batch_;
}

Result<const BatchResult*> Trainer::evaluate(const std::vector<int>& samples) {
    begin();
    for (const int sample : samples)
        if (auto error = add(sample)) return *error;
    reduce(samples.size());
    return &result_;
}

Result<double> Trainer::loss(const std::vector<int>& samples) {
    double total = 0.0;
    for (const int index : samples) {
        const Sample& sample = scenario_.samples[static_cast<std::size_t>(index)];
        forward(scenario_.network, *scenario_.loss, sample, pass_);
        auto error = firstNonFinite(pass_);
        total += pass_.loss;
        if (!error && !std::isfinite(total)) error = nonFinite({QuantityKind::LossTotal}, total);
        if (!error) continue;
        error->sample = index;
        return *error;
    }
    return scenario_.training.takesMean(samples.size()) ? total / static_cast<double>(samples.size()) : total;
}

void Trainer::begin() {
    result_.loss = 0.0;
    result_.gradients.setZero();
}

std::optional<Error> Trainer::add(int index) {
    const Sample& sample = scenario_.samples[static_cast<std::size_t>(index)];
    forward(scenario_.network, *scenario_.loss, sample, pass_);
    auto error = firstNonFinite(pass_);
    if (!error) {
        backward(scenario_.network, *scenario_.loss, sample, pass_, back_);
        addGradients(pass_, back_, result_.gradients);
        result_.loss += pass_.loss;
        error = firstNonFiniteBackward();
    }
    if (error) error->sample = index;
    return error;
}

void Trainer::reduce(std::size_t samples) {
    if (!scenario_.training.takesMean(samples)) return;
    const double count = static_cast<double>(samples);
    result_.loss /= count;
    result_.gradients /= count;
}

/// Looks at the deltas and gradients of the sample just added, then at the sums. Nearly always the sums are finite, and
/// so are then all gradients in them.
std::optional<Error> Trainer::firstNonFiniteBackward() const {
    if (std::isfinite(result_.loss) && !firstNonFinite(back_, result_.gradients)) return std::nullopt;
    Gradients own;
    own.sizeFor(scenario_.network);
    addGradients(pass_, back_, own);
    if (auto error = firstNonFinite(back_, own)) return error;
    return firstNonFiniteSum(scenario_.network, result_.loss, result_.gradients);
}

std::optional<Error> Trainer::update() {
    const auto evaluated = evaluate(nextBatch());
    if (!evaluated) return evaluated.error();
    return apply();
}

std::optional<Error> Trainer::apply() {
    const UpdateNumbers numbers = updateNumbers(scenario_, progress_.epoch);
    if (!updateAll(scenario_, result_.gradients, numbers)) return firstNonFinite(scenario_, result_.gradients, numbers);
    advance();
    return std::nullopt;
}

void Trainer::advance() {
    ++progress_.iteration;
    progress_.position += static_cast<int>(batch_.size());
    if (progress_.position < static_cast<int>(order_.size())) return;
    progress_.position = 0;
    ++progress_.epoch;
}

}  // namespace backprop
