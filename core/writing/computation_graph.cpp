#include "writing/computation_graph.hpp"

#include <algorithm>

#include "expressions/differentiate.hpp"
#include "formulas/symbolic_network.hpp"

namespace backprop {

namespace {

constexpr int leftOut = -1;

class Builder {
public:
    Builder(const Iteration& iteration, const GraphOptions& options)
        : it_(iteration),
          network_(iteration.network()),
          options_(options),
          environment_(iteration),
          evaluate_(environment_),
          symbolic_(iteration.network(), iteration.loss()) {}

    ComputationGraph build() {
        for (int i = 0; i < network_.inputs; ++i) add(quantity::input(i));
        for (int l = 1; l <= network_.depth(); ++l) addLayer(l);
        for (int k = 0; k < network_.outputs(); ++k) add(quantity::target(k));
        for (int k = 0; network_.outputs() > 1 && k < network_.outputs(); ++k) add(quantity::lossTerm(k));
        add(quantity::loss());
        return std::move(graph_);
    }

private:
    // ------------------------------------------------------------ quantities

    void addLayer(int l) {
        for (int j = 0; j < network_.units(l); ++j) {
            if (!includes(quantity::weightedSum(l, j))) continue;
            for (int i = 0; i < network_.units(l - 1); ++i) add(quantity::weight(l, j, i));
            add(quantity::bias(l, j));
            add(quantity::weightedSum(l, j));
        }
        for (int j = 0; j < network_.units(l); ++j) add(quantity::output(l, j));
    }

    bool includes(const Quantity& q) const { return !options_.only || options_.only->count(q) > 0; }

    bool isOpened(const Quantity& q) const {
        if (options_.opened) return options_.opened->count(q) > 0;
        return q.kind != QuantityKind::Output;
    }

    void add(const Quantity& q) {
        if (!includes(q)) return;
        const Expr definition = definitionOf(q);
        inner_.clear();
        owner_ = q;
        if (definition.operands().empty() || !isOpened(q))
            addFolded(q, definition);
        else
            addOpened(q, definition);
    }

    /// One step back: of L, its terms where there are several.
    Expr definitionOf(const Quantity& q) {
        if (q.kind != QuantityKind::Loss || network_.outputs() == 1) return symbolic_.definition(q);
        std::vector<Expr> terms;
        for (int k = 0; k < network_.outputs(); ++k) terms.push_back(Expr(quantity::lossTerm(k)));
        return sum(std::move(terms));
    }

    // Derivatives and gradients are wide: of a saturated neuron one may be beyond the doubles that the next brings
    // back.

    Wide<double> gradient(const Quantity& q) {
        switch (q.kind) {
            case QuantityKind::WeightedSum:
                return it_.value(quantity::delta(q.layer, q.neuron));
            case QuantityKind::Weight:
            case QuantityKind::Bias:
                return it_.value(gradientOf(q));
            case QuantityKind::Target: {
                const Quantity loss = network_.outputs() == 1 ? quantity::loss() : quantity::lossTerm(q.neuron);
                return evaluate_.wide(differentiate(definitionOf(loss), q).back().form);
            }
            case QuantityKind::Input:
            case QuantityKind::Output:
                return gradientOfOutput(q.layer, q.neuron);
            default:
                return 1.0;
        }
    }

    /// The fork: what flows back from all that the output goes into, added up.
    Wide<double> gradientOfOutput(int layer, int neuron) {
        if (layer == network_.depth()) return evaluate_.wide(symbolic_.gradient(quantity::output(layer, neuron)));
        double total = 0.0;
        for (int k = 0; k < network_.units(layer + 1); ++k)
            total += it_.value(quantity::weight(layer + 1, k, neuron)) * it_.value(quantity::delta(layer + 1, k));
        return total;
    }

    int push(const Quantity& q, std::string id, Operation operation, double value, const Wide<double>& gradientOfNode) {
        const bool isQuantity = id == toString(q);
        graph_.nodes.push_back(
            {std::move(id), q, isQuantity, operation, std::nullopt, 1, value, gradientOfNode.narrow()});
        gradients_.push_back(gradientOfNode);
        return static_cast<int>(graph_.nodes.size()) - 1;
    }

    int pushQuantity(const Quantity& q, Operation operation) {
        const int index = push(q, toString(q), operation, it_.value(q), gradient(q));
        indices_.emplace(q, index);
        return index;
    }

    void connect(int from, int to, const Wide<double>& derivative) {
        const Wide<double> flow = derivative * gradients_[static_cast<std::size_t>(to)];
        graph_.edges.push_back({from, to, derivative.narrow(), flow.narrow()});
        derivatives_.push_back(derivative);
    }

    // ------------------------------------------------------------ definitions that are one node

    void addFolded(const Quantity& q, const Expr& definition) {
        const bool given = definition.kind() == ExprKind::Symbol && definition.symbol() == q;
        const int node = pushQuantity(q, given ? Operation::Given : Operation::Function);
        if (given) return;
        for (const Quantity& symbol : symbolsIn(definition))
            if (const auto known = indices_.find(symbol); known != indices_.end())
                connect(known->second, node, localDerivative(q, symbol));
    }

    Wide<double> localDerivative(const Quantity& of, const Quantity& wrt) {
        const bool neuron = of.kind == QuantityKind::Output || of.kind == QuantityKind::WeightedSum;
        return neuron ? evaluate_.wide(symbolic_.localDerivative(of, wrt)) : gradient(wrt);
    }

    // ------------------------------------------------------------ definitions that are opened

    struct Inner {
        Expr form;
        int node;
    };

    void addOpened(const Quantity& q, const Expr& definition) {
        const std::size_t firstNode = graph_.nodes.size(), firstEdge = graph_.edges.size();
        const Elementary root = elementary(definition);
        const std::vector<int> operands = nodesOf(root);
        const int node = pushQuantity(q, root.operation);
        finish(node, definition, root, operands);
        carryBack(firstNode, firstEdge);
    }

    std::vector<int> nodesOf(const Elementary& parts) {
        std::vector<int> nodes;
        for (const Operand& operand : parts.operands) nodes.push_back(nodeOf(operand.form));
        return nodes;
    }

    int nodeOf(const Expr& form) {
        if (form.kind() == ExprKind::Symbol) {
            const auto known = indices_.find(form.symbol());
            return known == indices_.end() ? leftOut : known->second;
        }
        for (const Inner& inner : inner_)
            if (equal(inner.form, form)) return inner.node;
        const Elementary parts = elementary(form);
        const std::vector<int> operands = nodesOf(parts);
        // A product of which a factor is left out is left out too.
        if (parts.operation == Operation::Multiply && std::count(operands.begin(), operands.end(), leftOut) > 0)
            return leftOut;
        const std::string id = toString(owner_) + ":" + std::to_string(inner_.size());
        const int node = push(owner_, id, parts.operation, evaluate_(form), 0.0);
        inner_.push_back({form, node});
        finish(node, form, parts, operands);
        return node;
    }

    void finish(int node, const Expr& form, const Elementary& parts, const std::vector<int>& operands) {
        GraphNode& made = graph_.nodes[static_cast<std::size_t>(node)];
        made.constant = parts.constant;
        made.exponent = parts.exponent;
        for (std::size_t i = 0; i < operands.size(); ++i)
            if (operands[i] != leftOut) connect(operands[i], node, derivativeByOperand(form, parts, i));
    }

    Wide<double> derivativeByOperand(const Expr& form, const Elementary& parts, std::size_t i) {
        const Wide<double> x = evaluate_.wide(parts.operands[i].form);
        switch (parts.operation) {
            case Operation::Add:
            case Operation::Subtract:
                return parts.operands[i].negated ? -1.0 : 1.0;
            case Operation::Multiply: {
                Wide<double> others = parts.constant ? parts.constant->value() : 1.0;
                for (std::size_t j = 0; j < parts.operands.size(); ++j)
                    if (j != i) others *= evaluate_.wide(parts.operands[j].form);
                return others;
            }
            case Operation::Divide: {
                const bool above = !parts.constant && i == 0;
                return above ? 1.0 / evaluate_.wide(parts.operands[1].form) : -evaluate_.wide(form) / x;
            }
            case Operation::Negate:
                return -1.0;
            case Operation::Power: {
                Wide<double> slope = static_cast<double>(form.exponent());
                for (int n = 1; n < form.exponent(); ++n) slope *= x;
                return slope;
            }
            case Operation::Exp:
                return evaluate_.wide(form);
            case Operation::Log:
                return 1.0 / x;
            case Operation::PositivePart:
                return isPositive(x);
            case Operation::WherePositive: {
                const bool taken = evaluate_(form.operands()[0]) > 0;
                return taken == (i == 0) ? 1.0 : 0.0;
            }
            case Operation::Sigmoid:
                return evaluate_.wide(form) * Sigmoid::oneMinus(x);
            default:
                return 0.0;
        }
    }

    /// From the opened quantity back to its innermost operations: every edge adds its flow to the node it leaves.
    void carryBack(std::size_t firstNode, std::size_t firstEdge) {
        for (std::size_t e = graph_.edges.size(); e-- > firstEdge;) {
            GraphEdge& edge = graph_.edges[e];
            const auto from = static_cast<std::size_t>(edge.from);
            const Wide<double> flow = derivatives_[e] * gradients_[static_cast<std::size_t>(edge.to)];
            edge.flow = flow.narrow();
            if (from < firstNode || graph_.nodes[from].isQuantity) continue;
            gradients_[from] += flow;
            graph_.nodes[from].gradient = gradients_[from].narrow();
        }
    }

    const Iteration& it_;
    const Network& network_;
    const GraphOptions& options_;
    IterationEnvironment environment_;
    Evaluator evaluate_;
    SymbolicNetwork symbolic_;
    ComputationGraph graph_{};
    std::vector<Wide<double>> gradients_{};    // of the nodes
    std::vector<Wide<double>> derivatives_{};  // of the edges
    std::map<Quantity, int> indices_{};
    Quantity owner_{};
    std::vector<Inner> inner_{};  // of the definition being opened
};

}  // namespace

ComputationGraph computationGraph(const Iteration& iteration, const GraphOptions& options) {
    return Builder(iteration, options).build();
}

}  // namespace backprop
