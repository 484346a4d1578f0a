#include "notation_writer.hpp"

namespace backprop {

FormulaContext::FormulaContext(const Iteration& iteration, const NumberFormat& numberFormat, SymbolTable symbolTable)
    : it(iteration),
      format(numberFormat),
      environment(iteration),
      evaluate(environment),
      symbolic(iteration.network(), iteration.loss()),
      symbols(std::move(symbolTable)),
      inSymbols(symbols),
      inNumbers(inSymbols.withNumbers(environment, format)) {}

Expr FormulaContext::slope(int layer, int neuron) const {
    return activation(layer).slopeFormula(Expr(quantity::weightedSum(layer, neuron)),
                                          Expr(quantity::output(layer, neuron)));
}

Expr FormulaContext::arriving(int layer, int neuron) const {
    std::vector<Expr> terms;
    for (int k = 0; k < units(layer + 1); ++k)
        terms.push_back(Expr(quantity::weight(layer + 1, k, neuron)) * Expr(quantity::delta(layer + 1, k)));
    return sum(std::move(terms));
}

Expr FormulaContext::deltaForm(int layer, int neuron) {
    if (layer == depth()) return symbolic.outputDelta(neuron, it.targetsAddToOne());
    return product({slope(layer, neuron), arriving(layer, neuron)});
}

Expr FormulaContext::parameterInput(const Quantity& parameter) const {
    return parameter.kind == QuantityKind::Weight ? Expr(quantity::output(parameter.layer - 1, parameter.from))
                                                  : Expr(1.0);
}

std::string FormulaContext::slopeName(int layer, int neuron) const {
    const std::string_view name = activation(layer).latexName;
    return std::string(name.empty() ? "f" : name) + "'\\!\\left(" +
           symbols.latex(quantity::weightedSum(layer, neuron)) + "\\right)";
}

std::string FormulaContext::inNumbersWithValue(const Expr& form) {
    const std::string value = plainNumber(evaluate(form), format);
    return form.operands().empty() ? value : inNumbers(form) + " = " + value;
}

DerivationRow FormulaContext::row(const std::string& left, const Expr& form) {
    return {left + " = " + inSymbols(form), inNumbersWithValue(form)};
}

bool isParameter(const Quantity& q) { return q.kind == QuantityKind::Weight || q.kind == QuantityKind::Bias; }

}  // namespace backprop
