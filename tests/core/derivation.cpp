// The derivation of a gradient: every stage, every path and every line comes to the back-propagated value.

#include "writing/derivation.hpp"

#include <set>

#include "catch.hpp"
#include "formulas/symbolic_network.hpp"
#include "proof/verify.hpp"
#include "support/latex_ids.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

constexpr int allPaths = 1000;

/// Without the long runs of paths that five layers of eight make.
std::vector<Scenario> derivedScenarios() {
    std::vector<Scenario> all{articleNetwork("mse"), articleNetwork("bce"), articleNetwork("half_sse"),
                              makeScenario(1, {{1, "linear"}}, "half_sse", 1)};
    for (std::uint32_t seed = 1; all.size() < 4 + share(10); ++seed) {
        Scenario scenario = randomScenario(seed);
        double paths = 1.0;
        for (const Layer& layer : scenario.network.layers) paths *= layer.units();
        if (scenario.network.hasLayerwiseOutput()) paths *= scenario.network.outputs();
        if (paths <= 24.0) all.push_back(std::move(scenario));
    }
    return all;
}

/// The size that rounding in this derivation is relative to: verify's scale where it has one, else the paths' absolute
/// sum.
double scaleOf(const Iteration& iteration, const Derivation& derivation) {
    const Quantity& id = derivation.id;
    const bool parameter = id.kind == QuantityKind::Weight || id.kind == QuantityKind::Bias;
    if (parameter) return verify(iteration, {id}).parameters[0].scale;
    if (id.kind == QuantityKind::WeightedSum)
        return verify(iteration, {quantity::bias(id.layer, id.neuron)}).parameters[0].scale;
    double scale = std::abs(derivation.value);
    for (const DerivationPath& path : derivation.paths) scale += std::abs(path.value);
    return scale;
}

const DerivationStage* stageOf(const Derivation& derivation, StageKind kind) {
    for (const DerivationStage& stage : derivation.stages)
        if (stage.kind == kind) return &stage;
    return nullptr;
}

}  // namespace

TEST_CASE("every stage of every derivation has the value of back-propagation") {
    for (const Scenario& scenario : derivedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        for (const Quantity& id : derivable(scenario.network)) {
            REQUIRE(isDerivable(scenario.network, id));
            const Derivation derivation = derive(iteration, id, 6, allPaths);
            const double scale = scaleOf(iteration, derivation);
            if (id.kind == QuantityKind::Weight || id.kind == QuantityKind::Bias)
                checkSameBits(toString(id), derivation.value, iteration.value(gradientOf(id)));
            for (const DerivationStage& stage : derivation.stages)
                checkWithin(toString(id) + " in stage " + std::string(toString(stage.kind)), stage.value,
                            derivation.value, tolerance * scale);
        }
    }
}

TEST_CASE("the paths of a derivation add up to it, and their number is the product of the forks after it") {
    for (const Scenario& scenario : derivedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        for (const Quantity& id : derivable(scenario.network)) {
            CAPTURE(toString(id));
            const Derivation derivation = derive(iteration, id, 6, allPaths);
            double count = 1.0, total = 0.0;
            for (int l = id.layer + 1; l <= scenario.network.depth(); ++l) count *= scenario.network.units(l);
            const bool output = id.kind == QuantityKind::Output && id.layer == scenario.network.depth();
            if (scenario.network.hasLayerwiseOutput() && !output) count *= scenario.network.outputs();
            CHECK(derivation.pathCount == count);
            CHECK(static_cast<double>(derivation.paths.size()) == count);
            std::set<std::vector<Quantity>> different;
            for (const DerivationPath& path : derivation.paths) {
                total += path.value;
                different.insert(path.nodes);
                CHECK(path.nodes.front() == quantity::loss());
                CHECK(path.nodes.back() == id);
                CHECK(path.factors.size() + 1 == path.nodes.size());
                double value = 1.0;
                for (const auto& factor : path.factors) value *= factor->value;
                checkSameBits("path", path.value, value);
            }
            CHECK(static_cast<double>(different.size()) == count);
            checkWithin("sum of paths", total, derivation.value, tolerance * scaleOf(iteration, derivation));
        }
    }
}

TEST_CASE("every line of every factor has the factor's value") {
    for (const Scenario& scenario : derivedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        for (const Quantity& id : share(derivable(scenario.network)))
            for (const DerivationPath& path : derive(iteration, id, 6, 3).paths)
                for (const auto& factor : path.factors) {
                    REQUIRE_FALSE(factor->lines.empty());
                    CHECK(factor->lines.front().rule == Rule::Definition);
                    for (const DerivationLine& line : factor->lines) {
                        INFO(line.latex);
                        // The unfinished forms of tanh and of a cross-entropy hold differences of ordinary numbers.
                        checkWithin(toString(factor->of) + " by " + toString(factor->wrt) + ", " +
                                        std::string(toString(line.rule)),
                                    line.value, factor->value, tolerance * std::max(1.0, std::abs(factor->value)));
                    }
                }
    }
}

TEST_CASE("lines that were left are those that would have been written, and nothing else of a derivation changes") {
    for (const Scenario& scenario : derivedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        SymbolicNetwork symbolic(scenario.network, *scenario.loss);
        for (const Quantity& id : share(derivable(scenario.network))) {
            const Derivation written = derive(iteration, id, 6, 3);
            const Derivation left = derive(iteration, id, 6, 3, Notation::Scalar, FactorLines::Left);
            REQUIRE(left.stages.size() == written.stages.size());
            for (std::size_t s = 0; s < left.stages.size(); ++s)
                for (std::size_t r = 0; r < left.stages[s].rows.size(); ++r)
                    CHECK(left.stages[s].rows[r].latex == written.stages[s].rows[r].latex);
            for (std::size_t p = 0; p < left.paths.size(); ++p)
                for (std::size_t f = 0; f < left.paths[p].factors.size(); ++f) {
                    const Factor &without = *left.paths[p].factors[f], &with = *written.paths[p].factors[f];
                    CAPTURE(toString(with.of), toString(with.wrt));
                    CHECK(without.lines.empty());
                    CHECK(without.result == with.result);
                    CHECK(with.lines.back().latex == with.result);
                    CHECK(equal(symbolic.localDerivation(with.of, with.wrt).back().form,
                                symbolic.localDerivative(with.of, with.wrt)));
                    REQUIRE(isFactor(scenario.network, with.of, with.wrt));
                    const auto lines = factorLines(iteration, with.of, with.wrt, 6);
                    REQUIRE(lines.size() == with.lines.size());
                    for (std::size_t i = 0; i < lines.size(); ++i) {
                        CHECK(lines[i].latex == with.lines[i].latex);
                        CHECK(lines[i].agreement == with.lines[i].agreement);
                    }
                }
        }
    }
}

TEST_CASE("only neighbours in a chain make a factor") {
    const Scenario scenario = makeScenario(2, {{3, "tanh"}, {2, "softmax"}}, "softmax_cross_entropy", 1);
    const auto factor = [&](const char* of, const char* wrt) {
        return isFactor(scenario.network, *parseQuantity(of), *parseQuantity(wrt));
    };
    CHECK(factor("L", "a.2.1"));
    CHECK(factor("a.2.1", "z.2.0"));
    CHECK(factor("z.2.1", "a.1.2"));
    CHECK(factor("z.1.2", "w.1.2.0"));
    CHECK(factor("z.1.2", "b.1.2"));
    CHECK_FALSE(factor("L", "a.1.0"));
    CHECK_FALSE(factor("L", "z.2.0"));
    CHECK_FALSE(factor("L.0", "a.2.0"));
    CHECK_FALSE(factor("a.1.1", "z.1.0"));
    CHECK_FALSE(factor("z.2.0", "w.2.1.0"));
    CHECK(factor("z.1.0", "x.1"));
    CHECK_FALSE(factor("z.2.0", "x.1"));
    CHECK_FALSE(factor("x.0", "z.1.0"));
    CHECK_FALSE(factor("z.1.3", "b.1.3"));
    CHECK_FALSE(factor("w.1.0.0", "z.1.0"));
}

TEST_CASE("with a path limit the stages keep the whole value, and say that paths are left out") {
    const Scenario scenario = makeScenario(2, {{3, "sigmoid"}, {5, "tanh"}, {6, "sigmoid"}}, "bce", 4);
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    const int limit = GENERATE(1, 2, 29, 30, 31);
    CAPTURE(limit);
    for (const Quantity& id : {quantity::weight(1, 2, 1), quantity::bias(1, 0), quantity::output(1, 1)}) {
        const Derivation whole = derive(iteration, id, 6, allPaths), part = derive(iteration, id, 6, limit);
        CHECK(part.pathCount == 30.0);
        CHECK(part.paths.size() == static_cast<std::size_t>(std::min(limit, 30)));
        for (std::size_t i = 0; i < part.paths.size(); ++i) CHECK(part.paths[i].nodes == whole.paths[i].nodes);
        for (const DerivationStage& stage : part.stages)
            checkWithin(toString(id) + " in stage " + std::string(toString(stage.kind)), stage.value, whole.value,
                        tolerance * scaleOf(iteration, whole));
        const DerivationStage* chain = stageOf(part, StageKind::Chain);
        REQUIRE(chain != nullptr);
        CHECK(chain->rows.size() == part.paths.size() + (limit < 30 ? 1 : 0));
        CHECK((chain->rows.back().latex.find("\\cdots") != std::string::npos) == (limit < 30));
    }
}

TEST_CASE("the article's form stands behind a hidden sigmoid whose output is not 0, and nowhere else") {
    for (const Scenario& scenario : derivedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        for (const Quantity& id : derivable(scenario.network)) {
            CAPTURE(toString(id));
            const bool parameter = id.kind == QuantityKind::Weight || id.kind == QuantityKind::Bias;
            const bool expected = parameter && id.layer < scenario.network.depth() &&
                                  scenario.network.layer(id.layer).activation->id == "sigmoid";
            CHECK((stageOf(derive(iteration, id, 6, 1), StageKind::Article) != nullptr) == expected);
        }
    }
    Scenario dead = articleNetwork("mse");
    dead.network.layer(2).biases(0) = -2000.0;
    const Iteration iteration = runIteration(dead, dead.samples[0]);
    CHECK(iteration.value(quantity::output(2, 0)) == 0.0);
    const Derivation derivation = derive(iteration, quantity::weight(2, 0, 0), 6, allPaths);
    CHECK(stageOf(derivation, StageKind::Article) == nullptr);
    CHECK(stageOf(derivation, StageKind::Collapse)->value == 0.0);
}

TEST_CASE("the stages stand in the order in which they are read; a single path needs no sum") {
    const Scenario scenario = articleNetwork("mse");
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    const auto kinds = [&](const Quantity& id) {
        std::string text;
        for (const DerivationStage& stage : derive(iteration, id, 6, allPaths).stages)
            (text += text.empty() ? "" : " ") += toString(stage.kind);
        return text;
    };
    CHECK(kinds(quantity::weight(3, 0, 0)) == "chain factors numbers collapse rule");
    CHECK(kinds(quantity::weight(2, 0, 0)) == "chain factors numbers sum collapse article rule");
    CHECK(kinds(quantity::bias(1, 0)) == "chain factors numbers sum collapse article rule");
    CHECK(kinds(quantity::weightedSum(2, 0)) == "chain factors numbers sum collapse rule");
}

TEST_CASE("only parameters, inputs, weighted sums and outputs of the network can be derived") {
    const Network network = articleNetwork("mse").network;
    for (const char* id : {"L", "x.2", "t.0", "eta", "delta.1.0", "dw.1.0.0", "w.4.0.0", "a.3.2", "b.1.3"}) {
        CAPTURE(id);
        CHECK_FALSE(isDerivable(network, *parseQuantity(id)));
    }
}

TEST_CASE("the formulas of derivations are well formed and name quantities of the network only") {
    for (const Scenario& scenario : derivedScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        for (const Quantity& id : derivable(scenario.network)) {
            const Derivation derivation = derive(iteration, id, 6, 4);
            std::vector<std::string> formulas{derivation.symbol};
            for (const DerivationStage& stage : derivation.stages)
                for (const DerivationRow& row : stage.rows) formulas.insert(formulas.end(), {row.latex, row.numbers});
            for (const DerivationPath& path : derivation.paths)
                for (const auto& factor : path.factors) {
                    formulas.insert(formulas.end(), {factor->symbol, factor->result, factor->numbers});
                    for (const DerivationLine& line : factor->lines) formulas.push_back(line.latex);
                }
            for (const std::string& formula : formulas) {
                INFO(toString(id) << ": " << formula);
                bool known = bracesBalance(formula);
                for (const std::string& name : idsIn(formula)) {
                    const auto q = parseQuantity(name);
                    known = known && q && scenario.network.has(*q);
                }
                CHECK(known);
            }
        }
    }
}

TEST_CASE(
    "a neuron's output or weighted sum is derived by whatever it is computed from; through the outputs it is dL/d") {
    for (const Scenario& scenario : derivedScenarios()) {
        CAPTURE(describe(scenario));
        const Network& network = scenario.network;
        const Iteration iteration = runIteration(scenario, scenario.samples[0]);
        const auto of = [&](const Quantity& root, const Quantity& id, int limit) {
            return derive(iteration, id, 6, limit, Notation::Scalar, FactorLines::Written, root);
        };
        for (const Quantity& id : share(derivable(network))) {
            const bool output = id.kind == QuantityKind::Output && id.layer == network.depth();
            if (output) continue;
            double total = 0.0, scale = 0.0;
            for (int k = 0; k < network.outputs(); ++k) {
                const Quantity a = quantity::output(network.depth(), k);
                if (!isDerivableFrom(network, a, id)) continue;
                const Derivation derivation = of(a, id, allPaths);
                CAPTURE(toString(id), toString(a));
                CHECK(derivation.of == a);
                double paths = 0.0, size = 0.0;
                for (const DerivationPath& path : derivation.paths) {
                    CHECK(path.nodes.front() == a);
                    CHECK(path.nodes.back() == id);
                    paths += path.value;
                    size += std::abs(path.value);
                }
                CHECK(static_cast<double>(derivation.paths.size()) == derivation.pathCount);
                checkWithin("paths", paths, derivation.value, tolerance * size);
                for (const Derivation& any : {derivation, of(a, id, 1)})
                    for (const DerivationStage& stage : any.stages) {
                        INFO(toString(stage.kind));
                        CHECK(stage.agreement == Agreement::Same);
                        for (const DerivationRow& row : stage.rows) {
                            CHECK(bracesBalance(row.latex));
                            CHECK(bracesBalance(row.numbers));
                        }
                    }
                const double slope = derive(iteration, a, 6, 1).value;
                total += slope * derivation.value;
                scale += std::abs(slope) * size;
            }
            checkWithin(toString(id), total, derive(iteration, id, 6, 1).value, 1e-11 * scale);
        }
    }
}

TEST_CASE("a neuron is derived by its own layer and those before, not by what it does not depend on") {
    const Network network = makeScenario(2, {{3, "tanh"}, {2, "softmax"}}, "mse", 1).network;
    const auto derivableFrom = [&](const char* of, const char* id) {
        return isDerivableFrom(network, *parseQuantity(of), *parseQuantity(id));
    };
    CHECK(derivableFrom("a.2.0", "w.1.2.1"));
    CHECK(derivableFrom("a.2.0", "x.1"));
    CHECK(derivableFrom("a.2.0", "z.2.1"));
    CHECK(derivableFrom("a.1.0", "w.1.0.1"));
    CHECK(derivableFrom("z.2.1", "a.1.0"));
    CHECK(derivableFrom("z.2.1", "b.2.1"));
    CHECK(derivableFrom("L", "x.1"));
    CHECK_FALSE(derivableFrom("a.1.0", "w.1.1.0"));
    CHECK_FALSE(derivableFrom("a.1.0", "z.1.1"));
    CHECK_FALSE(derivableFrom("z.2.1", "b.2.0"));
    CHECK_FALSE(derivableFrom("a.1.0", "w.2.0.0"));
    CHECK_FALSE(derivableFrom("a.1.0", "a.1.0"));
    CHECK_FALSE(derivableFrom("z.1.0", "z.1.0"));
    CHECK_FALSE(derivableFrom("x.0", "x.0"));
    CHECK_FALSE(derivableFrom("w.2.0.0", "x.0"));
    CHECK_FALSE(derivableFrom("t.0", "x.0"));
}
