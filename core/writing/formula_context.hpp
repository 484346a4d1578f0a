#pragma once
// The formulas of one iteration in the notations beside the written-out one. Each writer turns a step or a derivation
// that is already written out into its own form; what was computed stays as it is.

#include <initializer_list>
#include <string>

#include "formulas/latex.hpp"
#include "formulas/symbolic_network.hpp"
#include "writing/derivation.hpp"
#include "writing/trace.hpp"

namespace backprop {

class FormulaContext;

/// The iteration's numbers, but every delta and gradient by its formula in place of back-propagation's number: what is
/// evaluated so can differ from that.
class FormulaEnvironment : public IterationEnvironment {
public:
    explicit FormulaEnvironment(FormulaContext& context);
    double value(const Quantity& symbol) const override;

private:
    double delta(const Quantity& symbol) const;
    void workOut(int layer) const;

    FormulaContext& c_;
    mutable std::vector<Vector> deltas_;  // of each layer whose deltas another's are made of
};

/// What the formulas of one iteration need; the symbols are those of the conventions where none are given.
class FormulaContext {
public:
    FormulaContext(const Iteration& iteration, const NumberFormat& numberFormat, SymbolTable symbolTable = {});
    FormulaContext(const FormulaContext&) = delete;
    FormulaContext& operator=(const FormulaContext&) = delete;

    int depth() const { return it.network().depth(); }
    int units(int layer) const { return it.network().units(layer); }
    const Activation& activation(int layer) const { return *it.network().layer(layer).activation; }

    /// f'(z) in the form it is known by; the neuron may be a letter.
    Expr slope(int layer, int neuron) const;
    /// sum_k w^(l+1)_kj delta^(l+1)_k, written out.
    Expr arriving(int layer, int neuron) const;
    /// delta of a neuron in symbols: from the layer after it, or in the output layer from the loss.
    Expr deltaForm(int layer, int neuron);
    /// What a parameter is multiplied with in its neuron's sum: the input of a weight, 1 for a bias.
    Expr parameterInput(const Quantity& parameter) const;
    /// dL/da of an output of the network that is a letter, the loss's factor included.
    Expr lossSlope(int letter) const;
    /// The rule for it: \frac{\partial L}{\partial a^{(L)}_k} = ...
    std::vector<DerivationRow> lossSlopeRule() const;

    /// f'(z) as a function's name with its argument: \sigma'(z^(2)_1).
    std::string slopeName(int layer, int neuron) const;
    /// The form with its numbers, and what they come to.
    std::string inNumbersWithValue(const Expr& form);
    /// The same of deltaForm, or in the output layer where that has no value of its own of what it comes from.
    std::string deltaInNumbers(int layer, int neuron);
    DerivationRow row(const std::string& left, const Expr& form);

    /// Whether the loss was made for the output activation: then the factors of an output's delta cancel.
    bool cancels() const { return it.loss().isFusedWith(it.network().outputActivation()); }
    /// The step from a form to what is left of it when all that stands above and below the line is removed.
    AppliedRule cancelled(const Expr& before, const Expr& after) const;
    /// The row of what is left of an output's delta when all that stands above and below the line is removed, with
    /// `factor` beside it.
    DerivationRow cancelledRow(const std::string& left, int neuron, const Expr& factor = Expr(1.0));

    const Iteration& it;
    NumberFormat format;
    IterationEnvironment environment;
    Evaluator evaluate;
    SymbolicNetwork symbolic;
    SymbolTable symbols;
    LatexWriter inSymbols;
    LatexWriter inNumbers;
    FormulaEnvironment byFormula;
    Evaluator comesTo;  // by it: the number of a form that a derivation shows
};

bool isParameter(const Quantity& q);
/// The output of a neuron, or an input, which is the output of layer 0.
bool isOutput(const Quantity& q);

/// A part of `filled`: a text that lasts until the call is over.
struct Part {
    Part(const std::string& part) : text(part) {}
    const std::string& text;
};

/// The pattern with the parts in the places marked @, in order; parts beyond the last mark are left out. One call for a
/// whole row keeps the module small: joined by +, each piece would be a call, a temporary and its destructor.
std::string filled(const char* pattern, std::initializer_list<Part> parts);

/// Adds a row.
void addRow(DerivationStage& stage, std::string&& latex, std::string&& numbers);
void addRow(DerivationStage& stage, std::string&& latex);

/// A stage of one row.
DerivationStage stageOf(StageKind kind, DerivationRow row, double value);

/// Rows in letters alone, which come to no number.
std::vector<DerivationRow> inLetters(const std::vector<const char*>& lines);

/// delta of an output as dL/da da/dz in numbers, where an output a or 1 - a has no double of its own: put into the form
/// of delta, the doubles nearest to them would stand as 0 / 0. Empty where the form will do.
std::string chainInNumbers(const Iteration& iteration, int neuron, const NumberFormat& format);

void writeIndexed(FormulaContext& context, Step& step);
void writeIndexed(FormulaContext& context, Derivation& derivation);
void writeMatrix(FormulaContext& context, Step& step);
void writeMatrix(FormulaContext& context, Derivation& derivation);
/// The sums or means over a batch for the parameter's layer, around its own; behind the last sample.
std::string batchGradientMatrix(FormulaContext& context, const Quantity& parameter, BatchReduction reduction);
/// Where the article's letters do not hold, `articleLimit` says so and the form is the indexed one.
void writeArticle(FormulaContext& context, Step& step);
void writeArticle(FormulaContext& context, Derivation& derivation);

/// In any notation; the written-out one is as it was made.
template <class Written>
void rewriteIn(Notation notation, FormulaContext& context, Written& written) {
    switch (notation) {
        case Notation::Scalar:
            return;
        case Notation::Indexed:
            return writeIndexed(context, written);
        case Notation::Matrices:
            return writeMatrix(context, written);
        case Notation::Article:
            return writeArticle(context, written);
    }
}

}  // namespace backprop
