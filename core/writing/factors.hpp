#pragma once
// The factors of a chain rule written out, d of / d wrt for neighbours in the chain, each worked out once.

#include <map>
#include <memory>
#include <vector>

#include "writing/derivation_facts.hpp"
#include "writing/formula_text.hpp"

namespace backprop {

class FactorWriter {
public:
    /// `lines`: whether each factor comes with its own differentiation.
    FactorWriter(IterationFormulas& formulas, const FormulaText& text, bool lines)
        : f_(formulas), t_(text), lines_(lines) {}

    /// Asked for again it is the same object.
    std::shared_ptr<const Factor> operator()(const std::shared_ptr<const FactorFacts>& facts);
    /// Its own differentiation, each line compared with the one before it.
    std::vector<DerivationLine> lines(const Quantity& of, const Quantity& wrt);

private:
    double outputRounding() const;

    IterationFormulas& f_;
    const FormulaText& t_;
    bool lines_;
    std::map<const FactorFacts*, std::shared_ptr<const Factor>> factors_{};
};

}  // namespace backprop
