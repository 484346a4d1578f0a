#pragma once
// The article's form of a gradient, dL/dw = (sum A_i w_i)(1 - y) x with A_i = dL/dw_i: A_i = delta_i y holds one y of
// the slope y (1 - y) already. The article's notation and the written-out one show it.

#include <optional>
#include <string>

#include "formulas/notation.hpp"
#include "writing/iteration_formulas.hpp"

namespace backprop {

/// Why the form does not hold at a neuron; nothing where it holds, and in the output layer after a sigmoid.
std::optional<ArticleLimit> articleLimit(const IterationFormulas& formulas, int layer, int neuron);

/// The symbol of A_i where the neuron leads on to `count` others: A and B, or A_1, A_2, A_3.
std::string articleSymbol(int i, int count);

/// sum A_i w_i, written out.
Expr articleSum(const IterationFormulas& formulas, int layer, int neuron);
/// 1 - y
Expr articleRest(int layer, int neuron);
/// The whole form of a parameter before the output layer.
Expr articleForm(const IterationFormulas& formulas, const Quantity& parameter);

}  // namespace backprop
