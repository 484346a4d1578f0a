// What quantities are called by each scheme, in plain text and in LaTeX.

#include "formulas/naming.hpp"

#include <set>

#include "catch.hpp"
#include "formulas/symbols.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

constexpr Naming schemes[] = {Naming::Own, Naming::Layers, Naming::Units, Naming::Reading};

std::string latexBy(const Scenario& scenario, const Writing& writing, const Quantity& q) {
    return SymbolTable(scenario, writing).plain(q);
}

Scenario named() {
    Scenario scenario = articleNetwork("mse");
    scenario.names = {{quantity::output(2, 0), "N1"}, {quantity::weight(2, 0, 0), "w3"}, {quantity::input(0), "50%"}};
    return scenario;
}

}  // namespace

TEST_CASE("each scheme has names of its own for the weights of the article") {
    const Scenario scenario = named();
    const auto [naming, w, other, bias, sum, input] =
        GENERATE(table<Naming, std::string, std::string, std::string, std::string, std::string>({
            {Naming::Own, "w_{3}", "w^{(2)}_{12}", "b_{\\text{N1}}", "z_{\\text{N1}}", "\\text{50\\%}"},
            {Naming::Layers, "w^{(2)}_{11}", "w^{(2)}_{12}", "b^{(2)}_{1}", "z^{(2)}_{1}", "x_{1}"},
            {Naming::Units, "w_{63}", "w_{64}", "b_{6}", "z_{6}", "x_{1}"},
            {Naming::Reading, "w_{7}", "w_{8}", "b_{4}", "z_{\\text{N1}}", "\\text{50\\%}"},
        }));
    CHECK(latexBy(scenario, {Notation::Scalar, naming}, quantity::weight(2, 0, 0)) == w);
    CHECK(latexBy(scenario, {Notation::Scalar, naming}, quantity::weight(2, 0, 1)) == other);
    CHECK(latexBy(scenario, {Notation::Article, naming}, quantity::bias(2, 0)) == bias);
    CHECK(latexBy(scenario, {Notation::Scalar, naming}, quantity::weightedSum(2, 0)) == sum);
    CHECK(latexBy(scenario, {Notation::Scalar, naming}, quantity::input(0)) == input);
}

TEST_CASE("sums and matrices call everything by layers, and so does an index that stands for any layer") {
    const Scenario scenario = named();
    for (const Naming naming : schemes) {
        for (const Notation notation : {Notation::Indexed, Notation::Matrices})
            CHECK(latexBy(scenario, {notation, naming}, quantity::weight(2, 0, 0)) == "w^{(2)}_{11}");
        const Quantity general = quantity::weight(index::layer, index::j, index::i);
        CHECK(latexBy(scenario, {Notation::Scalar, naming}, general) == "w^{(l)}_{ji}");
    }
}

TEST_CASE("no scheme gives two weights or biases one name, and neurons from the tenth on have a comma") {
    const Scenario scenario = makeScenario(3, {{12, "tanh"}, {11, "tanh"}, {2, "linear"}}, "mse", 7);
    for (const Naming naming : schemes) {
        std::set<std::string> names;
        for (const Quantity& q : parameters(scenario.network))
            names.insert(latexBy(scenario, {Notation::Scalar, naming}, q));
        CHECK(names.size() == static_cast<std::size_t>(scenario.network.parameterCount()));
    }
    CHECK(latexBy(scenario, {Notation::Scalar, Naming::Layers}, quantity::weight(1, 11, 2)) == "w^{(1)}_{12,3}");
    CHECK(latexBy(scenario, {Notation::Scalar, Naming::Units}, quantity::weight(1, 11, 2)) == "w_{15,3}");
}

TEST_CASE("the id of a scheme is read back, and nothing else is") {
    for (const Naming naming : schemes) CHECK(parseNaming(toString(naming)) == naming);
    CHECK_FALSE(parseNaming("Own"));
    CHECK_FALSE(parseNaming(""));
}
