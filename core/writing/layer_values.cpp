#include "writing/layer_values.hpp"

namespace backprop {

bool LayerValues::cancels() const {
    return f_.cancels() && (f_.activation(layer_).isPointwise() || f_.it.targetsAddToOne());
}

Wide<double> LayerValues::lossSlope(int neuron) const {
    return f_.evaluate.wide(f_.symbolic.gradient(quantity::output(layer_, neuron)));
}

Wide<double> LayerValues::jacobian(int row, int column) const {
    return f_.evaluate.wide(
        f_.symbolic.localDerivative(quantity::output(layer_, column), quantity::weightedSum(layer_, row)));
}

std::vector<double> LayerValues::deltas(const std::vector<double>& next) const {
    std::vector<double> all;
    for (int j = 0; j < f_.units(layer_); ++j) all.push_back(delta(j, next));
    return all;
}

double LayerValues::delta(int j, const std::vector<double>& next) const {
    if (layer_ < f_.depth()) return (weighted(j, next) * slope(j)).narrow();
    if (cancels()) {
        const Expr difference = Expr(quantity::output(layer_, j)) - Expr(quantity::target(j));
        return f_.it.loss().factor(f_.units(layer_)).value() * f_.evaluate(difference);
    }
    if (f_.activation(layer_).isPointwise()) return (lossSlope(j) * slope(j)).narrow();
    Wide<double> total = 0.0;
    for (int k = 0; k < f_.units(layer_); ++k) total += jacobian(j, k) * lossSlope(k);
    return total.narrow();
}

double LayerValues::weighted(int j, const std::vector<double>& next) const {
    double total = 0.0;
    for (int k = 0; k < f_.units(layer_ + 1); ++k)
        total += f_.it.value(quantity::weight(layer_ + 1, k, j)) * next[static_cast<std::size_t>(k)];
    return total;
}

double LayerValues::gradient(const Quantity& id, const std::vector<double>& deltas) const {
    if (isOutput(id)) return layer_ == f_.depth() ? lossSlope(id.neuron).narrow() : weighted(id.neuron, deltas);
    const double delta = deltas[static_cast<std::size_t>(id.neuron)];
    return id.kind == QuantityKind::Weight ? delta * f_.it.value(quantity::output(layer_ - 1, id.from)) : delta;
}

}  // namespace backprop
