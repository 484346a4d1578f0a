#include "lab/activation_kernels.hpp"

#include "lab/exponential.hpp"

namespace backprop::lab {
namespace {

/// What a kernel computes for two sums. Beyond its limit, if it has one, a sum goes through the definition.
struct KernelOutputs {
    Pair a, slope, rest;
};

struct LinearKernel {
    static KernelOutputs at(Pair z) { return {z, both(1.0), 1.0 - z}; }
};

struct SigmoidKernel {
    static constexpr double limit = largestExponent;
    static KernelOutputs at(Pair z) {
        const SigmoidPair s = sigmoidOf(z);
        const auto isNegative = z < 0.0;
        return {isNegative ? s.small : s.large, s.large * s.small, isNegative ? s.large : s.small};
    }
};

struct TanhKernel {
    static constexpr double limit = largestExponent / 2;
    static KernelOutputs at(Pair z) {
        const TanhPair t = tanhOf(z);
        return {withSign(t.size, z), t.onePlus * t.oneMinus, z < 0.0 ? t.onePlus : t.oneMinus};
    }
};

struct ReluKernel {
    static KernelOutputs at(Pair z) {
        const auto isPositive = z > 0.0;
        const Pair a = positivePart(z);
        return {a, isPositive ? both(1.0) : both(0.0), 1.0 - a};
    }
};

struct LeakyReluKernel {
    static KernelOutputs at(Pair z) {
        const auto isPositive = z > 0.0;
        const Pair a = isPositive ? z : 0.01 * z;
        return {a, isPositive ? both(1.0) : both(0.01), 1.0 - a};
    }
};

struct SoftplusKernel {
    static constexpr double limit = largestExponent;
    static KernelOutputs at(Pair z) {
        const SigmoidPair s = sigmoidOf(z);
        const Pair a = positivePart(z) + softplusTail(z);
        return {a, z < 0.0 ? s.small : s.large, 1.0 - a};
    }
};

struct SiluKernel {
    static constexpr double limit = largestExponent;
    static KernelOutputs at(Pair z) {
        const SigmoidPair s = sigmoidOf(z);
        const auto isNegative = z < 0.0;
        const Pair sigma = isNegative ? s.small : s.large, a = z * sigma;
        return {a, sigma + a * (isNegative ? s.large : s.small), 1.0 - a};
    }
};

void byDefinition(const Activation& activation, const ActivationArrays& arrays, std::ptrdiff_t i) {
    const double z = arrays.z[i], a = activation.value(z);
    arrays.a[i] = a;
    if (arrays.slopes) arrays.slopes[i] = activation.slope(z, a);
    if (arrays.rests) arrays.rests[i] = activation.oneMinus(z);
}

void allByDefinition(const Activation& activation, const ActivationArrays& arrays) {
    for (std::ptrdiff_t i = 0; i < arrays.count; ++i) byDefinition(activation, arrays, i);
}

enum class Wanted { Values, Slopes, Rests };

template <class Kernel, Wanted wanted>
void appliedTo(const Activation& activation, const ActivationArrays& arrays) {
    const auto [z, a, slopes, rests, count] = arrays;
    auto isOrdinary = Pair{} == Pair{};
    for (std::ptrdiff_t i = 0; i < count; i += pairSize) {
        const Pair at = load(z + i);
        if constexpr (requires { Kernel::limit; }) isOrdinary &= minusSize(at) >= -Kernel::limit;
        const KernelOutputs out = Kernel::at(at);
        store(a + i, out.a);
        if constexpr (wanted >= Wanted::Slopes) store(slopes + i, out.slope);
        if constexpr (wanted >= Wanted::Rests) store(rests + i, out.rest);
    }
    if constexpr (requires { Kernel::limit; }) {
        if (isOrdinary[0] && isOrdinary[1]) return;
        for (std::ptrdiff_t i = 0; i < count; ++i)
            if (!(std::abs(z[i]) <= Kernel::limit)) byDefinition(activation, arrays, i);
    }
}

template <class Kernel>
void applied(const Activation& activation, const ActivationArrays& arrays) {
    if (arrays.rests) return appliedTo<Kernel, Wanted::Rests>(activation, arrays);
    if (arrays.slopes) return appliedTo<Kernel, Wanted::Slopes>(activation, arrays);
    appliedTo<Kernel, Wanted::Values>(activation, arrays);
}

struct KernelRow {
    std::string_view id;
    ActivationKernel kernel;
    bool isBounded;
};

constexpr KernelRow kernelRows[] = {
    {Linear::id, applied<LinearKernel>, false},
    {Sigmoid::id, applied<SigmoidKernel>, true},
    {Tanh::id, applied<TanhKernel>, true},
    {Relu::id, applied<ReluKernel>, false},
    {LeakyRelu::id, applied<LeakyReluKernel>, false},
    {Softplus::id, applied<SoftplusKernel>, false},
    {Silu::id, applied<SiluKernel>, false},
};

const KernelRow* rowOf(const Activation& activation) {
    for (const KernelRow& row : kernelRows)
        if (row.id == activation.id) return &row;
    return nullptr;
}

}  // namespace

ActivationKernel kernelOf(const Activation& activation) {
    const KernelRow* row = rowOf(activation);
    return row ? row->kernel : allByDefinition;
}

bool isBounded(const Activation& activation) {
    const KernelRow* row = rowOf(activation);
    return row && row->isBounded;
}

}  // namespace backprop::lab
