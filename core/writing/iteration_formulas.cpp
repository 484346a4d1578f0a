#include "writing/iteration_formulas.hpp"

#include "formulas/latex.hpp"

namespace backprop {

FormulaEnvironment::FormulaEnvironment(IterationFormulas& formulas)
    : IterationEnvironment(formulas.it), f_(formulas), deltas_(static_cast<std::size_t>(formulas.depth()) + 1) {}

double FormulaEnvironment::delta(const Quantity& q) const {
    const Vector& known = deltas_[static_cast<std::size_t>(q.layer)];
    if (known.size() > 0) return known(q.neuron);
    if (q.layer < f_.depth()) workOut(q.layer + 1);
    return f_.comesTo(f_.deltaForm(q.layer, q.neuron));
}

void FormulaEnvironment::workOut(int layer) const {
    Vector& known = deltas_[static_cast<std::size_t>(layer)];
    if (known.size() > 0) return;
    Vector all(f_.units(layer));
    for (int k = 0; k < all.size(); ++k) all(k) = delta(quantity::delta(layer, k));
    known = std::move(all);
}

double FormulaEnvironment::value(const Quantity& q) const {
    switch (q.kind) {
        case QuantityKind::Delta:
            return delta(q);
        case QuantityKind::WeightGradient:
            return delta(quantity::delta(q.layer, q.neuron)) * value(quantity::output(q.layer - 1, q.from));
        case QuantityKind::BiasGradient:
            return delta(quantity::delta(q.layer, q.neuron));
        default:
            return IterationEnvironment::value(q);
    }
}

IterationFormulas::IterationFormulas(const Iteration& iteration)
    : it(iteration),
      environment(iteration),
      evaluate(environment),
      symbolic(iteration.network(), iteration.loss()),
      byFormula(*this),
      comesTo(byFormula) {}

Expr IterationFormulas::slope(int layer, int neuron) const {
    return activation(layer).slopeFormula(Expr(quantity::weightedSum(layer, neuron)),
                                          Expr(quantity::output(layer, neuron)));
}

Expr IterationFormulas::arriving(int layer, int neuron) const {
    std::vector<Expr> terms;
    for (int k = 0; k < units(layer + 1); ++k)
        terms.push_back(Expr(quantity::weight(layer + 1, k, neuron)) * Expr(quantity::delta(layer + 1, k)));
    return sum(std::move(terms));
}

Expr IterationFormulas::deltaForm(int layer, int neuron) {
    if (layer == depth()) return symbolic.outputDelta(neuron, it.targetsAddToOne());
    const Expr own = slope(layer, neuron), next = arriving(layer, neuron);
    return own.isConstant(1) ? next : product({next, own});
}

Expr IterationFormulas::parameterInput(const Quantity& parameter) const {
    return parameter.kind == QuantityKind::Weight ? Expr(quantity::output(parameter.layer - 1, parameter.from))
                                                  : Expr(1.0);
}

Expr IterationFormulas::collapsedForm(const Quantity& id) {
    if (isParameter(id)) return product({Expr(quantity::delta(id.layer, id.neuron)), parameterInput(id)});
    if (id.kind == QuantityKind::WeightedSum) return deltaForm(id.layer, id.neuron);
    return id.layer == depth() ? symbolic.gradient(id) : arriving(id.layer, id.neuron);
}

Expr IterationFormulas::lossSlope(int neuron) const {
    const Ratio scale = it.loss().factor(units(depth()));
    const Expr term =
        it.loss().slopeFormula(Expr(quantity::output(index::output, neuron)), Expr(quantity::target(neuron)));
    return scale == Ratio{1, 1} ? term : simplify(Expr(scale) * term);
}

AppliedRule IterationFormulas::cancelled(const Expr& before, const Expr& after) const {
    const Rounded value = roundedValue(after, environment);
    return {Rule::Cancel, value.value, compare(roundedValue(before, environment), value)};
}

}  // namespace backprop
