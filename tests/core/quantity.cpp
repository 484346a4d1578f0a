// Quantity ids: what is printed is read back, and nothing else is read.

#include "expressions/quantity.hpp"

#include <set>

#include "catch.hpp"
#include "network/network.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

std::vector<Quantity> ofEveryKind(int layer, int neuron, int from) {
    return {quantity::input(neuron),
            quantity::target(neuron),
            quantity::weight(layer, neuron, from),
            quantity::bias(layer, neuron),
            quantity::weightedSum(layer, neuron),
            quantity::output(layer, neuron),
            quantity::loss(),
            quantity::lossTerm(neuron),
            quantity::delta(layer, neuron),
            quantity::weightGradient(layer, neuron, from),
            quantity::biasGradient(layer, neuron),
            quantity::learningRate(),
            {QuantityKind::WeightGradientTotal, layer, neuron, from},
            {QuantityKind::BiasGradientTotal, layer, neuron},
            {QuantityKind::LossTotal},
            {QuantityKind::WeightGradientMean, layer, neuron, from},
            {QuantityKind::BiasGradientMean, layer, neuron},
            {QuantityKind::LossMean}};
}

}  // namespace

TEST_CASE("the ids are those of the conventions") {
    const std::vector<std::string> expected{"x.1",          "t.1",        "w.2.1.0",     "b.2.1",     "z.2.1",
                                            "a.2.1",        "L",          "L.1",         "delta.2.1", "dw.2.1.0",
                                            "db.2.1",       "eta",        "sumdw.2.1.0", "sumdb.2.1", "sumL",
                                            "meandw.2.1.0", "meandb.2.1", "meanL"};
    const auto quantities = ofEveryKind(2, 1, 0);
    for (std::size_t i = 0; i < expected.size(); ++i) CHECK(toString(quantities[i]) == expected[i]);
    CHECK(toString(quantity::output(0, 3)) == "x.3");
}

TEST_CASE("every id is read back as the quantity it was printed from") {
    const int layer = GENERATE(1, 2, 12), neuron = GENERATE(0, 9, 10, 1023), from = GENERATE(0, 7, 1023);
    for (const Quantity& q : ofEveryKind(layer, neuron, from)) {
        const std::string id = toString(q);
        CAPTURE(id);
        REQUIRE(parseQuantity(id).has_value());
        CHECK(*parseQuantity(id) == q);
        CHECK(toString(*parseQuantity(id)) == id);
    }
}

TEST_CASE("different quantities have different ids") {
    std::set<std::string> ids;
    std::size_t count = 0;
    for (int layer = 1; layer <= 3; ++layer)
        for (int neuron = 0; neuron < 12; ++neuron)
            for (int from = 0; from < 12; ++from) {
                ids.insert(toString(quantity::weight(layer, neuron, from)));
                ids.insert(toString(quantity::weightGradient(layer, neuron, from)));
                count += 2;
            }
    CHECK(ids.size() == count);
}

TEST_CASE("what is not an id is not read") {
    const std::string text =
        GENERATE(as<std::string>{}, "", ".", "..", "w", "w.", "w.1", "w.1.0", "w.1.0.", "w.1.0.0.0", "w.1.0.0.",
                 ".w.1.0.0", "w..0.0", "w.0.0.0", "b.0.0", "z.0.0", "a.0.0", "delta.0.0", "dw.0.0.0", "db.0.0",
                 "w.1.00.0", "w.01.0.0", "w.-1.0.0", "w.+1.0.0", "w.1.0.0 ", " w.1.0.0", "W.1.0.0", "w,1,0,0",
                 "w.1.0.x", "w.1.0.1e0", "w.1.0.0x", "x", "x.", "x.-0", "x.0.0", "t", "b.1", "b.1.0.0", "z", "a.1",
                 "L.", "L.0.0", "L0", "l", "Loss", "eta.0", "eta.", "Eta", "delta", "delta.1", "d.1.0", "dz.1.0",
                 "x.2147483648", "x.99999999999999999999", "x.0x1", "w.1.0.\xef\xbc\x91", "w.1.0.0\n");
    CAPTURE(text);
    CHECK_FALSE(parseQuantity(text).has_value());
    CHECK_FALSE(parseQuantity(std::string_view("x.0\0", 4)).has_value());
}

TEST_CASE("a network has the quantities within its shape and no others") {
    const Network network = makeScenario(2, {{3, "tanh"}, {1, "linear"}}, "mse", 1).network;
    const auto has = [&](const char* id) { return network.has(*parseQuantity(id)); };
    for (const char* id : {"x.0", "x.1", "t.0", "L", "L.0", "eta", "w.1.2.1", "b.1.2", "z.2.0", "a.1.0", "delta.2.0",
                           "dw.2.0.2", "db.1.2"}) {
        CAPTURE(id);
        CHECK(has(id));
    }
    for (const char* id : {"x.2", "t.1", "L.1", "w.1.3.0", "w.1.0.2", "w.3.0.0", "b.2.1", "z.3.0", "a.1.3", "delta.2.1",
                           "dw.2.0.3", "db.1.3"}) {
        CAPTURE(id);
        CHECK_FALSE(has(id));
    }
}

TEST_CASE("the parameters are listed neuron by neuron, weights before the bias, each once") {
    const Network network = makeScenario(2, {{2, "tanh"}, {1, "linear"}}, "mse", 1).network;
    std::vector<std::string> ids;
    for (const Quantity& id : parameters(network)) ids.push_back(toString(id));
    CHECK(ids == std::vector<std::string>{"w.1.0.0", "w.1.0.1", "b.1.0", "w.1.1.0", "w.1.1.1", "b.1.1", "w.2.0.0",
                                          "w.2.0.1", "b.2.0"});
    CHECK(network.parameterCount() == 9);
    CHECK(network.parameter(quantity::delta(1, 0)) == nullptr);
    CHECK(network.parameter(quantity::weight(1, 2, 0)) == nullptr);
}
