// Sums over an index: z^l_j = sum_i w^l_ji a^(l-1)_i + b^l_j, delta^l_j = f'(z^l_j) sum_k w^(l+1)_kj delta^(l+1)_k.
// Layers and neurons stand as numbers where they are known, as letters where a sum runs over them.

#include "writing/formula_context.hpp"

namespace backprop {
namespace {

/// \sum_{k=1}^{3}; nothing for a sum of one term.
std::string sumSign(char letter, int count) {
    return count == 1 ? "" : filled("\\sum_{@=1}^{@} ", {std::string(1, letter), std::to_string(count)});
}

/// The index that a sum over so many terms runs over: a letter, or the only neuron there is.
int running(int letter, int count) { return count == 1 ? 0 : letter; }

class IndexedWriter {
public:
    explicit IndexedWriter(FormulaContext& context) : c_(context) {}

    void write(Step& step) {
        const Quantity& q = step.computes;
        const std::string& left = c_.symbols.latex(q);
        switch (step.rule) {
            case StepRule::WeightedSum:
                step.symbols = filled("@ = @", {left, weightedSum(q.layer, q.neuron)});
                return;
            case StepRule::LossSum:
                step.symbols = filled("@ = @", {left, lossSum()});
                return;
            case StepRule::DeltaOutput:
                if (c_.it.network().hasLayerwiseOutput())
                    step.symbols = filled("@ = @", {left, softmaxDeltaInFull(q.neuron)});
                return;
            case StepRule::DeltaHidden:
                step.symbols =
                    filled("@ = @ = @", {left, hiddenDelta(q.layer, q.neuron), slopeInFull(q.layer, q.neuron)});
                step.numbers = c_.inNumbers(c_.deltaForm(q.layer, q.neuron));
                return;
            default:
                return;  // one term, or written out as the definition has it
        }
    }

    void write(Derivation& d) {
        const Quantity& id = d.id;
        d.symbol = c_.symbols.derivative(quantity::loss(), id);
        if (isParameter(id)) d.symbol = tagged(gradientOf(id), d.symbol);
        DerivationStage rule = std::move(d.stages.back());
        d.stages.clear();
        d.stages.push_back(chain(d));
        if (id.layer < c_.depth()) d.stages.push_back(layers(id));
        if (isParameter(id)) d.stages.push_back(collapse(d));
        d.stages.push_back(std::move(rule));
    }

private:
    std::string weightedSum(int layer, int neuron) {
        const int n = c_.units(layer - 1), i = running(index::i, n);
        return filled("@@ \\, @ + @", {sumSign('i', n), c_.symbols.latex(quantity::weight(layer, neuron, i)),
                                       c_.symbols.latex(quantity::output(layer - 1, i)),
                                       c_.symbols.latex(quantity::bias(layer, neuron))});
    }

    /// The terms of the loss as steps have them, then what a term is.
    std::string lossSum() {
        const int n = c_.units(c_.depth()), k = running(index::k, n);
        const Expr term = c_.it.loss().formula(Expr(quantity::output(c_.depth(), k)), Expr(quantity::target(k)));
        const Ratio factor = c_.it.loss().factor(n);
        const bool negative = term.kind() == ExprKind::Negate;
        const std::string scale = factor == Ratio{1, 1} ? "" : filled("@ ", {c_.inSymbols(Expr(factor))});
        const Expr& inside = negative ? term.operand() : term;
        const std::string body = negative || n > 1 ? c_.inSymbols.factor(inside) : c_.inSymbols(inside);
        const std::string sign = sumSign('k', n);
        const std::string terms = n == 1 ? "" : filled("@@ = ", {sign, c_.symbols.latex(quantity::lossTerm(k))});
        return filled(negative ? "@-@@@" : "@@@@", {terms, scale, sign, body});
    }

    /// sum_k w_kj delta_k over the layer after it.
    std::string arriving(int layer, int neuron, char letter = 'k', int letterIndex = index::k) {
        const int n = c_.units(layer + 1), k = running(letterIndex, n);
        return filled("@@ \\, @", {sumSign(letter, n), c_.symbols.latex(quantity::weight(layer + 1, k, neuron)),
                                   c_.symbols.latex(quantity::delta(layer + 1, k))});
    }

    std::string hiddenDelta(int layer, int neuron) {
        return filled("@ @", {c_.slopeName(layer, neuron), arriving(layer, neuron)});
    }

    /// a (1 - a) sum_k ...: the same with the slope in the form it is known by.
    std::string slopeInFull(int layer, int neuron) {
        return filled("@ \\, @", {c_.inSymbols.factor(c_.slope(layer, neuron)), arriving(layer, neuron)});
    }

    /// sum_k dL/da_k da_k/dz_j, over the outputs of the softmax that z_j flows into.
    std::string softmaxDelta(const Quantity& z, char letter, int running) {
        const Quantity a = quantity::output(z.layer, running);
        return filled("@@ \\cdot @", {sumSign(letter, c_.units(z.layer)), c_.symbols.derivative(quantity::loss(), a),
                                      c_.symbols.derivative(a, z)});
    }

    /// The same and what it comes to: where nothing cancels, with da_k/dz_j = a_k (1 - a_j) for k = j, else -a_k a_j.
    std::string softmaxDeltaInFull(int neuron) {
        const int l = c_.depth(), n = c_.units(l), k = running(index::k, n);
        const std::string sum = softmaxDelta(quantity::weightedSum(l, neuron), 'k', k);
        if (c_.it.loss().isFusedWith(c_.activation(l)))
            return filled("@ = @", {sum, c_.inSymbols(c_.deltaForm(l, neuron))});
        const Quantity a = quantity::output(l, k);
        return filled("@ = @@ \\, @ \\left(@ - @\\right)",
                      {sum, sumSign('k', n), c_.inSymbols.factor(c_.symbolic.gradient(a)), c_.symbols.latex(a),
                       n == 1 ? "1" : filled("\\mathbf{1}_{k=@}", {std::to_string(neuron + 1)}),
                       c_.symbols.latex(quantity::output(l, neuron))});
    }

    // ------------------------------------------------------------ derivations

    /// The gradient through the neuron's own factors, in the order of the chain.
    Expr whole(const Quantity& id) {
        const bool last = id.layer == c_.depth();
        const Expr outer =
            last ? c_.symbolic.gradient(quantity::output(id.layer, id.neuron)) : c_.arriving(id.layer, id.neuron);
        if (isOutput(id)) return outer;
        const Expr delta =
            isBehindSoftmax(id) ? c_.deltaForm(id.layer, id.neuron) : product({outer, c_.slope(id.layer, id.neuron)});
        return isParameter(id) ? product({delta, c_.parameterInput(id)}) : delta;
    }

    /// What stands beside the neuron's delta in the gradient: the input of a parameter.
    Expr inputOf(const Quantity& id) const { return isParameter(id) ? c_.parameterInput(id) : Expr(1.0); }

    /// The factors from a neuron's output back to what is derived, as derivatives or in the form they come to.
    std::string ownFactors(const Quantity& id, bool worked) {
        const Quantity a = quantity::output(id.layer, id.neuron), z = quantity::weightedSum(id.layer, id.neuron);
        if (isOutput(id)) return "";
        const std::string slope =
            worked ? c_.inSymbols.factor(c_.slope(id.layer, id.neuron)) : c_.symbols.derivative(a, z);
        if (!isParameter(id)) return filled(" \\cdot @", {slope});
        return filled(" \\cdot @ \\cdot @",
                      {slope, worked ? c_.inSymbols(c_.parameterInput(id)) : c_.symbols.derivative(z, id)});
    }

    DerivationStage chain(const Derivation& d) {
        const Quantity& id = d.id;
        const Expr form = whole(id);
        DerivationStage stage{.kind = StageKind::Chain, .rows = {}, .value = c_.comesTo(form)};
        const Quantity a = quantity::output(id.layer, id.neuron);
        if (isBehindSoftmax(id)) return softmaxChain(d, form);
        if (id.layer == c_.depth()) {
            const Expr outer = c_.symbolic.gradient(a);
            if (!isOutput(id))
                addRow(stage,
                       filled("@ = @@", {d.symbol, c_.symbols.derivative(quantity::loss(), a), ownFactors(id, false)}));
            addRow(stage, filled("@ = @@", {d.symbol, c_.inSymbols.factor(outer), ownFactors(id, true)}),
                   plainNumber(stage.value, c_.format));
            if (!isOutput(id) && c_.cancels()) stage.rows.push_back(c_.cancelledRow(d.symbol, id.neuron, inputOf(id)));
            return stage;
        }
        const int next = id.layer + 1, n = c_.units(next), k = running(index::k, n);
        const Quantity z = quantity::weightedSum(next, k);
        addRow(stage, filled("@ = @@ \\cdot @@", {d.symbol, sumSign('k', n), c_.symbols.derivative(quantity::loss(), z),
                                                  c_.symbols.derivative(z, a), ownFactors(id, false)}));
        addRow(stage,
               filled(n == 1 ? "@ = @@" : "@ = \\Bigl(@\\Bigr)@",
                      {d.symbol, arriving(id.layer, id.neuron), ownFactors(id, true)}),
               c_.inNumbersWithValue(form));
        return stage;
    }

    /// Whether a path from the loss to it passes an entry of the Jacobian of a softmax in its own layer.
    bool isBehindSoftmax(const Quantity& id) const {
        return id.layer == c_.depth() && !isOutput(id) && c_.it.network().hasLayerwiseOutput();
    }

    DerivationStage softmaxChain(const Derivation& d, const Expr& form) {
        const Quantity& id = d.id;
        const Quantity z = quantity::weightedSum(id.layer, id.neuron);
        const int n = c_.units(id.layer);
        DerivationStage stage{.kind = StageKind::Chain, .rows = {}, .value = c_.comesTo(form)};
        const std::string delta = softmaxDelta(z, 'k', running(index::k, n));
        addRow(stage, isParameter(id) ? filled(n == 1 ? "@ = @ \\cdot @" : "@ = \\Bigl(@\\Bigr) \\cdot @",
                                               {d.symbol, delta, c_.symbols.derivative(z, id)})
                                      : filled("@ = @", {d.symbol, delta}));
        stage.rows.push_back(c_.cancels() ? c_.cancelledRow(d.symbol, id.neuron, inputOf(id)) : c_.row(d.symbol, form));
        return stage;
    }

    /// From the output back: what delta is in each layer, then its numbers; of the derived neuron's layer its own only.
    DerivationStage layers(const Quantity& id) {
        DerivationStage stage{.kind = StageKind::Layers, .rows = {}, .value = c_.comesTo(whole(id))};
        for (int l = c_.depth(); l > id.layer; --l) {
            const int n = c_.units(l), k = running(index::k, n);
            addRow(stage, filled(n == 1   ? "@ = @"
                                 : n == 2 ? "@ = @, \\quad k = 1, @"
                                          : "@ = @, \\quad k = 1, \\dots, @",
                                 {c_.symbols.latex(quantity::delta(l, k)), generalDelta(l, k), std::to_string(n)}));
            for (int neuron = 0; neuron < std::min(n, shownNeurons); ++neuron) {
                const std::string own = c_.symbols.latex(quantity::delta(l, neuron));
                if (l == c_.depth() && c_.cancels())
                    stage.rows.push_back(c_.cancelledRow(own, neuron));
                else
                    addRow(stage, filled("@ = @", {own, c_.deltaInNumbers(l, neuron)}));
            }
            if (n > shownNeurons) addRow(stage, "\\cdots");
        }
        if (isOutput(id)) return stage;
        addRow(
            stage,
            filled("@ = @", {c_.symbols.latex(quantity::delta(id.layer, id.neuron)), hiddenDelta(id.layer, id.neuron)}),
            c_.deltaInNumbers(id.layer, id.neuron));
        return stage;
    }

    std::string generalDelta(int layer, int k) {
        if (layer < c_.depth()) return filled("@ @", {c_.slopeName(layer, k), arriving(layer, k, 'm', index::m)});
        if (c_.it.network().hasLayerwiseOutput())
            return softmaxDelta(quantity::weightedSum(layer, k), 'm', running(index::m, c_.units(layer)));
        return filled("@ \\, @",
                      {c_.symbols.derivative(quantity::loss(), quantity::output(layer, k)), c_.slopeName(layer, k)});
    }

    DerivationStage collapse(const Derivation& d) {
        const Expr form = product({Expr(quantity::delta(d.id.layer, d.id.neuron)), c_.parameterInput(d.id)});
        return stageOf(StageKind::Collapse, c_.row(d.symbol, form), c_.comesTo(form));
    }

    /// Beyond these a layer's deltas are said to go on.
    static constexpr int shownNeurons = 4;

    FormulaContext& c_;
};

}  // namespace

void writeIndexed(FormulaContext& context, Step& step) { IndexedWriter(context).write(step); }
void writeIndexed(FormulaContext& context, Derivation& derivation) { IndexedWriter(context).write(derivation); }

}  // namespace backprop
