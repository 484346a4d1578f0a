#pragma once
// One quantity of an iteration, and the key that names it everywhere: in formulas, the diagram, links and tests.
//
//   x.0  t.1  w.2.0.1  b.2.0  z.2.0  a.2.0  L  L.0  delta.2.0  dw.2.0.1  db.2.0  eta
//   sumdw.2.0.1  sumdb.2.0  sumL  meandw.2.0.1  meandb.2.0  meanL
//   gw.2.0.1  vw.2.0.1  vb.2.0  mw.2.0.1  mb.2.0  sw.2.0.1  sb.2.0  mhatw.2.0.1  mhatb.2.0  shatw.2.0.1  shatb.2.0
//   etan  mu  beta1  beta2  epsilon  lambda
//
// Layers count from 1 (the input is layer 0), neurons from 0; weights are named to.from.

#include <compare>
#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace backprop {

enum class QuantityKind {
    Input,           // x.i       input i of the sample
    Target,          // t.k       target of output k
    Weight,          // w.l.j.i   from neuron i of layer l-1 to neuron j of layer l
    Bias,            // b.l.j
    WeightedSum,     // z.l.j     sum_i w.l.j.i a.(l-1).i + b.l.j
    Output,          // a.l.j     f(z.l.j); a.0.i is written x.i
    Loss,            // L
    LossTerm,        // L.k       output k's share of L, the loss's factor included
    Delta,           // delta.l.j dL/dz.l.j
    WeightGradient,  // dw.l.j.i  dL/dw.l.j.i
    BiasGradient,    // db.l.j    dL/db.l.j
    LearningRate,    // eta
    // of a batch of several samples
    WeightGradientTotal,  // sumdw.l.j.i  dw.l.j.i added up over the samples so far
    BiasGradientTotal,    // sumdb.l.j
    LossTotal,            // sumL
    WeightGradientMean,   // meandw.l.j.i the sum over all samples, divided by their number
    BiasGradientMean,     // meandb.l.j
    LossMean,             // meanL
    // of an optimizer (network/optimizer.hpp)
    DecayedGradient,        // gw.l.j.i     dL/dw + lambda w
    WeightVelocity,         // vw.l.j.i     kept from update to update, as the moments are
    BiasVelocity,           // vb.l.j
    WeightFirstMoment,      // mw.l.j.i     mean of g, weighted towards the last updates
    BiasFirstMoment,        // mb.l.j
    WeightSecondMoment,     // sw.l.j.i     that of g^2
    BiasSecondMoment,       // sb.l.j
    WeightFirstCorrected,   // mhatw.l.j.i  corrected for its start at 0
    BiasFirstCorrected,     // mhatb.l.j
    WeightSecondCorrected,  // shatw.l.j.i
    BiasSecondCorrected,    // shatb.l.j
    ScheduledRate,          // etan         the learning rate of the epoch, by the schedule
    Momentum,               // mu
    FirstBeta,              // beta1
    SecondBeta,             // beta2
    Epsilon,                // epsilon
    WeightDecay,            // lambda
};

/// Whether there is one for every weight.
bool isPerWeight(QuantityKind kind);
/// Whether there is one at a neuron or a weight of a layer.
bool isLayered(QuantityKind kind);
/// Whether an update computes it for a parameter: the decayed gradient, velocity, moments.
constexpr bool isOfUpdate(QuantityKind kind) {
    return kind >= QuantityKind::DecayedGradient && kind <= QuantityKind::BiasSecondCorrected;
}
/// Velocity and moments, which the next update reads.
constexpr bool isKept(QuantityKind kind) {
    return kind >= QuantityKind::WeightVelocity && kind <= QuantityKind::BiasSecondMoment;
}

struct Quantity {
    QuantityKind kind = QuantityKind::Loss;
    int layer = 0;   // 1 ... number of layers; 0 where the kind has none
    int neuron = 0;  // from 0; the input, target or term index for x, t and L.k
    int from = 0;    // only for weights and what there is one of for each weight

    auto operator<=>(const Quantity&) const = default;
};

constexpr bool isParameter(const Quantity& q) { return q.kind == QuantityKind::Weight || q.kind == QuantityKind::Bias; }
/// The output of a neuron, or an input, which is the output of layer 0.
constexpr bool isOutput(const Quantity& q) { return q.kind == QuantityKind::Output || q.kind == QuantityKind::Input; }

/// The weight or bias that a gradient, a velocity or a moment belongs to.
inline Quantity parameterOf(const Quantity& q) {
    return {isPerWeight(q.kind) ? QuantityKind::Weight : QuantityKind::Bias, q.layer, q.neuron, q.from};
}

/// The gradient, velocity or moment that belongs to a parameter, by its kind for weights; that for biases follows it.
constexpr Quantity belongingTo(QuantityKind ofWeights, const Quantity& parameter) {
    const int after = parameter.kind == QuantityKind::Weight ? 0 : 1;
    return {static_cast<QuantityKind>(static_cast<int>(ofWeights) + after), parameter.layer, parameter.neuron,
            parameter.from};
}

namespace quantity {

constexpr Quantity input(int i) { return {QuantityKind::Input, 0, i, 0}; }
constexpr Quantity target(int k) { return {QuantityKind::Target, 0, k, 0}; }
constexpr Quantity weight(int layer, int to, int from) { return {QuantityKind::Weight, layer, to, from}; }
constexpr Quantity bias(int layer, int neuron) { return {QuantityKind::Bias, layer, neuron, 0}; }
constexpr Quantity weightedSum(int layer, int neuron) { return {QuantityKind::WeightedSum, layer, neuron, 0}; }
/// The output of a neuron; for layer 0 that is the input itself.
constexpr Quantity output(int layer, int neuron) {
    return layer == 0 ? input(neuron) : Quantity{QuantityKind::Output, layer, neuron, 0};
}
constexpr Quantity loss() { return {QuantityKind::Loss, 0, 0, 0}; }
constexpr Quantity lossTerm(int k) { return {QuantityKind::LossTerm, 0, k, 0}; }
constexpr Quantity delta(int layer, int neuron) { return {QuantityKind::Delta, layer, neuron, 0}; }
constexpr Quantity weightGradient(int layer, int to, int from) {
    return {QuantityKind::WeightGradient, layer, to, from};
}
constexpr Quantity biasGradient(int layer, int neuron) { return {QuantityKind::BiasGradient, layer, neuron, 0}; }
constexpr Quantity learningRate() { return {QuantityKind::LearningRate, 0, 0, 0}; }

}  // namespace quantity

/// The first part of the kind's ids: `w`. A loss term has that of the loss.
std::string_view prefixOf(QuantityKind kind);

/// The id: `w.2.0.1`.
std::string toString(const Quantity& q);

/// The quantity of an id; nothing if the text is not an id. Only the form is checked, not whether a network has it.
std::optional<Quantity> parseQuantity(std::string_view text);

}  // namespace backprop
