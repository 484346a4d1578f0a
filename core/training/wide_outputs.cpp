#include "training/wide_outputs.hpp"

namespace backprop {

const PreciseVector& WideOutputs::layer() const {
    if (layer_.size() == 0) {
        PreciseVector z(z_.size());
        // The exponents of the doubles, with their rounding: what is near 1 there is the same number here.
        for (Eigen::Index k = 0; k < z.size(); ++k) z(k) = z_(k) - z_.maxCoeff();
        layer_.resize(z.size());
        activation_.layerwise->preciseValue(z, layer_);
    }
    return layer_;
}

WideOutput WideOutputs::operator()(Eigen::Index k) const {
    if (activation_.isPointwise()) {
        const PreciseOutput at = activation_.precise(z_(k));
        return {toWide(at.a), toWide(at.oneMinus), toWide(at.onePlus), toWide(at.slope)};
    }
    const Wide<double> a = toWide(layer()(k));
    return {a, toWide(activation_.layerwise->preciseOneMinus(layer(), k)), 1.0 + a, slope(k, k)};
}

Wide<double> WideOutputs::slope(Eigen::Index k, Eigen::Index j) const {
    return toWide(activation_.isPointwise() ? activation_.precise(z_(k)).slope
                                            : activation_.layerwise->preciseSlope(layer(), k, j));
}

WideComplexOutput WideComplexOutputs::operator()(Eigen::Index k) const {
    if (activation_.isPointwise()) return activation_.wideComplex(z_(k));
    if (layer_.size() == 0) {
        WideComplexVector z(z_.size());
        for (Eigen::Index i = 0; i < z.size(); ++i) z(i) = z_(i);
        layer_.resize(z.size());
        activation_.layerwise->wideComplexValue(z, layer_);
    }
    return {layer_(k), activation_.layerwise->wideComplexOneMinus(layer_, k)};
}

}  // namespace backprop
