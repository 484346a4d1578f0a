// Adding an activation is one definition: one made here, of which the core knows nothing, goes all the ways there are.

#include "catch.hpp"
#include "expressions/differentiate.hpp"
#include "formulas/code_writer.hpp"
#include "formulas/latex.hpp"
#include "proof/verify.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "writing/derivation.hpp"
#include "writing/trace.hpp"

using namespace backprop;
using namespace support;

namespace {

/// z / (1 + e^-2z): SiLU, steeper.
struct Steep {
    static constexpr std::string_view id = "steep";
    static constexpr std::string_view latexName = "\\operatorname{steep}";
    template <class S>
    static S value(const S& z) {
        return z * sigmoid(S(2.0 * z));
    }
    template <class S>
    static S slope(const NeuronPoint<S, Steep>& at) {
        const S sigma = sigmoid(S(2.0 * at.z));
        return sigma + 2.0 * at.a * (1.0 - sigma);
    }
    static std::vector<Rewrite> rewrites(const ExprPoint<Steep>& at) { return {{Rule::Substitute, slope(at)}}; }
};

/// SELU, with the two constants of Klambauer et al. 2017, which are no ratios of small integers.
struct Selu {
    static constexpr std::string_view id = "selu";
    static constexpr std::string_view latexName = "\\operatorname{SELU}";
    static constexpr double scale = 1.0507009873554805, alpha = 1.6732632423543772;
    template <class S>
    static S value(const S& z) {
        return scale * wherePositive(z, z, S(alpha * (exp(z) - 1.0)));
    }
    template <class S>
    static S slope(const NeuronPoint<S, Selu>& at) {
        return scale * wherePositive(at.z, S(1.0), S(alpha * exp(at.z)));
    }
    static std::vector<Rewrite> rewrites(const ExprPoint<Selu>&) { return {}; }
};

/// One of the two runs forward, backward, in symbols, by complex step, in steps and paths.
void goAllWays(const Activation& f) {
    Scenario scenario = makeScenario(2, {{3, "tanh"}, {2, "linear"}}, "mse", 5);
    for (Layer& layer : scenario.network.layers) layer.activation = &f;
    REQUIRE(validate(scenario).ok());
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    const Verification verification = verify(it, parameters(scenario.network));
    CHECK(verification.maxRelativeDifference <= 1e-12);
    for (const Step& step : trace(it, 4)) {
        INFO(toString(step.computes));
        CHECK(std::isfinite(step.value));
        if (step.rule == StepRule::Activation) CHECK(step.symbols.find(f.latexName) != std::string::npos);
    }
    const Derivation derivation = derive(it, quantity::weight(1, 0, 0), 4, 10);
    for (const DerivationPath& path : derivation.paths)
        for (const auto& factor : path.factors)
            for (const DerivationLine& line : factor->lines)
                checkWithin(std::string(toString(line.rule)), line.value, factor->value, 1e-14);
}

}  // namespace

TEST_CASE("a constant of a formula is kept to the last bit, of any size and sign") {
    const double constant =
        GENERATE(1.0507009873554805, -1.6732632423543772, 1e-7, -1e-300, 1.0 / 3.0, 1e300, 0x1p53, 2.5, 0.0);
    class : public Environment {
        double value(const Quantity&) const override { return 1.0; }
    } none;
    const Expr form = Expr(constant) * Expr(quantity::weightedSum(1, 0));
    checkSameBits("value", Evaluator(none)(form), constant);
    checkSameBits("simplified", Evaluator(none)(simplify(form)), constant);
    const auto lines = differentiate(form, quantity::weightedSum(1, 0));
    checkSameBits("derivative", Evaluator(none)(lines.back().form), constant);
}

TEST_CASE(
    "a constant that is no ratio of small integers stands in code in full, in formulas with the reader's digits") {
    static constexpr Activation selu = activationRow<Selu>();
    const FunctionCode code = activationCode(selu, CodeLanguage::NumPy);
    CHECK(code.value == "1.0507009873554805 * np.where(z > 0, z, 1.6732632423543772 * (np.exp(z) - 1))");
    CHECK(code.slope == "1.0507009873554805 * np.where(z > 0, 1, 1.6732632423543772 * np.exp(z))");
    const Expr z(quantity::weightedSum(1, 0));
    CHECK(writeCode(Expr(-1e-7) * z, CodeLanguage::Eigen) == "-1e-07 * z");
    CHECK(writeCode(square(Expr(1e-7)), CodeLanguage::NumPy) == "1e-07 ** 2");
    const SymbolTable symbols;
    CHECK(LatexWriter(symbols, 3)(Expr(1.0507009873554805) * exp(z) - Expr(1e-7)).find("1.05 \\, e^{") == 0);
    CHECK(LatexWriter(symbols, 3)(Expr(2.0) - Expr(1e-7)) == "2 - 1 \\times 10^{-7}");
    CHECK(LatexWriter(symbols, 3)(square(Expr(1e-7))) == "\\left(1 \\times 10^{-7}\\right)^{2}");
    CHECK(LatexWriter(symbols, 3)(Expr(2.0) * Expr(-1e-7)) == "2 \\, \\left(-1 \\times 10^{-7}\\right)");
}

TEST_CASE("a sign behind a factor stands in parentheses, also at the head of a product within a product") {
    const SymbolTable symbols;
    const LatexWriter write(symbols, 3);
    const Expr x(quantity::input(0)), y(quantity::input(1));
    const std::string a = "\\htmlData{id=x.0}{x_{1}}", b = "\\htmlData{id=x.1}{x_{2}}";
    const Expr inner = product({-x, y});
    CHECK(write(product({y, inner})) == b + " \\, \\left(-" + a + "\\right) \\, " + b);
    CHECK(write(product({inner, y})) == "-" + a + " \\, " + b + " \\, " + b);
    CHECK(write(product({Expr(0.5), product({Expr(2.0), x})})) == "\\tfrac{1}{2} \\cdot 2 \\, " + a);
    CHECK(write(product({log(x), y})) == "\\ln\\left(" + a + "\\right) \\, " + b);
    CHECK(write(product({y, log(x)})) == b + " \\, \\ln " + a);
    CHECK(write(y - inner) == b + " - \\left(-" + a + " \\, " + b + "\\right)");
}

TEST_CASE("an activation of one definition runs forward, backward, in symbols, by complex step, in steps and paths") {
    static constexpr Activation steep = activationRow<Steep>(), selu = activationRow<Selu>();
    goAllWays(steep);
    goAllWays(selu);
}
