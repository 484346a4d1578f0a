// How many digits of a gradient are right is shown, and it is true: compared with arithmetic with 300 digits
// (tests/data/digits.json), also where all three ways share a rounded number.

#include <cmath>
#include <map>

#include "catch.hpp"
#include "proof/finite_difference.hpp"
#include "proof/verify.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

/// The nearest double to the right gradient, and what that leaves.
struct Right {
    double nearest, rest;

    /// Significant digits of a value that are right; the nearest double has all 16.
    double digitsOf(double value) const {
        if (value == nearest) return 16.0;
        const double error = std::abs((value - nearest) - rest);
        return nearest == 0.0 ? 0.0 : std::max(0.0, -std::log10(error / std::abs(nearest)));
    }
};

Right expectedGradient(const Json& expected, const Quantity& id) {
    const auto l = static_cast<std::size_t>(id.layer - 1), j = static_cast<std::size_t>(id.neuron);
    const Json& pair = id.kind == QuantityKind::Bias
                           ? expected.at("biases").at(l).at(j)
                           : expected.at("weights").at(l).at(j).at(static_cast<std::size_t>(id.from));
    return {pair.at(0).get<double>(), pair.at(1).get<double>()};
}

template <class Check>
void forAllReferences(const Check& check) {
    const Json data = readData("digits.json");
    for (const Json& one : data.at("cases")) {
        const Scenario scenario = scenarioOf(one);
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        const std::string group = one.at("group");
        INFO(group << ", " << describe(scenario));
        const auto error = firstNonFinite(it);
        const std::string first = error ? toString(error->quantity) : "";
        CHECK(first == "");
        if (!error) check(group, it, one.at("expected"));
    }
}

/// Digits on which the three ways agree, right or not.
double agreedOn(const VerifiedParameter& p) {
    const auto [low, high] = std::minmax({p.backprop, p.symbolic, p.complexStep});
    return low == high ? 16.0 : std::floor(-std::log10((high - low) / std::max(std::abs(low), std::abs(high))));
}

/// The digits claimed for a group of cases, beside the right ones.
struct Claims {
    int count = 0, few = 0, least = 16, agreed = 0;
    double shy = 0.0;
};

std::map<std::string, Claims> verifiedGroups() {
    std::map<std::string, Claims> groups;
    forAllReferences([&](const std::string& group, const Iteration& it, const Json& expected) {
        for (const VerifiedParameter& p : verify(it, parameters(it.network())).parameters) {
            const Right right = expectedGradient(expected, p.id);
            double digits = 16.0;
            for (const double value : {p.backprop, p.symbolic, p.complexStep})
                digits = std::min(digits, right.digitsOf(value));
            INFO(toString(p.id) << ": " << full(p.backprop) << ", right " << full(right.nearest) << ", exact "
                                << full(p.exact) << ", claimed " << p.digits << ", are " << digits);
            if (p.digits > digits) CHECK(p.digits <= digits);
            Claims& claims = groups[group];
            ++claims.count;
            claims.few += p.digits < manyDigits;
            claims.least = std::min(claims.least, p.digits);
            claims.shy += digits - p.digits;
            claims.agreed += agreedOn(p) > digits + 2.0;
        }
    });
    return groups;
}

/// One neuron under half a squared error, with an input of 1.
Scenario oneNeuron(const std::string& activation, double weight, double bias, double t) {
    Scenario scenario = makeScenario(1, {{1, activation}}, "half_sse", 1);
    scenario.network.layer(1).weights << weight;
    scenario.network.layer(1).biases << bias;
    scenario.samples[0].x << 1.0;
    scenario.samples[0].t << t;
    return scenario;
}

VerifiedParameter verified(const Scenario& scenario, const Quantity& id) {
    return verify(runIteration(scenario, scenario.samples[0]), {id}).parameters.front();
}

void checkLimit(const VerifiedParameter& p, DigitLoss kind, const std::string& id) {
    INFO(p.digits << " digits, exact " << full(p.exact));
    CHECK(toString(p.limit.kind) == toString(kind));
    CHECK(toString(p.limit.quantity) == id);
}

const Quantity weight = quantity::weight(1, 0, 0);

}  // namespace

TEST_CASE("no more digits are called right than are, and hardly fewer") {
    int agreed = 0;
    for (const auto& [group, claims] : verifiedGroups()) {
        const double shy = claims.shy / claims.count;
        std::printf(
            "%-16s %5d gradients, %4d with fewer than 13 digits, least %2d; the three agree on wrong ones in %4d; "
            "%.2f digits too few claimed\n",
            group.c_str(), claims.count, claims.few, claims.least, claims.agreed, shy);
        CAPTURE(group, claims.count, shy);
        CHECK(shy < 1.0);
        if (group == "ordinary") {
            CHECK(claims.least >= 12);
            CHECK(claims.few * 1000 < claims.count);
        }
        agreed += claims.agreed;
    }
    CHECK(agreed > 1000);
}

TEST_CASE("an error a - t that cancels is named as what limits the digits") {
    // sigmoid(-1) is 0.2689414213699951 and more
    const VerifiedParameter p = verified(oneNeuron("sigmoid", -1.0, 0.0, 0.26894142), weight);
    CHECK(p.digits >= 6);
    CHECK(p.digits <= 9);
    checkLimit(p, DigitLoss::Error, "a.1.0");
    CHECK(verified(oneNeuron("sigmoid", -1.0, 0.0, 0.25), weight).limit.kind == DigitLoss::None);
}

TEST_CASE("a weighted sum that cancels is named") {
    Scenario scenario = makeScenario(2, {{1, "relu"}, {1, "linear"}}, "half_sse", 1);
    scenario.network.layer(1).weights << 0.1, 0.2;
    scenario.network.layer(1).biases << -0.3;
    scenario.network.layer(2).weights << 1.0;
    scenario.network.layer(2).biases << 0.0;
    scenario.samples[0].x << 1.0, 1.0;
    scenario.samples[0].t << 1.0;
    // 0.1 + 0.2 - 0.3 of these doubles is 2^-55, and comes to 2^-54
    const VerifiedParameter second = verified(scenario, quantity::weight(2, 0, 0));
    CHECK(second.backprop == -0x1p-54 * (1.0 - 0x1p-54));
    CHECK(second.exact == -0x1p-55);
    CHECK(second.digits == 0);
    checkLimit(second, DigitLoss::Sum, "z.1.0");
    CHECK(verified(scenario, weight).digits == 16);
}

TEST_CASE("a weighted sum that only rounding makes 0 is on the wrong side of the corner, and that is said") {
    // (1 + 2^-30)^2 - (1 + 2^-29) is 2^-60, and comes to 0
    Scenario scenario = makeScenario(1, {{1, "relu"}}, "half_sse", 1);
    scenario.network.layer(1).weights << 1.0 + 0x1p-30;
    scenario.network.layer(1).biases << -(1.0 + 0x1p-29);
    scenario.samples[0].x << 1.0 + 0x1p-30;
    scenario.samples[0].t << 1.0;
    const VerifiedParameter lost = verified(scenario, weight);
    CHECK(lost.backprop == 0.0);
    CHECK(lost.exact == Approx(-1.0));
    CHECK(lost.digits == 0);
    checkLimit(lost, DigitLoss::Sum, "z.1.0");
}

TEST_CASE("a sum that is 0 without rounding is a corner by convention, and its gradient is right") {
    Scenario scenario = oneNeuron("relu", 0.75, -0.75, 1.0);
    CHECK(verified(scenario, weight).digits == 16);
    CHECK(verified(scenario, weight).exact == 0.0);
    scenario = oneNeuron("leaky_relu", 0.75, -0.75, 1.0);
    CHECK(verified(scenario, weight).digits == 16);
    CHECK(verified(scenario, weight).exact == -0.01);
}

TEST_CASE("finite differences are held against the right gradient: the complex step has no more digits than it") {
    forAllReferences([](const std::string&, const Iteration& it, const Json& expected) {
        const Quantity id = parameters(it.network()).front();
        const Right right = expectedGradient(expected, id);
        const Differences d = differences(it, id, {1e-4, 1e-8, 1e-12});
        INFO(toString(id) << ": exact " << full(d.exact) << ", right " << full(right.nearest));
        if (right.nearest != 0.0) checkClose("exact", d.exact, right.nearest, 1e-13);
        for (const DifferencePoint& point : d.points)
            for (const DifferenceQuotient& quotient : {point.forward, point.central, point.complexStep}) {
                INFO(point.epsilon << ": " << full(quotient.value) << ", claimed " << quotient.correctDigits);
                if (quotient.correctDigits > right.digitsOf(quotient.value))
                    CHECK(quotient.correctDigits <= right.digitsOf(quotient.value));
            }
        CHECK_FALSE(d.points.back().complexStep.isTruncation());
    });
}
