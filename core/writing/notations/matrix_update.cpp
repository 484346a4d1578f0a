#include "writing/notations/matrix_update.hpp"

namespace backprop {
namespace {

Quantity ofParameter(QuantityKind kind, const Quantity& parameter) {
    return {kind, parameter.layer, parameter.neuron, parameter.from};
}

}  // namespace

Shape MatrixUpdate::shape() const {
    return {f_.units(parameter_.layer), isWeight() ? f_.units(parameter_.layer - 1) : 1};
}

/// The layer's weights or biases, by what each entry's number is.
std::string MatrixUpdate::grid(Mark mark, const std::function<Entry(const Quantity&)>& entry) const {
    const auto at = [&](int row, int column) {
        return Quantity{parameter_.kind, parameter_.layer, row, isWeight() ? column : 0};
    };
    return matrixGrid(
        shape(), parameter_.neuron, parameter_.from, [&](int row, int column) { return entry(at(row, column)); },
        [&](int row, int column) { return at(row, column) == parameter_ ? mark : Mark::None; }, t_.format);
}

std::string MatrixUpdate::gradients(BatchReduction reduction, Mark mark) const {
    return grid(mark, [&](const Quantity& p) {
        const Quantity reduced = reducedGradientOf(p, reduction);
        return Entry{it_.batch || it_.sums ? reduced : gradientOf(p),
                     it_.sums ? it_.value(reduced) : it_.updateGradient(p), true};
    });
}

/// W, v_W or dL/dW, with its shape; of a batch of several the mean of dL/dW, or its sum.
std::string MatrixUpdate::symbolOf(const Quantity& q) const {
    const std::string plain = filled(isWeight() ? "W@" : "b@", {upper(parameter_.layer)});
    if (isParameter(q)) return shaped(plain, shape());
    if (isOfUpdate(q.kind)) return shaped(filled("@_{@}", {letterOf(q.kind), plain}), shape());
    const bool mean = it_.scenario->training.batchReduction == BatchReduction::Mean;
    return filled(!it_.batch && !it_.sums ? "@"
                  : mean                  ? "\\overline{@}"
                                          : "\\sum_s \\left(@\\right)_s",
                  {shaped(filled("\\frac{\\partial L}{\\partial @}", {plain}), shape())});
}

std::string MatrixUpdate::updated(QuantityKind kind) const {
    return grid(Mark::Here, [&](const Quantity& p) {
        const bool done = p.neuron < parameter_.neuron || (p.neuron == parameter_.neuron && p.from <= parameter_.from);
        const Quantity own = ofParameter(kind, p);
        return Entry{own, it_.updated(own), done};
    });
}

StepText MatrixUpdate::step(const StepFacts& facts) const {
    return it_.scenario->training.optimizer.isPlain() ? plain() : ofOptimizer(facts);
}

StepText MatrixUpdate::plain() const {
    const Expr eta(quantity::learningRate());
    const std::string symbol = symbolOf(parameter_);
    const std::string old = grid(Mark::Used, [this](const Quantity& p) { return Entry{p, it_.value(p), true}; });
    return {filled("@ \\leftarrow @ - @ \\, @", {symbol, symbol, t_.inSymbols(eta), symbolOf(gradientOf(parameter_))}),
            filled("@ - @ @",
                   {old, t_.inNumbers.factor(eta), gradients(it_.scenario->training.batchReduction, Mark::Used)}),
            updated(parameter_.kind)};
}

/// A rule, element by element: what it says of one parameter, with matrices in the places of the symbols.
StepText MatrixUpdate::ofOptimizer(const StepFacts& facts) const {
    const Quantity& q = facts.computes;
    SymbolTable inSymbols, inNumbers;
    for (const Quantity& read : symbolsIn(facts.form)) {
        if (!isLayered(read.kind)) {
            inNumbers.write(read, asFactor(taggedNumber(read, it_.value(read), t_.format)));
            continue;
        }
        inSymbols.write(read, symbolOf(read));
        inNumbers.write(read, isParameter(read) || isOfUpdate(read.kind)
                                  ? grid(Mark::Used,
                                         [&](const Quantity& p) {
                                             const Quantity at = ofParameter(read.kind, p);
                                             return Entry{at, it_.readBy(ofParameter(q.kind, p), at), true};
                                         })
                                  : gradients(it_.scenario->training.batchReduction, Mark::Used));
    }
    const auto written = [&](const SymbolTable& symbols) {
        std::string text = LatexWriter(symbols, t_.format)(facts.form);
        // The square of a gradient is that of each of its entries.
        const std::string square = "\\right)^{2}";
        if (facts.rule == StepRule::SecondMoment)
            text.replace(text.rfind(square), square.size(), "\\right)^{\\odot 2}");
        return text;
    };
    return {filled(isParameter(q) || isKept(q.kind) ? "@ \\leftarrow @" : "@ = @", {symbolOf(q), written(inSymbols)}),
            written(inNumbers), updated(q.kind)};
}

}  // namespace backprop
