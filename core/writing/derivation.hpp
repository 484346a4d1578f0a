#pragma once
// The derivation of one gradient on one sample: the chain rule over all paths, factor by factor, each factor's own
// differentiation, the numbers put in, the paths summed, and what they have in common taken out.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expressions/number_format.hpp"
#include "expressions/rule.hpp"
#include "formulas/notation.hpp"
#include "numbers/rounded.hpp"
#include "training/iteration.hpp"

namespace backprop {

struct DerivationLine {
    Rule rule;
    bool chain;           // see DifferentiationLine
    std::string latex;    // the whole expression after the rule
    double value;         // equal on every line; non-finite where this form overflows
    Agreement agreement;  // with the line before it; the first line with the value that all others are held against
};

/// d of / d wrt
struct Factor {
    Quantity of;
    Quantity wrt;
    std::string symbol;   // LaTeX
    std::string result;   // LaTeX, in symbols
    std::string numbers;  // LaTeX, the same in numbers
    double value;
    std::vector<DerivationLine> lines;  // empty where they were left for `factorLines`
};

struct DerivationPath {
    std::vector<Quantity> nodes;                         // from L, or another `of`, back to what is derived
    std::vector<std::shared_ptr<const Factor>> factors;  // a factor of several paths is one and the same
    double value;                                        // their product
};

enum class StageKind {
    Chain,     // the chain rule, paths summed
    Factors,   // each factor differentiated
    Numbers,   // numbers put in
    Sum,       // the paths' values added
    Collapse,  // what the paths share taken out: delta
    Article,   // the same through the gradients one layer on; only behind a sigmoid whose output is not 0
    Rule,      // what holds for every parameter of the kind
    Layers,    // in the notations that sum over indices: delta layer by layer, from the output back
    // of a batch, see batch_derivation.hpp
    Linearity,  // the loss of the batch, and its derivative as a sum of derivatives
    Shares,     // each sample's gradient
    Total,      // the shares added up, divided by their number where the mean is meant
};

std::string_view toString(StageKind kind);

/// The rule of algebra that led to a row from the one before.
struct AppliedRule {
    Rule rule;
    double value;         // of the row's form
    Agreement agreement;  // with the form before
};

struct DerivationRow {
    std::string latex;
    std::string numbers;  // its right-hand side in numbers and what they come to; may be empty
    std::optional<AppliedRule> applied{};
    int sample = -1;  // of the scenario, whose share the row is; -1: the row is not about one sample
};

struct DerivationStage {
    StageKind kind;
    std::vector<DerivationRow> rows;
    // What the formulas shown come to, every delta in them by its own formula and not by back-propagation: equal for
    // every stage; non-finite where this form overflows.
    double value;
    Agreement agreement = Agreement::Same;  // with back-propagation, to 1e-12 of what is added up in the gradient
};

struct Derivation {
    Quantity id;                        // a weight or bias, or a.l.j, z.l.j or x.i
    Quantity of{};                      // L, or the neuron's output or weighted sum whose derivative it is
    std::string symbol;                 // LaTeX of d of / d id
    double value;                       // by back-propagation
    double pathCount;                   // the product of the sizes of the layers after it, twice the last for softmax
    std::vector<DerivationPath> paths;  // the first `pathLimit` of them
    std::vector<DerivationStage> stages;
    Notation notation = Notation::Scalar;  // of the stages; symbol and paths are always written out
    std::optional<ArticleLimit> articleLimit{};
};

/// A weight, bias, weighted sum, neuron output or input that the network has.
bool isDerivable(const Network& network, const Quantity& q);

/// Whether it is derivable, and `of` is L or a neuron's output or weighted sum that is computed from it.
bool isDerivableFrom(const Network& network, const Quantity& of, const Quantity& id);

/// Whether each factor comes with its own differentiation: of a sum of hundreds of terms that is most of the work.
enum class FactorLines { Written, Left };

/// Of a finite iteration; `id` must be derivable from `of`. `pathLimit`: at least 1. Another `of` than L is written out
/// in every notation.
Derivation derive(const Iteration& iteration, const Quantity& id, const NumberFormat& format, int pathLimit,
                  Notation notation = Notation::Scalar, FactorLines lines = FactorLines::Written,
                  const Quantity& of = quantity::loss());

/// Neighbours in a chain: L and an output of the network, a and its z (behind a softmax any z of the layer), z and a
/// weight, the bias or an incoming a or x of it.
bool isFactor(const Network& network, const Quantity& of, const Quantity& wrt);

/// d of / d wrt from the definition down, one rule a line. Of a finite iteration; must be a factor.
std::vector<DerivationLine> factorLines(const Iteration& iteration, const Quantity& of, const Quantity& wrt,
                                        const NumberFormat& format);

}  // namespace backprop
