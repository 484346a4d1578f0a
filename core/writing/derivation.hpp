#pragma once
// The derivation of one gradient on one sample: the chain rule over all paths, factor by factor, each factor's own
// differentiation, the numbers put in, the paths summed, and what they have in common taken out.

#include "expressions/number_format.hpp"
#include "formulas/naming.hpp"
#include "training/iteration.hpp"
#include "writing/stages.hpp"

namespace backprop {

struct Derivation {
    Quantity id;                        // a weight or bias, or a.l.j, z.l.j or x.i
    Quantity of{};                      // L, or the neuron's output or weighted sum whose derivative it is
    std::string symbol;                 // LaTeX of d of / d id
    double value;                       // by back-propagation
    double pathCount;                   // the product of the sizes of the layers after it, twice the last for softmax
    std::vector<DerivationPath> paths;  // the first `pathLimit` of them
    std::vector<DerivationStage> stages;
    Notation notation = Notation::Scalar;  // of symbol and stages; paths are always written out
    std::optional<ArticleLimit> articleLimit{};
};

/// A weight, bias, weighted sum, neuron output or input that the network has.
bool isDerivable(const Network& network, const Quantity& q);

/// Whether it is derivable, and `of` is L or a neuron's output or weighted sum that is computed from it.
bool isDerivableFrom(const Network& network, const Quantity& of, const Quantity& id);

/// Whether each factor comes with its own differentiation: of a sum of hundreds of terms that is most of the work.
enum class FactorLines { Written, Left };

/// The iteration must be finite, and `id` derivable from `of`. `pathLimit`: at least 1. Another `of` than L is written
/// out in every notation.
Derivation derive(const Iteration& iteration, const Quantity& id, const NumberFormat& format, int pathLimit,
                  const Writing& writing = {}, FactorLines lines = FactorLines::Written,
                  const Quantity& of = quantity::loss());

/// Neighbours in a chain: L and an output of the network, a and its z (after a softmax any z of the layer), z and a
/// weight, the bias or an incoming a or x of it.
bool isFactor(const Network& network, const Quantity& of, const Quantity& wrt);

/// d of / d wrt from the definition down, one rule a line. Of a finite iteration; must be a factor.
std::vector<DerivationLine> factorLines(const Iteration& iteration, const Quantity& of, const Quantity& wrt,
                                        const NumberFormat& format, const Writing& writing = {});

}  // namespace backprop
