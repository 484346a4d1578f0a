#pragma once
// Formulas as LaTeX. Every symbol and every number carries its quantity id,
//     \htmlData{id=w.2.0.1}{w^{(2)}_{12}}      \htmlData{id=w.2.0.1,value=0.1}{0.1}
// which KaTeX turns into data-id and data-value, so that pointing at it can light the neuron or edge it stands for.

#include <map>
#include <string>

#include "expressions/evaluate.hpp"
#include "expressions/expression.hpp"
#include "expressions/number_format.hpp"
#include "network/scenario.hpp"

namespace backprop {

/// Indices that stand for any neuron or layer, where a quantity is to be written and not looked up.
namespace index {
inline constexpr int i = -1, j = -2, k = -3, m = -4;                                       // of neurons
inline constexpr int layer = -1, before = -2, after = -3, output = -4, beforeOutput = -5;  // l, l-1, l+1, L, L-1
}  // namespace index

/// The symbols of the quantities: those of the conventions (neurons written from 1), or the reader's own names.
class SymbolTable {
public:
    /// The conventions' alone.
    SymbolTable() = default;
    /// With the scenario's names, which must outlive the table.
    explicit SymbolTable(const Scenario& scenario) : names_(&scenario.names) {}

    /// From now on the quantity is written by this LaTeX.
    void write(const Quantity& q, std::string letter) {
        letters_.insert_or_assign(q, std::move(letter));
        written_.clear();
    }

    /// Tagged with the quantity's id, unless one of its indices is a letter. Holds until `write`.
    const std::string& latex(const Quantity& q) const;
    /// Without the tag.
    std::string plain(const Quantity& q) const;
    /// \frac{\partial of}{\partial wrt}, its parts tagged.
    std::string derivative(const Quantity& of, const Quantity& wrt) const;
    /// dL/dz of the output layer by the chain rule: dL/da da/dz, behind a softmax the sum of that over all outputs a.
    std::string outputChain(const Network& network, const Quantity& z) const;
    /// f(z) as the reader knows it, `\sigma(z)`; empty where it is just z.
    std::string activationOf(const Network& network, const Quantity& a) const;

private:
    std::string neuronSymbol(const char* letter, const Quantity& q) const;
    const std::string* nameOf(const Quantity& q) const;

    const Names* names_ = nullptr;
    std::map<Quantity, std::string> letters_{};
    mutable std::map<Quantity, std::string> written_{};  // a derivation writes the same few symbols again and again
};

std::string tagged(const Quantity& q, const std::string& latex);
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
    /// In parentheses where it stands as a factor of a product.
    std::string factor(const Expr& a) const;

    static constexpr std::size_t maxTerms = 8;

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
    void writeBase(std::string& text, const Expr& a) const;
    bool isLeftOut(const Expr& sum, std::size_t term) const;

    const SymbolTable& symbols_;
    NumberFormat format_;
    const Environment* environment_ = nullptr;
    const Quantity* focus_ = nullptr;
};

}  // namespace backprop
