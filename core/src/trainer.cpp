#include "backprop/trainer.hpp"

#include <algorithm>
#include <numeric>

#include "backprop/batch_iteration.hpp"
#include "backprop/random.hpp"

namespace backprop {

Trainer::Workspace::Workspace(const Scenario& scenario) : order(scenario.samples.size()) {
    batch.reserve(order.size());
    pass.sizeFor(scenario.network);
    back.sizeFor(scenario.network);
    result.gradients.sizeFor(scenario.network);
}

std::size_t Trainer::bytesFor(const Scenario& scenario) {
    return static_cast<std::size_t>(scenario.network.parameterCount()) * sizeof(double) +
           scenario.samples.size() * 2 * sizeof(int);
}

void Trainer::restart(const Progress& progress, Workspace workspace) {
    progress_ = progress;
    work_ = std::move(workspace);
}

/// Fisher and Yates's shuffle, from a seed of the epoch's own: any epoch's order can be had without those before it.
void Trainer::orderSamples() {
    if (work_.orderedEpoch == progress_.epoch) return;
    work_.orderedEpoch = progress_.epoch;
    std::iota(work_.order.begin(), work_.order.end(), 0);
    if (!scenario_.training.shuffle) return;
    constexpr std::uint32_t oddConstant = 0x9e3779b9u;  // spreads neighbouring epochs over all seeds
    Random random(scenario_.training.shuffleSeed + oddConstant * static_cast<std::uint32_t>(progress_.epoch));
    for (std::size_t i = work_.order.size(); i > 1; --i)
        std::swap(work_.order[i - 1], work_.order[random.below(static_cast<std::uint32_t>(i))]);
}

void Trainer::beginAt(int sample) {
    orderSamples();
    progress_.position = static_cast<int>(std::find(work_.order.begin(), work_.order.end(), sample) - work_.order.begin());
}

const std::vector<int>& Trainer::nextBatch() {
    orderSamples();
    const auto begin = static_cast<std::size_t>(progress_.position);
    const auto end = std::min(work_.order.size(), begin + static_cast<std::size_t>(scenario_.training.batchSize));
    work_.batch.assign(work_.order.begin() + static_cast<std::ptrdiff_t>(begin),
                  work_.order.begin() + static_cast<std::ptrdiff_t>(end));
    return work_.batch;
}

Result<const BatchResult*> Trainer::evaluate(const std::vector<int>& samples) {
    work_.result.loss = 0.0;
    work_.result.samples = static_cast<int>(samples.size());
    work_.result.gradients.setZero();
    for (const int index : samples) {
        const Sample& sample = scenario_.samples[static_cast<std::size_t>(index)];
        forward(scenario_.network, *scenario_.loss, sample, work_.pass);
        auto error = firstNonFinite(work_.pass);
        if (!error) {
            backward(scenario_.network, *scenario_.loss, sample, work_.pass, work_.back);
            addGradients(work_.pass, work_.back, work_.result.gradients);
            work_.result.loss += work_.pass.loss;
            error = firstNonFiniteBehind();
        }
        if (!error) continue;
        error->sample = index;
        return *error;
    }
    if (scenario_.training.batchReduction == BatchReduction::Mean && samples.size() > 1) {
        const double count = static_cast<double>(samples.size());
        work_.result.loss /= count;
        work_.result.gradients /= count;
    }
    return &work_.result;
}

/// Of the deltas and gradients of the sample just added, then of the sums. Nearly always the sums are finite, and so
/// are then all gradients in them.
std::optional<Error> Trainer::firstNonFiniteBehind() const {
    if (std::isfinite(work_.result.loss) && !firstNonFinite(work_.back, work_.result.gradients)) return std::nullopt;
    Gradients own;
    own.sizeFor(scenario_.network);
    addGradients(work_.pass, work_.back, own);
    if (auto error = firstNonFinite(work_.back, own)) return error;
    return firstNonFiniteSum(scenario_.network, work_.result.loss, work_.result.gradients);
}

std::optional<Error> Trainer::update() {
    const auto evaluated = evaluate(nextBatch());
    if (!evaluated) return evaluated.error();
    if (auto error = firstOverflow()) return error;
    const double eta = scenario_.training.learningRate;
    for (std::size_t l = 0; l < scenario_.network.layers.size(); ++l) {
        Layer& layer = scenario_.network.layers[l];
        layer.weights -= eta * work_.result.gradients.weights[l];
        if (scenario_.training.updateBiases) layer.biases -= eta * work_.result.gradients.biases[l];
    }
    advance();
    return std::nullopt;
}

/// The first parameter that the update would make infinite.
std::optional<Error> Trainer::firstOverflow() const {
    const double eta = scenario_.training.learningRate;
    for (int l = 1; l <= scenario_.network.depth(); ++l) {
        const Layer& layer = scenario_.network.layer(l);
        const auto index = static_cast<std::size_t>(l - 1);
        for (int j = 0; j < layer.units(); ++j) {
            for (int i = 0; i < layer.weights.cols(); ++i) {
                const double after = layer.weights(j, i) - eta * work_.result.gradients.weights[index](j, i);
                if (!std::isfinite(after)) return nonFinite(quantity::weight(l, j, i), after);
            }
            if (!scenario_.training.updateBiases) continue;
            const double after = layer.biases(j) - eta * work_.result.gradients.biases[index](j);
            if (!std::isfinite(after)) return nonFinite(quantity::bias(l, j), after);
        }
    }
    return std::nullopt;
}

void Trainer::advance() {
    ++progress_.iteration;
    progress_.position += static_cast<int>(work_.batch.size());
    if (progress_.position < static_cast<int>(work_.order.size())) return;
    progress_.position = 0;
    ++progress_.epoch;
}

}  // namespace backprop
