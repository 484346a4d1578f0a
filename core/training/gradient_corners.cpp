#include "training/gradient_corners.hpp"

#include <cmath>

namespace backprop {
namespace {

/// dL/d id by forward accumulation, layer by layer from the quantity on. `way`: 1 where the quantity grows, -1 where it
/// falls, with the slopes of that side at the corners; 0 with the slopes taken. `rate`: of the last corner's sum.
double derivativeAlong(const Iteration& it, const Quantity& id, const std::vector<const Corner*>& passed, int way,
                       double& rate) {
    const Network& network = it.network();
    auto corner = passed.begin();  // the next one
    std::vector<double> rates(static_cast<std::size_t>(network.units(id.layer)));
    rates[static_cast<std::size_t>(id.neuron)] =
        id.kind == QuantityKind::Weight ? it.value(quantity::output(id.layer - 1, id.from)) : 1.0;
    for (int l = id.layer;; ++l) {
        const Activation& activation = *network.layer(l).activation;
        const bool last = l == network.depth();
        const bool byDelta = last && activation.corners.empty();  // which a softmax has too
        double total = 0.0;
        for (int j = 0; j < network.units(l); ++j) {
            double& ofNeuron = rates[static_cast<std::size_t>(j)];
            const Quantity sum = quantity::weightedSum(l, j);
            if (corner != passed.end() && (*corner)->sum == sum) {
                rate = ofNeuron;
                ofNeuron *= way == 0 ? (*corner)->taken : rate * way > 0.0 ? (*corner)->right : (*corner)->left;
                ++corner;
            } else if (!byDelta && (l > id.layer || id.kind != QuantityKind::Output)) {
                ofNeuron *= activation.slope(it.value(sum), it.value(quantity::output(l, j)));
            }
            if (last)
                total += ofNeuron * (byDelta ? it.back.delta[static_cast<std::size_t>(l)](j) : it.back.outputSlopes(j));
        }
        if (last) return total;
        const Matrix& weights = network.layer(l + 1).weights;
        std::vector<double> next(static_cast<std::size_t>(weights.rows()));
        for (Eigen::Index k = 0; k < weights.rows(); ++k)
            for (Eigen::Index j = 0; j < weights.cols(); ++j)
                next[static_cast<std::size_t>(k)] += weights(k, j) * rates[static_cast<std::size_t>(j)];
        rates.swap(next);
    }
}

}  // namespace

const Corner* cornerOf(const Iteration& it, const Quantity& q) {
    const bool ofNeuron =
        q.kind == QuantityKind::WeightedSum || q.kind == QuantityKind::Output || q.kind == QuantityKind::Delta;
    for (const Corner& corner : it.corners())
        if (ofNeuron && corner.sum.layer == q.layer && corner.sum.neuron == q.neuron) return &corner;
    return nullptr;
}

GradientCorners cornersPassed(const Iteration& it, const Quantity& id) {
    GradientCorners result{};
    for (const Corner& corner : it.corners()) {
        const bool own = corner.sum.neuron == id.neuron && id.kind != QuantityKind::Output;
        if (corner.sum.layer > id.layer || (corner.sum.layer == id.layer && own)) result.passed.push_back(&corner);
    }
    if (result.passed.empty()) return result;
    double rate = 0.0;
    const double taken = derivativeAlong(it, id, result.passed, 0, rate);
    result.below = derivativeAlong(it, id, result.passed, -1, rate);
    result.above = derivativeAlong(it, id, result.passed, 1, rate);
    result.mean = 0.5 * result.above + 0.5 * result.below;
    result.isConvention = result.above != result.below || result.above != taken;
    result.left = result.right = std::nan("");
    if (result.passed.size() == 1) {
        result.right = rate > 0.0 ? result.above : result.below;
        result.left = rate > 0.0 ? result.below : result.above;
    }
    return result;
}

}  // namespace backprop
