// Random networks against PyTorch's autograd: single samples, and batches reduced by mean and by sum.

#include "catch.hpp"
#include "session/session.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"

using namespace backprop;
using namespace support;

namespace {

/// Relative to the number itself, or where terms cancel, to the largest number beside it.
void check(const Quantity& q, double got, double expected, double largest) {
    INFO(gotAndExpected(toString(q), got, expected));
    CHECK(std::abs(got - expected) <= tolerance * std::max(std::abs(expected), largest * 1e-2));
}

double largestIn(const Json& numbers) {
    if (numbers.is_number()) return std::abs(numbers.get<double>());
    double largest = 0.0;
    for (const Json& inner : numbers) largest = std::max(largest, largestIn(inner));
    return largest;
}

}  // namespace

TEST_CASE("loss and gradients of random networks and batches are those of an independent autodiff") {
    const Json file = readData("autodiff.json");
    CHECK(file.at("cases").size() == 50);
    for (const Json& entry : file.at("cases")) {
        INFO(entry.at("scenario").at("title").get<std::string>());
        Session session(scenarioOf(entry.at("scenario")));
        const auto result = session.gradientsOfAll();
        REQUIRE(result.ok());
        checkClose("L", result.value()->loss, entry.at("loss"), tolerance);
        for (const Quantity& id : parameters(session.scenario().network)) {
            const auto l = static_cast<std::size_t>(id.layer - 1), j = static_cast<std::size_t>(id.neuron);
            const bool weight = id.kind == QuantityKind::Weight;
            const Json& layer = entry.at(weight ? "dW" : "db").at(l);
            const Json& expected = weight ? layer.at(j).at(static_cast<std::size_t>(id.from)) : layer.at(j);
            check(gradientOf(id), result.value()->gradients.at(id), expected, largestIn(layer));
        }
    }
}

TEST_CASE("weighted sums and outputs of random networks are those of an independent autodiff") {
    const Json file = readData("autodiff.json");
    int checked = 0;
    for (const Json& entry : file.at("cases")) {
        if (!entry.contains("z")) continue;
        ++checked;
        INFO(entry.at("scenario").at("title").get<std::string>());
        const Scenario scenario = scenarioOf(entry.at("scenario"));
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        for (int l = 1; l <= scenario.network.depth(); ++l)
            for (int j = 0; j < scenario.network.units(l); ++j) {
                const auto row = static_cast<std::size_t>(l - 1), column = static_cast<std::size_t>(j);
                const Quantity z = quantity::weightedSum(l, j), a = quantity::output(l, j);
                check(z, it.value(z), entry.at("z").at(row).at(column), largestIn(entry.at("z").at(row)));
                check(a, it.value(a), entry.at("a").at(row).at(column), largestIn(entry.at("a").at(row)));
            }
    }
    CHECK(checked == 40);
}
