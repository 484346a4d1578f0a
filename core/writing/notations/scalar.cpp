// Every sum written out: the chain rule over all paths, factor by factor.

#include <algorithm>

#include "writing/notations/article_form.hpp"
#include "writing/notations/definition.hpp"
#include "writing/notations/rules.hpp"
#include "writing/output_derivative.hpp"

namespace backprop {
namespace {

/// Writes the derivation of one quantity.
class WrittenDerivation {
public:
    WrittenDerivation(IterationFormulas& formulas, FormulaText& text, const DerivationFacts& facts)
        : f_(formulas), t_(text), d_(facts), id_(facts.id), symbol_(t_.symbols.derivative(facts.of, facts.id)) {
        if (d_.ofLoss()) symbol_ = tagged(gradientId(id_), symbol_);
    }

    DerivationText write() {
        addChainStages();
        if (d_.ofLoss()) {
            const double value = f_.comesTo(f_.collapsedForm(id_));
            addCollapse(value);
            if (isParameter(id_) && id_.layer < f_.depth() && !articleLimit(f_, id_.layer, id_.neuron)) addArticle();
            stages_.push_back({StageKind::Rule, ruleOfNeurons(f_, t_, id_), value});
        } else {
            addRecursion();
        }
        return {std::move(symbol_), std::move(stages_)};
    }

    GradientText gradient() {
        const Expr form = f_.collapsedForm(id_);
        return {symbol_, t_.inSymbols(form), t_.inNumbersWithValue(form), f_.comesTo(form), t_.symbols.plain(id_)};
    }

private:
    // ------------------------------------------------------------ paths

    std::string factor(StageKind kind, const FactorFacts& f) const {
        if (kind == StageKind::Chain) return t_.symbols.derivative(f.of, f.wrt);
        if (kind == StageKind::Factors) return t_.inSymbols.factor(f.form);
        return asFactor(plainNumber(f.value, t_.format));
    }

    DerivationStage stageOfPaths(StageKind kind) const {
        DerivationStage stage{.kind = kind, .rows = {}, .value = sum_};
        for (const PathFacts& path : d_.paths) {
            std::string row = filled(stage.rows.empty() ? "@ = " : " + ", {symbol_});
            for (std::size_t i = 0; i < path.factors.size(); ++i) {
                if (i > 0) row += " \\cdot ";
                row += factor(kind, d_.factors[path.factors[i]]);
            }
            addRow(stage, std::move(row), kind == StageKind::Numbers ? plainNumber(path.value, t_.format) : "");
        }
        if (!d_.allPathsShown()) addRow(stage, " + \\cdots");
        return stage;
    }

    void addChainStages() {
        sum_ = sumOfPaths(f_, d_);
        for (const StageKind kind : {StageKind::Chain, StageKind::Factors, StageKind::Numbers})
            stages_.push_back(stageOfPaths(kind));
        if (d_.pathCount > 1) addSum();
    }

    void addSum() {
        std::string row = filled("@ = ", {symbol_});
        for (std::size_t i = 0; i < d_.paths.size(); ++i) {
            const std::string number = plainNumber(d_.paths[i].value, t_.format);
            row += i > 0 ? filled(" + @", {asFactor(number)}) : number;
        }
        if (!d_.allPathsShown()) row += " + \\cdots";
        stages_.push_back(stageOf(StageKind::Sum, {row, plainNumber(sum_, t_.format)}, sum_));
    }

    int shown(int units) const { return std::min(units, d_.pathLimit); }

    // ------------------------------------------------------------ delta

    void addCollapse(double value) {
        DerivationStage stage{.kind = StageKind::Collapse, .rows = {}, .value = value};
        const int l = id_.layer, j = id_.neuron;
        if (l < f_.depth()) addNextDeltas(stage);
        if (isParameter(id_) && l < f_.depth())
            stage.rows.push_back(t_.row(symbol_, product({f_.deltaForm(l, j), f_.parameterInput(id_)})));
        if (id_.kind == QuantityKind::WeightedSum) addDelta(stage, symbol_, l, j);
        if (isParameter(id_)) addDelta(stage, t_.symbols.latex(quantity::delta(l, j)), l, j);
        if (id_.kind != QuantityKind::WeightedSum) stage.rows.push_back(t_.row(symbol_, f_.collapsedForm(id_)));
        stages_.push_back(std::move(stage));
    }

    /// The formula of a delta. In the output layer with the chain rule it comes from, before and after cancelling.
    void addDelta(DerivationStage& stage, const std::string& symbol, int layer, int neuron) {
        std::string left = symbol;
        if (layer == f_.depth())
            left = filled("@ = @",
                          {symbol, t_.symbols.outputChain(f_.it.network(), quantity::weightedSum(layer, neuron))});
        if (layer == f_.depth() && f_.cancels()) {
            addRow(stage, filled("@ = @", {left, t_.inSymbols(f_.symbolic.outputDeltaUncancelled(neuron))}));
            stage.rows.push_back(t_.cancelledRow(symbol, neuron));
            return;
        }
        addRow(stage, filled("@ = @", {left, t_.inSymbols(f_.deltaForm(layer, neuron))}),
               t_.deltaInNumbers(layer, neuron));
    }

    /// The deltas one layer on.
    void addNextDeltas(DerivationStage& stage) {
        const int next = id_.layer + 1, units = f_.units(next);
        for (int k = 0; k < shown(units); ++k) {
            const Quantity delta = quantity::delta(next, k);
            const std::string symbol = t_.symbols.latex(delta);
            if (next == f_.depth())
                addDelta(stage, symbol, next, k);
            else
                addRow(
                    stage,
                    filled("@ = @", {symbol, t_.symbols.derivative(quantity::loss(), quantity::weightedSum(next, k))}),
                    t_.inNumbers(Expr(delta)));
        }
        if (shown(units) < units) addRow(stage, "\\cdots");
    }

    /// (A w_1 + B w_2)(1 - a) x, where A = dL/dw_1 holds one a already: A = delta a.
    void addArticle() {
        const int next = id_.layer + 1, j = id_.neuron, units = f_.units(next);
        const Expr form = articleForm(f_, id_);
        DerivationStage stage{.kind = StageKind::Article, .rows = {}, .value = f_.comesTo(form)};
        std::string terms;
        for (int k = 0; k < shown(units); ++k) {
            const Quantity weight = quantity::weight(next, k, j), gradient = gradientOf(weight);
            const std::string name = tagged(gradient, articleSymbol(k, units));
            addRow(stage, filled("@ = @", {name, t_.symbols.latex(gradient)}), t_.inNumbers(Expr(gradient)));
            terms += filled(k > 0 ? " + @ \\, @" : "@ \\, @", {name, t_.symbols.latex(weight)});
        }
        if (shown(units) < units) terms += " + \\cdots";
        const Expr rest = product({articleRest(id_.layer, j), f_.parameterInput(id_)});
        addRow(stage,
               filled(units > 1 ? "@ = \\left(@\\right) \\, @" : "@ = @ \\, @", {symbol_, terms, t_.inSymbols(rest)}),
               t_.inNumbersWithValue(form));
        stages_.push_back(std::move(stage));
    }

    // ------------------------------------------------------------ of a neuron

    std::string derivativeBySum(int layer, int neuron) const {
        return t_.symbols.derivative(d_.of, quantity::weightedSum(layer, neuron));
    }

    /// d of / dz from the layer after it, in numbers and as a rule.
    void addRecursion() {
        OutputDerivative ofNeuron(f_, d_.of, id_);
        const double value = ofNeuron(OutputDerivative::Way::Formulas);
        if (id_.layer < d_.of.layer) addArriving(ofNeuron, value);
        stages_.push_back({StageKind::Rule, ruleOfOutput(t_.symbols.latex(d_.of)), value});
    }

    void addArriving(const OutputDerivative& ofNeuron, double value) {
        const int l = id_.layer, j = id_.neuron, units = f_.units(l + 1);
        const bool ends = isOutput(id_);
        std::string slope, slopeNumber, terms, numbers;
        if (!ends) {
            slope = filled("@ \\cdot ", {t_.inSymbols.factor(f_.slope(l, j))});
            slopeNumber = filled("@ \\cdot ", {asFactor(plainNumber(f_.evaluate.wide(f_.slope(l, j)), t_.format))});
        }
        for (int k = 0; k < shown(units); ++k) {
            const Quantity weight = quantity::weight(l + 1, k, j);
            terms += filled(k > 0 ? " + @ \\, @" : "@ \\, @", {t_.symbols.latex(weight), derivativeBySum(l + 1, k)});
            numbers += filled(
                k > 0 ? " + @ \\cdot @" : "@ \\cdot @",
                {t_.inNumbers.factor(Expr(weight)), asFactor(plainNumber(ofNeuron.bySums(l + 1)(k), t_.format))});
        }
        const char* more = shown(units) < units ? " + \\cdots" : "";
        terms += more;
        numbers += more;
        const std::string left = ends ? symbol_ : derivativeBySum(l, j);
        const std::string outcome = plainNumber(ends ? value : ofNeuron.bySums(l)(j), t_.format);
        DerivationStage stage = stageOf(StageKind::Collapse,
                                        {filled("@ = @\\left(@\\right)", {left, slope, terms}),
                                         filled("@\\left(@\\right) = @", {slopeNumber, numbers, outcome})},
                                        value);
        if (isParameter(id_)) {
            const Expr input = f_.parameterInput(id_);
            addRow(stage, filled("@ = @ \\cdot @", {symbol_, left, t_.inSymbols(input)}),
                   filled("@ \\cdot @ = @",
                          {asFactor(outcome), t_.inNumbers.factor(input), plainNumber(value, t_.format)}));
        }
        stages_.push_back(std::move(stage));
    }

    IterationFormulas& f_;
    FormulaText& t_;
    const DerivationFacts& d_;
    Quantity id_;
    std::string symbol_;
    double sum_ = 0.0;  // of all paths
    std::vector<DerivationStage> stages_{};
};

class ScalarWriter : public NotationWriter {
public:
    ScalarWriter(IterationFormulas& formulas, const NumberFormat& format, SymbolTable symbols)
        : f_(formulas), t_(formulas, format, std::move(symbols)) {}

    StepText step(const StepFacts& facts) override { return DefinitionText(f_, t_)(facts); }
    DerivationText derivation(const DerivationFacts& facts) override {
        return WrittenDerivation(f_, t_, facts).write();
    }
    GradientText gradient(const DerivationFacts& facts) override { return WrittenDerivation(f_, t_, facts).gradient(); }

private:
    IterationFormulas& f_;
    FormulaText t_;
};

}  // namespace

std::unique_ptr<NotationWriter> scalarWriter(IterationFormulas& formulas, const NumberFormat& format,
                                             SymbolTable symbols) {
    return std::make_unique<ScalarWriter>(formulas, format, std::move(symbols));
}

}  // namespace backprop
