// Weighted sums from -1000 to 1000 through every activation of an output and every loss: what mathematics has finite is
// finite, and nothing is ever without a value.

#include "backprop/iteration.hpp"
#include "backprop/verify.hpp"
#include "catch.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

std::vector<double> sums() {
    return {-1000.0, -800.0, -745.2, -710.0, -400.0, -40.0, -20.0, -1.0,  0.0,
            1.0,     20.0,   40.0,   400.0,  710.0,  745.2, 800.0, 1000.0};
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
/// Of a softmax, a tanh or a softplus far out a or 1 - a is less than the smallest double: then it counts as 0.
bool hasLoss(const Iteration& it) {
    const Loss& loss = it.loss();
    const Activation& output = it.network().outputActivation();
    if ((loss.id != "bce" && loss.id != "bce_mean") || loss.isFusedWith(output)) return true;
    for (Eigen::Index k = 0; k < 2; ++k) {
        const double a = it.pass.a[1](k), t = it.sample->t(k), rest = output.rest(it.pass.z[1], it.pass.a[1], k);
        if ((t > 0.0 && !(a > 0.0)) || (t < 1.0 && !(rest > 0.0))) return false;
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
            const bool agrees = p.relativeDifference <= 1e-12;
            if (!agrees) CHECK(agrees);
        }
    });
}
