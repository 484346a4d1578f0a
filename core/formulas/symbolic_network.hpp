#pragma once
// The network as a chain of definitions (L of the outputs, a of z, z of weights and inputs), each local derivative
// worked out by the rules of differentiate.hpp, and the gradients that the chain rule composes of them.

#include <map>
#include <utility>
#include <vector>

#include "expressions/differentiate.hpp"
#include "expressions/evaluate.hpp"
#include "network/loss.hpp"
#include "network/network.hpp"

namespace backprop {

class SymbolicNetwork {
public:
    /// Keeps references: network and loss must outlive it, and the network's shape and activations must not change.
    SymbolicNetwork(const Network& network, const Loss& loss) : network_(network), loss_(loss) {}

    /// The formula of L, L.k, a.l.j or z.l.j, one step back.
    Expr definition(const Quantity& q);

    /// d of / d wrt for neighbours in the chain: L by an output a, a by its z, z by a weight, bias or input of it.
    /// From the definition down, ending in the form in which the factor is known; every line has the same value.
    std::vector<DifferentiationLine> localDerivation(const Quantity& of, const Quantity& wrt);

    /// Where localDerivation ends.
    Expr localDerivative(const Quantity& of, const Quantity& wrt);

    /// dL/dq for q = a.l.j, x.i, z.l.j, w.l.j.i or b.l.j, with the chain rule applied back to the loss. Shared parts
    /// are shared nodes, so its size grows with the neurons between q and the loss, not with the paths. After a
    /// softmax dL/dz_j = dL/da_j a_j - a_j sum_k dL/da_k a_k: all of a layer share the sum.
    Expr gradient(const Quantity& q);

    /// dL/dz_j at output j as the chain rule leaves it, before anything cancels: dL/da_j da_j/dz_j, after a softmax
    /// the sum of dL/da_k da_k/dz_j over all k.
    Expr outputDeltaUncancelled(int j);

    /// dL/dz_j at output j in the form it is known by: a - t for cross-entropy on a sigmoid; for softmax cross-entropy
    /// a_j (sum of the targets) - t_j, which is a_j - t_j where they come to 1.
    Expr outputDelta(int j, bool targetsAddToOne);

private:
    std::vector<Expr> sums(int layer) const;
    /// The outputs of a softmax, made once: they are asked for again for each entry of its Jacobian.
    const std::vector<Expr>& outputs() const;
    Expr outputFormula(const Quantity& a) const;
    /// dL/da da/dz for every output that z flows into: its own, after a softmax all.
    std::vector<Expr> chainsTo(const Quantity& z);
    Expr throughSoftmax(int j);
    Expr composeGradient(const Quantity& q);
    /// The differentiated form rewritten, down to the form in which the factor is known.
    std::vector<Rewrite> rewrites(const Quantity& of, const Quantity& wrt) const;

    const Network& network_;
    const Loss& loss_;
    std::map<Quantity, Expr> definitions_;
    std::map<Quantity, Expr> gradients_;
    mutable std::vector<Expr> outputs_{};
    std::vector<Expr> softmaxTerms_{};  // dL/da_k a_k of every output after a softmax, then their sum
};

}  // namespace backprop
