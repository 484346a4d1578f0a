#include "convert.hpp"

namespace backprop::js {
namespace {

val fromQuotient(const DifferenceQuotient& quotient) {
    Object result;
    result.set("value", finiteOrNull(quotient.value));
    result.set("absoluteError", finiteOrNull(quotient.absoluteError));
    result.set("relativeError", finiteOrNull(quotient.relativeError));
    result.set("roundOff", finiteOrNull(quotient.roundOff));
    result.set("correctDigits", quotient.correctDigits);
    result.set("truncation", quotient.isTruncation());
    return result.done();
}

}  // namespace

val fromVerification(const Verification& verification) {
    Object result;
    result.set("maxRelativeDifference", verification.maxRelativeDifference);
    result.set("parameters", list(verification.parameters, [](const VerifiedParameter& p) {
                   Object entry;
                   entry.set("id", fromId(p.id));
                   entry.set("backprop", p.backprop);
                   entry.set("symbolic", p.symbolic);
                   entry.set("complexStep", p.complexStep);
                   entry.set("relativeDifference", p.relativeDifference);
                   entry.set("scale", p.scale);
                   return entry.done();
               }));
    return result.done();
}

val fromDifferences(const Differences& differences) {
    Object result;
    result.set("id", fromId(differences.id));
    result.set("exact", differences.exact);
    result.set("loss", differences.loss);
    result.set("forward", differences.forward);
    result.set("central", differences.central);
    result.set("complexStep", differences.complexStep);
    result.set("points", list(differences.points, [](const DifferencePoint& point) {
                   Object entry;
                   entry.set("epsilon", point.epsilon);
                   entry.set("lossAbove", finiteOrNull(point.lossAbove));
                   entry.set("lossBelow", finiteOrNull(point.lossBelow));
                   entry.set("imaginaryLoss", finiteOrNull(point.imaginaryLoss));
                   entry.set("moved", point.moved);
                   entry.set("forward", fromQuotient(point.forward));
                   entry.set("central", fromQuotient(point.central));
                   entry.set("complexStep", fromQuotient(point.complexStep));
                   return entry.done();
               }));
    return result.done();
}

val fromGraph(const ComputationGraph& graph) {
    Object result;
    result.set("nodes", list(graph.nodes, [](const GraphNode& node) {
                   Object entry;
                   entry.set("id", node.id);
                   entry.set("owner", fromId(node.owner));
                   entry.set("isQuantity", node.isQuantity);
                   entry.set("operation", toString(node.operation));
                   if (node.constant) entry.set("constant", node.constant->value());
                   if (node.operation == Operation::Power) entry.set("exponent", node.exponent);
                   entry.set("value", finiteOrNull(node.value));
                   entry.set("gradient", finiteOrNull(node.gradient));
                   return entry.done();
               }));
    result.set("edges", list(graph.edges, [](const GraphEdge& edge) {
                   Object entry;
                   entry.set("from", edge.from);
                   entry.set("to", edge.to);
                   entry.set("derivative", finiteOrNull(edge.derivative));
                   entry.set("flow", finiteOrNull(edge.flow));
                   return entry.done();
               }));
    return result.done();
}

}  // namespace backprop::js
