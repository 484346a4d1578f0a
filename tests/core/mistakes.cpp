// Mistakes made by hand: the number that each gives, against loops of plain Python, and against a number in print.

#include "proof/mistakes.hpp"

#include "catch.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

TEST_CASE("each mistake gives the gradients that the same mistake gives in Python") {
    const Json file = readData("mistakes.json");
    std::size_t compared = 0;
    for (const Json& entry : file.at("cases")) {
        const Scenario scenario = scenarioOf(file.at("scenarios").at(entry.at("scenario").get<std::size_t>()));
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        const std::string mistake = entry.at("mistake");
        const int layer = entry.at("layer");
        for (int j = 0; j < scenario.network.layer(layer).weights.rows(); ++j)
            for (int i = 0; i < scenario.network.layer(layer).weights.cols(); ++i) {
                const auto value = mistaken(it, mistake, quantity::weightGradient(layer, j, i));
                INFO(mistake << " in layer " << layer << " of " << describe(scenario));
                REQUIRE(value.has_value());
                const double expected =
                    entry.at("dw").at(static_cast<std::size_t>(j)).at(static_cast<std::size_t>(i)).get<double>();
                checkClose(mistake, *value, expected, 1e-12);
                ++compared;
            }
    }
    CHECK(compared > 500);
}

TEST_CASE("the weights that Mazur updated too early give the error that he printed") {
    const Scenario before = scenarioOf(readData("worked/mazur-2015.json").at("scenario"));
    const Iteration it = runIteration(before, before.samples[0]);
    Scenario after = before;
    for (int l = 1; l <= 2; ++l)
        for (int j = 0; j < 2; ++j)
            for (int i = 0; i < 2; ++i) {
                const auto gradient = mistaken(it, "updated-weights", quantity::weightGradient(l, j, i));
                REQUIRE(gradient.has_value());
                *after.network.parameter(quantity::weight(l, j, i)) -= before.training.learningRate * *gradient;
            }
    const double loss = runIteration(after, after.samples[0]).pass.loss;
    CHECK(std::abs(loss - 0.291027924) < 0.5e-9);
}

TEST_CASE("a mistake that cannot be made gives no number") {
    const Scenario scenario = articleNetwork("mse");
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    const Quantity gradient = quantity::weightGradient(2, 0, 0);
    CHECK_FALSE(mistaken(it, "no-such-mistake", gradient).has_value());
    // Layer 3 has two neurons and layer 2 three: w_jk is not there for every j and k.
    CHECK_FALSE(mistaken(it, "transposed", quantity::weightGradient(2, 2, 0)).has_value());
    const Scenario softmax = makeScenario(2, {{3, "sigmoid"}, {2, "softmax"}}, "softmax_cross_entropy", 7);
    CHECK_FALSE(mistaken(runIteration(softmax, softmax.samples[0]), "wrong-sign", quantity::weightGradient(1, 0, 0))
                    .has_value());
}

TEST_CASE("every mistake has a name of its own") {
    const auto names = mistakes();
    for (std::size_t a = 0; a < names.size(); ++a)
        for (std::size_t b = 0; b < a; ++b) CHECK(names[a] != names[b]);
    CHECK(names.size() == 11);
}
