#pragma once
// A step as its definition has it, every sum written out: the form for whatever a notation has no form of its own for.

#include "writing/notations/notation_writer.hpp"

namespace backprop {

class DefinitionText {
public:
    /// Both must outlive this.
    DefinitionText(IterationFormulas& formulas, const FormulaText& text) : f_(formulas), it_(formulas.it), t_(text) {}

    StepText operator()(const StepFacts& step) const { return {symbols(step), numbers(step), result(step)}; }
    std::string symbols(const StepFacts& step) const;
    std::string numbers(const StepFacts& step) const;
    std::string result(const StepFacts& step) const;

private:
    std::string batchGradient(const Quantity& gradient) const;
    bool readsBatch(const StepFacts& step) const;
    std::string schedule() const;
    std::string equals(const StepFacts& step) const;

    IterationFormulas& f_;
    const Iteration& it_;
    const FormulaText& t_;
};

}  // namespace backprop
