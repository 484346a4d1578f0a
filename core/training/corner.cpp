#include "training/corner.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "numbers/rounded.hpp"

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

}  // namespace

std::vector<Corner> findCorners(const Network& network, const Sample& sample, const ForwardPass& pass) {
    const int last = lastWithCorners(network);
    std::vector<Corner> found;
    std::vector<double> inputs, outputs;  // the errors of a layer's inputs and of its outputs
    if (last > 0)
        for (const double x : sample.x) inputs.push_back(typed(x).error);
    for (int l = 1; l <= last; ++l) {
        const Layer& layer = network.layer(l);
        const auto at = static_cast<std::size_t>(l);
        const Activation& activation = *layer.activation;
        outputs.clear();
        for (int j = 0; j < layer.units(); ++j) {
            Rounded sum = 0.0;
            for (int i = 0; i < network.units(l - 1); ++i)
                sum += typed(layer.weights(j, i)) * Rounded(pass.a[at - 1](i), inputs[static_cast<std::size_t>(i)]);
            sum += typed(layer.biases(j));
            const Quantity id = quantity::weightedSum(l, j);
            const double z = pass.z[at](j), a = pass.a[at](j), slope = activation.slope(z, a);
            double steepest = std::abs(slope);
            const double rounding = std::isfinite(sum.error) ? sum.error : 0.0;  // nothing is known of an overflow
            for (const double corner : activation.corners) {
                if (!(std::abs(z - corner) <= rounding)) continue;
                constexpr double far = std::numeric_limits<double>::infinity();
                const double left = activation.slopeBeside(corner, -far), right = activation.slopeBeside(corner, far);
                found.push_back({id, corner, z, rounding, left, right, slope});
                steepest = std::max(steepest, std::max(std::abs(left), std::abs(right)));
            }
            outputs.push_back(steepest * sum.error + 0x1p-50 * std::abs(a));
        }
        inputs.swap(outputs);
    }
    return found;
}

}  // namespace backprop
