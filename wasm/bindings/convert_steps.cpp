#include "convert.hpp"

namespace backprop::js {
namespace {

/// The layer and neuron that a step belongs to; L and its terms belong to no layer.
void setPlace(Object& step, const Quantity& q) {
    step.set("layer", q.layer > 0 ? val(q.layer) : val::null());
    const bool atNoNeuron = q.layer == 0 && q.kind != QuantityKind::LossTerm;
    step.set("neuron", atNoNeuron ? val::null() : val(q.neuron));
}

val fromNonFinite(const Error& error) {
    Object failure;
    failure.set("quantity", fromId(error.quantity));
    failure.set("cause", toString(error.cause));
    return failure.done();
}

val fromStep(const Step& step, Session& session) {
    Object result;
    result.set("index", static_cast<double>(step.index));
    result.set("sample", step.sample >= 0 ? val(step.sample) : val::null());
    result.set("phase", toString(phaseOf(step.rule)));
    result.set("rule", toString(step.rule));
    result.set("computes", fromId(step.computes));
    result.set("reads", list(step.reads, fromId));
    setPlace(result, step.computes);
    result.set("symbols", step.symbols);
    result.set("numbers", step.numbers);
    result.set("result", step.result);
    result.set("value", finiteOrNull(step.value));
    if (step.articleLimit) result.set("articleLimit", toString(*step.articleLimit));
    if (step.sample >= 0)
        if (const Corner* corner = cornerOf(session.iterationOf(step.sample), step.computes))
            result.set("corner", fromCorner(corner));
    if (step.before) result.set("before", *step.before);
    if (step.failure) result.set("failure", fromNonFinite(*step.failure));
    return result.done();
}

val fromBlock(const StepBlock& block) {
    Object result;
    result.set("phase", toString(block.phase));
    result.set("layer", block.layer > 0 ? val(block.layer) : val::null());
    result.set("neurons", block.neurons);
    result.set("kinds", list(block.kinds, [](QuantityKind kind) { return fromText(prefixOf(kind)); }));
    result.set("stepsEach", block.stepsEach);
    result.set("start", static_cast<double>(block.start));
    return result.done();
}

}  // namespace

Writing toWriting(const val& writing) {
    const auto id = [&writing](const char* name) { return writing[name].as<std::string>(); };
    return {parseNotation(id("notation")).value_or(Notation::Scalar), parseNaming(id("naming")).value_or(Naming::Own)};
}

val fromSymbol(const Symbol& symbol) {
    Object result;
    result.set("base", symbol.base).set("upper", symbol.upper).set("lower", symbol.lower);
    return result.set("named", symbol.named).done();
}

val fromSteps(const std::vector<Step>& steps, Session& session) {
    return list(steps, [&](const Step& step) { return fromStep(step, session); });
}

val fromStepList(const StepList& steps, const std::optional<StepFailure>& failure) {
    Object result;
    result.set("length", static_cast<double>(failure ? failure->index + 1 : steps.size()));
    result.set("sampleBlocks", list(steps.sampleBlocks(), fromBlock));
    result.set("sampleLength", static_cast<double>(steps.sampleSize()));
    result.set("restBlocks", list(steps.restBlocks(), fromBlock));
    if (failure) result.set("failure", fromNonFinite(failure->error));
    return result.done();
}

}  // namespace backprop::js
