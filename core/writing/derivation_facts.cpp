#include "writing/derivation_facts.hpp"

#include <map>

#include "writing/output_derivative.hpp"

namespace backprop {
namespace {

class PathFinder {
public:
    PathFinder(IterationFormulas& formulas, DerivationFacts& result)
        : f_(formulas), network_(formulas.it.network()), result_(result), id_(result.id), of_(result.of) {}

    /// Into how many neurons a path forks, one number for each layer after the quantity's own. Before a softmax each
    /// weighted sum of the output layer forks once more, into all outputs.
    std::vector<int> forks() const {
        std::vector<int> sizes;
        for (int l = id_.layer + 1; l <= top(); ++l)
            if (l < top() || result_.ofLoss() || beginsInAll()) sizes.push_back(network_.units(l));
        const bool isOutput = id_.kind == QuantityKind::Output && id_.layer == network_.depth();
        if (result_.ofLoss() && network_.hasLayerwiseOutput() && !isOutput) sizes.push_back(network_.outputs());
        return sizes;
    }

    /// Paths in the order of the neurons passed, nearest layer first; the last index runs fastest.
    void addPaths() {
        const std::vector<int> sizes = forks();
        std::vector<int> through(sizes.size(), 0);
        while (static_cast<int>(result_.paths.size()) < result_.pathLimit) {
            addPath(through);
            std::size_t position = through.size();
            while (position > 0) {
                if (++through[position - 1] < sizes[position - 1]) break;
                through[--position] = 0;
            }
            if (position == 0) return;
        }
    }

private:
    /// The layer that the paths begin in.
    int top() const { return result_.ofLoss() ? network_.depth() : of_.layer; }
    /// Whether the paths from a neuron's output begin with all the weighted sums of its layer.
    bool beginsInAll() const {
        return of_.kind == QuantityKind::Output && !network_.layer(of_.layer).activation->isPointwise();
    }

    /// `through`: the neuron that the path takes at each fork.
    std::vector<Quantity> nodesOf(const std::vector<int>& through) const {
        std::vector<Quantity> nodes;
        if (result_.ofLoss()) nodes.push_back(of_);
        for (int l = top(); l >= id_.layer; --l) {
            const auto at = static_cast<std::size_t>(l - id_.layer - 1);
            const int neuron = l == id_.layer ? id_.neuron : at < through.size() ? through[at] : of_.neuron;
            const bool forked = l == top() && static_cast<int>(through.size()) > top() - id_.layer;
            const int output = l == top() && !result_.ofLoss() ? of_.neuron : forked ? through.back() : neuron;
            if (l < top() || of_.kind != QuantityKind::WeightedSum) nodes.push_back(quantity::output(l, output));
            if (l > id_.layer) nodes.push_back(quantity::weightedSum(l, neuron));
        }
        if (!isOutput(id_)) nodes.push_back(quantity::weightedSum(id_.layer, id_.neuron));
        if (isParameter(id_)) nodes.push_back(id_);
        return nodes;
    }

    void addPath(const std::vector<int>& through) {
        PathFacts path{nodesOf(through), {}, 0.0};
        Wide<double> value = 1.0;
        for (std::size_t i = 0; i + 1 < path.nodes.size(); ++i) {
            path.factors.push_back(factor(path.nodes[i], path.nodes[i + 1]));
            value *= result_.factors[path.factors.back()].value;
        }
        path.value = value.narrow();
        result_.paths.push_back(std::move(path));
    }

    std::size_t factor(const Quantity& of, const Quantity& wrt) {
        const auto [known, isNew] = factors_.try_emplace({of, wrt}, result_.factors.size());
        if (isNew) {
            const Expr form = f_.symbolic.localDerivative(of, wrt);
            result_.factors.push_back({of, wrt, form, f_.evaluate.wide(form)});
        }
        return known->second;
    }

    IterationFormulas& f_;
    const Network& network_;
    DerivationFacts& result_;
    Quantity id_;
    Quantity of_;
    std::map<std::pair<Quantity, Quantity>, std::size_t> factors_{};  // their numbers
};

/// dL/d id by back-propagation.
double gradientValue(IterationFormulas& f, const Quantity& id) {
    const Iteration& it = f.it;
    if (!isOutput(id)) return it.value(gradientId(id));
    if (id.layer < f.depth()) return f.evaluate(f.arriving(id.layer, id.neuron));
    const double t = it.sample->t(id.neuron);
    const WideValue at = f.environment.wide(id);
    if (it.loss().wide) return lossSlope(it.network(), it.loss(), {at.value, at.oneMinus, {}, {}}, t).narrow();
    return lossSlope(it.network(), it.loss(), it.value(id), at.oneMinus.narrow(), t);
}

}  // namespace

Quantity gradientId(const Quantity& id) {
    if (isParameter(id)) return gradientOf(id);
    return id.kind == QuantityKind::WeightedSum ? quantity::delta(id.layer, id.neuron) : id;
}

DerivationFacts derivationFacts(IterationFormulas& formulas, const Quantity& id, const Quantity& of, int pathLimit) {
    DerivationFacts facts{.id = id, .of = of, .value = 0.0, .pathCount = 1.0, .pathLimit = pathLimit};
    facts.value = facts.ofLoss() ? gradientValue(formulas, id)
                                 : OutputDerivative(formulas, of, id)(OutputDerivative::Way::Backward);
    PathFinder finder(formulas, facts);
    for (const int size : finder.forks()) facts.pathCount *= size;
    finder.addPaths();
    return facts;
}

double sumOfPaths(IterationFormulas& formulas, const DerivationFacts& facts) {
    if (!facts.allPathsShown())
        return facts.ofLoss() ? formulas.evaluate(formulas.symbolic.gradient(facts.id))
                              : OutputDerivative(formulas, facts.of, facts.id)(OutputDerivative::Way::Formulas);
    double total = 0.0;
    for (const PathFacts& path : facts.paths) total += path.value;
    return total;
}

}  // namespace backprop
