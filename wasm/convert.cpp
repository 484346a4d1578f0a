#include "convert.hpp"

#include <cmath>
#include <map>
#include <memory>

#include "backprop/initialise.hpp"

namespace backprop::js {
namespace {

val array() { return val::array(); }

template <class Range, class Convert>
val list(const Range& range, const Convert& convert) {
    val all = array();
    int index = 0;
    for (const auto& item : range) all.set(index++, convert(item));
    return all;
}

val fromText(std::string_view text) { return val(std::string(text)); }
val fromId(const Quantity& q) { return val(toString(q)); }
val fromVector(const Vector& v) { return fromDoubles(v.data(), static_cast<std::size_t>(v.size())); }
val finiteOrNull(double value) { return std::isfinite(value) ? val(value) : val::null(); }

const char* name(ErrorCode code) {
    switch (code) {
        case ErrorCode::NonFinite:
            return "nonFinite";
        case ErrorCode::Invalid:
            return "invalid";
        case ErrorCode::UnknownQuantity:
            return "unknownQuantity";
        case ErrorCode::OutOfRange:
            return "outOfRange";
    }
    return "invalid";
}

const char* name(NonFiniteCause cause) { return cause == NonFiniteCause::Overflow ? "overflow" : "undefined"; }

const char* name(ChangeKind kind) {
    switch (kind) {
        case ChangeKind::Update:
            return "update";
        case ChangeKind::Edit:
            return "edit";
        case ChangeKind::Training:
            return "training";
        case ChangeKind::Loss:
            return "loss";
        case ChangeKind::Initialise:
            return "initialise";
        case ChangeKind::Scenario:
            return "scenario";
        case ChangeKind::NextSample:
            return "next";
    }
    return "edit";
}

/// One instance for all lengths of key, unlike val's operator[].
val field(const val& object, const char* key) { return object[key]; }

}  // namespace

Object& Object::set(const char* key, const val& value) {
    object_.set(key, value);
    return *this;
}
Object& Object::set(const char* key, double value) { return set(key, val(value)); }
Object& Object::set(const char* key, int value) { return set(key, val(value)); }
Object& Object::set(const char* key, bool value) { return set(key, val(value)); }
Object& Object::set(const char* key, std::string_view text) { return set(key, val(std::string(text))); }

val fromDoubles(const double* data, std::size_t size) {
    return val(emscripten::typed_memory_view(size, data)).call<val>("slice");
}

val fromError(const Error& error) {
    Object inner;
    inner.set("code", name(error.code));
    if (error.code == ErrorCode::NonFinite) {
        inner.set("quantity", fromId(error.quantity));
        inner.set("cause", name(error.cause));
        if (error.sample >= 0) inner.set("sample", error.sample);
    }
    if (!error.path.empty()) inner.set("path", error.path);
    Object outer;
    outer.set("error", inner.done());
    return outer.done();
}

// ---------------------------------------------------------------- the scenario

namespace {

std::vector<double> doubles(const val& typedArray) {
    return emscripten::convertJSArrayToNumberVector<double>(typedArray);
}

/// No kind: the document gives all weights itself.
std::optional<Init> toInit(const val& document) {
    const auto kind = parseInitKind(field(document, "initKind").as<std::string>());
    if (!kind) return std::nullopt;
    return Init{*kind, field(document, "initSeed").as<unsigned>()};
}

bool fillLayer(Layer& layer, const val& document, InitKind init, Random& random) {
    const val weights = field(document, "weights");
    const val biases = field(document, "biases");
    if (weights.isUndefined() || biases.isUndefined()) initialise(layer, init, random);
    if (!weights.isUndefined()) {
        const auto given = doubles(weights);
        if (static_cast<Eigen::Index>(given.size()) != layer.weights.size()) return false;
        std::copy(given.begin(), given.end(), layer.weights.data());
    }
    if (!biases.isUndefined()) {
        const auto given = doubles(biases);
        if (static_cast<Eigen::Index>(given.size()) != layer.biases.size()) return false;
        std::copy(given.begin(), given.end(), layer.biases.data());
    }
    return true;
}

Result<Network> toNetwork(const val& document) {
    const Init init = toInit(document).value_or(Init{});
    Random random(init.seed);
    Network network{.inputs = field(document, "inputs").as<int>()};
    const val layers = field(document, "layers");
    const int depth = field(layers, "length").as<int>();
    for (int l = 0; l < depth; ++l) {
        const val given = layers[l];
        const std::string path = "network.layers[" + std::to_string(l) + "]";
        const int units = field(given, "units").as<int>();
        const int inputs = network.units(l);
        if (units < 1 || units > limits::units || inputs < 1 || inputs > limits::units) return invalid(path + ".units");
        Layer layer{.activation = findActivation(field(given, "activation").as<std::string>()),
                    .weights = Matrix::Zero(units, inputs),
                    .biases = Vector::Zero(units)};
        if (!fillLayer(layer, given, init.kind, random)) return invalid(path + ".weights");
        network.layers.push_back(std::move(layer));
    }
    return network;
}

Result<std::vector<Sample>> toSamples(const val& document, int inputs, int outputs) {
    const auto x = doubles(field(document, "x"));
    const auto t = doubles(field(document, "t"));
    const auto count = field(document, "sampleCount").as<std::size_t>();
    const auto width = static_cast<std::size_t>(inputs), targets = static_cast<std::size_t>(outputs);
    if (x.size() != count * width || t.size() != count * targets) return invalid("samples");
    std::vector<Sample> samples(count);
    for (std::size_t i = 0; i < count; ++i) {
        samples[i].x = Eigen::Map<const Vector>(x.data() + i * width, inputs);
        samples[i].t = Eigen::Map<const Vector>(t.data() + i * targets, outputs);
    }
    return samples;
}

Training toTraining(const val& document) {
    return {.learningRate = field(document, "learningRate").as<double>(),
            .batchSize = field(document, "batchSize").as<int>(),
            .batchReduction = field(document, "batchReduction").as<std::string>() == "sum" ? BatchReduction::Sum
                                                                                           : BatchReduction::Mean,
            .updateBiases = field(document, "updateBiases").as<bool>(),
            .shuffle = field(document, "shuffle").as<bool>(),
            .shuffleSeed = field(document, "shuffleSeed").as<unsigned>()};
}

Result<Names> toNames(const val& document) {
    const auto ids = emscripten::vecFromJSArray<std::string>(field(document, "nameIds"));
    const auto texts = emscripten::vecFromJSArray<std::string>(field(document, "nameTexts"));
    Names names;
    for (std::size_t i = 0; i < ids.size() && i < texts.size(); ++i) {
        const auto quantity = parseQuantity(ids[i]);
        if (!quantity) return invalid("names." + ids[i]);
        names.emplace(*quantity, texts[i]);
    }
    return names;
}

}  // namespace

Result<Scenario> toScenario(const val& document) {
    auto network = toNetwork(document);
    if (!network) return network.error();
    if (network.value().layers.empty()) return invalid("network.layers");
    auto samples = toSamples(document, network.value().inputs, network.value().outputs());
    if (!samples) return samples.error();
    auto names = toNames(document);
    if (!names) return names.error();
    return Scenario{.network = std::move(network.value()),
                    .init = toInit(document),
                    .loss = findLoss(field(document, "loss").as<std::string>()),
                    .samples = std::move(samples.value()),
                    .training = toTraining(document),
                    .names = std::move(names.value())};
}

val fromParameters(const Scenario& scenario) {
    Object result;
    result.set("layers", list(scenario.network.layers, [](const Layer& layer) {
                   Object both;
                   both.set("weights",
                            fromDoubles(layer.weights.data(), static_cast<std::size_t>(layer.weights.size())));
                   both.set("biases", fromVector(layer.biases));
                   return both.done();
               }));
    std::vector<double> x, t;
    for (const Sample& sample : scenario.samples) {
        x.insert(x.end(), sample.x.begin(), sample.x.end());
        t.insert(t.end(), sample.t.begin(), sample.t.end());
    }
    result.set("x", fromDoubles(x.data(), x.size()));
    result.set("t", fromDoubles(t.data(), t.size()));
    result.set("learningRate", scenario.training.learningRate);
    result.set("loss", scenario.loss->id);
    if (scenario.init) {
        result.set("initKind", initKindIds[static_cast<std::size_t>(scenario.init->kind)]);
        result.set("initSeed", static_cast<double>(scenario.init->seed));
    }
    return result.done();
}

// ---------------------------------------------------------------- numbers

val fromForward(const ForwardPass& pass) {
    val layers = array();
    for (std::size_t l = 1; l < pass.z.size(); ++l) {
        Object layer;
        layer.set("z", fromVector(pass.z[l]));
        layer.set("a", fromVector(pass.a[l]));
        layers.set(static_cast<int>(l - 1), layer.done());
    }
    Object result;
    result.set("layers", layers);
    result.set("lossTerms", fromVector(pass.lossTerms));
    result.set("loss", pass.loss);
    return result.done();
}

val fromGradients(double loss, const Gradients& gradients, const BackwardPass* back) {
    val layers = array();
    for (std::size_t l = 0; l < gradients.weights.size(); ++l) {
        const Matrix& weights = gradients.weights[l];
        val rows = array();
        for (Eigen::Index j = 0; j < weights.rows(); ++j)
            rows.set(static_cast<int>(j),
                     fromDoubles(weights.data() + j * weights.cols(), static_cast<std::size_t>(weights.cols())));
        Object layer;
        layer.set("weights", rows);
        layer.set("biases", fromVector(gradients.biases[l]));
        if (back) layer.set("delta", fromVector(back->delta[l + 1]));
        layers.set(static_cast<int>(l), layer.done());
    }
    Object result;
    result.set("loss", loss);
    result.set("layers", layers);
    return result.done();
}

val fromUpdate(const Update& update) {
    Object result;
    result.set("iteration", update.progress.iteration);
    result.set("epoch", update.epoch);
    result.set("samples", list(update.samples, [](int sample) { return val(sample); }));
    result.set("loss", update.loss);
    result.set("changes", list(update.changes, [](const ParameterChange& change) {
                   Object entry;
                   entry.set("id", fromId(change.id));
                   entry.set("before", change.before);
                   entry.set("gradient", change.gradient);
                   entry.set("after", change.after);
                   return entry.done();
               }));
    return result.done();
}

val fromHistoryEntry(const std::optional<HistoryEntry>& entry) {
    if (!entry) return val::null();
    Object result;
    result.set("kind", name(entry->kind));
    if (entry->id) result.set("id", fromId(*entry->id));
    result.set("iteration", entry->iteration);
    return result.done();
}

// ---------------------------------------------------------------- steps, derivations, proofs

namespace {

/// The layer and neuron that a step stands at; L and its terms stand at no layer.
void setPlace(Object& step, const Quantity& q) {
    step.set("layer", q.layer > 0 ? val(q.layer) : val::null());
    const bool atNoNeuron = q.layer == 0 && q.kind != QuantityKind::LossTerm;
    step.set("neuron", atNoNeuron ? val::null() : val(q.neuron));
}

val fromNonFinite(const Error& error) {
    Object failure;
    failure.set("quantity", fromId(error.quantity));
    failure.set("cause", name(error.cause));
    return failure.done();
}

val fromStep(const Step& step) {
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

val fromLine(const DerivationLine& line) {
    Object result;
    result.set("rule", toString(line.rule));
    result.set("chain", line.chain);
    result.set("latex", line.latex);
    result.set("value", finiteOrNull(line.value));
    result.set("agreement", toString(line.agreement));
    return result.done();
}

val fromFactor(const Factor& factor) {
    Object result;
    result.set("of", fromId(factor.of));
    result.set("wrt", fromId(factor.wrt));
    result.set("symbol", factor.symbol);
    result.set("result", factor.result);
    result.set("numbers", factor.numbers);
    result.set("value", finiteOrNull(factor.value));
    result.set("lines", list(factor.lines, fromLine));
    return result.done();
}

/// A factor of several paths is one object in JavaScript too.
class FactorConverter {
public:
    val operator()(const std::shared_ptr<const Factor>& factor) {
        if (const auto known = known_.find(factor.get()); known != known_.end()) return known->second;
        return known_.emplace(factor.get(), fromFactor(*factor)).first->second;
    }

private:
    std::map<const Factor*, val> known_{};
};

val fromPath(const DerivationPath& path, FactorConverter& fromFactor) {
    Object result;
    result.set("nodes", list(path.nodes, fromId));
    result.set("factors", list(path.factors, [&](const auto& factor) { return fromFactor(factor); }));
    result.set("value", finiteOrNull(path.value));
    return result.done();
}

val fromStage(const DerivationStage& stage) {
    Object result;
    result.set("kind", toString(stage.kind));
    result.set("rows", list(stage.rows, [](const DerivationRow& row) {
                   Object both;
                   both.set("latex", row.latex);
                   both.set("numbers", row.numbers);
                   if (row.applied) {
                       both.set("rule", toString(row.applied->rule));
                       both.set("value", finiteOrNull(row.applied->value));
                       both.set("agreement", toString(row.applied->agreement));
                   }
                   return both.done();
               }));
    result.set("value", finiteOrNull(stage.value));
    result.set("agreement", toString(stage.agreement));
    return result.done();
}

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

val fromSteps(const std::vector<Step>& steps) { return list(steps, fromStep); }

val fromStepList(const StepList& steps, const std::optional<StepFailure>& failure) {
    Object result;
    result.set("length", static_cast<double>(failure ? failure->index + 1 : steps.size()));
    result.set("sampleBlocks", list(steps.sampleBlocks(), fromBlock));
    result.set("sampleLength", static_cast<double>(steps.sampleSize()));
    result.set("restBlocks", list(steps.restBlocks(), fromBlock));
    if (failure) result.set("failure", fromNonFinite(failure->error));
    return result.done();
}

val fromLines(const std::vector<DerivationLine>& lines) { return list(lines, fromLine); }

val fromDerivation(const Derivation& derivation, int sample) {
    Object result;
    result.set("id", fromId(derivation.id));
    result.set("sample", sample);
    result.set("notation", toString(derivation.notation));
    if (derivation.articleLimit) result.set("articleLimit", toString(*derivation.articleLimit));
    result.set("symbol", derivation.symbol);
    result.set("value", derivation.value);
    result.set("pathCount", derivation.pathCount);
    FactorConverter fromFactor;
    result.set("paths", list(derivation.paths, [&](const DerivationPath& path) { return fromPath(path, fromFactor); }));
    result.set("stages", list(derivation.stages, fromStage));
    return result.done();
}

val fromGeneralRule(const std::vector<RuleCase>& cases) {
    return list(cases, [](const RuleCase& rule) {
        Object result;
        result.set("kind", toString(rule.kind));
        result.set("layer", rule.layer > 0 ? val(rule.layer) : val::null());
        result.set("symbol", rule.symbol);
        result.set("factors", list(rule.factors, [](const RuleFactor& factor) {
                       Object entry;
                       entry.set("symbol", factor.symbol);
                       entry.set("result", factor.result);
                       entry.set("value", finiteOrNull(factor.value));
                       return entry.done();
                   }));
        result.set("form", rule.form);
        result.set("value", finiteOrNull(rule.value));
        return result.done();
    });
}

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

val fromCatalog() {
    Object sizes;
    sizes.set("layers", limits::layers);
    sizes.set("units", limits::units);
    sizes.set("parameters", limits::parameters);
    sizes.set("samples", limits::samples);
    std::vector<const Loss*> probabilityLosses;
    for (const Loss& loss : lossTable())
        if (loss.targetsAreProbabilities) probabilityLosses.push_back(&loss);
    std::vector<const Activation*> layerActivations;
    for (const Activation& activation : activationTable())
        if (!activation.isPointwise()) layerActivations.push_back(&activation);
    Object lossOutputs;
    for (const Loss& loss : lossTable())
        if (!loss.requiredOutput.empty()) lossOutputs.set(std::string(loss.id).c_str(), loss.requiredOutput);
    Object result;
    result.set("activations", list(activationTable(), [](const Activation& a) { return fromText(a.id); }));
    result.set("layerActivations", list(layerActivations, [](const Activation* a) { return fromText(a->id); }));
    result.set("losses", list(lossTable(), [](const Loss& loss) { return fromText(loss.id); }));
    result.set("probabilityLosses", list(probabilityLosses, [](const Loss* loss) { return fromText(loss->id); }));
    result.set("lossOutputs", lossOutputs.done());
    result.set("inits", list(initKindIds, fromText));
    result.set("limits", sizes.done());
    return result.done();
}

}  // namespace backprop::js
