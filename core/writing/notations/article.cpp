// The article's letters, which name things as one neuron sees them: x_i comes in, f = sum w_i x_i + b, y = sigma(f);
// w_i leads on from it, and A_i = dL/dw_i. Its rule dL/dw = (sum A_i w_i)(1 - y) x holds at a sigmoid whose output is
// not 0.

#include "writing/formula_context.hpp"

namespace backprop {
namespace {

class ArticleWriter {
public:
    ArticleWriter(FormulaContext& context, int layer, int neuron)
        : c_(context),
          layer_(layer),
          neuron_(neuron),
          inSymbols_(letters_, context.format),
          inNumbers_(inSymbols_.withNumbers(context.environment)) {
        nameLetters();
    }

    std::optional<ArticleLimit> limit() const {
        if (c_.activation(layer_).id != Sigmoid::id) return ArticleLimit::NotSigmoid;
        if (!isLast() && c_.it.value(own()) == 0.0) return ArticleLimit::ZeroOutput;
        return std::nullopt;
    }

    void write(Step& step) {
        const Quantity& q = step.computes;
        switch (step.rule) {
            case StepRule::WeightedSum:
                nameInputs();
                step.symbols = filled("@ = @ w_i \\, x_i + b = @", {letters_.latex(q), sumSign(c_.units(layer_ - 1)),
                                                                    inSymbols_(c_.symbolic.definition(q))});
                return;
            case StepRule::Activation:
                step.symbols = filled("@ = \\sigma\\left(@\\right) = @", {letters_.latex(q), letters_.latex(sum_()),
                                                                          inSymbols_(c_.symbolic.definition(q))});
                return;
            case StepRule::DeltaOutput:
                step.symbols =
                    filled("@ = @@ = @@", {letters_.latex(q), lossByOutput(), slopeByChain(),
                                           inSymbols_(c_.symbolic.outputDeltaUncancelled(neuron_)), cancelled()});
                return;
            case StepRule::DeltaHidden:
                step.symbols = filled("@ = @ \\, @", {letters_.latex(q), bracket(), inSymbols_.factor(rest())});
                step.numbers = inNumbers_(product({gathered(), rest()}));
                return;
            case StepRule::WeightGradient:
                return writeGradient(step, quantity::weight(q.layer, q.neuron, q.from));
            case StepRule::BiasGradient:
                return writeGradient(step, quantity::bias(q.layer, q.neuron));
            case StepRule::Update:
                nameParameter(q);
                step.symbols = filled(
                    isLast() ? "@ \\leftarrow @ - @" : "@ \\leftarrow @ - \\eta \\, @",
                    {letters_.latex(q), letters_.latex(q),
                     isLast() ? inSymbols_(product({Expr(quantity::learningRate()), outputForm(q)})) : shortForm(q)});
                return;
            default:
                return;
        }
    }

    void write(Derivation& d) {
        const Quantity& id = d.id;
        nameParameter(id);
        d.symbol = tagged(gradientOf(id), letters_.derivative(quantity::loss(), id));
        d.stages.clear();
        d.stages.push_back(isLast() ? outputChain(d) : hiddenChain(d));
        if (!isLast()) d.stages.push_back(shortened(d));
        const double value = d.stages.back().value;
        const char* rule =
            isLast() ? "w \\leftarrow w - \\eta \\, \\frac{\\partial L}{\\partial y} \\cdot y \\, (1 - y) \\cdot x"
                     : "w \\leftarrow w - \\eta \\, \\Bigl(\\sum_i A_i \\, w_i\\Bigr) \\, (1 - y) \\, x";
        d.stages.push_back(stageOf(StageKind::Rule, {rule, ""}, value));
    }

private:
    bool isLast() const { return layer_ == c_.depth(); }
    int next() const { return layer_ + 1; }
    int fanOut() const { return c_.units(next()); }
    Quantity own() const { return quantity::output(layer_, neuron_); }
    Quantity sum_() const { return quantity::weightedSum(layer_, neuron_); }

    static std::string sumSign(int count) { return filled("\\sum_{i=1}^{@}", {std::to_string(count)}); }

    // ------------------------------------------------------------ letters

    /// Neurons are written from 1.
    static std::string lower(int neuron) { return filled("_{@}", {std::to_string(neuron + 1)}); }

    void nameLetters() {
        const std::string index = isLast() ? lower(neuron_) : "";
        letters_.write(own(), filled("y@", {index}));
        letters_.write(sum_(), filled("f@", {index}));
        letters_.write(quantity::delta(layer_, neuron_), filled("\\frac{\\partial L}{\\partial f@}", {index}));
        letters_.write(quantity::bias(layer_, neuron_), "b");
        if (isLast()) return;
        for (int k = 0; k < fanOut(); ++k) {
            const std::string number = lower(k);
            letters_.write(quantity::weight(next(), k, neuron_), filled("w@", {number}));
            letters_.write(quantity::weightedSum(next(), k), filled("f@", {number}));
            letters_.write(quantity::delta(next(), k), filled("\\frac{\\partial L}{\\partial f@}", {number}));
            letters_.write(gradientOf(quantity::weight(next(), k, neuron_)), letter(k));
        }
    }

    void nameInputs() {
        for (int i = 0; i < c_.units(layer_ - 1); ++i) {
            const std::string number = lower(i);
            letters_.write(quantity::output(layer_ - 1, i), filled("x@", {number}));
            letters_.write(quantity::weight(layer_, neuron_, i), filled("w@", {number}));
        }
    }

    /// The parameter itself: w, or the scenario's name for it where no w_i goes by that.
    void nameParameter(const Quantity& parameter) {
        if (parameter.kind == QuantityKind::Bias) return;
        letters_.write(quantity::output(layer_ - 1, parameter.from), "x");
        letters_.write(parameter, "w");
        const Names& names = c_.it.scenario->names;
        const auto name = names.find(parameter);
        if (name == names.end()) return;
        for (int k = 0; !isLast() && k < fanOut(); ++k)
            if (name->second == filled("w@", {std::to_string(k + 1)})) return;
        letters_.write(parameter, SymbolTable(*c_.it.scenario).plain(parameter));
    }

    std::string letter(int k) const { return fanOut() <= 2 ? (k == 0 ? "A" : "B") : filled("A@", {lower(k)}); }

    // ------------------------------------------------------------ the output layer

    std::string lossByOutput() const { return letters_.derivative(quantity::loss(), own()); }
    std::string slopeByChain() const { return filled(" \\cdot @", {letters_.derivative(own(), sum_())}); }

    /// " = y - t" where the slope cancels.
    std::string cancelled() {
        const bool fused = c_.it.loss().isFusedWith(c_.it.network().outputActivation());
        return fused ? filled(" = @", {inSymbols_(c_.symbolic.gradient(sum_()))}) : "";
    }

    Expr outputForm(const Quantity& parameter) {
        return product({c_.symbolic.gradient(sum_()), c_.parameterInput(parameter)});
    }

    DerivationStage outputChain(const Derivation& d) {
        const Expr form = outputForm(d.id);
        const Expr uncancelled = product({c_.symbolic.outputDeltaUncancelled(neuron_), c_.parameterInput(d.id)});
        DerivationStage stage{StageKind::Chain, {}, c_.comesTo(form)};
        addRow(stage, filled("@ = @@ \\cdot @",
                             {d.symbol, lossByOutput(), slopeByChain(), letters_.derivative(sum_(), d.id)}));
        if (!cancelled().empty()) addRow(stage, filled("@ = @", {d.symbol, inSymbols_(uncancelled)}));
        addRow(stage, filled("@ = @", {d.symbol, inSymbols_(form)}), c_.inNumbersWithValue(form));
        if (c_.cancels()) stage.rows.back().applied = c_.cancelled(uncancelled, form);
        return stage;
    }

    // ------------------------------------------------------------ the layers before

    /// sum A_i w_i, written out.
    Expr gathered() const {
        std::vector<Expr> terms;
        for (int k = 0; k < fanOut(); ++k) {
            const Quantity weight = quantity::weight(next(), k, neuron_);
            terms.push_back(Expr(gradientOf(weight)) * Expr(weight));
        }
        return sum(std::move(terms));
    }
    Expr rest() const { return 1.0 - Expr(own()); }

    /// (A w_1 + B w_2), or with the sum sign where there are more.
    std::string bracket() const {
        if (fanOut() <= 2) return inSymbols_.factor(gathered());
        return filled("\\Bigl(@ A_i \\, w_i\\Bigr)", {sumSign(fanOut())});
    }

    /// (A w_1 + B w_2)(1 - y) x
    std::string shortForm(const Quantity& parameter) {
        const Expr input = c_.parameterInput(parameter);
        if (isLast()) return inSymbols_(outputForm(parameter));
        return filled("@ \\, @", {bracket(), inSymbols_(product({rest(), input}))});
    }

    Expr shortExpression(const Quantity& parameter) const {
        return product({gathered(), rest(), c_.parameterInput(parameter)});
    }

    void writeGradient(Step& step, const Quantity& parameter) {
        nameParameter(parameter);
        step.symbols = tagged(step.computes, letters_.derivative(quantity::loss(), parameter));
        if (isLast() && !cancelled().empty())
            step.symbols =
                filled("@ = @", {step.symbols, inSymbols_(product({c_.symbolic.outputDeltaUncancelled(neuron_),
                                                                   c_.parameterInput(parameter)}))});
        step.symbols = filled("@ = @", {step.symbols, shortForm(parameter)});
        step.numbers = inNumbers_(isLast() ? outputForm(parameter) : shortExpression(parameter));
    }

    /// One term for each neuron that this one leads to.
    DerivationStage hiddenChain(const Derivation& d) {
        const bool several = fanOut() > 1;
        const std::string sign = several ? filled("@ ", {sumSign(fanOut())}) : "";
        const std::string at = several ? "i" : "1";
        const Expr slope = c_.slope(layer_, neuron_), input = c_.parameterInput(d.id);
        const Expr form = product({c_.arriving(layer_, neuron_), slope, input});
        DerivationStage stage{StageKind::Chain, {}, c_.comesTo(form)};
        addRow(
            stage,
            filled("@ = @\\frac{\\partial L}{\\partial f_{@}} \\cdot \\frac{\\partial f_{@}}{\\partial @}@ \\cdot @",
                   {d.symbol, sign, at, at, letters_.latex(own()), slopeByChain(), letters_.derivative(sum_(), d.id)}));
        addRow(stage,
               filled("@ = @\\frac{\\partial L}{\\partial f_{@}} \\cdot w_{@} \\cdot @",
                      {d.symbol, sign, at, at, inSymbols_(product({slope, input}))}),
               c_.inNumbersWithValue(form));
        return stage;
    }

    /// A_i holds one y already: it is taken out of y (1 - y).
    DerivationStage shortened(const Derivation& d) {
        const Expr form = shortExpression(d.id);
        DerivationStage stage{StageKind::Article, {}, c_.comesTo(form)};
        for (int k = 0; k < std::min(fanOut(), shownLetters); ++k) {
            const Quantity weight = quantity::weight(next(), k, neuron_);
            const Expr own_ = Expr(quantity::delta(next(), k)) * Expr(own());
            addRow(stage,
                   filled("@ = \\frac{\\partial L}{\\partial w@} = @",
                          {letters_.latex(gradientOf(weight)), lower(k), inSymbols_(own_)}),
                   c_.inNumbersWithValue(own_));
        }
        if (fanOut() > shownLetters) addRow(stage, "\\cdots");
        addRow(stage, filled("@ = @", {d.symbol, shortForm(d.id)}), c_.inNumbersWithValue(form));
        return stage;
    }

    static constexpr int shownLetters = 4;

    FormulaContext& c_;
    int layer_;
    int neuron_;
    SymbolTable letters_{};
    LatexWriter inSymbols_;
    LatexWriter inNumbers_;
};

/// The loss in the outputs' letters: y_1, y_2. No other step has them, so these are not the context's.
void writeLoss(const Iteration& iteration, const NumberFormat& format, Step& step) {
    FormulaContext own(iteration, format);
    const int last = own.depth(), n = own.units(last);
    for (int k = 0; k < n; ++k) own.symbols.write(quantity::output(last, k), filled("y_{@}", {std::to_string(k + 1)}));
    own.symbols.write(quantity::output(last, index::k), "y_{k}");
    if (step.rule == StepRule::LossSum) return writeIndexed(own, step);
    step.symbols =
        filled("@ = @", {own.symbols.latex(step.computes), own.inSymbols(own.symbolic.definition(step.computes))});
}

}  // namespace

void writeArticle(FormulaContext& context, Step& step) {
    const Quantity& q = step.computes;
    if (phaseOf(step.rule) == Phase::Loss) return writeLoss(context.it, context.format, step);
    const bool ofBatch = step.rule == StepRule::Accumulate || step.rule == StepRule::Reduce;
    if (ofBatch || (step.rule == StepRule::Update && (context.it.batch || context.it.sums))) return;
    ArticleWriter writer(context, q.layer, q.neuron);
    if (step.rule != StepRule::WeightedSum) step.articleLimit = writer.limit();
    if (step.articleLimit) return writeIndexed(context, step);
    writer.write(step);
}

void writeArticle(FormulaContext& context, Derivation& derivation) {
    const Quantity& id = derivation.id;
    ArticleWriter writer(context, id.layer, id.neuron);
    if (id.layer > 0) derivation.articleLimit = writer.limit();
    if (derivation.articleLimit || !isParameter(id)) return writeIndexed(context, derivation);
    writer.write(derivation);
}

}  // namespace backprop
