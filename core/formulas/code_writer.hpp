#pragma once
// Formulas as source code that works on whole arrays of doubles. An activation or a loss is written here from the same
// expression that its formulas are, so that a new one can be exported as soon as it is defined.
//
// The symbols become variables named after their kind: z (weighted sums), a (outputs), t (targets).

#include <optional>
#include <string>
#include <string_view>

#include "expressions/number_format.hpp"
#include "network/loss.hpp"

namespace backprop {

enum class CodeLanguage {
    NumPy,
    PyTorch,  // of functions whose derivatives autograd finds without overflow
    Eigen,    // C++ on Eigen::ArrayXd; log1pexp(x) = ln(1 + e^x) is a function that the program brings
};

/// `numpy`, `pytorch`, `eigen`.
std::optional<CodeLanguage> parseCodeLanguage(std::string_view id);

/// Where an expression is numerically delicate, the language's stable function is written in its place:
/// tanh for its quotient of exponentials, ln(1 + e^x) as a whole, in PyTorch also the sigmoid.
/// The expression holds no unworked derivative. `full` prints a constant that is no ratio of small integers.
std::string writeCode(const Expr& a, CodeLanguage language, PrintNumber* full = printFull);

/// An elementwise function and its derivative, as expressions of z and a or of a and t.
struct FunctionCode {
    std::string value;
    std::string slope;
};

/// f(z), and f'(z) from z and a.
FunctionCode activationCode(const Activation& activation, CodeLanguage language, PrintNumber* full = printFull);

/// The loss's factor is in neither.
struct LossCode {
    FunctionCode ofOutput;  // term(a, t) and its derivative by a
    std::optional<FunctionCode>
        ofSum{};  // where the loss is fused with its activation: term(z, t), its derivative by z
};

LossCode lossCode(const Loss& loss, const Activation& output, CodeLanguage language, PrintNumber* full = printFull);

}  // namespace backprop
