// Sums at which an activation has no derivative: found exactly and up to rounding, with what both sides make of each
// gradient.

#include <cmath>

#include "catch.hpp"
#include "proof/finite_difference.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "training/gradient_corners.hpp"

using namespace backprop;
using namespace support;

namespace {

/// x -> f(w x + b) -> a linear neuron that passes it on, L = (a - t)^2 / 2.
Scenario oneNeuron(const std::string& f, const std::vector<double>& w, double b, const std::vector<double>& x,
                   double t) {
    Scenario scenario = makeScenario(static_cast<int>(x.size()), {{1, f}, {1, "linear"}}, "half_sse", 1);
    for (std::size_t i = 0; i < x.size(); ++i) {
        scenario.network.layer(1).weights(0, static_cast<Eigen::Index>(i)) = w[i];
        scenario.samples[0].x(static_cast<Eigen::Index>(i)) = x[i];
    }
    scenario.network.layer(1).biases(0) = b;
    scenario.network.layer(2).weights(0, 0) = 1.0;
    scenario.network.layer(2).biases(0) = 0.0;
    scenario.samples[0].t(0) = t;
    return scenario;
}

Scenario reluAtZero() { return oneNeuron("relu", {1.0}, 0.0, {0.0}, -1.0); }
Scenario zeroByHand() { return oneNeuron("relu", {0.1, 0.2}, -0.3, {1.0, 1.0}, 1.0); }

Iteration run(const Scenario& scenario) { return runIteration(scenario, scenario.samples[0]); }
std::vector<Corner> cornersOf(const Scenario& scenario) { return run(scenario).corners(); }
/// Only how many it passes: the corners themselves are gone with their iteration.
GradientCorners passed(const Scenario& scenario, const Quantity& id) { return cornersPassed(run(scenario), id); }

const Quantity w1 = quantity::weight(1, 0, 0), b1 = quantity::bias(1, 0), w2 = quantity::weight(2, 0, 0);

/// max(-1, min(1, z)), with a corner on each side.
struct HardTanh {
    static constexpr std::string_view id = "hard_tanh";
    static constexpr std::string_view latexName = "\\operatorname{hardtanh}";
    static constexpr std::array corners{-1.0, 1.0};
    template <class S>
    static S value(const S& z) {
        return positivePart(S(z + 1.0)) - positivePart(S(z - 1.0)) - 1.0;
    }
    template <class S>
    static S slope(const NeuronPoint<S, HardTanh>& at) {
        return isPositive(S(at.z + 1.0)) - isPositive(S(at.z - 1.0));
    }
    static std::vector<Rewrite> rewrites(const ExprPoint<HardTanh>&) { return {}; }
};

}  // namespace

TEST_CASE("an activation names each point where its slopes on the two sides differ, and no other") {
    constexpr double far = std::numeric_limits<double>::infinity();
    static constexpr Activation hard = activationRow<HardTanh>();
    std::vector<const Activation*> all{&hard};
    for (const Activation& activation : activationTable())
        if (activation.isPointwise()) all.push_back(&activation);
    for (const Activation* f : all)
        for (double z = -8.0; z <= 8.0; z += 0.125) {
            const bool named = std::find(f->corners.begin(), f->corners.end(), z) != f->corners.end();
            CAPTURE(f->id, z);
            CHECK((std::abs(f->slopeBeside(z, far) - f->slopeBeside(z, -far)) > 1e-12) == named);
        }
}

TEST_CASE("a ReLU exactly at 0 is a corner with the slopes 0 and 1, and 0 is taken") {
    const std::vector<Corner> all = cornersOf(reluAtZero());
    REQUIRE(all.size() == 1);
    CHECK(all[0].sum == quantity::weightedSum(1, 0));
    CHECK(all[0].isExact());
    CHECK(std::vector{all[0].at, all[0].z, all[0].left, all[0].right, all[0].taken} == std::vector{0., 0., 0., 1., 0.});
}

TEST_CASE("a leaky ReLU at 0 has the slopes 0.01 and 1, and 0.01 is taken") {
    const std::vector<Corner> all = cornersOf(oneNeuron("leaky_relu", {1.0}, 0.0, {0.0}, -1.0));
    REQUIRE(all.size() == 1);
    CHECK(std::vector{all[0].left, all[0].right, all[0].taken} == std::vector{0.01, 1.0, 0.01});
}

TEST_CASE("a sum that is 0 by hand is at the corner up to rounding, on whichever side it came out") {
    const std::vector<Corner> all = cornersOf(zeroByHand());
    REQUIRE(all.size() == 1);
    CHECK_FALSE(all[0].isExact());
    CHECK(all[0].z == 0x1p-54);
    CHECK(all[0].rounding >= all[0].z);
    CHECK(all[0].rounding < 1e-15);
    CHECK(all[0].taken == 1.0);
    const std::vector<Corner> below = cornersOf(oneNeuron("relu", {-0.1, -0.2}, 0.3, {1.0, 1.0}, 1.0));
    REQUIRE(below.size() == 1);
    CHECK(below[0].z == -0x1p-54);
    CHECK(below[0].taken == 0.0);
}

TEST_CASE("the rounding of inputs counts as that of weights does") {
    // 3 * 0.1 - 0.3 and 0.7 * 0.1 - 0.07 are 0 by hand; in doubles they are 5.6e-17 and 1.4e-17
    for (const auto& [w, b, x] :
         {std::tuple{3.0, -0.3, 0.1}, {0.7, -0.07, 0.1}, {0.1, -0.01, 0.1}, {1.1, -1.21, 1.1}}) {
        const Scenario scenario = oneNeuron("relu", {w}, b, {x}, 1.0);
        CAPTURE(w, b, x, run(scenario).value(quantity::weightedSum(1, 0)));
        CHECK(cornersOf(scenario).size() == 1);
    }
}

TEST_CASE("a small sum that rounding does not explain is no corner") {
    const double z = GENERATE(1e-9, -1e-9, 1e-12, 1e-14, -1e-14, 1e-300);
    CAPTURE(z);
    CHECK(cornersOf(oneNeuron("relu", {1.0}, z, {0.0}, 1.0)).empty());
    CHECK(cornersOf(oneNeuron("relu", {z}, 0.0, {1.0}, 1.0)).empty());
    if (std::abs(z) >= 1e-14) CHECK(cornersOf(oneNeuron("relu", {0.1, 0.2}, -0.3 + z, {1.0, 1.0}, 1.0)).empty());
}

TEST_CASE("smooth activations have no corner at 0") {
    const std::string f = GENERATE("linear", "sigmoid", "tanh", "softplus", "silu");
    CHECK(cornersOf(oneNeuron(f, {1.0}, 0.0, {0.0}, -1.0)).empty());
}

TEST_CASE("rounding is carried through the layers before: a sum of computed outputs that is 0 by hand") {
    // a1 = 0.1, a2 = 0.2 come out of linear neurons, then 3 (a1 + a2) - 0.9
    Scenario scenario = makeScenario(1, {{2, "linear"}, {1, "relu"}, {1, "linear"}}, "half_sse", 1);
    scenario.samples[0].x(0) = 0.1;
    scenario.network.layer(1).weights << 1.0, 2.0;
    scenario.network.layer(1).biases.setZero();
    scenario.network.layer(2).weights << 3.0, 3.0;
    scenario.network.layer(2).biases << -0.9;
    const std::vector<Corner> all = cornersOf(scenario);
    REQUIRE(all.size() == 1);
    CHECK(all[0].sum == quantity::weightedSum(2, 0));
    CHECK_FALSE(all[0].isExact());
}

TEST_CASE("each of two corners of one activation is found") {
    static constexpr Activation hard = activationRow<HardTanh>();
    Scenario scenario = oneNeuron("relu", {1.0}, 0.3, {0.7}, 0.0);
    scenario.network.layer(1).activation = &hard;
    REQUIRE(cornersOf(scenario).size() == 1);
    CHECK(cornersOf(scenario)[0].at == 1.0);
    CHECK(passed(scenario, b1).above == 0.0);
    CHECK(passed(scenario, b1).below == 1.0);
    scenario.network.layer(1).biases(0) = -1.7;
    REQUIRE(cornersOf(scenario).size() == 1);
    CHECK(cornersOf(scenario)[0].at == -1.0);
    scenario.network.layer(1).biases(0) = -0.7;
    CHECK(cornersOf(scenario).empty());
}

// ---------------------------------------------------------------- gradients

TEST_CASE("a gradient through a corner has one value with each slope, and neither is a derivative") {
    const GradientCorners corners = passed(reluAtZero(), b1);
    REQUIRE(corners.passed.size() == 1);
    CHECK(corners.isConvention);
    CHECK(std::vector{corners.left, corners.right} == std::vector{0.0, 1.0});
    CHECK(std::vector{corners.above, corners.below, corners.mean} == std::vector{1.0, 0.0, 0.5});
    const GradientCorners byHand = passed(zeroByHand(), quantity::weight(1, 0, 1));
    CHECK(byHand.left == 0.0);
    checkClose("with the right slope", byHand.right, -1.0, 1e-15);
    CHECK(byHand.isConvention);
}

TEST_CASE("where nothing gets through the corner the gradient is no convention") {
    CHECK(passed(reluAtZero(), w2).passed.empty());          // it comes after the corner
    const GradientCorners still = passed(reluAtZero(), w1);  // its input is 0
    CHECK(still.passed.size() == 1);
    CHECK_FALSE(still.isConvention);
    Scenario met = reluAtZero();
    met.samples[0].t(0) = 0.0;  // no error comes back
    CHECK_FALSE(passed(met, b1).isConvention);
    Scenario cut = reluAtZero();
    cut.network.layer(2).weights(0, 0) = 0.0;
    CHECK_FALSE(passed(cut, b1).isConvention);
}

TEST_CASE("where the sum falls as the parameter grows, growing it leads to the left slope") {
    const Scenario scenario = oneNeuron("relu", {0.0}, 0.0, {-2.0}, -1.0);
    const GradientCorners corners = passed(scenario, w1);
    CHECK(corners.right == -2.0);
    CHECK(corners.above == 0.0);
    CHECK(corners.below == -2.0);
}

TEST_CASE("of two corners no single slope is named, and a derivative that the convention misses is found") {
    // relu(h) - relu(-h) is h: L = (h + 1)^2 / 2 has the derivative 1 at h = 0, and 0 comes back through both corners
    Scenario scenario = makeScenario(1, {{1, "linear"}, {2, "relu"}, {1, "linear"}}, "half_sse", 1);
    scenario.samples[0].x(0) = 0.0;
    scenario.samples[0].t(0) = -1.0;
    scenario.network.layer(1).biases << 0.0;
    scenario.network.layer(2).weights << 1.0, -1.0;
    scenario.network.layer(2).biases.setZero();
    scenario.network.layer(3).weights << 1.0, -1.0;
    scenario.network.layer(3).biases.setZero();
    const GradientCorners corners = passed(scenario, b1);
    REQUIRE(corners.passed.size() == 2);
    CHECK(std::isnan(corners.left));
    CHECK(std::isnan(corners.right));
    CHECK(std::vector{corners.above, corners.below} == std::vector{1.0, 1.0});
    CHECK(run(scenario).value(gradientOf(b1)) == 0.0);
    CHECK(corners.isConvention);
    CHECK(passed(scenario, quantity::weightedSum(1, 0)).passed.size() == 2);
    CHECK(passed(scenario, quantity::output(1, 0)).passed.size() == 2);
    CHECK(passed(scenario, quantity::output(1, 0)).above == 1.0);
    CHECK(passed(scenario, quantity::bias(2, 1)).passed.size() == 1);
    CHECK(passed(scenario, quantity::output(2, 1)).passed.empty());
}

TEST_CASE("deep in a network the rates on both sides are those that one-sided difference quotients tend to") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        CAPTURE(seed);
        Scenario scenario =
            makeScenario(2, {{3, "leaky_relu"}, {4, "tanh"}, {3, "relu"}, {2, "leaky_relu"}}, "mse", seed);
        scenario.samples[0].x.setZero();  // with no biases in the first layer all its sums are 0
        scenario.network.layer(1).biases.setZero();
        scenario.network.layer(2).biases.setZero();
        scenario.network.layer(3).biases(0) = 0.0;
        const Iteration it = run(scenario);
        REQUIRE(it.corners().size() >= 4);
        for (const Quantity& id : parameters(scenario.network)) {
            const GradientCorners corners = cornersPassed(it, id);
            if (corners.passed.empty()) continue;
            const DifferencePoint point = differences(it, id, {1e-7}).points[0];
            CAPTURE(toString(id));
            checkWithin("above", corners.above, (point.lossAbove - it.pass.loss) / 1e-7, 1e-5);
            checkWithin("below", corners.below, (it.pass.loss - point.lossBelow) / 1e-7, 1e-5);
        }
    }
}

TEST_CASE("with a corner in the output layer too the rates are those of the quotients") {
    Scenario scenario = makeScenario(2, {{3, "tanh"}, {2, "relu"}}, "mse", 3);
    scenario.samples[0].x.setZero();
    scenario.network.layer(1).biases.setZero();
    scenario.network.layer(2).biases.setZero();
    const Iteration it = run(scenario);
    for (const Quantity& id : {quantity::bias(1, 1), quantity::bias(2, 1)}) {
        const GradientCorners corners = cornersPassed(it, id);
        const DifferencePoint point = differences(it, id, {1e-7}).points[0];
        CHECK(corners.isConvention);
        checkWithin("above", corners.above, (point.lossAbove - it.pass.loss) / 1e-7, 1e-5);
        checkWithin("below", corners.below, (it.pass.loss - point.lossBelow) / 1e-7, 1e-5);
    }
}

TEST_CASE("no random network reports a corner") {
    const double scale = GENERATE(1e-8, 1e-3, 1.0, 20.0);
    for (std::uint32_t seed = 1; seed <= 200; ++seed) {
        const Scenario scenario = randomScenario(seed, scale);
        INFO("scale " << scale << ", seed " << seed << ": " << describe(scenario));
        CHECK(cornersOf(scenario).empty());
    }
}

// ---------------------------------------------------------------- where they are shown

TEST_CASE("the sum, the output and delta of a neuron are at its corner, and nothing else is") {
    const Scenario scenario = reluAtZero();
    const Iteration it = run(scenario);
    for (const Quantity& q : {quantity::weightedSum(1, 0), quantity::output(1, 0), quantity::delta(1, 0)})
        CHECK(cornerOf(it, q) == &it.corners()[0]);
    for (const Quantity& q : {w1, b1, quantity::weightGradient(1, 0, 0), quantity::output(2, 0), quantity::input(0)})
        CHECK(cornerOf(it, q) == nullptr);
}

TEST_CASE("at a corner no quotient has right digits and none is called too long") {
    const Scenario scenario = GENERATE(reluAtZero(), zeroByHand());
    const Differences d = differences(run(scenario), b1, {1e-1, 1e-4, 1e-8});
    REQUIRE(d.corners.isConvention);
    for (const DifferencePoint& point : d.points)
        for (const DifferenceQuotient& quotient : {point.forward, point.central, point.complexStep}) {
            CHECK(quotient.correctDigits == 0);
            CHECK_FALSE(quotient.isTruncation());
            CHECK(std::isnan(quotient.absoluteError));
            CHECK(std::isnan(quotient.relativeError));
        }
    checkClose("forward", d.points[2].forward.value, d.corners.above, 1e-7);
    checkClose("central", d.points[2].central.value, d.corners.mean, 1e-7);
}

TEST_CASE("a gradient that a corner does not change is compared with its quotients as ever") {
    const Differences d = differences(run(reluAtZero()), w1, {1e-4});
    CHECK(d.corners.passed.size() == 1);
    CHECK(d.points[0].forward.correctDigits == 16);
}

TEST_CASE("a pass that overflows has no corner where nothing is known") {
    Scenario scenario = oneNeuron("relu", {1e308, 1e308}, 0.0, {10.0, -10.0}, 1.0);
    CHECK(cornersOf(scenario).empty());
}
