#pragma once
// The derivation of one gradient before it is written in a notation: its value and its paths, factor by factor.

#include <vector>

#include "writing/iteration_formulas.hpp"

namespace backprop {

/// d of / d wrt for neighbours in the chain.
struct FactorFacts {
    Quantity of;
    Quantity wrt;
    Expr form;
    Wide<double> value;
};

struct PathFacts {
    std::vector<Quantity> nodes;       // from L, or another `of`, back to the id
    std::vector<std::size_t> factors;  // their numbers among the derivation's
    double value;                      // their product
};

struct DerivationFacts {
    Quantity id;
    Quantity of;
    double value;                        // by back-propagation
    double pathCount;                    // of all paths
    int pathLimit;                       // how many of them, or of their terms, are shown at most
    std::vector<PathFacts> paths{};      // the first `pathLimit` of them
    std::vector<FactorFacts> factors{};  // of these paths, each once

    bool ofLoss() const { return of.kind == QuantityKind::Loss; }
    bool allPathsShown() const { return static_cast<double>(paths.size()) == pathCount; }
};

/// `pathLimit` 0: no path is looked at.
DerivationFacts derivationFacts(IterationFormulas& formulas, const Quantity& id, const Quantity& of, int pathLimit);

/// The values of all paths together, by their formulas.
double sumOfPaths(IterationFormulas& formulas, const DerivationFacts& facts);

/// The id of the gradient itself: dw.l.j.i, db.l.j or delta.l.j. dL/da has none of its own and takes that of a.
Quantity gradientId(const Quantity& id);

}  // namespace backprop
