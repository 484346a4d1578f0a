#pragma once
// The factors of a chain rule, d of / d wrt for neighbours in the chain, each worked out once.

#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "writing/formula_context.hpp"

namespace backprop {

class FactorWriter {
public:
    FactorWriter(FormulaContext& context, FactorLines lines) : c_(context), lines_(lines) {}

    /// Asked for again it is the same object.
    std::shared_ptr<const Factor> operator()(const Quantity& of, const Quantity& wrt);
    /// What a factor written before comes to.
    const Expr& form(const Factor& factor) const { return forms_.at({factor.of, factor.wrt}); }
    /// Its own differentiation, each line held against the one before it.
    std::vector<DerivationLine> lines(const Quantity& of, const Quantity& wrt);

private:
    double outputRounding() const;

    FormulaContext& c_;
    FactorLines lines_;
    std::map<std::pair<Quantity, Quantity>, std::shared_ptr<const Factor>> factors_{};
    std::map<std::pair<Quantity, Quantity>, Expr> forms_{};
};

}  // namespace backprop
