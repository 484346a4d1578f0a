#include "insight.hpp"

namespace backprop::js {
namespace {

constexpr Ids<lab::Finding, 13> findings{{{
    {lab::Finding::Diverged, "diverged"},
    {lab::Finding::Symmetric, "symmetric"},
    {lab::Finding::DeadUnits, "deadUnits"},
    {lab::Finding::WrongSide, "wrongSide"},
    {lab::Finding::Exploding, "exploding"},
    {lab::Finding::Vanishing, "vanishing"},
    {lab::Finding::Overshooting, "overshooting"},
    {lab::Finding::Rising, "rising"},
    {lab::Finding::NotSeparable, "notSeparable"},
    {lab::Finding::TooSmall, "tooSmall"},
    {lab::Finding::Settled, "settled"},
    {lab::Finding::Learnt, "learnt"},
    {lab::Finding::Healthy, "healthy"},
}}};

val fromLayer(const lab::LayerHealth& layer) {
    Object result;
    result.set("weights", layer.weights).set("gradient", layer.gradient).set("delta", layer.delta);
    result.set("slope", layer.slope).set("units", layer.units).set("dead", layer.dead);
    result.set("saturated", layer.saturated).set("equal", layer.equal).set("largestWeight", layer.largestWeight);
    return result.set("histogram", list(layer.histogram, [](int count) { return val(count); })).done();
}

val fromHealth(const lab::Health& health) {
    Object result;
    result.set("layers", list(health.layers, fromLayer)).set("samples", health.samples).set("loss", health.loss);
    result.set("gradient", health.gradient).set("curvature", health.curvature).set("step", health.step);
    result.set("nextLoss", health.nextLoss).set("fall", health.fall).set("bestFall", health.bestFall);
    result.set("steepest", fromId(health.steepest)).set("right", health.right).set("wrongSide", health.wrongSide);
    return result.set("outputs", health.outputs).set("cancelling", health.cancelling).done();
}

val fromDiagnosis(const lab::Diagnosis& one) {
    Object result;
    result.set("finding", findings[one.finding]).set("layer", one.layer).set("count", one.count).set("of", one.of);
    return result.set("value", one.value).set("other", one.other).set("focus", fromId(one.focus)).done();
}

/// Weights and biases of that network; null for another id.
std::optional<std::vector<Quantity>> parametersOf(const val& ids, const Network& network) {
    std::vector<Quantity> all;
    for (const std::string& id : emscripten::vecFromJSArray<std::string>(ids)) {
        const auto parsed = parseQuantity(id);
        if (!parsed || !network.parameter(*parsed)) return std::nullopt;
        all.push_back(*parsed);
    }
    return all;
}

/// Those parameters, with from, to and count of each; none where the network has not all of them.
std::optional<std::vector<Axis>> axesOf(const val& ids, const val& numbers, const Network& network) {
    const auto parameters = parametersOf(ids, network);
    if (!parameters) return std::nullopt;
    const auto values = emscripten::convertJSArrayToNumberVector<double>(numbers);
    const double* next = values.data();
    std::vector<Axis> axes;
    for (const Quantity& q : *parameters) {
        axes.push_back({q, next[0], next[1], static_cast<int>(next[2])});
        next += 3;
    }
    return axes;
}

val fromSlice(const lab::Slice& slice) {
    Object result;
    result.set("from", slice.axis.from).set("to", slice.axis.to).set("losses", fromNumbers(slice.losses));
    result.set("at", slice.at).set("loss", slice.loss).set("slope", slice.slope).set("next", slice.next);
    return result.set("nextLoss", slice.nextLoss).set("isConvex", slice.isConvex).done();
}

}  // namespace

val condition(RunHandle& handle) {
    const auto [health, diagnoses] = handle.run.condition();
    Object result;
    result.set("epochs", static_cast<double>(handle.run.epochs()));
    return result.set("health", fromHealth(health)).set("diagnoses", list(diagnoses, fromDiagnosis)).done();
}

val sizes(RunHandle& handle, int most) {
    const lab::ThinnedRows& rows = handle.run.watch().sizes();
    const std::size_t stride = rows.count() / static_cast<std::size_t>(most) + 1;
    std::vector<double> all;
    for (std::size_t i = 0; i < rows.count(); ++i) {
        if (i % stride == 0 || i + 1 == rows.count()) all.insert(all.end(), rows.row(i), rows.row(i) + rows.width());
    }
    return fromNumbers(all);
}

val trail(RunHandle& handle, const val& ids) {
    const Network& network = handle.run.scenario().network;
    const auto parameters = parametersOf(ids, network);
    if (!parameters) return fromError(outOfRange("ids"));
    std::vector<std::size_t> places;
    for (const Quantity& q : *parameters) places.push_back(network.indexOf(q));
    const lab::ThinnedRows& rows = handle.run.watch().trail();
    std::vector<double> all;
    const auto add = [&](const double* row) {
        for (const std::size_t place : places) all.push_back(row[place]);
    };
    for (std::size_t i = 0; i < rows.count(); ++i) add(rows.row(i));
    add(handle.run.trainer().parameters().data());
    return fromNumbers(all);
}

val surface(RunHandle& handle, const val& ids, const val& numbers) {
    const auto axes = axesOf(ids, numbers, handle.run.scenario().network);
    return axes ? fromNumbers(lab::lossesOver(handle.run.measured(), *axes)) : fromError(outOfRange("axes"));
}

val claims(RunHandle& handle, const val& ids, const val& numbers) {
    const auto axes = axesOf(ids, numbers, handle.run.scenario().network);
    if (!axes || axes->empty()) return fromError(outOfRange("axes"));
    const Scenario scenario = handle.run.measured();
    Object result;
    const lab::Slice output = lab::sliceOfOutput(scenario, axes->front().count);
    result.set("output", fromSlice(output)).set("weight", fromSlice(lab::sliceOf(scenario, axes->front())));
    if (const auto midpoint = lab::midpointOf(scenario)) {
        Object found;
        found.set("first", midpoint->first).set("second", midpoint->second).set("loss", midpoint->loss);
        found.set("middle", midpoint->middle).set("losses", fromNumbers(midpoint->losses));
        result.set("midpoint", found.done());
    }
    if (const auto least = lab::leastSquaresOf(scenario)) {
        Object found;
        found.set("loss", least->loss).set("parameters", fromNumbers(least->parameters));
        found.set("distance", least->distance).set("gradientBefore", least->gradientBefore);
        result.set("leastSquares", found.done());
    }
    return result.done();
}

}  // namespace backprop::js
