// The network of the article, both losses, to 1e-12: one iteration against worked/article.json.

#include "catch.hpp"
#include "session/session.hpp"
#include "support/data.hpp"
#include "support/numbers.hpp"
#include "writing/derivation.hpp"

using namespace backprop;
using namespace support;

namespace {

struct Article {
    Json values;
    Scenario scenario;
};

/// `L` one of the losses of the file.
Article read(const std::string& loss) {
    const Json file = readData("worked/article.json");
    Json document = file.at("scenario");
    document["loss"] = loss;
    return {file.at("values").at(loss), scenarioOf(document)};
}

/// Every number of a nested array against the quantity that `id` makes of its place.
template <class Id, class Value>
void checkLayers(const Json& layers, const Id& id, const Value& value) {
    for (std::size_t l = 0; l < layers.size(); ++l)
        for (std::size_t j = 0; j < layers[l].size(); ++j) {
            const Quantity q = id(static_cast<int>(l + 1), static_cast<int>(j));
            checkClose(toString(q), value(q), layers[l][j].get<double>(), tolerance);
        }
}

template <class Id, class Value>
void checkMatrices(const Json& layers, const Id& id, const Value& value) {
    for (std::size_t l = 0; l < layers.size(); ++l)
        for (std::size_t j = 0; j < layers[l].size(); ++j)
            for (std::size_t i = 0; i < layers[l][j].size(); ++i) {
                const Quantity q = id(static_cast<int>(l + 1), static_cast<int>(j), static_cast<int>(i));
                checkClose(toString(q), value(q), layers[l][j][i].get<double>(), tolerance);
            }
}

}  // namespace

TEST_CASE("every value of the article's forward pass is right") {
    const std::string loss = GENERATE("mse", "bce");
    CAPTURE(loss);
    const auto [values, scenario] = read(loss);
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    const auto value = [&](const Quantity& q) { return iteration.value(q); };
    checkLayers(values.at("z"), quantity::weightedSum, value);
    checkLayers(values.at("a"), quantity::output, value);
    for (int k = 0; k < 2; ++k) {
        const Quantity term = quantity::lossTerm(k);
        checkClose(toString(term), value(term), values.at("lossTerms").at(static_cast<std::size_t>(k)), tolerance);
    }
    checkClose("L", iteration.pass.loss, values.at("loss"), tolerance);
}

TEST_CASE("every delta and every gradient of the article's network is right") {
    const std::string loss = GENERATE("mse", "bce");
    CAPTURE(loss);
    const auto [values, scenario] = read(loss);
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    const auto value = [&](const Quantity& q) { return iteration.value(q); };
    checkLayers(values.at("delta"), quantity::delta, value);
    checkLayers(values.at("db"), quantity::biasGradient, value);
    checkMatrices(values.at("dW"), quantity::weightGradient, value);
}

TEST_CASE("w3 of the article is reached over two paths, through N4 and N5, of the right values") {
    const std::string loss = GENERATE("mse", "bce");
    CAPTURE(loss);
    const auto [values, scenario] = read(loss);
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    const Derivation derivation = derive(iteration, quantity::weight(2, 0, 0), 6, 100);
    const Json& expected = values.at("dw.2.0.0");
    checkClose("dw.2.0.0", derivation.value, expected.at("value"), tolerance);
    REQUIRE(derivation.paths.size() == 2);
    CHECK(toString(derivation.paths[0].nodes[1]) == "a.3.0");
    CHECK(toString(derivation.paths[1].nodes[1]) == "a.3.1");
    checkClose("path through N4", derivation.paths[0].value, expected.at("throughN4"), tolerance);
    checkClose("path through N5", derivation.paths[1].value, expected.at("throughN5"), tolerance);
    for (const DerivationStage& stage : derivation.stages)
        checkClose("stage " + std::string(toString(stage.kind)), stage.value, expected.at("value"), tolerance);
}

TEST_CASE("after one update every parameter, output and the loss of the article's network is right") {
    const std::string loss = GENERATE("mse", "bce");
    CAPTURE(loss);
    const auto [values, scenario] = read(loss);
    Session session(scenario);
    const auto update = session.step();
    REQUIRE(update.ok());
    const Network& network = session.scenario().network;
    const auto parameter = [&](const Quantity& q) { return *network.parameter(q); };
    checkMatrices(values.at("weightsAfter"), quantity::weight, parameter);
    checkLayers(values.at("biasesAfter"), quantity::bias, parameter);
    const Iteration after = runIteration(session.scenario(), session.scenario().samples[0]);
    checkLayers(values.at("aAfter"), quantity::output, [&](const Quantity& q) { return after.value(q); });
    checkClose("L after the step", after.pass.loss, values.at("lossAfter"), tolerance);
    checkClose("L that the update reports", update.value().loss, values.at("loss"), tolerance);
}

TEST_CASE("the numbers of the well-known mistakes differ from the right gradient of w3") {
    const std::string loss = GENERATE("mse", "bce");
    CAPTURE(loss);
    const auto [values, scenario] = read(loss);
    const Iteration iteration = runIteration(scenario, scenario.samples[0]);
    const double right = iteration.value(quantity::weightGradient(2, 0, 0));
    for (const auto& [mistake, wrong] : values.at("mistakes for dw.2.0.0").items()) {
        INFO(gotAndExpected(mistake, right, wrong.get<double>()));
        CHECK(relativeDifference(right, wrong.get<double>()) > 1e-3);
    }
}
