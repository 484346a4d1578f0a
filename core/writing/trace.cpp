#include "writing/trace.hpp"

#include <algorithm>
#include <cmath>

#include "formulas/symbolic_network.hpp"
#include "writing/formula_context.hpp"

namespace backprop {

namespace {

/// Writes one step, every sum written out.
class StepWriter {
public:
    explicit StepWriter(FormulaContext& context) : c_(context), it_(context.it) {}

    Step write(const StepOutline& outline) {
        if (outline.rule == StepRule::Update) return writeUpdate(outline);
        const Quantity& q = outline.computes;
        const Expr form = rightHandSide(outline);
        Step step{.index = 0,
                  .sample = -1,
                  .rule = outline.rule,
                  .computes = q,
                  .reads = symbolsIn(form),
                  .symbols = filled("@@@", {c_.symbols.latex(q), between(outline), c_.inSymbols(form)}),
                  .numbers = c_.inNumbers(form),
                  .result = {},
                  .value = it_.value(q),
                  .before = std::nullopt,
                  .failure = std::nullopt};
        if (outline.rule == StepRule::DeltaOutput)
            if (std::string chain = chainInNumbers(it_, q.neuron, c_.format); !chain.empty())
                step.numbers = std::move(chain);
        if (outline.rule == StepRule::Accumulate) {
            step.before = step.value;
            step.value += it_.value(addend(q));
        }
        finish(step);
        return step;
    }

private:
    void finish(Step& step) const {
        const Quantity& q = step.computes;
        step.result = taggedNumber(q, step.value, c_.format);
        if (!std::isfinite(step.value)) step.failure = nonFinite(q, step.value);
    }

    Step writeUpdate(const StepOutline& outline) {
        const Quantity& q = outline.computes;
        const Quantity eta = quantity::learningRate();
        const Quantity gradient =
            it_.sums ? reducedGradientOf(q, it_.scenario->training.batchReduction) : gradientOf(q);
        const std::string& symbol = c_.symbols.latex(q);
        Step step{.index = 0,
                  .sample = -1,
                  .rule = outline.rule,
                  .computes = q,
                  .reads = {q, eta, gradient},
                  .symbols = filled("@ \\leftarrow @ - @ \\, @",
                                    {symbol, symbol, c_.symbols.latex(eta), updateGradient(gradient)}),
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
        step.numbers = filled("@ - @ \\cdot @", {c_.inNumbers(Expr(q)), c_.inNumbers.factor(Expr(eta)),
                                                 asFactor(it_.batch ? plainNumber(it_.updateGradient(q), c_.format)
                                                                    : c_.inNumbers(Expr(gradient)))});
        step.value = it_.updated(q);
        finish(step);
        return step;
    }

    /// The sample's gradient, or what a batch makes of those of its samples.
    std::string updateGradient(const Quantity& gradient) const {
        const std::string own = c_.symbols.latex(gradient);
        if (!it_.batch) return own;
        const std::string size = std::to_string(it_.batch->samples);
        const bool mean = it_.scenario->training.batchReduction == BatchReduction::Mean;
        const std::string sum = filled("\\sum_{s=1}^{@} \\left(@\\right)_{s}", {size, own});
        return mean ? filled("\\frac{1}{@} @", {size, sum}) : sum;
    }

    Expr rightHandSide(const StepOutline& outline) {
        const Quantity& q = outline.computes;
        switch (outline.rule) {
            case StepRule::LossSum:
                return lossSum();
            case StepRule::DeltaOutput:
            case StepRule::DeltaHidden:
                return c_.deltaForm(q.layer, q.neuron);
            case StepRule::WeightGradient:
                return Expr(quantity::delta(q.layer, q.neuron)) * Expr(quantity::output(q.layer - 1, q.from));
            case StepRule::BiasGradient:
                return Expr(quantity::delta(q.layer, q.neuron)) * Expr(1.0);
            case StepRule::Accumulate:
                return Expr(q) + Expr(addend(q));
            case StepRule::Reduce:
                return Expr(totalOf(q)) / Expr(static_cast<double>(it_.sums->samples));
            default:
                return c_.symbolic.definition(q);
        }
    }

    Expr lossSum() {
        if (it_.network().outputs() == 1) return c_.symbolic.definition(quantity::loss());
        std::vector<Expr> terms;
        for (int k = 0; k < it_.network().outputs(); ++k) terms.push_back(Expr(quantity::lossTerm(k)));
        return sum(std::move(terms));
    }

    /// What stands between the quantity and its formula: an equals sign, with the general form where that helps.
    std::string between(const StepOutline& outline) {
        const Quantity& q = outline.computes;
        switch (outline.rule) {
            case StepRule::Activation: {
                const std::string named = c_.symbols.activationOf(it_.network(), q);
                return named.empty() ? " = " : filled(" = @ = ", {named});
            }
            case StepRule::DeltaOutput: {
                const std::string chain =
                    c_.symbols.outputChain(it_.network(), quantity::weightedSum(q.layer, q.neuron));
                if (!c_.cancels()) return filled(" = @ = ", {chain});
                return filled(" = @ = @ = ", {chain, c_.inSymbols(c_.symbolic.outputDeltaUncancelled(q.neuron))});
            }
            case StepRule::Accumulate:
                return " \\leftarrow ";
            default:
                return " = ";
        }
    }

    /// What a sum takes in from the sample.
    static Quantity addend(const Quantity& total) {
        switch (total.kind) {
            case QuantityKind::WeightGradientTotal:
                return quantity::weightGradient(total.layer, total.neuron, total.from);
            case QuantityKind::BiasGradientTotal:
                return quantity::biasGradient(total.layer, total.neuron);
            default:
                return quantity::loss();
        }
    }

    /// What a mean is the mean of.
    static Quantity totalOf(const Quantity& mean) {
        Quantity total = mean;
        total.kind = mean.kind == QuantityKind::WeightGradientMean ? QuantityKind::WeightGradientTotal
                     : mean.kind == QuantityKind::BiasGradientMean ? QuantityKind::BiasGradientTotal
                                                                   : QuantityKind::LossTotal;
        return total;
    }

    FormulaContext& c_;
    const Iteration& it_;
};

std::vector<Step> describeSteps(const Iteration& iteration, const std::vector<StepOutline>& outlines,
                                const NumberFormat& format, Notation notation) {
    FormulaContext context(iteration, format,
                           notation == Notation::Scalar ? SymbolTable(*iteration.scenario) : SymbolTable());
    StepWriter writer(context);
    std::vector<Step> steps;
    steps.reserve(outlines.size());
    for (const StepOutline& outline : outlines) {
        steps.push_back(writer.write(outline));
        rewriteIn(notation, context, steps.back());
    }
    return steps;
}

}  // namespace

std::vector<Step> trace(const Iteration& iteration, const NumberFormat& format, Notation notation, std::int64_t from,
                        std::int64_t count) {
    const StepList list(*iteration.scenario);
    const auto failure = firstFailure(iteration, list);
    const std::int64_t length = failure ? failure->index + 1 : list.size();
    std::vector<StepOutline> outlines;
    for (std::int64_t i = from; i < length && i - from < count; ++i) outlines.push_back(list.at(i));
    std::vector<Step> steps = describeSteps(iteration, outlines, format, notation);
    for (Step& step : steps) step.index = from++;
    return steps;
}

std::vector<Step> trace(BatchIteration& batch, const NumberFormat& format, Notation notation, std::int64_t from,
                        std::int64_t count) {
    const StepList& list = batch.steps();
    const std::vector<int>& samples = batch.samples();
    const int last = static_cast<int>(samples.size()) - 1;
    std::vector<Step> all;
    const std::int64_t end = count < batch.length() - from ? from + count : batch.length();
    while (from < end) {
        const int position = list.positionOf(from);
        std::vector<StepOutline> outlines;
        for (std::int64_t i = from; i < end && list.positionOf(i) == position; ++i) outlines.push_back(list.at(i));
        const bool ofSample = position <= last;
        for (Step& step : describeSteps(batch.at(position), outlines, format, notation)) {
            step.index = from++;
            step.sample = ofSample || last == 0 ? samples[static_cast<std::size_t>(std::min(position, last))] : -1;
            all.push_back(std::move(step));
        }
    }
    return all;
}

}  // namespace backprop
