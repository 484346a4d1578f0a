#include "backprop/precise_pass.hpp"

#include <algorithm>

namespace backprop {
namespace {

using Index = Eigen::Index;

PreciseVector toPrecise(const Vector& values) {
    PreciseVector result(values.size());
    for (Index i = 0; i < values.size(); ++i) result(i) = values(i);
    return result;
}

void propagate(const Network& network, PrecisePass& pass) {
    for (const Layer& layer : network.layers) {
        const PreciseVector& from = pass.a.back();
        PreciseVector z = toPrecise(layer.biases), a(z.size()), slopes;
        for (Index j = 0; j < z.size(); ++j)
            for (Index i = 0; i < from.size(); ++i) z(j) += layer.weights(j, i) * from(i);
        if (layer.activation->isPointwise()) {
            slopes.resize(z.size());
            for (Index j = 0; j < z.size(); ++j) {
                const PreciseOutput at = layer.activation->precise(z(j));
                a(j) = at.a;
                slopes(j) = at.slope;
            }
        } else {
            layer.activation->layerwise->preciseValue(z, a);
        }
        pass.z.push_back(z);
        pass.a.push_back(a);
        pass.slopes.push_back(slopes);
    }
}

/// delta of the output layer.
void outputDeltas(const Iteration& it, PrecisePass& pass) {
    const Activation& output = it.network().outputActivation();
    const LayerActivation* layerwise = output.layerwise;
    const Loss& loss = it.loss();
    const PreciseVector &z = pass.z.back(), &a = pass.a.back();
    const Vector& t = it.sample->t;
    PreciseVector &delta = pass.delta.back(), &slopes = pass.outputSlopes;
    const Ratio factor = loss.factor(it.network().outputs());
    const Precise scaled = Precise(static_cast<double>(factor.numerator)) / static_cast<double>(factor.denominator);
    delta.resize(a.size());
    if (loss.preciseDeltas && loss.isFusedWith(output)) {
        loss.preciseDeltas(a, t, delta);
        for (Precise& value : delta) value *= scaled;
        return;
    }
    slopes.resize(a.size());
    for (Index k = 0; k < a.size(); ++k) {
        const Precise rest = layerwise ? layerwise->preciseOneMinus(a, k) : output.precise(z(k)).oneMinus;
        slopes(k) = scaled * loss.preciseSlope(a(k), rest, t(k));
    }
    for (Index j = 0; j < a.size(); ++j) {
        delta(j) = layerwise ? Precise(0.0) : slopes(j) * pass.slopes.back()(j);
        for (Index k = 0; layerwise && k < a.size(); ++k) delta(j) += slopes(k) * layerwise->preciseSlope(a, k, j);
    }
}

void backward(const Iteration& it, PrecisePass& pass) {
    const Network& network = it.network();
    pass.delta.resize(pass.a.size());
    outputDeltas(it, pass);
    for (std::size_t l = pass.a.size() - 2; l >= 1; --l) {
        const PreciseVector& next = pass.delta[l + 1];
        PreciseVector delta(pass.a[l].size());
        for (Index j = 0; j < delta.size(); ++j) {
            Precise arriving = 0.0;
            for (Index k = 0; k < next.size(); ++k) arriving += network.layers[l].weights(k, j) * next(k);
            delta(j) = arriving * pass.slopes[l](j);
        }
        pass.delta[l] = delta;
    }
}

}  // namespace

PrecisePass runPrecisely(const Iteration& iteration) {
    PrecisePass pass;
    pass.z.emplace_back();
    pass.slopes.emplace_back();
    pass.a.push_back(toPrecise(iteration.sample->x));
    propagate(iteration.network(), pass);
    backward(iteration, pass);
    return pass;
}

Precise PrecisePass::gradient(const Quantity& parameter) const {
    const auto l = static_cast<std::size_t>(parameter.layer);
    const Precise& d = delta[l](parameter.neuron);
    return parameter.kind == QuantityKind::Weight ? d * a[l - 1](parameter.from) : d;
}

std::string_view toString(DigitLoss loss) {
    static constexpr std::string_view names[]{"", "error", "sum", "slope", "output", "delta"};
    return names[static_cast<std::size_t>(loss)];
}

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

    double sumError(std::size_t l, Index j) const { return relativeError(it_.pass.z[l](j), precise_.z[l](j)); }
    double outputError(std::size_t l, Index j) const { return relativeError(it_.pass.a[l](j), precise_.a[l](j)); }
    double deltaError(std::size_t l, Index j) const { return relativeError(it_.back.delta[l](j), precise_.delta[l](j)); }
    double slopeError(std::size_t l, Index j) const {
        const double slope = it_.network().layers[l - 1].activation->slope(it_.pass.z[l](j), it_.pass.a[l](j));
        return relativeError(slope, precise_.slopes[l](j));
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
        if (precise_.slopes[l].size() == 0)
            for (Index k = 0; k < precise_.z[l].size(); ++k)
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
        const std::size_t l = precise_.a.size() - 1;
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
        const bool pointwise = precise_.slopes[l].size() > 0;
        for (Index k = pointwise ? j : 0; k < (pointwise ? j + 1 : precise_.delta[l].size()); ++k)
            worst.take(k, std::abs(it_.back.outputSlopes(k)) + 0x1p-1074, slopeOfLoss(k));
        if (pointwise && slopeError(l, j) > worst.error) return slope(l, j);
        if (isLostHere(found, worst.error)) return at(DigitLoss::Delta, quantity::delta(number(l), number(j)));
        return error(worst.at, worst.error);
    }

    DigitLimit delta(std::size_t l, Index j) const {
        if (l + 1 == precise_.delta.size()) return outputDelta(l, j);
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
