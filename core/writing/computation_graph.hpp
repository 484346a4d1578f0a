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
#include <vector>

#include "training/iteration.hpp"
#include "writing/elementary.hpp"

namespace backprop {

struct GraphNode {
    std::string id;
    Quantity owner;   // the quantity that it is, or inside of whose definition it lies
    bool isQuantity;  // it is `owner` itself; in an update, as it was before
    Operation operation;
    std::optional<Ratio> constant;  // of Add, Subtract, Multiply and Divide
    int exponent;                   // of Power
    double value;
    double gradient;       // dL/dnode: the sum of the flows of all edges that leave it; of an update NaN
    bool isAfter = false;  // of an update: it is `owner` as the update leaves it
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
