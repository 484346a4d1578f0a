// Each loss is defined once; here its three forms, its factor and its fused form are held together.

#include "network/loss.hpp"

#include "catch.hpp"
#include "expressions/differentiate.hpp"
#include "expressions/evaluate.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"
#include "training/backward.hpp"

using namespace backprop;
using namespace support;

namespace {

const Quantity outputSymbol = quantity::output(1, 0);
const Quantity tSymbol = quantity::target(0);

struct LossPoint : Environment {
    LossPoint(double outputValue, double targetValue) : a(outputValue), t(targetValue) {}
    double value(const Quantity& q) const override { return q == outputSymbol ? a : t; }
    double a;
    double t;
};

std::string at(const Loss& loss, double a, double t) {
    return std::string(loss.id) + " at a = " + full(a) + ", t = " + full(t);
}

double term(const Loss& loss, double a, double t) { return loss.term(a, 1.0 - a, t); }

Vector one(double value) { return Vector::Constant(1, value); }

/// The fused term and delta of a single output, from its weighted sum.
double termFromSum(const Loss& loss, double z, double t) {
    Vector terms(1);
    loss.termsFromSums(one(z), one(t), terms);
    return terms(0);
}

Complex complexTermFromSum(const Loss& loss, const Complex& z, double t) {
    ComplexVector terms(1);
    loss.complexTermsFromSums(ComplexVector::Constant(1, z), one(t), terms);
    return terms(0);
}

double deltaFromSum(const Loss& loss, double z, double t) {
    Vector deltas(1);
    loss.deltasFromSums(one(z), one(activation("sigmoid").value(z)), one(t), deltas);
    return deltas(0);
}

template <class Check>
void forAllPoints(const Check& check) {
    for (const Loss& loss : lossTable())
        for (int i = 1; i < 40; ++i)
            for (const double t : {0.0, 0.25, 0.9, 1.0}) check(loss, i / 40.0, t);
}

}  // namespace

TEST_CASE("the double, complex and symbolic forms of a loss have the same value") {
    forAllPoints([](const Loss& loss, double a, double t) {
        const double value = term(loss, a, t);
        const LossPoint point(a, t);
        checkClose("complex " + at(loss, a, t), loss.complexTerm(Complex(a), Complex(1.0 - a), Complex(t)).real(),
                   value, 4e-15);
        checkClose("symbolic " + at(loss, a, t), Evaluator(point)(loss.formula(Expr(outputSymbol), Expr(tSymbol))),
                   value, 4e-15);
    });
}

TEST_CASE("the slope of a loss is its derivative by complex step and the number of its formula") {
    forAllPoints([](const Loss& loss, double a, double t) {
        const double slope = loss.slope(a, 1.0 - a, t);
        const LossPoint point(a, t);
        const double byStep =
            loss.complexTerm({a, complexStep}, {1.0 - a, -complexStep}, Complex(t)).imag() / complexStep;
        checkWithin("by complex step, " + at(loss, a, t), byStep, slope, 1e-14 * std::max(1.0, std::abs(slope)));
        checkClose("by its formula, " + at(loss, a, t),
                   Evaluator(point)(loss.slopeFormula(Expr(outputSymbol), Expr(tSymbol))), slope, 1e-15);
    });
}

TEST_CASE("every line from the differentiated loss to its slope has the slope's value") {
    forAllPoints([](const Loss& loss, double a, double t) {
        const Expr output(outputSymbol), target(tSymbol);
        auto lines = differentiate(loss.formula(output, target), outputSymbol);
        for (const Rewrite& rewrite : loss.rewrites(output, target))
            lines.push_back({rewrite.rule, false, rewrite.form});
        CHECK(equal(lines.back().form, loss.slopeFormula(output, target)));
        const LossPoint point(a, t);
        const double slope = loss.slope(a, 1.0 - a, t);
        for (const DifferentiationLine& line : lines)
            checkWithin(std::string(toString(line.rule)) + " of " + at(loss, a, t), Evaluator(point)(line.form), slope,
                        2e-14 * std::max(1.0, std::abs(slope)));
    });
}

TEST_CASE("the factor before the sum is the loss's own") {
    const int n = GENERATE(1, 2, 3, 7);
    CHECK(loss("mse").factor(n).value() == 1.0 / n);
    CHECK(loss("half_sse").factor(n).value() == 0.5);
    CHECK(loss("sse").factor(n).value() == 1.0);
    CHECK(loss("bce").factor(n).value() == 1.0);
    CHECK(loss("bce_mean").factor(n).value() == 1.0 / n);
}

TEST_CASE("the fused cross-entropy is the plain one on a sigmoid's output") {
    const Loss& bce = loss("bce");
    const Activation& sigmoid = activation("sigmoid");
    for (int i = -80; i <= 80; ++i)
        for (const double t : {0.0, 0.3, 1.0}) {
            const double z = i / 10.0, a = sigmoid.value(z);
            INFO("z = " << z << ", t = " << t);
            checkClose("term", termFromSum(bce, z, t), term(bce, a, t), 1e-12);
            // The complex form serves its imaginary part: ln(1 + e^z) keeps no more than absolute digits.
            checkWithin("complex term", complexTermFromSum(bce, Complex(z), t).real(), termFromSum(bce, z, t),
                        4e-16 * std::max(1.0, std::abs(z)));
            // The plain form divides by 1 - a, which keeps fewer digits the nearer a is to 1.
            checkWithin("delta", deltaFromSum(bce, z, t), bce.slope(a, sigmoid.oneMinus(z), t) * sigmoid.slope(z, a),
                        3e-16 * (1.0 + std::exp(std::abs(z))));
            checkWithin("delta is a - t", deltaFromSum(bce, z, t), a - t, 5e-16);
            const double byStep = complexTermFromSum(bce, {z, complexStep}, t).imag() / complexStep;
            checkWithin("delta by complex step", byStep, deltaFromSum(bce, z, t), 1e-15);
        }
}

TEST_CASE("a wrong answer at z = 40 costs 40, and its delta is 1") {
    const Loss& bce = loss("bce");
    checkClose("loss", termFromSum(bce, 40.0, 0.0), 40.0, 1e-15);
    CHECK(deltaFromSum(bce, 40.0, 0.0) == 1.0);
    checkClose("loss", termFromSum(bce, -40.0, 1.0), 40.0, 1e-15);
    CHECK(deltaFromSum(bce, -40.0, 1.0) == -1.0);
    CHECK(std::isinf(term(bce, 1.0, 0.0)));
}

TEST_CASE("a right answer at an extreme costs next to nothing, but not exactly nothing") {
    const Loss& bce = loss("bce");
    checkClose("loss at z = 40, t = 1", termFromSum(bce, 40.0, 1.0), std::exp(-40.0), 1e-14);
    checkClose("delta at z = 40, t = 1", deltaFromSum(bce, 40.0, 1.0), -std::exp(-40.0), 1e-14);
}

TEST_CASE("the fused cross-entropy is finite for every z from -1000 to 1000") {
    const Loss& bce = loss("bce");
    for (int z = -1000; z <= 1000; z += 5)
        for (const double t : {0.0, 0.5, 1.0}) {
            INFO("z = " << z << ", t = " << t);
            const double loss = termFromSum(bce, z, t), delta = deltaFromSum(bce, z, t);
            const Complex complexTerm = complexTermFromSum(bce, {static_cast<double>(z), complexStep}, t);
            CHECK((std::isfinite(loss) && loss >= 0.0));
            CHECK((std::isfinite(delta) && std::abs(delta) <= 1.0));
            checkWithin("complex term", complexTerm.real(), loss, 4e-16 * std::max(1.0, loss));
            checkWithin("delta", complexTerm.imag() / complexStep, delta, 1e-12 * std::abs(delta) + 1e-285);
        }
}

TEST_CASE("0 ln 0 counts as 0 in a cross-entropy") {
    const Loss& bce = loss("bce");
    CHECK(term(bce, 0.0, 0.0) == 0.0);
    CHECK(term(bce, 1.0, 1.0) == 0.0);
    CHECK(bce.complexTerm(Complex(1.0), Complex(0.0), Complex(1.0)) == Complex(0.0));
}

TEST_CASE("each loss has the outputs it is fused with, defined on, and the targets it takes") {
    for (const Loss& l : lossTable()) {
        INFO(l.id);
        const bool binary = l.id == "bce" || l.id == "bce_mean", logits = l.id == "bce_with_logits";
        const bool softmax = l.id == "softmax_cross_entropy";
        CHECK(l.targetsAreProbabilities == (binary || logits || softmax));
        for (const Activation& f : activationTable()) {
            INFO("on " << f.id);
            CHECK(l.isFusedWith(f) == ((binary && f.id == "sigmoid") || (softmax && f.id == "softmax")));
            CHECK(l.isDefinedOn(f) == (logits ? f.id == "linear" : softmax ? f.id == "softmax" : true));
        }
    }
}

TEST_CASE("the slope of a cross-entropy at a = t = 0 and a = t = 1 is the limit, 1 and -1") {
    const Loss& bce = loss("bce");
    CHECK(bce.slope(0.0, 1.0, 0.0) == 1.0);
    CHECK(bce.slope(1.0, 0.0, 1.0) == -1.0);
    CHECK(bce.complexTerm({0.0, complexStep}, {1.0, -complexStep}, Complex(0.0)).imag() / complexStep == 1.0);
    CHECK(bce.complexTerm({1.0, complexStep}, {0.0, -complexStep}, Complex(1.0)).imag() / complexStep == -1.0);
}

TEST_CASE("losses are found by their ids and by nothing else") {
    for (const Loss& l : lossTable()) CHECK(findLoss(l.id) == &l);
    for (const char* id : {"", "MSE", "mse ", "cross_entropy"}) {
        CAPTURE(id);
        CHECK(findLoss(id) == nullptr);
    }
}
