// Each activation is defined once; here its three forms, and the algebra that leads to its slope, are held together.

#include "network/activation.hpp"

#include "catch.hpp"
#include "expressions/differentiate.hpp"
#include "expressions/evaluate.hpp"
#include "support/numbers.hpp"

using namespace backprop;
using namespace support;

namespace {

const Quantity zSymbol = quantity::weightedSum(1, 0);
const Quantity aSymbol = quantity::output(1, 0);

/// z and a = f(z).
struct Point : Environment {
    Point(const Activation& f, double at) : activation(f), z(at) {}
    double value(const Quantity& q) const override { return q == zSymbol ? z : activation.value(z); }
    double oneMinus(const Quantity& q) const override { return q == zSymbol ? 1.0 - z : activation.oneMinus(z); }
    double onePlus(const Quantity& q) const override { return q == zSymbol ? 1.0 + z : activation.onePlus(z); }
    const Activation& activation;
    double z;
};

std::vector<double> moderate() {
    std::vector<double> all;
    for (int i = -300; i <= 300; ++i) all.push_back(i / 10.0);
    return all;
}

std::vector<double> extreme() {
    return {-1000.0, -800.0, -745.2, -710.0, -500.0, -100.0, -40.0, 40.0, 100.0, 500.0, 710.0, 745.2, 800.0, 1000.0};
}

double complexSlope(const Activation& f, double z) { return f.complexValue({z, complexStep}).imag() / complexStep; }

std::vector<Activation> pointwiseActivations() {
    std::vector<Activation> all;
    for (const Activation& f : activationTable())
        if (f.isPointwise()) all.push_back(f);
    return all;
}

std::string at(const Activation& f, double z) { return std::string(f.id) + " at z = " + full(z); }

}  // namespace

TEST_CASE("the double, complex and symbolic forms of an activation have the same value") {
    for (const Activation& f : pointwiseActivations())
        for (const double z : moderate()) {
            const double a = f.value(z);
            const Point point(f, z);
            checkClose("complex " + at(f, z), f.complexValue({z, 0.0}).real(), a, 1e-15 * 8);
            // tanh is written in formulas as a quotient of exponentials, whose numerator cancels near 0.
            checkWithin("symbolic " + at(f, z), Evaluator(point)(f.formula(Expr(zSymbol))), a,
                        8e-16 * std::max(1.0, std::abs(a)));
        }
}

TEST_CASE("the slope of an activation is its derivative by complex step and the number of its formula") {
    for (const Activation& f : pointwiseActivations())
        for (const double z : moderate()) {
            const double slope = f.slope(z, f.value(z));
            const Point point(f, z);
            checkClose("by complex step, " + at(f, z), slope, complexSlope(f, z), 1e-13);
            checkClose("by its formula, " + at(f, z), slope,
                       Evaluator(point)(f.slopeFormula(Expr(zSymbol), Expr(aSymbol))), 1e-15);
        }
}

TEST_CASE("every line from the differentiated activation to its slope has the slope's value") {
    for (const Activation& f : pointwiseActivations()) {
        auto lines = differentiate(f.formula(Expr(zSymbol)), zSymbol);
        for (const Rewrite& rewrite : f.rewrites(Expr(zSymbol), Expr(aSymbol)))
            lines.push_back({rewrite.rule, false, rewrite.form});
        for (int i = -20; i <= 20; ++i) {
            const double z = i / 4.0 + 0.03;
            const Point point(f, z);
            for (std::size_t n = 0; n < lines.size(); ++n)
                checkWithin(
                    "line " + std::to_string(n) + " (" + std::string(toString(lines[n].rule)) + ") of " + at(f, z),
                    Evaluator(point)(lines[n].form), f.slope(z, f.value(z)), 2e-15);
        }
    }
}

TEST_CASE("the derivation of an activation arrives at the slope it is known by") {
    for (const Activation& f : pointwiseActivations()) {
        CAPTURE(f.id);
        const Expr z(zSymbol), a(aSymbol);
        const auto rewrites = f.rewrites(z, a);
        const Expr end = rewrites.empty() ? differentiate(f.formula(z), zSymbol).back().form : rewrites.back().form;
        CHECK(equal(end, f.slopeFormula(z, a)));
    }
    const Expr z(zSymbol), a(aSymbol);
    CHECK(equal(findActivation("sigmoid")->slopeFormula(z, a), a * (1.0 - a)));
    CHECK(equal(findActivation("tanh")->slopeFormula(z, a), 1.0 - square(a)));
    CHECK(equal(findActivation("softplus")->slopeFormula(z, a), sigmoid(z)));
    CHECK(equal(findActivation("silu")->slopeFormula(z, a), sigmoid(z) + a * (1.0 - sigmoid(z))));
    CHECK(equal(findActivation("linear")->slopeFormula(z, a), Expr(1.0)));
}

TEST_CASE("values and slopes stay finite, in range and equal to the complex step from -1000 to 1000") {
    for (const Activation& f : pointwiseActivations())
        for (const double z : extreme()) {
            INFO(at(f, z));
            const double a = f.value(z), slope = f.slope(z, a);
            CHECK(std::isfinite(a));
            CHECK(std::isfinite(slope));
            if (f.id != "silu") CHECK(slope >= 0.0);
            // Below the smallest normal number no relative accuracy is left.
            checkWithin("value of " + at(f, z), f.complexValue({z, complexStep}).real(), a,
                        1e-12 * std::abs(a) + 1e-307);
            checkWithin("slope of " + at(f, z), complexSlope(f, z), slope, 1e-12 * std::abs(slope) + 1e-285);
            CHECK(f.oneMinus(z) == Approx(1.0 - a).margin(1e-15));
            CHECK(f.onePlus(z) == Approx(1.0 + a).margin(1e-15));
        }
}

TEST_CASE("1 - a keeps its digits where a tends to 1") {
    const Activation& sigmoid = *findActivation("sigmoid");
    checkClose("1 - sigmoid(50)", sigmoid.oneMinus(50.0), std::exp(-50.0), 1e-14);
    checkClose("slope of sigmoid at 50", sigmoid.slope(50.0, sigmoid.value(50.0)), std::exp(-50.0), 1e-14);
    const Activation& tanh = *findActivation("tanh");
    checkClose("1 - tanh(30)", tanh.oneMinus(30.0), 2.0 * std::exp(-60.0), 1e-14);
    checkClose("1 + tanh(-30)", tanh.onePlus(-30.0), 2.0 * std::exp(-60.0), 1e-14);
    checkClose("slope of tanh at 30", tanh.slope(30.0, tanh.value(30.0)), 4.0 * std::exp(-60.0), 1e-14);
}

TEST_CASE("the slope of ReLU is 0 at 0 and below, 1 above") {
    const Activation& relu = *findActivation("relu");
    CHECK(relu.slope(0.0, 0.0) == 0.0);
    CHECK(relu.slope(-0.0, 0.0) == 0.0);
    CHECK(relu.slope(-1e-300, 0.0) == 0.0);
    CHECK(relu.slope(1e-300, 1e-300) == 1.0);
    CHECK(complexSlope(relu, 0.0) == 0.0);
    const Point origin(relu, 0.0);
    CHECK(Evaluator(origin)(relu.slopeFormula(Expr(zSymbol), Expr(aSymbol))) == 0.0);
}

TEST_CASE("the slope of leaky ReLU is 0.01 at 0 and below, 1 above") {
    const Activation& leaky = *findActivation("leaky_relu");
    for (const double z : {0.0, -0.0, -1e-300, -1000.0}) {
        CAPTURE(z);
        CHECK(leaky.slope(z, leaky.value(z)) == 0.01);
        CHECK(complexSlope(leaky, z) == Approx(0.01).epsilon(1e-15));
    }
    CHECK(leaky.slope(1e-300, 1e-300) == 1.0);
    CHECK(leaky.value(-1000.0) == -10.0);
    CHECK(leaky.value(1000.0) == 1000.0);
}

TEST_CASE("softplus and SiLU keep their digits in both tails") {
    const Activation& softplus = *findActivation("softplus");
    checkClose("softplus(-700)", softplus.value(-700.0), std::exp(-700.0), 1e-15);
    CHECK(softplus.value(1000.0) == 1000.0);
    checkClose("slope of softplus at -700", softplus.slope(-700.0, softplus.value(-700.0)), std::exp(-700.0), 1e-15);
    checkClose("softplus(-40), complex", softplus.complexValue({-40.0, complexStep}).real(), std::exp(-40.0), 1e-15);
    const Activation& silu = *findActivation("silu");
    checkClose("silu(-700)", silu.value(-700.0), -700.0 * std::exp(-700.0), 1e-15);
    checkClose("slope of silu at -700", silu.slope(-700.0, silu.value(-700.0)), -699.0 * std::exp(-700.0), 1e-13);
    CHECK(silu.value(1000.0) == 1000.0);
    CHECK(silu.slope(1000.0, 1000.0) == 1.0);
    const Point right(softplus, 1000.0);
    CHECK(Evaluator(right)(softplus.formula(Expr(zSymbol))) == 1000.0);
}

TEST_CASE("activations are found by their ids and by nothing else") {
    for (const Activation& f : activationTable()) CHECK(findActivation(f.id) == &f);
    for (const char* id : {"", "Sigmoid", "sigmoid ", "soft_plus", "step"}) {
        CAPTURE(id);
        CHECK(findActivation(id) == nullptr);
    }
}
