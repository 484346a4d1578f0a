// The lab's module, as wasm/lab/raw.ts describes it. Registration and conversion only; scenarios are read by the
// conversion of the page's own module.

#include <emscripten.h>
#include <emscripten/bind.h>

#include "insight.hpp"

using namespace backprop;
using emscripten::val;
using js::fromNumbers;
using js::RunHandle;

namespace {

val field(const val& object, const char* key) { return object[key]; }
double number(const val& object, const char* key) { return field(object, key).as<double>(); }

/// NaN and 0: no such condition.
lab::StopConditions toStop(const val& given) {
    lab::StopConditions stop{.epochs = static_cast<std::int64_t>(number(given, "epochs")),
                             .epochsWithoutProgress = static_cast<int>(number(given, "epochsWithoutProgress")),
                             .progress = number(given, "progress")};
    const double loss = number(given, "loss");
    if (std::isfinite(loss)) stop.loss = loss;
    return stop;
}

constexpr Ids<lab::StopReason, 5> stopReasons{{{
    {lab::StopReason::None, ""},
    {lab::StopReason::Loss, "loss"},
    {lab::StopReason::Epochs, "epochs"},
    {lab::StopReason::NoProgress, "noProgress"},
    {lab::StopReason::NonFinite, "nonFinite"},
}}};

/// The first samples train, the others test.
val open(const val& document, int trainCount, const val& stop) {
    auto scenario = js::toScenario(document);
    if (!scenario) return js::fromError(scenario.error());
    // Parameters with gradients and moments, samples once more.
    if (!hasMemory(5 * bytesOf(scenario.value()))) return js::fromError(outOfMemory());
    auto& samples = scenario.value().samples;
    std::vector<Sample> test;
    if (trainCount > 0 && static_cast<std::size_t>(trainCount) < samples.size()) {
        test.assign(samples.begin() + trainCount, samples.end());
        samples.resize(static_cast<std::size_t>(trainCount));
        scenario.value().start.position = 0;  // a place among all samples is none among these
    }
    if (auto valid = validate(scenario.value()); !valid) return js::fromError(valid.error());
    auto handle = std::make_shared<RunHandle>(std::move(scenario.value()), toStop(stop), std::move(test));
    js::Object result;
    result.set("run", val(std::move(handle)));
    return result.done();
}

val drawData(int kind, int samples, double noise, double seed) {
    const auto drawn = lab::drawData({.kind = static_cast<lab::DataSet>(kind),
                                      .samples = samples,
                                      .noise = noise,
                                      .seed = static_cast<std::uint32_t>(seed)});
    js::Object result;
    result.set("inputs", drawn.inputs);
    result.set("x", fromNumbers(drawn.x));
    result.set("t", fromNumbers(drawn.t));
    return result.done();
}

void advance(RunHandle& handle, int stride) { handle.run.advance(static_cast<lab::Stride>(stride)); }

void advanceFor(RunHandle& handle, double milliseconds, double epochs) {
    handle.run.advanceWhile([](double end) { return emscripten_get_now() < end; }, emscripten_get_now() + milliseconds,
                            static_cast<std::int64_t>(std::min(epochs, 0x1p53)));
}

void resume(RunHandle& handle) { handle.run.resume(); }

val retrain(RunHandle& handle, const val& training) {
    // Of each parameter an optimizer keeps two numbers at most.
    if (!hasMemory(2 * sizeof(double) * handle.run.trainer().parameters().size())) return js::fromError(outOfMemory());
    handle.run.retrain(js::toTraining(training));
    return js::Object().done();
}

void setStop(RunHandle& handle, const val& stop) { handle.run.setStop(toStop(stop)); }

/// The records of the epochs from that one on: number, loss and loss of the test, by turns.
val recordsFrom(RunHandle& handle, double first) {
    std::vector<double> flat;
    for (const lab::EpochRecord& record : handle.run.records()) {
        if (static_cast<double>(record.epoch) < first) continue;
        for (const double number : {static_cast<double>(record.epoch), record.loss, record.testLoss})
            flat.push_back(number);
    }
    return fromNumbers(flat);
}

val status(RunHandle& handle) {
    const lab::Run& run = handle.run;
    const Progress& progress = run.trainer().progress();
    js::Object result;
    result.set("iteration", static_cast<double>(progress.iteration));
    result.set("epoch", static_cast<double>(progress.epoch));
    result.set("position", progress.position);
    result.set("taken", run.trainer().taken());
    result.set("epochs", static_cast<double>(run.epochs()));
    result.set("recordStride", static_cast<double>(run.recordStride()));
    result.set("batchLoss", run.batchLoss());
    result.set("learningRate", run.trainer().learningRate());
    result.set("bestEpoch", static_cast<double>(run.bestEpoch()));
    result.set("stopped", stopReasons[run.stopped()]);
    if (run.error()) result.set("failure", js::fromError(*run.error()));
    return result.done();
}

/// What a document needs for the next update to be that of this run.
val stateOf(RunHandle& handle) {
    js::Object result;
    js::setState(result, handle.run.scenario().state, handle.run.trainer().progress());
    return result.done();
}

val parametersOf(RunHandle& handle) { return fromNumbers(handle.run.trainer().parameters()); }
val nextBatch(RunHandle& handle) {
    const std::vector<int>& batch = handle.run.nextBatch();
    return fromNumbers({batch.begin(), batch.end()});
}
val bestParameters(RunHandle& handle) { return fromNumbers(handle.run.bestParameters()); }

val score(RunHandle& handle, bool ofTest, double threshold) {
    const auto& samples = ofTest ? handle.run.test() : handle.run.samples();
    const auto [loss, right] = handle.run.score(samples, threshold);
    js::Object result;
    result.set("loss", loss);
    result.set("right", right);
    result.set("samples", samples.count());
    return result.done();
}

lab::InputGrid toGrid(const val& axes, const val& inputs) {
    const auto numbers = emscripten::convertJSArrayToNumberVector<double>(axes);
    const auto fixed = emscripten::convertJSArrayToNumberVector<double>(inputs);
    lab::InputGrid grid{{}, Eigen::Map<const Vector>(fixed.data(), static_cast<Eigen::Index>(fixed.size()))};
    for (std::size_t i = 0; i + 3 < numbers.size(); i += 4)
        grid.axes.push_back({quantity::input(static_cast<int>(numbers[i])), numbers[i + 1], numbers[i + 2],
                             static_cast<int>(numbers[i + 3])});
    return grid;
}

/// The place of the first fault of a grid for that network, null without one: the page may have read it for another.
const char* faultOf(const lab::InputGrid& grid, const Network& network) {
    if (grid.inputs.size() != network.inputs) return "grid.inputs";
    for (const Axis& axis : grid.axes)
        if (axis.id.neuron < 0 || axis.id.neuron >= network.inputs || axis.count < 1) return "grid.axes";
    return nullptr;
}

val outputs(RunHandle& handle, const val& axes, const val& inputs, int layer, int neuron) {
    const lab::InputGrid grid = toGrid(axes, inputs);
    const Network& network = handle.run.scenario().network;
    if (const char* path = faultOf(grid, network)) return js::fromError(outOfRange(path));
    if (layer < 1 || layer > network.depth() || neuron < 0 || neuron >= network.units(layer))
        return js::fromError(outOfRange("grid.neuron"));
    std::vector<double> all(static_cast<std::size_t>(grid.places()));
    outputsOver(handle.run.pass(), grid, layer, neuron, all.data());
    return fromNumbers(all);
}

val allOutputs(RunHandle& handle, const val& axes, const val& inputs) {
    const lab::InputGrid grid = toGrid(axes, inputs);
    if (const char* path = faultOf(grid, handle.run.scenario().network)) return js::fromError(outOfRange(path));
    int neurons = 0;
    for (const Layer& layer : handle.run.scenario().network.layers) neurons += layer.units();
    std::vector<double> all(static_cast<std::size_t>(grid.places()) * static_cast<std::size_t>(neurons));
    allOutputsOver(handle.run.pass(), grid, all.data());
    return fromNumbers(all);
}

}  // namespace

EMSCRIPTEN_BINDINGS(lab) {
    emscripten::class_<RunHandle>("Run")
        .smart_ptr<std::shared_ptr<RunHandle>>("RunPointer")
        .function("advance", &advance)
        .function("advanceFor", &advanceFor)
        .function("resume", &resume)
        .function("retrain", &retrain)
        .function("setStop", &setStop)
        .function("recordsFrom", &recordsFrom)
        .function("status", &status)
        .function("state", &stateOf)
        .function("parameters", &parametersOf)
        .function("bestParameters", &bestParameters)
        .function("nextBatch", &nextBatch)
        .function("score", &score)
        .function("outputs", &outputs)
        .function("allOutputs", &allOutputs)
        .function("condition", &js::condition)
        .function("sizes", &js::sizes)
        .function("trail", &js::trail)
        .function("surface", &js::surface)
        .function("claims", &js::claims);
    emscripten::function("open", &open);
    emscripten::function("drawData", &drawData);
    emscripten::function("catalog", &js::fromCatalog);
}
