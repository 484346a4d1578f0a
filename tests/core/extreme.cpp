// Weighted sums from -1000 to 1000 through every activation of an output and every loss: what mathematics has finite is
// finite, and nothing is ever without a value.

#include <map>

#include "catch.hpp"
#include "proof/verify.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "training/iteration.hpp"
#include "writing/computation_graph.hpp"
#include "writing/derivation.hpp"
#include "writing/trace.hpp"

using namespace backprop;
using namespace support;

namespace {

std::vector<double> sums() {
    return {-1000.0, -800.0, -745.2, -710.0, -400.0, -360.0, -40.0, -20.0, -1.0,  0.0,
            1.0,     20.0,   40.0,   360.0,  400.0,  710.0,  745.2, 800.0, 1000.0};
}

/// Two outputs with the weighted sums z and -z/2.
Scenario twoOutputs(const Activation& f, const Loss& loss, double z, double t) {
    Scenario scenario = makeScenario(1, {{2, std::string(f.id)}}, loss.id, 1);
    scenario.network.layer(1).weights << z, -z / 2.0;
    scenario.network.layer(1).biases.setZero();
    scenario.samples[0].x << 1.0;
    scenario.samples[0].t << t, 1.0 - t;
    return scenario;
}

/// Whether ln a and ln(1 - a) are finite wherever a target asks for them: a binary cross-entropy has no value else.
/// Outputs that come near 0 or 1 without reaching them have both, however near: that is seen from z, not from a.
bool hasLoss(const Iteration& it) {
    const Loss& loss = it.loss();
    const Activation& output = it.network().outputActivation();
    if ((loss.id != "bce" && loss.id != "bce_mean") || loss.isFusedWith(output)) return true;
    for (Eigen::Index k = 0; k < 2; ++k) {
        const double z = it.pass.z[1](k), t = it.sample->t(k);
        const bool aboveZero = output.id == "softmax" || output.id == "softplus" || z > 0.0;
        const bool belowOne = output.id == "softmax" || output.id == "tanh" || it.pass.a[1](k) < 1.0;
        if ((t > 0.0 && !aboveZero) || (t < 1.0 && !belowOne)) return false;
    }
    return true;
}

template <class Check>
void forAll(const Check& check) {
    for (const Activation& f : activationTable())
        for (const Loss& loss : lossTable())
            for (const double z : sums())
                for (const double t : {0.0, 0.3, 1.0})
                    if (loss.isDefinedOn(f)) check(twoOutputs(f, loss, z, t));
}

std::string describeCase(const Scenario& scenario) {
    return describe(scenario) + ", z = " + full(scenario.network.layer(1).weights(0, 0)) +
           ", t = " + full(scenario.samples[0].t(0));
}

/// One neuron under a binary cross-entropy, with z = `z`.
Scenario oneNeuron(const std::string& activation, double z, double t) {
    Scenario scenario = makeScenario(1, {{1, activation}}, "bce", 1);
    scenario.network.layer(1).weights << z;
    scenario.network.layer(1).biases.setZero();
    scenario.samples[0].x << 1.0;
    scenario.samples[0].t << t;
    return scenario;
}

void requireNumbers(const std::string& text) {
    const bool numbers = text.find("infty") == std::string::npos && text.find("NaN") == std::string::npos &&
                         text.find("inf}") == std::string::npos && text.find("nan}") == std::string::npos;
    INFO(text);
    if (!numbers) CHECK(numbers);
}

}  // namespace

TEST_CASE("from -1000 to 1000 every activation with every loss is finite, forward and backward") {
    int finite = 0, without = 0;
    forAll([&](const Scenario& scenario) {
        INFO(describeCase(scenario));
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        const auto error = firstNonFinite(it);
        CHECK(error.has_value() == !hasLoss(it));
        (error ? without : finite) += 1;
        if (error) CHECK(error->quantity.kind == QuantityKind::LossTerm);
    });
    CHECK(finite > 1500);
    CHECK(without > 100);
}

TEST_CASE("a softmax is shifted, not clamped: far apart its shares keep their digits, and so does their loss") {
    const Activation& softmax = activation("softmax");
    Vector z(3), a(3);
    z << 1000.0, 960.0, 300.0;
    softmax.apply(z, a);
    CHECK(a(0) == 1.0);
    checkClose("the second share", a(1), std::exp(-40.0), 1e-15);
    checkClose("the third share", a(2), std::exp(-700.0), 1e-13);
    checkClose("1 - the first", softmax.rest(z, a, 0), std::exp(-40.0), 1e-15);
    Scenario scenario = makeScenario(1, {{3, "softmax"}}, "softmax_cross_entropy", 1);
    scenario.network.layer(1).weights << 1000.0, 960.0, 300.0;
    scenario.network.layer(1).biases.setZero();
    scenario.samples[0].x << 1.0;
    scenario.samples[0].t << 1.0, 0.0, 0.0;
    const Iteration right = runIteration(scenario, scenario.samples[0]);
    checkClose("loss of a right answer", right.pass.loss, std::exp(-40.0), 1e-14);
    checkClose("delta of a right answer", right.back.delta[1](0), -std::exp(-40.0), 1e-14);
    scenario.samples[0].t << 0.0, 0.0, 1.0;
    const Iteration wrong = runIteration(scenario, scenario.samples[0]);
    checkClose("loss of a wrong answer", wrong.pass.loss, 700.0, 1e-15);
    CHECK(wrong.back.delta[1](2) == -1.0);
}
TEST_CASE("from -1000 to 1000 the symbols and the complex step have the finite value of back-propagation") {
    forAll([](const Scenario& scenario) {
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        if (firstNonFinite(it)) return;
        INFO(describeCase(scenario));
        for (const VerifiedParameter& p : verify(it, parameters(scenario.network)).parameters) {
            INFO(toString(p.id) << ": back-propagation " << full(p.backprop) << ", symbolic " << full(p.symbolic)
                                << ", complex step " << full(p.complexStep) << ", scale " << full(p.scale));
            const bool agrees = std::isfinite(p.symbolic) && std::isfinite(p.complexStep) && std::isfinite(p.scale) &&
                                p.relativeDifference <= 1e-12;
            if (!agrees) CHECK(agrees);
        }
    });
}

// ---------------------------------------------------------------- cross-entropies whose outputs are no doubles

TEST_CASE("a cross-entropy far out has the loss and delta that are worked out by hand") {
    struct Case {
        std::string output;
        double z, t, loss, delta;
    };
    std::vector<Case> cases;
    for (const double t : {0.0, 0.3, 1.0})
        for (const double z : {400.0, 720.0, 1000.0}) {
            // a = e^-z to the last digit: -t ln a, and -t da/dz / a
            cases.push_back({"softplus", -z, t, t * z, -t});
            // 1 - a = 2 e^-2z: -(1 - t) ln(1 - a), and (a - t)(1 + a) / a
            cases.push_back({"tanh", z, t, (1.0 - t) * (2.0 * z - std::log(2.0)), 2.0 * (1.0 - t)});
        }
    for (const auto& [output, z, t, loss, delta] : cases) {
        const Scenario scenario = oneNeuron(output, z, t);
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        INFO(describeCase(scenario));
        checkWithin("L", it.pass.loss, loss, 1e-15 * loss + 1e-150);
        checkWithin("delta", it.back.delta[1](0), delta, 1e-15 * std::abs(delta) + 1e-150);
    }
    // z = (1000, -500): 1 - a_1 = a_2 = e^-1500. With t = (0, 1) both terms are 1500, and delta = (2, -2).
    const Scenario scenario = twoOutputs(activation("softmax"), loss("bce"), 1000.0, 0.0);
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    checkClose("L.0", it.pass.lossTerms(0), 1500.0, 1e-15);
    checkClose("L.1", it.pass.lossTerms(1), 1500.0, 1e-15);
    checkClose("delta.1.0", it.back.delta[1](0), 2.0, 1e-15);
    checkClose("delta.1.1", it.back.delta[1](1), -2.0, 1e-15);
}

TEST_CASE("where an output is its target, 0 or 1, all three gradients are those of the other term's absence") {
    const auto [output, z, t, delta] = GENERATE(table<std::string, double, double, double>(
        {{"linear", 0.0, 0.0, 1.0}, {"linear", 1.0, 1.0, -1.0}, {"relu", -5.0, 0.0, 0.0}, {"relu", 1.0, 1.0, -1.0}}));
    const Scenario scenario = oneNeuron(output, z, t);
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    INFO(describeCase(scenario));
    for (const VerifiedParameter& p : verify(it, parameters(scenario.network)).parameters) {
        CHECK(p.backprop == delta);
        CHECK(p.symbolic == delta);
        CHECK(p.complexStep == delta);
    }
}

TEST_CASE("a factor that has no double stands in formulas as the number it is, never as infinity or 0") {
    const auto [output, z, chain] = GENERATE(table<std::string, double, std::string>(
        {{"tanh", 1000.0, "{1.358 \\times 10^{868}} \\cdot {1.031 \\times 10^{-868}}"},
         {"softplus", -1000.0, "{-5.91 \\times 10^{433}} \\cdot {5.076 \\times 10^{-435}}"}}));
    Scenario scenario = makeScenario(1, {{1, output}}, "bce", 1);
    scenario.network.layer(1).weights << z;
    scenario.network.layer(1).biases.setZero();
    scenario.samples[0].x << 1.0;
    scenario.samples[0].t << 0.3;
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    for (const Notation notation : {Notation::Scalar, Notation::Indexed, Notation::Matrices}) {
        for (const Step& step : trace(it, 4, notation)) {
            INFO(toString(step.computes) << ": " << step.numbers);
            CHECK(std::isfinite(step.value));
            CHECK(step.numbers.find("infty") == std::string::npos);
            CHECK(step.numbers.find("NaN") == std::string::npos);
            if (step.rule == StepRule::DeltaOutput && notation == Notation::Scalar) CHECK(step.numbers == chain);
        }
        const Derivation derivation = derive(it, quantity::weight(1, 0, 0), 4, 4, notation);
        for (const DerivationStage& stage : derivation.stages) {
            CHECK(stage.agreement == Agreement::Same);
            for (const DerivationRow& row : stage.rows) {
                INFO(row.latex << " | " << row.numbers);
                CHECK((row.latex + row.numbers).find("infty") == std::string::npos);
                CHECK((row.latex + row.numbers).find("NaN") == std::string::npos);
            }
        }
        CHECK(std::isinf(derivation.paths[0].factors[0]->value));
        CHECK(derivation.paths[0].value == Approx(derivation.value).epsilon(1e-12));
    }
}

TEST_CASE("however far out, a trace and a derivation have no infinity in their text, and what they have agrees") {
    const double z = GENERATE(5e9, -5e9, 1e10, 1e16, 1e300, -1e300);
    const std::vector<Quantity> ids{quantity::weight(1, 0, 0), quantity::bias(1, 1), quantity::output(1, 0),
                                    quantity::weightedSum(1, 1)};
    int looked = 0;
    for (const Activation& f : activationTable())
        for (const Loss& loss : lossTable())
            for (const double t : {0.0, 0.3, 1.0}) {
                if (!loss.isDefinedOn(f)) continue;
                const Scenario scenario = twoOutputs(f, loss, z, t);
                const Iteration it = runIteration(scenario, scenario.samples[0]);
                if (firstNonFinite(it)) continue;
                ++looked;
                INFO(describeCase(scenario));
                for (const Notation notation : {Notation::Scalar, Notation::Indexed, Notation::Matrices}) {
                    for (const Step& step : trace(it, 4, notation)) requireNumbers(step.numbers + step.result);
                    for (const Quantity& id : share(ids)) {
                        const Derivation derivation = derive(it, id, 4, 4, notation);
                        for (const DerivationStage& stage : derivation.stages) {
                            if (stage.agreement == Agreement::Differs) CHECK(stage.agreement != Agreement::Differs);
                            for (const DerivationRow& row : stage.rows) requireNumbers(row.latex + row.numbers);
                        }
                    }
                }
            }
    CHECK(looked > 50);
}

TEST_CASE("a cross-entropy on a softmax or tanh ten thousand millions out still has its loss and delta") {
    const double z = GENERATE(5e9, 1e10, 1e16);
    const Scenario one = oneNeuron("tanh", z, 0.25);
    const Iteration it = runIteration(one, one.samples[0]);
    checkClose("L", it.pass.loss, 1.5 * z, 1e-9);
    checkClose("delta", it.back.delta[1](0), 1.5, 1e-15);
    const Scenario two = twoOutputs(activation("softmax"), loss("bce"), z, 0.0);
    const Iteration pair = runIteration(two, two.samples[0]);
    checkClose("L.0", pair.pass.lossTerms(0), 1.5 * z, 1e-15);
    checkClose("delta.1.0", pair.back.delta[1](0), 2.0, 1e-15);
}

TEST_CASE("in the graph of a cross-entropy far out what has no double is not finite, all else is right") {
    for (const bool folded : {false, true}) {
        const Scenario scenario = twoOutputs(activation("softmax"), loss("bce"), 1000.0, 0.3);
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        GraphOptions options;
        if (folded) options.opened.emplace();
        for (const GraphNode& node : computationGraph(it, options).nodes) {
            INFO(node.id << ": " << full(node.value) << ", gradient " << full(node.gradient));
            CHECK(std::isfinite(node.value));
            if (node.isQuantity && node.id[0] == 'a') CHECK(std::isinf(node.gradient));
            if (node.id == "t.0") checkClose(node.id, node.gradient, -1500.0, 1e-14);
            if (node.id == "t.1") checkClose(node.id, node.gradient, 1500.0, 1e-14);
            if (node.id == "w.1.0.0") CHECK(node.gradient == it.value(quantity::weightGradient(1, 0, 0)));
        }
    }
}

TEST_CASE(
    "in the graph of a saturated sigmoid the gradient of a target is what mathematics has, and so is all inside") {
    const double z = GENERATE(-1000.0, -800.0, 40.0, 800.0), t = GENERATE(0.0, 0.5, 1.0);
    const Scenario scenario = oneNeuron("sigmoid", z, t);
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    INFO(describeCase(scenario));
    const std::set<Quantity> all{quantity::weightedSum(1, 0), quantity::output(1, 0), quantity::loss()};
    for (const auto& opened : {std::set<Quantity>{}, all}) {
        const ComputationGraph graph = computationGraph(it, {.opened = opened, .only = std::nullopt});
        for (const GraphNode& node : graph.nodes) {
            INFO(node.id << ": " << full(node.value) << ", gradient " << full(node.gradient));
            if (node.id == "t.0") checkClose("dL/dt", node.gradient, -z, 1e-14);
            CHECK_FALSE(std::isnan(node.value));
            CHECK_FALSE(std::isnan(node.gradient));
        }
        for (const GraphEdge& edge : graph.edges) {
            const GraphNode &from = graph.nodes[static_cast<std::size_t>(edge.from)],
                            &to = graph.nodes[static_cast<std::size_t>(edge.to)];
            INFO(from.id << " to " << to.id << ": " << full(edge.derivative) << ", flow " << full(edge.flow));
            CHECK_FALSE(std::isnan(edge.derivative));
            CHECK_FALSE(std::isnan(edge.flow));
        }
        // The derivative that flows back through the opened sigmoid is back-propagation's delta.
        for (const GraphEdge& edge : graph.edges)
            if (graph.nodes[static_cast<std::size_t>(edge.from)].id == "z.1.0")
                checkWithin("flow to z", edge.flow, it.back.delta[1](0), 1e-14);
    }
}

// ---------------------------------------------------------------- against numbers of 2900 digits

namespace {

/// Every case of extreme.json, which make_extreme.py wrote with mpmath.
template <class Check>
void forAllExtremes(const Check& check) {
    const Json data = readData("extreme.json");
    CHECK(data.at("cases").size() > 200);
    for (const Json& one : data.at("cases")) {
        const Scenario scenario = scenarioOf(one);
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        INFO(describe(scenario) << ", z = " << full(it.pass.z.back()(0)) << ", t = " << full(it.sample->t(0)));
        const auto error = firstNonFinite(it);
        const std::string first = error ? toString(error->quantity) : "";
        CHECK(first == "");
        if (!error) check(it, one.at("expected"));
    }
}

double gradientExpected(const Json& expected, const Quantity& id) {
    const auto l = static_cast<std::size_t>(id.layer - 1), j = static_cast<std::size_t>(id.neuron);
    if (id.kind == QuantityKind::Bias) return expected.at("biases").at(l).at(j).get<double>();
    return expected.at("weights").at(l).at(j).at(static_cast<std::size_t>(id.from)).get<double>();
}

/// To 1e-12 of the number itself; what the smallest doubles cannot resolve is left out.
void checkNumber(const std::string& quantity, double got, double expected) {
    const bool agrees = std::abs(got - expected) <= 1e-12 * std::abs(expected) + 1e-290;
    INFO(gotAndExpected(quantity, got, expected));
    if (!agrees) CHECK(agrees);
}

}  // namespace

TEST_CASE("a cross-entropy far out has the loss and the gradients of arithmetic with 2900 digits") {
    forAllExtremes([](const Iteration& it, const Json& expected) {
        const double loss = expected.at("loss").get<double>();  // of a right answer it is near 0: ln a with a near 1
        checkWithin("L", it.pass.loss, loss, 1e-12 * std::abs(loss) + 1e-16);
        for (const Quantity& id : parameters(it.network()))
            checkNumber(toString(gradientOf(id)), it.value(gradientOf(id)), gradientExpected(expected, id));
    });
}

TEST_CASE("a cross-entropy far out is proved by the symbols and the complex step, each the right number") {
    forAllExtremes([](const Iteration& it, const Json& expected) {
        const Verification verification = verify(it, parameters(it.network()));
        CHECK(verification.maxRelativeDifference <= 1e-12);
        for (const VerifiedParameter& p : verification.parameters) {
            const double right = gradientExpected(expected, p.id);
            checkNumber("symbolic " + toString(p.id), p.symbolic, right);
            checkNumber("complex step " + toString(p.id), p.complexStep, right);
            const bool sensible = p.scale >= std::abs(right) * (1.0 - 1e-12) && p.scale <= 1e7;
            INFO("scale of " << toString(p.id) << " " << full(p.scale));
            if (!sensible) CHECK(sensible);
        }
    });
}

TEST_CASE("a cross-entropy far out is derived: no stage differs, and the value is the gradient") {
    std::map<Agreement, int> stages;
    forAllExtremes([&](const Iteration& it, const Json& expected) {
        for (const Quantity& id : parameters(it.network())) {
            const Derivation derivation = derive(it, id, 4, 4);
            checkNumber(toString(id), derivation.value, gradientExpected(expected, id));
            for (const DerivationStage& stage : derivation.stages) {
                ++stages[stage.agreement];
                if (stage.agreement != Agreement::Differs) continue;
                INFO(toString(id) << ", " << toString(stage.kind) << ": " << full(stage.value));
                CHECK(stage.agreement != Agreement::Differs);
            }
            for (const DerivationPath& path : derivation.paths)
                for (const auto& factor : path.factors)
                    for (const DerivationLine& line : factor->lines) {
                        if (line.agreement != Agreement::Differs) continue;
                        INFO(factor->symbol << ": " << line.latex << " " << full(line.value));
                        CHECK(line.agreement != Agreement::Differs);
                    }
        }
    });
    CAPTURE(stages[Agreement::Same], stages[Agreement::Hidden], stages[Agreement::NoValue]);
    CHECK(stages[Agreement::Same] > 20 * (stages[Agreement::Hidden] + stages[Agreement::NoValue]));
}
