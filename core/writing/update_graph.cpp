#include "writing/update_graph.hpp"

#include <algorithm>
#include <limits>

#include "training/update.hpp"
#include "writing/elementary.hpp"
#include "writing/step_facts.hpp"

namespace backprop {
namespace {

constexpr double none = std::numeric_limits<double>::quiet_NaN();

class UpdateBuilder {
public:
    explicit UpdateBuilder(const Iteration& iteration) : formulas_(iteration) {}

    void add(const StepOutline& outline) {
        const StepFacts facts = stepFacts(formulas_, outline);
        const Quantity q = facts.computes;
        const StepEnvironment environment(formulas_.it, q);
        Evaluator evaluate(environment);
        evaluate_ = &evaluate;
        step_ = q;
        inner_.clear();
        const Elementary root = q.kind == QuantityKind::ScheduledRate ? unopened(facts.form) : elementary(facts.form);
        const std::vector<int> operands = nodesOf(root);
        const bool replaces = isParameter(q) || isKept(q.kind);
        const int node = push(replaces ? nextId() : toString(q), q, root, facts.value);
        graph_.nodes.back().isQuantity = !replaces;
        graph_.nodes.back().isAfter = replaces;
        connect(operands, node);
        computed_[q] = node;
    }

    ComputationGraph graph() { return std::move(graph_); }

private:
    static Elementary unopened(const Expr& form) {
        Elementary function{Operation::Function, {}};
        for (const Quantity& symbol : symbolsIn(form)) function.operands.push_back({Expr(symbol)});
        return function;
    }

    std::string nextId() const { return toString(step_) + ":" + std::to_string(inner_.size()); }

    int push(std::string id, const Quantity& owner, const Elementary& parts, double value) {
        graph_.nodes.push_back(
            {std::move(id), owner, false, parts.operation, parts.constant, parts.exponent, value, none});
        return static_cast<int>(graph_.nodes.size()) - 1;
    }

    std::vector<int> nodesOf(const Elementary& parts) {
        std::vector<int> nodes;
        for (const Operand& operand : parts.operands) nodes.push_back(nodeOf(operand.form));
        return nodes;
    }

    int nodeOf(const Expr& form) {
        const bool isLeaf = form.kind() == ExprKind::Symbol;
        if (isLeaf)
            if (const auto known = computed_.find(form.symbol()); known != computed_.end()) return known->second;
        for (const auto& [known, node] : inner_)
            if (equal(known, form)) return node;
        if (isLeaf) return leafOf(form);
        const Elementary parts = elementary(form);
        const std::vector<int> operands = nodesOf(parts);
        const int node = push(nextId(), step_, parts, (*evaluate_)(form));
        inner_.push_back({form, node});
        connect(operands, node);
        return node;
    }

    /// What no step computes before this one. Gradient, velocity and moments are read by this parameter alone.
    int leafOf(const Expr& form) {
        const Quantity q = form.symbol();
        const bool isOwn = !isParameter(q) && isLayered(q.kind);
        const int node = push(isOwn ? toString(q) : nextId(), q, {Operation::Given, {}}, (*evaluate_)(form));
        graph_.nodes.back().isQuantity = true;
        if (isOwn)
            computed_[q] = node;
        else
            inner_.push_back({form, node});
        return node;
    }

    void connect(const std::vector<int>& operands, int node) {
        for (const int operand : operands) graph_.edges.push_back({operand, node, none, none});
    }

    IterationFormulas formulas_;
    ComputationGraph graph_{};
    std::map<Quantity, int> computed_{};
    Quantity step_{};                            // that is being added
    std::vector<std::pair<Expr, int>> inner_{};  // of this step
    Evaluator* evaluate_ = nullptr;
};

}  // namespace

ComputationGraph updateGraph(BatchIteration& batch, const Quantity& parameter) {
    const StepList& steps = batch.steps();
    if (!steps.indexOf(parameter)) return {};
    const Iteration& end = batch.at(steps.positionOf(steps.size() - 1));
    UpdateBuilder builder(end);
    std::vector<Quantity> computed{{QuantityKind::ScheduledRate}};
    for (const QuantityKind kind : updateKinds(end.scenario->training))
        if (isPerWeight(kind) == isPerWeight(parameter.kind))
            computed.push_back({kind, parameter.layer, parameter.neuron, parameter.from});
    for (const Quantity& q : computed)
        if (const auto index = steps.indexOf(q)) builder.add(steps.at(*index));
    return builder.graph();
}

}  // namespace backprop
