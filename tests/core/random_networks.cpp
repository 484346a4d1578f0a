// Back-propagation, symbolic differentiation and complex step on random networks: three ways, one gradient.

#include <map>

#include "catch.hpp"
#include "proof/verify.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

std::string describe(const VerifiedParameter& p) {
    return toString(p.id) + ": back-propagation " + full(p.backprop) + ", symbolic " + full(p.symbolic) +
           ", complex step " + full(p.complexStep) + ", scale " + full(p.scale);
}

/// The largest difference relative to the numbers themselves, not to their scale.
double plainDifference(const VerifiedParameter& p) {
    return std::max({relativeDifference(p.backprop, p.symbolic), relativeDifference(p.backprop, p.complexStep),
                     relativeDifference(p.symbolic, p.complexStep)});
}

Verification verifyAll(const Scenario& scenario) {
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    REQUIRE_FALSE(firstNonFinite(iteration).has_value());
    return verify(iteration, parameters(scenario.network));
}

void checkAgreement(const Verification& verification) {
    for (const VerifiedParameter& p : verification.parameters) {
        const bool agrees = std::isfinite(p.backprop) && std::isfinite(p.symbolic) && std::isfinite(p.complexStep) &&
                            std::isfinite(p.scale) && p.scale > 0.0 && p.relativeDifference <= tolerance &&
                            p.relativeDifference <= verification.maxRelativeDifference;
        INFO(describe(p));
        if (!agrees) CHECK(agrees);
    }
    CHECK(verification.maxRelativeDifference <= tolerance);
}

}  // namespace

TEST_CASE("the three gradients of 300 random networks agree to 1e-12, saturated and near zero too") {
    // The factor on every weight, bias and input: near 0, ordinary, saturated.
    const double scale = GENERATE(1e-8, 1e-3, 1.0, 5.0, 20.0, 1000.0);
    for (std::uint32_t seed = 1; seed <= 50; ++seed) {
        const Scenario scenario = randomScenario(seed + static_cast<std::uint32_t>(7919.0 * scale), scale);
        INFO("scale " << scale << ", seed " << seed << ": " << describe(scenario));
        checkAgreement(verifyAll(scenario));
    }
}

TEST_CASE("the random networks have every activation, every loss and one to six layers") {
    std::map<std::string, int> seen;
    for (std::uint32_t seed = 1; seed <= 50; ++seed) {
        const Scenario scenario = randomScenario(seed);
        REQUIRE(validate(scenario).ok());
        ++seen["depth " + std::to_string(scenario.network.depth())];
        ++seen[std::string(scenario.loss->id)];
        for (const Layer& layer : scenario.network.layers) ++seen[std::string(layer.activation->id)];
    }
    CHECK(seen.size() == 6 + lossTable().size() + activationTable().size());
}

TEST_CASE("the three gradients agree for a cross-entropy on outputs that are not sigmoid") {
    const std::string output = GENERATE("linear", "relu", "tanh");
    const std::string lossId = GENERATE("bce", "bce_mean");
    for (std::uint32_t seed = 1; seed <= 10; ++seed) {
        Scenario scenario = makeScenario(3, {{4, "tanh"}, {3, output}}, lossId, seed, 1, 0.1);
        scenario.network.layer(2).biases.setConstant(0.5);
        INFO("seed " << seed << ": " << describe(scenario));
        checkAgreement(verifyAll(scenario));
    }
}

TEST_CASE("the three gradients agree where the terms of a weighted sum cancel") {
    const double big = GENERATE(1e4, 1e8, 1e12);
    const std::string activationId = GENERATE("sigmoid", "tanh", "relu", "linear");
    CAPTURE(big, activationId);
    Scenario scenario = makeScenario(8, {{3, activationId}, {2, activationId}}, "mse", 3);
    Matrix& weights = scenario.network.layer(1).weights;
    for (int i = 0; i < weights.cols(); ++i) weights.col(i).array() += (i % 2 ? -big : big) * (1.0 + 0.1 * (i / 2));
    scenario.samples[0].x.setConstant(1.0 / 3.0);
    checkAgreement(verifyAll(scenario));
}

TEST_CASE("without cancellation the gradients agree to 1e-12 of themselves, and the scale is near them") {
    const std::string activationId = GENERATE("sigmoid", "tanh", "relu", "linear");
    const int depth = GENERATE(1, 2, 3, 5);
    CAPTURE(activationId, depth);
    for (std::uint32_t seed = 1; seed <= 5; ++seed) {
        Scenario scenario =
            makeScenario(4, std::vector<LayerShape>(static_cast<std::size_t>(depth), {3, activationId}), "mse", seed);
        for (Layer& layer : scenario.network.layers) {
            layer.weights = layer.weights.cwiseAbs() * 0.5;
            layer.biases = layer.biases.cwiseAbs() * 0.5;
        }
        scenario.samples[0].x = scenario.samples[0].x.cwiseAbs();
        scenario.samples[0].t.setZero();
        for (const VerifiedParameter& p : verifyAll(scenario).parameters) {
            INFO(describe(p));
            CHECK(plainDifference(p) <= tolerance);
            CHECK(p.scale >= std::abs(p.backprop) * (1.0 - tolerance));
            // Every layer adds its own rounding, and that of its slope, to what comes in.
            CHECK(p.scale <= 4.0 * (depth + 1) * std::abs(p.backprop));
        }
    }
}

TEST_CASE("a gradient that is not a number is no proof, whichever parameter it is of") {
    const Scenario scenario = makeScenario(2, {{2, "tanh"}, {1, "linear"}}, "mse", 3);
    for (const double wrong : {std::nan(""), std::numeric_limits<double>::infinity()})
        for (const Quantity& id : parameters(scenario.network)) {
            Iteration iteration = runIteration(scenario, scenario.samples[0]);
            const auto l = static_cast<std::size_t>(id.layer - 1);
            if (id.kind == QuantityKind::Bias)
                iteration.gradients.biases[l](id.neuron) = wrong;
            else
                iteration.gradients.weights[l](id.neuron, id.from) = wrong;
            INFO(toString(id) << " is " << full(wrong));
            const Verification verification = verify(iteration, parameters(scenario.network));
            CHECK(std::isinf(verification.maxRelativeDifference));
            for (const VerifiedParameter& p : verification.parameters)
                CHECK((p.relativeDifference <= tolerance) == (p.id != id));
        }
}

TEST_CASE("the complex step keeps a path that is very small on its way") {
    // The sigmoid's slope of e^-400 and the weight after it make an ordinary number.
    Scenario scenario = makeScenario(1, {{1, "linear"}, {2, "sigmoid"}, {1, "linear"}}, "half_sse", 1);
    scenario.network.layer(1).weights << 1.0;
    scenario.network.layer(1).biases << 0.0;
    scenario.network.layer(2).weights << 1.0, 1.0;
    scenario.network.layer(2).biases << -401.0, -1.0;
    scenario.network.layer(3).weights << 5e173, 0.1;
    scenario.network.layer(3).biases << 0.0;
    scenario.samples[0].x << 1.0;
    scenario.samples[0].t << 0.0;
    const Verification verification = verifyAll(scenario);
    checkAgreement(verification);
    const double a = 5e173 * std::exp(-400.0) + 0.05;
    checkClose("dL/db.1.0", verification.parameters[1].backprop, a * (5e173 * std::exp(-400.0) + 0.025), 1e-12);
}

TEST_CASE("the complex step is short enough for large inputs") {
    const double x = GENERATE(1e10, 1e15, 1e20, 1e160);
    Scenario scenario = makeScenario(1, {{1, "tanh"}, {1, "linear"}}, "mse", 1);
    scenario.network.layer(1).weights << 0.5 / x;
    scenario.network.layer(1).biases << 0.1;
    scenario.samples[0].x << x;
    checkAgreement(verifyAll(scenario));
}

TEST_CASE("a difference of 0 and -0 is 0") {
    Scenario scenario = makeScenario(1, {{1, "relu"}}, "mse", 1);
    scenario.network.layer(1).biases << -10.0;
    for (const double t : {-1.0, 1.0}) {
        scenario.samples[0].t << t;
        for (const VerifiedParameter& p : verifyAll(scenario).parameters) {
            INFO(describe(p));
            CHECK(p.backprop == 0.0);
            CHECK_FALSE(std::signbit(p.relativeDifference));
        }
    }
}

TEST_CASE("a scale beyond the doubles counts as the largest of them") {
    // The terms of z add up to more than the doubles, z itself does not; at -5e307 the slope of SiLU is 0.
    Scenario scenario = makeScenario(2, {{1, "silu"}}, "half_sse", 1);
    scenario.network.layer(1).weights << 1.2, -1.7;
    scenario.samples[0].x << 1e308, 1e308;
    checkAgreement(verifyAll(scenario));
}

TEST_CASE("a gradient that is off by a part in a million does not pass") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        const Scenario scenario = randomScenario(seed);
        Iteration iteration = runIteration(scenario, scenario.samples[0]);
        for (Matrix& gradient : iteration.gradients.weights) gradient *= 1.0 + 1e-6;
        INFO("seed " << seed << ": " << describe(scenario));
        const bool flat = iteration.gradients.weights.back().isZero(0.0);  // dead ReLUs
        CHECK((flat || verify(iteration, parameters(scenario.network)).maxRelativeDifference > 1e-9));
    }
}

TEST_CASE("a saturated output on the right side has a tiny gradient, and it is verified as such") {
    Scenario scenario = makeScenario(1, {{1, "sigmoid"}}, "bce", 1);
    scenario.network.layer(1).weights(0, 0) = 40.0;
    scenario.network.layer(1).biases(0) = 0.0;
    scenario.samples[0].x(0) = 1.0;
    scenario.samples[0].t(0) = 1.0;
    const Verification verification = verifyAll(scenario);
    for (const VerifiedParameter& p : verification.parameters) {
        INFO(describe(p));
        CHECK(relativeDifference(p.backprop, -std::exp(-40.0)) <= tolerance);
        CHECK(plainDifference(p) <= tolerance);
        CHECK(p.scale <= 100.0 * std::abs(p.backprop));
    }
}

TEST_CASE("beside the kink of relu the scale stays that of the gradient") {
    const double z = GENERATE(0.0, 1e-10, -1e-10, 1e-300);
    CAPTURE(z);
    Scenario scenario = makeScenario(1, {{1, "relu"}, {1, "linear"}}, "half_sse", 1);
    scenario.network.layer(1).weights(0, 0) = 1.0;
    scenario.network.layer(1).biases(0) = z - 1.0;
    scenario.network.layer(2).weights(0, 0) = 1.0;
    scenario.network.layer(2).biases(0) = 0.0;
    scenario.samples[0].x(0) = 1.0;
    scenario.samples[0].t(0) = 1.0;
    for (const VerifiedParameter& p : verifyAll(scenario).parameters) {
        INFO(describe(p));
        CHECK(p.scale <= 20.0);
        CHECK(p.relativeDifference <= tolerance);
    }
}
