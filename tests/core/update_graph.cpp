// The update of a parameter as a graph of operations: worked out node by node it gives the numbers of the steps.

#include "writing/update_graph.hpp"

#include <cmath>
#include <set>

#include "backprop/session.hpp"
#include "catch.hpp"
#include "support/numbers.hpp"
#include "support/optimizers.hpp"
#include "support/scenarios.hpp"
#include "training/update.hpp"

using namespace backprop;
using namespace support;

namespace {

std::vector<Scenario> updateScenarios() {
    std::vector<Scenario> all;
    for (const OptimizerSettings& settings : allSettings())
        for (const int batch : {1, 2}) {
            all.push_back(optimizerScenario(settings));
            all.back().training.batchSize = batch;
        }
    return all;
}

/// The number of an operation on its operands, as the head of computation_graph.hpp says.
double worked(const GraphNode& node, const std::vector<double>& operands) {
    const double constant = node.constant ? node.constant->value() : 0.0;
    double result = node.constant ? constant : operands[0];
    switch (node.operation) {
        case Operation::Add:
            for (std::size_t i = node.constant ? 0 : 1; i < operands.size(); ++i) result += operands[i];
            return result;
        case Operation::Multiply:
            for (std::size_t i = node.constant ? 0 : 1; i < operands.size(); ++i) result *= operands[i];
            return result;
        case Operation::Subtract:
            return result - operands.back();
        case Operation::Divide:
            return result / operands.back();
        case Operation::Power:
            return std::pow(operands[0], node.exponent);
        case Operation::SquareRoot:
            return std::sqrt(operands[0]);
        default:
            FAIL("no operation of an update: " << toString(node.operation));
            return 0.0;
    }
}

}  // namespace

TEST_CASE("each node of an update is its operation on its operands, and the last is the parameter after the update") {
    for (const Scenario& scenario : updateScenarios()) {
        Session session(scenario);
        for (int update = 0; update < 4; ++update) {
            std::vector<std::pair<Quantity, double>> after;
            for (const Quantity& q : parameters(scenario.network)) {
                const ComputationGraph graph = updateGraph(session.batchIteration(), q);
                INFO(toString(q) << ", update " << update);
                std::set<std::string> ids;
                for (std::size_t i = 0; i < graph.nodes.size(); ++i) {
                    const GraphNode& node = graph.nodes[i];
                    CHECK(ids.insert(node.id).second);
                    CHECK(std::isnan(node.gradient));
                    std::vector<double> operands;
                    for (const GraphEdge& edge : graph.edges)
                        if (edge.to == static_cast<int>(i)) {
                            CHECK(edge.from < edge.to);
                            operands.push_back(graph.nodes[static_cast<std::size_t>(edge.from)].value);
                        }
                    CHECK(operands.empty() == (node.operation == Operation::Given));
                    if (node.isAfter) after.push_back({node.owner, node.value});
                    if (node.operation != Operation::Given && node.operation != Operation::Function)
                        checkClose(node.id, worked(node, operands), node.value, 1e-13);
                    if (node.operation == Operation::Given && !isOfUpdate(node.owner.kind) && node.owner != q &&
                        node.owner.layer == 0)
                        CHECK(node.value == session.value(node.owner, 0));
                }
                REQUIRE(graph.nodes.back().isAfter);
                CHECK(graph.nodes.back().owner == q);
            }
            REQUIRE(session.step().ok());
            for (const auto& [q, value] : after) CHECK(session.value(q, 0) == value);
        }
    }
}

TEST_CASE("the graph of an update begins at the gradient that it goes by: of the sample, or of the batch") {
    for (const Scenario& scenario : updateScenarios()) {
        Session session(scenario);
        const Quantity w = quantity::weight(2, 1, 0);
        const ComputationGraph graph = updateGraph(session.batchIteration(), w);
        const Quantity gradient =
            scenario.training.batchSize == 1 ? gradientOf(w) : reducedGradientOf(w, scenario.training.batchReduction);
        int found = 0;
        for (const GraphNode& node : graph.nodes) found += node.owner == gradient ? 1 : 0;
        CHECK(found == 1);
    }
}

TEST_CASE("a bias that no update moves has no graph of one") {
    Scenario scenario = makeScenario(2, {{1, "sigmoid"}}, "mse", 1);
    scenario.training.updateBiases = false;
    Session session(scenario);
    CHECK(updateGraph(session.batchIteration(), quantity::bias(1, 0)).nodes.empty());
    CHECK_FALSE(updateGraph(session.batchIteration(), quantity::weight(1, 0, 1)).nodes.empty());
}
