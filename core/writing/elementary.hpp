#pragma once
// A formula's outermost operation as a node of a graph has it.

#include <optional>
#include <string_view>
#include <vector>

#include "expressions/expression.hpp"

namespace backprop {

enum class Operation {
    Given,          // an input, target, weight, bias or constant
    Add,            // of all operands and the constant
    Subtract,       // the constant or first operand, less the last operand
    Multiply,       // of all operands and the constant
    Divide,         // the constant or first operand, by the last operand
    Negate,         // -operand
    Power,          // operand ^ exponent
    Exp,            // e ^ operand
    Log,            // ln operand
    PositivePart,   // max(0, operand)
    IsPositive,     // 1 where operand > 0, else 0
    WherePositive,  // the first operand where what the definition asks about is positive, else the second
    Sigmoid,        // 1 / (1 + e ^ -operand), where a definition names it
    SquareRoot,     // of the operand
    Function,       // an activation, weighted sum or loss term that is not opened
};

std::string_view toString(Operation operation);

/// An operand of an elementary operation: an expression, and whether it is subtracted.
struct Operand {
    Expr form;
    bool negated = false;
};

/// The operation at the root of an expression, its constants taken out of the operands.
struct Elementary {
    Operation operation;
    std::vector<Operand> operands;
    std::optional<Ratio> constant{};
    int exponent = 1;  // of a power
};

Elementary elementary(const Expr& a);

}  // namespace backprop
