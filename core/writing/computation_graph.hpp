#pragma once
// One iteration as a graph of operations: each node has its value from the forward pass and dL/dnode from the backward
// pass, each edge the local derivative d to / d from, and what flows back along it.
//
// A quantity is a node under its own id. What lies inside a definition that is opened has the id of that quantity with
// a number, in the order of computing: `z.2.0:1` is the second product in the weighted sum z.2.0. A definition that is
// not opened is one node, of which only the local derivatives are seen. Both come from the one definition of the
// activation or loss (symbolic_network.hpp).

#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "expressions/expression.hpp"
#include "training/iteration.hpp"

namespace backprop {

enum class Operation {
    Given,          // an input, target, weight, bias or constant
    Add,            // of all operands and the constant
    Subtract,       // the constant or first operand, less the last operand
    Multiply,       // of all operands and the constant
    Divide,         // the constant or first operand, by the last operand
    Negate,         // -operand
    Power,          // operand ^ exponent
    Exp,            // e ^ operand
    Log,            // ln operand
    PositivePart,   // max(0, operand)
    IsPositive,     // 1 where operand > 0, else 0
    WherePositive,  // the first operand where what the definition asks about is positive, else the second
    Sigmoid,        // 1 / (1 + e ^ -operand), where a definition names it
    Function,       // an activation, weighted sum or loss term that is not opened
};

std::string_view toString(Operation operation);

struct GraphNode {
    std::string id;
    Quantity owner;   // the quantity that it is, or inside of whose definition it lies
    bool isQuantity;  // it is `owner` itself
    Operation operation;
    std::optional<Ratio> constant;  // of Add, Subtract, Multiply and Divide
    int exponent;                   // of Power
    double value;
    double gradient;  // dL/dnode: the sum of the flows of all edges that leave it
};

struct GraphEdge {
    int from;           // index of the operand's node
    int to;             // index of the node that takes it in
    double derivative;  // d to / d from
    double flow;        // derivative times the gradient of `to`
};

struct ComputationGraph {
    std::vector<GraphNode> nodes;  // in the order of computing
    std::vector<GraphEdge> edges;
};

struct GraphOptions {
    /// The definitions to open, of z.l.j, a.l.j, L.k or L; nothing: all weighted sums and all of the loss.
    std::optional<std::set<Quantity>> opened;
    /// The quantities to include; nothing: all. Gradients are those of the whole network all the same.
    std::optional<std::set<Quantity>> only;
};

/// Values and gradients of nodes may be non-finite where a form overflows, also in a finite iteration. The gradient of
/// a quantity that back-propagation computes is back-propagation's.
ComputationGraph computationGraph(const Iteration& iteration, const GraphOptions& options);

}  // namespace backprop
