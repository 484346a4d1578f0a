#pragma once
// Formulas as LaTeX. Every symbol and every number carries its quantity id,
//     \htmlData{id=w.2.0.1}{w^{(2)}_{12}}      \htmlData{id=w.2.0.1,value=0.1}{0.1}
// which KaTeX turns into data-id and data-value, so that pointing at it can light the neuron or edge it stands for.

#include <string>

#include "backprop/evaluate.hpp"
#include "backprop/expression.hpp"
#include "backprop/number_format.hpp"
#include "backprop/scenario.hpp"

namespace backprop {

/// The symbols of the quantities: those of the conventions (neurons written from 1), or the reader's own names.
class SymbolTable {
public:
    explicit SymbolTable(const Scenario& scenario) : scenario_(scenario) {}

    /// Tagged with the quantity's id.
    std::string latex(const Quantity& q) const;
    /// \frac{\partial of}{\partial wrt}, its parts tagged.
    std::string derivative(const Quantity& of, const Quantity& wrt) const;

private:
    std::string plain(const Quantity& q) const;
    std::string neuronSymbol(const char* letter, const Quantity& q) const;

    const Scenario& scenario_;
};

std::string tagged(const Quantity& q, const std::string& latex);
/// A number, tagged with its quantity and its full value.
std::string taggedNumber(const Quantity& q, double value, const NumberFormat& format);
/// A number that is no quantity: only its full value is tagged.
std::string plainNumber(double value, const NumberFormat& format);
/// In parentheses where a sign in front of it would be misread as an operator.
std::string asFactor(const std::string& number);

/// Writes expressions, in symbols or with the numbers put in.
class LatexWriter {
public:
    explicit LatexWriter(const SymbolTable& symbols) : symbols_(symbols) {}

    /// With the numbers of the environment in place of the symbols.
    LatexWriter withNumbers(const Environment& environment, const NumberFormat& format) const;
    /// In sums of more than `maxTerms` terms, leaves out all but the first, the last and those with this quantity.
    LatexWriter around(const Quantity& focus) const;

    std::string operator()(const Expr& a) const;
    /// In parentheses where it stands as a factor of a product.
    std::string factor(const Expr& a) const;

    static constexpr std::size_t maxTerms = 8;

private:
    std::string symbol(const Quantity& q) const;
    std::string sum(const Expr& a) const;
    std::string product(const Expr& a) const;
    std::string base(const Expr& a) const;
    bool isLeftOut(const Expr& sum, std::size_t term) const;

    const SymbolTable& symbols_;
    const Environment* environment_ = nullptr;
    NumberFormat format_{0, nullptr, nullptr};
    const Quantity* focus_ = nullptr;
};

}  // namespace backprop
