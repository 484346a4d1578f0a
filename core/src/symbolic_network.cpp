#include "backprop/symbolic_network.hpp"

namespace backprop {
namespace {

Expr scaled(const Ratio& factor, const Expr& a) { return factor == Ratio{1, 1} ? a : Expr(factor) * a; }

/// Of a sum, only the terms that depend on the symbol: the derivative of the rest is 0.
Expr dependentPart(const Expr& a, const Quantity& symbol) {
    if (a.kind() != ExprKind::Sum) return a;
    std::vector<Expr> terms;
    for (const Expr& term : a.operands())
        if (contains(term, symbol)) terms.push_back(term);
    return sum(std::move(terms));
}

}  // namespace

Expr SymbolicNetwork::definition(const Quantity& q) {
    if (const auto known = definitions_.find(q); known != definitions_.end()) return known->second;
    const auto term = [&](int k) {
        return loss_.formula(Expr(quantity::output(network_.depth(), k)), Expr(quantity::target(k)));
    };
    std::vector<Expr> terms;
    Expr result(0.0);
    switch (q.kind) {
        case QuantityKind::Loss:
            for (int k = 0; k < network_.outputs(); ++k) terms.push_back(term(k));
            result = scaled(loss_.factor(network_.outputs()), sum(std::move(terms)));
            break;
        case QuantityKind::LossTerm:
            result = scaled(loss_.factor(network_.outputs()), term(q.neuron));
            break;
        case QuantityKind::Output:
            result = network_.layer(q.layer).activation->formula(Expr(quantity::weightedSum(q.layer, q.neuron)));
            break;
        case QuantityKind::WeightedSum:
            for (int i = 0; i < network_.units(q.layer - 1); ++i)
                terms.push_back(Expr(quantity::weight(q.layer, q.neuron, i)) * Expr(quantity::output(q.layer - 1, i)));
            terms.push_back(Expr(quantity::bias(q.layer, q.neuron)));
            result = sum(std::move(terms));
            break;
        default:
            result = Expr(q);
    }
    definitions_.emplace(q, result);
    return result;
}

void SymbolicNetwork::appendRewrites(std::vector<DifferentiationLine>& lines, const Quantity& of, const Quantity& wrt) {
    if (of.kind == QuantityKind::Output) {
        const Activation& activation = *network_.layer(of.layer).activation;
        for (const Rewrite& rewrite : activation.rewrites(Expr(wrt), Expr(of)))
            lines.push_back({rewrite.rule, false, rewrite.form});
    } else if (of.kind == QuantityKind::Loss) {
        const Ratio factor = loss_.factor(network_.outputs());
        for (const Rewrite& rewrite : loss_.rewrites(Expr(wrt), Expr(quantity::target(wrt.neuron))))
            lines.push_back({rewrite.rule, false, scaled(factor, rewrite.form)});
    }
}

std::vector<DifferentiationLine> SymbolicNetwork::localDerivation(const Quantity& of, const Quantity& wrt) {
    auto lines = differentiate(definition(of), wrt);
    appendRewrites(lines, of, wrt);
    return lines;
}

Expr SymbolicNetwork::localDerivative(const Quantity& of, const Quantity& wrt) {
    auto lines = differentiate(dependentPart(definition(of), wrt), wrt);
    appendRewrites(lines, of, wrt);
    return lines.back().form;
}

Expr SymbolicNetwork::gradient(const Quantity& q) {
    if (const auto known = gradients_.find(q); known != gradients_.end()) return known->second;
    const Expr result = composeGradient(q);
    gradients_.emplace(q, result);
    return result;
}

Expr SymbolicNetwork::outputDeltaUncancelled(int k) {
    const Quantity a = quantity::output(network_.depth(), k);
    return product({gradient(a), localDerivative(a, quantity::weightedSum(network_.depth(), k))});
}

Expr SymbolicNetwork::composeGradient(const Quantity& q) {
    const int depth = network_.depth();
    switch (q.kind) {
        case QuantityKind::Output: {
            if (q.layer == depth) return localDerivative(quantity::loss(), q);
            std::vector<Expr> paths;  // the fork: one term for every neuron that this output flows into
            for (int k = 0; k < network_.units(q.layer + 1); ++k) {
                const Quantity z = quantity::weightedSum(q.layer + 1, k);
                paths.push_back(gradient(z) * localDerivative(z, q));
            }
            return sum(std::move(paths));
        }
        case QuantityKind::WeightedSum: {
            const Quantity a = quantity::output(q.layer, q.neuron);
            const Expr chain = product({gradient(a), localDerivative(a, q)});
            return q.layer == depth ? simplify(chain) : chain;
        }
        default: {  // a weight or bias
            const Quantity z = quantity::weightedSum(q.layer, q.neuron);
            return product({gradient(z), localDerivative(z, q)});
        }
    }
}

}  // namespace backprop
