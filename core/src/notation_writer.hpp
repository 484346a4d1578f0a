#pragma once
// The formulas of one iteration in the notations beside the written-out one. Each writer turns a step or a derivation
// that is already written out into its own form; what was computed stays as it is.

#include "backprop/derivation.hpp"
#include "backprop/latex.hpp"
#include "backprop/symbolic_network.hpp"
#include "backprop/trace.hpp"

namespace backprop {

/// What the formulas of one iteration need.
struct FormulaContext {
    FormulaContext(const Iteration& iteration, const NumberFormat& numberFormat)
        : it(iteration),
          format(numberFormat),
          environment(iteration),
          evaluate(environment),
          symbolic(iteration.network(), iteration.loss()) {}
    FormulaContext(const FormulaContext&) = delete;
    FormulaContext& operator=(const FormulaContext&) = delete;

    int depth() const { return it.network().depth(); }
    int units(int layer) const { return it.network().units(layer); }
    const Activation& activation(int layer) const { return *it.network().layer(layer).activation; }
    /// f'(z) in the form it is known by.
    Expr slope(int layer, int neuron) const {
        return activation(layer).slopeFormula(Expr(quantity::weightedSum(layer, neuron)),
                                              Expr(quantity::output(layer, neuron)));
    }

    const Iteration& it;
    NumberFormat format;
    IterationEnvironment environment;
    Evaluator evaluate;
    SymbolicNetwork symbolic;
};

void writeIndexed(FormulaContext& context, Step& step);
void writeIndexed(FormulaContext& context, Derivation& derivation);
void writeMatrix(FormulaContext& context, Step& step);
void writeMatrix(FormulaContext& context, Derivation& derivation);
/// Where the article's letters do not hold, `articleLimit` says so and the form is the indexed one.
void writeArticle(FormulaContext& context, Step& step);
void writeArticle(FormulaContext& context, Derivation& derivation);

/// In any notation; a written-out step or derivation stays as it is.
template <class Written>
void rewriteIn(Notation notation, FormulaContext& context, Written& written) {
    switch (notation) {
        case Notation::Scalar:
            return;
        case Notation::Indexed:
            return writeIndexed(context, written);
        case Notation::Matrix:
            return writeMatrix(context, written);
        case Notation::Article:
            return writeArticle(context, written);
    }
}

}  // namespace backprop
