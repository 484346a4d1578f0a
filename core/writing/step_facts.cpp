#include "writing/step_facts.hpp"

#include <cmath>

namespace backprop {
namespace {

/// The summand that a sample adds to a sum.
Quantity addend(const Quantity& total) {
    switch (total.kind) {
        case QuantityKind::WeightGradientTotal:
            return quantity::weightGradient(total.layer, total.neuron, total.from);
        case QuantityKind::BiasGradientTotal:
            return quantity::biasGradient(total.layer, total.neuron);
        default:
            return quantity::loss();
    }
}

/// The sum that a mean is made of.
Quantity totalOfMean(const Quantity& mean) {
    Quantity total = mean;
    total.kind = mean.kind == QuantityKind::WeightGradientMean ? QuantityKind::WeightGradientTotal
                 : mean.kind == QuantityKind::BiasGradientMean ? QuantityKind::BiasGradientTotal
                                                               : QuantityKind::LossTotal;
    return total;
}

Expr lossSum(IterationFormulas& f) {
    if (f.it.network().outputs() == 1) return f.symbolic.definition(quantity::loss());
    std::vector<Expr> terms;
    for (int k = 0; k < f.it.network().outputs(); ++k) terms.push_back(Expr(quantity::lossTerm(k)));
    return sum(std::move(terms));
}

Expr rightHandSide(IterationFormulas& f, const StepOutline& outline) {
    const Quantity& q = outline.computes;
    switch (outline.rule) {
        case StepRule::LossSum:
            return lossSum(f);
        case StepRule::DeltaOutput:
        case StepRule::DeltaHidden:
            return f.deltaForm(q.layer, q.neuron);
        case StepRule::WeightGradient:
            return Expr(quantity::delta(q.layer, q.neuron)) * Expr(quantity::output(q.layer - 1, q.from));
        case StepRule::BiasGradient:
            return Expr(quantity::delta(q.layer, q.neuron)) * Expr(1.0);
        case StepRule::Accumulate:
            return Expr(q) + Expr(addend(q));
        case StepRule::Reduce:
            return Expr(totalOfMean(q)) / Expr(static_cast<double>(f.it.sums->samples));
        case StepRule::Update:
            return Expr(q) - Expr(quantity::learningRate()) * Expr(updateGradient(f.it, q));
        default:
            return f.symbolic.definition(q);
    }
}

}  // namespace

Quantity updateGradient(const Iteration& iteration, const Quantity& parameter) {
    return iteration.sums ? reducedGradientOf(parameter, iteration.scenario->training.batchReduction)
                          : gradientOf(parameter);
}

StepFacts stepFacts(IterationFormulas& f, const StepOutline& outline) {
    const Quantity& q = outline.computes;
    StepFacts step{outline.rule, q, rightHandSide(f, outline), f.it.value(q), std::nullopt, std::nullopt};
    if (outline.rule == StepRule::Accumulate) {
        step.before = step.value;
        step.value += f.it.value(addend(q));
    }
    if (outline.rule == StepRule::Update) {
        step.before = step.value;
        if (f.it.batch && f.it.batch->failure) {
            step.value = std::nan("");
            step.failure = f.it.batch->failure;
            return step;
        }
        step.value = f.it.updated(q);
    }
    if (!std::isfinite(step.value)) step.failure = nonFinite(q, step.value);
    return step;
}

}  // namespace backprop
