// The derivation of a batch's gradient: to the bit what an update takes, its stages worked out from their formulas.

#include "writing/batch_derivation.hpp"

#include "catch.hpp"
#include "session/session.hpp"
#include "support/latex_ids.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

// Its short names are its own: several files are compiled together.
namespace batch_derivation_test {

namespace {

constexpr Notation notations[] = {Notation::Scalar, Notation::Indexed, Notation::Matrices, Notation::Article};
constexpr int all = 1000;

Scenario batchOf(int samples, std::uint32_t seed, BatchReduction reduction) {
    const bool probabilities = seed % 2 == 0;
    Scenario scenario =
        makeScenario(3, {{4, seed % 3 == 0 ? "tanh" : "sigmoid"}, {2, probabilities ? "sigmoid" : "linear"}},
                     probabilities ? "bce" : "mse", seed, samples + 2);
    scenario.training.batchSize = samples;
    scenario.training.batchReduction = reduction;
    scenario.training.shuffle = true;
    scenario.training.shuffleSeed = seed;
    return scenario;
}

BatchDerivation deriveIn(Session& session, const Quantity& gradient, int shareLimit, Notation notation) {
    auto derivation = deriveBatch(session.batchIteration(), gradient, 4, shareLimit, notation);
    REQUIRE(derivation);
    return std::move(derivation.value());
}

const DerivationStage& stageOf(const BatchDerivation& derivation, StageKind kind) {
    for (const DerivationStage& stage : derivation.stages)
        if (stage.kind == kind) return stage;
    FAIL("no stage " << toString(kind));
    return derivation.stages[0];
}

std::string textOf(const DerivationStage& stage) {
    std::string text;
    for (const DerivationRow& row : stage.rows) text += row.latex + "  " + row.numbers + "\n";
    return text;
}

}  // namespace

TEST_CASE("in every notation a batch's gradient is what the update takes, to the bit, and each stage comes to it") {
    const auto reduction = GENERATE(BatchReduction::Mean, BatchReduction::Sum);
    for (std::uint32_t seed = 1; seed <= 8; ++seed) {
        const int samples = 1 + static_cast<int>(seed % 4);
        Session session(batchOf(samples, seed, reduction));
        std::vector<BatchDerivation> derivations;
        for (const Quantity& parameter : parameters(session.scenario().network))
            for (const Notation notation : notations)
                derivations.push_back(deriveIn(session, reducedGradientOf(parameter, reduction), all, notation));
        const auto update = session.step();
        REQUIRE(update);
        std::size_t next = 0;
        for (const ParameterChange& change : update.value().changes)
            for (const Notation notation : notations) {
                const BatchDerivation& d = derivations[next++];
                INFO("seed " << seed << ", " << toString(d.id) << " in " << toString(notation));
                CHECK(d.id == reducedGradientOf(change.id, reduction));
                CHECK(d.samples == update.value().samples);
                checkSameBits("gradient", d.value, change.gradient);
                checkSameBits("loss", d.loss, update.value().loss);
                CHECK(d.stages.size() == 3);
                for (const DerivationStage& stage : d.stages) {
                    INFO(toString(stage.kind));
                    CHECK(stage.agreement == Agreement::Same);
                    checkWithin("value", stage.value, d.value, 1e-13 * (1.0 + std::abs(d.value)));
                    for (const DerivationRow& row : stage.rows)
                        if (row.applied) {
                            CHECK(row.applied->agreement == Agreement::Same);
                            checkWithin("by its rule", row.applied->value, d.value, 1e-13 * (1.0 + std::abs(d.value)));
                        }
                }
            }
        CHECK(next == derivations.size());
    }
}

TEST_CASE("each share is its sample's own gradient, and in the batch's order they add up to the bit") {
    Session session(batchOf(4, 6, BatchReduction::Mean));
    for (const Quantity& parameter : parameters(session.scenario().network)) {
        const auto d = deriveIn(session, reducedGradientOf(parameter, BatchReduction::Sum), all, Notation::Scalar);
        const auto& rows = stageOf(d, StageKind::Shares).rows;
        REQUIRE(d.shares.size() == 4);
        REQUIRE(rows.size() == 4);
        double total = 0.0;
        for (std::size_t i = 0; i < 4; ++i) {
            CHECK(rows[i].sample == d.samples[i]);
            const double own = session.iterationOf(d.samples[i]).value(gradientOf(parameter));
            checkSameBits(toString(parameter), d.shares[i], own);
            CHECK(rows[i].numbers.find("value=" + printFull(own)) != std::string::npos);
            CHECK(rows[i].latex.find("\\right)_{" + std::to_string(d.samples[i] + 1) + "}") != std::string::npos);
            total += own;
        }
        checkSameBits("sum", d.value, total);
        const auto mean = deriveIn(session, reducedGradientOf(parameter, BatchReduction::Mean), all, Notation::Scalar);
        checkSameBits("mean", mean.value, total / 4.0);
    }
}

TEST_CASE("that the derivative of a sum is the sum of the derivatives stands as rules of their own") {
    const auto reduction = GENERATE(BatchReduction::Mean, BatchReduction::Sum);
    Session session(batchOf(3, 5, reduction));
    for (const Notation notation : notations) {
        const auto d = deriveIn(session, reducedGradientOf(quantity::weight(1, 2, 0), reduction), all, notation);
        std::vector<Rule> rules;
        for (const DerivationRow& row : stageOf(d, StageKind::Linearity).rows)
            if (row.applied) rules.push_back(row.applied->rule);
        CAPTURE(textOf(d.stages[0]));
        if (reduction == BatchReduction::Mean)
            CHECK(rules == std::vector<Rule>{Rule::Definition, Rule::ConstantFactor, Rule::Sum});
        else
            CHECK(rules == std::vector<Rule>{Rule::Definition, Rule::Sum});
        const bool divides = textOf(stageOf(d, StageKind::Total)).find("\\frac{1}{3}") != std::string::npos;
        CHECK(divides == (reduction == BatchReduction::Mean));
    }
}

TEST_CASE("in matrices the gradient of a batch is the mean of delta a^T, with its numbers as a matrix") {
    Session session(batchOf(3, 5, BatchReduction::Mean));
    const Quantity weight = quantity::weight(2, 1, 3);
    const auto d = deriveIn(session, reducedGradientOf(weight, BatchReduction::Mean), all, Notation::Matrices);
    const DerivationRow& row = stageOf(d, StageKind::Total).rows[0];
    CAPTURE(row.latex, row.numbers);
    CHECK(row.latex.find("\\frac{1}{3} \\sum_{s} \\left(") != std::string::npos);
    CHECK(row.latex.find("^{\\!\\top}") != std::string::npos);
    CHECK(row.numbers.find("id=meandw.2.1.3,value=" + printFull(d.value) + ",mark=here") != std::string::npos);
    CHECK(idsIn(row.numbers).size() == 8);
}

TEST_CASE("the formulas of a batch's derivation are well formed and name quantities of the network only") {
    const auto reduction = GENERATE(BatchReduction::Mean, BatchReduction::Sum);
    for (std::uint32_t seed = 1; seed <= 4; ++seed) {
        Session session(batchOf(static_cast<int>(seed), seed, reduction));
        const Network& network = session.scenario().network;
        for (const Quantity& parameter : parameters(network))
            for (const Notation notation : notations) {
                const auto d = deriveIn(session, reducedGradientOf(parameter, reduction), 2, notation);
                std::vector<std::string> formulas{d.symbol};
                for (const DerivationStage& stage : d.stages)
                    for (const DerivationRow& row : stage.rows)
                        formulas.insert(formulas.end(), {row.latex, row.numbers});
                for (const std::string& formula : formulas) {
                    INFO(toString(d.id) << " in " << toString(notation) << ": " << formula);
                    CHECK(bracesBalance(formula));
                    for (const std::string& name : idsIn(formula)) {
                        const auto q = parseQuantity(name);
                        CHECK((q && network.has(*q)));
                    }
                }
            }
    }
}

TEST_CASE("of thousands of samples the first and the last have shares of their own; the gradient is of all") {
    Session session(batchOf(3000, 4, BatchReduction::Mean));
    const Quantity gradient = reducedGradientOf(quantity::weight(1, 0, 2), BatchReduction::Mean);
    const auto d = deriveIn(session, gradient, 5, Notation::Scalar);
    CHECK(d.samples.size() == 3000);
    REQUIRE(d.shares.size() == 5);
    for (const DerivationStage& stage : d.stages) {
        INFO(textOf(stage));
        CHECK(stage.agreement == Agreement::Same);
        CHECK(textOf(stage).size() < 6000);
    }
    const auto& rows = stageOf(d, StageKind::Shares).rows;
    REQUIRE(rows.size() == 6);
    for (std::size_t i = 0; i < 4; ++i) CHECK(rows[i].sample == d.samples[i]);
    CHECK(rows[5].sample == d.samples[2999]);
    CHECK(rows[4].latex == "\\cdots");
    CHECK(rows[4].sample == -1);
    CHECK(textOf(stageOf(d, StageKind::Total)).find(" + \\cdots + ") != std::string::npos);
    CHECK(textOf(stageOf(d, StageKind::Linearity)).find(", \\ldots, ") != std::string::npos);
    const auto update = session.step();
    REQUIRE(update);
    checkSameBits("gradient", d.value, update.value().changes[2].gradient);
    CHECK(update.value().changes[2].id == quantity::weight(1, 0, 2));
}

TEST_CASE("a batch of one is its sample: nothing is added up or divided") {
    for (const auto reduction : {BatchReduction::Mean, BatchReduction::Sum}) {
        Session session(batchOf(1, 3, reduction));
        const Quantity bias = quantity::bias(1, 2);
        const auto d = deriveIn(session, reducedGradientOf(bias, reduction), all, Notation::Scalar);
        checkSameBits("gradient", d.value, session.iterationOf(session.nextBatch()[0]).value(gradientOf(bias)));
        for (const DerivationStage& stage : d.stages) {
            CAPTURE(textOf(stage));
            CHECK(textOf(stage).find("sum_") == std::string::npos);
            CHECK(textOf(stage).find("+") == std::string::npos);
            CHECK(textOf(stage).find("\\frac{1}{1}") == std::string::npos);
            CHECK(stage.agreement == Agreement::Same);
        }
    }
}

TEST_CASE("where a sample's numbers overflow, the derivation says at which; an update that overflows leaves it be") {
    Scenario scenario = makeScenario(1, {{1, "linear"}}, "mse", 2, 3);
    scenario.training.batchSize = 3;
    scenario.samples[1].x(0) = 1e200;
    scenario.network.layer(1).weights(0, 0) = 1e10;
    Session session(scenario);
    const Quantity gradient = reducedGradientOf(quantity::weight(1, 0, 0), BatchReduction::Mean);
    const auto failed = deriveBatch(session.batchIteration(), gradient, 4, all);
    REQUIRE_FALSE(failed);
    CHECK(failed.error().sample == 1);

    scenario.samples[1].x(0) = 1.0;
    scenario.training.learningRate = 1e308;
    Session fast(scenario);
    CHECK_FALSE(fast.step());
    CHECK(deriveBatch(fast.batchIteration(), gradient, 4, all).ok());
}

TEST_CASE("in the article's symbols a sample whose neuron is at 0 is written with delta, and the reason is given") {
    Scenario scenario = makeScenario(1, {{1, "sigmoid"}, {1, "sigmoid"}}, "mse", 2, 2);
    scenario.training.batchSize = 2;
    scenario.network.layer(1).weights(0, 0) = 1.0;
    scenario.samples[1].x(0) = -2000.0;
    Session session(scenario);
    const auto d =
        deriveIn(session, reducedGradientOf(quantity::weight(1, 0, 0), BatchReduction::Mean), all, Notation::Article);
    CHECK(d.articleLimit == ArticleLimit::ZeroOutput);
    const auto& rows = stageOf(d, StageKind::Shares).rows;
    CHECK(rows[0].latex.find("A") != std::string::npos);
    CHECK(rows[1].latex.find("\\delta") != std::string::npos);
    CHECK(textOf(stageOf(d, StageKind::Total)).find("\\delta") == std::string::npos);
}

TEST_CASE("only the sums and means of gradients that the network has are derived over a batch") {
    const Network network = articleNetwork("mse").network;
    for (const char* id : {"meandw.2.0.0", "sumdw.3.1.2", "meandb.1.2", "sumdb.3.1"})
        CHECK(isBatchGradient(network, *parseQuantity(id)));
    for (const char* id : {"dw.2.0.0", "w.2.0.0", "meanL", "sumL", "meandw.4.0.0", "sumdb.3.2"})
        CHECK_FALSE(isBatchGradient(network, *parseQuantity(id)));
}

}  // namespace batch_derivation_test
