#pragma once
// Symbolic expressions over the quantities of a network: an immutable graph whose nodes may be shared.
//
// The operators below are the same that activations and losses are written in, so that one template definition
// serves numbers (double), the complex step (std::complex<double>) and formulas (Expr).

#include <cstdint>
#include <memory>
#include <set>
#include <vector>

#include "expressions/quantity.hpp"

namespace backprop {

enum class ExprKind {
    Constant,       // a ratio of two integers
    Real,           // a positive double that is no ratio of small integers
    Symbol,         // a quantity
    Sum,            // of two or more terms
    Product,        // of two or more factors
    Quotient,       // operands: numerator, denominator
    Power,          // operand ^ exponent, exponent >= 2
    Negate,         // -operand
    Exp,            // e ^ operand
    Log,            // natural logarithm
    SquareRoot,     // of the operand
    PositivePart,   // max(0, operand)
    IsPositive,     // 1 where operand > 0, else 0
    WherePositive,  // operands: condition, then, otherwise; `then` where condition > 0, else `otherwise`
    Sigmoid,        // 1 / (1 + e ^ -operand), where a formula names it
    Derivative,     // d operand / d symbol, not yet worked out
};

/// An exact constant; the denominator is positive.
struct Ratio {
    std::int64_t numerator = 0;
    std::int64_t denominator = 1;

    bool operator==(const Ratio&) const = default;
    double value() const { return static_cast<double>(numerator) / static_cast<double>(denominator); }
};

class Expr {
public:
    /// A finite constant, kept exactly: integers and fractions with a denominator below a million as Constant, any
    /// other double as Real.
    Expr(double constant);  // NOLINT: constants are written in formulas as they are
    explicit Expr(Ratio constant);
    explicit Expr(const Quantity& symbol);

    ExprKind kind() const { return node_->kind; }
    const std::vector<Expr>& operands() const { return node_->operands; }
    const Expr& operand() const { return node_->operands.front(); }
    /// Only for Constant.
    Ratio constant() const { return node_->constant; }
    /// Only for Real.
    double real() const { return node_->real; }
    /// For Symbol, and for Derivative the quantity differentiated by.
    const Quantity& symbol() const { return node_->symbol; }
    /// Only for Power.
    int exponent() const { return node_->exponent; }
    /// Equal for two expressions that share their node.
    const void* identity() const { return node_.get(); }
    /// Whether more than one expression holds the node.
    bool isShared() const { return node_.use_count() > 1; }

    bool isConstant(std::int64_t integer) const {
        return kind() == ExprKind::Constant && constant() == Ratio{integer, 1};
    }

    friend Expr operator+(const Expr& a, const Expr& b);
    friend Expr operator-(const Expr& a, const Expr& b);
    friend Expr operator*(const Expr& a, const Expr& b);
    friend Expr operator/(const Expr& a, const Expr& b);
    friend Expr operator-(const Expr& a);
    friend Expr exp(const Expr& a);
    friend Expr log(const Expr& a);
    friend Expr squareRoot(const Expr& a);
    friend Expr tanh(const Expr& a);
    friend Expr square(const Expr& a);
    friend Expr power(const Expr& a, int exponent);
    friend Expr positivePart(const Expr& a);
    friend Expr isPositive(const Expr& a);
    friend Expr wherePositive(const Expr& condition, const Expr& then, const Expr& otherwise);
    friend Expr sigmoid(const Expr& a);
    friend Expr derivative(const Expr& a, const Quantity& by);
    friend Expr sum(std::vector<Expr> terms);
    friend Expr product(std::vector<Expr> factors);
    friend Expr withOperands(const Expr& a, std::vector<Expr> operands);

private:
    struct Node {
        ExprKind kind = ExprKind::Constant;
        std::vector<Expr> operands{};
        Ratio constant{};
        double real = 0.0;
        Quantity symbol{};
        int exponent = 1;
    };
    static Expr ofDouble(double constant);
    explicit Expr(Node node) : node_(std::make_shared<const Node>(std::move(node))) {}

    std::shared_ptr<const Node> node_;
};

Expr operator+(const Expr& a, const Expr& b);
Expr operator-(const Expr& a, const Expr& b);
Expr operator*(const Expr& a, const Expr& b);
Expr operator/(const Expr& a, const Expr& b);
Expr operator-(const Expr& a);
Expr exp(const Expr& a);
Expr log(const Expr& a);
Expr squareRoot(const Expr& a);
/// Written out in exponentials: (e^a - e^-a) / (e^a + e^-a).
Expr tanh(const Expr& a);
/// ln(1 + e^a)
Expr softplus(const Expr& a);
Expr square(const Expr& a);
Expr power(const Expr& a, int exponent);
Expr positivePart(const Expr& a);
Expr isPositive(const Expr& a);
Expr wherePositive(const Expr& condition, const Expr& then, const Expr& otherwise);
Expr sigmoid(const Expr& a);
Expr derivative(const Expr& a, const Quantity& by);

/// The sum of any number of terms: none is 0, one is itself.
Expr sum(std::vector<Expr> terms);
/// The product of any number of factors: none is 1, one is itself.
Expr product(std::vector<Expr> factors);
/// The operation of `a` on other operands.
Expr withOperands(const Expr& a, std::vector<Expr> operands);

// The functions below visit each node once, however many expressions share it.

/// How many nodes it is made of, each counted once.
std::size_t nodeCount(const Expr& a);
/// Whether the two are equal, node by node.
bool equal(const Expr& a, const Expr& b);
bool contains(const Expr& a, const Quantity& symbol);
bool containsDerivative(const Expr& a);
/// The quantities in it, each once, in reading order.
std::vector<Quantity> symbolsIn(const Expr& a);

/// Every occurrence of `from` replaced by `to`.
Expr substitute(const Expr& a, const Expr& from, const Expr& to);

/// Signs, constants and zeros collected; fractions of fractions flattened; factors above and below the line
/// cancelled. Sums are flattened but their like terms are not merged: what a reader recognises stays.
Expr simplify(const Expr& a);

/// The nodes that a walk over a graph has been at.
class Visited {
public:
    /// True at the first visit. Only nodes that can be reached twice are kept.
    bool first(const Expr& a) { return a.operands().empty() || !a.isShared() || nodes_.insert(a.identity()).second; }

private:
    std::set<const void*> nodes_{};
};

}  // namespace backprop
