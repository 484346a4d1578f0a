#include "writing/general_rule.hpp"

#include <limits>

#include "expressions/ids.hpp"
#include "writing/formula_text.hpp"

namespace backprop {

namespace {

constexpr Ids<RuleKind, 3> ruleKindIds{{{
    {RuleKind::Output, "output"},
    {RuleKind::Hidden, "hidden"},
    {RuleKind::Weight, "weight"},
}}};

}  // namespace

std::string_view toString(RuleKind kind) { return ruleKindIds[kind]; }

namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

class RuleWriter {
public:
    RuleWriter(const Iteration& iteration, const NumberFormat& format) : f_(iteration), t_(f_, format) {}

    RuleCase output(int neuron) {
        const Quantity z = quantity::weightedSum(f_.depth(), neuron), a = quantity::output(f_.depth(), neuron);
        RuleCase result = begin(RuleKind::Output, z);
        if (isPointwise()) {
            result.factors.push_back(factor(t_.symbols.derivative(quantity::loss(), a), f_.symbolic.gradient(a)));
            result.factors.push_back(slope(z));
        } else {
            result.factors.push_back(
                factor(t_.symbols.outputChain(f_.it.network(), z), f_.symbolic.outputDeltaUncancelled(neuron)));
        }
        return end(std::move(result), f_.deltaForm(z.layer, z.neuron));
    }

    RuleCase hidden(int layer, int neuron) {
        const Quantity z = quantity::weightedSum(layer, neuron), a = quantity::output(layer, neuron);
        RuleCase result = begin(RuleKind::Hidden, z);
        result.factors.push_back(factor(t_.symbols.derivative(quantity::loss(), a), f_.arriving(layer, neuron)));
        result.factors.push_back(slope(z));
        return end(std::move(result), f_.deltaForm(layer, neuron));
    }

    /// delta^(L)_k
    RuleCase outputInSymbols() {
        const Quantity a = quantity::output(index::output, index::k),
                       z = quantity::weightedSum(index::output, index::k);
        RuleCase result = general(RuleKind::Output, t_.symbols.latex(quantity::delta(index::output, index::k)));
        if (isPointwise()) {
            addFactor(result, t_.symbols.derivative(quantity::loss(), a), t_.inSymbols(f_.lossSlope(index::k)));
            const Expr form = f_.activation(f_.depth()).slopeFormula(Expr(z), Expr(a));
            addFactor(result, t_.symbols.derivative(a, z), t_.inSymbols(form));
            result.form = t_.inSymbols(simplify(product({f_.lossSlope(index::k), form})));
        } else {
            const Quantity from = quantity::output(index::output, index::m);
            const std::string entry = t_.symbols.derivative(from, z);
            addFactor(result, filled("\\sum_m @ \\cdot @", {t_.symbols.derivative(quantity::loss(), from), entry}),
                      filled("\\sum_m @ \\cdot @", {t_.inSymbols.factor(f_.lossSlope(index::m)), entry}));
            result.form = softmaxForm(t_.symbols.latex(a), t_.symbols.latex(from));
        }
        return result;
    }

    /// delta^(l)_j
    RuleCase hiddenInSymbols() {
        const Quantity a = quantity::output(index::layer, index::j), z = quantity::weightedSum(index::layer, index::j);
        RuleCase result = general(RuleKind::Hidden, t_.symbols.latex(quantity::delta(index::layer, index::j)));
        const std::string arriving =
            filled("\\sum_k @ \\, @", {t_.symbols.latex(quantity::weight(index::after, index::k, index::j)),
                                       t_.symbols.latex(quantity::delta(index::after, index::k))});
        const std::string slopeName = filled("f'\\!\\left(@\\right)", {t_.symbols.latex(z)});
        result.form = filled("@ @", {slopeName, arriving});
        addFactor(result, t_.symbols.derivative(quantity::loss(), a), arriving);
        addFactor(result, t_.symbols.derivative(a, z), slopeName);
        return result;
    }

    /// dL/dw^(l)_ji
    RuleCase weightInSymbols() {
        const Quantity w = quantity::weight(index::layer, index::j, index::i);
        RuleCase result = general(RuleKind::Weight, t_.symbols.derivative(quantity::loss(), w));
        const std::string delta = t_.symbols.latex(quantity::delta(index::layer, index::j));
        const std::string input = t_.symbols.latex(quantity::output(index::before, index::i));
        const Quantity z = quantity::weightedSum(index::layer, index::j);
        addFactor(result, t_.symbols.derivative(quantity::loss(), z), delta);
        addFactor(result, t_.symbols.derivative(z, w), input);
        result.form = filled("@ \\, @", {delta, input});
        return result;
    }

private:
    /// dL/dz_k through all outputs a_m: with da_m/dz_k = a_m (1 - a_k) for m = k, else -a_m a_k.
    std::string softmaxForm(const std::string& own, const std::string& other) const {
        if (!f_.cancels())
            return filled("\\sum_m @ \\, @ \\left(\\mathbf{1}_{m=k} - @\\right)",
                          {t_.inSymbols.factor(f_.lossSlope(index::m)), other, own});
        const std::string t = t_.symbols.latex(quantity::target(index::k));
        if (f_.it.targetsAddToOne()) return filled("@ - @", {own, t});
        return filled("@ \\sum_m @ - @", {own, t_.symbols.latex(quantity::target(index::m)), t});
    }

    bool isPointwise() const { return f_.activation(f_.depth()).isPointwise(); }

    RuleCase begin(RuleKind kind, const Quantity& z) const {
        return {kind, z.layer, t_.symbols.latex(quantity::delta(z.layer, z.neuron)), {}, "", none};
    }

    RuleCase end(RuleCase result, const Expr& form) {
        result.form = t_.inSymbols(form);
        result.value = f_.evaluate(form);
        return result;
    }

    static RuleCase general(RuleKind kind, std::string symbol) { return {kind, 0, std::move(symbol), {}, "", none}; }

    static void addFactor(RuleCase& rule, std::string&& symbol, const std::string& form) {
        rule.factors.push_back({std::move(symbol), form, none});
    }

    RuleFactor factor(std::string&& symbol, const Expr& form) {
        return {std::move(symbol), t_.inSymbols(form), f_.evaluate(form)};
    }

    RuleFactor slope(const Quantity& z) {
        return factor(t_.symbols.derivative(quantity::output(z.layer, z.neuron), z), f_.slope(z.layer, z.neuron));
    }

    IterationFormulas f_;
    FormulaText t_;
};

}  // namespace

std::vector<RuleCase> generalRule(const Iteration& iteration, const Quantity& parameter, const NumberFormat& format) {
    RuleWriter write(iteration, format);
    const int depth = iteration.network().depth();
    const auto neuronIn = [&](int layer) { return layer == parameter.layer ? parameter.neuron : 0; };
    std::vector<RuleCase> cases{write.output(neuronIn(depth))};
    for (int l = depth - 1; l >= 1; --l) cases.push_back(write.hidden(l, neuronIn(l)));
    cases.push_back(write.outputInSymbols());
    cases.push_back(write.hiddenInSymbols());
    cases.push_back(write.weightInSymbols());
    return cases;
}

}  // namespace backprop
