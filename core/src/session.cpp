#include "backprop/session.hpp"

#include <numeric>
#include <utility>

#include "backprop/memory.hpp"

namespace backprop {
namespace {

/// All weights and biases, layer by layer, in one array.
std::vector<double> flattened(const Network& network) {
    std::vector<double> all;
    all.reserve(static_cast<std::size_t>(network.parameterCount()));
    for (const Layer& layer : network.layers) {
        all.insert(all.end(), layer.weights.data(), layer.weights.data() + layer.weights.size());
        all.insert(all.end(), layer.biases.data(), layer.biases.data() + layer.biases.size());
    }
    return all;
}

/// In place: it needs no memory.
void exchange(Network& network, std::vector<double>& all) {
    double* next = all.data();
    for (Layer& layer : network.layers) {
        next = std::swap_ranges(layer.weights.data(), layer.weights.data() + layer.weights.size(), next);
        next = std::swap_ranges(layer.biases.data(), layer.biases.data() + layer.biases.size(), next);
    }
}

template <class T>
History::Entry entryOf(T change) {
    History::Entry entry;
    entry.emplace_back(std::move(change));
    return entry;
}

/// Visits of weights and biases between two questions whether a training goes on: some tenths of a millisecond.
constexpr std::int64_t visitsInBetween = std::int64_t{1} << 18;
/// What a sample costs besides its weights and biases, counted in them.
constexpr std::int64_t visitsBeside = 64;

}  // namespace

// ---------------------------------------------------------------- training

const Iteration& Session::iterationOf(int sample) {
    if (iterationSample_ == sample) return iteration_;
    iterationSample_ = -1;
    iteration_ = runIteration(scenario_, scenario_.samples[static_cast<std::size_t>(sample)]);
    iterationSample_ = sample;
    return iteration_;
}

const Iteration& Session::iterationWithBatch(int sample) {
    iterationOf(sample);
    const std::vector<int> batch = nextBatch();
    if (iteration_.batch || batch.size() < 2) return iteration_;
    const auto reduced = trainer_.evaluate(batch);
    BatchGradient gradient{.gradients = {}, .samples = static_cast<int>(batch.size())};
    if (reduced)
        gradient.gradients = reduced.value()->gradients;
    else
        gradient.failure = reduced.error();
    iteration_.batch = std::move(gradient);
    return iteration_;
}

BatchIteration& Session::batchIteration() {
    if (!batchIteration_) batchIteration_.emplace(scenario_, nextBatch());
    return *batchIteration_;
}

/// What was computed holds no longer.
void Session::changed() {
    iterationSample_ = -1;
    batchIteration_.reset();
}

Result<const BatchResult*> Session::gradientsOfAll() {
    std::vector<int> all(scenario_.samples.size());
    std::iota(all.begin(), all.end(), 0);
    return trainer_.evaluate(all);
}

/// What an update changes, as it is.
std::vector<ParameterChange> Session::parametersBefore() const {
    std::vector<ParameterChange> changes;
    changes.reserve(static_cast<std::size_t>(scenario_.network.parameterCount()));
    for (const Quantity& id : parameters(scenario_.network)) {
        if (id.kind == QuantityKind::Bias && !scenario_.training.updateBiases) continue;
        changes.push_back({id, *scenario_.network.parameter(id), 0.0, 0.0});
    }
    return changes;
}

/// The entry in the history, the list of changes, and what an error is looked up in: gradients and all quantities.
std::size_t Session::updateBytes(bool listChanges) const {
    const std::size_t each = 2 * sizeof(double) + sizeof(Quantity) + (listChanges ? sizeof(ParameterChange) : 0);
    return static_cast<std::size_t>(scenario_.network.parameterCount()) * each;
}

Result<Update> Session::step(bool listChanges) {
    if (!hasMemory(updateBytes(listChanges))) return outOfMemory();
    History::Entry entry = entryOf(parametersNow(ChangeKind::Update));
    Update update{.progress = {}, .epoch = progress().epoch, .samples = nextBatch(), .loss = 0.0, .changes = {}};
    if (listChanges) update.changes = parametersBefore();
    if (auto error = trainer_.update()) return *error;
    for (ParameterChange& change : update.changes) {
        change.gradient = trainer_.result().gradients.at(change.id);
        change.after = *scenario_.network.parameter(change.id);
    }
    update.loss = trainer_.result().loss;
    update.progress = progress();
    remember(std::move(entry));
    return update;
}

/// The last change, if it is a training.
ParametersChange* Session::lastTraining() {
    Change* last = history_.last();
    const auto* parameters = last ? std::get_if<std::unique_ptr<ParametersChange>>(last) : nullptr;
    return parameters && (*parameters)->kind == ChangeKind::Training ? parameters->get() : nullptr;
}

Result<std::vector<double>> Session::train(int epochs, const TrainingSlice& slice) {
    if (epochs < 1) return outOfRange("epochs");
    const auto count = static_cast<std::size_t>(epochs);
    if (!hasMemory(updateBytes(false) + count * sizeof(double))) return outOfMemory();
    auto before = parametersNow(ChangeKind::Training);
    std::vector<double> losses;
    losses.reserve(count);
    ParametersChange* resumed = slice.resume ? lastTraining() : nullptr;
    EpochSoFar soFar = resumed ? resumed->epoch : EpochSoFar{};
    std::int64_t visits = 0;
    while (losses.size() < count) {
        const std::int64_t epoch = progress().epoch;
        if (auto error = trainer_.update()) {
            error->iteration = progress().iteration + 1;
            error->epoch = epoch;
            backprop::exchange(scenario_.network, before->parameters);
            trainer_.setProgress(before->progress);
            return *error;
        }
        soFar.add(trainer_.result().loss);
        if (progress().epoch != epoch) losses.push_back(std::exchange(soFar, {}).mean());
        if (!slice.goOn) continue;
        visits += trainer_.result().samples * (scenario_.network.parameterCount() + visitsBeside);
        if (visits < visitsInBetween) continue;
        visits = 0;
        if (!slice.goOn()) break;
    }
    (resumed ? resumed : before.get())->epoch = soFar;
    remember(resumed ? History::Entry{} : entryOf(std::move(before)));
    return losses;
}

// ---------------------------------------------------------------- edits

double* Session::place(const Quantity& id, int sample) {
    if (id.kind == QuantityKind::LearningRate) return &scenario_.training.learningRate;
    if (id.kind != QuantityKind::Input && id.kind != QuantityKind::Target) return scenario_.network.parameter(id);
    if (!scenario_.network.has(id)) return nullptr;
    Sample& row = scenario_.samples[static_cast<std::size_t>(sample)];
    return id.kind == QuantityKind::Input ? &row.x(id.neuron) : &row.t(id.neuron);
}

Result<Done> Session::set(const Quantity& id, double value, int sample) {
    if (sample < 0 || static_cast<std::size_t>(sample) >= scenario_.samples.size()) return outOfRange("sample");
    double* target = place(id, sample);
    if (!target) return unknownQuantity(toString(id));
    if (!std::isfinite(value)) return nonFinite(id, value);
    if (id.kind == QuantityKind::Target && scenario_.loss->targetsAreProbabilities && !(value >= 0.0 && value <= 1.0))
        return outOfRange(toString(id));
    if (!hasMemory(0)) return outOfMemory();
    remember(entryOf(ValueChange{id, sample, *target}));
    *target = value;
    return Done{};
}

Result<Done> Session::setLoss(const Loss& loss) {
    const Loss* old = scenario_.loss;
    scenario_.loss = &loss;
    if (auto valid = validate(scenario_); !valid) {
        scenario_.loss = old;
        return valid;
    }
    if (old == &loss) return Done{};
    scenario_.loss = old;
    if (!hasMemory(0)) return outOfMemory();
    remember(entryOf(LossChange{old}));
    scenario_.loss = &loss;
    return Done{};
}

Result<Done> Session::takeNext(int sample) {
    if (sample < 0 || static_cast<std::size_t>(sample) >= scenario_.samples.size()) return outOfRange("sample");
    if (trainer_.nextBatch().front() == sample) return Done{};
    if (!hasMemory(0)) return outOfMemory();
    remember(entryOf(NextSampleChange{progress()}));
    trainer_.beginAt(sample);
    return Done{};
}

Result<Done> Session::initialise(const Init& init) {
    if (!hasMemory(updateBytes(false))) return outOfMemory();
    remember(entryOf(parametersNow(ChangeKind::Initialise)));
    backprop::initialise(scenario_.network, init);
    scenario_.init = init;
    trainer_.setProgress({});
    return Done{};
}

Result<Done> Session::replace(Scenario scenario, std::size_t attachedBytes) {
    if (!hasMemory(Trainer::bytesFor(scenario))) return outOfMemory();
    auto change = std::make_unique<ScenarioChange>(
        ScenarioChange{std::move(scenario), Progress{}, document_ + 1, attachedBytes});
    ScenarioChange& other = *change;
    History::Entry entry = entryOf(std::move(change));
    exchange(other);
    remember(std::move(entry));
    return Done{};
}

// ---------------------------------------------------------------- history

std::unique_ptr<ParametersChange> Session::parametersNow(ChangeKind kind) const {
    return std::make_unique<ParametersChange>(
        ParametersChange{kind, progress(), scenario_.init, flattened(scenario_.network)});
}

void Session::remember(History::Entry entry) {
    changed();
    history_.add(std::move(entry));
}

HistoryEntry Session::exchange(Change& change) {
    changed();
    if (auto* value = std::get_if<ValueChange>(&change)) {
        std::swap(value->value, *place(value->id, value->sample));
        return {ChangeKind::Edit, value->id, progress().iteration};
    }
    if (auto* loss = std::get_if<LossChange>(&change)) {
        std::swap(loss->loss, scenario_.loss);
        return {ChangeKind::Loss, std::nullopt, progress().iteration};
    }
    if (auto* next = std::get_if<NextSampleChange>(&change)) {
        const Progress now = progress();
        trainer_.setProgress(next->progress);
        next->progress = now;
        return {ChangeKind::NextSample, std::nullopt, progress().iteration};
    }
    if (auto* document = std::get_if<std::unique_ptr<ScenarioChange>>(&change)) return exchange(**document);
    return exchange(**std::get_if<std::unique_ptr<ParametersChange>>(&change));
}

HistoryEntry Session::exchange(ParametersChange& change) {
    const Progress now = progress();
    backprop::exchange(scenario_.network, change.parameters);
    std::swap(change.init, scenario_.init);
    trainer_.setProgress(change.progress);
    change.progress = now;
    return {change.kind, std::nullopt, progress().iteration};
}

HistoryEntry Session::exchange(ScenarioChange& change) {
    Trainer::Workspace workspace(change.scenario);  // before anything moves
    const Progress now = progress();
    std::swap(change.scenario, scenario_);
    std::swap(change.document, document_);
    std::swap(change.attachedBytes, attachedBytes_);
    trainer_.restart(change.progress, std::move(workspace));
    change.progress = now;
    change.bytes = sizeof(change) + blockOverhead + bytesOf(change.scenario) + change.attachedBytes;
    return {ChangeKind::Scenario, std::nullopt, progress().iteration};
}

std::optional<HistoryEntry> Session::undo() {
    Change* change = history_.last();
    if (!change) return std::nullopt;
    const std::size_t before = bytesOf(*change);
    const HistoryEntry entry = exchange(*change);
    history_.moveBack(before);
    return entry;
}

std::optional<HistoryEntry> Session::redo() {
    Change* change = history_.next();
    if (!change) return std::nullopt;
    const std::size_t before = bytesOf(*change);
    const HistoryEntry entry = exchange(*change);
    history_.moveForward(before);
    return entry;
}

}  // namespace backprop
