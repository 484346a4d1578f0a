// How many digits of a gradient are right is said, and it is true: held against arithmetic with 300 digits
// (tests/data/digits.json), also where all three ways share a rounded number.

#include <cmath>
#include <map>

#include "backprop/finite_difference.hpp"
#include "backprop/verify.hpp"
#include "catch.hpp"
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

/// What was claimed of a group of cases, beside what is right.
struct Claims {
    int count = 0, few = 0, least = 16;
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
        }
    });
    return groups;
}

}  // namespace

TEST_CASE("no more digits are called right than are, and hardly fewer") {
    for (const auto& [group, claims] : verifiedGroups()) {
        const double shy = claims.shy / claims.count;
        std::printf("%-16s %5d gradients, %4d with fewer than 13 digits, least %2d, %.2f digits too few claimed\n",
                    group.c_str(), claims.count, claims.few, claims.least, shy);
        CAPTURE(group, claims.count, shy);
        CHECK(shy < 1.0);
    }
}
