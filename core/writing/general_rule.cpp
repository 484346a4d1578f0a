#include "writing/general_rule.hpp"

#include <limits>

#include "writing/formula_context.hpp"

namespace backprop {

std::string_view toString(RuleKind kind) {
    switch (kind) {
        case RuleKind::Output:
            return "output";
        case RuleKind::Hidden:
            return "hidden";
        case RuleKind::Weight:
            return "weight";
    }
    return "hidden";
}

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

class RuleWriter {
public:
    RuleWriter(const Iteration& iteration, const NumberFormat& format) : c_(iteration, format) {}

    RuleCase output(int neuron) {
        const Quantity z = quantity::weightedSum(c_.depth(), neuron), a = quantity::output(c_.depth(), neuron);
        RuleCase result = begin(RuleKind::Output, z);
        if (isPointwise()) {
            result.factors.push_back(factor(c_.symbols.derivative(quantity::loss(), a), c_.symbolic.gradient(a)));
            result.factors.push_back(slope(z));
        } else {
            result.factors.push_back(
                factor(c_.symbols.outputChain(c_.it.network(), z), c_.symbolic.outputDeltaUncancelled(neuron)));
        }
        return end(std::move(result), c_.deltaForm(z.layer, z.neuron));
    }

    RuleCase hidden(int layer, int neuron) {
        const Quantity z = quantity::weightedSum(layer, neuron), a = quantity::output(layer, neuron);
        RuleCase result = begin(RuleKind::Hidden, z);
        result.factors.push_back(factor(c_.symbols.derivative(quantity::loss(), a), c_.arriving(layer, neuron)));
        result.factors.push_back(slope(z));
        return end(std::move(result), c_.deltaForm(layer, neuron));
    }

    /// delta^(L)_k
    RuleCase outputInLetters() {
        const Quantity a = quantity::output(index::output, index::k),
                       z = quantity::weightedSum(index::output, index::k);
        RuleCase result = letters(RuleKind::Output, c_.symbols.latex(quantity::delta(index::output, index::k)));
        if (isPointwise()) {
            addFactor(result, c_.symbols.derivative(quantity::loss(), a), c_.inSymbols(c_.lossSlope(index::k)));
            const Expr form = c_.activation(c_.depth()).slopeFormula(Expr(z), Expr(a));
            addFactor(result, c_.symbols.derivative(a, z), c_.inSymbols(form));
            result.form = c_.inSymbols(simplify(product({c_.lossSlope(index::k), form})));
        } else {
            const Quantity from = quantity::output(index::output, index::m);
            const std::string entry = c_.symbols.derivative(from, z);
            addFactor(result, filled("\\sum_m @ \\cdot @", {c_.symbols.derivative(quantity::loss(), from), entry}),
                      filled("\\sum_m @ \\cdot @", {c_.inSymbols.factor(c_.lossSlope(index::m)), entry}));
            result.form = softmaxForm(c_.symbols.latex(a), c_.symbols.latex(from));
        }
        return result;
    }

    /// delta^(l)_j
    RuleCase hiddenInLetters() {
        const Quantity a = quantity::output(index::layer, index::j), z = quantity::weightedSum(index::layer, index::j);
        RuleCase result = letters(RuleKind::Hidden, c_.symbols.latex(quantity::delta(index::layer, index::j)));
        const std::string arriving =
            filled("\\sum_k @ \\, @", {c_.symbols.latex(quantity::weight(index::after, index::k, index::j)),
                                       c_.symbols.latex(quantity::delta(index::after, index::k))});
        const std::string slopeName = filled("f'\\!\\left(@\\right)", {c_.symbols.latex(z)});
        result.form = filled("@ @", {slopeName, arriving});
        addFactor(result, c_.symbols.derivative(quantity::loss(), a), arriving);
        addFactor(result, c_.symbols.derivative(a, z), slopeName);
        return result;
    }

    /// dL/dw^(l)_ji
    RuleCase weightInLetters() {
        const Quantity w = quantity::weight(index::layer, index::j, index::i);
        RuleCase result = letters(RuleKind::Weight, c_.symbols.derivative(quantity::loss(), w));
        const std::string delta = c_.symbols.latex(quantity::delta(index::layer, index::j));
        const std::string input = c_.symbols.latex(quantity::output(index::before, index::i));
        const Quantity z = quantity::weightedSum(index::layer, index::j);
        addFactor(result, c_.symbols.derivative(quantity::loss(), z), delta);
        addFactor(result, c_.symbols.derivative(z, w), input);
        result.form = filled("@ \\, @", {delta, input});
        return result;
    }

private:
    /// Of dL/dz_k through all outputs a_m: with da_m/dz_k = a_m (1 - a_k) for m = k, else -a_m a_k.
    std::string softmaxForm(const std::string& own, const std::string& other) const {
        if (!c_.cancels())
            return filled("\\sum_m @ \\, @ \\left(\\mathbf{1}_{m=k} - @\\right)",
                          {c_.inSymbols.factor(c_.lossSlope(index::m)), other, own});
        const std::string t = c_.symbols.latex(quantity::target(index::k));
        if (c_.it.targetsAddToOne()) return filled("@ - @", {own, t});
        return filled("@ \\sum_m @ - @", {own, c_.symbols.latex(quantity::target(index::m)), t});
    }

    bool isPointwise() const { return c_.activation(c_.depth()).isPointwise(); }

    RuleCase begin(RuleKind kind, const Quantity& z) const {
        return {kind, z.layer, c_.symbols.latex(quantity::delta(z.layer, z.neuron)), {}, "", none};
    }

    RuleCase end(RuleCase result, const Expr& form) {
        result.form = c_.inSymbols(form);
        result.value = c_.evaluate(form);
        return result;
    }

    static RuleCase letters(RuleKind kind, std::string symbol) { return {kind, 0, std::move(symbol), {}, "", none}; }

    static void addFactor(RuleCase& rule, std::string&& symbol, const std::string& form) {
        rule.factors.push_back({std::move(symbol), form, none});
    }

    RuleFactor factor(std::string&& symbol, const Expr& form) {
        return {std::move(symbol), c_.inSymbols(form), c_.evaluate(form)};
    }

    RuleFactor slope(const Quantity& z) {
        return factor(c_.symbols.derivative(quantity::output(z.layer, z.neuron), z), c_.slope(z.layer, z.neuron));
    }

    FormulaContext c_;
};

}  // namespace

std::vector<RuleCase> generalRule(const Iteration& iteration, const Quantity& parameter, const NumberFormat& format) {
    RuleWriter write(iteration, format);
    const int depth = iteration.network().depth();
    const auto neuronIn = [&](int layer) { return layer == parameter.layer ? parameter.neuron : 0; };
    std::vector<RuleCase> cases{write.output(neuronIn(depth))};
    for (int l = depth - 1; l >= 1; --l) cases.push_back(write.hidden(l, neuronIn(l)));
    cases.push_back(write.outputInLetters());
    cases.push_back(write.hiddenInLetters());
    cases.push_back(write.weightInLetters());
    return cases;
}

}  // namespace backprop
