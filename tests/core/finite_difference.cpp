// Finite differences: truncation falls with the step, round-off rises, and the complex step has only the first.

#include "proof/finite_difference.hpp"

#include <cmath>

#include "catch.hpp"
#include "proof/complex_step.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

Differences of(const Scenario& scenario, const Quantity& id, const std::vector<double>& epsilons) {
    return differences(runIteration(scenario, scenario.samples[0]), id, epsilons);
}

const Quantity w3 = quantity::weight(2, 0, 0);

}  // namespace

TEST_CASE("the quotients are those of the losses they show, and the exact value is the gradient") {
    const Scenario scenario = articleNetwork("mse");
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    const double e = 1e-3;
    const Differences d = differences(it, w3, {e});
    const DifferencePoint& point = d.points.at(0);
    checkSameBits("exact", d.exact, it.value(gradientOf(w3)));
    checkSameBits("L", d.loss, it.pass.loss);
    checkSameBits("forward", point.forward.value, (point.lossAbove - d.loss) / e);
    checkSameBits("central", point.central.value, (point.lossAbove - point.lossBelow) / (2 * e));
    checkSameBits("complex", point.complexStep.value, point.imaginaryLoss / e);

    Scenario moved = scenario;
    *moved.network.parameter(w3) += e;
    checkSameBits("L(w3 + e)", point.lossAbove, runIteration(moved, moved.samples[0]).pass.loss);
}

TEST_CASE("the exact value is the one that an independent autodiff printed") {
    const Json article = readData("worked/article.json");
    const Scenario scenario = scenarioOf(article.at("scenario"));
    checkClose("dL/dw3", of(scenario, w3, {1e-5}).exact, -0.019582807257804, 1e-13);
}

TEST_CASE("a tenth of the step leaves a tenth of the forward difference's error and a hundredth of the central one's") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const Scenario scenario = makeScenario(3, {{4, "tanh"}, {2, "sigmoid"}}, "mse", seed);
        for (const Quantity& id : parameters(scenario.network)) {
            const Differences d = of(scenario, id, {1e-3, 1e-4});
            CAPTURE(toString(id), d.exact);
            const auto shrinks = [](const DifferenceQuotient& large, const DifferenceQuotient& small) {
                return small.absoluteError / large.absoluteError;
            };
            // where the second or third derivative happens to be small, the next order or rounding shows instead
            if (d.points[0].forward.absoluteError > 1e-6)
                CHECK(shrinks(d.points[0].forward, d.points[1].forward) == Approx(0.1).epsilon(0.05));
            if (d.points[0].central.absoluteError > 1e-8)
                CHECK(shrinks(d.points[0].central, d.points[1].central) == Approx(0.01).epsilon(0.05));
        }
    }
}

TEST_CASE("below its best step a difference is no further off than rounding explains, and then no digit is left") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const Scenario scenario = makeScenario(3, {{4, "tanh"}, {2, "sigmoid"}}, "mse", seed);
        for (const Quantity& id : parameters(scenario.network)) {
            const Differences d = of(scenario, id, {1e-9, 1e-11, 1e-13, 1e-16});
            for (const DifferencePoint& point : d.points) {
                CAPTURE(toString(id), point.epsilon, point.forward.absoluteError, point.forward.roundOff);
                CHECK_FALSE(point.forward.isTruncation());
                CHECK_FALSE(point.central.isTruncation());
            }
            CHECK(d.points[3].forward.correctDigits <= 2);
        }
    }
}

TEST_CASE("the complex step keeps all its digits however small the step") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        const Scenario scenario = makeScenario(3, {{4, "tanh"}, {2, "sigmoid"}}, "mse", seed);
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        for (const Quantity& id : parameters(scenario.network)) {
            const double proof =
                complexStepGradient(scenario.network, *scenario.loss, scenario.samples[0], it.pass, id);
            for (const DifferencePoint& point : of(scenario, id, {1e-9, 1e-12, 1e-16, 1e-100}).points) {
                CAPTURE(point.epsilon);
                checkClose(toString(id), point.complexStep.value, proof, 1e-14);
            }
        }
    }
}

TEST_CASE("a step below the parameter's last bit moves nothing") {
    Scenario scenario = articleNetwork("mse");
    *scenario.network.parameter(w3) = 1.0;
    const Differences d = of(scenario, w3, {1e-15, 1e-16});
    CHECK(d.points[0].moved);
    CHECK_FALSE(d.points[1].moved);
    CHECK(d.points[1].forward.value == 0.0);
    CHECK(d.points[1].forward.relativeError == 1.0);
    CHECK(d.points[1].forward.correctDigits == 0);
}

TEST_CASE("a step that leaves the loss's domain has no finite quotient there, the smaller ones do") {
    // a = w x = 0.95 under cross-entropy on a linear output: at w + 0.1 the output passes 1
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "bce", 1);
    scenario.network.layers[0].weights(0, 0) = 0.95;
    scenario.network.layers[0].biases(0) = 0.0;
    scenario.samples[0].x(0) = 1.0;
    scenario.samples[0].t(0) = 0.5;
    const Differences d = of(scenario, quantity::weight(1, 0, 0), {1e-1, 1e-2});
    CHECK_FALSE(std::isfinite(d.points[0].forward.value));
    CHECK(d.points[0].forward.correctDigits == 0);
    CHECK(std::isfinite(d.points[1].forward.value));
}

TEST_CASE("where the gradient is 0 an error has no relative size") {
    Scenario scenario = makeScenario(1, {{1, "sigmoid"}, {1, "sigmoid"}}, "mse", 1);
    scenario.samples[0].x(0) = 0.0;
    const Differences d = of(scenario, quantity::weight(1, 0, 0), {1e-1});
    CHECK(d.exact == 0.0);
    CHECK(d.points[0].forward.relativeError == 0.0);  // the input is 0, so nothing moves at all
    CHECK(d.points[0].forward.correctDigits == 16);

    Scenario even = makeScenario(1, {{1, "linear"}}, "half_sse", 1);  // L = w^2 / 2 at w = 0
    even.network.layers[0].weights(0, 0) = 0.0;
    even.network.layers[0].biases(0) = 0.0;
    even.samples[0].x(0) = 1.0;
    even.samples[0].t(0) = 0.0;
    const DifferencePoint point = of(even, quantity::weight(1, 0, 0), {1e-1}).points[0];
    CHECK(point.forward.absoluteError > 0.04);
    CHECK(std::isnan(point.forward.relativeError));
    CHECK(point.forward.correctDigits == 0);
    CHECK(point.central.value == 0.0);
}

TEST_CASE("the formulas carry the parameter's symbol and id") {
    const Scenario scenario = articleNetwork("mse");
    const Differences d = of(scenario, w3, {1e-3});
    for (const std::string& formula : {d.forward, d.central, d.complexStep})
        CHECK(formula.find("id=w.2.0.0") != std::string::npos);
}
