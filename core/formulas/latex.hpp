#pragma once
// Formulas as LaTeX. Every symbol and every number carries its quantity id,
//     \htmlData{id=w.2.0.1}{w^{(2)}_{12}}      \htmlData{id=w.2.0.1,value=0.1}{0.1}
// which KaTeX turns into data-id and data-value, so that pointing at it can light the neuron or edge that it belongs
// to.

#include <string>

#include "expressions/evaluate.hpp"
#include "expressions/expression.hpp"
#include "expressions/number_format.hpp"
#include "formulas/symbols.hpp"

namespace backprop {

/// A number, tagged with its quantity and its full value.
std::string taggedNumber(const Quantity& q, double value, const NumberFormat& format);
/// A number that is no quantity: only its full value is tagged, where it is a double.
std::string plainNumber(const Wide<double>& value, const NumberFormat& format);
/// In parentheses where a sign in front of it would be misread as an operator.
std::string asFactor(const std::string& number);

/// Writes expressions, in symbols or with the numbers put in.
class LatexWriter {
public:
    LatexWriter(const SymbolTable& symbols, const NumberFormat& format) : symbols_(symbols), format_(format) {}

    /// With the numbers of the environment in place of the symbols.
    LatexWriter withNumbers(const Environment& environment) const;
    /// In sums of more than `maxTerms` terms, leaves out all but the first, the last and those with this quantity.
    LatexWriter around(const Quantity& focus) const;

    std::string operator()(const Expr& a) const;
    /// In parentheses where a factor of a product needs them.
    std::string factor(const Expr& a) const;

    static constexpr std::size_t maxTerms = mostTerms;

private:
    // Each appends to the text.
    void write(std::string& text, const Expr& a) const;
    void writeFactor(std::string& text, const Expr& a) const;
    void writeInParentheses(std::string& text, const Expr& a) const;
    void writeSymbol(std::string& text, const Quantity& q) const;
    void writeSymbolAsFactor(std::string& text, const Quantity& q) const;
    void writeSum(std::string& text, const Expr& a) const;
    void writeTerm(std::string& text, const Expr& term, bool first) const;
    void writeFactors(std::string& text, const Expr& a, const Expr*& before, bool toTheEnd) const;
    void writeCases(std::string& text, const Expr& condition, const Expr& then, const Expr& otherwise) const;
    void writeBase(std::string& text, const Expr& a) const;
    bool isLeftOut(const Expr& sum, std::size_t term) const;

    const SymbolTable& symbols_;
    NumberFormat format_;
    const Environment* environment_ = nullptr;
    const Quantity* focus_ = nullptr;
};

}  // namespace backprop
