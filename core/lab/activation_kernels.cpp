#include "lab/activation_kernels.hpp"

#include "lab/exponential.hpp"

namespace backprop::lab {
namespace {

/// A kernel's numbers for two sums. Beyond its limit, if it has one, a sum goes through the definition.
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
        return {s.value, s.value * s.rest, s.rest};
    }
};

struct TanhKernel {
    static constexpr double limit = largestExponent / 2;
    static KernelOutputs at(Pair z) {
        const TanhPair t = tanhOf(z);
        return {t.value, t.onePlus * t.oneMinus, t.oneMinus};
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
        return {a, s.value, 1.0 - a};
    }
};

struct SiluKernel {
    static constexpr double limit = largestExponent;
    static KernelOutputs at(Pair z) {
        const SigmoidPair s = sigmoidOf(z);
        const Pair a = z * s.value;
        return {a, s.value + a * s.rest, 1.0 - a};
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

template <Wanted wanted>
[[gnu::always_inline]] inline void storeOutputs(const ActivationArrays& arrays, std::ptrdiff_t i,
                                                const KernelOutputs& out) {
    store(arrays.a + i, out.a);
    if constexpr (wanted >= Wanted::Slopes) store(arrays.slopes + i, out.slope);
    if constexpr (wanted >= Wanted::Rests) store(arrays.rests + i, out.rest);
}

/// The sums that a kernel is not made for go through the definition.
void mend(const Activation& activation, const ActivationArrays& arrays, double limit) {
    for (std::ptrdiff_t i = 0; i < arrays.count; ++i)
        if (!(std::abs(arrays.z[i]) <= limit)) byDefinition(activation, arrays, i);
}

template <class Kernel, Wanted wanted>
void appliedTo(const Activation& activation, const ActivationArrays& given) {
    const ActivationArrays arrays = given;
    // Two pairs at a time: while one waits for its division, the other is worked on.
    for (std::ptrdiff_t i = 0; i < arrays.count; i += 2 * pairSize) {
        const KernelOutputs out = Kernel::at(load(arrays.z + i)), next = Kernel::at(load(arrays.z + i + pairSize));
        storeOutputs<wanted>(arrays, i, out);
        storeOutputs<wanted>(arrays, i + pairSize, next);
    }
    if constexpr (requires { Kernel::limit; })
        if (!(arrays.largest <= Kernel::limit)) mend(activation, arrays, Kernel::limit);
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
