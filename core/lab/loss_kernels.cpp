#include "lab/loss_kernels.hpp"

#include "lab/exponential.hpp"

namespace backprop::lab {
namespace {

struct TermAndDelta {
    Pair term, delta;
};

/// a - t, as `difference` of numbers/scalar.hpp takes it.
Pair differenceOf(Pair a, Pair rest, Pair t) {
    const auto nearOne = (t > 0.5) & (t < 2.0);
    return nearOne ? (1.0 - t) - rest : a - t;
}

struct SquaredErrorKernel {
    static TermAndDelta at(Pair, Pair a, Pair rest, Pair t, Pair slope) {
        const Pair error = differenceOf(a, rest, t);
        return {error * error, 2.0 * error * slope};
    }
};

/// On a sigmoid, from z and both of sigmoid(z) and sigmoid(-z).
struct CrossEntropyKernel {
    static TermAndDelta at(Pair z, Pair a, Pair rest, Pair t, Pair) {
        const Pair tail = softplusTail(z);
        const Pair softplusOfMinus = positivePart(-z) + tail, softplus = positivePart(z) + tail;
        return {t * softplusOfMinus + (1.0 - t) * softplus, differenceOf(a, rest, t)};
    }
};

struct LogitCrossEntropyKernel {
    static TermAndDelta at(Pair z, Pair, Pair, Pair t, Pair) {
        const Pair e = exponentialOf(minusSize(z)), small = e / (1.0 + e), large = 1.0 - small;
        const auto isNegative = z < 0.0;
        return CrossEntropyKernel::at(z, isNegative ? small : large, isNegative ? large : small, t, Pair{});
    }
};

template <class Kernel>
double summed(const OutputArrays& arrays, const Tile& tile, double scale) {
    Pair total{};
    std::ptrdiff_t place = 0;
    for (int group = 0; group < tile.groups(); ++group) {
        const int width = tile.widthOf(group);
        const bool isCut = tile.isPadded && group + 1 == tile.groups();
        for (int k = 0; k < arrays.outputs; ++k)
            for (int s = 0; s < width; s += pairSize, place += pairSize) {
                const TermAndDelta at =
                    Kernel::at(load(arrays.z + place), load(arrays.a + place), load(arrays.rests + place),
                               load(arrays.targets + place), load(arrays.deltas + place));
                const Pair share = isCut && s + pairSize == width ? Pair{scale, 0.0} : both(scale);
                total += share * at.term;
                store(arrays.deltas + place, share * at.delta);
            }
    }
    return sum(total);
}

}  // namespace

LossKernel lossKernelOf(const Loss& loss, const Activation& output) {
    if (!output.isPointwise()) return nullptr;
    if (loss.id == "mse" || loss.id == "half_sse" || loss.id == "sse") return summed<SquaredErrorKernel>;
    if (loss.id == "bce_with_logits") return summed<LogitCrossEntropyKernel>;
    const bool isCrossEntropy = loss.id == "bce" || loss.id == "bce_mean";
    return isCrossEntropy && loss.isFusedWith(output) ? summed<CrossEntropyKernel> : nullptr;
}

}  // namespace backprop::lab
