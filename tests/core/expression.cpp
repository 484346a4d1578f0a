// Expressions: what simplifying does to them, and that it never changes their value.

#include "expressions/expression.hpp"

#include "catch.hpp"
#include "support/expressions.hpp"
#include "support/numbers.hpp"

using namespace backprop;
using namespace support;

// Its short names are its own: several files are compiled together.
namespace expression_test {

namespace {

const Expr u(quantity::weight(1, 0, 0));
const Expr v(quantity::weight(1, 0, 1));
const Expr z(quantity::weightedSum(1, 0));

void checkSimplified(const Expr& from, const Expr& expected) {
    INFO(describe(from) << " became " << describe(simplify(from)) << ", expected " << describe(expected));
    CHECK(equal(simplify(from), expected));
}

/// The sum of the absolute values of all that is added up: what rounding is relative to.
double sizeOf(const Expr& a, const Numbers& numbers) {
    double size = std::abs(Evaluator(numbers)(a));
    for (const Expr& operand : a.operands()) size = std::max(size, sizeOf(operand, numbers));
    return size;
}

}  // namespace

TEST_CASE("simplifying preserves the value of 2000 random expressions") {
    for (std::uint32_t seed = 1; seed <= 2000; ++seed) {
        Draw draw(seed);
        const Numbers numbers = someNumbers(draw);
        const Expr a = randomExpression(draw, 1 + static_cast<int>(seed % 5));
        const Expr simple = simplify(a);
        INFO("seed " << seed << ": " << describe(a) << " became " << describe(simple));
        checkWithin("value", Evaluator(numbers)(simple), Evaluator(numbers)(a), 1e-13 * sizeOf(a, numbers));
    }
}

TEST_CASE("what stands above and below the line cancels") {
    checkSimplified(u * v / u, v);
    checkSimplified(u / v * v, u);
    checkSimplified((u * v) / (v * u), Expr(1.0));
    checkSimplified(power(u, 3) / u, square(u));
    checkSimplified(u / square(u), 1.0 / u);
    checkSimplified((u - v) / (z * (1.0 - z)) * (z * (1.0 - z)), u - v);
    checkSimplified(-(u / v) * v, -u);
}

TEST_CASE("fractions of fractions become one fraction") {
    checkSimplified((u / v) / z, u / (v * z));
    checkSimplified(u / (v / z), u * z / v);
    checkSimplified((1.0 / u) * (1.0 / v), 1.0 / (u * v));
}

TEST_CASE("signs, ones and zeros are collected") {
    checkSimplified(-(-u), u);
    checkSimplified(u * Expr(1.0), u);
    checkSimplified(u * Expr(0.0), Expr(0.0));
    checkSimplified(u + Expr(0.0), u);
    checkSimplified(-u * -v, u * v);
    checkSimplified(-u * v, -(u * v));
    checkSimplified(u - (v - z), sum({u, -v, z}));
    checkSimplified(Expr(2.0) * (Expr(0.5) * u), u);
    checkSimplified(Expr(2.0) + u + Expr(-2.0), u);
    checkSimplified(u + 1.0 - 3.0, u - 2.0);
    checkSimplified(Expr(0.5) * u * Expr(0.5), Expr(0.25) * u);
}

TEST_CASE("a division by zero is not simplified away") {
    const Expr divided = simplify(u / Expr(0.0));
    Numbers numbers;
    numbers.values[u.symbol()] = 2.0;
    CHECK(std::isinf(Evaluator(numbers)(divided)));
}

TEST_CASE("constants are exact ratios") {
    const auto ratio = [](double value) { return Expr(value).constant(); };
    CHECK(ratio(0.5) == Ratio{1, 2});
    CHECK(ratio(-0.25) == Ratio{-1, 4});
    CHECK(ratio(0.01) == Ratio{1, 100});
    CHECK(ratio(0.1) == Ratio{1, 10});
    CHECK(ratio(1.0 / 3.0) == Ratio{1, 3});
    CHECK(ratio(3.0) == Ratio{3, 1});
    CHECK(ratio(0.0) == Ratio{0, 1});
    CHECK(Expr(-0.0).isConstant(0));
    for (int numerator = -50; numerator <= 50; ++numerator)
        for (int denominator = 1; denominator <= 40; ++denominator) {
            const double value = static_cast<double>(numerator) / denominator;
            checkSameBits("constant", Expr(value).constant().value() + 0.0, value + 0.0);
        }
}

TEST_CASE("sums and products are kept flat and in their order") {
    const Expr flat = u + v + z;
    CHECK(flat.operands().size() == 3);
    CHECK((u * v * z).operands().size() == 3);
    CHECK(sum({}).isConstant(0));
    CHECK(product({}).isConstant(1));
    CHECK(equal(sum({u}), u));
    CHECK(equal(product({u}), u));
    CHECK(power(u, 0).isConstant(1));
    CHECK(equal(power(u, 1), u));
    CHECK_FALSE(equal(u + v, v + u));
    CHECK_FALSE(equal(power(u, 2), power(u, 3)));
    CHECK_FALSE(equal(derivative(u, v.symbol()), derivative(u, u.symbol())));
}

TEST_CASE("symbols are listed once each, in reading order") {
    const auto symbols = symbolsIn(v * u + exp(v) / z + v);
    REQUIRE(symbols.size() == 3);
    CHECK(symbols[0] == v.symbol());
    CHECK(symbols[1] == u.symbol());
    CHECK(symbols[2] == z.symbol());
    CHECK(contains(exp(u / v), v.symbol()));
    CHECK_FALSE(contains(exp(u / v), z.symbol()));
    CHECK(containsDerivative(u * derivative(v, v.symbol())));
    CHECK_FALSE(containsDerivative(u * v));
}

TEST_CASE("every occurrence is substituted") {
    const Expr sigma = 1.0 / (1.0 + exp(-z));
    CHECK(equal(substitute(sigma * (1.0 - sigma), sigma, u), u * (1.0 - u)));
    CHECK(equal(substitute(u * v, z, v), u * v));
}

}  // namespace expression_test
