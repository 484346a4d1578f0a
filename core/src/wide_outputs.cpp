#include "backprop/wide_outputs.hpp"

namespace backprop {

const WideVector& WideOutputs::layer() const {
    if (layer_.size() == 0) {
        WideVector z(z_.size());
        for (Eigen::Index k = 0; k < z.size(); ++k) z(k) = z_(k);
        layer_.resize(z.size());
        activation_.layerwise->wideValue(z, layer_);
    }
    return layer_;
}

WideOutput WideOutputs::operator()(Eigen::Index k) const {
    if (activation_.isPointwise()) return activation_.wide(z_(k));
    const Wide<double>& a = layer()(k);
    return {a, activation_.layerwise->wideOneMinus(layer(), k), 1.0 + a, slope(k, k)};
}

Wide<double> WideOutputs::slope(Eigen::Index k, Eigen::Index j) const {
    return activation_.isPointwise() ? activation_.wide(z_(k)).slope : activation_.layerwise->wideSlope(layer(), k, j);
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
