#include "writing/elementary.hpp"

#include <algorithm>

#include "expressions/ids.hpp"

namespace backprop {
namespace {

constexpr Ids<Operation, 15> operationIds{{{
    {Operation::Given, "given"},
    {Operation::Add, "add"},
    {Operation::Subtract, "subtract"},
    {Operation::Multiply, "multiply"},
    {Operation::Divide, "divide"},
    {Operation::Negate, "negate"},
    {Operation::Power, "power"},
    {Operation::Exp, "exp"},
    {Operation::Log, "log"},
    {Operation::PositivePart, "positive_part"},
    {Operation::IsPositive, "is_positive"},
    {Operation::WherePositive, "where_positive"},
    {Operation::Sigmoid, "sigmoid"},
    {Operation::SquareRoot, "square_root"},
    {Operation::Function, "function"},
}}};

Operation plainOperation(ExprKind kind) {
    switch (kind) {
        case ExprKind::Negate:
            return Operation::Negate;
        case ExprKind::Power:
            return Operation::Power;
        case ExprKind::Exp:
            return Operation::Exp;
        case ExprKind::Log:
            return Operation::Log;
        case ExprKind::PositivePart:
            return Operation::PositivePart;
        case ExprKind::IsPositive:
            return Operation::IsPositive;
        case ExprKind::WherePositive:
            return Operation::WherePositive;
        case ExprKind::Sigmoid:
            return Operation::Sigmoid;
        case ExprKind::SquareRoot:
            return Operation::SquareRoot;
        case ExprKind::Product:
            return Operation::Multiply;
        case ExprKind::Quotient:
            return Operation::Divide;
        case ExprKind::Sum:
            return Operation::Add;
        default:
            return Operation::Given;
    }
}

}  // namespace

std::string_view toString(Operation operation) { return operationIds[operation]; }

Elementary elementary(const Expr& a) {
    Elementary result{plainOperation(a.kind()), {}};
    if (a.kind() == ExprKind::Power) result.exponent = a.exponent();
    const bool sum = a.kind() == ExprKind::Sum;
    if (a.kind() == ExprKind::WherePositive) return {Operation::WherePositive, {{a.operands()[1]}, {a.operands()[2]}}};
    for (const Expr& operand : a.operands()) {
        const bool first = result.operands.empty() && !result.constant;
        // The constant of a sum or product may be at any place, that of a quotient above the line only.
        const bool folds = sum || a.kind() == ExprKind::Product || (a.kind() == ExprKind::Quotient && first);
        if (operand.kind() == ExprKind::Constant && folds && !result.constant)
            result.constant = operand.constant();
        else if (sum && operand.kind() == ExprKind::Negate)
            result.operands.push_back({operand.operand(), true});
        else
            result.operands.push_back({operand});
    }
    const std::size_t parts = result.operands.size() + (result.constant ? 1 : 0);
    const auto negated =
        std::count_if(result.operands.begin(), result.operands.end(), [](const Operand& one) { return one.negated; });
    if (sum && parts == 2 && negated == 1 && result.operands.back().negated) result.operation = Operation::Subtract;
    return result;
}

}  // namespace backprop
