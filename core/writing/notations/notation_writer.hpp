#pragma once
// One notation: facts about a step or a derivation go in, LaTeX comes out. The four writers are equals.

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "writing/derivation_facts.hpp"
#include "writing/formula_text.hpp"
#include "writing/step_facts.hpp"

namespace backprop {

struct StepText {
    std::string symbols;                         // the equation
    std::string numbers;                         // its right-hand side with numbers
    std::string result;                          // the value, rounded; in matrices the layer's
    std::optional<ArticleLimit> articleLimit{};  // why the article's form does not hold here
};

struct DerivationText {
    std::string symbol;  // of the derivative
    std::vector<DerivationStage> stages{};
    std::optional<ArticleLimit> articleLimit{};
};

/// The gradient of a parameter in the notation's shortest form, right = delta a or the like.
struct GradientText {
    std::string left;
    std::string right;
    std::string numbers;    // of the right-hand side, with their value
    double value;           // of the form, each delta in it by its own formula
    std::string parameter;  // its symbol, untagged
    std::optional<ArticleLimit> articleLimit{};
};

class NotationWriter {
public:
    virtual ~NotationWriter() = default;
    virtual StepText step(const StepFacts& facts) = 0;
    virtual DerivationText derivation(const DerivationFacts& facts) = 0;
    /// The id is a weight or bias.
    virtual GradientText gradient(const DerivationFacts& facts) = 0;
};

/// The formulas must outlive the writer.
std::unique_ptr<NotationWriter> notationWriter(const Writing& writing, IterationFormulas& formulas,
                                               const NumberFormat& format);

std::unique_ptr<NotationWriter> scalarWriter(IterationFormulas& formulas, const NumberFormat& format,
                                             SymbolTable symbols);
std::unique_ptr<NotationWriter> indexedWriter(IterationFormulas& formulas, const NumberFormat& format,
                                              SymbolTable symbols = {});
std::unique_ptr<NotationWriter> matrixWriter(IterationFormulas& formulas, const NumberFormat& format);
std::unique_ptr<NotationWriter> articleWriter(IterationFormulas& formulas, const NumberFormat& format,
                                              const SymbolTable& symbols);

/// In matrices: the sums or means over a batch for the parameter's layer, around its own; after the last sample.
std::string batchGradientMatrix(IterationFormulas& formulas, const NumberFormat& format, const Quantity& parameter,
                                BatchReduction reduction);

}  // namespace backprop
