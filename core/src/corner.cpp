#include "backprop/corner.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "backprop/rounded.hpp"

namespace backprop {
namespace {

/// A decimal as it was typed, rounded to the nearest double.
Rounded typed(double value) { return {value, 0x1p-53 * std::abs(value)}; }

/// The last layer whose activation has corners; 0: none has.
int lastWithCorners(const Network& network) {
    int layer = network.depth();
    while (layer > 0 && network.layer(layer).activation->corners.empty()) --layer;
    return layer;
}

/// The slope to take at a corner. Above and Below: where the quantity grows or falls.
enum class Side { Taken, Left, Right, Above, Below };

/// `rate`: of the sum, when the quantity grows.
double slopeAt(const Corner& corner, Side side, double rate) {
    if (side == Side::Taken) return corner.taken;
    const bool right = side == Side::Right || (side == Side::Above && rate > 0.0) || (side == Side::Below && rate < 0.0);
    return right ? corner.right : corner.left;
}

/// dL/d id by forward accumulation, layer by layer from the quantity on.
double derivativeAlong(const Iteration& it, const Quantity& id, const std::vector<Corner>& corners, Side side) {
    const Network& network = it.network();
    const int depth = network.depth();
    std::vector<double> rates(static_cast<std::size_t>(network.units(id.layer)));  // of the layer's sums
    rates[static_cast<std::size_t>(id.neuron)] =
        id.kind == QuantityKind::Weight ? it.value(quantity::output(id.layer - 1, id.from)) : 1.0;
    for (int l = id.layer;; ++l) {
        const Activation& activation = *network.layer(l).activation;
        const bool toLoss = l == depth && activation.corners.empty();  // by delta, which a softmax has too
        double total = 0.0;
        for (int j = 0; j < network.units(l); ++j) {
            double& rate = rates[static_cast<std::size_t>(j)];
            if (toLoss) {
                total += it.back.delta[static_cast<std::size_t>(l)](j) * rate;
                continue;
            }
            const Corner* corner = cornerAt(corners, l, j);
            if (l > id.layer || id.kind != QuantityKind::Output)
                rate *= corner ? slopeAt(*corner, side, rate)
                               : activation.slope(it.value(quantity::weightedSum(l, j)), it.value(quantity::output(l, j)));
            if (l == depth) total += it.back.outputSlopes(j) * rate;
        }
        if (l == depth) return total;
        const Matrix& weights = network.layer(l + 1).weights;
        std::vector<double> next(static_cast<std::size_t>(weights.rows()));
        for (Eigen::Index k = 0; k < weights.rows(); ++k)
            for (Eigen::Index j = 0; j < weights.cols(); ++j)
                next[static_cast<std::size_t>(k)] += weights(k, j) * rates[static_cast<std::size_t>(j)];
        rates = std::move(next);
    }
}

}  // namespace

std::vector<Corner> corners(const Iteration& it) {
    const int last = lastWithCorners(it.network());
    std::vector<Corner> found;
    std::vector<Rounded> inputs, outputs;
    if (last > 0)
        for (const double x : it.sample->x) inputs.push_back(typed(x));
    for (int l = 1; l <= last; ++l) {
        const Layer& layer = it.network().layer(l);
        const Activation& activation = *layer.activation;
        outputs.clear();
        for (int j = 0; j < layer.units(); ++j) {
            Rounded sum = 0.0;
            for (std::size_t i = 0; i < inputs.size(); ++i)
                sum += typed(layer.weights(j, static_cast<Eigen::Index>(i))) * inputs[i];
            sum += typed(layer.biases(j));
            const Quantity id = quantity::weightedSum(l, j);
            const double z = it.value(id), a = it.value(quantity::output(l, j)), slope = activation.slope(z, a);
            double steepest = std::abs(slope);
            const double rounding = std::isfinite(sum.error) ? sum.error : 0.0;  // nothing is known of an overflow
            for (const double at : activation.corners) {
                if (!(std::abs(z - at) <= rounding)) continue;
                constexpr double far = std::numeric_limits<double>::infinity();
                found.push_back({id, at, z, rounding, activation.slopeBeside(at, -far),
                                 activation.slopeBeside(at, far), slope});
                steepest = std::max({steepest, std::abs(found.back().left), std::abs(found.back().right)});
            }
            outputs.push_back({a, steepest * sum.error + 0x1p-50 * std::abs(a)});
        }
        inputs.swap(outputs);
    }
    return found;
}

const Corner* cornerAt(const std::vector<Corner>& corners, int layer, int neuron) {
    const Quantity id = quantity::weightedSum(layer, neuron);
    const auto here = std::lower_bound(corners.begin(), corners.end(), id,
                                       [](const Corner& corner, const Quantity& sum) { return corner.sum < sum; });
    return here != corners.end() && here->sum == id ? &*here : nullptr;
}

GradientCorners cornersPassed(const Iteration& it, const Quantity& id, const std::vector<Corner>& all) {
    GradientCorners result{};
    for (const Corner& corner : all) {
        const bool own = corner.sum.neuron == id.neuron && id.kind != QuantityKind::Output;
        if (corner.sum.layer > id.layer || (corner.sum.layer == id.layer && own)) result.passed.push_back(corner);
    }
    if (result.passed.empty()) return result;
    const auto along = [&](Side side) { return derivativeAlong(it, id, result.passed, side); };
    const bool one = result.passed.size() == 1;
    result.left = one ? along(Side::Left) : std::nan("");
    result.right = one ? along(Side::Right) : std::nan("");
    result.above = along(Side::Above);
    result.below = along(Side::Below);
    result.mean = 0.5 * result.above + 0.5 * result.below;
    result.isConvention = result.above != result.below || result.above != along(Side::Taken);
    return result;
}

}  // namespace backprop
