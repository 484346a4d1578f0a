// Softmax: its Jacobian derived entry by entry, the paths that fork at every entry, and what cancels under its loss.

#include "catch.hpp"
#include "formulas/symbolic_network.hpp"
#include "proof/verify.hpp"
#include "support/expressions.hpp"
#include "support/latex_ids.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "writing/derivation.hpp"
#include "writing/trace.hpp"

using namespace backprop;
using namespace support;

// Its short names are its own: several files are compiled together.
namespace softmax_test {

namespace {

Scenario classifier(std::string_view lossId, int outputs = 3) {
    Scenario scenario = makeScenario(2, {{3, "tanh"}, {outputs, "softmax"}}, lossId, 11);
    scenario.samples[0].t.setZero();
    scenario.samples[0].t(0) = 1.0;
    return scenario;
}

Expr a(int k) { return Expr(quantity::output(2, k)); }
Expr t(int k) { return Expr(quantity::target(k)); }

}  // namespace

TEST_CASE("each entry of the Jacobian is derived by named rules down to a(1 - a) or -a a, line by line of one value") {
    const Scenario scenario = classifier("mse");
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    const IterationEnvironment environment(it);
    Evaluator evaluate(environment);
    SymbolicNetwork symbolic(it.network(), it.loss());
    for (int k = 0; k < 3; ++k)
        for (int j = 0; j < 3; ++j) {
            const Quantity of = quantity::output(2, k), wrt = quantity::weightedSum(2, j);
            const auto lines = symbolic.localDerivation(of, wrt);
            const Expr known = k == j ? a(k) * (1.0 - a(k)) : -(a(k) * a(j));
            INFO("a" << k << " by z" << j);
            CHECK(equal(lines.back().form, known));
            CHECK(equal(symbolic.localDerivative(of, wrt), known));
            CHECK(lines.size() > 5);
            const double expected = support::complexStepDerivative(symbolic.definition(of), wrt, environment);
            for (const DifferentiationLine& line : lines)
                checkClose(std::string(toString(line.rule)), evaluate(line.form), expected, 1e-14);
        }
}

TEST_CASE("a weight into a softmax has a path through every output, a weight before it all pairs") {
    const Scenario scenario = classifier("half_sse");
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    const Derivation last = derive(it, quantity::weight(2, 1, 0), 6, 100);
    CHECK(last.pathCount == 3);
    CHECK(last.paths[2].nodes == std::vector<Quantity>{quantity::loss(), quantity::output(2, 2),
                                                       quantity::weightedSum(2, 1), quantity::weight(2, 1, 0)});
    CHECK(derive(it, quantity::weight(1, 0, 0), 6, 100).pathCount == 9);
    CHECK(derive(it, quantity::output(2, 0), 6, 100).pathCount == 1);
}

TEST_CASE("under softmax cross-entropy delta is a sum(t) - t, and a - t where the targets add up to 1") {
    Scenario scenario = classifier("softmax_cross_entropy");
    SymbolicNetwork symbolic(scenario.network, *scenario.loss);
    CHECK(equal(symbolic.outputDelta(1, true), a(1) - t(1)));
    CHECK(equal(symbolic.outputDelta(1, false), a(1) * (t(0) + t(1) + t(2)) - t(1)));
    const Iteration one = runIteration(scenario, scenario.samples[0]);
    CHECK(one.targetsAddToOne());
    for (int k = 0; k < 3; ++k)
        checkWithin("delta", one.back.delta[2](k), one.pass.a[2](k) - scenario.samples[0].t(k), 1e-16);
    scenario.samples[0].t << 0.9, 0.7, 0.1;
    const Iteration more = runIteration(scenario, scenario.samples[0]);
    CHECK_FALSE(more.targetsAddToOne());
    for (int k = 0; k < 3; ++k)
        checkWithin("delta", more.back.delta[2](k), 1.7 * more.pass.a[2](k) - scenario.samples[0].t(k), 4e-16);
}

TEST_CASE("all sums of a softmax layer are computed before its first output, and each output reads all of them") {
    const Scenario scenario = classifier("softmax_cross_entropy");
    const auto steps = trace(runIteration(scenario, scenario.samples[0]), 4);
    std::vector<std::string> forward;
    for (const Step& step : steps)
        if (step.computes.layer == 2 && phaseOf(step.rule) == Phase::Forward)
            forward.push_back(toString(step.computes));
    CHECK(forward == std::vector<std::string>{"z.2.0", "z.2.1", "z.2.2", "a.2.0", "a.2.1", "a.2.2"});
    for (const Step& step : steps)
        if (step.computes == quantity::output(2, 1)) CHECK(step.reads.size() == 3);
}

TEST_CASE("every step and derivation of a softmax network is well formed in every notation, with one value a stage") {
    const Notation notation = GENERATE(Notation::Scalar, Notation::Indexed, Notation::Matrices, Notation::Article);
    const std::string lossId = GENERATE("softmax_cross_entropy", "mse", "bce");
    const int outputs = GENERATE(1, 3, 12);
    CAPTURE(toString(notation), lossId, outputs);
    Scenario scenario = classifier(lossId, outputs);
    const bool addToOne = GENERATE(true, false);
    if (!addToOne) scenario.samples[0].t.setConstant(0.4);
    if (outputs == 1 && lossId == "bce") return;  // a is 1: ln(1 - a) has no value
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    for (const Step& step : trace(it, 4, notation)) {
        INFO(toString(step.computes) << ": " << step.symbols << " = " << step.numbers);
        CHECK(bracesBalance(step.symbols));
        CHECK(bracesBalance(step.numbers));
    }
    for (const Quantity& id : {quantity::weight(2, 0, 1), quantity::bias(2, 0), quantity::weightedSum(2, 0),
                               quantity::output(2, 0), quantity::weight(1, 1, 0), quantity::output(1, 0)}) {
        const Derivation derivation = derive(it, id, 4, 20, notation);
        for (const DerivationStage& stage : derivation.stages) {
            checkWithin(toString(id) + " in " + std::string(toString(stage.kind)), stage.value, derivation.value,
                        1e-14);
            for (const DerivationRow& row : stage.rows) CHECK((bracesBalance(row.latex) && bracesBalance(row.numbers)));
        }
    }
}

TEST_CASE("a softmax in a hidden layer and a loss on the wrong output are refused with their place") {
    Scenario hidden = makeScenario(2, {{3, "tanh"}, {2, "linear"}}, "mse", 1);
    hidden.network.layer(1).activation = &activation("softmax");
    CHECK(validate(hidden).error().path == "network.layers[0].activation");
    CHECK(validate(makeScenario(2, {{2, "sigmoid"}}, "softmax_cross_entropy", 1)).error().path == "loss");
    CHECK(validate(makeScenario(2, {{2, "sigmoid"}}, "bce_with_logits", 1)).error().path == "loss");
    CHECK(validate(makeScenario(2, {{2, "linear"}}, "bce_with_logits", 1)).ok());
}

TEST_CASE("cross-entropy from logits has the loss and the delta of cross-entropy on a sigmoid") {
    for (std::uint32_t seed = 1; seed <= 20; ++seed) {
        Scenario logits = makeScenario(3, {{4, "silu"}, {2, "linear"}}, "bce_with_logits", seed, 1, 3.0);
        Scenario plain = logits;
        plain.loss = &loss("bce");
        plain.network.layer(2).activation = &activation("sigmoid");
        const Iteration one = runIteration(logits, logits.samples[0]), other = runIteration(plain, plain.samples[0]);
        INFO("seed " << seed);
        checkClose("L", one.pass.loss, other.pass.loss, 1e-15);
        for (int k = 0; k < 2; ++k) checkClose("delta", one.back.delta[2](k), other.back.delta[2](k), 1e-13);
    }
}

}  // namespace softmax_test
