#include "proof/precise_pass.hpp"

#include <algorithm>

#include "expressions/ids.hpp"

namespace backprop {
namespace {

using Index = Eigen::Index;

/// Far enough from the ends of the doubles for a product and its rest.
bool isModest(double value) {
    const double size = std::abs(value);
    return size == 0.0 || (size > 0x1p-300 && size < 0x1p300);
}

/// The numbers of a layer, to be added up with weights: on DoubleDouble, which is several times as fast, where all are
/// modest.
class Operands {
public:
    explicit Operands(const PreciseVector& values) : values_(values) {
        for (const Precise& value : values) {
            narrow_.push_back(value.narrow());
            modest_ = modest_ && isModest(value.narrow().high);
        }
    }

    /// start + sum_i weights[i step] of the i-th number
    Precise weighted(double start, const double* weights, Index step) const {
        bool modest = modest_ && isModest(start);
        for (Index i = 0; modest && i < values_.size(); ++i) modest = isModest(weights[i * step]);
        DoubleDouble sum = start;
        for (std::size_t i = 0; modest && i < narrow_.size(); ++i)
            sum += weights[static_cast<Index>(i) * step] * narrow_[i];
        Precise wide = start;
        for (Index i = 0; !modest && i < values_.size(); ++i) wide += weights[i * step] * values_(i);
        return modest ? Precise(sum) : wide;
    }

private:
    const PreciseVector& values_;
    std::vector<DoubleDouble> narrow_{};
    bool modest_ = true;
};

void propagate(const Layer& layer, const PreciseVector& from, PreciseLayer& to) {
    const Activation& f = *layer.activation;
    const Operands operands(from);
    to.z.resize(layer.biases.size());
    to.a.resize(to.z.size());
    if (f.isPointwise()) to.slopes.resize(to.z.size());
    for (Index j = 0; j < to.z.size(); ++j) {
        to.z(j) = operands.weighted(layer.biases(j), layer.weights.row(j).data(), 1);
        if (!f.isPointwise()) continue;
        const PreciseOutput at = f.precise(to.z(j));
        to.a(j) = at.a;
        to.slopes(j) = at.slope;
    }
    if (!f.isPointwise()) f.layerwise->preciseValue(to.z, to.a);
}

/// dL/da and delta of the output layer.
void outputDeltas(const Iteration& it, PrecisePass& pass) {
    const Activation& output = it.network().outputActivation();
    PreciseLayer& last = pass.layers.back();
    const Ratio factor = it.loss().factor(it.network().outputs());
    const Precise scaled = Precise(static_cast<double>(factor.numerator)) / static_cast<double>(factor.denominator);
    const Index n = last.a.size();
    pass.outputSlopes.resize(n);
    last.delta.resize(n);
    const auto rest = [&](Index k) {
        return output.layerwise ? output.layerwise->preciseOneMinus(last.a, k) : output.precise(last.z(k)).oneMinus;
    };
    for (Index k = 0; k < n; ++k)
        pass.outputSlopes(k) = scaled * it.loss().preciseSlope(last.a(k), rest(k), it.sample->t(k));
    if (!output.layerwise) {
        for (Index j = 0; j < n; ++j) last.delta(j) = pass.outputSlopes(j) * last.slopes(j);
        return;
    }
    // After a softmax a_j (dL/da_j (1 - a_j) - the sum of the other dL/da_k a_k), none of which cancels by itself.
    Precise before = 0.0, after = 0.0;
    for (Index j = 0; j < n; ++j) {
        last.delta(j) = pass.outputSlopes(j) * rest(j) - before;
        before += pass.outputSlopes(j) * last.a(j);
    }
    for (Index j = n - 1; j >= 0; --j) {
        last.delta(j) = last.a(j) * (last.delta(j) - after);
        after += pass.outputSlopes(j) * last.a(j);
    }
}

}  // namespace

PrecisePass runPrecisely(const Iteration& iteration) {
    const Network& network = iteration.network();
    PrecisePass pass{.layers = std::vector<PreciseLayer>(iteration.pass.a.size())};
    std::vector<PreciseLayer>& layers = pass.layers;
    const Vector& x = iteration.sample->x;
    layers[0].a.resize(x.size());
    for (Index i = 0; i < x.size(); ++i) layers[0].a(i) = x(i);
    for (std::size_t l = 1; l < layers.size(); ++l) propagate(network.layers[l - 1], layers[l - 1].a, layers[l]);
    outputDeltas(iteration, pass);
    for (std::size_t l = layers.size() - 2; l >= 1; --l) {
        const Operands next(layers[l + 1].delta);
        const Matrix& weights = network.layers[l].weights;
        layers[l].delta.resize(layers[l].a.size());
        for (Index j = 0; j < layers[l].delta.size(); ++j)
            layers[l].delta(j) = next.weighted(0.0, weights.data() + j, weights.cols()) * layers[l].slopes(j);
    }
    return pass;
}

Precise PrecisePass::gradient(const Quantity& parameter) const {
    const auto l = static_cast<std::size_t>(parameter.layer);
    const Precise& delta = layers[l].delta(parameter.neuron);
    return parameter.kind == QuantityKind::Weight ? delta * layers[l - 1].a(parameter.from) : delta;
}

namespace {

constexpr Ids<DigitLoss, 6> digitLossIds{{{
    {DigitLoss::None, ""},
    {DigitLoss::Error, "error"},
    {DigitLoss::Sum, "sum"},
    {DigitLoss::Slope, "slope"},
    {DigitLoss::Output, "output"},
    {DigitLoss::Delta, "delta"},
}}};

}  // namespace

std::string_view toString(DigitLoss loss) { return digitLossIds[loss]; }

namespace {

/// From the gradient back towards the inputs, always to the operand that has the fewest right digits, up to the first
/// number that has far fewer than all its operands.
class LimitSearch {
public:
    LimitSearch(const Iteration& iteration, const PrecisePass& precise) : it_(iteration), precise_(precise) {}

    DigitLimit gradient(const Quantity& parameter) const {
        const auto l = static_cast<std::size_t>(parameter.layer);
        const Index j = parameter.neuron, i = parameter.from;
        const bool weight = parameter.kind == QuantityKind::Weight;
        return weight && outputError(l - 1, i) > deltaError(l, j) ? output(l - 1, i) : delta(l, j);
    }

private:
    /// The operand of a sum that brings in the largest error.
    struct Worst {
        Index at = 0;
        double error = 0.0;  // of the operand, relative to it
        double carried = -1.0;

        void take(Index index, double size, double relative) {
            const double here = size == 0.0 ? 0.0 : size * relative;
            if (here > carried) *this = {index, relative, here};
        }
    };

    static bool isLostHere(double error, double operands) { return error > 16.0 * std::max(operands, 0x1p-53); }

    static DigitLimit at(DigitLoss kind, const Quantity& quantity) { return {kind, quantity}; }
    static int number(std::size_t l) { return static_cast<int>(l); }
    static int number(Index j) { return static_cast<int>(j); }

    double sumError(std::size_t l, Index j) const { return relativeError(it_.pass.z[l](j), precise_.layers[l].z(j)); }
    double outputError(std::size_t l, Index j) const {
        return relativeError(it_.pass.a[l](j), precise_.layers[l].a(j));
    }
    double deltaError(std::size_t l, Index j) const {
        return relativeError(it_.back.delta[l](j), precise_.layers[l].delta(j));
    }
    double slopeError(std::size_t l, Index j) const {
        const double slope = it_.network().layers[l - 1].activation->slope(it_.pass.z[l](j), it_.pass.a[l](j));
        return relativeError(slope, precise_.layers[l].slopes(j));
    }

    DigitLimit sum(std::size_t l, Index j) const {
        const Vector& from = it_.pass.a[l - 1];
        Worst worst;
        for (Index i = 0; i < from.size(); ++i)
            worst.take(i, std::abs(it_.network().layers[l - 1].weights(j, i) * from(i)), outputError(l - 1, i));
        if (l == 1 || isLostHere(sumError(l, j), worst.error))
            return at(DigitLoss::Sum, quantity::weightedSum(number(l), number(j)));
        return output(l - 1, worst.at);
    }

    DigitLimit output(std::size_t l, Index j) const {
        Index from = j;
        if (precise_.layers[l].slopes.size() == 0)
            for (Index k = 0; k < precise_.layers[l].z.size(); ++k)
                if (sumError(l, k) > sumError(l, from)) from = k;
        if (isLostHere(outputError(l, j), sumError(l, from)))
            return at(DigitLoss::Output, quantity::output(number(l), number(j)));
        return sum(l, from);
    }

    DigitLimit slope(std::size_t l, Index j) const {
        if (isLostHere(slopeError(l, j), sumError(l, j)))
            return at(DigitLoss::Slope, quantity::weightedSum(number(l), number(j)));
        return sum(l, j);
    }

    DigitLimit error(Index k, double found) const {
        const std::size_t l = precise_.layers.size() - 1;
        if (isLostHere(found, outputError(l, k))) return at(DigitLoss::Error, quantity::output(number(l), number(k)));
        return output(l, k);
    }

    DigitLimit outputDelta(std::size_t l, Index j) const {
        const double found = deltaError(l, j);
        if (it_.loss().isFusedWith(it_.network().outputActivation())) return error(j, found);
        const auto slopeOfLoss = [&](Index k) {
            return relativeError(it_.back.outputSlopes(k), precise_.outputSlopes(k));
        };
        Worst worst;
        const bool pointwise = precise_.layers[l].slopes.size() > 0;
        for (Index k = pointwise ? j : 0; k < (pointwise ? j + 1 : precise_.layers[l].delta.size()); ++k)
            worst.take(k, std::abs(it_.back.outputSlopes(k)) + 0x1p-1074, slopeOfLoss(k));
        if (pointwise && slopeError(l, j) > worst.error) return slope(l, j);
        if (isLostHere(found, worst.error)) return at(DigitLoss::Delta, quantity::delta(number(l), number(j)));
        return error(worst.at, worst.error);
    }

    DigitLimit delta(std::size_t l, Index j) const {
        if (l + 1 == precise_.layers.size()) return outputDelta(l, j);
        const Vector& next = it_.back.delta[l + 1];
        Worst worst;
        for (Index k = 0; k < next.size(); ++k)
            worst.take(k, std::abs(it_.network().layers[l].weights(k, j) * next(k)), deltaError(l + 1, k));
        const double slopes = slopeError(l, j);
        if (isLostHere(deltaError(l, j), std::max(worst.error, slopes)))
            return at(DigitLoss::Delta, quantity::delta(number(l), number(j)));
        return slopes > worst.error ? slope(l, j) : delta(l + 1, worst.at);
    }

    const Iteration& it_;
    const PrecisePass& precise_;
};

}  // namespace

DigitLimit digitLimit(const Iteration& iteration, const PrecisePass& precise, const Quantity& parameter) {
    return LimitSearch(iteration, precise).gradient(parameter);
}

}  // namespace backprop
