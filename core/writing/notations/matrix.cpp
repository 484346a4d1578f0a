// A layer at a time: z^l = W^l a^(l-1) + b^l, delta^l = (W^(l+1))^T delta^(l+1) * f'(z^l), dL/dW^l = delta^l
// (a^(l-1))^T. Each symbol with its shape below it, then the numbers as matrices. Every entry carries its quantity's
// id; the entry that the step is about is tagged `mark=here`, what it is computed from `mark=used`.

#include <functional>
#include <utility>

#include "writing/formula_context.hpp"

namespace backprop {
namespace {

constexpr int mostShown = 8;
constexpr int gap = -1;

/// The rows (or columns) to show: all, or the first three, the one concerned and the last, with gaps between.
std::vector<int> shown(int count, int concerned) {
    std::vector<int> all;
    for (int i = 0; i < count; ++i) {
        if (count <= mostShown || i < 3 || i == concerned || i == count - 1)
            all.push_back(i);
        else if (all.back() != gap)
            all.push_back(gap);
    }
    return all;
}

struct Shape {
    int rows, columns;
};

enum class Mark { None, Used, Here };

/// An entry's number with what it stands for.
struct Entry {
    std::optional<Quantity> id;  // none for a number without a name, such as f'(z)
    Wide<double> value = 0.0;
    bool known = true;  // not yet computed at this step: a dot
};

class MatrixWriter {
public:
    /// Entries of the step's own layer after `until` are not computed yet.
    MatrixWriter(FormulaContext& context, int layer, int neuron, int from)
        : c_(context), layer_(layer), neuron_(neuron), from_(from) {}

    void write(Step& step) {
        const Quantity& q = step.computes;
        unfinished_ = true;
        switch (step.rule) {
            case StepRule::WeightedSum:
                return set(step, sums(), column(QuantityKind::WeightedSum, layer_, neuron_, true));
            case StepRule::Activation:
                return set(step, outputs(), column(QuantityKind::Output, layer_, neuron_, true));
            case StepRule::DeltaOutput:
            case StepRule::DeltaHidden:
                return set(step, delta(), column(QuantityKind::Delta, layer_, neuron_, true));
            case StepRule::WeightGradient:
                return set(step, weightGradient(), gradientMatrix());
            case StepRule::BiasGradient:
                return set(step, biasGradient(), column(QuantityKind::BiasGradient, layer_, neuron_, true));
            case StepRule::Update:
                if (step.failure) return;
                return set(step, update(q), updated(q));
            default:
                return;  // the loss is one number
        }
    }

    void write(Derivation& d) {
        const Quantity& id = d.id;
        d.symbol = c_.symbols.derivative(quantity::loss(), id);
        d.stages.clear();
        DerivationStage layers{StageKind::Layers, {}, 0.0};
        const int until = isOutput(id) ? id.layer + 1 : id.layer;
        for (int l = c_.depth(); l >= until; --l) {
            MatrixWriter of(c_, l, l == id.layer ? id.neuron : 0, 0);
            of.marks_ = l == id.layer;
            of.deltas_ = std::exchange(deltas_, {});
            const Equation e = of.delta();
            for (int j = 0; j < c_.units(l); ++j) deltas_.push_back((of.*e.entry)(j));
            layers.rows.push_back(
                {e.symbols, filled("@ = @", {e.numbers, of.column(QuantityKind::Delta, l, of.neuron_, true)})});
            if (l == c_.depth() && of.cancels())
                layers.rows.back().applied =
                    c_.cancelled(c_.symbolic.outputDeltaUncancelled(of.neuron_), c_.deltaForm(l, of.neuron_));
        }
        Equation last{"", "", &MatrixWriter::deltaEntry};
        if (id.kind != QuantityKind::WeightedSum) last = gradient(id);
        layers.value = (this->*last.entry)(id.neuron);
        const double value = layers.value;
        if (!layers.rows.empty()) d.stages.push_back(std::move(layers));
        if (!last.symbols.empty())
            d.stages.push_back(stageOf(StageKind::Collapse, {last.symbols, last.numbers + resultOf(id)}, value));
        d.stages.push_back({StageKind::Rule, rule(id), value});
    }

    /// What an update goes by, or the sums over a batch, in the shape of the layer's weights or biases.
    std::string gradients(const Quantity& parameter, BatchReduction reduction, Mark mark) const {
        return parameterGrid(parameter, mark, [&](const Quantity& p) {
            const Quantity reduced = reducedGradientOf(p, reduction);
            const bool several = c_.it.batch || c_.it.sums;
            return Entry{several ? reduced : gradientOf(p), c_.it.sums ? c_.it.value(reduced) : c_.it.updateGradient(p),
                         true};
        });
    }

private:
    struct Equation {
        std::string symbols, numbers;
        double (MatrixWriter::*entry)(int row) const = nullptr;  // of what the numbers come to; only of derivations
    };

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

    static void set(Step& step, Equation&& e, std::string&& result) {
        step.symbols = std::move(e.symbols);
        step.numbers = std::move(e.numbers);
        step.result = std::move(result);
    }

    // ------------------------------------------------------------ symbols with their shapes

    static std::string shaped(const std::string& symbol, Shape shape) {
        return filled("\\underset{@ \\times @}{@}",
                      {std::to_string(shape.rows), std::to_string(shape.columns), symbol});
    }
    static std::string upper(int layer) { return filled("^{(@)}", {std::to_string(layer)}); }
    Shape shapeOf(int layer) const { return {c_.units(layer), c_.units(layer - 1)}; }
    Shape columnOf(int layer) const { return {c_.units(layer), 1}; }

    std::string vector(const std::string& letter, int layer) const {
        return shaped(filled("@@", {letter, upper(layer)}), columnOf(layer));
    }
    std::string outputVector(int layer) const { return shaped(outputSymbol(layer), columnOf(layer)); }
    static std::string outputSymbol(int layer) { return layer == 0 ? "x" : filled("a@", {upper(layer)}); }
    std::string weights(int layer) const { return shaped(filled("W@", {upper(layer)}), shapeOf(layer)); }
    std::string transposedSymbol(int layer) const {
        return shaped(filled("\\left(W@\\right)^{\\!\\top}", {upper(layer)}), {c_.units(layer - 1), c_.units(layer)});
    }
    std::string lossBy(const std::string& what, Shape shape) const {
        return shaped(filled("\\frac{\\partial L}{\\partial @}", {what}), shape);
    }
    std::string derivativeByOutputs(int layer) const { return lossBy(outputSymbol(layer), columnOf(layer)); }
    /// The activation's name, applied element by element.
    std::string function(const std::string& argument, const std::string& prime) const {
        const std::string_view name = c_.activation(layer_).latexName;
        return filled("@@\\!\\left(@\\right)", {std::string(name.empty() ? "f" : name), prime, argument});
    }

    // ------------------------------------------------------------ numbers

    std::string number(const Entry& entry, Mark mark) const {
        if (!entry.known) return "\\cdot";
        std::string tags = entry.id ? filled(",id=@", {toString(*entry.id)}) : "";
        if (entry.value.isNarrow()) tags += filled(",value=@", {c_.format.full(entry.value.narrow())});
        if (marks_ && mark != Mark::None) tags += mark == Mark::Here ? ",mark=here" : ",mark=used";
        const std::string number = formatNumber(entry.value, c_.format);
        return tags.empty() ? filled("{@}", {number}) : filled("\\htmlData{@}{@}", {tags.substr(1), number});
    }

    using EntryAt = std::function<Entry(int row, int column)>;
    using MarkAt = std::function<Mark(int row, int column)>;

    /// Rows and columns beyond what can be looked at are left out, never the ones concerned.
    std::string grid(Shape shape, int row, int column, const EntryAt& entry, const MarkAt& mark) const {
        const auto rows = shown(shape.rows, row), columns = shown(shape.columns, column);
        std::string text = "\\begin{bmatrix}";
        for (std::size_t r = 0; r < rows.size(); ++r) {
            if (r > 0) text += " \\\\ ";
            for (std::size_t k = 0; k < columns.size(); ++k) {
                if (k > 0) text += " & ";
                const bool rowGap = rows[r] == gap, columnGap = columns[k] == gap;
                if (rowGap || columnGap)
                    text += rowGap && columnGap ? "\\ddots" : rowGap ? "\\vdots" : "\\cdots";
                else
                    text += number(entry(rows[r], columns[k]), mark(rows[r], columns[k]));
            }
        }
        return text + "\\end{bmatrix}";
    }

    static Quantity of(QuantityKind kind, int layer, int neuron) {
        if (kind == QuantityKind::Output) return quantity::output(layer, neuron);
        if (kind == QuantityKind::Target) return quantity::target(neuron);
        return {kind, layer, neuron, 0};
    }

    Mark here(int row) const { return row == neuron_ ? Mark::Here : Mark::None; }
    Mark used(int row) const { return row == neuron_ ? Mark::Used : Mark::None; }

    /// A layer's quantities of one kind. `own`: of the step's layer, so later neurons may not have theirs yet.
    std::string column(QuantityKind kind, int layer, int concerned, bool own) const {
        const auto entry = [&](int row, int) {
            const Quantity q = of(kind, layer, row);
            return Entry{q, c_.it.value(q), !(own && unfinished_ && row > neuron_)};
        };
        return grid(columnOf(layer), concerned, 0, entry, [&](int row, int) { return own ? here(row) : Mark::Used; });
    }
    /// The same where only this neuron's entry is used.
    std::string columnUsing(QuantityKind kind, int layer) const {
        const auto entry = [&](int row, int) {
            const Quantity q = of(kind, layer, row);
            const bool computed = kind == QuantityKind::Bias || !unfinished_ || row <= neuron_;
            return Entry{q, c_.it.value(q), computed};
        };
        return grid(columnOf(layer), neuron_, 0, entry, [&](int row, int) { return used(row); });
    }
    std::string plainColumn(int layer, const std::function<Wide<double>(int)>& value) const {
        return grid(
            columnOf(layer), neuron_, 0, [&](int row, int) { return Entry{std::nullopt, value(row), true}; },
            [&](int row, int) { return used(row); });
    }

    std::string weightMatrix() const {
        return grid(
            shapeOf(layer_), neuron_, from_,
            [&](int row, int column) {
                const Quantity q = quantity::weight(layer_, row, column);
                return Entry{q, c_.it.value(q), true};
            },
            [&](int row, int) { return used(row); });
    }

    /// Row j holds the weights out of neuron j of this layer.
    std::string transposed(int next) const {
        return grid(
            {c_.units(next - 1), c_.units(next)}, neuron_, 0,
            [&](int row, int column) {
                const Quantity q = quantity::weight(next, column, row);
                return Entry{q, c_.it.value(q), true};
            },
            [&](int row, int) { return used(row); });
    }

    // ------------------------------------------------------------ the layer's equations

    Equation sums() const {
        return {filled("@ = @ \\, @ + @",
                       {vector("z", layer_), weights(layer_), outputVector(layer_ - 1), vector("b", layer_)}),
                filled("@ @ + @", {weightMatrix(), column(QuantityKind::Output, layer_ - 1, from_, false),
                                   columnUsing(QuantityKind::Bias, layer_)})};
    }

    Equation outputs() const {
        return {filled("@ = @", {vector("a", layer_), function(vector("z", layer_), "")}),
                function(columnUsing(QuantityKind::WeightedSum, layer_), "")};
    }

    /// a - t, times the loss's factor.
    std::string cancelled(const std::string& a, const std::string& t) const {
        const Ratio factor = c_.it.loss().factor(c_.units(layer_));
        if (factor == Ratio{1, 1}) return filled("@ - @", {a, t});
        return filled("@ \\left(@ - @\\right)", {c_.inSymbols(Expr(factor)), a, t});
    }

    Wide<double> slopeAt(int neuron) const { return c_.evaluate.wide(c_.slope(layer_, neuron)); }
    Wide<double> lossSlopeAt(int neuron) const {
        return c_.evaluate.wide(c_.symbolic.gradient(quantity::output(layer_, neuron)));
    }
    double arrivingAt(int neuron) const { return c_.evaluate(c_.arriving(layer_, neuron)); }
    Wide<double> jacobianAt(int row, int column) const {
        return c_.evaluate.wide(
            c_.symbolic.localDerivative(quantity::output(layer_, column), quantity::weightedSum(layer_, row)));
    }

    // What the products of matrices come to, entry by entry, from the deltas of the layer after or of the layer's own.

    bool cancels() const { return c_.cancels() && (c_.activation(layer_).isPointwise() || c_.it.targetsAddToOne()); }
    double cancelledEntry(int j) const {
        const Expr difference = Expr(quantity::output(layer_, j)) - Expr(quantity::target(j));
        return c_.it.loss().factor(c_.units(layer_)).value() * c_.evaluate(difference);
    }
    double softmaxEntry(int j) const {
        Wide<double> total = 0.0;
        for (int k = 0; k < c_.units(layer_); ++k) total += jacobianAt(j, k) * lossSlopeAt(k);
        return total.narrow();
    }
    double lossSlopeEntry(int j) const { return lossSlopeAt(j).narrow(); }
    double lastEntry(int j) const { return (lossSlopeAt(j) * slopeAt(j)).narrow(); }
    double hiddenEntry(int j) const { return (arrivingEntry(j) * slopeAt(j)).narrow(); }
    double deltaEntry(int j) const { return deltas_[static_cast<std::size_t>(j)]; }
    double weightEntry(int j) const { return deltaEntry(j) * c_.it.value(quantity::output(layer_ - 1, from_)); }
    double arrivingEntry(int j) const {
        double total = 0.0;
        for (int k = 0; k < c_.units(layer_ + 1); ++k)
            total += c_.it.value(quantity::weight(layer_ + 1, k, j)) * deltas_[static_cast<std::size_t>(k)];
        return total;
    }

    /// Behind a softmax: da_k/dz_j, row j, column k; the paths to z_j through all outputs add up in the product.
    std::string jacobian() const {
        const int n = c_.units(layer_);
        return grid(
            {n, n}, neuron_, neuron_,
            [&](int row, int column) { return Entry{std::nullopt, jacobianAt(row, column), true}; },
            [&](int row, int) { return used(row); });
    }

    Equation softmaxDelta() const {
        const int n = c_.units(layer_);
        const std::string jacobianSymbol = shaped(
            filled("\\left(\\frac{\\partial a@}{\\partial z@}\\right)^{\\!\\top}", {upper(layer_), upper(layer_)}),
            {n, n});
        const std::string left =
            filled("@ = @ \\, @", {vector("\\delta", layer_), jacobianSymbol, derivativeByOutputs(layer_)});
        if (cancels())
            return {filled("@ = @", {left, cancelledInSymbols()}), cancelledInNumbers(), &MatrixWriter::cancelledEntry};
        return {left, filled("@ @", {jacobian(), lossSlopes()}), &MatrixWriter::softmaxEntry};
    }

    std::string lossSlopes() const {
        return plainColumn(layer_, [this](int j) { return lossSlopeAt(j); });
    }
    std::string cancelledInSymbols() const { return cancelled(filled("a@", {upper(layer_)}), "t"); }
    std::string cancelledInNumbers() const {
        return cancelled(column(QuantityKind::Output, layer_, neuron_, false),
                         column(QuantityKind::Target, layer_, neuron_, false));
    }

    /// delta of the layer: what arrives at its outputs, times the slopes, element by element.
    Equation delta() const {
        if (!c_.activation(layer_).isPointwise()) return softmaxDelta();
        const std::string slopes = plainColumn(layer_, [this](int j) { return slopeAt(j); });
        const std::string slopesSymbol = shaped(function(filled("z@", {upper(layer_)}), "'"), columnOf(layer_));
        const std::string own = vector("\\delta", layer_);
        if (layer_ == c_.depth()) {
            const std::string left = filled("@ = @ \\odot @", {own, derivativeByOutputs(layer_), slopesSymbol});
            if (cancels())
                return {filled("@ = @", {left, cancelledInSymbols()}), cancelledInNumbers(),
                        &MatrixWriter::cancelledEntry};
            return {left, filled("@ \\odot @", {lossSlopes(), slopes}), &MatrixWriter::lastEntry};
        }
        return {filled("@ = @ \\odot @", {own, arrivingSymbols(), slopesSymbol}),
                filled("@ \\odot @", {arrivingNumbers(), slopes}), &MatrixWriter::hiddenEntry};
    }

    /// dL/da of the layer: what arrives from the layer after it; of the network's outputs the slopes of the loss.
    Equation outputGradient() const {
        const std::string left = derivativeByOutputs(layer_);
        if (layer_ == c_.depth())
            return {filled("@ = \\left(@\\right)_k", {left, c_.inSymbols(c_.lossSlope(index::k))}), lossSlopes(),
                    &MatrixWriter::lossSlopeEntry};
        return {filled("@ = @", {left, arrivingSymbols()}),
                filled("@ = @", {arrivingNumbers(), plainColumn(layer_, [this](int j) { return arrivingAt(j); })}),
                &MatrixWriter::arrivingEntry};
    }

    /// (W^(l+1))^T delta^(l+1)
    std::string arrivingSymbols() const {
        return filled("@ \\, @", {transposedSymbol(layer_ + 1), vector("\\delta", layer_ + 1)});
    }
    std::string arrivingNumbers() const {
        return filled("@ @", {transposed(layer_ + 1), column(QuantityKind::Delta, layer_ + 1, 0, false)});
    }

    Equation weightGradient() const {
        const Shape across{1, c_.units(layer_ - 1)};
        const std::string input = layer_ == 1 ? "x" : filled("\\left(a@\\right)", {upper(layer_ - 1)});
        const std::string row = grid(
            across, 0, from_,
            [&](int, int column) {
                const Quantity q = quantity::output(layer_ - 1, column);
                return Entry{q, c_.it.value(q), true};
            },
            [&](int, int column) { return column == from_ ? Mark::Used : Mark::None; });
        return {filled("@ = @ \\, @", {lossBy(filled("W@", {upper(layer_)}), shapeOf(layer_)),
                                       vector("\\delta", layer_), shaped(filled("@^{\\!\\top}", {input}), across)}),
                filled("@ @", {columnUsing(QuantityKind::Delta, layer_), row}), &MatrixWriter::weightEntry};
    }

    std::string gradientMatrix() const {
        const auto done = [this](int row, int column) {
            return !unfinished_ || row < neuron_ || (row == neuron_ && column <= from_);
        };
        return grid(
            shapeOf(layer_), neuron_, from_,
            [&](int row, int column) {
                const Quantity q = quantity::weightGradient(layer_, row, column);
                return Entry{q, c_.it.value(q), done(row, column)};
            },
            [&](int row, int column) { return row == neuron_ && column == from_ ? Mark::Here : Mark::None; });
    }

    Equation biasGradient() const {
        return {filled("@ = @", {lossBy(filled("b@", {upper(layer_)}), columnOf(layer_)), vector("\\delta", layer_)}),
                columnUsing(QuantityKind::Delta, layer_), &MatrixWriter::deltaEntry};
    }

    // ------------------------------------------------------------ updates

    /// The layer's weights or biases, by what each entry's number is.
    std::string parameterGrid(const Quantity& like, Mark mark,
                              const std::function<Entry(const Quantity&)>& entry) const {
        const bool weight = like.kind == QuantityKind::Weight;
        return grid(
            weight ? shapeOf(layer_) : columnOf(layer_), neuron_, from_,
            [&](int row, int column) {
                return entry(weight ? quantity::weight(layer_, row, column) : quantity::bias(layer_, row));
            },
            [&](int row, int column) { return row == neuron_ && (!weight || column == from_) ? mark : Mark::None; });
    }

    Equation update(const Quantity& q) const {
        const bool weight = q.kind == QuantityKind::Weight;
        const std::string letter = filled(weight ? "W@" : "b@", {upper(layer_)});
        const Shape shape = weight ? shapeOf(layer_) : columnOf(layer_);
        const Quantity eta = quantity::learningRate();
        const bool several = c_.it.batch || c_.it.sums;
        const BatchReduction reduction = c_.it.scenario->training.batchReduction;
        const std::string gradient = lossBy(letter, shape);
        const std::string reduced = filled(!several                            ? "@"
                                           : reduction == BatchReduction::Mean ? "\\overline{@}"
                                                                               : "\\sum_s \\left(@\\right)_s",
                                           {gradient});
        const std::string symbol = shaped(letter, shape);
        const std::string old =
            parameterGrid(q, Mark::Used, [this](const Quantity& p) { return Entry{p, c_.it.value(p), true}; });
        return {filled("@ \\leftarrow @ - @ \\, @", {symbol, symbol, c_.symbols.latex(eta), reduced}),
                filled("@ - @ @", {old, c_.inNumbers.factor(Expr(eta)), gradients(q, reduction, Mark::Used)})};
    }

    std::string updated(const Quantity& q) const {
        return parameterGrid(q, Mark::Here, [&](const Quantity& p) {
            const bool done = p.neuron < neuron_ || (p.neuron == neuron_ && p.from <= from_);
            return Entry{p, c_.it.updated(p), done};
        });
    }

    std::vector<DerivationRow> rule(const Quantity& id) const {
        const bool output = isOutput(id);
        if (output && id.layer == c_.depth()) return c_.lossSlopeRule();
        const char* last =
            c_.it.network().hasLayerwiseOutput()
                ? "\\delta^{(L)} = \\left(\\frac{\\partial a^{(L)}}{\\partial z^{(L)}}\\right)^{\\!\\top} "
                  "\\frac{\\partial L}{\\partial a^{(L)}}"
                : "\\delta^{(L)} = \\frac{\\partial L}{\\partial a^{(L)}} \\odot f'\\!\\left(z^{(L)}\\right)";
        std::vector<const char*> lines{
            last,
            "\\delta^{(l)} = \\left(W^{(l+1)}\\right)^{\\!\\top} \\delta^{(l+1)} \\odot f'\\!\\left(z^{(l)}\\right)"};
        if (output)
            lines.push_back(
                id.layer == 0
                    ? "\\frac{\\partial L}{\\partial x} = \\left(W^{(1)}\\right)^{\\!\\top} \\delta^{(1)}"
                    : "\\frac{\\partial L}{\\partial a^{(l)}} = \\left(W^{(l+1)}\\right)^{\\!\\top} \\delta^{(l+1)}");
        if (id.kind == QuantityKind::Weight)
            lines.push_back(
                "\\frac{\\partial L}{\\partial W^{(l)}} = \\delta^{(l)} \\left(a^{(l-1)}\\right)^{\\!\\top}");
        if (id.kind == QuantityKind::Bias) lines.push_back("\\frac{\\partial L}{\\partial b^{(l)}} = \\delta^{(l)}");
        return inLetters(lines);
    }

    FormulaContext& c_;
    int layer_;
    int neuron_;
    int from_;
    bool unfinished_ = false;
    bool marks_ = true;
    std::vector<double> deltas_{};  // of the layer after, or behind it all of the layer that the gradient is taken from
};

}  // namespace

void writeMatrix(FormulaContext& context, Step& step) {
    const Quantity& q = step.computes;
    MatrixWriter(context, q.layer, q.neuron, q.from).write(step);
}

std::string batchGradientMatrix(FormulaContext& context, const Quantity& parameter, BatchReduction reduction) {
    return MatrixWriter(context, parameter.layer, parameter.neuron, parameter.from)
        .gradients(parameter, reduction, Mark::Here);
}

void writeMatrix(FormulaContext& context, Derivation& derivation) {
    const Quantity& id = derivation.id;
    MatrixWriter(context, id.layer, id.neuron, id.from).write(derivation);
}

}  // namespace backprop
