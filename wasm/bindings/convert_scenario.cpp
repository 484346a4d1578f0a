#include "backprop/network.hpp"
#include "convert.hpp"

namespace backprop::js {
namespace {

/// One instance for all lengths of key, unlike val's operator[].
val field(const val& object, const char* key) { return object[key]; }

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

/// `kind momentum beta1 beta2 epsilon weightDecay`, then the schedule: `kind epochs factor floor`.
OptimizerSettings toOptimizer(const val& numbers) {
    const auto all = doubles(numbers);
    return {.kind = static_cast<OptimizerKind>(all[0]),
            .momentum = all[1],
            .beta1 = all[2],
            .beta2 = all[3],
            .epsilon = all[4],
            .weightDecay = all[5],
            .schedule = {static_cast<ScheduleKind>(all[6]), static_cast<int>(all[7]), all[8], all[9]}};
}

/// `updates epoch position`, and what the optimizer keeps of each parameter.
void takeState(Scenario& scenario, const val& document) {
    const auto progress = doubles(field(document, "progress"));
    scenario.state = {static_cast<std::int64_t>(progress[0]), doubles(field(document, "first")),
                      doubles(field(document, "second"))};
    scenario.start = {0, static_cast<std::int64_t>(progress[1]), static_cast<int>(progress[2])};
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

/// Whether there is memory to read the document and to work with it: parameters in the scenario, in a session's
/// gradients and for a while as they came, and what the optimizer keeps of each; samples in the scenario and as they
/// came.
bool hasMemoryFor(const val& document) {
    const val layers = field(document, "layers");
    const auto length = [](const val& list) { return list["length"].as<double>(); };
    double numbers = 2.0 * (length(field(document, "x")) + length(field(document, "t"))) +
                     16.0 * (field(document, "sampleCount").as<double>() + length(field(document, "nameIds")));
    double inputs = field(document, "inputs").as<double>();
    const int moments = momentsOf(toOptimizer(field(document, "optimizer")).kind);
    for (int l = 0, depth = field(layers, "length").as<int>(); l < depth; ++l) {
        const double units = field(layers[l], "units").as<double>();
        numbers += (3.0 + moments) * units * (inputs + 1.0);
        inputs = units;
    }
    return hasMemory(static_cast<std::size_t>(std::min(numbers * sizeof(double), 1e9)));
}

}  // namespace

Training toTraining(const val& document) {
    return {.learningRate = field(document, "learningRate").as<double>(),
            .batchSize = field(document, "batchSize").as<int>(),
            .batchReduction = field(document, "batchReduction").as<std::string>() == "sum" ? BatchReduction::Sum
                                                                                           : BatchReduction::Mean,
            .updateBiases = field(document, "updateBiases").as<bool>(),
            .shuffle = field(document, "shuffle").as<bool>(),
            .shuffleSeed = field(document, "shuffleSeed").as<unsigned>(),
            .optimizer = toOptimizer(field(document, "optimizer"))};
}

Result<Scenario> toScenario(const val& document) {
    if (!hasMemoryFor(document)) return outOfMemory();
    auto network = toNetwork(document);
    if (!network) return network.error();
    if (network.value().layers.empty()) return invalid("network.layers");
    auto samples = toSamples(document, network.value().inputs, network.value().outputs());
    if (!samples) return samples.error();
    auto names = toNames(document);
    if (!names) return names.error();
    Scenario scenario{.network = std::move(network.value()),
                      .init = toInit(document),
                      .loss = findLoss(field(document, "loss").as<std::string>()),
                      .samples = std::move(samples.value()),
                      .training = toTraining(document),
                      .names = std::move(names.value())};
    takeState(scenario, document);
    return scenario;
}

void setState(Object& result, const OptimizerState& state, const Progress& progress) {
    // A longer training goes on as if it had made the most that a document counts.
    const auto count = [](std::int64_t all) {
        return static_cast<double>(std::min<std::int64_t>(all, limits::updates));
    };
    result.set("progress",
               fromNumbers({count(state.updates), count(progress.epoch), static_cast<double>(progress.position)}));
    result.set("first", fromNumbers(state.first));
    result.set("second", fromNumbers(state.second));
}

val fromParameters(const Scenario& scenario, const Progress& progress) {
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
        x.insert(x.end(), sample.x.data(), sample.x.data() + sample.x.size());
        t.insert(t.end(), sample.t.data(), sample.t.data() + sample.t.size());
    }
    result.set("x", fromDoubles(x.data(), x.size()));
    result.set("t", fromDoubles(t.data(), t.size()));
    const OptimizerSettings& optimizer = scenario.training.optimizer;
    result.set("settings", fromNumbers({scenario.training.learningRate, optimizer.momentum, optimizer.beta1,
                                        optimizer.beta2, optimizer.epsilon, optimizer.weightDecay}));
    setState(result, scenario.state, progress);
    result.set("loss", scenario.loss->id);
    if (scenario.init) {
        result.set("initKind", initKindIds[scenario.init->kind]);
        result.set("initSeed", static_cast<double>(scenario.init->seed));
    }
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
    result.set("inits", list(initKindIds.ids, fromText));
    result.set("limits", sizes.done());
    return result.done();
}

}  // namespace backprop::js
