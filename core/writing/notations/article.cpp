// The article's symbols, which name things as one neuron sees them: x_i comes in, f = sum w_i x_i + b, y = sigma(f);
// w_i leads on from it, and A_i = dL/dw_i. A weight or bias that is meant by itself has its name. The article's rule
// dL/dw = (sum A_i w_i)(1 - y) x holds at a sigmoid whose output is not 0.

#include <algorithm>

#include "writing/notations/article_form.hpp"
#include "writing/notations/definition.hpp"
#include "writing/notations/rules.hpp"

namespace backprop {
namespace {

/// The symbols of one neuron and its surroundings.
class ArticleNeuron {
public:
    ArticleNeuron(IterationFormulas& formulas, const NumberFormat& format, SymbolTable symbols, int layer, int neuron)
        : f_(formulas), t_(formulas, format, std::move(symbols)), definition_(f_, t_), layer_(layer), neuron_(neuron) {
        nameNeurons();
    }

    StepText step(const StepFacts& facts) {
        const Quantity& q = facts.computes;
        if (facts.rule == StepRule::WeightGradient || facts.rule == StepRule::BiasGradient)
            return gradientStep(facts, parameterOf(q));
        if (facts.rule == StepRule::WeightedSum) nameInputs();
        if (facts.rule == StepRule::Update) nameInput(q);
        const bool hidden = facts.rule == StepRule::DeltaHidden;
        return {symbols(facts),
                hidden ? t_.inNumbers(product({articleSum(f_, layer_, neuron_), rest()})) : definition_.numbers(facts),
                definition_.result(facts)};
    }

    DerivationText derivation(const Quantity& id) {
        nameInput(id);
        const std::string symbol = symbolOf(id);
        std::vector<DerivationStage> stages;
        stages.push_back(isLast() ? outputChain(id, symbol) : hiddenChain(id, symbol));
        if (!isLast()) stages.push_back(shortened(id, symbol));
        const double value = stages.back().value;
        stages.push_back({StageKind::Rule, ruleOfArticle(isLast()), value});
        return {symbol, std::move(stages)};
    }

    GradientText gradient(const Quantity& id) {
        nameInput(id);
        const Expr form = formOf(id);
        return {symbolOf(id), shortForm(id), t_.inNumbersWithValue(form), f_.comesTo(form), t_.symbols.plain(id)};
    }

private:
    std::string symbols(const StepFacts& step) {
        const Quantity& q = step.computes;
        const std::string& symbol = t_.symbols.latex(q);
        switch (step.rule) {
            case StepRule::WeightedSum:
                return filled("@ = @ w_i \\, x_i + b = @",
                              {symbol, sumSign('i', f_.units(layer_ - 1)), t_.inSymbols(step.form)});
            case StepRule::Activation:
                return filled("@ = \\sigma\\left(@\\right) = @",
                              {symbol, t_.symbols.latex(sum_()), t_.inSymbols(step.form)});
            case StepRule::DeltaOutput:
                return filled("@ = @@ = @@", {symbol, lossByOutput(), slopeByChain(),
                                              t_.inSymbols(f_.symbolic.outputDeltaUncancelled(neuron_)), cancelled()});
            case StepRule::DeltaHidden:
                return filled("@ = @ \\, @", {symbol, bracket(), t_.inSymbols.factor(rest())});
            default:
                return filled(
                    isLast() ? "@ \\leftarrow @ - @" : "@ \\leftarrow @ - \\eta \\, @",
                    {symbol, symbol,
                     isLast() ? t_.inSymbols(product({Expr(quantity::learningRate()), formOf(q)})) : shortForm(q)});
        }
    }

    std::string symbolOf(const Quantity& parameter) const {
        return tagged(gradientOf(parameter), t_.symbols.derivative(quantity::loss(), parameter));
    }

    bool isLast() const { return layer_ == f_.depth(); }
    int next() const { return layer_ + 1; }
    int fanOut() const { return f_.units(next()); }
    Quantity own() const { return quantity::output(layer_, neuron_); }
    Quantity sum_() const { return quantity::weightedSum(layer_, neuron_); }

    // ------------------------------------------------------------ symbols

    /// Neurons are written from 1.
    static std::string lower(int neuron) { return filled("_{@}", {std::to_string(neuron + 1)}); }

    void nameNeurons() {
        const std::string index = isLast() ? lower(neuron_) : "";
        t_.symbols.write(own(), filled("y@", {index}));
        t_.symbols.write(sum_(), filled("f@", {index}));
        t_.symbols.write(quantity::delta(layer_, neuron_), filled("\\frac{\\partial L}{\\partial f@}", {index}));
        if (isLast()) return;
        for (int k = 0; k < fanOut(); ++k) {
            const std::string number = lower(k);
            t_.symbols.write(quantity::weightedSum(next(), k), filled("f@", {number}));
            t_.symbols.write(quantity::delta(next(), k), filled("\\frac{\\partial L}{\\partial f@}", {number}));
            t_.symbols.write(gradientOf(quantity::weight(next(), k, neuron_)), articleSymbol(k, fanOut()));
        }
    }

    void nameInputs() {
        for (int i = 0; i < f_.units(layer_ - 1); ++i)
            t_.symbols.write(quantity::output(layer_ - 1, i), filled("x@", {lower(i)}));
    }

    /// The input of a weight; the weight itself has its name, as everywhere.
    void nameInput(const Quantity& parameter) {
        if (parameter.kind == QuantityKind::Weight) t_.symbols.write(quantity::output(layer_ - 1, parameter.from), "x");
    }

    // ------------------------------------------------------------ the output layer

    std::string lossByOutput() const { return t_.symbols.derivative(quantity::loss(), own()); }
    std::string slopeByChain() const { return filled(" \\cdot @", {t_.symbols.derivative(own(), sum_())}); }

    /// " = y - t" where the slope cancels.
    std::string cancelled() {
        const bool fused = f_.it.loss().isFusedWith(f_.it.network().outputActivation());
        return fused ? filled(" = @", {t_.inSymbols(f_.symbolic.gradient(sum_()))}) : "";
    }

    /// The gradient in its shortest form.
    Expr formOf(const Quantity& parameter) {
        return isLast() ? product({f_.symbolic.gradient(sum_()), f_.parameterInput(parameter)})
                        : articleForm(f_, parameter);
    }

    DerivationStage outputChain(const Quantity& id, const std::string& symbol) {
        const Expr form = formOf(id);
        const Expr uncancelled = product({f_.symbolic.outputDeltaUncancelled(neuron_), f_.parameterInput(id)});
        DerivationStage stage{StageKind::Chain, {}, f_.comesTo(form)};
        addRow(stage,
               filled("@ = @@ \\cdot @", {symbol, lossByOutput(), slopeByChain(), t_.symbols.derivative(sum_(), id)}));
        if (!cancelled().empty()) addRow(stage, filled("@ = @", {symbol, t_.inSymbols(uncancelled)}));
        addRow(stage, filled("@ = @", {symbol, t_.inSymbols(form)}), t_.inNumbersWithValue(form));
        if (f_.cancels()) stage.rows.back().applied = f_.cancelled(uncancelled, form);
        return stage;
    }

    // ------------------------------------------------------------ the layers before

    Expr rest() const { return articleRest(layer_, neuron_); }

    /// (A w_1 + B w_2), or with the sum sign where there are more.
    std::string bracket() const {
        if (fanOut() <= 2) return t_.inSymbols.factor(articleSum(f_, layer_, neuron_));
        return filled("\\Bigl(@ A_i \\, w_i\\Bigr)", {sumSign('i', fanOut())});
    }

    /// (A w_1 + B w_2)(1 - y) x
    std::string shortForm(const Quantity& parameter) {
        const Expr input = f_.parameterInput(parameter);
        if (isLast()) return t_.inSymbols(formOf(parameter));
        return filled("@ \\, @", {bracket(), t_.inSymbols(product({rest(), input}))});
    }

    StepText gradientStep(const StepFacts& step, const Quantity& parameter) {
        nameInput(parameter);
        std::string left = symbolOf(parameter);
        if (isLast() && !cancelled().empty())
            left = filled("@ = @", {left, t_.inSymbols(product({f_.symbolic.outputDeltaUncancelled(neuron_),
                                                                f_.parameterInput(parameter)}))});
        return {filled("@ = @", {left, shortForm(parameter)}), t_.inNumbers(formOf(parameter)),
                definition_.result(step)};
    }

    /// One term for each neuron that this one leads to.
    DerivationStage hiddenChain(const Quantity& id, const std::string& symbol) {
        const bool several = fanOut() > 1;
        const std::string sign = several ? filled("@ ", {sumSign('i', fanOut())}) : "";
        const std::string at = several ? "i" : "1";
        const Expr slope = f_.slope(layer_, neuron_), input = f_.parameterInput(id);
        const Expr form = product({f_.arriving(layer_, neuron_), slope, input});
        DerivationStage stage{StageKind::Chain, {}, f_.comesTo(form)};
        addRow(
            stage,
            filled("@ = @\\frac{\\partial L}{\\partial f_{@}} \\cdot \\frac{\\partial f_{@}}{\\partial @}@ \\cdot @",
                   {symbol, sign, at, at, t_.symbols.latex(own()), slopeByChain(), t_.symbols.derivative(sum_(), id)}));
        const std::string weight = several ? "w_{i}" : t_.symbols.latex(quantity::weight(next(), 0, neuron_));
        addRow(stage,
               filled("@ = @\\frac{\\partial L}{\\partial f_{@}} \\cdot @ \\cdot @",
                      {symbol, sign, at, weight, t_.inSymbols(product({slope, input}))}),
               t_.inNumbersWithValue(form));
        return stage;
    }

    /// A_i holds one y already: it is taken out of y (1 - y).
    DerivationStage shortened(const Quantity& id, const std::string& symbol) {
        const Expr form = formOf(id);
        DerivationStage stage{StageKind::Article, {}, f_.comesTo(form)};
        for (int k = 0; k < std::min(fanOut(), mostShown); ++k) {
            const Quantity weight = quantity::weight(next(), k, neuron_);
            const Expr own_ = Expr(quantity::delta(next(), k)) * Expr(own());
            addRow(stage,
                   filled("@ = @ = @", {t_.symbols.latex(gradientOf(weight)),
                                        t_.symbols.derivative(quantity::loss(), weight), t_.inSymbols(own_)}),
                   t_.inNumbersWithValue(own_));
        }
        if (fanOut() > mostShown) addRow(stage, "\\cdots");
        addRow(stage, filled("@ = @", {symbol, shortForm(id)}), t_.inNumbersWithValue(form));
        return stage;
    }

    static constexpr int mostShown = 4;

    IterationFormulas& f_;
    FormulaText t_;
    DefinitionText definition_;
    int layer_;
    int neuron_;
};

class ArticleWriter : public NotationWriter {
public:
    ArticleWriter(IterationFormulas& formulas, const NumberFormat& format, const SymbolTable& symbols)
        : f_(formulas),
          format_(format),
          symbols_(symbols),
          t_(formulas, format, symbols),
          indexed_(indexedWriter(formulas, format, symbols)) {}

    StepText step(const StepFacts& facts) override {
        const Quantity& q = facts.computes;
        if (phaseOf(facts.rule) == Phase::Loss) return lossStep(facts);
        const bool ofBatch = phaseOf(facts.rule) == Phase::Batch;
        // The article has gradient descent alone, on one sample.
        const bool plain = f_.it.scenario->training.optimizer.isPlain() && !f_.it.batch && !f_.it.sums;
        if (ofBatch || (phaseOf(facts.rule) == Phase::Update && !plain)) return DefinitionText(f_, t_)(facts);
        const auto limit = facts.rule == StepRule::WeightedSum ? std::nullopt : articleLimit(f_, q.layer, q.neuron);
        return limit ? limited(indexed_->step(facts), limit) : neuron(q).step(facts);
    }

    DerivationText derivation(const DerivationFacts& facts) override {
        const Quantity& id = facts.id;
        const auto limit = limitAt(id);
        return limit || !isParameter(id) ? limited(indexed_->derivation(facts), limit) : neuron(id).derivation(id);
    }

    GradientText gradient(const DerivationFacts& facts) override {
        const auto limit = limitAt(facts.id);
        return limit ? limited(indexed_->gradient(facts), limit) : neuron(facts.id).gradient(facts.id);
    }

private:
    ArticleNeuron neuron(const Quantity& q) const { return {f_, format_, symbols_, q.layer, q.neuron}; }

    std::optional<ArticleLimit> limitAt(const Quantity& id) const {
        return id.layer > 0 ? articleLimit(f_, id.layer, id.neuron) : std::nullopt;
    }

    template <class Text>
    static Text limited(Text text, const std::optional<ArticleLimit>& limit) {
        text.articleLimit = limit;
        return text;
    }

    /// The loss in the outputs' symbols y_1, y_2, which no other step has.
    StepText lossStep(const StepFacts& facts) const {
        SymbolTable symbols;
        const int last = f_.depth();
        for (int k = 0; k < f_.units(last); ++k)
            symbols.write(quantity::output(last, k), filled("y_{@}", {std::to_string(k + 1)}));
        symbols.write(quantity::output(last, index::k), "y_{k}");
        return indexedWriter(f_, format_, std::move(symbols))->step(facts);
    }

    IterationFormulas& f_;
    NumberFormat format_;
    SymbolTable symbols_;
    FormulaText t_;
    std::unique_ptr<NotationWriter> indexed_;
};

}  // namespace

std::unique_ptr<NotationWriter> articleWriter(IterationFormulas& formulas, const NumberFormat& format,
                                              const SymbolTable& symbols) {
    return std::make_unique<ArticleWriter>(formulas, format, symbols);
}

}  // namespace backprop
