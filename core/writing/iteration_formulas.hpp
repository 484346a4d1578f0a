#pragma once
// The formulas of one iteration: expressions in its quantities, with no notation, and what they come to.

#include "formulas/symbolic_network.hpp"
#include "training/iteration.hpp"
#include "writing/stages.hpp"

namespace backprop {

class IterationFormulas;

/// The iteration's numbers, but every delta and gradient by its formula in place of back-propagation's number: what is
/// evaluated so can differ from that.
class FormulaEnvironment : public IterationEnvironment {
public:
    explicit FormulaEnvironment(IterationFormulas& formulas);
    double value(const Quantity& symbol) const override;

private:
    double delta(const Quantity& symbol) const;
    void workOut(int layer) const;

    IterationFormulas& f_;
    mutable std::vector<Vector> deltas_;  // of each layer whose deltas are part of another delta
};

/// The iteration must outlive this.
class IterationFormulas {
public:
    explicit IterationFormulas(const Iteration& iteration);
    IterationFormulas(const IterationFormulas&) = delete;
    IterationFormulas& operator=(const IterationFormulas&) = delete;

    int depth() const { return it.network().depth(); }
    int units(int layer) const { return it.network().units(layer); }
    const Activation& activation(int layer) const { return *it.network().layer(layer).activation; }

    /// f'(z) in the form it is known by; the neuron may be an index.
    Expr slope(int layer, int neuron) const;
    /// sum_k w^(l+1)_kj delta^(l+1)_k, written out.
    Expr arriving(int layer, int neuron) const;
    /// delta of a neuron in symbols: from the layer after it, or in the output layer from the loss.
    Expr deltaForm(int layer, int neuron);
    /// The factor of a parameter in its neuron's sum: the input of a weight, 1 for a bias.
    Expr parameterInput(const Quantity& parameter) const;
    /// dL/d id with everything that its paths share taken out, in the deltas of its own layer or of the next.
    Expr collapsedForm(const Quantity& id);
    /// dL/da of an output of the network whose number is an index, the loss's factor included.
    Expr lossSlope(int neuron) const;

    /// Whether the loss was made for the output activation: then the factors of an output's delta cancel.
    bool cancels() const { return it.loss().isFusedWith(it.network().outputActivation()); }
    /// The step from a form to the one that is left when everything common above and below the line is removed.
    AppliedRule cancelled(const Expr& before, const Expr& after) const;

    const Iteration& it;
    IterationEnvironment environment;
    Evaluator evaluate;
    SymbolicNetwork symbolic;
    FormulaEnvironment byFormula;
    Evaluator comesTo;  // by `byFormula`: the number of a form that a derivation shows
};

}  // namespace backprop
