#include "writing/formula_text.hpp"

#include <algorithm>

namespace backprop {

FormulaText::FormulaText(IterationFormulas& formulas, const NumberFormat& numberFormat, SymbolTable symbolTable)
    : format(numberFormat),
      symbols(std::move(symbolTable)),
      inSymbols(symbols, format),
      inNumbers(inSymbols.withNumbers(formulas.environment)),
      f_(formulas) {}

std::string FormulaText::slopeName(int layer, int neuron) const {
    const std::string_view name = f_.activation(layer).latexName;
    return filled("@'\\!\\left(@\\right)",
                  {std::string(name.empty() ? "f" : name), symbols.latex(quantity::weightedSum(layer, neuron))});
}

std::string FormulaText::inNumbersWithValue(const Expr& form) {
    const std::string value = plainNumber(f_.evaluate.wide(form), format);
    return form.operands().empty() ? value : filled("@ = @", {inNumbers(form), value});
}

std::string FormulaText::deltaInNumbers(int layer, int neuron) {
    const Expr form = f_.deltaForm(layer, neuron);
    const std::string chain = layer == f_.depth() ? chainInNumbers(f_.it, neuron, format) : "";
    return chain.empty() ? inNumbersWithValue(form) : filled("@ = @", {chain, plainNumber(f_.evaluate(form), format)});
}

DerivationRow FormulaText::row(const std::string& left, const Expr& form) {
    return {filled("@ = @", {left, inSymbols(form)}), inNumbersWithValue(form)};
}

DerivationRow FormulaText::cancelledRow(const std::string& left, int neuron, const Expr& factor) {
    const auto with = [&](const Expr& delta) { return factor.isConstant(1) ? delta : product({delta, factor}); };
    const Expr form = with(f_.deltaForm(f_.depth(), neuron));
    DerivationRow result = row(left, form);
    result.applied = f_.cancelled(with(f_.symbolic.outputDeltaUncancelled(neuron)), form);
    return result;
}

std::string chainInNumbers(const Iteration& it, int neuron, const NumberFormat& format) {
    const Activation& output = it.network().outputActivation();
    const Vector &z = it.pass.z.back(), &a = it.pass.a.back();
    if (it.loss().isFusedWith(output)) return "";
    const Eigen::Index j = neuron, from = output.isPointwise() ? j : 0, to = output.isPointwise() ? j + 1 : a.size();
    const auto lacksDigits = [&](Eigen::Index k) { return it.loss().needsWide(a(k), output.rest(z, a, k)); };
    bool needed = false;
    for (Eigen::Index k = from; k < to; ++k) needed = needed || lacksDigits(k);
    if (!needed) return "";
    const WideOutputs wide(output, z);
    std::string text;
    constexpr auto most = static_cast<Eigen::Index>(LatexWriter::maxTerms);
    for (Eigen::Index k = from; k < std::min(to, from + most); ++k) {
        const std::string first = plainNumber(lossSlope(it.network(), it.loss(), wide(k), it.sample->t(k)), format);
        text += filled(text.empty() ? "@ \\cdot @" : " + @ \\cdot @",
                       {text.empty() ? first : asFactor(first), asFactor(plainNumber(wide.slope(k, j), format))});
    }
    return to - from > most ? text + " + \\cdots" : text;
}

std::string filled(const char* pattern, std::initializer_list<Part> parts) {
    std::string text;
    const Part* part = parts.begin();
    for (; *pattern; ++pattern) {
        if (*pattern == '@')
            text += part++->text;
        else
            text += *pattern;
    }
    return text;
}

std::string sumSign(char index, int count) {
    return filled("\\sum_{@=1}^{@}", {std::string(1, index), std::to_string(count)});
}

void addRow(DerivationStage& stage, std::string&& latex, std::string&& numbers) {
    stage.rows.push_back({std::move(latex), std::move(numbers)});
}

DerivationStage stageOf(StageKind kind, DerivationRow row, double value) {
    DerivationStage stage{kind, {}, value};
    stage.rows.push_back(std::move(row));
    return stage;
}

}  // namespace backprop
