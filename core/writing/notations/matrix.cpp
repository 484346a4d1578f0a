// A layer at a time: z^l = W^l a^(l-1) + b^l, delta^l = (W^(l+1))^T delta^(l+1) * f'(z^l), dL/dW^l = delta^l
// (a^(l-1))^T. Each symbol with its shape below it, then the numbers as matrices.

#include <utility>

#include "writing/layer_values.hpp"
#include "writing/notations/definition.hpp"
#include "writing/notations/matrix_grid.hpp"
#include "writing/notations/matrix_update.hpp"
#include "writing/notations/rules.hpp"

namespace backprop {
namespace {

/// The equations of one layer, around one of its neurons or weights.
class LayerEquations {
public:
    LayerEquations(IterationFormulas& formulas, const FormulaText& text, int layer, int neuron, int from)
        : f_(formulas), t_(text), layer_(layer), neuron_(neuron), from_(from), values_(formulas, layer) {}
    LayerEquations(IterationFormulas& formulas, const FormulaText& text, const Quantity& q)
        : LayerEquations(formulas, text, q.layer, q.neuron, q.from) {}

    /// Entries of the layer after the step's own are not computed yet.
    StepText step(const StepFacts& facts) {
        unfinished_ = true;
        switch (facts.rule) {
            case StepRule::WeightedSum:
                return text(sums(), column(QuantityKind::WeightedSum, layer_, neuron_, true));
            case StepRule::Activation:
                return text(outputs(), column(QuantityKind::Output, layer_, neuron_, true));
            case StepRule::DeltaOutput:
            case StepRule::DeltaHidden:
                return text(delta(), column(QuantityKind::Delta, layer_, neuron_, true));
            case StepRule::WeightGradient:
                return text(weightGradient(), gradientMatrix());
            case StepRule::BiasGradient:
                return text(biasGradient(), column(QuantityKind::BiasGradient, layer_, neuron_, true));
            default:
                return MatrixUpdate(f_, t_, facts.computes).step(facts);
        }
    }

    DerivationText derivation(const Quantity& id) {
        DerivationText result{t_.symbols.derivative(quantity::loss(), id)};
        DerivationStage layers{StageKind::Layers, {}, 0.0};
        const int until = isOutput(id) ? id.layer + 1 : id.layer;
        std::vector<double> deltas;
        for (int l = f_.depth(); l >= until; --l) {
            deltas = LayerValues(f_, l).deltas(deltas);
            layers.rows.push_back(deltaRow(l, id));
        }
        Equation last;
        if (id.kind != QuantityKind::WeightedSum) last = gradient(id);
        const double value = layers.value = values_.gradient(id, deltas);
        if (!layers.rows.empty()) result.stages.push_back(std::move(layers));
        if (!last.left.empty())
            result.stages.push_back(stageOf(StageKind::Collapse, {last.symbols(), last.numbers + resultOf(id)}, value));
        result.stages.push_back({StageKind::Rule, ruleOfLayers(f_, t_, id), value});
        return result;
    }

    GradientText shortest(const Quantity& id) {
        std::vector<double> deltas;
        for (int l = f_.depth(); l >= id.layer; --l) deltas = LayerValues(f_, l).deltas(deltas);
        Equation e = gradient(id);
        return {std::move(e.left), std::move(e.right), e.numbers + resultOf(id), values_.gradient(id, deltas),
                t_.symbols.plain(id)};
    }

private:
    struct Equation {
        std::string left, right, numbers;
        std::string symbols() const { return filled("@ = @", {left, right}); }
    };

    StepText text(const Equation& e, std::string&& result) const { return {e.symbols(), e.numbers, std::move(result)}; }

    /// delta of layer `l` on the way back from the output.
    DerivationRow deltaRow(int l, const Quantity& id) const {
        LayerEquations of(f_, t_, l, l == id.layer ? id.neuron : 0, 0);
        of.marks_ = l == id.layer;
        const Equation e = of.delta();
        DerivationRow row{e.symbols(),
                          filled("@ = @", {e.numbers, of.column(QuantityKind::Delta, l, of.neuron_, true)})};
        if (l == f_.depth() && of.values_.cancels())
            row.applied = f_.cancelled(f_.symbolic.outputDeltaUncancelled(of.neuron_), f_.deltaForm(l, of.neuron_));
        return row;
    }

    Equation gradient(const Quantity& id) const {
        if (isOutput(id)) return outputGradient();
        return id.kind == QuantityKind::Weight ? weightGradient() : biasGradient();
    }
    std::string resultOf(const Quantity& id) const {
        if (id.kind == QuantityKind::Weight) return filled(" = @", {gradientMatrix()});
        if (id.kind == QuantityKind::Bias)
            return filled(" = @", {column(QuantityKind::BiasGradient, layer_, neuron_, true)});
        return "";
    }

    // ------------------------------------------------------------ symbols with their shapes

    Shape shapeOf(int layer) const { return {f_.units(layer), f_.units(layer - 1)}; }
    Shape columnOf(int layer) const { return {f_.units(layer), 1}; }

    std::string vector(const std::string& symbol, int layer) const {
        return shaped(filled("@@", {symbol, upper(layer)}), columnOf(layer));
    }
    static std::string outputSymbol(int layer) { return layer == 0 ? "x" : filled("a@", {upper(layer)}); }
    std::string transposedSymbol(int layer) const {
        return shaped(filled("\\left(W@\\right)^{\\!\\top}", {upper(layer)}), {f_.units(layer - 1), f_.units(layer)});
    }
    std::string lossBy(const std::string& what, Shape shape) const {
        return shaped(filled("\\frac{\\partial L}{\\partial @}", {what}), shape);
    }
    std::string derivativeByOutputs(int layer) const { return lossBy(outputSymbol(layer), columnOf(layer)); }
    /// The activation's name, applied element by element.
    std::string function(const std::string& argument, const std::string& prime) const {
        const std::string_view name = f_.activation(layer_).latexName;
        return filled("@@\\!\\left(@\\right)", {std::string(name.empty() ? "f" : name), prime, argument});
    }

    // ------------------------------------------------------------ numbers

    std::string grid(Shape shape, int row, int column, const EntryAt& entry, const MarkAt& mark) const {
        const auto shown = [&](int r, int k) { return marks_ ? mark(r, k) : Mark::None; };
        return matrixGrid(shape, row, column, entry, shown, t_.format);
    }

    static Quantity of(QuantityKind kind, int layer, int neuron) {
        if (kind == QuantityKind::Output) return quantity::output(layer, neuron);
        if (kind == QuantityKind::Target) return quantity::target(neuron);
        return {kind, layer, neuron, 0};
    }

    MarkAt rowUsed() const {
        return [this](int row, int) { return row == neuron_ ? Mark::Used : Mark::None; };
    }

    /// A layer's quantities of one kind. `own`: of the step's layer, so later neurons may not have theirs yet.
    std::string column(QuantityKind kind, int layer, int concerned, bool own) const {
        const auto entry = [&](int row, int) {
            const Quantity q = of(kind, layer, row);
            return Entry{q, f_.it.value(q), !(own && unfinished_ && row > neuron_)};
        };
        return grid(columnOf(layer), concerned, 0, entry, [&](int row, int) {
            return !own ? Mark::Used : row == neuron_ ? Mark::Here : Mark::None;
        });
    }
    /// A column of which only this neuron's entry is used.
    std::string columnUsing(QuantityKind kind, int layer) const {
        const auto entry = [&](int row, int) {
            const Quantity q = of(kind, layer, row);
            const bool computed = kind == QuantityKind::Bias || !unfinished_ || row <= neuron_;
            return Entry{q, f_.it.value(q), computed};
        };
        return grid(columnOf(layer), neuron_, 0, entry, rowUsed());
    }
    std::string plainColumn(Wide<double> (LayerValues::*value)(int) const) const {
        return grid(
            columnOf(layer_), neuron_, 0,
            [&](int row, int) { return Entry{std::nullopt, (values_.*value)(row), true}; }, rowUsed());
    }

    /// Transposed, row j holds the weights out of neuron j of the layer before.
    std::string weightMatrix(int layer, bool transposed) const {
        const Shape shape = shapeOf(layer);
        return grid(
            transposed ? Shape{shape.columns, shape.rows} : shape, neuron_, transposed ? 0 : from_,
            [&](int row, int column) {
                const Quantity q =
                    transposed ? quantity::weight(layer, column, row) : quantity::weight(layer, row, column);
                return Entry{q, f_.it.value(q), true};
            },
            rowUsed());
    }

    // ------------------------------------------------------------ the layer's equations

    Equation sums() const {
        return {vector("z", layer_),
                filled("@ \\, @ + @", {shaped(filled("W@", {upper(layer_)}), shapeOf(layer_)),
                                       shaped(outputSymbol(layer_ - 1), columnOf(layer_ - 1)), vector("b", layer_)}),
                filled("@ @ + @", {weightMatrix(layer_, false), column(QuantityKind::Output, layer_ - 1, from_, false),
                                   columnUsing(QuantityKind::Bias, layer_)})};
    }

    Equation outputs() const {
        return {vector("a", layer_), function(vector("z", layer_), ""),
                function(columnUsing(QuantityKind::WeightedSum, layer_), "")};
    }

    /// a - t, times the loss's factor.
    std::string cancelled(const std::string& a, const std::string& t) const {
        const Ratio factor = f_.it.loss().factor(f_.units(layer_));
        if (factor == Ratio{1, 1}) return filled("@ - @", {a, t});
        return filled("@ \\left(@ - @\\right)", {t_.inSymbols(Expr(factor)), a, t});
    }

    // ------------------------------------------------------------ backward

    /// After a softmax: da_k/dz_j, row j, column k; the paths to z_j through all outputs add up in the product.
    std::string jacobian() const {
        const int n = f_.units(layer_);
        return grid(
            {n, n}, neuron_, neuron_,
            [&](int row, int column) { return Entry{std::nullopt, values_.jacobian(row, column), true}; }, rowUsed());
    }

    /// The equation of an output's delta by the chain rule, and where that cancels what is left.
    Equation outputDelta(const std::string& chain, const std::string& numbers) const {
        const std::string own = vector("\\delta", layer_);
        if (values_.cancels()) return {own, filled("@ = @", {chain, cancelledInSymbols()}), cancelledInNumbers()};
        return {own, chain, numbers};
    }

    Equation softmaxDelta() const {
        const int n = f_.units(layer_);
        const std::string jacobianSymbol = shaped(
            filled("\\left(\\frac{\\partial a@}{\\partial z@}\\right)^{\\!\\top}", {upper(layer_), upper(layer_)}),
            {n, n});
        const std::string chain = filled("@ \\, @", {jacobianSymbol, derivativeByOutputs(layer_)});
        return outputDelta(chain, values_.cancels() ? "" : filled("@ @", {jacobian(), lossSlopes()}));
    }

    std::string slopes() const { return plainColumn(&LayerValues::slope); }
    std::string lossSlopes() const { return plainColumn(&LayerValues::lossSlope); }
    std::string cancelledInSymbols() const { return cancelled(filled("a@", {upper(layer_)}), "t"); }
    std::string cancelledInNumbers() const {
        return cancelled(column(QuantityKind::Output, layer_, neuron_, false),
                         column(QuantityKind::Target, layer_, neuron_, false));
    }

    /// delta of the layer: dL/da times the slopes, element by element.
    Equation delta() const {
        if (!f_.activation(layer_).isPointwise()) return softmaxDelta();
        const std::string slopesSymbol = shaped(function(filled("z@", {upper(layer_)}), "'"), columnOf(layer_));
        if (layer_ == f_.depth())
            return outputDelta(filled("@ \\odot @", {derivativeByOutputs(layer_), slopesSymbol}),
                               values_.cancels() ? "" : filled("@ \\odot @", {lossSlopes(), slopes()}));
        return {vector("\\delta", layer_), filled("@ \\odot @", {arrivingSymbols(), slopesSymbol}),
                filled("@ \\odot @", {arrivingNumbers(), slopes()})};
    }

    /// dL/da of the layer: from the layer after it, for the network's outputs from the loss.
    Equation outputGradient() const {
        const std::string left = derivativeByOutputs(layer_);
        if (layer_ == f_.depth())
            return {left, filled("\\left(@\\right)_k", {t_.inSymbols(f_.lossSlope(index::k))}), lossSlopes()};
        return {left, arrivingSymbols(), filled("@ = @", {arrivingNumbers(), plainColumn(&LayerValues::arriving)})};
    }

    /// (W^(l+1))^T delta^(l+1)
    std::string arrivingSymbols() const {
        return filled("@ \\, @", {transposedSymbol(layer_ + 1), vector("\\delta", layer_ + 1)});
    }
    std::string arrivingNumbers() const {
        return filled("@ @", {weightMatrix(layer_ + 1, true), column(QuantityKind::Delta, layer_ + 1, 0, false)});
    }

    Equation weightGradient() const {
        const Shape across{1, f_.units(layer_ - 1)};
        const std::string input = layer_ == 1 ? "x" : filled("\\left(a@\\right)", {upper(layer_ - 1)});
        const std::string row = grid(
            across, 0, from_,
            [&](int, int column) {
                const Quantity q = quantity::output(layer_ - 1, column);
                return Entry{q, f_.it.value(q), true};
            },
            [&](int, int column) { return column == from_ ? Mark::Used : Mark::None; });
        return {lossBy(filled("W@", {upper(layer_)}), shapeOf(layer_)),
                filled("@ \\, @", {vector("\\delta", layer_), shaped(filled("@^{\\!\\top}", {input}), across)}),
                filled("@ @", {columnUsing(QuantityKind::Delta, layer_), row})};
    }

    std::string gradientMatrix() const {
        const auto done = [this](int row, int column) {
            return !unfinished_ || row < neuron_ || (row == neuron_ && column <= from_);
        };
        return grid(
            shapeOf(layer_), neuron_, from_,
            [&](int row, int column) {
                const Quantity q = quantity::weightGradient(layer_, row, column);
                return Entry{q, f_.it.value(q), done(row, column)};
            },
            [&](int row, int column) { return row == neuron_ && column == from_ ? Mark::Here : Mark::None; });
    }

    Equation biasGradient() const {
        return {lossBy(filled("b@", {upper(layer_)}), columnOf(layer_)), vector("\\delta", layer_),
                columnUsing(QuantityKind::Delta, layer_)};
    }

    IterationFormulas& f_;
    const FormulaText& t_;
    int layer_;
    int neuron_;
    int from_;
    LayerValues values_;
    bool unfinished_ = false;
    bool marks_ = true;
};

class MatrixWriter : public NotationWriter {
public:
    MatrixWriter(IterationFormulas& formulas, const NumberFormat& format) : f_(formulas), t_(formulas, format) {}

    StepText step(const StepFacts& facts) override {
        const Phase phase = phaseOf(facts.rule);
        const bool oneNumber = phase == Phase::Loss || phase == Phase::Batch;
        const bool failed = phase == Phase::Update && (facts.failure || facts.rule == StepRule::Schedule);
        if (oneNumber || failed) return DefinitionText(f_, t_)(facts);
        return LayerEquations(f_, t_, facts.computes).step(facts);
    }
    DerivationText derivation(const DerivationFacts& facts) override {
        return LayerEquations(f_, t_, facts.id).derivation(facts.id);
    }
    GradientText gradient(const DerivationFacts& facts) override {
        return LayerEquations(f_, t_, facts.id).shortest(facts.id);
    }

private:
    IterationFormulas& f_;
    FormulaText t_;
};

}  // namespace

std::unique_ptr<NotationWriter> matrixWriter(IterationFormulas& formulas, const NumberFormat& format) {
    return std::make_unique<MatrixWriter>(formulas, format);
}

std::string batchGradientMatrix(IterationFormulas& formulas, const NumberFormat& format, const Quantity& parameter,
                                BatchReduction reduction) {
    const FormulaText text(formulas, format);
    return MatrixUpdate(formulas, text, parameter).gradients(reduction, Mark::Here);
}

}  // namespace backprop
