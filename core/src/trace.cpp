#include "backprop/trace.hpp"

#include <cmath>

#include "backprop/symbolic_network.hpp"
#include "notation_writer.hpp"

namespace backprop {

std::string_view toString(Phase phase) {
    switch (phase) {
        case Phase::Forward:
            return "forward";
        case Phase::Loss:
            return "loss";
        case Phase::Backward:
            return "backward";
        case Phase::Update:
            return "update";
    }
    return "forward";
}

std::string_view toString(StepRule rule) {
    switch (rule) {
        case StepRule::WeightedSum:
            return "weighted_sum";
        case StepRule::Activation:
            return "activation";
        case StepRule::LossTerm:
            return "loss_term";
        case StepRule::LossSum:
            return "loss_sum";
        case StepRule::DeltaOutput:
            return "delta_output";
        case StepRule::DeltaHidden:
            return "delta_hidden";
        case StepRule::WeightGradient:
            return "weight_gradient";
        case StepRule::BiasGradient:
            return "bias_gradient";
        case StepRule::Update:
            return "update";
    }
    return "update";
}

Phase phaseOf(StepRule rule) {
    switch (rule) {
        case StepRule::WeightedSum:
        case StepRule::Activation:
            return Phase::Forward;
        case StepRule::LossTerm:
        case StepRule::LossSum:
            return Phase::Loss;
        case StepRule::Update:
            return Phase::Update;
        default:
            return Phase::Backward;
    }
}

std::vector<StepOutline> outlineSteps(const Scenario& scenario) {
    const Network& network = scenario.network;
    std::vector<StepOutline> steps;
    for (int l = 1; l <= network.depth(); ++l)
        for (int j = 0; j < network.units(l); ++j) {
            steps.push_back({StepRule::WeightedSum, quantity::weightedSum(l, j)});
            steps.push_back({StepRule::Activation, quantity::output(l, j)});
        }
    for (int k = 0; network.outputs() > 1 && k < network.outputs(); ++k)
        steps.push_back({StepRule::LossTerm, quantity::lossTerm(k)});
    steps.push_back({StepRule::LossSum, quantity::loss()});
    for (int l = network.depth(); l >= 1; --l)
        for (int j = 0; j < network.units(l); ++j) {
            steps.push_back(
                {l == network.depth() ? StepRule::DeltaOutput : StepRule::DeltaHidden, quantity::delta(l, j)});
            for (int i = 0; i < network.units(l - 1); ++i)
                steps.push_back({StepRule::WeightGradient, quantity::weightGradient(l, j, i)});
            steps.push_back({StepRule::BiasGradient, quantity::biasGradient(l, j)});
        }
    for (const Quantity& parameter : parameters(network))
        if (parameter.kind == QuantityKind::Weight || scenario.training.updateBiases)
            steps.push_back({StepRule::Update, parameter});
    return steps;
}

namespace {

/// Writes one step; holds what the formulas of a step need.
class StepWriter {
public:
    StepWriter(const Iteration& iteration, const NumberFormat& format, Notation notation)
        : it_(iteration),
          format_(format),
          environment_(iteration),
          symbols_(notation == Notation::Scalar ? SymbolTable(*iteration.scenario) : SymbolTable()),
          inSymbols_(symbols_),
          inNumbers_(inSymbols_.withNumbers(environment_, format)),
          definitions_(iteration.network(), iteration.loss()) {}

    Step write(const StepOutline& outline) {
        if (outline.rule == StepRule::Update) return writeUpdate(outline);
        const Quantity& q = outline.computes;
        const Expr form = rightHandSide(outline);
        Step step{.rule = outline.rule,
                  .computes = q,
                  .reads = symbolsIn(form),
                  .symbols = symbols_.latex(q) + between(outline) + inSymbols_(form),
                  .numbers = inNumbers_(form),
                  .result = {},
                  .value = it_.value(q),
                  .before = std::nullopt,
                  .failure = std::nullopt};
        finish(step);
        return step;
    }

private:
    void finish(Step& step) const {
        const Quantity& q = step.computes;
        step.result = taggedNumber(q, step.value, format_);
        if (!std::isfinite(step.value)) step.failure = nonFinite(q, step.value);
    }

    Step writeUpdate(const StepOutline& outline) {
        const Quantity& q = outline.computes;
        const Quantity eta = quantity::learningRate();
        const std::string old = symbols_.latex(q) + " \\leftarrow " + symbols_.latex(q) + " - " + symbols_.latex(eta);
        Step step{.rule = outline.rule,
                  .computes = q,
                  .reads = {q, eta, gradientOf(q)},
                  .symbols = old + " \\, " + updateGradient(q),
                  .numbers = {},
                  .result = {},
                  .value = 0.0,
                  .before = it_.value(q),
                  .failure = std::nullopt};
        if (it_.batch && it_.batch->failure) {
            step.value = std::nan("");
            step.failure = it_.batch->failure;
            return step;
        }
        const double gradient = it_.updateGradient(q);
        step.numbers = inNumbers_(Expr(q)) + " - " + inNumbers_.factor(Expr(eta)) + " \\cdot " +
                       asFactor(it_.batch ? plainNumber(gradient, format_) : inNumbers_(Expr(gradientOf(q))));
        step.value = it_.updated(q);
        finish(step);
        return step;
    }

    /// The sample's gradient, or what a batch makes of those of its samples.
    std::string updateGradient(const Quantity& q) const {
        const std::string own = symbols_.latex(gradientOf(q));
        if (!it_.batch) return own;
        const std::string size = std::to_string(it_.batch->samples);
        const bool mean = it_.scenario->training.batchReduction == BatchReduction::Mean;
        return (mean ? "\\frac{1}{" + size + "} " : "") + "\\sum_{s=1}^{" + size + "} \\left(" + own + "\\right)_{s}";
    }

    Expr rightHandSide(const StepOutline& outline) {
        const Quantity& q = outline.computes;
        switch (outline.rule) {
            case StepRule::LossSum:
                return lossSum();
            case StepRule::DeltaOutput:
                return outputDelta(q);
            case StepRule::DeltaHidden:
                return hiddenDelta(q);
            case StepRule::WeightGradient:
                return Expr(quantity::delta(q.layer, q.neuron)) * Expr(quantity::output(q.layer - 1, q.from));
            case StepRule::BiasGradient:
                return Expr(quantity::delta(q.layer, q.neuron)) * Expr(1.0);
            default:
                return definitions_.definition(q);
        }
    }

    Expr lossSum() {
        if (it_.network().outputs() == 1) return definitions_.definition(quantity::loss());
        std::vector<Expr> terms;
        for (int k = 0; k < it_.network().outputs(); ++k) terms.push_back(Expr(quantity::lossTerm(k)));
        return sum(std::move(terms));
    }

    Expr outputDelta(const Quantity& q) { return definitions_.gradient(quantity::weightedSum(q.layer, q.neuron)); }

    Expr hiddenDelta(const Quantity& q) {
        std::vector<Expr> terms;
        for (int k = 0; k < it_.network().units(q.layer + 1); ++k)
            terms.push_back(Expr(quantity::weight(q.layer + 1, k, q.neuron)) * Expr(quantity::delta(q.layer + 1, k)));
        const Expr slope = it_.network().layer(q.layer).activation->slopeFormula(
            Expr(quantity::weightedSum(q.layer, q.neuron)), Expr(quantity::output(q.layer, q.neuron)));
        return slope.isConstant(1) ? sum(std::move(terms)) : product({sum(std::move(terms)), slope});
    }

    /// What stands between the quantity and its formula: an equals sign, with the general form where that helps.
    std::string between(const StepOutline& outline) {
        const Quantity& q = outline.computes;
        switch (outline.rule) {
            case StepRule::Activation: {
                const std::string name(it_.network().layer(q.layer).activation->latexName);
                if (name.empty()) return " = ";
                const Quantity z = quantity::weightedSum(q.layer, q.neuron);
                return " = " + name + "\\left(" + symbols_.latex(z) + "\\right) = ";
            }
            case StepRule::DeltaOutput: {
                const Quantity a = quantity::output(q.layer, q.neuron);
                std::string chain = " = " + symbols_.derivative(quantity::loss(), a) + " \\cdot " +
                                    symbols_.derivative(a, quantity::weightedSum(q.layer, q.neuron)) + " = ";
                if (it_.loss().isFusedWith(it_.network().outputActivation()))
                    chain += inSymbols_(definitions_.outputDeltaUncancelled(q.neuron)) + " = ";
                return chain;
            }
            default:
                return " = ";
        }
    }

    const Iteration& it_;
    NumberFormat format_;
    IterationEnvironment environment_;
    SymbolTable symbols_;
    LatexWriter inSymbols_;
    LatexWriter inNumbers_;
    SymbolicNetwork definitions_;
};

}  // namespace

Step describeStep(const Iteration& iteration, const StepOutline& outline, const NumberFormat& format,
                  Notation notation) {
    Step step = StepWriter(iteration, format, notation).write(outline);
    FormulaContext context(iteration, format);
    rewriteIn(notation, context, step);
    return step;
}

std::vector<Step> trace(const Iteration& iteration, const NumberFormat& format, Notation notation) {
    StepWriter writer(iteration, format, notation);
    FormulaContext context(iteration, format);
    std::vector<Step> steps;
    for (const StepOutline& outline : outlineSteps(*iteration.scenario)) {
        steps.push_back(writer.write(outline));
        rewriteIn(notation, context, steps.back());
        if (steps.back().failure) break;
    }
    return steps;
}

}  // namespace backprop
