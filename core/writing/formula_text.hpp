#pragma once
// The formulas of an iteration as text, in the symbols of one notation.

#include <initializer_list>
#include <string>

#include "formulas/latex.hpp"
#include "writing/iteration_formulas.hpp"

namespace backprop {

/// The symbols are those of the conventions where none are given. The formulas must outlive this.
class FormulaText {
public:
    FormulaText(IterationFormulas& formulas, const NumberFormat& numberFormat, SymbolTable symbolTable = {});
    FormulaText(const FormulaText&) = delete;
    FormulaText& operator=(const FormulaText&) = delete;

    /// f'(z) as a function's name with its argument: \sigma'(z^(2)_1).
    std::string slopeName(int layer, int neuron) const;
    /// The form with its numbers, and its value.
    std::string inNumbersWithValue(const Expr& form);
    /// deltaForm in numbers. In the output layer, where that form has no value of its own, the chain rule in numbers.
    std::string deltaInNumbers(int layer, int neuron);
    DerivationRow row(const std::string& left, const Expr& form);
    /// An output's delta with everything common above and below the line removed, and `factor` beside it.
    DerivationRow cancelledRow(const std::string& left, int neuron, const Expr& factor = Expr(1.0));

    NumberFormat format;
    SymbolTable symbols;
    LatexWriter inSymbols;
    LatexWriter inNumbers;

private:
    IterationFormulas& f_;
};

/// A part of `filled`: a text that lasts until the call is over.
struct Part {
    Part(const std::string& part) : text(part) {}
    const std::string& text;
};

/// The pattern with the parts in the places marked @, in order; parts beyond the last mark are left out. One call for a
/// whole row keeps the module small: joined by +, each piece would be a call, a temporary and its destructor.
std::string filled(const char* pattern, std::initializer_list<Part> parts);

/// \sum_{k=1}^{3}
std::string sumSign(char index, int count);

void addRow(DerivationStage& stage, std::string&& latex, std::string&& numbers = {});

/// A stage of one row.
DerivationStage stageOf(StageKind kind, DerivationRow row, double value);

/// delta of an output as dL/da da/dz in numbers, where an output a or 1 - a has no double of its own: in the form of
/// delta, the doubles nearest to them would give 0 / 0. Empty where the form will do.
std::string chainInNumbers(const Iteration& iteration, int neuron, const NumberFormat& format);

}  // namespace backprop
