#pragma once
// The update of a layer's weights or biases in matrices, whichever the optimizer: W <- W - eta dL/dW, v <- mu v +
// dL/dW.

#include <functional>

#include "writing/notations/matrix_grid.hpp"
#include "writing/notations/notation_writer.hpp"

namespace backprop {

class MatrixUpdate {
public:
    /// Around the weight or bias that `q` is or belongs to. The references must outlive this.
    MatrixUpdate(IterationFormulas& formulas, const FormulaText& text, const Quantity& q)
        : f_(formulas), t_(text), it_(formulas.it), parameter_(isParameter(q) ? q : parameterOf(q)) {}

    /// Entries of the layer after the step's own are not computed yet.
    StepText step(const StepFacts& facts) const;
    /// The gradient of an update, or the sums over a batch, in the shape of the layer's weights or biases.
    std::string gradients(BatchReduction reduction, Mark mark) const;

private:
    bool isWeight() const { return parameter_.kind == QuantityKind::Weight; }
    Shape shape() const;
    std::string symbolOf(const Quantity& q) const;
    std::string grid(Mark mark, const std::function<Entry(const Quantity& parameter)>& entry) const;
    StepText plain() const;
    StepText ofOptimizer(const StepFacts& facts) const;
    std::string updated(QuantityKind kind) const;

    IterationFormulas& f_;
    const FormulaText& t_;
    const Iteration& it_;
    Quantity parameter_;
};

}  // namespace backprop
