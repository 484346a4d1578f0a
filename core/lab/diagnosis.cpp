#include "lab/diagnosis.hpp"

namespace backprop::lab {
namespace {

void findInLayers(const Health& health, std::vector<Diagnosis>& all) {
    const int depth = static_cast<int>(health.layers.size());
    for (int l = 1; l < depth; ++l) {
        const LayerHealth& layer = health.layers[static_cast<std::size_t>(l - 1)];
        if (layer.units > 1 && layer.equal == layer.units)
            all.push_back({.finding = Finding::Symmetric,
                           .layer = l,
                           .count = layer.units,
                           .of = layer.units,
                           .focus = quantity::weight(l, 0, 0)});
    }
    for (int l = 1; l < depth; ++l) {
        const LayerHealth& layer = health.layers[static_cast<std::size_t>(l - 1)];
        if (layer.dead > 0 && 2 * layer.dead >= layer.units)
            all.push_back({.finding = Finding::DeadUnits,
                           .layer = l,
                           .count = layer.dead,
                           .of = layer.units,
                           .focus = quantity::weight(l, layer.firstDead, 0)});
    }
}

void findAcrossLayers(const Health& health, std::vector<Diagnosis>& all) {
    const int depth = static_cast<int>(health.layers.size());
    const LayerHealth &first = health.layers.front(), &last = health.layers.back();
    if (!health.isFused && health.wrongSide > 0 && 4 * health.wrongSide >= health.outputs)
        all.push_back({.finding = Finding::WrongSide,
                       .layer = depth,
                       .count = health.wrongSide,
                       .of = health.outputs,
                       .value = last.slope,
                       .focus = quantity::weight(depth, 0, 0)});
    if (depth < 3) return;
    if (first.delta >= 100.0 * last.delta && last.delta > 0.0)
        all.push_back({.finding = Finding::Exploding,
                       .layer = depth,
                       .value = first.delta,
                       .other = last.delta,
                       .focus = quantity::weight(1, 0, 0)});
    if (first.gradient > 0.0 && first.gradient <= 1e-3 * last.gradient)
        all.push_back({.finding = Finding::Vanishing,
                       .layer = depth,
                       .value = first.gradient,
                       .other = last.gradient,
                       .focus = quantity::weight(1, 0, 0)});
}

/// How much of the loss a fall is; of a loss of 0 there is none.
double partOf(double fall, double loss) { return loss == 0.0 ? 0.0 : fall / loss; }

void findInStep(const Health& health, const NextStep& next, const RunFacts& facts, std::vector<Diagnosis>& all) {
    const double steps = health.step * health.curvature;
    const double limit = next.kind == OptimizerKind::Momentum ? 2.0 * (1.0 + next.momentum) : 2.0;
    const bool hasFallen = facts.firstLoss > 0.0 && facts.lastLoss < 0.9 * facts.firstLoss;
    // Far from a parabola the loss may overflow: NaN is not below it either.
    if (steps > limit && !(health.nextLoss <= health.loss) && !(next.kind == OptimizerKind::Adam && hasFallen))
        all.push_back(
            {.finding = Finding::Overshooting, .value = steps, .other = health.nextLoss, .focus = health.steepest});
    if (all.empty() && facts.lastLoss > 2.0 * facts.lowestLoss)
        all.push_back(
            {.finding = Finding::Rising, .value = facts.lowestLoss, .other = facts.lastLoss, .focus = health.steepest});
    if (health.cancelling <= 0.05 && health.hasClasses && health.right < health.samples)
        all.push_back({.finding = Finding::NotSeparable,
                       .layer = 1,
                       .count = health.samples - health.right,
                       .of = health.samples,
                       .value = health.cancelling,
                       .focus = health.steepest});
    const double best = partOf(health.bestFall, health.loss),
                 fall = partOf(health.fall * next.updatesPerEpoch, health.loss);
    if (fall < 1e-3 && best >= 1e-2 && steps <= 2e-2)
        all.push_back({.finding = Finding::TooSmall, .value = fall, .other = best, .focus = health.steepest});
}

}  // namespace

std::vector<Diagnosis> diagnose(const Health& health, const NextStep& next, const RunFacts& facts) {
    std::vector<Diagnosis> all;
    if (facts.hasDiverged) all.push_back({.finding = Finding::Diverged, .focus = health.steepest});
    const bool isRight = health.hasClasses && health.right == health.samples;
    if (isRight && all.empty())
        return {{.finding = Finding::Learnt, .count = health.right, .of = health.samples, .focus = health.steepest}};
    findInLayers(health, all);
    findAcrossLayers(health, all);
    findInStep(health, next, facts, all);
    if (!all.empty()) return all;
    const double best = partOf(health.bestFall, health.loss);
    if (best < 1e-3) return {{.finding = Finding::Settled, .value = best, .focus = health.steepest}};
    return {{.finding = Finding::Healthy, .value = facts.firstLoss, .other = facts.lastLoss, .focus = health.steepest}};
}

}  // namespace backprop::lab
