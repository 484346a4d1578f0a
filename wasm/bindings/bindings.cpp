// The module's interface, as raw.ts describes it. Registration only: core computes, convert.cpp converts. Nothing is
// thrown across the boundary.

#include <emscripten.h>
#include <emscripten/bind.h>
#include <malloc.h>

#include <cmath>
#include <memory>
#include <utility>

#include "convert.hpp"

using namespace backprop;
using emscripten::val;

namespace {

int liveSessions = 0;

/// A session as JavaScript holds it.
class Handle {
public:
    Handle(Scenario scenario, std::size_t attachedBytes) : session(std::move(scenario), attachedBytes) {
        ++liveSessions;
    }
    ~Handle() { --liveSessions; }
    Handle(const Handle&) = delete;
    Handle& operator=(const Handle&) = delete;

    Session session;
};

val done(const Done&) { return val::object(); }

bool hasSample(const Handle& handle, int sample) {
    return sample >= 0 && static_cast<std::size_t>(sample) < handle.session.scenario().samples.size();
}

/// Runs the iteration of one sample and hands it on if all of it is finite.
template <class Use>
val withFiniteIteration(Handle& handle, int sample, const Use& use) {
    if (!hasSample(handle, sample)) return js::fromError(outOfRange("sample"));
    const Iteration& iteration = handle.session.iterationOf(sample);
    if (const auto error = firstNonFinite(iteration)) return js::fromError(*error);
    return use(iteration);
}

/// Numbers as JavaScript prints them; the module then carries no printing of its own.
NumberFormat numberFormat(int digits) {
    return {digits, [](double value, int places) { return val(value).call<std::string>("toExponential", places - 1); },
            [](double value) { return val(value).call<std::string>("toString"); }};
}

Result<Scenario> readValid(const val& document) {
    auto scenario = js::toScenario(document);
    if (!scenario) return scenario;
    if (const auto valid = validate(scenario.value()); !valid) return valid.error();
    return scenario;
}

std::size_t attachedBytes(const val& document) { return document["attachedBytes"].as<std::size_t>(); }

val open(const val& document) {
    auto scenario = readValid(document);
    if (!scenario) return js::fromError(scenario.error());
    js::Object result;
    result.set("session", val(std::make_shared<Handle>(std::move(scenario.value()), attachedBytes(document))));
    return result.done();
}

val forwardOf(Handle& handle, int sample) {
    if (!hasSample(handle, sample)) return js::fromError(outOfRange("sample"));
    const Iteration& iteration = handle.session.iterationOf(sample);
    if (const auto error = firstNonFinite(iteration.pass)) return js::fromError(*error);
    return js::fromForward(iteration.pass);
}

val gradientsOfAll(Handle& handle) {
    return js::fromResult(handle.session.gradientsOfAll(),
                          [](const BatchResult* all) { return js::fromGradients(all->loss, all->gradients, nullptr); });
}

val gradientsOf(Handle& handle, int sample) {
    return withFiniteIteration(
        handle, sample, [](const Iteration& it) { return js::fromGradients(it.pass.loss, it.gradients, &it.back); });
}

val lossOf(Handle& handle) {
    return js::fromResult(handle.session.lossOfAll(), [](double loss) {
        js::Object result;
        result.set("loss", loss);
        return result.done();
    });
}

/// The values of each axis, then the losses. Sample −1: of the next batch.
val lossesOverGrid(Handle& handle, const val& ids, const val& numbers, int sample) {
    const std::vector<Axis> axes = js::toAxes(ids, numbers);
    const auto samples = sample < 0 ? handle.session.nextBatch() : std::vector<int>{sample};
    std::vector<double> all;
    for (const Axis& axis : axes)
        for (int i = 0; i < axis.count; ++i) all.push_back(axis.at(i));
    const std::vector<double> losses = lossesOver(handle.session.scenario(), samples, axes);
    all.insert(all.end(), losses.begin(), losses.end());
    return js::fromDoubles(all.data(), all.size());
}

val symbolAs(const Handle& handle, const std::string& id, const val& writing) {
    const auto quantity = parseQuantity(id);
    if (!quantity || !handle.session.scenario().network.has(*quantity)) return js::fromError(unknownQuantity(id));
    return js::fromSymbol(symbolOf(&handle.session.scenario(), js::toWriting(writing).namingInForce(), *quantity));
}

val valueOf(Handle& handle, const std::string& id, int sample) {
    const auto quantity = parseQuantity(id);
    if (!quantity || !handle.session.scenario().network.has(*quantity)) return js::fromError(unknownQuantity(id));
    const double value = handle.session.value(*quantity, sample);
    if (!std::isfinite(value)) return js::fromError(nonFinite(*quantity, value));
    js::Object result;
    result.set("value", value);
    return result.done();
}

val outlineOfBatch(Handle& handle) {
    const BatchIteration& batch = handle.session.batchIteration();
    return js::fromStepList(batch.steps(), batch.failure());
}

val outlineOf(Handle& handle, int sample) {
    if (!hasSample(handle, sample)) return js::fromError(outOfRange("sample"));
    const StepList steps(handle.session.scenario());
    return js::fromStepList(steps, firstFailure(handle.session.iterationWithBatch(sample), steps));
}

/// At most `count` steps from number `from` on.
val traceOf(Handle& handle, int sample, double from, double count, int digits, const val& writing) {
    if (!hasSample(handle, sample)) return js::fromError(outOfRange("sample"));
    auto steps = trace(handle.session.iterationWithBatch(sample), numberFormat(digits), js::toWriting(writing),
                       static_cast<std::int64_t>(from), static_cast<std::int64_t>(count));
    for (Step& step : steps) step.sample = sample;
    return js::fromSteps(steps, handle.session);
}

val traceOfBatch(Handle& handle, double from, double count, int digits, const val& writing) {
    const auto steps = trace(handle.session.batchIteration(), numberFormat(digits), js::toWriting(writing),
                             static_cast<std::int64_t>(from), static_cast<std::int64_t>(count));
    return js::fromSteps(steps, handle.session);
}

/// `id` is a sum or mean of gradients over the next batch.
val deriveOfBatch(Handle& handle, const std::string& id, int digits, int shareLimit, const val& writing) {
    const auto quantity = parseQuantity(id);
    if (!quantity || !isBatchGradient(handle.session.scenario().network, *quantity))
        return js::fromError(unknownQuantity(id));
    return js::fromResult(deriveBatch(handle.session.batchIteration(), *quantity, numberFormat(digits), shareLimit,
                                      js::toWriting(writing)),
                          js::fromBatchDerivation);
}

/// null where `of` is no L, z or a that is computed from `id`.
val deriveOf(Handle& handle, const std::string& id, const std::string& of, int sample, int digits, int pathLimit,
             const val& writing, bool lines) {
    const auto quantity = parseQuantity(id);
    const Network& network = handle.session.scenario().network;
    const auto derived = parseQuantity(of);
    if (!quantity || !derived || !isDerivableFrom(network, *derived, *quantity)) return val::null();
    return withFiniteIteration(handle, sample, [&](const Iteration& it) {
        return js::fromDerivation(derive(it, *quantity, numberFormat(digits), pathLimit, js::toWriting(writing),
                                         lines ? FactorLines::Written : FactorLines::Left, *derived),
                                  it, sample);
    });
}

/// null where the two are no neighbours in a chain
val factorLinesOf(Handle& handle, const std::string& of, const std::string& wrt, int sample, int digits,
                  const val& writing) {
    const auto numerator = parseQuantity(of), denominator = parseQuantity(wrt);
    if (!numerator || !denominator || !isFactor(handle.session.scenario().network, *numerator, *denominator))
        return val::null();
    return withFiniteIteration(handle, sample, [&](const Iteration& it) {
        return js::fromLines(factorLines(it, *numerator, *denominator, numberFormat(digits), js::toWriting(writing)));
    });
}

val generalRuleOf(Handle& handle, const std::string& id, int sample, int digits) {
    const auto quantity = parseQuantity(id);
    if (!quantity || !handle.session.scenario().network.parameter(*quantity)) return js::fromError(unknownQuantity(id));
    return withFiniteIteration(handle, sample, [&](const Iteration& it) {
        return js::fromGeneralRule(generalRule(it, *quantity, numberFormat(digits)));
    });
}

val verifyOf(Handle& handle, int sample, const val& ids) {
    std::vector<Quantity> quantities;
    for (const std::string& id : emscripten::vecFromJSArray<std::string>(ids)) {
        const auto quantity = parseQuantity(id);
        if (!quantity || !handle.session.scenario().network.parameter(*quantity))
            return js::fromError(unknownQuantity(id));
        quantities.push_back(*quantity);
    }
    if (quantities.empty()) quantities = parameters(handle.session.scenario().network);
    return withFiniteIteration(handle, sample,
                               [&](const Iteration& it) { return js::fromVerification(verify(it, quantities), it); });
}

/// `null` from JavaScript: the option was left out.
std::optional<std::set<Quantity>> quantitiesOf(const val& ids) {
    if (ids.isNull()) return std::nullopt;
    std::set<Quantity> all;
    for (const std::string& id : emscripten::vecFromJSArray<std::string>(ids))
        if (const auto quantity = parseQuantity(id)) all.insert(*quantity);
    return all;
}

val graphOf(Handle& handle, int sample, const val& opened, const val& only) {
    return withFiniteIteration(handle, sample, [&](const Iteration& it) {
        return js::fromGraph(computationGraph(it, {quantitiesOf(opened), quantitiesOf(only)}));
    });
}

val updateGraphOf(Handle& handle, const std::string& id) {
    const auto quantity = parseQuantity(id);
    if (!quantity || !handle.session.scenario().network.parameter(*quantity)) return js::fromError(unknownQuantity(id));
    BatchIteration& batch = handle.session.batchIteration();
    const auto& failure = batch.failure();
    if (failure && phaseOf(batch.steps().at(failure->index).rule) != Phase::Update)
        return js::fromError(failure->error);
    return js::fromGraph(updateGraph(batch, *quantity));
}

val differencesOf(Handle& handle, const std::string& id, int sample, const val& epsilons, const val& writing) {
    const auto quantity = parseQuantity(id);
    if (!quantity || !handle.session.scenario().network.parameter(*quantity)) return js::fromError(unknownQuantity(id));
    const auto steps = emscripten::convertJSArrayToNumberVector<double>(epsilons);
    return withFiniteIteration(handle, sample, [&](const Iteration& it) {
        return js::fromDifferences(differences(it, *quantity, steps, js::toWriting(writing)));
    });
}

val mistakenOf(Handle& handle, const std::string& mistake, const std::string& id, int sample) {
    return withFiniteIteration(handle, sample, [&](const Iteration& it) {
        const auto value = mistaken(it, mistake, parseQuantity(id).value_or(quantity::loss()));
        return value ? js::Object().set("value", *value).done() : val::null();
    });
}

/// Begins a pass where there are figures; goes on for about `work` visits. null: not all is compared.
val printedOf(Handle& handle, const val& figures, int pass, double work) {
    if (!figures.isNull()) handle.session.compare(js::toFigures(figures), static_cast<PrintPass>(pass));
    PrintedComparison& comparison = handle.session.comparison();
    return comparison.run(static_cast<std::int64_t>(work)) ? js::fromFigures(comparison.figures()) : val::null();
}

val stepOf(Handle& handle, bool changes) { return js::fromResult(handle.session.step(changes), js::fromUpdate); }

/// For about so many milliseconds, or to the end where they are infinite.
val trainOf(Handle& handle, int epochs, double milliseconds, bool resume) {
    TrainingSlice slice{.resume = resume};
    if (std::isfinite(milliseconds)) {
        slice.goOn = [](double end) { return emscripten_get_now() < end; };
        slice.until = emscripten_get_now() + milliseconds;
    }
    const auto losses = handle.session.train(epochs, slice);
    js::Object result;
    if (losses) return result.set("loss", js::fromDoubles(losses.value().data(), losses.value().size())).done();
    const Progress& failedAt = handle.session.failedAt();
    result.set("iteration", static_cast<double>(failedAt.iteration + 1));
    result.set("epoch", static_cast<double>(failedAt.epoch));
    return result.set("error", js::fromError(losses.error())["error"]).done();
}

val predictOf(const Handle& handle, const val& xs, int count) {
    const auto inputs = emscripten::convertJSArrayToNumberVector<double>(xs);
    return js::fromResult(predict(handle.session.scenario().network, inputs, count), [](const std::vector<double>& y) {
        js::Object result;
        result.set("outputs", js::fromDoubles(y.data(), y.size()));
        return result.done();
    });
}

val setValue(Handle& handle, const std::string& id, double value, int sample) {
    const auto quantity = parseQuantity(id);
    if (!quantity) return js::fromError(unknownQuantity(id));
    return js::fromResult(handle.session.set(*quantity, value, sample), done);
}

val setLossOf(Handle& handle, const std::string& id) {
    const Loss* loss = findLoss(id);
    if (!loss) return js::fromError(invalid("loss"));
    return js::fromResult(handle.session.setLoss(*loss), done);
}

val replaceScenario(Handle& handle, const val& document) {
    auto scenario = readValid(document);
    if (!scenario) return js::fromError(scenario.error());
    return js::fromResult(handle.session.replace(std::move(scenario.value()), attachedBytes(document)), done);
}

val initialiseWith(Handle& handle, const std::string& kind, double seed) {
    const auto known = parseInitKind(kind);
    if (!known) return js::fromError(invalid("kind"));
    return js::fromResult(handle.session.initialise({*known, static_cast<std::uint32_t>(seed)}), done);
}

val takeNextOf(Handle& handle, int sample) { return js::fromResult(handle.session.takeNext(sample), done); }

double documentOf(const Handle& handle) { return static_cast<double>(handle.session.document()); }
double firstDocumentOf(const Handle& handle) { return static_cast<double>(handle.session.firstDocument()); }
bool isAsGiven(const Handle& handle) { return handle.session.isAsGiven(); }
val parametersOf(const Handle& handle) {
    return js::fromParameters(handle.session.scenario(), handle.session.progress());
}

val codeOf(const Handle& handle, const std::string& id) {
    const auto language = parseCodeLanguage(id);
    return language ? js::fromCode(handle.session.scenario(), *language, numberFormat(17).full)
                    : js::fromError(outOfRange("target"));
}

val undoOf(Handle& handle) { return js::fromHistoryEntry(handle.session.undo()); }
val redoOf(Handle& handle) { return js::fromHistoryEntry(handle.session.redo()); }

val statusOf(Handle& handle) {
    val batch = val::array();
    for (const int sample : handle.session.nextBatch()) batch.call<void>("push", sample);
    js::Object result;
    result.set("iteration", static_cast<double>(handle.session.progress().iteration));
    result.set("epoch", static_cast<double>(handle.session.progress().epoch));
    result.set("nextBatch", batch);
    result.set("canUndo", handle.session.canUndo());
    result.set("canRedo", handle.session.canRedo());
    return result.done();
}

val usage() {
    const auto bytes = static_cast<double>(mallinfo().uordblks);
    return js::Object().set("sessions", liveSessions).set("heapBytes", bytes).done();
}

}  // namespace

EMSCRIPTEN_BINDINGS(backprop) {
    emscripten::class_<Handle>("Session")
        .smart_ptr<std::shared_ptr<Handle>>("SessionPointer")
        .function("forward", &forwardOf)
        .function("gradients", &gradientsOf)
        .function("gradientsOfAll", &gradientsOfAll)
        .function("loss", &lossOf)
        .function("losses", &lossesOverGrid)
        .function("value", &valueOf)
        .function("symbol", &symbolAs)
        .function("outline", &outlineOf)
        .function("outlineBatch", &outlineOfBatch)
        .function("trace", &traceOf)
        .function("traceBatch", &traceOfBatch)
        .function("derive", &deriveOf)
        .function("deriveBatch", &deriveOfBatch)
        .function("factorLines", &factorLinesOf)
        .function("generalRule", &generalRuleOf)
        .function("verify", &verifyOf)
        .function("differences", &differencesOf)
        .function("mistaken", &mistakenOf)
        .function("graph", &graphOf)
        .function("updateGraph", &updateGraphOf)
        .function("printed", &printedOf)
        .function("step", &stepOf)
        .function("train", &trainOf)
        .function("predict", &predictOf)
        .function("set", &setValue)
        .function("setLoss", &setLossOf)
        .function("replace", &replaceScenario)
        .function("takeNext", &takeNextOf)
        .function("initialise", &initialiseWith)
        .function("document", &documentOf)
        .function("firstDocument", &firstDocumentOf)
        .function("isAsGiven", &isAsGiven)
        .function("parameters", &parametersOf)
        .function("code", &codeOf)
        .function("undo", &undoOf)
        .function("redo", &redoOf)
        .function("status", &statusOf);
    emscripten::function("open", &open);
    emscripten::function("catalog", &js::fromCatalog);
    emscripten::function("usage", &usage);
}
