#include "writing/notations/definition.hpp"

#include <algorithm>

namespace backprop {
namespace {

/// The text with `part`, wherever it is in it, replaced.
std::string replaced(std::string text, const std::string& part, const std::string& by) {
    for (std::size_t at = text.find(part); at != std::string::npos; at = text.find(part, at + by.size()))
        text.replace(at, part.size(), by);
    return text;
}

}  // namespace

std::string DefinitionText::symbols(const StepFacts& step) const {
    const std::string& symbol = t_.symbols.latex(step.computes);
    const bool reads = readsBatch(step);
    const Quantity gradient = updateGradient(it_, parameterOf(step.computes));
    const std::string right = t_.inSymbols(step.form);
    return filled("@@@", {symbol, equals(step),
                          reads ? replaced(right, t_.symbols.latex(gradient), batchGradient(gradient)) : right});
}

std::string DefinitionText::numbers(const StepFacts& step) const {
    const Quantity& q = step.computes;
    if (step.rule == StepRule::DeltaOutput)
        if (std::string chain = chainInNumbers(it_, q.neuron, t_.format); !chain.empty()) return chain;
    if (phaseOf(step.rule) != Phase::Update) return t_.inNumbers(step.form);
    if (it_.batch && it_.batch->failure && step.rule != StepRule::Schedule) return "";
    const StepEnvironment environment(it_, q);
    std::string text = t_.inSymbols.withNumbers(environment)(step.form);
    if (!readsBatch(step)) return text;
    // The gradient of the batch is none of this sample's quantities.
    const Quantity gradient = updateGradient(it_, parameterOf(q));
    const double number = it_.updateGradient(parameterOf(q));
    return replaced(std::move(text), taggedNumber(gradient, number, t_.format), plainNumber(number, t_.format));
}

/// Whether it reads the gradient of a batch beside the sample that the steps are those of.
bool DefinitionText::readsBatch(const StepFacts& step) const {
    return it_.batch && phaseOf(step.rule) == Phase::Update && step.rule != StepRule::Schedule &&
           contains(step.form, updateGradient(it_, parameterOf(step.computes)));
}

std::string DefinitionText::result(const StepFacts& step) const {
    const bool failed =
        phaseOf(step.rule) == Phase::Update && step.rule != StepRule::Schedule && it_.batch && it_.batch->failure;
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

/// The schedule with the epoch in it.
std::string DefinitionText::schedule() const {
    const Schedule& given = it_.scenario->training.optimizer.schedule;
    const std::string eta = t_.symbols.latex(quantity::learningRate());
    const std::int64_t last = given.kind == ScheduleKind::Step ? it_.epoch : given.epochs;  // the cosine ends there
    const std::string epoch = std::to_string(std::min(it_.epoch, last)), epochs = std::to_string(given.epochs);
    if (given.kind == ScheduleKind::Step)
        return filled(" = @ \\cdot @^{\\lfloor @ / @ \\rfloor} = ",
                      {eta, t_.inSymbols.factor(Expr(given.factor)), epoch, epochs});
    const std::string turn = filled("\\tfrac{1}{2} \\left(1 + \\cos \\tfrac{@}{@} \\pi\\right)", {epoch, epochs});
    const std::string floor = t_.inSymbols(Expr(given.floor));
    return given.floor == 0.0 ? filled(" = @ \\cdot @ = ", {eta, turn})
                              : filled(" = @ + \\left(@ - @\\right) \\cdot @ = ", {floor, eta, floor, turn});
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
        case StepRule::Schedule:
            return schedule();
        case StepRule::Accumulate:
        case StepRule::Velocity:
        case StepRule::FirstMoment:
        case StepRule::SecondMoment:
        case StepRule::Update:
            return " \\leftarrow ";
        default:
            return " = ";
    }
}

}  // namespace backprop
