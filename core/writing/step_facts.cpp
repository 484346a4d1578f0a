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

/// eta factor^k; floor + (eta - floor) c with c between 0 and 1.
Expr scheduleForm(const Iteration& it) {
    const Schedule& schedule = it.scenario->training.optimizer.schedule;
    const Expr eta(quantity::learningRate());
    if (schedule.kind == ScheduleKind::Step)
        return eta * power(Expr(schedule.factor), static_cast<int>(it.epoch / schedule.epochs));
    const double share = schedule.share(it.epoch);
    return schedule.floor == 0.0 ? eta * Expr(share)
                                 : Expr(schedule.floor) + (eta - Expr(schedule.floor)) * Expr(share);
}

/// The optimizer's rules (network/optimizer.hpp) on symbols.
Expr updateForm(const Iteration& it, const StepOutline& outline) {
    using enum QuantityKind;
    const Quantity& q = outline.computes;
    const Training& training = it.scenario->training;
    const Quantity parameter = parameterOf(q);
    const bool weight = parameter.kind == Weight;
    const auto symbol = [&](QuantityKind kind) { return Expr(Quantity{kind}); };
    const auto own = [&](QuantityKind ofWeights) { return Expr(belongingTo(ofWeights, parameter)); };
    const Expr raw(updateGradient(it, parameter));
    const Expr gradient = weight && training.optimizer.weightDecay != 0.0 ? own(DecayedGradient) : raw;
    const Expr eta = symbol(training.optimizer.schedule.kind == ScheduleKind::Constant ? LearningRate : ScheduledRate);
    const auto correction = [&](QuantityKind beta) {
        const auto t = std::min<std::int64_t>(it.scenario->state.updates + 1, limits::updates);
        return optimizer::correction(power(symbol(beta), static_cast<int>(t)));
    };
    const Expr before(q);
    switch (outline.rule) {
        case StepRule::Schedule:
            return scheduleForm(it);
        case StepRule::WeightDecay:
            return optimizer::decayed(raw, Expr(parameter), symbol(QuantityKind::WeightDecay));
        case StepRule::Velocity:
            return optimizer::velocity(before, gradient, symbol(Momentum));
        case StepRule::FirstMoment:
            return optimizer::moment(before, gradient, symbol(FirstBeta));
        case StepRule::SecondMoment:
            return optimizer::moment(before, square(gradient), symbol(SecondBeta));
        case StepRule::BiasCorrection:
            return q.kind == WeightFirstCorrected || q.kind == BiasFirstCorrected
                       ? optimizer::corrected(own(WeightFirstMoment), correction(FirstBeta))
                       : optimizer::corrected(own(WeightSecondMoment), correction(SecondBeta));
        default:
            break;
    }
    if (training.optimizer.kind == OptimizerKind::Adam)
        return optimizer::adam(before, own(WeightFirstCorrected), own(WeightSecondCorrected), eta, symbol(Epsilon),
                               [](const Expr& a) { return squareRoot(a); });
    return optimizer::sgd(before, training.optimizer.kind == OptimizerKind::Momentum ? own(WeightVelocity) : gradient,
                          eta);
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
        default:
            return phaseOf(outline.rule) == Phase::Update ? updateForm(f.it, outline) : f.symbolic.definition(q);
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
    if (phaseOf(outline.rule) == Phase::Update && outline.rule != StepRule::Schedule) {
        if (isParameter(q) || isKept(q.kind)) step.before = step.value;
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
