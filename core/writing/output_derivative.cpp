#include "writing/output_derivative.hpp"

#include <cmath>

namespace backprop {

bool dependsOn(const Network& network, const Quantity& of, const Quantity& id) {
    if (id.layer != of.layer) return id.layer < of.layer;
    if (of.kind == QuantityKind::WeightedSum) return isParameter(id) && id.neuron == of.neuron;
    const bool own = id.neuron == of.neuron || !network.layer(of.layer).activation->isPointwise();
    return !isOutput(id) && own;
}

double OutputDerivative::slope(int layer, int k, int j, Way way) {
    if (way == Way::Formulas)
        return f_.evaluate(f_.symbolic.localDerivative(quantity::output(layer, k), quantity::weightedSum(layer, j)));
    const auto l = static_cast<std::size_t>(layer);
    const Activation& f = f_.activation(layer);
    const double value =
        f.isPointwise() ? f.slope(f_.it.pass.z[l](j), f_.it.pass.a[l](j)) : f.layerwise->slope(f_.it.pass.a[l], k, j);
    return way == Way::Size ? std::abs(value) : value;
}

/// The derivative by a neuron's output, from the layer after it.
double OutputDerivative::weighted(int layer, int neuron, Way way) const {
    double total = 0.0;
    for (int k = 0; k < f_.units(layer + 1); ++k) {
        const double weight = f_.it.value(quantity::weight(layer + 1, k, neuron));
        total += (way == Way::Size ? std::abs(weight) : weight) * bySums(layer + 1)(k);
    }
    return total;
}

double OutputDerivative::operator()(Way way) {
    bySums_ = std::vector<Vector>(static_cast<std::size_t>(of_.layer) + 1);
    const int last = isOutput(id_) ? id_.layer + 1 : id_.layer;
    for (int l = of_.layer; l >= last; --l) {
        Vector& own = bySums_[static_cast<std::size_t>(l)];
        own.setZero(f_.units(l));
        for (int j = 0; j < own.size(); ++j) {
            if (l < of_.layer)
                own(j) = weighted(l, j, way) * slope(l, j, j, way);
            else if (of_.kind == QuantityKind::WeightedSum)
                own(j) = j == of_.neuron ? 1.0 : 0.0;
            else if (j == of_.neuron || !f_.activation(l).isPointwise())
                own(j) = slope(l, of_.neuron, j, way);
        }
    }
    if (isOutput(id_)) return weighted(id_.layer, id_.neuron, way);
    const double delta = bySums(id_.layer)(id_.neuron);
    if (id_.kind != QuantityKind::Weight) return delta;
    const double input = f_.it.value(quantity::output(id_.layer - 1, id_.from));
    return delta * (way == Way::Size ? std::abs(input) : input);
}

}  // namespace backprop
