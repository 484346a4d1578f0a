#include "lab/watch.hpp"

#include "lab/health.hpp"

namespace backprop::lab {
namespace {

constexpr std::size_t mostSizes = 1024, mostOfTrail = 512, numbersOfTrail = std::size_t{1} << 19;

/// An even number of rows.
std::size_t rowsOfTrail(std::size_t parameters) {
    return std::clamp<std::size_t>(numbersOfTrail / parameters / 2 * 2, 2, mostOfTrail);
}

}  // namespace

double* ThinnedRows::add() {
    if (count() == most_) {
        for (std::size_t i = 1; i < most_ / 2; ++i) std::copy_n(row(2 * i), width_, numbers_.data() + i * width_);
        numbers_.resize(most_ / 2 * width_);
        stride_ *= 2;
    }
    numbers_.resize(numbers_.size() + width_);
    return numbers_.data() + numbers_.size() - width_;
}

Watch::Watch(FastTrainer& trainer)
    : sizes_(1 + 2 * static_cast<std::size_t>(trainer.pass().depth()), mostSizes),
      trail_(trainer.parameters().size(), rowsOfTrail(trainer.parameters().size())) {}

void Watch::before(FastTrainer& trainer, std::int64_t epochs) {
    const std::int64_t iteration = trainer.progress().iteration;
    // The samples of an update after its first find the same parameters, but the update may have become a larger one.
    const bool isNew = iteration != recorded_;
    recorded_ = iteration;
    if (isNew && trail_.wants(iteration)) std::copy_n(trainer.parameters().data(), trail_.width(), trail_.add());
    epoch_ = epochs;
    const bool wasLast = isLast_ && !isNew;
    isLast_ = trainer.isLastOfEpoch() && sizes_.wants(epochs);
    if (isLast_ && !wasLast) parameters_ = trainer.parameters();
}

void Watch::after(FastTrainer& trainer) {
    if (!isLast_) return;
    isLast_ = false;
    double* row = sizes_.add();
    *row++ = static_cast<double>(epoch_);
    const int depth = trainer.pass().depth();
    for (int l = 1; l <= depth; ++l, ++row) {
        const auto& [shape, first, biases] = trainer.pass().place(l);
        const auto count = static_cast<std::size_t>(biases - first);
        const double *gradient = trainer.gradients().data() + first, *after = trainer.parameters().data() + first;
        double* before = parameters_.data() + first;
        const double size = rootMeanSquare(before, count);
        for (std::size_t i = 0; i < count; ++i) before[i] = after[i] - before[i];
        row[0] = rootMeanSquare(gradient, count);
        row[depth] = rootMeanSquare(before, count) / size;
    }
}

}  // namespace backprop::lab
