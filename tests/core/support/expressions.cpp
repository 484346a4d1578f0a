#include "expressions.hpp"

#include <functional>
#include <numeric>

#include "numbers/scalar.hpp"

namespace support {

using namespace backprop;

const std::vector<Quantity>& someSymbols() {
    static const std::vector<Quantity> all{quantity::weight(1, 0, 0), quantity::weight(1, 0, 1),
                                           quantity::weightedSum(1, 0)};
    return all;
}

Numbers someNumbers(Draw& draw) {
    Numbers numbers;
    for (const Quantity& q : someSymbols()) numbers.values[q] = draw.number(0.3, 1.7);
    return numbers;
}

namespace {

/// Positive wherever the symbols are, for under a line and inside a logarithm.
Expr positiveExpression(Draw& draw, int depth) { return 1.5 + square(randomExpression(draw, depth)); }

Expr leaf(Draw& draw) {
    static const std::vector<double> constants{-3.0, -1.0, -0.5, 0.0, 0.01, 0.25, 1.0, 2.0, 0.7182818284590452};
    return draw.integer(0, 2) == 0 ? Expr(draw.of(constants)) : Expr(draw.of(someSymbols()));
}

}  // namespace

Expr randomExpression(Draw& draw, int depth) {
    if (depth == 0) return leaf(draw);
    const auto inner = [&] { return randomExpression(draw, depth - 1); };
    switch (draw.integer(0, 11)) {
        case 0:
            return inner() + inner();
        case 1:
            return inner() - inner();
        case 2:
            return sum({inner(), -inner(), inner()});
        case 3:
            return inner() * inner();
        case 4:
            return product({inner(), inner(), -inner()});
        case 5:
            return inner() / positiveExpression(draw, depth - 1);
        case 6:
            return power(inner(), draw.integer(2, 3));
        case 7: {
            // An exponent from -1 to 0, so that towers stay small.
            return exp(-(1.0 / positiveExpression(draw, depth - 1)));
        }
        case 8:
            return log(positiveExpression(draw, depth - 1));
        case 9:
            return wherePositive(inner(), inner(), inner());
        case 10:
            return sigmoid(inner());
        default:
            return positivePart(inner());
    }
}

std::string describe(const Expr& a) {
    const auto joined = [&](const char* between) {
        std::string text;
        for (const Expr& operand : a.operands()) text += (text.empty() ? "(" : between) + describe(operand);
        return text + ")";
    };
    switch (a.kind()) {
        case ExprKind::Constant:
            return std::to_string(a.constant().numerator) + "/" + std::to_string(a.constant().denominator);
        case ExprKind::Real:
            return std::to_string(a.real());
        case ExprKind::Symbol:
            return toString(a.symbol());
        case ExprKind::Sum:
            return joined(" + ");
        case ExprKind::Product:
            return joined(" * ");
        case ExprKind::Quotient:
            return joined(" / ");
        case ExprKind::Power:
            return joined("") + "^" + std::to_string(a.exponent());
        case ExprKind::Negate:
            return "-" + joined("");
        case ExprKind::Exp:
            return "exp" + joined("");
        case ExprKind::Log:
            return "log" + joined("");
        case ExprKind::SquareRoot:
            return "sqrt" + joined("");
        case ExprKind::PositivePart:
            return "max0" + joined("");
        case ExprKind::IsPositive:
            return "positive" + joined("");
        case ExprKind::WherePositive:
            return "where" + joined(", ");
        case ExprKind::Sigmoid:
            return "sigmoid" + joined("");
        case ExprKind::Derivative:
            return "d" + joined("") + "/d " + toString(a.symbol());
    }
    return "?";
}

namespace {

Complex complexValue(const Expr& a, const std::function<Complex(const Quantity&)>& valueOf) {
    std::vector<Complex> on;
    for (const Expr& operand : a.operands()) on.push_back(complexValue(operand, valueOf));
    switch (a.kind()) {
        case ExprKind::Constant:
            return a.constant().value();
        case ExprKind::Real:
            return a.real();
        case ExprKind::Symbol:
            return valueOf(a.symbol());
        case ExprKind::Sum:
            return std::accumulate(on.begin(), on.end(), Complex(0.0));
        case ExprKind::Product:
            return std::accumulate(on.begin(), on.end(), Complex(1.0), std::multiplies<>());
        case ExprKind::Quotient:
            return on[0] / on[1];
        case ExprKind::Power:
            // Not std::pow: some libraries take it through the logarithm, and the small imaginary part is lost.
            return std::accumulate(on.begin(), on.end(), Complex(1.0), [&a](Complex power, const Complex& base) {
                for (int i = 0; i < a.exponent(); ++i) power *= base;
                return power;
            });
        case ExprKind::Negate:
            return -on[0];
        case ExprKind::Exp:
            return std::exp(on[0]);
        case ExprKind::Log:
            return std::log(on[0]);
        case ExprKind::SquareRoot:
            return std::sqrt(on[0]);
        case ExprKind::PositivePart:
            return on[0].real() > 0.0 ? on[0] : 0.0;
        case ExprKind::IsPositive:
            return on[0].real() > 0.0 ? 1.0 : 0.0;
        case ExprKind::WherePositive:
            return on[on[0].real() > 0.0 ? 1 : 2];
        case ExprKind::Sigmoid:
            return 1.0 / (1.0 + std::exp(-on[0]));
        case ExprKind::Derivative:
            break;
    }
    return std::nan("");
}

}  // namespace

double complexStepDerivative(const Expr& a, const Quantity& symbol, const Environment& environment) {
    const auto moved = [&](const Quantity& q) {
        return Complex(environment.value(q), q == symbol ? complexStep : 0.0);
    };
    return complexValue(a, moved).imag() / complexStep;
}

}  // namespace support
