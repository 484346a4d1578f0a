#include "backprop/derivation.hpp"

#include <algorithm>
#include <map>

#include "backprop/latex.hpp"
#include "backprop/symbolic_network.hpp"
#include "backprop/verify.hpp"
#include "notation_writer.hpp"

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
    }
    return "rule";
}

namespace {

/// Writes the derivation of one quantity; holds what all its parts need.
class Deriver {
public:
    Deriver(const Iteration& iteration, const Quantity& id, const NumberFormat& format, int pathLimit)
        : it_(iteration),
          id_(id),
          format_(format),
          pathLimit_(static_cast<std::size_t>(pathLimit)),
          environment_(iteration),
          evaluate_(environment_),
          symbols_(*iteration.scenario),
          inSymbols_(symbols_),
          inNumbers_(inSymbols_.withNumbers(environment_, format)),
          symbolic_(iteration.network(), iteration.loss()) {}

    Derivation run() {
        const Quantity loss = quantity::loss();
        result_.id = id_;
        result_.symbol = tagged(gradientId(), symbols_.derivative(loss, id_));
        result_.value = gradientValue();
        result_.pathCount = 1.0;
        for (const int size : forks()) result_.pathCount *= size;
        addPaths();
        addChainStages();
        addCollapse();
        if (hasArticleForm()) addArticleForm();
        addRule();
        return std::move(result_);
    }

private:
    int depth() const { return it_.network().depth(); }
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
        return id_.kind == QuantityKind::Output ? evaluate_(collapsedForm()) : it_.value(gradientId());
    }

    // ------------------------------------------------------------ paths

    /// Into how many neurons a path forks, one number for each layer after the quantity's own. Behind a softmax each
    /// weighted sum of the output layer forks once more, into all outputs.
    std::vector<int> forks() const {
        std::vector<int> sizes;
        for (int l = id_.layer + 1; l <= depth(); ++l) sizes.push_back(it_.network().units(l));
        const bool isOutput = id_.kind == QuantityKind::Output && id_.layer == depth();
        if (it_.network().hasLayerwiseOutput() && !isOutput) sizes.push_back(it_.network().outputs());
        return sizes;
    }

    std::shared_ptr<const Factor> factor(const Quantity& of, const Quantity& wrt) {
        const auto key = std::pair{of, wrt};
        if (const auto known = factors_.find(key); known != factors_.end()) return known->second;
        const LatexWriter writer = inSymbols_.around(wrt);
        const auto lines = symbolic_.localDerivation(of, wrt);
        const Expr& form = lines.back().form;
        Factor result{.of = of,
                      .wrt = wrt,
                      .symbol = symbols_.derivative(of, wrt),
                      .result = writer(form),
                      .numbers = inNumbers_(form),
                      .value = evaluate_(form),
                      .lines = {}};
        const double outputError = of.kind == QuantityKind::Output ? outputRounding() : 0.0;
        std::optional<Rounded> before;
        for (const auto& line : lines) {
            const Rounded value = roundedValue(line.form, environment_, outputError);
            const Agreement agreement = compare(before.value_or(value), value);
            const bool finite = std::isfinite(value.value);
            result.lines.push_back(
                {line.rule, line.chain, writer(line.form), finite ? value.value : evaluate_(line.form), agreement});
            if (finite) before = value;
        }
        forms_.emplace(key, form);
        return factors_.emplace(key, std::make_shared<const Factor>(std::move(result))).first->second;
    }

    /// How far, relatively, the outputs may be from what their definition gives: a few roundings for each neuron that a
    /// softmax adds up, and that of the differences of its sums, which its exponentials enlarge.
    double outputRounding() const {
        const Network& network = it_.network();
        const double softmax =
            network.hasLayerwiseOutput() ? network.outputs() + 2.0 * it_.pass.z.back().cwiseAbs().maxCoeff() : 0.0;
        return 0x1p-52 * (4.0 + softmax);
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
        DerivationPath path{.nodes = {quantity::loss()}, .factors = {}, .value = 1.0};
        for (int l = depth(); l >= id_.layer; --l) {
            const int neuron = l == id_.layer ? id_.neuron : through[static_cast<std::size_t>(l - id_.layer - 1)];
            const bool forked = l == depth() && static_cast<int>(through.size()) > depth() - id_.layer;
            path.nodes.push_back(outputOf(l, forked ? through.back() : neuron));
            if (l > id_.layer) path.nodes.push_back(sumOf(l, neuron));
        }
        if (id_.kind != QuantityKind::Output) path.nodes.push_back(sumOf(id_.layer, id_.neuron));
        if (isParameter(id_)) path.nodes.push_back(id_);
        for (std::size_t i = 0; i + 1 < path.nodes.size(); ++i) {
            path.factors.push_back(factor(path.nodes[i], path.nodes[i + 1]));
            path.value *= path.factors.back()->value;
        }
        result_.paths.push_back(std::move(path));
    }

    bool allPathsShown() const { return static_cast<double>(result_.paths.size()) == result_.pathCount; }

    double sumOfPaths() {
        if (!allPathsShown()) return evaluate_(symbolic_.gradient(id_));
        double total = 0.0;
        for (const DerivationPath& path : result_.paths) total += path.value;
        return total;
    }

    // ------------------------------------------------------------ stages

    template <class Write>
    DerivationStage stageOfPaths(StageKind kind, const Write& write) {
        DerivationStage stage{.kind = kind, .rows = {}, .value = sumOfPaths()};
        for (const DerivationPath& path : result_.paths) {
            std::string row = stage.rows.empty() ? result_.symbol + " = " : " + ";
            for (std::size_t i = 0; i < path.factors.size(); ++i)
                row += (i > 0 ? " \\cdot " : "") + write(*path.factors[i]);
            stage.rows.push_back({std::move(row), ""});
        }
        if (!allPathsShown()) stage.rows.push_back({" + \\cdots", ""});
        return stage;
    }

    void addChainStages() {
        result_.stages.push_back(stageOfPaths(StageKind::Chain, [](const Factor& f) { return f.symbol; }));
        result_.stages.push_back(stageOfPaths(
            StageKind::Factors, [this](const Factor& f) { return inSymbols_.factor(forms_.at({f.of, f.wrt})); }));
        auto numbers = stageOfPaths(StageKind::Numbers,
                                    [this](const Factor& f) { return asFactor(plainNumber(f.value, format_)); });
        for (std::size_t i = 0; i < result_.paths.size(); ++i)
            numbers.rows[i].numbers = plainNumber(result_.paths[i].value, format_);
        result_.stages.push_back(std::move(numbers));
        if (result_.pathCount > 1) addSum();
    }

    void addSum() {
        std::string row = result_.symbol + " = ";
        for (std::size_t i = 0; i < result_.paths.size(); ++i) {
            const std::string number = plainNumber(result_.paths[i].value, format_);
            row += i > 0 ? " + " + asFactor(number) : number;
        }
        if (!allPathsShown()) row += " + \\cdots";
        const double total = sumOfPaths();
        result_.stages.push_back({StageKind::Sum, {{row, plainNumber(total, format_)}}, total});
    }

    // ------------------------------------------------------------ delta

    /// The form with its numbers, and what they come to.
    std::string inNumbersWithValue(const Expr& form) {
        const std::string value = plainNumber(evaluate_(form), format_);
        return form.operands().empty() ? value : inNumbers_(form) + " = " + value;
    }

    DerivationRow row(const std::string& left, const Expr& form) {
        return {left + " = " + inSymbols_(form), inNumbersWithValue(form)};
    }

    /// The slope of the neuron's activation in the form it is known by.
    Expr slope(int layer, int neuron) {
        return it_.network().layer(layer).activation->slopeFormula(Expr(sumOf(layer, neuron)),
                                                                   Expr(outputOf(layer, neuron)));
    }

    /// sum_k w delta over the neurons that this one flows into.
    Expr arriving(int layer, int neuron) {
        std::vector<Expr> terms;
        for (int k = 0; k < it_.network().units(layer + 1); ++k)
            terms.push_back(Expr(quantity::weight(layer + 1, k, neuron)) * Expr(deltaOf(layer + 1, k)));
        return sum(std::move(terms));
    }

    Expr deltaForm(int layer, int neuron) {
        if (layer == depth()) return symbolic_.outputDelta(neuron, it_.targetsAddToOne());
        return product({arriving(layer, neuron), slope(layer, neuron)});
    }

    /// What the weighted sum is multiplied with at the parameter: the input of a weight, 1 for a bias.
    Expr parameterInput() const {
        return id_.kind == QuantityKind::Weight ? Expr(outputOf(id_.layer - 1, id_.from)) : Expr(1.0);
    }

    /// The gradient with all that the paths share taken out, in the deltas of this layer or the next.
    Expr collapsedForm() {
        if (isParameter(id_)) return product({Expr(deltaOf(id_.layer, id_.neuron)), parameterInput()});
        if (id_.kind == QuantityKind::WeightedSum) return deltaForm(id_.layer, id_.neuron);
        return id_.layer == depth() ? symbolic_.gradient(id_) : arriving(id_.layer, id_.neuron);
    }

    void addCollapse() {
        DerivationStage stage{.kind = StageKind::Collapse, .rows = {}, .value = evaluate_(collapsedForm())};
        const int l = id_.layer, j = id_.neuron;
        if (l < depth()) addNextDeltas(stage);
        if (isParameter(id_) && l < depth())
            stage.rows.push_back(row(result_.symbol, product({deltaForm(l, j), parameterInput()})));
        if (isParameter(id_)) stage.rows.push_back(deltaRow(l, j));
        stage.rows.push_back(row(result_.symbol, collapsedForm()));
        result_.stages.push_back(std::move(stage));
    }

    /// What a delta is. In the output layer with the chain rule it comes from, before and after cancelling.
    DerivationRow deltaRow(int layer, int neuron) {
        std::string left = symbols_.latex(deltaOf(layer, neuron));
        if (layer == depth()) {
            left += " = " + symbols_.outputChain(it_.network(), sumOf(layer, neuron));
            if (it_.loss().isFusedWith(it_.network().outputActivation()))
                left += " = " + inSymbols_(symbolic_.outputDeltaUncancelled(neuron));
        }
        return row(left, deltaForm(layer, neuron));
    }

    /// The deltas one layer on.
    void addNextDeltas(DerivationStage& stage) {
        const int next = id_.layer + 1;
        const int shown = std::min(it_.network().units(next), static_cast<int>(pathLimit_));
        for (int k = 0; k < shown; ++k) {
            if (next == depth())
                stage.rows.push_back(deltaRow(next, k));
            else
                stage.rows.push_back(
                    {symbols_.latex(deltaOf(next, k)) + " = " + symbols_.derivative(quantity::loss(), sumOf(next, k)),
                     inNumbers_(Expr(deltaOf(next, k)))});
        }
        if (shown < it_.network().units(next)) stage.rows.push_back({"\\cdots", ""});
    }

    // ------------------------------------------------------------ the article's form

    bool hasArticleForm() const {
        return isParameter(id_) && id_.layer < depth() &&
               it_.network().layer(id_.layer).activation->id == Sigmoid::id &&
               it_.value(outputOf(id_.layer, id_.neuron)) != 0.0;
    }

    std::string letter(int k) const {
        const bool few = it_.network().units(id_.layer + 1) <= 2;
        return few ? (k == 0 ? "A" : "B") : "A_{" + std::to_string(k + 1) + "}";
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
            stage.rows.push_back({name + " = " + symbols_.latex(gradient), inNumbers_(Expr(gradient))});
            symbols += (k > 0 ? " + " : "") + name + " \\, " + symbols_.latex(weight);
        }
        if (shown < it_.network().units(next)) symbols += " + \\cdots";
        const Expr bracket = sum(std::move(terms));
        const Expr rest = product({1.0 - Expr(a), parameterInput()});
        const Expr form = product({bracket, 1.0 - Expr(a), parameterInput()});
        const bool several = it_.network().units(next) > 1;
        const std::string group = several ? "\\left(" + symbols + "\\right)" : symbols;
        stage.rows.push_back({result_.symbol + " = " + group + " \\, " + inSymbols_(rest), inNumbersWithValue(form)});
        stage.value = evaluate_(form);
        result_.stages.push_back(std::move(stage));
    }

    // ------------------------------------------------------------ the rule

    void addRule() {
        const bool output = id_.layer == depth();
        const char* delta =
            output
                ? (it_.network().hasLayerwiseOutput()
                       ? "\\delta^{(L)}_j = \\sum_k \\frac{\\partial L}{\\partial a^{(L)}_k} \\, "
                         "\\frac{\\partial a^{(L)}_k}{\\partial z^{(L)}_j}"
                       : "\\delta^{(L)}_k = \\frac{\\partial L}{\\partial a^{(L)}_k} \\, f'\\!\\left(z^{(L)}_k\\right)")
                : "\\delta^{(l)}_j = f'\\!\\left(z^{(l)}_j\\right) \\sum_k w^{(l+1)}_{kj} \\, \\delta^{(l+1)}_k";
        DerivationStage stage{.kind = StageKind::Rule, .rows = {{delta, ""}}, .value = evaluate_(collapsedForm())};
        if (id_.kind == QuantityKind::Weight)
            stage.rows.push_back({"\\frac{\\partial L}{\\partial w^{(l)}_{ji}} = \\delta^{(l)}_j \\, a^{(l-1)}_i", ""});
        if (id_.kind == QuantityKind::Bias)
            stage.rows.push_back(
                {"\\frac{\\partial L}{\\partial b^{(l)}_j} = \\delta^{(l)}_j \\cdot 1 = \\delta^{(l)}_j", ""});
        result_.stages.push_back(std::move(stage));
    }

    const Iteration& it_;
    Quantity id_;
    NumberFormat format_;
    std::size_t pathLimit_;
    IterationEnvironment environment_;
    Evaluator evaluate_;
    SymbolTable symbols_;
    LatexWriter inSymbols_;
    LatexWriter inNumbers_;
    SymbolicNetwork symbolic_;
    std::map<std::pair<Quantity, Quantity>, std::shared_ptr<const Factor>> factors_;
    std::map<std::pair<Quantity, Quantity>, Expr> forms_;
    Derivation result_{};
};

}  // namespace

bool isDerivable(const Network& network, const Quantity& q) {
    return network.has(q) && (isParameter(q) || q.kind == QuantityKind::WeightedSum || q.kind == QuantityKind::Output);
}

Derivation derive(const Iteration& iteration, const Quantity& id, const NumberFormat& format, int pathLimit,
                  Notation notation) {
    Derivation derivation = Deriver(iteration, id, format, pathLimit).run();
    derivation.notation = notation;
    FormulaContext context(iteration, format);
    rewriteIn(notation, context, derivation);
    const double bound = 1e-12 * gradientScale(iteration, id);
    for (DerivationStage& stage : derivation.stages) stage.agreement = compare({stage.value, bound}, derivation.value);
    return derivation;
}

}  // namespace backprop
