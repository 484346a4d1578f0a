// A published example beside its print: figures that agree, nearly agree, follow from a slip, or are of single
// precision.

#include "proof/printed.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <tuple>

#include "catch.hpp"
#include "session/session.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

// Its short names are its own: several files are compiled together.
namespace printed_test {

namespace {

constexpr std::int64_t all = std::numeric_limits<std::int64_t>::max();

PrintedFigure figure(double number, int places, int digits) {
    return {.number = number, .unit = std::pow(10.0, -places), .digits = digits};
}

PrintedFigure figure(const char* id, int after, int sample, double number) {
    const Quantity q = *parseQuantity(id);
    const bool parameter =
        q.kind == QuantityKind::Weight || q.kind == QuantityKind::Bias || q.kind == QuantityKind::LearningRate;
    if (parameter) sample = PrintedFigure::ofNoSample;
    if (q.kind >= QuantityKind::WeightGradientTotal) sample = PrintedFigure::ofBatch;
    return {.id = q, .after = after, .sample = sample, .number = number, .unit = 1e-9, .digits = 9};
}

Scenario example() {
    Scenario scenario = makeScenario(3, {{4, "tanh"}, {2, "sigmoid"}}, "mse", 11, 5);
    scenario.training.batchSize = 2;
    scenario.training.shuffle = true;
    return scenario;
}

struct Answers {
    std::vector<PrintedFigure> figures;  // in the order asked
    int slices = 0;
};

Answers answersTo(const Scenario& scenario, const std::vector<PrintedFigure>& asked, std::int64_t work = all) {
    std::vector<std::size_t> order(asked.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto key = [&](std::size_t i) { return std::tuple(asked[i].after, asked[i].sample, asked[i].id); };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    std::vector<PrintedFigure> figures;
    for (const std::size_t i : order) figures.push_back(asked[i]);
    Answers answers{.figures = asked};
    for (const PrintPass pass : {PrintPass::Computed, PrintPass::SinglePrecision, PrintPass::FromPrint}) {
        Scenario fresh = scenario;
        PrintedComparison comparison(fresh, figures, pass);
        for (++answers.slices; !comparison.run(work);) ++answers.slices;
        figures = comparison.figures();
    }
    for (std::size_t i = 0; i < order.size(); ++i) {
        answers.figures[order[i]] = figures[i];
        if (figures[i].cause >= 0)
            answers.figures[order[i]].cause = static_cast<int>(order[static_cast<std::size_t>(figures[i].cause)]);
    }
    return answers;
}

}  // namespace

TEST_CASE("a print agrees where the number rounds to it, at a decimal tie either way", "[printed]") {
    CHECK(compare(figure(1.01, 2, 3), 1.005) == PrintAgreement::Agrees);
    CHECK(compare(figure(1.00, 2, 3), 1.005) == PrintAgreement::Agrees);
    CHECK(compare(figure(1.02, 2, 3), 1.005) == PrintAgreement::Differs);
    CHECK(compare(figure(0.0, 1, 1), 0.04) == PrintAgreement::Agrees);
}

TEST_CASE("a print that was cut off, or in three digits is one unit away, differs in its last digit", "[printed]") {
    CHECK(compare(figure(0.2, 1, 1), 0.298) == PrintAgreement::LastDigit);
    CHECK(compare(figure(-0.2044, 4, 4), -0.204478) == PrintAgreement::LastDigit);
    CHECK(compare(figure(0.1311, 4, 4), 0.13119) == PrintAgreement::LastDigit);
    CHECK(compare(figure(0.1, 1, 1), 0.0157) == PrintAgreement::Differs);
    CHECK(compare(figure(0.001, 3, 1), -0.0004) == PrintAgreement::Differs);
    CHECK(compare(figure(0.11, 2, 2), 0.098) == PrintAgreement::Differs);
}

TEST_CASE("one unit in the last place of a full double is rounding", "[printed]") {
    CHECK(compare(figure(-1.0948279147135995, 16, 17), -1.0948279147135997) == PrintAgreement::Rounding);
    CHECK(compare(figure(-1.0948279147135895, 16, 17), -1.0948279147135997) == PrintAgreement::Differs);
}

TEST_CASE("computed values are those that training has, also the sums of the batch that comes next", "[printed]") {
    const Scenario scenario = example();
    std::vector<PrintedFigure> figures;
    for (const int after : {0, 1, 4, 7})
        for (const char* id : {"meandw.1.2.1", "w.1.2.1", "a.2.1", "sumL", "delta.1.3", "meanL", "sumdb.2.0", "eta"})
            figures.push_back(figure(id, after, 3, 1.0));
    const auto answers = answersTo(scenario, figures).figures;
    Session session(scenario);
    for (std::size_t i = 0; i < figures.size(); ++i) {
        while (session.progress().iteration < figures[i].after) REQUIRE(session.step());
        const bool ofBatch = figures[i].id.kind >= QuantityKind::WeightGradientTotal;
        const auto batch = session.nextBatch();
        double expected = session.iterationOf(3).value(figures[i].id);
        if (ofBatch) {
            // An epoch of five ends with a batch of one, which has no sums of its own.
            BatchSums sums{.samples = static_cast<int>(batch.size())};
            sums.gradients.sizeFor(scenario.network);
            for (const int sample : batch)
                sums.add(session.iterationOf(sample).pass.loss, session.iterationOf(sample).gradients);
            Iteration iteration = session.iterationOf(3);
            iteration.sums = &sums;
            expected = iteration.value(figures[i].id);
        }
        checkSameBits(toString(figures[i].id), answers[i].value, expected);
    }
}

TEST_CASE("what is computed from a slip follows from it, through the update and on", "[printed]") {
    Scenario scenario = example();
    scenario.training.batchSize = 1;
    scenario.training.shuffle = false;
    // The source takes another weight: all that it prints is right for that.
    Scenario theirs = scenario;
    *theirs.network.parameter(*parseQuantity("w.1.2.1")) += 0.25;
    std::vector<PrintedFigure> figures{figure("w.1.2.1", 0, 0, *theirs.network.parameter(*parseQuantity("w.1.2.1")))};
    Session session(theirs);
    for (int after = 0; after < 3; ++after) {
        const std::vector<const char*> ids{"z.1.2", "a.1.2", "z.1.0", "a.2.0", "L", "delta.1.1", "dw.2.0.2", "w.2.0.2"};
        for (const char* id : ids)
            figures.push_back(figure(id, after, after, session.iterationOf(after).value(*parseQuantity(id))));
        REQUIRE(session.step());
    }
    for (PrintedFigure& f : figures) f.number = std::round(f.number * 1e9) / 1e9;
    const auto answers = answersTo(scenario, figures).figures;
    CHECK(answers[0].agreement == PrintAgreement::Differs);
    int following = 0;
    for (std::size_t i = 1; i < figures.size(); ++i) {
        INFO(toString(figures[i].id) << " after " << figures[i].after);
        if (compare(figures[i], answers[i].value) == PrintAgreement::Agrees) {
            CHECK(answers[i].agreement == PrintAgreement::Agrees);
            continue;
        }
        CHECK(answers[i].agreement == PrintAgreement::Follows);
        CHECK(answers[i].cause == 0);
        ++following;
    }
    CHECK(following > 15);
}

TEST_CASE("a parameter follows from a gradient, and from an output, that was printed before its update", "[printed]") {
    for (const int batchSize : {1, 2}) {
        Scenario scenario = example();
        scenario.training.batchSize = batchSize;
        scenario.training.shuffle = false;
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        const Quantity gradient = *parseQuantity("dw.1.2.1"), weight = *parseQuantity("w.1.2.1");
        const double slip = it.value(gradient) + 0.125;
        Session session(scenario);
        REQUIRE(session.step());
        // By what the slip adds to the gradient of the batch's mean.
        const double theirs = session.iterationOf(0).value(weight) - 0.125 / batchSize * scenario.training.learningRate;
        const auto answers = answersTo(scenario, {figure("dw.1.2.1", 0, 0, slip), figure("w.1.2.1", 1, 0, theirs),
                                                  figure("w.1.2.0", 1, 0, 7.0)})
                                 .figures;
        CHECK(answers[0].agreement == PrintAgreement::Differs);
        CHECK(answers[1].agreement == PrintAgreement::Follows);
        CHECK(answers[1].cause == 0);
        CHECK(answers[2].agreement == PrintAgreement::Differs);
    }
}

TEST_CASE("a second slip among what follows is told apart, and what comes after goes back to the nearest",
          "[printed]") {
    Scenario scenario = example();
    Iteration it = runIteration(scenario, scenario.samples[0]);
    const auto z = [&](int j) { return it.pass.z[1](j); };
    const auto round9 = [](double x) { return std::round(x * 1e9) / 1e9; };
    std::vector<PrintedFigure> figures{
        figure("z.1.0", 0, 0, round9(z(0) + 0.1)),
        figure("a.1.0", 0, 0, round9(std::tanh(round9(z(0) + 0.1)))),
        figure("a.1.1", 0, 0, round9(std::tanh(z(1)) + 0.2)),
        figure("a.1.2", 0, 0, round9(std::tanh(z(2)))),
    };
    double sum = scenario.network.layer(2).biases(0);
    const Vector a = it.pass.a[1];
    for (int i = 0; i < 4; ++i) {
        const double output = i == 0 ? std::tanh(z(0) + 0.1) : i == 1 ? a(1) + 0.2 : a(i);
        sum += scenario.network.layer(2).weights(0, i) * output;
    }
    figures.push_back(figure("z.2.0", 0, 0, round9(sum)));
    const auto answers = answersTo(scenario, figures).figures;
    CHECK(answers[0].agreement == PrintAgreement::Differs);
    CHECK(answers[1].agreement == PrintAgreement::Follows);
    CHECK(answers[1].cause == 0);
    CHECK(answers[2].agreement == PrintAgreement::Differs);
    CHECK(answers[3].agreement == PrintAgreement::Agrees);
    CHECK(answers[4].agreement == PrintAgreement::Follows);
    CHECK(answers[4].cause == 2);
}

TEST_CASE("in the smallest slices the comparison is the same, and no slice goes over more than one sample",
          "[printed]") {
    Scenario scenario = example();
    std::vector<PrintedFigure> figures;
    for (int after = 0; after < 6; ++after)
        for (const char* id : {"L", "sumL", "w.1.0.0"}) figures.push_back(figure(id, after, after % 5, 0.123456789));
    const Answers whole = answersTo(scenario, figures), sliced = answersTo(scenario, figures, 1);
    CHECK(whole.slices == 3);
    // Five updates of two samples, or of one at an epoch's end, and every group, in each of three passes.
    CHECK(sliced.slices > 3 * (5 * 2 + 6 * 3 - 2));
    for (std::size_t i = 0; i < figures.size(); ++i) {
        CHECK(sliced.figures[i].agreement == whole.figures[i].agreement);
        checkSameBits("value", sliced.figures[i].value, whole.figures[i].value);
    }
}

TEST_CASE("behind a number that is not finite no figure has a value", "[printed]") {
    Scenario scenario = makeScenario(3, {{4, "linear"}, {2, "linear"}}, "sse", 11, 5);
    scenario.training.learningRate = 1e3;  // each update multiplies the outputs
    const auto answers =
        answersTo(scenario, {figure("L", 0, 0, 1.0), figure("w.1.0.0", 200, 0, 1.0), figure("L", 201, 0, 1.0)}).figures;
    CHECK(std::isfinite(answers[0].value));
    for (const std::size_t i : {1u, 2u}) CHECK(std::isnan(answers[i].value));
    CHECK(answers[2].agreement == PrintAgreement::Differs);
}

}  // namespace printed_test
