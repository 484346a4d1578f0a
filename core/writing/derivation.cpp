#include "writing/derivation.hpp"

#include <algorithm>
#include <functional>

#include "proof/verify.hpp"
#include "writing/factors.hpp"
#include "writing/output_derivative.hpp"

namespace backprop {

std::string_view toString(StageKind kind) {
    switch (kind) {
        case StageKind::Chain:
            return "chain";
        case StageKind::Factors:
            return "factors";
        case StageKind::Numbers:
            return "numbers";
        case StageKind::Sum:
            return "sum";
        case StageKind::Collapse:
            return "collapse";
        case StageKind::Article:
            return "article";
        case StageKind::Rule:
            return "rule";
        case StageKind::Layers:
            return "layers";
        case StageKind::Linearity:
            return "linearity";
        case StageKind::Shares:
            return "shares";
        case StageKind::Total:
            return "total";
    }
    return "rule";
}

namespace {

/// Writes the derivation of one quantity; holds what all its parts need.
class Deriver {
public:
    Deriver(FormulaContext& context, const Quantity& id, int pathLimit, FactorLines lines, const Quantity& of)
        : it_(context.it),
          id_(id),
          of_(of),
          pathLimit_(static_cast<std::size_t>(pathLimit)),
          c_(context),
          factor_(c_, lines),
          ofNeuron_(c_, of, id) {}

    Derivation run() {
        result_.id = id_;
        result_.of = of_;
        result_.symbol = c_.symbols.derivative(of_, id_);
        if (ofLoss()) result_.symbol = tagged(gradientId(), result_.symbol);
        result_.value = ofLoss() ? gradientValue() : ofNeuron_(OutputDerivative::Way::Backward);
        result_.pathCount = 1.0;
        for (const int size : forks()) result_.pathCount *= size;
        addPaths();
        addChainStages();
        if (!ofLoss()) {
            addRecursion();
            return std::move(result_);
        }
        addCollapse();
        if (hasArticleForm()) addArticleForm();
        addRule();
        return std::move(result_);
    }

private:
    int depth() const { return it_.network().depth(); }
    bool ofLoss() const { return of_.kind == QuantityKind::Loss; }
    /// The layer that the paths begin in.
    int top() const { return ofLoss() ? depth() : of_.layer; }
    /// Whether the paths from a neuron's output begin with all the weighted sums of its layer.
    bool beginsInAll() const {
        return of_.kind == QuantityKind::Output && !it_.network().layer(of_.layer).activation->isPointwise();
    }
    Quantity sumOf(int layer, int neuron) const { return quantity::weightedSum(layer, neuron); }
    Quantity outputOf(int layer, int neuron) const { return quantity::output(layer, neuron); }
    Quantity deltaOf(int layer, int neuron) const { return quantity::delta(layer, neuron); }

    // ------------------------------------------------------------ values

    /// The id that the gradient itself goes by; dL/da has none of its own.
    Quantity gradientId() const {
        if (isParameter(id_)) return gradientOf(id_);
        return id_.kind == QuantityKind::WeightedSum ? deltaOf(id_.layer, id_.neuron) : id_;
    }

    double gradientValue() {
        if (!isOutput(id_)) return it_.value(gradientId());
        if (id_.layer < depth()) return c_.evaluate(c_.arriving(id_.layer, id_.neuron));
        const double t = it_.sample->t(id_.neuron);
        const WideValue at = c_.environment.wide(id_);
        if (it_.loss().wide) return lossSlope(it_.network(), it_.loss(), {at.value, at.oneMinus, {}, {}}, t).narrow();
        return lossSlope(it_.network(), it_.loss(), it_.value(id_), at.oneMinus.narrow(), t);
    }

    // ------------------------------------------------------------ paths

    /// Into how many neurons a path forks, one number for each layer after the quantity's own. Behind a softmax each
    /// weighted sum of the output layer forks once more, into all outputs.
    std::vector<int> forks() const {
        std::vector<int> sizes;
        for (int l = id_.layer + 1; l <= top(); ++l)
            if (l < top() || ofLoss() || beginsInAll()) sizes.push_back(it_.network().units(l));
        const bool isOutput = id_.kind == QuantityKind::Output && id_.layer == depth();
        if (ofLoss() && it_.network().hasLayerwiseOutput() && !isOutput) sizes.push_back(it_.network().outputs());
        return sizes;
    }

    /// Paths in the order of the neurons passed, nearest layer first; the last index runs fastest.
    void addPaths() {
        const std::vector<int> sizes = forks();
        std::vector<int> through(sizes.size(), 0);
        while (result_.paths.size() < pathLimit_) {
            addPath(through);
            std::size_t position = through.size();
            while (position > 0) {
                if (++through[position - 1] < sizes[position - 1]) break;
                through[--position] = 0;
            }
            if (position == 0) return;
        }
    }

    /// `through`: which way the path takes at each fork.
    void addPath(const std::vector<int>& through) {
        DerivationPath path{.nodes = {}, .factors = {}, .value = 1.0};
        if (ofLoss()) path.nodes.push_back(of_);
        Wide<double> value = 1.0;
        for (int l = top(); l >= id_.layer; --l) {
            const auto at = static_cast<std::size_t>(l - id_.layer - 1);
            const int neuron = l == id_.layer ? id_.neuron : at < through.size() ? through[at] : of_.neuron;
            const bool forked = l == top() && static_cast<int>(through.size()) > top() - id_.layer;
            const int output = l == top() && !ofLoss() ? of_.neuron : forked ? through.back() : neuron;
            if (l < top() || of_.kind != QuantityKind::WeightedSum) path.nodes.push_back(outputOf(l, output));
            if (l > id_.layer) path.nodes.push_back(sumOf(l, neuron));
        }
        if (!isOutput(id_)) path.nodes.push_back(sumOf(id_.layer, id_.neuron));
        if (isParameter(id_)) path.nodes.push_back(id_);
        for (std::size_t i = 0; i + 1 < path.nodes.size(); ++i) {
            path.factors.push_back(factor_(path.nodes[i], path.nodes[i + 1]));
            value *= c_.evaluate.wide(factor_.form(*path.factors.back()));
        }
        path.value = value.narrow();
        result_.paths.push_back(std::move(path));
    }

    bool allPathsShown() const { return static_cast<double>(result_.paths.size()) == result_.pathCount; }

    double sumOfPaths() {
        if (!allPathsShown())
            return ofLoss() ? c_.evaluate(c_.symbolic.gradient(id_)) : ofNeuron_(OutputDerivative::Way::Formulas);
        double total = 0.0;
        for (const DerivationPath& path : result_.paths) total += path.value;
        return total;
    }

    // ------------------------------------------------------------ stages

    DerivationStage stageOfPaths(StageKind kind, const std::function<std::string(const Factor&)>& write) {
        DerivationStage stage{.kind = kind, .rows = {}, .value = sumOfPaths()};
        for (const DerivationPath& path : result_.paths) {
            std::string row = filled(stage.rows.empty() ? "@ = " : " + ", {result_.symbol});
            for (std::size_t i = 0; i < path.factors.size(); ++i) {
                if (i > 0) row += " \\cdot ";
                row += write(*path.factors[i]);
            }
            addRow(stage, std::move(row));
        }
        if (!allPathsShown()) addRow(stage, " + \\cdots");
        return stage;
    }

    void addChainStages() {
        result_.stages.push_back(stageOfPaths(StageKind::Chain, [](const Factor& f) { return f.symbol; }));
        result_.stages.push_back(
            stageOfPaths(StageKind::Factors, [this](const Factor& f) { return c_.inSymbols.factor(factor_.form(f)); }));
        auto numbers = stageOfPaths(StageKind::Numbers, [this](const Factor& f) {
            return asFactor(plainNumber(c_.evaluate.wide(factor_.form(f)), c_.format));
        });
        for (std::size_t i = 0; i < result_.paths.size(); ++i)
            numbers.rows[i].numbers = plainNumber(result_.paths[i].value, c_.format);
        result_.stages.push_back(std::move(numbers));
        if (result_.pathCount > 1) addSum();
    }

    void addSum() {
        std::string row = filled("@ = ", {result_.symbol});
        for (std::size_t i = 0; i < result_.paths.size(); ++i) {
            const std::string number = plainNumber(result_.paths[i].value, c_.format);
            row += i > 0 ? filled(" + @", {asFactor(number)}) : number;
        }
        if (!allPathsShown()) row += " + \\cdots";
        const double total = sumOfPaths();
        result_.stages.push_back(stageOf(StageKind::Sum, {row, plainNumber(total, c_.format)}, total));
    }

    // ------------------------------------------------------------ of a neuron

    /// d of / dz from the layer after it, in numbers and as a rule.
    void addRecursion() {
        const double value = ofNeuron_(OutputDerivative::Way::Formulas);
        const std::string own = c_.symbols.latex(of_);
        const int l = id_.layer, j = id_.neuron;
        if (l < of_.layer) {
            const bool ends = isOutput(id_);
            const std::string slope = ends ? "" : filled("@ \\cdot ", {c_.inSymbols.factor(c_.slope(l, j))});
            const std::string slopeNumber =
                ends ? "" : filled("@ \\cdot ", {asFactor(plainNumber(c_.evaluate.wide(c_.slope(l, j)), c_.format))});
            std::string terms, numbers;
            const int units = it_.network().units(l + 1), shown = std::min(units, static_cast<int>(pathLimit_));
            for (int k = 0; k < shown; ++k) {
                const Quantity weight = quantity::weight(l + 1, k, j);
                terms +=
                    filled(k > 0 ? " + @ \\, @" : "@ \\, @", {c_.symbols.latex(weight), derivativeBySum(l + 1, k)});
                numbers += filled(
                    k > 0 ? " + @ \\cdot @" : "@ \\cdot @",
                    {c_.inNumbers.factor(Expr(weight)), asFactor(plainNumber(ofNeuron_.bySums(l + 1)(k), c_.format))});
            }
            const char* more = shown < units ? " + \\cdots" : "";
            terms += more;
            numbers += more;
            const std::string left = ends ? result_.symbol : derivativeBySum(l, j);
            const std::string outcome = plainNumber(ends ? value : ofNeuron_.bySums(l)(j), c_.format);
            DerivationStage stage = stageOf(StageKind::Collapse,
                                            {filled("@ = @\\left(@\\right)", {left, slope, terms}),
                                             filled("@\\left(@\\right) = @", {slopeNumber, numbers, outcome})},
                                            value);
            if (isParameter(id_)) {
                const Expr input = c_.parameterInput(id_);
                const std::string symbol = c_.inSymbols(input), number = c_.inNumbers.factor(input),
                                  result = plainNumber(value, c_.format);
                const std::string factor = asFactor(outcome);
                addRow(stage, filled("@ = @ \\cdot @", {result_.symbol, left, symbol}),
                       filled("@ \\cdot @ = @", {factor, number, result}));
            }
            result_.stages.push_back(std::move(stage));
        }
        result_.stages.push_back(stageOf(
            StageKind::Rule,
            {filled(
                 "\\frac{\\partial @}{\\partial z^{(l)}_j} = f'\\!\\left(z^{(l)}_j\\right) \\sum_k w^{(l+1)}_{kj} \\, "
                 "\\frac{\\partial @}{\\partial z^{(l+1)}_k}",
                 {own, own}),
             ""},
            value));
    }

    std::string derivativeBySum(int layer, int neuron) const {
        return c_.symbols.derivative(of_, sumOf(layer, neuron));
    }

    // ------------------------------------------------------------ delta

    /// The gradient with all that the paths share taken out, in the deltas of this layer or the next.
    Expr collapsedForm() {
        if (isParameter(id_)) return product({Expr(deltaOf(id_.layer, id_.neuron)), c_.parameterInput(id_)});
        if (id_.kind == QuantityKind::WeightedSum) return c_.deltaForm(id_.layer, id_.neuron);
        return id_.layer == depth() ? c_.symbolic.gradient(id_) : c_.arriving(id_.layer, id_.neuron);
    }

    void addCollapse() {
        DerivationStage stage{.kind = StageKind::Collapse, .rows = {}, .value = c_.comesTo(collapsedForm())};
        const int l = id_.layer, j = id_.neuron;
        if (l < depth()) addNextDeltas(stage);
        if (isParameter(id_) && l < depth())
            stage.rows.push_back(c_.row(result_.symbol, product({c_.deltaForm(l, j), c_.parameterInput(id_)})));
        if (id_.kind == QuantityKind::WeightedSum) addDelta(stage, result_.symbol, l, j);
        if (isParameter(id_)) addDelta(stage, c_.symbols.latex(deltaOf(l, j)), l, j);
        if (id_.kind != QuantityKind::WeightedSum) stage.rows.push_back(c_.row(result_.symbol, collapsedForm()));
        result_.stages.push_back(std::move(stage));
    }

    /// What a delta is. In the output layer with the chain rule it comes from, before and after cancelling.
    void addDelta(DerivationStage& stage, const std::string& symbol, int layer, int neuron) {
        std::string left = symbol;
        if (layer == depth())
            left = filled("@ = @", {symbol, c_.symbols.outputChain(it_.network(), sumOf(layer, neuron))});
        if (layer == depth() && c_.cancels()) {
            addRow(stage, filled("@ = @", {left, c_.inSymbols(c_.symbolic.outputDeltaUncancelled(neuron))}));
            stage.rows.push_back(c_.cancelledRow(symbol, neuron));
            return;
        }
        addRow(stage, filled("@ = @", {left, c_.inSymbols(c_.deltaForm(layer, neuron))}),
               c_.deltaInNumbers(layer, neuron));
    }

    /// The deltas one layer on.
    void addNextDeltas(DerivationStage& stage) {
        const int next = id_.layer + 1;
        const int shown = std::min(it_.network().units(next), static_cast<int>(pathLimit_));
        for (int k = 0; k < shown; ++k) {
            const std::string symbol = c_.symbols.latex(deltaOf(next, k));
            if (next == depth())
                addDelta(stage, symbol, next, k);
            else
                addRow(stage, filled("@ = @", {symbol, c_.symbols.derivative(quantity::loss(), sumOf(next, k))}),
                       c_.inNumbers(Expr(deltaOf(next, k))));
        }
        if (shown < it_.network().units(next)) addRow(stage, "\\cdots");
    }

    // ------------------------------------------------------------ the article's form

    bool hasArticleForm() const {
        return isParameter(id_) && id_.layer < depth() &&
               it_.network().layer(id_.layer).activation->id == Sigmoid::id &&
               it_.value(outputOf(id_.layer, id_.neuron)) != 0.0;
    }

    std::string letter(int k) const {
        const bool few = it_.network().units(id_.layer + 1) <= 2;
        return few ? (k == 0 ? "A" : "B") : filled("A_{@}", {std::to_string(k + 1)});
    }

    /// (A w_1 + B w_2)(1 - a) x, where A = dL/dw_1 holds one a already: A = delta a.
    void addArticleForm() {
        const int next = id_.layer + 1, j = id_.neuron;
        const Quantity a = outputOf(id_.layer, j);
        DerivationStage stage{.kind = StageKind::Article, .rows = {}, .value = 0.0};
        std::string symbols, numbers;
        std::vector<Expr> terms;
        const int shown = std::min(it_.network().units(next), static_cast<int>(pathLimit_));
        for (int k = 0; k < it_.network().units(next); ++k) {
            const Quantity weight = quantity::weight(next, k, j);
            const Quantity gradient = gradientOf(weight);
            terms.push_back(Expr(gradient) * Expr(weight));
            if (k >= shown) continue;
            const std::string name = tagged(gradient, letter(k));
            addRow(stage, filled("@ = @", {name, c_.symbols.latex(gradient)}), c_.inNumbers(Expr(gradient)));
            symbols += filled(k > 0 ? " + @ \\, @" : "@ \\, @", {name, c_.symbols.latex(weight)});
        }
        if (shown < it_.network().units(next)) symbols += " + \\cdots";
        const Expr bracket = sum(std::move(terms));
        const Expr rest = product({1.0 - Expr(a), c_.parameterInput(id_)});
        const Expr form = product({bracket, 1.0 - Expr(a), c_.parameterInput(id_)});
        const bool several = it_.network().units(next) > 1;
        addRow(stage,
               filled(several ? "@ = \\left(@\\right) \\, @" : "@ = @ \\, @",
                      {result_.symbol, symbols, c_.inSymbols(rest)}),
               c_.inNumbersWithValue(form));
        stage.value = c_.comesTo(form);
        result_.stages.push_back(std::move(stage));
    }

    // ------------------------------------------------------------ the rule

    void addRule() { result_.stages.push_back({StageKind::Rule, ruleRows(), c_.comesTo(collapsedForm())}); }

    std::vector<DerivationRow> ruleRows() const {
        if (id_.kind == QuantityKind::Input)
            return inLetters({"\\frac{\\partial L}{\\partial x_i} = \\sum_j w^{(1)}_{ji} \\, \\delta^{(1)}_j"});
        if (id_.kind == QuantityKind::Output)
            return id_.layer == depth() ? c_.lossSlopeRule()
                                        : inLetters({"\\frac{\\partial L}{\\partial a^{(l)}_j} = \\sum_k "
                                                     "w^{(l+1)}_{kj} \\, \\delta^{(l+1)}_k"});
        std::vector<const char*> lines{deltaRule()};
        if (id_.kind == QuantityKind::Weight)
            lines.push_back("\\frac{\\partial L}{\\partial w^{(l)}_{ji}} = \\delta^{(l)}_j \\, a^{(l-1)}_i");
        if (id_.kind == QuantityKind::Bias)
            lines.push_back("\\frac{\\partial L}{\\partial b^{(l)}_j} = \\delta^{(l)}_j \\cdot 1 = \\delta^{(l)}_j");
        return inLetters(lines);
    }

    const char* deltaRule() const {
        if (id_.layer < depth())
            return "\\delta^{(l)}_j = f'\\!\\left(z^{(l)}_j\\right) \\sum_k w^{(l+1)}_{kj} \\, \\delta^{(l+1)}_k";
        if (it_.network().hasLayerwiseOutput())
            return "\\delta^{(L)}_j = \\sum_k \\frac{\\partial L}{\\partial a^{(L)}_k} \\, "
                   "\\frac{\\partial a^{(L)}_k}{\\partial z^{(L)}_j}";
        return "\\delta^{(L)}_k = \\frac{\\partial L}{\\partial a^{(L)}_k} \\, f'\\!\\left(z^{(L)}_k\\right)";
    }

    const Iteration& it_;
    Quantity id_;
    Quantity of_;
    std::size_t pathLimit_;
    FormulaContext& c_;
    FactorWriter factor_;
    OutputDerivative ofNeuron_;
    Derivation result_{};
};

}  // namespace

bool isDerivable(const Network& network, const Quantity& q) {
    return network.has(q) && (isParameter(q) || q.kind == QuantityKind::WeightedSum || isOutput(q));
}

bool isDerivableFrom(const Network& network, const Quantity& of, const Quantity& id) {
    if (!isDerivable(network, id)) return false;
    if (of.kind == QuantityKind::Loss) return true;
    return isDerivable(network, of) && of.layer > 0 && !isParameter(of) && dependsOn(network, of, id);
}

bool isFactor(const Network& network, const Quantity& of, const Quantity& wrt) {
    const bool known = of.kind == QuantityKind::Loss || (of.layer > 0 && isDerivable(network, of) && !isParameter(of));
    if (!known || !isDerivable(network, wrt)) return false;
    switch (of.kind) {
        case QuantityKind::Loss:
            return wrt.kind == QuantityKind::Output && wrt.layer == network.depth();
        case QuantityKind::Output:
            return wrt.kind == QuantityKind::WeightedSum && wrt.layer == of.layer &&
                   (wrt.neuron == of.neuron || !network.layer(of.layer).activation->isPointwise());
        default:
            if (isOutput(wrt)) return wrt.layer == of.layer - 1;
            return isParameter(wrt) && wrt.layer == of.layer && wrt.neuron == of.neuron;
    }
}

std::vector<DerivationLine> factorLines(const Iteration& iteration, const Quantity& of, const Quantity& wrt,
                                        const NumberFormat& format) {
    FormulaContext context(iteration, format, SymbolTable(*iteration.scenario));
    return FactorWriter(context, FactorLines::Left).lines(of, wrt);
}

Derivation derive(const Iteration& iteration, const Quantity& id, const NumberFormat& format, int pathLimit,
                  Notation notation, FactorLines lines, const Quantity& of) {
    FormulaContext context(iteration, format, SymbolTable(*iteration.scenario));
    Derivation derivation = Deriver(context, id, pathLimit, lines, of).run();
    if (of.kind != QuantityKind::Loss) {
        const double bound = 1e-12 * OutputDerivative(context, of, id)(OutputDerivative::Way::Size);
        for (DerivationStage& stage : derivation.stages)
            stage.agreement = compare({stage.value, bound}, derivation.value);
        return derivation;
    }
    derivation.notation = notation;
    context.symbols = SymbolTable();  // the reader's own names stand in what is written out only
    rewriteIn(notation, context, derivation);
    const double bound = 1e-12 * gradientScale(iteration, id);
    for (DerivationStage& stage : derivation.stages) stage.agreement = compare({stage.value, bound}, derivation.value);
    return derivation;
}

}  // namespace backprop
