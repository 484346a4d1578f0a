#include "expressions/differentiate.hpp"

#include <optional>

namespace backprop {
namespace {

struct Applied {
    Rule rule;
    bool chain;
    Expr form;
};

Applied differentiateProduct(const Expr& f, const Quantity& by) {
    std::vector<Expr> constant, varying;
    for (const Expr& factor : f.operands()) (contains(factor, by) ? varying : constant).push_back(factor);
    if (!constant.empty()) {
        constant.push_back(derivative(product(std::move(varying)), by));
        return {Rule::ConstantFactor, false, product(std::move(constant))};
    }
    const Expr first = varying.front();
    const Expr rest = product({varying.begin() + 1, varying.end()});
    return {Rule::Product, false, derivative(first, by) * rest + first * derivative(rest, by)};
}

Applied differentiateQuotient(const Expr& f, const Quantity& by) {
    const Expr& u = f.operands()[0];
    const Expr& v = f.operands()[1];
    if (!contains(v, by)) return {Rule::ConstantFactor, false, Expr(1.0) / v * derivative(u, by)};
    if (!contains(u, by)) {  // u v^-1
        const Expr outer = -(u / square(v));
        if (v.kind() == ExprKind::Symbol) return {Rule::Power, false, outer};
        return {Rule::Power, true, outer * derivative(v, by)};
    }
    return {Rule::Quotient, false, (derivative(u, by) * v - u * derivative(v, by)) / square(v)};
}

/// The outer derivative, times the inner one unless the inside is the variable itself.
Applied chained(Rule rule, const Expr& outer, const Expr& inside, const Quantity& by) {
    if (inside.kind() == ExprKind::Symbol) return {rule, false, outer};
    return {rule, true, outer * derivative(inside, by)};
}

/// One rule applied to d f / d by, where f depends on `by`.
Applied applyRule(const Expr& f, const Quantity& by) {
    switch (f.kind()) {
        case ExprKind::Sum: {
            std::vector<Expr> terms;
            for (const Expr& term : f.operands())
                terms.push_back(term.kind() == ExprKind::Negate ? -derivative(term.operand(), by)
                                                                : derivative(term, by));
            return {Rule::Sum, false, sum(std::move(terms))};
        }
        case ExprKind::Product:
            return differentiateProduct(f, by);
        case ExprKind::Quotient:
            return differentiateQuotient(f, by);
        case ExprKind::Power: {
            const Expr outer = Expr(static_cast<double>(f.exponent())) * power(f.operand(), f.exponent() - 1);
            return chained(Rule::Power, outer, f.operand(), by);
        }
        case ExprKind::Negate:
            return {Rule::ConstantFactor, false, -derivative(f.operand(), by)};
        case ExprKind::Exp:
            return chained(Rule::Exp, f, f.operand(), by);
        case ExprKind::Log:
            return chained(Rule::Log, 1.0 / f.operand(), f.operand(), by);
        case ExprKind::SquareRoot:
            return chained(Rule::Power, 1.0 / (Expr(2.0) * f), f.operand(), by);
        case ExprKind::PositivePart:
            return chained(Rule::Piecewise, isPositive(f.operand()), f.operand(), by);
        case ExprKind::IsPositive:
            return {Rule::Piecewise, false, Expr(0.0)};
        case ExprKind::WherePositive: {
            const std::vector<Expr>& of = f.operands();
            return {Rule::Piecewise, false, wherePositive(of[0], derivative(of[1], by), derivative(of[2], by))};
        }
        case ExprKind::Sigmoid:
            return {Rule::Definition, false, derivative(1.0 / (1.0 + exp(-f.operand())), by)};
        default:
            return {Rule::Identity, false, Expr(1.0)};  // the variable itself
    }
}

bool isVanishing(const Expr& a) { return a.kind() == ExprKind::Derivative && !contains(a.operand(), a.symbol()); }

bool hasVanishing(const Expr& a, Visited& visited) {
    if (a.kind() == ExprKind::Derivative) return isVanishing(a);  // no derivative is within a derivative
    if (!visited.first(a)) return false;
    for (const Expr& operand : a.operands())
        if (hasVanishing(operand, visited)) return true;
    return false;
}

/// Every derivative of a constant set to 0, and the terms that thereby vanish dropped.
Expr withoutVanishing(const Expr& a) {
    if (isVanishing(a)) return Expr(0.0);
    if (a.operands().empty() || a.kind() == ExprKind::Derivative) return a;
    std::vector<Expr> operands;
    for (const Expr& operand : a.operands()) {
        const Expr kept = withoutVanishing(operand);
        const bool zero = kept.isConstant(0) || (kept.kind() == ExprKind::Negate && kept.operand().isConstant(0));
        if (a.kind() == ExprKind::Product && zero) return Expr(0.0);
        if (a.kind() == ExprKind::Sum && zero) continue;
        operands.push_back(kept);
    }
    if (a.kind() == ExprKind::Sum) return sum(std::move(operands));
    return withOperands(a, std::move(operands));
}

/// The first derivative in reading order, replaced by what its rule makes of it.
std::optional<Applied> rewriteFirst(const Expr& a, Visited& visited) {
    if (a.kind() == ExprKind::Derivative) return applyRule(a.operand(), a.symbol());
    if (!visited.first(a)) return std::nullopt;
    for (std::size_t i = 0; i < a.operands().size(); ++i) {
        auto inner = rewriteFirst(a.operands()[i], visited);
        if (!inner) continue;
        std::vector<Expr> operands = a.operands();
        operands[i] = inner->form;
        return Applied{inner->rule, inner->chain, withOperands(a, std::move(operands))};
    }
    return std::nullopt;
}

}  // namespace

std::vector<DifferentiationLine> differentiate(const Expr& f, const Quantity& by) {
    Expr form = derivative(f, by);
    std::vector<DifferentiationLine> lines{{Rule::Definition, false, form}};
    const auto add = [&](Rule rule, bool chain, const Expr& next) {
        form = next;
        lines.push_back({rule, chain, form});
    };
    while (containsDerivative(form)) {
        Visited checked, visited;
        if (hasVanishing(form, checked)) {
            add(Rule::Constant, false, withoutVanishing(form));
            continue;
        }
        const auto applied = rewriteFirst(form, visited);
        add(applied->rule, applied->chain, applied->form);
    }
    const Expr simple = simplify(form);
    if (!equal(simple, form)) add(Rule::Simplify, false, simple);
    return lines;
}

}  // namespace backprop
