#include <algorithm>
#include <span>

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

val fromLimit(const DigitLimit& limit) {
    if (limit.kind == DigitLoss::None) return val::null();
    Object result;
    result.set("kind", toString(limit.kind));
    result.set("id", fromId(limit.quantity));
    return result.done();
}

}  // namespace

val fromCorner(const Corner* corner) {
    Object result;
    result.set("id", fromId(corner->sum));
    result.set("at", corner->at);
    result.set("z", corner->z);
    result.set("exact", corner->isExact());
    result.set("rounding", corner->rounding);
    result.set("left", corner->left);
    result.set("right", corner->right);
    result.set("taken", corner->taken);
    return result.done();
}

void setCorners(Object& gradient, const GradientCorners& corners) {
    const std::size_t count = corners.passed.size();
    if (count == 0) return;
    Object result;
    result.set("count", static_cast<int>(count));
    result.set("neurons", list(std::span(corners.passed.data(), std::min<std::size_t>(count, 16)), fromCorner));
    result.set("convention", corners.isConvention);
    result.set("left", finiteOrNull(corners.left));
    result.set("right", finiteOrNull(corners.right));
    result.set("above", finiteOrNull(corners.above));
    result.set("below", finiteOrNull(corners.below));
    result.set("mean", finiteOrNull(corners.mean));
    gradient.set("corners", result.done());
}

val fromVerification(const Verification& verification, const Iteration& iteration) {
    Object result;
    result.set("maxRelativeDifference", verification.maxRelativeDifference);
    result.set("parameters", list(verification.parameters, [&](const VerifiedParameter& p) {
                   Object entry;
                   entry.set("id", fromId(p.id));
                   entry.set("backprop", p.backprop);
                   entry.set("symbolic", p.symbolic);
                   entry.set("complexStep", p.complexStep);
                   entry.set("relativeDifference", p.relativeDifference);
                   entry.set("scale", p.scale);
                   setCorners(entry, cornersPassed(iteration, p.id));
                   entry.set("exact", p.exact);
                   entry.set("digits", p.digits);
                   entry.set("limit", fromLimit(p.limit));
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
    setCorners(result, differences.corners);
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
                   if (node.isAfter) entry.set("isAfter", true);
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
