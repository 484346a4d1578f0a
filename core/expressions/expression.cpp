#include "expressions/expression.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>
#include <set>

namespace backprop {
namespace {

/// The fraction with the smallest denominator that is this double, if one is small.
std::optional<Ratio> toRatio(double value) {
    constexpr std::int64_t largestDenominator = 1000000;
    constexpr double exactInteger = 9007199254740992.0;  // 2^53
    for (std::int64_t denominator = 1; denominator < largestDenominator; ++denominator) {
        const auto divisor = static_cast<double>(denominator);
        const double scaled = std::round(value * divisor);
        if (std::abs(scaled) <= exactInteger && scaled / divisor == value)
            return Ratio{static_cast<std::int64_t>(scaled), denominator};
    }
    return std::nullopt;
}

void appendFlattened(std::vector<Expr>& operands, const Expr& a, ExprKind kind) {
    if (a.kind() != kind) return operands.push_back(a);
    for (const Expr& operand : a.operands()) operands.push_back(operand);
}

}  // namespace

Expr Expr::ofDouble(double constant) {
    if (const auto ratio = toRatio(constant)) return Expr(*ratio);
    const Expr size(Node{.kind = ExprKind::Real, .real = std::abs(constant)});
    return constant < 0.0 ? -size : size;
}

Expr::Expr(double constant) : Expr(ofDouble(constant)) {}
Expr::Expr(Ratio constant) : Expr(Node{.kind = ExprKind::Constant, .constant = constant}) {}
Expr::Expr(const Quantity& symbol) : Expr(Node{.kind = ExprKind::Symbol, .symbol = symbol}) {}

Expr operator+(const Expr& a, const Expr& b) {
    std::vector<Expr> terms;
    appendFlattened(terms, a, ExprKind::Sum);
    appendFlattened(terms, b, ExprKind::Sum);
    return sum(std::move(terms));
}

Expr operator-(const Expr& a, const Expr& b) {
    std::vector<Expr> terms;
    appendFlattened(terms, a, ExprKind::Sum);
    terms.push_back(-b);
    return sum(std::move(terms));
}

Expr operator*(const Expr& a, const Expr& b) {
    std::vector<Expr> factors;
    appendFlattened(factors, a, ExprKind::Product);
    appendFlattened(factors, b, ExprKind::Product);
    return product(std::move(factors));
}

Expr operator/(const Expr& a, const Expr& b) {
    return Expr(Expr::Node{.kind = ExprKind::Quotient, .operands = {a, b}});
}
Expr operator-(const Expr& a) { return Expr(Expr::Node{.kind = ExprKind::Negate, .operands = {a}}); }
Expr exp(const Expr& a) { return Expr(Expr::Node{.kind = ExprKind::Exp, .operands = {a}}); }
Expr log(const Expr& a) { return Expr(Expr::Node{.kind = ExprKind::Log, .operands = {a}}); }
Expr squareRoot(const Expr& a) { return Expr(Expr::Node{.kind = ExprKind::SquareRoot, .operands = {a}}); }
Expr tanh(const Expr& a) { return (exp(a) - exp(-a)) / (exp(a) + exp(-a)); }
Expr softplus(const Expr& a) { return log(1.0 + exp(a)); }
Expr square(const Expr& a) { return power(a, 2); }
Expr positivePart(const Expr& a) { return Expr(Expr::Node{.kind = ExprKind::PositivePart, .operands = {a}}); }
Expr isPositive(const Expr& a) { return Expr(Expr::Node{.kind = ExprKind::IsPositive, .operands = {a}}); }
Expr wherePositive(const Expr& condition, const Expr& then, const Expr& otherwise) {
    return Expr(Expr::Node{.kind = ExprKind::WherePositive, .operands = {condition, then, otherwise}});
}
Expr sigmoid(const Expr& a) { return Expr(Expr::Node{.kind = ExprKind::Sigmoid, .operands = {a}}); }

Expr power(const Expr& a, int exponent) {
    if (exponent == 0) return Expr(1.0);
    if (exponent == 1) return a;
    return Expr(Expr::Node{.kind = ExprKind::Power, .operands = {a}, .exponent = exponent});
}

Expr derivative(const Expr& a, const Quantity& by) {
    return Expr(Expr::Node{.kind = ExprKind::Derivative, .operands = {a}, .symbol = by});
}

Expr sum(std::vector<Expr> terms) {
    if (terms.empty()) return Expr(0.0);
    if (terms.size() == 1) return terms.front();
    return Expr(Expr::Node{.kind = ExprKind::Sum, .operands = std::move(terms)});
}

Expr product(std::vector<Expr> factors) {
    if (factors.empty()) return Expr(1.0);
    if (factors.size() == 1) return factors.front();
    return Expr(Expr::Node{.kind = ExprKind::Product, .operands = std::move(factors)});
}

Expr withOperands(const Expr& a, std::vector<Expr> operands) {
    Expr::Node node = *a.node_;
    node.operands = std::move(operands);
    return Expr(std::move(node));
}

namespace {

/// Compares two graphs; pairs of nodes found equal are not compared again. A first difference ends it all.
class Comparison {
public:
    bool operator()(const Expr& a, const Expr& b) {
        if (a.identity() == b.identity()) return true;
        if (!sameNode(a, b)) return false;
        const bool recur = a.isShared() && b.isShared() && !a.operands().empty();
        if (recur && !equal_.insert({a.identity(), b.identity()}).second) return true;
        for (std::size_t i = 0; i < a.operands().size(); ++i)
            if (!(*this)(a.operands()[i], b.operands()[i])) return false;
        return true;
    }

private:
    static bool sameNode(const Expr& a, const Expr& b) {
        if (a.kind() != b.kind() || a.operands().size() != b.operands().size()) return false;
        switch (a.kind()) {
            case ExprKind::Constant:
                return a.constant() == b.constant();
            case ExprKind::Real:
                return a.real() == b.real();
            case ExprKind::Symbol:
            case ExprKind::Derivative:
                return a.symbol() == b.symbol();
            case ExprKind::Power:
                return a.exponent() == b.exponent();
            default:
                return true;
        }
    }

    std::set<std::pair<const void*, const void*>> equal_{};
};

template <class Holds>
bool anyNode(const Expr& a, const Holds& holds, Visited& visited) {
    if (holds(a)) return true;
    if (!visited.first(a)) return false;
    for (const Expr& operand : a.operands())
        if (anyNode(operand, holds, visited)) return true;
    return false;
}

void collectNodes(const Expr& a, std::set<const void*>& nodes) {
    if (!nodes.insert(a.identity()).second) return;
    for (const Expr& operand : a.operands()) collectNodes(operand, nodes);
}

void collectSymbols(const Expr& a, std::vector<Quantity>& symbols, std::set<Quantity>& known, Visited& visited) {
    if (a.kind() == ExprKind::Symbol && known.insert(a.symbol()).second) symbols.push_back(a.symbol());
    if (!visited.first(a)) return;
    for (const Expr& operand : a.operands()) collectSymbols(operand, symbols, known, visited);
}

/// The results of nodes rewritten so far; a node that did not change stays itself, so shared nodes stay shared.
using Rebuilt = std::map<const void*, Expr>;

template <class Rebuild>
Expr rebuildOperands(const Expr& a, const Rebuild& rebuild) {
    std::vector<Expr> operands;
    operands.reserve(a.operands().size());
    bool changed = false;
    for (const Expr& operand : a.operands()) {
        operands.push_back(rebuild(operand));
        changed |= operands.back().identity() != operand.identity();
    }
    return changed ? withOperands(a, std::move(operands)) : a;
}

template <class Rebuild>
Expr onceFor(const Expr& a, Rebuilt& known, const Rebuild& rebuild) {
    if (!a.isShared()) return rebuild();
    if (const auto done = known.find(a.identity()); done != known.end()) return done->second;
    return known.emplace(a.identity(), rebuild()).first->second;
}

Expr substituted(const Expr& a, const Expr& from, const Expr& to, Rebuilt& known) {
    if (equal(a, from)) return to;
    if (a.operands().empty()) return a;
    return onceFor(a, known, [&] {
        return rebuildOperands(a, [&](const Expr& operand) { return substituted(operand, from, to, known); });
    });
}

}  // namespace

bool equal(const Expr& a, const Expr& b) { return Comparison()(a, b); }

std::size_t nodeCount(const Expr& a) {
    std::set<const void*> nodes;
    collectNodes(a, nodes);
    return nodes.size();
}

bool contains(const Expr& a, const Quantity& symbol) {
    Visited visited;
    const auto is = [&](const Expr& node) { return node.kind() == ExprKind::Symbol && node.symbol() == symbol; };
    return anyNode(a, is, visited);
}

bool containsDerivative(const Expr& a) {
    Visited visited;
    return anyNode(a, [](const Expr& node) { return node.kind() == ExprKind::Derivative; }, visited);
}

std::vector<Quantity> symbolsIn(const Expr& a) {
    std::vector<Quantity> symbols;
    std::set<Quantity> known;
    Visited visited;
    collectSymbols(a, symbols, known, visited);
    return symbols;
}

Expr substitute(const Expr& a, const Expr& from, const Expr& to) {
    Rebuilt known;
    return substituted(a, from, to, known);
}

// ---------------------------------------------------------------- simplify

namespace {

Ratio reduced(std::int64_t numerator, std::int64_t denominator) {
    if (denominator < 0) {
        numerator = -numerator;
        denominator = -denominator;
    }
    const std::int64_t divisor = std::gcd(numerator, denominator);
    return divisor > 1 ? Ratio{numerator / divisor, denominator / divisor} : Ratio{numerator, denominator};
}

Ratio operator*(Ratio a, Ratio b) { return reduced(a.numerator * b.numerator, a.denominator * b.denominator); }
Ratio inverse(Ratio a) { return reduced(a.denominator, a.numerator); }
Ratio operator+(Ratio a, Ratio b) {
    return reduced(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/// A product taken apart: coefficient * above[0]^.. * ... / (below[0]^.. * ...), no constants among the factors.
struct Fraction {
    struct Factor {
        Expr base;
        int exponent;
    };
    Ratio coefficient{1, 1};
    std::vector<Factor> factors{};  // a negative exponent is below the line

    void multiply(const Expr& base, int exponent) {
        for (Factor& factor : factors) {
            if (!equal(factor.base, base)) continue;
            factor.exponent += exponent;
            return;
        }
        factors.push_back({base, exponent});
    }

    /// Takes a simplified expression to the power +1 or -1 into the product.
    void take(const Expr& a, int sign) {
        switch (a.kind()) {
            case ExprKind::Constant:
                if (sign > 0 || a.constant().numerator != 0)
                    coefficient = coefficient * (sign > 0 ? a.constant() : inverse(a.constant()));
                else
                    multiply(a, sign);  // a division by zero stays visible
                break;
            case ExprKind::Negate:
                coefficient = coefficient * Ratio{-1, 1};
                take(a.operand(), sign);
                break;
            case ExprKind::Product:
                for (const Expr& operand : a.operands()) take(operand, sign);
                break;
            case ExprKind::Quotient:
                take(a.operands()[0], sign);
                take(a.operands()[1], -sign);
                break;
            case ExprKind::Power:
                multiply(a.operand(), sign * a.exponent());
                break;
            default:
                multiply(a, sign);
        }
    }

    Expr build() const {
        if (coefficient.numerator == 0) return Expr(0.0);
        std::vector<Expr> above, below;
        const bool negative = coefficient.numerator < 0;
        const Ratio size{negative ? -coefficient.numerator : coefficient.numerator, coefficient.denominator};
        if (size != Ratio{1, 1}) above.push_back(Expr(size));
        for (const Factor& factor : factors) {
            if (factor.exponent > 0) above.push_back(power(factor.base, factor.exponent));
            if (factor.exponent < 0) below.push_back(power(factor.base, -factor.exponent));
        }
        const Expr whole =
            below.empty() ? product(std::move(above)) : product(std::move(above)) / product(std::move(below));
        return negative ? -whole : whole;
    }
};

Expr simplifiedProduct(const Expr& a) {
    Fraction fraction;
    fraction.take(a, 1);
    return fraction.build();
}

void takeTerm(const Expr& term, bool negative, std::vector<Expr>& terms, Ratio& constant) {
    if (term.kind() == ExprKind::Sum) {
        for (const Expr& inner : term.operands()) takeTerm(inner, negative, terms, constant);
    } else if (term.kind() == ExprKind::Negate) {
        takeTerm(term.operand(), !negative, terms, constant);
    } else if (term.kind() == ExprKind::Constant) {
        constant = constant + (negative ? Ratio{-1, 1} * term.constant() : term.constant());
    } else {
        terms.push_back(negative ? -term : term);
    }
}

Expr simplifiedSum(const Expr& a) {
    std::vector<Expr> terms;
    Ratio constant{0, 1};
    takeTerm(a, false, terms, constant);
    if (constant.numerator > 0) {
        terms.push_back(Expr(constant));
        std::rotate(terms.begin(), terms.end() - 1, terms.end());
    }
    if (constant.numerator < 0) terms.push_back(-Expr(Ratio{-constant.numerator, constant.denominator}));
    return sum(std::move(terms));
}

Expr simplified(const Expr& a, Rebuilt& known) {
    if (a.operands().empty() || a.kind() == ExprKind::Derivative) return a;
    return onceFor(a, known, [&] {
        const Expr simple = rebuildOperands(a, [&](const Expr& operand) { return simplified(operand, known); });
        switch (simple.kind()) {
            case ExprKind::Sum:
                return simplifiedSum(simple);
            case ExprKind::Negate:
                return simple.operand().kind() == ExprKind::Sum ? simplifiedSum(simple) : simplifiedProduct(simple);
            case ExprKind::Product:
            case ExprKind::Quotient:
            case ExprKind::Power:
                return simplifiedProduct(simple);
            default:
                return simple;
        }
    });
}

}  // namespace

Expr simplify(const Expr& a) {
    Rebuilt known;
    return simplified(a, known);
}

}  // namespace backprop
