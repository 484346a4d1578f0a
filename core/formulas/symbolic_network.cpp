#include "formulas/symbolic_network.hpp"

namespace backprop {
namespace {

/// The factor of a weight, bias or input in a weighted sum.
Expr coefficient(const Quantity& z, const Quantity& of) {
    if (of.kind == QuantityKind::Bias) return Expr(1.0);
    if (of.kind == QuantityKind::Weight) return Expr(quantity::output(z.layer - 1, of.from));
    return Expr(quantity::weight(z.layer, z.neuron, of.neuron));
}

Expr scaled(const Ratio& factor, const Expr& a) { return factor == Ratio{1, 1} ? a : Expr(factor) * a; }

}  // namespace

std::vector<Expr> SymbolicNetwork::sums(int layer) const {
    std::vector<Expr> symbols;
    for (int j = 0; j < network_.units(layer); ++j) symbols.push_back(Expr(quantity::weightedSum(layer, j)));
    return symbols;
}

const std::vector<Expr>& SymbolicNetwork::outputs() const {
    if (outputs_.empty())
        for (int k = 0; k < network_.outputs(); ++k) outputs_.push_back(Expr(quantity::output(network_.depth(), k)));
    return outputs_;
}

Expr SymbolicNetwork::outputFormula(const Quantity& a) const {
    const Activation& activation = *network_.layer(a.layer).activation;
    if (activation.isPointwise()) return activation.formula(Expr(quantity::weightedSum(a.layer, a.neuron)));
    return activation.layerwise->formula(sums(a.layer), static_cast<std::size_t>(a.neuron));
}

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
            result = outputFormula(q);
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

std::vector<Rewrite> SymbolicNetwork::rewrites(const Quantity& of, const Quantity& wrt) const {
    if (of.kind == QuantityKind::Output) {
        const Activation& activation = *network_.layer(of.layer).activation;
        if (activation.isPointwise()) return activation.rewrites(Expr(wrt), Expr(of));
        const auto k = static_cast<std::size_t>(of.neuron), j = static_cast<std::size_t>(wrt.neuron);
        return activation.layerwise->rewrites(sums(of.layer), outputs(), k, j);
    }
    if (of.kind != QuantityKind::Loss) return {};
    auto result = loss_.rewrites(Expr(wrt), Expr(quantity::target(wrt.neuron)));
    const Ratio factor = loss_.factor(network_.outputs());
    for (Rewrite& rewrite : result) rewrite.form = scaled(factor, rewrite.form);
    return result;
}

std::vector<DifferentiationLine> SymbolicNetwork::localDerivation(const Quantity& of, const Quantity& wrt) {
    auto lines = differentiate(definition(of), wrt);
    for (Rewrite& rewrite : rewrites(of, wrt)) lines.push_back({rewrite.rule, false, std::move(rewrite.form)});
    return lines;
}

Expr SymbolicNetwork::localDerivative(const Quantity& of, const Quantity& wrt) {
    if (of.kind == QuantityKind::Output && !network_.layer(of.layer).activation->isPointwise()) {
        // The derivation of one entry writes out the whole layer; of all n^2 entries that would be n^3.
        const auto k = static_cast<std::size_t>(of.neuron), j = static_cast<std::size_t>(wrt.neuron);
        return network_.layer(of.layer).activation->layerwise->slopeFormula(outputs(), k, j);
    }
    // The factor beside it in its term. A long sum has very many: they are not differentiated one by one.
    if (of.kind == QuantityKind::WeightedSum) return coefficient(of, wrt);
    if (const auto known = rewrites(of, wrt); !known.empty()) return known.back().form;
    return differentiate(of.kind == QuantityKind::Loss ? definition(quantity::lossTerm(wrt.neuron)) : definition(of),
                         wrt)
        .back()
        .form;
}

Expr SymbolicNetwork::gradient(const Quantity& q) {
    if (const auto known = gradients_.find(q); known != gradients_.end()) return known->second;
    const Expr result = composeGradient(q);
    gradients_.emplace(q, result);
    return result;
}

std::vector<Expr> SymbolicNetwork::chainsTo(const Quantity& z) {
    const bool fork = z.layer == network_.depth() && network_.hasLayerwiseOutput();
    std::vector<Expr> chains;
    for (int k = fork ? 0 : z.neuron; k < (fork ? network_.outputs() : z.neuron + 1); ++k) {
        const Quantity a = quantity::output(z.layer, k);
        chains.push_back(product({gradient(a), localDerivative(a, z)}));
    }
    return chains;
}

/// sum_k dL/da_k da_k/dz_j with da_k/dz_j = a_k (1 - a_k) for k = j, else -a_k a_j.
Expr SymbolicNetwork::throughSoftmax(int j) {
    const std::vector<Expr>& a = outputs();
    if (softmaxTerms_.empty()) {
        for (int k = 0; k < network_.outputs(); ++k)
            softmaxTerms_.push_back(
                simplify(product({gradient(quantity::output(network_.depth(), k)), a[static_cast<std::size_t>(k)]})));
        softmaxTerms_.push_back(sum({softmaxTerms_.begin(), softmaxTerms_.end()}));
    }
    const auto own = static_cast<std::size_t>(j);
    return sum({softmaxTerms_[own], -product({a[own], softmaxTerms_.back()})});
}

Expr SymbolicNetwork::outputDeltaUncancelled(int j) {
    return sum(chainsTo(quantity::weightedSum(network_.depth(), j)));
}

Expr SymbolicNetwork::outputDelta(int j, bool targetsAddToOne) {
    const bool softmax = loss_.isFusedWith(network_.outputActivation()) && network_.hasLayerwiseOutput();
    if (!softmax) return gradient(quantity::weightedSum(network_.depth(), j));
    const Expr a(quantity::output(network_.depth(), j)), t(quantity::target(j));
    if (targetsAddToOne) return a - t;
    std::vector<Expr> targets;
    for (int k = 0; k < network_.outputs(); ++k) targets.push_back(Expr(quantity::target(k)));
    return a * sum(std::move(targets)) - t;
}

Expr SymbolicNetwork::composeGradient(const Quantity& q) {
    const int depth = network_.depth();
    switch (q.kind) {
        case QuantityKind::Input:
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
            if (q.layer == depth && network_.hasLayerwiseOutput()) return throughSoftmax(q.neuron);
            const Expr chain = chainsTo(q).front();
            return q.layer == depth ? simplify(chain) : chain;
        }
        default: {  // a weight or bias
            const Quantity z = quantity::weightedSum(q.layer, q.neuron);
            return product({gradient(z), localDerivative(z, q)});
        }
    }
}

}  // namespace backprop
