// Every line of a derivation is compared with the line before it, up to a bound on rounding that is worked out beside
// the numbers. A right rule is never called wrong, a wrong one never right.

#include "expressions/agreement.hpp"

#include <map>

#include "catch.hpp"
#include "formulas/symbolic_network.hpp"
#include "proof/verify.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "writing/derivation.hpp"

using namespace backprop;
using namespace support;

namespace {

/// One neuron of each layer, another in each network: its weighted sum, its output, its bias and a weight of it.
std::vector<Quantity> derivable(const Network& network, std::uint32_t seed) {
    std::vector<Quantity> some;
    for (int l = 1; l <= network.depth(); ++l) {
        const int j = static_cast<int>(seed) % network.units(l), i = static_cast<int>(seed) % network.units(l - 1);
        some.insert(some.end(), {quantity::weightedSum(l, j), quantity::output(l, j), quantity::bias(l, j),
                                 quantity::weight(l, j, i)});
    }
    return some;
}

class NoSymbols : public Environment {
public:
    double value(const Quantity&) const override { return 0.0; }
};

Rounded evaluated(const Expr& a) { return roundedValue(a, NoSymbols()); }

}  // namespace

namespace {

struct Agreements {
    std::map<Agreement, int> lines{}, stages{};

    void count(const Iteration& iteration, const Quantity& id) {
        CAPTURE(toString(id));
        const Derivation derivation = derive(iteration, id, 6, 2);
        for (const DerivationPath& path : derivation.paths)
            for (const auto& factor : path.factors)
                for (const DerivationLine& line : factor->lines) {
                    CAPTURE(factor->symbol, line.latex, line.value, factor->value);
                    if (line.agreement == Agreement::Differs) CHECK(line.agreement != Agreement::Differs);
                    ++lines[line.agreement];
                }
        for (const DerivationStage& stage : derivation.stages) {
            CAPTURE(toString(stage.kind), stage.value, derivation.value);
            if (stage.agreement == Agreement::Differs) CHECK(stage.agreement != Agreement::Differs);
            ++stages[stage.agreement];
        }
    }

    /// How many conclusive comparisons there are to one inconclusive.
    void checkNone(int times) {
        CAPTURE(lines[Agreement::Same], lines[Agreement::Hidden], lines[Agreement::NoValue], stages[Agreement::Same],
                stages[Agreement::Hidden], stages[Agreement::NoValue]);
        CHECK(lines[Agreement::Differs] == 0);
        CHECK(stages[Agreement::Differs] == 0);
        CHECK(lines[Agreement::Same] > times * (lines[Agreement::Hidden] + lines[Agreement::NoValue]));
        CHECK(stages[Agreement::Same] > times * (stages[Agreement::Hidden] + stages[Agreement::NoValue]));
    }
};

}  // namespace

TEST_CASE("no line or stage of random networks' derivations differs from the one before it") {
    Agreements all;
    for (std::uint32_t seed = 1; seed <= share(150); ++seed) {
        const Scenario scenario = randomScenario(seed);
        CAPTURE(seed, describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        if (firstNonFinite(iteration)) continue;
        for (const Quantity& id : derivable(scenario.network, seed)) all.count(iteration, id);
    }
    all.checkNone(50);
}

TEST_CASE("no line or stage of a saturated network differs from the one before it, and its gradients are proved") {
    Agreements all;
    for (const Activation& output : activationTable())
        for (const Loss& loss : lossTable())
            for (std::uint32_t seed = 1; seed <= share(20); ++seed) {
                if (!loss.isDefinedOn(output)) continue;
                Draw draw(seed);
                Scenario scenario = makeScenario(1, {{1, "tanh"}, {2, std::string(output.id)}}, loss.id, seed);
                // The sums of the outputs are up to 1000 in size; most targets are 0 or 1, or close to it.
                for (Eigen::Index k = 0; k < 2; ++k) {
                    const double size = std::pow(10.0, draw.number(-1.0, 3.0));
                    scenario.network.layer(2).biases(k) = draw.integer(0, 1) == 0 ? size : -size;
                    const double edge = draw.integer(0, 1), near = std::pow(10.0, draw.number(-15.0, -5.0));
                    const int kind = draw.integer(0, 3);
                    if (kind < 2) scenario.samples[0].t(k) = edge;
                    if (kind == 2) scenario.samples[0].t(k) = std::abs(edge - near);
                }
                const Iteration iteration = runIteration(scenario, scenario.samples[0]);
                if (firstNonFinite(iteration)) continue;
                CAPTURE(seed, describe(scenario), iteration.pass.z[2](0), iteration.pass.z[2](1));
                CAPTURE(iteration.sample->t(0), iteration.sample->t(1));
                for (const Quantity& id : derivable(scenario.network, seed)) all.count(iteration, id);
                CHECK(verify(iteration, parameters(scenario.network)).maxRelativeDifference <= 1e-12);
            }
    all.checkNone(5);
}

TEST_CASE(
    "near a = t = 1 an error keeps the digits of 1 - a: in the loss, in its slope, in symbols and by complex step") {
    struct Case {
        std::string output, loss;
        double z, t, gradient;
    };
    const auto [output, lossId, z, t, gradient] = GENERATE(values<Case>({
        {"sigmoid", "mse", 40.0, 1.0, -3.6097027756908303e-35},
        {"sigmoid", "half_sse", 37.0, 1.0, -7.281290178321642e-33},
        {"tanh", "sse", 25.0, 1.0, -5.9521215616333375e-43},
        {"tanh", "bce", 11.5, 1.0 - 1e-10, -2.1047516869947765e-10},
    }));
    Scenario scenario = makeScenario(1, {{1, output}}, lossId, 1);
    scenario.network.layer(1).weights << z;
    scenario.network.layer(1).biases.setZero();
    scenario.samples[0].x << 1.0;
    scenario.samples[0].t << t;
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    const VerifiedParameter p = verify(iteration, {quantity::weight(1, 0, 0)}).parameters.front();
    checkClose("back-propagation", p.backprop, gradient, 1e-14);
    checkClose("symbolic", p.symbolic, gradient, 1e-14);
    checkClose("complex step", p.complexStep, gradient, 1e-14);
    Agreements all;
    all.count(iteration, p.id);
    CHECK(all.lines[Agreement::Differs] + all.stages[Agreement::Differs] == 0);
}

TEST_CASE("a derivative that is wrong by a sign, a factor or one part in a billion differs") {
    const Quantity z = quantity::weightedSum(1, 0), a = quantity::output(1, 0);
    for (const Activation& activation : activationTable()) {
        if (!activation.isPointwise()) continue;
        CAPTURE(activation.id);
        const Scenario scenario = makeScenario(1, {{1, std::string(activation.id)}}, "mse", 1);
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        const IterationEnvironment environment(iteration);
        SymbolicNetwork symbolic(scenario.network, *scenario.loss);
        const auto lines = symbolic.localDerivation(a, z);
        const auto value = [&](const Expr& form) { return roundedValue(form, environment, 1e-15); };
        const Rounded first = value(lines.front().form);
        REQUIRE(first.value != 0.0);
        for (const auto& line : lines) {
            CHECK(compare(first, value(line.form)) == Agreement::Same);
            CHECK(compare(first, value(-line.form)) == Agreement::Differs);
            CHECK(compare(first, value(Expr(Ratio{1, 2}) * line.form)) == Agreement::Differs);
            CHECK(compare(first, value(Expr(Ratio{1000000001, 1000000000}) * line.form)) == Agreement::Differs);
        }
    }
}

TEST_CASE("a gradient on its way through numbers below the normal doubles is not called wrong") {
    // The second layer's delta is 0.3 * 1.7e-315, which has some 8 digits left; the first layer's is a normal double.
    Scenario scenario = makeScenario(1, {{1, "linear"}, {1, "linear"}, {1, "linear"}}, "half_sse", 1);
    scenario.network.layer(1).weights << 1.3;
    scenario.network.layer(2).weights << 1.1e300;
    scenario.network.layer(3).weights << 1.7e-315;
    scenario.samples[0].x << 0.7;
    scenario.samples[0].t << -0.3;
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    const double gradient = iteration.value(quantity::weightGradient(1, 0, 0));
    const double exact = 0.3 * (1.7e-315 * 1.1e300) * 0.7;
    CHECK(std::abs(gradient - exact) > 1e-12 * exact);
    Agreements agreements;
    for (const Quantity& id : derivable(scenario.network, 0)) agreements.count(iteration, id);
    CHECK(agreements.stages[Agreement::Differs] == 0);
}

TEST_CASE("where terms cancel the bound grows with what is lost") {
    // (10^9 + 1/3) - 10^9 keeps the absolute rounding of 10^9
    const Rounded cancelled = evaluated(Expr(1e9) + Expr(Ratio{1, 3}) - Expr(1e9));
    CHECK(std::abs(cancelled.value - 1.0 / 3.0) <= cancelled.error);
    CHECK(cancelled.value != 1.0 / 3.0);
    CHECK(cancelled.error < 1e-6);
    CHECK(compare(cancelled, 1.0 / 3.0) == Agreement::Same);
    CHECK(compare(cancelled, 1.0 / 3.0 + 1e-5) == Agreement::Differs);
}

TEST_CASE("a comparison that shows nothing is not called agreement") {
    CHECK(compare({1e-20, 1e-16}, {3e-20, 0.0}) == Agreement::Hidden);
    CHECK(compare({std::numeric_limits<double>::infinity(), 0.0}, 1.0) == Agreement::NoValue);
    CHECK(compare(0.0, 0.0) == Agreement::Same);
    CHECK(compare(1.0, 1.0 + 0x1p-52) == Agreement::Differs);
}
