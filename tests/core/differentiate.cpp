// Differentiation: each rule by its name, and each line equal in value to the derivative by complex step.

#include "expressions/differentiate.hpp"

#include <map>

#include "catch.hpp"
#include "support/expressions.hpp"
#include "support/numbers.hpp"

using namespace backprop;
using namespace support;

// Its short names are its own: several files are compiled together.
namespace differentiate_test {

namespace {

const Quantity zSymbol = quantity::weightedSum(1, 0);
const Expr z(zSymbol);
const Expr u(quantity::weight(1, 0, 0));

std::vector<Rule> rulesOf(const std::vector<DifferentiationLine>& lines) {
    std::vector<Rule> rules;
    for (const DifferentiationLine& line : lines) rules.push_back(line.rule);
    return rules;
}

std::string listed(const std::vector<Rule>& rules) {
    std::string text;
    for (const Rule rule : rules) (text += ' ') += toString(rule);
    return text;
}

/// The rules in order, Definition first, and the form reached.
void checkDerivation(const Expr& f, const std::vector<Rule>& rules, const Expr& result) {
    const auto lines = differentiate(f, zSymbol);
    INFO("of " << describe(f) << " by" << listed(rulesOf(lines)) << ", expected" << listed(rules) << "; reached "
               << describe(lines.back().form) << ", expected " << describe(result));
    CHECK(rulesOf(lines) == rules);
    CHECK(equal(lines.back().form, result));
}

constexpr auto D = Rule::Definition;

}  // namespace

TEST_CASE("the derivative of the variable is 1 and of a constant 0") {
    checkDerivation(z, {D, Rule::Identity}, Expr(1.0));
    checkDerivation(u, {D, Rule::Constant}, Expr(0.0));
    checkDerivation(Expr(3.0), {D, Rule::Constant}, Expr(0.0));
}

TEST_CASE("a sum is differentiated term by term, and its constants vanish") {
    checkDerivation(z + u, {D, Rule::Sum, Rule::Constant, Rule::Identity}, Expr(1.0));
    checkDerivation(z * u + u, {D, Rule::Sum, Rule::Constant, Rule::ConstantFactor, Rule::Identity, Rule::Simplify}, u);
}

TEST_CASE("a constant factor is drawn out") {
    checkDerivation(2.0 * z, {D, Rule::ConstantFactor, Rule::Identity, Rule::Simplify}, Expr(2.0));
    checkDerivation(-z, {D, Rule::ConstantFactor, Rule::Identity}, -Expr(1.0));
    checkDerivation(z / u, {D, Rule::ConstantFactor, Rule::Identity, Rule::Simplify}, 1.0 / u);
}

TEST_CASE("the product rule") {
    checkDerivation(z * exp(z), {D, Rule::Product, Rule::Identity, Rule::Exp, Rule::Simplify}, exp(z) + z * exp(z));
}

TEST_CASE("the quotient rule") {
    checkDerivation(z / exp(z), {D, Rule::Quotient, Rule::Identity, Rule::Exp, Rule::Simplify},
                    (exp(z) - z * exp(z)) / square(exp(z)));
}

TEST_CASE("the power rule, with the exponent -1 too") {
    checkDerivation(power(z, 3), {D, Rule::Power}, 3.0 * square(z));
    checkDerivation(1.0 / z, {D, Rule::Power}, -(1.0 / square(z)));
    checkDerivation(square(u - z), {D, Rule::Power, Rule::Sum, Rule::Constant, Rule::Identity, Rule::Simplify},
                    -(2.0 * (u - z)));
}

TEST_CASE("exponential, logarithm and max(0, z)") {
    checkDerivation(exp(z), {D, Rule::Exp}, exp(z));
    checkDerivation(log(z), {D, Rule::Log}, 1.0 / z);
    checkDerivation(positivePart(z), {D, Rule::Piecewise}, isPositive(z));
    checkDerivation(exp(-z), {D, Rule::Exp, Rule::ConstantFactor, Rule::Identity, Rule::Simplify}, -exp(-z));
}

TEST_CASE("a step function is flat") {
    const auto lines = differentiate(isPositive(z), zSymbol);
    INFO("reached " << describe(lines.back().form));
    CHECK(lines.back().form.isConstant(0));
}

TEST_CASE("the chain is marked where the inside is not the variable itself") {
    const auto chainOf = [](const Expr& f) { return differentiate(f, zSymbol).at(1).chain; };
    CHECK_FALSE(chainOf(exp(z)));
    CHECK(chainOf(exp(-z)));
    CHECK_FALSE(chainOf(log(z)));
    CHECK(chainOf(log(1.0 - z)));
    CHECK_FALSE(chainOf(square(z)));
    CHECK(chainOf(square(z - u)));
    CHECK(chainOf(1.0 / (1.0 + exp(-z))));
    CHECK_FALSE(chainOf(positivePart(z)));
    CHECK(chainOf(positivePart(u * z)));
}

TEST_CASE("each line of random derivations has the value of the complex step") {
    std::map<Rule, int> used;
    for (std::uint32_t seed = 1; seed <= share(2000); ++seed) {
        Draw draw(seed);
        const Numbers numbers = someNumbers(draw);
        const Expr f = randomExpression(draw, 1 + static_cast<int>(seed % 4));
        const double expected = complexStepDerivative(f, zSymbol, numbers);
        const auto lines = differentiate(f, zSymbol);
        CHECK_FALSE(containsDerivative(lines.back().form));
        for (std::size_t n = 0; n < lines.size(); ++n) {
            ++used[lines[n].rule];
            const double value = Evaluator(numbers)(lines[n].form);
            INFO("seed " << seed << ", line " << n << " (" << toString(lines[n].rule)
                         << "): " << describe(lines[n].form));
            checkWithin("d/dz of " + describe(f), value, expected, 1e-11 * std::max(1.0, std::abs(expected)));
        }
    }
    for (const Rule rule : {Rule::Sum, Rule::Constant, Rule::ConstantFactor, Rule::Product, Rule::Quotient, Rule::Power,
                            Rule::Exp, Rule::Log, Rule::Identity, Rule::Piecewise, Rule::Simplify}) {
        CAPTURE(toString(rule));
        CHECK(used[rule] > 10);
    }
}

TEST_CASE("every line applies a rule: no two lines that follow each other are the same") {
    for (std::uint32_t seed = 1; seed <= 300; ++seed) {
        Draw draw(seed);
        const auto lines = differentiate(randomExpression(draw, 3), zSymbol);
        for (std::size_t n = 1; n < lines.size(); ++n) {
            INFO("seed " << seed << ", line " << n << " (" << toString(lines[n].rule)
                         << "): " << describe(lines[n].form));
            CHECK_FALSE(equal(lines[n].form, lines[n - 1].form));
        }
    }
}

}  // namespace differentiate_test
