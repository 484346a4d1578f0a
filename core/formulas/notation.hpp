#pragma once
// The ways of writing the formulas of an iteration. The numbers are the same in all of them.

#include <optional>
#include <string_view>

namespace backprop {

enum class Notation {
    Scalar,    // every sum written out
    Indexed,   // sums over an index: delta^l_j = f'(z^l_j) sum_k w^(l+1)_kj delta^(l+1)_k
    Matrices,  // a layer at a time: delta^l = (W^(l+1))^T delta^(l+1) * f'(z^l), with shapes
    Article,   // the article's symbols, one neuron at a time: f = sum w_i x_i + b, y = sigma(f), A_i = dL/dw_i
};

/// `scalar`, `indexed`, `matrix`, `article`
std::string_view toString(Notation notation);
std::optional<Notation> parseNotation(std::string_view id);

/// Why the article's form does not hold at a neuron: its rule takes f'(z) = y (1 - y), and one y out of it.
/// The formulas are then the indexed ones, with delta.
enum class ArticleLimit {
    NotSigmoid,  // the neuron has another activation
    ZeroOutput,  // y = 0: delta_i cannot be had from A_i = delta_i y
};

/// `not_sigmoid`, `zero_output`
std::string_view toString(ArticleLimit limit);

}  // namespace backprop
