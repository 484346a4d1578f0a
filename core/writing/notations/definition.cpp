#include "writing/notations/definition.hpp"

namespace backprop {

std::string DefinitionText::symbols(const StepFacts& step) const {
    const std::string& symbol = t_.symbols.latex(step.computes);
    if (step.rule != StepRule::Update) return filled("@@@", {symbol, equals(step), t_.inSymbols(step.form)});
    return filled("@ \\leftarrow @ - @ \\, @", {symbol, symbol, t_.symbols.latex(quantity::learningRate()),
                                                batchGradient(updateGradient(it_, step.computes))});
}

std::string DefinitionText::numbers(const StepFacts& step) const {
    const Quantity& q = step.computes;
    if (step.rule == StepRule::DeltaOutput)
        if (std::string chain = chainInNumbers(it_, q.neuron, t_.format); !chain.empty()) return chain;
    if (step.rule != StepRule::Update) return t_.inNumbers(step.form);
    if (it_.batch && it_.batch->failure) return "";
    const std::string gradient =
        it_.batch ? plainNumber(it_.updateGradient(q), t_.format) : t_.inNumbers(Expr(updateGradient(it_, q)));
    return filled("@ - @ \\cdot @",
                  {t_.inNumbers(Expr(q)), t_.inNumbers.factor(Expr(quantity::learningRate())), asFactor(gradient)});
}

std::string DefinitionText::result(const StepFacts& step) const {
    const bool failed = step.rule == StepRule::Update && it_.batch && it_.batch->failure;
    return failed ? "" : taggedNumber(step.computes, step.value, t_.format);
}

/// The sample's gradient; for a batch the sum or mean of its samples' gradients.
std::string DefinitionText::batchGradient(const Quantity& gradient) const {
    const std::string own = t_.symbols.latex(gradient);
    if (!it_.batch) return own;
    const std::string size = std::to_string(it_.batch->samples);
    const bool mean = it_.scenario->training.batchReduction == BatchReduction::Mean;
    const std::string sum = filled("\\sum_{s=1}^{@} \\left(@\\right)_{s}", {size, own});
    return mean ? filled("\\frac{1}{@} @", {size, sum}) : sum;
}

/// The sign between the quantity and its formula, with the general form where that helps.
std::string DefinitionText::equals(const StepFacts& step) const {
    const Quantity& q = step.computes;
    switch (step.rule) {
        case StepRule::Activation: {
            const std::string named = t_.symbols.activationOf(it_.network(), q);
            return named.empty() ? " = " : filled(" = @ = ", {named});
        }
        case StepRule::DeltaOutput: {
            const std::string chain = t_.symbols.outputChain(it_.network(), quantity::weightedSum(q.layer, q.neuron));
            if (!f_.cancels()) return filled(" = @ = ", {chain});
            return filled(" = @ = @ = ", {chain, t_.inSymbols(f_.symbolic.outputDeltaUncancelled(q.neuron))});
        }
        case StepRule::DeltaHidden:
            return filled(" = @ = ", {t_.symbols.hiddenChain(it_.network(), quantity::weightedSum(q.layer, q.neuron))});
        case StepRule::Accumulate:
            return " \\leftarrow ";
        default:
            return " = ";
    }
}

}  // namespace backprop
