#pragma once
// The rule of back-propagation, got from special cases: delta of one neuron of the output layer, of one neuron a layer
// further back, and so on to the first; then their common form, with indices for layers and neurons. Each is a
// product whose factors can be compared with those of the same network under another loss.

#include <string>
#include <string_view>
#include <vector>

#include "expressions/number_format.hpp"
#include "training/iteration.hpp"

namespace backprop {

struct RuleFactor {
    std::string symbol;  // LaTeX of what it is
    std::string result;  // LaTeX of what that comes to in symbols
    double value;        // NaN for indices; non-finite where this form overflows
};

enum class RuleKind {
    Output,  // delta of the output layer: the only one that the loss enters
    Hidden,  // delta of any layer before it
    Weight,  // the gradient of a weight, from its delta
};

/// `output`, `hidden`, `weight`
std::string_view toString(RuleKind kind);

struct RuleCase {
    RuleKind kind;
    int layer;           // 0: indices, which hold for every layer of the kind
    std::string symbol;  // LaTeX
    std::vector<RuleFactor> factors;
    std::string form;  // LaTeX of their product, cancelled as far as it goes
    double value;      // NaN for indices
};

/// From the output back, then with indices. At its own layer the case is that of the parameter's neuron, elsewhere that
/// of the first. Of a finite iteration; `parameter` is a weight or bias that the network has.
std::vector<RuleCase> generalRule(const Iteration& iteration, const Quantity& parameter, const NumberFormat& format);

}  // namespace backprop
