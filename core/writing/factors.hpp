#pragma once
// The factors of a chain rule written out, d of / d wrt for neighbours in the chain.

#include <vector>

#include "writing/derivation_facts.hpp"
#include "writing/formula_text.hpp"

namespace backprop {

class FactorWriter {
public:
    FactorWriter(IterationFormulas& formulas, const FormulaText& text) : f_(formulas), t_(text) {}

    /// Without its differentiation.
    Factor operator()(const FactorFacts& facts) const;
    /// Its own differentiation, each line compared with the one before it.
    std::vector<DerivationLine> lines(const Quantity& of, const Quantity& wrt);

private:
    double outputRounding() const;

    IterationFormulas& f_;
    const FormulaText& t_;
};

}  // namespace backprop
