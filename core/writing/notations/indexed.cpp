// Sums over an index: z^l_j = sum_i w^l_ji a^(l-1)_i + b^l_j, delta^l_j = f'(z^l_j) sum_k w^(l+1)_kj delta^(l+1)_k.
// Layers and neurons are numbers where they are known, and indices where a sum runs over them.

#include <algorithm>

#include "writing/notations/definition.hpp"
#include "writing/notations/rules.hpp"

namespace backprop {
namespace {

/// The sum sign with a space after it; nothing for a sum of one term.
std::string sumOver(char index, int count) { return count == 1 ? "" : filled("@ ", {sumSign(index, count)}); }

/// The neuron in the terms of a sum over so many: the running index, or the only neuron there is.
int running(int index, int count) { return count == 1 ? 0 : index; }

class IndexedWriter : public NotationWriter {
public:
    IndexedWriter(IterationFormulas& formulas, const NumberFormat& format, SymbolTable symbols)
        : f_(formulas), t_(formulas, format, std::move(symbols)), definition_(f_, t_) {}

    StepText step(const StepFacts& facts) override {
        const std::string right = rightHandSide(facts);
        if (right.empty()) return definition_(facts);
        return {filled("@ = @", {t_.symbols.latex(facts.computes), right}), definition_.numbers(facts),
                definition_.result(facts)};
    }

    DerivationText derivation(const DerivationFacts& facts) override {
        const Quantity& id = facts.id;
        const std::string symbol = symbolOf(id);
        std::vector<DerivationStage> stages;
        stages.push_back(chain(id, symbol));
        if (id.layer < f_.depth()) stages.push_back(layers(id));
        const Expr form = f_.collapsedForm(id);
        const double value = f_.comesTo(form);
        if (isParameter(id)) stages.push_back(stageOf(StageKind::Collapse, t_.row(symbol, form), value));
        stages.push_back({StageKind::Rule, ruleOfNeurons(f_, t_, id), value});
        return {symbol, std::move(stages)};
    }

    GradientText gradient(const DerivationFacts& facts) override {
        const Expr form = f_.collapsedForm(facts.id);
        return {symbolOf(facts.id), t_.inSymbols(form), t_.inNumbersWithValue(form), f_.comesTo(form),
                t_.symbols.plain(facts.id)};
    }

private:
    /// The sum over an index; empty where there is one term, or the definition has no sum.
    std::string rightHandSide(const StepFacts& step) {
        const Quantity& q = step.computes;
        switch (step.rule) {
            case StepRule::WeightedSum:
                return weightedSum(q.layer, q.neuron);
            case StepRule::LossSum:
                return lossSum();
            case StepRule::DeltaOutput:
                return f_.it.network().hasLayerwiseOutput() ? softmaxDeltaInFull(q.neuron) : "";
            case StepRule::DeltaHidden:
                return filled("@ = @", {hiddenDelta(q.layer, q.neuron), slopeInFull(q.layer, q.neuron)});
            default:
                return "";
        }
    }

    std::string symbolOf(const Quantity& id) const {
        std::string symbol = t_.symbols.derivative(quantity::loss(), id);
        return isParameter(id) ? tagged(gradientOf(id), symbol) : symbol;
    }

    std::string weightedSum(int layer, int neuron) {
        const int n = f_.units(layer - 1), i = running(index::i, n);
        return filled("@@ \\, @ + @", {sumOver('i', n), t_.symbols.latex(quantity::weight(layer, neuron, i)),
                                       t_.symbols.latex(quantity::output(layer - 1, i)),
                                       t_.symbols.latex(quantity::bias(layer, neuron))});
    }

    /// The terms of the loss as steps have them, then what a term is.
    std::string lossSum() {
        const int n = f_.units(f_.depth()), k = running(index::k, n);
        const Expr term = f_.it.loss().formula(Expr(quantity::output(f_.depth(), k)), Expr(quantity::target(k)));
        const Ratio factor = f_.it.loss().factor(n);
        const bool negative = term.kind() == ExprKind::Negate;
        const std::string scale = factor == Ratio{1, 1} ? "" : filled("@ ", {t_.inSymbols(Expr(factor))});
        const Expr& inside = negative ? term.operand() : term;
        const std::string body = negative || n > 1 ? t_.inSymbols.factor(inside) : t_.inSymbols(inside);
        const std::string sign = sumOver('k', n);
        const std::string terms = n == 1 ? "" : filled("@@ = ", {sign, t_.symbols.latex(quantity::lossTerm(k))});
        return filled(negative ? "@-@@@" : "@@@@", {terms, scale, sign, body});
    }

    /// sum_k w_kj delta_k over the layer after it.
    std::string arriving(int layer, int neuron, char index = 'k', int neuronIndex = index::k) {
        const int n = f_.units(layer + 1), k = running(neuronIndex, n);
        return filled("@@ \\, @", {sumOver(index, n), t_.symbols.latex(quantity::weight(layer + 1, k, neuron)),
                                   t_.symbols.latex(quantity::delta(layer + 1, k))});
    }

    std::string hiddenDelta(int layer, int neuron) {
        return filled("@ @", {t_.slopeName(layer, neuron), arriving(layer, neuron)});
    }

    /// a (1 - a) sum_k ...: the same with the slope in the form it is known by.
    std::string slopeInFull(int layer, int neuron) {
        return filled("@ \\, @", {t_.inSymbols.factor(f_.slope(layer, neuron)), arriving(layer, neuron)});
    }

    /// sum_k dL/da_k da_k/dz_j, over the outputs of the softmax that z_j flows into.
    std::string softmaxDelta(const Quantity& z, char index, int running) {
        const Quantity a = quantity::output(z.layer, running);
        return filled("@@ \\cdot @", {sumOver(index, f_.units(z.layer)), t_.symbols.derivative(quantity::loss(), a),
                                      t_.symbols.derivative(a, z)});
    }

    /// softmaxDelta and its value: where nothing cancels, with da_k/dz_j = a_k (1 - a_j) for k = j, else -a_k a_j.
    std::string softmaxDeltaInFull(int neuron) {
        const int l = f_.depth(), n = f_.units(l), k = running(index::k, n);
        const std::string sum = softmaxDelta(quantity::weightedSum(l, neuron), 'k', k);
        if (f_.it.loss().isFusedWith(f_.activation(l)))
            return filled("@ = @", {sum, t_.inSymbols(f_.deltaForm(l, neuron))});
        const Quantity a = quantity::output(l, k);
        return filled("@ = @@ \\, @ \\left(@ - @\\right)",
                      {sum, sumOver('k', n), t_.inSymbols.factor(f_.symbolic.gradient(a)), t_.symbols.latex(a),
                       n == 1 ? "1" : filled("\\mathbf{1}_{k=@}", {std::to_string(neuron + 1)}),
                       t_.symbols.latex(quantity::output(l, neuron))});
    }

    // ------------------------------------------------------------ derivations

    /// The gradient through the neuron's own factors, in the order of the chain.
    Expr whole(const Quantity& id) {
        const bool last = id.layer == f_.depth();
        const Expr outer =
            last ? f_.symbolic.gradient(quantity::output(id.layer, id.neuron)) : f_.arriving(id.layer, id.neuron);
        if (isOutput(id)) return outer;
        const Expr delta =
            isAfterSoftmax(id) ? f_.deltaForm(id.layer, id.neuron) : product({outer, f_.slope(id.layer, id.neuron)});
        return isParameter(id) ? product({delta, f_.parameterInput(id)}) : delta;
    }

    /// The factor beside the neuron's delta in the gradient: the input of a parameter.
    Expr inputOf(const Quantity& id) const { return isParameter(id) ? f_.parameterInput(id) : Expr(1.0); }

    /// The factors from a neuron's output back to what is derived, as derivatives or in the form they come to.
    std::string ownFactors(const Quantity& id, bool worked) {
        const Quantity a = quantity::output(id.layer, id.neuron), z = quantity::weightedSum(id.layer, id.neuron);
        if (isOutput(id)) return "";
        const std::string slope =
            worked ? t_.inSymbols.factor(f_.slope(id.layer, id.neuron)) : t_.symbols.derivative(a, z);
        if (!isParameter(id)) return filled(" \\cdot @", {slope});
        return filled(" \\cdot @ \\cdot @",
                      {slope, worked ? t_.inSymbols(f_.parameterInput(id)) : t_.symbols.derivative(z, id)});
    }

    DerivationStage chain(const Quantity& id, const std::string& symbol) {
        const Expr form = whole(id);
        DerivationStage stage{.kind = StageKind::Chain, .rows = {}, .value = f_.comesTo(form)};
        const Quantity a = quantity::output(id.layer, id.neuron);
        if (isAfterSoftmax(id)) return softmaxChain(id, symbol, form);
        if (id.layer == f_.depth()) {
            const Expr outer = f_.symbolic.gradient(a);
            if (!isOutput(id))
                addRow(stage,
                       filled("@ = @@", {symbol, t_.symbols.derivative(quantity::loss(), a), ownFactors(id, false)}));
            addRow(stage, filled("@ = @@", {symbol, t_.inSymbols.factor(outer), ownFactors(id, true)}),
                   plainNumber(stage.value, t_.format));
            if (!isOutput(id) && f_.cancels()) stage.rows.push_back(t_.cancelledRow(symbol, id.neuron, inputOf(id)));
            return stage;
        }
        const int next = id.layer + 1, n = f_.units(next), k = running(index::k, n);
        const Quantity z = quantity::weightedSum(next, k);
        addRow(stage, filled("@ = @@ \\cdot @@", {symbol, sumOver('k', n), t_.symbols.derivative(quantity::loss(), z),
                                                  t_.symbols.derivative(z, a), ownFactors(id, false)}));
        addRow(stage,
               filled(n == 1 ? "@ = @@" : "@ = \\Bigl(@\\Bigr)@",
                      {symbol, arriving(id.layer, id.neuron), ownFactors(id, true)}),
               t_.inNumbersWithValue(form));
        return stage;
    }

    /// Whether a path from the loss to it passes an entry of the Jacobian of a softmax in its own layer.
    bool isAfterSoftmax(const Quantity& id) const {
        return id.layer == f_.depth() && !isOutput(id) && f_.it.network().hasLayerwiseOutput();
    }

    DerivationStage softmaxChain(const Quantity& id, const std::string& symbol, const Expr& form) {
        const Quantity z = quantity::weightedSum(id.layer, id.neuron);
        const int n = f_.units(id.layer);
        DerivationStage stage{.kind = StageKind::Chain, .rows = {}, .value = f_.comesTo(form)};
        const std::string delta = softmaxDelta(z, 'k', running(index::k, n));
        addRow(stage, isParameter(id) ? filled(n == 1 ? "@ = @ \\cdot @" : "@ = \\Bigl(@\\Bigr) \\cdot @",
                                               {symbol, delta, t_.symbols.derivative(z, id)})
                                      : filled("@ = @", {symbol, delta}));
        stage.rows.push_back(f_.cancels() ? t_.cancelledRow(symbol, id.neuron, inputOf(id)) : t_.row(symbol, form));
        return stage;
    }

    /// From the output back: what delta is in each layer, then its numbers; of the derived neuron's layer its own only.
    DerivationStage layers(const Quantity& id) {
        DerivationStage stage{.kind = StageKind::Layers, .rows = {}, .value = f_.comesTo(whole(id))};
        for (int l = f_.depth(); l > id.layer; --l) {
            const int n = f_.units(l), k = running(index::k, n);
            addRow(stage, filled(n == 1   ? "@ = @"
                                 : n == 2 ? "@ = @, \\quad k = 1, @"
                                          : "@ = @, \\quad k = 1, \\dots, @",
                                 {t_.symbols.latex(quantity::delta(l, k)), generalDelta(l, k), std::to_string(n)}));
            for (int neuron = 0; neuron < std::min(n, shownNeurons); ++neuron) {
                const std::string own = t_.symbols.latex(quantity::delta(l, neuron));
                if (l == f_.depth() && f_.cancels())
                    stage.rows.push_back(t_.cancelledRow(own, neuron));
                else
                    addRow(stage, filled("@ = @", {own, t_.deltaInNumbers(l, neuron)}));
            }
            if (n > shownNeurons) addRow(stage, "\\cdots");
        }
        if (isOutput(id)) return stage;
        addRow(
            stage,
            filled("@ = @", {t_.symbols.latex(quantity::delta(id.layer, id.neuron)), hiddenDelta(id.layer, id.neuron)}),
            t_.deltaInNumbers(id.layer, id.neuron));
        return stage;
    }

    std::string generalDelta(int layer, int k) {
        if (layer < f_.depth()) return filled("@ @", {t_.slopeName(layer, k), arriving(layer, k, 'm', index::m)});
        if (f_.it.network().hasLayerwiseOutput())
            return softmaxDelta(quantity::weightedSum(layer, k), 'm', running(index::m, f_.units(layer)));
        return filled("@ \\, @",
                      {t_.symbols.derivative(quantity::loss(), quantity::output(layer, k)), t_.slopeName(layer, k)});
    }

    /// After these neurons dots follow.
    static constexpr int shownNeurons = 4;

    IterationFormulas& f_;
    FormulaText t_;
    DefinitionText definition_;
};

}  // namespace

std::unique_ptr<NotationWriter> indexedWriter(IterationFormulas& formulas, const NumberFormat& format,
                                              SymbolTable symbols) {
    return std::make_unique<IndexedWriter>(formulas, format, std::move(symbols));
}

}  // namespace backprop
