// The iteration as a graph of operations: carried back edge by edge it gives back-propagation's numbers.

#include "writing/computation_graph.hpp"

#include <cmath>
#include <map>

#include "catch.hpp"
#include "formulas/symbolic_network.hpp"
#include "support/numbers.hpp"
#include "support/scenarios.hpp"

using namespace backprop;
using namespace support;

namespace {

std::set<Quantity> everything(const Network& network) {
    std::set<Quantity> all{quantity::loss()};
    for (int l = 1; l <= network.depth(); ++l)
        for (int j = 0; j < network.units(l); ++j) {
            all.insert(quantity::weightedSum(l, j));
            all.insert(quantity::output(l, j));
        }
    for (int k = 0; k < network.outputs(); ++k) all.insert(quantity::lossTerm(k));
    return all;
}

/// The three ways to look at it: as it comes, nothing opened, everything opened.
std::vector<GraphOptions> ways(const Network& network) {
    return {{},
            {.opened = std::set<Quantity>{}, .only = std::nullopt},
            {.opened = everything(network), .only = std::nullopt}};
}

std::vector<Scenario> graphScenarios() {
    std::vector<Scenario> all{articleNetwork("mse"), articleNetwork("bce"),
                              makeScenario(1, {{1, "linear"}}, "half_sse", 1)};
    for (const Activation& one : activationTable()) {
        const std::string id(one.id);
        all.push_back(
            makeScenario(3, {{4, one.isPointwise() ? id : "tanh"}, {2, one.isPointwise() ? "sigmoid" : id}}, "mse", 7));
    }
    for (std::uint32_t seed = 1; seed <= 40; ++seed) all.push_back(randomScenario(seed));
    return all;
}

/// dL/dnode from 1 at L and the local derivatives alone; with the sum of the absolute flows, for rounding.
struct Carried {
    std::vector<double> gradient, scale;
};

Carried carriedBack(const ComputationGraph& graph) {
    Carried result{std::vector<double>(graph.nodes.size(), 0.0), std::vector<double>(graph.nodes.size(), 0.0)};
    result.gradient.back() = result.scale.back() = 1.0;
    for (auto node = static_cast<int>(graph.nodes.size()); node-- > 0;)
        for (const GraphEdge& edge : graph.edges) {
            if (edge.to != node) continue;
            const auto from = static_cast<std::size_t>(edge.from), to = static_cast<std::size_t>(edge.to);
            result.gradient[from] += edge.derivative * result.gradient[to];
            result.scale[from] += std::abs(edge.derivative) * result.scale[to];
        }
    return result;
}

std::map<std::string, std::size_t> indexOf(const ComputationGraph& graph) {
    std::map<std::string, std::size_t> index;
    for (std::size_t i = 0; i < graph.nodes.size(); ++i) index[graph.nodes[i].id] = i;
    return index;
}

}  // namespace

TEST_CASE("carried back from L by local derivatives alone, every w, b and z has back-propagation's gradient") {
    for (const Scenario& scenario : graphScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        for (const GraphOptions& options : ways(scenario.network)) {
            const ComputationGraph graph = computationGraph(it, options);
            const Carried carried = carriedBack(graph);
            for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
                const GraphNode& node = graph.nodes[i];
                INFO(gotAndExpected(node.id, carried.gradient[i], node.gradient));
                CHECK(std::abs(carried.gradient[i] - node.gradient) <= 1e-12 * carried.scale[i]);
            }
        }
    }
}

TEST_CASE("the gradients of quantities are back-propagation's to the bit, and their values the iteration's") {
    for (const Scenario& scenario : graphScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        const ComputationGraph graph = computationGraph(it, {});
        const auto index = indexOf(graph);
        for (const Quantity& id : parameters(scenario.network))
            checkSameBits(toString(id), graph.nodes[index.at(toString(id))].gradient, it.value(gradientOf(id)));
        for (int l = 1; l <= scenario.network.depth(); ++l)
            for (int j = 0; j < scenario.network.units(l); ++j) {
                const GraphNode& z = graph.nodes[index.at(toString(quantity::weightedSum(l, j)))];
                checkSameBits(z.id, z.gradient, it.value(quantity::delta(l, j)));
            }
        for (const GraphNode& node : graph.nodes)
            if (node.isQuantity) checkSameBits(node.id, node.value, it.value(node.owner));
        CHECK(graph.nodes.back().id == "L");
        CHECK(graph.nodes.back().gradient == 1.0);
    }
}

TEST_CASE("operations of an opened definition come to the value of the quantity, and operands stand before") {
    for (const Scenario& scenario : graphScenarios()) {
        CAPTURE(describe(scenario));
        const Iteration it = runIteration(scenario, scenario.samples[0]);
        const ComputationGraph graph =
            computationGraph(it, {.opened = everything(scenario.network), .only = std::nullopt});
        for (const GraphEdge& edge : graph.edges) CHECK(edge.from < edge.to);
        for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
            const GraphNode& node = graph.nodes[i];
            if (node.operation != Operation::Add && node.operation != Operation::Multiply) continue;
            const bool add = node.operation == Operation::Add;
            double total = node.constant ? node.constant->value() : add ? 0.0 : 1.0, scale = std::abs(total);
            for (const GraphEdge& edge : graph.edges) {
                if (static_cast<std::size_t>(edge.to) != i) continue;
                const double operand = graph.nodes[static_cast<std::size_t>(edge.from)].value;
                total = add ? total + edge.derivative * operand : total * operand;
                scale += std::abs(operand);
            }
            INFO(gotAndExpected(node.id, node.value, total));
            CHECK(std::abs(node.value - total) <= 1e-14 * std::max(scale, std::abs(total)));
        }
    }
}

TEST_CASE("an output that several neurons take in forks: what flows back along its edges adds up to its gradient") {
    const Scenario scenario = articleNetwork("mse");
    const ComputationGraph graph = computationGraph(runIteration(scenario, scenario.samples[0]), {});
    const std::size_t n1 = indexOf(graph).at("a.2.0");
    double total = 0.0;
    int ways = 0;
    for (const GraphEdge& edge : graph.edges)
        if (static_cast<std::size_t>(edge.from) == n1) {
            total += edge.flow;
            ++ways;
        }
    CHECK(ways == 2);
    checkClose("dL/da.2.0", graph.nodes[n1].gradient, total, 1e-15);
}

TEST_CASE("a sigmoid opens into -z, e^, 1 + and 1 /, its loss term into - , square and the factor") {
    const Scenario scenario = articleNetwork("mse");
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    const ComputationGraph graph = computationGraph(it, {.opened = everything(scenario.network), .only = std::nullopt});
    const auto operations = [&](const Quantity& owner) {
        std::vector<std::string> all;
        for (const GraphNode& node : graph.nodes)
            if (node.owner == owner) all.emplace_back(toString(node.operation));
        return all;
    };
    CHECK(operations(quantity::output(2, 0)) == std::vector<std::string>{"negate", "exp", "add", "divide"});
    CHECK(operations(quantity::lossTerm(0)) == std::vector<std::string>{"subtract", "power", "multiply"});
    CHECK(operations(quantity::weightedSum(2, 0)) ==
          std::vector<std::string>{"multiply", "multiply", "multiply", "add"});
    CHECK(graph.nodes[indexOf(graph).at("L.0")].constant == Ratio{1, 2});
}

TEST_CASE("a part of the graph has the gradients of the whole") {
    const Scenario scenario = makeScenario(20, {{30, "tanh"}, {20, "sigmoid"}}, "mse", 3);
    const Iteration it = runIteration(scenario, scenario.samples[0]);
    const ComputationGraph whole = computationGraph(it, {});
    const std::set<Quantity> only{quantity::weight(1, 4, 2), quantity::input(2), quantity::weightedSum(1, 4),
                                  quantity::output(1, 4), quantity::weightedSum(2, 0)};
    const ComputationGraph part = computationGraph(it, {.opened = std::nullopt, .only = only});
    CHECK(part.nodes.size() == 6);  // the five and the one product whose factors both are there
    const auto index = indexOf(whole);
    for (const GraphNode& node : part.nodes)
        if (node.isQuantity) checkSameBits(node.id, node.gradient, whole.nodes[index.at(node.id)].gradient);
}

TEST_CASE("a saturated neuron under cross-entropy keeps its gradient where the written-out form has none") {
    Scenario scenario = makeScenario(1, {{1, "sigmoid"}}, "bce", 1);
    scenario.network.layers[0].weights(0, 0) = 800.0;
    scenario.network.layers[0].biases(0) = 0.0;
    scenario.samples[0].x(0) = 1.0;
    scenario.samples[0].t(0) = 0.0;
    const ComputationGraph graph = computationGraph(runIteration(scenario, scenario.samples[0]), {});
    const auto index = indexOf(graph);
    CHECK(graph.nodes[index.at("z.1.0")].gradient == 1.0);
    CHECK(graph.nodes[index.at("w.1.0.0")].gradient == 1.0);
    CHECK(graph.nodes[index.at("L")].value == 800.0);
}
