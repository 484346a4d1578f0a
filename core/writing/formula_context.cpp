#include "writing/formula_context.hpp"

#include <algorithm>

namespace backprop {

FormulaEnvironment::FormulaEnvironment(FormulaContext& context)
    : IterationEnvironment(context.it), c_(context), deltas_(static_cast<std::size_t>(context.depth()) + 1) {}

double FormulaEnvironment::delta(const Quantity& q) const {
    const Vector& known = deltas_[static_cast<std::size_t>(q.layer)];
    if (known.size() > 0) return known(q.neuron);
    if (q.layer < c_.depth()) workOut(q.layer + 1);
    return c_.comesTo(c_.deltaForm(q.layer, q.neuron));
}

void FormulaEnvironment::workOut(int layer) const {
    Vector& known = deltas_[static_cast<std::size_t>(layer)];
    if (known.size() > 0) return;
    Vector all(c_.units(layer));
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

FormulaContext::FormulaContext(const Iteration& iteration, const NumberFormat& numberFormat, SymbolTable symbolTable)
    : it(iteration),
      format(numberFormat),
      environment(iteration),
      evaluate(environment),
      symbolic(iteration.network(), iteration.loss()),
      symbols(std::move(symbolTable)),
      inSymbols(symbols, format),
      inNumbers(inSymbols.withNumbers(environment)),
      byFormula(*this),
      comesTo(byFormula) {}

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
    const Expr own = slope(layer, neuron), next = arriving(layer, neuron);
    return own.isConstant(1) ? next : product({own, next});
}

Expr FormulaContext::parameterInput(const Quantity& parameter) const {
    return parameter.kind == QuantityKind::Weight ? Expr(quantity::output(parameter.layer - 1, parameter.from))
                                                  : Expr(1.0);
}

Expr FormulaContext::lossSlope(int letter) const {
    const Ratio scale = it.loss().factor(units(depth()));
    const Expr term =
        it.loss().slopeFormula(Expr(quantity::output(index::output, letter)), Expr(quantity::target(letter)));
    return scale == Ratio{1, 1} ? term : simplify(Expr(scale) * term);
}

std::vector<DerivationRow> FormulaContext::lossSlopeRule() const {
    std::vector<DerivationRow> rows = inLetters({""});
    rows[0].latex = filled("@ = @", {symbols.derivative(quantity::loss(), quantity::output(index::output, index::k)),
                                     inSymbols(lossSlope(index::k))});
    return rows;
}

std::string FormulaContext::slopeName(int layer, int neuron) const {
    const std::string_view name = activation(layer).latexName;
    return filled("@'\\!\\left(@\\right)",
                  {std::string(name.empty() ? "f" : name), symbols.latex(quantity::weightedSum(layer, neuron))});
}

std::string FormulaContext::inNumbersWithValue(const Expr& form) {
    const std::string value = plainNumber(evaluate.wide(form), format);
    return form.operands().empty() ? value : filled("@ = @", {inNumbers(form), value});
}

std::string FormulaContext::deltaInNumbers(int layer, int neuron) {
    const Expr form = deltaForm(layer, neuron);
    const std::string chain = layer == depth() ? chainInNumbers(it, neuron, format) : "";
    return chain.empty() ? inNumbersWithValue(form) : filled("@ = @", {chain, plainNumber(evaluate(form), format)});
}

DerivationRow FormulaContext::row(const std::string& left, const Expr& form) {
    return {filled("@ = @", {left, inSymbols(form)}), inNumbersWithValue(form)};
}

AppliedRule FormulaContext::cancelled(const Expr& before, const Expr& after) const {
    const Rounded value = roundedValue(after, environment);
    return {Rule::Cancel, value.value, compare(roundedValue(before, environment), value)};
}

DerivationRow FormulaContext::cancelledRow(const std::string& left, int neuron, const Expr& factor) {
    const auto with = [&](const Expr& delta) { return factor.isConstant(1) ? delta : product({delta, factor}); };
    const Expr form = with(deltaForm(depth(), neuron));
    DerivationRow result = row(left, form);
    result.applied = cancelled(with(symbolic.outputDeltaUncancelled(neuron)), form);
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

void addRow(DerivationStage& stage, std::string&& latex, std::string&& numbers) {
    stage.rows.push_back({std::move(latex), std::move(numbers)});
}

void addRow(DerivationStage& stage, std::string&& latex) { addRow(stage, std::move(latex), {}); }

std::vector<DerivationRow> inLetters(const std::vector<const char*>& lines) {
    std::vector<DerivationRow> rows;
    for (const char* line : lines) rows.push_back({line, {}});
    return rows;
}

DerivationStage stageOf(StageKind kind, DerivationRow row, double value) {
    DerivationStage stage{kind, {}, value};
    stage.rows.push_back(std::move(row));
    return stage;
}

bool isParameter(const Quantity& q) { return q.kind == QuantityKind::Weight || q.kind == QuantityKind::Bias; }

bool isOutput(const Quantity& q) { return q.kind == QuantityKind::Output || q.kind == QuantityKind::Input; }

}  // namespace backprop
