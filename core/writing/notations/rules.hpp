#pragma once
// The rules of back-propagation in symbols: they hold for every parameter of a kind and come to no number.

#include <vector>

#include "writing/formula_text.hpp"

namespace backprop {

/// Neuron by neuron, with sums over an index.
std::vector<DerivationRow> ruleOfNeurons(const IterationFormulas& formulas, const FormulaText& text,
                                         const Quantity& id);
/// Layer by layer, in matrices.
std::vector<DerivationRow> ruleOfLayers(const IterationFormulas& formulas, const FormulaText& text, const Quantity& id);
/// The update as the article has it.
std::vector<DerivationRow> ruleOfArticle(bool outputLayer);
/// d of / dz from the layer after it, for a neuron's output or weighted sum with this symbol.
std::vector<DerivationRow> ruleOfOutput(const std::string& of);

}  // namespace backprop
