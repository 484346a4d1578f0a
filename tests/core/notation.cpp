// The notations write the same steps and derivations in other forms; the graph of a derivation stays as small as the
// network after it.

#include "formulas/notation.hpp"

#include <set>

#include "catch.hpp"
#include "formulas/symbolic_network.hpp"
#include "proof/verify.hpp"
#include "support/latex_ids.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "writing/derivation.hpp"
#include "writing/trace.hpp"

using namespace backprop;
using namespace support;

namespace {

constexpr Notation notations[] = {Notation::Scalar, Notation::Indexed, Notation::Matrices, Notation::Article};

std::vector<Scenario> notatedScenarios() {
    std::vector<Scenario> all{articleNetwork("mse"), articleNetwork("bce"),
                              makeScenario(1, {{1, "linear"}}, "half_sse", 1)};
    for (std::uint32_t seed = 1; all.size() < 3 + share(5); ++seed) all.push_back(randomScenario(seed));
    return all;
}

/// The rule's lines, one after another.
std::string ruleOf(const Derivation& derivation) {
    std::string text;
    for (const DerivationRow& row : derivation.stages.back().rows) text += row.latex + "\n";
    return text;
}

bool namesOnly(const Network& network, const std::string& formula) {
    if (!bracesBalance(formula)) return false;
    for (const std::string& id : idsIn(formula)) {
        const auto q = parseQuantity(id);
        if (!q || !network.has(*q)) return false;
    }
    return true;
}

bool has(const std::set<std::string>& ids, const std::string& id) { return ids.count(id) > 0; }

/// The nodes of the graph of dL/dw of a first-layer weight, in a network of five layers of n.
struct Touched {
    int neurons, edges;
};

Touched afterFirstWeight(int n) { return {1 + 3 * n, n + 2 * n * n}; }

}  // namespace

TEST_CASE("a notation's name is read back as that notation, and nothing else is") {
    for (const Notation notation : notations) CHECK(parseNotation(toString(notation)) == notation);
    CHECK_FALSE(parseNotation("tensor"));
    CHECK_FALSE(parseNotation(""));
}

TEST_CASE("in every notation a trace has the same steps, reads and values, in well-formed formulas") {
    for (const Scenario& scenario : notatedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        const auto written = trace(iteration, 4);
        for (const Notation notation : notations) {
            const auto steps = trace(iteration, 4, notation);
            REQUIRE(steps.size() == written.size());
            for (std::size_t i = 0; i < steps.size(); ++i) {
                INFO(toString(notation) << " " << toString(steps[i].computes) << ": " << steps[i].symbols);
                CHECK(steps[i].computes == written[i].computes);
                CHECK(steps[i].reads == written[i].reads);
                checkSameBits("value", steps[i].value, written[i].value);
                CHECK(namesOnly(scenario.network, steps[i].symbols));
                CHECK(namesOnly(scenario.network, steps[i].numbers));
                CHECK(has(idsIn(steps[i].result), toString(steps[i].computes)));
            }
        }
    }
}

TEST_CASE("in every notation a step reads the same alone as among the others") {
    const Scenario scenario = makeScenario(2, {{2, "sigmoid"}, {2, "softmax"}}, "mse", 5);
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    for (const Notation notation : notations) {
        const auto steps = trace(iteration, 4, notation);
        for (std::size_t i = 0; i < steps.size(); ++i) {
            CAPTURE(toString(notation), toString(steps[i].computes));
            const Step alone = trace(iteration, 4, notation, static_cast<std::int64_t>(i), 1).at(0);
            CHECK(alone.symbols == steps[i].symbols);
            CHECK(alone.numbers == steps[i].numbers);
        }
    }
}

TEST_CASE("in every notation each stage of a derivation comes to the gradient, in well-formed formulas") {
    for (const Scenario& scenario : notatedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        for (const Quantity& id : share(derivable(scenario.network)))
            for (const Notation notation : notations) {
                const Derivation derivation = derive(iteration, id, 4, 1, notation);
                CHECK(derivation.notation == notation);
                CHECK(derivation.stages.size() >= 2);
                CHECK(derivation.stages.back().kind == StageKind::Rule);
                for (const DerivationStage& stage : derivation.stages) {
                    INFO(toString(notation) << " " << toString(id) << ", " << toString(stage.kind));
                    checkWithin("value", stage.value, derivation.value,
                                1e-12 * std::max(1.0, std::abs(derivation.value)));
                    for (const DerivationRow& row : stage.rows) {
                        CHECK(namesOnly(scenario.network, row.latex));
                        CHECK(namesOnly(scenario.network, row.numbers));
                    }
                }
            }
    }
}

TEST_CASE("each stage is worked out from what it shows: if back-propagation is wrong, every stage says so") {
    for (const Scenario& scenario : notatedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        Iteration wrong = iteration;
        for (Vector& delta : wrong.back.delta) delta *= 1.5;
        for (Matrix& weights : wrong.gradients.weights) weights *= 1.5;
        for (Vector& biases : wrong.gradients.biases) biases *= 1.5;
        for (const Quantity& id : share(derivable(scenario.network))) {
            const double right = derive(iteration, id, 4, 1).value;
            const double proof = isParameter(id) ? verify(iteration, {id}).parameters[0].complexStep : right;
            const double scale = std::max(gradientScale(iteration, id), std::abs(right));
            const bool byDelta = id.kind != QuantityKind::Output || id.layer < scenario.network.depth();
            for (const Notation notation : notations)
                for (const DerivationStage& stage : derive(wrong, id, 4, 1, notation).stages) {
                    INFO(toString(notation) << " " << toString(id) << ", " << toString(stage.kind));
                    checkWithin("value", stage.value, proof, 1e-12 * scale);
                    if (byDelta && std::abs(right) > 1e-9 * scale) CHECK(stage.agreement == Agreement::Differs);
                }
        }
    }
}

TEST_CASE("where the loss was made for the output, cancelling is a rule of its own, checked by its value") {
    struct Case {
        const char *output, *loss;
        bool cancels;
    };
    const Case c = GENERATE(Case{"sigmoid", "bce", true}, Case{"sigmoid", "bce_mean", true},
                            Case{"softmax", "softmax_cross_entropy", true}, Case{"sigmoid", "mse", false},
                            Case{"softmax", "mse", false}, Case{"tanh", "half_sse", false});
    CAPTURE(c.output, c.loss);
    Scenario scenario = makeScenario(2, {{2, "sigmoid"}, {3, c.output}}, c.loss, 6);
    scenario.samples[0].t /= scenario.samples[0].t.sum();
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    for (const Notation notation : notations)
        for (const Quantity& id : {quantity::weight(2, 1, 0), quantity::bias(2, 1), quantity::weightedSum(2, 1),
                                   quantity::weight(1, 0, 1)}) {
            CAPTURE(toString(notation), toString(id));
            const bool article = notation == Notation::Article && isParameter(id);
            if (article && id.layer == 1) continue;  // its symbols take the output layer's gradients as they are
            const Derivation derivation = derive(iteration, id, 4, 1, notation);
            int steps = 0;
            for (const DerivationStage& stage : derivation.stages)
                for (const DerivationRow& row : stage.rows) {
                    if (!row.applied) continue;
                    INFO(row.latex);
                    ++steps;
                    CHECK(row.applied->rule == Rule::Cancel);
                    CHECK(row.applied->agreement == Agreement::Same);
                    if (id == quantity::weightedSum(2, 1))
                        checkWithin("delta", row.applied->value, derivation.value, 1e-15);
                }
            CHECK((steps > 0) == c.cancels);
        }
}

TEST_CASE("the step that cancels can fail: with another form before it the two differ") {
    const Scenario scenario = makeScenario(2, {{2, "sigmoid"}}, "bce", 6);
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    const IterationEnvironment environment(iteration);
    SymbolicNetwork symbolic(scenario.network, *scenario.loss);
    const Rounded before = roundedValue(symbolic.outputDeltaUncancelled(0), environment);
    CHECK(compare(before, roundedValue(symbolic.outputDelta(0, false), environment)) == Agreement::Same);
    CHECK(compare(before, roundedValue(symbolic.outputDelta(1, false), environment)) == Agreement::Differs);
}

TEST_CASE("in every notation the derivation of an output ends in the rule for dL/da, and comes to a number") {
    const Scenario scenario = articleNetwork("mse");
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    for (const Notation notation : notations) {
        CAPTURE(toString(notation));
        const Derivation hidden = derive(iteration, quantity::output(1, 0), 4, 1, notation);
        const Derivation last = derive(iteration, quantity::output(3, 0), 4, 1, notation);
        const std::string hiddenRule = notation == Notation::Matrices
                                           ? "\\partial a^{(l)}} = \\left(W^{(l+1)}\\right)^{\\!\\top} \\delta^{(l+1)}"
                                           : "\\partial a^{(l)}_j} = \\sum_k w^{(l+1)}_{kj} \\, \\delta^{(l+1)}_k";
        CHECK(ruleOf(hidden).find(hiddenRule) != std::string::npos);
        CHECK(ruleOf(last).find("\\partial a^{(L)}_{k}} = a^{(L)}_{k} - t_{k}") != std::string::npos);
        for (const Derivation& derivation : {hidden, last}) {
            CAPTURE(toString(derivation.id), ruleOf(derivation));
            CHECK(derivation.symbol.find("\\partial ") != std::string::npos);
            std::string numbers;
            for (const DerivationStage& stage : derivation.stages)
                for (const DerivationRow& row : stage.rows) numbers += row.numbers;
            CHECK(numbers.find("value=" + printFull(derivation.value)) != std::string::npos);
        }
    }
}

TEST_CASE("after a softmax an output's delta sums over the outputs; the loss made for it leaves a - t of that") {
    for (const std::string loss : {"mse", "softmax_cross_entropy"}) {
        CAPTURE(loss);
        const Scenario scenario = makeScenario(2, {{3, "tanh"}, {3, "softmax"}}, loss, 5);
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        int deltas = 0;
        for (const Step& step : trace(iteration, 4, Notation::Indexed)) {
            if (step.rule != StepRule::DeltaOutput) continue;
            ++deltas;
            INFO(step.symbols);
            CHECK(step.symbols.find("= \\sum_{k=1}^{3} \\frac{\\partial ") != std::string::npos);
            CHECK((step.symbols.find("\\mathbf{1}_{k=") == std::string::npos) == (loss != "mse"));
            CHECK(has(idsIn(step.symbols), toString(quantity::output(2, step.computes.neuron))));
        }
        CHECK(deltas == 3);
    }
}

TEST_CASE("matrices beyond eight rows or columns are elided, never the row and column concerned") {
    const Scenario scenario = makeScenario(20, {{12, "tanh"}, {30, "sigmoid"}}, "mse", 3);
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    for (const Step& step : trace(iteration, 4, Notation::Matrices)) {
        if (step.rule != StepRule::WeightGradient && step.rule != StepRule::WeightedSum) continue;
        const Quantity& q = step.computes;
        INFO(toString(q) << ": " << step.numbers);
        CHECK(step.numbers.find("\\vdots") != std::string::npos);
        CHECK(idsIn(step.numbers).size() < 60);
        CHECK(has(idsIn(step.result), toString(q)));
        CHECK(step.result.find("id=" + toString(q) + ",") < step.result.find("mark=here"));
        const Quantity used = q.kind == QuantityKind::WeightGradient ? quantity::delta(q.layer, q.neuron)
                                                                     : quantity::weight(q.layer, q.neuron, 0);
        CHECK(has(idsIn(step.numbers), toString(used)));
    }
}

TEST_CASE("in matrices the entries that later steps compute are not there yet") {
    const Scenario scenario = articleNetwork("mse");
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    for (const Step& step : trace(iteration, 4, Notation::Matrices)) {
        INFO(toString(step.computes) << ": " << step.result);
        if (step.rule == StepRule::DeltaHidden)
            CHECK(idsIn(step.result).size() == std::size_t(step.computes.neuron) + 1);
    }
}

TEST_CASE("the article's symbols hold at sigmoids whose output is not 0; elsewhere the reason is given") {
    Scenario scenario = makeScenario(2, {{2, "tanh"}, {2, "sigmoid"}, {1, "sigmoid"}}, "mse", 5);
    scenario.network.layer(2).biases(1) = -2000.0;
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    const auto limit = [&](const Quantity& id) { return derive(iteration, id, 4, 1, Notation::Article).articleLimit; };
    CHECK(limit(quantity::weight(1, 0, 0)) == ArticleLimit::NotSigmoid);
    CHECK(limit(quantity::weight(2, 1, 0)) == ArticleLimit::ZeroOutput);
    CHECK_FALSE(limit(quantity::weight(2, 0, 0)));
    CHECK_FALSE(limit(quantity::weight(3, 0, 0)));
    for (const Step& step : trace(iteration, 4, Notation::Article)) {
        const bool ofTanh = step.computes.layer == 1 && step.rule != StepRule::WeightedSum;
        CHECK((step.articleLimit == ArticleLimit::NotSigmoid) == ofTanh);
    }
}

TEST_CASE("the graph of a derivation grows with the neurons and edges after the weight, not with the paths") {
    for (int n = 2; n <= 64; n *= 2) {
        const LayerShape layer{n, "sigmoid"};
        const Scenario scenario = makeScenario(n, {layer, layer, layer, layer}, "mse", 1);
        SymbolicNetwork symbolic(scenario.network, *scenario.loss);
        const std::size_t nodes = nodeCount(symbolic.gradient(quantity::weight(1, 0, 0)));
        const Touched touched = afterFirstWeight(n);
        CAPTURE(n, nodes, touched.neurons, touched.edges);
        // An edge is a product and its weight; a neuron its sum, its delta and its slope a (1 - a); an output its loss.
        CHECK(nodes <= static_cast<std::size_t>(2 * touched.edges + 16 * touched.neurons));
    }
}

TEST_CASE("after a softmax too it grows with the outputs, whatever the loss") {
    for (const std::string loss : {"mse", "bce", "softmax_cross_entropy"})
        for (int n = 2; n <= 256; n *= 2) {
            const Scenario scenario = makeScenario(1, {{1, "tanh"}, {n, "softmax"}}, loss, 1);
            SymbolicNetwork symbolic(scenario.network, *scenario.loss);
            const std::size_t nodes = nodeCount(symbolic.gradient(quantity::weight(1, 0, 0)));
            CAPTURE(loss, n, nodes);
            // For an output: its loss, its share of the sum, its delta, the weight to it and the product with that.
            CHECK(nodes <= static_cast<std::size_t>(24 * n + 16));
        }
}

TEST_CASE("walks over a graph whose nodes are shared look at each node once") {
    Expr a(quantity::input(0));
    for (int depth = 0; depth < 200; ++depth) a = product({a + Expr(1.0), a + Expr(2.0)});  // 2^200 as a tree
    Expr b(quantity::input(0));
    for (int depth = 0; depth < 200; ++depth) b = product({b + Expr(1.0), b + Expr(2.0)});
    CHECK(nodeCount(a) <= 5 * 200 + 1);
    CHECK(equal(a, b));
    CHECK(contains(a, quantity::input(0)));
    CHECK_FALSE(contains(a, quantity::input(1)));
    CHECK_FALSE(containsDerivative(a));
    CHECK(symbolsIn(a) == std::vector<Quantity>{quantity::input(0)});
    CHECK(nodeCount(substitute(a, Expr(quantity::input(0)), Expr(quantity::input(1)))) <= 5 * 200 + 1);
}
