#pragma once
// The parts of a derivation as they are handed out: factors with their own differentiation, paths, and stages of rows.

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "expressions/agreement.hpp"
#include "expressions/quantity.hpp"
#include "expressions/rule.hpp"

namespace backprop {

struct DerivationLine {
    Rule rule;
    bool chain;           // see DifferentiationLine
    std::string latex;    // the whole expression after the rule
    double value;         // equal on every line; non-finite where this form overflows
    Agreement agreement;  // with the line before it
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
    Article,   // through the gradients one layer on; only after a sigmoid whose output is not 0
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
    // The value of the formulas shown, every delta in them by its own formula and not by back-propagation: equal for
    // every stage; non-finite where this form overflows.
    double value;
    Agreement agreement = Agreement::Same;  // with back-propagation, to 1e-12 of what is added up in the gradient
};

}  // namespace backprop
