// Adding an activation is one definition: one made here, of which the core knows nothing, goes all the ways there are.

#include "backprop/derivation.hpp"
#include "backprop/trace.hpp"
#include "backprop/verify.hpp"
#include "catch.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

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

}  // namespace

TEST_CASE("an activation of one definition runs forward, backward, in symbols, by complex step, in steps and paths") {
    static constexpr Activation steep = activationRow<Steep>();
    Scenario scenario = makeScenario(2, {{3, "tanh"}, {2, "linear"}}, "mse", 5);
    for (Layer& layer : scenario.network.layers) layer.activation = &steep;
    REQUIRE(validate(scenario).ok());
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    const Verification verification = verify(it, parameters(scenario.network));
    CHECK(verification.maxRelativeDifference <= 1e-12);
    for (const Step& step : trace(it, 4)) {
        INFO(toString(step.computes));
        CHECK(std::isfinite(step.value));
        if (step.rule == StepRule::Activation) CHECK(step.symbols.find("steep") != std::string::npos);
    }
    const Derivation derivation = derive(it, quantity::weight(1, 0, 0), 4, 10);
    for (const DerivationPath& path : derivation.paths)
        for (const auto& factor : path.factors)
            for (const DerivationLine& line : factor->lines)
                checkWithin(std::string(toString(line.rule)), line.value, factor->value, 1e-14);
}
